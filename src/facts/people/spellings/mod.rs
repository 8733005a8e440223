//! Names spelled two ways: a capitalised word one slip away from a name that the article uses more often.
//!
//! Candidates meet through a deletion neighbourhood (each word with each of its letters left out, as in
//! SymSpell): two words one insertion, deletion, replacement or swap apart share an entry. No two words are
//! compared otherwise, so the search is linear in the article's length.
//!
//! - `rearranged.rs`: names of the same letters in another order
//! - `strays.rs`: surnames that nobody is introduced by

mod rearranged;
mod strays;

use crate::Span;
use crate::facts::people::entities::{Entities, EntityKind, SHORTEST_SLIP, same_given};
use crate::facts::people::namesakes;
use crate::facts::wording::stems::{self, possessive};
use crate::lexicon::function_words::{is_auxiliary, is_function};
use crate::lexicon::{Claims, Lexicons};
use crate::text::{Article, Token, TokenKind, fold, fold_joined};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use std::cell::LazyCell;

/// A word and the name it may be meant for.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Spelling {
    /// The odd word, at its first mention.
    pub odd: Span,
    /// The name as spelled more often, at the mention nearest before or after.
    pub usual: Span,
    /// How often the odd word is in the article, 1 or more.
    pub odd_count: u32,
    /// How often the usual one does; no less than `odd_count`, except where the odd one is bare.
    pub usual_count: u32,
    /// Whether the odd word is only a plural, possessive or demonym of the name.
    pub inflected: bool,
    /// Whether the lexicons know the odd word as a name, place or word of its own.
    pub known: bool,
    /// Whether the odd word has a given name or title of its own that the usual one never has.
    pub own_person: bool,
    /// Whether the odd word opens its sentence or a quotation, where any word has a capital.
    pub opens: bool,
    /// Whether the name is a person's.
    pub person: bool,
    /// How many letters apart they are: 1, or 2 in long names.
    pub slips: u32,
    /// Whether a list or a word of the lexicons has the odd word as a surname and as nothing else.
    pub known_surname: bool,
    /// Whether the usual one is introduced in full (`Ada Brandt`) and the odd one, wherever it is, stands as somebody's bare
    /// surname (`Mr. Barndt`, `Barndt said`).
    pub bare: bool,
    /// Whether both have the same capitalised word right before or right after them.
    pub neighbour: bool,
    /// Whether the odd one is in a list of names.
    pub listed: bool,
    /// Whether both are of the same letters, in another order (`Kilembwa`, `Kelimbwa`).
    pub rearranged: bool,
    /// Whether the odd one is a surname that nobody is introduced by, after a title or in the headline, and sounds like that of
    /// somebody who is (`Mr. Quintana`, `Baltasar Quintela`).
    pub stray: bool,
}

struct Word {
    first: usize,
    count: u32,
    lower: bool,
    /// Tokens of a few mentions, to name the nearest and to compare given names.
    at: Vec<usize>,
}

/// Finds the names of an article that are spelled two ways.
#[must_use]
pub fn find(article: &Article, entities: &Entities, lexicons: &Lexicons) -> Vec<Spelling> {
    let mut names = names(article, entities);
    let words = words(article, &names);
    let places = unlisted_places(article, lexicons, &words, &names);
    names.extend(places.iter().map(|key| (*key, false)));
    let usual = |k: &u64| words.get(k).is_some_and(|w| !w.lower);
    let mut keys: Vec<_> = names.keys().copied().filter(usual).collect();
    keys.sort_unstable_by_key(|k| words[k].first);
    let near = Neighbours::new(keys.iter().map(|key| bare(article, words[key].first)));
    let shapes = Shapes::new(keys.iter().map(|key| bare(article, words[key].first)));
    let mut odd_ones: Vec<_> = words.iter().filter(|(_, w)| !w.lower && w.count <= MOST_ODD).collect();
    odd_ones.sort_unstable_by_key(|(_, w)| w.first);
    let mut found = Vec::new();
    for (&key, word) in odd_ones {
        let text = bare(article, word.first);
        if !shapes.meets(text) {
            continue;
        }
        let mut best: Option<(u64, u32)> = None;
        let mut tried: Vec<u64> = Vec::new();
        let odd_is_bare = LazyCell::new(|| is_bare(article, lexicons, word));
        each_deletion(text, |hash| {
            for name in near.of(hash).map(|at| keys[at]) {
                if name == key || tried.contains(&name) {
                    continue;
                }
                tried.push(name);
                let usual = &words[&name];
                let counted = usual.count > word.count && word.count <= 2;
                let told = || {
                    usual.first < word.first
                        && (neighbours(article, word, usual) && usual.count >= word.count)
                        || names[&name] && *odd_is_bare && is_introduced(article, lexicons, usual)
                };
                // Two places that nothing is said of may differ by a letter.
                let sure = !places.contains(&name) || is_doubled(bare(article, usual.first), text);
                let fits = sure
                    && first_letter(article, usual.first) == first_letter(article, word.first)
                    && slips(bare(article, usual.first), text).is_some_and(|n| n == 1 && counted || told());
                if fits && best.is_none_or(|(_, count)| usual.count > count) {
                    best = Some((name, usual.count));
                }
            }
        });
        if let Some((name, _)) = best {
            found.push(spelling(article, lexicons, word, &words[&name], names[&name]));
        }
    }
    let mut more = rearranged::find(article, lexicons, &words, &names);
    more.extend(strays::find(article, entities, lexicons, &words));
    more.retain(|new| found.iter().all(|old| old.odd != new.odd));
    found.extend(more);
    found.sort_by_key(|s| s.odd);
    found
}

/// Whether two spellings are of one word, British and American: `Theatre`, `Theater`; `Organisation`, `Organization`.
fn one_word(a: &str, b: &str) -> bool {
    let american = |word: &str| {
        let word = word.to_ascii_lowercase().replace("isation", "ization");
        let endings = [("re", "er"), ("our", "or"), ("ise", "ize")];
        let other = endings.iter().find_map(|(uk, us)| Some(format!("{}{us}", word.strip_suffix(uk)?)));
        other.unwrap_or(word)
    };
    american(a) == american(b)
}

/// Whether one of two words has a letter twice that the other has once: `Narrawilla`, `Narrawila`.
fn is_doubled(a: &str, b: &str) -> bool {
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let same = long.bytes().zip(short.bytes()).take_while(|(a, b)| a == b).count();
    let twice = same > 0 && long.as_bytes().get(same) == long.as_bytes().get(same - 1);
    long.len() == short.len() + 1 && twice && long.as_bytes()[same + 1..] == short.as_bytes()[same..]
}

/// Words that may be names of places, by their capitals alone.
const PLACES: usize = 256;

/// Names of places that no list has: long words that have a capital wherever they are, twice at least. A text with more than
/// [`PLACES`] of them is a list, in which no name is told twice.
fn unlisted_places(
    article: &Article,
    lexicons: &Lexicons,
    words: &FxHashMap<u64, Word>,
    names: &FxHashMap<u64, bool>,
) -> FxHashSet<u64> {
    let unlisted = |(key, word): &(&u64, &Word)| {
        let long = bare(article, word.first).chars().count() >= LONG;
        !word.lower && word.count > 1 && long && !names.contains_key(key) && !is_known(lexicons, **key)
    };
    let places: FxHashSet<u64> =
        words.iter().filter(unlisted).map(|(key, _)| *key).take(PLACES + 1).collect();
    if places.len() > PLACES { FxHashSet::default() } else { places }
}

/// The most often that an odd word may occur.
const MOST_ODD: u32 = 4;

/// The shortest word of which two letters may differ.
const LONG: usize = 7;

/// How many letters two words are apart, if it is few enough for a slip.
fn slips(a: &str, b: &str) -> Option<u32> {
    match strsim::osa_distance(&a.to_lowercase(), &b.to_lowercase()) {
        1 => Some(1),
        2 if a.chars().count().min(b.chars().count()) >= LONG => Some(2),
        _ => None,
    }
}

/// The word before a token in its sentence, the stop of an abbreviation passed over.
fn word_before(article: &Article, at: usize) -> Option<usize> {
    let start = article.sentences.get(article.sentence_at(article.tokens[at].span.start))?.tokens.start;
    let before = at.checked_sub(1)?;
    let before = if article.word(before) == "." { before.checked_sub(1)? } else { before };
    (before >= start).then_some(before)
}

/// Whether a name stands, at one of its mentions, after what is a given name by its shape: a capitalised word that is no title.
fn is_introduced(article: &Article, lexicons: &Lexicons, name: &Word) -> bool {
    name.at.iter().any(|&at| {
        word_before(article, at).is_some_and(|b| {
            let token = article.tokens[b];
            let given = lexicons.given_names.get(token.fold).is_some();
            let titled = lexicons.titles.get(token.fold).is_some() && !given;
            token.kind == TokenKind::Word && token.capital && !titled && !goes_on(article, at)
        })
    })
}

/// Whether a word is, at each of its mentions, a bare surname: after a title, or the subject of a verb within a sentence or at
/// its start, no capital beside it.
fn is_bare(article: &Article, lexicons: &Lexicons, word: &Word) -> bool {
    !word.at.is_empty()
        && word.at.iter().all(|&at| {
            if goes_on(article, at) || listed(article, at) {
                return false;
            }
            let titled = word_before(article, at).filter(|&b| article.tokens[b].capital).map(|b| {
                let start = article.sentences.get(article.sentence_at(article.tokens[b].span.start));
                lexicons.titles.get(article.tokens[b].fold).is_some()
                    || start.is_some_and(|s| s.tokens.start == b) && is_function(article.tokens[b].fold)
            });
            let text = article.word(at);
            let verb = article.tokens.get(at + 1).filter(|t| t.kind == TokenKind::Word);
            let acts = verb.is_some_and(|t| {
                lexicons.cues.get(t.fold).is_some() || is_auxiliary(&article.slice(t.span).to_lowercase())
            });
            let said = at.checked_sub(1).is_some_and(|b| lexicons.cues.get(article.tokens[b].fold).is_some());
            match titled {
                Some(titled) => {
                    titled
                        && (acts
                            || said
                            || word_before(article, at)
                                .is_some_and(|b| lexicons.titles.get(article.tokens[b].fold).is_some()))
                }
                None => acts || said || possessive(text),
            }
        })
}

/// Whether both words have one and the same capitalised word right before or right after them.
fn neighbours(article: &Article, odd: &Word, usual: &Word) -> bool {
    let beside = |at: usize, by: isize| {
        let other = at.checked_add_signed(by)?;
        let token = article.tokens.get(other)?;
        let sentence = article.sentences.get(article.sentence_at(token.span.start))?;
        let inside = sentence.tokens.contains(&at);
        // A sentence begins with a capital, whatever its first word is.
        let plain = sentence.tokens.start == other && is_function(token.fold);
        (token.kind == TokenKind::Word && token.capital && inside && !plain && token.span.len() > 1)
            .then_some(token.fold)
    };
    [-1, 1].into_iter().any(|by| {
        odd.at.iter().take(4).any(|&at| {
            beside(at, by).is_some_and(|own| usual.at.iter().any(|&at| beside(at, by) == Some(own)))
        })
    })
}

/// Whether a word is in a list of names: near it are four marks that each follow a name.
fn listed(article: &Article, at: usize) -> bool {
    const NEAR: usize = 12;
    let Some(paragraph) = article.paragraphs.get(article.paragraph_at(article.tokens[at].span.start)) else {
        return false;
    };
    let near = at.saturating_sub(NEAR).max(paragraph.tokens.start)..(at + NEAR).min(paragraph.tokens.end);
    let ends = |at: &usize| {
        matches!(article.word(*at), "," | ";")
            && at.checked_sub(1).is_some_and(|b| article.tokens[b].capital || article.word(b) == ")")
    };
    near.filter(ends).count() >= 4
}

/// Whether the lexicons know a word as a given name, a place or a word of its own.
pub(in crate::facts) fn is_known(lexicons: &Lexicons, folded: u64) -> bool {
    lexicons.given_names.get(folded).is_some()
        || lexicons.places.get(folded).is_some()
        || lexicons.common_words.get(folded).is_some()
        || lexicons.titles.get(folded).is_some()
        || lexicons.organisations.get(folded).is_some()
}

fn spelling(article: &Article, lexicons: &Lexicons, odd: &Word, usual: &Word, person: bool) -> Spelling {
    let nearest = usual.at.iter().copied().min_by_key(|&i| i.abs_diff(odd.first)).unwrap_or(usual.first);
    let (a, b) = (bare(article, odd.first), bare(article, nearest));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let tail = long.get(short.len()..).unwrap_or("");
    let alike = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    // "Republics" and "Republican": two endings of one word.
    let named = person && is_bare(article, lexicons, odd) && is_introduced(article, lexicons, usual);
    // "The Castellans" are a family; "Judge Castellane" is nobody but Judge Castellan.
    let inflected = !person && one_word(a, b)
        || long.starts_with(short)
            && lexicons
                .claims
                .lemma(fold(tail), Claims::Ending)
                .is_some_and(|ending| ending == "plural" || !named)
        || !person && slips(a, b) == Some(2) && alike + 2 >= short.len();
    let folded = fold(a);
    let known = is_known(lexicons, folded);
    let known_surname = !known && lexicons.surnames.get(folded).is_some();
    let own = given_before(article, lexicons, odd.first);
    // "His wife, Greta Angsar": one of the family, with the family's name.
    let family = (odd.first.saturating_sub(4)..odd.first).any(|t| {
        namesakes::is_kin(article, lexicons, t)
            && t.checked_sub(1).is_some_and(|b| matches!(article.word(b), "his" | "her" | "His" | "Her"))
    });
    let own_person = !family
        && own.is_some_and(|own| {
            let others =
                usual.at.iter().filter_map(|&i| given_before(article, lexicons, i)).collect::<Vec<_>>();
            // `Dave Charis` is no slip for the given name `Chris`.
            let given = || {
                usual.at.iter().any(|&at| goes_on(article, at)) && lexicons.given_names.get(fold(b)).is_some()
            };
            others.is_empty() && given()
                || !others.is_empty() && !others.iter().any(|other| same_given(lexicons, own, other))
        })
        || !person && surname_of_another(article, lexicons, odd, usual);
    let sentence = article.sentence_at(article.tokens[odd.first].span.start);
    let start = article.sentences.get(sentence).map_or(0, |s| s.tokens.start);
    let before = odd.first.checked_sub(1).map(|i| article.word(i));
    Spelling {
        odd: article.tokens[odd.first].span.clip(a.len()),
        usual: article.tokens[nearest].span.clip(b.len()),
        odd_count: odd.count,
        usual_count: usual.count,
        inflected,
        known: known || known_surname,
        known_surname,
        slips: slips(a, b).unwrap_or(0),
        bare: named,
        neighbour: neighbours(article, odd, usual),
        listed: listed(article, odd.first),
        own_person,
        rearranged: false,
        stray: false,
        opens: odd.first == start || before.is_some_and(|b| matches!(b, "“" | "\"" | "'" | "‘" | ":" | "—")),
        person,
    }
}

/// Whether the odd word is a surname, with a capitalised word before it that is never before the usual one and
/// no other after it, which a place or a body is not (`Hedda Saudin`, `Saudi Arabia`).
fn surname_of_another(article: &Article, lexicons: &Lexicons, odd: &Word, usual: &Word) -> bool {
    let before = |at: usize| {
        let before = at.checked_sub(1)?;
        let start = article.sentences.get(article.sentence_at(article.tokens[at].span.start))?.tokens.start;
        let token = article.tokens[before];
        let titled = lexicons.titles.get(token.fold).is_some() || lexicons.places.get(token.fold).is_some();
        let capital = token.kind == TokenKind::Word && token.capital;
        (capital && !titled && before > start).then_some(token.fold)
    };
    before(odd.first).is_some_and(|own| {
        !goes_on(article, odd.first)
            && !usual.at.iter().any(|&at| before(at) == Some(own))
            && usual.at.iter().any(|&at| goes_on(article, at))
    })
}

/// Whether another capitalised word follows a token.
fn goes_on(article: &Article, at: usize) -> bool {
    let after = article.tokens.get(at + 1).filter(|t| t.kind == TokenKind::Word);
    after.is_some_and(|t| t.capital)
}

/// The given name right before a token.
fn given_before<'a>(article: &'a Article, lexicons: &Lexicons, at: usize) -> Option<&'a str> {
    let mut i = at.checked_sub(1)?;
    // A middle initial: `Ada B. Hale`.
    if article.word(i) == "." && i >= 2 && article.word(i - 1).len() == 1 {
        i -= 2;
    }
    let word = article.word(i);
    let name =
        word.starts_with(char::is_uppercase) && lexicons.given_names.get(article.tokens[i].fold).is_some();
    name.then_some(word)
}

/// How many names that meet in one deletion are tried.
const MOST_NEAR: usize = 8;

/// Every word of some length that occurs with a capital somewhere or is part of a name, by its fold,
/// possessives taken off.
fn words(article: &Article, names: &FxHashMap<u64, bool>) -> FxHashMap<u64, Word> {
    let mut words: FxHashMap<u64, Word> = FxHashMap::default();
    let mut key_of = Vec::new();
    let capital = |token: &Token| !article.text.as_bytes()[token.span.start as usize].is_ascii_lowercase();
    let long = |token: &Token| token.kind == TokenKind::Word && token.span.len() as usize >= SHORTEST_SLIP;
    let capitals: FxHashSet<u64> = article
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, token)| long(token) && capital(token))
        .map(
            |(i, token)| {
                if possessive(article.slice(token.span)) { fold(bare(article, i)) } else { token.fold }
            },
        )
        .collect();
    for (i, token) in article.tokens.iter().enumerate() {
        // Most words are short, or are in small letters only and are no part of a name.
        if !long(token) {
            continue;
        }
        let told = capital(token)
            || possessive(article.slice(token.span))
            || capitals.contains(&token.fold)
            || names.contains_key(&token.fold);
        if !told || !candidate(article, token) {
            continue;
        }
        let text = bare(article, i);
        if text.chars().count() < SHORTEST_SLIP
            || text.chars().skip(1).any(char::is_uppercase) && !text.starts_with("Mc")
        {
            continue;
        }
        let key = if text.len() == token.span.len() as usize { token.fold } else { fold(text) };
        let lower = text.starts_with(char::is_lowercase);
        if !lower || names.contains_key(&key) {
            words.entry(key).or_insert(Word { first: i, count: 0, lower: false, at: Vec::new() });
        }
        key_of.push((i, key, lower));
    }
    for (i, key, lower) in key_of {
        let Some(word) = words.get_mut(&key) else { continue };
        word.first = word.first.min(i);
        word.lower |= lower;
        word.count += 1;
        if word.at.len() < 64 {
            word.at.push(i);
        }
    }
    words
}

fn candidate(article: &Article, token: &Token) -> bool {
    token.kind == TokenKind::Word
        && token.span.len() as usize >= SHORTEST_SLIP
        && !article.slice(token.span).contains('-')
}

fn first_letter(article: &Article, token: usize) -> Option<char> {
    article.word(token).chars().next()
}

/// A word without its possessive ending.
fn bare(article: &Article, token: usize) -> &str {
    stems::bare(article.word(token))
}

/// The words that names are made of, each with whether it names a person.
fn names(article: &Article, entities: &Entities) -> FxHashMap<u64, bool> {
    let mut names = FxHashMap::default();
    for entity in &entities.entities {
        let person = entity.kind == EntityKind::Person;
        for i in article.tokens_in(entity.name) {
            if article.tokens[i].capital && candidate(article, &article.tokens[i]) {
                let known = names.entry(fold(bare(article, i))).or_insert(person);
                *known |= person;
            }
        }
    }
    names
}

/// Names by what is left of them without one of their letters.
struct Neighbours {
    /// The first name of each, and of each entry the next.
    first: FxHashMap<u64, usize>,
    entries: Vec<(usize, Option<usize>)>,
}

impl Neighbours {
    /// Of `names`, in order.
    fn new<'a>(names: impl DoubleEndedIterator<Item = &'a str> + ExactSizeIterator) -> Self {
        let room = names.len() * 8;
        let mut first: FxHashMap<u64, usize> = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        let mut entries: Vec<(usize, Option<usize>)> = Vec::with_capacity(room);
        // The last name first, so that the first is found first.
        for (at, name) in names.enumerate().rev() {
            each_deletion(name, |hash| {
                let next = first.get(&hash).copied();
                // A letter that is there twice leaves the same.
                if next.is_none_or(|next| entries[next].0 != at) {
                    first.insert(hash, entries.len());
                    entries.push((at, next));
                }
            });
        }
        Self { first, entries }
    }

    /// The first names that leave the same.
    fn of(&self, hash: u64) -> impl Iterator<Item = usize> + '_ {
        let first = self.first.get(&hash).copied();
        std::iter::successors(first, |&at| self.entries[at].1).take(MOST_NEAR).map(|at| self.entries[at].0)
    }
}

/// The first letters and lengths that a word must have to be one slip away from one of some names.
struct Shapes(FxHashSet<(Option<char>, usize)>);

/// In place of a length, where a name has letters whose small form may be longer.
const ANY: usize = usize::MAX;

impl Shapes {
    fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let of = |name: &str| {
            let first = name.chars().next();
            let length = if name.is_ascii() { name.len() } else { ANY };
            [(first, length), (first, length.saturating_sub(1)), (first, length.saturating_add(1))]
        };
        Self(names.flat_map(of).collect())
    }

    /// Whether one of the names may be a slip away from `word`. Slips seldom hit the first letter; words that
    /// differ there are two words.
    fn meets(&self, word: &str) -> bool {
        let first = word.chars().next();
        self.0.contains(&(first, ANY)) || self.0.contains(&(first, word.len())) || !word.is_ascii()
    }
}

/// Calls `each` with the fold of the word and of the word with each one of its letters left out.
fn each_deletion(word: &str, mut each: impl FnMut(u64)) {
    each(fold(word));
    for (at, c) in word.char_indices().take(24) {
        each(fold_joined(&word[..at], &word[at + c.len_utf8()..]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, String)> {
        let article = Article::new("t", text.to_owned(), None);
        let lexicons = Lexicons::built_in();
        let entities = crate::facts::people::entities::find(&article, &lexicons);
        let slice = |s| article.slice(s).to_owned();
        find(&article, &entities, &lexicons)
            .iter()
            .filter(|s| !s.inflected && !s.known && !s.own_person)
            .map(|s| (slice(s.odd), slice(s.usual)))
            .collect()
    }

    #[test]
    fn meets_words_one_slip_apart() {
        let cases = [
            ("Ada Brandt left. Brandt said so. Then Barndt came back.", Some(("Barndt", "Brandt"))),
            ("Ada Brandt left. Brandt said so. Then Brant’s aide came.", Some(("Brant", "Brandt"))),
            ("Ada Brandt left. Brandt said so. The Brandts came.", None),
            ("Ada Brandt left. Brandt said so. Karl Brendt came.", None),
            ("Ada Brandt left. Brandt said so. The brand came.", None),
            ("Chris Lund left. Chris Moe stayed, and so did Dave Charis.", None),
            ("Oil from Saudi Arabia is dear. The clerk, Hedda Saudin, sells it. Saudi Arabia is far.", None),
            (
                "Oil from Saudi Arabia is dear. Much of it comes from Saoudi Arabia. Saudi Arabia is far.",
                Some(("Saoudi", "Saudi")),
            ),
        ];
        for (text, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
            assert_eq!(pairs(text), expected, "{text}");
        }
    }
}
