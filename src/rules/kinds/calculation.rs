//! `calculation`: a claim about figures, and the result of checking it.

use super::{Kind, View, collapse, field};
use crate::Span;
use crate::facts::{Calculation, CalculationKind as K};
use crate::numerals::grouped;
use crate::rules::value::{Type, Value};
use std::borrow::Cow;

pub(super) const KIND: Kind = Kind {
    name: "calculation",
    doc: "A sum that a reader can check; it marks the claim and refers to the figures it is made of.",
    count: |v| v.facts.calculations().len(),
    marks: |v, i, out| out.push(calculation(v, i).span),
    related: |v, i, out| out.extend(&calculation(v, i).from),
    fields: &[
        field("kind", Type::OneOf(K::NAMES), "what the claim is about", |v, i| calculation(v, i).kind.name().into()),
        field("claimed", Type::Number, "what the text says", |v, i| calculation(v, i).claimed.into()),
        field("computed", Type::Number, "the correct result", |v, i| calculation(v, i).computed.into()),
        field("tolerance", Type::Number, "by how much the two may differ through rounding", |v, i| {
            calculation(v, i).tolerance.into()
        }),
        field("off", Type::Number, "by how much the claim is wrong, beyond the tolerance; 0 where it is right", |v, i| {
            calculation(v, i).off().into()
        }),
        field("result", Type::Text, "the correct result, rounded for a reader, in the unit of the claim", |v, i| {
            result(v, calculation(v, i))
        }),
        field("first", Type::Text, "the first of the figures it is made of, as written", |v, i| made_of(v, i, 0)),
        field("second", Type::Text, "the second of them", |v, i| made_of(v, i, 1)),
        field("rises", Type::Bool, "whether the second of them is larger than the first", |v, i| {
            rises(v, calculation(v, i)).into()
        }),
    ],
};

fn calculation<'a>(v: View<'a>, i: usize) -> &'a Calculation {
    &v.facts.calculations()[i]
}

/// The correct result with the unit of the claim, rounded as a newspaper would print it.
fn result(v: View<'_>, calculation: &Calculation) -> Value<'static> {
    let number = rounded(calculation.computed);
    let unit = unit(v, calculation, &number);
    Value::Text(Cow::Owned(format!("{number}{unit}")))
}

/// At most one decimal, none from 100 on, two below one; thousands grouped, and zeros after the first four digits.
fn rounded(n: f64) -> String {
    let step = match n.abs() {
        n if n >= 10_000.0 => 10f64.powf(n.log10().floor() - 3.0),
        n if n >= 100.0 => 1.0,
        n if n >= 1.0 => 0.1,
        _ => 0.01,
    };
    // Multiplied where it can be: 3 * 0.1 is not 0.3.
    let n = if step < 1.0 { (n / step).round() / (1.0 / step).round() } else { (n / step).round() * step };
    grouped(&format!("{n}"))
}

/// What is after the number in the claim: `%`, ` points`, ` km`.
fn unit(v: View<'_>, calculation: &Calculation, number: &str) -> String {
    let claim = v.article.slice(calculation.span);
    let points = if number == "1" { " point" } else { " points" };
    if claim.ends_with("percentage point") || claim.ends_with("percentage points") {
        return format!(" percentage{points}");
    }
    if claim.ends_with("point") || claim.ends_with("points") {
        return points.to_owned();
    }
    if let Some(percent) = ["%", " percent", " per cent"].into_iter().find(|unit| claim.ends_with(unit)) {
        return percent.to_owned();
    }
    match calculation.kind {
        // `doubled` has no unit of its own.
        K::Growth | K::Share | K::Points => " percent".to_owned(),
        K::Conversion => {
            let after = claim.rsplit_once(|c: char| c.is_ascii_digit()).map_or("", |(_, after)| after);
            ["million ", "billion "].iter().fold(after.to_owned(), |unit, word| unit.replace(word, ""))
        }
        _ => String::new(),
    }
}

/// The figure at `at` of those that a calculation is made of, as written.
fn made_of(v: View<'_>, i: usize, at: usize) -> Value<'_> {
    calculation(v, i).from.get(at).map(|span| collapse(v.article.slice(*span))).map_or(Value::Null, Value::Text)
}

fn rises(v: View<'_>, calculation: &Calculation) -> Option<bool> {
    let low = |span: &Span| {
        let at = v.facts.figures().binary_search_by_key(&span.start, |figure| figure.span.start).ok()?;
        Some(v.facts.figures()[at].low)
    };
    let [first, second] = &calculation.from[..] else { return None };
    Some(low(second)? > low(first)?)
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn results_are_rounded_as_in_print() {
        let cases = [
            (984.252, "984"),
            (2965.3, "2,965"),
            (16.0934, "16.1"),
            (30.0, "30"),
            (0.3048, "0.3"),
            (0.0254, "0.03"),
            (2_965_342.1, "2,965,000"),
            (-4.04, "-4"),
            (0.0, "0"),
        ];
        for (n, expected) in cases {
            assert_eq!(rounded(n), expected, "{n}");
        }
    }
}
