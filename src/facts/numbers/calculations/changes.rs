//! `from A to B`, and by how much.

use super::{
    Calculation, CalculationKind, FigureSentence, first_words, half_step, last_words, offset_in, single,
};
use crate::facts::numbers::figures::{Figure, FigureKind};
use crate::lexicon::{Changes, fold};

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    for (i, pair) in line.figures.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        // "margin of error": a range that the change may lie in.
        if !is_change(line, a, b) || line.has(&["error"]) {
            continue;
        }
        out.extend(times(line, a, b));
        out.extend(by(line, i));
    }
}

/// `from A to B`, both of one unit. Where only the second has one, it is the first's too.
fn is_change(line: &FigureSentence, a: &Figure, b: &Figure) -> bool {
    let from = last_words(line.before(a), 1).any(|w| w.eq_ignore_ascii_case("from"));
    let gap = line.between(a, b);
    let to = gap == "to" || gap.ends_with(" to") && gap.len() < 45 && !gap.contains(['.', ';']);
    let like = a.unit == b.unit || a.unit.is_none() && a.noun.is_none() && gap == "to";
    from && to && like && single(a) && single(b) && a.low > 0.0
}

/// The first figure in the second's unit: `from 3 to 5 million`.
fn start(a: &Figure, b: &Figure) -> Option<f64> {
    let scaled = b.low >= 1e6 && a.low < 1000.0 && a.unit.is_none();
    (!scaled).then_some(a.low)
}

/// `doubled from 10 to 30`.
fn times(line: &FigureSentence, a: &Figure, b: &Figure) -> Option<Calculation> {
    let word = last_words(line.before(a), 4).find_map(|w| {
        let by = line.lexicons.changes.lemma(fold(w), Changes::Multiple)?;
        Some((w, by.parse::<f64>().ok()?))
    });
    let (word, times) = word?;
    let at = offset_in(line.before(a), word) + line.span.start as usize;
    // "nearly", "more than": a fifth either way.
    let start = start(a, b)?;
    Some(Calculation {
        kind: CalculationKind::Growth,
        span: crate::Span::of(at..at + word.len()),
        from: vec![a.span, b.span],
        claimed: (times - 1.0) * 100.0,
        computed: (b.low / start - 1.0) * 100.0,
        tolerance: 22.0 * times,
    })
}

/// The figure that says how great the change is: right before "from", or after B with a word of change.
fn by(line: &FigureSentence, i: usize) -> Option<Calculation> {
    let (a, b) = (&line.figures[i], &line.figures[i + 1]);
    let before = i.checked_sub(1).map(|k| &line.figures[k]).filter(|c| {
        let gap = line.between(c, a);
        gap.len() < 24 && gap.ends_with("from") && !gap.contains([',', ';'])
    });
    let after = line.figures.get(i + 2).filter(|c| {
        let gap = line.between(b, c);
        let mut near = first_words(gap, 12).chain(first_words(line.after(c), 2));
        let said = near.any(|w| line.lexicons.word_is(w, Changes::Amount));
        gap.len() < 60
            && said
            && !gap.contains(';')
            && !first_words(gap, 12).any(|w| w == "while" || w == "from" || w == "and")
    });
    let claim = before.or(after).filter(|c| single(c))?;
    let start = start(a, b)?;
    let change = (b.low - start).abs();
    let step = half_step(line.text, a) + half_step(line.text, b) + half_step(line.text, claim);
    let share = b.kind == FigureKind::Percent;
    let made = |kind, computed: f64, tolerance| {
        Some(Calculation {
            kind,
            span: claim.span,
            from: vec![a.span, b.span],
            claimed: claim.low,
            computed,
            tolerance,
        })
    };
    if claim.kind == FigureKind::Percent {
        let growth = change / start * 100.0;
        let rounding = (half_step(line.text, a) + half_step(line.text, b)) / start * 100.0;
        let slack = rounding + 1.0 + growth * 0.05;
        // Of shares, "percent" is used for both ways of calculating; the nearer one is meant.
        if share && (claim.low - change).abs() < (claim.low - growth).abs() {
            // The shares are taken as written: "from 4 percent to 5 percent, up 1 percent" is no rounding.
            let tight = 0.5 + growth * 0.05;
            if (claim.low - change).abs() <= step + 0.01 && (claim.low - growth).abs() > tight {
                return made(CalculationKind::Points, growth, tight);
            }
            return made(CalculationKind::Change, change, step + 0.01);
        }
        return made(CalculationKind::Growth, growth, slack);
    }
    let points = share && claim.unit.as_deref().is_some_and(|u| u.starts_with("point"));
    if points
        || claim.unit == b.unit
            && claim.kind == b.kind
            && (b.unit.is_some() || claim.noun.is_none() || claim.subject == b.subject)
    {
        return made(CalculationKind::Change, change, step + 0.01);
    }
    None
}
