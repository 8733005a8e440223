//! Someone who is called late, and speaks on a day of this week.

use super::{Clash, ClashKind};
use crate::facts::people::entities::{Entities, EntityKind, Mention, MentionForm};
use crate::facts::quotes::Quotes;
use crate::facts::times::dates::DateMention;
use crate::lexicon::{Calendar, Claims, Lexicons};
use crate::text::{Article, fold};
use rustc_hash::FxHashMap;

/// Mentions of one surname that are read.
const MOST: usize = 64;

pub(super) fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    dates: &[DateMention],
    lexicons: &Lexicons,
    out: &mut Vec<Clash>,
) {
    let late = |m: &Mention| {
        let start = article.token_at(m.title.map_or(m.span, |t| t.join(m.span)).start);
        let before = |n: usize| start.checked_sub(n).map_or("", |at| article.word(at));
        before(1) == "late" && matches!(before(2), "the" | "The")
            || article.word(start) == "late" && matches!(before(1), "the" | "The")
    };
    let mut families: FxHashMap<u64, (u32, Vec<&Mention>)> = FxHashMap::default();
    for entity in entities.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        let Some(surname) = entity.surname else { continue };
        let family = families.entry(fold(article.slice(surname))).or_default();
        family.0 += u32::from(entity.given.is_some());
        let named = entity.mentions.iter().map(|&m| &entities[m]);
        family
            .1
            .extend(named.filter(|m| matches!(m.form, MentionForm::Full | MentionForm::Surname)).take(MOST));
    }
    let mut found: Vec<Clash> = families
        .values()
        .filter(|(people, _)| *people <= 1)
        .filter_map(|(_, mentions)| {
            let dead = mentions.iter().find(|m| late(m) && quotes.around(m.span.start).is_none())?;
            let speaks = mentions.iter().find(|m| {
                !late(m) && speaks(article, dates, lexicons, m) && quotes.around(m.span.start).is_none()
            })?;
            Some(Clash { kind: ClashKind::Dead, here: speaks.span, there: dead.span, who: speaks.span })
        })
        .collect();
    found.sort_unstable_by_key(|c| c.here);
    out.extend(found);
}

/// `Mr. Hale said in an interview on Tuesday`.
fn speaks(article: &Article, dates: &[DateMention], lexicons: &Lexicons, mention: &Mention) -> bool {
    let sentence = &article.sentences[article.sentence_at(mention.span.start)];
    let after = article.token_at(mention.span.end);
    let before = article.token_at(mention.title.unwrap_or(mention.span).start).checked_sub(1);
    let says = |at: usize| sentence.tokens.contains(&at) && lexicons.at(article, at, Claims::Says);
    let day = sentence
        .tokens
        .clone()
        .any(|at| article.tokens[at].capital && lexicons.at(article, at, Calendar::Weekday));
    let dated = || {
        let from = dates.partition_point(|d| d.span.start < sentence.span.start);
        dates.get(from).is_some_and(|d| d.span.end <= sentence.span.end && d.relative)
    };
    (says(after) || before.is_some_and(says)) && (day || dated())
}
