//! Quotations: where they open and close, which nest, which run over paragraphs, which marks are stray.
//!
//! | file | yields |
//! | --- | --- |
//! | `marks.rs` | the quotation marks of a paragraph, each with what its neighbours allow it to be |
//! | `pairs.rs` | which mark of a paragraph closes which |
//! | `finder.rs` | the quotations of the article, joined over paragraphs |
//! | `usage.rs` | speech, scare quotes or a title |
//! | `states.rs` | for each token whether it is inside: the one answer to that question |

mod finder;
mod marks;
mod pairs;
mod states;
#[cfg(test)]
mod tests;
mod usage;

pub use finder::find;
pub use states::QuoteState;

use crate::named::named;
use crate::{Id, Span};
use std::ops::Index;

named! {
    /// How the marks of a quotation look.
    #[non_exhaustive]
    pub enum MarkStyle {
        /// “ ”
        CurlyDouble = "curly-double",
        /// " "
        StraightDouble = "straight-double",
        /// ‘ ’
        CurlySingle = "curly-single",
        /// ' '
        StraightSingle = "straight-single",
        /// '' '', as wire services type it.
        DoubledSingle = "doubled-single",
        /// « »
        Guillemets = "guillemets",
        /// „ “
        LowHigh = "low-high",
    }
}

impl MarkStyle {
    /// Whether the marks are single ones, which an apostrophe may be mistaken for.
    #[must_use]
    pub const fn is_single(self) -> bool {
        matches!(self, Self::CurlySingle | Self::StraightSingle)
    }
}

named! {
    /// What the marks are there for.
    #[non_exhaustive]
    pub enum QuoteUse {
        /// Someone's words: a clause or a fragment of one.
        Speech = "speech",
        /// A word or two held at arm's length.
        Scare = "scare",
        /// The title of a work, show or document; a nickname inside a name.
        Title = "title",
    }
}

/// A quotation in one paragraph.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Quote {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// How its marks look; the opening one where the two differ.
    pub marks: MarkStyle,
    /// What it is.
    pub used_as: QuoteUse,
    /// Whether it has a closing mark of its own. False too for a paragraph of a longer quotation that the
    /// next paragraph re-opens, as custom has it; see `continued_by`.
    pub closed: bool,
    /// The quotation around this one.
    pub parent: Option<QuoteId>,
    /// The quotation in the next paragraph that goes on with this one.
    pub continued_by: Option<QuoteId>,
    /// The quotation in the paragraph before that this one goes on with.
    pub continues: Option<QuoteId>,
    /// Words inside, marks not counted.
    pub words: u32,
}

impl Quote {
    /// Whether its marks need a partner to be distinguished from apostrophes and the like. The double ones of English
    /// are read one by one instead, as annotated news has them, partner or none.
    #[must_use]
    pub const fn is_read_as_pair(&self) -> bool {
        use MarkStyle::{CurlyDouble, DoubledSingle, StraightDouble};
        !matches!(self.marks, CurlyDouble | StraightDouble | DoubledSingle)
    }
}

/// A quotation mark without a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StrayMark {
    /// The mark.
    pub span: Span,
    /// Whether it is an opening mark (of a quotation that is never closed) or a closing one.
    pub opening: bool,
}

/// All quotations of an article.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Quotes {
    /// In order of their opening marks; nested ones follow the one around them. Two either nest or lie apart.
    pub quotes: Vec<Quote>,
    /// Marks without a partner, in order.
    pub strays: Vec<StrayMark>,
    /// Where each token occurs; see [`Quotes::state`].
    stands: Vec<states::Stand>,
}

/// The number of a quotation among [`Quotes::quotes`].
pub type QuoteId = Id<Quote>;

impl Index<QuoteId> for Quotes {
    type Output = Quote;

    fn index(&self, id: QuoteId) -> &Quote {
        &self.quotes[id.index()]
    }
}

impl Quotes {
    /// The quotations with their numbers.
    pub fn numbered(&self) -> impl Iterator<Item = (QuoteId, &Quote)> {
        self.quotes.iter().enumerate().map(|(i, quote)| (QuoteId::new(i), quote))
    }

    /// The outermost quotations used as speech that reach into none of `contents`, the words of statements.
    #[must_use]
    pub fn unattributed(&self, contents: impl IntoIterator<Item = Span>) -> Vec<&Quote> {
        let mut contents: Vec<Span> = contents.into_iter().collect();
        contents.sort_unstable();
        let (mut reach, mut next) = (0, 0);
        let mut found = Vec::new();
        for quote in self.quotes.iter().filter(|quote| quote.parent.is_none()) {
            while let Some(content) = contents.get(next).filter(|content| content.start < quote.span.end) {
                reach = reach.max(content.end);
                next += 1;
            }
            if quote.used_as == QuoteUse::Speech && reach <= quote.span.start {
                found.push(quote);
            }
        }
        found
    }

    /// The outermost quotation that holds byte `offset`, marks included.
    #[must_use]
    pub fn around(&self, offset: u32) -> Option<QuoteId> {
        let mut at = self.innermost(offset)?;
        while let Some(parent) = self[at].parent {
            at = parent;
        }
        Some(at)
    }

    /// The innermost quotation that holds byte `offset`, marks included.
    #[must_use]
    pub fn innermost(&self, offset: u32) -> Option<QuoteId> {
        let after = self.quotes.partition_point(|q| q.span.start <= offset);
        let mut at = Some(QuoteId::new(after.checked_sub(1)?));
        while let Some(id) = at {
            if self[id].span.end > offset {
                return at;
            }
            at = self[id].parent;
        }
        None
    }
}
