//! For each token whether it stands inside a quotation.

use super::Quotes;
use crate::text::Article;

/// Where a token stands as to the outermost quotation around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum QuoteState {
    /// Outside.
    #[default]
    Outside,
    /// The opening mark, or a part of it: '' is two tokens.
    Opening,
    /// Inside; marks of nested quotations too.
    Inside,
    /// The closing mark, or a part of it.
    Closing,
}

impl Quotes {
    /// The state of every token of `article`, one byte each. Linear.
    ///
    /// A quotation that is never closed ends with its paragraph, or before the next one. Stray closing
    /// marks are outside.
    #[must_use]
    pub fn states(&self, article: &Article) -> Vec<QuoteState> {
        let mut states = vec![QuoteState::Outside; article.tokens.len()];
        for quote in self.quotes.iter().filter(|q| q.parent.is_none()) {
            for token in article.tokens_in(quote.span) {
                let span = article.tokens[token].span;
                states[token] = if span.start < quote.inner.start {
                    QuoteState::Opening
                } else if span.start < quote.inner.end {
                    QuoteState::Inside
                } else {
                    QuoteState::Closing
                };
            }
        }
        states
    }
}
