//! Reads the spans of source, cue and content, whatever the method: a [`Reader`].

use super::quotes::Quotes;
use crate::Span;
use crate::lexicon::Lexicons;
use crate::text::Article;

/// The part that a span plays in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    /// Who says it.
    Source,
    /// The words that say that it is said.
    Cue,
    /// What is said.
    Content,
}

/// A labelled span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Labelled {
    /// From the first to the last token of the span.
    pub span: Span,
    /// Its part.
    pub label: Label,
    /// How sure the reader is, 0..1.
    pub confidence: f32,
}

/// The labelled spans of an article, in order; they do not overlap.
pub type Labels = Vec<Labelled>;

/// A method that labels the spans of an article.
pub trait Reader: Sync {
    /// The labelled spans, in order, none overlapping.
    fn read(&self, article: &Article, quotes: &Quotes, lexicons: &Lexicons) -> Labels;
}
