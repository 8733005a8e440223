//! `calculation`: a claim about figures, and what it comes to.

use super::{Kind, View, field};
use crate::facts::{Calculation, CalculationKind as K};
use crate::rules::value::{Type, Value};
use std::borrow::Cow;

pub(super) const KIND: Kind = Kind {
    name: "calculation",
    doc: "A sum that the text invites its reader to do; it marks the claim and refers to the figures it is made of.",
    count: |v| v.facts.calculations.len(),
    marks: |v, i, out| out.push(one(v, i).span),
    related: |v, i, out| out.extend(&one(v, i).from),
    fields: &[
        field("kind", Type::OneOf(KINDS), "what the claim is about", |v, i| kind(one(v, i).kind).into()),
        field("claimed", Type::Number, "what the text says", |v, i| one(v, i).claimed.into()),
        field("computed", Type::Number, "what comes out", |v, i| one(v, i).computed.into()),
        field("tolerance", Type::Number, "by how much the two may differ through rounding", |v, i| {
            one(v, i).tolerance.into()
        }),
        field("off", Type::Number, "by how much the claim fails, 0 where it holds within the tolerance", |v, i| {
            one(v, i).off().into()
        }),
        field("result", Type::Text, "what comes out, rounded for a reader", |v, i| rounded(one(v, i).computed)),
    ],
};

const KINDS: &[&str] =
    &["part", "sum", "parts", "gap", "shares", "rest", "change", "growth", "share", "direction", "conversion", "range", "points", "whole"];

fn one<'a>(v: View<'a>, i: usize) -> &'a Calculation {
    &v.facts.calculations[i]
}

const fn kind(kind: K) -> &'static str {
    match kind {
        K::Part => "part",
        K::Sum => "sum",
        K::Parts => "parts",
        K::Gap => "gap",
        K::Shares => "shares",
        K::Rest => "rest",
        K::Change => "change",
        K::Growth => "growth",
        K::Points => "points",
        K::Whole => "whole",
        K::Share => "share",
        K::Direction => "direction",
        K::Conversion => "conversion",
        K::Range => "range",
    }
}

/// At most one decimal, and none on a whole number.
fn rounded(value: f64) -> Value<'static> {
    let tenths = (value * 10.0).round() / 10.0;
    Value::Text(Cow::Owned(tenths.to_string()))
}
