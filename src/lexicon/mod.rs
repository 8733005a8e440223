//! Word lists as data: `rules/lexicon/*.toml`, compiled in, extendable from a user's folder.
//!
//! A lexicon file is a table per class; under it a lemma with its forms, or a plain list of words:
//!
//! ```toml
//! about = "Reporting verbs, by how they colour what is reported."
//! [neutral]
//! say = ["say", "says", "said", "saying"]
//! [loaded]
//! admit = ["admit", "admits", "admitted"]
//! ```
//!
//! Look-ups go by [`fold`], so case does not count and nothing is allocated.

mod load;
mod sieve;

pub use load::LexiconError;

use crate::text::{Article, fold};
use rustc_hash::FxHashMap;
use sieve::Sieve;

/// One word list: phrases of one or more words, each with a class and a lemma.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    classes: Vec<String>,
    lemmas: Vec<String>,
    entries: FxHashMap<u64, Entry>,
    sieve: Sieve,
}

/// What is known of a word or phrase: most words are in no list, and one look-up must tell.
#[derive(Clone, Copy, Debug, Default)]
struct Entry {
    /// The class, from 1; 0 where the list does not hold the word by itself.
    class: u16,
    /// How many words the longest phrase has that begins with this one.
    longest: u16,
    lemma: u32,
}

/// What a lexicon says of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a> {
    /// The class, such as `loaded`.
    pub class: &'a str,
    /// The lemma, such as `admit`.
    pub lemma: &'a str,
    /// How many tokens the phrase covers, 1 or more.
    pub tokens: usize,
}

impl Lexicon {
    /// What the list says of one folded word or phrase.
    #[must_use]
    #[inline]
    pub fn get(&self, fold: u64) -> Option<Hit<'_>> {
        self.hit(self.entry(fold)?)
    }

    /// What is known of a folded word, most words being known no more of than that they are in no list.
    #[inline]
    fn entry(&self, fold: u64) -> Option<Entry> {
        if self.sieve.lets_through(fold) { self.entries.get(&fold).copied() } else { None }
    }

    /// Whether the list has the folded word, or a phrase that begins with it.
    #[must_use]
    #[inline]
    pub fn begins(&self, fold: u64) -> bool {
        self.entry(fold).is_some()
    }

    fn hit(&self, entry: Entry) -> Option<Hit<'_>> {
        let class = usize::from(entry.class).checked_sub(1)?;
        Some(Hit { class: &self.classes[class], lemma: &self.lemmas[entry.lemma as usize], tokens: 1 })
    }

    /// How many words the longest phrase has that begins with the folded word: 1 where there is none.
    #[must_use]
    pub fn reach(&self, fold: u64) -> usize {
        self.entry(fold).map_or(1, |entry| usize::from(entry.longest).max(1))
    }

    /// What the list says of a word given as text.
    #[must_use]
    pub fn word(&self, word: &str) -> Option<Hit<'_>> {
        self.get(fold(word))
    }

    /// The longest phrase of the list that starts at token `at` and ends before token `end`.
    #[must_use]
    #[inline]
    pub fn longest(&self, article: &Article, at: usize, end: usize) -> Option<Hit<'_>> {
        let first = article.tokens.get(at).filter(|_| at < end)?;
        self.longest_of(self.entry(first.fold)?, article, at, end)
    }

    /// The longest phrase of those that begin with the word of `entry`.
    fn longest_of(&self, entry: Entry, article: &Article, at: usize, end: usize) -> Option<Hit<'_>> {
        for n in (2..=usize::from(entry.longest).min(end - at)).rev() {
            let words = (at..at + n).map(|i| article.word(i));
            if let Some(hit) = self.get(crate::text::fold_words(words)) {
                return Some(Hit { tokens: n, ..hit });
            }
        }
        self.hit(entry)
    }

    /// Whether the list holds the folded word in `class`.
    #[must_use]
    pub fn has(&self, fold: u64, class: &str) -> bool {
        self.get(fold).is_some_and(|hit| hit.class == class)
    }

    /// The names of its classes, in order of first entry.
    #[must_use]
    pub fn classes(&self) -> &[String] {
        &self.classes
    }

    /// Adds a phrase, or moves it to another class and lemma. Words are parted by single spaces; a mark
    /// is a word of its own (`"U.S ."`), as [tokens](crate::text::Token) are.
    pub fn insert(&mut self, class: &str, lemma: &str, form: &str) {
        let class = index(&mut self.classes, class) as u16 + 1;
        let lemma = index(&mut self.lemmas, lemma) as u32;
        let whole = fold(form);
        let entry = self.entries.entry(whole).or_default();
        (entry.class, entry.lemma) = (class, lemma);
        self.sieve.add(whole);
        let words = form.split(' ').count();
        if words > 1 {
            let first = fold(form.split(' ').next().unwrap_or(form));
            let longest = &mut self.entries.entry(first).or_default().longest;
            *longest = u16::try_from(words).unwrap_or(u16::MAX).max(*longest);
            self.sieve.add(first);
        }
    }
}

/// Lists are a few hundred names at most and lemmas arrive in order, so the last one is tried first.
fn index(names: &mut Vec<String>, name: &str) -> usize {
    if names.last().is_some_and(|last| last == name) {
        return names.len() - 1;
    }
    if names.len() < 64
        && let Some(i) = names.iter().position(|n| n == name)
    {
        return i;
    }
    names.push(name.to_owned());
    names.len() - 1
}

macro_rules! lexicons {
    ($($(#[$doc:meta])* $field:ident = $file:literal),* $(,)?) => {
        /// Every word list, ours and the user's. A new list is one file and one line here.
        #[derive(Clone, Debug, Default)]
        pub struct Lexicons {
            $($(#[$doc])* pub $field: Lexicon,)*
        }

        impl Lexicons {
            /// The names of the lists, which are their files' names without `.toml`.
            pub const NAMES: &[&str] = &[$($file),*];

            /// The lists compiled into the program.
            ///
            /// # Errors
            /// When a list of ours does not parse; a test keeps that from happening.
            pub fn built_in() -> Result<Self, LexiconError> {
                Ok(Self { $($field: load::read(
                    concat!($file, ".toml"),
                    include_str!(concat!("../../rules/lexicon/", $file, ".toml")),
                    Lexicon::default(),
                )?,)* })
            }

            /// The list of that name.
            #[must_use]
            pub fn list(&self, name: &str) -> Option<&Lexicon> {
                match name {
                    $($file => Some(&self.$field),)*
                    _ => None,
                }
            }

            /// Adds a user's list to the one of the same name.
            ///
            /// # Errors
            /// When the list does not parse, or no list has that name.
            pub fn extend(&mut self, name: &str, file: &str, toml: &str) -> Result<(), LexiconError> {
                match name {
                    $($file => self.$field = load::read(file, toml, std::mem::take(&mut self.$field))?,)*
                    _ => return Err(LexiconError::unknown_list(file, name, Self::NAMES)),
                }
                Ok(())
            }
        }
    };
}

lexicons! {
    /// Reporting verbs and phrases (`said`, `according to`), by class.
    cues = "cues",
    /// Where words were uttered: channels (`Twitter`), occasions (`interview`), outlets (`Reuters`).
    media = "media",
    /// Titles before a name (`Mr.`, `Secretary of State`) and roles that stand for a person.
    titles = "titles",
    /// Given names, by the gender they are used for.
    given_names = "given-names",
    /// Sources that are a group (`officials`, `the West`) or unnamed (`a person familiar with the matter`).
    sources = "sources",
    /// Surnames that many strangers share, so that two bearers in one article are no surprise.
    surnames = "surnames",
    /// Names that are written in two ways, each of them right.
    name_variants = "name-variants",
    /// Nouns that figures count, by what they count (`soldiers` and `troops` are one).
    subjects = "subjects",
    /// Units, currencies and magnitudes.
    units = "units",
    /// Places, demonyms and capitals that stand for a government.
    places = "places",
    /// Phrases that hedge (`it is feared`) or qualify a figure (`more than`).
    hedges = "hedges",
    /// What tells that a capitalised name is an organisation or a thing.
    organisations = "organisations",
    /// What goes on around a statement or a figure: a court case, an apology, a word of doubt.
    contexts = "contexts",
    /// Words that accuse, and words that leave an accusation open or settle it.
    accusations = "accusations",
    /// Letters that need not be spelt out (`NATO`, `CEO`).
    acronyms = "acronyms",
    /// Words that are not part of a name though written with a capital.
    common_words = "common-words",
}
