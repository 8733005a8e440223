//! The levels that sentences give: two that one compares, one of an earlier time, one that was reached since; and what a sentence is
//! about, by which they are tied to changes told elsewhere.

use super::FigureSentence;
use super::line::{Tie, of_one, sure};
use crate::facts::numbers::figures::{Figure, FigureKind};
use crate::facts::wording::stems::stem;
use crate::lexicon::Lexicons;
use crate::lexicon::function_words::is_function;
use crate::text::{Article, TokenKind};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Pairs of levels or shares, and changes told, that are kept.
pub(super) const MOST: usize = 16;
/// How many sentences a change may be from its pair, outside the headline.
pub(super) const FAR: usize = 6;

/// Two levels of one thing.
pub(super) struct Pair<'a> {
    pub before: &'a Figure,
    pub now: &'a Figure,
    pub sentence: usize,
    /// What its sentence is about.
    pub topic: FxHashSet<u64>,
}

/// The levels that a sentence compares, the earlier first.
pub(super) fn compared<'a>(line: &FigureSentence<'a>) -> Vec<(&'a Figure, &'a Figure)> {
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

/// The one level of a sentence that tells of an earlier time: `In March 2022 there were 1,140 patients`.
pub(super) fn once<'a>(line: &FigureSentence<'a>) -> Option<&'a Figure> {
    let first = line.tokens.start;
    let opens = line.any(first, &["in"]) && (first + 1..first + 4).any(|t| super::is_year(line.word(t)));
    let ago = line.any(first + 2, &["ago"]);
    only_level(line).filter(|_| opens || ago)
}

/// The one level of a sentence that tells of a later one: `By last month the total had reached 2,610`.
pub(super) fn reached<'a>(line: &FigureSentence<'a>) -> Option<&'a Figure> {
    let later = line.any(line.tokens.start, &["by", "now", "today"]);
    let verbs = &["reached", "risen", "grown", "fallen", "was", "were", "is", "are"];
    only_level(line).filter(|_| later && line.has(verbs))
}

/// The one count of a sentence.
fn only_level<'a>(line: &FigureSentence<'a>) -> Option<&'a Figure> {
    let mut levels = line.figures.iter().filter(|f| f.kind == FigureKind::Count && sure(f) && f.low >= 10.0);
    levels.next().filter(|_| levels.next().is_none())
}

/// The stems of the words of a sentence that say what it is about.
pub(super) fn content(article: &Article, lexicons: &Lexicons, tokens: Range<usize>) -> FxHashSet<u64> {
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
