//! `double-name`: a body or a place under two names.

use super::{Kind, View, field};
use crate::facts::DoubleName;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "double-name",
    doc: "A name of several words that is another one of the article but for one word; it marks the rarer and refers to the usual one.",
    count: |v| v.facts.double_names().len(),
    marks: |v, i, out| out.push(double(v, i).odd),
    related: |v, i, out| out.push(double(v, i).usual),
    fields: &[
        field("odd_count", Type::Number, "how often the rarer name occurs", |v, i| double(v, i).odd_count.into()),
        field("usual_count", Type::Number, "how often the usual one does", |v, i| double(v, i).usual_count.into()),
        field("kindred", Type::Bool, "whether the words that differ both say what kind of body it is", |v, i| {
            double(v, i).kindred.into()
        }),
        field("long", Type::Bool, "whether they have more than one word in common", |v, i| double(v, i).long.into()),
        field("together", Type::Bool, "whether both are in one sentence", |v, i| double(v, i).together.into()),
    ],
};

fn double<'a>(v: View<'a>, i: usize) -> &'a DoubleName {
    &v.facts.double_names()[i]
}
