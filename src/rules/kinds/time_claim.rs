//! `time-claim`: two times in an order, the time between them, or a day in a tense.

use super::{Kind, View, field};
use crate::facts::{TimeClaim, TimeKind as K};
use crate::rules::value::{Type, Value};

pub(super) const KIND: Kind = Kind {
    name: "time-claim",
    doc: "A claim that a calendar can answer: two times in an order, the time between them, or a day in a tense; it marks \
          the claim and refers to the times that it is held against.",
    count: |v| v.facts.time_claims().len(),
    marks: |v, i, out| out.push(one(v, i).span),
    related: |v, i, out| out.extend(&one(v, i).from),
    fields: &[
        field("kind", Type::OneOf(KINDS), "what the claim is about", |v, i| kind(one(v, i).kind).into()),
        field("claimed", Type::Number, "the length, age or years that the text says", |v, i| one(v, i).claimed.into()),
        field("computed", Type::Number, "what the calendar says: a length, an age, or days from publication", |v, i| {
            one(v, i).computed.into()
        }),
        field("off", Type::Number, "by how much the claim fails, 0 where it holds however one counts", |v, i| {
            one(v, i).off.into()
        }),
        field("dated", Type::Bool, "whether every day it rests on has its year", |v, i| Value::Bool(one(v, i).dated)),
        field("quoted", Type::Bool, "whether it stands in a quotation", |v, i| {
            Value::Bool(v.facts.quotes().around(one(v, i).span.start).is_some())
        }),
    ],
};

const KINDS: &[&str] = &["ends", "events", "length", "ago", "life", "past", "future"];

fn one<'a>(v: View<'a>, i: usize) -> &'a TimeClaim {
    &v.facts.time_claims()[i]
}

const fn kind(kind: K) -> &'static str {
    match kind {
        K::Ends => "ends",
        K::Events => "events",
        K::Length => "length",
        K::Ago => "ago",
        K::Life => "life",
        K::Past => "past",
        K::Future => "future",
    }
}
