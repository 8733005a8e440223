//! `unnamed-source`: a source that the article does not name.

use super::{Kind, View, field, none};
use crate::facts::UnnamedSource;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "unnamed-source",
    doc: "A source kept unnamed, or a phrase that names nobody (it is feared).",
    count: |v| v.facts.unnamed.len(),
    marks: |v, i, out| out.extend(&one(v, i).spans),
    related: none,
    fields: &[
        field("phrase", Type::Bool, "whether it is a phrase that names nobody", |v, i| one(v, i).phrase.into()),
        field("explained", Type::Bool, "whether the text says why the source is not named", |v, i| {
            one(v, i).explained.into()
        }),
        field("confidence", Type::Number, "how sure the program is that it is one, 0 to 1", |v, i| {
            f64::from(one(v, i).confidence).into()
        }),
    ],
};

fn one<'a>(v: View<'a>, i: usize) -> &'a UnnamedSource {
    &v.facts.unnamed[i]
}
