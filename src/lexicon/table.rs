//! The words of one list in a hash table that is laid out when the program is built, and grows when a newsroom adds to it.
//!
//! `build/lexicon.rs` uses this very file to lay out the tables of the built-in lists, so that a start reads nothing.

use super::filter::Filter;
use super::fold::fold;
use std::borrow::Cow;

/// The words and phrases of a list.
#[derive(Clone, Debug)]
pub struct Table {
    /// Stops most words that are not in the table.
    pub filter: Filter,
    /// For each value of a hash's upper bits the number of an entry, from 1; 0 where there is none. A power of two.
    pub slots: Cow<'static, [u32]>,
    /// What is known of each word.
    pub entries: Cow<'static, [Entry]>,
    /// All lemmas, one after the other.
    pub lemmas: Cow<'static, str>,
}

/// What is known of a word or phrase: most words are in no list, and one look-up must show that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The [`fold`] of its words.
    pub fold: u64,
    /// A bit for each class that it is in; none where it only begins a phrase.
    pub classes: u64,
    /// Where its lemma begins.
    pub lemma: u32,
    /// How long its lemma is.
    pub lemma_length: u8,
    /// Whether it is an abbreviation: it is written with a stop of its own.
    pub stopped: bool,
    /// How many words the longest phrase has that begins with it; 0 where none does.
    pub longest: u16,
}

impl Table {
    /// The table without words.
    #[cfg_attr(not(test), allow(dead_code))] // The build begins with it.
    pub const EMPTY: Self = Self {
        filter: Filter::EMPTY,
        slots: Cow::Borrowed(&[0]),
        entries: Cow::Borrowed(&[]),
        lemmas: Cow::Borrowed(""),
    };

    /// What is known of a folded word or phrase.
    #[inline]
    pub fn find(&self, fold: u64) -> Option<&Entry> {
        if self.filter.lets_through(fold) { self.entries.get(self.number(fold)?) } else { None }
    }

    /// What is known of a folded word under each of its lemmas.
    pub fn under_lemmas(&self, fold: u64) -> impl Iterator<Item = &Entry> {
        let all = || self.numbers(fold).map(|number| &self.entries[number]);
        // Of several, the first has the classes of all.
        all().skip(usize::from(all().nth(1).is_some()))
    }

    /// The numbers of all entries of a folded word.
    fn numbers(&self, fold: u64) -> impl Iterator<Item = usize> {
        let (first, slots) = (self.first_slot(fold), self.slots.len());
        let run = (0..slots).map(move |n| self.slots[(first + n) & (slots - 1)] as usize);
        run.map_while(|number| number.checked_sub(1)).filter(move |&number| self.entries[number].fold == fold)
    }

    /// The number of the first entry of a folded word.
    #[inline]
    fn number(&self, fold: u64) -> Option<usize> {
        let mut slot = self.first_slot(fold);
        loop {
            let number = (self.slots[slot] as usize).checked_sub(1)?;
            if self.entries[number].fold == fold {
                return Some(number);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// Where the search begins. The filter goes by the lower bits.
    #[inline]
    fn first_slot(&self, fold: u64) -> usize {
        (fold >> 32) as usize & (self.slots.len() - 1)
    }

    /// The lemma of an entry.
    pub fn lemma(&self, entry: &Entry) -> &str {
        let start = entry.lemma as usize;
        self.lemmas.get(start..start + usize::from(entry.lemma_length)).unwrap_or("")
    }

    /// Adds a phrase to a class under a lemma, and takes it out of the classes that give way, by their bits. With None it
    /// is added beside what is known of it, its lemma too.
    pub fn insert(&mut self, class: usize, lemma: &str, form: &str, gives_way: Option<u64>) {
        let (form, stopped) = as_tokens(form);
        let form = &*form;
        let lemma = lemma.trim_end_matches('.');
        let known = self.entry(fold(form));
        let classes = self.entries[known].classes;
        match gives_way {
            Some(0) if classes != 0 => self.add_lemma(known, class, lemma),
            None if classes != 0 => {}
            _ => self.name(known, lemma),
        }
        let entry = &mut self.entries.to_mut()[known];
        entry.classes = entry.classes & !gives_way.unwrap_or(0) | 1 << class;
        entry.stopped |= stopped;
        let words = form.split(' ').count();
        if words > 1 {
            let first = self.entry(fold(form.split(' ').next().unwrap_or(form)));
            let longest = &mut self.entries.to_mut()[first].longest;
            *longest = u16::try_from(words).unwrap_or(u16::MAX).max(*longest);
        }
    }

    /// Adds a class under one of several lemmas to a word that is known under one at least.
    fn add_lemma(&mut self, known: usize, class: usize, lemma: &str) {
        let first = self.entries[known];
        let alone = self.numbers(first.fold).nth(1).is_none();
        if alone && self.lemma(&first) == lemma {
            return;
        }
        if alone {
            let number = self.push(first.fold);
            self.entries.to_mut()[number] = Entry { longest: 0, ..first };
        }
        let under =
            self.numbers(first.fold).skip(1).find(|&number| self.lemma(&self.entries[number]) == lemma);
        let number = under.unwrap_or_else(|| {
            let number = self.push(first.fold);
            self.name(number, lemma);
            number
        });
        self.entries.to_mut()[number].classes |= 1 << class;
    }

    /// Gives an entry its lemma; lemmas arrive in order, so that the last one kept is often the one.
    fn name(&mut self, number: usize, lemma: &str) {
        let lemma = if lemma.len() > usize::from(u8::MAX) { "" } else { lemma };
        if !self.lemmas.ends_with(lemma) {
            self.lemmas.to_mut().push_str(lemma);
        }
        let start = self.lemmas.len() - lemma.len();
        let entry = &mut self.entries.to_mut()[number];
        (entry.lemma, entry.lemma_length) = (u32::try_from(start).unwrap_or(0), lemma.len() as u8);
    }

    /// The number of the entry of a folded word, made if there is none.
    fn entry(&mut self, fold: u64) -> usize {
        self.number(fold).unwrap_or_else(|| self.push(fold))
    }

    /// Makes an entry and returns its number.
    fn push(&mut self, fold: u64) -> usize {
        let number = self.entries.len();
        self.entries.to_mut().push(Entry {
            fold,
            classes: 0,
            lemma: 0,
            lemma_length: 0,
            stopped: false,
            longest: 0,
        });
        let held = self.entries.len();
        if held * 2 > self.slots.len() {
            self.slots = vec![0; (held * 2).next_power_of_two()].into();
            (0..held).for_each(|number| self.occupy(number));
        } else {
            self.occupy(number);
        }
        if self.filter.is_full(held) {
            self.filter = Filter::sized_for(held);
            self.entries.iter().for_each(|entry| self.filter.add(entry.fold));
        } else {
            self.filter.add(fold);
        }
        number
    }

    /// Gives an entry the first slot that is free.
    fn occupy(&mut self, number: usize) {
        let mut slot = self.first_slot(self.entries[number].fold);
        while self.slots[slot] != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots.to_mut()[slot] = u32::try_from(number + 1).unwrap_or(0);
    }
}

/// A form as its words stand among tokens, parted by single spaces, and whether it ends in a stop, which is left out. Inside
/// a form, the stop of an abbreviation is a word of its own (`Lt . Gov`), as is any mark in the text.
pub fn as_tokens(form: &str) -> (Cow<'_, str>, bool) {
    let form = form.trim();
    let whole = form.strip_suffix('.').filter(|rest| !rest.is_empty() && !rest.ends_with(' '));
    let (form, stopped) = whole.map_or((form, false), |rest| (rest, true));
    let inner =
        form.contains(". ").then(|| form.replace(". ", " . ").replace("  ", " ").trim_start().to_owned());
    (inner.map_or(Cow::Borrowed(form), Cow::Owned), stopped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_and_finds_what_it_holds() {
        let mut table = Table::EMPTY;
        let word = |n: usize| format!("word {n}");
        for n in 0..3000 {
            table.insert(n % 3, &word(n), &word(n), Some(0));
        }
        for n in 0..3000 {
            let entry = table.find(fold(&word(n))).unwrap();
            assert_eq!((entry.classes, table.lemma(entry)), (1 << (n % 3), &*word(n)));
        }
        assert_eq!(table.find(fold("word")).unwrap().longest, 2);
        assert!(table.find(fold("word 3000")).is_none());
    }

    #[test]
    fn forms_are_cut_as_texts_are() {
        for (form, tokens, stopped) in [
            ("Sen.", "Sen", true),
            ("Lt. Gov", "Lt . Gov", false),
            ("a.m.", "a.m", true),
            ("No .", "No .", false),
            ("U.S. dollars", "U.S . dollars", false),
            ("St . Paul", "St . Paul", false),
            (".", ".", false),
        ] {
            assert_eq!(as_tokens(form), (tokens.into(), stopped));
        }
    }

    #[test]
    fn a_word_is_in_each_class_that_names_it_or_in_the_last_one() {
        let mut table = Table::EMPTY;
        for (class, lemma, gives_way, classes, expected) in [
            (0, "lead", Some(0), 0b1, "lead"),
            (1, "to lead", Some(0), 0b11, "lead"),
            (9, "leading", None, 0b10_0000_0011, "lead"),
        ] {
            table.insert(class, lemma, "Lead", gives_way);
            let entry = table.find(fold("lead")).unwrap();
            assert_eq!((entry.classes, table.lemma(entry)), (classes, expected));
        }
    }

    #[test]
    fn a_word_has_the_classes_of_each_lemma_under_it() {
        let mut table = Table::EMPTY;
        for (class, lemma) in [(0, "doubled"), (1, "2"), (2, "doubled"), (3, "2")] {
            table.insert(class, lemma, "doubled", Some(0));
        }
        let under = table.under_lemmas(fold("doubled"));
        let under: Vec<_> = under.map(|entry| (table.lemma(entry), entry.classes)).collect();
        assert_eq!(under, [("doubled", 0b101), ("2", 0b1010)]);
        assert_eq!(table.find(fold("doubled")).unwrap().classes, 0b1111);
    }

    #[test]
    fn classes_of_an_exclusive_list_give_way() {
        let mut table = Table::EMPTY;
        for (class, lemma, gives_way, classes, expected) in [
            (0, "lead", Some(0b111), 0b1, "lead"),
            (2, "to lead", Some(0b111), 0b100, "to lead"),
            (9, "leading", None, 0b10_0000_0100, "to lead"),
        ] {
            table.insert(class, lemma, "Lead", gives_way);
            let entry = table.find(fold("lead")).unwrap();
            assert_eq!((entry.classes, table.lemma(entry)), (classes, expected));
        }
    }
}
