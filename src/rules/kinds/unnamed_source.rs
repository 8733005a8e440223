//! `unnamed-source`: a source that the article does not name.

use super::{Kind, View, field, none};
use crate::facts::UnnamedSource;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "unnamed-source",
    doc: "A source kept unnamed, or a phrase that names nobody (it is feared).",
    count: |v| v.facts.unnamed().len(),
    marks: |v, i, out| out.extend(&unnamed_source(v, i).spans),
    related: none,
    fields: &[
        field("phrase", Type::Bool, "whether it is a phrase that names nobody", |v, i| unnamed_source(v, i).phrase.into()),
        field("explained", Type::Bool, "whether its sentence, or the next, says why it is not named", |v, i| {
            unnamed_source(v, i).explained.into()
        }),
        field("thin", Type::Bool, "whether that reason is only that the source wished to speak freely", |v, i| {
            unnamed_source(v, i).thin.is_some().into()
        }),
        field("reason", Type::Text, "that reason, as written (to speak freely)", |v, i| {
            unnamed_source(v, i).thin.map(|words| v.article.slice(words)).into()
        }),
        field("covered", Type::Bool, "whether a reason given elsewhere in the article covers it too", |v, i| {
            unnamed_source(v, i).covered.into()
        }),
        field("again", Type::Bool, "whether a source like it was found before (sources, a source)", |v, i| {
            unnamed_source(v, i).again.into()
        }),
        field("office", Type::Bool, "whether it is several people of an organisation (two police officials)", |v, i| {
            unnamed_source(v, i).office.into()
        }),
        field("confidence", Type::Number, "how sure the program is that it is one, 0 to 1", |v, i| {
            f64::from(unnamed_source(v, i).confidence).into()
        }),
    ],
};

fn unnamed_source<'a>(v: View<'a>, i: usize) -> &'a UnnamedSource {
    &v.facts.unnamed()[i]
}
