//! What a file becomes when its findings are put right: as many as can be without harm.
//!
//! Nothing is taken on trust. The file that comes of it is read and checked anew, and a fix is kept only where the article
//! is then the same but for the words replaced, each finding that was put right is gone, and no rule finds more than before.
//! What becomes fixable by that is put right too, so that a second run has nothing left to do.

use onrecord::policy::{Edit, edited, reworded};
use onrecord::rules::Replacement;
use std::collections::BTreeMap;

/// How often what has become fixable is put right.
const PASSES: usize = 10;

/// How often a file is checked anew, at most: fixes that spoil something are told from the others by halves.
const TRIES: usize = 100;

/// What is found in a file.
pub struct Look {
    /// The text of the article in it.
    pub text: String,
    /// The encoding it is in.
    pub encoding: &'static str,
    /// How much each rule finds.
    pub found: BTreeMap<String, usize>,
    /// How much of that is reported.
    pub reported: BTreeMap<String, usize>,
    /// What can be put right of it.
    pub fixes: Vec<Proposed>,
}

/// What puts a finding right in a file.
pub struct Proposed {
    /// The rule that made the finding.
    pub rule: String,
    /// What is replaced in the text.
    pub replacements: Vec<Replacement>,
    /// The same in the file, in order.
    pub edits: Vec<Edit>,
}

/// A file that was put right.
pub struct Mended {
    pub bytes: Vec<u8>,
    /// How many findings are gone.
    pub fixed: usize,
}

/// The file once all is put right in it that can be; None where nothing can. `seen` is what is found in it, and `look` finds
/// what is in another, or None where that is no article.
pub fn mend(file: &[u8], mut seen: Look, look: &dyn Fn(&[u8]) -> Option<Look>) -> Option<Mended> {
    let before: usize = seen.reported.values().sum();
    let mut bytes: Option<Vec<u8>> = None;
    let mut tries = TRIES;
    for _ in 0..PASSES {
        let now = bytes.as_deref().unwrap_or(file);
        let Some(better) = pass(now, &seen, look, &mut tries) else { break };
        (bytes, seen) = (Some(better.0), better.1);
    }
    let after: usize = seen.reported.values().sum();
    bytes.map(|bytes| Mended { bytes, fixed: before.saturating_sub(after) })
}

/// Puts right what can be at once: of fixes that overlap, the first.
fn pass(
    file: &[u8],
    seen: &Look,
    look: &dyn Fn(&[u8]) -> Option<Look>,
    tries: &mut usize,
) -> Option<(Vec<u8>, Look)> {
    // The bytes that are taken, by their ends.
    let mut ranges: BTreeMap<usize, usize> = BTreeMap::new();
    let mut free = |fix: &&Proposed| {
        let meets = |edit: &Edit| {
            let next = ranges.range(edit.range.start + 1..).next();
            next.is_some_and(|(_, start)| *start < edit.range.end)
        };
        let free = !fix.edits.iter().any(meets);
        if free {
            ranges.extend(fix.edits.iter().map(|edit| (edit.range.end, edit.range.start)));
        }
        free
    };
    let apart: Vec<&Proposed> = seen.fixes.iter().filter(&mut free).collect();
    let mut taken: Vec<&Proposed> = Vec::new();
    let mut best = None;
    let mut waiting = vec![&apart[..]];
    while let Some(some) = waiting.pop().filter(|some| !some.is_empty()) {
        if *tries == 0 {
            break;
        }
        *tries -= 1;
        let all: Vec<&Proposed> = taken.iter().chain(some).copied().collect();
        if let Some(better) = attempt(file, seen, &all, look) {
            (taken, best) = (all, Some(better));
        } else if some.len() > 1 {
            let (first, rest) = some.split_at(some.len() / 2);
            waiting.extend([rest, first]);
        }
    }
    best
}

/// The file with these fixes, where nothing else comes of them.
fn attempt(
    file: &[u8],
    seen: &Look,
    fixes: &[&Proposed],
    look: &dyn Fn(&[u8]) -> Option<Look>,
) -> Option<(Vec<u8>, Look)> {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.range.start);
    let mut replacements: Vec<&Replacement> = fixes.iter().flat_map(|fix| &fix.replacements).collect();
    replacements.sort_by_key(|one| one.span);
    let bytes = edited(file, edits);
    let then = look(&bytes)?;
    let same = then.encoding == seen.encoding && then.text == reworded(&seen.text, replacements);
    let no_more = |now: &BTreeMap<String, usize>, before: &BTreeMap<String, usize>| {
        now.iter().all(|(rule, count)| before.get(rule).is_some_and(|before| count <= before))
    };
    let mut left = seen.reported.clone();
    for fix in fixes {
        let count = left.get_mut(&fix.rule)?;
        *count = count.checked_sub(1)?;
    }
    (same && no_more(&then.found, &seen.found) && no_more(&then.reported, &left)).then_some((bytes, then))
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord::Span;

    /// A rule finds each `x`, which becomes the letter after it; another finds each `!`.
    fn look(file: &[u8]) -> Option<Look> {
        let text = String::from_utf8(file.to_vec()).ok()?;
        let mut found = BTreeMap::new();
        let mut fixes = Vec::new();
        for (at, c) in text.char_indices() {
            let rule = match c {
                'x' => "letter",
                // Behind an x it is none.
                '!' if !text[..at].ends_with('x') => "bang",
                _ => continue,
            };
            *found.entry(rule.to_owned()).or_insert(0) += 1;
            if let (Some(end), true) = (text[at..].find(';'), c == 'x') {
                let instead = text[at + 1..at + end].to_owned();
                let range = at..at + end + 1;
                let edit = Edit::new(range.clone(), instead.as_bytes());
                let one = Replacement::new(Span::of(range.clone()), &text[range], instead);
                fixes.push(Proposed { rule: rule.to_owned(), replacements: vec![one], edits: vec![edit] });
            }
        }
        Some(Look { text, encoding: "UTF-8", reported: found.clone(), found, fixes })
    }

    #[test]
    fn what_can_be_put_right_without_harm_is() {
        for (file, expected, fixed) in [
            ("a", None, 0),
            ("a xb; c", Some("a b c"), 1),
            ("xb; xc; xd;", Some("b c d"), 3),
            // One that brings something new is left out, the others are not.
            ("xb; x!; xd;", Some("b x!; d"), 2),
            ("x!;", None, 0),
            // What overlaps waits for its turn: the outer one first, then what is left.
            ("xx;", Some("x"), 1),
        ] {
            let mended = mend(file.as_bytes(), look(file.as_bytes()).unwrap(), &look);
            let made = mended.as_ref().map(|mended| std::str::from_utf8(&mended.bytes).unwrap());
            assert_eq!((made, mended.as_ref().map_or(0, |mended| mended.fixed)), (expected, fixed), "{file}");
            if let Some(mended) = mended {
                let again = mend(&mended.bytes, look(&mended.bytes).unwrap(), &look);
                assert!(again.is_none(), "{file}: fixed twice");
            }
        }
    }
}
