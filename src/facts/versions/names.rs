//! Names that one version writes otherwise than the other.

use super::VersionChange;
use super::VersionKind;
use super::item::{Item, firsts, once};
use super::matching::differences;
use crate::facts::people::entities::a_letter_off;
use crate::facts::people::{same_name, spellings};
use crate::facts::{EntityKind, Facts, Mention};
use crate::text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

/// Names that the new version writes otherwise, in small letters, each with its form there.
pub(super) type NewNames = FxHashMap<String, String>;

/// A name in small letters, as the new version writes it.
pub(super) fn current<'a>(now: &'a NewNames, name: &'a str) -> &'a str {
    now.get(name).map_or(name, String::as_str)
}

/// What changed in names, and those that are written otherwise.
pub(super) fn changes(old: &Facts, new: &Facts) -> (Vec<VersionChange>, NewNames) {
    let (mut before, mut after) = (names(old), names(new));
    link(&mut before, &mut after);
    let (_, changes) = differences(VersionKind::Name, &before, &after, by_spelling, 1.0);
    let pairs = changes.iter().filter_map(|change| Some((change.old.as_ref()?, change.new.as_ref()?)));
    let now = pairs.map(|(old, new)| (old.text.to_lowercase(), new.text.to_lowercase())).collect();
    (changes, now)
}

/// The names of a version: those of one kind are a group.
fn names(facts: &Facts) -> Vec<Item> {
    let (article, entities) = (facts.article(), facts.entities());
    let named = entities.entities.iter().filter(|entity| {
        let mut mentions =
            entity.mentions.iter().filter_map(|mention| entities.mentions.get(mention.index()));
        mentions.any(Mention::is_name)
    });
    let named = named.map(|entity| (entity.name, entity.kind.name()));
    let others = facts.other_names().iter().filter_map(|name| name.mentions.first());
    firsts(named.chain(others.map(|&span| (span, ""))).map(|(span, group)| {
        let key = article.slice(span).to_lowercase();
        let known = |word: &u64| spellings::is_known(facts.lexicons(), *word);
        // The surname of a person is often a word or the name of a place too.
        let words = if is_person(group) { Vec::new() } else { folds(&key).filter(known).collect() };
        Item { group: group.to_owned(), words, ..Item::new(article, span, key) }
    }))
}

fn is_person(group: &str) -> bool {
    group == EntityKind::Person.name()
}

fn folds(name: &str) -> impl DoubleEndedIterator<Item = u64> + '_ {
    name.split(' ').map(fold)
}

/// Links people who are in one version only by a word of their name, the surname first, where one of each version has it.
fn link(old: &mut [Item], new: &mut [Item]) {
    let mut bearers: FxHashMap<u64, [usize; 2]> = FxHashMap::default();
    let keys = |items: &[Item]| items.iter().map(|item| item.key.clone()).collect::<FxHashSet<_>>();
    let known = [keys(new), keys(old)];
    let mut sides = [old, new];
    for (side, items) in sides.iter().enumerate() {
        for item in alone(items, &known[side]) {
            for word in once(folds(&items[item].key).collect()) {
                bearers.entry(word).or_default()[side] += 1;
            }
        }
    }
    for (side, items) in sides.iter_mut().enumerate() {
        for item in alone(items, &known[side]) {
            items[item].beside = folds(&items[item].key).rev().find(|word| bearers[word] == [1, 1]);
        }
    }
}

/// The people of whom the other version has no such name.
fn alone(items: &[Item], known: &FxHashSet<String>) -> Vec<usize> {
    let alone = |(_, item): &(usize, &Item)| is_person(&item.group) && !known.contains(&item.key);
    items.iter().enumerate().filter(alone).map(|(i, _)| i).collect()
}

/// Whether they are two forms of one name: a part of it, the same surname after another given name where no one else has it, or
/// one letter amiss.
fn by_spelling(one: &Item, other: &Item) -> f64 {
    let last = |item: &Item| folds(&item.key).next_back();
    let linked = one.beside.is_some() && one.beside == other.beside;
    let one_person = linked && (same_name(&one.key, &other.key) || last(one) == last(other));
    if one_person || one.group == other.group && is_slip(one, other) { 1.0 } else { 0.0 }
}

/// Whether the words of two names are the same but for a letter; two words that are both known are two names.
fn is_slip(one: &Item, other: &Item) -> bool {
    let bare = |word: &str| word.replace('.', "");
    let same = |(a, b): (&str, &str)| {
        let known = one.words.contains(&fold(a)) && other.words.contains(&fold(b));
        a == b || !known && a_letter_off(&bare(a), &bare(b))
    };
    one.key.split(' ').count() == other.key.split(' ').count()
        && one.key.split(' ').zip(other.key.split(' ')).all(same)
}
