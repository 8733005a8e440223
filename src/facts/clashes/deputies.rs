//! One person with an office at one place, and as its deputy at another.

use super::{Clash, ClashKind};
use crate::Span;
use crate::facts::people::entities::{Entities, EntityKind, Mention};
use crate::facts::people::post_conflicts::{is_past, office};
use crate::lexicon::{Claims, Lexicons};
use crate::text::Article;

/// Mentions of one person that are read.
const MOST: usize = 64;

pub(super) fn find(article: &Article, entities: &Entities, lexicons: &Lexicons, out: &mut Vec<Clash>) {
    let mut promoted = None;
    for entity in entities.entities.iter().filter(|e| e.kind == EntityKind::Person) {
        let mut below: Option<(&str, Span)> = None;
        let mut full: Option<(&str, Span)> = None;
        for mention in entity.mentions.iter().map(|&m| &entities[m]).take(MOST) {
            let Some(title) = mention.title.filter(|t| t.end <= mention.span.start) else { continue };
            let Some(office) = office(article, lexicons, title) else { continue };
            let whole = words(article, lexicons, title).join(mention.span);
            if deputy(article, lexicons, title) {
                below.get_or_insert((office, whole));
            } else if !is_past(article, lexicons, title) && capital(article, mention) {
                full.get_or_insert((office, whole));
            }
        }
        let (Some((a, below)), Some((b, full))) = (below, full) else { continue };
        let rose = *promoted
            .get_or_insert_with(|| lexicons.within(article, 0..article.tokens.len(), Claims::Promoted));
        // A chairman and his vice are of two rules of style.
        if a == b && a != "chair" && a != "representative" && !rose {
            let (here, there) = if below.start < full.start { (full, below) } else { (below, full) };
            out.push(Clash { kind: ClashKind::Deputy, here, there, who: entity.name });
        }
    }
}

/// A title without what opens its sentence (`Afterwards Mayor`).
fn words(article: &Article, lexicons: &Lexicons, title: Span) -> Span {
    let tokens = article.tokens_in(title);
    let first = tokens.clone().find(|&at| lexicons.titles.longest(article, at, tokens.end).is_some());
    first.map_or(title, |at| Span::new(article.tokens[at].span.start, title.end))
}

/// Whether a title has `deputy` in it or right before it.
fn deputy(article: &Article, lexicons: &Lexicons, title: Span) -> bool {
    let tokens = article.tokens_in(title);
    (tokens.start.saturating_sub(2)..tokens.end).any(|at| lexicons.at(article, at, Claims::Below))
}

/// Whether the title is written as part of the name: `Mayor Hale`, not `the mayor, Ada Hale`.
fn capital(article: &Article, mention: &Mention) -> bool {
    mention.title.is_some_and(|t| article.slice(t).starts_with(char::is_uppercase))
}
