//! `accusation`: a person who is said to have done a wrong.

use super::{Kind, View, field, none};
use crate::facts::Accusation;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "accusation",
    doc: "A person who is said, in the paper's own voice, to have done a wrong (Oskar Lindh stole).",
    count: |v| v.facts.accusations().len(),
    marks: |v, i, out| out.push(one(v, i).span),
    related: none,
    fields: &[
        field("deed", Type::Text, "the words for the deed (stole)", |v, i| v.article.slice(one(v, i).deed).into()),
        field("hedged", Type::Bool, "whether somebody says so, or the sentence leaves it open (allegedly)", |v, i| {
            one(v, i).hedged.into()
        }),
        field("settled", Type::Bool, "whether the article tells of a verdict or a confession", |v, i| {
            one(v, i).settled.into()
        }),
        field("past", Type::Bool, "whether its paragraph has a year before 1990", |v, i| one(v, i).past.into()),
    ],
};

fn one<'a>(v: View<'a>, i: usize) -> &'a Accusation {
    &v.facts.accusations()[i]
}
