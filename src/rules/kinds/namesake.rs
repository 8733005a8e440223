//! `namesake`: two given names for one surname.

use super::{Kind, View, field};
use crate::facts::Namesake;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "namesake",
    doc: "Two full names with one surname; it marks the rarer and refers to the usual one.",
    count: |v| v.facts.namesakes().len(),
    marks: |v, i, out| out.push(namesake(v, i).odd),
    related: |v, i, out| out.push(namesake(v, i).usual),
    fields: &[
        field("odd_count", Type::Number, "how often the rarer full name occurs", |v, i| namesake(v, i).odd_count.into()),
        field("usual_count", Type::Number, "how often the usual one does", |v, i| namesake(v, i).usual_count.into()),
        field("usual_mentions", Type::Number, "how often the usual one is mentioned at all", |v, i| {
            namesake(v, i).usual_mentions.into()
        }),
        field("named", Type::Bool, "whether both begin with a known given name", |v, i| namesake(v, i).named.into()),
        field("alike", Type::Bool, "whether the given names are a slip of the keyboard apart", |v, i| {
            namesake(v, i).alike.into()
        }),
        field("kin", Type::Bool, "whether a word of kinship speaks of the rarer one", |v, i| namesake(v, i).kin.into()),
        field("family", Type::Bool, "whether the article has the surname in the plural (the Okafors)", |v, i| {
            namesake(v, i).family.into()
        }),
        field("aged", Type::Bool, "whether the rarer one has an age", |v, i| namesake(v, i).aged.into()),
        field("introduced", Type::Bool, "whether the article says who the rarer one is", |v, i| {
            namesake(v, i).introduced.into()
        }),
        field("listed", Type::Bool, "whether the rarer one is in a row of names", |v, i| namesake(v, i).listed.into()),
        field("same_office", Type::Bool, "whether an office or role of the rarer one is the usual one's too", |v, i| {
            namesake(v, i).same_office.into()
        }),
        field("other_office", Type::Bool, "whether both have offices or roles, and none in common", |v, i| {
            namesake(v, i).other_office.into()
        }),
        field("common", Type::Bool, "whether the surname is one that many strangers share", |v, i| {
            namesake(v, i).common.into()
        }),
        field("other_initial", Type::Bool, "whether a middle name or initial sets the two apart", |v, i| {
            namesake(v, i).other_initial.into()
        }),
        field("same_initial", Type::Bool, "whether both have the same middle name or initial", |v, i| {
            namesake(v, i).same_initial.into()
        }),
        field("together", Type::Bool, "whether both full names are in one sentence", |v, i| {
            namesake(v, i).together.into()
        }),
        field("other_gender", Type::Bool, "whether the given names are of two genders", |v, i| {
            namesake(v, i).other_gender.into()
        }),
        field(
            "people",
            Type::Number,
            "people of that surname with a given name, those of the other gender left out",
            |v, i| namesake(v, i).people.into(),
        ),
        field("leads", Type::Bool, "whether the rarer one comes first", |v, i| namesake(v, i).leads.into()),
    ],
};

fn namesake<'a>(v: View<'a>, i: usize) -> &'a Namesake {
    &v.facts.namesakes()[i]
}
