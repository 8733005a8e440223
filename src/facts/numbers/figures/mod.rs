//! Figures: numbers with their unit, what they count, and how exact they claim to be.
//!
//! - `piece.rs`: a sentence cut finer than tokens
//! - `number.rs`: digits, number words, magnitudes
//! - `unit.rs`: currencies, shares and measures, and how they convert
//! - `label.rs`: numbers that name rather than count
//! - `reading.rs`: a number with its unit, ranges and tallies
//! - `modifier.rs`: `more than`, `nearly`, `up to`
//! - `subject.rs`: what is counted
//! - `setting.rs`: when and where it holds

mod label;
mod modifier;
pub(crate) mod number;
pub(crate) mod piece;
mod reading;
mod setting;
pub(in crate::facts::numbers) mod subject;
pub(crate) mod unit;

use crate::Span;
use crate::facts::speech::attributions::{Attribution, AttributionId};
use crate::facts::times::dates::DateMention;
use crate::lexicon::{Lexicons, Units};
use crate::named::named;
use crate::text::{Article, Role, Token, TokenKind};
use piece::{Piece, Pieces};
use reading::Reading;

named! {
    /// What a figure measures.
    #[non_exhaustive]
    pub enum FigureKind {
        /// Things or people counted.
        Count = "count",
        /// An amount of money.
        Money = "money",
        /// A share in hundredths.
        Percent = "percent",
        /// A difference of shares in hundredths.
        PercentagePoints = "percentage-points",
        /// Length, area, weight, temperature, time: a unit of measurement.
        Measure = "measure",
        /// A person's age in years.
        Age = "age",
        /// A score or vote tally (`3-2`).
        Score = "score",
    }
}

named! {
    /// How exact a figure claims to be.
    pub enum Precision {
        /// As written.
        Exact = "exact",
        /// about, nearly, some, or a round word (`a dozen`).
        About = "about",
        /// more than, at least, over.
        AtLeast = "at-least",
        /// less than, up to, at most, under.
        AtMost = "at-most",
        /// between A and B, from A to B.
        Range = "range",
        /// thousands of, dozens of, several.
        Vague = "vague",
    }
}

/// A number in the article.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
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
    /// Words that distinguish this subject from another of the same noun (`russian`, `border`), sorted.
    pub qualifiers: Vec<String>,
    /// The time it holds for, where the sentence says so (`2021`, `last year`), in lower case.
    pub time: Option<String>,
    /// The place it holds for, where the sentence says so, in lower case.
    pub place: Option<String>,
    /// The statement whose content holds it, where that is no deed: index into [`Facts::attributions`](crate::facts::Facts::attributions).
    pub attribution: Option<AttributionId>,
}

/// The most bytes between a figure and what it counts that are shown with it.
const NEAR: u32 = 60;

impl Figure {
    /// The figure with what it counts, where that follows soon: `12,000 cars`.
    #[must_use]
    pub fn with_noun(&self) -> Span {
        let near = |noun: &Span| noun.start >= self.span.end && noun.end - self.span.end <= NEAR;
        self.noun.filter(near).map_or(self.span, |noun| self.span.join(noun))
    }

    /// Whether it is a length of time.
    #[must_use]
    pub fn is_time(&self, lexicons: &Lexicons) -> bool {
        self.unit.as_deref().is_some_and(|unit| lexicons.word_is(unit, Units::Duration))
    }
}

/// Finds the figures of an article, in order. Linear in its length.
///
/// `dates` are the article's: their numbers are no figures.
#[must_use]
pub fn find(
    article: &Article,
    attributions: &[Attribution],
    dates: &[DateMention],
    lexicons: &Lexicons,
) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut pieces = Vec::new();
    let mut times = setting::Times::default();
    let holders = Holders::new(attributions);
    let mut date = 0;
    for sentence in &article.sentences {
        if article.paragraphs[sentence.paragraph].role == Role::Metadata {
            continue;
        }
        let tokens = &article.tokens[sentence.tokens.clone()];
        let numeric = |t: &Token| {
            t.kind == TokenKind::Number || lexicons.units.get(t.fold).is_some_and(|h| h.is_any(NUMERIC))
        };
        let hyphens = || memchr::memchr(b'-', whole(article, tokens).as_bytes()).is_some();
        if !tokens.iter().any(numeric) && !hyphens() {
            continue;
        }
        piece::cut(article, tokens, &mut pieces);
        let p = Pieces { text: &article.text, list: &pieces, lexicons };
        let mut timed = false;
        let mut i = 0;
        while i < pieces.len() {
            let start = pieces[i].span.start;
            while dates.get(date).is_some_and(|d| d.span.end <= start) {
                date += 1;
            }
            if dates.get(date).is_some_and(|d| d.span.start <= start) {
                i += 1;
                continue;
            }
            let Some(reading) = reading::read(&p, i, lexicons) else {
                i += 1;
                continue;
            };
            // Few of the sentences looked into hold a figure.
            if !std::mem::replace(&mut timed, true) {
                times.fill(&p);
            }
            let next = reading.to.max(i + 1);
            // A range ends before a date: "from 10 to Jan. 12".
            let clear = dates.get(date).is_none_or(|d| pieces[reading.to - 1].span.end <= d.span.start);
            if let Some(figure) = clear.then(|| figure(&p, &reading, &holders, &times, lexicons)).flatten() {
                figures.push(figure);
                i = next;
            } else {
                // "in 2012 to 19,000": no range, but what it ends with may be a figure.
                i = reading.number.to.max(i + 1);
            }
        }
    }
    figures
}

/// The text from the first of some tokens to the last.
fn whole<'a>(article: &'a Article, tokens: &[Token]) -> &'a str {
    match tokens {
        [] => "",
        [first, .., last] => article.slice(first.span.join(last.span)),
        [one] => article.slice(one.span),
    }
}

const NUMERIC: &[Units] = &[Units::Number, Units::Magnitude, Units::Vague, Units::Fraction];

/// The figure that a reading stands for; None where it names rather than counts.
fn figure(
    p: &Pieces,
    r: &Reading,
    holders: &Holders,
    times: &setting::Times,
    lexicons: &Lexicons,
) -> Option<Figure> {
    let (mut precision, from, end) = modifier::read(p, r.from, r.to, &lexicons.hedges);
    if r.range {
        precision = Precision::Range;
    } else if r.number.vague {
        precision = Precision::Vague;
    } else if precision == Precision::Exact && r.number.round {
        precision = Precision::About;
    }
    let subject = match r.kind {
        FigureKind::Age | FigureKind::Score => subject::Subject::default(),
        _ => subject::read(p, from, end, r.kind == FigureKind::Count, &lexicons.subjects),
    };
    let known = subject.name.as_ref().is_some_and(|n| lexicons.subjects.word(n).is_some());
    let measured = r.unit.is_some() || r.kind != FigureKind::Count;
    if !measured && label::is_label(p, &r.number, false, &lexicons.hedges)
        || measured && label::is_label(p, &r.number, true, &lexicons.hedges)
        // "one" and "a couple" are mostly no count of anything.
        || !measured && r.number.words && r.number.high < 2.0 && !r.number.share && !known
        || !measured && r.number.vague && subject.name.is_none()
    {
        return None;
    }
    let noun = subject.noun.map(|(a, b)| span(p.list, a, b));
    let number = span(p.list, r.number.from, r.number.to);
    Some(Figure {
        span: span(p.list, from, end),
        number,
        low: r.low,
        high: r.high,
        kind: r.kind,
        precision,
        unit: r.unit.clone(),
        noun,
        subject: subject.name,
        qualifiers: subject.qualifiers,
        time: times.near(p, from, end),
        place: setting::place(p, from, end),
        attribution: holders.of(number),
    })
}

fn span(pieces: &[Piece], from: usize, to: usize) -> Span {
    pieces[from].span.join(pieces[to - 1].span)
}

/// Which attribution's content holds a place.
struct Holders {
    /// Contents, by start.
    contents: Vec<(Span, AttributionId)>,
}

impl Holders {
    fn new(attributions: &[Attribution]) -> Self {
        let mut contents: Vec<_> = attributions
            .iter()
            .enumerate()
            .filter(|(_, a)| a.is_statement())
            .flat_map(|(i, a)| a.content.iter().map(move |s| (*s, AttributionId::new(i))))
            .collect();
        contents.sort_unstable_by_key(|(s, i)| (s.start, *i));
        Self { contents }
    }

    /// The innermost: the last to start among those that hold `span`. Contents nest a few deep at most.
    fn of(&self, span: Span) -> Option<AttributionId> {
        let after = self.contents.partition_point(|(s, _)| s.start <= span.start);
        self.contents[..after].iter().rev().take(6).find(|(s, _)| s.contains(span)).map(|(_, i)| *i)
    }
}

#[cfg(test)]
mod tests;
