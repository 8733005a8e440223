//! The fields that every fact has, whatever its kind: where its words stand and what they are.

use super::{Field, Get, View};
use crate::Span;
use crate::rules::value::{Type, Value};
use crate::text::Role;
use std::borrow::Cow;

const ROLES: &[&str] = &["body", "headline", "subheading", "caption", "credit", "dateline", "metadata"];

/// Fields of every kind.
pub const COMMON: &[Field] = &[
    marks("text", Type::Text, "the words it marks, white space collapsed", text),
    marks("line", Type::Number, "the line it starts on, from 1", line),
    marks("sentence", Type::Number, "the number of its sentence, from 0", sentence),
    marks("paragraph", Type::Number, "the number of its paragraph, from 0", paragraph),
    marks("sentence_text", Type::Text, "the sentence it stands in, white space collapsed", sentence_text),
    marks("role", Type::OneOf(ROLES), "what its paragraph is for", role),
    marks("in_quote", Type::Bool, "whether it starts inside quotation marks", in_quote),
    related("related_text", Type::Text, "the words of the other place, for a relation", text),
    related("related_line", Type::Number, "the line of the other place, for a relation", line),
    related("related_sentence", Type::Number, "the sentence of the other place, for a relation", sentence),
];

type At = for<'a> fn(View<'a>, &[Span]) -> Value<'a>;

const fn marks(name: &'static str, ty: Type, doc: &'static str, get: At) -> Field {
    Field { name, ty, doc, get: Get::Marks(get) }
}

const fn related(name: &'static str, ty: Type, doc: &'static str, get: At) -> Field {
    Field { name, ty, doc, get: Get::Related(get) }
}

fn text<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    match spans {
        [] => Value::Null,
        [one] => Value::Text(collapse(slice(v, *one))),
        many => {
            let pieces: Vec<_> = many.iter().map(|s| collapse(slice(v, *s))).collect();
            Value::Text(Cow::Owned(pieces.join(" … ")))
        }
    }
}

fn slice(v: View<'_>, span: Span) -> &str {
    v.article.text.get(span.range()).unwrap_or("")
}

fn line<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    spans.first().map_or(Value::Null, |s| Value::Number(f64::from(v.article.lines.line(s.start))))
}

fn sentence<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    spans.first().map_or(Value::Null, |s| Value::count(v.article.sentence_at(s.start)))
}

fn paragraph<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    spans.first().map_or(Value::Null, |s| Value::count(v.article.paragraph_at(s.start)))
}

fn sentence_text<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    let sentence = spans.first().and_then(|s| v.article.sentences.get(v.article.sentence_at(s.start)));
    sentence.map_or(Value::Null, |s| Value::Text(collapse(slice(v, s.span))))
}

fn role<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    let paragraph = spans.first().and_then(|s| v.article.paragraphs.get(v.article.paragraph_at(s.start)));
    paragraph.map_or(Value::Null, |p| Value::text(role_name(p.role)))
}

fn in_quote<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    spans.first().map_or(Value::Null, |s| Value::Bool(v.facts.quotes.around(s.start).is_some()))
}

/// The name of a paragraph's role in rules.
const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Body => "body",
        Role::Headline => "headline",
        Role::Subheading => "subheading",
        Role::Caption => "caption",
        Role::Credit => "credit",
        Role::Dateline => "dateline",
        Role::Metadata => "metadata",
    }
}

/// `text` with every run of white space as one space; borrowed where it is so already.
pub(crate) fn collapse(text: &str) -> Cow<'_, str> {
    let mut spaces = false;
    let tidy = text.chars().all(|c| {
        let twice = spaces && c == ' ';
        spaces = c == ' ';
        (c == ' ' || !c.is_whitespace()) && !twice
    });
    if tidy {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
