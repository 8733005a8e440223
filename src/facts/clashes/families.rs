//! A relative of someone who is said to have none.

use super::{Clash, ClashKind, body, denied, span};
use crate::facts::quotes::Quotes;
use crate::lexicon::{Claims, Lexicons};
use crate::text::Article;
use std::ops::Range;

/// What is denied, and the relatives that it rules out.
const PAIRS: [(Claims, Claims); 4] = [
    (Claims::NoSpouse, Claims::Spouse),
    (Claims::NoChild, Claims::Child),
    (Claims::NoSibling, Claims::Sibling),
    (Claims::NoParent, Claims::Parent),
];

pub(super) fn find(article: &Article, quotes: &Quotes, lexicons: &Lexicons, out: &mut Vec<Clash>) {
    let mut denials: [Vec<(Range<usize>, Range<usize>)>; PAIRS.len()] = Default::default();
    for sentence in body(article) {
        for at in sentence.clone() {
            let Some(hit) = lexicons.claims.longest(article, at, sentence.end) else { continue };
            for ((none, _), found) in PAIRS.iter().zip(&mut denials) {
                // One for each sentence; of more than two sentences nothing more need be known.
                let known = found.len() > 1 || found.last().is_some_and(|(of, _)| *of == sentence);
                if hit.is(*none) && !known {
                    found.push((sentence.clone(), at..at + hit.tokens));
                }
            }
        }
    }
    for ((_, some), denials) in PAIRS.into_iter().zip(denials) {
        // Of two people there is no telling.
        let [(sentence, at)] = &denials[..] else { continue };
        if quotes.around(article.tokens[at.start].span.start).is_some() {
            continue;
        }
        let relative =
            body(article).filter(|s| s != sentence).find_map(|s| relative(article, lexicons, &s, some));
        if let Some(found) = relative.filter(|r| quotes.around(article.tokens[r.start].span.start).is_none())
        {
            let here = span(article, found.start, found.end);
            out.push(Clash {
                kind: ClashKind::Family,
                here,
                there: span(article, at.start, at.end),
                who: here,
            });
        }
    }
}

/// The first phrase of a class in a sentence.
fn phrase(
    article: &Article,
    lexicons: &Lexicons,
    sentence: &Range<usize>,
    class: Claims,
) -> Option<Range<usize>> {
    sentence.clone().find_map(|at| {
        let words = lexicons.claims.phrase(article, at, sentence.end, class)?;
        Some(at..at + words)
    })
}

/// A relative whom somebody is survived by; a parent who speaks.
fn relative(
    article: &Article,
    lexicons: &Lexicons,
    sentence: &Range<usize>,
    class: Claims,
) -> Option<Range<usize>> {
    const NEAR: usize = 24;
    let survived = phrase(article, lexicons, sentence, Claims::Survived);
    let from = match (class, &survived) {
        (Claims::Parent, _) => sentence.start,
        (_, Some(survived)) => survived.end,
        _ => return None,
    };
    let noun = (from..(from + NEAR).min(sentence.end)).find(|&at| lexicons.at(article, at, class))?;
    let owner = (noun.saturating_sub(3)..noun)
        .rev()
        .find(|&at| at >= sentence.start && matches!(article.word(at), "his" | "her" | "His" | "Her"));
    match class {
        Claims::Parent => {
            let speaks = lexicons.within(article, noun..sentence.end, Claims::Says);
            owner.filter(|&at| at + 1 == noun && speaks).map(|at| at..noun + 1)
        }
        // `survived by his wife`, not `by a nephew and his wife`; children and brothers are counted.
        Claims::Spouse => owner.filter(|&at| at == from).map(|at| at..noun + 1),
        _ => {
            let plain = (from..noun)
                .all(|at| !matches!(article.word(at), "his" | "her" | "and" | "of" | "whose") || at == from);
            (plain && !denied(article, from, noun)).then_some(noun..noun + 1)
        }
    }
}
