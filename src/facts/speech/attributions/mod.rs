//! Attributions: statements with their speaker, class and confidence.
//!
//! | file | yields |
//! | --- | --- |
//! | `kind.rs` | direct, mixed or indirect |
//! | `source.rs` | the class of a source, and whom its head names |
//! | `pronouns.rs` | whom `he` and `she` stand for, with the runner-up |
//! | `interview.rs` | who answers where questions and answers are laid out as such |
//! | `speaker.rs` | the entity behind each source |

mod interview;
mod kind;
mod pronouns;
mod source;
mod speaker;
#[cfg(test)]
mod tests;

use crate::Span;
use crate::facts::people::entities::Entities;
use crate::facts::quotes::Quotes;
use crate::facts::speech::cues;
use crate::facts::speech::linker::Statement;
use crate::lexicon::Lexicons;
use crate::text::Article;

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttributionKind {
    /// The content begins with a quotation mark and nearly all of it (nine words in ten) is quoted.
    Direct,
    /// Some of it is quoted.
    Mixed,
    /// None of it is.
    Indirect,
}

/// What kind of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceClass {
    /// A name.
    Named,
    /// he, she, they, who, I, we.
    Pronoun,
    /// A role that stands for one person (`the spokeswoman`).
    Role,
    /// A group (`officials`, `the West`, `critics`).
    Collective,
    /// Somebody kept unnamed (`a person familiar with the matter`), or nobody (`it is feared`).
    Anonymous,
    /// A report, poll, statement, law.
    Document,
}

/// How a cue colours what is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueClass {
    /// said, told, according to.
    Neutral,
    /// admitted, claimed, boasted.
    Loaded,
    /// denied, rejected.
    Denial,
    /// asked.
    Question,
    /// promised, vowed.
    Promise,
    /// thinks, believes, wants.
    Thought,
    /// declined to comment.
    Declined,
    /// Not in the lexicon.
    Other,
}

/// Who said what.
#[derive(Clone, Debug, PartialEq)]
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
    pub entity: Option<usize>,
    /// The others who say it too (`both`, `Moe and Hale`): indices into [`Entities::entities`].
    pub others: Vec<usize>,
    /// How the speaker was found, where the source does not name one outright.
    pub reading: Option<SpeakerReading>,
    /// How the cue colours the words.
    pub cue_class: CueClass,
    /// The cue's lemma where the lexicon has it (`say`).
    pub cue_lemma: Option<String>,
    /// Whether the cue is negated (`has not said`).
    pub negated: bool,
    /// Where the words were uttered (`on Twitter`, `the Guardian` after `told`), where the text says so.
    pub medium: Option<Span>,
    /// How sure we are of spans and links, 0..1.
    pub confidence: f32,
    /// How sure we are of the speaker, 0..1; 1 for a name, 0 where two are as likely.
    pub speaker_confidence: f32,
}

/// How a source that is no name was read: the chain back to a name, and who came second.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SpeakerReading {
    /// From the source back to a name: the pronouns and names that it leans on, nearest first.
    pub chain: Vec<Span>,
    /// Who else it might have been: index into [`Entities::entities`].
    pub runner_up: Option<usize>,
}

impl Attribution {
    /// From the first to the last byte of its parts.
    #[must_use]
    pub fn extent(&self) -> Span {
        let parts = self.content.iter().chain(&self.cue).chain(&self.source).copied();
        parts.reduce(Span::join).unwrap_or_default()
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
    let speakers = speaker::resolve(article, quotes, entities, statements, lexicons);
    statements
        .iter()
        .zip(speakers)
        .map(|(statement, speaker)| {
            let cue = cues::describe(article, &statement.cue, lexicons);
            Attribution {
                kind: kind::of(article, quotes, statement),
                content: statement.content.clone(),
                cue: statement.cue.clone(),
                source: statement.source.clone(),
                source_class: speaker.class,
                entity: speaker.entity,
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
