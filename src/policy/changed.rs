//! The lines of a file that a change adds, replaces or closes up.

use crate::rules::Finding;
use crate::text::Article;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Range;
use std::path::PathBuf;

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
    /// All of them: the file is new, is no text, or is a link that is new or leads elsewhere.
    All,
    /// These, from 1, in order.
    Some(Vec<Range<u32>>),
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

    /// Adds all lines of another part of the same change.
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

/// The changed files by a key, of which several have one where they are parts of one file, or names of it: then the lines of all
/// are changed. The first gives the name.
pub(super) fn joined<K: Ord>(files: impl IntoIterator<Item = (K, Changed)>) -> BTreeMap<K, Changed> {
    let mut joined: BTreeMap<K, Changed> = BTreeMap::new();
    for (key, file) in files {
        match joined.entry(key) {
            Entry::Occupied(known) => known.into_mut().lines.join(file.lines),
            Entry::Vacant(new) => drop(new.insert(file)),
        }
    }
    // Once, and not for each of very many parts.
    joined.values_mut().for_each(|file| file.lines.put_in_order());
    joined
}

#[expect(clippy::single_range_in_vec_init, reason = "lines that are changed")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

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
