//! Sums that a sentence invites its reader to do: a part and its whole, a gap, a change, a conversion.
//!
//! Each is a claim with the correct result. Right claims are facts as much as wrong ones; which
//! difference is too great is for the rules.
//!
//! - `gaps.rs`: two shares and the points between them, two shares beyond a hundred, the rest of a hundred
//! - `changes.rs`: from one figure to another, and by how much
//! - `directions.rs`: whether a rise rises, and by how much where the end is given first
//! - `shares.rs`: a count beside its share of a whole
//! - `parts.rs`: a part of a whole, parts that make up a total
//! - `wholes.rs`: shares of one whole, listed
//! - `measures.rs`: one measure in two units, ends of a range the wrong way round

mod changes;
mod directions;
mod gaps;
mod measures;
mod parts;
mod shares;
mod wholes;

use crate::Span;
use crate::facts::numbers::figures::{Figure, FigureKind};
use crate::lexicon::{Class, Lexicons};
use crate::named::named;
use crate::text::Article;

named! {
    /// What a claim is about.
    #[non_exhaustive]
    pub enum CalculationKind {
        /// `7 of 5`: claimed is the part, computed the whole, and the part may not be greater.
        Part = "part",
        /// Parts that add up: claimed is the total, computed their sum.
        Sum = "sum",
        /// Some of the parts of a total (`including`, `Of the 50, ...`): claimed is the total, computed the sum of the parts named, and the sum may not be greater.
        Parts = "parts",
        /// The difference of two shares: claimed in points.
        Gap = "gap",
        /// Two shares of one whole: claimed is their sum, computed 100, and the sum may not be greater.
        Shares = "shares",
        /// What is left of a whole or of a hundred.
        Rest = "rest",
        /// A change: claimed and computed in the unit of the figures.
        Change = "change",
        /// A change: claimed and computed in hundredths of the first figure.
        Growth = "growth",
        /// A change of shares that is given in percent but calculated in points: claimed as given, computed in hundredths of
        /// the first share.
        Points = "points",
        /// Shares of one whole that exclude each other: claimed is their sum, computed 100, and the sum may not be greater.
        Whole = "whole",
        /// A count beside its share of a whole: claimed and computed in hundredths of the whole.
        Share = "share",
        /// A rise or a fall: claimed is 0, computed by how much it goes the way that the verb says, and that may not be
        /// less.
        Direction = "direction",
        /// One measure in two units: computed is the first in the unit of the second.
        Conversion = "conversion",
        /// The ends of a range: claimed is the one named first, computed the other, and the first may not be
        /// greater.
        Range = "range",
    }
}

/// A claim about figures, and what it comes to.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Calculation {
    /// What it is about.
    pub kind: CalculationKind,
    /// The words of the claim.
    pub span: Span,
    /// The figures it is made of.
    pub from: Vec<Span>,
    /// What the text says.
    pub claimed: f64,
    /// The correct result.
    pub computed: f64,
    /// By how much the two may differ through rounding.
    pub tolerance: f64,
}

impl Calculation {
    /// By how much the claim fails, beyond rounding: 0 where it holds.
    #[must_use]
    pub fn off(&self) -> f64 {
        use CalculationKind as K;
        let over = match self.kind {
            K::Part | K::Shares | K::Whole | K::Range | K::Direction => self.claimed - self.computed,
            K::Parts => self.computed - self.claimed,
            K::Sum | K::Gap | K::Rest | K::Change | K::Growth | K::Points | K::Share | K::Conversion => {
                (self.claimed - self.computed).abs()
            }
        };
        if over > self.tolerance { over } else { 0.0 }
    }
}

/// Finds the claims of an article, in order of place. Linear in its length: a sentence's first figures alone are
/// tried against each other.
#[must_use]
pub fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons) -> Vec<Calculation> {
    let mut found = Vec::new();
    for row in figures.chunk_by(|a, b| article.sentence_at(a.span.start) == article.sentence_at(b.span.start))
    {
        let row = &row[..row.len().min(MOST)];
        let Some(sentence) =
            row.first().and_then(|f| article.sentences.get(article.sentence_at(f.span.start)))
        else {
            continue;
        };
        let line = FigureSentence { text: &article.text, span: sentence.span, figures: row, lexicons };
        measures::find(&line, &mut found);
        parts::find(&line, &mut found);
        gaps::find(&line, &mut found);
        wholes::find(&line, &mut found);
        changes::find(&line, &mut found);
        directions::find(&line, &mut found);
        shares::find(&line, &mut found);
    }
    found.sort_by_key(|c| c.span.start);
    found
}

/// Figures of one sentence that are tried.
const MOST: usize = 12;

/// A sentence with its figures.
struct FigureSentence<'a> {
    text: &'a str,
    span: Span,
    figures: &'a [Figure],
    lexicons: &'a Lexicons,
}

impl<'a> FigureSentence<'a> {
    /// The words between two figures, white space trimmed.
    fn between(&self, a: &Figure, b: &Figure) -> &'a str {
        self.text.get(a.span.end as usize..b.span.start as usize).unwrap_or("").trim()
    }

    /// The text of the sentence before a figure.
    fn before(&self, f: &Figure) -> &'a str {
        self.text.get(self.span.start as usize..f.span.start as usize).unwrap_or("")
    }

    /// The text of the sentence after a figure.
    fn after(&self, f: &Figure) -> &'a str {
        self.text.get(f.span.end as usize..self.span.end as usize).unwrap_or("")
    }

    /// Whether one of `words` is in the sentence.
    fn holds(&self, class: impl Class) -> bool {
        words(self.text.get(self.span.range()).unwrap_or("")).any(|word| self.lexicons.word_is(word, class))
    }

    /// Whether one of `words` is in the sentence.
    fn has(&self, words: &[&str]) -> bool {
        holds(self.text.get(self.span.range()).unwrap_or(""), words)
    }
}

/// Whether one of `words` is in `text` as a word of its own.
fn holds(text: &str, known: &[&str]) -> bool {
    words(text).any(|word| known.iter().any(|one| word.eq_ignore_ascii_case(one)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
}

/// The last words of `text`, marks left out.
fn last_words(text: &str, n: usize) -> impl Iterator<Item = &str> {
    text.rsplit(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).take(n)
}

/// Where `part`, a slice of `whole`, begins in it.
fn offset_in(whole: &str, part: &str) -> usize {
    part.as_ptr() as usize - whole.as_ptr() as usize
}

/// The first words of `text`, marks left out.
fn first_words(text: &str, n: usize) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).take(n)
}

/// One exact share or count, whole or not.
fn single(f: &Figure) -> bool {
    f.low == f.high && f.kind != FigureKind::Age && f.kind != FigureKind::Score
}

/// Half a step of the last digit written, in the figure's unit.
fn half_step(text: &str, f: &Figure) -> f64 {
    let written = text.get(f.number.range()).unwrap_or("");
    let digits = written
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')))
        .map_or(written, |e| &written[..e]);
    let value =
        crate::facts::numbers::figures::number::parse(digits.trim_end_matches(['.', ','])).unwrap_or(f.low);
    let scale = if value > 0.0 { (f.low / value).abs() } else { 1.0 };
    let decimals = digits.split_once('.').map_or(0, |(_, d)| d.len());
    0.5 * scale * 10f64.powi(-i32::try_from(decimals).unwrap_or(0))
}

#[cfg(test)]
mod tests;
