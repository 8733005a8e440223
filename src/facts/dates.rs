//! Dates and weekdays, resolved against the publication date.

use crate::Span;
use crate::text::Article;
use jiff::civil::{Date, Weekday};

/// A date as the article gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMention {
    /// The whole of it (`Wednesday, January 19, 2022`).
    pub span: Span,
    /// The weekday it names.
    pub weekday: Option<Weekday>,
    /// Where the weekday stands.
    pub weekday_span: Option<Span>,
    /// Day of the month as written, 1 or more; it may be impossible (31 in June).
    pub day: Option<u8>,
    /// Month, 1..=12.
    pub month: Option<u8>,
    /// Year as written.
    pub year: Option<i16>,
    /// The day meant, where the text and the publication date settle it.
    pub resolved: Option<Date>,
    /// Whether the day exists at all in some year (29 February) or in the year given.
    pub possible: bool,
    /// Whether it is relative (`yesterday`, `last Friday`).
    pub relative: bool,
}

/// Finds the dates of an article.
#[must_use]
pub fn find(_article: &Article) -> Vec<DateMention> {
    Vec::new()
}
