//! Names in lines where every word has a capital: only those that the body names count.

use super::words::{SHOUTED, WordTraits, fold_at};
use super::{Entities, EntityId, EntityKind, Mention, MentionForm};
use crate::text::Article;
use rustc_hash::FxHashMap;

/// Adds mentions of known people from such lines.
pub(super) fn read(article: &Article, words: &WordTraits, entities: &mut Entities) {
    // A surname that two people share is ignored here: nothing in a headline decides between them.
    let mut surnames: FxHashMap<u64, Option<EntityId>> = FxHashMap::default();
    for (i, entity) in entities.numbered() {
        if let (EntityKind::Person, Some(surname)) = (entity.kind, entity.surname) {
            let last = article.tokens_in(surname).last().unwrap_or_default();
            surnames
                .entry(fold_at(article, last))
                .and_modify(|e| {
                    if *e != Some(i) {
                        *e = None
                    }
                })
                .or_insert(Some(i));
        }
    }
    if surnames.is_empty() {
        return;
    }
    for at in 0..article.tokens.len() {
        if !words.any(at, SHOUTED) {
            continue;
        }
        let Some(Some(entity)) = surnames.get(&fold_at(article, at)).copied() else { continue };
        let given = entities[entity].given.map(|g| article.slice(g));
        let before = at.checked_sub(1).map(|b| article.word(b));
        let mut span = super::words::bare_span(article, at);
        let mut form = MentionForm::Surname;
        if let (Some(given), Some(before)) = (given, before)
            && before.eq_ignore_ascii_case(given)
        {
            span.start = article.tokens[at - 1].span.start;
            form = MentionForm::Full;
        }
        entities.mentions.push(Mention { span, title: None, form, entity });
    }
    entities.mentions.sort_by_key(|m| m.span.start);
}
