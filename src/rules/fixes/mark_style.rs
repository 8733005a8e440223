//! Quotation marks of another style: those of a paragraph, or of the whole article, become alike.

use super::Replacement;
use crate::Span;
use crate::facts::Quote;
use crate::facts::quotes::MarkStyle;
use crate::rules::kinds::View;

/// The style that marks are to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// “ ” and ‘ ’.
    Curly,
    /// That which most of the article's outermost quotations have; of two that are as common, the first.
    Most,
}

impl Target {
    /// Names in rules.
    pub(crate) const NAMES: &[(&str, Self)] = &[("curly", Self::Curly), ("most", Self::Most)];
}

/// Double marks in a style, with the single ones that go with them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Curly,
    Straight,
    Doubled,
}

impl Style {
    /// The style of double marks.
    const fn of(marks: MarkStyle) -> Option<Self> {
        match marks {
            MarkStyle::CurlyDouble => Some(Self::Curly),
            MarkStyle::StraightDouble => Some(Self::Straight),
            MarkStyle::DoubledSingle => Some(Self::Doubled),
            _ => None,
        }
    }

    /// The marks that stand for these in the style: opening and closing. None where they are in it, or in no English one.
    fn marks(self, marks: MarkStyle) -> Option<(&'static str, &'static str)> {
        match (self, marks) {
            (Self::Curly, MarkStyle::StraightDouble | MarkStyle::DoubledSingle) => Some(("“", "”")),
            (Self::Curly, MarkStyle::StraightSingle) => Some(("‘", "’")),
            (Self::Straight, MarkStyle::CurlyDouble | MarkStyle::DoubledSingle) => Some(("\"", "\"")),
            (Self::Straight | Self::Doubled, MarkStyle::CurlySingle) => Some(("'", "'")),
            (Self::Doubled, MarkStyle::CurlyDouble | MarkStyle::StraightDouble) => Some(("''", "''")),
            _ => None,
        }
    }
}

/// Quotations of an article, at most, for whose style all are looked at.
const ALL: usize = 10_000;

pub(super) fn fix(v: View<'_>, target: Target, marked: Span) -> Option<Vec<Replacement>> {
    let quotes = &v.facts.quotes().quotes;
    let (style, range) = match target {
        // Those of the paragraph.
        Target::Curly => {
            let paragraph = v.article.paragraphs.get(v.article.paragraph_at(marked.start))?.span;
            let before = |end: u32| quotes.partition_point(|quote| quote.span.start < end);
            (Style::Curly, before(paragraph.start)..before(paragraph.end))
        }
        Target::Most if quotes.len() > ALL => return None,
        Target::Most => (most(quotes)?, 0..quotes.len()),
    };
    let mut made = Vec::new();
    for quote in &quotes[range] {
        let Some((open, close)) = style.marks(quote.marks) else { continue };
        // A quotation in one that keeps its marks keeps its own.
        let around = quote.parent.map(|parent| &quotes[parent.index()]);
        let keeps = around.is_none_or(|around| style.marks(around.marks).is_none());
        if target == Target::Most && quote.marks.is_single() && keeps {
            continue;
        }
        let opening = Span::new(quote.span.start, quote.inner.start);
        made.push(Replacement::of(v.article, opening, open));
        if quote.closed {
            made.push(Replacement::of(v.article, Span::new(quote.inner.end, quote.span.end), close));
        }
    }
    // Where a mark is of one style and its partner of another, one of the two is right already.
    made.retain(|one| one.written != one.text);
    Some(made)
}

/// The style that most of the outermost quotations have.
fn most(quotes: &[Quote]) -> Option<Style> {
    let mut tally: Vec<(Style, usize)> = Vec::new();
    for style in
        quotes.iter().filter(|quote| quote.parent.is_none()).filter_map(|quote| Style::of(quote.marks))
    {
        match tally.iter_mut().find(|(known, _)| *known == style) {
            Some((_, times)) => *times += 1,
            None => tally.push((style, 1)),
        }
    }
    let best = tally.iter().map(|(_, times)| *times).max()?;
    tally.iter().find(|(_, times)| *times == best).map(|(style, _)| *style)
}
