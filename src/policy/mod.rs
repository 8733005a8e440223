//! What becomes of a finding once the rules have made it: it is reported, or it has been accepted before.
//!
//! | file | yields |
//! | --- | --- |
//! | `baseline.rs` | the file of accepted findings, read and written |
//! | `changed.rs` | the changed lines of a file, and whether a finding touches them |
//! | `changes.rs` | the files that a change touches |
//! | `diff.rs` | files and their changed lines, out of a unified diff |
//! | `comments.rs` | the comments of an article that silence findings in it |
//! | `fixes.rs` | whether a file can take what puts a finding right, and the file once it has |
//!
//! A finding is never lost: what is accepted stays with its [`Document`](crate::Document), counted and shown by the formats that can.

mod baseline;
mod changed;
mod changes;
mod comments;
mod diff;
mod fixes;

pub use baseline::{Baseline, BaselineError, Entry, Key};
pub use changed::{Changed, Lines};
pub use changes::Changes;
pub(crate) use comments::heed;
pub use diff::DiffError;
pub(crate) use fixes::keep_fixes_that_fit;
pub use fixes::{Edit, edited, edits, reworded};

use crate::rules::Finding;
use std::collections::BTreeSet;

/// A finding that is not reported again, since someone has looked at it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Accepted {
    /// What was found.
    pub finding: Finding,
    /// Why it stands; empty where no reason was given.
    pub reason: String,
    /// Where that is said.
    pub by: By,
}

/// Where it is said that a finding stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum By {
    /// In a baseline.
    Baseline,
    /// In a comment of the article, on this line.
    Comment(u32),
}

/// What a baseline holds of an article beside what is found in it now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Compared {
    /// The entries that something is found for, whether it is reported or not.
    pub known: BTreeSet<Key>,
    /// Those that nothing is found for any more.
    pub gone: Vec<(Key, Entry)>,
}

impl Compared {
    /// What is found in the article of that name, held against `baseline`.
    pub(crate) fn new<'a>(
        findings: impl Iterator<Item = &'a Finding>,
        article: &str,
        baseline: &Baseline,
    ) -> Self {
        let found: BTreeSet<Key> = findings.map(|finding| Key::of(article, finding)).collect();
        let (mut known, mut gone) = (BTreeSet::new(), Vec::new());
        for (key, entry) in baseline.of(article) {
            match found.contains(key) {
                true => drop(known.insert(key.clone())),
                false => gone.push((key.clone(), entry.clone())),
            }
        }
        Self { known, gone }
    }

    /// Whether the baseline holds a finding.
    #[must_use]
    pub fn knows(&self, finding: &Finding) -> bool {
        self.known.iter().any(|key| key.fingerprint == finding.fingerprint && key.rule == finding.rule)
    }
}

/// The findings of the article of that name, sorted: those to report, and those that `baseline` holds.
#[must_use]
pub fn sort(findings: Vec<Finding>, article: &str, baseline: &Baseline) -> (Vec<Finding>, Vec<Accepted>) {
    let (mut reported, mut accepted) = (Vec::new(), Vec::new());
    for finding in findings {
        match baseline.get(&Key::of(article, &finding)) {
            Some(entry) => {
                accepted.push(Accepted { finding, reason: entry.reason.clone(), by: By::Baseline })
            }
            None => reported.push(finding),
        }
    }
    (reported, accepted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    #[test]
    fn what_was_accepted_is_reported_no_more() {
        let found = |text: &str| Checker::built_in().check_text("a.txt", text).findings;
        let findings = found("He said the the end. It was was late.");
        let mut baseline = Baseline::default();
        let entry = Entry { words: "the the".to_owned(), reason: "his stammer".to_owned() };
        baseline.insert(Key::of("a.txt", &findings[0]), entry);
        for (article, text, reported, accepted) in [
            ("a.txt", "He said the the end. It was was late.", 1, 1),
            // Where the text around has changed.
            ("a.txt", "It rained.\n\nIt was so. He  said\nthe the end.", 0, 1),
            // A second one of the same words, and the same in another article.
            ("a.txt", "He said the the end. Then he said the the end.", 1, 1),
            ("b.txt", "He said the the end.", 1, 0),
        ] {
            let (left, known) = sort(found(text), article, &baseline);
            assert_eq!((left.len(), known.len()), (reported, accepted), "{article}: {text}");
            assert!(known.iter().all(|one| one.reason == "his stammer"));
        }
    }
}
