//! Two versions of an article compared by what they say: quotations, speakers, figures, names, titles, ages and dates that
//! changed, came or went.
//!
//! What is said is matched by its wording, wherever it is: a paragraph that moves changes nothing.
//!
//! - `statements.rs`: quotations and reported statements; `said.rs`: who says them how
//! - `names.rs`: names, and which of them are written otherwise
//! - `values.rs`: figures, titles, ages and dates
//! - `item.rs`: one of all these
//! - `matching.rs`: which of them are the same, which are a change, and which came or went

mod item;
mod matching;
mod names;
mod said;
mod statements;
#[cfg(test)]
mod tests;
mod values;

use super::Facts;
use crate::Span;
use crate::named::named;
use item::Item;
use matching::{by_context, by_group, differences};
use names::NewNames;
use values::{ages, births, dates, figures, titles};

named! {
    /// What changed from one version to the other.
    #[non_exhaustive]
    pub enum VersionKind {
        /// Words in quotation marks.
        Quotation = "quotation",
        /// A statement in other words, or the words around one that turn it: `said` that became `denied`.
        Reported = "reported",
        /// Who said the same words.
        Speaker = "speaker",
        /// A number.
        Figure = "figure",
        /// A name.
        Name = "name",
        /// A title or role of one person.
        Title = "title",
        /// The age of one person.
        Age = "age",
        /// The year in which one person was born.
        Birth = "birth",
        /// A date, a year or a day of the week.
        Date = "date",
    }
}

/// What one version says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Version {
    /// Where, in that version: the pieces of a statement, or every place of a figure, a date or an age.
    pub spans: Vec<Span>,
    /// In its words.
    pub text: String,
    /// In how many places.
    pub places: usize,
}

/// A difference between two versions: a change where both say something, else what came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VersionChange {
    /// What it is about.
    pub kind: VersionKind,
    /// What the old version says.
    pub old: Option<Version>,
    /// What the new one says.
    pub new: Option<Version>,
    /// Of whom it is said: the speaker of a quotation, the person of a title; the words of which the speaker changed.
    pub about: String,
}

/// Compares two versions. Changes are in order of kind, those in the new version in order of place before what went.
#[must_use]
pub fn compare(old: &Facts, new: &Facts) -> Vec<VersionChange> {
    // Somebody whose name is written otherwise is the same person.
    let (renamed, now) = names::changes(old, new);
    let mut changes = statements::changes(old, new, &now);
    changes.extend(differences(VersionKind::Figure, &figures(old), &figures(new), by_context, 0.3).1);
    changes.extend(renamed);
    let none = NewNames::default();
    for (kind, of) in [
        (VersionKind::Title, titles as fn(&Facts, &NewNames) -> Vec<Item>),
        (VersionKind::Age, ages),
        (VersionKind::Birth, births),
    ] {
        changes.extend(differences(kind, &of(old, &now), &of(new, &none), by_group, 1.0).1);
    }
    changes.extend(differences(VersionKind::Date, &dates(old), &dates(new), by_context, 0.3).1);
    changes
}
