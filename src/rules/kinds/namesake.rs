//! `namesake`: two given names for one surname.

use super::{Kind, View, field};
use crate::facts::Namesake;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "namesake",
    doc: "Two full names with one surname; it marks the rarer and refers to the usual one.",
    count: |v| v.facts.namesakes.len(),
    marks: |v, i, out| out.push(one(v, i).odd),
    related: |v, i, out| out.push(one(v, i).usual),
    fields: &[
        field("odd_count", Type::Number, "how often the rarer full name stands", |v, i| one(v, i).odd_count.into()),
        field("usual_count", Type::Number, "how often the usual one does", |v, i| one(v, i).usual_count.into()),
        field("introduced", Type::Bool, "whether the article says who the rarer one is", |v, i| {
            one(v, i).introduced.into()
        }),
        field("other_gender", Type::Bool, "whether the given names are of two genders", |v, i| {
            one(v, i).other_gender.into()
        }),
        field("people", Type::Number, "people of that surname with a given name", |v, i| one(v, i).people.into()),
        field("leads", Type::Bool, "whether the rarer one comes first", |v, i| one(v, i).leads.into()),
    ],
};

fn one<'a>(v: View<'a>, i: usize) -> &'a Namesake {
    &v.facts.namesakes[i]
}
