//! Plain text: what a file is that no other format claims.

use super::Options;
use super::format::{Contents, Entry, Format, Reading};
use crate::text::Manuscript;

pub(super) const FORMAT: Format = Format {
    name: "plain text",
    extensions: &["txt"],
    magic: &[],
    // What nothing else claims.
    reading: Reading::Text { looks: |_| false, read },
};

fn read(text: String, options: &Options) -> Contents {
    Ok(Entry::only(if options.transcript {
        Manuscript::of_lines(text).with_characters_read()
    } else {
        Manuscript::from(text)
    }))
}
