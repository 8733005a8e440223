//! Two versions of an article compared by what they say: quotations, speakers, figures, names, titles, ages and dates that
//! changed, came or went.
//!
//! What is said is matched by its wording, wherever it is: a paragraph that moves changes nothing.
//!
//! - `items.rs`: what a version says
//! - `matching.rs`: which of it is the same, which is a change, and what came or went

mod items;
mod matching;
#[cfg(test)]
mod tests;

use super::Facts;
use super::people::same_name;
use crate::Span;
use crate::named::named;
use items::{NewNames, ages, births, current, dates, figures, names, said, titles};
use matching::{Item, by_context, by_group, by_spelling, by_wording, differences};

named! {
    /// What changed from one version to the other.
    #[non_exhaustive]
    pub enum VersionKind {
        /// Words in quotation marks.
        Quotation = "quotation",
        /// A statement in other words.
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
    let (_, renamed) = differences(VersionKind::Name, names(old), names(new), by_spelling, 0.5);
    let pairs = renamed.iter().filter_map(|change| Some((change.old.as_ref()?, change.new.as_ref()?)));
    let now: NewNames = pairs.map(|(old, new)| (old.text.to_lowercase(), new.text.to_lowercase())).collect();
    let mut changes = Vec::new();
    statements(old, new, &now, &mut changes);
    changes.extend(differences(VersionKind::Figure, figures(old), figures(new), by_context, 0.3).1);
    changes.extend(renamed);
    let none = NewNames::default();
    for (kind, of) in [
        (VersionKind::Title, titles as fn(&Facts, &NewNames) -> Vec<Item>),
        (VersionKind::Age, ages),
        (VersionKind::Birth, births),
    ] {
        changes.extend(differences(kind, of(old, &now), of(new, &none), by_group, 1.0).1);
    }
    changes.extend(differences(VersionKind::Date, dates(old), dates(new), by_context, 0.3).1);
    changes
}

/// Quotations and reported statements, and who says those that both versions have.
fn statements(old: &Facts, new: &Facts, now: &NewNames, changes: &mut Vec<VersionChange>) {
    for (kind, quoted) in [(VersionKind::Quotation, true), (VersionKind::Reported, false)] {
        let (same, mut found) = differences(kind, said(old, quoted), said(new, quoted), by_wording, 0.5);
        if !quoted {
            // Other words for the same are no other statement.
            found.retain(|change| change.old.is_none() || change.new.is_none());
        }
        for (before, after) in same {
            let known = !before.speaker.is_empty() && !after.speaker.is_empty();
            if known && !same_name(current(now, &before.speaker), &after.speaker) {
                let version = |item: &Item| Version { spans: item.spans.clone(), text: item.about.clone() };
                found.push(VersionChange {
                    kind: VersionKind::Speaker,
                    old: Some(version(&before)),
                    new: Some(version(&after)),
                    about: after.text,
                });
            }
        }
        changes.extend(found);
    }
}
