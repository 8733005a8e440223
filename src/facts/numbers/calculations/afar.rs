//! Changes told elsewhere than the levels that they are between, in headline and text: `Burglaries down 22%` over `748 burglaries,
//! compared with 850`; `taxes will be cut by 2 percent` over `6.2 percent. They would pay 4.2 percent`.
//!
//! Two levels of one thing that a sentence compares are a pair. A change in percent is compared with the pair that its sentence
//! shares a word with, if there is one only, and if no other pair of the article gives it. So the work grows with the figures of
//! the article, not with their pairs.

use super::levels::{self, FAR, MOST, Pair, content};
use super::line::{Tie, of_one, sure};
use super::slips::places;
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::facts::wording::stems::stem;
use crate::lexicon::function_words::is_demonstrative;
use crate::lexicon::{Changes, Lexicons};
use crate::text::{Article, Role};
use rustc_hash::FxHashSet;

/// A change in percent.
struct Told<'a> {
    by: &'a Figure,
    up: bool,
    sentence: usize,
    headline: bool,
    /// Whether it is one that the reader knows: `The cut of 2 percent`.
    known: bool,
    /// Whether it is told as a noun: `a drop of 2 percent`.
    noun: bool,
    topic: FxHashSet<u64>,
}

/// A share that goes from one level to another: `from 5 percent to 8 percent`, or `now pay 6 percent. They would pay 4 percent`.
struct Shift<'a> {
    before: &'a Figure,
    now: &'a Figure,
    sentence: usize,
    /// Whether the two are in two sentences.
    apart: bool,
    topic: FxHashSet<u64>,
}

pub(super) fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons, out: &mut Vec<Calculation>) {
    let (mut pairs, mut told, mut shares) = (Vec::new(), Vec::new(), Vec::<Shift>::new());
    let mut then: Option<(&Figure, usize, FxHashSet<u64>)> = None;
    let mut pairs_in_all = 0;
    let mut today: Option<(&Figure, usize, FxHashSet<u64>)> = None;
    for line in super::line::sentences(article, figures, lexicons, super::MOST) {
        let (sentence, role) = (line.number(), line.role());
        if role == Role::Metadata {
            continue;
        }
        let mut topic = None;
        let mut topic =
            || topic.get_or_insert_with(|| content(article, lexicons, line.tokens.clone())).clone();
        let mut own = false;
        for (before, now) in levels::compared(&line) {
            own = true;
            pairs_in_all += 1;
            if pairs.len() < MOST {
                pairs.push(Pair { before, now, sentence, topic: topic() });
            }
        }
        if let Some((before, _, mut known)) = then.take().filter(|(_, at, _)| at + 1 == sentence)
            && let Some(now) = levels::reached(&line).filter(|now| of_one(before, now) && !own)
        {
            pairs_in_all += 1;
            known.extend(topic());
            if pairs.len() < MOST {
                pairs.push(Pair { before, now, sentence, topic: known });
            }
        }
        then = levels::once(&line).map(|before| (before, sentence, topic()));
        let shift =
            shifted(&line).map(|(before, now)| Shift { before, now, sentence, apart: false, topic: topic() });
        let shift = shift.or_else(|| {
            let (before, at, mut known) = today.take().filter(|(_, at, _)| at + 1 == sentence)?;
            let now = only_share(&line).filter(|_| line.has(&["would", "will"]))?;
            known.extend(topic());
            Some(Shift { before, now, sentence: at, apart: true, topic: known })
        });
        shares.extend(shift.filter(|_| shares.len() < MOST));
        today = only_share(&line).filter(|_| line.has(&["now"])).map(|share| (share, sentence, topic()));
        if own || told.len() >= MOST || line.has(&["error"]) {
            continue;
        }
        if let Some((by, up, known)) = change(&line) {
            let noun = line.tie(by).0 == Tie::Of;
            told.push(Told {
                by,
                up,
                sentence,
                headline: role == Role::Headline,
                known,
                noun,
                topic: topic(),
            });
        }
    }
    if pairs_in_all > MOST {
        return;
    }
    super::factors::find(article, lexicons, &pairs, out);
    for told in &told {
        out.extend(points(article, told, &shares).or_else(|| compare(article, told, &pairs)));
    }
}

/// The one share of a sentence.
fn only_share<'a>(line: &FigureSentence<'a>) -> Option<&'a Figure> {
    let mut shares = line.figures.iter().filter(|f| f.kind == FigureKind::Percent && sure(f) && f.low > 0.0);
    shares.next().filter(|_| shares.next().is_none())
}

/// The share that goes from one level to another in a sentence, the earlier level first.
fn shifted<'a>(line: &FigureSentence<'a>) -> Option<(&'a Figure, &'a Figure)> {
    let share = |f: &Figure| f.kind == FigureKind::Percent && sure(f) && f.low > 0.0;
    line.figures.windows(2).find_map(|two| {
        let [a, b] = two else { return None };
        match (share(a) && share(b), line.tie(a).0, line.tie(b).0) {
            (true, Tie::From, Tie::To) => Some((a, b)),
            (true, Tie::To, Tie::From) => Some((b, a)),
            _ => None,
        }
    })
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
    // 6 percent written as a fraction, 0.06, or with a zero more.
    let zeros = |pair: &Pair| {
        let next = told.sentence.abs_diff(pair.sentence) <= 1;
        next && told.noun && places(by, growth(pair).abs(), 0.06).is_some_and(|n| n.abs() <= 2)
    };
    let about = |pair: &&Pair| {
        if zeros(pair) {
            return true;
        }
        let shared = pair.topic.intersection(&told.topic).count();
        let noun =
            [pair.now, pair.before].iter().find_map(|f| f.noun.filter(|_| f.kind == FigureKind::Count));
        let named = noun
            .is_some_and(|noun| article.tokens_in(noun).any(|t| told.topic.contains(&stem(article.word(t)))));
        named || shared > usize::from(noun.is_some() || !told.headline)
    };
    let mut meant = pairs.iter().filter(near).filter(about);
    let pair = meant.next().filter(|_| meant.next().is_none())?;
    // A change the other way, or one of another size altogether, is of something else.
    let grown = growth(pair);
    let same_way = (grown > 0.0) == told.up;
    let ratio = grown.abs() / by.max(0.1);
    (same_way && (zeros(pair) || (0.3..=3.5).contains(&ratio))).then(|| Calculation {
        kind: CalculationKind::Afar,
        span: told.by.span,
        from: vec![pair.before.span, pair.now.span],
        claimed: by,
        computed: grown.abs(),
        tolerance: slack(article, told.by, pair.before, pair.now),
    })
}

/// A change in percent that is the points between two shares.
fn points(article: &Article, told: &Told, shares: &[Shift]) -> Option<Calculation> {
    let by = told.by;
    let text = article.slice(by.span);
    if !(text.contains('%') || text.contains("cent")) || by.low <= 0.0 {
        return None;
    }
    shares.iter().find_map(|shift| {
        let (before, now) = (shift.before.low, shift.now.low);
        let computed = (now / before - 1.0).abs() * 100.0;
        let near = told.sentence.abs_diff(shift.sentence) <= FAR;
        let about = told.known || shift.topic.intersection(&told.topic).count() > usize::from(shift.apart);
        let points = ((now - before).abs() - by.low).abs() < 0.001 && (now > before) == told.up;
        (near && about && points && (computed - by.low).abs() > 1.0).then(|| Calculation {
            kind: CalculationKind::Points,
            span: by.span,
            from: vec![shift.before.span, shift.now.span],
            claimed: by.low,
            computed,
            tolerance: 0.5,
        })
    })
}
