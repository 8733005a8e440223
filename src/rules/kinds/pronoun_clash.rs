//! `pronoun-clash`: a pronoun that does not go with the rest of what is said of a person.

use super::{Kind, View, field};
use crate::facts::PronounClash;
use crate::rules::value::{Type, Value};
use std::borrow::Cow;

pub(super) const KIND: Kind = Kind {
    name: "pronoun-clash",
    doc: "A pronoun of one gender for somebody who is otherwise of the other; it marks the pronoun and refers to a word that shows the other gender.",
    count: |v| v.facts.pronoun_clashes().len(),
    marks: |v, i, out| out.push(clash(v, i).odd),
    related: |v, i, out| out.push(clash(v, i).usual),
    fields: &[
        field("name", Type::Text, "the name that it stands for", |v, i| {
            Value::Text(Cow::Borrowed(v.article.slice(clash(v, i).name)))
        }),
        field("odd_count", Type::Number, "how many words show the gender of the pronoun", |v, i| clash(v, i).odd_count.into()),
        field("usual_count", Type::Number, "how many show the other; a given name or a title counts as two", |v, i| {
            clash(v, i).usual_count.into()
        }),
        field(
            "alone",
            Type::Bool,
            "whether it opens the second sentence of a paragraph that begins with the name and speaks of nobody else",
            |v, i| clash(v, i).alone.into(),
        ),
        field("in_all", Type::Number, "how many pronouns of its gender the article has outside quotations", |v, i| {
            clash(v, i).in_all.into()
        }),
        field("other", Type::Bool, "whether somebody else named a little before may be meant", |v, i| clash(v, i).other.into()),
    ],
};

fn clash<'a>(v: View<'a>, i: usize) -> &'a PronounClash {
    &v.facts.pronoun_clashes()[i]
}
