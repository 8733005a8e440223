//! What the marks of a quotation are there for: speech, scare quotes or a title.
//!
//! Speech unless the words look otherwise: rules and the reader would rather ask for the speaker of a
//! title than lose a statement.

use super::{Quote, QuoteUse};
use crate::lexicon::{Lexicons, Speech, function_words::stays_small};
use crate::text::{Article, Token, TokenKind};

/// Titles run to as many words; what is longer is speech.
const TITLE: u32 = 9;
/// Scare quotes hold as many.
const SCARE: u32 = 3;

/// Sets [`Quote::used_as`] of every quotation.
pub(super) fn classify(article: &Article, lexicons: &Lexicons, quotes: &mut [Quote]) {
    for quote in quotes {
        let whole = quote.closed && quote.continues.is_none();
        if whole && quote.words <= TITLE {
            quote.used_as = Short::of(article, lexicons, quote).usage();
        }
    }
}

/// A short quotation and its neighbours.
struct Short<'a> {
    article: &'a Article,
    lexicons: &'a Lexicons,
    words: u32,
    /// Its tokens, the first few of them: nested marks may be any number.
    inner: &'a [Token],
    before: Option<&'a Token>,
    after: Option<&'a Token>,
    /// The sentence's other tokens that may say that someone speaks.
    sentence: [&'a [Token]; 2],
}

impl<'a> Short<'a> {
    fn of(article: &'a Article, lexicons: &'a Lexicons, quote: &Quote) -> Self {
        let tokens = &article.tokens;
        let all = article.tokens_in(quote.span);
        let inner = article.tokens_in(quote.inner);
        let sentence = article.sentences.get(article.sentence_at(quote.span.start));
        let range = sentence.map_or(all.clone(), |s| s.tokens.clone());
        let near = |from: usize, to: usize| tokens.get(from..to.max(from)).unwrap_or(&[]);
        Self {
            article,
            lexicons,
            words: quote.words,
            inner: &tokens[inner.start..inner.end.min(inner.start + 24)],
            before: all.start.checked_sub(1).filter(|&i| i >= range.start).map(|i| &tokens[i]),
            after: tokens.get(all.end),
            sentence: [
                near(range.start.max(all.start.saturating_sub(40)), all.start),
                near(all.end, range.end.min(all.end + 40)),
            ],
        }
    }

    fn usage(&self) -> QuoteUse {
        if self.is_nickname() || self.is_title() {
            QuoteUse::Title
        } else if self.is_scare() {
            QuoteUse::Scare
        } else {
            QuoteUse::Speech
        }
    }

    fn text(&self, token: &Token) -> &str {
        self.article.slice(token.span)
    }

    fn word_before(&self) -> Option<&str> {
        self.before.filter(|t| t.kind == TokenKind::Word).map(|t| self.text(t))
    }

    fn is_capital(&self, token: Option<&Token>) -> bool {
        token.is_some_and(|t| {
            t.kind == TokenKind::Word && self.text(t).chars().next().is_some_and(char::is_uppercase)
        })
    }

    fn ends_in_stop(&self) -> bool {
        self.inner.last().is_some_and(|t| matches!(self.text(t), "," | "." | "!" | "?" | "…"))
    }

    /// James “Jim” Hale.
    fn is_nickname(&self) -> bool {
        let name = self.word_before().is_some_and(|w| !self.lexicons.word_is(w, Speech::BesideQuotation));
        self.words <= 3
            && name
            && self.is_capital(self.before)
            && self.is_capital(self.after)
            && self.is_capital(self.inner.first())
            && !self.ends_in_stop()
    }

    /// Every word of note has a capital, and what is before is not what is before speech.
    fn is_title(&self) -> bool {
        let Some(before) = self.word_before() else { return false };
        if self.lexicons.word_is(before, Speech::BesideQuotation) || !self.is_capital(self.inner.first()) {
            return false;
        }
        let plain = |t: &Token| {
            let word = self.text(t);
            t.kind != TokenKind::Word
                || word.chars().next().is_some_and(char::is_uppercase)
                || stays_small(word)
        };
        self.inner.iter().all(plain) && (self.words > 1 || !before.starts_with(char::is_uppercase))
    }

    /// A word or two in lower case within a sentence where nobody speaks.
    fn is_scare(&self) -> bool {
        let lower = self
            .inner
            .iter()
            .filter(|t| t.kind != TokenKind::Mark)
            .all(|t| self.text(t).chars().next().is_some_and(|c| !c.is_uppercase()));
        self.words <= SCARE
            && lower
            && self.word_before().is_some()
            && !self
                .sentence
                .iter()
                .any(|part| part.iter().any(|t| self.lexicons.has(t.fold, Speech::BesideQuotation)))
    }
}
