//! Speakers as the reports name them.

use super::passage::{slice, words_of};
use super::printable::printable;
use crate::checker::Document;
use crate::facts::people::fullest_titles::fullest_titles;
use crate::facts::speech::speakers::Speaker;
use crate::facts::{Attribution, AttributionKind, EntityKind, SourceClass, StatedAge};
use serde::Serialize;
use std::borrow::Cow;

/// What stands for the kind of a name that is not known to be of a person, an organisation or a place.
pub(super) const OTHER: &str = "other";

/// How many statements there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Tally {
    /// In quotation marks.
    pub(super) direct: u64,
    /// In part.
    pub(super) mixed: u64,
    /// In other words.
    pub(super) indirect: u64,
}

impl Tally {
    pub(super) const fn sum(self) -> u64 {
        self.direct + self.mixed + self.indirect
    }

    pub(super) const fn add(&mut self, other: Self) {
        self.direct += other.direct;
        self.mixed += other.mixed;
        self.indirect += other.indirect;
    }
}

/// How many statements of each kind a speaker makes.
pub(super) fn tally(document: &Document<'_>, speaker: &Speaker) -> Tally {
    let mut tally = Tally::default();
    for &i in &speaker.statements {
        match document.facts.attributions()[i].kind {
            AttributionKind::Direct => tally.direct += 1,
            AttributionKind::Mixed => tally.mixed += 1,
            AttributionKind::Indirect => tally.indirect += 1,
        }
    }
    tally
}

/// The full name, or the source as written where nobody is named.
pub(super) fn name<'a>(document: &'a Document<'_>, speaker: &Speaker) -> Cow<'a, str> {
    if speaker.name.is_empty() {
        "(no source given)".into()
    } else {
        words_of(document.article(), &speaker.name)
    }
}

/// Who is behind a statement: the full name, or the source as written.
pub(super) fn source(document: &Document<'_>, attribution: &Attribution) -> String {
    words_of(document.article(), &attribution.who(document.facts.entities())).into_owned()
}

/// `he added, on Twitter`: the source and the cue as written, in their order, and where it was said.
pub(super) fn source_and_cue(document: &Document<'_>, attribution: &Attribution) -> String {
    let article = document.article();
    let mut spans: Vec<_> = attribution.source.iter().chain(&attribution.cue).copied().collect();
    spans.sort_unstable();
    let pieces: Vec<_> = spans.iter().map(|&span| slice(article, span)).collect();
    let medium = attribution.medium.filter(|medium| !spans.iter().any(|span| span.overlaps(*medium)));
    let medium = medium.map(|medium| format!(", {}", slice(article, medium)));
    printable(&format!("{}{}", pieces.join(" "), medium.unwrap_or_default())).into_owned()
}

/// Whose age it is: the full name, or the name as written.
pub(super) fn whose<'a>(document: &'a Document<'_>, age: &StatedAge) -> &'a str {
    let article = document.article();
    let name = age.person(article, document.facts.entities());
    name.map_or("", |name| slice(article, name))
}

/// In what capacity someone speaks: the titles the article gives, or the kind of source.
pub(super) fn role<'a>(document: &'a Document<'_>, speaker: &Speaker) -> Cow<'a, str> {
    let entity = speaker.entity.and_then(|entity| document.facts.entities().get(entity));
    let Some(entity) = entity else {
        return speaker.class.map_or("", unnamed).into();
    };
    let titles = fullest_titles(document.article(), document.facts.lexicons(), entity);
    let titles = titles.into_iter().map(|title| slice(document.article(), title));
    let titles: Vec<&str> = titles.collect();
    match (titles.is_empty(), entity.kind) {
        (false, _) => titles.join("; ").into(),
        (true, EntityKind::Person) => "".into(),
        (true, kind) => kind.name().into(),
    }
}

/// What to say of a source that no name stands for.
const fn unnamed(class: SourceClass) -> &'static str {
    match class {
        SourceClass::Named => "",
        SourceClass::Pronoun => "not clear who",
        SourceClass::Role => "no name given",
        SourceClass::Collective => "a group",
        SourceClass::Anonymous => "unnamed",
        SourceClass::Document => "a document",
    }
}
