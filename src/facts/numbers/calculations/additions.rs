//! What is added to what is there, and the total: `ten towns joined the 12 already on the board. All 22 have a vote`; parts
//! told in the sentence after their total: `28 percent could live with it. Of these, 16 percent were glad and 12 percent
//! resigned`.

use super::line::{like, of_one, sure};
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::Changes;

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    out.extend(joined(line));
    out.extend(of_these(line));
}

fn count(f: &Figure) -> bool {
    f.kind == FigureKind::Count && sure(f) && f.low.fract() == 0.0 && f.precision == Precision::Exact
}

/// `All 25 have one vote`, after a sentence in which some joined the others.
fn joined(line: &FigureSentence) -> Option<Calculation> {
    let total = line.figures.first().filter(|f| count(f))?;
    let start = line.start(total);
    let all = line.any(start.checked_sub(1)?, &["all"]) && start == line.tokens.start + 1;
    let [more, known, ..] = line.earlier else { return None };
    let words = line.article.tokens_in(more.span.join(known.span));
    let joins = words.clone().any(|t| line.lexicons.has(line.article.tokens[t].fold, Changes::Joined));
    let after = line.article.token_at(known.span.end.saturating_sub(1)) + 1;
    let there = (after..after + 2).any(|t| {
        line.article
            .tokens
            .get(t)
            .is_some_and(|_| matches!(line.article.word(t), "already" | "existing" | "others"))
    });
    let sure = count(more) && count(known) && of_one(more, total) && total.low > more.low.max(known.low);
    (all && joins && there && sure && words.len() < 14).then(|| Calculation {
        kind: CalculationKind::Sum,
        span: total.span,
        from: vec![more.span, known.span],
        claimed: total.low,
        computed: more.low + known.low,
        tolerance: 0.0,
    })
}

/// `Of these, A and B`: parts of the total that the sentence before gives.
fn of_these(line: &FigureSentence) -> Option<Calculation> {
    let first = line.tokens.start;
    let refers = line.any(first, &["of"]) && line.any(first + 1, &["these", "those", "them"]);
    let [a, b] = line.figures else { return None };
    let and = (line.end(a)..line.start(b)).any(|t| line.any(t, &["and"]));
    let of_another = line.any(line.bare_end(a), &["of"]) || line.any(line.bare_end(b), &["of"]);
    if !refers || !and || of_another || !like(a, b) || !sure(a) || !sure(b) {
        return None;
    }
    let mut totals = line.earlier.iter().filter(|f| like(f, a));
    let total = totals.next().filter(|f| sure(f) && totals.next().is_none())?;
    let computed = a.low + b.low;
    let step = [a, b, total].iter().map(|f| half_step(line.text, f)).sum::<f64>();
    // A share of these may be one of a whole of its own; only a total so called is made up of them.
    let called = total.span.start >= 4
        && line.text.get(..total.span.start as usize).is_some_and(|t| {
            let t = t.trim_end();
            t.ends_with("total of") || t.ends_with("total")
        });
    let exact = [a, b, total].iter().all(|f| f.precision == Precision::Exact);
    let kind = if called { CalculationKind::Sum } else { CalculationKind::Parts };
    (exact && (called || a.kind == FigureKind::Count && total.low > 1.0)).then(|| Calculation {
        kind,
        span: total.span,
        from: vec![a.span, b.span],
        claimed: total.low,
        computed,
        tolerance: step,
    })
}
