//! `quote-in-source`: a quotation as the transcripts have it.

use super::{Kind, View, field, none};
use crate::facts::InSource;
use crate::facts::speech::in_source::{Change, Passage, Verdict};
use crate::rules::value::{Type, Value};
use std::borrow::Cow;

/// The name of the kind: its rules look at nothing where there is no transcript.
pub(in crate::rules) const NAME: &str = "quote-in-source";

pub(super) const KIND: Kind = Kind {
    name: NAME,
    doc: "A quotation looked up in transcripts; there are some only in `onrecord verify`.",
    count: |v| all(v).len(),
    marks: |v, i, out| out.push(all(v)[i].span),
    related: none,
    fields: &[
        field("verdict", Type::OneOf(Verdict::NAMES), "the verdict", |v, i| all(v)[i].verdict.name().into()),
        field("likeness", Type::Number, "how much of it was said, by the weight of its words, 0 to 1", |v, i| {
            f64::from(all(v)[i].likeness).into()
        }),
        field("pieces", Type::Number, "in how many places of the transcripts its words are", |v, i| {
            Value::count(all(v)[i].passages.len())
        }),
        field("said", Type::Text, "the words as the transcripts have them", |v, i| {
            let said: Vec<&str> = all(v)[i].passages.iter().map(|p| p.text.as_str()).collect();
            if said.is_empty() { Value::Null } else { Value::Text(Cow::Owned(said.join(" … "))) }
        }),
        field("left_out", Type::Number, "words that were said between its words and are not quoted", |v, i| {
            words(&all(v)[i], |change| match change {
                Change::LeftOut(text) => Some(text),
                _ => None,
            })
        }),
        field("put_in", Type::Number, "words that are quoted and were not said", |v, i| {
            words(&all(v)[i], |change| match change {
                Change::PutIn(text) => Some(text),
                _ => None,
            })
        }),
        field("transcript", Type::Text, "the transcript that has it", |v, i| {
            first(v, i).map(|p| p.transcript.as_str()).into()
        }),
        field("transcript_line", Type::Number, "the line of the transcript", |v, i| first(v, i).map(|p| p.line).into()),
        field("turn", Type::Text, "who says it in the transcript, as labelled there", |v, i| {
            first(v, i).and_then(|p| p.speaker.as_deref()).into()
        }),
        field(
            "speaker_agrees",
            Type::Bool,
            "whether the speaker that the article names says it there; null where either is not known for sure",
            |v, i| all(v)[i].speaker_agrees.map(Value::Bool).unwrap_or(Value::Null),
        ),
    ],
};

fn all<'a>(v: View<'a>) -> &'a [InSource] {
    v.facts.in_source().as_deref().unwrap_or_default()
}

fn first<'a>(v: View<'a>, i: usize) -> Option<&'a Passage> {
    all(v)[i].passages.first()
}

fn words<'a>(found: &InSource, pick: impl Fn(&Change) -> Option<&String>) -> Value<'a> {
    Value::count(found.changes.iter().filter_map(pick).map(|text| text.split_whitespace().count()).sum())
}

