//! Byte offset to line and column.

use super::line_end::LineEnd;
use super::source_map::SourceMap;
use crate::Span;

/// A place as an editor counts it: both numbers start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1. Lines end at `\n`; a `\r` before it belongs to the line end.
    pub line: u32,
    /// Column, from 1, in a [`ColumnUnit`].
    pub column: u32,
}

/// What columns count. People count characters; most editors and protocols count one of the other two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnUnit {
    /// Bytes of UTF-8.
    Utf8,
    /// Code units of UTF-16: two for a character beyond U+FFFF.
    Utf16,
    /// Unicode scalar values.
    Characters,
}

impl ColumnUnit {
    /// How many there are in `text`.
    #[must_use]
    pub fn count(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Characters => text.chars().count(),
        }
    }
}

/// The lines of a text, or of the text that it was made of.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<u32>,
    source: Option<Box<Source>>,
    /// Whether they are those of the file as other programs count them.
    of_file: bool,
}

/// The text that another was made of, whose lines count.
#[derive(Clone, Debug)]
struct Source {
    text: String,
    /// From the other back to it.
    map: SourceMap,
}

impl Lines {
    /// Finds the lines of `text`.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "articles over 4 GiB are refused when read")]
    pub fn new(text: &str) -> Self {
        // A byte order mark is no character of the line: editors do not show it.
        let mut starts = vec![if text.starts_with('\u{feff}') { 3 } else { 0 }];
        let end = LineEnd::of(text);
        starts.extend(end.starts(text).map(|start| start as u32));
        Self { starts, source: None, of_file: end == LineEnd::LineFeed }
    }

    /// The lines of `source`, asked for by places in a text that was made of it and that `map` leads back from.
    #[must_use]
    pub fn of_source(source: String, map: SourceMap) -> Self {
        let lines = Self::new(&source);
        Self { source: Some(Box::new(Source { text: source, map })), ..lines }
    }

    /// The same of a text that is not as it stands in the file: escaped, encoded or compressed.
    #[must_use]
    pub(super) fn apart(self) -> Self {
        Self { of_file: false, ..self }
    }

    /// Whether they are the lines of the file, as git and editors count them.
    #[must_use]
    pub const fn are_of_the_file(&self) -> bool {
        self.of_file
    }

    /// The same, asked for by places in a text that `map` leads back from to the one that places were in.
    #[must_use]
    pub(super) fn after(mut self, map: SourceMap) -> Self {
        if let Some(source) = &mut self.source {
            source.map = map.after(std::mem::take(&mut source.map));
        }
        self
    }

    /// The line (from 1) that holds byte `offset`.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "there are no more lines than bytes")]
    pub fn line(&self, offset: u32) -> u32 {
        let offset = self.in_counted(offset);
        self.starts.partition_point(|&start| start <= offset).max(1) as u32
    }

    /// How many there are; nothing after the last line end is none.
    #[must_use]
    pub fn count(&self, text: &str) -> usize {
        let end = self.counted(text).len();
        self.starts.len() - usize::from(self.starts.last().is_some_and(|&last| last as usize >= end))
    }

    /// What `text` has of a line (from 1), or of the character in a column of it (from 1), or how many columns it has.
    ///
    /// # Errors
    /// When the line has no such column.
    pub fn span(&self, text: &str, line: u32, column: Option<u32>) -> Result<Span, usize> {
        let counted = self.counted(text);
        let start = self.start(line) as usize;
        let end = self.starts.get(line.max(1) as usize).map_or(counted.len(), |&next| next as usize);
        let words = counted[start..end.max(start)].trim_end_matches(['\n', '\r']);
        let range = match column {
            None => start..start + words.len(),
            Some(column) => words
                .char_indices()
                .nth(column.max(1) as usize - 1)
                .map(|(at, c)| start + at..start + at + c.len_utf8())
                .ok_or_else(|| words.chars().count())?,
        };
        let Span { start, end } = Span::of(range);
        Ok(Span::new(self.in_text(text, start), self.in_text(text, end)))
    }

    /// The text whose lines are counted, where `text` is the one that places are in.
    #[must_use]
    pub fn counted<'a>(&'a self, text: &'a str) -> &'a str {
        self.source.as_ref().map_or(text, |source| &source.text)
    }

    /// Where byte `offset` of the text that places are in lies in the one whose lines are counted.
    #[must_use]
    pub fn in_counted(&self, offset: u32) -> u32 {
        self.source.as_ref().map_or(offset, |source| source.map.range(Span::new(offset, offset)).start)
    }

    /// The first byte of a line (from 1) of the [counted](Self::counted) text; that of the last line where there are fewer.
    #[must_use]
    pub fn start(&self, line: u32) -> u32 {
        let line = (line.max(1) as usize).min(self.starts.len());
        self.starts[line - 1]
    }

    /// The place of byte `offset` in `text`, the text that places are in.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "no unit has more of them than there are bytes")]
    pub fn place(&self, text: &str, offset: u32, unit: ColumnUnit) -> Place {
        let line = self.line(offset);
        let offset = self.in_counted(offset);
        let start = self.start(line).min(offset) as usize;
        let column = unit.count(&self.counted(text)[start..offset as usize]) as u32 + 1;
        Place { line, column }
    }

    /// The first byte of `text` that byte `offset` of the counted text, or what is after it, stands for.
    fn in_text(&self, text: &str, offset: u32) -> u32 {
        if self.source.is_none() {
            return offset;
        }
        // The map leads back in order.
        let (mut low, mut high) = (0, Span::of(0..text.len()).end);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.in_counted(middle) < offset {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_what_is_asked_for() {
        let text = "one\n“two” 👩 three\r\n\nlast";
        let lines = Lines::new(text);
        for (needle, line, columns) in
            [("one", 1, [1, 1, 1]), ("two", 2, [4, 2, 2]), ("three", 2, [16, 10, 9]), ("last", 4, [1, 1, 1])]
        {
            let offset = text.find(needle).unwrap() as u32;
            for (unit, column) in
                [ColumnUnit::Utf8, ColumnUnit::Utf16, ColumnUnit::Characters].into_iter().zip(columns)
            {
                assert_eq!(lines.place(text, offset, unit), Place { line, column }, "{needle} {unit:?}");
            }
        }
        assert_eq!(lines.line(text.len() as u32), 4);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = "\u{feff}one";
        for unit in [ColumnUnit::Utf8, ColumnUnit::Utf16, ColumnUnit::Characters] {
            for offset in [0, 3] {
                assert_eq!(Lines::new(text).place(text, offset, unit), Place { line: 1, column: 1 });
            }
        }
    }
}
