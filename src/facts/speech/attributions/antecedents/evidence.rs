//! What is true of a candidate, as features that have learned weights.

use super::features::{Anaphor, Feature};
use super::phrase::{Opening, Phrase};
use super::place::Role;
use super::walk::{Query, Seen, Walk};
use crate::facts::people::entities::EntityKind;

impl Walk<'_> {
    pub(super) fn features(
        &self,
        query: &Query<'_>,
        seen: &Seen,
        rank: usize,
        most: u32,
        here: usize,
    ) -> Vec<Feature> {
        use Feature as F;
        let mut f = Vec::with_capacity(16);
        let near = &seen.nearest;
        let sentence = self.article.sentence_at(query.from);
        let apart = sentence.saturating_sub(near.sentence);
        let paragraphs = here.saturating_sub(near.paragraph);
        f.push(match apart {
            0 => F::SameSentence,
            1 => F::SentenceBefore,
            2 => F::TwoSentencesBefore,
            3 | 4 => F::FewSentencesBefore,
            _ => F::FarSentences,
        });
        f.push(match paragraphs {
            0 => F::SameParagraph,
            1 => F::ParagraphBefore,
            2 => F::TwoParagraphsBefore,
            _ => F::FarParagraphs,
        });
        match rank {
            0 => f.push(F::LatestOfAll),
            1 => f.push(F::SecondLatest),
            _ => {}
        }
        f.push(match seen.role {
            Role::Source => F::IsSource,
            Role::Subject => F::IsSubject,
            Role::Owner => F::IsOwner,
            Role::Modifier => F::IsModifier,
            Role::Object | Role::Other => F::IsObject,
        });
        if apart <= 1 && seen.role == Role::Source {
            f.push(F::SourceBefore);
        }
        if apart <= 1 && seen.role == Role::Subject {
            f.push(F::SubjectNear);
        }
        if apart == 0 && seen.role >= Role::Subject && near.span.start < query.from {
            f.push(F::SubjectHere);
        }
        if self.topics.get(&here) == Some(&seen.who) {
            f.push(F::ParagraphTopic);
        }
        if sentence.checked_sub(1).and_then(|before| self.openers.get(&before)) == Some(&seen.who) {
            f.push(F::OpensSentenceBefore);
        }
        let last = self.speakers.iter().rev().find(|s| s.0.start < query.from);
        if query.source {
            if let Some((span, _)) = last.filter(|s| s.1 == seen.who) {
                f.push(F::SpokeLast);
                if sentence.saturating_sub(self.article.sentence_at(span.start)) <= 1 {
                    f.push(F::SpokeLastNear);
                }
                let back = here.saturating_sub(self.article.paragraph_at(span.start));
                if back == 0 {
                    f.push(F::SpokeLastHere);
                } else if back == 1
                    && self.article.paragraphs.get(here).is_some_and(|p| query.from <= p.span.start)
                {
                    f.push(F::SpokeLastBefore);
                }
                if query.goes_on {
                    f.push(F::GoesOn);
                }
            } else if self.has_spoken[seen.who] {
                f.push(F::Spoke);
            }
        }
        if near.pronoun {
            f.push(F::ByPronoun);
        }
        if !seen.plain {
            f.push(F::OnlyQuoted);
        }
        if seen.own {
            f.push(F::InOwnWords);
        }
        let count = self.counts[seen.who];
        if count == most && count > 1 {
            f.push(F::MentionedMost);
        }
        match count {
            0 | 1 => f.push(F::MentionedOnce),
            2 => {}
            _ => f.push(F::MentionedOften),
        }
        if let Some(entity) = self.entities.entities.get(seen.who) {
            let first = entity.mentions.first().map_or(u32::MAX, |&m| self.entities[m].span.start);
            if self.article.paragraph_at(first) <= 1 {
                f.push(F::InLead);
            }
        }
        if query.gender.is_some() {
            f.push(if self.gender(seen.who).is_some() { F::GenderAgrees } else { F::GenderUnknown });
        }
        self.kinds(seen.who, &mut f);
        if let Some(phrase) = query.phrase {
            self.words(query, phrase, seen.who, &mut f);
        }
        f
    }

    pub(super) fn kinds(&self, who: usize, f: &mut Vec<Feature>) {
        let kind = match self.entities.entities.get(who).map(|e| e.kind) {
            Some(EntityKind::Person) => Feature::IsPerson,
            Some(EntityKind::Organisation) => Feature::IsOrganisation,
            Some(EntityKind::Place) => Feature::IsPlace,
            None => match self.phrase(who).map(|p| p.kind) {
                Some(Anaphor::Document) => Feature::IsDocument,
                Some(Anaphor::Role) if self.phrase(who).is_some_and(|p| p.opening == Opening::A) => {
                    Feature::IsUnnamedA
                }
                Some(Anaphor::Role) => Feature::IsUnnamed,
                _ => Feature::IsGroup,
            },
        };
        f.push(kind);
    }

    /// What the words of a noun phrase say of a candidate.
    pub(super) fn words(&self, query: &Query<'_>, phrase: &Phrase, who: usize, f: &mut Vec<Feature>) {
        use Feature as F;
        if query.held.is_some_and(|held| held.index() == who) {
            f.push(F::HeldRole);
        }
        let Some(entity) = self.entities.entities.get(who) else {
            let same = self.phrase(who).is_some_and(|p| phrase.beside.iter().all(|w| p.beside.contains(w)));
            f.push(if same { F::SamePhrase } else { F::OtherWords });
            return;
        };
        let profile = &self.profiles[who];
        let in_name =
            |word: u64| self.article.tokens_in(entity.name).any(|t| self.article.tokens[t].fold == word);
        let called = match phrase.post {
            Some(post) => profile.posts.contains(&post),
            None => profile.has(phrase.noun) || profile.bodies.contains(&phrase.noun),
        };
        if !called && query.held.is_none_or(|held| held.index() != who) {
            f.push(F::NotCalled);
            if f.contains(&F::SpokeLast) && phrase.beside.is_empty() && !phrase.qualified {
                f.push(F::PlainSpoke);
            }
        }
        if called {
            f.push(F::SameNoun);
            if self.holds_alone(phrase) {
                f.push(F::SameNounOnly);
            }
        } else if phrase.post.is_some() && profile.office {
            f.push(F::OtherOffice);
        } else if query.kind == Anaphor::Body && !profile.bodies.is_empty() {
            f.push(F::OtherBody);
        }
        if phrase.institution && !called && !in_name(phrase.noun) && query.kind == Anaphor::Body {
            f.push(F::OtherInstitution);
        }
        if query.kind == Anaphor::Body && in_name(phrase.noun) {
            f.push(F::NounInName);
        }
        if !phrase.beside.is_empty() {
            let known = phrase.beside.iter().filter(|&&w| profile.has(w) || in_name(w)).count();
            f.push(match known {
                n if n == phrase.beside.len() => F::AllWords,
                0 => F::OtherWords,
                _ => F::SomeWords,
            });
            if known == 0 && !called {
                f.push(F::NothingFits);
            }
        }
        if profile.past && !phrase.past && query.kind == Anaphor::Role {
            f.push(F::OfficeOfAnother);
        }
        if let (Some(a), Some(b)) = (phrase.age, profile.age) {
            f.push(if a == b { F::AgeAgrees } else { F::AgeDiffers })
        }
        if query.kind == Anaphor::Body {
            let place = entity.kind == EntityKind::Place;
            f.push(if place == phrase.place { F::KindAgrees } else { F::KindDiffers });
            if place && phrase.place {
                f.push(F::PlaceAgrees);
            }
            if phrase.listed && f.contains(&F::MentionedMost) {
                f.push(F::ListedMost);
            }
        }
    }
}
