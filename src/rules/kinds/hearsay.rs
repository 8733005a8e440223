//! `hearsay`: what someone is reported to say that someone else had said.

use super::{Kind, View, field, none};
use crate::facts::Hearsay;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "hearsay",
    doc: "A statement within a statement (Renn said that Moss had promised): it marks the inner name and verb.",
    count: |v| v.facts.hearsay().len(),
    marks: |v, i, out| out.push(hearsay(v, i).span),
    related: none,
    fields: &[
        field("first", Type::Text, "who is said to have said it", |v, i| {
            v.facts.entities().mentions.get(hearsay(v, i).first).map(|m| v.article.slice(m.span)).into()
        }),
        field("cue", Type::Text, "the verb", |v, i| v.article.slice(hearsay(v, i).cue).into()),
        field("teller", Type::Text, "who reports it, as written", |v, i| {
            let attribution = v.facts.attribution(hearsay(v, i).attribution);
            attribution.and_then(|a| a.source.first()).map(|s| v.article.slice(*s)).into()
        }),
        field("confidence", Type::Number, "how sure the program is of the outer statement, 0 to 1", |v, i| {
            v.facts.attribution(hearsay(v, i).attribution).map(|a| f64::from(a.confidence)).into()
        }),
    ],
};

fn hearsay<'a>(v: View<'a>, i: usize) -> &'a Hearsay {
    &v.facts.hearsay()[i]
}
