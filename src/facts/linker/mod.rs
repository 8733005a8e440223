//! Joins labelled spans to statements: which source and which cue belong to which content.

mod near;

use super::quotes::Quotes;
use super::reader::Labels;
use crate::Span;
use crate::lexicon::Lexicons;
use crate::text::Article;

/// Contents that one source utters with one cue.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    /// One or more pieces, in order.
    pub content: Vec<Span>,
    /// None, or one or more pieces.
    pub cue: Vec<Span>,
    /// None, or one or more pieces.
    pub source: Vec<Span>,
    /// How sure the linker is of the spans and of their belonging together, 0..1.
    pub confidence: f32,
}

/// Joins the labelled spans of an article.
#[must_use]
pub fn link(article: &Article, _quotes: &Quotes, labels: &Labels, _lexicons: &Lexicons) -> Vec<Statement> {
    near::link(article, labels)
}
