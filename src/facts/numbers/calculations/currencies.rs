//! An amount in two currencies: `$16.4 trillion (€12.3 trillion)`. The pairs of one article give the rate; alone, a pair is
//! compared with the rates of half a century, which a lost zero is far outside of.

use super::line::sure;
use super::{Calculation, CalculationKind};
use crate::facts::numbers::figures::{Figure, FigureKind};
use crate::text::Article;

/// The least and the greatest number of each currency that a US dollar bought at year's ends from 1975 to 2025, rounded
/// outwards (Federal Reserve, release H.10; the euro before 1999 by the ECU).
const PER_DOLLAR: &[(&str, f64, f64)] = &[
    ("USD", 1.0, 1.0),
    ("EUR", 0.6, 1.5),
    ("GBP", 0.4, 0.95),
    ("CHF", 0.75, 2.9),
    ("CAD", 0.9, 1.65),
    ("AUD", 0.65, 2.1),
    ("JPY", 75.0, 310.0),
];

/// How far two rates of one article may be apart: markets move, and stories look back.
const DRIFT: f64 = 1.35;

struct Pair<'a> {
    a: &'a Figure,
    b: &'a Figure,
    rate: f64,
}

pub(super) fn find(article: &Article, figures: &[Figure], out: &mut Vec<Calculation>) {
    let pairs: Vec<Pair> = figures.windows(2).filter_map(|two| pair(article, two)).take(64).collect();
    for (i, pair) in pairs.iter().enumerate() {
        let same = |other: &&Pair| other.a.unit == pair.a.unit && other.b.unit == pair.b.unit;
        let fits = |rate: f64| rate / pair.rate < DRIFT && pair.rate / rate < DRIFT;
        let others: Vec<&Pair> =
            pairs.iter().enumerate().filter(|(k, _)| *k != i).map(|(_, p)| p).filter(same).collect();
        let usual = usual(pair);
        let computed = if others.iter().any(|o| fits(o.rate)) {
            pair.a.low * pair.rate
        } else if let [first, second, ..] = others[..]
            && first.rate / second.rate < DRIFT
            && second.rate / first.rate < DRIFT
        {
            pair.a.low * first.rate
        } else if let Some((low, high)) =
            usual.filter(|(low, high)| pair.rate < low / 3.0 || pair.rate > high * 3.0)
        {
            // By how many zeros it is off, from the middle of what it can be.
            let off = (pair.rate / (low * high).sqrt()).log10().round();
            pair.b.low / 10f64.powf(off)
        } else {
            pair.a.low * pair.rate
        };
        out.push(Calculation {
            kind: CalculationKind::Exchange,
            span: pair.b.span,
            from: vec![pair.a.span],
            claimed: pair.b.low,
            computed,
            tolerance: computed * (DRIFT - 1.0),
        });
    }
}

/// The rates that a pair of currencies has had.
fn usual(pair: &Pair) -> Option<(f64, f64)> {
    let of = |unit: &Option<String>| PER_DOLLAR.iter().find(|(name, ..)| unit.as_deref() == Some(name));
    let (a, b) = (of(&pair.a.unit)?, of(&pair.b.unit)?);
    Some((b.1 / a.2, b.2 / a.1))
}

/// `$20 million (£10.5 million)`, `$20 million, or £10.5 million,`.
fn pair<'a>(article: &Article, two: &'a [Figure]) -> Option<Pair<'a>> {
    let [a, b] = two else { return None };
    let money = a.kind == FigureKind::Money && b.kind == FigureKind::Money && a.unit != b.unit;
    let between = article.text.get(a.span.end as usize..b.span.start as usize)?.trim();
    let again = matches!(between, "(" | "[" | "/" | ", or" | "(about" | "(or");
    (money && again && sure(a) && sure(b) && a.low > 0.0 && b.low > 0.0).then(|| Pair {
        a,
        b,
        rate: b.low / a.low,
    })
}
