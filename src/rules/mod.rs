//! Rules as data: each selects facts, joins them, states a condition and a message.
//!
//! What comes in is an [`Article`] with its [`Facts`]; what goes out is [`Finding`]s, sorted by place.

use crate::Span;
use crate::facts::Facts;
use crate::lexicon::Lexicons;
use crate::text::Article;
use serde::Serialize;

/// How much a finding matters. Ordered: `Info < Warning < Error`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a glance.
    Info,
    /// An editor must look at it.
    Warning,
    /// Wrong on the page, whatever the facts are.
    Error,
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// What is there.
    pub message: String,
    /// Where.
    pub spans: Vec<Span>,
}

/// Something in an article that a rule objects to.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's id, such as `quote-stray-mark`.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it, in one line; empty where the message says it all.
    pub help: String,
    /// The very words: at least one span, in order.
    pub spans: Vec<Span>,
    /// Other places that bear on it.
    pub related: Vec<Related>,
    /// Sixteen hexadecimal digits over rule, words and ordinal: stable when other text moves or changes.
    pub fingerprint: String,
}

/// The rules in force: ours, and the user's that add to or override them.
#[derive(Debug, Default)]
pub struct Catalogue {}

impl Catalogue {
    /// What the rules find in an article, sorted by (start, rule). `lexicons` are those the facts were found with.
    #[must_use]
    pub fn check(&self, _article: &Article, _facts: &Facts, _lexicons: &Lexicons) -> Vec<Finding> {
        Vec::new()
    }
}
