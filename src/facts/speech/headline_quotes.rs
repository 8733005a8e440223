//! Quotations in headlines and captions, and whether the body has their words.

use crate::Span;
use crate::facts::quotes::Quotes;
use crate::text::{Article, Role, TokenKind};
use rustc_hash::FxHashMap;

/// A quotation in a headline, sub-heading or caption.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct HeadlineQuote {
    /// The quotation, marks included.
    pub span: Span,
    /// Its words.
    pub words: u32,
    /// The most of them that are in the body in one run.
    pub longest: u32,
    /// How many of them are in the body at all.
    pub known: u32,
    /// Words of the body.
    pub body: u32,
}

/// Places of a word in the body that are tried.
const PLACES: usize = 64;

/// Finds the quotations above and beside the body.
#[must_use]
pub fn find(article: &Article, quotes: &Quotes) -> Vec<HeadlineQuote> {
    let role = |at: u32| article.paragraphs.get(article.paragraph_at(at)).map(|p| p.role);
    let displayed = |at: u32| matches!(role(at), Some(Role::Headline | Role::Subheading | Role::Caption));
    let shown = quotes.quotes.iter().filter(|q| q.parent.is_none() && displayed(q.span.start));
    let shown: Vec<_> = shown.collect();
    if shown.is_empty() {
        return Vec::new();
    }
    let body: Vec<u64> = article
        .paragraphs
        .iter()
        .filter(|p| p.role == Role::Body)
        .flat_map(|p| &article.tokens[p.tokens.clone()])
        .filter(|t| t.kind != TokenKind::Mark)
        .map(|t| t.fold)
        .collect();
    let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (at, fold) in body.iter().enumerate() {
        let list = places.entry(*fold).or_default();
        if list.len() < PLACES {
            list.push(at);
        }
    }
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let one = |span: Span, inner: Span| {
        let tokens = &article.tokens[article.tokens_in(inner)];
        let words: Vec<u64> = tokens.iter().filter(|t| t.kind != TokenKind::Mark).map(|t| t.fold).collect();
        let run = |from: usize| {
            let at = places.get(&words[from]).map_or(&[][..], Vec::as_slice);
            let same =
                |at: &usize| words[from..].iter().zip(&body[*at..]).take_while(|(a, b)| a == b).count();
            at.iter().map(same).max().unwrap_or(0)
        };
        HeadlineQuote {
            span,
            words: count(words.len()),
            // A headline's quotation is short: this is no search through a document.
            longest: count((0..words.len().min(40)).map(run).max().unwrap_or(0)),
            known: count(words.iter().filter(|w| places.contains_key(w)).count()),
            body: count(body.len()),
        }
    };
    shown.iter().map(|q| one(q.span, q.inner)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;

    #[test]
    fn looks_for_the_words_in_the_body() {
        let body =
            "“We will rebuild every house on this street before winter,” said Mayor Petra Hollis on Monday.";
        let article =
            Article::new("t", format!("Hollis: ‘We will rebuild every home’\n\n{body}\n\n{body}\n"), None);
        let found = find(&article, &quotes::find(&article, crate::lexicon::Lexicons::ours()));
        let [one] = found[..] else { panic!("{found:?}") };
        assert_eq!((one.words, one.longest, one.known), (5, 4, 4));
    }
}
