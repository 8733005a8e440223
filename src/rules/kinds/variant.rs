//! `variant`: a name in two accepted forms.

use super::{Kind, View, field};
use crate::facts::Variant;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "variant",
    doc: "A name that the article also writes in another accepted form; it marks the rarer and refers to the usual one.",
    count: |v| v.facts.variants().len(),
    marks: |v, i, out| out.push(variant(v, i).odd),
    related: |v, i, out| out.push(variant(v, i).usual),
    fields: &[
        field("odd_count", Type::Number, "how often the rarer form occurs", |v, i| variant(v, i).odd_count.into()),
        field("usual_count", Type::Number, "how often the usual one does", |v, i| variant(v, i).usual_count.into()),
        field("person", Type::Bool, "whether they are names of a person", |v, i| variant(v, i).person.into()),
    ],
};

fn variant<'a>(v: View<'a>, i: usize) -> &'a Variant {
    &v.facts.variants()[i]
}
