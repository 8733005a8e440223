//! A unified diff, as `git diff` and `diff -u` write it: the files that it changes, and the lines of each.

use super::changed::{Changed, Lines};
use crate::input::path_of;
use thiserror::Error;

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

/// The files that a diff changes, in its order.
pub(super) fn read(diff: &[u8]) -> Result<Vec<Changed>, DiffError> {
    let mut files: Vec<Changed> = Vec::new();
    let mut section = Section::default();
    let mut hunk = Hunk::default();
    let mut is_diff = diff.trim_ascii().is_empty();
    let mut last = 0;
    for (line, text) in (1..).zip(lines(diff)) {
        last = line;
        let wrong = |why| DiffError { line, why };
        if hunk.is_open() {
            let lines = if section.named { files.last_mut().map(|file| &mut file.lines) } else { None };
            hunk.line(text, lines).map_err(wrong)?;
            continue;
        }
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        is_diff |= text.starts_with(b"diff ") || text.starts_with(b"@@ ");
        if text.starts_with(b"diff --cc ") || text.starts_with(b"diff --combined ") {
            return Err(wrong("is of a merge, against two versions at once; compare with one of them"));
        } else if text.starts_with(b"diff ") {
            section = Section::of(text);
        } else if let Some(name) = text.strip_prefix(b"--- ") {
            if section.named {
                section = Section::default();
            }
            section.old = Some(as_written(name));
        } else if let Some(name) = text.strip_prefix(b"+++ ") {
            section.new = Some(as_written(name));
            section.named = false;
            section.begin(&mut files, Lines::Some(Vec::new()));
        } else if let Some(name) = text.strip_prefix(b"rename to ").or(text.strip_prefix(b"copy to ")) {
            section.moved_to = Some(as_written(name));
        } else if let Some(counts) = text.strip_prefix(b"@@ ") {
            hunk = Hunk::of(counts).ok_or(wrong("is not of the form @@ -1,2 +1,3 @@"))?;
            if section.new.is_none() && !hunk.ends_nowhere() {
                return Err(wrong("begins a change, but no line +++ names its file"));
            }
        } else if is_link(text) {
            section.is_link = true;
        } else if text.starts_with(b"deleted file mode ") {
            section.new = Some(NO_FILE.to_vec());
        } else if let Some(names) = binary(text) {
            section.binary(names);
            section.begin(&mut files, Lines::All);
            is_diff = true;
        } else if text == b"GIT binary patch" {
            section.begin(&mut files, Lines::All);
        }
    }
    if hunk.is_open() {
        return Err(DiffError { line: last, why: "is the last, in the middle of a change; the diff is cut" });
    }
    if !is_diff {
        return Err(DiffError { line: 1, why: "is not of a unified diff, such as git diff writes" });
    }
    Ok(files)
}

/// The names in `Binary files a/old and b/new differ`.
fn binary(line: &[u8]) -> Option<&[u8]> {
    line.strip_prefix(b"Binary files ")?.strip_suffix(b" differ")
}

/// Whether a line before the changes of a file says that it is a symbolic link now: `new file mode 120000`, `index 1e1..1e2 120000`.
fn is_link(line: &[u8]) -> bool {
    let mode = line.strip_prefix(b"new file mode ");
    let mode = mode.or_else(|| line.strip_prefix(b"index ")?.split(|&byte| byte == b' ').nth(1));
    mode == Some(b"120000")
}

/// What stands for a file that is not there.
const NO_FILE: &[u8] = b"/dev/null";

fn lines(diff: &[u8]) -> impl Iterator<Item = &[u8]> {
    diff.strip_suffix(b"\n").unwrap_or(diff).split(|&byte| byte == b'\n')
}

/// What a diff says of one file before its changes: names as they are written, with what is put before them.
#[derive(Default)]
struct Section {
    /// Both names, by the line that git begins with.
    git: Option<(Vec<u8>, Vec<u8>)>,
    old: Option<Vec<u8>>,
    new: Option<Vec<u8>>,
    /// The new name of a file that was renamed; nothing is put before it.
    moved_to: Option<Vec<u8>>,
    /// Whether it is a symbolic link.
    is_link: bool,
    /// Whether its file is the last of those that are changed.
    named: bool,
}

impl Section {
    /// That of a line `diff --git a/old b/new`.
    fn of(line: &[u8]) -> Self {
        let git = line.strip_prefix(b"diff --git ").and_then(both);
        Self { git, ..Self::default() }
    }

    /// Reads `a/old and b/new`. git has said the names before, where none is in doubt.
    fn binary(&mut self, names: &[u8]) {
        let middle = names.windows(5).rposition(|piece| piece == b" and ");
        let Some((old, new)) = middle.map(|middle| (&names[..middle], &names[middle + 5..])) else { return };
        if self.git.is_none() || new == NO_FILE {
            (self.old, self.new) = (Some(as_written(old)), Some(as_written(new)));
        }
    }

    /// Adds its file, unless there is none any more. The lines of a link in a diff are not those of what it leads to, of which any
    /// may be new.
    fn begin(&mut self, files: &mut Vec<Changed>, lines: Lines) {
        let new = self.new.as_deref().or(self.git.as_ref().map(|(_, new)| &**new));
        let Some(new) = new.filter(|new| *new != NO_FILE) else { return };
        let (name, other) = match &self.moved_to {
            Some(name) => (name.as_slice(), None),
            None => {
                let old = self.old.as_deref().filter(|old| *old != NO_FILE);
                plain(old.or(self.git.as_ref().map(|(old, _)| &**old)), new)
            }
        };
        let lines = if self.is_link { Lines::All } else { lines };
        files.push(Changed { name: path_of(name), other: other.map(path_of), lines });
        self.named = true;
    }
}

/// The name of a file without what is put before it, as in `a/` and `b/`, and the other way to read it, if there is one.
fn plain<'a>(old: Option<&[u8]>, new: &'a [u8]) -> (&'a [u8], Option<&'a [u8]>) {
    let Some((prefix, rest)) = cut(new) else { return (new, None) };
    let is_put_before = match old.map(cut) {
        // Each side has one of its own: a/ and b/, i/ and w/, before/ and after/.
        Some(Some((other, same))) => {
            other != prefix && (same == rest || (other.len(), prefix.len()) == (1, 1))
        }
        Some(None) => false,
        None => prefix.len() == 1,
    };
    if is_put_before { (rest, Some(new)) } else { (new, None) }
}

/// The first folder of a name, and the rest.
fn cut(name: &[u8]) -> Option<(&[u8], &[u8])> {
    let slash = name.iter().position(|&byte| byte == b'/')?;
    Some((&name[..slash], &name[slash + 1..])).filter(|(first, rest)| !first.is_empty() && !rest.is_empty())
}

/// The two names of `a/old b/new`. Names may have spaces: where they are not in quotation marks, both are the same.
fn both(names: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    if names.starts_with(b"\"") || names.ends_with(b"\"") {
        let (old, new) = match names.strip_prefix(b"\"") {
            Some(rest) => {
                let end = 2 + closing(rest)?;
                (&names[..end], names.get(end + 1..)?)
            }
            None => names.split_at(names.windows(2).position(|piece| piece == b" \"")?),
        };
        return Some((as_written(old), as_written(new.strip_prefix(b" ").unwrap_or(new))));
    }
    let middle = names.len() / 2;
    if names.len() % 2 == 1 && names[middle] == b' ' {
        return Some((names[..middle].to_vec(), names[middle + 1..].to_vec()));
    }
    // Not the same: renamed, which further lines tell.
    let space = names.iter().position(|&byte| byte == b' ')?;
    Some((names[..space].to_vec(), names[space + 1..].to_vec()))
}

/// Where the quotation mark is that closes a name.
fn closing(name: &[u8]) -> Option<usize> {
    let mut escaped = false;
    name.iter().position(|&byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    })
}

/// A name without the marks and the date around it.
fn as_written(name: &[u8]) -> Vec<u8> {
    match name.strip_prefix(b"\"") {
        Some(rest) => unquoted(&rest[..closing(rest).unwrap_or(rest.len())]),
        None => name.split(|&byte| byte == b'\t').next().unwrap_or_default().to_vec(),
    }
}

/// What git writes in quotation marks: `\303\251` for each byte that is no plain letter.
fn unquoted(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let (mut code, mut digits) = (0_u32, 0);
        while let Some(digit) = rest.next_if(|digit| digits < 3 && (b'0'..=b'7').contains(digit)) {
            (code, digits) = (code * 8 + u32::from(digit - b'0'), digits + 1);
        }
        if digits > 0 {
            bytes.push(code as u8);
            continue;
        }
        bytes.extend(rest.next().map(|escaped| match escaped {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            other => other,
        }));
    }
    bytes
}

/// A change of some lines that stand together.
#[derive(Default)]
struct Hunk {
    /// The next line of the new file.
    next: u32,
    /// How many lines it still has of the old and of the new file.
    old: u32,
    new: u32,
    /// Whether lines have been taken out, and put in, since the last that stayed.
    removed: bool,
    added: bool,
}

impl Hunk {
    /// Where it begins in the new file, and how many lines it has of each: `-1,2 +1,3 @@`.
    fn of(counts: &[u8]) -> Option<Self> {
        let mut parts = std::str::from_utf8(counts.split(|&byte| byte == b'@').next()?).ok()?.split(' ');
        let mut side = |sign: char| -> Option<(u32, u32)> {
            let range = parts.next()?.strip_prefix(sign)?;
            let (start, count) = range.split_once(',').unwrap_or((range, "1"));
            Some((start.parse().ok()?, count.parse().ok()?))
        };
        let ((_, old), (start, new)) = (side('-')?, side('+')?);
        // One that puts in nothing has the line before it.
        let next = start.saturating_add(u32::from(new == 0));
        Some(Self { next, old, new, ..Self::default() })
    }

    const fn is_open(&self) -> bool {
        self.old > 0 || self.new > 0
    }

    /// Whether there is no new file.
    const fn ends_nowhere(&self) -> bool {
        self.next == 1 && self.new == 0
    }

    /// Reads a line of it, and adds what it changes to `lines`.
    fn line(&mut self, text: &[u8], mut lines: Option<&mut Lines>) -> Result<(), &'static str> {
        match text.first().unwrap_or(&b' ') {
            b'+' if self.new > 0 => {
                if let Some(lines) = lines.as_deref_mut() {
                    lines.add(self.next..self.next.saturating_add(1));
                }
                (self.next, self.new, self.added) = (self.next.saturating_add(1), self.new - 1, true);
            }
            b'-' if self.old > 0 => (self.old, self.removed) = (self.old - 1, true),
            // An editor may have taken the space off an empty line.
            b' ' | b'\r' if self.old > 0 && self.new > 0 => {
                self.end_run(lines.as_deref_mut());
                (self.next, self.old, self.new) = (self.next.saturating_add(1), self.old - 1, self.new - 1);
            }
            b'\\' => {}
            _ => return Err("is in the middle of a change that has more lines; the diff is cut"),
        }
        if !self.is_open() {
            self.end_run(lines);
        }
        Ok(())
    }

    /// Where lines were taken out and none put in, those on both sides are what is changed.
    fn end_run(&mut self, lines: Option<&mut Lines>) {
        if let Some(lines) = lines.filter(|_| self.removed && !self.added) {
            lines.add(self.next.saturating_sub(1).max(1)..self.next.saturating_add(1));
        }
        (self.removed, self.added) = (false, false);
    }
}

#[expect(clippy::single_range_in_vec_init, reason = "lines that are changed")]
#[cfg(test)]
mod tests {
    use super::*;

    fn told(diff: &str) -> Vec<(String, Lines)> {
        let files = read(diff.as_bytes()).unwrap();
        files.into_iter().map(|file| (file.name.to_str().unwrap().to_owned(), file.lines)).collect()
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
            ("--- /dev/null\n+++ b/n\n@@ -0,0 +1 @@\n+x\n\\ No newline at end of file\n", &[("n", &[1..2])]),
            (
                "--- old.txt\t2026-01-01\n+++ new.txt\t2026-01-02\n@@ -1 +1 @@\n-x\n+y\n",
                &[("new.txt", &[1..2])],
            ),
            ("--- \"a/\\303\\251\"\n+++ \"b/\\303\\251.md\"\n@@ -1 +1 @@\n-x\n+y\n", &[("é.md", &[1..2])]),
            // Two in one diff without git's first lines.
            (
                "--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n--- a/b\n+++ b/b\n@@ -2 +2 @@\n-x\n+y\n",
                &[("a", &[1..2]), ("b", &[2..3])],
            ),
        ] {
            let expected: Vec<_> = expected
                .iter()
                .map(|(name, lines)| ((*name).to_owned(), Lines::Some(lines.to_vec())))
                .collect();
            assert_eq!(told(diff), expected, "{diff}");
        }
    }

    #[test]
    fn what_is_taken_out_changes_the_lines_on_both_sides() {
        for (hunk, expected) in [
            ("@@ -4,2 +3,0 @@\n-x\n-y\n", &[3..5][..]),
            ("@@ -1 +0,0 @@\n-x\n", &[1..2]),
            ("@@ -1,4 +1,3 @@\n one\n-x\n two\n three\n", &[1..3]),
            ("@@ -1,3 +1,2 @@\n one\n two\n-x\n", &[2..4]),
            // What takes its place is what is changed.
            ("@@ -1,4 +1,3 @@\n one\n-x\n-y\n+z\n three\n", &[2..3]),
            ("@@ -2 +1,0 @@\n-x\n@@ -4 +2,0 @@\n-y\n", &[1..4]),
        ] {
            let diff = format!("--- a/a\n+++ b/a\n{hunk}");
            assert_eq!(told(&diff), [("a".to_owned(), Lines::Some(expected.to_vec()))], "{diff}");
        }
    }

    #[test]
    fn binary_files_are_changed_as_a_whole() {
        for (diff, expected) in [
            (
                "diff --git a/a and b.docx b/a and b.docx\nBinary files a/a and b.docx and b/a and b.docx differ\n",
                &["a and b.docx"][..],
            ),
            ("diff --git a/a.docx b/a.docx\nindex 1..2\nGIT binary patch\nliteral 3\nKabc\n", &["a.docx"]),
            (
                "diff --git a/a.docx b/a.docx\nnew file mode 100644\nBinary files /dev/null and b/a.docx differ\n",
                &["a.docx"],
            ),
            // diff -r, which says no more of them.
            ("Binary files a/a.docx and b/a.docx differ\n", &["a.docx"]),
            ("diff --git a/a.docx b/a.docx\nBinary files a/a.docx and b/a.docx differ\n", &["a.docx"]),
            (
                "diff -r a/a.txt b/a.txt\n1c1\n< x\n---\n> y\nBinary files a/a.docx and b/a.docx differ\n",
                &["a.docx"],
            ),
            ("diff --git a/a.docx b/a.docx\ndeleted file mode 100644\nGIT binary patch\nliteral 0\n", &[]),
            (
                "diff --git a/a.docx b/a.docx\ndeleted file mode 100644\nBinary files a/a.docx and /dev/null differ\n",
                &[],
            ),
        ] {
            let expected: Vec<_> = expected.iter().map(|name| ((*name).to_owned(), Lines::All)).collect();
            assert_eq!(told(diff), expected, "{diff}");
        }
    }

    #[test]
    fn a_link_is_changed_as_a_whole() {
        let hunk = "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-b.txt\n+c.txt\n";
        for (head, whole) in [
            ("diff --git a/a.txt b/a.txt\nnew file mode 120000\nindex 0000000..1e2\n", true),
            ("diff --git a/a.txt b/a.txt\nindex 1e1..1e2 120000\n", true),
            ("diff --git a/a.txt b/a.txt\nnew file mode 100644\nindex 0000000..1e2\n", false),
            ("diff --git a/a.txt b/a.txt\nindex 120000..120001 100644\n", false),
            // A file where a link was.
            (
                "diff --git a/a.txt b/a.txt\ndeleted file mode 120000\n--- a/a.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-b.txt\ndiff --git a/a.txt b/a.txt\nnew file mode 100644\n",
                false,
            ),
        ] {
            let lines = if whole { Lines::All } else { Lines::Some(vec![1..2]) };
            assert_eq!(told(&format!("{head}{hunk}")), [("a.txt".to_owned(), lines)], "{head}");
        }
    }

    #[test]
    fn a_name_is_what_both_sides_have() {
        for (old, new, expected) in [
            ("a/x/y.txt", "b/x/y.txt", "x/y.txt or b/x/y.txt"),
            ("i/y.txt", "w/y.txt", "y.txt or w/y.txt"),
            ("before/y.txt", "after/y.txt", "y.txt or after/y.txt"),
            // Nothing is put before these.
            ("b/z.txt", "b/z.txt", "b/z.txt"),
            ("z.txt", "z.txt", "z.txt"),
            ("a/old.txt", "a/new.txt", "a/new.txt"),
            ("/dev/null", "b/new.txt", "new.txt or b/new.txt"),
        ] {
            let diff = format!("--- {old}\n+++ {new}\n@@ -1 +1 @@\n-x\n+y\n");
            let file = &read(diff.as_bytes()).unwrap()[0];
            let other = file.other.as_ref().map(|other| format!(" or {}", other.display()));
            assert_eq!(format!("{}{}", file.name.display(), other.unwrap_or_default()), expected, "{diff}");
        }
        for (first, expected) in [
            ("diff --git b/z.txt b/z.txt\n--- /dev/null\n+++ b/z.txt", "b/z.txt"),
            ("diff --git a/b/my z.txt b/b/my z.txt\n--- /dev/null\n+++ b/b/my z.txt\t", "b/my z.txt"),
            ("diff --git \"a/\\351.txt\" \"b/\\351.txt\"\n--- /dev/null\n+++ \"b/\\351.txt\"", "\\xe9.txt"),
            (
                "diff --git a/x.txt b/x.txt\nrename from a/x.txt\nrename to b/x.txt\n--- a/x.txt\n+++ b/x.txt",
                "b/x.txt",
            ),
        ] {
            let diff = format!("{first}\n@@ -0,0 +1 @@\n+y\n");
            let file = &read(diff.as_bytes()).unwrap()[0];
            if cfg!(unix) {
                assert_eq!(crate::input::name_of(&file.name), expected, "{diff}");
            }
        }
    }

    #[test]
    fn what_is_no_diff_is_refused_by_line() {
        for (diff, line) in [
            ("Once upon a time.\n", 1),
            ("Binary files and their readers\n", 1),
            ("@@ -1 +1 @@\n-x\n+y\n", 1),
            ("--- a/a\n+++ b/a\n@@ -1 1 @@\n", 3),
            ("--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n", 4),
            ("--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\ndiff --git a/b b/b\n", 5),
            ("diff --cc a.txt\nindex 1,2..3\n--- a/a.txt\n+++ b/a.txt\n@@@ -1,1 -1,1 +1,1 @@@\n++x\n", 1),
        ] {
            assert_eq!(read(diff.as_bytes()).unwrap_err().line, line, "{diff:?}");
        }
    }
}
