//! Sums over sentences: `13,104 carers in a county of 312,000. That is 4.2 percent`; `5 golds, four silvers and two bronzes` where the total is elsewhere.

use super::line::{like, sure};
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::facts::wording::stems::stem;
use crate::lexicon::{Lexicons, Units};
use crate::text::{Article, Role};

/// Exact counts of an article that may be the sum of others; a text that has more is a table.
const TOTALS: usize = 200;

pub(super) fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons, out: &mut Vec<Calculation>) {
    let exact: Vec<&Figure> = figures.iter().filter(|f| counts(f)).take(TOTALS).collect();
    for line in super::line::sentences(article, figures, lexicons, super::MOST) {
        if line.role() == Role::Metadata {
            continue;
        }
        out.extend(share_of_last(&line));
        out.extend(at_a_rate(&line));
        out.extend(each_and_all(&line));
        out.extend(kinds(&line, &exact));
        out.extend(rest_of_hundred(&line));
    }
}

/// `13,104 carers in a county of 312,000 people. That is 4.2 percent of the population.`
fn share_of_last(line: &FigureSentence) -> Option<Calculation> {
    let share = line.figures.first().filter(|f| f.kind == FigureKind::Percent && sure(f))?;
    let first = line.tokens.start;
    let start = line.start(share);
    let refers = line.any(first, &["that", "this", "it"]) && start <= first + 5;
    let end = line.bare_end(share);
    let of = line.any(end, &["of"]);
    // "That is 34 per cent, compared with 22 in 2021."
    let told = start == first + 2 && line.any(first + 1, &["is", "was"]);
    let told =
        told && (end >= line.tokens.end || line.any(end, &[",", ".", ";", "—", "–", "compared", "against"]));
    let mut counts = line.earlier.iter().filter(|f| f.kind == FigureKind::Count && sure(f));
    let (first, second) = (counts.next()?, counts.next()?);
    // "Of the 85 who were asked, 34 stayed away."
    let opens = {
        let sentence = &line.article.sentences[line.article.sentence_at(first.span.start)].tokens;
        let at = line.article.token_at(first.span.start);
        line.article.word(sentence.start).eq_ignore_ascii_case("of") && at <= sentence.start + 2
    };
    let (part, whole) = if opens && told { (second, first) } else { (first, second) };
    let two = refers && (of || told) && counts.next().is_none() && part.low < whole.low && part.low > 0.0;
    let tie = line.text.get(..whole.span.start as usize).is_some_and(|t| {
        let t = t.trim_end();
        t.ends_with(" of")
            || t.ends_with("the")
            || t.ends_with("its")
            || t.ends_with("out of")
            || t.ends_with("Of")
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

/// An exact whole count.
fn counts(f: &Figure) -> bool {
    f.kind == FigureKind::Count && sure(f) && f.precision == Precision::Exact && f.low.fract() == 0.0
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
        let start = line.article.token_at(f.span.start);
        let first = line.article.sentences[line.article.sentence_at(f.span.start)].tokens.start;
        // "Each has £125,000"
        let led = word(first).eq_ignore_ascii_case("each") && start <= first + 3;
        let one = matches!(word(end), "a" | "an" | "per" | "each" | "apiece")
            || word(end.saturating_sub(2)) == "each"
            || led;
        amount(f) && (one || f.qualifiers.iter().any(|q| q == "per head"))
    };
    // A result is compared with what it is made of where it is told.
    let mut rates = all().filter(|f| is_rate(f) && !super::rates::is_result(line.article, f));
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
    let word_at = |t: usize| line.article.word(t);
    all().filter(number).find_map(|n| {
        let total = all().filter(whole).find(|t| {
            let (made, last) = (n.low * rate.low, here(n) || here(t) || here(rate));
            let zeros = || super::slips::places(t.low, made, 0.012).is_some_and(|by| by.abs() <= 3);
            // "Another £2,140" is no bill for them.
            let start = line.article.token_at(t.span.start);
            let more =
                start.checked_sub(1).is_some_and(|b| matches!(word_at(b), "another" | "Another" | "further"));
            last && !more && (zeros() || super::slips::swapped_all(t.low, made))
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

/// `46 percent agreed and 31 percent did not. The remaining 13 percent had no view`: shares that the last one closes.
fn rest_of_hundred(line: &FigureSentence) -> Option<Calculation> {
    let share = |f: &Figure| f.kind == FigureKind::Percent && sure(f);
    if !line.earlier.iter().any(share) {
        return None;
    }
    let last = line.figures.iter().filter(|f| share(f)).find(|f| line.is_left(f))?;
    let here = line.figures.iter().filter(|f| f.span.end <= last.span.start);
    let parts: Vec<&Figure> = line.earlier.iter().chain(here).filter(|f| share(f)).collect();
    if !(2..=6).contains(&parts.len()) {
        return None;
    }
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
