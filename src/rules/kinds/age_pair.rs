//! `age-pair`: the age of one person told twice.

use super::{Kind, View, field};
use crate::facts::AgePair;
use crate::rules::value::{Type, Value};

pub(super) const KIND: Kind = Kind {
    name: "age-pair",
    doc: "Two ages, or an age and a year of birth, of one person; it marks the later and refers to the earlier.",
    count: |v| v.facts.ages().len(),
    marks: |v, i, out| out.push(one(v, i).second),
    related: |v, i, out| out.push(one(v, i).first),
    fields: &[
        field("name", Type::Text, "the person's surname", |v, i| v.article.slice(one(v, i).name).into()),
        field("apart", Type::Number, "years between the two, 0 where both can be right", |v, i| {
            f64::from(one(v, i).apart()).into()
        }),
        field("by_birth", Type::Bool, "whether one of the two is a year of birth", |v, i| {
            Value::Bool(one(v, i).by_birth)
        }),
    ],
};

fn one<'a>(v: View<'a>, i: usize) -> &'a AgePair {
    &v.facts.ages()[i]
}
