//! What a number is measured in: the words or signs around it, and how units convert.

use super::FigureKind;
use super::piece::{Join, Pieces};
use crate::lexicon::{Hit, Lexicon, Units};

/// A unit as it is after, or before, a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unit<'l> {
    /// Canonical name (`USD`, `km`, `%`).
    pub name: &'l str,
    /// What it makes of the number.
    pub kind: FigureKind,
    /// How many pieces it covers.
    pub pieces: usize,
}

const AFTER: &[Units] = &[
    Units::Currency,
    Units::Pound,
    Units::Percent,
    Units::Points,
    Units::Length,
    Units::Area,
    Units::Weight,
    Units::Volume,
    Units::Speed,
    Units::Temperature,
    Units::Power,
    Units::Duration,
];

/// The currency sign or code (`£5`, `GBP 5`) that ends before piece `i`.
pub(crate) fn before<'l>(p: &Pieces, i: usize, units: &'l Lexicon<Units>) -> Option<Unit<'l>> {
    let mut hit = p.find_before(units, i, &[Units::Symbol]).or_else(|| code(p, i.checked_sub(1)?, units))?;
    // "A$5" touches; "a $5 fee" does not.
    if hit.tokens > 1 && p.join(i - 1) == Some(Join::Space) && p.word(i - 1) == "$" {
        hit = units.word("$")?;
    }
    Some(Unit { name: hit.lemma, kind: FigureKind::Money, pieces: hit.tokens })
}

/// The currency whose three-letter code (ISO 4217) is piece `i`.
fn code<'l>(p: &Pieces, i: usize, units: &'l Lexicon<Units>) -> Option<Hit<'l, Units>> {
    let word = p.word(i);
    let hit = (word.len() == 3).then(|| units.get(p.list[i].fold)).flatten()?;
    (hit.is(Units::Currency) && word == hit.lemma).then_some(hit)
}

/// The unit that starts at piece `i`, right after a number whose last piece is `i - 1`.
pub(crate) fn after<'l>(p: &Pieces, i: usize, units: &'l Lexicon<Units>) -> Option<Unit<'l>> {
    let hit = p.find(units, i, AFTER)?;
    let kind = match hit.class() {
        Units::Currency => FigureKind::Money,
        Units::Percent => FigureKind::Percent,
        Units::Points => FigureKind::PercentagePoints,
        _ => FigureKind::Measure,
    };
    // "5 C", "40 won the prize", "3 real chances": short or double-faced words count only where nothing
    // else can be meant.
    let word = p.word(i);
    let doubtful = matches!(hit.lemma, "KRW" | "BRL" | "ZAR" | "stone")
        || word.chars().count() == 1
            && word.chars().all(char::is_alphabetic)
            && p.join(i) == Some(Join::Space)
        || hit.lemma == "second" && p.is(i, "second");
    if doubtful && p.join(i) == Some(Join::Space) {
        return None;
    }
    Some(Unit { name: hit.lemma, kind, pieces: hit.tokens })
}

/// Units that measure one thing, with how many of the first one each is. Physical constants, by the
/// international definitions; `ton` is the short ton of American copy.
const SCALES: &[&[(&str, f64)]] = &[
    &[
        ("m", 1.0),
        ("mm", 0.001),
        ("cm", 0.01),
        ("km", 1000.0),
        ("inch", 0.0254),
        ("ft", 0.3048),
        ("yd", 0.9144),
        ("mile", 1609.344),
    ],
    &[("m2", 1.0), ("km2", 1e6), ("ha", 1e4), ("acre", 4046.856), ("ft2", 0.092_903), ("mile2", 2_589_988.0)],
    &[
        ("kg", 1.0),
        ("g", 0.001),
        ("mg", 1e-6),
        ("tonne", 1000.0),
        ("ton", 907.185),
        ("oz", 0.028_35),
        ("lb", 0.453_592),
        ("pound", 0.453_592),
        ("stone", 6.350_29),
    ],
    &[("liter", 1.0), ("gallon", 3.785_41), ("barrel", 158.987)],
    &[("km/h", 1.0), ("mph", 1.609_344)],
    &[("kW", 1.0), ("W", 1e-3), ("MW", 1e3), ("GW", 1e6)],
    &[("kWh", 1.0), ("MWh", 1e3), ("GWh", 1e6)],
    &[
        ("day", 1.0),
        ("second", 1.0 / 86_400.0),
        ("minute", 1.0 / 1440.0),
        ("hour", 1.0 / 24.0),
        ("week", 7.0),
        ("fortnight", 14.0),
        ("month", 30.44),
        ("year", 365.25),
        ("decade", 3652.5),
        ("century", 36_525.0),
    ],
];

/// `value` in unit `from`, said in unit `to`; None where the two measure different things.
#[must_use]
pub(crate) fn convert(value: f64, from: &str, to: &str) -> Option<f64> {
    match (from, to) {
        ("°C", "°F") => return Some(value * 9.0 / 5.0 + 32.0),
        ("°F", "°C") => return Some((value - 32.0) * 5.0 / 9.0),
        _ if from == to => return Some(value),
        _ => {}
    }
    let of = |scale: &[(&str, f64)], unit: &str| scale.iter().find(|(name, _)| *name == unit).map(|s| s.1);
    SCALES.iter().find_map(|scale| Some(value * of(scale, from)? / of(scale, to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_what_can_be() {
        let near = |a: Option<f64>, b: f64| a.is_some_and(|a| (a - b).abs() < 0.01);
        assert!(near(convert(10.0, "mile", "km"), 16.093));
        assert!(near(convert(100.0, "°C", "°F"), 212.0));
        assert!(near(convert(-40.0, "°F", "°C"), -40.0));
        assert!(near(convert(2.0, "week", "day"), 14.0));
        assert_eq!(convert(1.0, "mile", "kg"), None);
        assert_eq!(convert(1.0, "USD", "EUR"), None);
    }
}
