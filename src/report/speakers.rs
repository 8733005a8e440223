//! Who speaks in an article, and the statements of each.

use super::passage::{slice, words_of};
use super::words;
use crate::checker::Document;
use crate::facts::{Attribution, AttributionKind, EntityKind, SourceClass};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// Somebody who speaks.
pub(super) struct Speaker<'a> {
    /// The full name, or the source as written where nobody is named.
    pub(super) name: Cow<'a, str>,
    /// As what: the titles the article gives, or what kind of source it is.
    pub(super) role: Cow<'a, str>,
    /// Whether an entity stands behind the name.
    pub(super) named: bool,
    /// Indices into the attributions of the document, in order of place.
    pub(super) statements: Vec<usize>,
}

/// How many statements there are of each kind.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    pub(super) direct: usize,
    pub(super) mixed: usize,
    pub(super) indirect: usize,
}

impl Speaker<'_> {
    pub(super) fn tally(&self, document: &Document) -> Tally {
        let mut tally = Tally::default();
        for &i in &self.statements {
            match document.facts.attributions()[i].kind {
                AttributionKind::Direct => tally.direct += 1,
                AttributionKind::Mixed => tally.mixed += 1,
                AttributionKind::Indirect => tally.indirect += 1,
            }
        }
        tally
    }
}

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Entity(usize),
    Written(Option<SourceClass>, String),
    Nobody,
}

/// The speakers of a document: those with a name first, then the rest, each in order of first statement; last
/// the statements for which nobody is given.
pub(super) fn speakers<'a>(document: &'a Document<'a>) -> Vec<Speaker<'a>> {
    let mut index: FxHashMap<Key, usize> = FxHashMap::default();
    let mut speakers: Vec<Speaker<'_>> = Vec::new();
    for (i, attribution) in document.facts.attributions().iter().enumerate() {
        let at = *index.entry(key(document, attribution)).or_insert_with(|| {
            speakers.push(speaker(document, attribution));
            speakers.len() - 1
        });
        speakers[at].statements.push(i);
    }
    speakers.sort_by_key(|speaker| (!speaker.named, speaker.name == NOBODY));
    speakers
}

const NOBODY: &str = "(no source given)";

fn key(document: &Document, attribution: &Attribution) -> Key {
    let entities = &document.facts.entities().entities;
    match attribution.entity.filter(|&entity| entity < entities.len()) {
        Some(entity) => Key::Entity(entity),
        None if attribution.source.is_empty() => Key::Nobody,
        None => {
            let written = heading(words_of(document.article(), &attribution.source)).to_lowercase();
            let written = written.strip_prefix("the ").or(written.strip_prefix("a ")).unwrap_or(&written);
            Key::Written(attribution.source_class, written.to_owned())
        }
    }
}

/// A source as a heading has it: `Norland` for the `Norland’s` of `Norland’s demand`, `the miners` for `the miners’`,
/// `A villager` for `A villager, who`.
fn heading(written: Cow<'_, str>) -> Cow<'_, str> {
    let end = heading_end(&written);
    match written {
        Cow::Borrowed(written) => Cow::Borrowed(&written[..end]),
        Cow::Owned(mut written) => {
            written.truncate(end);
            Cow::Owned(written)
        }
    }
}

fn heading_end(written: &str) -> usize {
    let clause = [", who", ", which", ", that"].iter().find_map(|end| written.strip_suffix(end));
    let name = clause.unwrap_or(written);
    let plural = |end| name.strip_suffix(end).filter(|owner| owner.ends_with(['s', 'S']));
    let one = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s"));
    let owner = one.or_else(|| plural('\'')).or_else(|| plural('’')).unwrap_or(name);
    if owner.is_empty() { written.len() } else { owner.len() }
}

fn speaker<'a>(document: &'a Document<'a>, attribution: &'a Attribution) -> Speaker<'a> {
    let article = document.article();
    let entity = attribution.entity.and_then(|entity| document.facts.entities().entities.get(entity));
    let (name, role, named) = match entity {
        Some(entity) => {
            let mut titles: Vec<&str> = Vec::new();
            for title in entity.titles.iter().map(|&title| slice(article, title)) {
                if !titles.iter().any(|known| known.to_lowercase().contains(&title.to_lowercase())) {
                    titles.push(title);
                }
            }
            let role = match (titles.is_empty(), entity.kind) {
                (false, _) => titles.join("; "),
                (true, EntityKind::Person) => String::new(),
                (true, kind) => words::entity(kind).to_owned(),
            };
            (slice(article, entity.name).into(), role.into(), true)
        }
        None if attribution.source.is_empty() => (NOBODY.into(), "".into(), false),
        None => {
            let role = attribution.source_class.map_or("", words::unnamed);
            (heading(words_of(article, &attribution.source)), role.into(), false)
        }
    };
    Speaker { name, role, named, statements: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_owns_nothing() {
        let cases = [
            ("Norland’s", "Norland"),
            ("the club's", "the club"),
            ("the miners’", "the miners"),
            ("officials", "officials"),
            ("A villager, who", "A villager"),
            ("’s", "’s"),
        ];
        for (written, name) in cases {
            assert_eq!(heading(Cow::Borrowed(written)), name, "{written}");
            assert_eq!(heading(Cow::Owned(written.to_owned())), name, "{written}");
        }
    }
}
