//! `hidden`: characters that are not seen.

use super::{Kind, View, field, none};
use crate::facts::HiddenCharacter;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "hidden",
    doc: "A character that is not seen and that nobody meant to type, each form once, at its first place; it marks the word there.",
    count: |v| v.facts.hidden().len(),
    marks: |v, i, out| out.push(hidden(v, i).span),
    related: none,
    fields: &[
        field("name", Type::OneOf(NAMES), "what the character is called", |v, i| name(hidden(v, i).written).into()),
        field("times", Type::Number, "how often it is there", |v, i| hidden(v, i).times.into()),
    ],
};

const NAMES: &[&str] =
    &["soft hyphen", "zero-width space", "zero-width joiner", "word joiner", "byte order mark", "hidden character"];

fn hidden<'a>(v: View<'a>, i: usize) -> &'a HiddenCharacter {
    &v.facts.hidden()[i]
}

const fn name(written: char) -> &'static str {
    match written {
        '\u{ad}' => NAMES[0],
        '\u{200b}' => NAMES[1],
        '\u{200c}' | '\u{200d}' => NAMES[2],
        '\u{2060}' => NAMES[3],
        '\u{feff}' => NAMES[4],
        _ => NAMES[5],
    }
}
