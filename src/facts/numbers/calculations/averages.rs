//! An average beside all that it is of: `averaged 25 points over the four games, with 31 at Moor, 18 at Hale, 29 and 22`.

use super::line::sure;
use super::{Calculation, CalculationKind, FigureSentence};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use std::ops::RangeInclusive;

/// How many an average may be of.
const OF: RangeInclusive<f64> = 2.0..=8.0;

pub(super) fn find(line: &FigureSentence) -> Option<Calculation> {
    let at = line.figures.iter().position(|f| {
        let start = line.start(f);
        let led = (1..=3)
            .filter_map(|n| start.checked_sub(n))
            .any(|t| line.any(t, &["averaged", "average", "averaging", "averages"]));
        led && !matches!(f.kind, FigureKind::Money | FigureKind::Percent)
            && sure(f)
            && f.precision == Precision::Exact
    })?;
    let average = &line.figures[at];
    let number = line.figures.get(at + 1).filter(|f| {
        let led = line.start(f).checked_sub(2).is_some_and(|t| {
            line.any(t, &["over", "in", "across"]) || line.any(t + 1, &["over", "in", "across"])
        });
        f.kind == FigureKind::Count && OF.contains(&f.low) && f.noun.is_some() && led
    })?;
    let all: Vec<&Figure> = line.figures[at + 2..].iter().collect();
    // Each of them, and nothing else.
    let each = all.iter().all(|f| {
        f.kind == FigureKind::Count
            && sure(f)
            && (f.noun.is_none() || f.subject.is_none() || f.subject == average.subject)
    });
    let sum: f64 = all.iter().map(|f| f.low).sum();
    let computed = sum / number.low;
    (each && all.len() as f64 == number.low && computed > 0.0).then(|| Calculation {
        kind: CalculationKind::Mean,
        span: average.span,
        from: all.iter().map(|f| f.span).collect(),
        claimed: average.low,
        computed,
        tolerance: 0.55,
    })
}
