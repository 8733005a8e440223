//! Reads the spans of source, cue and content, whatever the method: a [`Reader`].
//!
//! The method is [`trained()`]: a linear-chain conditional random field over the tokens of a paragraph.
//!
//! - `clue.rs`: what the model may see of a token; `clues.rs`: of every token of a paragraph
//! - `words.rs`: what it knows of a word on its own
//! - `parts.rs`: its part of speech
//! - `around.rs`: what is around it in its sentence, and on the way there
//! - `features.rs`: the features made of these, as hashes
//! - `tags.rs`: the tags of the sequence, and spans out of tags
//! - `lattice.rs`: the best row of tags, and how sure it is
//! - `table.rs`: the weights of hashed features, a cache line a look-up
//! - `memo.rs`: a cache of their sums
//! - `model.rs`: the file that holds all this, compiled in
//! - `trained.rs`: the reader

mod around;
pub mod clue;
pub mod clues;
pub mod features;
pub mod lattice;
mod memo;
pub mod model;
pub mod parts;
pub mod table;
pub mod tags;
mod trained;
pub mod words;

pub use trained::{Trained, trained};

use crate::Span;
use crate::facts::quotes::Quotes;
use crate::lexicon::Lexicons;
use crate::named::named;
use crate::text::Article;

named! {
    /// The part that a span plays in an attribution.
    pub enum Label {
        /// Who says it.
        Source = "source",
        /// The words that say that it is said.
        Cue = "cue",
        /// What is said.
        Content = "content",
    }
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

/// What speaks for a label and against it: kinds of clue, in plain words, with their weights.
pub type Evidence = Vec<(&'static str, f32)>;

/// A method that labels the spans of an article.
pub trait Reader: Sync {
    /// The labelled spans, in order, none overlapping.
    fn read(&self, article: &Article, quotes: &Quotes, lexicons: &Lexicons) -> Labels;

    /// The evidence for each of `labels`, which are in order: each kind of clue, in plain words, with its weight, the
    /// weightiest first. Empty where the method cannot say.
    fn weigh(&self, _article: &Article, _quotes: &Quotes, labels: &[Labelled]) -> Vec<Evidence> {
        vec![Evidence::new(); labels.len()]
    }
}

/// The labelled spans of an article, by `reader`.
pub(in crate::facts) fn read(
    reader: &dyn Reader,
    article: &Article,
    quotes: &Quotes,
    lexicons: &Lexicons,
) -> Labels {
    reader.read(article, quotes, lexicons)
}

impl<R: Reader + ?Sized> Reader for &R {
    fn read(&self, article: &Article, quotes: &Quotes, lexicons: &Lexicons) -> Labels {
        (**self).read(article, quotes, lexicons)
    }

    fn weigh(&self, article: &Article, quotes: &Quotes, labels: &[Labelled]) -> Vec<Evidence> {
        (**self).weigh(article, quotes, labels)
    }
}
