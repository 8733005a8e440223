//! `single-source`: an article of which one source alone speaks.

use super::{Kind, View, field, none};
use crate::facts::SingleSource;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "single-source",
    doc: "The one source of an article that has no other; it marks its first name.",
    count: |v| usize::from(v.facts.single_source().is_some()),
    marks: |v, _, out| out.extend(v.facts.single_source().map(|s| s.source)),
    related: none,
    fields: &[
        field("statements", Type::Number, "how many statements it makes", |v, _| single_source(v).map_or(0, |s| s.statements).into()),
        field("words", Type::Number, "the words of running text", |v, _| single_source(v).map_or(0, |s| s.words).into()),
        field("persons", Type::Number, "how often the writer says I, we or you", |v, _| {
            single_source(v).map_or(0, |s| s.persons).into()
        }),
        field("turns", Type::Number, "how many paragraphs begin or end as those of an interview do", |v, _| {
            single_source(v).map_or(0, |s| s.turns).into()
        }),
        field("scores", Type::Number, "how many scores are in it (3-1)", |v, _| {
            single_source(v).map_or(0, |s| s.scores).into()
        }),
        field("occasion", Type::Bool, "whether it reports a speech, an interview or a column of the source's own", |v, _| {
            single_source(v).is_some_and(|s| s.occasion).into()
        }),
        field("death", Type::Bool, "whether its opening reports a death", |v, _| {
            single_source(v).is_some_and(|s| s.death).into()
        }),
    ],
};

fn single_source(v: View<'_>) -> Option<&SingleSource> {
    v.facts.single_source().as_ref()
}
