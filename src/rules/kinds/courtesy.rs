//! `courtesy`: a courtesy title that is not the one a person has elsewhere.

use super::{Kind, View, field};
use crate::facts::Courtesy;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "courtesy",
    doc: "A courtesy title (`Mr.`) that clashes with the person's other ones, or with the given name; it marks the rarer title with its name. One person of the surname is named in full.",
    count: |v| v.facts.courtesies().len(),
    marks: |v, i, out| out.push(courtesy(v, i).odd),
    related: |v, i, out| out.push(courtesy(v, i).usual),
    fields: &[
        field("odd_count", Type::Number, "how often the rarer title occurs", |v, i| courtesy(v, i).odd_count.into()),
        field(
            "usual_count",
            Type::Number,
            "how often the usual one does: 0 where only the given name shows the gender",
            |v, i| courtesy(v, i).usual_count.into(),
        ),
        field("kin", Type::Bool, "whether a word of kinship is near the surname, or one of marriage anywhere", |v, i| {
            courtesy(v, i).kin.into()
        }),
    ],
};

fn courtesy<'a>(v: View<'a>, i: usize) -> &'a Courtesy {
    &v.facts.courtesies()[i]
}
