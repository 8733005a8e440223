//! An office that one person is given once, where another holds it: `The police chief, Walter Coyne`, `the mayor, Lucy Brand`,
//! `Mayor Coyne will leave`.

use super::{Clash, ClashKind};
use crate::Span;
use crate::facts::people::entities::{Entities, Entity, EntityKind, MentionForm};
use crate::facts::people::post_conflicts::{is_past, office};
use crate::lexicon::{Claims, Lexicons};
use crate::text::{Article, fold};
use rustc_hash::FxHashMap;

/// Titles of one person that are read.
const MOST: usize = 24;

pub(super) fn find(article: &Article, entities: &Entities, lexicons: &Lexicons, out: &mut Vec<Clash>) {
    let people = || entities.entities.iter().filter(|e| e.kind == EntityKind::Person && e.surname.is_some());
    // Under each office that one alone can hold, the surnames of those who hold it, and where.
    let mut holders: FxHashMap<&str, Vec<(u64, Span)>> = FxHashMap::default();
    for person in people() {
        let own = person.surname.map_or(0, |s| fold(article.slice(s)));
        for title in titles(entities, person) {
            let Some(office) = sole(article, lexicons, title) else { continue };
            let row = holders.entry(office).or_default();
            // A third holder makes it an office of several, and is not needed by name.
            if row.len() < 3 && row.iter().all(|(name, _)| *name != own) {
                row.push((own, title));
            }
        }
    }
    for person in people() {
        let own = person.surname.map_or(0, |s| fold(article.slice(s)));
        let held: Vec<(Span, Option<&str>)> =
            titles(entities, person).into_iter().map(|t| (t, office(article, lexicons, t))).collect();
        for (title, mention) in
            person.mentions.iter().filter_map(|&m| Some((entities[m].title?, &entities[m]))).take(MOST)
        {
            let Some(given) = sole(article, lexicons, title)
                .filter(|_| title.start < mention.span.start && mention.form == MentionForm::Surname)
            else {
                continue;
            };
            let once = held.iter().filter(|(_, o)| *o == Some(given)).count() == 1;
            let other = held
                .iter()
                .find(|(t, o)| *o != Some(given) && t.end < title.start && is_post(article, lexicons, *t));
            let [(holder, _), (second, _)] = holders.get(given).map_or(&[][..], Vec::as_slice) else {
                continue;
            };
            let holds = *holder == own || *second == own;
            let sentence = article.sentences[article.sentence_at(title.start)].tokens.clone();
            let risen = || lexicons.within(article, sentence.clone(), Claims::Promoted);
            if let Some((there, _)) = other.filter(|_| once && holds && !risen()) {
                out.push(Clash {
                    kind: ClashKind::Office,
                    here: title.join(mention.span),
                    there: *there,
                    who: mention.span,
                });
                break;
            }
        }
    }
}

/// The titles of a person, each once, in order.
fn titles(entities: &Entities, person: &Entity) -> Vec<Span> {
    let named = person.mentions.iter().filter_map(|&m| entities[m].title);
    let mut all: Vec<Span> = named.chain(person.titles.iter().copied()).take(MOST).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The office that a title gives, where a town or firm has one of it, and the title is no past or lower one.
fn sole<'a>(article: &Article, lexicons: &'a Lexicons, title: Span) -> Option<&'a str> {
    let lemma = office(article, lexicons, title)?;
    let lower = lexicons.within(article, article.tokens_in(title), Claims::Below);
    (lexicons.word_is(lemma, Claims::Sole) && !lower && !is_past(article, lexicons, title)).then_some(lemma)
}

/// Whether a title says what somebody does.
fn is_post(article: &Article, lexicons: &Lexicons, title: Span) -> bool {
    let tokens = article.tokens_in(title);
    let known = tokens.clone().any(|t| {
        lexicons
            .titles
            .longest(article, t, tokens.end)
            .is_some_and(|h| h.class().is_office() || h.class().is_role())
    });
    known && !is_past(article, lexicons, title)
}
