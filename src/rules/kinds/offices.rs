//! `offices`: two offices for one person.

use super::{Kind, View, field};
use crate::facts::PostConflict;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "offices",
    doc: "A person under two offices, neither said to be past; it marks the rarer title with its name.",
    count: |v| v.facts.post_conflicts().len(),
    marks: |v, i, out| out.push(one(v, i).odd),
    related: |v, i, out| out.push(one(v, i).usual),
    fields: &[
        field("odd_count", Type::Number, "how often the rarer title stands", |v, i| one(v, i).odd_count.into()),
        field("usual_count", Type::Number, "how often the usual one does", |v, i| one(v, i).usual_count.into()),
        field("held", Type::Bool, "whether the article ties the rarer office to the person elsewhere too", |v, i| {
            one(v, i).held.into()
        }),
        field("shared", Type::Bool, "whether another of that surname has an office, or is named and one sentence has both", |v, i| {
            one(v, i).shared.into()
        }),
    ],
};

fn one<'a>(v: View<'a>, i: usize) -> &'a PostConflict {
    &v.facts.post_conflicts()[i]
}
