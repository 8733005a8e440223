//! People who stand by surname in the story before the story says who they are.

use super::entities::{Entities, EntityKind, MentionForm};
use crate::Span;
use crate::text::{Article, Role};

/// A surname that comes before its full name, both in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LateIntroduction {
    /// The first mention by surname alone.
    pub early: Span,
    /// The first mention by full name.
    pub full: Span,
    /// Paragraphs of running text from the one to the other, 0 within one paragraph.
    pub paragraphs: u32,
    /// Whether a title stands at the early mention (`President Hale`).
    pub titled: bool,
    /// Whether the full name comes with a title, a role or an age, so that it introduces.
    pub introduces: bool,
}

/// Finds the people who are introduced late. Headlines and captions do not count: they name in short.
#[must_use]
pub fn find(article: &Article, entities: &Entities) -> Vec<LateIntroduction> {
    let body = |span: Span| {
        article.paragraphs.get(article.paragraph_at(span.start)).is_some_and(|p| p.role == Role::Body)
    };
    let mut found = Vec::new();
    for entity in entities.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        let mut mentions = entity.mentions.iter().map(|&m| &entities.mentions[m]).filter(|m| body(m.span));
        let Some(early) = mentions.find(|m| matches!(m.form, MentionForm::Surname | MentionForm::Full))
        else {
            continue;
        };
        if early.form != MentionForm::Surname {
            continue;
        }
        let Some(full) = mentions.find(|m| m.form == MentionForm::Full) else { continue };
        let apart = article.paragraph_at(full.span.start) - article.paragraph_at(early.span.start);
        let after = article.token_at(full.span.end);
        let age = article
            .tokens
            .get(after + 1)
            .is_some_and(|t| article.slice(t.span).starts_with(|c: char| c.is_ascii_digit()));
        found.push(LateIntroduction {
            early: early.span,
            full: full.span,
            paragraphs: u32::try_from(apart).unwrap_or(u32::MAX),
            titled: early.title.is_some(),
            introduces: full.title.is_some()
                || (age && article.tokens.get(after).is_some_and(|t| article.slice(t.span) == ",")),
        });
    }
    found.sort_unstable_by_key(|l| l.early);
    found
}
