//! `headline-quote`: a quotation in a headline or caption.

use super::{Kind, View, field, none};
use crate::facts::HeadlineQuote;
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "headline-quote",
    doc: "A quotation in a headline, sub-heading or caption.",
    count: |v| v.facts.headline_quotes().len(),
    marks: |v, i, out| out.push(headline_quote(v, i).span),
    related: none,
    fields: &[
        field("words", Type::Number, "words inside, marks not counted", |v, i| headline_quote(v, i).words.into()),
        field("longest", Type::Number, "the most of them that are in the body in one run", |v, i| {
            headline_quote(v, i).longest.into()
        }),
        field("known", Type::Number, "how many of them are in the body at all", |v, i| headline_quote(v, i).known.into()),
        field("body", Type::Number, "words of the body", |v, i| headline_quote(v, i).body.into()),
    ],
};

fn headline_quote<'a>(v: View<'a>, i: usize) -> &'a HeadlineQuote {
    &v.facts.headline_quotes()[i]
}
