//! The totals of a run: what the last line of a report says.

use crate::checker::Document;
use crate::policy::{Accepted, By};
use crate::rules::Severity;
use crate::text::TokenKind;
use serde::Serialize;

/// What a run read and found, summed over its documents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// Articles read.
    pub documents: u64,
    /// Words in them: tokens that are words or numbers.
    pub words: u64,
    /// Findings of severity `error`.
    pub error: u64,
    /// Findings of severity `warning`.
    pub warning: u64,
    /// Findings of severity `info`.
    pub info: u64,
    /// Findings that were accepted before, and are in none of these counts.
    #[serde(skip_serializing_if = "is_zero")]
    pub accepted: u64,
    /// Findings that comments of the articles silence, and that are in none of these counts.
    #[serde(skip_serializing_if = "is_zero")]
    pub silenced: u64,
    /// Findings that touch nothing that is changed, where only that is looked at; they are in none of these counts.
    #[serde(skip_serializing_if = "is_zero")]
    pub unchanged: u64,
    /// Findings that are counted but not shown, since others are more urgent.
    #[serde(skip_serializing_if = "is_zero")]
    pub hidden: u64,
    /// Findings that were put right in the files before, and are in none of these counts.
    #[serde(skip_serializing_if = "is_zero")]
    pub fixed: u64,
    /// Findings, among these counts, that can be put right by machine.
    #[serde(skip_serializing_if = "is_zero")]
    pub fixable: u64,
    /// Articles that could not be read, each of them named on stderr.
    pub unreadable: u64,
}

impl Summary {
    /// The totals of one document.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut summary = Self { documents: 1, ..Self::default() };
        let words = document.article().tokens.iter().filter(|t| t.kind != TokenKind::Mark);
        summary.words = words.count() as u64;
        let by_comment = |one: &&Accepted| matches!(one.by, By::Comment(_));
        summary.silenced = document.accepted.iter().filter(by_comment).count() as u64;
        summary.unchanged = document.unchanged as u64;
        summary.fixable = document.findings.iter().filter(|finding| finding.fix.is_some()).count() as u64;
        summary.accepted = document.accepted.len() as u64 - summary.silenced;
        for finding in &document.findings {
            match finding.severity {
                Severity::Error => summary.error += 1,
                Severity::Warning => summary.warning += 1,
                Severity::Info => summary.info += 1,
            }
        }
        summary
    }

    /// Adds the totals of `other`.
    pub fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.words += other.words;
        self.error += other.error;
        self.warning += other.warning;
        self.info += other.info;
        self.accepted += other.accepted;
        self.silenced += other.silenced;
        self.unchanged += other.unchanged;
        self.hidden += other.hidden;
        self.fixed += other.fixed;
        self.fixable += other.fixable;
        self.unreadable += other.unreadable;
    }

    /// What is not among the findings, in words: `2 accepted before, 1 silenced by comments`. None where there is nothing.
    #[must_use]
    pub fn aside(&self) -> Option<String> {
        let parts = [
            (self.fixed, "fixed"),
            (self.fixable, "fixable with --fix"),
            (self.accepted, "accepted before"),
            (self.silenced, "silenced by comments"),
            (self.unchanged, "in unchanged lines"),
            (self.hidden, "less urgent, not shown"),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<_> = parts.map(|(count, what)| format!("{count} {what}")).collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// Whether anything was found at or above `level`.
    #[must_use]
    pub fn reaches(&self, level: Severity) -> bool {
        match level {
            Severity::Error => self.error > 0,
            Severity::Warning => self.error + self.warning > 0,
            Severity::Info => self.error + self.warning + self.info > 0,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks")]
const fn is_zero(count: &u64) -> bool {
    *count == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reaches_counts_what_is_above() {
        let warned = Summary { warning: 1, ..Summary::default() };
        assert!(!warned.reaches(Severity::Error));
        assert!(warned.reaches(Severity::Warning));
        assert!(warned.reaches(Severity::Info));
        assert!(!Summary::default().reaches(Severity::Info));
    }
}
