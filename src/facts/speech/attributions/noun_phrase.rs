//! How far a noun phrase goes back from its noun.

use crate::facts::wording::stems::bare;
use crate::lexicon::{
    Cues, Lexicons, Phrases,
    function_words::{Pronoun, is_auxiliary, is_determiner, is_preposition},
};
use crate::text::{Article, TokenKind};
use std::borrow::Cow;
use std::ops::Range;

/// How many words before its noun a phrase is read.
const BEFORE: usize = 5;

/// The noun phrase that ends with token `head` and begins at `floor` or after it; None where `head` is no noun.
///
/// It begins with its article or possessive, where one is near. Without one it goes back to the first word that may be
/// a verb: to `officials` of `The court fined officials`.
pub(super) fn ending_at(
    article: &Article,
    lexicons: &Lexicons,
    floor: usize,
    head: usize,
) -> Option<Range<usize>> {
    let noun = article.word(head);
    if !noun.starts_with(char::is_alphanumeric) || Pronoun::of(&small(noun)).is_some() {
        return None;
    }
    let stops = |at: usize| {
        let (token, word) = (article.tokens[at], article.word(at));
        token.kind == TokenKind::Mark
            || is_preposition(word)
            || is_auxiliary(word)
            || word == "and"
            || Pronoun::of(word).is_some_and(|_| !is_determiner(word))
            || lexicons.at(article, at, Phrases::Ends)
            || lexicons.has(token.fold, Cues::Neutral)
    };
    let determiner = |at: usize| is_determiner(&small(article.word(at)));
    let mut start = head;
    while start > floor && start + BEFORE > head && !stops(start - 1) {
        start -= 1;
        if determiner(start) {
            return Some(start..head + 1);
        }
    }
    let verb = (start..head).rev().find(|&at| {
        let word = bare(article.word(at));
        at > floor && !article.tokens[at].capital && ["ed", "s", "ing"].iter().any(|end| word.ends_with(end))
    });
    Some(verb.map_or(start, |verb| verb + 1)..head + 1)
}

/// A word in small letters.
fn small(word: &str) -> Cow<'_, str> {
    if word.starts_with(char::is_lowercase) { word.into() } else { word.to_lowercase().into() }
}
