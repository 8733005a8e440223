//! What ends the lines of a text.

use memchr::{memchr, memchr_iter};
use std::ops::Range;

/// What ends the lines of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineEnd {
    /// `\n`, with or without a `\r` before it.
    LineFeed,
    /// `\r` alone, as on the Macs of old, and by exports that still do.
    CarriageReturn,
}

impl LineEnd {
    /// The one that most lines of `text` end in.
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        if memchr(b'\r', bytes).is_none() {
            return Self::LineFeed;
        }
        let alone = memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
        if alone > memchr_iter(b'\n', bytes).count() { Self::CarriageReturn } else { Self::LineFeed }
    }

    /// The starts of all lines but the first.
    pub fn starts(self, text: &str) -> impl Iterator<Item = usize> + '_ {
        let bytes = text.as_bytes();
        let (one, other) = match self {
            Self::LineFeed => (b'\n', b'\n'),
            Self::CarriageReturn => (b'\n', b'\r'),
        };
        memchr::memchr2_iter(one, other, bytes)
            .filter(move |&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
            .map(|at| at + 1)
    }

    /// The lines, each with its end. None is after the last end.
    pub fn lines(self, text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut start = 0;
        self.starts(text).chain([text.len()]).map(move |end| {
            let line = start..end;
            start = end;
            line
        })
    }
}

/// `range` without the white space and byte order marks around what it holds.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let line = &text[range.clone()];
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let start = range.end - line.trim_start_matches(blank).len();
    start..start + text[start..range.end].trim_end_matches(blank).len()
}
