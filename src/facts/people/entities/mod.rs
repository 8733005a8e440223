//! People, organisations and places, with every mention joined to one entity.
//!
//! | file | yields |
//! | --- | --- |
//! | `words.rs` | what the lexicons say of a token, looked up once |
//! | `names.rs` | capitalised sequences, with what binds and what breaks them |
//! | `titles.rs` | titles before a name, roles beside it |
//! | `usage.rs` | what the way a name is used says of it |
//! | `sorting.rs` | person, organisation, place, or nothing |
//! | `gender.rs` | gender of titles and given names; short forms of given names |
//! | `joining.rs` | names joined to entities |
//! | `roles.rs` | roles that stand for a person (`the senator`) |
//! | `acronyms.rs` | acronyms joined to the names they stand for |
//! | `headlines.rs` | names in lines where every word has a capital |
//!
//! Precision comes first: what is not known to be a name is ignored. Linear in the article's length.

mod acronyms;
mod gender;
mod headlines;
mod joining;
mod names;
mod roles;
mod sorting;
#[cfg(test)]
mod tests;
mod titles;
mod usage;
mod words;

pub(in crate::facts) use gender::of_given as gender_of;
pub use gender::same_given;

use crate::lexicon::Lexicons;
use crate::named::named;
use crate::text::Article;
use crate::{Id, Span};
use std::ops::Index;

named! {
    /// What an entity is.
    #[non_exhaustive]
    pub enum EntityKind {
        /// A person.
        Person = "person",
        /// A firm, party, ministry, team, newspaper.
        Organisation = "organisation",
        /// A country, city, street.
        Place = "place",
    }
}

named! {
    /// The gender that titles, given names and pronouns of the text itself speak of.
    pub enum Gender {
        /// he, Mr., king.
        Male = "male",
        /// she, Ms., queen.
        Female = "female",
    }
}

named! {
    /// How a mention names its entity.
    #[non_exhaustive]
    pub enum MentionForm {
        /// Given name and surname, or an organisation's or place's full name.
        Full = "full",
        /// A surname alone, with or without a title (`Mr. Hale`).
        Surname = "surname",
        /// A given name alone.
        Given = "given",
        /// An acronym (`NATO`).
        Acronym = "acronym",
        /// A role that stands for the person (`the Secretary of State`, `the senator`).
        Role = "role",
        /// A pronoun.
        Pronoun = "pronoun",
    }
}

/// One mention of an entity.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Mention {
    /// The name as written, without its title.
    pub span: Span,
    /// The title or role words that are before or after it, as one noun phrase (`President`).
    pub title: Option<Span>,
    /// How it names the entity.
    pub form: MentionForm,
    /// Whom it names.
    pub entity: EntityId,
}

impl Mention {
    /// Whether it is a name: no pronoun, no role.
    #[must_use]
    pub const fn is_name(&self) -> bool {
        !matches!(self.form, MentionForm::Pronoun | MentionForm::Role)
    }
}

/// Someone or something the article names.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name in the article, without titles.
    pub name: Span,
    /// The given name within `name`, where there is one.
    pub given: Option<Span>,
    /// The surname within `name`, for a person.
    pub surname: Option<Span>,
    /// What the text says of gender, where it does.
    pub gender: Option<Gender>,
    /// Titles and roles the article gives it, as written.
    pub titles: Vec<Span>,
    /// Where it is named, in order.
    pub mentions: Vec<MentionId>,
}

/// The shortest name, in characters, that is compared with others of one article: shorter ones are one slip from too many.
pub(crate) const SHORTEST_SLIP: usize = 5;

/// Whether a word is a surname with one letter too many, too few, wrong or changed with the next: a slip of the pen
/// more often than another name. Both have the same first letter, in which hardly anybody slips. Capitals count as small
/// letters. Surnames of three bytes or fewer are too short to tell.
pub(crate) fn a_letter_off(surname: &str, word: &str) -> bool {
    let first = |word: &str| word.chars().flat_map(char::to_lowercase).next();
    surname.len() > 3
        && surname.len().abs_diff(word.len()) <= 4
        && first(surname) == first(word)
        && strsim::osa_distance(&surname.to_lowercase(), &word.to_lowercase()) == 1
}

/// The number of an entity among [`Entities::entities`].
pub type EntityId = Id<Entity>;

/// The number of a mention among [`Entities::mentions`].
pub type MentionId = Id<Mention>;

/// All entities of an article.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Entities {
    /// In order of first mention.
    pub entities: Vec<Entity>,
    /// In order of place.
    pub mentions: Vec<Mention>,
}

impl Index<EntityId> for Entities {
    type Output = Entity;

    fn index(&self, id: EntityId) -> &Entity {
        &self.entities[id.index()]
    }
}

impl Index<MentionId> for Entities {
    type Output = Mention;

    fn index(&self, id: MentionId) -> &Mention {
        &self.mentions[id.index()]
    }
}

impl Entities {
    /// The entities with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (EntityId, &Entity)> {
        self.entities.iter().enumerate().map(|(i, entity)| (EntityId::new(i), entity))
    }

    /// The entity of that number, where there is one.
    #[must_use]
    pub fn get(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.index())
    }

    /// Who is named at `span`, in whole or in part, by any name; no pronoun and no role counts.
    #[must_use]
    pub fn named_at(&self, span: Span) -> Option<EntityId> {
        let before = self.mentions.partition_point(|mention| mention.span.start < span.end);
        // Mentions hardly ever lie within each other.
        let near = self.mentions[..before].iter().rev().take(4);
        near.into_iter().find(|mention| mention.is_name() && mention.span.overlaps(span)).map(|m| m.entity)
    }

    /// The mentions that lie inside `span`, in order.
    pub fn mentions_in(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|m| m.span.start < span.start);
        self.mentions[first..].iter().take_while(move |m| m.span.end <= span.end)
    }
}

/// Finds the entities of an article.
#[must_use]
pub fn find(article: &Article, lexicons: &Lexicons) -> Entities {
    let words = words::WordTraits::new(article, lexicons);
    let names = names::find(article, &words, lexicons);
    let names = titles::split(article, &words, lexicons, names);
    let usage = usage::Usage::new(article, &words, lexicons, &names);
    let sorted = sorting::sort(article, &words, lexicons, &names, &usage);
    let mut entities = joining::join(article, &words, lexicons, &names, &sorted, &usage);
    acronyms::join(article, &words, &names, &mut entities);
    headlines::read(article, &words, &mut entities);
    roles::find(article, &words, lexicons, &mut entities);
    entities.settle();
    entities
}
