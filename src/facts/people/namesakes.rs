//! People of one surname under two given names.

use crate::Span;
use crate::facts::people::entities::{
    Entities, EntityId, EntityKind, Gender, Mention, MentionForm, gender_of, same_given,
};
use crate::facts::wording::stems::bare;
use crate::lexicon::{Lexicons, People, function_words::Pronoun};
use crate::span::count;
use crate::text::{Article, TokenKind, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// A full name whose surname the article gives, more often, to someone with another given name.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
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
    /// Whether a word of kinship speaks of the rarer one.
    pub kin: bool,
    /// Whether the article speaks of the surname in the plural (`the Okafors`).
    pub family: bool,
    /// Whether the article gives the rarer one an age.
    pub aged: bool,
    /// Whether it gives the rarer one a title or role, or says who that is (`Ada Brandt, a nurse`).
    pub introduced: bool,
    /// Whether the rarer one is in a row of names.
    pub listed: bool,
    /// Whether an office or role of the rarer one is the usual one's too.
    pub same_office: bool,
    /// Whether both have offices or roles, and none in common.
    pub other_office: bool,
    /// Whether the surname is one that many strangers share.
    pub common: bool,
    /// Whether one of them is always written with a middle name or initial and the other never with that one.
    pub other_initial: bool,
    /// Whether both have a middle name or initial, and it is the same.
    pub same_initial: bool,
    /// Whether both full names are in one sentence.
    pub together: bool,
    /// Whether what is known of gender sets the two apart.
    pub other_gender: bool,
    /// How many people of that surname the article names in full, those of the other gender left out.
    pub people: u32,
    /// Whether the rarer name comes first.
    pub leads: bool,
}

/// How many people of one surname are distinguished, and how many mentions of each are read.
const MOST: usize = 16;

/// Finds people who share a surname, each rarer one against the usual one.
///
/// Beside the people that [`Entities`] knows, a known given name before one of their surnames counts wherever it
/// is (`the Ada Hale camp`).
#[must_use]
pub fn find(article: &Article, entities: &Entities, lexicons: &Lexicons) -> Vec<Namesake> {
    let mut by_surname: FxHashMap<u64, Vec<Person<'_>>> = FxHashMap::default();
    for (i, entity) in entities.numbered() {
        if let (EntityKind::Person, Some(surname)) = (entity.kind, entity.surname) {
            // `Scott County` and `Marsh Street` are no people.
            if lexicons.organisations.word(article.slice(surname)).is_some() {
                continue;
            }
            let people = by_surname.entry(fold(article.slice(surname))).or_default();
            if entity.given.is_none() {
                continue;
            }
            let person = Person::new(article, entities, lexicons, i);
            // `DJ Ada Hale` and `Ada Hale` are one.
            match people
                .iter()
                .position(|p| p.known && person.known && same_given(lexicons, p.given, person.given))
            {
                Some(one) => people[one].join(person),
                None if people.len() < MOST => people.push(person),
                None => {}
            }
        }
    }
    if by_surname.is_empty() {
        return Vec::new();
    }
    for name in bare_names(article, entities, lexicons, &by_surname) {
        let Some(people) = by_surname.get_mut(&name.key) else { continue };
        match people.iter().position(|p| same_given(lexicons, p.given, article.word(name.given))) {
            Some(one) if people[one].full.len() < MOST => people[one].full.push(name.mention),
            Some(_) => {}
            None if people.len() < MOST => people.push(Person::bare(article, lexicons, &name)),
            None => {}
        }
    }
    let mut groups: Vec<Vec<Person<'_>>> =
        by_surname.into_values().filter(|people| people.len() > 1).collect();
    if groups.is_empty() {
        return Vec::new();
    }
    groups.sort_unstable_by_key(|people| people[0].name);
    let families = Families::new(article, lexicons);
    let mut found: Vec<Namesake> = Vec::new();
    for mut people in groups {
        people.iter_mut().for_each(|p| p.full.sort_unstable_by_key(|m| m.span));
        found.extend(
            people.iter().filter_map(|odd| against_the_usual(article, lexicons, &families, odd, &people)),
        );
    }
    found.sort_unstable_by_key(|n| n.odd);
    found
}

/// Someone whose surname another person has too.
struct Person<'a> {
    name: Span,
    surname: Span,
    given: &'a str,
    known: bool,
    gender: Option<Gender>,
    titles: Vec<Span>,
    full: Vec<Mention>,
    /// Mentions by surname alone, by role and the like.
    shorter: Vec<Mention>,
}

impl<'a> Person<'a> {
    fn new(article: &'a Article, entities: &Entities, lexicons: &Lexicons, number: EntityId) -> Self {
        let entity = &entities[number];
        let surname = entity.surname.unwrap_or(entity.name);
        let tokens = article.tokens_in(entity.name);
        let known = |&at: &usize| {
            article.tokens[at].span.end <= surname.start && is_given(lexicons, article.tokens[at].fold)
        };
        // A sequence may begin with what is no name (`State Ada Brandt`).
        let given = tokens.clone().find(known);
        let gender = given.and_then(|at| gender_of(lexicons, article.tokens[at].fold));
        let mentions = entity.mentions.iter().map(|&m| entities[m].clone());
        let (full, shorter) = mentions.partition(|m: &Mention| m.form == MentionForm::Full);
        Self {
            name: entity.name,
            surname,
            given: article.word(given.unwrap_or(tokens.start)),
            known: given.is_some(),
            gender: gender.or(entity.gender),
            titles: entity.titles.clone(),
            full,
            shorter,
        }
    }

    fn bare(article: &'a Article, lexicons: &Lexicons, name: &Bare) -> Self {
        Self {
            name: name.mention.span,
            surname: name.surname,
            given: article.word(name.given),
            known: true,
            gender: gender_of(lexicons, article.tokens[name.given].fold),
            titles: Vec::new(),
            full: vec![name.mention.clone()],
            shorter: Vec::new(),
        }
    }

    /// Takes in another entity that is the same person.
    fn join(&mut self, other: Self) {
        self.gender = self.gender.or(other.gender);
        self.titles.extend(other.titles);
        self.full.extend(other.full);
        self.shorter.extend(other.shorter);
    }

    fn rank(&self) -> (usize, std::cmp::Reverse<Span>) {
        (self.full.len(), std::cmp::Reverse(self.name))
    }
}

/// Whether the folded word is a given name for sure: `Dean` and `Judge` are names and titles.
fn is_given(lexicons: &Lexicons, fold: u64) -> bool {
    lexicons.given_names.get(fold).is_some() && lexicons.titles.get(fold).is_none()
}

/// A given name before a surname, where [`Entities`] has no full name.
struct Bare {
    /// The surname's key.
    key: u64,
    surname: Span,
    /// The given name's token.
    given: usize,
    mention: Mention,
}

fn bare_names(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    surnames: &FxHashMap<u64, Vec<Person<'_>>>,
) -> Vec<Bare> {
    let word = |at: usize| article.tokens[at].kind == TokenKind::Word;
    let mut found = Vec::new();
    for at in 1..article.tokens.len() {
        if !word(at) || !article.tokens[at].capital {
            continue;
        }
        let stop = article.word(at - 1) == ".";
        let given = match at.checked_sub(2) {
            Some(initial) if stop && article.word(initial).chars().count() == 1 => initial.checked_sub(1),
            _ => Some(at - 1),
        };
        let Some(given) = given.filter(|&g| word(g) && is_given(lexicons, article.tokens[g].fold)) else {
            continue;
        };
        let surname = without_possessive(article.word(at));
        let key = fold(surname);
        let capital = article.tokens[given].capital;
        // `Mary Ann Hale`: the given name is the one before.
        let second = given.checked_sub(1).is_some_and(|b| is_given(lexicons, article.tokens[b].fold));
        let house = article
            .tokens
            .get(at + 1)
            .is_some_and(|t| lexicons.organisations.get(t.fold).is_some() && t.capital);
        // `Will Hale stay?`, `Young Hale fans`: the word is a name only where something else says so.
        let doubtful = lexicons.has(article.tokens[given].fold, People::DoubtfulName);
        if !capital || second || house || doubtful || !surnames.contains_key(&key) {
            continue;
        }
        let start = article.tokens[at].span.start as usize;
        let surname = Span::of(start..start + surname.len());
        let span = article.tokens[given].span.join(surname);
        let after = entities.mentions.partition_point(|m| m.span.start < span.end);
        let known = entities.mentions[..after].iter().rev().take(3).any(|m| {
            let full = m.form == MentionForm::Full || m.span.len() > span.len();
            full && m.span.overlaps(span)
        });
        if !known {
            let mention = Mention { span, title: None, form: MentionForm::Full, entity: EntityId::new(0) };
            found.push(Bare { key, surname, given, mention });
        }
    }
    found
}

fn without_possessive(word: &str) -> &str {
    let word = bare(word);
    word.strip_suffix(['\'', '’']).unwrap_or(word)
}

fn against_the_usual(
    article: &Article,
    lexicons: &Lexicons,
    families: &Families,
    odd: &Person<'_>,
    people: &[Person<'_>],
) -> Option<Namesake> {
    let apart = |p: &Person<'_>| p.gender.zip(odd.gender).is_some_and(|(a, b)| a != b);
    let others = || people.iter().filter(|p| p.name != odd.name);
    let like: Vec<&Person<'_>> = others().filter(|p| !apart(p)).collect();
    // Against one of the other gender only where there is nobody else.
    let usual =
        like.iter().copied().max_by_key(|p| p.rank()).or_else(|| others().max_by_key(|p| p.rank()))?;
    if odd.rank() > usual.rank()
        || same_given(lexicons, odd.given, usual.given)
        || one_in_other(article, odd, usual)
    {
        return None;
    }
    let mention = odd.full.first()?;
    let usual_mention = usual.full.first().map_or(usual.name, |m| m.span);
    let sentence = article.sentence_at(mention.span.start);
    let apposed = apposed(article, mention);
    let shared_office = shared_office(article, lexicons, odd, people);
    let initials = |p: &Person<'_>| p.full.first().and_then(|m| initial(article, p, m));
    Some(Namesake {
        odd: mention.span,
        usual: usual_mention,
        odd_count: count(odd.full.len()),
        usual_count: count(usual.full.len()),
        usual_mentions: count(usual.full.len() + usual.shorter.len()),
        named: odd.known && usual.known,
        alike: alike(odd.given, usual.given),
        kin: families.called.contains(&fold(odd.given))
            || families.called.contains(&fold(usual.given))
            || families.related.contains(&fold(odd.given))
            || kin_near(article, lexicons, sentence, mention.span),
        family: families.plural.contains(&fold(article.slice(odd.surname))),
        aged: apposed == Some(Apposed::Age),
        listed: listed(article, mention),
        introduced: mention.title.is_some() || !odd.titles.is_empty() || apposed.is_some(),
        same_office: shared_office == Some(true),
        other_office: shared_office == Some(false),
        common: lexicons.surnames.word(article.slice(odd.surname)).is_some(),
        other_initial: other_initial(article, odd, usual) || other_initial(article, usual, odd),
        same_initial: initials(odd).is_some() && initials(odd) == initials(usual),
        together: usual.full.iter().any(|m| article.sentence_at(m.span.start) == sentence),
        other_gender: apart(usual),
        people: count(like.len() + 1),
        leads: mention.span.start < usual_mention.start,
    })
}

/// Whether one name is the end of the other (`Vander Lund`, `Bo Vander Lund`).
fn one_in_other(article: &Article, a: &Person<'_>, b: &Person<'_>) -> bool {
    let (a, b) = (article.slice(a.name), article.slice(b.name));
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

/// How an apposition says who someone is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Apposed {
    Age,
    Role,
}

fn apposed(article: &Article, mention: &Mention) -> Option<Apposed> {
    let after = article.token_at(mention.span.end);
    if after + 1 >= article.tokens.len() {
        return None;
    }
    // `Ada Hale (R-Vesland)`.
    if article.word(after) == "(" {
        return Some(Apposed::Role);
    }
    if article.word(after) != "," {
        return None;
    }
    match article.word(after + 1) {
        // An age is between commas; a share or a score is not.
        word if word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit()) => {
            let closed =
                after + 2 < article.tokens.len() && matches!(article.word(after + 2), "," | "." | "—");
            closed.then_some(Apposed::Age)
        }
        "a" | "an" | "the" | "who" | "his" | "her" => Some(Apposed::Role),
        _ => None,
    }
}

/// How many tokens to either side of a mention a word of kinship is looked for, in sentences without end.
const FAR: usize = 200;

/// Whether a word of kinship is in a mention's sentence or the one before it, other than somebody's own (`my mother`).
pub(in crate::facts) fn kin(article: &Article, lexicons: &Lexicons, mention: &Mention) -> bool {
    let number = article.sentence_at(mention.span.start);
    let sentences = &article.sentences[number.saturating_sub(1)..=number];
    let at = article.token_at(mention.span.start);
    let near = at.saturating_sub(FAR)..at + FAR;
    let tokens = sentences.iter().map(|s| s.tokens.start.max(near.start)..s.tokens.end.min(near.end));
    let own = |at: usize| {
        at.checked_sub(1).is_some_and(|b| {
            matches!(Pronoun::of(&article.word(b).to_lowercase()), Some(Pronoun::I | Pronoun::We))
        })
    };
    tokens.flatten().any(|at| is_kin(article, lexicons, at) && !own(at))
}

/// Who is someone's kin, as far as the article says so.
struct Families {
    /// Names after a word of kinship: `her son David`.
    called: FxHashSet<u64>,
    /// Names before one: `Ada Hale, his wife`, `Ada Hale's son`.
    related: FxHashSet<u64>,
    /// Surnames in the plural.
    plural: FxHashSet<u64>,
}

impl Families {
    fn new(article: &Article, lexicons: &Lexicons) -> Self {
        let mut families = Self {
            called: FxHashSet::default(),
            related: FxHashSet::default(),
            plural: FxHashSet::default(),
        };
        for sentence in &article.sentences {
            let tokens = sentence.tokens.clone();
            let capital = |at: &usize| article.tokens[*at].capital;
            let bare = |at: usize| fold(without_possessive(article.word(at)));
            for at in tokens.clone() {
                if is_kin(article, lexicons, at) {
                    families.called.extend((at + 1..tokens.end.min(at + 6)).filter(capital).map(bare));
                    families.related.extend(kin_of(article, tokens.start, at).filter(capital).map(bare));
                } else if at > tokens.start
                    && capital(&at)
                    && article.word(at - 1).eq_ignore_ascii_case("the")
                {
                    let word = without_possessive(article.word(at));
                    let singulars = ["s", "es"].iter().filter_map(|end| word.strip_suffix(end));
                    families.plural.extend(singulars.map(fold));
                }
            }
        }
        families
    }
}

/// The tokens before the word of kinship at token `at` that name the one whose kin it speaks of, or who is it:
/// `Ada Hale's son`, `Ada Hale and her son`, `Ada Hale, the wife of`.
fn kin_of(article: &Article, start: usize, at: usize) -> Range<usize> {
    let word = |back: usize| at.checked_sub(back).filter(|i| *i >= start).map_or("", |i| article.word(i));
    let possessive = |w: &str| without_possessive(w) != w;
    let determined = matches!(word(1), "his" | "her" | "their" | "whose" | "the" | "a");
    let last = match (determined, word(2)) {
        (true, "," | "and" | "with") => at - 2,
        _ if possessive(word(1)) => at,
        _ if possessive(word(2)) => at - 1,
        _ => return 0..0,
    };
    last.saturating_sub(4).max(start)..last
}

pub(super) fn is_kin(article: &Article, lexicons: &Lexicons, at: usize) -> bool {
    let token = article.tokens[at];
    !token.capital && lexicons.has(token.fold, People::Kin)
}

/// Whether someone's kin is spoken of but not named at the head of the sentence before (`His mother lived abroad.`), or
/// after the name in its own (`Ada Hale writes that her grandfather`).
fn kin_near(article: &Article, lexicons: &Lexicons, sentence: usize, name: Span) -> bool {
    let owned = |at: &usize| {
        let owner = at.checked_sub(1).map_or("", |b| article.word(b));
        let named = |i: usize| i < article.tokens.len() && article.word(i).starts_with(char::is_uppercase);
        let comma = usize::from(at + 1 < article.tokens.len() && article.word(at + 1) == ",");
        matches!(owner, "His" | "Her" | "Their" | "his" | "her" | "their")
            && is_kin(article, lexicons, *at)
            && !named(at + 1 + comma)
    };
    let before = sentence.checked_sub(1).and_then(|i| article.sentences.get(i)).map(|s| s.tokens.clone());
    let before = before.map_or(0..0, |t| t.start..t.end.min(t.start + 5));
    let own = article.sentences.get(sentence).map_or(0..0, |s| article.token_at(name.end)..s.tokens.end);
    before.chain(own.take(40)).any(|at| owned(&at))
}

/// Whether a name is between commas with other names on either side.
fn listed(article: &Article, mention: &Mention) -> bool {
    let tokens = article.tokens_in(mention.span);
    let word = |at: Option<usize>| at.filter(|i| *i < article.tokens.len()).map_or("", |i| article.word(i));
    let capital = |at| word(at).starts_with(char::is_uppercase);
    let (before, after) = (tokens.start, tokens.end);
    word(before.checked_sub(1)) == ","
        && capital(before.checked_sub(2))
        && capital(before.checked_sub(3))
        && word(Some(after)) == ","
        && capital(Some(after + 1))
        && capital(Some(after + 2))
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
        hits.filter(|h| h.class().is_office() || h.class().is_role()).map(|h| h.lemma)
    };
    let own = odd.full.iter().filter_map(|m| m.title).chain(odd.titles.iter().copied());
    let own: FxHashSet<&str> = own.flat_map(lemmas).collect();
    let others = people.iter().filter(|p| p.name != odd.name);
    let others = others.flat_map(|p| p.titles.iter().copied());
    let alone = people.iter().flat_map(|p| &p.shorter);
    let theirs: FxHashSet<&str> =
        others.chain(alone.take(64).filter_map(|m| m.title)).flat_map(lemmas).collect();
    (!own.is_empty() && !theirs.is_empty()).then(|| !own.is_disjoint(&theirs))
}

/// Whether `one` always has a middle name with the full name, and `other` never one that begins alike.
fn other_initial(article: &Article, one: &Person<'_>, other: &Person<'_>) -> bool {
    let initials = |p: &Person<'_>| p.full.iter().map(|m| initial(article, p, m)).collect::<Vec<_>>();
    let (ones, others) = (initials(one), initials(other));
    let Some(Some(first)) = ones.first() else { return false };
    ones.iter().all(Option::is_some) && !others.iter().flatten().any(|o| o == first)
}

/// The first letter of what is between given name and surname (`Ada B. Hale`, `Ada Maria Hale`).
fn initial(article: &Article, person: &Person<'_>, mention: &Mention) -> Option<char> {
    let names = article.slice(mention.span);
    let after = names.find(person.given)? + person.given.len();
    let middle = names[after..].trim_start();
    let surname = article.slice(person.surname);
    middle.chars().next().filter(|c| c.is_uppercase() && !middle.starts_with(surname))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only_namesake(text: &str) -> Namesake {
        let article = Article::new("t", text.to_owned(), None);
        let lexicons = Lexicons::built_in();
        let entities = crate::facts::people::entities::find(&article, &lexicons);
        let found = find(&article, &entities, &lexicons);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        found[0].clone()
    }

    #[test]
    fn kinship_words_are_sorted() {}

    #[test]
    fn tells_what_sets_two_apart() {
        assert!(only_namesake("Martin Okafor won. Harold Okafor left.").named);
        assert!(only_namesake("Gov. Martin Okafor won. Gov. Harold Okafor left.").same_office);
        assert!(!only_namesake("Gov. Martin Okafor won. Sen. Harold Okafor left.").same_office);
        assert!(only_namesake("Martin Okafor won. Harold B. Okafor left.").other_initial);
        assert!(!only_namesake("Martin B. Okafor won. Harold B. Okafor left.").other_initial);
        assert!(only_namesake("Martha Okafor won. Marta Okafor left.").alike);
        assert!(only_namesake("Martin Okafor won. Harold Okafor, 22, left.").aged);
        assert!(only_namesake("Martin Okafor won. His son, Harold Okafor, left.").kin);
        assert!(only_namesake("Gov. Martin Okafor won. Sen. Harold Okafor left.").other_office);
        assert!(only_namesake("Martin Smith won. Harold Smith left.").common);
    }
}
