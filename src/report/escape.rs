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
            (None, c) => shown.push(c),
        }
    }
    shown
}

/// What breaks a mention, a reference or a link in Markdown, and is not to be seen: services look for these in the finished
/// text, where a backslash is long gone.
const BREAK: &str = "<!-- -->";

/// `text` on one line with every character that Markdown or HTML would read as mark-up escaped, and without a name that
/// would be told, a number that would be referred to or an address that could be followed.
pub(super) fn markdown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    let text = printable(text);
    let mut word = 0;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        match (entity(c), c) {
            (_, '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!') => shown.extend(['\\', c]),
            (Some(entity), '<' | '>' | '&') => shown.push_str(entity),
            (_, c) => shown.push(c),
        }
        let live = match c {
            // A person, a team, an address of mail.
            '@' => true,
            // An issue, a merge request.
            '#' | '!' => next.is_some_and(char::is_alphanumeric),
            '-' => text[word..at].eq_ignore_ascii_case("gh"),
            ':' => {
                next == Some('/') || ["mailto", "xmpp"].iter().any(|s| text[word..at].eq_ignore_ascii_case(s))
            }
            '.' => text[word..at].eq_ignore_ascii_case("www"),
            _ => false,
        };
        if live {
            shown.push_str(BREAK);
        }
        if !c.is_alphanumeric() {
            word = at + c.len_utf8();
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_markdown_is_live() {
        for (text, shown) in [
            ("@name @org/team a@b.example", "@<!-- -->name @<!-- -->org/team a@<!-- -->b.example"),
            ("https://x.example HTTP://y", "https:<!-- -->//x.example HTTP:<!-- -->//y"),
            ("www.x.example, WWW.y", "www.<!-- -->x.example, WWW.<!-- -->y"),
            ("#12, GH-12, o/r#1, !7", "\\#<!-- -->12, GH-<!-- -->12, o/r\\#<!-- -->1, \\!<!-- -->7"),
            ("mailto:a", "mailto:<!-- -->a"),
            ("No! At 10:30, $5.", "No\\! At 10:30, $5."),
        ] {
            assert_eq!(markdown(text), shown);
        }
    }

    #[test]
    fn mark_up_is_shown_and_not_read() {
        assert_eq!(markdown("a *b* <i> | [c](d)\ne"), "a \\*b\\* &lt;i&gt; \\| \\[c\\](d) e");
        assert_eq!(xml("a<b>&\"'\n\u{1b}\u{ffff}"), "a&lt;b&gt;&amp;&quot;&apos; \\u{1b}\\u{ffff}");
        assert_eq!(html("<b>&\"'\n\u{1b}\u{202e}"), "&lt;b&gt;&amp;&quot;'\\u{a}\\u{1b}\\u{202e}");
    }
}
