//! How an attribution came about, for those who ask why: what the reader went by and what the linker chose among.
//!
//! None of this is computed in a run over articles: it is found out anew, by the same code, for the attributions
//! of the line that somebody asks about.

use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::speech::attributions::Attribution;
use crate::facts::speech::linker::{self, Trace};
use crate::facts::speech::reader::{Family, Label, Reader};
use crate::lexicon::Lexicons;
use crate::text::Article;

/// How an attribution came about.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Its source, its cue and its content, piece by piece.
    pub parts: Vec<Part>,
    /// What its cue and its source were chosen from; None where the linker has no such statement.
    pub trace: Option<Trace>,
}

/// A piece of an attribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What it is.
    pub label: Label,
    /// Where it stands.
    pub span: Span,
    /// How sure the reader is of it, 0..1; None where it did not see it and the linker took it all the same.
    pub confidence: Option<f32>,
    /// What the reader went by, the weightiest first: each family of clues with its share of all that spoke for it.
    pub clues: Vec<(Family, f32)>,
}

/// The accounts of `attributions`, in their order.
#[must_use]
pub fn accounts(
    article: &Article,
    quotes: &Quotes,
    attributions: &[&Attribution],
    lexicons: &Lexicons,
    reader: &dyn Reader,
) -> Vec<Explanation> {
    let labels = reader.read(article, quotes, lexicons);
    let traces = linker::trace(article, quotes, &labels, lexicons);
    let part = |span: Span, label: Label| {
        let seen = labels.iter().find(|l| l.span == span && l.label == label);
        let clues = seen.map(|_| shares(&reader.weigh(article, span, label))).unwrap_or_default();
        Part { label, span, confidence: seen.map(|l| l.confidence), clues }
    };
    let account = |attribution: &&Attribution| {
        let of = |spans: &[Span], label| spans.iter().map(move |&span| (span, label)).collect::<Vec<_>>();
        let spans = [
            of(&attribution.source, Label::Source),
            of(&attribution.cue, Label::Cue),
            of(&attribution.content, Label::Content),
        ];
        Explanation {
            parts: spans.into_iter().flatten().map(|(span, label)| part(span, label)).collect(),
            trace: traces.iter().find(|t| t.statement.content == attribution.content).cloned(),
        }
    };
    attributions.iter().map(account).collect()
}

/// The weights that speak for something, as shares of their sum.
fn shares(weights: &[(Family, f32)]) -> Vec<(Family, f32)> {
    let sum: f32 = weights.iter().map(|(_, weight)| weight.max(0.0)).sum();
    let speaks = weights.iter().filter(|(_, weight)| *weight > 0.0);
    speaks.map(|&(family, weight)| (family, weight / sum)).collect()
}
