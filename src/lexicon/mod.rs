//! Word lists as data: `rules/lexicon/*.toml`, compiled in, which a newsroom's `lexicon` folder adds to.
//!
//! A list is a file, found when the program is built. Under each class it has a lemma with its forms, or plain words, each
//! its own lemma; a comment right above a class says what it is for:
//!
//! ```toml
//! about = "Reporting verbs, by how they colour what is reported."
//! # Says without judging.
//! [neutral]
//! say = ["say", "says", "said", "saying"]
//! # Doubts, or finds fault.
//! [loaded]
//! words = ["admit", "admits", "admitted"]
//! ```
//!
//! The classes of a list are an enum ([`Cues`]), so that a class which no list has does not compile. A word may be in several;
//! in a list that is `exclusive = true` it is in one, and the class that a newsroom puts it in replaces the built-in one.
//!
//! Look-ups go by [`fold`], so case does not count and nothing is allocated. Forms are cut as texts are: a mark is a word of
//! its own. A form that ends in a stop (`Sen.`) is an abbreviation.
//!
//! - `table.rs`: the words of a list, in tables that are laid out when the program is built
//! - `filter.rs`: the pre-filter before a table
//! - `function_words.rs`: the closed classes of English
//! - `fold.rs`: the case-insensitive hash of a word
//! - `load.rs`: a newsroom's lists

mod filter;
mod fold;
pub(crate) mod function_words;
mod load;
mod table;

pub(crate) use fold::Folding;
pub use fold::{fold, fold_joined, fold_words};
pub use load::LexiconError;

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use table::{Entry, Table};

/// An entry of a table that the build has laid out.
const fn entry(fold: u64, classes: u64, lemma: u32, lemma_length: u8, stopped: bool, longest: u16) -> Entry {
    Entry { fold, classes, lemma, lemma_length, stopped, longest }
}

include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));

/// A text that phrases are looked for in, word by word.
pub trait Text {
    /// The [`fold`] of a word; None past the last one.
    fn fold(&self, word: usize) -> Option<u64>;
    /// A word as written.
    fn word(&self, word: usize) -> &str;
}

/// The classes of one list.
pub trait Class: Copy + Eq + fmt::Debug + 'static {
    /// All of them, in the order of the file.
    const ALL: &'static [Self];
    /// Its number among them.
    fn number(self) -> usize;
    /// The list that they are of.
    fn list(lexicons: &Lexicons) -> &Lexicon<Self>;
    /// Its name in the file.
    fn name(self) -> &'static str;
}

/// What a look-up says of classes: those of an enum, or all by number.
trait Known {
    /// A bit for each.
    const BITS: u64;
}

impl Known for usize {
    const BITS: u64 = u64::MAX;
}

impl<C: Class> Known for C {
    const BITS: u64 = u64::MAX >> (64 - C::ALL.len());
}

/// What is known of a list besides its words.
#[derive(Debug, PartialEq, Eq)]
pub struct About {
    /// Its name, which is that of its file without `.toml`.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Whether a word is in one class at most.
    pub exclusive: bool,
    /// The name of each class, and what it is for.
    pub classes: &'static [(&'static str, &'static str)],
}

/// A word list, whatever its classes.
#[derive(Clone, Debug)]
pub struct List {
    about: &'static About,
    table: Table,
    /// Classes that a newsroom brings for rules of its own, numbered after those of the file.
    own: Vec<String>,
}

/// A word list with classes `C`: phrases of one or more words, each with one class or more and a lemma.
#[derive(Clone, Debug)]
pub struct Lexicon<C> {
    list: List,
    class: PhantomData<C>,
}

/// What a list says of a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit<'a, C = usize> {
    classes: u64,
    /// The lemma, such as `admit`.
    pub lemma: &'a str,
    /// How many tokens the phrase covers, 1 or more.
    pub tokens: usize,
    class: PhantomData<C>,
}

impl<C: Class> Hit<'_, C> {
    /// Whether the phrase is in that class.
    #[must_use]
    #[inline]
    pub fn is(&self, class: C) -> bool {
        self.classes >> class.number() & 1 == 1
    }

    /// Whether the phrase is in any of these classes.
    #[must_use]
    pub fn is_any(&self, classes: &[C]) -> bool {
        classes.iter().any(|&class| self.is(class))
    }

    /// The same of so many tokens.
    #[must_use]
    #[inline]
    pub fn over(self, tokens: usize) -> Self {
        Self { tokens, ..self }
    }

    /// Its class, in a list where a word has one; else the first of them.
    #[must_use]
    #[inline]
    pub fn class(&self) -> C {
        C::ALL[self.classes.trailing_zeros() as usize]
    }

    /// Its classes, in the order of the file.
    pub fn classes(&self) -> impl Iterator<Item = C> + use<C> {
        let classes = self.classes;
        C::ALL.iter().copied().filter(move |class| classes >> class.number() & 1 == 1)
    }
}

impl Hit<'_> {
    /// Whether the phrase is in the class of that number.
    #[must_use]
    pub fn in_class(&self, number: usize) -> bool {
        self.classes >> number & 1 == 1
    }
}

impl List {
    /// What is known of it besides its words.
    #[must_use]
    pub const fn about(&self) -> &'static About {
        self.about
    }

    /// The names of its classes, those that a newsroom brings last.
    pub fn classes(&self) -> impl Iterator<Item = &str> {
        self.about.classes.iter().map(|(class, _)| *class).chain(self.own.iter().map(String::as_str))
    }

    /// The names of the classes that a phrase is in.
    pub fn classes_of(&self, hit: &Hit<'_>) -> impl Iterator<Item = &str> {
        self.classes_named(hit.classes)
    }

    /// The names of classes given as bits.
    pub fn classes_named(&self, bits: u64) -> impl Iterator<Item = &str> {
        self.classes().enumerate().filter(move |&(number, _)| bits >> number & 1 == 1).map(|(_, class)| class)
    }

    /// The classes that have a phrase which starts in `words` and ends there, as bits by their number.
    #[must_use]
    pub fn classes_within(&self, text: &impl Text, words: std::ops::Range<usize>) -> u64 {
        let hits = words.clone().filter_map(|at| self.longest(text, at, words.end));
        hits.fold(0, |bits, hit| bits | hit.classes)
    }

    /// The number of the class of that name.
    #[must_use]
    pub fn class(&self, name: &str) -> Option<usize> {
        self.classes().position(|class| class == name)
    }

    /// The longest phrase of the list that starts at word `at` and ends before word `end`.
    #[must_use]
    pub fn longest(&self, text: &impl Text, at: usize, end: usize) -> Option<Hit<'_>> {
        self.hit(text, at, end)
    }

    #[inline]
    fn hit<C: Known>(&self, text: &impl Text, at: usize, end: usize) -> Option<Hit<'_, C>> {
        let first = text.fold(at).filter(|_| at < end)?;
        self.longest_of(self.table.find(first)?, text, at, end)
    }

    /// The longest phrase of those that begin with the word of `entry`.
    fn longest_of<C: Known>(
        &self,
        entry: &Entry,
        text: &impl Text,
        at: usize,
        end: usize,
    ) -> Option<Hit<'_, C>> {
        for n in (2..=usize::from(entry.longest).min(end - at)).rev() {
            let words = (at..at + n).map(|i| text.word(i));
            if let Some(hit) = self.get(fold_words(words)) {
                return Some(Hit { tokens: n, ..hit });
            }
        }
        self.said(entry)
    }

    #[inline]
    fn get<C: Known>(&self, fold: u64) -> Option<Hit<'_, C>> {
        self.said(self.table.find(fold)?)
    }

    #[inline]
    fn said<C: Known>(&self, entry: &Entry) -> Option<Hit<'_, C>> {
        let classes = entry.classes & C::BITS;
        (classes != 0).then(|| Hit { classes, lemma: self.table.lemma(entry), tokens: 1, class: PhantomData })
    }
}

impl<C> Lexicon<C> {
    /// A list of the program, which borrows its words.
    const fn of(about: &'static About, table: Table) -> Self {
        Self { list: List { about, table, own: Vec::new() }, class: PhantomData }
    }
}

impl<C: Class> Lexicon<C> {
    /// The list, its classes by number and name: those that a newsroom brings too.
    #[must_use]
    pub const fn untyped(&self) -> &List {
        &self.list
    }

    /// What the list says of one folded word or phrase.
    #[must_use]
    #[inline]
    pub fn get(&self, fold: u64) -> Option<Hit<'_, C>> {
        self.list.get(fold)
    }

    /// The lemmas of a folded word, which may be a form of several.
    pub fn lemmas(&self, fold: u64) -> impl Iterator<Item = &str> {
        self.list.table.under_lemmas(fold).map(|entry| self.list.table.lemma(entry))
    }

    /// The lemma of a folded word in a class.
    #[must_use]
    pub fn lemma(&self, fold: u64, class: C) -> Option<&str> {
        let mut under = self.list.table.under_lemmas(fold);
        under.find(|entry| entry.classes >> class.number() & 1 == 1).map(|entry| self.list.table.lemma(entry))
    }

    /// What the list says of a word given as text.
    #[must_use]
    pub fn word(&self, word: &str) -> Option<Hit<'_, C>> {
        self.get(fold(word))
    }

    /// Whether the list has the folded word or phrase in `class`.
    #[must_use]
    #[inline]
    pub fn has(&self, fold: u64, class: C) -> bool {
        self.list.table.find(fold).is_some_and(|entry| entry.classes >> class.number() & 1 == 1)
    }

    /// Whether the list has the folded word as an abbreviation (`Sen.`), written with a stop.
    #[must_use]
    pub fn abbreviates(&self, fold: u64) -> bool {
        self.list.table.find(fold).is_some_and(|entry| entry.stopped)
    }

    /// Whether the list has the folded word, or a phrase that begins with it.
    #[must_use]
    #[inline]
    pub fn begins(&self, fold: u64) -> bool {
        self.list.table.find(fold).is_some()
    }

    /// How many words the longest phrase has that begins with the folded word: 1 where there is none.
    #[must_use]
    pub fn reach(&self, fold: u64) -> usize {
        self.list.table.find(fold).map_or(1, |entry| usize::from(entry.longest).max(1))
    }

    /// The longest phrase of the list that starts at word `at` and ends before word `end`.
    #[must_use]
    #[inline]
    pub fn longest(&self, text: &impl Text, at: usize, end: usize) -> Option<Hit<'_, C>> {
        self.list.hit(text, at, end)
    }
}

impl<C: Class> Lexicon<C> {
    /// How many words the longest phrase of `class` has that starts at word `at` and ends before word `end`.
    #[must_use]
    #[inline]
    pub fn phrase(&self, text: &impl Text, at: usize, end: usize, class: C) -> Option<usize> {
        let entry = self.list.table.find(text.fold(at).filter(|_| at < end)?)?;
        let longest = usize::from(entry.longest).min(end - at);
        let words = |n: usize| (at..at + n).map(|i| text.word(i));
        let held = |n: &usize| self.has(fold_words(words(*n)), class);
        (2..=longest).rev().find(held).or_else(|| (entry.classes >> class.number() & 1 == 1).then_some(1))
    }
}

impl Default for Lexicons {
    fn default() -> Self {
        Self::built_in()
    }
}

static BUILT_IN: Lexicons = Lexicons::built_in();

impl Lexicons {
    /// The lists compiled into the program, without a newsroom's.
    #[must_use]
    pub fn ours() -> &'static Self {
        &BUILT_IN
    }

    /// Whether a folded word or phrase is in a class.
    #[must_use]
    #[inline]
    pub fn has<C: Class>(&self, fold: u64, class: C) -> bool {
        C::list(self).has(fold, class)
    }

    /// Whether a word of a text is in a class; false past its end.
    #[must_use]
    #[inline]
    pub fn at<C: Class>(&self, text: &impl Text, word: usize, class: C) -> bool {
        text.fold(word).is_some_and(|fold| self.has(fold, class))
    }

    /// Whether a phrase of a class lies in a stretch of a text.
    #[must_use]
    pub fn within<C: Class>(&self, text: &impl Text, words: std::ops::Range<usize>, class: C) -> bool {
        let end = words.end;
        words.into_iter().any(|at| C::list(self).phrase(text, at, end, class).is_some())
    }

    /// Whether a word, given with its fold, is a verb of saying in a form that a subject may have (`said`, `tells`).
    #[must_use]
    pub fn says(&self, word: &str, fold: u64) -> bool {
        self.has(fold, Cues::Neutral)
            && (word.ends_with("ed") || word.ends_with('s') || matches!(word, "said" | "told" | "wrote"))
    }

    /// Whether a word given as text is in a class.
    #[must_use]
    pub fn word_is<C: Class>(&self, word: &str, class: C) -> bool {
        self.has(fold(word), class)
    }
}
