//! `garbled`: characters that would look wrong in print.

use super::{Kind, View, field, none};
use crate::facts::Garbled;
use crate::rules::value::Type;
use crate::text::GarbleKind;

pub(super) const KIND: Kind = Kind {
    name: "garbled",
    doc: "Characters that are read as another but would be printed as they are, such as &rsquo; and â€™; each form once, at \
          its first place.",
    count: |v| v.facts.garbled().len(),
    marks: |v, i, out| out.push(garbled(v, i).span),
    related: none,
    fields: &[
        field("written", Type::Text, "what the file has", |v, i| garbled(v, i).written.as_str().into()),
        field("meant", Type::Text, "what it stands for; empty for a character that is not seen", |v, i| {
            v.article.slice(garbled(v, i).span).into()
        }),
        field("cause", Type::OneOf(GarbleKind::NAMES), "how it came about", |v, i| garbled(v, i).kind.name().into()),
        field("times", Type::Number, "how often it is there", |v, i| garbled(v, i).times.into()),
    ],
};

fn garbled<'a>(v: View<'a>, i: usize) -> &'a Garbled {
    &v.facts.garbled()[i]
}
