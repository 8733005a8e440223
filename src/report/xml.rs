//! Text inside XML: shown as it stands, never read as mark-up.

use super::printable::printable;

/// `text` on one line, fit for an attribute or for the content of an element. XML 1.0 knows no way to write most
/// control characters, so they are written out as a terminal would show them.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    for c in printable(text).chars() {
        match c {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\'' => shown.push_str("&apos;"),
            // The two that are no characters of XML though nothing acts on them.
            '\u{fffe}' | '\u{ffff}' => shown.push('\u{fffd}'),
            c => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_up_is_shown_and_not_read() {
        assert_eq!(escaped("a<b>&\"'\n\u{1b}\u{ffff}"), "a&lt;b&gt;&amp;&quot;&apos; \\u{1b}\u{fffd}");
    }
}
