//! What a paragraph is: body text, or one of the things around it.

use crate::named::named;

named! {
    /// What a paragraph is for.
    #[non_exhaustive]
    pub enum Role {
        /// Running text.
        Body = "body",
        /// The headline: the first paragraph, when short and without the shape of a body sentence.
        Headline = "headline",
        /// A sub-heading between paragraphs.
        Subheading = "subheading",
        /// The words under a picture.
        Caption = "caption",
        /// A photo or agency credit standing alone.
        Credit = "credit",
        /// A dateline standing alone, such as `KYIV, Jan. 19`.
        Dateline = "dateline",
        /// Not part of the story: a date line, a file name, a line of dashes.
        Metadata = "metadata",
    }
}
