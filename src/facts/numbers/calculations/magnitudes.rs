//! One amount with two magnitudes: `a cost of £2.3bn` and `£2.3m would be better spent on trains`.
//!
//! In 1,844 articles of news, two amounts of one currency that have the same digits, each with a magnitude in words, a thousand or
//! a million times apart, are met once; so they are one amount with a slip.

use super::line::{like, sure};
use super::{Calculation, CalculationKind};
use crate::facts::numbers::figures::{Figure, FigureKind};
use crate::text::Article;
use rustc_hash::FxHashMap;

/// The smallest amount that is written with a magnitude.
const LEAST: f64 = 1e6;
/// How far apart the two are.
const APART: [f64; 2] = [1e3, 1e6];

pub(super) fn find(article: &Article, figures: &[Figure], out: &mut Vec<Calculation>) {
    let mut known: FxHashMap<u64, Vec<&Figure>> = FxHashMap::default();
    for figure in figures.iter().filter(|f| f.kind == FigureKind::Money && sure(f) && f.low >= LEAST) {
        let Some(digits) = digits(article, figure) else { continue };
        let row = known.entry(digits.to_bits()).or_default();
        if row.iter().all(|f| f.low != figure.low || f.unit != figure.unit) && row.len() < 4 {
            row.push(figure);
        }
    }
    let rows: Vec<Vec<&Figure>> = known.into_values().collect();
    for row in rows {
        let [a, b] = row[..] else { continue };
        let apart = APART
            .iter()
            .any(|by| (b.low / a.low / by - 1.0).abs() < 1e-9 || (a.low / b.low / by - 1.0).abs() < 1e-9);
        let sentences = article.sentence_at(a.span.start) != article.sentence_at(b.span.start);
        if apart && like(a, b) && sentences {
            out.push(Calculation {
                kind: CalculationKind::Magnitude,
                span: b.span,
                from: vec![a.span],
                claimed: b.low,
                computed: a.low,
                tolerance: 0.0,
            });
        }
    }
}

/// The number as written before its magnitude; none that is met by chance, such as 2 and 50.
fn digits(article: &Article, f: &Figure) -> Option<f64> {
    let written = article.slice(f.number);
    let end =
        written.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(written.len());
    let number: f64 = written[..end].replace(',', "").parse().ok()?;
    let told_by_chance = number.fract() == 0.0 && (number < 10.0 || number % 10.0 == 0.0);
    (!told_by_chance && f.low / number >= LEAST * 0.999).then_some(number)
}
