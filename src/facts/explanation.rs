//! How an attribution came about, for those who ask why: what the reader went by and what the linker chose among, from
//! the evidence that was kept when the facts were made.

use crate::Span;
use crate::facts::speech::linker::Trace;
use crate::facts::speech::reader::Label;
use crate::facts::{Attribution, Facts};

/// How an attribution came about.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Explanation {
    /// Its source, its cue and its content, piece by piece.
    pub parts: Vec<Part>,
    /// What its cue and its source were chosen from; None where the linker has no such statement.
    pub trace: Option<Trace>,
}

/// A piece of an attribution.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Part {
    /// What it is.
    pub label: Label,
    /// Where it occurs.
    pub span: Span,
    /// How sure the reader is of it, 0..1; None where it did not see it and the linker took it all the same.
    pub confidence: Option<f32>,
    /// What the reader relied on, the weightiest first: each family of clues with its share of everything in favour.
    pub clues: Vec<(&'static str, f32)>,
}

/// The explanations of the attributions with these numbers, in that order. Choices are among them where the facts
/// [keep evidence](Facts::with_evidence).
#[must_use]
pub fn explain(facts: &Facts<'_>, attributions: &[usize]) -> Vec<Explanation> {
    let found: Vec<(usize, &Attribution)> =
        attributions.iter().filter_map(|&n| Some((n, facts.attributions().get(n)?))).collect();
    let labels = facts.labels();
    let place = |span: Span, label: Label| {
        let at = labels.binary_search_by_key(&span.start, |l| l.span.start).ok()?;
        (labels[at].span == span && labels[at].label == label).then_some(at)
    };
    let mut asked: Vec<usize> =
        found.iter().flat_map(|(_, a)| parts(a)).filter_map(|(span, label)| place(span, label)).collect();
    asked.sort_unstable();
    asked.dedup();
    let seen: Vec<_> = asked.iter().map(|&at| labels[at]).collect();
    let weighed = facts.reader().weigh(facts.article(), facts.quotes(), &seen);
    let part = |(span, label): (Span, Label)| {
        let at = place(span, label).and_then(|at| asked.binary_search(&at).ok());
        Part {
            label,
            span,
            confidence: at.map(|at| seen[at].confidence),
            clues: at.and_then(|at| weighed.get(at)).map(|weights| shares(weights)).unwrap_or_default(),
        }
    };
    let explanation = |(number, attribution): (usize, &Attribution)| Explanation {
        parts: parts(attribution).map(part).collect(),
        // Attributions are in the order of the statements they are made from.
        trace: facts.linked().traces.get(number).cloned(),
    };
    found.into_iter().map(explanation).collect()
}

/// The pieces of an attribution: source, cue and content.
fn parts(attribution: &Attribution) -> impl Iterator<Item = (Span, Label)> + '_ {
    let of = |spans: &'_ [Span], label| spans.iter().map(move |&span| (span, label)).collect::<Vec<_>>();
    [
        of(&attribution.source, Label::Source),
        of(&attribution.cue, Label::Cue),
        of(&attribution.content, Label::Content),
    ]
    .into_iter()
    .flatten()
}

/// The weights in favour of something, as shares of their sum.
fn shares(weights: &[(&'static str, f32)]) -> Vec<(&'static str, f32)> {
    let sum: f32 = weights.iter().map(|(_, weight)| weight.max(0.0)).sum();
    let speaks = weights.iter().filter(|(_, weight)| *weight > 0.0);
    speaks.map(|&(family, weight)| (family, weight / sum)).collect()
}
