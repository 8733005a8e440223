//! `counted-list`: a count with the list right after it.

use super::{Kind, View, field};
use crate::Span;
use crate::facts::CountedList;
use crate::rules::value::{Type, Value};

pub(super) const KIND: Kind = Kind {
    name: "counted-list",
    doc: "A count with the list that follows it (three priorities: A and B); it marks the count and its noun.",
    count: |v| v.facts.lists().len(),
    marks: |v, i, out| out.push(counted_list(v, i).span),
    related: |v, i, out: &mut Vec<Span>| out.push(counted_list(v, i).list),
    fields: &[
        field("claimed", Type::Number, "how many the text says", |v, i| counted_list(v, i).claimed.into()),
        field("items", Type::Number, "how many are listed", |v, i| counted_list(v, i).items.into()),
        field("in_digits", Type::Bool, "whether the text writes the count in digits (3 priorities)", |v, i| {
            v.article.slice(counted_list(v, i).span).contains(|c: char| c.is_ascii_digit()).into()
        }),
        field("plain", Type::Bool, "whether the items are names or a word or two each", |v, i| {
            Value::Bool(counted_list(v, i).plain)
        }),
    ],
};

fn counted_list<'a>(v: View<'a>, i: usize) -> &'a CountedList {
    &v.facts.lists()[i]
}
