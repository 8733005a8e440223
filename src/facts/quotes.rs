//! Quotations: where they open and close, which nest, which run over paragraphs, which marks are stray.

use crate::Span;
use crate::text::Article;

/// How the marks of a quotation look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MarkStyle {
    /// “ ”
    CurlyDouble,
    /// " "
    StraightDouble,
    /// ‘ ’
    CurlySingle,
    /// ' '
    StraightSingle,
    /// '' '', as wire services type it.
    DoubledSingle,
    /// « »
    Guillemets,
    /// „ “
    LowHigh,
}

/// What the marks are there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuoteUse {
    /// Somebody's words: a clause or a fragment of one.
    Speech,
    /// A word or two held at arm's length.
    Scare,
    /// The title of a work, show or document; a nickname inside a name.
    Title,
}

/// A quotation in one paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Quote {
    /// With its marks.
    pub span: Span,
    /// Without its marks.
    pub inner: Span,
    /// How its marks look.
    pub marks: MarkStyle,
    /// What it is.
    pub used_as: QuoteUse,
    /// Whether it has a closing mark of its own. False too for a paragraph of a longer quotation that the
    /// next paragraph re-opens, as custom has it; see `continued_by`.
    pub closed: bool,
    /// The quotation around this one: index into [`Quotes::quotes`].
    pub parent: Option<usize>,
    /// The quotation in the next paragraph that goes on with this one: index into [`Quotes::quotes`].
    pub continued_by: Option<usize>,
    /// The quotation in the paragraph before that this one goes on with.
    pub continues: Option<usize>,
    /// Words inside, marks not counted.
    pub words: u32,
}

/// A quotation mark without a partner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StrayMark {
    /// The mark.
    pub span: Span,
    /// Whether it is an opening mark (of a quotation that is never closed) or a closing one.
    pub opening: bool,
}

/// All quotations of an article.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    /// In order of their opening marks; nested ones follow the one around them.
    pub quotes: Vec<Quote>,
    /// Marks without a partner.
    pub strays: Vec<StrayMark>,
}

impl Quotes {
    /// The outermost double-marked quotation that holds byte `offset`, marks included.
    #[must_use]
    pub fn around(&self, offset: u32) -> Option<usize> {
        let after = self.quotes.partition_point(|q| q.span.start <= offset);
        (0..after).rev().take(8).filter(|&i| self.quotes[i].span.end > offset).last()
    }
}

/// Finds the quotations of an article.
#[must_use]
pub fn find(_article: &Article) -> Quotes {
    Quotes::default()
}
