//! What is to be said of a format of files.

use crate::text::Manuscript;

/// A format of files.
#[derive(Debug)]
pub struct Format {
    /// What a file of it is, as a sentence calls it: `a PDF`.
    pub name: &'static str,
    /// What the names of its files end in, small and without the dot.
    pub extensions: &'static [&'static str],
    /// What its files begin with, in one way or another.
    pub magic: &'static [&'static [u8]],
    /// What is done with it.
    pub reading: Reading,
}

/// What is done with a file of a format.
#[derive(Clone, Copy, Debug)]
pub enum Reading {
    /// It is decoded and read by this function, whose [`SourceMap`](crate::text::SourceMap) leads back to the decoded
    /// text; the way on to the bytes is added to it.
    Text(fn(String) -> Manuscript),
    /// It is refused, and this is what to do instead.
    Refused(&'static str),
}

impl Format {
    /// Whether it is read, and not refused.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        matches!(self.reading, Reading::Text(_))
    }

    /// What to do with a file of it that is refused.
    #[must_use]
    pub const fn advice(&self) -> &'static str {
        match self.reading {
            Reading::Text(_) => "",
            Reading::Refused(advice) => advice,
        }
    }
}
