//! `unnamed-source`: a source that the article does not name.

use super::{Kind, View, field, none};
use crate::facts::UnnamedSource;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "unnamed-source",
    doc: "A source kept unnamed, or a phrase that names nobody (it is feared).",
    count: |v| v.facts.unnamed().len(),
    marks: |v, i, out| out.extend(&one(v, i).spans),
    related: none,
    fields: &[
        field("phrase", Type::Bool, "whether it is a phrase that names nobody", |v, i| one(v, i).phrase.into()),
        field("explained", Type::Bool, "whether its sentence, or the next, says why it is not named", |v, i| {
            one(v, i).explained.into()
        }),
        field("thin", Type::Bool, "whether that reason is only that the source wished to speak freely", |v, i| {
            one(v, i).thin.into()
        }),
        field("covered", Type::Bool, "whether a reason given elsewhere in the article goes for it too", |v, i| {
            one(v, i).covered.into()
        }),
        field("again", Type::Bool, "whether a source like it was found before (sources, a source)", |v, i| {
            one(v, i).again.into()
        }),
        field("office", Type::Bool, "whether it is several who speak for a body (two police officials)", |v, i| {
            one(v, i).office.into()
        }),
        field("confidence", Type::Number, "how sure the program is that it is one, 0 to 1", |v, i| {
            f64::from(one(v, i).confidence).into()
        }),
    ],
};

fn one<'a>(v: View<'a>, i: usize) -> &'a UnnamedSource {
    &v.facts.unnamed()[i]
}
