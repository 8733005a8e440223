//! Shares of one whole: the points between two of them, their sum, and what they leave of a hundred.

use super::line::Tie;
use super::parts::negated;
use super::{Calculation, CalculationKind, FigureSentence, first_words, half_step, last_words, single};
use crate::Span;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::Changes;

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    let tallies = tallies(line);
    out.extend(tallies.iter().filter_map(|t| shares(line, t)));
    // With two results in a sentence, whose gap it speaks of is open.
    out.extend(if tallies.len() < 2 { gap(line, tallies.first()) } else { None });
    out.extend(rest(line));
}

/// Two sides of one result.
struct Tally {
    a: f64,
    b: f64,
    spans: Vec<Span>,
    /// Rounding of both together.
    step: f64,
    /// In hundredths for sure.
    percent: bool,
    /// First and last figure's place among the sentence's.
    at: (usize, usize),
}

/// The results that the sentence gives: `46 percent to 42 percent`, `46-42`.
fn tallies(line: &FigureSentence) -> Vec<Tally> {
    line.figures
        .iter()
        .enumerate()
        .filter_map(|(i, f)| scored(line, i, f).or_else(|| paired(line, i)))
        .collect()
}

fn scored(line: &FigureSentence, i: usize, f: &Figure) -> Option<Tally> {
    let percent = line.has(&["percent", "poll", "polls", "points", "percentage", "voters", "point"])
        || line.after(f).trim_start().starts_with('%');
    let range = f.precision == Precision::Range && f.kind == FigureKind::Percent && lead(line);
    if !(f.kind == FigureKind::Score && f.high <= 100.0 || range) {
        return None;
    }
    let stated = line.after(f).trim_start();
    Some(Tally {
        a: f.high,
        b: f.low,
        spans: vec![f.span],
        step: 1.0,
        percent: percent && (stated.starts_with('%') || stated.starts_with("percent")),
        at: (i, i),
    })
}

fn paired(line: &FigureSentence, i: usize) -> Option<Tally> {
    const TO: &[&str] = &["to", "over", "versus", "vs", "vs.", "against", "-", "–"];
    let (a, b) = (line.figures.get(i)?, line.figures.get(i + 1)?);
    let gap = line.between(a, b);
    let mut words = gap.split(' ');
    let joined = words.next().is_some_and(|w| TO.contains(&w)) && words.count() <= 3;
    let first =
        a.kind == FigureKind::Percent || a.kind == FigureKind::Count && a.noun.is_none() && a.unit.is_none();
    let from =
        last_words(line.before(a), 1).any(|w| matches!(w.to_ascii_lowercase().as_str(), "from" | "between"));
    (joined && first && !from && b.kind == FigureKind::Percent && single(a) && single(b)).then(|| Tally {
        a: a.low,
        b: b.low,
        spans: vec![a.span, b.span],
        step: half_step(line.text, a) + half_step(line.text, b),
        percent: true,
        at: (i, i + 1),
    })
}

fn lead(line: &FigureSentence) -> bool {
    line.holds(Changes::Lead)
}

fn shares(line: &FigureSentence, t: &Tally) -> Option<Calculation> {
    let start = t.spans[0].start as usize;
    let before = line.text.get(line.span.start as usize..start).unwrap_or("");
    let change = last_words(before, 7).any(|w| line.lexicons.word_is(w, Changes::NoTally));
    // "more likely than in May, 64 percent to 56 percent": two groups, or two times, each of its own hundred.
    let compared = line.has(&["more", "less", "likelier"]) && line.has(&["than"]);
    // "42 percent to 66 percent" is a range unless someone trails; from the greater to the lesser never is.
    (t.percent && (lead(line) || t.a >= t.b && !compared) && !change).then(|| Calculation {
        kind: CalculationKind::Shares,
        span: t.spans[0].join(t.spans[t.spans.len() - 1]),
        from: Vec::new(),
        claimed: t.a + t.b,
        computed: 100.0,
        tolerance: 2.0 * t.step,
    })
}

/// `a four-point lead, 46 percent to 42 percent`; `the 46 percent is four points above the 42 percent`.
fn gap(line: &FigureSentence, tally: Option<&Tally>) -> Option<Calculation> {
    if line.has(&["error", "sampling"]) {
        return None;
    }
    let points = |f: &&Figure| f.unit.as_deref().is_some_and(|u| u.starts_with("point")) && single(f);
    let claims: Vec<&Figure> = line.figures.iter().filter(points).collect();
    let [claim] = claims[..] else { return None };
    let shares: Vec<(usize, &Figure)> =
        line.figures.iter().enumerate().filter(|(_, f)| f.kind == FigureKind::Percent).collect();
    let (a, b, spans, step) = match (tally, &shares[..]) {
        // "28 points in a record 83-10 win": of a score, only what says that it is a lead is one.
        (Some(t), _) if t.at.0 == t.at.1 && !t.percent && !is_lead(line, claim) => return None,
        (Some(t), others) if others.iter().all(|(i, _)| *i == t.at.0 || *i == t.at.1) => {
            (t.a, t.b, t.spans.clone(), t.step)
        }
        (None, [(_, a), (_, b)]) if single(a) && single(b) && compared(line, a, b, claim) => {
            (a.low, b.low, vec![a.span, b.span], half_step(line.text, a) + half_step(line.text, b))
        }
        (None, [(_, r)])
            if r.precision == Precision::Range
                && line.has(&["gap", "difference", "lie", "lies", "apart", "separate", "separates"]) =>
        {
            (r.high, r.low, vec![r.span], 1.0)
        }
        _ => return None,
    };
    // "up four points since May, leading 46 percent to 41": a change in time is no gap between the two.
    let is = |word: &str, class| line.lexicons.word_is(word, class);
    let change = first_words(line.after(claim), 4).any(|w| is(w, Changes::AfterPoints))
        || last_words(line.before(claim), 3).any(|w| is(w, Changes::BeforePoints));
    (!change).then(|| Calculation {
        kind: CalculationKind::Gap,
        span: claim.span,
        from: spans,
        claimed: claim.low,
        computed: (a - b).abs(),
        tolerance: step + half_step(line.text, claim) + 0.01,
    })
}

/// `by four points`, `a four-point lead`, `four points ahead`.
fn is_lead(line: &FigureSentence, claim: &Figure) -> bool {
    line.tie(claim).0 == Tie::By || line.is(line.bare_end(claim), Changes::Lead)
}

/// Two shares of a sentence are two sides of one result only where the words say so.
fn compared(line: &FigureSentence, a: &Figure, b: &Figure, claim: &Figure) -> bool {
    let gap = line.between(a, b);
    gap.len() < 110 && !gap.contains(';') && a.low + b.low <= 101.0 && lead(line) && claim.low < 100.0
}

/// Whether the verb of the words after a figure says that nothing else is left: `40 percent of it remains.` Who
/// `remain undecided` may be any part of all.
fn is_all_that_remains(after: &str) -> bool {
    const NEAR: usize = 5;
    let verb = first_words(after, NEAR).find(|w| matches!(*w, "remain" | "remains"));
    verb.and_then(|verb| after.split_once(verb))
        .is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with(['.', ',', ';', ')']))
}

/// `the remaining 40 percent`, `and 40 percent do not`: with one other share in the sentence.
fn rest(line: &FigureSentence) -> Option<Calculation> {
    let shares: Vec<&Figure> = line.figures.iter().filter(|f| f.kind == FigureKind::Percent).collect();
    let [a, b] = shares[..] else { return None };
    if !single(a) || !single(b) || a.precision == Precision::Vague || a.low > 100.0 || b.low > 100.0 {
        return None;
    }
    let before: Vec<_> = last_words(line.before(b), 3).collect();
    let remaining = matches!(before.first(), Some(&("remaining" | "leaves" | "leaving" | "leave")))
        || matches!(before[..], ["other", "the", ..])
        || is_all_that_remains(line.after(b));
    // "If 60 percent agree, 40 percent do not": only where the split is between yes and no.
    let denied = negated(line.after(b)) && line.before(a).trim().eq_ignore_ascii_case("if");
    let inexact = a.precision != Precision::Exact || b.precision != Precision::Exact;
    (remaining || denied).then(|| Calculation {
        kind: CalculationKind::Rest,
        span: b.span,
        from: vec![a.span],
        claimed: b.low,
        computed: 100.0 - a.low,
        tolerance: half_step(line.text, a) + half_step(line.text, b) + if inexact { 5.0 } else { 0.01 },
    })
}
