//! Noun phrases beside a cue or a quotation that could be its source though the reader saw none.

use super::scene::Scene;
use crate::lexicon::Phrases;
use crate::text::{TokenKind, is_dash};
use std::ops::Range;

/// The most words of a phrase.
const LONGEST: usize = 8;

/// The noun phrase that ends just before token `end`, helping verbs and adverbs skipped.
pub(super) fn before(scene: &Scene<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let article = scene.article;
    let free =
        |t: usize| t >= floor && scene.piece_at(t).is_none() && article.tokens[t].kind != TokenKind::Mark;
    let mut end = end;
    for _ in 0..3 {
        let last = end.checked_sub(1).filter(|&t| free(t))?;
        let skip = scene.is(last, Phrases::BeforeVerb) || article.word(last).ends_with("ly");
        if !skip {
            break;
        }
        // `... and both agreed`: a clause that begins with it has it for its subject.
        if article.word(last) == "both" && last > floor && leads(scene.article.word(last - 1)) {
            return Some(last..end);
        }
        end = last;
    }
    let last = end.checked_sub(1).filter(|&t| free(t))?;
    if scene.is(last, Phrases::Subject) {
        return Some(last..end);
    }
    let mut start = end;
    let mut names = false;
    while start > floor && end - start < LONGEST {
        let t = start - 1;
        let stop_of_title = article.word(t) == "." && t > floor && capital(scene, t - 1) && start < end;
        if !(free(t) || stop_of_title && scene.piece_at(t).is_none()) {
            break;
        }
        if capital(scene, t) || stop_of_title {
            names = true;
        } else if scene.is(t, Phrases::Determiner) {
            return Some(t..end);
        } else if names && !is_inside(scene.article.word(t)) {
            break;
        }
        start = t;
    }
    names.then(|| trimmed(scene, start..end)).flatten()
}

/// The noun phrase that starts at token `start`.
pub(super) fn after(scene: &Scene<'_>, start: usize, ceiling: usize) -> Option<Range<usize>> {
    let article = scene.article;
    let free =
        |t: usize| t < ceiling && scene.piece_at(t).is_none() && article.tokens[t].kind != TokenKind::Mark;
    if !free(start) {
        return None;
    }
    if scene.is(start, Phrases::Subject) {
        return Some(start..start + 1);
    }
    let determined = scene.is(start, Phrases::Determiner);
    let mut end = start + usize::from(determined);
    while end < ceiling && end - start < LONGEST {
        let stop_of_title = article.word(end) == "." && end > start && capital(scene, end - 1) && {
            end + 1 < ceiling && capital(scene, end + 1)
        };
        let inner = is_inside(scene.article.word(end)) && end > start;
        if !(free(end) && (capital(scene, end) || inner || (determined && end - start < 4)) || stop_of_title)
        {
            break;
        }
        end += 1;
    }
    trimmed(scene, start..end)
        .filter(|r| determined || capital(scene, r.start))
        .filter(|r| r.len() > usize::from(determined))
}

/// The noun phrase that begins a sentence: as a rule its subject.
pub(super) fn first(scene: &Scene<'_>, sentence: &Range<usize>, ceiling: usize) -> Option<Range<usize>> {
    let lead = sentence
        .clone()
        .take(3)
        .find(|&t| scene.article.tokens[t].kind != TokenKind::Mark && !leads(scene.article.word(t)))?;
    after(scene, lead, ceiling)
}

/// The nearest name or pronoun that ends before token `end`, not touching it.
pub(super) fn nearest(scene: &Scene<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    (floor.max(end.saturating_sub(20))..end).rev().skip(1).find_map(|t| {
        let candidate = capital(scene, t) || scene.is(t, Phrases::Subject);
        if candidate { before(scene, t + 1, floor) } else { None }
    })
}

/// The name that a dash after token `end` introduces, be it in the next paragraph: `“...” — Name`.
pub(super) fn signed(scene: &Scene<'_>, end: usize) -> Option<Range<usize>> {
    let article = scene.article;
    let ceiling = article.tokens.len();
    let mut dash = false;
    let mut at = end;
    while at < ceiling.min(end + 5) && article.tokens[at].kind == TokenKind::Mark {
        dash |= is_dash(article.word(at));
        at += 1;
    }
    let paragraph = article.paragraph_at(article.tokens.get(at)?.span.start);
    dash.then(|| after(scene, at, article.paragraphs[paragraph].tokens.end)).flatten()
}

/// The name before a colon that begins a paragraph: `NAME: ...`, as in interviews.
pub(super) fn prompted(scene: &Scene<'_>, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let article = scene.article;
    let begin = paragraph.clone().take(2).find(|&t| article.tokens[t].kind == TokenKind::Word)?;
    let colon = (begin..paragraph.end.min(begin + LONGEST)).find(|&t| article.word(t) == ":")?;
    let plain = (begin..colon).all(|t| capital(scene, t) || article.word(t) == ".");
    (plain && begin < colon).then_some(begin..colon)
}

/// Words inside a name.
fn is_inside(word: &str) -> bool {
    ["of", "the", "for"].iter().any(|inside| word.eq_ignore_ascii_case(inside))
}

/// Words before the subject of a clause.
fn leads(word: &str) -> bool {
    let leads = ["but", "and", "still", "yet", "so", "as", "when", "while"];
    leads.iter().any(|lead| word.eq_ignore_ascii_case(lead))
}

/// Without prepositions and articles at its ends.
fn trimmed(scene: &Scene<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let (mut start, mut end) = (range.start, range.end);
    let small = |t: usize| is_inside(scene.article.word(t)) || scene.article.word(t) == ".";
    while start < end && scene.article.word(end - 1) != "." && small(end - 1) {
        end -= 1;
    }
    while start < end && small(start) && !scene.is(start, Phrases::Determiner) {
        start += 1;
    }
    (start < end).then_some(start..end)
}

fn capital(scene: &Scene<'_>, token: usize) -> bool {
    let token = &scene.article.tokens[token];
    token.kind == TokenKind::Word && token.capital
}
