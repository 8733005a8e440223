//! Sources that are a group in name only: `critics`, `many experts`, `some`.

use crate::Span;
use crate::lexicon::function_words::is_preposition;
use crate::lexicon::{Lexicons, Sourcing};
use crate::text::Article;

/// A source that is a group in name only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Faceless {
    /// `critics`, `many experts`.
    Group,
    /// `some`, which may go back to a group before it; not after a preposition or `what`, where it does not say so itself.
    Pronoun,
}

/// What the source, whole, is of these. A group that is described further (`critics of the plan`) is none of them; nor is
/// `the experts`, which goes back to some who were named.
pub(crate) fn faceless(article: &Article, source: &[Span], lexicons: &Lexicons) -> Option<Faceless> {
    let [span] = source else { return None };
    let tokens = article.tokens_in(*span);
    let phrase = |at: usize, class: Sourcing| {
        let hit = lexicons.sourcing.longest(article, at, tokens.end).filter(|hit| hit.is(class));
        hit.map(|hit| at + hit.tokens)
    };
    let mut at = tokens.start;
    if phrase(at, Sourcing::Faceless) == Some(tokens.end) {
        return Some(Faceless::Group);
    }
    if phrase(at, Sourcing::FacelessPronoun) == Some(tokens.end) {
        let before = at.checked_sub(1).map_or("", |t| article.word(t));
        let object = before == "what" || is_preposition(before);
        return (!object).then_some(Faceless::Pronoun);
    }
    while let Some(next) = phrase(at, Sourcing::FacelessAdjective) {
        at = next;
    }
    (phrase(at, Sourcing::Faceless) == Some(tokens.end)).then_some(Faceless::Group)
}
