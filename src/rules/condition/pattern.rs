//! The patterns of `matches()`, compiled when first used: most conditions are settled before they come to theirs,
//! and compiling all of them took a tenth of the start-up.

use crate::rules::matcher::compiled;
use regex::{Error, Regex};
use std::sync::OnceLock;

/// Whose patterns are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Patterns {
    /// A user's: a mistake is reported when the rule is loaded.
    Checked,
    /// Ours: a test compiles them.
    Deferred,
}

/// A pattern.
pub(crate) struct Pattern {
    source: String,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern as it is written; `patterns` says whether a mistake in it is reported now.
    pub(crate) fn new(source: &str, patterns: Patterns) -> Result<Self, Error> {
        let regex = match patterns {
            Patterns::Checked => OnceLock::from(Some(compiled(source)?)),
            Patterns::Deferred => OnceLock::new(),
        };
        Ok(Self { source: source.to_owned(), regex })
    }

    /// Whether it fits somewhere in `text`.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let regex = self.regex.get_or_init(|| Regex::new(&self.source).ok());
        regex.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}
