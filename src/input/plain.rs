//! Plain text: what a file is that no other format claims.

use super::format::{Entry, Format, Reading};
use crate::text::Manuscript;

pub(super) const FORMAT: Format = Format {
    name: "plain text",
    extensions: &["txt"],
    magic: &[],
    // What nothing else claims.
    reading: Reading::Text { looks: |_| false, read: |text, _| Ok(Entry::only(Manuscript::from(text))) },
};
