//! The fields that every fact has, whatever its kind: where its words are and what they are.

use super::{Field, Get, View};
use crate::Span;
use crate::facts::speech::speaker_labels;
use crate::lexicon::function_words::is_conjunction;
use crate::rules::value::{Type, Value};
use crate::text::{Paragraph, Role};
use std::borrow::Cow;

const CONTEXTS: Type = Type::Classes("contexts");
const OPENINGS: Type = Type::Classes("openings");

/// Fields of every kind.
pub const COMMON: &[Field] = &[
    marks("text", Type::Text, "the words it marks, white space collapsed", text),
    marks("line", Type::Number, "the line it starts on, from 1", line),
    marks("sentence", Type::Number, "the number of its sentence, from 0", sentence),
    marks("paragraph", Type::Number, "the number of its paragraph, from 0", paragraph),
    marks("sentence_text", Type::Text, "the sentence it is in, white space collapsed", sentence_text),
    marks(
        "sentence_before",
        Type::Text,
        "the sentence before that one, in whatever paragraph",
        sentence_before,
    ),
    marks("sentence_after", Type::Text, "the sentence after that one, in whatever paragraph", sentence_after),
    marks(
        "context",
        CONTEXTS,
        "classes of the list `contexts` with a word in its sentence (suit, doubt)",
        context,
    ),
    marks("context_before", CONTEXTS, "the same of the sentence before", context_before),
    marks("context_after", CONTEXTS, "the same of the sentence after", context_after),
    marks("nearby", CONTEXTS, "the same of all three", nearby),
    marks(
        "opening",
        OPENINGS,
        "classes of the list `openings` with the words that open its sentence (concession)",
        opening,
    ),
    marks("opening_after", OPENINGS, "the same of the sentence after", opening_after),
    marks(
        "word_before",
        Type::Text,
        "the word or mark before the marked words in their sentence",
        word_before,
    ),
    marks("word_after", Type::Text, "the word or mark after the marked words in their sentence", word_after),
    marks("role", Type::OneOf(Role::NAMES), "what its paragraph is for", role),
    marks("turn", Type::Bool, "whether its paragraph is a turn of an interview (Q:, A:, INES DAHL:)", turn),
    marks("in_quote", Type::Bool, "whether it starts inside quotation marks", in_quote),
    marks(
        "narrated",
        Type::Bool,
        "whether the paper itself says it: in the body, outside quotation marks, in no turn of an interview, in no line of capitals",
        narrated,
    ),
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
    own(v, spans).map_or(Value::Null, Value::count)
}

fn paragraph<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    spans.first().map_or(Value::Null, |s| Value::count(v.article.paragraph_at(s.start)))
}

fn sentence_text<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    nth_sentence(v, own(v, spans))
}

fn sentence_before<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    nth_sentence(v, before(v, spans))
}

fn sentence_after<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    nth_sentence(v, after(v, spans))
}

fn nth_sentence(v: View<'_>, n: Option<usize>) -> Value<'_> {
    let sentence = n.and_then(|n| v.article.sentences.get(n));
    sentence.map_or(Value::Null, |s| Value::Text(collapse(slice(v, s.span))))
}

fn context<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    contexts(v, [own(v, spans)])
}

fn context_before<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    contexts(v, [before(v, spans)])
}

fn context_after<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    contexts(v, [after(v, spans)])
}

fn nearby<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    contexts(v, [before, own, after].map(|n| n(v, spans)))
}

/// The classes of `contexts` that have a word in any of those sentences, in the order of the list.
fn contexts<const N: usize>(v: View<'_>, sentences: [Option<usize>; N]) -> Value<'_> {
    let read = sentences.into_iter().flatten().map(|n| v.facts.contexts().of(v.article, v.lexicons, n));
    Value::texts(v.lexicons.contexts.untyped().classes_named(read.fold(0, |all, bits| all | bits)))
}

fn opening<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    Value::texts(openings(v, own(v, spans)))
}

fn opening_after<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    Value::texts(openings(v, after(v, spans)))
}

/// The classes of `openings` that the first words of a sentence are in, and those after a first conjunction.
fn openings(v: View<'_>, n: Option<usize>) -> Vec<&str> {
    let Some(sentence) = n.and_then(|n| v.article.sentences.get(n)) else { return Vec::new() };
    let list = v.lexicons.openings.untyped();
    let first = sentence.tokens.start;
    let conjunction = sentence.tokens.len() > 1 && is_conjunction(&v.article.word(first).to_lowercase());
    let places = [Some(first), conjunction.then_some(first + 1)].into_iter().flatten();
    let hits = places.filter_map(|at| list.longest(v.article, at, sentence.tokens.end));
    hits.flat_map(|hit| list.classes_of(&hit).collect::<Vec<_>>()).collect()
}

/// The number of the sentence of the marked words.
fn own(v: View<'_>, spans: &[Span]) -> Option<usize> {
    spans.first().map(|s| v.article.sentence_at(s.start))
}

fn before(v: View<'_>, spans: &[Span]) -> Option<usize> {
    own(v, spans).and_then(|n| n.checked_sub(1))
}

fn after(v: View<'_>, spans: &[Span]) -> Option<usize> {
    spans.last().map(|s| v.article.sentence_at(s.start) + 1)
}

fn word_before<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    let Some(first) = spans.first() else { return Value::Null };
    let token = v.article.token_at(first.start).checked_sub(1);
    word(v, token, v.article.sentence_at(first.start))
}

fn word_after<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    let Some(last) = spans.last() else { return Value::Null };
    let token = v.article.tokens_in(*last).end;
    word(v, Some(token), v.article.sentence_at(last.start))
}

/// The token of that number, where it is in that sentence.
fn word(v: View<'_>, token: Option<usize>, sentence: usize) -> Value<'_> {
    let inside = |t: &usize| v.article.sentences.get(sentence).is_some_and(|s| s.tokens.contains(t));
    token.filter(inside).map_or(Value::Null, |t| v.article.word(t).into())
}

fn role<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    home(v, spans).map_or(Value::Null, |p| Value::text(p.role.name()))
}

fn turn<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    home(v, spans).map_or(Value::Null, |p| Value::Bool(is_turn(v, p)))
}

/// Whether a paragraph opens with a label of who speaks: Q or A, a word in capitals, or two or three with a capital.
fn is_turn(v: View<'_>, paragraph: &Paragraph) -> bool {
    speaker_labels::label(v.article, &paragraph.tokens).is_some_and(|turn| turn.sure)
}

fn in_quote<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    spans.first().map_or(Value::Null, |s| Value::Bool(is_quoted(v, *s)))
}

fn is_quoted(v: View<'_>, span: Span) -> bool {
    v.facts.quotes().around(span.start).is_some()
}

fn narrated<'a>(v: View<'a>, spans: &[Span]) -> Value<'a> {
    let (Some(paragraph), Some(first)) = (home(v, spans), spans.first()) else { return Value::Null };
    let told = paragraph.role == Role::Body && !is_quoted(v, *first) && !is_turn(v, paragraph);
    Value::Bool(told && !is_capitals(v, spans))
}

/// Letters of a word in capitals that is more than an acronym.
const SHOUTED: usize = 4;

/// Whether the marked words, or the word after them, are in capitals as in a heading.
fn is_capitals(v: View<'_>, spans: &[Span]) -> bool {
    let shouted = |word: &str| word.len() >= SHOUTED && word.bytes().all(|b| b.is_ascii_uppercase());
    let marked = spans.first().is_some_and(|s| slice(v, *s).split_whitespace().any(shouted));
    marked || matches!(word_after(v, spans), Value::Text(word) if shouted(&word))
}

/// The paragraph of the marked words.
fn home<'a>(v: View<'a>, spans: &[Span]) -> Option<&'a Paragraph> {
    spans.first().and_then(|s| v.article.paragraphs.get(v.article.paragraph_at(s.start)))
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
