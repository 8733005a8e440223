//! Figures: numbers with their unit, what they count, and how exact they claim to be.

use super::attributions::Attribution;
use super::quotes::Quotes;
use crate::Span;
use crate::lexicon::Lexicons;
use crate::text::Article;

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FigureKind {
    /// Things or people counted.
    Count,
    /// An amount of money.
    Money,
    /// A share in hundredths.
    Percent,
    /// A difference of shares in hundredths.
    PercentagePoints,
    /// Length, area, weight, temperature, time: a unit of measurement.
    Measure,
    /// A person's age in years.
    Age,
    /// A score or vote tally (`3-2`).
    Score,
}

/// How exact a figure claims to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// As it stands.
    Exact,
    /// about, nearly, some, or a round word (`a dozen`).
    About,
    /// more than, at least, over.
    AtLeast,
    /// less than, up to, at most, under.
    AtMost,
    /// between A and B, from A to B.
    Range,
    /// thousands of, dozens of, several.
    Vague,
}

/// A number in the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number with its currency, magnitude, unit and modifiers (`more than 200 million dollars`).
    pub span: Span,
    /// The bare number (`200`).
    pub number: Span,
    /// The least value it can mean, in `unit`; equal to `high` unless a range or a vague one.
    pub low: f64,
    /// The greatest value it can mean, in `unit`.
    pub high: f64,
    /// What it measures.
    pub kind: FigureKind,
    /// How exact it claims to be.
    pub precision: Precision,
    /// Canonical unit (`USD`, `km`, `%`), where there is one.
    pub unit: Option<String>,
    /// The noun it counts as written (`Russian troops`), where there is one.
    pub noun: Option<Span>,
    /// Canonical subject: the lexicon's lemma for the head noun (`troops` for soldiers), else the noun's
    /// singular in lower case.
    pub subject: Option<String>,
    /// Words that tell this subject from another of the same noun (`russian`, `border`), sorted.
    pub qualifiers: Vec<String>,
    /// The time it holds for, where the sentence says so (`2021`, `last year`), in lower case.
    pub time: Option<String>,
    /// The place it holds for, where the sentence says so, in lower case.
    pub place: Option<String>,
    /// The attribution whose content holds it: index into [`Facts::attributions`](super::Facts::attributions).
    pub attribution: Option<usize>,
}

/// Finds the figures of an article.
#[must_use]
pub fn find(
    _article: &Article,
    _quotes: &Quotes,
    _attributions: &[Attribution],
    _lexicons: &Lexicons,
) -> Vec<Figure> {
    Vec::new()
}
