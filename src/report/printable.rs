//! Text from outside made safe and measurable for a terminal, a log or a report.
//!
//! An article, a file's name, a rule or an option may hold anything: escape sequences that repaint the screen, overrides that
//! turn text around, characters of no width that hide. What would act is written out, `\u{1b}`, and never sent.
//! [`Shown`] does that to names and options, [`printable`] to running text; `guard.rs` looks once more at all that is
//! written, whoever wrote it.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a tab is shown as.
const TAB: &str = "    ";

/// Joins two characters into one, or keeps them apart: right in emoji and in some scripts, and otherwise hidden.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// Whether a terminal would obey or hide `c` rather than show it.
pub(super) fn acts(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    c.is_control()
        || matches!(c,
            // Marks and overrides of direction (Unicode Standard Annex 9).
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
            // Of no width, so that two spellings look alike: soft hyphen, zero-width space, word joiner, BOM, fillers.
            | '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}'
            | '\u{2060}'..='\u{2065}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            // The other characters of format (Unicode's category Cf).
            | '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{110bd}' | '\u{110cd}'
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            // Line and paragraph separators, and the tags and selectors that can carry hidden text.
            | '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e0fff}'
            // What is no character at all, and what XML cannot hold.
            | '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether the character at byte `at` of `text` is a joiner that joins nothing: a letter of the Latin, Greek and Cyrillic
/// scripts, or a mark, is beside it.
pub(super) fn hides(text: &str, at: usize, c: char) -> bool {
    let plain = |c: Option<char>| c.is_none_or(|c| c < '\u{600}' || ('\u{2000}'..'\u{2100}').contains(&c));
    JOINERS.contains(&c)
        && (plain(text[..at].chars().next_back()) || plain(text[at + c.len_utf8()..].chars().next()))
}

fn harmless(text: &str) -> bool {
    !text.contains(acts) && !text.contains(JOINERS)
}

/// Running text on one line, its line breaks and tabs as spaces, and everything that a terminal would obey written out.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if harmless(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for (at, c) in text.char_indices() {
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if acts(c) || hides(text, at, c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// A name or a value from outside (a file, an option, a rule, a pattern), which it shows on one line with everything that
/// is not to be seen written out: a line break as `\n`, an escape as `\u{1b}`.
///
/// ```
/// use onrecord::report::Shown;
/// assert_eq!(Shown::of("a\n::error::.txt").to_string(), "a\\n::error::.txt");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown<'a>(Cow<'a, str>);

impl<'a> Shown<'a> {
    /// A name or value as it is to be shown.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        if harmless(text) {
            return Self(Cow::Borrowed(text));
        }
        let mut shown = String::with_capacity(text.len() + 16);
        for (at, c) in text.char_indices() {
            match c {
                '\n' | '\r' | '\t' => shown.extend(c.escape_default()),
                c if acts(c) || hides(text, at, c) => shown.extend(c.escape_unicode()),
                c => shown.push(c),
            }
        }
        Self(Cow::Owned(shown))
    }

    /// What is shown.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Writes `c` out as a terminal shows it; writing to a String does not fail.
pub(super) fn write_out(c: char, out: &mut String) {
    let _ = write!(out, "{}", c.escape_unicode());
}

/// Columns that printable text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// One character as readers count them, ready for the terminal.
pub(super) struct Cell<'a> {
    /// Byte offset in the text it was cut from.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
    /// What to print.
    pub(super) shown: Cow<'a, str>,
    /// Columns it takes.
    pub(super) width: usize,
    /// Whether a line may end here.
    pub(super) space: bool,
}

/// The cells of `text`, whose first byte is `offset`.
pub(super) fn cells(text: &str, offset: usize) -> impl Iterator<Item = Cell<'_>> {
    text.grapheme_indices(true).map(move |(at, grapheme)| {
        let shown = if grapheme == "\t" { Cow::Borrowed(TAB) } else { printable(grapheme) };
        Cell {
            start: offset + at,
            end: offset + at + grapheme.len(),
            width: width(&shown),
            space: grapheme.chars().all(|c| c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}'),
            shown,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        let cases = [
            ("plain “text”", "plain “text”"),
            ("\u{1b}[31mred", "\\u{1b}[31mred"),
            ("a\u{202e}b\u{2066}c", "a\\u{202e}b\\u{2066}c"),
            ("nul\0 bel\u{7} c1\u{9b}2J", "nul\\u{0} bel\\u{7} c1\\u{9b}2J"),
            ("two\nlines\ttab", "two lines tab"),
            ("zero\u{200b}width \u{feff}", "zero\\u{200b}width \\u{feff}"),
            ("👩\u{200d}🚀 e\u{301}", "👩\u{200d}🚀 e\u{301}"),
            ("ad\u{200d}min \u{200c}", "ad\\u{200d}min \\u{200c}"),
            ("\u{e0041}\u{fffe}\u{180e}", "\\u{e0041}\\u{fffe}\\u{180e}"),
        ];
        for (given, shown) in cases {
            assert_eq!(printable(given), shown);
        }
    }

    #[test]
    fn names_stay_on_their_line() {
        assert_eq!(Shown::of("a\n::error::b\r\t.txt").to_string(), "a\\n::error::b\\r\\t.txt");
        assert_eq!(format!("{:8}|", Shown::of("é\u{1b}")), "é\\u{1b} |");
        assert_eq!(Shown::of("Größe.txt").as_str(), "Größe.txt");
    }

    #[test]
    fn cells_have_the_width_they_take() {
        let widths = |text| cells(text, 0).map(|cell| cell.width).collect::<Vec<_>>();
        assert_eq!(widths("ab"), [1, 1]);
        assert_eq!(widths("日本"), [2, 2]);
        assert_eq!(widths("e\u{301}x"), [1, 1]);
        assert_eq!(widths("👩\u{200d}🚀"), [2]);
        assert_eq!(widths("\t"), [4]);
        assert_eq!(widths("\u{1b}"), ["\\u{1b}".len()]);
    }
}
