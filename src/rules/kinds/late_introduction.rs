//! `late-introduction`: a surname before the full name.

use super::{Kind, View, field};
use crate::facts::LateIntroduction;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "late-introduction",
    doc: "A surname in running text that comes before the full name; it marks the surname.",
    count: |v| v.facts.introductions().len(),
    marks: |v, i, out| out.push(late_introduction(v, i).early),
    related: |v, i, out| out.push(late_introduction(v, i).full),
    fields: &[
        field("paragraphs", Type::Number, "paragraphs from the one to the other", |v, i| late_introduction(v, i).paragraphs.into()),
        field("titled", Type::Bool, "whether a title is at the early mention", |v, i| late_introduction(v, i).titled.into()),
        field("introduces", Type::Bool, "whether a title, role or age is at the full name", |v, i| {
            late_introduction(v, i).introduces.into()
        }),
    ],
};

fn late_introduction<'a>(v: View<'a>, i: usize) -> &'a LateIntroduction {
    &v.facts.introductions()[i]
}
