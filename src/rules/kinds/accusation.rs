//! `accusation`: a person who is said to have done a wrong.

use super::{Kind, View, field, none};
use crate::facts::Accusation;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "accusation",
    doc: "A person who is said, in the paper's own voice, to have done a wrong (Oskar Lindh stole).",
    count: |v| v.facts.accusations().len(),
    marks: |v, i, out| out.push(accusation(v, i).span),
    related: none,
    fields: &[
        field("deed", Type::Text, "the words for the deed (stole)", |v, i| v.article.slice(accusation(v, i).deed).into()),
        field("hedged", Type::Bool, "whether someone says so, or the sentence leaves it open (allegedly)", |v, i| {
            accusation(v, i).hedged.into()
        }),
        field("settled", Type::Bool, "whether the article mentions a verdict or a confession", |v, i| {
            accusation(v, i).settled.into()
        }),
        field("past", Type::Bool, "whether its paragraph has a year before 1990", |v, i| accusation(v, i).past.into()),
    ],
};

fn accusation<'a>(v: View<'a>, i: usize) -> &'a Accusation {
    &v.facts.accusations()[i]
}
