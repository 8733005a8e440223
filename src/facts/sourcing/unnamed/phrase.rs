//! A source as a noun phrase: its head noun, and what only qualifies it.

use crate::Span;
use crate::lexicon::{Lexicons, Sourcing};
use crate::text::{Article, TokenKind};
use std::ops::Range;

/// A source up to what only qualifies it.
pub(super) struct Phrase {
    /// All its tokens.
    pub(super) tokens: Range<usize>,
    /// The token of its head noun.
    pub(super) head: usize,
    /// Whether it is some of a number: `one of those present`.
    pub(super) partitive: bool,
}

impl Phrase {
    pub(super) fn new(article: &Article, lexicons: &Lexicons, source: Span) -> Self {
        let tokens = article.tokens_in(source);
        let partitive = tokens.len() > 2 && article.word(tokens.start + 1) == "of";
        let first = if partitive { tokens.start + 2 } else { tokens.start };
        let ends = |t: &usize| {
            article.tokens[*t].kind != TokenKind::Word || lexicons.at(article, *t, Sourcing::Qualifying)
        };
        let end = (first + 1..tokens.end).find(ends).unwrap_or(tokens.end);
        Self { tokens, head: end.saturating_sub(1).max(first), partitive }
    }

    /// The phrase up to its first comma.
    pub(super) fn core(&self, article: &Article) -> Span {
        let end = self.tokens.clone().find(|&t| article.word(t) == ",").unwrap_or(self.tokens.end);
        article.span_of(self.tokens.start..end.max(self.tokens.start + 1))
    }

    /// The rest of the sentence where a relative clause follows, or has begun; else the phrase itself.
    pub(super) fn relative(&self, article: &Article) -> Span {
        let last = article.tokens[self.tokens.end - 1].span;
        let word = |t: usize| article.tokens.get(t).map(|_| article.word(t));
        let begun = word(self.tokens.end - 1) == Some("who");
        let who = if begun {
            self.tokens.end - 1
        } else {
            self.tokens.end + usize::from(word(self.tokens.end) == Some(","))
        };
        let sentence = article.sentences.get(article.sentence_at(last.start));
        match sentence.filter(|s| word(who) == Some("who") && s.tokens.contains(&who)) {
            Some(sentence) => Span::new(last.start, sentence.span.end.max(last.end)),
            None => last,
        }
    }

    /// Whether a name is beside it: `one official, Ann Moe,` and `Ann Moe, a clerk who`.
    pub(super) fn apposed(&self, article: &Article) -> bool {
        let comma = |t: usize| article.tokens.get(t).is_some() && article.word(t) == ",";
        let capital = |t: usize| article.tokens.get(t).is_some_and(|t| t.capital);
        let before = self.tokens.start;
        let relative = matches!(article.word(self.tokens.end - 1), "who");
        [self.head + 1, self.tokens.end].into_iter().any(|t| comma(t) && capital(t + 1))
            || relative && before > 1 && comma(before - 1) && capital(before - 2)
    }
}
