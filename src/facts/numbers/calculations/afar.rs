//! Changes told elsewhere than the levels that they are between, in headline and text: `Burglaries down 22%` over `748 burglaries,
//! compared with 850`; `taxes will be cut by 2 percent` over `6.2 percent. They would pay 4.2 percent`.
//!
//! Two levels of one thing that a sentence compares are a pair. A change in percent is compared with the pair that its sentence
//! shares a word with, if there is one only, and if no other pair of the article gives it. So the work grows with the figures of
//! the article, not with their pairs.

use super::line::{Tie, of_one, sure};
use super::slips::places;
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::facts::wording::stems::stem;
use crate::lexicon::function_words::{is_demonstrative, is_function};
use crate::lexicon::{Changes, Lexicons};
use crate::text::{Article, Role, TokenKind};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Pairs of levels or shares, and changes told, that are kept.
const MOST: usize = 16;
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

/// A change by a factor: `has more than tripled`.
struct Factor {
    word: usize,
    times: f64,
    sentence: usize,
    headline: bool,
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
        for (before, now) in levels(&line) {
            own = true;
            pairs_in_all += 1;
            if pairs.len() < MOST {
                pairs.push(Pair { before, now, sentence, topic: topic() });
            }
        }
        if let Some((before, _, mut known)) = then.take().filter(|(_, at, _)| at + 1 == sentence)
            && let Some(now) = reached(&line).filter(|now| of_one(before, now) && !own)
        {
            pairs_in_all += 1;
            known.extend(topic());
            pairs.truncate(MOST - 1);
            pairs.push(Pair { before, now, sentence, topic: known });
        }
        then = once(&line).map(|before| (before, sentence, topic()));
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
    if pairs.iter().any(|pair| pair.now.kind != FigureKind::Measure) {
        out.extend(factors(article, lexicons).iter().filter_map(|factor| multiply(article, factor, &pairs)));
    }
    for told in &told {
        out.extend(points(article, told, &shares).or_else(|| compare(article, told, &pairs)));
    }
}

/// The stems of the words of a sentence that say what it is about.
fn content(article: &Article, lexicons: &Lexicons, tokens: Range<usize>) -> FxHashSet<u64> {
    tokens
        .filter(|&t| {
            let token = &article.tokens[t];
            token.kind == TokenKind::Word
                && token.span.len() > 3
                && !is_function(token.fold)
                && lexicons.changes.get(token.fold).is_none()
                && lexicons.units.get(token.fold).is_none()
        })
        .map(|t| stem(article.word(t)))
        .collect()
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

/// The one level of a sentence that tells of an earlier time: `In March 2022 there were 1,140 patients`.
fn once<'a>(line: &FigureSentence<'a>) -> Option<&'a Figure> {
    let level = only_level(line)?;
    let first = line.tokens.start;
    let is_year = |t: usize| super::is_year(line.word(t));
    let opens = line.any(first, &["in"]) && (first + 1..first + 4).any(is_year);
    let ago = line.any(first + 2, &["ago"]);
    (opens || ago).then_some(level)
}

/// The one level of a sentence that tells of a later one: `By last month the total had reached 2,610`.
fn reached<'a>(line: &FigureSentence<'a>) -> Option<&'a Figure> {
    let first = line.tokens.start;
    let later = line.any(first, &["by", "now", "today"]);
    only_level(line)
        .filter(|_| later && line.has(&["reached", "risen", "grown", "fallen", "was", "were", "is", "are"]))
}

/// The one count of a sentence.
fn only_level<'a>(line: &FigureSentence<'a>) -> Option<&'a Figure> {
    let mut levels = line.figures.iter().filter(|f| f.kind == FigureKind::Count && sure(f) && f.low >= 10.0);
    levels.next().filter(|_| levels.next().is_none())
}

/// The changes by a factor that the sentences without figures tell, one each.
fn factors(article: &Article, lexicons: &Lexicons) -> Vec<Factor> {
    let times = |t: usize| lexicons.changes.lemma(article.tokens[t].fold, Changes::Multiple)?.parse().ok();
    // "has tripled", "has more than tripled", "doubles": the verb, not "a double room".
    let verb = |t: &usize| article.word(*t).ends_with(['d', 's']);
    let told = article.sentences.iter().enumerate().filter_map(|(sentence, s)| {
        let role = article.paragraphs[s.paragraph].role;
        let (word, times) = s.tokens.clone().filter(verb).find_map(|t| Some((t, times(t)?)))?;
        // "Has doubled since the war", "won the doubles".
        let other = |t: usize| {
            matches!(article.word(t), "since" | "decade" | "decades" | "under" | "could" | "would")
        };
        let named = word > 0 && matches!(article.word(word - 1), "the" | "mixed")
            || article.word(word.max(1) - 1).contains(['’', '\'']);
        let number = |t: usize| article.tokens[t].kind == TokenKind::Number;
        let plain = !named && !s.tokens.clone().any(|t| number(t) || other(t));
        (plain && role != Role::Metadata).then(|| Factor {
            word,
            times,
            sentence,
            headline: role == Role::Headline,
            topic: content(article, lexicons, s.tokens.clone()),
        })
    });
    told.take(MOST).collect()
}

fn multiply(article: &Article, told: &Factor, pairs: &[Pair]) -> Option<Calculation> {
    let more = told.word > 0 && article.word(told.word - 1).eq_ignore_ascii_case("than");
    let fits = |pair: &&Pair| {
        let ratio = pair.now.low / pair.before.low;
        let near = (0.8..1.25).contains(&(ratio / told.times));
        let beyond = if told.times < 1.0 {
            ratio < told.times
        } else {
            ratio > told.times && ratio < told.times + 1.1
        };
        if more { beyond || (0.97..1.03).contains(&(ratio / told.times)) } else { near }
    };
    if pairs.iter().any(|pair| fits(&pair)) {
        return None;
    }
    let about = |pair: &&Pair| {
        let near = told.headline || told.sentence.abs_diff(pair.sentence) <= FAR;
        let measure = pair.now.kind == FigureKind::Measure;
        // A factor far from theirs is of another time.
        let factor = pair.now.low / pair.before.low / told.times;
        let likely = (0.55..1.8).contains(&factor);
        near && !measure && likely && pair.topic.intersection(&told.topic).count() > 1
    };
    let mut meant = pairs.iter().filter(about);
    let pair = meant.next().filter(|_| meant.next().is_none())?;
    let ratio = pair.now.low / pair.before.low;
    let same_way = (ratio > 1.0) == (told.times > 1.0);
    same_way.then(|| Calculation {
        kind: CalculationKind::Afar,
        span: article.tokens[told.word].span,
        from: vec![pair.before.span, pair.now.span],
        claimed: (told.times - 1.0) * 100.0,
        computed: (ratio - 1.0) * 100.0,
        tolerance: 0.0,
    })
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
