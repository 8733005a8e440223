//! Who may be meant at all, and of whom the words leave no doubt.

use super::features::Anaphor;
use super::phrase::{Opening, Phrase};
use super::walk::{Query, Walk};
use crate::facts::people::entities::{Entity, EntityKind};

impl Walk<'_> {
    /// Whether someone may be meant at all.
    pub(super) fn fits(&self, query: &Query<'_>, who: usize) -> bool {
        let kind = self.entities.entities.get(who).map(|e| e.kind);
        let phrase = self.phrase(who);
        let gender = || match (query.gender, self.gender(who)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let same = |phrase: &Phrase| query.phrase.is_some_and(|q| q.noun == phrase.noun);
        let body = matches!(kind, Some(EntityKind::Organisation | EntityKind::Place));
        // A name that no entity bears stands for itself, or for a longer one.
        if let Some(name) = query.phrase.filter(|p| p.name) {
            let within = |entity: &Entity| {
                let word = |t: usize| self.article.tokens[t].fold == name.noun;
                self.article.tokens_in(entity.name).any(word)
            };
            return self.entities.entities.get(who).is_some_and(within)
                || phrase.is_some_and(|p| p.name && same(p));
        }
        if query.phrase.is_some_and(|p| p.hidden) {
            return phrase.is_some_and(|p| p.hidden && same(p));
        }
        match query.kind {
            Anaphor::He => {
                // A name of one word that no entity bears may be anybody's: `Vole said`, where the text has `Volle`.
                let one = |p: &Phrase| p.stranger;
                (kind == Some(EntityKind::Person)
                    || phrase.is_some_and(|p| p.kind == Anaphor::Role || one(p)))
                    && gender()
            }
            Anaphor::It => {
                let thing = |p: &Phrase| {
                    p.name && p.post.is_none() || matches!(p.kind, Anaphor::Body | Anaphor::Document)
                };
                body || phrase.is_some_and(thing)
            }
            Anaphor::They => {
                body || phrase.is_some_and(|p| p.name || matches!(p.kind, Anaphor::Body | Anaphor::Plural))
            }
            Anaphor::Role => {
                let other = || match (query.phrase, self.profiles.get(who)) {
                    (Some(q), Some(profile)) => {
                        q.post.is_some_and(|post| profile.posts.contains(&post))
                            && profile.other_post != q.other_post
                    }
                    _ => false,
                };
                let one = kind == Some(EntityKind::Person) && !other();
                (one || phrase.is_some_and(|p| p.kind == Anaphor::Role && same(p))) && gender()
            }
            Anaphor::Body if kind == Some(EntityKind::Place) => {
                let profile = &self.profiles[who];
                query.phrase.is_some_and(|q| {
                    q.place || profile.has(q.noun) || q.beside.iter().any(|w| profile.has(*w))
                })
            }
            // `the nation` is no firm.
            Anaphor::Body
                if kind == Some(EntityKind::Organisation) && query.phrase.is_some_and(|q| q.place) =>
            {
                query.phrase.is_some_and(|q| self.profiles[who].has(q.noun))
            }
            Anaphor::Body => {
                let listed = query.phrase.is_some_and(|q| q.listed);
                body || phrase.is_some_and(|p| p.name && listed || p.kind == Anaphor::Body && same(p))
            }
            Anaphor::Plural => phrase.is_some_and(|p| p.kind == Anaphor::Plural && same(p)),
            Anaphor::Document => phrase.is_some_and(|p| p.kind == Anaphor::Document && same(p)),
        }
    }

    /// Whether one person only is known by the post of the phrase.
    pub(super) fn holds_alone(&self, phrase: &Phrase) -> bool {
        let holders = phrase.post.and_then(|post| self.holders.get(&post));
        holders.is_some_and(|list| list.len() == 1)
    }

    /// Whether the words of a phrase leave no doubt: `his lawyer` after `his lawyer, Ann Moe`, `the governor` for the
    /// one governor, `the health ministry` for the one Ministry of Health.
    pub(super) fn is_meant(&self, phrase: &Phrase, who: usize) -> bool {
        let Some(profile) = self.profiles.get(who) else { return false };
        if phrase.opening == Opening::Owned {
            return self.holds_alone(phrase) && phrase.post.is_some_and(|post| profile.owned.contains(&post));
        }
        // `the governor`, where one person only is called so, and by nothing that the phrase leaves out.
        if phrase.opening == Opening::The && phrase.office && phrase.beside.is_empty() && !phrase.qualified {
            return self.holds_alone(phrase)
                && phrase.post.is_some_and(|post| profile.posts.contains(&post))
                && profile.past == phrase.past
                && profile.other_post == phrase.other_post;
        }
        let bears = |word: u64| self.named.get(&word).is_some_and(|all| all.as_slice() == [who]);
        let part = |word: u64| self.named.get(&word).is_some_and(|all| all.contains(&who));
        phrase.kind == Anaphor::Body
            && !phrase.beside.is_empty()
            && phrase.beside.iter().chain([&phrase.noun]).all(|&word| part(word))
            && phrase.beside.iter().chain([&phrase.noun]).any(|&word| bears(word))
    }
}
