//! `figure`: a number with its unit and what it counts.

use super::{Kind, View, field, none};
use crate::facts::Figure;
use crate::facts::numbers::figures::{FigureKind, Precision};
use crate::rules::value::{Type, Value};
use crate::facts::numbers::backing::{attributive, is_recalled};

pub(super) const KIND: Kind = Kind {
    name: "figure",
    doc: "A number with its unit, what it counts and how exact it claims to be.",
    count: |v| v.facts.figures().len(),
    marks: |v, i, out| out.push(figure(v, i).span),
    related: none,
    fields: &[
        field("kind", Type::OneOf(FigureKind::NAMES), "what it measures", |v, i| figure(v, i).kind.name().into()),
        field("precision", Type::OneOf(Precision::NAMES), "how exact it claims to be", |v, i| {
            figure(v, i).precision.name().into()
        }),
        field("low", Type::Number, "the least it can mean", |v, i| figure(v, i).low.into()),
        field("high", Type::Number, "the most it can mean", |v, i| figure(v, i).high.into()),
        field("number", Type::Text, "the bare number as written", |v, i| v.article.slice(figure(v, i).number).into()),
        field("unit", Type::Text, "the unit (USD, km, %), where there is one", |v, i| {
            figure(v, i).unit.as_deref().into()
        }),
        field("noun", Type::Text, "the noun it counts, as written", |v, i| {
            figure(v, i).noun.map(|n| v.article.slice(n)).into()
        }),
        field("subject", Type::Text, "what it counts, one word for all synonyms (troops for soldiers)", |v, i| {
            figure(v, i).subject.as_deref().into()
        }),
        field("qualifiers", Type::Texts, "words that distinguish it from another of the same noun, sorted", |v, i| {
            Value::texts(figure(v, i).qualifiers.iter().map(String::as_str))
        }),
        field("time", Type::Text, "the time it holds for, where the sentence says so", |v, i| {
            figure(v, i).time.as_deref().into()
        }),
        field("place", Type::Text, "the place it holds for, where the sentence says so", |v, i| {
            figure(v, i).place.as_deref().into()
        }),
        field("sourced", Type::Bool, "whether it is in someone's words", |v, i| {
            figure(v, i).attribution.is_some().into()
        }),
        field(
            "backed",
            Type::Bool,
            "whether anybody or anything stands behind it: it is in someone's words, someone is cited in its sentence or beside that in its paragraph, or a record that figures come from (filings, data) is named by then",
            |v, i| backed(v, figure(v, i)).into(),
        ),
        field("neighbour_sourced", Type::Bool, "whether anyone is cited in the sentence before or after, in its paragraph", |v, i| {
            neighbour_sourced(v, figure(v, i)).into()
        }),
        field("recalled", Type::Bool, "whether it is told as known already: of those 38, in a relative clause, by a participle, or in a sentence that goes back to an earlier time", |v, i| {
            is_recalled(v.article, v.lexicons, figure(v, i).span).into()
        }),
        field("attributive", Type::Bool, "whether it is before a noun like an adjective (a $50 million hall)", |v, i| {
            attributive(v.article, v.lexicons, figure(v, i).span).into()
        }),
        field("polled", Type::Bool, "whether a poll is named before it or in its paragraph; anywhere, for one in the first paragraph", |v, i| {
            v.facts.backing().polls(v.article, figure(v, i).span).into()
        }),
        field("attribution", Type::Number, "the number of that attribution", |v, i| {
            figure(v, i).attribution.map_or(Value::Null, |a| Value::count(a.index()))
        }),
        field("speaker", Type::Number, "the number of the entity that gives it, where that is settled", |v, i| {
            let attribution = figure(v, i).attribution.and_then(|a| v.facts.attribution(a));
            attribution.and_then(|a| a.entity).map_or(Value::Null, |e| Value::count(e.index()))
        }),
    ],
};

/// Whether a statement, a citation nearby or a record is behind the figure.
fn backed(v: View<'_>, figure: &Figure) -> bool {
    let sentence = v.article.sentence_at(figure.span.start);
    figure.attribution.is_some()
        || v.facts.speaking().spoken.get(sentence).copied().unwrap_or(false)
        || neighbour_sourced(v, figure)
        || v.facts.backing().documents(v.article, figure.span)
}

/// Whether someone is cited in a sentence beside the figure's, in its paragraph.
fn neighbour_sourced(v: View<'_>, figure: &Figure) -> bool {
    let at = v.article.sentence_at(figure.span.start);
    let paragraph = |n: usize| v.article.sentences.get(n).map(|s| s.paragraph);
    let informed = |n: usize| v.facts.speaking().informed.get(n).copied().unwrap_or(false);
    let beside = |n: usize| paragraph(n) == paragraph(at) && informed(n);
    at.checked_sub(1).is_some_and(beside) || beside(at + 1)
}

fn figure<'a>(v: View<'a>, i: usize) -> &'a Figure {
    &v.facts.figures()[i]
}

