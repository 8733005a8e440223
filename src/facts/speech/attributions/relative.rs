//! What a relative pronoun takes up: the name or the noun phrase right before it.

use super::noun_phrase;
use crate::Span;
use crate::facts::people::entities::{Entities, EntityId, EntityKind, MentionForm};
use crate::lexicon::{
    Lexicons,
    function_words::{is_determiner, is_preposition},
};
use crate::text::{Article, TokenKind};

/// What a relative pronoun takes up.
pub(super) enum Antecedent {
    /// Someone or something named, by the name right before.
    Named(EntityId, Span),
    /// A noun phrase without a name.
    Phrase(Span),
}

/// What the relative pronoun at token `at` stands for: the Vanari of `the Vanari, who refused`, figures of `official
/// figures, which suggest`. None where what is before it has a noun of its own before (`the head of the board, which
/// said`): either may be meant.
pub(super) fn antecedent(
    article: &Article,
    lexicons: &Lexicons,
    entities: &Entities,
    at: usize,
) -> Option<Antecedent> {
    let sentence = &article.sentences[article.sentence_at(article.tokens[at].span.start)].tokens;
    let mut last = at.checked_sub(1).filter(|&last| last >= sentence.start)?;
    if matches!(article.word(last), "," | "-" | "–" | "—" | ")") && last > sentence.start {
        last -= 1;
    }
    if article.tokens[last].kind == TokenKind::Mark {
        return None;
    }
    let person = matches!(article.word(at), "who" | "whom");
    let end = article.tokens[last].span.end;
    let before = entities.mentions.partition_point(|m| m.span.start < end);
    let named =
        entities.mentions[..before].last().filter(|m| m.span.end >= end && m.form != MentionForm::Role);
    if let Some(mention) = named {
        let first = article.tokens_in(mention.span).start;
        let led = first.checked_sub(1).filter(|&at| at >= sentence.start);
        let led = led.filter(|&at| !is_determiner(article.word(at))).or_else(|| led?.checked_sub(1));
        let open = led.is_none_or(|at| !is_preposition(article.word(at)) && article.word(at) != "and");
        // A person is no `which`, a place no `who`.
        let fits = match entities[mention.entity].kind {
            EntityKind::Person => person,
            EntityKind::Organisation => true,
            EntityKind::Place => !person,
        };
        return (open && fits && mention.span.end == end)
            .then_some(Antecedent::Named(mention.entity, mention.span));
    }
    let tokens = noun_phrase::ending_at(article, lexicons, sentence.start, last)?;
    // `the head of the board, which`, `hopes and figures which`: either noun may be meant.
    let led =
        tokens.start.checked_sub(1).filter(|&at| at >= sentence.start).map_or("", |at| article.word(at));
    let other = is_preposition(led) && !matches!(led, "with" | "than" | "by") || led == "and";
    let span = article.span_of(tokens.start..last + 1);
    (!other).then_some(Antecedent::Phrase(span))
}
