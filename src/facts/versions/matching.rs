//! Which of what two versions say is the same, which is a change, and what came or went.

use super::item::Item;
use super::{VersionChange, VersionKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::hash::Hash;

/// How many of one version are compared with as many of the other at a time.
pub(super) const MOST: usize = 200;

/// How much two are alike: 1 where nothing parts them.
pub(super) type Alike = fn(&Item, &Item) -> f64;

/// Items of both versions that belong together, and how those differ that are not the same.
///
/// First come those that are the same between the same words. Then the words on both sides go before what is said between
/// them: where `12 died and 30 were hurt` became `30 died and 12 were hurt`, both numbers changed. What is said between other
/// words is the same next, and of the rest the pairs that are most alike are changes. What a version says once more or once
/// less came and went nowhere. Linear in the number of items.
pub(super) fn differences<'a>(
    kind: VersionKind,
    old: &'a [Item],
    new: &'a [Item],
    alike: Alike,
    least: f64,
) -> (Vec<(&'a Item, &'a Item)>, Vec<VersionChange>) {
    let mut pairing = Pairing { old, new, alike, taken: vec![false; old.len()], of: vec![None; new.len()] };
    pairing.pair(|item| item.beside.map(|beside| (item.key.clone(), beside)), f64::NEG_INFINITY);
    pairing.pair(|item| item.beside, least);
    pairing.pair(|item| Some(item.key.clone()), f64::NEG_INFINITY);
    pairing.pair(|item| Some(item.group.clone()), least);
    let Pairing { taken, of, .. } = pairing;
    let known = [old, new].map(|items| items.iter().map(|item| &*item.key).collect::<FxHashSet<&str>>());
    let mut listed = Listed { kind, at: FxHashMap::default(), changes: Vec::new() };
    let mut pairs = Vec::new();
    for (item, before) in new.iter().zip(of) {
        let before = before.map(|before| &old[before]);
        pairs.extend(before.map(|before| (before, item)));
        match before {
            Some(before) if before.key == item.key => {}
            None if known[0].contains(&*item.key) => {}
            before => listed.add(before, Some(item)),
        }
    }
    let gone = old.iter().zip(&taken).filter(|(item, taken)| !**taken && !known[1].contains(&*item.key));
    gone.for_each(|(item, _)| listed.add(Some(item), None));
    (pairs, listed.changes)
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
    /// Pairs those without a partner that have the same `trait_of` and are at least so much alike: the two that are most alike
    /// first; of equal ones those that come first.
    fn pair<T: Eq + Hash>(&mut self, trait_of: impl Fn(&Item) -> Option<T>, least: f64) {
        let mut at: FxHashMap<T, usize> = FxHashMap::default();
        let mut groups: Vec<(VecDeque<usize>, Vec<usize>)> = Vec::new();
        for (i, item) in self.old.iter().enumerate().filter(|(i, _)| !self.taken[*i]) {
            let Some(shared) = trait_of(item) else { continue };
            let group = *at.entry(shared).or_insert(groups.len());
            if group == groups.len() {
                groups.push((VecDeque::new(), Vec::new()));
            }
            groups[group].0.push_back(i);
        }
        for (i, item) in self.new.iter().enumerate().filter(|(i, _)| self.of[*i].is_none()) {
            if let Some(&group) = trait_of(item).and_then(|shared| at.get(&shared)) {
                groups[group].1.push(i);
            }
        }
        for (mut old, new) in groups {
            for new in new.chunks(MOST) {
                let near: Vec<usize> = old.drain(..old.len().min(MOST)).collect();
                self.pair_best(&near, new, least);
                near.into_iter().rev().filter(|&i| !self.taken[i]).for_each(|i| old.push_front(i));
            }
        }
    }

    fn pair_best(&mut self, old: &[usize], new: &[usize], least: f64) {
        let like = |&i: &usize, &j: &usize| ((self.alike)(&self.old[i], &self.new[j]), j, i);
        let mut pairs: Vec<_> = new.iter().flat_map(|j| old.iter().map(move |i| like(i, j))).collect();
        pairs.retain(|(like, ..)| *like >= least);
        // Stable: of equal ones the first stays first.
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
        for (_, j, i) in pairs {
            if !self.taken[i] && self.of[j].is_none() {
                self.taken[i] = true;
                self.of[j] = Some(i);
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
                known.places += more.places;
            }
        }
    }
}

/// The share of words that two have in common.
pub(super) fn by_context(one: &Item, other: &Item) -> f64 {
    let total = one.words.len() + other.words.len();
    let common = one.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
    if total == 0 { 1.0 } else { 2.0 * common as f64 / total as f64 }
}

/// Whether they are of one person: then they are the same fact.
pub(super) const fn by_group(_: &Item, _: &Item) -> f64 {
    1.0
}
