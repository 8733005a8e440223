//! Two versions of an article compared by what they say: quotations, speakers, figures, names, titles, ages and dates that
//! changed, came or went.
//!
//! What is said is matched by its wording, wherever it is: a paragraph that moves changes nothing.

use super::numbers::figures::{Figure, FigureKind};
use super::speech::attributions::{Attribution, AttributionKind};
use super::{EntityKind, Facts, QuoteUse};
use crate::Span;
use crate::lexicon::function_words::is_function;
use crate::named::named;
use crate::text::{Article, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};

named! {
    /// What changed from one version to the other.
    #[non_exhaustive]
    pub enum VersionKind {
        /// Words in quotation marks.
        Quotation = "quotation",
        /// A statement in other words.
        Reported = "reported",
        /// Who said the same words.
        Speaker = "speaker",
        /// A number.
        Figure = "figure",
        /// A name.
        Name = "name",
        /// A title or role of one person.
        Title = "title",
        /// The age or year of birth of one person.
        Age = "age",
        /// A date, a year or a day of the week.
        Date = "date",
    }
}

/// What one version says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Version {
    /// Where, in that version.
    pub spans: Vec<Span>,
    /// In its words.
    pub text: String,
}

/// A difference between two versions: a change where both say something, else what came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct VersionChange {
    /// What it is about.
    pub kind: VersionKind,
    /// What the old version says.
    pub old: Option<Version>,
    /// What the new one says.
    pub new: Option<Version>,
    /// Of whom it is said: the speaker of a quotation, the person of a title; the words of which the speaker changed.
    pub about: String,
}

/// Compares two versions. Changes are in order of kind, those in the new version in order of place before what went.
#[must_use]
pub fn compare(old: &Facts, new: &Facts) -> Vec<VersionChange> {
    let mut changes = Vec::new();
    statements(old, new, &mut changes);
    let mut each = |kind, of: fn(&Facts) -> Vec<Item>, alike: fn(&Item, &Item) -> f64, least| {
        changes.extend(differences(kind, of(old), of(new), alike, least).1);
    };
    each(VersionKind::Figure, figures, by_context, 0.3);
    each(VersionKind::Name, names, by_spelling, 0.5);
    each(VersionKind::Title, titles, by_group, 1.0);
    each(VersionKind::Age, ages, by_group, 1.0);
    each(VersionKind::Date, dates, by_context, 0.3);
    changes
}

/// Something that a version says.
struct Item {
    /// What is equal where nothing changed.
    key: String,
    /// What must be equal where something changed.
    group: String,
    spans: Vec<Span>,
    text: String,
    about: String,
    /// The words around it, or its own, each once, sorted.
    words: Vec<u64>,
    /// Who says it, where that is known, in small letters.
    speaker: String,
}

impl Item {
    fn at(article: &Article, span: Span, key: String) -> Self {
        let text = article.slice(span).to_owned();
        Self {
            key,
            group: String::new(),
            spans: vec![span],
            text,
            about: String::new(),
            words: around(article, span),
            speaker: String::new(),
        }
    }

    fn version(&self) -> Version {
        Version { spans: self.spans.clone(), text: self.text.clone() }
    }
}

/// How many that have not been matched are compared with one.
const MOST: usize = 200;

/// Items of both versions that are the same, and the differences of the rest: the pairs that are most alike are changes.
fn differences(
    kind: VersionKind,
    old: Vec<Item>,
    new: Vec<Item>,
    alike: fn(&Item, &Item) -> f64,
    least: f64,
) -> (Vec<(Item, Item)>, Vec<VersionChange>) {
    let mut known: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (i, item) in old.iter().enumerate().rev() {
        known.entry(item.key.clone()).or_default().push(i);
    }
    let mut old: Vec<Option<Item>> = old.into_iter().map(Some).collect();
    let mut rest = Vec::new();
    let mut same = Vec::new();
    for item in new {
        match known.get_mut(&item.key).and_then(Vec::pop).and_then(|i| old[i].take()) {
            Some(before) => same.push((before, item)),
            None => rest.push(item),
        }
    }
    let mut left: Vec<Item> = old.into_iter().flatten().collect();
    let mut changes = Vec::new();
    for item in rest {
        let likeness = left.iter().take(MOST).enumerate().filter(|(_, other)| other.group == item.group);
        let best = likeness.map(|(i, other)| (i, alike(other, &item))).filter(|(_, like)| *like >= least);
        // Of equal ones the first.
        let best = best.reduce(|best, next| if next.1 > best.1 { next } else { best });
        let before = best.map(|(i, _)| left.remove(i));
        changes.push(VersionChange {
            kind,
            old: before.as_ref().map(Item::version),
            new: Some(item.version()),
            about: item.about,
        });
    }
    let gone = left.into_iter().map(|item| VersionChange {
        kind,
        old: Some(item.version()),
        new: None,
        about: item.about,
    });
    changes.extend(gone);
    (same, changes)
}

/// The share of words that two have in common.
fn by_context(one: &Item, other: &Item) -> f64 {
    let total = one.words.len() + other.words.len();
    let common = one.words.iter().filter(|word| other.words.binary_search(word).is_ok()).count();
    if total == 0 { 0.0 } else { 2.0 * common as f64 / total as f64 }
}

/// Whether they are of one person: then they are the same fact.
const fn by_group(_: &Item, _: &Item) -> f64 {
    1.0
}

/// Names that differ in a few letters, or in the given name alone.
fn by_spelling(one: &Item, other: &Item) -> f64 {
    let last = |item: &Item| item.key.rsplit(' ').next().unwrap_or_default().to_owned();
    let several = one.key.contains(' ') && other.key.contains(' ');
    if strsim::damerau_levenshtein(&one.key, &other.key) <= 2 && one.key.len() > 3 {
        1.0
    } else if several && last(one) == last(other) {
        0.6
    } else {
        0.0
    }
}

/// Quotations and reported statements, and who says those that both versions have.
fn statements(old: &Facts, new: &Facts, changes: &mut Vec<VersionChange>) {
    for (kind, quoted) in [(VersionKind::Quotation, true), (VersionKind::Reported, false)] {
        let (same, mut found) = differences(kind, said(old, quoted), said(new, quoted), by_context, 0.5);
        if !quoted {
            // Other words for the same are no other statement.
            found.retain(|change| change.old.is_none() || change.new.is_none());
        }
        for (before, after) in same {
            let known = !before.speaker.is_empty() && !after.speaker.is_empty();
            if known && !same_name(&before.speaker, &after.speaker) {
                let version = |item: &Item| Version { spans: item.spans.clone(), text: item.about.clone() };
                found.push(VersionChange {
                    kind: VersionKind::Speaker,
                    old: Some(version(&before)),
                    new: Some(version(&after)),
                    about: after.text,
                });
            }
        }
        changes.extend(found);
    }
}

/// Whether the words of one name are all in the other (`Brandt`, `Ada Brandt`).
fn same_name(one: &str, other: &str) -> bool {
    let within = |a: &str, b: &str| a.split_whitespace().all(|word| b.split_whitespace().any(|w| w == word));
    within(one, other) || within(other, one)
}

fn said(facts: &Facts, quoted: bool) -> Vec<Item> {
    let article = facts.article();
    let mut items: Vec<Item> = facts
        .attributions()
        .iter()
        .filter(|one| (one.kind != AttributionKind::Indirect) == quoted && !one.content.is_empty())
        .map(|one| statement(facts, one))
        .collect();
    if quoted {
        let mut contents: Vec<Span> = facts.attributions().iter().flat_map(|a| a.content.clone()).collect();
        contents.sort_unstable();
        let mut reach = 0;
        let mut next = 0;
        for quote in facts.quotes().quotes.iter().filter(|quote| quote.parent.is_none()) {
            while contents.get(next).is_some_and(|content| content.start < quote.span.end) {
                reach = reach.max(contents[next].end);
                next += 1;
            }
            if quote.used_as == QuoteUse::Speech && reach <= quote.span.start {
                items.push(wording(article, vec![quote.span]));
            }
        }
        items.sort_by_key(|item| item.spans.first().copied());
    }
    items
}

fn statement(facts: &Facts, one: &Attribution) -> Item {
    let article = facts.article();
    let entity = one.entity.and_then(|entity| facts.entities().get(entity));
    let mut item = wording(article, one.content.clone());
    item.about = match entity {
        Some(entity) => article.slice(entity.name).to_owned(),
        None => one.source.iter().map(|&span| article.slice(span)).collect::<Vec<_>>().join(" "),
    };
    // A pronoun that nobody is found for may stand for anyone.
    if entity.is_some() {
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
    let words = once(words);
    Item { key, group: String::new(), spans, text, about: String::new(), words, speaker: String::new() }
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

/// Items of which each is listed at its first place.
fn firsts(items: impl Iterator<Item = Item>) -> Vec<Item> {
    let mut seen: FxHashSet<(String, String)> = FxHashSet::default();
    items.filter(|item| seen.insert((item.group.clone(), item.key.clone()))).collect()
}

fn figures(facts: &Facts) -> Vec<Item> {
    let article = facts.article();
    let ages = facts.stated_ages();
    let counted = |figure: &&Figure| {
        figure.kind != FigureKind::Age || !ages.iter().any(|age| age.span.overlaps(figure.span))
    };
    firsts(facts.figures().iter().filter(counted).map(|figure| {
        let group = format!(
            "{} {} {}",
            figure.kind.name(),
            figure.unit.as_deref().unwrap_or_default(),
            figure.subject.as_deref().unwrap_or_default()
        );
        let key = format!("{group} {} {} {}", figure.low, figure.high, figure.precision.name());
        let near =
            figure.noun.filter(|noun| noun.start >= figure.span.end && noun.end - figure.span.end <= NEAR);
        let span = near.map_or(figure.span, |noun| figure.span.join(noun));
        Item { group, ..Item::at(article, span, key) }
    }))
}

/// The most bytes between a figure and what it counts that are shown with it.
const NEAR: u32 = 60;

fn names(facts: &Facts) -> Vec<Item> {
    let article = facts.article();
    let entities = facts.entities();
    let named = entities.entities.iter().filter(|entity| {
        entity
            .mentions
            .iter()
            .any(|&mention| entities.mentions.get(mention.index()).is_some_and(super::Mention::is_name))
    });
    let others = facts.other_names().iter().filter_map(|name| name.mentions.first().copied());
    let spans = named.map(|entity| entity.name).chain(others);
    firsts(spans.map(|span| Item::at(article, span, article.slice(span).to_lowercase())))
}

fn titles(facts: &Facts) -> Vec<Item> {
    let article = facts.article();
    let people = facts.entities().entities.iter().filter(|entity| entity.kind == EntityKind::Person);
    firsts(people.flat_map(|person| {
        let name = article.slice(person.name);
        person.titles.iter().map(move |&title| {
            let written = article.slice(title).to_lowercase();
            let bare = written.strip_prefix("the ").unwrap_or(&written).to_owned();
            let item = Item::at(article, title, format!("{} {bare}", name.to_lowercase()));
            Item { group: name.to_lowercase(), about: name.to_owned(), ..item }
        })
    }))
}

fn ages(facts: &Facts) -> Vec<Item> {
    let (article, entities) = (facts.article(), facts.entities());
    firsts(facts.stated_ages().iter().filter_map(|age| {
        let written = age.name_in(article)?;
        let full = entities.named_at(written).and_then(|entity| entities.get(entity));
        let name = article.slice(full.map_or(written, |entity| entity.name));
        let item =
            Item::at(article, age.span, format!("{} {}", name.to_lowercase(), article.slice(age.span)));
        Some(Item { group: name.to_lowercase(), about: name.to_owned(), ..item })
    }))
}

fn dates(facts: &Facts) -> Vec<Item> {
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
    let births: Vec<Span> = facts.stated_ages().iter().map(|age| age.span).collect();
    let years = facts.years().iter().filter(|year| !births.contains(&year.span));
    let years = years.map(|year| (year.span, article.slice(year.span).to_lowercase()));
    let weekdays = facts.weekdays().iter().map(|day| (day.span, article.slice(day.span).to_lowercase()));
    let mut all: Vec<(Span, String)> = days.chain(years).chain(weekdays).collect();
    all.sort_unstable();
    firsts(all.into_iter().map(|(span, key)| Item::at(article, span, key)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::speech::reader::trained;
    use crate::lexicon::Lexicons;

    /// The kind of each change with what was and what is, `-` where there is nothing.
    fn changed(old: &str, new: &str) -> Vec<String> {
        let lexicons = Lexicons::built_in();
        let date = jiff::civil::date(2026, 3, 5);
        let facts =
            |text: &str| Facts::new(Article::new("t", text.to_owned(), Some(date)), &lexicons, trained());
        let side =
            |version: &Option<Version>| version.as_ref().map_or("-", |version| &version.text).to_owned();
        compare(&facts(old), &facts(new))
            .iter()
            .map(|change| format!("{}: {} > {}", change.kind.name(), side(&change.old), side(&change.new)))
            .collect()
    }

    const STORY: &str = "Mayor Ada Brandt, 44, shut the old bridge on Tuesday after 12,000 cars had crossed it.\n\n\
                         “The bridge is not safe for anyone,” said Brandt.\n\n\
                         Tom Hale, a driver, said that he would miss it. It was built in 1926.\n";

    #[test]
    fn what_changed_is_told() {
        for (from, to, expected) in [
            ("12,000 cars", "21,000 cars", "figure: 12,000 cars > 21,000 cars"),
            ("on Tuesday", "on Wednesday", "date: Tuesday > Wednesday"),
            ("in 1926", "in 1962", "date: 1926 > 1962"),
            (", 44,", ", 45,", "age: 44 > 45"),
            (
                "not safe for",
                "safe for",
                "quotation: “The bridge is not safe for anyone,” > “The bridge is safe for anyone,”",
            ),
            ("said Brandt.", "said Hale.", "speaker: Ada Brandt > Tom Hale"),
        ] {
            let new = STORY.replace(from, to);
            assert_ne!(new, STORY);
            assert_eq!(changed(STORY, &new), [expected], "{from} > {to}");
        }
    }

    #[test]
    fn what_moves_or_is_marked_otherwise_is_the_same() {
        let paragraphs: Vec<&str> = STORY.trim_end().split("\n\n").collect();
        let moved = [paragraphs[0], paragraphs[2], paragraphs[1]].join("\n\n");
        assert_eq!(changed(STORY, &moved), Vec::<String>::new());
        assert_eq!(changed(STORY, &STORY.replace(['“', '”'], "\"")), Vec::<String>::new());
        assert_eq!(changed(STORY, STORY), Vec::<String>::new());
    }

    #[test]
    fn what_comes_and_goes_is_told() {
        let more = format!("{STORY}\nGreta Alsing, the judge, called it “a very sad day for the town.”\n");
        let came = changed(STORY, &more);
        assert!(came.iter().any(|change| change.starts_with("quotation: - >")), "{came:?}");
        assert!(came.contains(&"name: - > Greta Alsing".to_owned()), "{came:?}");
        let went = changed(&more, STORY);
        assert!(went.contains(&"name: Greta Alsing > -".to_owned()), "{went:?}");
        let misspelt = changed(&STORY.replace("Tom Hale", "Tom Hael"), STORY);
        assert!(misspelt.contains(&"name: Tom Hael > Tom Hale".to_owned()), "{misspelt:?}");
    }
}
