//! Quotations and reported statements of two versions.

use super::item::{Item, joined, once};
use super::matching::{by_context, differences};
use super::names::{NewNames, current};
use super::said::{By, Said};
use super::{Version, VersionChange, VersionKind};
use crate::Span;
use crate::facts::Facts;
use crate::facts::speech::attributions::{Attribution, AttributionKind, SourceClass};
use crate::facts::speech::cues::is_negation;
use crate::facts::speech::speakers;
use crate::lexicon::function_words::without_article;
use crate::text::{Article, TokenKind};

/// What changed in quotations and reported statements, and in who says them how.
pub(super) fn changes(old: &Facts, new: &Facts, now: &NewNames) -> Vec<VersionChange> {
    let mut changes = Vec::new();
    for (kind, quoted) in [(VersionKind::Quotation, true), (VersionKind::Reported, false)] {
        let (before, after) = (said(old, quoted, now), said(new, quoted, &NewNames::default()));
        let (pairs, mut found) = differences(kind, &before, &after, by_wording, 0.5);
        if !quoted {
            // Other words for the same are no other statement.
            found.retain(|change| change.old.is_none() || change.new.is_none());
        }
        changes.append(&mut found);
        let turned = pairs.iter().filter(|(before, after)| before.said.turns(&after.said));
        changes.extend(turned.map(|(before, after)| turned_change(old, new, before, after)));
        let others = pairs.iter().filter(|(before, after)| !before.said.by.may_be(&after.said.by));
        changes.extend(others.map(|(before, after)| speaker_change(before, after)));
    }
    changes
}

fn turned_change(old: &Facts, new: &Facts, before: &Item, after: &Item) -> VersionChange {
    let whole = |facts: &Facts, item: &Item| {
        let extent = item.said.extent;
        Some(Version { spans: vec![extent], text: facts.article().slice(extent).to_owned(), places: 1 })
    };
    let (old, new) = (whole(old, before), whole(new, after));
    VersionChange { kind: VersionKind::Reported, old, new, about: after.about.clone() }
}

fn speaker_change(before: &Item, after: &Item) -> VersionChange {
    let who = |item: &Item| {
        let version = Version { spans: item.spans.clone(), text: item.about.clone(), places: 1 };
        (!item.about.is_empty()).then_some(version)
    };
    VersionChange { kind: VersionKind::Speaker, old: who(before), new: who(after), about: after.text.clone() }
}

/// The share of words that two have in common; of those that are as like, the one of the same speaker. What two people say in
/// other words is not one statement.
fn by_wording(one: &Item, other: &Item) -> f64 {
    match (&one.said.by, &other.said.by) {
        (some, others) if some.may_be(others) => by_context(one, other),
        (By::These(_), By::These(_)) => 0.0,
        _ => by_context(one, other) - 0.001,
    }
}

/// The quotations, or the reported statements.
fn said(facts: &Facts, quoted: bool, now: &NewNames) -> Vec<Item> {
    let article = facts.article();
    let mut items: Vec<Item> = facts
        .attributions()
        .iter()
        .filter(|one| one.is_statement())
        .filter(|one| (one.kind != AttributionKind::Indirect) == quoted && !one.content.is_empty())
        .map(|one| statement(facts, one, now))
        .collect();
    if quoted {
        let contents = facts.attributions().iter().flat_map(|one| one.content.iter().copied());
        let nobody = facts.quotes().unattributed(contents);
        let quotation = |span: Span| Item {
            said: Said { extent: span, ..Said::default() },
            ..wording(article, vec![span])
        };
        items.extend(nobody.into_iter().map(|quote| quotation(quote.span)));
        items.sort_by_key(|item| item.spans.first().copied());
    }
    items
}

fn statement(facts: &Facts, one: &Attribution, now: &NewNames) -> Item {
    let article = facts.article();
    let who = who(facts, one);
    let by = match &who[..] {
        [] if one.source_class == Some(SourceClass::Pronoun) => By::Anyone,
        [] => By::Nobody,
        some => By::These(some.iter().map(|name| plain(name, now)).collect()),
    };
    let words = one.content.iter().flat_map(|&span| article.tokens_in(span));
    let reported = one.kind == AttributionKind::Indirect;
    let negations = words.filter(|&i| reported && is_negation(article, facts.lexicons(), i)).count();
    let cue = (!one.cue.is_empty()).then_some((one.negated, one.cue_class));
    Item {
        about: who.join(" and "),
        said: Said { by, cue, negations, extent: one.extent() },
        ..wording(article, one.content.clone())
    }
}

/// A name as the new version writes it, in small letters; a source without its article.
fn plain(name: &str, now: &NewNames) -> String {
    let name = name.to_lowercase();
    without_article(current(now, &name)).to_owned()
}

/// Who says it, each by name or as the source is written; nobody where that is a pronoun.
fn who(facts: &Facts, one: &Attribution) -> Vec<String> {
    let (article, entities) = (facts.article(), facts.entities());
    let mut ids: Vec<_> = one.entity.into_iter().chain(one.others.iter().copied()).collect();
    ids.sort_unstable();
    ids.dedup();
    let named = ids.into_iter().filter_map(|id| entities.get(id));
    let named: Vec<String> = named.map(|entity| article.slice(entity.name).to_owned()).collect();
    if !named.is_empty() || one.source_class == Some(SourceClass::Pronoun) && one.stands_for.is_none() {
        return named;
    }
    let written: Vec<_> =
        speakers::unnamed(article, one).into_iter().map(|span| article.slice(span)).collect();
    if written.is_empty() { Vec::new() } else { vec![written.join(" ")] }
}

/// An item that is the same where its words are, whatever the marks.
fn wording(article: &Article, spans: Vec<Span>) -> Item {
    let tokens = spans.iter().flat_map(|&span| article.tokens_in(span));
    let words: Vec<u64> = tokens
        .filter(|&i| article.tokens[i].kind != TokenKind::Mark)
        .map(|i| article.tokens[i].fold)
        .collect();
    let key = joined(&words);
    let text = spans.iter().map(|&span| article.slice(span)).collect::<Vec<_>>().join(" … ");
    let first = spans.first().copied().unwrap_or_default();
    Item { spans, text, words: once(words), ..Item::new(article, first, key) }
}
