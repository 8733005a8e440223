//! Changes told elsewhere than the levels that they are between, in headline and text: `Burglaries down 22%` over `748 burglaries,
//! compared with 850`; `taxes will be cut by 2 percent` over `6.2 percent. They would pay 4.2 percent`.
//!
//! Two levels of one thing that a sentence compares are a pair. A change in percent is compared with the pair that its sentence
//! shares a word with, if there is one only, and if no other pair of the article gives it. So the work grows with the figures of
//! the article, not with their pairs.

use super::line::{Tie, of_one, sure};
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::facts::wording::stems::stem;
use crate::lexicon::function_words::{is_demonstrative, is_function};
use crate::lexicon::{Changes, Lexicons};
use crate::text::{Article, Role, TokenKind};
use rustc_hash::FxHashSet;

/// Pairs of levels, shares and changes told, that are kept.
const MOST: usize = 16;
/// Shares of an article beyond which two that are as far apart as a change are chance.
const FEW: usize = 8;
/// How many sentences a change may be from its pair, outside the headline.
const FAR: usize = 6;

/// Two levels of one thing.
struct Pair<'a> {
    before: &'a Figure,
    now: &'a Figure,
    sentence: usize,
    /// What its sentence is about.
    topic: FxHashSet<u64>,
}

/// A change in percent.
struct Told<'a> {
    by: &'a Figure,
    up: bool,
    sentence: usize,
    headline: bool,
    /// Whether it is one that the reader knows: `The cut of 2 percent`.
    known: bool,
    topic: FxHashSet<u64>,
    /// Those words of the topic that are names.
    names: FxHashSet<u64>,
}

/// A share that a sentence gives, with what its sentence is about.
struct Share<'a> {
    figure: &'a Figure,
    sentence: usize,
    topic: FxHashSet<u64>,
}

pub(super) fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons, out: &mut Vec<Calculation>) {
    let (mut pairs, mut told, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    let mut pairs_in_all = 0;
    let mut shares_in_all = 0;
    for line in super::line::sentences(article, figures, lexicons, super::MOST) {
        let (sentence, role) = (line.number(), line.role());
        if role == Role::Metadata {
            continue;
        }
        let mut topic = None;
        let mut topic = || topic.get_or_insert_with(|| content(&line)).clone();
        let mut own = false;
        for (before, now) in levels(&line) {
            own = true;
            pairs_in_all += 1;
            if pairs.len() < MOST {
                pairs.push(Pair { before, now, sentence, topic: topic() });
            }
        }
        for figure in line.figures.iter().filter(|f| f.kind == FigureKind::Percent && sure(f)) {
            shares_in_all += 1;
            if shares.len() < MOST {
                shares.push(Share { figure, sentence, topic: topic() });
            }
        }
        if own || told.len() >= MOST || line.has(&["error"]) {
            continue;
        }
        if let Some((by, up, known)) = change(&line) {
            told.push(Told {
                by,
                up,
                sentence,
                headline: role == Role::Headline,
                known,
                topic: topic(),
                names: names(&line),
            });
        }
    }
    if pairs_in_all > MOST {
        return;
    }
    for told in &told {
        let points = if shares_in_all <= FEW { points(article, told, &shares) } else { None };
        out.extend(points.or_else(|| compare(article, told, &pairs)));
    }
}

/// The stems of the words of a sentence that say what it is about.
fn content(line: &FigureSentence) -> FxHashSet<u64> {
    line.tokens
        .clone()
        .filter(|&t| {
            let token = &line.article.tokens[t];
            token.kind == TokenKind::Word
                && token.span.len() > 3
                && !is_function(token.fold)
                && line.lexicons.changes.get(token.fold).is_none()
                && line.lexicons.units.get(token.fold).is_none()
        })
        .map(|t| stem(line.word(t)))
        .collect()
}

/// The stems of the names of a sentence.
fn names(line: &FigureSentence) -> FxHashSet<u64> {
    line.tokens.clone().filter(|&t| line.article.tokens[t].capital).map(|t| stem(line.word(t))).collect()
}

/// The levels that a sentence compares, the earlier first.
fn levels<'a>(line: &FigureSentence<'a>) -> Vec<(&'a Figure, &'a Figure)> {
    let mut found = Vec::new();
    let level = |f: &Figure| {
        let share = matches!(f.kind, FigureKind::Percent | FigureKind::PercentagePoints)
            || f.unit.as_deref().is_some_and(|u| u.starts_with("point"));
        !share && sure(f) && f.low > 0.0
    };
    for (i, b) in line.figures.iter().enumerate() {
        let (tie, at) = line.tie(b);
        let led = line.back(at).is_some_and(|t| line.any(t, &["up", "down"]));
        let reaches = tie == Tie::Against || tie == Tie::From && led;
        let earlier = line.figures[..i].iter().rev().take(if reaches { 4 } else { 1 });
        let Some(a) = earlier.into_iter().find(|a| level(a) && level(b) && of_one(a, b)) else { continue };
        let counted = a.kind != FigureKind::Count || a.noun.is_some() || b.noun.is_some();
        match (line.tie(a).0, tie) {
            _ if !counted => {}
            (Tie::From, Tie::To) => found.push((a, b)),
            (Tie::To, Tie::From) | (_, Tie::Against) => found.push((b, a)),
            (_, Tie::From) if led => found.push((b, a)),
            _ => {}
        }
    }
    found
}

/// The change that a sentence tells, whether it is a rise, and whether it is one told before: of two, none is sure.
fn change<'a>(line: &FigureSentence<'a>) -> Option<(&'a Figure, bool, bool)> {
    let mut shares = line.figures.iter().filter(|f| f.kind == FigureKind::Percent && sure(f));
    let by = shares.next().filter(|_| shares.next().is_none())?;
    let start = line.start(by);
    let end = line.bare_end(by);
    let (tie, at) = line.tie(by);
    let of_that = line.any(end, &["of"]) && !(tie == Tie::Of && line.any(end + 1, &["our", "their", "its"]));
    let whole = line.back(start).is_some_and(|t| line.any(t, &["losing", "lost", "lose"]));
    if of_that && !whole || line.any(end, &["to"]) || tie == Tie::To {
        return None;
    }
    // "would cut payroll taxes by 2 percent": the verb is further off.
    let reach = if tie == Tie::By { 6 } else { 3 };
    let near = (start.saturating_sub(reach)..start).rev().chain(end..end + 2);
    let way = |t: usize| {
        let up = line.is(t, Changes::Up) || t >= end && line.any(t, &["more", "higher"]);
        let down = line.is(t, Changes::Down)
            || t >= end && line.any(t, &["fewer", "less", "lower"])
            || t < start && line.any(t, &["losing", "lost", "lose"]);
        if up || down { Some(up) } else { None }
    };
    let known = tie == Tie::Of
        && at.checked_sub(2).is_some_and(|t| {
            line.is(t + 1, Changes::ChangeNoun)
                && (line.any(t, &["the"]) || is_demonstrative(&line.word(t).to_lowercase()))
        });
    near.filter(|&t| !line.mark(t)).find_map(way).map(|up| (by, up, known))
}

fn growth(pair: &Pair) -> f64 {
    (pair.now.low / pair.before.low - 1.0) * 100.0
}

/// How far rounding may take the growth of a pair from the change told.
fn slack(article: &Article, by: &Figure, before: &Figure, now: &Figure) -> f64 {
    let text = &article.text;
    let grown = (now.low / before.low - 1.0).abs() * 100.0;
    let rounding =
        (half_step(text, before) * (now.low / before.low) + half_step(text, now)) / before.low * 100.0;
    let rough = [by, before, now].iter().any(|f| f.precision != Precision::Exact);
    rounding + half_step(text, by) + 0.5 + grown * if rough { 0.15 } else { 0.03 }
}

fn compare(article: &Article, told: &Told, pairs: &[Pair]) -> Option<Calculation> {
    let (by, precision) = (told.by.low, told.by.precision);
    let fits = |pair: &Pair| {
        let grown = growth(pair).abs();
        (grown - by).abs() <= slack(article, told.by, pair.before, pair.now)
            || precision == Precision::AtLeast && grown >= by && grown < by * 1.6
            || precision == Precision::AtMost && grown <= by
    };
    if pairs.iter().any(fits) {
        return None;
    }
    let near = |pair: &&Pair| told.headline || told.sentence.abs_diff(pair.sentence) <= FAR;
    let about = |pair: &&Pair| {
        let shared = pair.topic.intersection(&told.topic).count();
        let noun =
            [pair.now, pair.before].iter().find_map(|f| f.noun.filter(|_| f.kind == FigureKind::Count));
        let named = noun
            .is_some_and(|noun| article.tokens_in(noun).any(|t| told.topic.contains(&stem(article.word(t)))));
        // The only two levels of the article are those of its only change, if more than a name is common to both.
        let only = pairs.len() == 1
            && pair.topic.iter().any(|stem| told.topic.contains(stem) && !told.names.contains(stem));
        named || shared > usize::from(!only && (noun.is_some() || !told.headline))
    };
    let mut meant = pairs.iter().filter(near).filter(about);
    let pair = meant.next().filter(|_| meant.next().is_none())?;
    // A change the other way, or one of another size altogether, is of something else.
    let grown = growth(pair);
    let same_way = (grown > 0.0) == told.up;
    let ratio = grown.abs() / by.max(0.1);
    (same_way && (0.3..=3.5).contains(&ratio)).then(|| Calculation {
        kind: CalculationKind::Afar,
        span: told.by.span,
        from: vec![pair.before.span, pair.now.span],
        claimed: by,
        computed: grown.abs(),
        tolerance: slack(article, told.by, pair.before, pair.now),
    })
}

/// A change in percent that is the points between two shares told one after the other.
fn points(article: &Article, told: &Told, shares: &[Share]) -> Option<Calculation> {
    let by = told.by;
    let text = article.slice(by.span);
    if !(text.contains('%') || text.contains("cent")) || by.low <= 0.0 {
        return None;
    }
    shares.windows(2).find_map(|two| {
        let [a, b] = two else { return None };
        let own = std::ptr::eq(a.figure, by) || std::ptr::eq(b.figure, by);
        let (low, high) = (a.figure.low.min(b.figure.low), a.figure.low.max(b.figure.low));
        let computed = match told.up {
            true => (high / low - 1.0) * 100.0,
            false => (1.0 - low / high) * 100.0,
        };
        let near = |s: &Share| told.sentence.abs_diff(s.sentence) <= FAR;
        let together = a.sentence.abs_diff(b.sentence) <= 1;
        let shared = a.topic.union(&b.topic).filter(|stem| told.topic.contains(stem)).count();
        // Three shares in all: the two, and the change.
        let only = shares.len() == 3;
        let next = told.sentence == b.sentence + 1;
        let about = told.known || only && next || shared > usize::from(a.sentence != b.sentence && !only);
        let points = (high - low - by.low).abs() < 0.001;
        (!own
            && low > 0.0
            && near(a)
            && near(b)
            && together
            && about
            && points
            && (computed - by.low).abs() > 1.0)
            .then(|| Calculation {
                kind: CalculationKind::Points,
                span: by.span,
                from: vec![a.figure.span, b.figure.span],
                claimed: by.low,
                computed,
                tolerance: 0.5,
            })
    })
}
