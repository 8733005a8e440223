//! The immutable article: text, paragraphs, sentences, tokens, lines and date.

use super::lines::{Lines, Place};
use super::published::{self, DateOrigin, Published};
use super::role::{self, Role};
use super::sentence;
use super::token::{Token, tokenize};
use crate::Span;
use jiff::civil::Date;
use memchr::memchr;
use std::ops::Range;

/// An article as it was given, with its structure. Never changed once made.
#[derive(Clone, Debug)]
pub struct Article {
    /// The name it is reported under: a path, or what `--stdin-filename` says.
    pub name: String,
    /// The text as given; every [`Span`] is a byte range into it.
    pub text: String,
    /// When it is published, where known.
    pub published: Option<Published>,
    /// Its paragraphs, in order. A paragraph is a line with something on it; a date at the text's head is one
    /// of its own, whatever follows on its line.
    pub paragraphs: Vec<Paragraph>,
    /// Its sentences, in order; none runs over a paragraph's end.
    pub sentences: Vec<Sentence>,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Its lines.
    pub lines: Lines,
}

/// A line of the article with something on it, or what follows the date on the first.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// From its first to its last character that is not white space.
    pub span: Span,
    /// What it is.
    pub role: Role,
    /// Indices into [`Article::sentences`].
    pub sentences: Range<usize>,
    /// Indices into [`Article::tokens`].
    pub tokens: Range<usize>,
}

/// A sentence, final stop and closing marks included.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Index into [`Article::paragraphs`].
    pub paragraph: usize,
    /// Indices into [`Article::tokens`].
    pub tokens: Range<usize>,
}

impl Article {
    /// Reads the structure of `text`. `date` overrides the publication date that text or name give.
    ///
    /// Linear in the text's length; never fails: any string is an article.
    #[must_use]
    pub fn new(name: &str, text: String, date: Option<Date>) -> Self {
        let lines = Lines::new(&text);
        let mut article = Self {
            name: name.to_owned(),
            published: publication(name, &text, date),
            paragraphs: Vec::new(),
            sentences: Vec::new(),
            // English has a token to five bytes or so.
            tokens: Vec::with_capacity(text.len() / 5),
            lines,
            text,
        };
        article.read_paragraphs();
        article
    }

    fn read_paragraphs(&mut self) {
        let mut at = 0;
        let mut starts = Vec::new();
        while at < self.text.len() {
            let end = memchr(b'\n', &self.text.as_bytes()[at..]).map_or(self.text.len(), |i| at + i + 1);
            let mut span = trimmed(&self.text, at..end);
            at = end;
            if self.paragraphs.is_empty()
                && let Some(length) = published::line_head(&self.text[span.clone()])
            {
                // What follows the date on its line is a paragraph of its own.
                self.push_paragraph(span.start..span.start + length, Role::Metadata, &mut starts);
                span = trimmed(&self.text, span.start + length..span.end);
            }
            if !span.is_empty() {
                self.push_paragraph(span, Role::Body, &mut starts);
            }
        }
        role::assign(&self.text, &self.tokens, &mut self.paragraphs);
    }

    fn push_paragraph(&mut self, range: Range<usize>, role: Role, starts: &mut Vec<usize>) {
        let Self { text, paragraphs, sentences, tokens, .. } = self;
        let span = Span::of(range);
        let first = tokens.len();
        tokenize(text, span, tokens);
        let first_sentence = sentences.len();
        starts.clear();
        sentence::starts(text, &tokens[first..], starts);
        for (i, &from) in starts.iter().enumerate() {
            let to = starts.get(i + 1).map_or(tokens.len(), |next| first + next);
            let range = first + from..to;
            let span = tokens[range.start].span.join(tokens[range.end - 1].span);
            sentences.push(Sentence { span, paragraph: paragraphs.len(), tokens: range });
        }
        let sentences = first_sentence..sentences.len();
        paragraphs.push(Paragraph { span, role, sentences, tokens: first..tokens.len() });
    }

    /// The text of a span.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The text of a token.
    #[must_use]
    pub fn word(&self, token: usize) -> &str {
        self.slice(self.tokens[token].span)
    }

    /// The index of the first token that ends after byte `offset`.
    #[must_use]
    pub fn token_at(&self, offset: u32) -> usize {
        self.tokens.partition_point(|t| t.span.end <= offset)
    }

    /// The tokens that a span touches.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.token_at(span.start);
        start..start.max(self.tokens.partition_point(|t| t.span.start < span.end))
    }

    /// The index of the sentence that holds byte `offset`, or the one before it.
    #[must_use]
    pub fn sentence_at(&self, offset: u32) -> usize {
        self.sentences.partition_point(|s| s.span.start <= offset).saturating_sub(1)
    }

    /// The index of the paragraph that holds byte `offset`, or the one before it.
    #[must_use]
    pub fn paragraph_at(&self, offset: u32) -> usize {
        self.paragraphs.partition_point(|p| p.span.start <= offset).saturating_sub(1)
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn place(&self, offset: u32) -> Place {
        self.lines.place(&self.text, offset)
    }
}

impl crate::lexicon::Text for Article {
    #[inline]
    fn fold(&self, word: usize) -> Option<u64> {
        self.tokens.get(word).map(|token| token.fold)
    }

    #[inline]
    fn word(&self, word: usize) -> &str {
        self.word(word)
    }
}

/// `range` without the white space and byte order marks around what it holds.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let line = &text[range.clone()];
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let start = range.end - line.trim_start_matches(blank).len();
    start..start + text[start..range.end].trim_end_matches(blank).len()
}

fn publication(name: &str, text: &str, flag: Option<Date>) -> Option<Published> {
    let first = text.trim_start_matches('\u{feff}').lines().find(|l| !l.trim().is_empty()).unwrap_or("");
    flag.map(|date| Published { date, origin: DateOrigin::Flag })
        .or_else(|| published::from_line(first).map(|date| Published { date, origin: DateOrigin::Line }))
        .or_else(|| {
            let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
            published::from_name(file).map(|date| Published { date, origin: DateOrigin::Name })
        })
}
