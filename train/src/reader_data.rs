//! Articles made ready for training: the clues of each block, and the tags that the annotators gave.

use crate::polnear::{Annotated, Gold};
use onrecord::Span;
use onrecord::facts::speech::reader::clues::{Block, Clues, blocks};
use onrecord::facts::speech::reader::tags;
use onrecord::facts::speech::reader::words::{WordClass, WordClasses, share_class};
use onrecord::facts::{Label, quotes};
use onrecord::text::{Article, TokenKind};
use std::collections::HashMap;

/// The tag of every token of an article, for each of its annotators.
pub fn all_tags(annotated: &Annotated) -> Vec<Vec<u8>> {
    let all = std::iter::once(&annotated.gold).chain(&annotated.others);
    all.map(|gold| gold_tags(&annotated.article, gold)).collect()
}

/// The tag of every token of an article.
///
/// A piece is trimmed of marks that its annotator happened to take along, quotation marks but those that open
/// or close it: the scorer ignores marks, and a learner should not have to guess at them. Where two pieces
/// overlap, the first one annotated keeps its words.
fn gold_tags(article: &Article, gold: &[Gold]) -> Vec<u8> {
    let mut row = vec![tags::OUTSIDE; article.tokens.len()];
    for gold in gold {
        let parts = [(Label::Source, &gold.source), (Label::Cue, &gold.cue), (Label::Content, &gold.content)];
        for (label, pieces) in parts {
            for &piece in pieces {
                mark(article, piece, label, &mut row);
            }
        }
    }
    row
}

fn mark(article: &Article, piece: Span, label: Label, row: &mut [u8]) {
    let range = article.tokens_in(piece);
    let is_word = |i: &usize| article.tokens[*i].kind != TokenKind::Mark;
    let (Some(mut first), Some(mut last)) = (range.clone().find(is_word), range.clone().rev().find(is_word))
    else {
        return;
    };
    let paragraph = &article.paragraphs[article.paragraph_at(article.tokens[first].span.start)].tokens;
    if label == Label::Content {
        while first > paragraph.start
            && matches!(article.word(first - 1), "“" | "\"" | "''" | "'" | "‘" | "(" | "[" | "$")
            && touches(article, first - 1)
        {
            first -= 1;
        }
        let mut end = last;
        while end + 1 < paragraph.end
            && article.tokens[end + 1].kind == TokenKind::Mark
            && touches(article, end)
        {
            end += 1;
            if matches!(article.word(end), "”" | "\"" | "’" | "'" | ")" | "]" | "%") {
                last = end;
            }
        }
    }
    let free = |i: usize, row: &[u8]| row[i] == tags::OUTSIDE;
    let mut open = false;
    for i in first..=last {
        if free(i, row) {
            row[i] = if open { tags::inside(label) } else { tags::begin(label) };
            open = true;
        } else {
            open = false;
        }
    }
}

fn touches(article: &Article, i: usize) -> bool {
    article.tokens.get(i + 1).is_some_and(|next| next.span.start == article.tokens[i].span.end)
}

/// How often each word was a cue, a source, the first of a content; and how often it occurred.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub all: u32,
    pub cue: u32,
    pub source: u32,
    pub starts: u32,
}

/// The counts of a set of articles.
pub type WordCounts = HashMap<u64, Counts>;

/// Counts the words of one article.
pub fn count(article: &Article, row: &[u8]) -> WordCounts {
    let mut counts = WordCounts::new();
    for (token, &tag) in article.tokens.iter().zip(row) {
        if token.kind == TokenKind::Mark {
            continue;
        }
        let count = counts.entry(token.fold).or_default();
        count.all += 1;
        match tags::label(tag) {
            Some(Label::Cue) => count.cue += 1,
            Some(Label::Source) => count.source += 1,
            Some(Label::Content) if tag == tags::begin(Label::Content) => count.starts += 1,
            _ => {}
        }
    }
    counts
}

/// Sums counts over articles.
#[expect(clippy::iter_over_hash_type, reason = "sums do not depend on the order")]
pub fn total<'a>(parts: impl IntoIterator<Item = &'a WordCounts>) -> WordCounts {
    let mut sum = WordCounts::new();
    for part in parts {
        for (&fold, c) in part {
            let to = sum.entry(fold).or_default();
            to.all += c.all;
            to.cue += c.cue;
            to.source += c.source;
            to.starts += c.starts;
        }
    }
    sum
}

/// The classes of words as an article meets them that was not counted: its own counts are taken off, so that
/// the classes are as good in training as they are on new articles.
pub struct Without<'a> {
    pub total: &'a WordCounts,
    pub own: Option<&'a WordCounts>,
}

impl WordClasses for Without<'_> {
    fn class(&self, fold: u64) -> WordClass {
        let all = self.total.get(&fold).copied().unwrap_or_default();
        let own = self.own.and_then(|own| own.get(&fold)).copied().unwrap_or_default();
        let of = all.all - own.all;
        WordClass {
            cue: share_class(all.cue - own.cue, of),
            source: share_class(all.source - own.source, of),
            starts: share_class(all.starts - own.starts, of),
        }
    }
}

/// The clues of each block of an article.
pub fn all_clues(article: &Article, words: &impl WordClasses, mut visit: impl FnMut(&Block, &Clues)) {
    let (mut clues, quotes) = (Clues::default(), quotes::find(article, onrecord::lexicon::Lexicons::ours()));
    for block in blocks(article) {
        clues.fill(article, &quotes, &block, words);
        visit(&block, &clues);
    }
}
