//! Byte offset to line and column.

use memchr::memchr_iter;

/// A place as an editor counts it: both numbers start at 1, the column counts Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1. Lines end at `\n`; a `\r` before it belongs to the line end.
    pub line: u32,
    /// Column, from 1, in Unicode scalar values.
    pub column: u32,
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
    #[expect(clippy::cast_possible_truncation, reason = "a line has no more characters than bytes")]
    pub fn place(&self, text: &str, offset: u32) -> Place {
        let line = self.line(offset);
        let start = self.starts[line as usize - 1].min(offset) as usize;
        let column = text[start..offset as usize].chars().count() as u32 + 1;
        Place { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "one\n“two” three\r\n\nlast";
        let lines = Lines::new(text);
        let at = |needle: &str| lines.place(text, text.find(needle).unwrap() as u32);
        assert_eq!(at("one"), Place { line: 1, column: 1 });
        assert_eq!(at("two"), Place { line: 2, column: 2 });
        assert_eq!(at("three"), Place { line: 2, column: 7 });
        assert_eq!(at("last"), Place { line: 4, column: 1 });
        assert_eq!(lines.line(text.len() as u32), 4);
        let marked = Lines::new("\u{feff}one");
        assert_eq!(marked.place("\u{feff}one", 3), Place { line: 1, column: 1 });
        assert_eq!(marked.place("\u{feff}one", 0), Place { line: 1, column: 1 });
    }
}
