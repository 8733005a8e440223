//! People of one surname under two given names, and one person under two offices.

use super::entities::{Entities, Entity, EntityKind, Gender, Mention, MentionForm, same_given};
use crate::Span;
use crate::lexicon::Lexicons;
use crate::text::{Article, fold};
use rustc_hash::FxHashMap;

/// A full name whose surname the article gives, more often, to somebody with another given name.
#[derive(Clone, Debug, PartialEq)]
pub struct Namesake {
    /// The rarer full name, at its first mention.
    pub odd: Span,
    /// The usual full name.
    pub usual: Span,
    /// How often the rarer person is mentioned by full name.
    pub odd_count: u32,
    /// How often the usual one is mentioned by full name.
    pub usual_count: u32,
    /// Whether the article says of the rarer one who that is: a title, a role, an age, a kinship.
    pub introduced: bool,
    /// Whether what is known of gender sets the two apart.
    pub other_gender: bool,
    /// How many people of that surname the article names in full.
    pub people: u32,
    /// Whether the rarer name comes first.
    pub leads: bool,
}

/// Two offices for one person, neither of them said to be past.
#[derive(Clone, Debug, PartialEq)]
pub struct Offices {
    /// The rarer title with its name.
    pub odd: Span,
    /// The usual one.
    pub usual: Span,
    /// How often the rarer title stands before the name.
    pub odd_count: u32,
    /// How often the usual one does.
    pub usual_count: u32,
    /// Whether the article ties the rarer office to the person elsewhere too (`former governor`).
    pub held: bool,
}

/// Finds people who share a surname, each rarer one against the usual one.
#[must_use]
pub fn namesakes(article: &Article, entities: &Entities, lexicons: &Lexicons) -> Vec<Namesake> {
    let mut by_surname: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (i, entity) in entities.entities.iter().enumerate() {
        if let (EntityKind::Person, Some(surname), Some(_)) = (entity.kind, entity.surname, entity.given) {
            let people = by_surname.entry(fold(article.slice(surname))).or_default();
            if people.len() < 16 {
                people.push(i);
            }
        }
    }
    let mut groups: Vec<_> = by_surname.into_values().filter(|people| people.len() > 1).collect();
    groups.sort_unstable();
    let mut found = Vec::new();
    for people in groups {
        let full = |i: usize| full_mentions(entities, i).count();
        let Some(&usual) = people.iter().max_by_key(|&&i| (full(i), std::cmp::Reverse(i))) else { continue };
        for &odd in people.iter().filter(|&&i| i != usual) {
            let (a, b) = (&entities.entities[odd], &entities.entities[usual]);
            if same_given(first_word(article, a.given), first_word(article, b.given)) {
                continue;
            }
            let Some(mention) = full_mentions(entities, odd).next() else { continue };
            let usual_mention = full_mentions(entities, usual).next().map_or(b.name, |m| m.span);
            found.push(Namesake {
                odd: mention.span,
                usual: usual_mention,
                odd_count: count(full(odd)),
                usual_count: count(full(usual)),
                introduced: introduced(article, lexicons, a, mention),
                other_gender: gender(article, lexicons, a)
                    .zip(gender(article, lexicons, b))
                    .is_some_and(|(a, b)| a != b),
                people: count(people.len()),
                leads: mention.span.start < usual_mention.start,
            });
        }
    }
    found.sort_unstable_by_key(|n| n.odd);
    found
}

/// Finds people who stand under two offices.
#[must_use]
pub fn offices(article: &Article, entities: &Entities, lexicons: &Lexicons) -> Vec<Offices> {
    let mut found = Vec::new();
    for entity in entities.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        // Office lemma, mentions under it.
        let mut held: Vec<(&str, Vec<&Mention>)> = Vec::new();
        let mut past: Vec<&str> = Vec::new();
        for mention in entity.mentions.iter().map(|&m| &entities.mentions[m]) {
            let Some(title) = mention.title else { continue };
            let Some(office) = office(article, lexicons, title) else { continue };
            if title.start > mention.span.start || is_past(article, title) {
                past.push(office);
                continue;
            }
            match held.iter_mut().find(|(o, _)| *o == office) {
                Some((_, mentions)) => mentions.push(mention),
                None => held.push((office, vec![mention])),
            }
        }
        for title in &entity.titles {
            let known = held.iter().flat_map(|(_, m)| m).any(|m| m.title == Some(*title));
            past.extend(if known { None } else { office(article, lexicons, *title) });
        }
        if held.len() != 2 {
            continue;
        }
        held.sort_by_key(|(_, mentions)| std::cmp::Reverse(mentions.len()));
        let [(_, usual), (office, odd)] = &held[..] else { continue };
        let Some((usual_first, odd_first)) = usual.first().zip(odd.first()) else { continue };
        // Where both stand once, the later one is the odd one.
        let turn = usual.len() == odd.len() && odd_first.span.start < usual_first.span.start;
        let (a, b) = if turn { (usual_first, odd_first) } else { (odd_first, usual_first) };
        let with_title = |m: &Mention| m.title.map_or(m.span, |t| t.join(m.span));
        found.push(Offices {
            odd: with_title(a),
            usual: with_title(b),
            odd_count: count(odd.len()),
            usual_count: count(usual.len()),
            held: past.contains(office),
        });
    }
    found.sort_unstable_by_key(|o| o.odd);
    found
}

fn full_mentions(entities: &Entities, entity: usize) -> impl Iterator<Item = &Mention> {
    let mentions = entities.entities[entity].mentions.iter().map(|&m| &entities.mentions[m]);
    mentions.filter(|m| m.form == MentionForm::Full)
}

fn first_word(article: &Article, span: Option<Span>) -> &str {
    span.and_then(|s| article.slice(s).split(' ').next()).unwrap_or("")
}

fn gender(article: &Article, lexicons: &Lexicons, entity: &Entity) -> Option<Gender> {
    let given = lexicons.given_names.get(fold(first_word(article, entity.given)))?;
    match given.class {
        "male" => Some(Gender::Male),
        "female" => Some(Gender::Female),
        _ => None,
    }
}

/// Whether the words around a mention say who it is.
fn introduced(article: &Article, lexicons: &Lexicons, entity: &Entity, mention: &Mention) -> bool {
    if mention.title.is_some() || !entity.titles.is_empty() {
        return true;
    }
    let sentence = &article.sentences[article.sentence_at(mention.span.start)];
    let kin = sentence.tokens.clone().any(|i| {
        let word = article.word(i);
        KIN.binary_search(&word).is_ok()
            || lexicons.titles.get(article.tokens[i].fold).is_some_and(|h| h.class.starts_with("kin"))
    });
    let after = article.token_at(mention.span.end);
    let next = article.tokens.get(after).map(|t| article.slice(t.span));
    let apposed = next == Some(",")
        && article.tokens.get(after + 1).is_some_and(|t| {
            let word = article.slice(t.span);
            word.starts_with(|c: char| c.is_ascii_digit())
                || matches!(word, "a" | "an" | "the" | "who" | "his" | "her")
        });
    kin || apposed
}

/// Kinship words, sorted: two people of one surname are mostly related, and the article says how.
const KIN: &[&str] = &[
    "aunt",
    "brother",
    "brothers",
    "children",
    "couple",
    "cousin",
    "cousins",
    "dad",
    "daughter",
    "daughters",
    "ex-wife",
    "family",
    "father",
    "grandfather",
    "grandmother",
    "grandson",
    "husband",
    "husbands",
    "married",
    "mom",
    "mother",
    "nephew",
    "niece",
    "parents",
    "sibling",
    "siblings",
    "sister",
    "sisters",
    "son",
    "sons",
    "spouse",
    "twin",
    "uncle",
    "unrelated",
    "widow",
    "wife",
    "wives",
];

/// The office that a title names, by its lemma.
fn office<'a>(article: &Article, lexicons: &'a Lexicons, title: Span) -> Option<&'a str> {
    let tokens = article.tokens_in(title);
    let mut at = tokens.start;
    let mut found = None;
    while at < tokens.end {
        let hit = lexicons.titles.longest(article, at, tokens.end);
        at += hit.map_or(1, |h| h.tokens);
        if let Some(hit) = hit.filter(|h| h.class == "office") {
            found = Some(hit.lemma);
        }
    }
    found
}

fn is_past(article: &Article, title: Span) -> bool {
    let first = article.token_at(title.start);
    (first.saturating_sub(3)..article.tokens_in(title).end).any(|i| {
        matches!(
            article.word(i).to_ascii_lowercase().as_str(),
            "former"
                | "then"
                | "ex"
                | "late"
                | "acting"
                | "onetime"
                | "incoming"
                | "future"
                | "deputy"
                | "ex-president"
                | "would-be"
                | "longtime"
                | "first"
                | "candidate"
                | "hopeful"
                | "nominee"
        )
    })
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinship_words_are_sorted() {
        assert!(KIN.is_sorted());
    }
}
