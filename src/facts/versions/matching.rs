//! Which of what two versions say is the same, which is a change, and what came or went.

use super::{Version, VersionChange, VersionKind};
use crate::Span;
use crate::text::Article;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::hash::Hash;

/// Something that a version says.
pub(super) struct Item {
    /// What is equal where nothing changed.
    pub(super) key: String,
    /// What must be equal where something changed.
    pub(super) group: String,
    /// The words on both sides; None where nothing but its own wording tells which it is.
    pub(super) beside: Option<u64>,
    pub(super) spans: Vec<Span>,
    pub(super) text: String,
    pub(super) about: String,
    /// The words around it, or its own, each once, sorted.
    pub(super) words: Vec<u64>,
    /// Who says it, where that is known.
    pub(super) speaker: String,
}

impl Item {
    pub(super) fn new(article: &Article, span: Span, key: String) -> Self {
        let text = article.slice(span).to_owned();
        Self {
            key,
            group: String::new(),
            beside: None,
            spans: vec![span],
            text,
            about: String::new(),
            words: Vec::new(),
            speaker: String::new(),
        }
    }

    fn version(&self) -> Version {
        Version { spans: self.spans.clone(), text: self.text.clone() }
    }
}

/// How many that have not been matched are compared with one.
const MOST: usize = 200;

/// How much two are alike: 1 where nothing parts them.
pub(super) type Alike = fn(&Item, &Item) -> f64;

/// Items of both versions that are the same, and the differences of the rest.
///
/// First come those that are the same between the same words. Then the words on both sides go before what is said between
/// them: where `12 died and 30 were hurt` became `30 died and 12 were hurt`, both numbers changed. What is said between other
/// words is the same next, and of the rest the pairs that are most alike are changes. What a version says once more or once
/// less came and went nowhere. Linear in the number of items.
pub(super) fn differences(
    kind: VersionKind,
    old: Vec<Item>,
    new: Vec<Item>,
    alike: Alike,
    least: f64,
) -> (Vec<(Item, Item)>, Vec<VersionChange>) {
    let mut pairing =
        Pairing { old: &old, new: &new, alike, taken: vec![false; old.len()], of: vec![None; new.len()] };
    let whole = |item: &Item| item.beside.map(|beside| (item.key.clone(), beside));
    let between = |item: &Item| item.beside.map(|beside| (item.group.clone(), beside));
    pairing.pair(whole, f64::NEG_INFINITY);
    pairing.pair(between, least);
    pairing.pair(|item| Some(item.key.clone()), f64::NEG_INFINITY);
    pairing.pair(|item| Some(item.group.clone()), least);
    let Pairing { taken, of, .. } = pairing;
    let known = [&old, &new].map(|items| items.iter().map(|item| &*item.key).collect::<FxHashSet<&str>>());
    let mut listed = Listed { kind, at: FxHashMap::default(), changes: Vec::new() };
    let mut same = Vec::new();
    let gone = old.iter().zip(&taken).filter(|(item, taken)| !**taken && !known[1].contains(&*item.key));
    for (item, before) in new.iter().zip(&of) {
        match before.map(|before| &old[before]) {
            Some(before) if before.key == item.key => {}
            None if known[0].contains(&*item.key) => {}
            before => listed.add(before, Some(item)),
        }
    }
    gone.for_each(|(item, _)| listed.add(Some(item), None));
    let changes = listed.changes;
    let mut old: Vec<Option<Item>> = old.into_iter().map(Some).collect();
    for (item, before) in new.into_iter().zip(of) {
        let before = before.and_then(|before| old[before].take());
        same.extend(before.filter(|before| before.key == item.key).map(|before| (before, item)));
    }
    (same, changes)
}

/// Items of two versions, paired as far as it goes.
struct Pairing<'a> {
    old: &'a [Item],
    new: &'a [Item],
    alike: Alike,
    /// Which of the old ones have a partner.
    taken: Vec<bool>,
    /// The partner of each new one.
    of: Vec<Option<usize>>,
}

impl Pairing<'_> {
    /// Pairs those without a partner that have the same `trait_of`: each new one with the old one that is most like it, and
    /// like enough; of equal ones the first.
    fn pair<T: Eq + Hash>(&mut self, trait_of: impl Fn(&Item) -> Option<T>, least: f64) {
        let mut free: FxHashMap<T, VecDeque<usize>> = FxHashMap::default();
        for (i, item) in self.old.iter().enumerate().filter(|(i, _)| !self.taken[*i]) {
            if let Some(shared) = trait_of(item) {
                free.entry(shared).or_default().push_back(i);
            }
        }
        for (item, of) in self.new.iter().zip(&mut self.of).filter(|(_, of)| of.is_none()) {
            let Some(near) = trait_of(item).and_then(|shared| free.get_mut(&shared)) else { continue };
            let likeness =
                near.iter().take(MOST).enumerate().map(|(n, &i)| (n, (self.alike)(&self.old[i], item)));
            let best = likeness.filter(|(_, like)| *like >= least);
            let best = best.reduce(|best, next| if next.1 > best.1 { next } else { best });
            if let Some(before) = best.and_then(|(n, _)| near.remove(n)) {
                self.taken[before] = true;
                *of = Some(before);
            }
        }
    }
}

/// The differences so far, each once however often it is made.
struct Listed<'a> {
    kind: VersionKind,
    at: FxHashMap<[Option<&'a str>; 2], usize>,
    changes: Vec<VersionChange>,
}

impl<'a> Listed<'a> {
    fn add(&mut self, old: Option<&'a Item>, new: Option<&'a Item>) {
        let next = self.changes.len();
        let at = *self.at.entry([old, new].map(|item| item.map(|item| &*item.key))).or_insert(next);
        let [before, after] = [old, new].map(|item| item.map(Item::version));
        let Some(known) = self.changes.get_mut(at) else {
            let about = new.or(old).map(|item| item.about.clone()).unwrap_or_default();
            self.changes.push(VersionChange { kind: self.kind, old: before, new: after, about });
            return;
        };
        for (known, more) in [(&mut known.old, before), (&mut known.new, after)] {
            if let (Some(known), Some(more)) = (known, more) {
                known.spans.extend(more.spans);
            }
        }
    }
}

/// The share of words that two have in common.
pub(super) fn by_context(one: &Item, other: &Item) -> f64 {
    let total = one.words.len() + other.words.len();
    let common = one.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
    if total == 0 { 0.0 } else { 2.0 * common as f64 / total as f64 }
}

/// The same of statements; of those that are as like, the one of the same speaker.
pub(super) fn by_wording(one: &Item, other: &Item) -> f64 {
    let apart = if one.speaker == other.speaker { 0.0 } else { 0.001 };
    by_context(one, other) - apart
}

/// Whether they are of one person: then they are the same fact.
pub(super) const fn by_group(_: &Item, _: &Item) -> f64 {
    1.0
}

/// Names that differ in a few letters, or in the given name alone.
pub(super) fn by_spelling(one: &Item, other: &Item) -> f64 {
    let last = |item: &Item| item.key.rsplit(' ').next().unwrap_or_default().to_owned();
    let several = one.key.contains(' ') && other.key.contains(' ');
    if strsim::damerau_levenshtein(&one.key, &other.key) <= 2 && one.key.len() > 3 {
        1.0
    } else if several && last(one) == last(other) {
        0.6
    } else {
        0.0
    }
}
