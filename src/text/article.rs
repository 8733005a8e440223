//! The immutable article: text, paragraphs, sentences, tokens, lines and date.

use super::garble::{Garble, Hidden};
use super::guessed_role;
use super::language;
use super::lines::{ColumnUnit, Lines, Place};
use super::lost_breaks;
use super::manuscript::{Block, Comment, Editable, Manuscript, Note, Parts};
use super::published::{self, DateOrigin, Published};
use super::role::Role;
use super::sentence;
use super::source_map::SourceMap;
use super::token::{Token, tokenize};
use crate::Span;
use crate::lexicon::Lexicons;
use jiff::civil::Date;
use std::ops::Range;

/// An article as it was given, with its structure. Never changed once made.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Article {
    /// The name it is reported under: a path, or what `--stdin-filename` says.
    pub name: String,
    /// The text as it was read; every [`Span`] is a byte range into it.
    pub text: String,
    /// From the text back to the bytes of the file.
    pub map: SourceMap,
    /// Whether words of it can be replaced in the file.
    pub editable: Editable,
    /// The encoding that the file was in, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// When it is published, where known.
    pub published: Option<Published>,
    /// Its paragraphs, in order: one for each block of its [`Manuscript`], or several where breaks inside a quotation were
    /// lost.
    pub paragraphs: Vec<Paragraph>,
    /// Its sentences, in order; none runs over a paragraph's end.
    pub sentences: Vec<Sentence>,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// The lines of the file's text.
    pub lines: Lines,
    /// What a reader should know about how it was read.
    pub notes: Vec<Note>,
    /// Whether it is in another language than English.
    pub foreign: bool,
    /// What would look wrong in print, in order.
    pub garbles: Vec<Garble>,
    /// Characters that are not seen and that nobody meant to type, in order.
    pub hidden: Vec<Hidden>,
    /// The comments to the program in its mark-up, in order.
    pub comments: Vec<Comment>,
}

/// A paragraph, a headline, a caption: whatever the layout sets apart.
#[derive(Clone, Debug)]
#[non_exhaustive]
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
#[non_exhaustive]
pub struct Sentence {
    /// From its first to its last token.
    pub span: Span,
    /// Index into [`Article::paragraphs`].
    pub paragraph: usize,
    /// Indices into [`Article::tokens`].
    pub tokens: Range<usize>,
}

impl Article {
    /// Reads the structure of a manuscript; a string is one of plain text. `date` overrides the publication date that
    /// manuscript or name give.
    ///
    /// Linear in the text's length; never fails: any string is an article.
    ///
    /// ```
    /// let article = onrecord::text::Article::new("draft.txt", "Rain fell. It was May.".to_owned(), None);
    /// assert_eq!(article.slice(article.sentences[1].span), "It was May.");
    /// ```
    #[must_use]
    pub fn new(name: &str, manuscript: impl Into<Manuscript>, date: Option<Date>) -> Self {
        Self::read(name, manuscript, date, Lexicons::ours())
    }

    /// The same by the abbreviations of these lists, a newsroom's among them.
    #[must_use]
    pub fn read(
        name: &str,
        manuscript: impl Into<Manuscript>,
        date: Option<Date>,
        lexicons: &Lexicons,
    ) -> Self {
        let manuscript = manuscript.into();
        let published = publication(name, &manuscript, date);
        let Parts { text, blocks, map, editable, encoding, notes, garbles, hidden, comments, english, lines } =
            manuscript.into_parts();
        let mut article = Self {
            name: name.to_owned(),
            published,
            paragraphs: Vec::with_capacity(blocks.len()),
            sentences: Vec::new(),
            // English has a token to five bytes or so.
            tokens: Vec::with_capacity(text.len() / 5),
            lines,
            notes,
            garbles,
            hidden,
            comments,
            foreign: false,
            text,
            map,
            editable,
            encoding,
        };
        let mut starts = Vec::new();
        let mut lost = 0;
        let mut pieces = Vec::with_capacity(blocks.len());
        for block in blocks {
            let before = article.paragraphs.len();
            article.push_block(block, lexicons, &mut starts);
            let added = article.paragraphs.len() - before;
            lost += added.saturating_sub(1);
            pieces.extend(std::iter::repeat_n(block.role, added));
        }
        if lost > 0 {
            article.notes.push(Note::LostBreaks(lost));
        }
        article.foreign = !english && language::is_foreign(&article.tokens);
        article.notes.extend(article.foreign.then_some(Note::Foreign));
        guessed_role::assign(&article.text, &article.tokens, lexicons, &mut article.paragraphs, &pieces);
        article
    }

    /// Makes a paragraph of a block, or several where breaks between them were lost.
    fn push_block(&mut self, Block { span, role }: Block, lexicons: &Lexicons, starts: &mut Vec<usize>) {
        let Self { text, paragraphs, sentences, tokens, .. } = self;
        let first = tokens.len();
        tokenize(text, span, tokens);
        starts.clear();
        sentence::starts(text, &tokens[first..], lexicons, starts);
        let heads = if role.is_none_or(|role| role == Role::Body) {
            lost_breaks::find(text, &tokens[first..], starts, lexicons)
        } else {
            Vec::new()
        };
        let role = role.unwrap_or(Role::Body);
        let mut from = 0;
        for head in heads.iter().copied().chain([starts.len()]) {
            let first_sentence = sentences.len();
            for i in from..head {
                let to = starts.get(i + 1).map_or(tokens.len(), |next| first + next);
                let range = first + starts[i]..to;
                let span = tokens[range.start].span.join(tokens[range.end - 1].span);
                sentences.push(Sentence { span, paragraph: paragraphs.len(), tokens: range });
            }
            let token = |i: usize| starts.get(i).map_or(tokens.len(), |start| first + start);
            let piece = if from == 0 { first } else { token(from) }..token(head);
            // The whole of a block is its own, with what makes no token.
            let start = if from == 0 { span.start } else { tokens[piece.start].span.start };
            let end = if head == starts.len() { span.end } else { tokens[piece.end - 1].span.end };
            let sentences = first_sentence..sentences.len();
            paragraphs.push(Paragraph { span: Span::new(start, end), role, sentences, tokens: piece });
            from = head;
        }
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

    /// The role of the paragraph that holds a span; None where none holds all of it.
    #[must_use]
    pub fn role_of(&self, span: Span) -> Option<Role> {
        let paragraph = self.paragraphs.get(self.paragraph_at(span.start));
        paragraph.filter(|paragraph| paragraph.span.contains(span)).map(|paragraph| paragraph.role)
    }

    /// Whether a span is in a line that is no part of the story, such as `date 2026-03-03`.
    #[must_use]
    pub fn is_metadata(&self, span: Span) -> bool {
        self.role_of(span) == Some(Role::Metadata)
    }

    /// From the first to the last of some tokens, of which there is one at least; empty where the text has none of them.
    #[must_use]
    pub fn span_of(&self, tokens: Range<usize>) -> Span {
        let last = tokens.end.checked_sub(1).and_then(|last| self.tokens.get(last));
        self.tokens
            .get(tokens.start)
            .zip(last)
            .map_or(Span::default(), |(first, last)| first.span.join(last.span))
    }

    /// Line and column of a byte offset, the column in characters.
    #[must_use]
    pub fn place(&self, offset: u32) -> Place {
        self.place_in(offset, ColumnUnit::Characters)
    }

    /// Line and column of a byte offset, the column in `unit`.
    #[must_use]
    pub fn place_in(&self, offset: u32, unit: ColumnUnit) -> Place {
        self.lines.place(&self.text, offset, unit)
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

fn publication(name: &str, manuscript: &Manuscript, flag: Option<Date>) -> Option<Published> {
    let from_name = || published::from_name(name.rsplit(['/', '\\']).next().unwrap_or(name));
    let by = |origin| move |date| Published { date, origin };
    flag.map(by(DateOrigin::Flag))
        .or_else(|| manuscript.date.map(by(DateOrigin::Manuscript)))
        .or_else(|| from_name().map(by(DateOrigin::Name)))
}
