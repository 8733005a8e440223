//! `shared-surname`: a surname alone, after two full names with it.

use super::{Kind, View, field};
use crate::facts::SharedSurname;
use crate::rules::value::{Type, Value};

pub(super) const KIND: Kind = Kind {
    name: "shared-surname",
    doc: "A surname alone that two people have whom the article has named in full; it marks the surname and refers to the full names.",
    count: |v| v.facts.shared_surnames().len(),
    marks: |v, i, out| out.push(shared_surname(v, i).bare),
    related: |v, i, out| out.extend([shared_surname(v, i).other, shared_surname(v, i).nearer]),
    fields: &[
        field("nearer", Type::Text, "the one of the two who was named last", |v, i| {
            Value::text(v.article.slice(shared_surname(v, i).nearer))
        }),
        field("other", Type::Text, "the other", |v, i| Value::text(v.article.slice(shared_surname(v, i).other))),
        field("sentences", Type::Number, "sentences from the other's full name to the surname", |v, i| {
            shared_surname(v, i).sentences.into()
        }),
        field("near", Type::Bool, "whether the other's full name is in the same paragraph or the one before", |v, i| {
            shared_surname(v, i).near.into()
        }),
        field("balance", Type::Number, "mentions by name of the one with fewer, to those of the one with more", |v, i| {
            f64::from(shared_surname(v, i).balance).into()
        }),
        field("third", Type::Bool, "whether a third of that surname is named more often than either", |v, i| {
            shared_surname(v, i).third.into()
        }),
        field("told_apart", Type::Bool, "whether he or she in the sentence shows which of a man and a woman is meant", |v, i| {
            shared_surname(v, i).told_apart.into()
        }),
    ],
};

fn shared_surname<'a>(v: View<'a>, i: usize) -> &'a SharedSurname {
    &v.facts.shared_surnames()[i]
}
