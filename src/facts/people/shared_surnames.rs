//! Bare surnames where two people of that surname have just been named.

use crate::Span;
use crate::facts::people::entities::{
    Entities, Entity, EntityId, EntityKind, Mention, MentionForm, MentionId, same_given,
};
use crate::facts::people::introductions::describes;
use crate::facts::quotes::Quotes;
use crate::lexicon::Lexicons;
use crate::text::{Article, Role, fold};
use rustc_hash::FxHashMap;

/// A surname alone, after the full names of two people who have it.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct SharedSurname {
    /// The surname.
    pub bare: Span,
    /// The full name of the one of the two who was named last.
    pub nearer: Span,
    /// The full name of the other.
    pub other: Span,
    /// Sentences from the other full name to the surname.
    pub sentences: u32,
    /// Whether the other full name is in the same paragraph or the one before.
    pub near: bool,
    /// Mentions by name of the one who has fewer, to those of the one who has more: in the whole article or up to the
    /// surname, whichever is less.
    pub balance: f32,
    /// Whether a third of that surname is named more often than either, so that the story may call that one by it.
    pub third: bool,
    /// Whether the genders differ and the sentence has a `he` or a `she`.
    pub told_apart: bool,
}

/// How many people of one surname are distinguished.
const MOST: usize = 16;

/// The bearers of one surname.
#[derive(Default)]
struct Family {
    /// Those with a given name.
    people: Vec<EntityId>,
    /// All whose name it is.
    all: Vec<EntityId>,
}

/// Finds the surnames that could be either of two people, in order. Linear in the number of mentions.
#[must_use]
pub fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    lexicons: &Lexicons,
) -> Vec<SharedSurname> {
    let mut families: FxHashMap<u64, Family> = FxHashMap::default();
    for (i, entity) in entities.numbered().filter(|(_, e)| e.kind == EntityKind::Person) {
        let name = article.slice(entity.surname.unwrap_or(entity.name));
        let family = families.entry(fold(name)).or_default();
        family.all.push(i);
        if family.people.len() < MOST && is_known(article, lexicons, entity) {
            family.people.push(i);
        }
    }
    let mut found: Vec<SharedSurname> = families
        .values()
        .filter(|family| family.people.len() > 1)
        .flat_map(|family| within(article, quotes, entities, lexicons, family))
        .collect();
    found.sort_unstable_by_key(|s| s.bare);
    found
}

/// Whether someone has a given name that is known for one, so that it is no title or the end of a sentence.
fn is_known(article: &Article, lexicons: &Lexicons, entity: &Entity) -> bool {
    let given = entity.given.map(|given| article.token_at(given.start));
    given.is_some_and(|at| lexicons.given_names.get(article.tokens[at].fold).is_some())
        && entity.surname.is_some()
}

/// The ambiguous surnames of one family.
fn within(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    lexicons: &Lexicons,
    family: &Family,
) -> Vec<SharedSurname> {
    let mut mentions: Vec<&Mention> = family
        .all
        .iter()
        .flat_map(|&i| entities[i].mentions.iter().map(|&m| &entities[m]))
        .filter(|m| matches!(m.form, MentionForm::Full | MentionForm::Surname))
        .collect();
    mentions.sort_unstable_by_key(|m| m.span);
    let by_name = |m: &&MentionId| !matches!(entities[**m].form, MentionForm::Pronoun | MentionForm::Role);
    let named: FxHashMap<EntityId, usize> =
        family.all.iter().map(|&i| (i, entities[i].mentions.iter().filter(by_name).count())).collect();
    let mut most: Vec<(usize, EntityId)> = named.iter().map(|(&i, &n)| (n, i)).collect();
    most.sort_unstable_by(|x, y| y.cmp(x));
    most.truncate(3);
    let mut last: Vec<(EntityId, Span)> = Vec::new();
    let mut so_far: FxHashMap<EntityId, usize> = FxHashMap::default();
    let mut previous = None;
    let mut pronoun = (usize::MAX, false);
    let mut found = Vec::new();
    for mention in mentions {
        let body = |span: Span| article.paragraphs[article.paragraph_at(span.start)].role == Role::Body;
        if !body(mention.span) {
            continue;
        }
        // The mention in question is nobody's yet.
        if let Some(before) = previous.replace(mention.entity) {
            *so_far.entry(before).or_default() += 1;
        }
        if mention.form == MentionForm::Full {
            if family.people.contains(&mention.entity) {
                last.retain(|(entity, _)| *entity != mention.entity);
                last.push((mention.entity, mention.span));
            }
            continue;
        }
        if mention.title.is_some()
            || quotes.around(mention.span.start).is_some()
            || describes(article, mention.span)
        {
            continue;
        }
        // Those named last are last.
        let [.., (b, other), (a, nearer)] = last[..] else { continue };
        let (one, two) = (&entities[a], &entities[b]);
        if alike(article, lexicons, one, two) {
            continue;
        }
        let more = named[&a].max(named[&b]);
        let sentence = article.sentence_at(mention.span.start);
        if pronoun.0 != sentence {
            pronoun = (sentence, has_pronoun(article, sentence));
        }
        let paragraphs = article.paragraph_at(mention.span.start) - article.paragraph_at(other.start);
        found.push(SharedSurname {
            bare: mention.span,
            nearer,
            other,
            sentences: u32::try_from(sentence - article.sentence_at(other.start)).unwrap_or(u32::MAX),
            near: paragraphs <= 1,
            balance: balance(&named, a, b).min(balance(&so_far, a, b)),
            third: most.iter().any(|&(n, i)| i != a && i != b && n > more),
            told_apart: pronoun.1 && one.gender.zip(two.gender).is_some_and(|(a, b)| a != b),
        });
    }
    found
}

/// The lesser of two counts as a share of the greater.
fn balance(counts: &FxHashMap<EntityId, usize>, a: EntityId, b: EntityId) -> f32 {
    let [a, b] = [a, b].map(|i| counts.get(&i).copied().unwrap_or_default());
    a.min(b) as f32 / a.max(b).max(1) as f32
}

/// Whether two given names may be one person's, or one full name is the end of the other.
fn alike(article: &Article, lexicons: &Lexicons, one: &Entity, two: &Entity) -> bool {
    let given = |e: &Entity| e.given.map_or("", |g| article.slice(g));
    let (a, b) = (article.slice(one.name), article.slice(two.name));
    same_given(lexicons, given(one), given(two)) || a.ends_with(b) || b.ends_with(a)
}

/// Whether a sentence has a pronoun that shows whether a man or a woman is meant.
fn has_pronoun(article: &Article, sentence: usize) -> bool {
    article.sentences[sentence]
        .tokens
        .clone()
        .any(|at| matches!(article.word(at), "he" | "He" | "she" | "She"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::people::entities;
    use crate::facts::quotes;

    #[test]
    fn a_surname_of_two() {
        let both = "Ada Brandt met Martin Brandt in the mill. ";
        let cases: &[(&str, &[(u32, bool)])] = &[
            ("Brandt left.", &[(1, false)]),
            ("Brandt left when she could.", &[(1, true)]),
            ("The rain fell. Brandt left. Brandt slept.", &[(2, false), (3, false)]),
            // A title, someone's words, a name that describes, a given name.
            ("Mr. Brandt left.", &[]),
            ("“Brandt left,” he said.", &[]),
            ("The old Brandt mill is shut.", &[]),
            ("Ada left.", &[]),
        ];
        let lexicons = Lexicons::built_in();
        for (text, expected) in cases {
            let article = Article::new("t", format!("{both}{text}"), None);
            let quotes = quotes::find(&article, Lexicons::ours());
            let entities = entities::find(&article, &lexicons);
            let found = find(&article, &quotes, &entities, &lexicons);
            let found: Vec<_> = found.iter().map(|s| (s.sentences, s.told_apart)).collect();
            assert_eq!(&found, expected, "{text}");
        }
    }
}
