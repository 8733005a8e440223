//! A manuscript in the making: blocks of words out of mark-up, white space as one space, with the way back to the bytes.

use crate::text::{Manuscript, Role, SourceMapBuilder};
use jiff::civil::Date;
use std::ops::Range;

/// A manuscript in the making. Blocks lie a line apart.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) text: String,
    pub(super) date: Option<Date>,
    map: SourceMapBuilder,
    /// Where each block begins, and what it is.
    blocks: Vec<(usize, Option<Role>)>,
    /// The white space that the next word is to be set off by, if there was any.
    space: Option<Range<usize>>,
}

impl Draft {
    /// Begins a block. One that nothing is written in will not be there.
    pub(super) fn block(&mut self, role: Option<Role>) {
        self.space = None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
            self.map.inserted(1);
        }
        self.blocks.push((self.text.len(), role));
    }

    /// Whether a block of this role has been begun.
    #[cfg(any(feature = "markdown", feature = "office"))]
    pub(super) fn has(&self, role: Role) -> bool {
        self.blocks.iter().any(|(_, known)| *known == Some(role))
    }

    /// Writes text that stands in the file as it is read, but for its white space; `at` is its first byte.
    pub(super) fn words(&mut self, raw: &str, at: usize) {
        let mut done = 0;
        while done < raw.len() {
            let word = raw[done..].find(|c: char| !is_blank(c)).map_or(raw.len(), |i| done + i);
            if word > done {
                self.blank(at + done..at + word);
            }
            let end = raw[word..].find(is_blank).map_or(raw.len(), |i| word + i);
            if end > word {
                self.set_apart();
                self.text.push_str(&raw[word..end]);
                self.map.verbatim(end - word, at + word);
            }
            done = end;
        }
    }

    /// Writes `text` for these bytes of the file.
    pub(super) fn replaced(&mut self, text: &str, bytes: Range<usize>) {
        if text.chars().all(is_blank) {
            self.blank(bytes);
        } else {
            self.set_apart();
            self.text.push_str(text);
            self.map.replaced(text.len(), bytes);
        }
    }

    /// White space at these bytes, which may be none.
    pub(super) fn blank(&mut self, bytes: Range<usize>) {
        match &mut self.space {
            Some(space) if space.end == bytes.start => space.end = bytes.end,
            Some(_) => {}
            None => self.space = Some(bytes),
        }
    }

    /// Writes the space that is due. None begins a block.
    fn set_apart(&mut self) {
        let Some(space) = self.space.take() else { return };
        if self.blocks.last().is_none_or(|(start, _)| *start < self.text.len()) && !self.text.is_empty() {
            self.text.push(' ');
            if space.is_empty() { self.map.inserted(1) } else { self.map.replaced(1, space) }
        }
    }

    /// The manuscript, whose places lead to the bytes that were given.
    pub(super) fn finish(self) -> Manuscript {
        let Self { text, date, map, blocks, .. } = self;
        let mut manuscript = Manuscript::new(text);
        let ends: Vec<usize> =
            blocks.iter().skip(1).map(|(start, _)| *start).chain([manuscript.text.len()]).collect();
        for ((start, role), end) in blocks.into_iter().zip(ends) {
            manuscript.push_block(start..end, role);
        }
        manuscript.date = date;
        manuscript.map = map.finish();
        manuscript
    }

    /// The manuscript, whose places are those of its own text: the file is compressed or encoded.
    #[cfg(feature = "office")]
    pub(super) fn finish_apart(self) -> Manuscript {
        let mut manuscript = self.finish();
        manuscript.map = Default::default();
        manuscript
    }
}

/// What a style of this name says that a paragraph is, in the formats of word processors.
pub(super) fn style_role(name: &str) -> Option<Role> {
    let name = name.to_ascii_lowercase();
    match name.as_str() {
        "title" | "headline" => Some(Role::Headline),
        "subtitle" => Some(Role::Subheading),
        "caption" => Some(Role::Caption),
        _ if name.starts_with("heading") => Some(Role::Subheading),
        _ => None,
    }
}

/// The most bytes in a cell of a table of data; what has more is laid out by a table.
#[cfg(any(feature = "html", feature = "office"))]
pub(super) const CELL: usize = 120;

/// White space of mark-up. A space that does not break is a character like others.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}')
}

/// The day that a date, with or without a time, begins with: `2026-03-03T10:00Z`, `2026/03/03`.
pub(super) fn day(text: &str) -> Option<Date> {
    text.trim().get(..10)?.replace('/', "-").parse().ok()
}
