//! One person under `Mr.` and under `Ms.`.

use crate::Span;
use crate::facts::people::entities::{Entities, Entity, EntityKind, Gender, Mention, gender_of};
use crate::facts::people::namesakes::kin;
use crate::lexicon::{Lexicons, People, function_words::Pronoun};
use crate::span::count;
use crate::text::{Article, fold};
use rustc_hash::FxHashMap;
use std::cell::LazyCell;

/// A surname under courtesy titles of both genders, where one person of that surname is named in full; or a
/// courtesy title that is not the given name's.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Courtesy {
    /// The rarer title with its name; of two that are as often, the one that is not the given name's, or where no list has that, the one
    /// that goes against the pronouns beside the full name.
    pub odd: Span,
    /// The usual title with its name, or the full name.
    pub usual: Span,
    /// How often the rarer title occurs.
    pub odd_count: u32,
    /// How often the usual one does: 0 where only the given name shows the gender.
    pub usual_count: u32,
    /// Whether a word of kinship is near the surname, or one of marriage anywhere: then the rarer title may be
    /// a relative's.
    pub kin: bool,
}

/// Mentions of a surname that are looked at.
const MOST: usize = 256;

/// Finds courtesy titles that clash. Linear in the article's length.
#[must_use]
pub fn find(article: &Article, entities: &Entities, lexicons: &Lexicons) -> Vec<Courtesy> {
    let mut families: FxHashMap<u64, Vec<&Entity>> = FxHashMap::default();
    for entity in entities.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        if let Some(surname) = entity.surname {
            families.entry(fold(article.slice(surname))).or_default().push(entity);
        }
    }
    let married = LazyCell::new(|| couple(article, lexicons));
    let mut found: Vec<Courtesy> =
        families.values().filter_map(|family| clash(article, entities, lexicons, family, &married)).collect();
    found.sort_unstable_by_key(|c| c.odd);
    found
}

fn clash(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    family: &[&Entity],
    married: &LazyCell<bool, impl FnOnce() -> bool>,
) -> Option<Courtesy> {
    // Two people in full: each title may be one of theirs.
    let mut named = family.iter().filter(|e| e.given.is_some());
    let (Some(person), None) = (named.next(), named.next()) else { return None };
    let given = person.given.and_then(|given| gender_of(lexicons, fold(article.slice(given))));
    let (mut men, mut women) = (Vec::new(), Vec::new());
    for mention in family.iter().flat_map(|e| &e.mentions).take(MOST).map(|&m| &entities[m]) {
        match courtesy(article, lexicons, mention) {
            Some(Gender::Male) => men.push(mention),
            Some(Gender::Female) => women.push(mention),
            None => {}
        }
    }
    let odd_is_male = match men.len().cmp(&women.len()) {
        std::cmp::Ordering::Equal => given.or_else(|| by_pronouns(article, person))? == Gender::Female,
        order => order.is_lt(),
    };
    let (mut odd, mut usual) = if odd_is_male { (men, women) } else { (women, men) };
    let gender = if odd_is_male { Gender::Male } else { Gender::Female };
    if odd.is_empty() && given.is_some_and(|g| g == gender) {
        // Every title is one and the given name is of the other gender.
        std::mem::swap(&mut odd, &mut usual);
    }
    let first = *odd.first()?;
    let whole = |m: &Mention| m.title.map_or(m.span, |title| title.join(m.span));
    Some(Courtesy {
        odd: whole(first),
        usual: usual.first().map_or(person.name, |m| whole(m)),
        odd_count: count(odd.len()),
        usual_count: count(usual.len()),
        kin: family
            .iter()
            .flat_map(|e| &e.mentions)
            .take(MOST)
            .any(|&m| kin(article, lexicons, &entities[m]))
            || **married,
    })
}

/// The gender of the pronouns in the sentence that names somebody in full and the next one, where all are of one.
fn by_pronouns(article: &Article, person: &Entity) -> Option<Gender> {
    let number = article.sentence_at(person.name.start);
    let near = article.sentences.get(number..(number + 2).min(article.sentences.len()))?;
    let words = near.iter().flat_map(|s| s.tokens.clone()).map(|at| article.word(at).to_lowercase());
    let mut genders = words.filter_map(|word| match Pronoun::of(&word) {
        Some(Pronoun::He) => Some(Gender::Male),
        Some(Pronoun::She) => Some(Gender::Female),
        _ => None,
    });
    let first = genders.next()?;
    genders.all(|gender| gender == first).then_some(first)
}

/// Whether the article speaks of a marriage: the husband of one who is well known needs no given name.
fn couple(article: &Article, lexicons: &Lexicons) -> bool {
    article.tokens.iter().enumerate().any(|(at, token)| {
        let is = |other: &str| article.slice(token.span).eq_ignore_ascii_case(other);
        lexicons.has(token.fold, People::Married)
            || is("lady") && at > 0 && article.word(at - 1).eq_ignore_ascii_case("first")
    })
}

/// The gender of the courtesy title before a mention.
fn courtesy(article: &Article, lexicons: &Lexicons, mention: &Mention) -> Option<Gender> {
    let title = mention.title.filter(|t| t.end <= mention.span.start)?;
    // `Mr. and Mrs. Hale`, `Messrs. Hale and Moe`.
    let alone = !article.slice(title).contains(" and ");
    let last = article.tokens_in(title).rev().find(|&at| article.word(at) != ".")?;
    let before = article.tokens_in(title).start.checked_sub(1).map_or("", |at| article.word(at));
    // "Polls miss Hale's fall": a verb.
    let capital = article.slice(title).starts_with(char::is_uppercase);
    let class = lexicons.titles.get(article.tokens[last].fold)?.class();
    (alone && capital && before != "and" && class.is_courtesy()).then(|| class.gender()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_the_title_that_does_not_fit() {
        let cases = [
            ("Priya Raman spoke. Ms. Raman left, Ms. Raman said. Mr. Raman slept.", Some("Mr. Raman")),
            ("Priya Raman spoke. Mr. Raman left.", Some("Mr. Raman")),
            ("Oskar Raman spoke. Mr. Raman left. Ms. Raman slept.", Some("Ms. Raman")),
            ("Priya Raman spoke. Ms. Raman left.", None),
            ("Priya Raman and Oskar Raman spoke. Ms. Raman left. Mr. Raman slept.", None),
            ("Robin Raman spoke. Ms. Raman left. Mr. Raman slept.", None),
            ("Priya Raman spoke. Mr. and Mrs. Raman left.", None),
        ];
        let lexicons = Lexicons::built_in();
        for (text, expected) in cases {
            let article = Article::new("t", text.to_owned(), None);
            let entities = crate::facts::people::entities::find(&article, &lexicons);
            let found = find(&article, &entities, &lexicons);
            assert_eq!(found.first().map(|c| article.slice(c.odd)), expected, "{text}: {found:?}");
        }
    }
}
