//! Pronouns that do not go with the rest of what is said of a person: `Robin Hale`, she throughout, who sails `with his sextant`.
//!
//! A pronoun counts for somebody where nobody else can be meant: the one person of its sentence, named before it, or of the
//! sentence before one that begins with the pronoun. Words inside quotation marks count for nothing.

use crate::Span;
use crate::facts::people::entities::{Entities, EntityId, EntityKind, Gender, MentionForm, gender_of};
use crate::facts::quotes::Quotes;
use crate::lexicon::Lexicons;
use crate::span::count;
use crate::text::{Article, Role, TokenKind, fold};
use rustc_hash::FxHashMap;

/// A pronoun of one gender for somebody who is otherwise of the other.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct PronounClash {
    /// The pronoun.
    pub odd: Span,
    /// The name that it stands for.
    pub name: Span,
    /// The first word that shows the other gender: a pronoun, or the given name.
    pub usual: Span,
    /// How many words show the gender of `odd`.
    pub odd_count: u32,
    /// How many show the other; a given name or a title counts as two.
    pub usual_count: u32,
    /// Whether somebody else who was named a little before may be meant.
    pub other: bool,
    /// How many pronouns of its gender the article has outside quotations.
    pub in_all: u32,
    /// Whether it opens the second sentence of a paragraph whose first one begins with the name and speaks of nobody else.
    pub alone: bool,
}

/// What a pronoun shows.
struct Shown {
    gender: Gender,
    span: Span,
    name: Span,
    other: bool,
    alone: bool,
}

/// How many sentences back somebody else may be meant.
const BACK: usize = 3;

/// What is known of the sentences before.
#[derive(Clone, Default)]
struct Before {
    people: Vec<EntityId>,
    genders: [bool; 2],
}

/// Finds the pronouns that clash. Linear in the article's length.
#[must_use]
pub fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    lexicons: &Lexicons,
) -> Vec<PronounClash> {
    let mut shown: FxHashMap<EntityId, Vec<Shown>> = FxHashMap::default();
    let mut recent: Vec<Before> = Vec::new();
    let mut last: Option<(EntityId, Span)> = None;
    let mut in_all = [0; 2];
    // The paragraph whose first sentence begins with a name and speaks of nobody else.
    let mut begun: Option<usize> = None;
    let mut paragraph = usize::MAX;
    for sentence in &article.sentences {
        if article.paragraphs[sentence.paragraph].role != Role::Body {
            continue;
        }
        let free = |at: u32| quotes.around(at).is_none();
        let mentions: Vec<_> = entities
            .mentions_in(sentence.span)
            .filter(|m| entities[m.entity].kind == EntityKind::Person && free(m.span.start))
            .collect();
        let mut here = Before::default();
        for mention in &mentions {
            if !here.people.contains(&mention.entity) && here.people.len() < 8 {
                here.people.push(mention.entity);
            }
        }
        let mut pronouns: Vec<(usize, Gender)> = Vec::new();
        let (mut nouns, mut nouns_before) = ([false; 2], None);
        for at in sentence.tokens.clone() {
            let token = article.tokens[at];
            if token.kind != TokenKind::Word || !free(token.span.start) {
                continue;
            }
            if let Some(gender) = pronoun(article.word(at)) {
                in_all[index(gender)] += 1;
                nouns_before.get_or_insert(nouns);
                pronouns.push((at, gender));
            } else if let Some(gender) = lexicons
                .titles
                .get(token.fold)
                .filter(|_| !token.capital)
                .and_then(|hit| hit.class().gender())
            {
                nouns[index(gender)] = true;
            }
        }
        let one = pronouns.first().copied().filter(|(_, g)| pronouns.iter().all(|(_, other)| other == g));
        let opens = pronouns.first().is_some_and(|(at, _)| *at == sentence.tokens.start);
        let meant = match here.people[..] {
            [person] => {
                let mention = mentions.iter().find(|m| m.form != MentionForm::Role);
                one.and_then(|(at, gender)| {
                    let mention = mention.filter(|m| m.span.end <= article.tokens[at].span.start)?;
                    Some((person, mention.span, at, gender))
                })
            }
            [] if opens => one.and_then(|(at, gender)| last.map(|(person, name)| (person, name, at, gender))),
            _ => None,
        };
        if let Some((person, name, at, gender)) = meant {
            let side = index(gender);
            let other = nouns_before.is_some_and(|nouns| nouns[side])
                || recent.iter().any(|b| b.genders[side])
                || recent
                    .iter()
                    .flat_map(|b| &b.people)
                    .any(|p| *p != person && may_be(article, entities, lexicons, *p, gender));
            shown.entry(person).or_default().push(Shown {
                gender,
                span: article.tokens[at].span,
                name,
                other,
                alone: here.people.is_empty() && begun == Some(sentence.paragraph),
            });
        }
        let first = paragraph != sentence.paragraph;
        paragraph = sentence.paragraph;
        let led = mentions.first().is_some_and(|m| {
            let start = m.title.map_or(m.span, |t| t.join(m.span)).start;
            start == sentence.span.start && m.form != MentionForm::Role
        });
        // "Dunmore appealed to a judge. He refused."
        let other = |at: usize| {
            let token = article.tokens[at];
            matches!(article.word(at), "a" | "an" | "one" | "another")
                || !token.capital && lexicons.titles.get(token.fold).is_some()
        };
        let bare = || {
            here.people.len() == 1
                && nouns == [false; 2]
                && pronouns.is_empty()
                && sentence.tokens.clone().filter(|&at| article.tokens[at].capital).count() <= 3
                && !sentence.tokens.clone().any(other)
        };
        begun = (first && led && bare()).then_some(sentence.paragraph);
        // A pronoun that somebody here stands for says nothing of somebody else.
        here.genders = nouns;
        if meant.is_none() {
            for (_, gender) in &pronouns {
                here.genders[index(*gender)] = true;
            }
        }
        last = match here.people[..] {
            [person] => mentions.first().map(|m| (person, m.span)),
            [] if opens => last,
            _ => None,
        };
        if recent.len() == BACK {
            recent.remove(0);
        }
        recent.push(here);
    }
    let mut found: Vec<PronounClash> = shown
        .iter()
        .filter_map(|(person, shown)| clash(article, entities, lexicons, *person, shown, in_all))
        .collect();
    found.sort_unstable_by_key(|c| c.odd);
    found
}

fn clash(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    person: EntityId,
    shown: &[Shown],
    in_all: [u32; 2],
) -> Option<PronounClash> {
    let entity = &entities[person];
    // "Martin" alone may be a surname.
    let given = entity.given.filter(|_| entity.surname.is_some());
    let given = given.and_then(|given| Some((gender_of(lexicons, fold(article.slice(given)))?, given)));
    let known = given.or_else(|| entity.gender.map(|g| (g, entity.name)));
    let of = |gender: Gender| {
        let told = shown.iter().filter(|s| s.gender == gender).count();
        told + if known.is_some_and(|(g, _)| g == gender) { 2 } else { 0 }
    };
    let (men, women) = (of(Gender::Male), of(Gender::Female));
    let odd_gender = if men < women { Gender::Male } else { Gender::Female };
    let odd = shown.iter().find(|s| s.gender == odd_gender)?;
    let usual = shown.iter().find(|s| s.gender != odd_gender).map(|s| s.span);
    Some(PronounClash {
        odd: odd.span,
        name: odd.name,
        usual: usual.or(known.filter(|(g, _)| *g != odd_gender).map(|(_, span)| span))?,
        odd_count: count(men.min(women)),
        usual_count: count(men.max(women)),
        other: odd.other,
        in_all: in_all[index(odd_gender)],
        alone: odd.alone,
    })
}

/// Whether somebody may be of a gender, by the given name and what the text says.
fn may_be(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    person: EntityId,
    gender: Gender,
) -> bool {
    let entity = &entities[person];
    let given = entity.given.and_then(|given| gender_of(lexicons, fold(article.slice(given))));
    given.or(entity.gender).is_none_or(|g| g == gender)
}

const fn index(gender: Gender) -> usize {
    match gender {
        Gender::Male => 0,
        Gender::Female => 1,
    }
}

/// The gender of a pronoun.
fn pronoun(word: &str) -> Option<Gender> {
    let is = |list: &[&str]| list.iter().any(|w| word.eq_ignore_ascii_case(w));
    if is(&["he", "him", "his", "himself"]) {
        return Some(Gender::Male);
    }
    is(&["she", "her", "hers", "herself"]).then_some(Gender::Female)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pronoun_stands_for_the_one_person_who_can_be_meant() {
        let cases = [
            (
                "Robin Hale won on Friday. She is 17. Hale said that she would sleep. Hale steered with his sextant.",
                Some("his"),
            ),
            (
                "Robin Hale won on Friday. She is 17. Hale said that she would sleep. Hale steered with her sextant.",
                None,
            ),
            ("Ada Hale won on Friday. He is 17.", Some("He")),
            ("Ada Hale won on Friday. Her father wept. Hale steered with his sextant.", None),
            ("Ada Hale met Tom Moe on Friday. Hale steered with his sextant.", None),
        ];
        let lexicons = Lexicons::built_in();
        for (text, expected) in cases {
            let article = Article::new("t", text.to_owned(), None);
            let quotes = crate::facts::quotes::find(&article, &lexicons);
            let entities = crate::facts::people::entities::find(&article, &lexicons);
            let found = find(&article, &quotes, &entities, &lexicons);
            let odd = found
                .iter()
                .find(|c| c.odd_count == 1 && c.usual_count > 1 && !c.other)
                .map(|c| article.slice(c.odd));
            assert_eq!(odd, expected, "{text}: {found:?}");
        }
    }
}
