//! Times that the text puts in order, the time between them, and the tense of dates.
//!
//! Each is a claim with what the calendar says to it, right ones as well as wrong ones; which is too far off is for the
//! rules. A sentence is read with the years of the few before it, so the work grows with the length of the text.
//!
//! - `moments.rs`: dates, months and years of a sentence
//! - `ends.rs`: `from 2019 to 2015`, `(1968-1949)`, and `the three-day fair, from May 4 to May 9`
//! - `events.rs`: `born in 1968 and died in 1949`
//! - `ago.rs`: `in the 12 years since 2015`, `forty years ago, in 1995`
//! - `spans.rs`: `47 years on`, `four years later, in 2019`, `its 100th birthday`, `Hale, 49, bought it 20 years ago`
//! - `titled.rs`: `Band marks 125 years` over `formed in 1875`
//! - `years.rs`: years and months without a day, for a list of times
//! - `bare_years.rs`: years that only what stands around them tells from a count, for the same list
//! - `tenses.rs`: `opened on March 3, 2027`, `will meet on Jan. 3`

mod ago;
mod bare_years;
mod ends;
mod events;
mod moments;
mod spans;
mod tenses;
mod titled;
mod years;

pub use bare_years::find as bare_years;
pub use years::{YearMention, find as years};

use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::times::dates::DateMention;
use crate::lexicon::{Class, Lexicons, Units};
use crate::named::named;
use crate::text::{Article, Role, TokenKind};
use std::ops::Range;

named! {
    /// What a claim about time is about.
    #[non_exhaustive]
    pub enum TimeKind {
        /// The ends of a span of time: off is by how much the second lies before the first.
        Ends = "ends",
        /// Two events of which the one must come first: off as for ends.
        Events = "events",
        /// A length beside its ends: `the three-day fair, from May 4 to May 9`.
        Length = "length",
        /// Years counted back from publication: `12 years since 2015`.
        Ago = "ago",
        /// An age at death beside the years of birth and death.
        Life = "life",
        /// An age beside years counted back: claimed is how many, computed the age that it makes (`Hale, 29, bought it 20 years
        /// ago`); off is by how much that is too young.
        Youth = "youth",
        /// A date in the past tense: off is by how many days it is after publication.
        Past = "past",
        /// A date in the future tense: off is by how many days it is before publication.
        Future = "future",
    }
}

/// A claim about time, and what the calendar says to it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct TimeClaim {
    /// What it is about.
    pub kind: TimeKind,
    /// The words of the claim.
    pub span: Span,
    /// The times it is compared with.
    pub from: Vec<Span>,
    /// What the text says, for lengths and ages.
    pub claimed: f64,
    /// What the calendar says.
    pub computed: f64,
    /// By how much the claim fails, beyond what counting either way allows: 0 where it holds.
    pub off: f64,
    /// The unit of the two.
    pub unit: TimeUnit,
    /// Whether every day that it rests on is given with its year.
    pub dated: bool,
}

named! {
    /// What a length of time is counted in.
    #[non_exhaustive]
    pub enum TimeUnit {
        /// Days.
        Day = "day",
        /// Weeks.
        Week = "week",
        /// Months.
        Month = "month",
        /// Years.
        Year = "year",
    }
}

/// Finds the claims about time of an article, in order. Linear in its length.
#[must_use]
pub fn find(
    article: &Article,
    quotes: &Quotes,
    dates: &[DateMention],
    lexicons: &Lexicons,
) -> Vec<TimeClaim> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut recent = spans::Recent::default();
    let mut years = titled::Years::default();
    for (number, sentence) in article.sentences.iter().enumerate() {
        from += dates[from..].partition_point(|d| d.span.start < sentence.span.start);
        let count = dates[from..].partition_point(|d| d.span.start < sentence.span.end);
        let line = TimedSentence {
            article,
            lexicons,
            range: sentence.tokens.clone(),
            dates: &dates[from..from + count],
        };
        let timed = line.has_time();
        let moments = if timed { moments::find(&line) } else { Vec::new() };
        if timed || !recent.is_empty() || line.has_age() {
            spans::find(&line, number, &moments, &recent, &mut found);
        }
        recent.add(number, &line, &moments);
        if article.paragraphs[sentence.paragraph].role != Role::Headline {
            years.add(&line, &moments);
        }
        if !timed {
            continue;
        }
        ends::find(&line, &moments, &mut found);
        events::find(&line, &moments, &mut found);
        ago::find(&line, &moments, &mut found);
        tenses::find(&line, quotes, &mut found);
    }
    for sentence in &article.sentences {
        if article.paragraphs[sentence.paragraph].role != Role::Headline {
            break;
        }
        let line = TimedSentence { article, lexicons, range: sentence.tokens.clone(), dates: &[] };
        titled::find(&line, &years, &mut found);
    }
    found.sort_by_key(|c| c.span);
    found
}

/// The tokens of a sentence with its dates.
struct TimedSentence<'a> {
    article: &'a Article,
    lexicons: &'a Lexicons,
    range: Range<usize>,
    dates: &'a [DateMention],
}

impl<'a> TimedSentence<'a> {
    fn text(&self, i: usize) -> &'a str {
        if self.range.contains(&i) { self.article.word(i) } else { "" }
    }

    /// The token `back` places before token `i`.
    fn before(&self, i: usize, back: usize) -> &'a str {
        i.checked_sub(back).map_or("", |at| self.text(at))
    }

    fn any(&self, i: usize, words: &[&str]) -> bool {
        let text = self.text(i);
        words.iter().any(|w| text.eq_ignore_ascii_case(w))
    }

    fn is(&self, i: usize, class: impl Class) -> bool {
        self.range.contains(&i) && self.lexicons.has(self.article.tokens[i].fold, class)
    }

    fn is_word(&self, i: usize) -> bool {
        self.range.contains(&i) && self.article.tokens[i].kind == TokenKind::Word
    }

    fn capital(&self, i: usize) -> bool {
        self.text(i).starts_with(char::is_uppercase)
    }

    /// Whether a year or date can be in the sentence.
    fn has_time(&self) -> bool {
        !self.dates.is_empty()
            || self
                .range
                .clone()
                .any(|i| self.article.tokens[i].kind == TokenKind::Number && self.text(i).len() >= 4)
    }

    /// Whether an age can be in the sentence: two digits.
    fn has_age(&self) -> bool {
        self.range.clone().any(|i| {
            self.article.tokens[i].kind == TokenKind::Number && self.article.tokens[i].span.len() == 2
        })
    }

    /// The span of tokens `from..to`.
    fn span(&self, from: usize, to: usize) -> Span {
        self.article.span_of(from..to)
    }

    /// A small whole number in digits or one word.
    fn number(&self, word: &str) -> Option<f64> {
        if word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            return word.parse().ok();
        }
        let hit = self.lexicons.units.get(crate::text::fold(word))?;
        (hit.is(Units::Number)).then(|| hit.lemma.parse().ok()).flatten()
    }
}

#[cfg(test)]
mod tests;
