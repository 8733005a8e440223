//! `calculation`: a claim about figures, and what it comes to.

use super::{Kind, View, field};
use crate::facts::{Calculation, CalculationKind as K};
use crate::rules::value::{Type, Value};
use std::borrow::Cow;

pub(super) const KIND: Kind = Kind {
    name: "calculation",
    doc: "A sum that the text invites its reader to do; it marks the claim and refers to the figures it is made of.",
    count: |v| v.facts.calculations().len(),
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
        field("result", Type::Text, "what comes out, rounded for a reader, in the unit of the claim", |v, i| result(v, one(v, i))),
    ],
};

const KINDS: &[&str] =
    &["part", "sum", "parts", "gap", "shares", "rest", "change", "growth", "share", "direction", "conversion", "range", "points", "whole"];

fn one<'a>(v: View<'a>, i: usize) -> &'a Calculation {
    &v.facts.calculations()[i]
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

/// What comes out, with at most one decimal, none on a whole number, and the unit of the claim.
fn result(v: View<'_>, calculation: &Calculation) -> Value<'static> {
    let tenths = (calculation.computed * 10.0).round() / 10.0;
    let claim = v.article.slice(calculation.span);
    let unit = ["%", " percentage points", " percent", " per cent", " points"];
    let unit = unit.into_iter().find(|unit| claim.ends_with(unit)).or_else(|| {
        let (_, after) = claim.rsplit_once(|c: char| c.is_ascii_digit())?;
        (calculation.kind == K::Conversion && !after.contains("illion")).then_some(after)
    });
    let unit = unit.unwrap_or("");
    Value::Text(Cow::Owned(format!("{tenths}{unit}")))
}
