//! The fact-check sheet: all that can be checked in an article, in order of place, with room to say how it was.

use super::{Cell, Column, Layout, OnScreen, column, names, number, wide};
use crate::Span;
use crate::checker::Document;
use crate::facts::people::fullest_titles::fullest_titles;
use crate::facts::{AttributionKind, EntityKind, checkable};
use crate::report::passage::{slice, words_of};
use crate::report::speakers;

pub(super) const LAYOUT: Layout = Layout {
    name: "sheet",
    title: "To check",
    row: ("item to check", "items to check"),
    columns: &[
        number("place", "Place"),
        column("kind", "Kind"),
        column("words", "Words"),
        wide("source", "Source"),
        blank("checked_with", "Checked with"),
        blank("by", "By"),
        blank("when", "When"),
        blank("note", "Note"),
    ],
    rows: |document| items(document).into_iter().map(Item::row).collect(),
    about: |_| None,
};

/// A column to fill in.
const fn blank(key: &'static str, title: &'static str) -> Column {
    Column { key, title, on_screen: OnScreen::Nowhere }
}

/// Something to check.
struct Item {
    place: Span,
    kind: &'static str,
    words: String,
    source: String,
}

impl Item {
    fn row(self) -> Vec<Cell> {
        let mut row = vec![
            Cell::At(self.place),
            Cell::text(self.kind),
            Cell::text(self.words),
            Cell::text(self.source),
        ];
        row.resize(LAYOUT.columns.len(), Cell::EMPTY);
        row
    }
}

/// Everything to check, in order of place.
fn items(document: &Document<'_>) -> Vec<Item> {
    let said = Said::new(document);
    let mut items = Vec::new();
    quotations(document, &mut items);
    let article = document.article();
    let mut add = |kind, place, words: String| {
        items.push(Item { place, kind, words, source: said.source(place) });
    };
    for (place, name) in names::firsts(document) {
        add("name", place, name);
    }
    for entity in &document.facts.entities().entities {
        if entity.kind != EntityKind::Person {
            continue;
        }
        for title in fullest_titles(article, document.facts.lexicons(), entity) {
            add("title", title, format!("{} ({})", slice(article, title), slice(article, entity.name)));
        }
    }
    for age in document.facts.stated_ages() {
        let name = speakers::whose(document, age);
        add("age", age.span, format!("{} ({name})", slice(article, age.span)));
    }
    for figure in checkable::figures(&document.facts) {
        add("figure", figure.span, slice(article, figure.with_noun()).to_owned());
    }
    let days = checkable::dates(&document.facts).map(|date| date.span);
    let days = days.chain(document.facts.weekdays().iter().map(|day| day.span));
    for day in days.chain(checkable::years(&document.facts).map(|year| year.span)) {
        add("date", day, slice(article, day).to_owned());
    }
    for claim in document.facts.superlatives() {
        add("superlative", claim.span, slice(article, claim.span).to_owned());
    }
    for contact in document.facts.contacts() {
        add(contact.kind.name(), contact.span, slice(article, contact.span).to_owned());
    }
    items.sort_by_key(|item| item.place);
    items
}

/// Quotations and reported statements, and quotations that are nobody's.
fn quotations(document: &Document<'_>, items: &mut Vec<Item>) {
    let (article, facts) = (document.article(), &document.facts);
    let mut contents: Vec<Span> = Vec::new();
    for attribution in facts.attributions().iter().filter(|one| one.is_statement()) {
        let kind = match attribution.kind {
            AttributionKind::Direct | AttributionKind::Mixed => "quotation",
            AttributionKind::Indirect => "reported",
        };
        let words = words_of(article, &attribution.content).into_owned();
        let source = speakers::source(document, attribution);
        let place = attribution.content.first().copied().unwrap_or_else(|| attribution.extent());
        items.push(Item { place, kind, words, source });
        contents.extend(&attribution.content);
    }
    for quote in facts.quotes().unattributed(contents) {
        let words = slice(article, quote.span).to_owned();
        items.push(Item { place: quote.span, kind: "quotation", words, source: String::new() });
    }
}

/// Who says what stands where.
struct Said<'a> {
    document: &'a Document<'a>,
    /// The words of each statement, in order, with its number.
    contents: Vec<(Span, usize)>,
}

impl<'a> Said<'a> {
    fn new(document: &'a Document<'a>) -> Self {
        let attributions = document.facts.attributions().iter().enumerate().filter(|(_, a)| a.is_statement());
        let mut contents: Vec<(Span, usize)> =
            attributions.flat_map(|(i, a)| a.content.iter().map(move |&span| (span, i))).collect();
        contents.sort_unstable();
        Self { document, contents }
    }

    /// The source of the words at `span`; empty where the article says them itself.
    fn source(&self, span: Span) -> String {
        let before = self.contents.partition_point(|(content, _)| content.start <= span.start);
        // Statements hardly ever lie within each other.
        let near = self.contents[..before].iter().rev().take(4);
        let said = near.into_iter().find(|(content, _)| content.end >= span.end);
        let attribution = said.and_then(|(_, i)| self.document.facts.attributions().get(*i));
        attribution.map(|one| speakers::source(self.document, one)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    #[test]
    fn everything_to_check_is_listed_in_order() {
        let checker = Checker::builder().facts_only().build().unwrap();
        let text = "Mayor Ada Brandt, 44, said that Calder’s oldest bridge carries 12,000 cars a day.\n\n\
                    “It is safe,” said Brandt on Friday, Jan. 9. Call 555-0123, or see www.calder.example.\n";
        let document = checker.check_text("draft.txt", text);
        let found = items(&document);
        let has = |kind: &str, words: &str, source: &str| {
            let same = |item: &&Item| item.kind == kind && item.words == words && item.source == source;
            assert!(found.iter().any(|item| same(&item)), "{kind} {words} {source}: {:#?}", shown(&found));
        };
        has("title", "Mayor (Ada Brandt)", "");
        has("name", "Ada Brandt", "");
        has("age", "44 (Ada Brandt)", "");
        has("reported", "that Calder’s oldest bridge carries 12,000 cars a day", "Ada Brandt");
        has("figure", "12,000 cars", "Ada Brandt");
        has("quotation", "“It is safe,”", "Ada Brandt");
        has("date", "Friday, Jan. 9", "");
        has("phone number", "555-0123", "");
        has("web address", "www.calder.example", "");
        assert!(found.iter().any(|item| item.kind == "superlative" && item.source == "Ada Brandt"));
        assert!(found.is_sorted_by_key(|item| item.place));
    }

    #[test]
    fn a_quotation_without_a_speaker_is_listed_once() {
        let checker = Checker::builder().facts_only().build().unwrap();
        let document = checker.check_text("draft.txt", "“Nobody knows who says this at all.”\n");
        let found = items(&document);
        assert_eq!(shown(&found), ["quotation “Nobody knows who says this at all.” "]);
    }

    fn shown(items: &[Item]) -> Vec<String> {
        items.iter().map(|item| format!("{} {} {}", item.kind, item.words, item.source)).collect()
    }
}
