//! Attributions: statements with their speaker, class and confidence.

use super::entities::Entities;
use super::linker::Statement;
use super::quotes::Quotes;
use crate::Span;
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
    /// How the cue colours the words.
    pub cue_class: CueClass,
    /// The cue's lemma where the lexicon has it (`say`).
    pub cue_lemma: Option<String>,
    /// Whether the cue is negated (`has not said`).
    pub negated: bool,
    /// How sure we are of spans and links, 0..1.
    pub confidence: f32,
    /// How sure we are of the speaker, 0..1; 1 for a name, 0 where two are as likely.
    pub speaker_confidence: f32,
}

impl Attribution {
    /// From the first to the last byte of its parts.
    #[must_use]
    pub fn extent(&self) -> Span {
        let parts = self.content.iter().chain(&self.cue).chain(&self.source).copied();
        parts.reduce(Span::join).unwrap_or_default()
    }
}

/// Classifies statements and resolves their speakers.
#[must_use]
pub fn find(
    _article: &Article,
    _quotes: &Quotes,
    _entities: &Entities,
    _statements: &[Statement],
    _lexicons: &Lexicons,
) -> Vec<Attribution> {
    Vec::new()
}
