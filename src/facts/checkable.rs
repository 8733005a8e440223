//! What there is to check in an article, each thing once: what the sheets list, and what two versions are compared by.

use super::Facts;
use super::numbers::figures::Figure;
use super::times::dates::DateMention;
use super::times::timeline::YearMention;
use crate::span::Spans;

/// The figures, without ages that are listed as such and the digits of phone numbers and addresses.
pub(crate) fn figures<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a Figure> {
    let ages = Spans::new(facts.stated_ages().iter().map(|age| age.span));
    numbers(facts).filter(move |figure| !ages.overlap(figure.span))
}

/// The figures with all ages, without the digits of phone numbers and addresses.
pub(crate) fn numbers<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a Figure> {
    let contacts = Spans::new(facts.contacts().iter().map(|contact| contact.span));
    facts.figures().iter().filter(move |figure| !contacts.overlap(figure.number))
}

/// The dates of the story itself.
pub(crate) fn dates<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a DateMention> {
    facts.dates().iter().filter(|date| !facts.article().is_metadata(date.span))
}

/// The years, without those of a birth, which are listed with the ages.
pub(crate) fn years<'a>(facts: &'a Facts<'_>) -> impl Iterator<Item = &'a YearMention> {
    let births = Spans::new(facts.stated_ages().iter().map(|age| age.span));
    facts.years().iter().filter(move |year| !births.overlap(year.span))
}
