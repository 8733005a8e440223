//! Characters that are read as what they stand for, but would be printed as they are.

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
