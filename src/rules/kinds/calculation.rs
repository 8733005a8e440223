//! `calculation`: a claim about figures, and the result of checking it.

use super::{Kind, View, collapse, field};
use crate::Span;
use crate::facts::numbers::figures::Precision;
use crate::facts::{Calculation, CalculationKind as K};
use crate::numerals::grouped;
use crate::rules::message::capital;
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
        field("working", Type::Text, "the sum, as an editor would write it, with what the text says instead", |v, i| {
            Value::Text(Cow::Owned(working(v, calculation(v, i))))
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

/// `1,900 of 51,178 is 3.7 percent, not 15 percent`.
fn working(v: View<'_>, c: &Calculation) -> String {
    let from: Vec<_> = c.from.iter().map(|span| plain(v, *span)).collect();
    let (number, claim) = (rounded(c.computed.abs()), plain(v, c.span));
    let result = format!("{number}{}", unit(v, c, &number));
    let of = |i: usize| from.get(i).map_or("", String::as_str);
    match c.kind {
        K::Share => format!("{} of {} is {result}, not {claim}", capital(of(0)), of(1)),
        K::Equal => format!("{} is {result}, not {claim}", capital(of(0))),
        K::Tally => format!("“{claim}” in the headline, but the text has “{}”", of(0)),
        K::Twice => format!("“{claim}” here, but “{}” earlier", of(0)),
        K::Portion => format!("{} of {} is {}, not {claim}", capital(of(0)), of(1), amount(v, c)),
        K::Quotient => format!("{} divided by {} is {}, not {claim}", capital(of(0)), of(1), amount(v, c)),
        K::Product | K::Multiple => format!("{} times {} is {}, not {claim}", capital(of(0)), of(1), amount(v, c)),
        K::Growth | K::Afar if !claim.contains(|d: char| d.is_ascii_digit()) && from.len() == 2 && !claim.contains("cent") => {
            let times = 1.0 + c.computed / 100.0;
            format!("From {} to {} is {} times as much, not “{claim}”", of(0), of(1), decimals(times))
        }
        K::Growth | K::Afar | K::Change | K::Points if from.len() == 2 => {
            let way = match rises(v, c) {
                Some(true) => "a rise",
                Some(false) => "a fall",
                None => "a change",
            };
            format!("From {} to {} is {way} of {result}, not {claim}", of(0), of(1))
        }
        K::Gap if from.len() == 2 => format!("Between {} and {} lie {result}, not {claim}", of(0), of(1)),
        K::Gap => format!("{} is a difference of {result}, not {claim}", of(0)),
        K::Sum | K::SumAfar | K::Parts => format!("{} add up to {}, not {claim}", capital(&listed(&from)), amount(v, c)),
        K::Difference => format!("The difference between {} and {} is {result}, not {claim}", of(0), of(1)),
        K::Rest | K::RestAfar => format!("That leaves {result}, not {claim}"),
        K::Part => format!("“{claim}” is more than “{}”", of(0)),
        K::Series => format!("A {} series is won with {number} games, not {}", of(0), c.claimed),
        K::Whole | K::Shares | K::Answers => format!("“{claim}”: these shares add up to {} percent", rounded(c.claimed)),
        K::Exchange => format!("{} is about {}, not {claim}", capital(of(0)), amount(v, c)),
        K::Majority => format!("“{claim}”, but the greatest share in the text is {}", of(0)),
        _ => format!("{} is about {result}, not {claim}", capital(of(0))),
    }
}

/// A calculated amount with the magnitude and the currency that its claim has.
fn amount(v: View<'_>, c: &Calculation) -> String {
    let n = c.computed;
    let claim = plain(v, c.span);
    let sign: String = claim.chars().take_while(|d| !d.is_alphanumeric()).collect();
    let spelled = [(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];
    let scaled = spelled.iter().find(|(by, _)| n.abs() >= *by);
    let number = match scaled {
        Some((by, word)) if claim.contains("illion") => format!("{} {word}", decimals(n / by)),
        Some((by, word)) => format!("{}{}", decimals(n / by), if claim.contains("bn") || *word == "billion" { "bn" } else { &word[..1] }),
        None => rounded(n),
    };
    format!("{sign}{number}")
}

/// Two decimals at most.
fn decimals(n: f64) -> String {
    grouped(&format!("{}", (n * 100.0).round() / 100.0))
}

/// A figure as written, its hedge (`about`) left out; of anything else the words.
fn plain(v: View<'_>, span: Span) -> String {
    let words = |span: Span| collapse(v.article.slice(span)).into_owned();
    let figures = v.facts.figures();
    let at = figures.partition_point(|f| f.span.start < span.start);
    let Some(figure) = figures.get(at).filter(|f| f.span.start == span.start && f.number.start <= span.end) else {
        return words(span);
    };
    // "More than half": said of what is less.
    if matches!(figure.precision, Precision::AtLeast | Precision::AtMost) {
        return small(&words(span));
    }
    let before = v.article.slice(Span { start: span.start, end: figure.number.start });
    let sign = before.trim_end();
    let sign = &sign[sign.rfind(char::is_whitespace).map_or(0, |at| at + 1)..];
    let touching = sign.ends_with(|c: char| !c.is_alphabetic());
    let start = if touching { span.start + u32::try_from(before.trim_end().len() - sign.len()).unwrap_or(0) } else { figure.number.start };
    small(&words(Span { start, end: span.end }))
}

/// A number word, or an article, within a sentence.
fn small(text: &str) -> String {
    let second = text.chars().nth(1).is_some_and(|c| c.is_lowercase() || c.is_whitespace());
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if second => first.to_lowercase().chain(letters).collect(),
        _ => text.to_owned(),
    }
}

/// `a, b and c`.
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [front @ .., last] => format!("{} and {last}", front.join(", ")),
    }
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
        K::Growth | K::Afar | K::Share | K::Points | K::Equal => " percent".to_owned(),
        K::Conversion | K::Exchange => {
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
