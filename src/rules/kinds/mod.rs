//! Kinds of fact that a rule can match: the bridge between facts in Rust and rules in TOML.
//!
//! A kind is a table: a name, how many of it there are, which words each marks, and its fields. To add one:
//!
//! 1. Compute the facts in `src/facts/`; a relation between two places (a sum, a repeated quote, two
//!    spellings) is a fact too, with the span it objects to and the span it refers to.
//! 2. Write `src/rules/kinds/<kind>.rs` with one `pub(super) const KIND: Kind`, after the model of
//!    `stray_mark.rs` (the shortest) or `figure.rs`. `marks` pushes the words that a finding underlines, `related`
//!    those of the other place (or is [`none`]). A field is [`field`]`(name, type, doc, |view, i| value)`;
//!    its name is snake_case, a closed set of words is [`Type::OneOf`], so that a rule which misspells one is
//!    refused. A field that is not known for a fact is [`Value::Null`].
//! 3. Add its name to the `kinds!` list below. Documentation, strict loading, `text`, `line` and the other
//!    [`COMMON`] fields come with it.
//!
//! A field is computed only when a condition or message asks for it, so it may cost something; `count` is called
//! once per rule and article and must be cheap. Nothing here judges.

mod common;

pub use common::COMMON;
pub(crate) use common::collapse;

use super::value::{Type, Value};
use crate::Span;
use crate::facts::Facts;
use crate::lexicon::Lexicons;
use crate::text::Article;
pub(super) use quote_in_source::NAME as QUOTE_IN_SOURCE;

/// What a kind reads its facts from.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// What is known of the article.
    pub facts: &'a Facts<'a>,
    /// The article.
    pub article: &'a Article,
    /// The word lists.
    pub lexicons: &'a Lexicons,
}

impl<'a> View<'a> {
    /// A view of an article's facts.
    #[must_use]
    pub const fn new(facts: &'a Facts<'a>) -> Self {
        Self { facts, article: facts.article(), lexicons: facts.lexicons() }
    }
}

/// Computes the value of a field.
#[derive(Clone, Copy)]
pub enum Get {
    /// From the fact with the given index.
    Fact(for<'a> fn(View<'a>, usize) -> Value<'a>),
    /// From the words that the fact marks.
    Marks(for<'a> fn(View<'a>, &[Span]) -> Value<'a>),
    /// From the words of the other place, where it is a relation; null elsewhere.
    Related(for<'a> fn(View<'a>, &[Span]) -> Value<'a>),
    /// The text of the capturing group of that number, for rules that match a pattern.
    Group(usize),
    /// The word to put instead, or the lemma, for rules that match swaps or a word list.
    Label,
}

/// Pushes the spans of the fact with the given index, in order.
pub type Spans = fn(View<'_>, usize, &mut Vec<Span>);

/// A field of a kind.
#[derive(Clone, Copy)]
pub struct Field {
    /// Its name in conditions and messages, in snake_case.
    pub name: &'static str,
    /// What it holds.
    pub ty: Type,
    /// What it means, in a line.
    pub doc: &'static str,
    /// Its value.
    pub get: Get,
}

/// A kind of fact.
#[non_exhaustive]
pub struct Kind {
    /// Its name in `match`, in kebab-case.
    pub name: &'static str,
    /// What it is, in a line.
    pub doc: &'static str,
    /// How many there are; facts are numbered from 0 in order of place.
    pub count: fn(View<'_>) -> usize,
    /// The words that a finding about it underlines: at least one span.
    pub marks: Spans,
    /// The other place it speaks of, where it is a relation; else [`none`].
    pub related: Spans,
    /// Its own fields, besides the [`COMMON`] ones.
    pub fields: &'static [Field],
}

impl Kind {
    /// The field of that name, own or common.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().chain(COMMON).find(|f| f.name == name)
    }

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Kind> {
        KINDS.iter().copied().find(|k| k.name == name)
    }
}

/// A field, for tables of them.
#[must_use]
pub const fn field(
    name: &'static str,
    ty: Type,
    doc: &'static str,
    get: for<'a> fn(View<'a>, usize) -> Value<'a>,
) -> Field {
    Field { name, ty, doc, get: Get::Fact(get) }
}

/// For kinds that speak of one place only.
pub fn none(_: View<'_>, _: usize, _: &mut Vec<Span>) {}

macro_rules! kinds {
    ($($module:ident),* $(,)?) => {
        $(mod $module;)*

        /// Every kind, in the order of the reference.
        pub const KINDS: &[&Kind] = &[$(&$module::KIND),*];
    };
}

kinds! {
    quote,
    quote_repeat,
    headline_quote,
    quote_in_source,
    stray_mark,
    attribution,
    cue,
    unnamed_source,
    hearsay,
    accusation,
    no_comment,
    single_source,
    figure,
    restatement,
    calculation,
    counted_list,
    time_claim,
    age_pair,
    date,
    entity,
    spelling,
    double_name,
    variant,
    namesake,
    shared_surname,
    post_conflict,
    courtesy,
    pronoun_clash,
    late_introduction,
    clash,
    acronym,
    initialism,
    mention,
    repeated_word,
    garbled,
    hidden,
    sentence,
}
