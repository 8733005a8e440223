//! Byte offset to line and column.

use memchr::memchr_iter;

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

/// The start of each line of a text.
#[derive(Clone, Debug)]
pub struct Lines {
    starts: Vec<u32>,
}

impl Lines {
    /// Finds the lines of `text`.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "articles over 4 GiB are refused when read")]
    pub fn new(text: &str) -> Self {
        // A byte order mark is no character of the line: editors do not show it.
        let mut starts = vec![if text.starts_with('\u{feff}') { 3 } else { 0 }];
        starts.extend(memchr_iter(b'\n', text.as_bytes()).map(|i| i as u32 + 1));
        Self { starts }
    }

    /// The line (from 1) that holds byte `offset`.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "there are no more lines than bytes")]
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset).max(1) as u32
    }

    /// The first byte of a line (from 1); that of the last line where there are fewer.
    #[must_use]
    pub fn start(&self, line: u32) -> u32 {
        let line = (line.max(1) as usize).min(self.starts.len());
        self.starts[line - 1]
    }

    /// The place of byte `offset` in `text`, the text these lines were found in.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "no unit has more of them than there are bytes")]
    pub fn place(&self, text: &str, offset: u32, unit: ColumnUnit) -> Place {
        let line = self.line(offset);
        let start = self.starts[line as usize - 1].min(offset) as usize;
        let column = unit.count(&text[start..offset as usize]) as u32 + 1;
        Place { line, column }
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
