//! Who speaks in an article, and the statements of each.

use super::attributions::{Attribution, SourceClass};
use crate::Span;
use crate::facts::people::entities::{Entities, EntityId};
use crate::lexicon::function_words::without_article;
use crate::text::Article;
use rustc_hash::FxHashMap;

/// Someone who speaks, or nobody.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Speaker {
    /// Who it is: index into [`Entities::entities`]; None where no entity is behind the source.
    pub entity: Option<EntityId>,
    /// The words that name them: the entity's name, or the source of the first statement as a heading has it, without
    /// the `’s` of `Norland’s demand`; empty where no source is given.
    pub name: Vec<Span>,
    /// What kind of source it is; None where no source is given.
    pub class: Option<SourceClass>,
    /// Indices into the attributions, in order of place.
    pub statements: Vec<usize>,
}

#[derive(PartialEq, Eq, Hash)]
enum Key {
    Entity(EntityId),
    Written(Option<SourceClass>, String),
    Nobody,
}

/// The speakers, and what they are reported to say, not to do: those with a name first, then the rest, each in order of first
/// statement; last the statements for which nobody is given.
#[must_use]
pub fn find(article: &Article, entities: &Entities, attributions: &[Attribution]) -> Vec<Speaker> {
    let mut index: FxHashMap<Key, usize> = FxHashMap::default();
    let mut speakers: Vec<Speaker> = Vec::new();
    for (i, attribution) in attributions.iter().enumerate().filter(|(_, a)| a.is_statement()) {
        let entity = attribution.entity.filter(|&entity| entity.index() < entities.entities.len());
        let name = entity.map_or_else(|| unnamed(article, attribution), |entity| vec![entities[entity].name]);
        let key = match entity {
            Some(entity) => Key::Entity(entity),
            None if name.is_empty() => Key::Nobody,
            None => Key::Written(attribution.source_class, written(article, &name)),
        };
        let at = *index.entry(key).or_insert_with(|| {
            let class = attribution.source_class;
            speakers.push(Speaker { entity, name, class, statements: Vec::new() });
            speakers.len() - 1
        });
        speakers[at].statements.push(i);
    }
    speakers.sort_by_key(|speaker| (speaker.entity.is_none(), speaker.name.is_empty()));
    speakers
}

/// The words for a speaker without an entity, as a heading has them: those that its source takes up, or its own.
pub(in crate::facts) fn unnamed(article: &Article, attribution: &Attribution) -> Vec<Span> {
    attribution
        .stands_for
        .map_or_else(|| heading(article, &attribution.source), |span| heading(article, &[span]))
}

/// A name that identifies a source without an entity: no case, no article.
fn written(article: &Article, name: &[Span]) -> String {
    let pieces: Vec<_> = name.iter().map(|span| article.slice(*span)).collect();
    without_article(&pieces.join(" ").to_lowercase()).to_owned()
}

/// A source as a heading has it: `Norland` for the `Norland’s` of `Norland’s demand`, `the miners` for `the miners’`,
/// `A villager` for `A villager, who`.
fn heading(article: &Article, source: &[Span]) -> Vec<Span> {
    let mut pieces = source.to_vec();
    if let Some(last) = pieces.last_mut() {
        *last = last.clip(heading_end(article.slice(*last)));
    }
    pieces
}

fn heading_end(written: &str) -> usize {
    let clause = [", who", ", which", ", that"].iter().find_map(|end| written.strip_suffix(end));
    let name = clause.unwrap_or(written);
    let plural = |end| name.strip_suffix(end).filter(|owner| owner.ends_with(['s', 'S']));
    let one = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s"));
    let owner = one.or_else(|| plural('\'')).or_else(|| plural('’')).unwrap_or(name);
    if owner.is_empty() { written.len() } else { owner.len() }
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
            assert_eq!(&written[..heading_end(written)], name, "{written}");
        }
    }
}
