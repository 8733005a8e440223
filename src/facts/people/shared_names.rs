//! Surnames that more than one person in an article has.

use crate::facts::people::entities::{Entities, Entity, EntityKind};
use crate::text::{Article, TokenKind, fold, fold_joined};
use rustc_hash::{FxHashMap, FxHashSet};

/// Who shares a surname with whom.
pub(in crate::facts) struct SharedNames {
    /// People by surname.
    people: FxHashMap<u64, u32>,
    /// Words that are in the plural with `the` before them (`the Hales`).
    plurals: FxHashSet<u64>,
}

impl SharedNames {
    pub(in crate::facts) fn new(article: &Article, entities: &Entities) -> Self {
        let mut people: FxHashMap<u64, u32> = FxHashMap::default();
        for key in entities.entities.iter().filter_map(|e| surname(article, e)) {
            *people.entry(fold(key)).or_default() += 1;
        }
        let mut plurals = FxHashSet::default();
        for (the, name) in article.tokens.iter().zip(article.tokens.iter().skip(1)) {
            let after_the = || matches!(article.slice(the.span), "the" | "The" | "Both" | "both");
            if name.kind == TokenKind::Word
                && name.capital
                && after_the()
                && article.slice(name.span).ends_with('s')
            {
                plurals.insert(name.fold);
            }
        }
        Self { people, plurals }
    }

    /// Whether the article names someone else with the surname of `entity`, or the whole family (`the Hales`).
    pub(in crate::facts) fn another(&self, article: &Article, entity: &Entity) -> bool {
        surname(article, entity).is_some_and(|name| {
            self.people.get(&fold(name)).is_some_and(|&n| n > 1)
                || ["s", "es"].iter().any(|end| self.plurals.contains(&fold_joined(name, end)))
        })
    }
}

fn surname<'a>(article: &'a Article, entity: &Entity) -> Option<&'a str> {
    let surname = entity.surname.filter(|_| entity.kind == EntityKind::Person)?;
    Some(article.slice(surname))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::people::entities;
    use crate::lexicon::Lexicons;

    #[test]
    fn who_is_not_the_only_one() {
        let cases = [
            ("Gov. Ada Lindh spoke. Lindh left.", false),
            ("Gov. Ada Lindh spoke. Otto Lindh left.", true),
            ("Gov. Ada Lindh spoke. The Lindhs left.", true),
            ("Gov. Ada Lindh spoke. Mr. Lindh left.", true),
            ("Gov. Ada Birch spoke. The Birches left.", true),
            ("Gov. Ada Lindh spoke. Lindh’s car left.", false),
        ];
        for (text, expected) in cases {
            let article = Article::new("t", text.to_owned(), None);
            let entities = entities::find(&article, &Lexicons::built_in());
            let bearers = SharedNames::new(&article, &entities);
            assert_eq!(bearers.another(&article, &entities.entities[0]), expected, "{text}");
        }
    }
}
