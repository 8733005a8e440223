//! `acronym`: letters in brackets after a name.

use super::{Kind, field};
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "acronym",
    doc: "An acronym in brackets after a name; it marks the acronym and refers to the name.",
    count: |v| v.facts.acronyms().len(),
    marks: |v, i, out| out.push(v.facts.acronyms()[i].span),
    related: |v, i, out| out.push(v.facts.acronyms()[i].name),
    fields: &[
        field("fits", Type::Bool, "whether the letters can be read off the name", |v, i| {
            v.facts.acronyms()[i].fits.into()
        }),
        field("slip", Type::Bool, "whether they are the name's initials but for one letter or two changed about", |v, i| {
            v.facts.acronyms()[i].slip.into()
        }),
    ],
};
