//! `attribution`: who said what.

use super::{Kind, View, field, none};
use crate::Span;
use crate::facts::{Attribution, AttributionKind, CueClass, SourceClass};
use crate::rules::value::{Type, Value};
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
    fields: &[
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
        field("confidence", Type::Number, "how sure the program is of the spans, 0 to 1", |v, i| {
            f64::from(one(v, i).confidence).into()
        }),
        field("speaker_confidence", Type::Number, "how sure the program is of the speaker, 0 to 1", |v, i| {
            f64::from(one(v, i).speaker_confidence).into()
        }),
    ],
};

const CUES: &[&str] = &["neutral", "loaded", "denial", "question", "promise", "thought", "declined", "other"];
const SOURCES: &[&str] = &["named", "pronoun", "role", "collective", "anonymous", "document"];

fn one<'a>(v: View<'a>, i: usize) -> &'a Attribution {
    &v.facts.attributions[i]
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
