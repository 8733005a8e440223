//! Names of the same letters, two of which have changed places: `Kilembwa`, `Kelimbwa`; `CEMP`, `CMEP`.

use super::{Spelling, Word, bare, is_known, spelling};
use crate::lexicon::Lexicons;
use crate::text::{Article, fold};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;

/// The shortest name of which letters may have changed places, and the shortest initials.
const SHORTEST: usize = 6;
const INITIALS: usize = 4;
/// Different words with a capital that an article has; a text with more is a list, whose names are compared by single slips alone.
const WORDS: usize = 4096;
/// Mentions of initials that are looked at.
const MENTIONS: usize = 64;

/// Finds them among names and among the initials of bodies, the rarer or the later one for the odd one.
pub(super) fn find(
    article: &Article,
    lexicons: &Lexicons,
    words: &FxHashMap<u64, Word>,
    names: &FxHashMap<u64, bool>,
) -> Vec<Spelling> {
    if words.len() > WORDS {
        return Vec::new();
    }
    let is_person = |key: &u64| names.get(key).copied().unwrap_or(false);
    let mut found = Vec::new();
    for words in [words, &initials(article)] {
        for (usual, odd) in pairs(article, lexicons, words) {
            // A firm may be called nearly as a man is.
            let alike = is_person(&usual) == is_person(&odd);
            let (one, other) = (&words[&usual], &words[&odd]);
            if alike && !is_introduced(article, other) {
                let told = spelling(article, lexicons, other, one, is_person(&usual));
                found.push(Spelling { rearranged: true, ..told });
            }
        }
    }
    found
}

/// Pairs of words that two letters' changing places turns into each other, the usual one first: the more frequent, or the earlier.
fn pairs(article: &Article, lexicons: &Lexicons, words: &FxHashMap<u64, Word>) -> Vec<(u64, u64)> {
    let text = |key: &u64| bare(article, words[key].first);
    // The two words of the same letters; of three, which is which is open.
    let mut alike: FxHashMap<u64, (u64, Option<u64>, bool)> = FxHashMap::default();
    for key in words.iter().filter(|(_, word)| !word.lower).map(|(key, _)| *key) {
        if let Some(letters) = letters(text(&key)) {
            alike
                .entry(letters)
                .and_modify(|(_, second, more)| *more |= second.replace(key).is_some())
                .or_insert((key, None, false));
        }
    }
    let rank = |key: &u64| (Reverse(words[key].count), words[key].first);
    alike
        .into_values()
        .filter_map(|(one, other, more)| Some((one, other.filter(|_| !more)?)))
        .map(|(a, b)| if rank(&a) <= rank(&b) { (a, b) } else { (b, a) })
        .filter(|(a, b)| is_exchanged(text(a), text(b)))
        .filter(|(a, b)| !is_known(lexicons, *a) && !is_known(lexicons, *b))
        .collect()
}

/// One number for a word's first letter and the others in any order; None where it is too short to tell.
fn letters(text: &str) -> Option<u64> {
    let capitals = text.bytes().all(|b| b.is_ascii_uppercase());
    let long = text.is_ascii() && text.len() >= if capitals { INITIALS } else { SHORTEST };
    long.then(|| {
        let letter = |at: usize| fold(&text[at..=at]);
        let rest = (1..text.len()).map(letter).fold(0, u64::wrapping_add);
        rest.rotate_left(1) ^ letter(0)
    })
}

/// Whether two words differ in two letters that have changed places.
fn is_exchanged(a: &str, b: &str) -> bool {
    let differ = |(a, b): &(u8, u8)| !a.eq_ignore_ascii_case(b);
    let apart: Vec<(u8, u8)> = a.bytes().zip(b.bytes()).filter(differ).collect();
    matches!(apart[..], [(a, b), (c, d)] if a.eq_ignore_ascii_case(&d) && b.eq_ignore_ascii_case(&c))
}

/// Whether a word is somebody who is introduced: `a Mr. Kalimov`, `Kalimov, a dealer`.
fn is_introduced(article: &Article, word: &Word) -> bool {
    let is = |at: Option<usize>, known: &[&str]| {
        at.and_then(|at| article.tokens.get(at)).is_some_and(|t| known.contains(&article.slice(t.span)))
    };
    word.at.iter().any(|&at| {
        (1..=3).any(|back| is(at.checked_sub(back), &["a", "A"]))
            || is(Some(at + 1), &[","]) && is(Some(at + 2), &["a", "an", "the"])
    })
}

/// The initials of bodies, as words.
fn initials(article: &Article) -> FxHashMap<u64, Word> {
    let mut words: FxHashMap<u64, Word> = FxHashMap::default();
    let bytes = article.text.as_bytes();
    for (at, token) in article.tokens.iter().enumerate() {
        // Most words have a small letter second.
        let second = bytes.get(token.span.start as usize + 1).is_some_and(u8::is_ascii_uppercase);
        if !second || (token.span.len() as usize) < INITIALS {
            continue;
        }
        let text = bare(article, at);
        if text.len() >= INITIALS && text.bytes().all(|b| b.is_ascii_uppercase()) {
            let new = || Word { first: at, count: 0, lower: false, at: Vec::new() };
            let word = words.entry(fold(text)).or_insert_with(new);
            word.count += 1;
            if word.at.len() < MENTIONS {
                word.at.push(at);
            }
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_letters_change_places() {
        let cases = [
            ("Kilembwa", "Kelimbwa", true),
            ("Wierzba", "Weirzba", true),
            ("CEMP", "CMEP", true),
            ("Antares", "Astrean", false),
            ("Brandt", "Brendt", false),
            ("Kilembwa", "Kilembwa", false),
        ];
        for (a, b, exchanged) in cases {
            assert_eq!(is_exchanged(a, b), exchanged, "{a} {b}");
            assert!(!exchanged || letters(a) == letters(b), "{a} {b}");
        }
        assert_eq!(letters("Brown"), None);
        assert_ne!(letters("Hollway"), letters("Wollhay"));
    }
}
