//! `attribution`: who said what.

use super::{Field, Kind, View, field, none};
use crate::Span;
use crate::facts::sourcing::faceless::{Faceless, faceless};
use crate::facts::speech::setting::{self, Setting};
use crate::facts::speech::tone::{self, Tone};
use crate::facts::{Attribution, AttributionKind, CueClass, SourceClass, Strength};
use crate::rules::value::{Type, Value};
use crate::text::TokenKind;
use std::borrow::Cow;

pub(super) const KIND: Kind = Kind {
    name: "attribution",
    doc: "Someone's words: content, cue and source. It marks the source, else the cue, else the content.",
    count: |v| v.facts.attributions().len(),
    marks: |v, i, out| {
        let a = attribution(v, i);
        let parts = [&a.source, &a.cue, &a.content];
        out.extend(parts.into_iter().find(|p| !p.is_empty()).into_iter().flatten());
    },
    related: none,
    fields: FIELDS,
};

/// The fields of `attribution` and `cue`.
pub(super) const FIELDS: &[Field] = &[
        field("kind", Type::OneOf(AttributionKind::NAMES), "how the words are given", |v, i| {
            match attribution(v, i).kind {
                AttributionKind::Direct => "direct",
                AttributionKind::Mixed => "mixed",
                AttributionKind::Indirect => "indirect",
            }
            .into()
        }),
        field("content", Type::Text, "the words said", |v, i| words(v, &attribution(v, i).content)),
        field("cue", Type::Text, "the words that say that it is said", |v, i| words(v, &attribution(v, i).cue)),
        field("cue_class", Type::OneOf(CueClass::NAMES), "how the cue colours the words", |v, i| attribution(v, i).cue_class.name().into()),
        field("cue_lemma", Type::Text, "the cue's base form (say)", |v, i| attribution(v, i).cue_lemma.as_deref().into()),
        field("cue_noun", Type::Bool, "whether the cue is a noun and no verb (his claim that, repeated claims of)", |v, i| {
            setting(v).cue_is_noun(attribution(v, i), v.lexicons).into()
        }),
        field("tone", Type::OneOf(Tone::NAMES), "what a loaded verb suggests: doubt (claim), guilt (admit), scorn (boast); null for any other", |v, i| {
            tone::tone(attribution(v, i), v.lexicons).map(Tone::name).into()
        }),
        field("idiom", Type::Bool, "whether cue and content are an idiom in which the verb judges nothing (concede a goal), from the list `idioms`", |v, i| {
            tone::is_idiom(v.article, attribution(v, i), v.lexicons).into()
        }),
        field("hypothetical", Type::Bool, "whether the cue says what somebody would or should say, or used to", |v, i| {
            tone::is_hypothetical(v.article, &attribution(v, i).cue, v.lexicons).into()
        }),
        field("strength", Type::OneOf(Strength::NAMES), "whether the source said it, or only wrote, thought, wanted, showed or did it", |v, i| attribution(v, i).strength.name().into()),
        field("negated", Type::Bool, "whether the cue is negated (has not said)", |v, i| attribution(v, i).negated.into()),
        field("medium", Type::Text, "where it was said (on Twitter), if the text says so", |v, i| {
            attribution(v, i).medium.map(|medium| v.article.slice(medium)).into()
        }),
        field("source", Type::Text, "the source as written", |v, i| words(v, &attribution(v, i).source)),
        field("faceless", Type::Bool, "whether the source, whole, is a group that nobody can call (critics, many experts; some, where no group is before it)", |v, i| {
            match faceless(v.article, &attribution(v, i).source, v.lexicons) {
                Some(Faceless::Group) => true,
                Some(Faceless::Pronoun) => !setting(v).follows_group(attribution(v, i), v.lexicons),
                None => false,
            }
            .into()
        }),
        field("source_class", Type::OneOf(SourceClass::NAMES), "what kind of source; null without one", |v, i| {
            attribution(v, i).source_class.map(SourceClass::name).into()
        }),
        field("speaker", Type::Text, "the full name of the speaker, where it is settled", |v, i| {
            attribution(v, i).entity.and_then(|e| v.facts.entities().get(e)).map(|e| v.article.slice(e.name)).into()
        }),
        field("entity", Type::Number, "the number of the speaker among the entities", |v, i| {
            attribution(v, i).entity.map_or(Value::Null, |e| Value::count(e.index()))
        }),
        field(
            "candidates",
            Type::Number,
            "for he or she as a source: how many people it could be, of those in the nearest sentence before that names any; those who speak there before all others; 1 where its own sentence names someone first",
            |v, i| setting(v).candidates(attribution(v, i)).map_or(Value::Null, Value::count),
        ),
        field("words_before", Type::Number, "words said before cue or source comes, whichever is first; 0 without both", |v, i| {
            let words = v.article.tokens_in(setting::before(attribution(v, i)));
            Value::count(words.filter(|&at| v.article.tokens[at].kind == TokenKind::Word).count())
        }),
        field("sentences_before", Type::Number, "sentences, whole or not, that are said before that", |v, i| {
            let said = setting::before(attribution(v, i));
            let last = v.article.sentence_at(said.end.saturating_sub(1));
            Value::count(if said.is_empty() { 0 } else { last + 1 - v.article.sentence_at(said.start) })
        }),
        field(
            "announced",
            Type::Bool,
            "whether the speaker is named in the two sentences before the words, or speaks in one of the three attributions before",
            |v, i| setting(v).announced(i).into(),
        ),
        field(
            "answered",
            Type::Bool,
            "whether someone named speaks up right after it, in the next two sentences or the next paragraph",
            |v, i| setting(v).answered(attribution(v, i)).into(),
        ),
        field("confidence", Type::Number, "how sure the program is of the spans, 0 to 1", |v, i| {
            f64::from(attribution(v, i).confidence).into()
        }),
        field("speaker_confidence", Type::Number, "how sure the program is of the speaker, 0 to 1", |v, i| {
            f64::from(attribution(v, i).speaker_confidence).into()
        }),
];

fn attribution<'a>(v: View<'a>, i: usize) -> &'a Attribution {
    &v.facts.attributions()[i]
}

fn setting<'a>(v: View<'a>) -> Setting<'a> {
    Setting {
        article: v.article,
        quotes: v.facts.quotes(),
        entities: v.facts.entities(),
        attributions: v.facts.attributions(),
        speaking: v.facts.speaking(),
    }
}

/// The pieces joined by single spaces; null if there are none.
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

