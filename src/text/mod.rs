//! A [`Manuscript`] in, structure out: an immutable [`Article`] with paragraphs, sentences, tokens and lines.
//!
//! - `manuscript.rs`: the text in blocks, and what its format says about them
//! - `source_map.rs`: from the text back to the bytes of the file
//! - `plain.rs`: plain text as a manuscript; `layout.rs`: which of its lines are one paragraph
//! - `characters.rs`: characters read as what they stand for; `garble.rs`: those that would look wrong in print
//! - `comments.rs`: comments to the program in mark-up
//! - `article.rs`: the [`Article`] itself and how its parts refer to each other
//! - `token.rs`: words, numbers and marks, by Unicode segmentation
//! - `sentence.rs`: where sentences end; `lost_breaks.rs`: which of them begin paragraphs that were joined
//! - `language.rs`: whether it is English
//! - `role.rs`: what a paragraph is (body, headline, caption, ...); `guessed_role.rs`: by its looks
//! - `published.rs`: the publication date
//! - `lines.rs`: byte offset to line and column; `line_end.rs`: what ends a line

mod article;
mod characters;
#[cfg(any(feature = "html", feature = "markdown"))]
mod comments;
mod garble;
mod guessed_role;
mod language;
mod layout;
mod line_end;
mod lines;
mod lost_breaks;
mod manuscript;
mod plain;
mod published;
mod role;
mod sentence;
mod source_map;
mod token;

pub use crate::lexicon::{fold, fold_joined, fold_words};
pub use article::{Article, Paragraph, Sentence};
#[cfg(any(feature = "html", feature = "markdown"))]
pub(crate) use comments::{attach, written};
pub use garble::{Garble, GarbleKind, Hidden};
pub use layout::Assumed;
pub use lines::{ColumnUnit, Lines, Place};
pub use manuscript::{Block, Comment, Editable, Manuscript, Note};
pub use published::{DateOrigin, Published};
pub use role::Role;
pub use source_map::{SourceMap, SourceMapBuilder};
pub use token::{Token, TokenKind, is_dash};
