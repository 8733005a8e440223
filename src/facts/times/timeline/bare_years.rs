//! Years without a word before them that says so: `the 2015 inquiry`, `rebuilt 1987`, `spring 2024`.
//!
//! They are told from counts by what stands around them. That is right nearly always, which is enough for a list of what to check
//! and not for a rule: `the 1926 tram` may be the tram with that number.

use super::TimedSentence;
use super::years::YearMention;
use crate::facts::times::dates::DateMention;
use crate::facts::wording::contacts::Contact;
use crate::lexicon::function_words::is_function;
use crate::lexicon::{Lexicons, Times};
use crate::span::Spans;
use crate::text::{Article, Role, TokenKind};

/// Finds the years that are not among `years` and part of no date, in order. Linear in the length of the article.
#[must_use]
pub fn find(
    article: &Article,
    dates: &[DateMention],
    years: &[YearMention],
    contacts: &[Contact],
    lexicons: &Lexicons,
) -> Vec<YearMention> {
    let known = dates.iter().map(|date| date.span).chain(years.iter().map(|year| year.span));
    let known = Spans::new(known.chain(contacts.iter().map(|contact| contact.span)));
    let told = article.sentences.iter().filter(|s| article.paragraphs[s.paragraph].role != Role::Metadata);
    let lines = told.map(|s| TimedSentence { article, lexicons, range: s.tokens.clone(), dates: &[] });
    let found = lines.flat_map(|line| {
        let bare = |i: usize| {
            let year = year(&line, i)?;
            Some(YearMention { span: line.span(i, i + 1), year, month: None })
        };
        line.range.clone().filter_map(bare).collect::<Vec<_>>()
    });
    found.filter(|year| !known.overlap(year.span)).collect()
}

/// The year that stands at token `i`.
fn year(line: &TimedSentence, i: usize) -> Option<i16> {
    let text = line.text(i);
    if line.article.tokens[i].kind != TokenKind::Number || text.len() != 4 {
        return None;
    }
    let year = text.parse().ok().filter(|year| (1700..=2100).contains(year))?;
    let before = i.checked_sub(1).filter(|before| line.range.contains(before))?;
    let is_told = if line.is(before, Times::PartOfYear) {
        !line.is_word(i + 1) || is_function(line.article.tokens[i + 1].fold) || belongs_to_a_year(line, i + 1)
    } else if line.is(before, Times::Dated) {
        !line.is_word(i + 1)
    } else {
        is_owner(line.text(before)) && belongs_to_a_year(line, i + 1)
    };
    is_told.then_some(year)
}

/// Whether a word makes what follows somebody's, or a certain thing.
fn is_owner(word: &str) -> bool {
    let owners = ["the", "a", "its", "his", "her", "their", "our", "this"];
    owners.iter().any(|owner| word.eq_ignore_ascii_case(owner))
        || word.ends_with("’s")
        || word.ends_with("'s")
}

/// Whether the words from `next` can be one thing of a year, and are not many that are counted, one that is measured, or one with a
/// number for its name.
fn belongs_to_a_year(line: &TimedSentence, next: usize) -> bool {
    let fold = |i: usize| line.article.tokens[i].fold;
    let is_noun = |i: usize| line.is_word(i) && !is_function(fold(i));
    let counted = |i: usize| {
        let many = !line.capital(i) && is_plural(line.text(i));
        many || line.is(i, Times::NoYear)
            || line.is(i, Times::Counted)
            || line.lexicons.units.get(fold(i)).is_some()
    };
    is_noun(next) && !counted(next) && !(is_noun(next + 1) && counted(next + 1))
}

/// Whether a word looks like the plural of a noun.
fn is_plural(word: &str) -> bool {
    let singular = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    word.ends_with('s') && !singular || matches!(word, "men" | "women" | "people" | "children")
}
