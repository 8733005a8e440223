//! Which way a change goes, and by how much, where the end is given first: `fell 25 percent, to $90 million from $120
//! million`, `rose to 60 from 40`, `rose from 40 to 60`.

use super::{Calculation, CalculationKind, FigureSentence, half_step, last_words, offset_in, single};
use crate::Span;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::Changes;

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    for (i, pair) in line.figures.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let Some((start, end)) = ends(line, first, second) else { continue };
        let by = i.checked_sub(1).map(|k| &line.figures[k]).filter(|by| is_by(line, by, first, start));
        let Some(verb) = verb(line, by.unwrap_or(first)) else { continue };
        out.push(direction(&verb, start, end));
        if let Some(by) = by {
            out.push(growth(line, by, start, end));
        }
    }
}

/// The figures a change begins and ends with: `to B from A`, `from A to B`.
fn ends<'a>(
    line: &FigureSentence,
    first: &'a Figure,
    second: &'a Figure,
) -> Option<(&'a Figure, &'a Figure)> {
    let gap = line.between(first, second);
    let before = last_words(line.before(first), 1).next()?;
    let near = gap.len() < 45 && !gap.contains(['.', ';', '(']);
    let (start, end) = if before == "to" && near && gap.ends_with("from") {
        (second, first)
    } else if before == "from" && near && (gap == "to" || gap.ends_with(" to")) {
        (first, second)
    } else {
        return None;
    };
    let like = start.unit == end.unit && start.kind == end.kind;
    let sure = [start, end].iter().all(|f| single(f) && f.precision != Precision::Vague);
    let measured = !matches!(start.kind, FigureKind::Age | FigureKind::Score);
    (like && sure && measured && start.low > 0.0).then_some((start, end))
}

/// `fell 25 percent to B from A`: the share that the change comes to.
fn is_by(line: &FigureSentence, by: &Figure, end: &Figure, start: &Figure) -> bool {
    let gap = line.between(by, end);
    by.kind == FigureKind::Percent
        && single(by)
        && by.precision != Precision::Vague
        && start.kind != FigureKind::Percent
        && matches!(gap, "to" | ", to")
}

struct Verb {
    span: Span,
    up: bool,
}

/// The verb of change that is last in the words before a figure, where no rank is meant (`rose from No. 12 to
/// 8`) and nothing is denied.
fn verb(line: &FigureSentence, figure: &Figure) -> Option<Verb> {
    let before = line.before(figure);
    let words: Vec<&str> = last_words(before, 8).collect();
    let is = |word: &str, class| line.lexicons.word_is(word, class);
    let near = words.iter().position(|w| is(w, Changes::Up) || is(w, Changes::Down))?;
    // "rose as prices fell from 60 to 40": the nearer one. "rose by more than a quarter from": still near.
    if near > 5 || words.iter().any(|w| is(w, Changes::Ranked)) {
        return None;
    }
    let at = offset_in(before, words[near]) + line.span.start as usize;
    Some(Verb { span: Span::of(at..at + words[near].len()), up: is(words[near], Changes::Up) })
}

fn direction(verb: &Verb, start: &Figure, end: &Figure) -> Calculation {
    let step = end.low - start.low;
    Calculation {
        kind: CalculationKind::Direction,
        span: verb.span,
        from: vec![start.span, end.span],
        claimed: 0.0,
        computed: if verb.up { step } else { -step },
        tolerance: 0.0,
    }
}

fn growth(line: &FigureSentence, by: &Figure, start: &Figure, end: &Figure) -> Calculation {
    let computed = (end.low - start.low).abs() / start.low * 100.0;
    let rounding =
        (half_step(line.text, start) * (end.low / start.low) + half_step(line.text, end)) / start.low * 100.0;
    let rough = [by, start, end].iter().any(|f| f.precision != Precision::Exact);
    Calculation {
        kind: CalculationKind::Growth,
        span: by.span,
        from: vec![start.span, end.span],
        claimed: by.low,
        computed,
        tolerance: rounding + half_step(line.text, by) + 0.5 + computed * if rough { 0.15 } else { 0.02 },
    }
}
