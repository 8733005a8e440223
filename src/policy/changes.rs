//! What a change touches: the lines that a unified diff adds or replaces, file by file.

use crate::rules::Finding;
use crate::text::Article;
use std::collections::BTreeMap;
use std::ops::Range;
use thiserror::Error;

/// The changed lines of some files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    files: BTreeMap<String, Lines>,
}

/// The changed lines of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lines {
    /// All of them: the file is new, or is no text.
    All,
    /// These, from 1, in order.
    Some(Vec<Range<u32>>),
}

/// What is no unified diff.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {why}")]
#[non_exhaustive]
pub struct DiffError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: &'static str,
}

impl Changes {
    /// Reads a unified diff, as `git diff` and `diff -u` write it, with any number of lines around each change.
    ///
    /// ```
    /// use onrecord::policy::{Changes, Lines};
    ///
    /// let diff = "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,3 @@\n One.\n+Two.\n Three.\n";
    /// let changes = Changes::read(diff)?;
    /// assert_eq!(changes.files().next(), Some(("a.txt", &Lines::Some(vec![2..3]))));
    /// # Ok::<(), onrecord::policy::DiffError>(())
    /// ```
    ///
    /// # Errors
    /// When it is none: a change that no file is named for, or a count of lines that is wrong.
    pub fn read(diff: &str) -> Result<Self, DiffError> {
        let mut changes = Self::default();
        let mut file: Option<String> = None;
        // The next line of the new file, and how many lines of the old and the new one the hunk still has.
        let (mut next, mut old, mut new) = (1, 0_u32, 0_u32);
        let mut is_diff = diff.trim().is_empty();
        for (line, text) in (1..).zip(diff.lines()) {
            let wrong = |why| DiffError { line, why };
            if old > 0 || new > 0 {
                let side = text.bytes().next().unwrap_or(b' ');
                match side {
                    b'+' if new > 0 => {
                        changes.add(file.as_deref().unwrap_or_default(), next);
                        (next, new) = (next.saturating_add(1), new - 1);
                    }
                    b'-' if old > 0 => old -= 1,
                    // An editor may have taken the space off an empty line.
                    b' ' | b'\r' if old > 0 && new > 0 => {
                        (next, old, new) = (next.saturating_add(1), old - 1, new - 1);
                    }
                    b'\\' => {}
                    _ => {
                        return Err(wrong(
                            "is in the middle of a change that has more lines; the diff is cut",
                        ));
                    }
                }
                continue;
            }
            is_diff |= text.starts_with("diff ") || text.starts_with("@@ ");
            if let Some(name) = text.strip_prefix("+++ ") {
                file = new_name(name);
                if let Some(file) = &file {
                    changes.files.entry(file.clone()).or_insert(Lines::Some(Vec::new()));
                }
            } else if let Some(counts) = text.strip_prefix("@@ ") {
                if file.is_none() && !text.contains(" +0,0 ") {
                    return Err(wrong("begins a change, but no line +++ names its file"));
                }
                (next, old, new) = hunk(counts).ok_or(wrong("is not of the form @@ -1,2 +1,3 @@"))?;
            } else if let Some(rest) = text.strip_prefix("Binary files ") {
                let name = rest.strip_suffix(" differ").and_then(|rest| rest.rsplit_once(" and "));
                if let Some(file) = name.and_then(|(_, new)| new_name(new)) {
                    changes.files.insert(file, Lines::All);
                }
            }
        }
        if old > 0 || new > 0 {
            return Err(DiffError {
                line: diff.lines().count(),
                why: "is the last, in the middle of a change; the diff is cut",
            });
        }
        if !is_diff {
            return Err(DiffError { line: 1, why: "is not of a unified diff, such as git diff writes" });
        }
        Ok(changes)
    }

    /// Says that all of a file is new.
    pub fn add_file(&mut self, name: &str) {
        self.files.insert(name.to_owned(), Lines::All);
    }

    fn add(&mut self, file: &str, line: u32) {
        match self.files.get_mut(file) {
            Some(Lines::Some(ranges)) => match ranges.last_mut() {
                Some(last) if last.end == line => last.end = line.saturating_add(1),
                _ => ranges.push(line..line.saturating_add(1)),
            },
            Some(Lines::All) | None => {}
        }
    }

    /// The files that are changed, by the names that the diff has for them, and their changed lines.
    pub fn files(&self) -> impl Iterator<Item = (&str, &Lines)> {
        self.files.iter().map(|(name, lines)| (name.as_str(), lines))
    }
}

impl Lines {
    /// Whether a finding has one of its places, or of the other places that it names, on a changed line.
    #[must_use]
    pub fn touch(&self, article: &Article, finding: &Finding) -> bool {
        let Self::Some(ranges) = self else { return true };
        let related = finding.related.iter().flat_map(|related| &related.spans);
        finding.spans.iter().chain(related).any(|span| {
            let first = article.lines.line(span.start);
            let last = article.lines.line(span.end.saturating_sub(1).max(span.start));
            let after = ranges.partition_point(|range| range.end <= first);
            ranges.get(after).is_some_and(|range| range.start <= last)
        })
    }
}

/// The name of the new file, without what git and diff put around it; None where there is none any more.
fn new_name(written: &str) -> Option<String> {
    let name = match written.strip_prefix('"') {
        Some(rest) => {
            unquoted(rest.split_once('"').map_or(rest, |_| &rest[..rest.rfind('"').unwrap_or(rest.len())]))
        }
        None => written.split('\t').next().unwrap_or_default().to_owned(),
    };
    let name = name.strip_prefix("b/").map(str::to_owned).unwrap_or(name);
    (name != "/dev/null").then_some(name)
}

/// What git writes in quotation marks: `\303\251` for each byte that is no plain letter.
fn unquoted(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let mut code = 0_u32;
        let mut digits = 0;
        while let Some(digit) = rest.next_if(|digit| digits < 3 && (b'0'..=b'7').contains(digit)) {
            (code, digits) = (code * 8 + u32::from(digit - b'0'), digits + 1);
        }
        match (digits, rest.peek()) {
            (0, Some(_)) => {
                let escaped = rest.next().unwrap_or_default();
                bytes.push(match escaped {
                    b't' => b'\t',
                    b'n' => b'\n',
                    other => other,
                });
            }
            _ => bytes.push(code as u8),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Where a hunk begins in the new file, and how many lines it has of the old and the new one: `-1,2 +1,3 @@`.
fn hunk(counts: &str) -> Option<(u32, u32, u32)> {
    let mut parts = counts.split(' ');
    let mut side = |sign: char| -> Option<(u32, u32)> {
        let range = parts.next()?.strip_prefix(sign)?;
        let (start, count) = range.split_once(',').unwrap_or((range, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    };
    let ((_, old), (next, new)) = (side('-')?, side('+')?);
    Some((next, old, new))
}

#[expect(clippy::single_range_in_vec_init, reason = "lines that are changed")]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    fn told(diff: &str) -> Vec<(String, Lines)> {
        Changes::read(diff).unwrap().files().map(|(name, lines)| (name.to_owned(), lines.clone())).collect()
    }

    #[test]
    fn changed_lines_are_those_of_the_new_file() {
        for (diff, expected) in [
            ("", &[][..]),
            (
                "--- a/a\n+++ b/a\n@@ -3 +3 @@\n-x\n+y\n@@ -9,0 +10,2 @@\n+p\n+q\n",
                &[("a", &[3..4, 10..12][..])],
            ),
            ("--- a/a\n+++ b/a\n@@ -1,3 +1,3 @@ Head\n one\n-x\n+y\n three\n", &[("a", &[2..3])]),
            // A line that looks like a name is one of the change.
            ("--- a/a\n+++ b/a\n@@ -1,1 +1,2 @@\n--- b\n+++ c\n+d\n", &[("a", &[1..3])]),
            ("--- a/a\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n", &[]),
            ("--- a/a\n+++ b/a\n@@ -4,2 +3,0 @@\n-x\n-y\n", &[("a", &[])]),
            ("--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n", &[("n", &[1..2])]),
            (
                "--- old.txt\t2026-01-01\n+++ new.txt\t2026-01-02\n@@ -1 +1 @@\n-x\n+y\n",
                &[("new.txt", &[1..2])],
            ),
            ("--- \"a/\\303\\251\"\n+++ \"b/\\303\\251.md\"\n@@ -1 +1 @@\n-x\n+y\n", &[("é.md", &[1..2])]),
        ] {
            let expected: Vec<_> = expected
                .iter()
                .map(|(name, lines)| ((*name).to_owned(), Lines::Some(lines.to_vec())))
                .collect();
            assert_eq!(told(diff), expected, "{diff}");
        }
        let binary = "diff --git a/a.docx b/a.docx\nBinary files a/a.docx and b/a.docx differ\n";
        assert_eq!(told(binary), [("a.docx".to_owned(), Lines::All)]);
    }

    #[test]
    fn what_is_no_diff_is_refused_by_line() {
        for (diff, line) in [
            ("Once upon a time.\n", 1),
            ("@@ -1 +1 @@\n-x\n+y\n", 1),
            ("--- a/a\n+++ b/a\n@@ -1 1 @@\n", 3),
            ("--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n", 4),
            ("--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\ndiff --git a/b b/b\n", 5),
        ] {
            assert_eq!(Changes::read(diff).unwrap_err().line, line, "{diff:?}");
        }
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
