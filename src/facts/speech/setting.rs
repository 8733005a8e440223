//! What is around an attribution: who else its source could be, whether the speaker is known by then, and whether
//! someone answers.

use super::attributions::Attribution;
use super::speaking::Speaking;
use crate::Span;
use crate::facts::people::entities::{Entities, EntityId, EntityKind, Gender, MentionForm};
use crate::facts::quotes::Quotes;
use crate::lexicon::{Lexicons, Phrases, Sources};
use crate::text::{Article, Role};

/// How many sentences before its own a reader looks back for the one whom `he` or `she` stands for. No paragraph in
/// print is as long; a text that is one line has no other end.
const FAR: usize = 24;

/// An attribution's surroundings; every question costs the few sentences that it looks at.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    pub(crate) article: &'a Article,
    pub(crate) quotes: &'a Quotes,
    pub(crate) entities: &'a Entities,
    pub(crate) attributions: &'a [Attribution],
    pub(crate) speaking: &'a Speaking,
}

impl Setting<'_> {
    /// How many people `he` or `she` could be: those whom the nearest sentence before the statement names that names any,
    /// in its paragraph or the one before, [`FAR`] sentences back at most. Those who speak there come before those who
    /// are only named.
    pub(crate) fn candidates(self, a: &Attribution) -> Option<usize> {
        let source = a.source.first()?;
        let gender = match self.article.slice(*source) {
            "he" | "He" => Gender::Male,
            "she" | "She" => Gender::Female,
            _ => return None,
        };
        let start = a.content.first().map_or(source.start, |c| c.start.min(source.start));
        let paragraph = self.article.paragraph_at(start);
        let floor = self.article.paragraphs.get(paragraph.saturating_sub(1))?.span.start;
        let own = self.article.sentence_at(start);
        let sentences = self.article.sentences.get(own.saturating_sub(FAR)..=own)?.iter().rev();
        let mut near = sentences.take_while(|s| s.span.start >= floor);
        // Of those whom its own sentence names first, the subject is meant.
        let first = near
            .next()
            .map_or(0, |s| self.people_in(Span::new(s.span.start, start.max(s.span.start)), gender));
        let before = || near.map(|s| self.people_in(s.span, gender)).find(|&n| n > 0).unwrap_or(0);
        Some(if first > 0 { 1 } else { before() })
    }

    /// How many people of a gender, or of none that is known, speak in a stretch of text; where nobody does, how many it
    /// names outside quotations.
    fn people_in(self, area: Span, gender: Gender) -> usize {
        let fits = |entity: EntityId| {
            let known = self.entities.get(entity);
            known.is_some_and(|e| e.kind == EntityKind::Person && e.gender.is_none_or(|g| g == gender))
        };
        let mut found: Vec<EntityId> =
            self.speaking.speakers_between(area.start, area.end).filter(|e| fits(*e)).collect();
        if found.is_empty() {
            let named = self.entities.mentions_in(area);
            let named = named.filter(|m| !matches!(m.form, MentionForm::Pronoun) && fits(m.entity));
            let outside = named.filter(|m| self.quotes.around(m.span.start).is_none());
            found = outside.map(|m| m.entity).collect();
        }
        found.sort_unstable();
        found.dedup();
        found.len()
    }

    /// Whether a reader knows the speaker before the words begin.
    pub(crate) fn announced(self, number: usize) -> bool {
        let a = &self.attributions[number];
        let (Some(entity), Some(content)) = (a.entity, a.content.first()) else { return false };
        // In an interview the questions come between.
        let goes_on =
            self.attributions[number.saturating_sub(3)..number].iter().any(|a| a.entity == Some(entity));
        let own = self.article.sentence_at(content.start);
        let near = self.article.sentences.get(own.saturating_sub(2)).map_or(content.start, |s| s.span.start);
        let stretch = Span::new(near.min(content.start), content.start);
        goes_on || self.entities.mentions_in(stretch).any(|m| m.entity == entity)
    }

    /// Whether the cue's verb is a noun where it occurs: its base form, or that with an s, after a determiner, a possessive
    /// or an adjective, or before `of`.
    pub(crate) fn cue_is_noun(self, a: &Attribution, lexicons: &Lexicons) -> bool {
        let Some(lemma) = a.cue_lemma.as_deref() else { return false };
        let word = |t: usize| self.article.tokens.get(t).map_or("", |_| self.article.word(t));
        let form = |t: &usize| {
            let word = word(*t).to_lowercase();
            word == lemma || word.strip_suffix('s') == Some(lemma)
        };
        let Some(at) = a.cue.iter().find_map(|c| self.article.tokens_in(*c).find(form)) else { return false };
        let before = at.checked_sub(1).map_or(String::new(), |t| word(t).to_lowercase());
        let possessive = crate::facts::wording::stems::possessive(&before)
            || before.ends_with("s'")
            || before.ends_with("s’");
        let adjective = ADJECTIVES.iter().any(|end| before.ends_with(end));
        possessive
            || adjective
            || lexicons.word_is(&before, Phrases::BeforeNoun)
            || matches!(word(at + 1), "of" | "against")
    }

    /// Whether someone speaks up right after the statement, in the next two sentences or the next paragraph of running
    /// text: one who is named there for the first time, or is quoted and no part of the statement.
    pub(crate) fn answered(self, a: &Attribution) -> bool {
        let extent = a.extent();
        let own = self.article.sentence_at(extent.end.saturating_sub(1));
        let (Some(here), Some(after)) =
            (self.article.sentences.get(own), self.article.sentences.get(own + 1))
        else {
            return false;
        };
        let next =
            self.article.paragraphs.iter().skip(here.paragraph + 1).take(3).find(|p| p.role == Role::Body);
        let two = self.article.sentences.get(own + 2).unwrap_or(after).span.end;
        let (from, to) = (here.span.end, next.map_or(two, |p| p.span.end.max(two)));
        let entities = self.entities;
        let introduced = |entity: EntityId| {
            let first = entities.get(entity).and_then(|e| e.mentions.first());
            first.and_then(|&m| entities.mentions.get(m.index())).is_some_and(|m| m.span.start >= from)
        };
        let spoken_of =
            |entity: EntityId| entities.mentions_in(here.span.join(extent)).any(|m| m.entity == entity);
        self.speaking.speakers_between(from, to).any(introduced)
            || self.speaking.quoted_between(from, to).any(|entity| !spoken_of(entity))
    }

    /// Whether a word for people in the plural is before the source, so that `some` and `others` may go back to it.
    pub(crate) fn follows_group(self, a: &Attribution, lexicons: &Lexicons) -> bool {
        let Some(source) = a.source.first() else { return false };
        let own = self.article.sentence_at(source.start);
        let Some(before) = self.article.sentences.get(own.saturating_sub(1)) else { return false };
        let people = |word: &str| {
            let plural = word.ends_with('s') || matches!(word, "people" | "men" | "women");
            let listed = || lexicons.word_is(word, Sources::Collective);
            plural && (AGENTS.iter().any(|end| word.ends_with(end)) || listed())
        };
        (before.tokens.start..self.article.token_at(source.start))
            .any(|t| people(&self.article.word(t).to_lowercase()))
    }
}

/// The stretch from where the words begin to cue or source; empty where these come first or are not there.
pub(crate) fn before(a: &Attribution) -> Span {
    let start = a.content.first().map_or(0, |c| c.start);
    let told = a.cue.iter().chain(&a.source).map(|s| s.start).min();
    told.filter(|end| *end > start).map_or(Span::default(), |end| Span::new(start, end))
}

/// How adjectives end that are no nouns too.
const ADJECTIVES: &[&str] = &["iliar", "ious", "eous", "less", "able", "ible", "peated", "proven"];

/// How nouns for people end in the plural.
const AGENTS: &[&str] =
    &["ers", "ors", "ists", "ians", "icans", "ees", "ants", "crats", "aires", "mates", "men", "women"];
