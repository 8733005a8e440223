//! What a version says, in items that can be matched with those of another.

use super::matching::Item;
use crate::Span;
use crate::facts::speech::attributions::{Attribution, AttributionKind};
use crate::facts::{EntityKind, Facts, Figure, Mention, StatedAge, checkable};
use crate::lexicon::Calendar;
use crate::lexicon::function_words::is_function;
use crate::text::{Article, Role, TokenKind, fold_words};
use rustc_hash::{FxHashMap, FxHashSet};

/// Names that the new version writes otherwise, in small letters, each with its form there.
pub(super) type NewNames = FxHashMap<String, String>;

/// A name in small letters, as the new version writes it.
pub(super) fn current<'a>(now: &'a NewNames, name: &'a str) -> &'a str {
    now.get(name).map_or(name, String::as_str)
}

/// The quotations, or the reported statements.
pub(super) fn said(facts: &Facts, quoted: bool) -> Vec<Item> {
    let article = facts.article();
    let mut items: Vec<Item> = facts
        .attributions()
        .iter()
        .filter(|one| (one.kind != AttributionKind::Indirect) == quoted && !one.content.is_empty())
        .map(|one| statement(facts, one))
        .collect();
    if quoted {
        let contents = facts.attributions().iter().flat_map(|one| one.content.iter().copied());
        let nobody = facts.quotes().unattributed(contents);
        items.extend(nobody.into_iter().map(|quote| wording(article, vec![quote.span])));
        items.sort_by_key(|item| item.spans.first().copied());
    }
    items
}

fn statement(facts: &Facts, one: &Attribution) -> Item {
    let article = facts.article();
    let mut item = wording(article, one.content.clone());
    let who = one.who(facts.entities());
    item.about = who.iter().map(|&span| article.slice(span)).collect::<Vec<_>>().join(" ");
    // A pronoun that nobody is found for may stand for anyone.
    if one.entity.is_some() {
        item.speaker = item.about.to_lowercase();
    }
    item
}

/// An item that is the same where its words are, whatever the marks.
fn wording(article: &Article, spans: Vec<Span>) -> Item {
    let tokens = spans.iter().flat_map(|&span| article.tokens_in(span));
    let words: Vec<u64> = tokens
        .filter(|&i| article.tokens[i].kind != TokenKind::Mark)
        .map(|i| article.tokens[i].fold)
        .collect();
    let key = words.iter().map(|word| format!("{word:x}")).collect::<Vec<_>>().join(" ");
    let text = spans.iter().map(|&span| article.slice(span)).collect::<Vec<_>>().join(" … ");
    let first = spans.first().copied().unwrap_or_default();
    Item { spans, text, words: once(words), ..Item::new(article, first, key) }
}

/// An item that is known by the words around it.
fn placed(facts: &Facts, span: Span, key: String) -> Item {
    let article = facts.article();
    Item { beside: beside(facts, span), words: around(article, span), ..Item::new(article, span, key) }
}

/// The words of the sentence around a span that say what it is about.
fn around(article: &Article, span: Span) -> Vec<u64> {
    let Some(sentence) = article.sentences.get(article.sentence_at(span.start)) else { return Vec::new() };
    let tokens = sentence.tokens.clone().map(|i| article.tokens[i]);
    let telling = tokens.filter(|token| {
        token.kind == TokenKind::Word && !is_function(token.fold) && !span.contains(token.span)
    });
    once(telling.map(|token| token.fold).collect())
}

fn once(mut words: Vec<u64>) -> Vec<u64> {
    words.sort_unstable();
    words.dedup();
    words
}

/// How many words on each side of a span tell which one it is.
const SIDE: usize = 3;

/// The words on both sides of a span in its sentence, whatever the numbers and days among them; None where there is none.
fn beside(facts: &Facts, span: Span) -> Option<u64> {
    let article = facts.article();
    let sentence = article.sentences.get(article.sentence_at(span.start))?;
    let own = article.tokens_in(span);
    let told = |&i: &usize| article.tokens[i].kind != TokenKind::Mark;
    let word = |i: usize| {
        let token = article.tokens[i];
        let day = facts.lexicons().calendar.get(token.fold);
        let day = day.is_some_and(|hit| hit.is_any(&[Calendar::Weekday, Calendar::Month]));
        if token.kind == TokenKind::Number || day && token.capital { "#" } else { article.word(i) }
    };
    let before = (sentence.tokens.start..own.start).rev().filter(told).take(SIDE);
    let after = (own.end..sentence.tokens.end).filter(told).take(SIDE);
    let words: Vec<&str> = before.map(word).chain(["|"]).chain(after.map(word)).collect();
    (words.len() > 1).then(|| fold_words(words))
}

/// Items of which each is listed at its first place.
fn firsts(items: impl Iterator<Item = Item>) -> Vec<Item> {
    let mut seen: FxHashSet<(String, String)> = FxHashSet::default();
    items.filter(|item| seen.insert((item.group.clone(), item.key.clone()))).collect()
}

pub(super) fn figures(facts: &Facts) -> Vec<Item> {
    let item = |figure: &Figure| {
        let group = format!(
            "{} {} {}",
            figure.kind.name(),
            figure.unit.as_deref().unwrap_or_default(),
            figure.subject.as_deref().unwrap_or_default()
        );
        let key = format!("{group} {} {} {}", figure.low, figure.high, figure.precision.name());
        Item { group, ..placed(facts, figure.with_noun(), key) }
    };
    checkable::figures(facts).map(item).collect()
}

pub(super) fn names(facts: &Facts) -> Vec<Item> {
    let article = facts.article();
    let entities = facts.entities();
    let named = entities.entities.iter().filter(|entity| {
        entity
            .mentions
            .iter()
            .any(|&mention| entities.mentions.get(mention.index()).is_some_and(Mention::is_name))
    });
    let others = facts.other_names().iter().filter_map(|name| name.mentions.first().copied());
    let spans = named.map(|entity| entity.name).chain(others);
    firsts(spans.map(|span| Item::new(article, span, article.slice(span).to_lowercase())))
}

pub(super) fn titles(facts: &Facts, now: &NewNames) -> Vec<Item> {
    let article = facts.article();
    let people = facts.entities().entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    firsts(people.flat_map(|person| {
        let name = article.slice(person.name);
        person.titles.iter().map(move |&title| {
            let written = article.slice(title).to_lowercase();
            let bare = written.strip_prefix("the ").unwrap_or(&written).to_owned();
            let group = current(now, &name.to_lowercase()).to_owned();
            let item = Item::new(article, title, format!("{group} {bare}"));
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
    let item = |age: &StatedAge| {
        let name = article.slice(age.person(article, facts.entities())?);
        let group = current(now, &name.to_lowercase()).to_owned();
        let item = placed(facts, age.span, format!("{group} {}", article.slice(age.span)));
        Some(Item { group, about: name.to_owned(), ..item })
    };
    facts.stated_ages().iter().filter(|age| which(age)).filter_map(item).collect()
}

pub(super) fn dates(facts: &Facts) -> Vec<Item> {
    let article = facts.article();
    let days = facts.dates().iter().map(|date| {
        // With its weekday, which may be the very thing that was put right.
        let written = || article.slice(date.span).to_lowercase();
        let weekday = date.weekday.map(|weekday| format!("{weekday:?}")).unwrap_or_default();
        let key = match (date.month, date.resolved) {
            (Some(_), Some(day)) => format!("{day} {weekday}"),
            _ => written(),
        };
        (date.span, key)
    });
    let written = |span: Span| (span, article.slice(span).to_lowercase());
    let years = checkable::years(facts).map(|year| written(year.span));
    let weekdays = facts.weekdays().iter().map(|day| written(day.span));
    let mut all: Vec<(Span, String)> = days.chain(years).chain(weekdays).collect();
    all.sort_unstable();
    // When a story was filed is no part of it.
    let told = |span: Span| !matches!(article.role_of(span), Some(Role::Metadata | Role::Dateline));
    all.into_iter().filter(|(span, _)| told(*span)).map(|(span, key)| placed(facts, span, key)).collect()
}
