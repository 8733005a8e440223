//! The file of accepted findings: a line each, so that two branches that accept different ones merge, sorted, so that it
//! changes no more than what was accepted did.
//!
//! A line has five fields with tabs between them: article, rule, fingerprint, the words marked (for the reader of the file
//! only) and the reason, which may be empty. The article's name is its path relative to the file's folder, with `/` on every
//! system. Lines that begin with `#` and empty ones are ignored.

use crate::rules::Finding;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use thiserror::Error;

/// What tells one finding from all others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Key {
    /// The article's name in the baseline.
    pub article: String,
    /// The rule's id.
    pub rule: String,
    /// The finding's fingerprint: sixteen hexadecimal digits.
    pub fingerprint: String,
}

impl Key {
    /// The key of a finding in the article of that name.
    #[must_use]
    pub fn of(article: &str, finding: &Finding) -> Self {
        let (rule, fingerprint) = (finding.rule.clone(), finding.fingerprint.clone());
        Self { article: one_line(article), rule, fingerprint }
    }
}

/// What a baseline says of a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The words that were marked, as the file shows them.
    pub words: String,
    /// Why it was accepted; empty where nobody said.
    pub reason: String,
}

/// A line that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {why}")]
#[non_exhaustive]
pub struct BaselineError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: &'static str,
}

/// Findings that have been accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: BTreeMap<Key, Entry>,
}

/// What the file says of itself.
const HEAD: &str = "# Findings that onrecord has reported before and that stand. One a line: article, rule, fingerprint, words, reason.\n";
/// Characters of the words that the file shows.
const SHOWN: usize = 80;
/// Hexadecimal digits of a fingerprint.
const DIGITS: usize = 16;

impl Baseline {
    /// Reads the file's text.
    ///
    /// ```
    /// use onrecord::policy::Baseline;
    ///
    /// let baseline = Baseline::read("a.txt\tquote-unclosed\t0123456789abcdef\t“We stay\tthe poem goes on\n")?;
    /// assert_eq!(baseline.entries().next().unwrap().1.reason, "the poem goes on");
    /// assert_eq!(Baseline::read("a.txt quote-unclosed").unwrap_err().line, 1);
    /// # Ok::<(), onrecord::policy::BaselineError>(())
    /// ```
    ///
    /// # Errors
    /// At the first line that is not one of a baseline.
    pub fn read(text: &str) -> Result<Self, BaselineError> {
        let mut baseline = Self::default();
        for (line, written) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            if written.trim().is_empty() || written.starts_with('#') {
                continue;
            }
            if written.starts_with("<<<<<<<")
                || written.starts_with("=======")
                || written.starts_with(">>>>>>>")
            {
                return Err(BaselineError {
                    line,
                    why: "is what git leaves of a conflict; keep the entries of both sides",
                });
            }
            let fields: Vec<&str> = written.split('\t').collect();
            let (&[article, rule, fingerprint], rest) =
                fields.split_first_chunk::<3>().ok_or(BaselineError {
                    line,
                    why: "has no article, rule and fingerprint with tabs between them",
                })?;
            if fingerprint.len() != DIGITS || !fingerprint.bytes().all(|b| b.is_ascii_hexdigit()) {
                return Err(BaselineError {
                    line,
                    why: "has no fingerprint of sixteen digits in its third field",
                });
            }
            let field = |n: usize| rest.get(n).map_or(String::new(), |text| text.trim().to_owned());
            let key = Key {
                article: article.to_owned(),
                rule: rule.to_owned(),
                fingerprint: fingerprint.to_owned(),
            };
            baseline.entries.insert(key, Entry { words: field(0), reason: field(1) });
        }
        Ok(baseline)
    }

    /// Whether a finding has been accepted, and what was said of it.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// Accepts a finding. A reason that was given before stays where the new one is empty.
    pub fn insert(&mut self, key: Key, entry: Entry) {
        let entry = Entry { words: shown(&entry.words), reason: one_line(&entry.reason) };
        let known = self.entries.entry(key).or_default();
        let reason = if entry.reason.is_empty() { std::mem::take(&mut known.reason) } else { entry.reason };
        *known = Entry { words: entry.words, reason };
    }

    /// All entries, sorted by article, rule and fingerprint.
    pub fn entries(&self) -> impl Iterator<Item = (&Key, &Entry)> {
        self.entries.iter()
    }

    /// The entries of one article, sorted by rule and fingerprint.
    pub fn of(&self, article: &str) -> impl Iterator<Item = (&Key, &Entry)> {
        let article = one_line(article);
        let first = Key { article: article.clone(), rule: String::new(), fingerprint: String::new() };
        self.entries.range(first..).take_while(move |(key, _)| key.article == article)
    }

    /// Takes in the entries of `other`, which replace those of the same key.
    pub fn extend(&mut self, other: Self) {
        self.entries.extend(other.entries);
    }

    /// Keeps the entries for which `keep` holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&Key) -> bool) {
        self.entries.retain(|key, _| keep(key));
    }

    /// How many findings have been accepted.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none has.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl fmt::Display for Baseline {
    /// The file's text.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HEAD)?;
        for (Key { article, rule, fingerprint }, Entry { words, reason }) in &self.entries {
            write!(f, "{article}\t{rule}\t{fingerprint}\t{words}")?;
            if !reason.is_empty() {
                write!(f, "\t{reason}")?;
            }
            f.write_char('\n')?;
        }
        Ok(())
    }
}

/// The text without what would end a field or a line.
fn one_line(text: &str) -> String {
    text.split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The words as the file shows them, cut where they are long.
fn shown(words: &str) -> String {
    let words = one_line(words);
    match words.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(article: &str, n: u64) -> Key {
        Key {
            article: article.to_owned(),
            rule: "quote-unclosed".to_owned(),
            fingerprint: format!("{n:016x}"),
        }
    }

    #[test]
    fn what_is_no_entry_is_refused_by_line() {
        for (text, line) in [
            ("a.txt", 1),
            ("# fine\n\na.txt\tquote-unclosed\n", 3),
            ("a.txt\tquote-unclosed\tnot a print\twords\n", 1),
            ("a.txt\tquote-unclosed\t0123456789abcde\twords\n", 1),
            ("# fine\n<<<<<<< HEAD\n", 2),
        ] {
            assert_eq!(Baseline::read(text).unwrap_err().line, line, "{text:?}");
        }
    }

    #[test]
    fn a_reason_once_given_stays() {
        let mut baseline = Baseline::default();
        baseline.insert(key("a.txt", 1), Entry { words: "a\tb\nc".to_owned(), reason: "a poem".to_owned() });
        baseline.insert(key("a.txt", 1), Entry { words: "a b".to_owned(), reason: String::new() });
        let entry = baseline.get(&key("a.txt", 1)).unwrap();
        assert_eq!((entry.words.as_str(), entry.reason.as_str()), ("a b", "a poem"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(entries in prop::collection::vec(("[a-z/ ]{1,12}", 0u64..99, "\\PC{0,120}", "\\PC{0,20}"), 0..20)) {
            let mut baseline = Baseline::default();
            for (article, n, words, reason) in entries {
                let article = format!("a{}", one_line(&article));
                baseline.insert(key(&article, n), Entry { words, reason });
            }
            prop_assert_eq!(Baseline::read(&baseline.to_string()), Ok(baseline));
        }
    }
}
