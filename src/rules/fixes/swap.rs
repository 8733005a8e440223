//! A word that house style writes otherwise, with the capital that it has.

use super::Replacement;
use crate::Span;
use crate::rules::kinds::View;
use crate::rules::matcher::Found;
use crate::rules::message::capital;

pub(super) fn fix(v: View<'_>, found: &Found) -> Option<Replacement> {
    let instead = found.label.as_deref()?;
    let written = v.article.slice(found.span);
    if in_address(&v.article.text, found.span) || in_name(v, found.span) {
        return None;
    }
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    let small = capitals(instead) == 0;
    let text = match capitals(written) {
        0 => instead.to_owned(),
        1 if small && written.starts_with(char::is_uppercase) => capital(instead),
        // WORDS IN CAPITALS, or a name that the list itself writes with its own.
        _ if small => return None,
        _ if written.len() > 1
            && !written.contains(char::is_lowercase)
            && instead.contains(char::is_lowercase) =>
        {
            return None;
        }
        _ => instead.to_owned(),
    };
    Some(Replacement::of(v.article, found.span, text))
}

/// Whether a place is part of a longer name: `The Kiev Independent`, `Dynamo Kiev`, `Battle of Kiev`.
fn in_name(v: View<'_>, span: Span) -> bool {
    let article = v.article;
    let tokens = article.tokens_in(span);
    let sentence = &article.sentences[article.sentence_at(span.start)].tokens;
    let named = |at: usize| sentence.contains(&at) && article.tokens[at].capital;
    let inside = |at: Option<usize>| at.is_some_and(|at| at > sentence.start && named(at));
    let before = tokens.start.checked_sub(1);
    let of = before.filter(|&at| article.word(at) == "of").and_then(|at| at.checked_sub(1));
    let place = v.lexicons.places.longest(article, tokens.start, tokens.end).is_some();
    place && named(tokens.start) && (named(tokens.end) || inside(before) || inside(of))
}

/// Whether the word is a part of something that is copied as it is: an address, a file, a tag.
fn in_address(text: &str, span: Span) -> bool {
    let joins = |c: char| matches!(c, '.' | '/' | '@' | '_' | '#' | '\\');
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let goes_on = after.strip_prefix(joins).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    before.ends_with(joins) || goes_on
}
