//! Warnings on stderr, one line each: what is wrong, and what to do about it.

use std::fmt::Write as _;
use std::io::Write as _;

/// Writes `onrecord: MESSAGE` to stderr. Control characters, which a file name may contain, are escaped; line breaks
/// inside a message (a TOML excerpt) are kept.
pub fn warn(message: &str) {
    let mut line = String::with_capacity(message.len() + 12);
    line.push_str("onrecord: ");
    for c in message.trim_end().chars() {
        if c.is_control() && c != '\n' && c != '\t' {
            // Writing to a String does not fail.
            let _ = write!(line, "{}", c.escape_default());
        } else {
            line.push(c);
        }
    }
    line.push('\n');
    // With stderr closed, there is nowhere left to report to.
    let _ = std::io::stderr().lock().write_all(line.as_bytes());
}
