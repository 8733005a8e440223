//! Speakers as the reports name them.

use super::passage::{slice, words_of};
use crate::Span;
use crate::checker::Document;
use crate::facts::speech::speakers::Speaker;
use crate::facts::{Attribution, AttributionKind, Entity, EntityKind, SourceClass, StatedAge};
use std::borrow::Cow;

/// How many statements there are of each kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) direct: usize,
    pub(super) mixed: usize,
    pub(super) indirect: usize,
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
pub(super) fn source<'a>(document: &'a Document<'_>, attribution: &'a Attribution) -> Cow<'a, str> {
    let entity = attribution.entity.and_then(|entity| document.facts.entities().get(entity));
    match entity {
        Some(entity) => slice(document.article(), entity.name).into(),
        None => words_of(document.article(), &attribution.source),
    }
}

/// Whose age it is: the full name, or the name as written.
pub(super) fn whose<'a>(document: &'a Document<'_>, age: &StatedAge) -> &'a str {
    let article = document.article();
    let Some(name) = age.name_in(article) else { return "" };
    let entities = document.facts.entities();
    let full = entities.named_at(name).and_then(|entity| entities.get(entity)).map(|entity| entity.name);
    slice(article, full.unwrap_or(name))
}

/// The titles and roles that the article gives someone, none of them within another.
pub(super) fn titles(document: &Document<'_>, entity: &Entity) -> Vec<Span> {
    let bare = |title: Span| {
        let title = slice(document.article(), title).to_lowercase();
        title.strip_prefix("the ").map_or(title.clone(), str::to_owned)
    };
    let mut titles: Vec<(Span, String)> = Vec::new();
    for &title in &entity.titles {
        let written = bare(title);
        if !titles.iter().any(|(_, known)| known.contains(&written)) {
            titles.push((title, written));
        }
    }
    titles.into_iter().map(|(title, _)| title).collect()
}

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
