//! Characters that are read as what they stand for, but would be printed as they are; and those that are not seen at all.

use crate::Span;

/// Characters that would look wrong in print.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Garble {
    /// What they were read as.
    pub span: Span,
    /// What the file has.
    pub written: Box<str>,
    /// How it came about.
    pub kind: GarbleKind,
}

/// A character that is not seen and that nobody meant to type: a soft hyphen in plain text, a space of no width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Hidden {
    /// Where it would be: it is read as nothing.
    pub at: u32,
    /// What the file has.
    pub written: char,
}

crate::named::named! {
    /// How characters came to be garbled.
    #[non_exhaustive]
    pub enum GarbleKind {
        /// `&rsquo;`, which only HTML reads as `’`.
        Entity = "entity",
        /// `â€™`: bytes of UTF-8 that were read as another encoding.
        Encoding = "encoding",
    }
}
