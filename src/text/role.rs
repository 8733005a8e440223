//! What a paragraph is: body text, or one of the things around it.

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    Body,
    /// The headline: the first paragraph, when short and without the shape of a body sentence.
    Headline,
    /// A sub-heading between paragraphs.
    Subheading,
    /// The words under a picture.
    Caption,
    /// A photo or agency credit standing alone.
    Credit,
    /// A dateline standing alone, such as `KYIV, Jan. 19`.
    Dateline,
    /// Not part of the story: a date line, a file name, mark-up residue.
    Metadata,
}
