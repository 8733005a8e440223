//! When and where a figure holds, as far as its sentence says so.

use super::piece::Pieces;
use crate::lexicon::{Calendar, Figures};
use crate::text::TokenKind;

/// The time expressions of one sentence, found once for all its figures.
#[derive(Default)]
pub(crate) struct Times {
    /// Every place where one can be read, by piece, with how many pieces it covers; they may overlap.
    all: Vec<(usize, usize)>,
    /// Those of `all` that are read when the sentence is gone through from its start: none overlap.
    read: Vec<(usize, usize)>,
}

impl Times {
    /// Finds those of a sentence, in place of what was held before.
    pub(crate) fn fill(&mut self, p: &Pieces) {
        self.all.clear();
        self.read.clear();
        let places = (0..p.list.len()).filter(|&i| starts_time(p, i));
        self.all.extend(places.filter_map(|i| expression(p, i).map(|n| (i, n))));
        for &(at, n) in &self.all {
            if self.read.last().is_none_or(|&(last, n)| last + n <= at) {
                self.read.push((at, n));
            }
        }
    }

    /// The one nearest to pieces `from..to` and not among them, in lower case: `2021`, `last year`, `tuesday`.
    pub(crate) fn near(&self, p: &Pieces, from: usize, to: usize) -> Option<String> {
        let before = self.read[..self.read.partition_point(|t| t.0 < from)].last().copied();
        let next = before.map_or(to, |(at, n)| to.max(at + n));
        let after = self.all.get(self.all.partition_point(|t| t.0 < next)).copied();
        let (at, n) = match (before, after) {
            (Some(before), Some(after)) if after.0 - to < from - before.0 => after,
            (Some(before), _) => before,
            (None, after) => after?,
        };
        Some((at..at + n).map(|k| p.word(k).to_lowercase()).collect::<Vec<_>>().join(" "))
    }
}

/// Whether a time expression can start at piece `i`: few words of a sentence do.
fn starts_time(p: &Pieces, i: usize) -> bool {
    p.list.get(i).is_some_and(|piece| match piece.kind {
        TokenKind::Word => {
            p.has(i, Figures::When) || p.any(i, WHICH) || p.any(i, COUNTS) || is_day(p, i) || is_month(p, i)
        }
        TokenKind::Number => true,
        TokenKind::Mark => false,
    })
}

/// How many pieces a time expression at `i` covers.
fn expression(p: &Pieces, i: usize) -> Option<usize> {
    let word = p.word(i);
    let unit = |i: usize| p.has(i, Figures::Period) || is_day(p, i) || is_month(p, i);
    if p.any(i, WHICH) && unit(i + 1) {
        return Some(2);
    }
    if p.any(i, COUNTS) && p.has(i + 1, Figures::CountedPeriod) {
        return p.any(i + 2, &["ago", "earlier", "later", "before"]).then_some(3);
    }
    if p.has(i, Figures::When) {
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

fn is_day(p: &Pieces, i: usize) -> bool {
    p.capital(i) && p.has(i, Calendar::Weekday)
}

fn is_month(p: &Pieces, i: usize) -> bool {
    p.capital(i) && p.has(i, Calendar::Month)
}

/// The place nearest after the figure, else the nearest before it: capitals after `in`, `at`, `near`...
pub(crate) fn place(p: &Pieces, from: usize, to: usize) -> Option<String> {
    let after =
        (to..p.list.len().min(to + 14)).take_while(|&i| !ends_clause(p, i)).find_map(|i| place_at(p, i));
    after
        .or_else(|| (0..from).rev().take(14).take_while(|&i| !ends_clause(p, i)).find_map(|i| place_at(p, i)))
}

fn ends_clause(p: &Pieces, i: usize) -> bool {
    p.has(i, Figures::Clause)
}

fn place_at(p: &Pieces, i: usize) -> Option<String> {
    if !p.has(i, Figures::Place) {
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
