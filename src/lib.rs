//! Finds who said what in a news article, and where the article contradicts itself.
//!
//! An article travels one way: [`input`] (bytes to text) -> [`text`] (paragraphs, sentences, tokens)
//! -> [`facts`] (quotes, entities, attributions, figures, dates) -> [`rules`] (findings) ->
//! [`policy`] (those accepted before) -> [`report`]. No arrow points back. [`transcript`] reads what was said, to check quotations against.
//!
//! [`Checker`] takes an article all the way:
//!
//! ```
//! use onrecord::{Checker, report::{Json, Renderer, Summary}};
//!
//! let checker = Checker::built_in();
//! let document = checker.check_text("draft.txt", "“The the bridge is safe,” said Ada Brandt, the mayor.");
//! let mut report = Vec::new();
//! Json.begin(&mut report)?;
//! Json.document(&document, &mut report)?;
//! Json.end(&Summary::of(&document), &mut report)?;
//! assert!(String::from_utf8_lossy(&report).contains("repeated-word"));
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! Nothing here prints, asks for a terminal or keeps state for the whole process. The feature `cli`, on by default, adds
//! what the program `onrecord` needs, and with it `input::Walk`, which finds articles in folders. Without it the library
//! builds for `wasm32-unknown-unknown`.

mod boundary;
mod checker;
pub mod facts;
mod id;
pub mod input;
pub mod lexicon;
mod named;
mod numerals;
pub mod policy;
pub mod report;
pub mod rules;
mod span;
mod suggest;
pub mod text;
pub mod transcript;

pub use checker::{BuildError, Checker, CheckerBuilder, Document};
pub use id::Id;
pub use jiff::civil::Date;
pub use span::Span;
pub use suggest::nearest;
