//! A part and its whole: `7 of 12`, `12 people, including four children`, `eight dead: five men and three women`.

use super::line::sure;
use super::{
    Calculation, CalculationKind, FigureSentence, first_words, half_step, holds, last_words, single,
};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::Changes;
use crate::lexicon::function_words::is_auxiliary;

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    for (i, pair) in line.figures.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let ratio = is_ratio(line, a, b);
        if ratio || is_part(line, a, b) {
            out.push(Calculation {
                kind: CalculationKind::Part,
                span: a.span,
                from: vec![b.span],
                claimed: a.low,
                computed: b.low,
                tolerance: 0.0,
            });
            out.extend(if ratio { None } else { rest(line, i) });
        }
    }
    out.extend(including(line));
    out.extend(of_the(line));
    out.extend(made_up(line).or_else(|| split(line)));
}

fn counts(f: &Figure) -> bool {
    f.kind == FigureKind::Count && single(f) && f.precision != Precision::Vague
}

/// `Seven in five voters`: a ratio whose part is not less than its whole, which is read as two counts.
fn is_ratio(line: &FigureSentence, a: &Figure, b: &Figure) -> bool {
    let before = line.before(a).trim_end();
    let opens = before.is_empty()
        || before.ends_with([',', '“', '"'])
        || last_words(before, 1).any(|w| matches!(w, "that" | "found" | "say" | "says" | "and"));
    opens
        && line.between(a, b) == "in"
        && counts(a)
        && counts(b)
        && a.noun.is_none_or(|n| n.start > a.span.end + 1)
        && b.noun.is_some()
        && (b.low <= 10.0 || b.low == 100.0)
}

/// `7 of 12`, `seven out of the 12`.
pub(super) fn is_part(line: &FigureSentence, a: &Figure, b: &Figure) -> bool {
    let gap = line.between(a, b);
    // "six in 10 of the three in 10": shares of shares.
    let ratio = line
        .figures
        .iter()
        .any(|f| f.span.end < a.span.start && line.between(f, a).eq_ignore_ascii_case("in"))
        || first_words(line.after(b), 1).any(|w| w == "in");
    !ratio
        && counts(a)
        && counts(b)
        && (2.0..1e5).contains(&b.low)
        && line.lexicons.word_is(gap, Changes::OfAll)
}

/// `7 of the 12 agreed, and the other five did not`: the third count of a sentence, where it says that it is what
/// is left.
fn rest(line: &FigureSentence, i: usize) -> Option<Calculation> {
    let (a, b) = (&line.figures[i], &line.figures[i + 1]);
    let mut others = line.figures.iter().enumerate().filter(|(k, f)| *k != i && *k != i + 1 && counts(f));
    let (_, c) = others.next().filter(|(k, _)| *k > i + 1)?;
    if others.next().is_some() {
        return None;
    }
    let before: Vec<_> = last_words(line.before(c), 2).collect();
    let said = matches!(before[..], ["other" | "remaining", "the" | "its" | "their"])
        || matches!(before.first(), Some(&("leaves" | "leaving")))
        || first_words(line.after(c), 3).any(|w| matches!(w, "remain" | "remained" | "left"))
        || negated(line.after(c));
    said.then(|| Calculation {
        kind: CalculationKind::Rest,
        span: c.span,
        from: vec![a.span, b.span],
        claimed: c.low,
        computed: b.low - a.low,
        tolerance: 0.0,
    })
}

/// Whether the next words deny (`did not`): then the figure before them is the other side's.
pub(super) fn negated(after: &str) -> bool {
    let next: Vec<_> = first_words(after, 2).collect();
    matches!(next[..], [verb, "not"] if is_auxiliary(verb))
        || matches!(next.first(), Some(&("don't" | "didn't" | "doesn't" | "weren't" | "aren't")))
}

/// `12 people, including four children and three women`.
fn including(line: &FigureSentence) -> Option<Calculation> {
    let (i, total) = line.figures.iter().enumerate().find(|(i, f)| {
        let next = line.figures.get(i + 1);
        counts(f)
            && f.noun.is_some()
            && next.is_some_and(|n| clear(line, f, n) && holds(line.between(f, n), &["including", "among"]))
    })?;
    let mut parts: Vec<&Figure> = Vec::new();
    for part in &line.figures[i + 1..] {
        let gap = parts.last().map_or("", |last| line.between(last, part));
        let goes_on = parts.is_empty() || gap.len() < 40 && (gap.ends_with("and") || gap.ends_with(','));
        if !goes_on || !counts(part) || part.noun.is_none() || parts.iter().any(|p| overlap(p, part)) {
            break;
        }
        parts.push(part);
    }
    sum(CalculationKind::Parts, total, &parts)
}

/// Only the noun and a comma may be between a total and "including".
fn clear(line: &FigureSentence, total: &Figure, part: &Figure) -> bool {
    let from = total.noun.map_or(total.span.end, |n| n.end) as usize;
    let gap = line.text.get(from..part.span.start as usize).unwrap_or("").trim();
    gap.len() < 60
        && !gap.contains([';', ':', '.'])
        && first_words(gap, 1).any(|w| w == "including" || w == "among")
}

/// Two parts that may count the same people twice: `eight women and six teachers`. Men, women and children are
/// the parts news copy keeps apart.
fn overlap(a: &Figure, b: &Figure) -> bool {
    const APART: &[&str] = &["man", "woman", "child", "boy", "girl", "dead", "injured"];
    let known = |f: &Figure| f.subject.as_deref().is_some_and(|s| APART.contains(&s));
    a.subject == b.subject || !known(a) || !known(b)
}

/// `Of the 50, 30 were freed and 25 were held`.
fn of_the(line: &FigureSentence) -> Option<Calculation> {
    let (total, parts) = line.figures.split_first()?;
    let before = line.before(total).trim();
    if !["Of the", "Of those", "Of these", "Out of the"].contains(&before) || !counts(total) {
        return None;
    }
    let parts: Vec<&Figure> = parts.iter().collect();
    if parts.len() < 2
        || !parts.iter().all(|f| counts(f))
        || !line.text.get(total.span.end as usize..parts[0].span.start as usize)?.contains(',')
    {
        return None;
    }
    sum(CalculationKind::Parts, total, &parts)
}

/// `eight people: five men and three women`, `eight people (five men and three women)`, with a dash likewise.
fn made_up(line: &FigureSentence) -> Option<Calculation> {
    let (total, parts) = line.figures.split_first()?;
    let from = total.noun.map_or(total.span.end, |n| n.end) as usize;
    let first = parts.first()?;
    let gap = line.text.get(from..first.span.start as usize)?.trim();
    if !matches!(gap, ":" | "—" | "–" | "--" | "(" | "-") || !counts(total) || total.noun.is_none() {
        return None;
    }
    let mut list: Vec<&Figure> = vec![first];
    for part in &parts[1..] {
        let gap = line.between(list[list.len() - 1], part);
        if gap.len() > 30
            || !(gap.ends_with("and") || gap.ends_with(','))
            || overlap(list[list.len() - 1], part)
        {
            break;
        }
        list.push(part);
    }
    // The list must be closed by "and", or it names some of the parts only.
    let closed = list.len() >= 2 && line.between(list[list.len() - 2], list[list.len() - 1]).ends_with("and");
    let ends = line.after(list[list.len() - 1]);
    let noun_end =
        list[list.len() - 1].noun.map_or(0, |n| n.end.saturating_sub(list[list.len() - 1].span.end)) as usize;
    let stop =
        ends.get(noun_end..).is_some_and(|t| t.trim_start().starts_with([')', '.', '—', '–', '-', ';', ',']));
    if !closed || !stop || !list.iter().all(|f| counts(f) && f.noun.is_some()) {
        return None;
    }
    sum(CalculationKind::Sum, total, &list)
}

/// `In all, 1.16 million ballots are being moved: 463,000 from Palm and 654,000 from Dade`: parts without a noun of their own,
/// told by where they are.
fn split(line: &FigureSentence) -> Option<Calculation> {
    let (total, parts) = line.figures.split_first()?;
    let first = parts.first()?;
    let colon = line.back(line.start(first)).filter(|t| line.any(*t, &[":", "—", "–"]))?;
    let told = total.noun.is_some() && total.kind == FigureKind::Count || total.kind == FigureKind::Money;
    if !told
        || !sure(total)
        || colon < line.bare_end(total)
        || colon - line.bare_end(total) > 12
        || parts.len() < 2
    {
        return None;
    }
    let placed = |f: &Figure| line.any(line.bare_end(f), &["from", "in", "at", "for", "by", "to", "on"]);
    let one = |f: &Figure| {
        sure(f)
            && f.unit == total.unit
            && f.kind == total.kind
            && (f.noun.is_none() || f.subject == total.subject)
            && placed(f)
    };
    if !parts.iter().all(one) || line.holds(Changes::Among) {
        return None;
    }
    let last = parts.last()?;
    let closed = line.back(line.start(last)).is_some_and(|t| line.any(t, &["and"]));
    let apart = parts.windows(2).all(|p| line.start(&p[1]) - line.bare_end(&p[0]) < 9);
    let computed: f64 = parts.iter().map(|f| f.low).sum();
    // Far off, they are parts of something else.
    let near = computed > 0.6 * total.low && computed < 1.6 * total.low;
    let step: f64 = line.figures.iter().map(|f| half_step(line.text, f)).sum();
    let rough = line.figures.iter().any(|f| f.precision != Precision::Exact);
    (closed && apart && near).then(|| Calculation {
        kind: CalculationKind::Sum,
        span: total.span,
        from: parts.iter().map(|f| f.span).collect(),
        claimed: total.low,
        computed,
        tolerance: step + if rough { computed * 0.1 } else { 0.0 },
    })
}

fn sum(kind: CalculationKind, total: &Figure, parts: &[&Figure]) -> Option<Calculation> {
    let first = parts.first()?;
    let bound = total.precision == Precision::AtLeast && kind == CalculationKind::Parts;
    let inexact =
        parts.iter().any(|p| p.precision != Precision::Exact) || total.precision != Precision::Exact;
    let exact_only = kind == CalculationKind::Sum && inexact;
    if bound || exact_only {
        return None;
    }
    Some(Calculation {
        kind,
        span: total.span,
        from: parts
            .iter()
            .map(|p| p.span.join(p.noun.filter(|n| n.start < p.span.end + 2).unwrap_or(p.span)))
            .collect(),
        claimed: total.low,
        computed: parts.iter().map(|p| p.low).sum(),
        tolerance: if first.precision == Precision::Exact { 0.0 } else { first.low * 0.1 },
    })
}
