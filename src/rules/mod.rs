//! Rules as data: each selects facts, joins them, states a condition and a message.
//!
//! What comes in is an [`Article`](crate::text::Article) with its [`Facts`](crate::facts::Facts); what goes
//! out is [`Finding`]s, sorted by place.
//!
//! | file | does |
//! | --- | --- |
//! | `catalogue.rs` | loads our rules and a user's, selects among them, checks an article |
//! | `source.rs`, `schema.rs`, `rule.rs` | a rule as written in TOML, what it must be like, and compiled |
//! | `kinds/` | the facts and fields that rules speak of, one file a kind |
//! | `matcher.rs` | words found without Rust: patterns, lists, swaps, lexicons |
//! | `condition/` | CEL, compiled to an expression over fields |
//! | `run.rs` | one rule over one article: match, join, condition, finding |
//! | `message.rs`, `fingerprint.rs`, `fixes/` | the parts of a finding |
//! | `cases.rs` | a rule's examples as tests |
//! | `reference.rs`, `skeleton.rs` | docs/rules/, and the file of a new rule |
//!
//! # A new rule
//!
//! One file, `rules/<family>/<id>.toml`; it is found when the crate is built and named nowhere else.
//!
//! ```toml
//! id = "date-weekday"
//! severity = "error"
//! since = "0.1.0"
//! title = "The weekday does not belong to the date"
//! match = "date"                       # a kind of fact: see docs/rules/facts.md or `KINDS`
//! when = 'weekday != null && true_weekday != null && weekday != true_weekday'
//! message = "{{ resolved }} was a {{ true_weekday }}, not a {{ weekday }}"
//! related = "…"                        # said of the other place, for pairs and relations
//! help = "Check which of the two is right."
//! why = "…"
//! limits = "…"
//! date = "2022-01-20"                  # when the examples are published
//! transcript = "…"                     # what the examples are compared with, for `quote-in-source`
//! bad = ["They met on [[Tuesday, January 19, 2022]]."]
//! good = ["They met on Wednesday, January 19, 2022."]
//! ```
//!
//! - A single kind's fields are without a name (`weekday`, `{{ text }}`). A pair, `match = { a = "figure",
//!   b = "figure", same = ["subject", "unit"] }`, has `a.low`, `{{ b.text }}`; `a` is the earlier where the kinds
//!   are one, `b` is marked (`mark = "a"` turns that round) and is reported once, with the first `a` that fits.
//! - `once = ["field"]` reports one finding for each value of these fields of the marked fact;
//!   `downgrade_when = 'explained'` is a second condition: where it holds, the finding is worth a glance only;
//!   `fix = true` has `check --fix` put a finding right, as its fact or the swap says, `fix = { put = "{{ word }}" }` with
//!   that text, and `fix = { marks = "most" }` with quotation marks of one style; `fix_when = '!in_quote'` says where;
//!   `yields_to = ["other-rule"]` keeps quiet where that rule marks the same words;
//!   `enabled = false` turns a rule off unless it is selected; `risk = 4` ranks it in `--sort risk`, 1 to 5;
//!   `measured = { articles = 523, found = 118, right = 28, wrong = 2 }` is the result of checking its findings by hand.
//! - Conditions know `! && || == != < <= > >= + - * / % in ?:`, `has(a.x)`, `size(x)`, the [`FUNCTIONS`] and
//!   [`METHODS`] and `x.matches('regex')`. Null (not known) equals only null; `&&` and `||` take it for false.
//! - Tests run every example: `cargo test --test rules`. What a relation needs beyond fields is a fact: compute it
//!   in `src/facts/` and give it a kind, as [`kinds`] says.

mod cases;
mod catalogue;
mod condition;
mod error;
mod fingerprint;
mod fixes;
pub mod kinds;
mod matcher;
mod message;
mod reference;
mod rule;
mod run;
mod schema;
mod skeleton;
mod source;
mod value;

pub use cases::{CaseOutcome, test, test_rule};
pub use catalogue::{Catalogue, UnknownRule, rule_files};
pub use condition::{FUNCTIONS, METHODS, Signature};
pub use error::RuleError;
pub use fixes::{Fix, Replacement};
pub use reference::{RulePage, reference};
pub use rule::{Case, Rule};
pub use skeleton::{skeleton, write_skeleton};
pub use source::{Measured, UNMEASURED};
pub use value::{Type, Value};

use crate::Span;
use crate::named::named;
use serde::{Deserialize, Serialize};

named! {
    /// How much a finding matters. Ordered: `Info < Warning < Error`.
    #[derive(PartialOrd, Ord, Serialize, Deserialize)]
    #[serde(rename_all = "lowercase")]
    pub enum Severity {
        /// Worth a glance.
        Info = "info",
        /// An editor must look at it.
        Warning = "warning",
        /// Wrong on the page, whatever the facts are.
        Error = "error",
    }
}

/// Another place that a finding speaks of.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Related {
    /// What is there.
    pub message: String,
    /// Where.
    pub spans: Vec<Span>,
}

/// Something in an article that a rule objects to.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule's id, such as `quote-stray-mark`.
    pub rule: String,
    /// How much it matters.
    pub severity: Severity,
    /// What a correction would cost, 1 to 5; that of its rule.
    pub risk: u8,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it, in one line; empty where the message says it all.
    pub help: String,
    /// The very words: at least one span, in order.
    pub spans: Vec<Span>,
    /// Other places that it refers to.
    pub related: Vec<Related>,
    /// What puts it right, where one way is certain and the file can take it.
    pub fix: Option<Fix>,
    /// Sixteen hexadecimal digits over rule, words and ordinal: stable when other text moves or changes.
    pub fingerprint: String,
}

impl Finding {
    /// All its places: its words, and what else it refers to.
    pub fn places(&self) -> impl Iterator<Item = Span> + '_ {
        self.spans.iter().chain(self.related.iter().flat_map(|related| &related.spans)).copied()
    }
}

/// Sorts findings by severity, then by what a correction would cost; those that are equal stay in order of place.
pub fn by_urgency(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| std::cmp::Reverse((finding.severity, finding.risk)));
}

/// Sorts findings by what a correction would cost, then by severity; those that are equal stay in order of place.
pub fn by_risk(findings: &mut [Finding]) {
    findings.sort_by_key(|finding| std::cmp::Reverse((finding.risk, finding.severity)));
}
