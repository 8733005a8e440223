//! People of one surname under two given names.

use super::entities::{Entities, Entity, EntityKind, Gender, Mention, MentionForm, same_given};
use crate::Span;
use crate::lexicon::Lexicons;
use crate::text::{Article, fold};
use rustc_hash::{FxHashMap, FxHashSet};

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
    /// How often the usual one is mentioned at all.
    pub usual_mentions: u32,
    /// Whether both begin with what is known for a given name.
    pub named: bool,
    /// Whether the two given names are a slip of the keyboard apart (`Marta`, `Martha`).
    pub alike: bool,
    /// Whether a word of kinship stands by either name.
    pub kin: bool,
    /// Whether the article gives the rarer one an age.
    pub aged: bool,
    /// Whether it gives the rarer one a title or role, or says who that is (`Ada Brandt, a nurse`).
    pub introduced: bool,
    /// Whether an office or role of the rarer one is the usual one's too.
    pub same_office: bool,
    /// Whether both have offices or roles, and none in common.
    pub other_office: bool,
    /// Whether the surname is one that many strangers share.
    pub common: bool,
    /// Whether one of them is always written with a middle name or initial and the other never with that one.
    pub other_initial: bool,
    /// Whether what is known of gender sets the two apart.
    pub other_gender: bool,
    /// How many people of that surname the article names in full, those of the other gender left out.
    pub people: u32,
    /// Whether the rarer name comes first.
    pub leads: bool,
}

/// How many people of one surname are told apart, and how many mentions of each are read.
const MOST: usize = 16;

/// Finds people who share a surname, each rarer one against the usual one.
#[must_use]
pub fn find(article: &Article, entities: &Entities, lexicons: &Lexicons) -> Vec<Namesake> {
    let mut by_surname: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (i, entity) in entities.entities.iter().enumerate() {
        if let (EntityKind::Person, Some(surname), Some(_)) = (entity.kind, entity.surname, entity.given) {
            // `Scott County` and `Marsh Street` are no people.
            if lexicons.organisations.word(article.slice(surname)).is_some() {
                continue;
            }
            let people = by_surname.entry(fold(article.slice(surname))).or_default();
            if people.len() < MOST {
                people.push(i);
            }
        }
    }
    let mut groups: Vec<_> = by_surname.into_values().filter(|people| people.len() > 1).collect();
    groups.sort_unstable();
    let mut found: Vec<Namesake> = Vec::new();
    for people in groups {
        let people: Vec<Person<'_>> =
            people.into_iter().map(|i| Person::new(article, entities, lexicons, i)).collect();
        found.extend(people.iter().filter_map(|odd| against_the_usual(article, lexicons, odd, &people)));
    }
    found.sort_unstable_by_key(|n| n.odd);
    found
}

/// Somebody with a surname that another bears too.
struct Person<'a> {
    number: usize,
    entity: &'a Entity,
    given: &'a str,
    known: bool,
    gender: Option<Gender>,
    full: Vec<&'a Mention>,
    mentions: Vec<&'a Mention>,
}

impl<'a> Person<'a> {
    fn new(article: &'a Article, entities: &'a Entities, lexicons: &Lexicons, number: usize) -> Self {
        let entity = &entities.entities[number];
        let surname = entity.surname.map_or(u32::MAX, |s| s.start);
        let tokens = article.tokens_in(entity.name);
        let known = |&at: &usize| {
            let token = article.tokens[at];
            // `Dean` and `Judge` are names and titles.
            let named =
                lexicons.given_names.get(token.fold).is_some() && lexicons.titles.get(token.fold).is_none();
            token.span.end <= surname && named
        };
        // A sequence may begin with what is no name (`State Ada Brandt`).
        let given = tokens.clone().find(known);
        let gender = given.and_then(|at| match lexicons.given_names.get(article.tokens[at].fold)?.class {
            "male" => Some(Gender::Male),
            "female" => Some(Gender::Female),
            _ => None,
        });
        let mentions: Vec<&Mention> = entity.mentions.iter().map(|&m| &entities.mentions[m]).collect();
        Self {
            number,
            entity,
            given: article.word(given.unwrap_or(tokens.start)),
            known: given.is_some(),
            gender: gender.or(entity.gender),
            full: mentions.iter().copied().filter(|m| m.form == MentionForm::Full).collect(),
            mentions,
        }
    }

    fn rank(&self) -> (usize, std::cmp::Reverse<usize>) {
        (self.full.len(), std::cmp::Reverse(self.number))
    }
}

fn against_the_usual(
    article: &Article,
    lexicons: &Lexicons,
    odd: &Person<'_>,
    people: &[Person<'_>],
) -> Option<Namesake> {
    let apart = |p: &Person<'_>| p.gender.zip(odd.gender).is_some_and(|(a, b)| a != b);
    let like: Vec<&Person<'_>> = people.iter().filter(|p| p.number != odd.number && !apart(p)).collect();
    let others = people.iter().filter(|p| p.number != odd.number);
    // Against one of the other gender only where there is nobody else.
    let usual = like.iter().copied().max_by_key(|p| p.rank()).or_else(|| others.max_by_key(|p| p.rank()))?;
    if odd.rank() > usual.rank() || same_given(odd.given, usual.given) || one_in_other(article, odd, usual) {
        return None;
    }
    let mention = *odd.full.first()?;
    let usual_mention = usual.full.first().map_or(usual.entity.name, |m| m.span);
    let apposed = apposed(article, mention);
    let shared_office = shared_office(article, lexicons, odd, people);
    Some(Namesake {
        odd: mention.span,
        usual: usual_mention,
        odd_count: count(odd.full.len()),
        usual_count: count(usual.full.len()),
        usual_mentions: count(usual.mentions.len()),
        named: odd.known && usual.known,
        alike: alike(odd.given, usual.given),
        kin: kin(article, lexicons, mention, 1)
            || usual.full.iter().take(4).any(|m| kin(article, lexicons, m, 0)),
        aged: apposed == Some(Apposed::Age),
        introduced: mention.title.is_some() || !odd.entity.titles.is_empty() || apposed.is_some(),
        same_office: shared_office == Some(true),
        other_office: shared_office == Some(false),
        common: odd.entity.surname.is_some_and(|s| lexicons.surnames.word(article.slice(s)).is_some()),
        other_initial: other_initial(article, odd, usual) || other_initial(article, usual, odd),
        other_gender: apart(usual),
        people: count(like.len() + 1),
        leads: mention.span.start < usual_mention.start,
    })
}

/// Whether one name is the end of the other (`Vander Plaats`, `Bob Vander Plaats`).
fn one_in_other(article: &Article, a: &Person<'_>, b: &Person<'_>) -> bool {
    let (a, b) = (article.slice(a.entity.name), article.slice(b.entity.name));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    long.ends_with(short)
}

/// Whether two names are as like as a slip leaves them.
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let shorter = a.chars().count().min(b.chars().count());
    let slips = strsim::osa_distance(&a, &b);
    shorter >= 5 && slips == 1 || shorter >= 8 && slips == 2
}

/// How an apposition says who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Apposed {
    Age,
    Role,
}

fn apposed(article: &Article, mention: &Mention) -> Option<Apposed> {
    let after = article.token_at(mention.span.end);
    if after >= article.tokens.len() || article.word(after) != "," || after + 1 >= article.tokens.len() {
        return None;
    }
    match article.word(after + 1) {
        // An age stands between commas; a share or a score does not.
        word if word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit()) => {
            let closed =
                after + 2 < article.tokens.len() && matches!(article.word(after + 2), "," | "." | "—");
            closed.then_some(Apposed::Age)
        }
        "a" | "an" | "the" | "who" | "his" | "her" => Some(Apposed::Role),
        _ => None,
    }
}

/// Whether a word of kinship stands in a mention's sentence or the `before` sentences before it.
pub(super) fn kin(article: &Article, lexicons: &Lexicons, mention: &Mention, before: usize) -> bool {
    let number = article.sentence_at(mention.span.start);
    let near = &article.sentences[number.saturating_sub(before)..=number];
    near.iter().flat_map(|s| s.tokens.clone()).any(|i| {
        KIN.binary_search(&article.word(i)).is_ok()
            || lexicons.titles.get(article.tokens[i].fold).is_some_and(|h| h.class.starts_with("kin"))
    })
}

/// Whether an office or role that `odd` has by full name is also given to another, or to the surname alone; nothing
/// where either side has none.
fn shared_office(
    article: &Article,
    lexicons: &Lexicons,
    odd: &Person<'_>,
    people: &[Person<'_>],
) -> Option<bool> {
    let lemmas = |title: Span| {
        let tokens = article.tokens_in(title);
        let hits = tokens.clone().filter_map(move |at| lexicons.titles.longest(article, at, tokens.end));
        hits.filter(|h| h.class.starts_with("office") || h.class.starts_with("role")).map(|h| h.lemma)
    };
    let own = odd.full.iter().filter_map(|m| m.title).chain(odd.entity.titles.iter().copied());
    let own: FxHashSet<&str> = own.flat_map(lemmas).collect();
    let others = people.iter().filter(|p| p.number != odd.number);
    let others = others.flat_map(|p| p.entity.titles.iter().copied());
    let alone = people.iter().flat_map(|p| &p.mentions).filter(|m| m.form != MentionForm::Full);
    let theirs: FxHashSet<&str> =
        others.chain(alone.take(64).filter_map(|m| m.title)).flat_map(lemmas).collect();
    (!own.is_empty() && !theirs.is_empty()).then(|| !own.is_disjoint(&theirs))
}

/// Whether `one` has a middle name wherever the full name stands, and `other` never one that begins alike.
fn other_initial(article: &Article, one: &Person<'_>, other: &Person<'_>) -> bool {
    let initials = |p: &Person<'_>| p.full.iter().map(|m| initial(article, p, m)).collect::<Vec<_>>();
    let (ones, others) = (initials(one), initials(other));
    let Some(Some(first)) = ones.first() else { return false };
    ones.iter().all(Option::is_some) && !others.iter().flatten().any(|o| o == first)
}

/// The first letter of what stands between given name and surname (`Ada B. Hale`, `Ada Maria Hale`).
fn initial(article: &Article, person: &Person<'_>, mention: &Mention) -> Option<char> {
    let names = article.slice(mention.span);
    let after = names.find(person.given)? + person.given.len();
    let middle = names[after..].trim_start();
    let surname = article.slice(person.entity.surname?);
    middle.chars().next().filter(|c| c.is_uppercase() && !middle.starts_with(surname))
}

/// Kinship words, sorted: two people of one surname are mostly related, and the article says how.
const KIN: &[&str] = &[
    "aunt",
    "brother",
    "brothers",
    "child",
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

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;

    fn one(text: &str) -> Namesake {
        let article = Article::new("t", text.to_owned(), None);
        let lexicons = Lexicons::built_in().unwrap();
        let entities = crate::facts::entities::find(&article, &quotes::find(&article), &lexicons);
        let found = find(&article, &entities, &lexicons);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].clone()
    }

    #[test]
    fn kinship_words_are_sorted() {
        assert!(KIN.is_sorted());
    }

    #[test]
    fn tells_what_sets_two_apart() {
        assert!(one("Martin Okafor won. Harold Okafor left.").named);
        assert!(one("Gov. Martin Okafor won. Gov. Harold Okafor left.").same_office);
        assert!(!one("Gov. Martin Okafor won. Sen. Harold Okafor left.").same_office);
        assert!(one("Martin Okafor won. Harold B. Okafor left.").other_initial);
        assert!(!one("Martin B. Okafor won. Harold B. Okafor left.").other_initial);
        assert!(one("Martha Okafor won. Marta Okafor left.").alike);
        assert!(one("Martin Okafor won. Harold Okafor, 22, left.").aged);
        assert!(one("Martin Okafor won. His son, Harold Okafor, left.").kin);
        assert!(one("Gov. Martin Okafor won. Sen. Harold Okafor left.").other_office);
        assert!(one("Martin Smith won. Harold Smith left.").common);
    }
}
