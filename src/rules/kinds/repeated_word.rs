//! `repeated-word`: a word that follows itself.

use super::{Kind, View, field, none};
use crate::facts::RepeatedWord;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "repeated-word",
    doc: "A word typed twice in a row with nothing but white space between; it marks both.",
    count: |v| v.facts.repeats().len(),
    marks: |v, i, out| out.push(repeated_word(v, i).span),
    related: none,
    fields: &[
        field("word", Type::Text, "the second of the two, as written", |v, i| v.article.slice(repeated_word(v, i).word).into()),
        field("times", Type::Number, "how often it occurs there", |v, i| repeated_word(v, i).times.into()),
        field("capital", Type::Bool, "whether every one begins with a capital, as names do", |v, i| {
            repeated_word(v, i).capital.into()
        }),
        field("name_follows", Type::Bool, "whether it is a common word before a name that is spelled like it", |v, i| {
            repeated_word(v, i).name_follows.into()
        }),
        field("apart", Type::Bool, "whether a line break or more than one space is between them", |v, i| {
            repeated_word(v, i).apart.into()
        }),
    ],
};

fn repeated_word<'a>(v: View<'a>, i: usize) -> &'a RepeatedWord {
    &v.facts.repeats()[i]
}
