//! The words at one or more places of an article.

use crate::Span;
use crate::text::Article;
use std::borrow::Cow;

/// Stands where words are left out between two pieces.
const GAP: &str = " … ";

/// The words of one span; nothing where it does not lie in the text.
pub(super) fn slice(article: &Article, span: Span) -> &str {
    article.text.get(span.range()).unwrap_or_default()
}

/// The words of all spans, in order, with a mark where something lies between.
pub(super) fn words_of<'a>(article: &'a Article, spans: &[Span]) -> Cow<'a, str> {
    match spans {
        [] => Cow::Borrowed(""),
        [one] => Cow::Borrowed(slice(article, *one)),
        several => {
            let pieces: Vec<_> = several.iter().map(|&span| slice(article, span)).collect();
            Cow::Owned(pieces.join(GAP))
        }
    }
}
