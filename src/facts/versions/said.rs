//! How a statement is said: by whom, and whether the words around it turn it.

use crate::Span;
use crate::facts::people::same_name;
use crate::facts::speech::cues::CueClass;

/// How something is said.
#[derive(Default)]
pub(super) struct Said {
    pub(super) by: By,
    /// Whether the verb is negated, and its class; None without a verb.
    pub(super) cue: Option<(bool, CueClass)>,
    /// How many words of negation are among the words; those of a quotation are compared one by one as it is.
    pub(super) negations: usize,
    /// From the first to the last word of the statement with its verb and source.
    pub(super) extent: Span,
}

/// Who says something.
#[derive(Default)]
pub(super) enum By {
    /// Nobody is given.
    #[default]
    Nobody,
    /// A pronoun that nobody is found for: it may be anyone.
    Anyone,
    /// By name, or as the source is written; in small letters.
    These(Vec<String>),
}

impl By {
    /// Whether these may be the same.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let all = |some: &[String], others: &[String]| {
            some.iter().all(|one| others.iter().any(|other| same_name(one, other)))
        };
        match (self, other) {
            (Self::Anyone, _) | (_, Self::Anyone) | (Self::Nobody, Self::Nobody) => true,
            (Self::These(some), Self::These(others)) => all(some, others) && all(others, some),
            _ => false,
        }
    }
}

impl Said {
    /// Whether one says what the other denies, asks or doubts, if both have the same words otherwise.
    pub(super) fn turns(&self, other: &Self) -> bool {
        self.negations != other.negations || self.cue.zip(other.cue).is_some_and(|(one, other)| one != other)
    }
}
