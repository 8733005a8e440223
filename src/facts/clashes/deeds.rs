//! Who did it to whom: names that change places between headline and story, and a side that beats itself.

use super::{Clash, ClashKind, body, headline, span};
use crate::facts::quotes::Quotes;
use crate::facts::wording::stems::{bare, possessive};
use crate::lexicon::{Claims, Lexicons};
use crate::text::{Article, TokenKind, fold};
use std::ops::Range;

/// Sentences at the beginning of the story.
const LEAD: usize = 8;

pub(super) fn find(article: &Article, quotes: &Quotes, lexicons: &Lexicons, out: &mut Vec<Clash>) {
    let head = headline(article);
    let said: Vec<Deed> = head.iter().flat_map(|head| deeds(article, lexicons, head)).collect();
    for (number, sentence) in body(article).enumerate() {
        let outside = |at: usize| quotes.around(article.tokens[at].span.start).is_none();
        out.extend(
            against_itself(article, lexicons, &sentence).filter(|c| quotes.around(c.here.start).is_none()),
        );
        if number >= LEAD || said.is_empty() {
            continue;
        }
        for deed in deeds(article, lexicons, &sentence).filter(|d| outside(d.verb)) {
            let name = |at: usize| fold(bare(article.word(at)));
            let turned = |s: &&Deed| {
                s.lemma == deed.lemma
                    && name(s.who) == name(deed.whom)
                    && name(s.whom) == name(deed.who)
                    && name(s.who) != name(s.whom)
            };
            if let Some(other) = said.iter().find(turned) {
                out.push(Clash {
                    kind: ClashKind::Deed,
                    here: span(article, deed.who, deed.whom + 1),
                    there: span(article, other.who, other.whom + 1),
                    who: article.tokens[deed.who].span,
                });
                return;
            }
        }
    }
}

/// Somebody who does something to somebody, each by one token.
struct Deed<'a> {
    lemma: &'a str,
    who: usize,
    verb: usize,
    whom: usize,
}

/// `Marlow beat Kelland`, a name on either side of the verb and little between.
fn deeds<'a>(
    article: &'a Article,
    lexicons: &'a Lexicons,
    range: &Range<usize>,
) -> impl Iterator<Item = Deed<'a>> + use<'a> {
    const BEFORE: usize = 2;
    const AFTER: usize = 3;
    let range = range.clone();
    range.clone().filter_map(move |verb| {
        let lemma = lexicons.claims.lemma(article.tokens[verb].fold, Claims::Deed)?;
        if article.tokens[verb].capital {
            return None;
        }
        let name = |at: &usize| {
            let token = article.tokens[*at];
            token.kind == TokenKind::Word && token.capital && token.span.len() > 2
        };
        let who = (verb.saturating_sub(BEFORE).max(range.start)..verb).rev().find(name)?;
        let whom = (verb + 1..(verb + 1 + AFTER).min(range.end)).find(name)?;
        let between = |from: usize, to: usize| (from..to).map(|at| article.word(at));
        // `was beaten by`, `who beat`, `beat, Hale said`, `to beat`.
        let active = between(who + 1, verb)
            .all(|w| matches!(w, "have" | "has" | "had" | "also" | "then" | "narrowly" | "easily"));
        let object = between(verb + 1, whom).all(|w| {
            w.starts_with(char::is_lowercase)
                && !matches!(w, "by" | "in" | "at" | "for" | "on" | "to" | "and" | "as")
        });
        (active && object).then_some(Deed { lemma, who, verb, whom })
    })
}

/// `Oldfield's 1-0 win against Oldfield`.
fn against_itself<'a>(
    article: &'a Article,
    lexicons: &'a Lexicons,
    sentence: &Range<usize>,
) -> impl Iterator<Item = Clash> + use<'a> {
    const NEAR: usize = 5;
    let sentence = sentence.clone();
    sentence.clone().filter_map(move |at| {
        if !lexicons.at(article, at, Claims::Result) {
            return None;
        }
        let against =
            (at + 1..(at + 3).min(sentence.end)).find(|&i| matches!(article.word(i), "against" | "over"))?;
        let whom = (against + 1..(against + 3).min(sentence.end)).find(|&i| article.tokens[i].capital)?;
        let owner = (at.saturating_sub(NEAR).max(sentence.start)..at).rev().find(|&i| {
            let word = article.word(i);
            article.tokens[i].capital && possessive(word)
        })?;
        let last = article.tokens.get(whom + 1).is_none_or(|t| !t.capital);
        let first = owner == sentence.start || !article.tokens[owner - 1].capital;
        let same = fold(bare(article.word(owner))) == fold(bare(article.word(whom)));
        (same && last && first).then(|| Clash {
            kind: ClashKind::Itself,
            here: article.tokens[whom].span,
            there: article.tokens[owner].span,
            who: article.tokens[whom].span,
        })
    })
}
