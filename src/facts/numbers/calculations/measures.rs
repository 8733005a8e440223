//! One measure in two units (`10 miles (16 km)`), and ranges whose ends are the wrong way round.

use super::line::Tie;
use super::{Calculation, CalculationKind, FigureSentence, half_step, last_words, single};
use crate::facts::numbers::figures::unit::convert;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::Changes;

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    for pair in line.figures.windows(2) {
        let [a, b] = pair else { continue };
        out.extend(conversion(line, a, b));
        out.extend(range(line, a, b));
    }
}

/// `10 miles (16 km)`, `10 miles, or 16 km`, `10 miles/16 km`.
fn conversion(line: &FigureSentence, a: &Figure, b: &Figure) -> Option<Calculation> {
    let (from, to) = (a.unit.as_deref()?, b.unit.as_deref()?);
    let told_again =
        matches!(line.between(a, b), "(" | "[" | "/" | ", or" | "or" | "(about" | "— or" | "-- or");
    if !told_again || from == to || !single(a) || !single(b) || a.kind != FigureKind::Measure {
        return None;
    }
    // "two weeks or 10 days" is a choice, not a conversion.
    if line.between(a, b) == "or"
        && line.text.get(b.span.end as usize..).is_some_and(|t| !t.starts_with([',', ')']))
    {
        return None;
    }
    let mut computed = convert(a.low, from, to)?;
    // A warming "of 3.6 °F, or 2 °C" is a difference of temperatures: no zero to shift.
    if let Some(zero) = convert(0.0, from, to).filter(|z| *z != 0.0) {
        let nearer = (computed - zero - b.low).abs() < (computed - b.low).abs();
        if is_difference(line, a, b) || nearer && line.holds(Changes::Difference) {
            computed -= zero;
        }
    }
    let step = half_step(line.text, a) / a.low.abs().max(1e-9) * computed.abs();
    // Round figures are converted to round figures: "100 miles (160 km)".
    let loose = if a.precision == Precision::Exact { 0.05 } else { 0.12 };
    let round = if a.low % 10.0 == 0.0 || a.precision != Precision::Exact { 2.0 } else { 1.0 };
    Some(Calculation {
        kind: CalculationKind::Conversion,
        span: b.span,
        from: vec![a.span],
        claimed: b.low,
        computed,
        tolerance: (round * step).min(computed.abs() * 0.2)
            + half_step(line.text, b)
            + computed.abs() * loose,
    })
}

/// `warmed by 4C (7F)`, `20C (36F) above average`: a difference of two temperatures, for sure.
fn is_difference(line: &FigureSentence, a: &Figure, b: &Figure) -> bool {
    let after = line.bare_end(b) + usize::from(line.any(line.bare_end(b), &[")"]));
    let above =
        line.any(after, &["above", "below", "warmer", "cooler", "hotter", "colder", "higher", "lower"]);
    let (tie, t) = line.tie(a);
    let moved = (t.saturating_sub(3)..t).any(|w| line.is(w, Changes::Difference));
    above || tie == Tie::By && moved
}

/// `between 40 and 30`.
fn range(line: &FigureSentence, a: &Figure, b: &Figure) -> Option<Calculation> {
    let between = last_words(line.before(a), 1).any(|w| w.eq_ignore_ascii_case("between"));
    let like = a.unit == b.unit && a.kind == b.kind || a.unit.is_none() && a.kind == FigureKind::Count;
    if !between || line.between(a, b) != "and" || !like || !single(a) || !single(b) || a.noun.is_some() {
        return None;
    }
    // "The gap between 52 percent and 24 percent", "between 40 percent and 30 percent lie 10 points": two ends
    // of a distance, named in any order.
    if line.holds(Changes::Distance) {
        return None;
    }
    Some(Calculation {
        kind: CalculationKind::Range,
        span: a.span.join(b.span),
        from: Vec::new(),
        claimed: a.low,
        computed: b.low,
        tolerance: 0.0,
    })
}
