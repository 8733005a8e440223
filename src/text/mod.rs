//! Text in, structure out: an immutable [`Article`] with paragraphs, sentences, tokens and lines.
//!
//! - `article.rs`: the [`Article`] itself and how its parts refer to each other
//! - `token.rs`: words, numbers and marks, by Unicode segmentation
//! - `sentence.rs`: where sentences end
//! - `role.rs`: what a paragraph is (body, headline, caption, ...)
//! - `published.rs`: the publication date
//! - `lines.rs`: byte offset to line and column

mod article;
mod lines;
mod published;
mod role;
mod sentence;
mod token;

pub use crate::lexicon::{fold, fold_joined, fold_words};
pub use article::{Article, Paragraph, Sentence};
pub use lines::{Lines, Place};
pub use published::{DateOrigin, Published};
pub use role::Role;
pub use token::{Token, TokenKind};
