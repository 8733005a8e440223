//! Two versions of a file as a unified diff, for `git apply`, `patch` and people. Fixes take no line away and bring none, so
//! that lines have their partners by number.

use std::ops::Range;

/// Lines that are shown before and after a change.
const CONTEXT: usize = 3;

/// What changes from `old` to `new`, as bytes; empty where nothing does. `name` is that of the file.
pub fn diff(name: &str, old: &[u8], new: &[u8]) -> Vec<u8> {
    let (old, new) = (lines(old), lines(new));
    debug_assert_eq!(old.len(), new.len(), "a fix takes no line away and brings none");
    let mut out = Vec::new();
    for hunk in hunks(&old, &new) {
        if out.is_empty() {
            out.extend_from_slice(format!("--- {name}\n+++ {name}\n").as_bytes());
        }
        let (first, count) = (hunk.start + 1, hunk.len());
        out.extend_from_slice(format!("@@ -{first},{count} +{first},{count} @@\n").as_bytes());
        let mut at = hunk.start;
        while at < hunk.end {
            let same = old[at] == new[at];
            let length = (at..hunk.end).take_while(|&at| (old[at] == new[at]) == same).count();
            let run = at..at + length;
            if same {
                put(&mut out, b' ', &old[run]);
            } else {
                put(&mut out, b'-', &old[run.clone()]);
                put(&mut out, b'+', &new[run]);
            }
            at += length;
        }
    }
    out
}

/// The lines of a file, each with its end.
fn lines(file: &[u8]) -> Vec<&[u8]> {
    file.split_inclusive(|&byte| byte == b'\n').collect()
}

/// The lines that are shown: changes with what is around them, those that meet as one.
fn hunks(old: &[&[u8]], new: &[&[u8]]) -> Vec<Range<usize>> {
    let mut hunks: Vec<Range<usize>> = Vec::new();
    for at in (0..old.len()).filter(|&at| old[at] != new[at]) {
        let (start, end) = (at.saturating_sub(CONTEXT), (at + 1 + CONTEXT).min(old.len()));
        match hunks.last_mut().filter(|last| start <= last.end) {
            Some(last) => last.end = end,
            None => hunks.push(start..end),
        }
    }
    hunks
}

fn put(out: &mut Vec<u8>, sign: u8, lines: &[&[u8]]) {
    for line in lines {
        out.push(sign);
        out.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            out.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_shown_with_what_is_around_them() {
        let old = "1\n2\n3\n4\nfive\n6\n7\n8\n9\n10\n11\n12\n13\ntwo two\r\nthree three";
        let new = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\ntwo\r\nthree";
        let expected = "--- a.txt\n+++ a.txt\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-five\n+5\n 6\n 7\n 8\n\
                        @@ -11,5 +11,5 @@\n 11\n 12\n 13\n-two two\r\n-three three\n\
                        \\ No newline at end of file\n+two\r\n+three\n\\ No newline at end of file\n";
        assert_eq!(String::from_utf8(diff("a.txt", old.as_bytes(), new.as_bytes())).unwrap(), expected);
    }

    #[test]
    fn changes_that_are_near_are_one() {
        let (old, new) = ("a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n");
        let shown = String::from_utf8(diff("x", old.as_bytes(), new.as_bytes())).unwrap();
        assert!(shown.contains("@@ -1,8 +1,8 @@\n-a\n+A\n 1\n"), "{shown}");
        assert!(diff("x", old.as_bytes(), old.as_bytes()).is_empty());
    }
}
