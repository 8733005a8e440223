//! What the model may see of each token of a paragraph, gathered once before features are made of it.

use super::around::{self, Around};
use super::clue::{Clue, FIRST_MARK, MARK_OF_QUOTATION, clue};
use super::parts;
use super::words::WordClasses;
use crate::facts::quotes::{QuoteState, Quotes};
use crate::text::{Article, fold};
use std::ops::Range;
use std::sync::LazyLock;

/// How far a feature looks to either side; as many empty clues are around each paragraph.
pub const REACH: usize = 5;

/// What is known of one sentence.
#[derive(Clone, Copy, Debug, Default)]
pub struct SentenceClue {
    /// Its first and one past its last token, as indices into [`Clues::tokens`].
    pub start: usize,
    /// One past its last token.
    pub end: usize,
    /// Words between quotation marks.
    pub quoted: usize,
    /// The strongest class of a cue word in it.
    pub strongest: u8,
    /// That word.
    pub cue: u64,
}

/// Everything known of a paragraph. Kept and filled anew for each paragraph, so nothing is allocated.
#[derive(Clone, Debug, Default)]
pub struct Clues {
    /// The tokens, with [`REACH`] empty ones before and after.
    pub tokens: Vec<Clue>,
    /// What is around each of `tokens` in its sentence.
    pub around: Vec<Around>,
    /// The sentences.
    pub sentences: Vec<SentenceClue>,
    /// Words between quotation marks in the whole paragraph.
    pub quoted: usize,
    /// Which paragraph of the article it is, from 0.
    pub paragraph: usize,
    /// Whether the block before ended inside a quotation.
    pub open_before: bool,
}

/// Tokens after which a block ends with the next sentence, and after which it ends in any case.
const LONG: usize = 1500;
const TOO_LONG: usize = 3000;

/// A stretch of tokens that is tagged in one go: a paragraph, or a part of one that is very long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Index into [`Article::paragraphs`].
    pub paragraph: usize,
    /// Indices into [`Article::tokens`].
    pub tokens: Range<usize>,
}

/// The blocks of an article, in order; every token is in one.
pub fn blocks(article: &Article) -> impl Iterator<Item = Block> + '_ {
    article.paragraphs.iter().enumerate().flat_map(move |(paragraph, p)| {
        let mut start = p.tokens.start;
        std::iter::from_fn(move || {
            if start >= p.tokens.end {
                return None;
            }
            let mut end = p.tokens.end;
            if end - start > TOO_LONG {
                let sentences = &article.sentences[p.sentences.clone()];
                let next = sentences.partition_point(|s| s.tokens.end < start + LONG);
                end = sentences.get(next).map_or(end, |s| s.tokens.end.min(start + TOO_LONG));
            }
            let tokens = start..end;
            start = end;
            Some(Block { paragraph, tokens })
        })
    })
}

impl Clues {
    /// Gathers the clues of a block.
    pub fn fill(&mut self, article: &Article, quotes: &Quotes, block: &Block, words: &impl WordClasses) {
        let paragraph = &article.paragraphs[block.paragraph];
        let tokens = &article.tokens[block.tokens.clone()];
        let before = block.tokens.start.checked_sub(1);
        self.open_before = block.paragraph > 0 && before.is_some_and(|token| quotes.is_open_after(token));
        self.paragraph = block.paragraph;
        self.tokens.clear();
        self.tokens.resize(REACH, Clue::default());
        for token in tokens {
            self.tokens.push(clue(article, token, words));
        }
        self.tokens.resize(tokens.len() + 2 * REACH, Clue::default());
        quote_states(article, quotes, block, &mut self.tokens[REACH..]);
        let range = self.range();
        parts::built_in().tag(&mut self.tokens, range);
        self.quoted = 0;
        self.sentences.clear();
        let sentences = &article.sentences[paragraph.sentences.clone()];
        let first = sentences.partition_point(|s| s.tokens.end <= block.tokens.start);
        for sentence in &sentences[first..] {
            let start = sentence.tokens.start.max(block.tokens.start);
            let end = sentence.tokens.end.min(block.tokens.end);
            if start >= end {
                break;
            }
            let at = |token: usize| token - block.tokens.start + REACH;
            self.add_sentence(at(start)..at(end));
        }
        self.around.clear();
        self.around.resize(self.tokens.len(), Around::default());
        for sentence in &self.sentences {
            around::fill(&self.tokens, sentence.start..sentence.end, &mut self.around);
        }
    }

    /// The indices of the paragraph's own tokens.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        REACH..self.tokens.len().saturating_sub(REACH).max(REACH)
    }

    fn add_sentence(&mut self, range: Range<usize>) {
        let index = u32::try_from(self.sentences.len()).unwrap_or(u32::MAX);
        let mut sentence = SentenceClue { start: range.start, end: range.end, ..SentenceClue::default() };
        for clue in &mut self.tokens[range] {
            clue.sentence = index;
            sentence.quoted += usize::from(clue.quote == QuoteState::Inside && clue.shape < FIRST_MARK);
            if clue.class.cue > sentence.strongest {
                sentence.strongest = clue.class.cue;
                sentence.cue = clue.word;
            }
        }
        self.quoted += sentence.quoted;
        self.sentences.push(sentence);
    }
}

/// Writes where each token is in relation to the quotation marks. The marks of a pair are shown as “ and ”, which the model
/// knows best.
fn quote_states(article: &Article, quotes: &Quotes, block: &Block, clues: &mut [Clue]) {
    for (clue, token) in clues.iter_mut().zip(block.tokens.clone()) {
        clue.quote = quotes.state(token);
    }
    let (from, to) = (block.tokens.start, block.tokens.end);
    let Some(start) = article.tokens.get(from).map(|t| t.span.start) else { return };
    let end = article.tokens[to - 1].span.end;
    let first = quotes.quotes.partition_point(|q| q.span.start < start);
    let inside = quotes.quotes[first..].iter().take_while(|q| q.span.start < end);
    for quote in inside.filter(|q| q.parent.is_none() && q.is_read_as_pair()) {
        let tokens = article.tokens_in(quote.span);
        for (token, state) in [(tokens.start, QuoteState::Opening), (tokens.end - 1, QuoteState::Closing)] {
            let Some(clue) = token.checked_sub(from).and_then(|at| clues.get_mut(at)) else { continue };
            if clue.quote == state && clue.shape >= FIRST_MARK {
                clue.shape = MARK_OF_QUOTATION;
                clue.word = DOUBLE[usize::from(state == QuoteState::Closing)];
            }
        }
    }
}

/// The folds of “ and ”.
static DOUBLE: LazyLock<[u64; 2]> = LazyLock::new(|| ["“", "”"].map(fold));
