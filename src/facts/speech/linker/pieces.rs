//! The labelled spans of an article as the linker sees them: with their place and state of quotation.

use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::speech::reader::{Label, Labelled};
use crate::lexicon::Lexicons;
use crate::text::{Article, TokenKind};
use std::ops::Range;

/// A labelled span with what the linker asks of it.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub label: Label,
    pub span: Span,
    /// Its tokens, never none.
    pub tokens: Range<usize>,
    /// The sentence it begins in.
    pub sentence: usize,
    /// The paragraph it begins in.
    pub paragraph: usize,
    /// The reader's confidence, 0..=1; 0 for what the reader did not label.
    pub confidence: f32,
    /// How much of it is inside quotation marks.
    pub quoted: Quoted,
    /// [`fold`](crate::text::fold) of its first word; of a mark where it has no word.
    pub first: u64,
    /// The same of its last word.
    pub last: u64,
}

/// How much of a span is inside quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoted {
    No,
    /// It begins with a mark.
    Opens,
    /// It begins inside.
    Inside,
    /// It begins outside and runs into a quotation.
    Partly,
}

/// Every label with at least one token, in order; and beside contents that have no cue in their sentence,
/// unlabelled words that the lexicon knows for cues.
pub(super) fn read(
    article: &Article,
    quotes: &Quotes,
    labels: &[Labelled],
    lexicons: &Lexicons,
) -> Vec<Piece> {
    let mut pieces = labelled(article, quotes, labels);
    let overlooked = overlooked(article, &pieces, lexicons);
    if !overlooked.is_empty() {
        pieces.extend(overlooked);
        pieces.sort_by_key(|p| p.tokens.start);
        pieces.dedup_by_key(|p| p.tokens.start);
    }
    pieces
}

/// How many words from a content an unlabelled cue may be.
const REACH: usize = 7;

fn overlooked(article: &Article, pieces: &[Piece], lexicons: &Lexicons) -> Vec<Piece> {
    let mut found = Vec::new();
    for (i, piece) in pieces.iter().enumerate().filter(|(_, p)| p.label == Label::Content) {
        let near = &pieces[i.saturating_sub(6)..(i + 7).min(pieces.len())];
        if near.iter().any(|p| p.label == Label::Cue && p.sentence == piece.sentence) {
            continue;
        }
        let paragraph = &article.paragraphs[piece.paragraph].tokens;
        let floor = piece.tokens.start.saturating_sub(REACH).max(paragraph.start);
        let ceiling = (piece.tokens.end + REACH).min(paragraph.end);
        let free = |t: &usize| !near.iter().any(|p| p.tokens.contains(t));
        let hit = |t: usize| {
            lexicons.cues.longest(article, t, (t + 3).min(paragraph.end)).map(|hit| t..t + hit.tokens)
        };
        let verb = |range: &Range<usize>| range.clone().all(|t| free(&t));
        let before = (floor..piece.tokens.start).rev().take_while(free).filter_map(hit).find(verb);
        let after = (piece.tokens.end..ceiling).take_while(free).filter_map(hit).find(verb);
        found.extend([before, after].into_iter().flatten().map(|tokens| {
            let sentence = article.sentence_at(article.tokens[tokens.start].span.start);
            Piece {
                label: Label::Cue,
                span: article.span_of(tokens.clone()),
                sentence,
                paragraph: piece.paragraph,
                confidence: 0.0,
                quoted: Quoted::No,
                first: article.tokens[tokens.start].fold,
                last: article.tokens[tokens.end - 1].fold,
                tokens,
            }
        }));
    }
    found
}

fn labelled(article: &Article, quotes: &Quotes, labels: &[Labelled]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(labels.len());
    for label in labels {
        let tokens = article.tokens_in(label.span);
        if tokens.is_empty() {
            continue;
        }
        let sentence = article.sentence_at(article.tokens[tokens.start].span.start);
        let paragraph = article.sentences[sentence].paragraph;
        let inside = quotes.is_open_before(&article.paragraphs[paragraph], tokens.start);
        let opens = quotes.is_double_mark(tokens.start);
        let marks = tokens.clone().any(|t| quotes.is_double_mark(t));
        let quoted = match (opens, inside, marks) {
            (true, false, _) => Quoted::Opens,
            (_, true, _) => Quoted::Inside,
            (_, false, true) => Quoted::Partly,
            (_, false, false) => by_other_marks(article, quotes, &tokens),
        };
        let word = |t: &usize| article.tokens[*t].kind != TokenKind::Mark;
        let first = tokens.clone().find(word).unwrap_or(tokens.start);
        let last = tokens.clone().rev().find(word).unwrap_or(tokens.start);
        pieces.push(Piece {
            label: label.label,
            span: label.span,
            sentence,
            paragraph,
            confidence: label.confidence,
            quoted,
            first: article.tokens[first].fold,
            last: article.tokens[last].fold,
            tokens,
        });
    }
    pieces
}

/// How much of some tokens is inside marks other than double ones.
fn by_other_marks(article: &Article, quotes: &Quotes, tokens: &Range<usize>) -> Quoted {
    let (start, end) = (article.tokens[tokens.start].span.start, article.tokens[tokens.end - 1].span.end);
    match quotes.around(start).map(|q| &quotes[q]) {
        Some(quote) if quote.is_read_as_pair() => {
            if quote.span.start == start {
                Quoted::Opens
            } else {
                Quoted::Inside
            }
        }
        _ => {
            let from = quotes.quotes.partition_point(|q| q.span.start < start);
            let mut within = quotes.quotes[from..].iter().take_while(|q| q.span.start < end);
            let runs = within.any(|q| q.parent.is_none() && q.is_read_as_pair());
            if runs { Quoted::Partly } else { Quoted::No }
        }
    }
}
