//! A future date in the past tense, or a past date in the future tense.

use super::{TimeClaim, TimeKind, TimeUnit, TimedSentence};
use crate::facts::quotes::Quotes;
use crate::facts::times::dates::DateMention;
use crate::lexicon::Times;
use crate::lexicon::function_words::is_function;

/// Days within which a date without its year can be only the one next to publication.
const NEAR: i32 = 60;

pub(super) fn find(line: &TimedSentence, quotes: &Quotes, out: &mut Vec<TimeClaim>) {
    let Some(today) = line.article.published.map(|p| p.date) else { return };
    for date in line.dates.iter().filter(|d| d.day.is_some() && !d.relative) {
        let Some(days) = date.resolved.and_then(|d| d.since(today).ok()).map(|s| s.get_days()) else {
            continue;
        };
        // What someone said may have been said on another day.
        if quotes.around(date.span.start).is_some() || date.year.is_none() && days.abs() > NEAR {
            continue;
        }
        let Some((kind, at)) = told(line, date) else { continue };
        let off = if kind == TimeKind::Past { days } else { -days };
        out.push(TimeClaim {
            kind,
            span: line.span(at, line.article.tokens_in(date.span).end),
            from: Vec::new(),
            claimed: 0.0,
            computed: f64::from(days),
            off: f64::from(off.max(0)),
            unit: TimeUnit::Day,
            dated: date.year.is_some(),
        });
    }
}

/// In which tense the verb right before a date is, and where it begins.
fn told(line: &TimedSentence, date: &DateMention) -> Option<(TimeKind, usize)> {
    let start = line.article.tokens_in(date.span).start;
    let before = start.checked_sub(1)?;
    // `will meet on Jan. 3`, `will meet Jan. 3`.
    let on = if line.any(before, &["on"]) { before } else { start };
    // `will discuss the Jan. 3 vote`, `will show Jan. 3 footage`: the day is another thing's.
    let end = line.article.tokens_in(date.span).end;
    let noun = line.is_word(end) && !is_function(line.article.tokens[end].fold);
    let owned = ["'s", "’s", "s'", "s’"].iter().any(|end| line.text(before).ends_with(end))
        || line.any(before, &["the", "a", "its", "his", "her"]);
    if on == start && (noun || owned) {
        return None;
    }
    if let Some(at) = past(line, on) {
        return Some((TimeKind::Past, at));
    }
    future(line, on).map(|at| (TimeKind::Future, at))
}

/// `opened on`, `was held on`: a verb that can be no participle of another clause, or one with its auxiliary.
fn past(line: &TimedSentence, on: usize) -> Option<usize> {
    let verb = on.checked_sub(1).filter(|&i| line.is_word(i))?;
    let auxiliary = line.before(verb, 1);
    let passive = matches!(auxiliary, "was" | "were")
        && (line.text(verb).ends_with("ed") || line.is(verb, Times::Participle))
        && !line.is(verb, Times::Planned);
    // "If it closed on", "had it opened on", "to have begun on".
    let unreal = (line.range.start..verb)
        .rev()
        .take(6)
        .any(|i| line.is(i, Times::Unreal) && !(passive && i + 1 == verb));
    let capital = line.capital(verb);
    (!unreal && !capital && (passive || line.is(verb, Times::Happened) && line.is_word(verb)))
        .then(|| if passive { verb - 1 } else { verb })
}

/// `will meet on`, `will be held in Torvik on`.
fn future(line: &TimedSentence, on: usize) -> Option<usize> {
    const REACH: usize = 7;
    let from = on.saturating_sub(REACH).max(line.range.start);
    let will = (from..on).rev().find(|&i| line.any(i, &["will"]))?;
    let broken = (will + 1..on).any(|i| {
        !line.is_word(i)
            || line.is(i, Times::Clause)
            || line.text(i).len() > 3 && line.text(i).ends_with("ed") && i > will + 2
    });
    (!broken && will + 1 < on).then_some(will)
}
