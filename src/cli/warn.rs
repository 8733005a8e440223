//! Warnings on stderr, one line each: what is wrong, and what to do about it.

use onrecord::report::{Markup, Shown, guarded};
use onrecord::rules::RuleError;
use std::fmt::Display;
use std::io::{self, Write as _};

/// Writes `onrecord: MESSAGE` to stderr, on one line whatever is in it: names, options and the system's own messages may
/// hold anything.
pub fn warn(message: impl Display) {
    let message = message.to_string();
    tell(format!("onrecord: {}\n", Shown::of(message.trim_end())), false);
}

/// Warns of a rule that cannot be used: what is wrong, in one line, and below it the line of the file that it is about.
pub fn warn_of_rule(refused: &RuleError) {
    warn(refused);
    let excerpt = refused.excerpt_with_carets();
    let lines: String = excerpt.lines().map(|line| format!("{}\n", Shown::of(line))).collect();
    tell(lines, false);
}

/// Writes lines to stderr. `coloured` says whether colours in them are ours.
pub fn tell(lines: String, coloured: bool) {
    let lines = guarded(lines.into_bytes(), Markup::Plain { colour: coloured });
    // With stderr closed, there is nowhere left to report to.
    let _ = io::stderr().lock().write_all(&lines);
}
