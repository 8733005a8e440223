//! What a mention does in its sentence.

use crate::Span;
use crate::facts::people::entities::{Entities, Mention};
use crate::lexicon::{Lexicons, People, Phrases};
use crate::text::{Article, Token, TokenKind};
use std::ops::Range;

/// What a mention does in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// It describes another noun.
    Modifier,
    /// It owns something.
    Owner,
    /// It comes after a preposition or verb.
    Object,
    /// Late in the sentence, and none of these.
    Other,
    /// It begins a clause.
    Subject,
    /// It is the source of a statement.
    Source,
}

/// How many words before `by` may hold the verb of a passive.
const BEFORE_BY: usize = 5;

/// What a mention does; `next` is the mention after it, and `sources` are those that speak, sorted.
pub(super) fn role(
    article: &Article,
    lexicons: &Lexicons,
    entities: &Entities,
    sources: &[Span],
    index: usize,
) -> Role {
    let mention = &entities.mentions[index];
    let span = mention.span;
    let tokens = article.tokens_in(span);
    let last = tokens.end.saturating_sub(1);
    let owns = article.tokens.get(last).is_some_and(|t| t.span.end > span.end);
    // `Hale's been saying`: no possessive.
    let contracted = || {
        article.tokens.get(tokens.end).is_some()
            && matches!(
                article.word(tokens.end),
                "been" | "not" | "got" | "going" | "gone" | "always" | "never"
            )
    };
    if owns && !contracted() {
        return Role::Owner;
    }
    if describes(article, lexicons, &tokens, entities.mentions.get(index + 1), span) {
        return Role::Modifier;
    }
    let at = sources.partition_point(|s| s.end < span.end);
    if sources.get(at) == Some(&span) {
        return Role::Source;
    }
    // `In the yard, Ms. Hale looked up`: the clause begins with the title.
    let lead = mention.title.filter(|t| t.start < span.start && t.end + 2 >= span.start);
    let whole = lead.map_or(tokens.start, |t| article.token_at(t.start))..tokens.end;
    let sentence = &article.sentences[article.sentence_at(span.start)];
    if opens_clause(article, lexicons, &whole, sentence.tokens.start) {
        return Role::Subject;
    }
    let words = (sentence.tokens.start..tokens.start).filter(|&t| article.tokens[t].kind == TokenKind::Word);
    // `was replaced by Ms. Hale`: who acts, though no subject of the grammar.
    let agent = whole.start > sentence.tokens.start + 1
        && article.word(whole.start - 1) == "by"
        && (sentence.tokens.start..whole.start - 1)
            .rev()
            .take(BEFORE_BY)
            .any(|at| lexicons.has(article.tokens[at].fold, Phrases::Be));
    if agent {
        return Role::Subject;
    }
    let object = tokens.start > sentence.tokens.start
        && !article.tokens[tokens.start - 1].capital
        && lexicons.at(article, tokens.start - 1, Phrases::Object);
    if object {
        Role::Object
    } else if words.count() <= 6 {
        Role::Subject
    } else {
        Role::Other
    }
}

/// Whether a name only describes what follows: `Hale campaign manager Ann Moe`, `the Hale dynasty`.
fn describes(
    article: &Article,
    lexicons: &Lexicons,
    tokens: &Range<usize>,
    next: Option<&Mention>,
    span: Span,
) -> bool {
    if next.and_then(|m| m.title).filter(|t| t.start > span.end).is_some_and(|t| {
        let between = article.slice(Span::new(span.end, t.start));
        let joins = |w: &str| matches!(w, "and" | "or" | "but" | "with" | "to" | "of" | "told");
        between.len() < 24
            && !between.contains([',', '.', ';', '\n', '(', '-'])
            && between.split_whitespace().count() < 3
            && !between.split_whitespace().any(joins)
    }) {
        return true;
    }
    let named = |word: &str| word.starts_with(char::is_lowercase) && !word.ends_with("ed") && word != "and";
    if tokens.start > 0
        && matches!(article.word(tokens.start - 1), "the" | "The")
        && article.tokens.get(tokens.end).is_some_and(|t| t.kind == TokenKind::Word)
        && named(article.word(tokens.end))
        && lexicons.titles.get(article.tokens[tokens.end].fold).is_some()
    {
        return true;
    }
    let noun = |token: &Token| {
        (!token.capital || article.slice(token.span) == "White")
            && lexicons.has(token.fold, People::DescribedByName)
    };
    article.tokens.get(tokens.end).is_some_and(noun)
}

/// Whether a name is the subject of a clause that begins with it after a comma: `On Monday in Torvik, Hale left`.
fn opens_clause(article: &Article, lexicons: &Lexicons, tokens: &Range<usize>, start: usize) -> bool {
    let comma = tokens.start > start && article.word(tokens.start - 1) == ",";
    let follows = article.tokens.get(tokens.end).filter(|t| t.kind == TokenKind::Word);
    let verb = follows.is_some_and(|token| {
        let small = article.slice(token.span).starts_with(char::is_lowercase);
        small && !lexicons.has(token.fold, Phrases::NoVerb)
    });
    comma && verb
}
