//! `spelling`: a name that is spelled two ways.

use super::{Kind, View, field};
use crate::facts::Spelling;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "spelling",
    doc: "A capitalised word one letter away from a name that the article uses more often; it marks the rarer one.",
    count: |v| v.facts.spellings().len(),
    marks: |v, i, out| out.push(spelling(v, i).odd),
    related: |v, i, out| out.push(spelling(v, i).usual),
    fields: &[
        field("odd_count", Type::Number, "how often the rarer spelling occurs", |v, i| spelling(v, i).odd_count.into()),
        field("usual_count", Type::Number, "how often the usual one does", |v, i| spelling(v, i).usual_count.into()),
        field("inflected", Type::Bool, "whether it is only a plural, possessive or demonym", |v, i| {
            spelling(v, i).inflected.into()
        }),
        field("known", Type::Bool, "whether the word lists know the rarer one as a word of its own", |v, i| {
            spelling(v, i).known.into()
        }),
        field("own_person", Type::Bool, "whether the rarer one has a given name of its own", |v, i| {
            spelling(v, i).own_person.into()
        }),
        field("opens", Type::Bool, "whether it opens a sentence or quotation", |v, i| spelling(v, i).opens.into()),
        field("person", Type::Bool, "whether the name is a person's", |v, i| spelling(v, i).person.into()),
        field("slips", Type::Number, "how many letters they are apart: 1, or 2 in long names", |v, i| {
            spelling(v, i).slips.into()
        }),
        field("known_surname", Type::Bool, "whether the word lists know the rarer one as a surname and as nothing else", |v, i| {
            spelling(v, i).known_surname.into()
        }),
        field("bare", Type::Bool, "whether the usual one is introduced in full and the other only ever a bare surname", |v, i| {
            spelling(v, i).bare.into()
        }),
        field("neighbour", Type::Bool, "whether both have the same capitalised word beside them", |v, i| {
            spelling(v, i).neighbour.into()
        }),
        field("listed", Type::Bool, "whether the rarer one is in a list of names", |v, i| spelling(v, i).listed.into()),
        field("rearranged", Type::Bool, "whether both are of the same letters in another order", |v, i| {
            spelling(v, i).rearranged.into()
        }),
        field(
            "stray",
            Type::Bool,
            "whether the rarer one is a surname that nobody is introduced by, and sounds like that of somebody who is",
            |v, i| spelling(v, i).stray.into(),
        ),
    ],
};

fn spelling<'a>(v: View<'a>, i: usize) -> &'a Spelling {
    &v.facts.spellings()[i]
}
