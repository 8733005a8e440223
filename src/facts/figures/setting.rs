//! When and where a figure holds, as far as its sentence says so.

use super::piece::Pieces;
use crate::facts::dates;
use crate::text::{TokenKind, fold};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// The time expression nearest to pieces `from..to`, in lower case: `2021`, `last year`, `tuesday`.
pub(crate) fn time(p: &Pieces, from: usize, to: usize) -> Option<String> {
    let distance = |i: usize| if i < from { from - i } else { i.saturating_sub(to) };
    let mut best: Option<(usize, usize, usize)> = None;
    let mut i = 0;
    while i < p.list.len() {
        if (i < from || i >= to)
            && starts_time(p, i)
            && let Some(n) = expression(p, i)
        {
            if best.is_none_or(|(d, ..)| distance(i) < d) {
                best = Some((distance(i), i, n));
            }
            i += n;
            continue;
        }
        i += 1;
    }
    let (_, at, n) = best?;
    Some((at..at + n).map(|k| p.word(k).to_lowercase()).collect::<Vec<_>>().join(" "))
}

/// Whether a time expression can start at piece `i`: of all words of the sentence few tell a time.
fn starts_time(p: &Pieces, i: usize) -> bool {
    p.list.get(i).is_some_and(|piece| match piece.kind {
        TokenKind::Word => OPENERS.contains(&piece.fold) || is_month(p, i),
        TokenKind::Number => true,
        TokenKind::Mark => false,
    })
}

/// Words that a time expression starts with, months aside, by [`fold`].
static OPENERS: LazyLock<FxHashSet<u64>> =
    LazyLock::new(|| [WHICH, COUNTS, WHEN, DAYS].concat().into_iter().map(fold).collect());

/// How many pieces a time expression at `i` covers.
fn expression(p: &Pieces, i: usize) -> Option<usize> {
    let word = p.word(i);
    let unit = |i: usize| p.any(i, PERIODS) || is_day(p, i) || is_month(p, i);
    if p.any(i, WHICH) && unit(i + 1) {
        return Some(2);
    }
    if p.any(i, COUNTS) && p.any(i + 1, PERIODS_PLURAL) {
        return p.any(i + 2, &["ago", "earlier", "later", "before"]).then_some(3);
    }
    if p.any(i, WHEN) {
        return Some(1);
    }
    if is_day(p, i) || is_month(p, i) {
        return Some(1);
    }
    let year = word.len() == 4
        && word.bytes().all(|b| b.is_ascii_digit())
        && matches!(word.parse::<u16>(), Ok(1700..=2100))
        && !p.before(i, 1, &["$", "£", "€"]);
    year.then_some(1)
}

const WHICH: &[&str] = &["last", "next", "this", "previous", "past", "every"];
const COUNTS: &[&str] = &["a", "one", "two", "three", "four", "five"];
const WHEN: &[&str] =
    &["yesterday", "today", "tomorrow", "tonight", "previously", "originally", "initially", "earlier", "now"];
const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const PERIODS: &[&str] = &[
    "year", "month", "week", "quarter", "season", "decade", "century", "weekend", "summer", "winter",
    "spring", "fall", "autumn", "cycle", "election",
];
const PERIODS_PLURAL: &[&str] =
    &["year", "years", "month", "months", "week", "weeks", "day", "days", "decade", "decades"];

fn is_day(p: &Pieces, i: usize) -> bool {
    p.capital(i) && p.any(i, DAYS)
}

fn is_month(p: &Pieces, i: usize) -> bool {
    p.capital(i) && p.list.get(i).is_some_and(|piece| dates::month(piece.fold).is_some())
}

/// The place nearest after the figure, else the nearest before it: capitals after `in`, `at`, `near`...
pub(crate) fn place(p: &Pieces, from: usize, to: usize) -> Option<String> {
    let after =
        (to..p.list.len().min(to + 14)).take_while(|&i| !ends_clause(p, i)).find_map(|i| place_at(p, i));
    after
        .or_else(|| (0..from).rev().take(14).take_while(|&i| !ends_clause(p, i)).find_map(|i| place_at(p, i)))
}

fn ends_clause(p: &Pieces, i: usize) -> bool {
    p.any(i, &[";", ":", "—", "–", "(", "while", "whereas", "but", "compared"])
}

fn place_at(p: &Pieces, i: usize) -> Option<String> {
    if !p.any(i, &["in", "at", "near", "across", "outside", "on", "along", "around", "inside"]) {
        return None;
    }
    let first =
        i + 1 + usize::from(p.any(i + 1, &["the", "northern", "southern", "eastern", "western", "central"]));
    let end = (first..p.list.len().min(first + 4))
        .find(|&k| !p.capital(k) || p.kind(k) != Some(TokenKind::Word))
        .unwrap_or_else(|| p.list.len().min(first + 4));
    if end == first || is_day(p, first) || is_month(p, first) {
        let border = p.any(first, &["border", "frontier"]);
        return border.then(|| "border".to_owned());
    }
    Some((first..end).map(|k| p.word(k).to_lowercase()).collect::<Vec<_>>().join(" "))
}
