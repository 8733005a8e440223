//! Attributions: statements with their speaker, class and confidence.
//!
//! | file | yields |
//! | --- | --- |
//! | `kind.rs` | direct, mixed or indirect |
//! | `source.rs` | the class of a source, and whom its head names |
//! | `antecedents/` | whom pronouns and noun phrases stand for, with the runner-up |
//! | `noun_phrase.rs` | how far a noun phrase goes back from its noun |
//! | `relative.rs` | what a `which`, `that` or `who` takes up |
//! | `interview.rs` | who answers where questions and answers are laid out as such |
//! | `speaker.rs` | the entity behind each source |
//! | `strength.rs` | whether it was said, written, thought, wanted, shown or done |

pub mod antecedents;
mod interview;
mod kind;
mod noun_phrase;
mod relative;
mod source;
mod speaker;
mod strength;
#[cfg(test)]
mod tests;

use crate::facts::people::entities::{Entities, EntityId};
use crate::facts::quotes::Quotes;
use crate::facts::speech::cues::{self, CueClass};
use crate::facts::speech::linker::Statement;
use crate::lexicon::Lexicons;
use crate::named::named;
use crate::text::Article;
use crate::{Id, Span};
pub use strength::Strength;

named! {
    /// How the words are given.
    pub enum AttributionKind {
        /// The content begins with a quotation mark and nearly all of it (nine words in ten) is quoted.
        Direct = "direct",
        /// Some of it is quoted.
        Mixed = "mixed",
        /// None of it is.
        Indirect = "indirect",
    }
}

named! {
    /// What kind of source it is.
    #[non_exhaustive]
    pub enum SourceClass {
        /// A name.
        Named = "named",
        /// he, she, they, who, I, we.
        Pronoun = "pronoun",
        /// A role that stands for one person (`the spokeswoman`).
        Role = "role",
        /// A group (`officials`, `the West`, `critics`).
        Collective = "collective",
        /// Someone kept unnamed (`a person familiar with the matter`), or nobody (`it is feared`).
        Anonymous = "anonymous",
        /// A report, poll, statement, law.
        Document = "document",
    }
}

impl CueClass {
    /// Whether the source vouches for what is reported: whoever asks, thinks or keeps silent does not.
    #[must_use]
    pub const fn informs(self) -> bool {
        matches!(self, Self::Neutral | Self::Loaded | Self::Denial | Self::Promise)
    }
}

/// Who said what.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Attribution {
    /// How the words are given.
    pub kind: AttributionKind,
    /// The words, in one or more pieces, in order.
    pub content: Vec<Span>,
    /// The cue, where there is one.
    pub cue: Vec<Span>,
    /// The source as written, where there is one.
    pub source: Vec<Span>,
    /// What kind of source; None without a source.
    pub source_class: Option<SourceClass>,
    /// Who it is: index into [`Entities::entities`]; None where nobody is named or two are as likely.
    pub entity: Option<EntityId>,
    /// The words that name the speaker where no entity does: those of the source, or of the phrase that it takes up (`a
    /// report by the council` for a later `it`).
    pub stands_for: Option<Span>,
    /// The others who say it too (`both`, `Moe and Hale`): indices into [`Entities::entities`].
    pub others: Vec<EntityId>,
    /// How the speaker was found; None where nobody was.
    pub reading: Option<SpeakerReading>,
    /// How the cue colours the words.
    pub cue_class: CueClass,
    /// The cue's lemma where the lexicon has it (`say`).
    pub cue_lemma: Option<String>,
    /// Whether the source said the words, or only thought, wanted, showed or did something.
    pub strength: Strength,
    /// Whether the cue is negated (`has not said`).
    pub negated: bool,
    /// Where the words were uttered (`on Twitter`, `the Guardian` after `told`), where the text says so.
    pub medium: Option<Span>,
    /// How sure we are of spans and links, 0..1.
    pub confidence: f32,
    /// How sure we are of the speaker, 0..1; 1 for a name, 0 where two are as likely.
    pub speaker_confidence: f32,
}

/// How the speaker was found: the evidence that [`explanation`](crate::facts::explanation) shows.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct SpeakerReading {
    /// By what.
    pub way: SpeakerWay,
    /// From the source back to a name: the pronouns and names that it leans on, nearest first.
    pub chain: Vec<Span>,
    /// Who else it might have been: index into [`Entities::entities`].
    pub runner_up: Option<EntityId>,
}

/// By what a speaker was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SpeakerWay {
    /// The source names them.
    Name,
    /// The source is a role (`the senator`) that the text gives to someone it names.
    Role,
    /// The source is a body or place by its kind (`the court`), and one such is named.
    Body,
    /// A pronoun was followed back to what it leans on.
    Antecedent,
    /// `who`, right after a name.
    Relative,
    /// `both` or `they`: the two people named before.
    Pair,
    /// The source is the `I` of a quotation, and another statement gives that quotation to someone.
    Quotation,
    /// The source is an `I`, and a name is under the text.
    Signature,
    /// The source is the answer of an interview with one person.
    Answer,
}

impl SpeakerReading {
    /// A reading with no other candidate.
    const fn by(way: SpeakerWay, chain: Vec<Span>) -> Option<Self> {
        Some(Self { way, chain, runner_up: None })
    }
}

/// The number of an attribution among those of an article.
pub type AttributionId = Id<Attribution>;

impl Attribution {
    /// From the first to the last byte of its parts.
    #[must_use]
    pub fn extent(&self) -> Span {
        let parts = self.content.iter().chain(&self.cue).chain(&self.source).copied();
        parts.reduce(Span::join).unwrap_or_default()
    }

    /// Whether somebody said, wrote, thought, wanted or showed something: all but deeds.
    #[must_use]
    pub fn is_statement(&self) -> bool {
        self.strength != Strength::Done
    }

    /// The words that name who says it: the full name, or the source as written where nobody is found.
    #[must_use]
    pub fn who(&self, entities: &Entities) -> Vec<Span> {
        let entity = self.entity.and_then(|entity| entities.get(entity));
        entity.map_or_else(|| self.source.clone(), |entity| vec![entity.name])
    }
}

/// Classifies statements and resolves their speakers; the answer is in the order of `statements`.
#[must_use]
pub fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    statements: &[Statement],
    lexicons: &Lexicons,
) -> Vec<Attribution> {
    let mut learned = antecedents::Learned(&antecedents::weights::BUILT_IN);
    find_by(article, quotes, entities, statements, lexicons, &mut learned)
}

/// The same, `choose` choosing whom each pronoun and noun phrase stands for.
#[must_use]
pub fn find_by(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    statements: &[Statement],
    lexicons: &Lexicons,
    choose: &mut impl antecedents::Choose,
) -> Vec<Attribution> {
    let heads: Vec<_> =
        statements.iter().map(|s| source::read(article, entities, lexicons, &s.source)).collect();
    let mut speakers = speaker::resolve(article, quotes, entities, statements, &heads, lexicons, choose);
    interview::resolve(article, entities, quotes, statements, &heads, &mut speakers);
    statements
        .iter()
        .zip(speakers)
        .map(|(statement, speaker)| {
            let cue = cues::describe(article, &statement.cue, lexicons);
            let kind = kind::of(article, quotes, statement);
            Attribution {
                kind,
                strength: strength::of(article, lexicons, statement, kind, speaker.class, &cue),
                content: statement.content.clone(),
                cue: statement.cue.clone(),
                source: statement.source.clone(),
                source_class: speaker.class,
                entity: speaker.entity,
                stands_for: speaker.stands_for,
                others: speaker.others,
                reading: speaker.reading,
                cue_class: cue.class,
                cue_lemma: cue.lemma,
                negated: cue.negated,
                medium: cue.medium,
                confidence: statement.confidence,
                speaker_confidence: speaker.confidence,
            }
        })
        .collect()
}
