//! Capitalised sequences: what binds words to one name and what breaks them apart.

use super::words::{
    CALENDAR, CAPITAL, CAPS, GIVEN, GROUP, OPENER, OPENS, ORG_HEAD, PLACE, POSSESSIVE, SHOUTED, WordTraits,
    fold_at,
};
use crate::Span;
use crate::lexicon::{
    Abbreviations, Lexicons, People,
    function_words::{breaks_names, is_particle},
};
use crate::text::{Article, TokenKind, fold};
use std::ops::Range;

/// A capitalised sequence.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Name {
    /// Its tokens, without titles.
    pub(super) tokens: Range<usize>,
    /// The tokens of the title that is before it.
    pub(super) title: Option<Range<usize>>,
}

/// The end of a sequence of two words or more without what a person is awarded (`Ann Moe QC`).
fn without_honours(article: &Article, lexicons: &Lexicons, start: usize, end: usize) -> usize {
    let honour = |at: usize| lexicons.has(article.tokens[at].fold, People::Honour);
    (start + 2..end).find(|&at| honour(at) && (at + 1..end).all(honour)).unwrap_or(end)
}

/// Longest sequence of words read as one name.
const MOST: usize = 14;

/// The capitalised sequences of an article, in order, outside lines where every word has a capital.
pub(super) fn find(article: &Article, words: &WordTraits, lexicons: &Lexicons) -> Vec<Name> {
    let mut names = Vec::new();
    for sentence in &article.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if !words.any(at, CAPITAL) || words.any(at, SHOUTED) {
                at += 1;
                continue;
            }
            // `Secretary of State Ann Moe`: a title of several words goes on through its small ones.
            let title = lexicons.titles.longest(article, at, sentence.tokens.end).map_or(1, |hit| hit.tokens);
            let end = run_end(article, words, lexicons, at + title - 1, sentence.tokens.end);
            let start = trimmed(article, words, lexicons, at, end);
            let close = without_honours(article, lexicons, start, end);
            if start < close {
                names.push(Name { tokens: start..close, title: None });
            }
            at = end.max(at + 1);
        }
    }
    names
}

/// The token after the sequence that begins at `start`.
fn run_end(article: &Article, words: &WordTraits, lexicons: &Lexicons, start: usize, limit: usize) -> usize {
    let mut last = start;
    let mut has_head = false;
    let mut linked = false;
    let limit = limit.min(start + MOST);
    loop {
        has_head |= words.any(last, ORG_HEAD);
        if words.any(last, POSSESSIVE) {
            return last + 1;
        }
        let mut next = last + 1;
        let mut stop = false;
        if next < limit && article.word(next) == "." && touches(article, last, next) {
            if !takes_stop(lexicons, article.word(last)) {
                return next;
            }
            stop = true;
            next += 1;
        }
        let open_end = if stop { next } else { last + 1 };
        if next >= limit {
            return open_end;
        }
        let bound = has_head && matches!(article.word(next), "Our" | "My" | "Your");
        if words.any(next, CAPITAL) && (bound || !breaks(article, words, next)) {
            // `US Secretary of State Ann Moe`
            let title = lexicons.titles.longest(article, next, limit).map_or(1, |hit| hit.tokens);
            last = next + title - 1;
            continue;
        }
        let word = article.word(next);
        let ahead = next + 1;
        let more = ahead < limit && words.any(ahead, CAPITAL) && !breaks(article, words, ahead);
        let step = match word {
            "&" if more => Some(ahead),
            "," if more && is_suffix(article.word(ahead)) => Some(ahead),
            _ if is_particle(word) && more && !stop => Some(ahead),
            "of" | "for" | "on" | "to" | "in" if has_head && more && !words.any(ahead, CALENDAR) => {
                (word != "in" && word != "on" && word != "to" || !words.any(ahead, PLACE | GIVEN))
                    .then_some(ahead)
            }
            "of" | "for" | "on" | "to"
                if has_head && article.tokens.get(ahead).is_some_and(|_| article.word(ahead) == "the") =>
            {
                (ahead + 1 < limit && words.any(ahead + 1, CAPITAL) && !words.any(ahead + 1, CALENDAR))
                    .then_some(ahead + 1)
            }
            "and" if linked && more && !words.any(ahead, GIVEN | PLACE | CAPS | GROUP | CALENDAR) => {
                Some(ahead)
            }
            _ => None,
        };
        match step {
            Some(to) => {
                linked |= matches!(word, "of" | "for" | "on");
                last = to;
            }
            None => return open_end,
        }
    }
}

/// Whether a stop after `word` is part of the word inside a name (`J.`, `Sen.`, `Jr.`, `U.S.`).
fn takes_stop(lexicons: &Lexicons, word: &str) -> bool {
    let fold = fold(word);
    let is = |class| lexicons.has(fold, class);
    word.chars().count() == 1
        || word.contains('.')
        || lexicons.titles.abbreviates(fold)
        || is(Abbreviations::BeforeName)
        || is(Abbreviations::InName)
}

fn touches(article: &Article, a: usize, b: usize) -> bool {
    article.tokens[a].span.end == article.tokens[b].span.start
}

/// Words with a capital that never go on with a name.
fn breaks(article: &Article, words: &WordTraits, at: usize) -> bool {
    words.any(at, OPENER) && breaks_names(article.word(at))
}

/// What ends a person's name without being the surname.
pub(super) fn is_suffix(word: &str) -> bool {
    matches!(word, "Jr" | "Sr" | "II" | "III" | "IV" | "Esq")
}

/// Leaves out openers of sentences and days at the front of a sequence; nothing is left of `The` alone.
fn trimmed(article: &Article, words: &WordTraits, lexicons: &Lexicons, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let phrase = lexicons
            .places
            .longest(article, at, end)
            .map_or(1, |h| h.tokens)
            .max(lexicons.organisations.longest(article, at, end).map_or(1, |h| h.tokens));
        if phrase > 1 && !matches!(article.word(at), "The" | "A" | "An") {
            break;
        }
        let initials = words.any(at, CAPS) && words.bracketed(article.tokens[at].fold);
        let opener =
            !initials && words.any(at, OPENER) && (words.any(at, OPENS) || breaks(article, words, at));
        // `Will Hale said`: an opener that is a given name too stays if what follows is no sentence of its own.
        let named =
            words.any(at, GIVEN) && words.any(at + 1, CAPITAL) && at + 1 < end && !words.any(at, OPENS);
        if (opener && !named) || (words.any(at, CALENDAR) && !words.any(at, GIVEN)) {
            at += 1;
            while at < end && !words.any(at, CAPITAL) {
                at += 1;
            }
        } else {
            break;
        }
    }
    at
}

/// The span of a name without a trailing possessive; a final stop stays only with an abbreviation.
pub(super) fn span(article: &Article, tokens: &Range<usize>) -> Span {
    if tokens.is_empty() {
        return Span::default();
    }
    let last = super::words::bare_span(article, tokens.end - 1);
    Span::new(article.tokens[tokens.start].span.start, last.end)
}

/// Whether token `at` is an initial (`J`, or dotted `J.K`).
pub(super) fn is_initial(article: &Article, at: usize) -> bool {
    let word = article.word(at);
    let one = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    one || (word.contains('.') && word.split('.').all(|p| p.chars().count() <= 1))
}

/// Whether a name is initials joined by `&` (`P&G`).
pub(super) fn is_joined_initials(article: &Article, tokens: &Range<usize>) -> bool {
    tokens.len() >= 3
        && tokens.len() % 2 == 1
        && tokens.clone().enumerate().all(|(i, at)| match i % 2 {
            0 => super::words::bare_span(article, at).len() == 1,
            _ => article.word(at) == "&",
        })
}

/// Whether two names belong to two people: middle initials that differ (George H.W. Bush is not George W. Bush), or
/// what distinguishes father and son (`Jr.`, `III`).
pub(super) fn others(article: &Article, a: &Range<usize>, b: &Range<usize>) -> bool {
    let letters = |tokens: &Range<usize>| {
        let middle = tokens.clone().skip(1).filter(|&at| is_initial(article, at));
        middle.flat_map(|at| article.word(at).chars().filter(|c| c.is_alphabetic())).collect::<Vec<_>>()
    };
    let suffix =
        |tokens: &Range<usize>| tokens.clone().map(|at| article.word(at)).find(|word| is_suffix(word));
    let other = matches!((suffix(a), suffix(b)), (Some(a), Some(b)) if a != b);
    let (a, b) = (letters(a), letters(b));
    other || !a.is_empty() && !b.is_empty() && a != b
}

/// The last token of a name that is a word and no `Jr.`: the surname of a person.
pub(super) fn surname_at(article: &Article, tokens: &Range<usize>) -> Option<usize> {
    tokens.clone().rev().find(|&at| {
        article.tokens[at].kind == TokenKind::Word && !is_suffix(article.word(at)) && !is_initial(article, at)
    })
}

/// The folded words of a name in one number; stops, commas and possessives do not count.
pub(super) fn key(article: &Article, tokens: &Range<usize>) -> u64 {
    tokens
        .clone()
        .filter(|&at| article.tokens[at].kind != TokenKind::Mark)
        .fold(0, |key: u64, at| key.rotate_left(5).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ fold_at(article, at))
}
