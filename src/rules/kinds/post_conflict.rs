//! `post-conflict`: two offices for one person.

use super::{Kind, View, field};
use crate::facts::PostConflict;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "post-conflict",
    doc: "A person under two offices, neither said to be past; it marks the rarer title with its name.",
    count: |v| v.facts.post_conflicts().len(),
    marks: |v, i, out| out.push(post_conflict(v, i).odd),
    related: |v, i, out| out.push(post_conflict(v, i).usual),
    fields: &[
        field("odd_count", Type::Number, "how often the rarer title occurs", |v, i| post_conflict(v, i).odd_count.into()),
        field("usual_count", Type::Number, "how often the usual one does", |v, i| post_conflict(v, i).usual_count.into()),
        field("held", Type::Bool, "whether the article ties the rarer office to the person elsewhere too", |v, i| {
            post_conflict(v, i).held.into()
        }),
        field("shared", Type::Bool, "whether another of that surname has an office, or is named and one sentence has both", |v, i| {
            post_conflict(v, i).shared.into()
        }),
    ],
};

fn post_conflict<'a>(v: View<'a>, i: usize) -> &'a PostConflict {
    &v.facts.post_conflicts()[i]
}
