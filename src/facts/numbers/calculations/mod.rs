//! Sums that a sentence invites its reader to do: a part and its whole, a gap, a change, a conversion.
//!
//! Each is a claim with the correct result. Right claims are facts as much as wrong ones; which
//! difference is too great is for the rules.
//!
//! - `line.rs`: a sentence with its figures, and the words that tie them
//! - `slips.rs`: numbers that are a slip of the pen apart
//! - `gaps.rs`: two shares and the points between them, two shares beyond a hundred, the rest of a hundred
//! - `margins.rs`: results of votes and games
//! - `changes.rs`: from one figure to another, by how much and which way
//! - `shares.rs`: a part, its whole and its share
//! - `parts.rs`: a part of a whole, parts that make up a total
//! - `across.rs`: shares and remainders whose figures are in other sentences
//! - `afar.rs`: changes whose levels are in other sentences
//! - `levels.rs`: the levels that sentences give, and what they are about
//! - `again.rs`: one amount told twice, with digits that changed places or in another currency
//! - `factors.rs`: changes by a factor, whose levels are elsewhere
//! - `averages.rs`: a total, a number and their average
//! - `majorities.rs`: a majority and the votes of two sides
//! - `additions.rs`: parts and totals over two sentences
//! - `prices.rs`: a number of things at one price
//! - `rates.rs`: a whole and how much of it is for each
//! - `fractions.rs`: a fraction of what a sentence before counts
//! - `wholes.rs`: shares of one whole, listed
//! - `measures.rs`: one measure in two units, ends of a range the wrong way round
//! - `currencies.rs`: one amount in two currencies
//! - `headlines.rs`: a majority, a result and an age in the headline
//! - `titled.rs`: a figure of the headline that the text has otherwise
//! - `totals.rs`: a total and the parts that a passage lists

mod across;
mod additions;
mod afar;
mod again;
mod averages;
mod changes;
mod currencies;
mod factors;
mod fractions;
mod gaps;
mod headlines;
mod levels;
mod line;
mod majorities;
mod margins;
mod measures;
mod parts;
mod prices;
mod rates;
mod shares;
mod slips;
mod titled;
mod totals;
mod wholes;

use crate::Span;
use crate::facts::numbers::figures::{Figure, FigureKind};
use crate::lexicon::Lexicons;
use crate::named::named;
use crate::text::Article;
use line::FigureSentence;

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
        /// Shares of all who answered, one for each answer: claimed is their sum, computed 100, and the sum may not be greater.
        Answers = "answers",
        /// A count beside its share of a whole: claimed and computed in hundredths of the whole.
        Share = "share",
        /// A rise or a fall: claimed is 0, computed by how much it goes the way that the verb says, and that may not be
        /// less.
        Direction = "direction",
        /// One measure in two units: computed is the first in the unit of the second.
        Conversion = "conversion",
        /// One amount in two currencies: computed is the first in the currency of the second, by the rate of the article's other pairs.
        Exchange = "exchange",
        /// A change whose two levels are in another sentence: claimed and computed in hundredths of the first.
        Afar = "afar",
        /// Parts that make up a total of another sentence: claimed is the total, computed their sum.
        SumAfar = "sum-afar",
        /// A number of things, the amount of each in another sentence: claimed is what the text makes of them.
        Multiple = "multiple",
        /// The difference of two counts of another sentence: claimed is what the text makes of it.
        Difference = "difference",
        /// What shares of another sentence leave of a hundred.
        RestAfar = "rest-afar",
        /// A whole divided: how many of one size it holds, or how much of it is for each. Claimed is what the text makes of it.
        Quotient = "quotient",
        /// A share of an amount: claimed is what the text makes of it.
        Portion = "portion",
        /// A number of things at one price: claimed is what the text makes of them.
        Product = "product",
        /// Games won in a series: claimed is how many the winner has, computed how many are needed.
        Series = "series",
        /// One share told in two ways (`one in five, or 25 percent`): claimed is the second, computed the first.
        Equal = "equal",
        /// The score of a headline: claimed and computed are the two results as one number each, a thousand for a point of the
        /// winner.
        Tally = "tally",
        /// One amount told twice: claimed as the later one has it, computed as the earlier one does.
        Twice = "twice",
        /// A majority: claimed is a half, computed the greatest share that the text gives, and it may not be less.
        Majority = "majority",
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
    /// A figure of the headline, and the one of the text that it should be.
    fn tally(title: &Figure, told: &Figure) -> Self {
        Self {
            kind: CalculationKind::Tally,
            span: title.span,
            from: vec![told.span],
            claimed: title.low,
            computed: told.low,
            tolerance: 0.0,
        }
    }

    /// By how much the claim fails, beyond rounding: 0 where it holds.
    #[must_use]
    pub fn off(&self) -> f64 {
        use CalculationKind as K;
        let over = match self.kind {
            K::Part | K::Shares | K::Whole | K::Answers | K::Range | K::Direction | K::Majority => {
                self.claimed - self.computed
            }
            K::Parts => self.computed - self.claimed,
            // Of one number in two currencies the currency is wrong.
            K::Twice => 1.0,
            K::Equal
            | K::Tally
            | K::Afar
            | K::SumAfar
            | K::Multiple
            | K::Difference
            | K::RestAfar
            | K::Quotient
            | K::Exchange
            | K::Portion
            | K::Product
            | K::Series
            | K::Sum
            | K::Gap
            | K::Rest
            | K::Change
            | K::Growth
            | K::Points
            | K::Share
            | K::Conversion => (self.claimed - self.computed).abs(),
        };
        if over > self.tolerance { over } else { 0.0 }
    }
}

/// Finds the claims of an article, in order of place. Linear in its length: a sentence's first figures alone are
/// tried against each other.
#[must_use]
pub fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons) -> Vec<Calculation> {
    let mut found = Vec::new();
    for line in line::sentences(article, figures, lexicons, MOST) {
        measures::find(&line, &mut found);
        parts::find(&line, &mut found);
        gaps::find(&line, &mut found);
        wholes::find(&line, &mut found);
        changes::find(&line, &mut found);
        shares::find(&line, &mut found);
        margins::find(&line, &mut found);
        prices::find(&line, &mut found);
        additions::find(&line, &mut found);
        found.extend(majorities::find(&line));
        found.extend(rates::find(&line));
        found.extend(averages::find(&line));
        found.extend(fractions::find(&line));
    }
    currencies::find(article, figures, &mut found);
    headlines::find(article, figures, lexicons, &mut found);
    across::find(article, figures, lexicons, &mut found);
    afar::find(article, figures, lexicons, &mut found);
    titled::find(article, figures, &mut found);
    totals::find(article, figures, lexicons, &mut found);
    again::find(article, figures, lexicons, &mut found);
    found.sort_by_key(|c| c.span.start);
    found
}

/// Figures of one sentence that are tried.
const MOST: usize = 12;

/// Whether one of `words` is in `text` as a word of its own.
fn holds(text: &str, known: &[&str]) -> bool {
    words(text).any(|word| known.iter().any(|one| word.eq_ignore_ascii_case(one)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
}

/// Whether a word is a year of the last century or this one.
fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.parse::<u16>().is_ok()
}

/// The last words of `text`, marks left out.
fn last_words(text: &str, n: usize) -> impl Iterator<Item = &str> {
    text.rsplit(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).take(n)
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
    let (value, decimals) =
        crate::facts::numbers::figures::number::written(text.get(f.number.range()).unwrap_or(""));
    let value = value.unwrap_or(f.low);
    let scale = if value > 0.0 { (f.low / value).abs() } else { 1.0 };
    // Small counts are not rounded.
    if f.kind == FigureKind::Count && decimals == 0 && scale <= 1.0 && f.low < 100.0 {
        return 0.0;
    }
    0.5 * scale * 10f64.powi(-i32::try_from(decimals).unwrap_or(0))
}

#[cfg(test)]
mod tests;
