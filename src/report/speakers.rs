//! Speakers as the reports name them.

use super::passage::{slice, words_of};
use super::printable::printable;
use crate::Span;
use crate::checker::Document;
use crate::facts::speech::speakers::Speaker;
use crate::facts::{Attribution, AttributionKind, Entity, EntityKind, SourceClass, StatedAge};
use crate::lexicon::{Claims, People};
use crate::text::fold;
use serde::Serialize;
use std::borrow::Cow;

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

/// The titles and roles that the article gives someone, none of them part of another: no `mayor` beside `mayor of Calder`, but
/// `president` beside `vice president`.
pub(super) fn titles(document: &Document<'_>, entity: &Entity) -> Vec<Span> {
    let (article, lexicons) = (document.article(), document.facts.lexicons());
    let the = fold("the");
    let words = |title: Span| -> Vec<u64> {
        let folds = article.tokens_in(title).map(|i| article.tokens[i].fold);
        folds.enumerate().filter(|&(n, word)| n > 0 || word != the).map(|(_, word)| word).collect()
    };
    let other_office =
        |word: u64| lexicons.has(word, Claims::Below) || lexicons.has(word, People::NotInOffice);
    let part = |short: &[u64], long: &[u64]| {
        let mut runs = long.windows(short.len().max(1)).enumerate();
        runs.any(|(at, run)| {
            run == short && !at.checked_sub(1).is_some_and(|before| other_office(long[before]))
        })
    };
    let mut titles: Vec<(Span, Vec<u64>)> = Vec::new();
    for &title in entity.titles.iter().take(MOST_TITLES) {
        let written = words(title);
        if !titles.iter().any(|(_, known)| part(&written, known)) {
            titles.retain(|(_, known)| !part(known, &written));
            titles.push((title, written));
        }
    }
    titles.into_iter().map(|(title, _)| title).collect()
}

/// Titles of one person that are read: nobody has more.
const MOST_TITLES: usize = 64;

/// In what capacity someone speaks: the titles the article gives, or the kind of source.
pub(super) fn role<'a>(document: &'a Document<'_>, speaker: &Speaker) -> Cow<'a, str> {
    let entity = speaker.entity.and_then(|entity| document.facts.entities().get(entity));
    let Some(entity) = entity else {
        return speaker.class.map_or("", unnamed).into();
    };
    let titles = titles(document, entity).into_iter().map(|title| slice(document.article(), title));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    #[test]
    fn a_title_is_hidden_by_a_fuller_one_and_not_by_another_office() {
        let checker = Checker::builder().facts_only().build().unwrap();
        for (text, expected) in [
            ("Vice President Ada Brandt spoke. President Ada Brandt left.\n", "Vice President; President"),
            ("Secretary Ada Brandt spoke. Foreign Secretary Ada Brandt left.\n", "Foreign Secretary"),
            ("Foreign Secretary Ada Brandt spoke. Secretary Ada Brandt left.\n", "Foreign Secretary"),
        ] {
            let document = checker.check_text("draft.txt", text);
            let entities = document.facts.entities();
            let brandt = entities.entities.iter().find(|e| slice(document.article(), e.name) == "Ada Brandt");
            let titles = titles(&document, brandt.unwrap());
            let shown: Vec<_> = titles.into_iter().map(|title| slice(document.article(), title)).collect();
            assert_eq!(shown.join("; "), expected, "{text}");
        }
    }
}
