//! Days of the week without a date: `on Tuesday`.

use super::dates::DateMention;
use crate::Span;
use crate::lexicon::function_words::is_function;
use crate::lexicon::{Calendar, Lexicons};
use crate::text::{Article, Role, TokenKind};
use jiff::civil::Weekday;

/// A day of the week that no date is given with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct WeekdayMention {
    /// Where it is.
    pub span: Span,
    /// Which day.
    pub weekday: Weekday,
}

/// Finds the days of the week that are part of no date and of no name (`the Sunday Courier`), in order. Linear in the
/// article's length.
#[must_use]
pub fn find(article: &Article, dates: &[DateMention], lexicons: &Lexicons) -> Vec<WeekdayMention> {
    let mut found = Vec::new();
    let mut passed = 0;
    for sentence in &article.sentences {
        if article.paragraphs[sentence.paragraph].role == Role::Metadata {
            continue;
        }
        for i in sentence.tokens.clone() {
            let token = article.tokens[i];
            let Some(weekday) = token.capital.then(|| weekday(token.fold, lexicons)).flatten() else {
                continue;
            };
            while dates.get(passed).is_some_and(|date| date.span.end <= token.span.start) {
                passed += 1;
            }
            let dated = dates.get(passed).is_some_and(|date| date.span.overlaps(token.span));
            let name = |at: usize| {
                sentence.tokens.contains(&at)
                    && article.tokens[at].kind == TokenKind::Word
                    && article.tokens[at].capital
                    && !is_function(article.tokens[at].fold)
            };
            if !dated && !name(i + 1) && !i.checked_sub(1).is_some_and(name) {
                found.push(WeekdayMention { span: token.span, weekday });
            }
        }
    }
    found
}

fn weekday(fold: u64, lexicons: &Lexicons) -> Option<Weekday> {
    let hit = lexicons.calendar.get(fold).filter(|hit| hit.is(Calendar::Weekday))?;
    Weekday::from_monday_one_offset(hit.lemma.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::times::dates;

    #[test]
    fn lists_days_without_a_date() {
        let lexicons = Lexicons::built_in();
        let text = "On Tuesday she left. It was Friday, March 6, and last Monday. The Sunday Courier told Black Friday.\n\n\
                    Wednesday was dry.\n";
        let article = Article::new("t", text.to_owned(), None);
        let found = find(&article, &dates::find(&article, &lexicons), &lexicons);
        let shown: Vec<_> = found.iter().map(|day| article.slice(day.span)).collect();
        assert_eq!(shown, ["Tuesday", "Wednesday"]);
    }
}
