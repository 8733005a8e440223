//! XML that is none of the formats that are read, such as NITF and NewsML: refused with what to do.

use super::Problem;
use super::format::{Format, Reading};

pub(super) const FORMAT: Format = Format {
    name: "XML",
    extensions: &[],
    magic: &[],
    reading: Reading::Text {
        looks: |text| text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml"),
        read: |_, _| {
            Err(Problem::Unusable {
                what: "is XML of a kind that is not read".to_owned(),
                advice: "export the article as HTML or plain text",
            })
        },
    },
};
