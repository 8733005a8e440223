//! A headline that says the opposite of what its story tells of the same subject.

use super::{Clash, ClashKind, body, denied, headline, span};
use crate::facts::quotes::Quotes;
use crate::lexicon::function_words::is_function;
use crate::lexicon::{Claims, Lexicons};
use crate::text::{Article, TokenKind};
use std::ops::Range;

/// What excludes what.
const OPPOSITES: [(Claims, Claims); 3] =
    [(Claims::Won, Claims::Lost), (Claims::Rose, Claims::Fell), (Claims::Approved, Claims::Rejected)];

/// Sentences at the beginning of the story.
const LEAD: usize = 4;

pub(super) fn find(article: &Article, quotes: &Quotes, lexicons: &Lexicons, out: &mut Vec<Clash>) {
    let Some(head) = headline(article) else { return };
    for (a, b) in OPPOSITES.into_iter().flat_map(|(a, b)| [(a, b), (b, a)]) {
        out.extend(opposite(article, quotes, lexicons, &head, a, b));
    }
    out.extend(verdict(article, lexicons, &head));
}

fn opposite(
    article: &Article,
    quotes: &Quotes,
    lexicons: &Lexicons,
    head: &Range<usize>,
    said: Claims,
    opposite: Claims,
) -> Option<Clash> {
    let verb = head.clone().find(|&at| lexicons.at(article, at, said) && !denied(article, head.start, at))?;
    let outside = |at: usize| quotes.around(article.tokens[at].span.start).is_none();
    let other = head.clone().any(|at| lexicons.at(article, at, opposite));
    let subject = subject(article, head.start, verb).filter(|&s| s + 1 == verb && outside(verb) && !other)?;
    // The story says so too, of this or of something else.
    if body(article).flatten().any(|at| lexicons.at(article, at, said)) {
        return None;
    }
    let same = |at: usize| article.tokens[at].fold == article.tokens[subject].fold;
    body(article).take(LEAD).find_map(|s| {
        let at = s
            .clone()
            .find(|&at| lexicons.at(article, at, opposite) && outside(at) && !denied(article, s.start, at))?;
        let own = self::subject(article, s.start, at).filter(|&own| same(own))?;
        Some(Clash {
            kind: ClashKind::Outcome,
            here: span(article, own, at + 1),
            there: span(article, subject, verb + 1),
            who: article.tokens[own].span,
        })
    })
}

/// The noun right before a verb, auxiliaries and adverbs left out.
fn subject(article: &Article, from: usize, verb: usize) -> Option<usize> {
    const REACH: usize = 3;
    let at = (verb.saturating_sub(REACH).max(from)..verb).rev().find(|&at| {
        let token = article.tokens[at];
        !(matches!(article.word(at), "has" | "have" | "had" | "was" | "were")
            || article.word(at).ends_with("ly") && !token.capital)
    })?;
    let token = article.tokens[at];
    (token.kind == TokenKind::Word && token.span.len() > 2 && !is_function(token.fold)).then_some(at)
}

/// `pleads guilty`, where the story has `not guilty` alone; and the other way round.
fn verdict(article: &Article, lexicons: &Lexicons, head: &Range<usize>) -> Option<Clash> {
    let (mut no, mut yes) = (None, None);
    let read = |range: Range<usize>| {
        range.clone().filter_map(move |at| {
            let not = lexicons.claims.phrase(article, at, range.end, Claims::NotGuilty);
            let plain = || lexicons.at(article, at, Claims::Guilty) && !denied(article, range.start, at);
            not.map(|n| (false, at..at + n)).or_else(|| plain().then(|| (true, at..at + 1)))
        })
    };
    let told: Vec<_> = read(head.clone()).collect();
    let (guilty, there) = told.first().filter(|first| told.iter().all(|t| t.0 == first.0))?;
    for (guilty, at) in body(article).flat_map(read) {
        if guilty {
            yes.get_or_insert(at)
        } else {
            no.get_or_insert(at)
        };
    }
    let here = match (guilty, yes, no) {
        (true, None, Some(here)) | (false, Some(here), None) => here,
        _ => return None,
    };
    let here = span(article, here.start, here.end);
    Some(Clash { kind: ClashKind::Outcome, here, there: span(article, there.start, there.end), who: here })
}
