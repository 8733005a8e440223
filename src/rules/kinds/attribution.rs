//! `attribution`: who said what.

use super::{Field, Kind, View, field, none};
use crate::Span;
use crate::facts::entities::Gender;
use crate::facts::{Attribution, AttributionKind, CueClass, EntityKind, MentionForm, SourceClass};
use crate::rules::value::{Type, Value};
use crate::text::TokenKind;
use std::borrow::Cow;

pub(super) const KIND: Kind = Kind {
    name: "attribution",
    doc: "Somebody's words: content, cue and source. It marks the source, else the cue, else the content.",
    count: |v| v.facts.attributions.len(),
    marks: |v, i, out| {
        let a = one(v, i);
        let parts = [&a.source, &a.cue, &a.content];
        out.extend(parts.into_iter().find(|p| !p.is_empty()).into_iter().flatten());
    },
    related: none,
    fields: FIELDS,
};

/// The fields of `attribution` and `cue`.
pub(super) const FIELDS: &[Field] = &[
        field("kind", Type::OneOf(&["direct", "mixed", "indirect"]), "how the words are given", |v, i| {
            match one(v, i).kind {
                AttributionKind::Direct => "direct",
                AttributionKind::Mixed => "mixed",
                AttributionKind::Indirect => "indirect",
            }
            .into()
        }),
        field("content", Type::Text, "the words said", |v, i| words(v, &one(v, i).content)),
        field("cue", Type::Text, "the words that say that it is said", |v, i| words(v, &one(v, i).cue)),
        field("cue_class", Type::OneOf(CUES), "how the cue colours the words", |v, i| cue(one(v, i).cue_class).into()),
        field("cue_lemma", Type::Text, "the cue's base form (say)", |v, i| one(v, i).cue_lemma.as_deref().into()),
        field("negated", Type::Bool, "whether the cue is negated (has not said)", |v, i| one(v, i).negated.into()),
        field("medium", Type::Text, "where it was said (on Twitter), where the text tells", |v, i| {
            one(v, i).medium.map(|medium| v.article.slice(medium)).into()
        }),
        field("source", Type::Text, "the source as written", |v, i| words(v, &one(v, i).source)),
        field("source_class", Type::OneOf(SOURCES), "what kind of source; null without one", |v, i| {
            one(v, i).source_class.map(source).into()
        }),
        field("speaker", Type::Text, "the full name of the speaker, where it is settled", |v, i| {
            one(v, i).entity.and_then(|e| v.facts.entities.entities.get(e)).map(|e| v.article.slice(e.name)).into()
        }),
        field("entity", Type::Number, "the number of the speaker among the entities", |v, i| {
            one(v, i).entity.map(Value::count).unwrap_or(Value::Null)
        }),
        field(
            "candidates",
            Type::Number,
            "for he or she as a source: how many people it could be, of those in the nearest sentence before that names any; those who speak there before all others; 1 where its own sentence names somebody first",
            |v, i| candidates(v, one(v, i)).map_or(Value::Null, Value::count),
        ),
        field("words_before", Type::Number, "words said before cue or source comes, whichever is first; 0 without both", |v, i| {
            let words = v.article.tokens_in(before(one(v, i)));
            Value::count(words.filter(|&at| v.article.tokens[at].kind == TokenKind::Word).count())
        }),
        field("sentences_before", Type::Number, "sentences, whole or not, that are said before that", |v, i| {
            let said = before(one(v, i));
            let last = v.article.sentence_at(said.end.saturating_sub(1));
            Value::count(if said.is_empty() { 0 } else { last + 1 - v.article.sentence_at(said.start) })
        }),
        field(
            "announced",
            Type::Bool,
            "whether the speaker is named in the two sentences before the words, or speaks in one of the three attributions before",
            |v, i| announced(v, i).into(),
        ),
        field("confidence", Type::Number, "how sure the program is of the spans, 0 to 1", |v, i| {
            f64::from(one(v, i).confidence).into()
        }),
        field("speaker_confidence", Type::Number, "how sure the program is of the speaker, 0 to 1", |v, i| {
            f64::from(one(v, i).speaker_confidence).into()
        }),
];

const CUES: &[&str] = &["neutral", "loaded", "denial", "question", "promise", "thought", "declined", "other"];
const SOURCES: &[&str] = &["named", "pronoun", "role", "collective", "anonymous", "document"];

fn one<'a>(v: View<'a>, i: usize) -> &'a Attribution {
    &v.facts.attributions[i]
}

/// How many people `he` or `she` could be: those whom the nearest sentence before the statement names that names any,
/// in its paragraph or the one before. Those who speak there come before those who are only named.
fn candidates(v: View<'_>, a: &Attribution) -> Option<usize> {
    let source = a.source.first()?;
    let gender = match v.article.slice(*source) {
        "he" | "He" => Gender::Male,
        "she" | "She" => Gender::Female,
        _ => return None,
    };
    let start = a.content.first().map_or(source.start, |c| c.start.min(source.start));
    let paragraph = v.article.paragraph_at(start);
    let floor = v.article.paragraphs.get(paragraph.saturating_sub(1))?.span.start;
    let own = v.article.sentence_at(start);
    let sentences = v.article.sentences.get(..=own)?.iter().rev();
    let mut near = sentences.take_while(|s| s.span.start >= floor);
    // Of those whom its own sentence names first, the subject is meant.
    let first = near.next().map_or(0, |s| people_in(v, Span::new(s.span.start, start.max(s.span.start)), gender));
    let before = || near.map(|s| people_in(v, s.span, gender)).find(|&n| n > 0).unwrap_or(0);
    Some(if first > 0 { 1 } else { before() })
}

/// How many people of a gender, or of none that is known, speak in a stretch of text; where nobody does, how many it
/// names outside quotations.
fn people_in(v: View<'_>, area: Span, gender: Gender) -> usize {
    let fits = |entity: usize| {
        let known = v.facts.entities.entities.get(entity);
        known.is_some_and(|e| e.kind == EntityKind::Person && e.gender.is_none_or(|g| g == gender))
    };
    let mut found: Vec<usize> =
        v.index().speakers_between(area.start, area.end).filter(|e| fits(*e)).collect();
    if found.is_empty() {
        let named = v.facts.entities.mentions_in(area);
        let named = named.filter(|m| !matches!(m.form, MentionForm::Pronoun) && fits(m.entity));
        let outside = named.filter(|m| v.facts.quotes.around(m.span.start).is_none());
        found = outside.map(|m| m.entity).collect();
    }
    found.sort_unstable();
    found.dedup();
    found.len()
}

/// The stretch from where the words begin to cue or source; empty where these come first or are not there.
fn before(a: &Attribution) -> Span {
    let start = a.content.first().map_or(0, |c| c.start);
    let told = a.cue.iter().chain(&a.source).map(|s| s.start).min();
    told.filter(|end| *end > start).map_or(Span::default(), |end| Span::new(start, end))
}

/// Whether a reader knows the speaker before the words begin.
fn announced(v: View<'_>, i: usize) -> bool {
    let a = one(v, i);
    let (Some(entity), Some(content)) = (a.entity, a.content.first()) else { return false };
    // In an interview the questions come between.
    let goes_on = (i.saturating_sub(3)..i).any(|i| one(v, i).entity == Some(entity));
    let own = v.article.sentence_at(content.start);
    let near = v.article.sentences.get(own.saturating_sub(2)).map_or(content.start, |s| s.span.start);
    let stretch = Span::new(near.min(content.start), content.start);
    goes_on || v.facts.entities.mentions_in(stretch).any(|m| m.entity == entity)
}

/// The pieces joined by single spaces; null where there is none.
fn words<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    match spans {
        [] => Value::Null,
        [one] => v.article.slice(*one).into(),
        many => {
            let pieces: Vec<_> = many.iter().map(|s| v.article.slice(*s)).collect();
            Value::Text(Cow::Owned(pieces.join(" ")))
        }
    }
}

const fn cue(class: CueClass) -> &'static str {
    match class {
        CueClass::Neutral => "neutral",
        CueClass::Loaded => "loaded",
        CueClass::Denial => "denial",
        CueClass::Question => "question",
        CueClass::Promise => "promise",
        CueClass::Thought => "thought",
        CueClass::Declined => "declined",
        CueClass::Other => "other",
    }
}

const fn source(class: SourceClass) -> &'static str {
    match class {
        SourceClass::Named => "named",
        SourceClass::Pronoun => "pronoun",
        SourceClass::Role => "role",
        SourceClass::Collective => "collective",
        SourceClass::Anonymous => "anonymous",
        SourceClass::Document => "document",
    }
}
