//! What a change touches, file by file.

use super::changed::{Changed, Lines, joined};
use super::diff::{self, DiffError};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The changed lines of some files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    files: BTreeMap<PathBuf, Changed>,
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
        let files = diff::read(diff)?;
        Ok(Self { files: joined(files.into_iter().map(|file| (file.name.clone(), file))) })
    }

    /// Says that all of a file is new.
    pub fn add_file(&mut self, name: PathBuf) {
        self.files.insert(name.clone(), Changed { name, other: None, lines: Lines::All });
    }

    /// The files that are changed by where they are, without those that are nowhere. Of one that has several names, as a link
    /// gives it, the lines are those that the change has under any of them.
    pub fn placed<K: Ord>(&self, mut place: impl FnMut(&Changed) -> Option<K>) -> BTreeMap<K, Changed> {
        joined(self.files().filter_map(|file| Some((place(file)?, file.clone()))))
    }

    /// The files that are changed, in the order of their names.
    pub fn files(&self) -> impl Iterator<Item = &Changed> {
        self.files.values()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

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
    fn names_of_one_file_are_joined_and_what_is_nowhere_is_left_out() {
        let part =
            |name: &str, line: u32| format!("--- a/{name}\n+++ b/{name}\n@@ -{line} +{line} @@\n-x\n+y\n");
        let diff = [part("a", 5), part("b", 1), part("c", 3)].concat();
        let changes = Changes::read(diff.as_bytes()).unwrap();
        let placed = changes.placed(|file| (file.name != Path::new("c")).then_some(()));
        let lines: Vec<_> = placed.into_values().map(|file| file.lines).collect();
        assert_eq!(lines, [Lines::Some(vec![1..2, 5..6])]);
    }
}
