//! Text from outside inside mark-up: shown as it is, never read as mark-up.

use super::printable::printable;

/// What a character stands for in HTML and XML, where it must not stand for itself.
const fn entity(c: char) -> Option<&'static str> {
    Some(match c {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => return None,
    })
}

/// `text` with its line breaks, fit for an attribute or for the content of an element of HTML.
pub(super) fn html(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + text.len() / 16);
    for c in text.chars() {
        match (entity(c), c) {
            (Some(entity), _) => shown.push_str(entity),
            // An override would turn our own words around too.
            (None, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') => shown.extend(c.escape_unicode()),
            (None, c) if c.is_control() && c != '\t' => shown.extend(c.escape_unicode()),
            (None, c) => shown.push(c),
        }
    }
    shown
}

/// `text` on one line, fit for an attribute or for the content of an element of XML. XML 1.0 knows no way to write most
/// control characters, so they are written out as a terminal would show them.
pub(super) fn xml(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    for c in printable(text).chars() {
        match (entity(c), c) {
            (Some(entity), _) => shown.push_str(entity),
            (None, '\'') => shown.push_str("&apos;"),
            // The two that are no characters of XML though nothing acts on them.
            (None, '\u{fffe}' | '\u{ffff}') => shown.push('\u{fffd}'),
            (None, c) => shown.push(c),
        }
    }
    shown
}

/// `text` on one line with every character that Markdown or HTML would read as mark-up escaped.
pub(super) fn markdown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    for c in printable(text).chars() {
        match (entity(c), c) {
            (_, '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!') => shown.extend(['\\', c]),
            (Some(entity), '<' | '>' | '&') => shown.push_str(entity),
            (_, c) => shown.push(c),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_up_is_shown_and_not_read() {
        assert_eq!(markdown("a *b* <i> | [c](d)\ne"), "a \\*b\\* &lt;i&gt; \\| \\[c\\](d) e");
        assert_eq!(xml("a<b>&\"'\n\u{1b}\u{ffff}"), "a&lt;b&gt;&amp;&quot;&apos; \\u{1b}\u{fffd}");
        assert_eq!(html("<b>&\"'\n\u{1b}\u{202e}"), "&lt;b&gt;&amp;&quot;'\\u{a}\\u{1b}\\u{202e}");
    }
}
