//! The one answer to "inside a quotation?", for every token.
//!
//! Double marks are read as annotators of quotations read them: “ opens, ” closes, " and '' do either, and the end of a
//! paragraph closes, whether or not the mark has a partner. Other marks (‘ ’, « », „ “), which may be apostrophes, count
//! where they were found in pairs.

use super::{Quote, Quotes};
use crate::text::{Article, Paragraph, TokenKind};

/// Where a token is in relation to the outermost quotation around it.
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

/// What is known of a token, in a byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stand {
    state: QuoteState,
    /// [`OPEN`], [`MARK`] and [`PAIR`].
    flags: u8,
}

/// Double marks are open after it.
const OPEN: u8 = 1;
/// A double mark begins at it.
const MARK: u8 = 2;
/// It is in a quotation whose marks are read as a pair.
const PAIR: u8 = 4;

impl Quotes {
    /// Where a token occurs.
    #[must_use]
    #[inline]
    pub fn state(&self, token: usize) -> QuoteState {
        self.stand(token).state
    }

    /// Whether a token is inside a quotation; an opening mark is, a closing one is not, unless it is one of a pair.
    #[must_use]
    #[inline]
    pub fn is_inside(&self, token: usize) -> bool {
        self.stand(token).flags & (OPEN | PAIR) != 0
    }

    /// The same of the word or mark at byte `offset`.
    #[must_use]
    pub fn holds(&self, article: &Article, offset: u32) -> bool {
        let token = article.token_at(offset);
        let between = article.tokens.get(token).is_none_or(|t| t.span.start > offset);
        if between { token > 0 && self.is_inside(token - 1) } else { self.is_inside(token) }
    }

    /// Whether double marks are open after a token.
    #[must_use]
    #[inline]
    pub fn is_open_after(&self, token: usize) -> bool {
        self.stand(token).flags & OPEN != 0
    }

    /// Whether double marks are open before the first of `tokens`, which are of this paragraph.
    #[must_use]
    pub fn is_open_before(&self, paragraph: &Paragraph, token: usize) -> bool {
        token > paragraph.tokens.start && self.is_open_after(token - 1)
    }

    /// Whether a double quotation mark begins at a token; wire services type it as two single ones.
    #[must_use]
    #[inline]
    pub fn is_double_mark(&self, token: usize) -> bool {
        self.stand(token).flags & MARK != 0
    }

    #[inline]
    fn stand(&self, token: usize) -> Stand {
        self.stands.get(token).copied().unwrap_or_default()
    }
}

/// Where every token of `article` occurs. Linear.
pub(super) fn find(article: &Article, quotes: &[Quote]) -> Vec<Stand> {
    let mut stands = vec![Stand::default(); article.tokens.len()];
    let mut pairs = quotes.iter().filter(|q| q.parent.is_none() && q.is_read_as_pair()).peekable();
    for paragraph in &article.paragraphs {
        double_marks(article, paragraph, &mut stands);
        let end = paragraph.span.end;
        while let Some(quote) = pairs.next_if(|q| q.span.start < end) {
            pair(article, quote, &mut stands);
        }
    }
    stands
}

fn double_marks(article: &Article, paragraph: &Paragraph, stands: &mut [Stand]) {
    let mut open = false;
    let mut part_of_mark = false;
    for token in paragraph.tokens.clone() {
        if std::mem::take(&mut part_of_mark) {
            stands[token] = Stand { flags: stands[token - 1].flags & OPEN, ..stands[token - 1] };
            continue;
        }
        let opens = match mark(article, token) {
            Some(Double::Opening) => Some(true),
            Some(Double::Closing) => Some(false),
            Some(Double::Straight) => Some(!open),
            Some(Double::Apostrophes) => {
                part_of_mark = true;
                Some(!open)
            }
            None => None,
        };
        let state = match opens {
            Some(true) => QuoteState::Opening,
            Some(false) => QuoteState::Closing,
            None if open => QuoteState::Inside,
            None => QuoteState::Outside,
        };
        open = opens.unwrap_or(open);
        let flags = if open { OPEN } else { 0 } | if opens.is_some() { MARK } else { 0 };
        stands[token] = Stand { state, flags };
    }
}

/// Marks the tokens of a quotation whose marks are a pair; its state counts where no double marks are open around it.
fn pair(article: &Article, quote: &Quote, stands: &mut [Stand]) {
    let tokens = article.tokens_in(quote.span);
    let starts = article.tokens.get(tokens.start).is_some_and(|t| t.span.start == quote.span.start);
    let outside = starts && stands.get(tokens.start).is_some_and(|s| s.state == QuoteState::Outside);
    let last = tokens.end.saturating_sub(1);
    for token in tokens.clone() {
        let stand = &mut stands[token];
        stand.flags |= PAIR;
        if outside {
            stand.state = match token {
                _ if token == tokens.start => QuoteState::Opening,
                _ if token == last && quote.closed => QuoteState::Closing,
                _ => QuoteState::Inside,
            };
        }
    }
}

enum Double {
    Opening,
    Closing,
    Straight,
    Apostrophes,
}

fn mark(article: &Article, token: usize) -> Option<Double> {
    let this = &article.tokens[token];
    if this.kind != TokenKind::Mark {
        return None;
    }
    match article.slice(this.span) {
        "“" => Some(Double::Opening),
        "”" => Some(Double::Closing),
        "\"" | "''" => Some(Double::Straight),
        "'" => {
            let next = article.tokens.get(token + 1)?;
            (next.span.start == this.span.end && article.slice(next.span) == "'")
                .then_some(Double::Apostrophes)
        }
        _ => None,
    }
}
