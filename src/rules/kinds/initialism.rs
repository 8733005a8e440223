//! `initialism`: letters that stand for a name or a thing.

use super::{Kind, View, field};
use crate::facts::Initialism;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "initialism",
    doc: "Three to seven capitals that the lexicon `acronyms` does not hold, at their first use in running text; it refers to the words they stand for, where the article has them.",
    count: |v| v.facts.initialisms().len(),
    marks: |v, i, out| out.push(initialism(v, i).first),
    related: |v, i, out| out.extend(initialism(v, i).spelled_out),
    fields: &[
        field("uses", Type::Number, "how often the article uses them", |v, i| initialism(v, i).uses.into()),
        field("relied_on", Type::Bool, "whether an article is before or a title after them somewhere", |v, i| {
            initialism(v, i).relied_on.into()
        }),
        field("spelled_out", Type::Bool, "whether the article has words in capitals with these initials", |v, i| {
            initialism(v, i).spelled_out.is_some().into()
        }),
        field("perhaps", Type::Bool, "whether any words have them, or the letters are in brackets", |v, i| {
            initialism(v, i).perhaps.into()
        }),
        field("late", Type::Bool, "whether those words first appear in a later sentence", |v, i| {
            initialism(v, i).late.into()
        }),
        field("described", Type::Bool, "whether words beside them say what they are or make a longer name of them", |v, i| {
            initialism(v, i).described.into()
        }),
    ],
};

fn initialism<'a>(v: View<'a>, i: usize) -> &'a Initialism {
    &v.facts.initialisms()[i]
}
