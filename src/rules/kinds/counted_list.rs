//! `counted-list`: a count with the list right after it.

use super::{Kind, View, field};
use crate::Span;
use crate::facts::CountedList;
use crate::rules::value::{Type, Value};

pub(super) const KIND: Kind = Kind {
    name: "counted-list",
    doc: "A count with the list that follows it (three priorities: A and B); it marks the count and its noun.",
    count: |v| v.facts.lists().len(),
    marks: |v, i, out| out.push(one(v, i).span),
    related: |v, i, out: &mut Vec<Span>| out.push(one(v, i).list),
    fields: &[
        field("claimed", Type::Number, "how many the text says", |v, i| one(v, i).claimed.into()),
        field("items", Type::Number, "how many are listed", |v, i| one(v, i).items.into()),
        field("plain", Type::Bool, "whether the items are names or a word or two each", |v, i| {
            Value::Bool(one(v, i).plain)
        }),
    ],
};

fn one<'a>(v: View<'a>, i: usize) -> &'a CountedList {
    &v.facts.lists()[i]
}
