//! Acronyms in brackets after a name, and whether the letters can be read off it.

use crate::Span;
use crate::lexicon::function_words::is_small;
use crate::text::{Article, Role, TokenKind};
use rustc_hash::FxHashSet;
use std::cell::LazyCell;

/// An acronym in brackets after a name: `Alliance to Reclaim Our Schools (AROS)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Acronym {
    /// The letters.
    pub span: Span,
    /// The words that they stand for, or would but for a slip.
    pub name: Span,
    /// Whether the letters can be read off the words, by any custom we know of.
    pub fits: bool,
    /// Whether they cannot, yet are the words' initials but for one letter, or two that changed places.
    pub slip: bool,
}

/// Letters of an acronym: fewer are a party, more is a word in capitals.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=7;
/// Words of a name.
const WORDS: usize = 12;

/// Finds the acronyms in brackets.
#[must_use]
pub fn find(article: &Article) -> Vec<Acronym> {
    let mut found = Vec::new();
    // Most articles have none in brackets, so nobody asks.
    let standing = LazyCell::new(|| {
        let pairs = article.tokens.iter().map(|t| article.slice(t.span)).filter(|w| w.len() == 2);
        pairs.filter(|w| w.bytes().all(|b| b.is_ascii_uppercase())).collect::<FxHashSet<&str>>()
    });
    for paragraph in article.paragraphs.iter().filter(|p| p.role == Role::Body) {
        for at in paragraph.tokens.clone().skip(1) {
            let open = || article.word(at - 1) == "(";
            let closed = || at + 1 < paragraph.tokens.end && article.word(at + 1) == ")";
            if open() && closed() && is_acronym(article.word(at)) {
                found.extend(read(article, at, paragraph.tokens.start, &standing));
            }
        }
    }
    found
}

fn is_acronym(word: &str) -> bool {
    let letters = word.strip_suffix('s').unwrap_or(word);
    LETTERS.contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase)
}

fn read(article: &Article, at: usize, floor: usize, standing: &FxHashSet<&str>) -> Option<Acronym> {
    let letters: Vec<char> = article.word(at).chars().filter(|c| c.is_uppercase()).collect();
    let last = at.checked_sub(2).filter(|&last| last >= floor && is_capital(article, last))?;
    let first = name_start(article, last, floor);
    let span = article.tokens[at].span;
    let acronym = |start: usize, fits, slip| {
        let name = article.span_of(start..last + 1);
        Acronym { span, name, fits, slip }
    };
    let starts = || (first..=last).rev().filter(|&i| is_capital(article, i));
    let name = |start: usize| article.slice(article.span_of(start..last + 1));
    if let Some(start) = starts().find(|&i| fits(name(i), &letters)) {
        return Some(acronym(start, true, false));
    }
    // Two letters may be a state (`Karl Hale (TX)`): there the right ones must be elsewhere.
    let known = |right: &str| letters.len() > 2 || standing.contains(right);
    let slip = starts().find(|&i| is_slip(name(i), &letters, &known));
    Some(acronym(slip.unwrap_or(first), false, slip.is_some()))
}

/// The first token of the name that ends at `last`: capitalised words, with small ones between.
fn name_start(article: &Article, last: usize, floor: usize) -> usize {
    let (mut first, mut at, mut words) = (last, last, 1);
    while at > floor && words < WORDS {
        at -= 1;
        let word = article.word(at);
        if is_capital(article, at) {
            first = at;
        } else if !(is_small(word) || matches!(word, "," | "'" | "’")) {
            break;
        }
        words += 1;
    }
    first
}

fn is_capital(article: &Article, at: usize) -> bool {
    article.tokens[at].kind == TokenKind::Word && article.tokens[at].capital
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    let word = |c: char| !c.is_alphanumeric() && c != '\'' && c != '’';
    name.split(word).filter(|w| !w.is_empty())
}

/// Whether `letters` can be read off `name`. Custom leaves words out (`ATF`) or takes the beginning of a word
/// (`CENTCOM`) or what has a capital inside it (`HealthCare`), but hardly both. The first must begin the name.
fn fits(name: &str, letters: &[char]) -> bool {
    let begins = words(name).next().and_then(|w| w.chars().next()).and_then(upper);
    begins == letters.first().copied() && (fits_some_words(name, letters) || fits_every_word(name, letters))
}

fn upper(c: char) -> Option<char> {
    c.to_uppercase().next()
}

/// Whether the letters are initials of words in order, some words left out.
fn fits_some_words(name: &str, letters: &[char]) -> bool {
    let mut initials = words(name).filter_map(|w| w.chars().next().and_then(upper));
    letters.iter().all(|letter| initials.any(|i| i == *letter))
}

/// Whether each word, small ones aside, gives one or more letters: from its beginning on, or its capitals.
fn fits_every_word(name: &str, letters: &[char]) -> bool {
    // How many letters are read when the words up to here are used up, as a set.
    let mut reached = vec![false; letters.len() + 1];
    reached[0] = true;
    for word in words(name) {
        let mut next = if is_small(word) { reached.clone() } else { vec![false; letters.len() + 1] };
        let chars: Vec<char> = word.chars().filter_map(upper).collect();
        let capitals: Vec<char> = word.chars().filter(|c| c.is_uppercase()).collect();
        for read in (0..letters.len()).filter(|&read| reached[read]) {
            for run in [&chars, &capitals] {
                let taken = run.iter().zip(&letters[read..]).take_while(|(a, b)| a == b).count();
                (1..=taken).for_each(|n| next[read + n] = true);
            }
        }
        reached = next;
    }
    reached[letters.len()]
}

/// Whether the initials of `name`, with or without those of small words, are `letters` but for one of them, or for
/// two neighbours that changed places.
fn is_slip(name: &str, letters: &[char], known: &dyn Fn(&str) -> bool) -> bool {
    let initials = |small: bool| -> Vec<char> {
        let words = words(name).filter(|w| small || !is_small(w));
        words.filter_map(|w| w.chars().next()?.to_uppercase().next()).collect()
    };
    [true, false].into_iter().any(|small| {
        let initials = initials(small);
        if initials.len() != letters.len() {
            return false;
        }
        let apart: Vec<usize> = (0..letters.len()).filter(|&i| initials[i] != letters[i]).collect();
        let slip = match apart[..] {
            [_] => true,
            [i, k] => k == i + 1 && initials[i] == letters[k] && initials[k] == letters[i],
            _ => false,
        };
        slip && known(&initials.into_iter().collect::<String>())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_off_the_name() {
        let cases = [
            ("the Alliance to Reclaim Our Schools (AROS)", (true, false)),
            ("the Hale Department of Homeland Safety (DHS)", (true, false)),
            ("Bureau of Grain, Timber, Furs and Explosives (GTF)", (true, false)),
            ("the HealthCare Board (HCB)", (true, false)),
            ("the Federation of Small Farms (FFS)", (false, true)),
            ("the Union of Small Bakers (USX)", (false, true)),
            ("Young Farmers for Freedom (YAF)", (false, true)),
            ("Doctors Across Borders (MSF)", (false, false)),
            ("Karl Hale (NYS)", (false, false)),
            ("Karl Hale (KX)", (false, false)),
            ("Coast Guard (GC) and not the CG", (false, true)),
        ];
        for (text, expected) in cases {
            let article = Article::new("t", format!("They met at {text} on Monday, and left.\n"), None);
            let found = find(&article);
            assert_eq!((found[0].fits, found[0].slip), expected, "{text}");
        }
        for text in ["Karl Hale (R)", "the bank (see above)", "the bank (ABC)"] {
            let article = Article::new("t", format!("They met at {text} on Monday, and left.\n"), None);
            assert_eq!(find(&article), [], "{text}");
        }
    }
}
