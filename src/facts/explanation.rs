//! How an attribution came about, for those who ask why: what the reader went by and what the linker chose among, from
//! the evidence that was kept when the facts were made.

use crate::Span;
use crate::facts::Facts;
use crate::facts::speech::linker::Trace;
use crate::facts::speech::reader::Label;

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
    let labels = facts.labels();
    let part = |span: Span, label: Label| {
        let seen = labels.iter().find(|l| l.span == span && l.label == label);
        let weigh = || facts.reader().weigh(facts.article(), facts.quotes(), span, label);
        let clues = seen.map(|_| shares(&weigh())).unwrap_or_default();
        Part { label, span, confidence: seen.map(|l| l.confidence), clues }
    };
    let explanation = |&number: &usize| {
        let attribution = facts.attributions().get(number)?;
        let of = |spans: &[Span], label| spans.iter().map(move |&span| (span, label)).collect::<Vec<_>>();
        let spans = [
            of(&attribution.source, Label::Source),
            of(&attribution.cue, Label::Cue),
            of(&attribution.content, Label::Content),
        ];
        // Attributions are in the order of the statements they are made from.
        let trace = facts.linked().traces.get(number).cloned();
        Some(Explanation {
            parts: spans.into_iter().flatten().map(|(span, label)| part(span, label)).collect(),
            trace,
        })
    };
    attributions.iter().filter_map(explanation).collect()
}

/// The weights in favour of something, as shares of their sum.
fn shares(weights: &[(&'static str, f32)]) -> Vec<(&'static str, f32)> {
    let sum: f32 = weights.iter().map(|(_, weight)| weight.max(0.0)).sum();
    let speaks = weights.iter().filter(|(_, weight)| *weight > 0.0);
    speaks.map(|&(family, weight)| (family, weight / sum)).collect()
}
