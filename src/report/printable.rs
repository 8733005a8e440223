//! Article text made safe and measurable for a terminal.
//!
//! An article may hold anything: escape sequences that repaint the screen, overrides that turn text around,
//! characters of no width that hide. What would act on a terminal is written out, `\u{1b}`, and never sent.

use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that a tab is shown as.
const TAB: &str = "    ";

/// Whether a terminal would obey or hide `c` rather than show it.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Marks and overrides of direction (Unicode Standard Annex 9).
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
            // Of no width, so that two spellings look alike: soft hyphen, zero-width space, word joiner, BOM.
            | '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            // Line and paragraph separators, and the tags that can carry hidden text.
            | '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e007f}')
}

/// `text` on one line, with everything that a terminal would obey written out.
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => shown.push(' '),
            c if acts(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
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
        ];
        for (given, shown) in cases {
            assert_eq!(printable(given), shown);
        }
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
