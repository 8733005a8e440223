//! What a change touches: the lines that a unified diff adds, replaces or closes up, file by file.

use super::diff::{self, DiffError};
use crate::rules::Finding;
use crate::text::Article;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

/// The changed lines of some files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    files: BTreeMap<PathBuf, Changed>,
}

/// A file that is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changed {
    /// Its name, from the folder that the diff was made in.
    pub name: PathBuf,
    /// Its name if what the diff has before it is a folder.
    pub other: Option<PathBuf>,
    /// Its changed lines.
    pub lines: Lines,
}

/// The changed lines of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// All of them: the file is new, or is no text.
    All,
    /// These, from 1, in order.
    Some(Vec<Range<u32>>),
}

impl Changes {
    /// Reads a unified diff, as `git diff` and `diff -u` write it, with any number of lines around each change.
    ///
    /// ```
    /// use onrecord::policy::{Changes, Lines};
    ///
    /// let diff = "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,3 @@\n One.\n+Two.\n Three.\n";
    /// let changes = Changes::read(diff.as_bytes())?;
    /// let lines: Vec<_> = changes.files().map(|file| (file.name.to_str(), &file.lines)).collect();
    /// assert_eq!(lines, [(Some("a.txt"), &Lines::Some(vec![2..3]))]);
    /// # Ok::<(), onrecord::policy::DiffError>(())
    /// ```
    ///
    /// # Errors
    /// When it is none: a change that no file is named for, or a count of lines that is wrong; or when it is of a merge.
    pub fn read(diff: &[u8]) -> Result<Self, DiffError> {
        let mut files: BTreeMap<PathBuf, Changed> = BTreeMap::new();
        for file in diff::read(diff)? {
            match files.get_mut(&file.name) {
                Some(known) => known.lines.join(file.lines),
                None => drop(files.insert(file.name.clone(), file)),
            }
        }
        files.values_mut().for_each(|file| file.lines.put_in_order());
        Ok(Self { files })
    }

    /// Says that all of a file is new.
    pub fn add_file(&mut self, name: PathBuf) {
        self.files.insert(name.clone(), Changed { name, other: None, lines: Lines::All });
    }

    /// The files that are changed, in the order of their names.
    pub fn files(&self) -> impl Iterator<Item = &Changed> {
        self.files.values()
    }
}

impl Lines {
    /// Whether a finding has one of its places, or of the other places that it names, on a changed line. Where the lines of
    /// the article are not those of its file, any may be changed.
    #[must_use]
    pub fn touch(&self, article: &Article, finding: &Finding) -> bool {
        if !article.lines.are_of_the_file() {
            return true;
        }
        finding.places().any(|span| {
            let first = article.lines.line(span.start);
            let last = article.lines.line(span.end.saturating_sub(1).max(span.start));
            self.hold(first, last)
        })
    }

    /// Whether one of the lines from `first` to `last` is changed.
    #[must_use]
    pub fn hold(&self, first: u32, last: u32) -> bool {
        let Self::Some(ranges) = self else { return true };
        let after = ranges.partition_point(|range| range.end <= first);
        ranges.get(after).is_some_and(|range| range.start <= last)
    }

    /// Adds lines.
    pub(super) fn add(&mut self, lines: Range<u32>) {
        match self {
            Self::Some(ranges) => match ranges.last_mut() {
                Some(last) if last.start <= lines.start && lines.start <= last.end => {
                    last.end = last.end.max(lines.end);
                }
                _ => ranges.push(lines),
            },
            Self::All => {}
        }
    }

    /// Adds all lines of another part of the same diff.
    fn join(&mut self, other: Self) {
        match (&mut *self, other) {
            (Self::Some(ranges), Self::Some(more)) => ranges.extend(more),
            (whole, _) => *whole = Self::All,
        }
    }

    /// Puts lines that were added in any order into theirs.
    fn put_in_order(&mut self) {
        if let Self::Some(ranges) = self {
            let mut unsorted = std::mem::take(ranges);
            unsorted.sort_unstable_by_key(|range| range.start);
            unsorted.into_iter().for_each(|range| self.add(range));
        }
    }
}

#[expect(clippy::single_range_in_vec_init, reason = "lines that are changed")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    #[test]
    fn parts_of_a_diff_about_one_file_are_joined_in_order() {
        let part = |line: u32| format!("--- a/a\n+++ b/a\n@@ -{line} +{line} @@\n-x\n+y\n");
        let mut changes = Changes::read([part(9), part(2), part(3)].concat().as_bytes()).unwrap();
        let lines = Lines::Some(vec![2..4, 9..10]);
        assert_eq!(changes.files().map(|file| &file.lines).collect::<Vec<_>>(), [&lines]);
        let held =
            [(1, 1), (1, 2), (3, 3), (4, 8), (5, 9), (10, 12)].map(|(first, last)| lines.hold(first, last));
        assert_eq!(held, [false, true, true, false, true, false]);
        changes.add_file("0".into());
        changes.add_file("a".into());
        assert!(changes.files().map(|file| &file.lines).eq([&Lines::All, &Lines::All]));
    }

    #[test]
    fn the_other_place_counts_too() {
        let text = "Some 300 people marched through Torvik on Monday.\n\nIt was was late.\n\nThe 500 people who marched \
                    through Torvik on Monday went home.\n\nThe the end.\n";
        let checker = Checker::built_in();
        let document = checker.check_text("a.txt", text);
        let touched = |lines: &[Range<u32>]| -> Vec<&str> {
            let lines = Lines::Some(lines.to_vec());
            let findings =
                document.findings.iter().filter(|finding| lines.touch(document.article(), finding));
            findings.map(|finding| finding.rule.as_str()).collect()
        };
        assert_eq!(touched(&[3..4]), ["repeated-word"]);
        assert_eq!(touched(&[7..8]), ["repeated-word"]);
        assert_eq!(touched(&[1..2]), ["figure-conflict"]);
        assert_eq!(touched(&[5..6]), ["figure-conflict"]);
        assert!(touched(&[2..3, 4..5, 8..9]).is_empty() && touched(&[]).is_empty());
    }
}
