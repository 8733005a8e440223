//! `time-claim`: two times in an order, the time between them, or a day in a tense.

use super::{Kind, View, field};
use crate::facts::{TimeClaim, TimeKind as K};
use crate::rules::value::{Type, Value};
use std::borrow::Cow;

pub(super) const KIND: Kind = Kind {
    name: "time-claim",
    doc: "A claim that a calendar can answer: two times in an order, the time between them, or a day in a tense; it marks \
          the claim and refers to the times that it is checked against.",
    count: |v| v.facts.time_claims().len(),
    marks: |v, i, out| out.push(time_claim(v, i).span),
    related: |v, i, out| out.extend(&time_claim(v, i).from),
    fields: &[
        field("kind", Type::OneOf(K::NAMES), "what the claim is about", |v, i| time_claim(v, i).kind.name().into()),
        field("claimed", Type::Number, "the length, age or years that the text says", |v, i| time_claim(v, i).claimed.into()),
        field("computed", Type::Number, "what the calendar says: a length, an age, or days from publication", |v, i| {
            time_claim(v, i).computed.into()
        }),
        field("result", Type::Text, "what the calendar says, with its unit (6 days, 59 or 60)", |v, i| {
            Value::Text(Cow::Owned(result(time_claim(v, i))))
        }),
        field("off", Type::Number, "by how much the claim is wrong; 0 where it is right however one counts", |v, i| {
            time_claim(v, i).off.into()
        }),
        field("dated", Type::Bool, "whether every day it rests on has its year", |v, i| Value::Bool(time_claim(v, i).dated)),
        field("quoted", Type::Bool, "whether it is in a quotation", |v, i| {
            Value::Bool(v.facts.quotes().around(time_claim(v, i).span.start).is_some())
        }),
    ],
};

fn time_claim<'a>(v: View<'a>, i: usize) -> &'a TimeClaim {
    &v.facts.time_claims()[i]
}

/// `6 days`; at the end of a life, either side of the birthday.
fn result(claim: &TimeClaim) -> String {
    let n = (claim.computed * 10.0).round() / 10.0;
    if claim.kind == K::Youth {
        return format!("{n}");
    }
    if claim.kind == K::Life {
        return format!("{} or {n}", n - 1.0);
    }
    let unit = claim.unit.name();
    let plural = if (n - 1.0).abs() < f64::EPSILON { "" } else { "s" };
    format!("{n} {unit}{plural}")
}

