//! Roles that stand for a person: `the senator`, `the Secretary of State`, `the American diplomat`.

use super::EntityId;
use super::titles;
use super::words::{CAPITAL, SHOUTED, WordTraits};
use super::{Entities, EntityKind, Mention, MentionForm};
use crate::Span;
use crate::facts::wording::stems::possessive;
use crate::lexicon::{Lexicons, People, Titles};
use crate::text::{Article, fold};
use rustc_hash::FxHashMap;

/// A person who holds a role, with the words that describe it.
struct Holder {
    entity: EntityId,
    title: Span,
}

/// Adds a mention for each role that can be one person only.
pub(super) fn find(article: &Article, words: &WordTraits, lexicons: &Lexicons, entities: &mut Entities) {
    let holders = holders(article, lexicons, entities);
    if holders.is_empty() {
        return;
    }
    let relatives = relatives(article, entities);
    let mut found = Vec::new();
    for sentence in &article.sentences {
        for at in sentence.tokens.clone() {
            let owned = matches!(article.word(at), "his" | "His" | "her" | "Her" | "their" | "Their");
            if !(owned || matches!(article.word(at), "the" | "The")) || words.any(at, SHOUTED) {
                continue;
            }
            let limit = sentence.tokens.end.min(at + 6);
            let Some((first, hit)) = (at + 1..limit).find_map(|k| {
                let hit = lexicons.titles.longest(article, k, sentence.tokens.end)?;
                let plain = (at + 1..k).all(|m| {
                    titles::modifies(article, words, lexicons, m) || is_adjective(lexicons, article.word(m))
                });
                // In `vice president` the head noun comes last.
                let more = k + hit.tokens < limit
                    && lexicons.titles.longest(article, k + hit.tokens, limit).is_some();
                (plain && !more).then_some((k, hit))
            }) else {
                continue;
            };
            let end = first + hit.tokens;
            let follows = end < sentence.tokens.end
                && (words.any(end, CAPITAL)
                    || article.word(end) == "."
                        && words.any(end + 1, CAPITAL)
                        && end + 1 < sentence.tokens.end);
            let plural = article.word(end - 1).ends_with('s') && !hit.lemma.ends_with('s');
            // `The Northport Observer` is no observer: a common noun is in small letters.
            let named = hit.class().is_role() && words.any(end - 1, CAPITAL);
            let many = owned && !lexicons.has(article.tokens[end - 1].fold, People::OneOfAKind);
            if follows || plural || named || many || hit.class().is_courtesy() {
                continue;
            }
            let span =
                Span::new(article.tokens[at].span.start, super::words::bare_span(article, end - 1).end);
            let (whose, key) =
                if owned { (&relatives, article.tokens[end - 1].fold) } else { (&holders, fold(hit.lemma)) };
            if let Some(entity) = holder(article, whose, entities, key, hit.class(), span)
                .filter(|&entity| !owned || recent(article, entities, entity, span))
            {
                found.push(Mention { span, title: None, form: MentionForm::Role, entity });
            }
        }
    }
    // A role beside its own name (`the senator, Ann Moe,`) is a title, not a mention of its own.
    entities.mentions.extend(found);
    entities.mentions.sort_by_key(|m| (m.span.start, m.span.end));
}

/// Mentions that four paragraphs hold at most; where a text has more in one, a reader looks no farther back.
const RECENT: usize = 200;

/// Whether a person is named within the paragraph of `span` or the three before it.
fn recent(article: &Article, entities: &Entities, entity: EntityId, span: Span) -> bool {
    let here = article.paragraph_at(span.start);
    let before = entities.mentions.partition_point(|m| m.span.start < span.start);
    entities.mentions[..before]
        .iter()
        .rev()
        .take(RECENT)
        .take_while(|m| article.paragraph_at(m.span.start) + 3 >= here)
        .any(|m| m.entity == entity)
}

/// Who is related to whom, by each word that says how: `his brother Joe Fenn`, `Hale’s lawyer, Ann Moe`,
/// `Ann Moe, a lawyer for Hale`.
fn relatives(article: &Article, entities: &Entities) -> FxHashMap<u64, Vec<Holder>> {
    let owner = |at: usize| {
        matches!(article.word(at), "his" | "His" | "her" | "Her" | "their" | "Their")
            || possessive(article.word(at))
    };
    let mut relatives: FxHashMap<u64, Vec<Holder>> = FxHashMap::default();
    for (entity, one) in entities.numbered() {
        if one.kind != EntityKind::Person {
            continue;
        }
        for &title in &one.titles {
            let tokens = article.tokens_in(title);
            let mut led = tokens.start.saturating_sub(1)..tokens.end;
            let serves = article.tokens.get(tokens.end).is_some() && article.word(tokens.end) == "for";
            if !led.any(owner) && !serves {
                continue;
            }
            for at in tokens {
                let list = relatives.entry(article.tokens[at].fold).or_default();
                // People are gone through one by one.
                if list.last().is_none_or(|h| h.entity != entity) {
                    list.push(Holder { entity, title });
                }
            }
        }
    }
    relatives
}

/// The words that only describe (`the young senator`).
fn is_adjective(lexicons: &Lexicons, word: &str) -> bool {
    let describes = ["ly", "ed", "ous", "ful", "ish", "-old"];
    let lower = word.starts_with(char::is_lowercase);
    lower
        && (word.len() > 4 && describes.iter().any(|end| word.ends_with(end))
            || lexicons.word_is(word, People::Describing))
}

/// Who holds which role, by folded lemma.
fn holders(article: &Article, lexicons: &Lexicons, entities: &Entities) -> FxHashMap<u64, Vec<Holder>> {
    let mut holders: FxHashMap<u64, Vec<Holder>> = FxHashMap::default();
    for (i, entity) in entities.numbered() {
        if entity.kind != EntityKind::Person {
            continue;
        }
        for &title in &entity.titles {
            let tokens = article.tokens_in(title);
            for hit in titles::posts(article, lexicons, tokens) {
                if hit.class().is_courtesy() {
                    continue;
                }
                let list = holders.entry(fold(hit.lemma)).or_default();
                if list.last().is_none_or(|h| h.entity != i) {
                    list.push(Holder { entity: i, title });
                }
            }
        }
    }
    holders
}

/// How many people may hold a role that stands for one of them; where more do, it is a list and the role says nothing.
const HOLDERS: usize = 64;

/// The one person that a role stands for: the only holder, or the only one whose title has the same words.
fn holder(
    article: &Article,
    holders: &FxHashMap<u64, Vec<Holder>>,
    entities: &Entities,
    key: u64,
    class: Titles,
    span: Span,
) -> Option<EntityId> {
    let gender = class.gender();
    let all = holders.get(&key).filter(|all| all.len() <= HOLDERS)?;
    let fit: Vec<&Holder> = all
        .iter()
        .filter(|h| gender.is_none() || entities[h.entity].gender.is_none_or(|g| Some(g) == gender))
        .collect();
    if let [one] = fit.as_slice() {
        return Some(one.entity);
    }
    let wanted: Vec<u64> = article.tokens_in(span).skip(1).map(|at| article.tokens[at].fold).collect();
    let mut same = fit.iter().filter(|h| {
        let has: Vec<u64> = article.tokens_in(h.title).map(|at| article.tokens[at].fold).collect();
        wanted.len() > 1 && wanted.iter().all(|w| has.contains(w))
    });
    match (same.next(), same.next()) {
        (Some(one), None) => Some(one.entity),
        _ => nearest(article, &fit, entities, span),
    }
}

/// The holder mentioned last before, where no other is within two paragraphs.
fn nearest(article: &Article, fit: &[&Holder], entities: &Entities, span: Span) -> Option<EntityId> {
    let here = article.paragraph_at(span.start);
    let before = entities.mentions.partition_point(|m| m.span.start < span.start);
    let mut found = None;
    for mention in entities.mentions[..before].iter().rev().take(RECENT) {
        if article.paragraph_at(mention.span.start) + 2 < here {
            break;
        }
        if !fit.iter().any(|h| h.entity == mention.entity) {
            continue;
        }
        match found {
            None => found = Some(mention.entity),
            Some(entity) if entity != mention.entity => return None,
            _ => {}
        }
    }
    found
}
