//! `restatement`: two figures in like words.

use super::{Kind, View, field};
use crate::Span;
use crate::facts::people::entities::EntityId;
use crate::facts::numbers::comparison::{self, Comparison};
use crate::facts::numbers::figures::{FigureKind, Precision};
use crate::facts::numbers::restatements::words_of;
use crate::facts::numbers::same_thing::{self, Evidence};
use crate::facts::{Figure, Restatement};
use crate::rules::value::{Type, Value};
use std::borrow::Cow;

pub(super) const KIND: Kind = Kind {
    name: "restatement",
    doc: "Two figures in like words, so that the later may restate the earlier; it marks the later, or the vague one of a \
          vague and an exact one, and refers to the other.",
    count: |v| v.facts.restatements().len(),
    marks: |v, i, out: &mut Vec<Span>| out.push(words_of(marked(v, i).0)),
    related: |v, i, out: &mut Vec<Span>| out.push(words_of(marked(v, i).1)),
    fields: &[
        field("agree", Type::Bool, "whether both can be right, as rounding and modifiers allow", |v, i| {
            restatement(v, i).agree.into()
        }),
        field("same_thing", Type::Number, "how likely both are meant for one figure, 0 to 1", |v, i| {
            same_thing::score(&evidence(v, i)).into()
        }),
        field("evidence", Type::Text, "what speaks for that and against it", |v, i| Value::Text(Cow::Owned(said(&evidence(v, i))))),
        field("likeness", Type::Number, "share of the poorer one's words that both have, rare words weighing more", |v, i| {
            restatement(v, i).likeness.into()
        }),
        field("copied", Type::Number, "share of the richer one's words that both have", |v, i| restatement(v, i).copied.into()),
        field("shared", Type::Number, "content words that both have near the figure", |v, i| restatement(v, i).shared.into()),
        field("rare", Type::Number, "those that few sentences of the article have", |v, i| restatement(v, i).rare.into()),
        field("following", Type::Number, "content words right after the figures that agree", |v, i| {
            restatement(v, i).following.into()
        }),
        field("before", Type::Number, "words right before the figures that are the same, up to twelve", |v, i| {
            restatement(v, i).before.into()
        }),
        field("after", Type::Number, "words right after the figures that are the same, up to twelve", |v, i| {
            restatement(v, i).after.into()
        }),
        field("forked", Type::Bool, "whether both go on after those words, each with a word of its own", |v, i| {
            restatement(v, i).forked.into()
        }),
        field("together", Type::Bool, "whether both are in one paragraph", |v, i| restatement(v, i).together.into()),
        field("slip", Type::Bool, "whether the digits differ as by a slip of the keyboard", |v, i| {
            restatement(v, i).slip.into()
        }),
        field("significant", Type::Number, "digits of the one that has fewer, zeros at the end left out", |v, i| {
            restatement(v, i).significant.into()
        }),
        field("live", Type::Bool, "whether the article is a running account, with times of day over its parts", |v, i| {
            restatement(v, i).live.into()
        }),
        field("anchors", Type::Number, "other figures that both sentences hold", |v, i| restatement(v, i).anchors.into()),
        field("telling", Type::Number, "those of them that have three digits or more", |v, i| restatement(v, i).telling.into()),
        field("contrast", Type::Number, "names near the one that the other's sentence lacks, the fewer of both", |v, i| {
            restatement(v, i).contrast.into()
        }),
        field("named", Type::Number, "names near the one that the other's sentence has, the more of both", |v, i| {
            restatement(v, i).named.into()
        }),
        field("apart", Type::Number, "words next to the one that the other's sentence lacks, the fewer of both", |v, i| {
            restatement(v, i).apart.into()
        }),
        field("swapped", Type::Number, "words near the one that the other's sentence lacks, the fewer of both", |v, i| {
            restatement(v, i).swapped.into()
        }),
        field("rivals", Type::Number, "different values in like words: 2 and more are a series", |v, i| {
            restatement(v, i).rivals.into()
        }),
        field("echoed", Type::Bool, "whether the one's sentence holds the other's value too", |v, i| {
            restatement(v, i).echoed.into()
        }),
        field("ratio", Type::Number, "the greater value over the lesser", |v, i| restatement(v, i).ratio.into()),
        field("same_digits", Type::Bool, "whether only zeros or a magnitude part them", |v, i| {
            restatement(v, i).same_digits.into()
        }),
        field("same_unit", Type::Bool, "whether unit and kind are one", |v, i| {
            (first(v, i).unit == second(v, i).unit && first(v, i).kind == second(v, i).kind).into()
        }),
        field("same_subject", Type::OneOf(COMPARED), "whether they count one thing", |v, i| {
            comparison::compare(first(v, i).subject.as_ref(), second(v, i).subject.as_ref()).name().into()
        }),
        field("same_time", Type::OneOf(Comparison::NAMES), "whether they hold for one time; open where it is said in two ways", |v, i| {
            comparison::times(v.lexicons, first(v, i).time.as_deref(), second(v, i).time.as_deref()).name().into()
        }),
        field("same_place", Type::OneOf(COMPARED), "whether they hold for one place", |v, i| {
            comparison::compare(first(v, i).place.as_ref(), second(v, i).place.as_ref()).name().into()
        }),
        field("same_rate", Type::OneOf(COMPARED), "whether they are for one of many in the same way (per year, each)", |v, i| {
            comparison::compare(comparison::rate(first(v, i)), comparison::rate(second(v, i))).name().into()
        }),
        field("others", Type::Bool, "whether one of the two counts others than those named before", |v, i| {
            let other = |f: &Figure| f.qualifiers.iter().any(|q| q == "other");
            (other(first(v, i)) != other(second(v, i))).into()
        }),
        field("same_part", Type::Bool, "whether both are a part of a group (five of the boats), or neither", |v, i| {
            let part = |f: &Figure| f.kind == FigureKind::Count && f.qualifiers.iter().any(|q| q == "of");
            (part(first(v, i)) == part(second(v, i))).into()
        }),
        field("same_shape", Type::Bool, "whether both are tied to their noun by a hyphen (a 50-seat hall), or neither", |v, i| {
            (hyphened(v, first(v, i)) == hyphened(v, second(v, i))).into()
        }),
        field("unlike", Type::Bool, "whether both nouns have adjectives and share none (retired officers, naval officers)", |v, i| {
            comparison::unlike(first(v, i), second(v, i)).into()
        }),
        field("vague", Type::Number, "how many of the two are vague (thousands of)", |v, i| {
            Value::count([first(v, i), second(v, i)].iter().filter(|f| f.precision == Precision::Vague).count())
        }),
        field("amounts", Type::Bool, "whether both are money or measures, whatever their units", |v, i| {
            let amount = |f: &Figure| matches!(f.kind, FigureKind::Money | FigureKind::Measure);
            (amount(first(v, i)) && amount(second(v, i))).into()
        }),
        field("unit", Type::Text, "the later one's unit", |v, i| second(v, i).unit.as_deref().into()),
        field("other_unit", Type::Text, "the earlier one's unit", |v, i| first(v, i).unit.as_deref().into()),
        field("two_speakers", Type::Bool, "whether two different people give them", |v, i| {
            let (a, b) = (speaker(v, first(v, i)), speaker(v, second(v, i)));
            (a.is_some() && b.is_some() && a != b).into()
        }),
        field("speaker", Type::Text, "who gives the later one", |v, i| name(v, second(v, i))),
        field("other_speaker", Type::Text, "who gives the earlier one", |v, i| name(v, first(v, i))),
    ],
};

/// What [`comparison::compare`] comes to; only times are ever open.
const COMPARED: &[&str] = &["same", "differ", "one", "none"];

fn restatement<'a>(v: View<'a>, i: usize) -> &'a Restatement {
    &v.facts.restatements()[i]
}

fn evidence(v: View<'_>, i: usize) -> [Evidence; same_thing::PIECES] {
    same_thing::evidence(restatement(v, i), first(v, i), second(v, i), v.lexicons)
}

/// `one thing counted, words right after`: what speaks most for it.
fn said(evidence: &[Evidence]) -> String {
    same_thing::strongest(evidence, 3).join(", ")
}

fn first<'a>(v: View<'a>, i: usize) -> &'a Figure {
    &v.facts.figures()[restatement(v, i).first]
}

fn second<'a>(v: View<'a>, i: usize) -> &'a Figure {
    &v.facts.figures()[restatement(v, i).second]
}

/// The figure to look at and the other: the later and the earlier, but of a vague and an exact one the vague.
fn marked<'a>(v: View<'a>, i: usize) -> (&'a Figure, &'a Figure) {
    let (first, second) = (first(v, i), second(v, i));
    let vague = |f: &Figure| f.precision == Precision::Vague;
    if vague(first) && !vague(second) { (first, second) } else { (second, first) }
}

fn hyphened(v: View<'_>, f: &Figure) -> bool {
    v.article.text.get(f.number.end as usize..).is_some_and(|rest| rest.starts_with('-'))
}

fn speaker(v: View<'_>, f: &Figure) -> Option<EntityId> {
    v.facts.attribution(f.attribution?)?.entity
}

fn name<'a>(v: View<'a>, f: &Figure) -> Value<'a> {
    speaker(v, f).and_then(|e| v.facts.entities().get(e)).map(|e| v.article.slice(e.name)).into()
}
