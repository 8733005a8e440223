//! Finds who said what in a news article, and where the article contradicts itself.
//!
//! An article travels one way: [`input`] (bytes to text) -> [`text`] (paragraphs, sentences, tokens)
//! -> [`facts`] (quotes, entities, attributions, figures, dates) -> [`rules`] (findings) ->
//! [`report`]. No arrow points back. [`transcript`] reads what was said, to hold quotations against.

mod checker;
pub mod facts;
mod id;
pub mod input;
pub mod lexicon;
mod named;
pub mod report;
pub mod rules;
mod span;
pub mod text;
pub mod transcript;

pub use checker::{Checker, Document};
pub use id::Id;
pub use span::Span;
