//! Sums over sentences, and between headline and text: `Burglaries down 22%` over `748 burglaries, compared with 850`; `13,104
//! carers in a county of 312,000. That is 4.2 percent`; `14 went by road and five by boat. The remaining two were flown`.
//!
//! Two levels of one thing that a sentence compares are a pair. A change in percent that is told elsewhere is compared with the
//! pair that its sentence shares a word with, if there is one only, and if no other pair of the article gives it. So the work
//! grows with the figures of the article, not with their pairs.

use super::line::{Tie, like, of_one, sure};
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::facts::wording::stems::stem;
use crate::lexicon::function_words::is_function;
use crate::lexicon::{Changes, Lexicons, Units};
use crate::text::{Article, Role, TokenKind};
use rustc_hash::FxHashSet;

/// Exact counts of an article that may be the sum of others; a text that has more is a table.
const TOTALS: usize = 200;
/// Pairs of levels, and changes told, that are kept.
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
    topic: FxHashSet<u64>,
}

pub(super) fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons, out: &mut Vec<Calculation>) {
    let (mut pairs, mut told) = (Vec::new(), Vec::new());
    let mut pairs_in_all = 0;
    let exact: Vec<&Figure> = figures.iter().filter(|f| counts(f)).take(TOTALS).collect();
    for line in super::line::sentences(article, figures, lexicons, super::MOST) {
        let number = article.sentence_at(line.span.start);
        let role = article.paragraphs[article.sentences[number].paragraph].role;
        if role == Role::Metadata {
            continue;
        }
        let mut topic = None;
        let mut own = false;
        for (before, now) in levels(&line) {
            own = true;
            pairs_in_all += 1;
            if pairs.len() < MOST {
                let topic = topic.get_or_insert_with(|| content(&line)).clone();
                pairs.push(Pair { before, now, sentence: number, topic });
            }
        }
        out.extend(share_of_last(&line));
        out.extend(remaining(&line, &exact));
        out.extend(points_of_last(&line));
        out.extend(at_a_rate(&line));
        out.extend(each_and_all(&line));
        out.extend(kinds(&line, &exact));
        out.extend(majority(&line));
        out.extend(rest_of_hundred(&line));
        if own || told.len() >= MOST || line.has(&["error"]) {
            continue;
        }
        if let Some((by, up)) = change(&line) {
            let topic = topic.get_or_insert_with(|| content(&line)).clone();
            told.push(Told { by, up, sentence: number, headline: role == Role::Headline, topic });
        }
    }
    if pairs_in_all > MOST {
        return;
    }
    for told in &told {
        out.extend(compare(article, told, &pairs));
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

/// The levels that a sentence compares, the earlier first.
fn levels<'a>(line: &FigureSentence<'a>) -> Vec<(&'a Figure, &'a Figure)> {
    let mut found = Vec::new();
    for two in line.figures.windows(2) {
        let [a, b] = two else { continue };
        let share = matches!(a.kind, FigureKind::Percent | FigureKind::PercentagePoints)
            || a.unit.as_deref().is_some_and(|u| u.starts_with("point"));
        if share || !(sure(a) && sure(b) && of_one(a, b) && a.low > 0.0 && b.low > 0.0) {
            continue;
        }
        let counted = a.kind != FigureKind::Count || a.noun.is_some() || b.noun.is_some();
        let ((tie, _), (other, at)) = (line.tie(a), line.tie(b));
        let led = line.back(at).is_some_and(|t| line.any(t, &["up", "down"]));
        match (tie, other) {
            _ if !counted => {}
            (Tie::From, Tie::To) => found.push((a, b)),
            (Tie::To, Tie::From) | (_, Tie::Against) => found.push((b, a)),
            (_, Tie::From) if led => found.push((b, a)),
            _ => {}
        }
    }
    found
}

/// The change in percent that a sentence tells, and whether it is a rise: of two, none is sure.
fn change<'a>(line: &FigureSentence<'a>) -> Option<(&'a Figure, bool)> {
    let mut shares = line.figures.iter().filter(|f| f.kind == FigureKind::Percent && sure(f));
    let by = shares.next().filter(|_| shares.next().is_none())?;
    let start = line.start(by);
    let end = line.bare_end(by);
    if line.any(end, &["of", "to"]) || line.tie(by).0 == Tie::To {
        return None;
    }
    let near = (start.saturating_sub(3)..start).rev().chain(end..end + 2);
    let way = |t: usize| {
        if line.is(t, Changes::Up) {
            Some(true)
        } else if line.is(t, Changes::Down) {
            Some(false)
        } else {
            None
        }
    };
    near.filter(|&t| !line.mark(t)).find_map(way).map(|up| (by, up))
}

fn growth(pair: &Pair) -> f64 {
    (pair.now.low / pair.before.low - 1.0) * 100.0
}

/// How far rounding may take the growth of a pair from the share told.
fn slack(article: &Article, by: &Figure, before: &Figure, now: &Figure) -> f64 {
    let text = &article.text;
    let grown = (now.low / before.low - 1.0).abs() * 100.0;
    let rounding =
        (half_step(text, before) * (now.low / before.low) + half_step(text, now)) / before.low * 100.0;
    let rough = [by, before, now].iter().any(|f| f.precision != Precision::Exact);
    rounding + half_step(text, by) + 0.5 + grown * if rough { 0.15 } else { 0.03 }
}

fn compare(article: &Article, told: &Told, pairs: &[Pair]) -> Option<Calculation> {
    let fits = |pair: &Pair| {
        let (grown, by) = (growth(pair).abs(), told.by.low);
        let off = (grown - by).abs();
        off <= slack(article, told.by, pair.before, pair.now)
            || told.by.precision == Precision::AtLeast && grown >= by && grown < by * 1.6
            || told.by.precision == Precision::AtMost && grown <= by
    };
    if pairs.iter().any(fits) {
        return None;
    }
    let near = |pair: &&Pair| told.headline || told.sentence.abs_diff(pair.sentence) <= FAR;
    let about = |pair: &&Pair| {
        let noun =
            [pair.now, pair.before].iter().find_map(|f| f.noun.filter(|_| f.kind == FigureKind::Count));
        match noun {
            Some(noun) => article.tokens_in(noun).any(|t| told.topic.contains(&stem(article.word(t)))),
            None => pair.topic.intersection(&told.topic).count() > usize::from(!told.headline),
        }
    };
    let mut meant = pairs.iter().filter(near).filter(about);
    let pair = meant.next().filter(|_| meant.next().is_none())?;
    // A change the other way, or one of another size altogether, is of something else.
    let grown = growth(pair);
    let same_way = (grown > 0.0) == told.up;
    let ratio = grown.abs() / told.by.low.max(0.1);
    (same_way && (0.3..=3.5).contains(&ratio)).then(|| Calculation {
        kind: CalculationKind::Afar,
        span: told.by.span,
        from: vec![pair.before.span, pair.now.span],
        claimed: told.by.low,
        computed: grown.abs(),
        tolerance: slack(article, told.by, pair.before, pair.now),
    })
}

/// `13,104 carers in a county of 312,000 people. That is 4.2 percent of the population.`
fn share_of_last(line: &FigureSentence) -> Option<Calculation> {
    let share = line.figures.first().filter(|f| f.kind == FigureKind::Percent && sure(f))?;
    let first = line.tokens.start;
    let start = line.start(share);
    let refers = line.any(first, &["that", "this", "it"]) && start <= first + 5;
    let of = line.any(line.bare_end(share), &["of"]);
    let mut counts = line.earlier.iter().filter(|f| f.kind == FigureKind::Count && sure(f));
    let (part, whole) = (counts.next()?, counts.next()?);
    let two = refers && of && counts.next().is_none() && part.low < whole.low && part.low > 0.0;
    let tie = line.text.get(..whole.span.start as usize).is_some_and(|t| {
        let t = t.trim_end();
        t.ends_with(" of") || t.ends_with("the") || t.ends_with("its") || t.ends_with("out of")
    });
    let computed = part.low / whole.low * 100.0;
    let rough = [part, whole, share].iter().any(|f| f.precision != Precision::Exact);
    let step = half_step(line.text, share) + computed * if rough { 0.15 } else { 0.04 };
    (two && tie).then(|| Calculation {
        kind: CalculationKind::Share,
        span: share.span,
        from: vec![part.span, whole.span],
        claimed: share.low,
        computed,
        tolerance: step,
    })
}

/// `14 of the injured were taken by road and five by boat. The remaining two were flown`: parts that the one told last closes,
/// against the counts of the article of which one should be their sum.
fn remaining(line: &FigureSentence, exact: &[&Figure]) -> Option<Calculation> {
    let (last, parts) = rest(line, counts, &["the", "and"])?;
    let mut sums = Vec::with_capacity(parts.len());
    let mut sum = last.low;
    for part in parts.iter().rev() {
        sum += part.low;
        sums.push(sum);
    }
    let is_part = |f: &Figure| std::ptr::eq(f, last) || parts.iter().any(|p| std::ptr::eq(*p, f));
    let totals = || exact.iter().copied().filter(|f| !is_part(f));
    // Each run of the last parts may be what makes up a total, and a part may hold the others.
    let held = parts
        .iter()
        .enumerate()
        .any(|(i, whole)| parts[i + 1..].iter().map(|p| p.low).sum::<f64>() + last.low == whole.low);
    if held || totals().any(|t| sums.contains(&t.low)) {
        return None;
    }
    let computed = sum;
    let near = |t: &&Figure| (0.7..1.4).contains(&(t.low / computed)) && t.noun.is_some();
    let mut meant = totals().filter(near);
    let total = meant.next()?;
    let one = meant.all(|t| t.low == total.low);
    // The parts are parts of something that was told: "of the injured".
    let of = parts.first().is_some_and(|f| f.qualifiers.iter().any(|q| q == "of"));
    (one && of).then(|| Calculation {
        kind: CalculationKind::SumAfar,
        span: total.span,
        from: parts.iter().map(|f| f.span).chain([last.span]).collect(),
        claimed: total.low,
        computed,
        tolerance: 0.0,
    })
}

/// An exact whole count.
fn counts(f: &Figure) -> bool {
    f.kind == FigureKind::Count && sure(f) && f.precision == Precision::Exact && f.low.fract() == 0.0
}

/// The figure that `the remaining` or `the other` leads in to, after one of the words `led`, and the two to six figures of its
/// kind before it, in its sentence and the one before.
fn rest<'a>(
    line: &FigureSentence<'a>,
    fits: impl Fn(&Figure) -> bool,
    led: &[&str],
) -> Option<(&'a Figure, Vec<&'a Figure>)> {
    let last = line.figures.iter().filter(|f| fits(f)).find(|f| {
        let start = line.start(f);
        let before = line.back(start).unwrap_or(start);
        line.any(before, &["remaining", "other"]) && line.back(before).is_some_and(|t| line.any(t, led))
    })?;
    let here = line.figures.iter().filter(|f| f.span.end <= last.span.start);
    let parts: Vec<&Figure> = line.earlier.iter().chain(here).filter(|f| fits(f)).collect();
    (2..=6).contains(&parts.len()).then_some((last, parts))
}

/// `from 5 percent to 4.5 percent. The cut of half a percent would save her $1,000.`
fn points_of_last(line: &FigureSentence) -> Option<Calculation> {
    let by = line.figures.first().filter(|f| f.kind == FigureKind::Percent && sure(f) && f.low > 0.0)?;
    let start = line.start(by);
    let noun = line.back(start).filter(|&t| line.any(t, &["of"])).and_then(|t| line.back(t))?;
    let the = line.back(noun).is_some_and(|t| line.any(t, &["the", "this", "that"]));
    if !(the && line.is(noun, Changes::ChangeNoun)) {
        return None;
    }
    let shares: Vec<&Figure> =
        line.near.iter().chain(line.earlier).filter(|f| f.kind == FigureKind::Percent && sure(f)).collect();
    let [a, b] = shares
        .windows(2)
        .map(|w| [w[0], w[1]])
        .find(|[a, b]| ((a.low - b.low).abs() - by.low).abs() < 0.001)?;
    let between = line.text.get(a.span.end as usize..b.span.start as usize)?.trim();
    let computed = (b.low / a.low - 1.0).abs() * 100.0;
    (matches!(between, "to" | "from") && (computed - by.low).abs() > 1.0).then(|| Calculation {
        kind: CalculationKind::Points,
        span: by.span,
        from: vec![a.span, b.span],
        claimed: by.low,
        computed,
        tolerance: 0.5,
    })
}

/// `permission for 8.4m sq ft. At an average of 12,000 sq ft a branch, that is enough for 700 stores.`
fn at_a_rate(line: &FigureSentence) -> Option<Calculation> {
    let (at, rate) = line.figures.iter().enumerate().find(|(_, f)| {
        let end = line.bare_end(f);
        let each = line.any(end, &["a", "an", "per", "each", "apiece"]);
        f.kind != FigureKind::Count && f.kind != FigureKind::Percent && sure(f) && f.unit.is_some() && each
    })?;
    let made =
        line.figures.get(at + 1).filter(|f| f.kind == FigureKind::Count && sure(f) && f.noun.is_some())?;
    let between = line.end(rate)..line.start(made);
    let links = between.clone().any(|t| line.any(t, &["that", "enough", "makes", "means"]));
    let whole = line
        .earlier
        .iter()
        .chain(line.figures[..at].iter())
        .filter(|f| like(f, rate) && sure(f) && f.low > rate.low)
        .max_by(|a, b| a.low.total_cmp(&b.low))?;
    let computed = whole.low / rate.low;
    let ratio = made.low / computed;
    (links && between.len() < 14 && (0.005..200.0).contains(&ratio)).then(|| Calculation {
        kind: CalculationKind::Quotient,
        span: made.span,
        from: vec![whole.span, rate.span],
        claimed: made.low,
        computed,
        tolerance: computed * 0.12,
    })
}

/// `Entry was 60p a head. The 400 visitors paid $2,400`: how many, how much for each, how much in all, the last of them in this
/// sentence. Only a result that is a power of ten off is a slip for sure.
fn each_and_all(line: &FigureSentence) -> Option<Calculation> {
    let amount = |f: &Figure| f.kind == FigureKind::Money && sure(f) && f.low > 0.0;
    let all = || line.near.iter().chain(line.figures);
    let is_rate = |f: &Figure| {
        let end = line.article.token_at(f.span.end.saturating_sub(1)) + 1;
        let word = |t: usize| line.article.tokens.get(t).map_or("", |_| line.article.word(t));
        let one = matches!(word(end), "a" | "an" | "per" | "each" | "apiece")
            || word(end.saturating_sub(2)) == "each";
        amount(f) && (one || f.qualifiers.iter().any(|q| q == "per head"))
    };
    let mut rates = all().filter(|f| is_rate(f));
    let rate = rates.next().filter(|_| rates.next().is_none())?;
    let number = |f: &&Figure| f.kind == FigureKind::Count && sure(f) && f.low >= 5.0 && f.noun.is_some();
    // What one of them costs, not an hour: the count is of what the rate is for, or in its sentence.
    let end = line.article.token_at(rate.span.end.saturating_sub(1)) + 1;
    let of = line.article.tokens.get(end + 1).map(|_| stem(line.article.word(end + 1)));
    let head = of.is_some_and(|of| ["head", "person"].iter().any(|w| stem(w) == of));
    let sentence = line.article.sentence_at(rate.span.start);
    let number = |f: &&Figure| {
        let noun =
            f.noun.and_then(|n| line.article.tokens_in(n).next_back()).map(|t| stem(line.article.word(t)));
        let here = line.article.sentence_at(f.span.start) == sentence;
        number(f) && (head || noun.is_some() && noun == of || here && !timed(line, end + 1))
    };
    let whole = |f: &&Figure| amount(f) && like(f, rate) && f.low > rate.low * 5.0 && !std::ptr::eq(*f, rate);
    let fits = |n: &Figure, t: &Figure| (t.low / (n.low * rate.low) - 1.0).abs() < 0.12;
    if all().filter(number).any(|n| all().filter(whole).any(|t| fits(n, t))) {
        return None;
    }
    let here = |f: &Figure| line.span.contains(f.span);
    all().filter(number).find_map(|n| {
        let total = all().filter(whole).find(|t| {
            let (made, last) = (n.low * rate.low, here(n) || here(t) || here(rate));
            last && super::slips::places(t.low, made, 0.012).is_some_and(|by| by.abs() <= 3)
        })?;
        Some(Calculation {
            kind: CalculationKind::Multiple,
            span: total.span,
            from: vec![n.span, rate.span],
            claimed: total.low,
            computed: n.low * rate.low,
            tolerance: 0.0,
        })
    })
}

/// Whether a token is a unit of time: `£1 an hour`.
fn timed(line: &FigureSentence, t: usize) -> bool {
    line.article.tokens.get(t).is_some_and(|token| line.lexicons.has(token.fold, Units::Duration))
}

/// Kinds that make up a whole between them, and what the whole is called.
const WHOLES: [(&[&str], &[&str]); 2] =
    [(&["gold", "silver", "bronze"], &["medal"]), (&["win", "draw", "defeat"], &["game"])];

/// `12 medals`, of which a sentence has five golds, four silvers and two bronzes.
fn kinds(line: &FigureSentence, exact: &[&Figure]) -> Option<Calculation> {
    let is = |f: &Figure, names: &[&str]| {
        let end = line.article.token_at(f.span.end.saturating_sub(1)) + 1;
        let next = line.article.tokens.get(end).map_or("", |_| line.article.word(end));
        let word = f.subject.as_deref().unwrap_or(next).to_lowercase();
        names
            .iter()
            .position(|n| word == *n || word.strip_suffix('s') == Some(n) || next.eq_ignore_ascii_case(n))
    };
    WHOLES.iter().find_map(|(parts, wholes)| {
        let mut found: Vec<Option<&Figure>> = vec![None; parts.len()];
        for f in line.figures.iter().filter(|f| counts(f)) {
            if let Some(at) = is(f, parts) {
                if found[at].is_some() {
                    return None;
                }
                found[at] = Some(f);
            }
        }
        let found: Vec<&Figure> = found.into_iter().flatten().collect();
        if found.len() < parts.len() {
            return None;
        }
        let computed: f64 = found.iter().map(|f| f.low).sum();
        let near = |f: &&Figure| (0.6..1.7).contains(&(f.low / computed));
        let mut totals =
            exact.iter().copied().filter(near).filter(|f| is(f, wholes).is_some() && is(f, parts).is_none());
        if totals.clone().any(|t| t.low == computed) {
            return None;
        }
        let total = totals.next()?;
        totals.all(|t| t.low == total.low).then(|| Calculation {
            kind: CalculationKind::SumAfar,
            span: total.span,
            from: found.iter().map(|f| f.span).collect(),
            claimed: total.low,
            computed,
            tolerance: 0.0,
        })
    })
}

/// `She had a majority of 1,204`, beside the votes of two sides.
fn majority(line: &FigureSentence) -> Option<Calculation> {
    let by = line.figures.iter().find(|f| {
        let start = line.start(f);
        let said = (1..=3)
            .any(|n| start.checked_sub(n).is_some_and(|t| line.any(t, &["majority", "margin"])))
            || line.any(line.bare_end(f), &["majority"]);
        f.kind == FigureKind::Count && sure(f) && f.precision == Precision::Exact && f.low >= 20.0 && said
    })?;
    let votes = |f: &&Figure| {
        f.kind == FigureKind::Count
            && sure(f)
            && f.precision == Precision::Exact
            && f.low >= 100.0
            && !std::ptr::eq(*f, by)
            && (f.noun.is_none() || f.subject.as_deref() == Some("vote"))
    };
    let known: Vec<&Figure> = line.earlier.iter().chain(line.figures).filter(votes).take(6).collect();
    let [a, b] = known[..] else { return None };
    let computed = (a.low - b.low).abs();
    let ratio = by.low / computed.max(1.0);
    (computed != by.low && (0.5..2.0).contains(&ratio)).then(|| Calculation {
        kind: CalculationKind::Difference,
        span: by.span,
        from: vec![a.span, b.span],
        claimed: by.low,
        computed,
        tolerance: 0.0,
    })
}

/// `46 percent agreed and 31 percent did not. The remaining 13 percent had no view`: shares that the last one closes.
fn rest_of_hundred(line: &FigureSentence) -> Option<Calculation> {
    let share = |f: &Figure| f.kind == FigureKind::Percent && sure(f);
    if !line.earlier.iter().any(share) {
        return None;
    }
    let (last, parts) = rest(line, share, &["the"])?;
    let mut sum = last.low;
    for part in parts.iter().rev() {
        sum += part.low;
        if (sum - 100.0).abs() <= 1.5 + 0.5 * parts.len() as f64 {
            return None;
        }
    }
    (80.0..130.0).contains(&sum).then(|| Calculation {
        kind: CalculationKind::RestAfar,
        span: last.span,
        from: parts.iter().map(|f| f.span).collect(),
        claimed: last.low,
        computed: 100.0 - (sum - last.low),
        tolerance: 2.0,
    })
}
