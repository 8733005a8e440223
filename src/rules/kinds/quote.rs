//! `quote`: a quotation in one paragraph.

use super::{Kind, View, field, none};
use crate::facts::quotes::MarkStyle;
use crate::facts::speech::reach::Reach;
use crate::facts::{Quote, QuoteUse};
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "quote",
    doc: "A quotation in one paragraph, marks included.",
    count: |v| v.facts.quotes().quotes.len(),
    marks: |v, i, out| out.push(quote(v, i).span),
    related: none,
    fields: &[
        field("words", Type::Number, "words inside, marks not counted", |v, i| quote(v, i).words.into()),
        field("inner", Type::Text, "the words without their marks", |v, i| {
            v.article.slice(quote(v, i).inner).into()
        }),
        field("used_as", Type::OneOf(QuoteUse::NAMES), "what the marks are there for", |v, i| {
            match quote(v, i).used_as {
                QuoteUse::Speech => "speech",
                QuoteUse::Scare => "scare",
                QuoteUse::Title => "title",
            }
            .into()
        }),
        field("marks", Type::OneOf(MarkStyle::NAMES), "how its marks look", |v, i| quote(v, i).marks.name().into()),
        field("closed", Type::Bool, "whether it has a closing mark of its own", |v, i| quote(v, i).closed.into()),
        field("nested", Type::Bool, "whether it is inside another", |v, i| quote(v, i).parent.is_some().into()),
        field("continues", Type::Bool, "whether it goes on with the quotation of the paragraph before", |v, i| {
            quote(v, i).continues.is_some().into()
        }),
        field("continued", Type::Bool, "whether the next paragraph goes on with it", |v, i| {
            quote(v, i).continued_by.is_some().into()
        }),
        field("attributed", Type::Bool, "whether it, or what it goes on with, is part of an attribution", |v, i| {
            v.facts.speaking().attribution.get(i).copied().flatten().is_some().into()
        }),
        field(
            "reach",
            Type::OneOf(Reach::NAMES),
            "how its speaker is found: its own attribution, someone named near it, or not at all",
            |v, i| v.facts.speaking().reach.get(i).copied().unwrap_or(Reach::None).name().into(),
        ),
        field("whole", Type::Bool, "whether it is whole sentences: a capital first, a stop last", |v, i| {
            let inner = v.article.slice(quote(v, i).inner).trim();
            let capital = inner.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
            (capital && inner.ends_with(['.', '!', '?', '…', '—'])).into()
        }),
        field("alone", Type::Bool, "whether its paragraph holds nothing but quotations", |v, i| {
            alone(v, quote(v, i)).into()
        }),
    ],
};

fn quote<'a>(v: View<'a>, i: usize) -> &'a Quote {
    &v.facts.quotes().quotes[i]
}

/// Whether nothing but quotations is in the paragraph of `quote`.
fn alone(v: View<'_>, quote: &Quote) -> bool {
    let Some(paragraph) = v.article.paragraphs.get(v.article.paragraph_at(quote.span.start)) else { return false };
    let quotes = &v.facts.quotes().quotes;
    let first = quotes.partition_point(|q| q.span.start < paragraph.span.start);
    let mut at = paragraph.span.start;
    for q in quotes[first..].iter().take_while(|q| q.span.start < paragraph.span.end).filter(|q| q.parent.is_none()) {
        if !blank(v, at, q.span.start) {
            return false;
        }
        at = q.span.end;
    }
    blank(v, at, paragraph.span.end)
}

fn blank(v: View<'_>, from: u32, to: u32) -> bool {
    v.article.text.get(from as usize..to.max(from) as usize).is_some_and(|s| s.trim().is_empty())
}

