//! `quote`: a quotation in one paragraph.

use super::{Kind, View, field, none};
use crate::facts::quotes::MarkStyle;
use crate::facts::{Quote, QuoteUse};
use crate::rules::value::Type;

pub(super) const KIND: Kind = Kind {
    name: "quote",
    doc: "A quotation in one paragraph, marks included.",
    count: |v| v.facts.quotes.quotes.len(),
    marks: |v, i, out| out.push(quote(v, i).span),
    related: none,
    fields: &[
        field("words", Type::Number, "words inside, marks not counted", |v, i| quote(v, i).words.into()),
        field("inner", Type::Text, "the words without their marks", |v, i| {
            v.article.slice(quote(v, i).inner).into()
        }),
        field("used_as", Type::OneOf(&["speech", "scare", "title"]), "what the marks are there for", |v, i| {
            match quote(v, i).used_as {
                QuoteUse::Speech => "speech",
                QuoteUse::Scare => "scare",
                QuoteUse::Title => "title",
            }
            .into()
        }),
        field("marks", Type::OneOf(STYLES), "how its marks look", |v, i| style(quote(v, i).marks).into()),
        field("closed", Type::Bool, "whether it has a closing mark of its own", |v, i| quote(v, i).closed.into()),
        field("nested", Type::Bool, "whether it stands inside another", |v, i| quote(v, i).parent.is_some().into()),
        field("continues", Type::Bool, "whether it goes on with the quotation of the paragraph before", |v, i| {
            quote(v, i).continues.is_some().into()
        }),
        field("continued", Type::Bool, "whether the next paragraph goes on with it", |v, i| {
            quote(v, i).continued_by.is_some().into()
        }),
        field("attributed", Type::Bool, "whether it, or what it goes on with, is part of an attribution", |v, i| {
            attribution(v, i).is_some().into()
        }),
        field("sourced", Type::Bool, "whether that attribution names a source", |v, i| {
            attribution(v, i).is_some_and(|a| !v.facts.attributions[a].source.is_empty()).into()
        }),
    ],
};

const STYLES: &[&str] = &[
    "curly-double",
    "straight-double",
    "curly-single",
    "straight-single",
    "doubled-single",
    "guillemets",
    "low-high",
];

fn quote<'a>(v: View<'a>, i: usize) -> &'a Quote {
    &v.facts.quotes.quotes[i]
}

/// The attribution whose content overlaps the quotation or one that it goes on with or is continued by.
fn attribution(v: View<'_>, i: usize) -> Option<usize> {
    let quotes = &v.facts.quotes.quotes;
    let first = std::iter::successors(Some(i), |&i| quotes[i].continues).take(64).last()?;
    std::iter::successors(Some(first), |&i| quotes[i].continued_by).take(128).find_map(|i| holding(v, i))
}

fn holding(v: View<'_>, i: usize) -> Option<usize> {
    let span = quote(v, i).inner;
    let all = &v.facts.attributions;
    let overlaps = |a: &crate::facts::Attribution| a.content.iter().any(|c| c.overlaps(span));
    all.iter().position(overlaps)
}

const fn style(marks: MarkStyle) -> &'static str {
    match marks {
        MarkStyle::CurlyDouble => "curly-double",
        MarkStyle::StraightDouble => "straight-double",
        MarkStyle::CurlySingle => "curly-single",
        MarkStyle::StraightSingle => "straight-single",
        MarkStyle::DoubledSingle => "doubled-single",
        MarkStyle::Guillemets => "guillemets",
        MarkStyle::LowHigh => "low-high",
    }
}
