//! The half-open byte range that every fact and finding is made of.

use std::ops::Range;

/// A half-open range of UTF-8 bytes, `start..end`, into [`Article::text`](crate::text::Article::text).
///
/// Both ends lie on character boundaries. Offsets are `u32`: an article is at most 4 GiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A number of things as facts keep it.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Span {
    /// A span over `start..end`.
    #[must_use]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// A span from `usize` offsets; an article is checked to fit `u32` when it is read.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "articles over 4 GiB are refused when read")]
    pub const fn of(range: Range<usize>) -> Self {
        Self { start: range.start as u32, end: range.end as u32 }
    }

    /// The range as indices of a `str`.
    #[must_use]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Its first `len` bytes, or all of it where it is shorter.
    #[must_use]
    pub fn clip(self, len: usize) -> Self {
        let end = self.start.saturating_add(u32::try_from(len).unwrap_or(u32::MAX));
        Self { start: self.start, end: self.end.min(end) }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// Spans in order, none of which lies in another.
pub(crate) struct Spans(Vec<Span>);

impl Spans {
    pub(crate) fn new(spans: impl Iterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_unstable();
        Self(spans)
    }

    /// Whether `span` shares a byte with one of them.
    pub(crate) fn overlap(&self, span: Span) -> bool {
        let before = self.0.partition_point(|known| known.start < span.end);
        self.0[..before].last().is_some_and(|last| last.overlaps(span))
    }
}
