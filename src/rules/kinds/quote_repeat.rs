//! `quote-repeat`: a quotation that occurs twice.

use super::{Kind, View, field};
use crate::Span;
use crate::facts::QuoteRepeat;
use crate::rules::value::{Type, Value};

pub(super) const KIND: Kind = Kind {
    name: "quote-repeat",
    doc: "Two quotations that share words; it marks the later one and refers to the earlier one.",
    count: |v| v.facts.quote_repeats().len(),
    marks: |v, i, out| out.push(quote_repeat(v, i).later),
    related: |v, i, out| out.push(quote_repeat(v, i).earlier),
    fields: &[
        field("paragraphs", Type::Number, "paragraphs from the earlier one to the later, 0 within one", |v, i| {
            quote_repeat(v, i).paragraphs.into()
        }),
        field("matched", Type::Number, "words that both have in one order", |v, i| quote_repeat(v, i).matched.into()),
        field("words", Type::Number, "words of the shorter one", |v, i| quote_repeat(v, i).words.into()),
        field("share", Type::Number, "matched words over the words of the shorter one, 0..1", |v, i| {
            (f64::from(quote_repeat(v, i).matched) / f64::from(quote_repeat(v, i).words.max(1))).into()
        }),
        field("changed", Type::Number, "words that differ between words that both have", |v, i| quote_repeat(v, i).changed.into()),
        field("changed_at_ends", Type::Number, "words that differ at an end of the two", |v, i| quote_repeat(v, i).changed_at_ends.into()),
        field("same_end", Type::Bool, "whether the two end with one word", |v, i| quote_repeat(v, i).same_end.into()),
        field("uneven", Type::Bool, "whether they begin with other words or end with several, one with more than the other", |v, i| {
            quote_repeat(v, i).uneven.into()
        }),
        field(
            "other_stops",
            Type::Bool,
            "whether words that both have run over the end of a sentence in one of the two only",
            |v, i| quote_repeat(v, i).other_stops.into(),
        ),
        field("within", Type::Bool, "whether one quotes the other: the words are in marks within its own", |v, i| {
            quote_repeat(v, i).within.into()
        }),
        field("asked", Type::Bool, "whether one is a question as it was put (asked whether “...”), or one of two alone or near the other", |v, i| {
            quote_repeat(v, i).asked.into()
        }),
        field("goes_on", Type::Bool, "whether the later one goes on with what was being said (he added)", |v, i| {
            quote_repeat(v, i).goes_on.into()
        }),
        field("verse", Type::Bool, "whether both are sung or recited, by the words near them", |v, i| {
            quote_repeat(v, i).verse.into()
        }),
        field("other_occasion", Type::Bool, "whether the text gives them to two occasions: days, years, means", |v, i| {
            quote_repeat(v, i).other_occasion.into()
        }),
        field("in_body", Type::Bool, "whether both are in running text, neither as a heading", |v, i| {
            quote_repeat(v, i).in_body.into()
        }),
        field("named", Type::Bool, "whether both speakers are known by name or pronoun, neither by a role", |v, i| {
            quote_repeat(v, i).named.into()
        }),
        field("edited", Type::Bool, "whether an ellipsis or a square bracket shows that words were changed", |v, i| {
            quote_repeat(v, i).edited.into()
        }),
        field("whole", Type::Bool, "whether both begin like a sentence, with a capital", |v, i| {
            quote_repeat(v, i).whole.into()
        }),
        field("same_speaker", Type::Bool, "whether both have one speaker; null where that is open", |v, i| {
            quote_repeat(v, i).same_speaker.map(Value::Bool).unwrap_or(Value::Null)
        }),
        field("now", Type::Text, "the later one's words where the two differ first", |v, i| {
            differ(v, i).map(|(now, _)| v.article.slice(now)).into()
        }),
        field("before", Type::Text, "the earlier one's words there", |v, i| {
            differ(v, i).map(|(_, before)| v.article.slice(before)).into()
        }),
    ],
};

fn quote_repeat<'a>(v: View<'a>, i: usize) -> &'a QuoteRepeat {
    &v.facts.quote_repeats()[i]
}

fn differ(v: View<'_>, i: usize) -> Option<(Span, Span)> {
    quote_repeat(v, i).differ
}
