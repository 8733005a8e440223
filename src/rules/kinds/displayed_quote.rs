//! `displayed-quote`: a quotation in a headline or caption.

use super::{Kind, View, field, none};
use crate::facts::HeadlineQuote;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "displayed-quote",
    doc: "A quotation in a headline, sub-heading or caption.",
    count: |v| v.facts.headline_quotes().len(),
    marks: |v, i, out| out.push(one(v, i).span),
    related: none,
    fields: &[
        field("words", Type::Number, "words inside, marks not counted", |v, i| one(v, i).words.into()),
        field("longest", Type::Number, "the most of them that stand in the body in one run", |v, i| {
            one(v, i).longest.into()
        }),
        field("known", Type::Number, "how many of them stand in the body at all", |v, i| one(v, i).known.into()),
        field("body", Type::Number, "words of the body", |v, i| one(v, i).body.into()),
    ],
};

fn one<'a>(v: View<'a>, i: usize) -> &'a HeadlineQuote {
    &v.facts.headline_quotes()[i]
}
