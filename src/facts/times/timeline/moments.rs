//! Dates, months and years of a sentence.

use super::TimedSentence;
use crate::Span;
use crate::facts::times::dates;
use crate::lexicon::Times;
use crate::text::TokenKind;
use std::cmp::Ordering;
use std::ops::Range;

/// A time as far as it is given.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Moment {
    pub tokens: Range<usize>,
    pub span: Span,
    pub year: Option<i16>,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl Moment {
    /// Which of two comes first, as far as both say so. Days without a year are compared within one month: others may be
    /// of two years.
    pub(super) fn order(&self, other: &Self) -> Option<Ordering> {
        let years = match (self.year, other.year) {
            (Some(a), Some(b)) => a.cmp(&b),
            (None, None) if self.month.is_some() && self.month == other.month => Ordering::Equal,
            _ => return None,
        };
        if years != Ordering::Equal {
            return Some(years);
        }
        let months = self.month?.cmp(&other.month?);
        if months != Ordering::Equal {
            return Some(months);
        }
        Some(self.day?.cmp(&other.day?))
    }

    /// Days up to another, both with a day; without years both are of one.
    pub(super) fn days_to(&self, other: &Self) -> Option<f64> {
        let year = |m: &Self| m.year.or(self.year).or(other.year).unwrap_or(2001);
        let on = |m: &Self| {
            jiff::civil::Date::new(year(m), i8::try_from(m.month?).ok()?, i8::try_from(m.day?).ok()?).ok()
        };
        let days = on(other)?.since(on(self)?).ok()?.get_days();
        Some(f64::from(days))
    }
}

/// The moments of a sentence, in order.
pub(super) fn find(line: &TimedSentence) -> Vec<Moment> {
    let mut found = Vec::new();
    let mut dates = line.dates.iter().peekable();
    let mut i = line.range.start;
    while i < line.range.end {
        let token = line.article.tokens[i];
        while dates.peek().is_some_and(|d| d.span.end <= token.span.start) {
            dates.next();
        }
        if let Some(date) = dates.peek().filter(|d| d.span.start <= token.span.start) {
            let tokens = line.article.tokens_in(date.span);
            if date.day.is_some() && date.possible {
                let (year, month, day) = (date.year, date.month, date.day);
                found.push(Moment { tokens: tokens.clone(), span: date.span, year, month, day });
            }
            i = tokens.end.max(i + 1);
            continue;
        }
        if let Some(year) = year(line, i) {
            let month = month_before(line, i);
            let from = if month.is_some() { i - 1 } else { i };
            let span = line.span(from, i + 1);
            found.push(Moment { tokens: from..i + 1, span, year: Some(year), month, day: None });
        }
        i += 1;
    }
    found
}

/// The year at token `i`, where it is no amount.
fn year(line: &TimedSentence, i: usize) -> Option<i16> {
    let text = line.text(i);
    let number = line.article.tokens[i].kind == TokenKind::Number && text.len() == 4;
    let year = text.parse().ok().filter(|y| number && (1000..=2100).contains(y))?;
    let led = month_before(line, i).is_some() || i > 0 && line.is(i - 1, Times::BeforeYear);
    // "in 1500 homes", "1200 B.C.", "2000 people".
    let next = i + 1;
    let counts = line.is_word(next)
        && (!crate::lexicon::function_words::is_function(line.article.tokens[next].fold)
            && !line.is(next, Times::AfterYear)
            || line.any(next, &["B", "BC", "BCE", "AD", "percent", "million", "hundred"]));
    (led && !counts).then_some(year)
}

/// The month that token `i` has before it.
fn month_before(line: &TimedSentence, i: usize) -> Option<u8> {
    let before = i.checked_sub(1).filter(|b| line.range.contains(b) && line.capital(*b))?;
    dates::month(line.article.tokens[before].fold, line.lexicons)
}
