//! One person under two offices.

use crate::Span;
use crate::facts::people::entities::{Entities, Entity, EntityKind, Mention};
use crate::facts::people::shared_names::SharedNames;
use crate::lexicon::{Lexicons, People, Titles};
use crate::span::count;
use crate::text::{Article, fold};
use rustc_hash::{FxHashMap, FxHashSet};

/// Two offices for one person, neither of them said to be past.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PostConflict {
    /// The rarer title with its name.
    pub odd: Span,
    /// The usual one.
    pub usual: Span,
    /// How often the rarer title is before the name.
    pub odd_count: u32,
    /// How often the usual one does.
    pub usual_count: u32,
    /// Whether the article ties the rarer office to the person elsewhere too (`former governor`).
    pub held: bool,
    /// Whether another of that surname has an office too, or is named in an article that gives both offices in one
    /// sentence: they may be two people's.
    pub shared: bool,
}

/// Finds people with two offices.
#[must_use]
pub(in crate::facts) fn find(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    bearers: &SharedNames,
) -> Vec<PostConflict> {
    let mut found = Vec::new();
    let holders = holders(article, entities, lexicons);
    for entity in entities.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        for ladder in 0..=LADDERS.len() {
            found.extend(conflict(article, entities, lexicons, entity, ladder, &holders, bearers));
        }
    }
    found.sort_unstable_by_key(|o| o.odd);
    found
}

/// Ranks of which a person holds one: what is more than one ladder's is in none.
const LADDERS: [&[&str]; 3] = [
    &["general", "colonel", "major", "captain", "lieutenant", "corporal", "private", "admiral"],
    &["superintendent", "inspector", "sergeant", "constable"],
    &["doctor", "professor"],
];

/// The conflict of one person's titles that are of one ladder; the first ladder is that of the offices.
fn conflict(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    entity: &Entity,
    ladder: usize,
    holders: &FxHashMap<u64, u32>,
    bearers: &SharedNames,
) -> Option<PostConflict> {
    let post = |title: Span| match ladder.checked_sub(1) {
        None => office(article, lexicons, title),
        Some(at) => rank(article, lexicons, title).filter(|rank| LADDERS[at].contains(rank)),
    };
    // Lemma, mentions under it.
    let mut held: Vec<(&str, Vec<&Mention>)> = Vec::new();
    let mut past: Vec<&str> = Vec::new();
    for mention in entity.mentions.iter().map(|&m| &entities[m]) {
        let Some(title) = mention.title else { continue };
        let Some(office) = post(title) else { continue };
        if title.start > mention.span.start || is_past(article, lexicons, title) {
            past.push(office);
            continue;
        }
        match held.iter_mut().find(|(o, _)| *o == office) {
            Some((_, mentions)) => mentions.push(mention),
            None => held.push((office, vec![mention])),
        }
    }
    if held.len() != 2 {
        return None;
    }
    for title in &entity.titles {
        let known = held.iter().flat_map(|(_, m)| m).any(|m| m.title == Some(*title));
        past.extend(if known { None } else { post(*title) });
    }
    held.sort_by_key(|(_, mentions)| std::cmp::Reverse(mentions.len()));
    let [(_, usual), (office, odd)] = &held[..] else { return None };
    let (usual_first, odd_first) = usual.first().zip(odd.first())?;
    // Where both occur once, the later one is the odd one.
    let turn = usual.len() == odd.len() && odd_first.span.start < usual_first.span.start;
    let (a, b) = if turn { (usual_first, odd_first) } else { (odd_first, usual_first) };
    let with_title = |m: &Mention| m.title.map_or(m.span, |t| t.join(m.span));
    Some(PostConflict {
        odd: with_title(a),
        usual: with_title(b),
        odd_count: count(odd.len()),
        usual_count: count(usual.len()),
        held: past.contains(office),
        shared: another(article, entity, holders)
            || bearers.another(article, entity) && one_sentence(article, usual, odd),
    })
}

/// The rank that a title names, by its lemma: the last, as in "detective inspector".
fn rank<'a>(article: &Article, lexicons: &'a Lexicons, title: Span) -> Option<&'a str> {
    let tokens = article.tokens_in(title);
    let mut at = tokens.start;
    let mut found = None;
    while at < tokens.end {
        let hit = lexicons.titles.longest(article, at, tokens.end);
        at += hit.map_or(1, |h| h.tokens);
        if let Some(hit) = hit.filter(|h| h.is_any(&[Titles::Rank, Titles::Office])) {
            found = Some(hit.lemma);
        }
    }
    found
}

/// For each surname, how many people of that name have an office.
fn holders(article: &Article, entities: &Entities, lexicons: &Lexicons) -> FxHashMap<u64, u32> {
    let mut holders: FxHashMap<u64, u32> = FxHashMap::default();
    for (entity, surname) in entities.entities.iter().filter_map(|e| Some((e, surname(article, e)?))) {
        if entity.titles.iter().any(|title| office(article, lexicons, *title).is_some()) {
            *holders.entry(surname).or_default() += 1;
        }
    }
    holders
}

fn another(article: &Article, entity: &Entity, holders: &FxHashMap<u64, u32>) -> bool {
    surname(article, entity).is_some_and(|surname| holders.get(&surname).is_some_and(|&n| n > 1))
}

fn surname(article: &Article, entity: &Entity) -> Option<u64> {
    entity.surname.filter(|_| entity.kind == EntityKind::Person).map(|s| fold(article.slice(s)))
}

/// Whether both offices are in one sentence: `Secretary Hale will ask President Hale`.
fn one_sentence(article: &Article, usual: &[&Mention], odd: &[&Mention]) -> bool {
    let sentence = |m: &&Mention| article.sentence_at(m.span.start);
    let usual: FxHashSet<usize> = usual.iter().map(sentence).collect();
    odd.iter().map(sentence).any(|odd| usual.contains(&odd))
}

/// The office that a title names, by its lemma.
pub(in crate::facts) fn office<'a>(
    article: &Article,
    lexicons: &'a Lexicons,
    title: Span,
) -> Option<&'a str> {
    let tokens = article.tokens_in(title);
    let mut at = tokens.start;
    let mut found = None;
    while at < tokens.end {
        let hit = lexicons.titles.longest(article, at, tokens.end);
        at += hit.map_or(1, |h| h.tokens);
        if let Some(hit) = hit.filter(|h| h.is(Titles::Office)) {
            found = Some(hit.lemma);
        }
    }
    found
}

pub(in crate::facts) fn is_past(article: &Article, lexicons: &Lexicons, title: Span) -> bool {
    let first = article.token_at(title.start);
    (first.saturating_sub(3)..article.tokens_in(title).end)
        .any(|i| lexicons.has(article.tokens[i].fold, People::NotInOffice))
}
