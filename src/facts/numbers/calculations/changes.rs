//! A change: where it begins and ends, by how much and which way (`fell 25 percent, to $90 million from $120 million`,
//! `doubled from 400 to 800`, `58 percent, down from 61`, `421 were printed. That is an increase of 13 percent from
//! the 372 of last year`).
//!
//! A word of change opens it; the figures after that word, up to the next such word, are its ends by the preposition each goes
//! with. What is not said there (`down from 61`) is the figure before the word, or that of the sentence before.

use super::line::{Tie, like, of_one, sure};
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::Span;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::function_words::{Pronoun, is_auxiliary, is_conjunction, is_determiner};
use crate::lexicon::{Changes, Units};

/// How far behind a word of change its first figure may be, in tokens: of its own clause, and where another verb may be between.
const FAR: usize = 14;
const NEAR: usize = 7;

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    // "margin of error": a range that the change may lie in.
    if line.has(&["error"]) {
        return;
    }
    for word in line.tokens.clone() {
        // Most words are in no list.
        if line.lexicons.changes.get(line.article.tokens[word].fold).is_none() {
            continue;
        }
        out.extend(as_many(line, word));
        if let Some(way) = way(line, word)
            && let Some(change) = read(line, word, way)
        {
            claims(line, &change, out);
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Up,
    Down,
    Times(f64),
    /// A word that does not say which way (`change`, `went`).
    Either,
}

/// What a word says of a change.
fn way(line: &FigureSentence, t: usize) -> Option<Way> {
    let fold = line.article.tokens[t].fold;
    if let Some(times) = line.lexicons.changes.lemma(fold, Changes::Multiple) {
        return times.parse().ok().map(Way::Times);
    }
    if line.is(t, Changes::Up) {
        Some(Way::Up)
    } else if line.is(t, Changes::Down) {
        Some(Way::Down)
    } else {
        (line.is(t, Changes::Change) || line.is(t, Changes::ChangeNoun)).then_some(Way::Either)
    }
}

struct Change<'a> {
    word: usize,
    way: Way,
    start: &'a Figure,
    end: &'a Figure,
    by: Option<&'a Figure>,
}

fn read<'a>(line: &FigureSentence<'a>, word: usize, way: Way) -> Option<Change<'a>> {
    let stop = stop(line, word);
    let after: Vec<&Figure> = line
        .figures
        .iter()
        .filter(|f| line.start(f) > word && line.start(f) < stop)
        .filter(|f| sure(f) && !line.back(line.start(f)).is_some_and(|t| line.any(t, &["(", "["])))
        .collect();
    let tied = |tie: Tie| after.iter().copied().find(|f| line.tie(f).0 == tie);
    let (from, to) = (tied(Tie::From), tied(Tie::To));
    if from.is_none() && to.is_none() {
        return compared(line, word, way, &after);
    }
    let start = from.or_else(|| to.and_then(|_| tied(Tie::Against)))?;
    let end = to.or_else(|| left_of(line, word, start)).or_else(|| said_before(line, word, start))?;
    // "fallen after it reported losses of": figures of another verb.
    let first = after.iter().map(|f| line.start(f)).min()?;
    if first > word + FAR || first > word + NEAR && !one_clause(line, word + 1..first) {
        return None;
    }
    // "From 2 percent in the north to 9 in London": a spread, at one time.
    // "From 11 points off the lead to 4": fewer is higher.
    let short = |t: usize| line.is(t, Changes::ShortOf);
    if is_spread(line, start) && is_spread(line, end)
        || short(word + 1)
        || short(line.end(start))
        || short(line.end(end))
    {
        return None;
    }
    let unlike = !like(start, end) || std::ptr::eq(start, end) || start.low <= 0.0;
    // "from 3 to 5 million": in the unit of the second.
    let scaled = end.low >= 1e6 && start.low < 1000.0;
    let by = after.iter().copied().filter(|f| !std::ptr::eq(*f, start) && !std::ptr::eq(*f, end));
    let by =
        by.clone().find(|f| says_how_much(line, word, f, start)).or_else(|| attributed(line, word, start));
    // "from 3 to 5 million dollars", "from 41 weeks in April to 47 in September": the unit is said once.
    let bare = |f: &Figure, other: &Figure| {
        f.unit.is_none()
            && other.unit.is_some()
            && f.noun.is_none()
            && f.kind == FigureKind::Count
            && f.low > 0.0
    };
    let timed = || {
        let at = line.bare_end(end);
        at >= line.tokens.end
            || line.mark(at)
            || line.any(at, &["in", "by", "last", "this", "now"]) && !is_spread(line, end)
    };
    let once = bare(start, end) || bare(end, start) && end.low < start.low * 3.0 && timed();
    ((!unlike || once) && !scaled).then_some(Change { word, way, start, end, by })
}

/// Whether a figure is told of a place or a group: `2 percent in the north`, `41 weeks for a hip`; not `47 in May`.
fn is_spread(line: &FigureSentence, f: &Figure) -> bool {
    let at = line.end(f);
    let after = at + 1..(at + 4).min(line.tokens.end);
    let time = |t: usize| {
        let fold = line.article.tokens[t].fold;
        line.lexicons.calendar.get(fold).is_some()
            || line.lexicons.has(fold, Units::Duration)
            || super::is_year(line.word(t))
    };
    line.any(at, &["in", "among", "for", "at"]) && !after.is_empty() && !after.into_iter().any(time)
}

/// Whether words hold no other subject or clause: `rose for the third summer in succession, to 412,000`.
fn one_clause(line: &FigureSentence, mut words: std::ops::Range<usize>) -> bool {
    !words.any(|t| {
        let word = line.word(t).to_lowercase();
        let subject = Pronoun::of(&word).is_some() && !is_determiner(&word);
        let many = matches!(word.as_str(), "all" | "every" | "each" | "across");
        many || subject || is_conjunction(&word) || is_auxiliary(&word) || line.is(t, Changes::ChangeEnds)
    })
}

/// `$6 million, compared with $5 million a year earlier, a rise of 20 percent`: both ends before a noun of change.
fn compared<'a>(
    line: &FigureSentence<'a>,
    word: usize,
    way: Way,
    after: &[&'a Figure],
) -> Option<Change<'a>> {
    let mut before = line.figures.iter().rev().filter(|f| line.end(f) <= word);
    let (mut start, mut end) = (before.next()?, before.next()?);
    // The noun may have its own figure before it: "a 20 percent rise".
    if line.bare_end(start) == word {
        (start, end) = (end, before.next()?);
    }
    let tie = line.tie(start).0;
    let comma = |t: usize| line.any(t, &[",", "—", "–", "("]);
    let set_off = (1..=6).any(|n| word.checked_sub(n).is_some_and(comma));
    let one = sure(start)
        && sure(end)
        && of_one(start, end)
        && matches!(tie, Tie::Against | Tie::From)
        && start.low > 0.0;
    let clear =
        word - line.end(start) < 9 && !(line.end(start)..word).any(|t| line.is(t, Changes::ChangeEnds));
    if !(one && set_off && clear && is_noun(line, word)) {
        return None;
    }
    let by = after.iter().copied().find(|f| says_how_much(line, word, f, start));
    let by = by.or_else(|| attributed(line, word, start));
    by.is_some().then_some(Change { word, way, start, end, by })
}

/// `$4.2 million, double the $2.1 million of last year`, `60, twice the 30 in 2010`.
fn as_many(line: &FigureSentence, word: usize) -> Option<Calculation> {
    let fold = line.article.tokens[word].fold;
    let times: f64 = line.lexicons.changes.lemma(fold, Changes::AsMany)?.parse().ok()?;
    let the = line.any(word + 1, &["the", "last", "its", "this"]);
    let start = line.figures.iter().find(|f| the && line.start(f) > word + 1 && line.start(f) < word + 5)?;
    let sign = |t: usize| line.any(t, &["’", "$", "£", "€"]);
    let clear = (word + 2..line.start(start)).all(|t| !line.mark(t) || sign(t));
    let end = line.figures.iter().rev().find(|f| line.end(f) <= word)?;
    let comma = (line.end(end)..word).any(|t| line.any(t, &[",", "—", "–", "-"]));
    let near = word - line.end(end) < 6 && comma;
    let one = sure(start) && sure(end) && of_one(start, end) && start.low > 0.0 && clear && near;
    let hedged = line.back(word).is_some_and(|t| line.any(t, &["than", "nearly", "almost", "about", "over"]));
    one.then(|| Calculation {
        kind: CalculationKind::Growth,
        span: line.article.tokens[word].span,
        from: vec![start.span, end.span],
        claimed: (times - 1.0) * 100.0,
        computed: (end.low / start.low - 1.0) * 100.0,
        tolerance: if hedged { 50.0 } else { 25.0 } * times,
    })
}

/// The token at which what is said of a change ends: a mark that parts clauses, or the next word of change, unless that is a
/// noun (`a rise of`) or comes with what it measures (`, up 20 percent`).
fn stop(line: &FigureSentence, word: usize) -> usize {
    let mut figures = 0;
    for t in word + 1..line.tokens.end {
        if line.any(t, &[";", ":"]) || line.is(t, Changes::ChangeEnds) {
            return t;
        }
        figures += usize::from(line.figure_at(t).is_some());
        let other = line.is(t, Changes::Up) || line.is(t, Changes::Down) || way(line, t).is_some();
        let adverb = line.any(t, &["up", "down"]);
        if other && figures > 0 && !is_noun(line, t) && !adverb {
            return t;
        }
        // "slowed to 3 percent, down from 6": a change of its own.
        if adverb && line.any(t + 1, &["from", "to"]) {
            return t;
        }
    }
    line.tokens.end
}

/// Whether a word of change is a noun where it stands: after an article, an adjective's figure, or before `of`.
fn is_noun(line: &FigureSentence, t: usize) -> bool {
    line.is(t, Changes::ChangeNoun)
        && (line.back(t).is_some_and(|b| is_determiner(&line.word(b).to_lowercase()))
            || line.figure_before(t).is_some()
            || line.any(t + 1, &["of"]))
}

/// The figure of one thing with `start` before the word of change: for an adverb (`58 percent, down from 61`) or a noun set
/// off by a comma (`421, an increase of 13 percent from 372`).
fn left_of<'a>(line: &FigureSentence<'a>, word: usize, start: &Figure) -> Option<&'a Figure> {
    let adverb = line.any(word, &["up", "down"]);
    let comma = (1..=3).any(|n| word.checked_sub(n).is_some_and(|t| line.any(t, &[",", "—", "–", "("])));
    if !(comma && (adverb || is_noun(line, word))) {
        return None;
    }
    let mut earlier = line.figures.iter().rev().filter(|f| line.end(f) <= word && sure(f) && like(f, start));
    let nearest = earlier.next()?;
    let one = match start.kind {
        FigureKind::Count => {
            nearest.subject.is_some() && nearest.subject == start.subject
                || start.noun.is_none() && earlier.next().is_none()
        }
        _ => line.tie(nearest).0 != Tie::From,
    };
    let near = word - line.end(nearest) < 14;
    let clear =
        !(line.end(nearest)..word).any(|t| line.is(t, Changes::ChangeEnds) || line.any(t, &[";", "who"]));
    (one && near && clear).then_some(nearest)
}

/// The one figure of the sentence before that is of one thing with `start`, where this sentence begins with a word for it
/// (`That is an increase of`).
fn said_before<'a>(line: &FigureSentence<'a>, word: usize, start: &Figure) -> Option<&'a Figure> {
    let refers = line.any(line.tokens.start, &["that", "this", "it"]) && word < line.tokens.start + 6;
    let mut alike = line.earlier.iter().filter(|f| sure(f) && of_one(f, start));
    let one = alike.next().filter(|_| refers && (is_noun(line, word) || line.any(word, &["up", "down"])))?;
    alike.next().is_none().then_some(one)
}

/// Whether a figure after the word says by how much: `by 5`, right after it, `of 5` after a noun, before a noun.
fn says_how_much(line: &FigureSentence, word: usize, f: &Figure, start: &Figure) -> bool {
    let (tie, t) = line.tie(f);
    let noun = |t: usize| line.is(t, Changes::ChangeNoun) || line.is(t, Changes::Amount);
    let measures = f.kind == FigureKind::Percent || is_points(f) || of_one(f, start);
    let first = line.start(f);
    let adverb = line.back(first).is_some_and(|b| line.any(b, &["up", "down"]) || b == word);
    measures
        && (tie == Tie::By
            || adverb
            || tie == Tie::Of && line.back(t).is_some_and(noun)
            || noun(line.bare_end(f)))
}

/// The figure right before a noun of change: `a 10 percent increase from 40 to 44`.
fn attributed<'a>(line: &FigureSentence<'a>, word: usize, start: &Figure) -> Option<&'a Figure> {
    let f = line.figure_before(word)?;
    (is_noun(line, word) && sure(f) && (f.kind == FigureKind::Percent || is_points(f) || of_one(f, start)))
        .then_some(f)
}

fn is_points(f: &Figure) -> bool {
    f.unit.as_deref().is_some_and(|u| u.starts_with("point"))
}

fn claims(line: &FigureSentence, c: &Change, out: &mut Vec<Calculation>) {
    let near = c.word.saturating_sub(8)..c.word;
    // A place in a ranking, where up is down, or a denial.
    if near.clone().any(|t| line.is(t, Changes::Ranked)) {
        return;
    }
    let from = vec![c.start.span, c.end.span];
    let whole = |word: usize| line.article.tokens[word].span;
    let step = c.end.low - c.start.low;
    match c.way {
        Way::Up | Way::Down if !turns(line) => out.push(Calculation {
            kind: CalculationKind::Direction,
            span: whole(c.word),
            from: from.clone(),
            claimed: 0.0,
            computed: if c.way == Way::Up { step } else { -step },
            tolerance: 0.0,
        }),
        Way::Times(times) => out.push(multiple(line, c, times, whole(c.word))),
        _ => {}
    }
    if let Some(by) = c.by {
        out.extend(how_much(line, c, by));
    }
}

/// Whether the figures may be of two signs: from a profit to a loss.
fn turns(line: &FigureSentence) -> bool {
    let words = |list: &[&str]| line.has(list);
    words(&["loss", "losses", "deficit"]) && words(&["profit", "profits", "surplus"])
}

/// `doubled from 10 to 30`: a fifth either way, for "nearly"; all up to the next whole number for "more than".
fn multiple(line: &FigureSentence, c: &Change, times: f64, span: Span) -> Calculation {
    let computed = (c.end.low / c.start.low - 1.0) * 100.0;
    let claimed = (times - 1.0) * 100.0;
    // "More than halved" is to less than a half.
    let beyond = if times < 1.0 { computed < claimed } else { computed > claimed };
    let more = line.back(c.word).is_some_and(|t| line.any(t, &["than"])) && beyond;
    let tolerance = if more { 105.0 } else { 22.0 * times };
    Calculation {
        kind: CalculationKind::Growth,
        span,
        from: vec![c.start.span, c.end.span],
        claimed,
        computed,
        tolerance,
    }
}

fn how_much(line: &FigureSentence, c: &Change, by: &Figure) -> Option<Calculation> {
    let (a, b) = (c.start, c.end);
    let change = (b.low - a.low).abs();
    let step = half_step(line.text, a) + half_step(line.text, b) + half_step(line.text, by);
    let rough = [by, a, b].iter().any(|f| f.precision != Precision::Exact);
    let made = |kind, computed: f64, tolerance: f64| {
        // "more than 40 percent" holds for 50, and hardly for 90.
        let open = match by.precision {
            Precision::AtLeast if computed > by.low => by.low * 0.6,
            Precision::AtMost if computed < by.low => by.low * 0.6,
            _ => 0.0,
        };
        Some(Calculation {
            kind,
            span: by.span,
            from: vec![a.span, b.span],
            claimed: by.low,
            computed,
            tolerance: tolerance.max(open),
        })
    };
    if by.kind != FigureKind::Percent || b.kind != FigureKind::Percent {
        if by.kind == FigureKind::Percent {
            let growth = change / a.low * 100.0;
            let rounding =
                (half_step(line.text, a) * (b.low / a.low) + half_step(line.text, b)) / a.low * 100.0;
            let slack = rounding + half_step(line.text, by) + 0.5 + growth * if rough { 0.1 } else { 0.03 };
            return made(CalculationKind::Growth, growth, slack);
        }
        let points = b.kind == FigureKind::Percent && is_points(by);
        return (points || of_one(by, b) && by.low < 0.9 * a.low.max(b.low))
            .then(|| {
                made(CalculationKind::Change, change, step + 0.01 + if rough { change * 0.1 } else { 0.0 })
            })
            .flatten();
    }
    // Of shares, "percent" is used for both ways of calculating; the nearer one is meant.
    let growth = change / a.low * 100.0;
    if (by.low - change).abs() < (by.low - growth).abs() {
        // The shares are taken as written: "from 4 percent to 5 percent, up 1 percent" is no rounding.
        let tight = 0.5 + growth * 0.05;
        if (by.low - change).abs() <= step + 0.01 && (by.low - growth).abs() > tight {
            return made(CalculationKind::Points, growth, tight);
        }
        return made(CalculationKind::Change, change, step + 0.01);
    }
    let rounding = (half_step(line.text, a) + half_step(line.text, b)) / a.low * 100.0;
    made(CalculationKind::Growth, growth, rounding + 1.0 + growth * 0.05)
}
