//! Line and column of any number of offsets, in any order, in time linear in the text and the offsets.

use crate::Span;
use crate::text::{Article, Place};

/// Bytes between two counts: small enough to count through at once, large enough that the table is a sixteenth of the
/// text.
const STEP: usize = 64;

/// Counts characters ahead, so that a column far down a line of 50 MB costs no more than one near its start.
pub(super) struct Places<'a> {
    article: &'a Article,
    /// The text whose lines and characters are counted.
    text: &'a str,
    /// Characters before byte `i * STEP`.
    before: Vec<u32>,
}

impl<'a> Places<'a> {
    pub(super) fn new(article: &'a Article) -> Self {
        let mut total = 0;
        let text = article.lines.counted(&article.text);
        let before = text.as_bytes().chunks(STEP).map(|chunk| {
            let before = total;
            total += characters(chunk);
            before
        });
        Self { before: before.collect(), text, article }
    }

    /// The place of byte `offset`; that of the text's end where it lies beyond.
    pub(super) fn of(&self, offset: u32) -> Place {
        let offset = offset.min(self.article.text.len() as u32);
        let line = self.article.lines.line(offset);
        let offset = self.article.lines.in_counted(offset);
        let start = self.article.lines.start(line).min(offset);
        Place { line, column: self.characters_before(offset) - self.characters_before(start) + 1 }
    }

    /// The place where a span starts.
    pub(super) fn start(&self, span: Span) -> Place {
        self.of(span.start)
    }

    fn characters_before(&self, offset: u32) -> u32 {
        let offset = offset as usize;
        let block = offset / STEP;
        match self.before.get(block) {
            Some(before) => before + characters(&self.text.as_bytes()[block * STEP..offset]),
            // Only the end of a text of a whole number of blocks has no block of its own.
            None => self.before.last().map_or(0, |before| {
                before + characters(&self.text.as_bytes()[(self.before.len() - 1) * STEP..])
            }),
        }
    }
}

/// Unicode scalar values that begin in `bytes`: all bytes but those that continue one.
fn characters(bytes: &[u8]) -> u32 {
    // Few enough at a time for a byte to count them, sixteen of which the processor adds up at once.
    let few = |few: &[u8]| u32::from(few.iter().map(|&byte| u8::from(byte & 0xC0 != 0x80)).sum::<u8>());
    bytes.chunks(128).map(few).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_counting_from_the_line_start() {
        let line = "“Där är 日本” she said. ".repeat(70);
        for (head, tail) in [("", ""), ("\u{feff}", "\n"), ("", "\r\nend"), ("\u{feff}\n", "\n\nx")] {
            let text = format!("{head}{line}\n{line}{tail}");
            let article = Article::new("a.txt", text.clone(), None);
            let places = Places::new(&article);
            for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(places.of(offset as u32), article.place(offset as u32), "at {offset}");
            }
        }
    }

    #[test]
    fn whole_blocks_and_nothing_at_all() {
        for length in [0, STEP - 1, STEP, 2 * STEP] {
            let article = Article::new("a.txt", "x".repeat(length), None);
            let place = Places::new(&article).of(u32::MAX);
            assert_eq!(place, Place { line: 1, column: length as u32 + 1 });
        }
    }
}
