//! Figures, titles, ages and dates, in items that can be matched with those of another version.

use super::item::{Item, firsts, joined, once};
use super::names::{NewNames, current};
use crate::Span;
use crate::facts::people::fullest_titles::{fullest_titles, title_words};
use crate::facts::{EntityKind, Facts, Figure, StatedAge, checkable};
use crate::lexicon::Calendar;
use crate::lexicon::function_words::is_function;
use crate::span::Spans;
use crate::text::{Article, Role, TokenKind, fold_words};

/// What tells a place in an article from others.
struct Places<'a> {
    facts: &'a Facts<'a>,
    /// The figures, each with its unit and with what it counts.
    figures: Spans,
}

impl<'a> Places<'a> {
    fn new(facts: &'a Facts<'a>) -> Self {
        Self { facts, figures: Spans::new(checkable::figures(facts).map(Figure::with_noun)) }
    }

    /// An item of a group that is known by the words around it. What stands between the same words is one thing, if it is of one
    /// group as far as `within` tells.
    fn item(&self, span: Span, key: String, group: String, within: &str) -> Item {
        let article = self.facts.article();
        let (beside, words) = (self.beside(span, within), around(article, span));
        Item { group, beside, words, ..Item::new(article, span, key) }
    }

    /// The words on both sides of a span in its sentence, whatever the figures and days among them; None where there is none.
    fn beside(&self, span: Span, within: &str) -> Option<u64> {
        let article = self.facts.article();
        let sentence = article.sentences.get(article.sentence_at(span.start))?;
        let own = article.tokens_in(span);
        let side = |tokens: &mut dyn Iterator<Item = usize>| {
            let mut words: Vec<&str> = Vec::new();
            for i in tokens.filter(|&i| article.tokens[i].kind != TokenKind::Mark) {
                let word = if self.is_value(i) { "#" } else { article.word(i) };
                if word != "#" || words.last() != Some(&word) {
                    words.push(word);
                }
                if words.len() == SIDE {
                    break;
                }
            }
            words
        };
        let before = side(&mut (sentence.tokens.start..own.start).rev());
        let after = side(&mut (own.end..sentence.tokens.end));
        let some = !before.is_empty() || !after.is_empty();
        some.then(|| fold_words(before.into_iter().chain(["|"]).chain(after).chain(["|", within])))
    }

    /// Whether a token is a part of a figure, a day or a month, which may be what was put right.
    fn is_value(&self, token: usize) -> bool {
        let token = self.facts.article().tokens[token];
        let day = self.facts.lexicons().calendar.get(token.fold);
        let day = day.is_some_and(|hit| hit.is_any(&[Calendar::Weekday, Calendar::Month]));
        token.kind == TokenKind::Number || day && token.capital || self.figures.overlap(token.span)
    }
}

/// How many words on each side of a span tell which one it is.
const SIDE: usize = 3;

/// The words of the sentence around a span that say what it is about.
fn around(article: &Article, span: Span) -> Vec<u64> {
    let Some(sentence) = article.sentences.get(article.sentence_at(span.start)) else { return Vec::new() };
    let tokens = sentence.tokens.clone().map(|i| article.tokens[i]);
    let telling = tokens.filter(|token| {
        token.kind == TokenKind::Word && !is_function(token.fold) && !span.contains(token.span)
    });
    once(telling.map(|token| token.fold).collect())
}

pub(super) fn figures(facts: &Facts) -> Vec<Item> {
    let places = Places::new(facts);
    let item = |figure: &Figure| {
        let group = format!(
            "{} {} {}",
            figure.kind.name(),
            figure.unit.as_deref().unwrap_or_default(),
            figure.subject.as_deref().unwrap_or_default()
        );
        let key = format!("{group} {} {} {}", figure.low, figure.high, figure.precision.name());
        // Its unit and what it counts may be what was put right.
        places.item(figure.with_noun(), key, group, "")
    };
    checkable::figures(facts).map(item).collect()
}

pub(super) fn titles(facts: &Facts, now: &NewNames) -> Vec<Item> {
    let article = facts.article();
    let people = facts.entities().entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    firsts(people.flat_map(|person| {
        let name = article.slice(person.name);
        fullest_titles(article, facts.lexicons(), person).into_iter().map(move |title| {
            let group = current(now, &name.to_lowercase()).to_owned();
            let item = Item::new(article, title, format!("{group} {}", joined(&title_words(article, title))));
            Item { group, about: name.to_owned(), ..item }
        })
    }))
}

pub(super) fn ages(facts: &Facts, now: &NewNames) -> Vec<Item> {
    stated(facts, now, |age| !age.is_birth())
}

pub(super) fn births(facts: &Facts, now: &NewNames) -> Vec<Item> {
    stated(facts, now, StatedAge::is_birth)
}

fn stated(facts: &Facts, now: &NewNames, which: fn(&StatedAge) -> bool) -> Vec<Item> {
    let article = facts.article();
    let places = Places::new(facts);
    let item = |age: &StatedAge| {
        let name = article.slice(age.person(article, facts.entities())?);
        let person = current(now, &name.to_lowercase()).to_owned();
        let key = format!("{person} {}", article.slice(age.span));
        Some(Item { about: name.to_owned(), ..places.item(age.span, key, person.clone(), &person) })
    };
    facts.stated_ages().iter().filter(|age| which(age)).filter_map(item).collect()
}

/// Dates, years and days of the week: by what is written, not by the day that is meant, which the publication date would change.
pub(super) fn dates(facts: &Facts) -> Vec<Item> {
    let article = facts.article();
    let days = facts.dates().iter().map(|date| {
        if date.relative {
            return (date.span, "relative", article.slice(date.span).to_lowercase());
        }
        // With its weekday, which may be the very thing that was put right.
        (date.span, "day", format!("{:?}", (date.year, date.month, date.day, date.weekday)))
    });
    let years = checkable::years(facts).map(|y| (y.span, "year", format!("{:?}", (y.year, y.month))));
    let weekdays = facts.weekdays().iter().map(|day| (day.span, "weekday", format!("{:?}", day.weekday)));
    let mut all: Vec<(Span, &str, String)> = days.chain(years).chain(weekdays).collect();
    all.sort_unstable();
    let places = Places::new(facts);
    // When a story was filed is no part of it.
    let told = |span: Span| !matches!(article.role_of(span), Some(Role::Metadata | Role::Dateline));
    let told = all.into_iter().filter(|(span, ..)| told(*span));
    told.map(|(span, group, key)| places.item(span, key, group.to_owned(), group)).collect()
}
