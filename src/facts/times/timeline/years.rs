//! Years and months that no day is given with: `in 2015`, `since May 1998`.

use super::{TimedSentence, moments};
use crate::Span;
use crate::facts::times::dates::DateMention;
use crate::lexicon::Lexicons;
use crate::text::{Article, Role};

/// A year, or a month of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct YearMention {
    /// The year, with the month before it.
    pub span: Span,
    /// The year.
    pub year: i16,
    /// The month, 1..=12, where it is given.
    pub month: Option<u8>,
}

/// Finds the years and months of an article that are part of no date, in order. Linear in its length.
#[must_use]
pub fn find(article: &Article, dates: &[DateMention], lexicons: &Lexicons) -> Vec<YearMention> {
    let mut found = Vec::new();
    let mut from = 0;
    for sentence in &article.sentences {
        from += dates[from..].partition_point(|d| d.span.start < sentence.span.start);
        let count = dates[from..].partition_point(|d| d.span.start < sentence.span.end);
        if article.paragraphs[sentence.paragraph].role == Role::Metadata {
            continue;
        }
        let dates = &dates[from..from + count];
        let line = TimedSentence { article, lexicons, range: sentence.tokens.clone(), dates };
        let moments = if line.has_time() { moments::find(&line) } else { Vec::new() };
        let years = moments.into_iter().filter(|moment| moment.day.is_none());
        found.extend(years.filter_map(|m| Some(YearMention { span: m.span, year: m.year?, month: m.month })));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::times::dates;

    #[test]
    fn lists_years_and_months() {
        let lexicons = Lexicons::built_in();
        let text =
            "In 2015 she left. It was shut from May 1998 to 2001. On June 3, 2010, some 2000 people came.\n";
        let article = Article::new("t", text.to_owned(), None);
        let found = find(&article, &dates::find(&article, &lexicons), &lexicons);
        let shown: Vec<_> = found.iter().map(|y| (article.slice(y.span), y.year, y.month)).collect();
        assert_eq!(shown, [("2015", 2015, None), ("May 1998", 1998, Some(5)), ("2001", 2001, None)]);
    }
}
