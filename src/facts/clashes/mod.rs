//! Two places of an article that cannot both be right about one person, or about what happened.
//!
//! | file | yields |
//! | --- | --- |
//! | `affiliations.rs` | one person of two parties or nations |
//! | `deputies.rs` | a deputy mayor who is the mayor elsewhere |
//! | `families.rs` | a wife of someone who never married |
//! | `dead.rs` | `the late Ada Hale`, who said something on Tuesday |
//! | `outcomes.rs` | a headline with the opposite of what its story tells |
//! | `dated.rs` | one event on two days |
//! | `deeds.rs` | who did it to whom, the other way round; a side that beats itself |

mod affiliations;
mod dated;
mod dead;
mod deeds;
mod deputies;
mod families;
mod outcomes;

use crate::Span;
use crate::facts::people::entities::Entities;
use crate::facts::quotes::Quotes;
use crate::facts::times::dates::DateMention;
use crate::facts::times::weekdays::WeekdayMention;
use crate::lexicon::Lexicons;
use crate::named::named;
use crate::text::{Article, Role};
use std::ops::Range;

named! {
    /// What two places clash about.
    #[non_exhaustive]
    pub enum ClashKind {
        /// The party or nation of one person.
        Affiliation = "affiliation",
        /// An office, and the one below it.
        Deputy = "deputy",
        /// A relative of someone who is said to have none.
        Family = "family",
        /// Someone who is dead at one place, and speaks at the other.
        Dead = "dead",
        /// How it ended, in the headline and in the story.
        Outcome = "outcome",
        /// The day of one event.
        Day = "day",
        /// Who did it to whom.
        Deed = "deed",
        /// A side against itself; both places are in one sentence.
        Itself = "itself",
    }
}

/// Two places that cannot both be right.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct Clash {
    /// What about.
    pub kind: ClashKind,
    /// The later place, or that in the story where the other is in the headline.
    pub here: Span,
    /// The other place.
    pub there: Span,
    /// Whom or what both speak of, as written at the later place.
    pub who: Span,
}

/// Finds the clashes of an article, in order of the later place. Linear in its length.
#[must_use]
pub fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    dates: &[DateMention],
    weekdays: &[WeekdayMention],
    lexicons: &Lexicons,
) -> Vec<Clash> {
    let mut found = Vec::new();
    affiliations::find(article, entities, lexicons, &mut found);
    deputies::find(article, entities, lexicons, &mut found);
    families::find(article, quotes, lexicons, &mut found);
    dead::find(article, quotes, entities, dates, lexicons, &mut found);
    outcomes::find(article, quotes, lexicons, &mut found);
    deeds::find(article, quotes, lexicons, &mut found);
    dated::find(article, quotes, &dated::Days { dates, weekdays }, lexicons, &mut found);
    found.sort_by_key(|c| c.here);
    found
}

/// The tokens of the headline.
fn headline(article: &Article) -> Option<Range<usize>> {
    article.paragraphs.iter().find(|p| p.role == Role::Headline).map(|p| p.tokens.clone())
}

/// Sentences of the body.
fn body(article: &Article) -> impl Iterator<Item = Range<usize>> {
    let body = |s: &&crate::text::Sentence| article.paragraphs[s.paragraph].role == Role::Body;
    article.sentences.iter().filter(body).map(|s| s.tokens.clone())
}

/// The span of tokens `from..to`.
fn span(article: &Article, from: usize, to: usize) -> Span {
    article.span_of(from..to)
}

/// Whether a word that denies is among the three tokens before `at` in its sentence.
fn denied(article: &Article, from: usize, at: usize) -> bool {
    (at.saturating_sub(3).max(from)..at).any(|i| {
        let word = article.word(i).to_lowercase();
        matches!(&*word, "not" | "no" | "never" | "without" | "cannot")
            || word.ends_with("n't")
            || word.ends_with("n’t")
    })
}

#[cfg(test)]
mod tests;
