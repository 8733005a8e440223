//! Plain text: what a file is that no other format claims.

use super::format::{Format, Reading};
use crate::text::Manuscript;

pub(super) const FORMAT: Format = Format {
    name: "plain text",
    extensions: &["txt", "md"],
    magic: &[],
    reading: Reading::Text(Manuscript::from),
};
