//! `attribution`: who said what.

use super::{Field, Kind, View, field, none};
use crate::Span;
use crate::facts::people::entities::Gender;
use crate::facts::{Attribution, AttributionKind, CueClass, EntityKind, MentionForm, SourceClass};
use crate::rules::value::{Type, Value};
use crate::text::{Role, TokenKind};
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
        field("cue_noun", Type::Bool, "whether the cue is a noun and no verb (his claim that, repeated claims of)", |v, i| {
            cue_noun(v, one(v, i)).into()
        }),
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
        field(
            "answered",
            Type::Bool,
            "whether somebody named speaks up right after it, in the next two sentences or the next paragraph",
            |v, i| answered(v, one(v, i)).into(),
        ),
        field(
            "group_before",
            Type::Bool,
            "whether people in the plural stand before the source, in its sentence or the one before",
            |v, i| group_before(v, one(v, i)).into(),
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

/// Whether the cue's verb is a noun where it stands: its base form, or that with an s, after a determiner, a possessive
/// or an adjective, or before `of`.
fn cue_noun(v: View<'_>, a: &Attribution) -> bool {
    let Some(lemma) = a.cue_lemma.as_deref() else { return false };
    let word = |t: usize| v.article.tokens.get(t).map_or("", |_| v.article.word(t));
    let form = |t: &usize| {
        let word = word(*t).to_lowercase();
        word == lemma || word.strip_suffix('s') == Some(lemma)
    };
    let Some(at) = a.cue.iter().find_map(|c| v.article.tokens_in(*c).find(form)) else { return false };
    let before = at.checked_sub(1).map_or(String::new(), |t| word(t).to_lowercase());
    let possessive = before.ends_with("'s") || before.ends_with("’s") || before.ends_with("s'") || before.ends_with("s’");
    let adjective = ADJECTIVES.iter().any(|end| before.ends_with(end));
    possessive || adjective || BEFORE_NOUNS.contains(&&*before) || matches!(word(at + 1), "of" | "against")
}

/// Words that a noun and no verb follows.
const BEFORE_NOUNS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "his", "her", "their", "its", "my", "our", "your", "any", "no", "some", "many",
    "such", "other", "false", "earlier", "past", "new", "recent", "bold", "wild", "similar", "main", "central", "latest", "of", "by",
    "with", "on", "over",
];

/// How adjectives end that are no nouns too.
const ADJECTIVES: &[&str] = &["iliar", "ious", "eous", "less", "able", "ible", "peated", "proven"];

/// Whether somebody speaks up right after the statement, in the next two sentences or the next paragraph of running
/// text: one who is named there for the first time, or is quoted and no part of the statement.
fn answered(v: View<'_>, a: &Attribution) -> bool {
    let extent = a.extent();
    let own = v.article.sentence_at(extent.end.saturating_sub(1));
    let (Some(here), Some(after)) = (v.article.sentences.get(own), v.article.sentences.get(own + 1)) else {
        return false;
    };
    let next = v.article.paragraphs.iter().skip(here.paragraph + 1).take(3).find(|p| p.role == Role::Body);
    let two = v.article.sentences.get(own + 2).unwrap_or(after).span.end;
    let (from, to) = (here.span.end, next.map_or(two, |p| p.span.end.max(two)));
    let entities = &v.facts.entities;
    let introduced = |entity: usize| {
        let first = entities.entities.get(entity).and_then(|e| e.mentions.first());
        first.and_then(|&m| entities.mentions.get(m)).is_some_and(|m| m.span.start >= from)
    };
    let spoken_of = |entity: usize| entities.mentions_in(here.span.join(extent)).any(|m| m.entity == entity);
    v.index().speakers_between(from, to).any(introduced)
        || v.index().quoted_between(from, to).any(|entity| !spoken_of(entity))
}

/// Whether a word for people in the plural stands before the source, so that `some` and `others` may go back to it.
fn group_before(v: View<'_>, a: &Attribution) -> bool {
    let Some(source) = a.source.first() else { return false };
    let own = v.article.sentence_at(source.start);
    let Some(before) = v.article.sentences.get(own.saturating_sub(1)) else { return false };
    let people = |word: &str| {
        let plural = word.ends_with('s') || matches!(word, "people" | "men" | "women");
        let listed = || v.lexicons.sources.word(word).is_some_and(|hit| hit.class == "collective");
        plural && (AGENTS.iter().any(|end| word.ends_with(end)) || listed())
    };
    (before.tokens.start..v.article.token_at(source.start)).any(|t| people(&v.article.word(t).to_lowercase()))
}

/// How nouns for people end in the plural.
const AGENTS: &[&str] = &["ers", "ors", "ists", "ians", "icans", "ees", "ants", "crats", "aires", "mates", "men", "women"];

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
