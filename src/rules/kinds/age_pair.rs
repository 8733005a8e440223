//! `age-pair`: the age of one person, given twice.

use super::{Kind, View, field};
use crate::facts::AgePair;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "age-pair",
    doc: "Two ages, or an age and a year of birth, of one person; it marks the later and refers to the earlier.",
    count: |v| v.facts.ages().len(),
    marks: |v, i, out| out.push(age_pair(v, i).second),
    related: |v, i, out| out.push(age_pair(v, i).first),
    fields: &[
        field("name", Type::Text, "the person's surname", |v, i| v.article.slice(age_pair(v, i).name).into()),
        field("apart", Type::Number, "years between the two, 0 where both can be right", |v, i| {
            f64::from(age_pair(v, i).apart()).into()
        }),
        field("exact", Type::Bool, "whether the later is a birth of which the days of birth and of death are given", |v, i| {
            age_pair(v, i).exact.into()
        }),
        field("born", Type::Bool, "whether the later is a year of birth", |v, i| {
            is_birth(age_pair(v, i).second_years).into()
        }),
        field("earlier_born", Type::Bool, "whether the earlier is a year of birth", |v, i| {
            is_birth(age_pair(v, i).first_years).into()
        }),
        field("youngest", Type::Number, "the lower of the two ages that the later allows", |v, i| {
            f64::from(age_pair(v, i).second_years.0).into()
        }),
        field("oldest", Type::Number, "the higher of the two ages that the later allows", |v, i| {
            f64::from(age_pair(v, i).second_years.1).into()
        }),
        field("earlier_youngest", Type::Number, "the lower of the two ages that the earlier allows", |v, i| {
            f64::from(age_pair(v, i).first_years.0).into()
        }),
        field("earlier_oldest", Type::Number, "the higher of the two ages that the earlier allows", |v, i| {
            f64::from(age_pair(v, i).first_years.1).into()
        }),
    ],
};

fn age_pair<'a>(v: View<'a>, i: usize) -> &'a AgePair {
    &v.facts.ages()[i]
}

/// Whether an age was given as a year of birth, which leaves a birthday open.
const fn is_birth((youngest, oldest): (i16, i16)) -> bool {
    youngest != oldest
}
