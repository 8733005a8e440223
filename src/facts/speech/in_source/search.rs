//! Where the words of a quotation are in the transcripts.
//!
//! A stretch of words is looked for exactly, from its rarest pair of words; then nearly, in the windows that share most of
//! its pairs of words; then piece by piece. Words that are rare in the transcripts weigh more than `we will`.

use super::Verdict;
use crate::facts::speech::word_diff::word_diff;
use crate::transcript::Index;
use crate::transcript::wording::Word;
use similar::DiffOp;
use std::ops::Range;

/// Words of a stretch that are searched in one go.
const MOST: usize = 250;
/// Places of a pair of words that are looked at; a commoner pair says nothing of where a stretch is.
const COMMON: usize = 400;
/// Windows that are compared word by word.
const WINDOWS: usize = 3;
/// Weight of the shared words, of all, from which a stretch counts as changed and not as another.
const LIKE: f32 = 0.6;
/// From this likeness on, a stretch is one that was changed, even if its pieces could be found apart.
const VERY_LIKE: f32 = 0.85;
/// Words between two pieces that make them far apart.
const FAR: usize = 12;
/// Words of a piece of its own.
const PIECE: usize = 3;
/// Equal words at an end, and the words left out beside them, from which on they have met by chance.
const CHANCE: (usize, usize) = (2, 5);

/// The result of the search.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) verdict: Verdict,
    /// The places in the transcripts' row of words.
    pub(super) places: Vec<Range<usize>>,
    /// What differs; empty where nothing does.
    pub(super) edits: Vec<Edit>,
    pub(super) likeness: f32,
}

/// Words of the transcripts beside words of the quotation.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
    /// A range of the transcripts' row of words; empty for words put in.
    pub(super) said: Range<usize>,
    /// The words of the quotation; empty for words left out.
    pub(super) quoted: Vec<Word>,
    pub(super) same: bool,
}

/// A stretch found.
struct Place {
    range: Range<usize>,
    edits: Vec<Edit>,
    /// Weight of what was found, of all.
    weight: (f32, f32),
    exact: bool,
}

impl Place {
    /// Whether enough of a stretch of `words` occurs there to call it the same: one rare name is not.
    fn holds(&self, words: usize) -> bool {
        let same: usize = self.edits.iter().filter(|e| e.same).map(|e| e.quoted.len()).sum();
        let left_out: usize = self.edits.iter().filter(|e| !e.same).map(|e| e.said.len()).sum();
        same >= PIECE.min(words) || same + 1 == words && left_out <= 1
    }
}

/// Finds the stretches of a quotation, in order; `right` recognises the places where the speaker that the article names is speaking.
pub(super) fn find(index: &Index, stretches: &[Vec<Word>], right: &dyn Fn(usize) -> bool) -> Found {
    let chunks: Vec<&[Word]> = stretches.iter().flat_map(|s| s.chunks(MOST)).collect();
    let mut places: Vec<Place> = Vec::new();
    let mut stitched = false;
    let mut lost = 0.0;
    for words in &chunks {
        let after = places.last().map(|p| p.range.end);
        if let Some(range) = exact(index, words, after, right) {
            let parts = by_turn(index, words, range);
            stitched |= parts.len() > 1;
            places.extend(parts);
            continue;
        }
        let near = near(index, words);
        let like = near.as_ref().map_or(0.0, |p| p.weight.0 / p.weight.1);
        let pieces = if like < VERY_LIKE { pieces(index, words, right) } else { None };
        match (pieces, near) {
            (Some(pieces), _) => {
                stitched = true;
                places.extend(pieces);
            }
            (None, Some(place)) if like >= LIKE && place.holds(words.len()) => {
                let parts = split(index, place);
                stitched |= parts.len() > 1;
                places.extend(parts);
            }
            _ => lost += weigh(index, words),
        }
    }
    let (said, all) = places.iter().fold((0.0, lost), |sum, p| (sum.0 + p.weight.0, sum.1 + p.weight.1));
    let likeness = if all > 0.0 { (said / all).min(1.0) } else { 0.0 };
    // An ellipsis lets words be left out, not be said in another order or on another day.
    let order = places.windows(2).any(|pair| {
        pair[1].range.start < pair[0].range.end
            || index.around(pair[0].range.start) != index.around(pair[1].range.start)
    });
    let verdict = if likeness < LIKE {
        Verdict::NotFound
    } else if stitched || order {
        Verdict::Stitched
    } else if lost > 0.0 || places.iter().any(|p| !p.exact) {
        Verdict::Altered
    } else {
        Verdict::Verbatim
    };
    if verdict == Verdict::NotFound {
        return Found { verdict, places: Vec::new(), edits: Vec::new(), likeness };
    }
    let edits = if verdict == Verdict::Altered {
        places.iter_mut().flat_map(|p| std::mem::take(&mut p.edits)).collect()
    } else {
        Vec::new()
    };
    Found { verdict, places: joined(index, places.into_iter().map(|p| p.range)), edits, likeness }
}

/// Places that follow each other at once are one.
fn joined(index: &Index, places: impl Iterator<Item = Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for place in places {
        match joined.last_mut() {
            Some(last)
                if last.end <= place.start
                    && place.start - last.end <= FAR
                    && !index.changes_speaker(last.end.saturating_sub(1).max(last.start), place.start) =>
            {
                last.end = place.end;
            }
            _ => joined.push(place),
        }
    }
    joined
}

/// The places of words that are in a row, one for each person who says some of them.
fn by_turn(index: &Index, words: &[Word], range: Range<usize>) -> Vec<Place> {
    let mut parts = Vec::new();
    let mut from = range.start;
    for at in range.start + 1..=range.end {
        if at == range.end || index.changes_speaker(at - 1, at) {
            parts.push(whole(index, &words[from - range.start..at - range.start], from..at));
            from = at;
        }
    }
    parts
}

fn whole(index: &Index, words: &[Word], range: Range<usize>) -> Place {
    let weight = weigh(index, words);
    let edits = vec![Edit { said: range.clone(), quoted: words.to_vec(), same: true }];
    Place { range, edits, weight: (weight, weight), exact: true }
}

/// The rarer a word is in the transcripts, the more it says.
#[expect(clippy::cast_precision_loss, reason = "a weight")]
fn weight(index: &Index, word: Word) -> f32 {
    ((index.len() + 10) as f32 / (index.word(word.key).len() + 1) as f32).ln().max(0.1)
}

fn weigh(index: &Index, words: &[Word]) -> f32 {
    words.iter().map(|&word| weight(index, word)).sum()
}

/// The place where all of `words` are in a row: of several the one of the right speaker, then the first after
/// `after`, then the first.
fn exact(
    index: &Index,
    words: &[Word],
    after: Option<usize>,
    right: &dyn Fn(usize) -> bool,
) -> Option<Range<usize>> {
    // Words that never follow each other settle it, however common each of them is.
    let pairs = words.windows(2).map(|pair| index.pair(pair[0].key, pair[1].key));
    let (rarest, places) = match pairs.enumerate().min_by_key(|(_, places)| places.len()) {
        Some(rarest) => rarest,
        None => (0, index.word(words.first()?.key)),
    };
    let stands = |at: usize| words.iter().enumerate().all(|(i, w)| index.key(at + i) == Some(w.key));
    let starts = places.iter().filter_map(|&at| (at as usize).checked_sub(rarest));
    let found: Vec<usize> = starts.filter(|&at| stands(at)).take(COMMON).collect();
    let best = found.iter().copied().max_by_key(|&at| {
        let follows = after.is_none_or(|after| at >= after);
        (right(at), follows, std::cmp::Reverse(at))
    })?;
    Some(best..best + words.len())
}

/// The stretch of a transcript that is most like `words`.
fn near(index: &Index, words: &[Word]) -> Option<Place> {
    let mut hits: Vec<(usize, usize)> = Vec::new();
    for (i, pair) in words.windows(2).enumerate() {
        let at = index.pair(pair[0].key, pair[1].key);
        if at.len() <= COMMON {
            hits.extend(at.iter().map(|&at| (at as usize, i)));
        }
    }
    for (i, word) in words.iter().enumerate() {
        let at = index.word(word.key);
        if at.len() <= COMMON / 16 {
            hits.extend(at.iter().map(|&at| (at as usize, i)));
        }
    }
    hits.sort_unstable();
    let reach = words.len() + words.len() / 2 + FAR;
    // How many hits each window holds that begins with a hit.
    let mut windows: Vec<(usize, usize)> = Vec::new();
    let mut end = 0;
    for (start, &(at, _)) in hits.iter().enumerate() {
        while hits.get(end).is_some_and(|hit| hit.0 < at + reach) {
            end += 1;
        }
        windows.push((end - start, start));
    }
    windows.sort_by_key(|&(count, start)| (std::cmp::Reverse(count), start));
    let mut tried: Vec<usize> = Vec::new();
    let mut best: Option<Place> = None;
    for (_, start) in windows {
        let (at, i) = hits[start];
        if tried.iter().any(|&other| other.abs_diff(at) < words.len()) {
            continue;
        }
        tried.push(at);
        let around = index.around(at);
        let from = at.saturating_sub(i + FAR / 4).max(around.start);
        let to = (at + reach).min(around.end);
        let place = compare(index, words, from..to);
        let like = |p: &Place| p.weight.0 / p.weight.1;
        if best.as_ref().is_none_or(|b| like(&place) > like(b)) {
            best = Some(place);
        }
        if tried.len() == WINDOWS {
            break;
        }
    }
    best.filter(|place| !place.range.is_empty())
}

/// A place in its parts, where more was left out between them than a change of words explains, or another person speaks.
fn split(index: &Index, place: Place) -> Vec<Place> {
    let far = |edit: &Edit| !edit.same && edit.quoted.is_empty() && edit.said.len() > FAR;
    let edits = cut_at_turns(index, place.edits);
    let turns = |a: &Edit, b: &Edit| {
        let ends = !a.said.is_empty() && !b.said.is_empty();
        ends && index.changes_speaker(a.said.end - 1, b.said.start)
    };
    let part = |edits: &[Edit]| {
        let same: f32 = edits.iter().filter(|e| e.same).map(|e| weigh(index, &e.quoted)).sum();
        let all: f32 = edits.iter().map(|e| weigh(index, &e.quoted)).sum();
        let range = edits.first()?.said.start..edits.last()?.said.end;
        let exact = edits.iter().all(|edit| edit.same);
        Some(Place { range, weight: (same, all), exact, edits: edits.to_vec() })
    };
    let (mut parts, mut last) = (Vec::new(), Vec::<Edit>::new());
    for edit in edits {
        let another = last.iter().rfind(|e| !e.said.is_empty()).is_some_and(|before| turns(before, &edit));
        if far(&edit) || another {
            parts.extend(part(&std::mem::take(&mut last)));
        }
        if !far(&edit) {
            last.push(edit);
        }
    }
    parts.extend(part(&last));
    parts
}

/// Edits of which none runs from one person's words into another's.
fn cut_at_turns(index: &Index, edits: Vec<Edit>) -> Vec<Edit> {
    let mut cut = Vec::with_capacity(edits.len());
    for edit in edits {
        let Range { start, end } = edit.said;
        let Some(at) = (start + 1..end).find(|&at| index.changes_speaker(at - 1, at)) else {
            cut.push(edit);
            continue;
        };
        let head = if edit.same { edit.quoted.len().min(at - start) } else { edit.quoted.len() };
        let (before, after) = edit.quoted.split_at(head);
        cut.push(Edit { said: start..at, quoted: before.to_vec(), same: edit.same });
        let rest = Edit { said: at..end, quoted: after.to_vec(), same: edit.same };
        cut.extend(cut_at_turns(index, vec![rest]));
    }
    cut
}

/// Compares `words` with the row in `window`, word by word.
fn compare(index: &Index, words: &[Word], window: Range<usize>) -> Place {
    let said: Vec<u64> = window.clone().filter_map(|at| index.key(at)).collect();
    let quoted: Vec<u64> = words.iter().map(|word| word.key).collect();
    let mut edits: Vec<Edit> = word_diff(&said, &quoted)
        .iter()
        .flat_map(|op| {
            let (old, new) = (op.old_range(), op.new_range());
            let said = window.start + old.start..window.start + old.end;
            let quoted = words[new].to_vec();
            match op {
                // Both at once: what was said first, then what is quoted.
                DiffOp::Replace { .. } => vec![
                    Edit { said, quoted: Vec::new(), same: false },
                    Edit { said: window.start + old.end..window.start + old.end, quoted, same: false },
                ],
                _ => vec![Edit { said, quoted, same: matches!(op, DiffOp::Equal { .. }) }],
            }
        })
        .collect();
    let back = |edits: &mut Vec<Edit>| edits.reverse();
    unmoor(&mut edits);
    back(&mut edits);
    unmoor(&mut edits);
    back(&mut edits);
    trim(index, &mut edits);
    let hesitations = hesitations(index, &edits);
    edits.retain(|edit| !hesitations.contains(&edit.said) || edit.same);
    let matched: f32 = edits.iter().filter(|e| e.same).map(|e| weigh(index, &e.quoted)).sum();
    let start = edits.iter().map(|e| e.said.start).min().unwrap_or(window.start);
    let end = edits.iter().map(|e| e.said.end).max().unwrap_or(start);
    let exact = edits.iter().all(|edit| edit.same);
    Place { range: start..end, edits, weight: (matched, weigh(index, words)), exact }
}

/// A word or two at the head that only met by chance, far from the rest, are put in, not said.
fn unmoor(edits: &mut [Edit]) {
    let first = edits.iter().position(|e| e.same);
    if let Some(first) = first
        && edits[first].quoted.len() <= CHANCE.0
        && edits.get(first + 1).is_some_and(|e| !e.same && e.said.len() >= CHANCE.1)
        && edits[first + 1..].iter().any(|e| e.same)
    {
        edits[first].same = false;
        edits[first].said = edits[first].said.start..edits[first].said.start;
    }
}

/// Of what was said before the first word that both have and after the last, keeps as many words as the quotation
/// has there otherwise, and none that another person says.
fn trim(index: &Index, edits: &mut Vec<Edit>) {
    let Some(first) = edits.iter().position(|e| e.same) else { return edits.clear() };
    let last = edits.iter().rposition(|e| e.same).unwrap_or(first);
    let (begin, end) = (edits[first].said.start, edits[last].said.end);
    let part = |edits: &[Edit]| {
        let quoted: Vec<Word> = edits.iter().flat_map(|e| e.quoted.iter().copied()).collect();
        let said: usize = edits.iter().map(|e| e.said.len()).sum();
        (quoted.len().min(said), quoted)
    };
    let (before, head) = part(&edits[..first]);
    let (after, tail) = part(&edits[last + 1..]);
    let ours = |at: usize, anchor: usize| !index.changes_speaker(at, anchor);
    let before = (1..=before).take_while(|n| ours(begin - n, begin)).count();
    let after = (0..after).take_while(|n| ours(end + n, end - 1)).count();
    let edge = |said, quoted| Edit { said, quoted, same: false };
    let mut trimmed = vec![edge(begin - before..begin, Vec::new()), edge(begin..begin, head)];
    trimmed.extend(edits.drain(first..=last));
    trimmed.extend([edge(end..end + after, Vec::new()), edge(end + after..end + after, tail)]);
    trimmed.retain(|edit| !edit.said.is_empty() || !edit.quoted.is_empty());
    *edits = trimmed;
}

/// Words left out that only say the word beside them twice: `I, I think`.
fn hesitations(index: &Index, edits: &[Edit]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for edit in edits.iter().filter(|e| !e.same && e.quoted.is_empty()) {
        let Range { start, end } = edit.said;
        let words = |from: usize, to: usize| (from..to).map(|at| index.key(at)).collect::<Vec<_>>();
        let here = words(start, end);
        let n = here.len();
        if n <= CHANCE.0 && (words(end, end + n) == here || start >= n && words(start - n, start) == here) {
            found.push(edit.said.clone());
        }
    }
    found
}

/// `words` in pieces that were each said word for word, far apart or in another order; None where they were not.
fn pieces(index: &Index, words: &[Word], right: &dyn Fn(usize) -> bool) -> Option<Vec<Place>> {
    let mut pieces: Vec<Place> = Vec::new();
    let mut lost = 0.0;
    let mut at = 0;
    while at < words.len() {
        let found = longest(index, &words[at..]).filter(|&n| n >= PIECE);
        let Some(n) = found else {
            lost += weight(index, words[at]);
            at += 1;
            continue;
        };
        let after = pieces.last().map(|p| p.range.end);
        let range = exact(index, &words[at..at + n], after, right)?;
        pieces.push(whole(index, &words[at..at + n], range));
        at += n;
    }
    let apart = pieces.windows(2).any(|pair| {
        let (a, b) = (&pair[0].range, &pair[1].range);
        b.start < a.end || b.start - a.end > FAR
    });
    let all = weigh(index, words);
    (pieces.len() > 1 && apart && lost <= all / 10.0).then_some(pieces)
}

/// How many of the first of `words` are in a row anywhere.
fn longest(index: &Index, words: &[Word]) -> Option<usize> {
    let [first, second, ..] = words else { return None };
    let row = |&at: &u32| {
        words.iter().enumerate().take_while(|(i, w)| index.key(at as usize + i) == Some(w.key)).count()
    };
    index.pair(first.key, second.key).iter().take(COMMON).map(row).max()
}
