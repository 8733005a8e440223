//! Where the linker is in an article: the labels, the statements so far, and how things lie to each other.

use super::pieces::{Piece, Quoted};
use crate::Span;
use crate::facts::speech::reader::Label;
use crate::lexicon::{Class, Lexicons};
use crate::text::Article;

/// What a content can be joined to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CueOption {
    /// The cue at this index of the labels.
    Cue(usize),
    /// No cue: it is alone.
    Alone,
    /// No cue: it goes on with this statement, which has none either.
    Join(usize),
}

/// Who a statement can be given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceOption {
    /// Nobody.
    Nobody,
    /// The source at this index of the labels.
    Label(usize),
    /// A noun phrase that the reader did not label.
    Phrase(Span),
}

/// A statement in the making.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its pieces of content: indices of labels.
    pub contents: Vec<usize>,
    /// Its cue: index of a label.
    pub cue: Option<usize>,
    /// Its source, once chosen.
    pub source: SourceOption,
    /// The probabilities of the choices made: the least sure of its cue choices, and its source choice.
    pub sure: [f32; 2],
}

/// The labels of an article and the statements made of them so far.
pub struct Scene<'a> {
    pub(super) article: &'a Article,
    pub(super) lexicons: &'a Lexicons,
    pub(super) pieces: &'a [Piece],
    /// The statements so far.
    pub drafts: Vec<Draft>,
    /// The draft that each label is part of; for a source the last one.
    pub(super) owner: Vec<Option<usize>>,
    /// What the options ask of each label, and of the labels between two.
    marks: Vec<Mark>,
}

/// A label as [`Scene::order`] writes it, and how much is before it.
#[derive(Clone, Copy, Default)]
struct Mark {
    /// Its kind, and whether the reader labelled it.
    kind: u64,
    /// Whether a sentence (1) or a paragraph (2) ends between it and the one before.
    parted: u64,
    /// Words of all labels before it.
    words: usize,
    /// How many labels of each kind are before it.
    before: [u32; 3],
}

/// A probability in six steps.
pub(super) fn bucket(probability: f32) -> u64 {
    [0.4, 0.6, 0.8, 0.92, 0.98].iter().filter(|&&limit| probability >= limit).count() as u64
}

/// A distance in words, in eight steps.
pub(super) fn steps(words: usize) -> u64 {
    [0, 1, 2, 4, 8, 16, 32].iter().filter(|&&limit| words > limit).count() as u64
}

impl<'a> Scene<'a> {
    pub(super) fn new(article: &'a Article, lexicons: &'a Lexicons, pieces: &'a [Piece]) -> Self {
        let mut marks = Vec::with_capacity(pieces.len());
        let (mut words, mut before) = (0, [0; 3]);
        for (i, piece) in pieces.iter().enumerate() {
            let parted = match i.checked_sub(1).map(|i| &pieces[i]) {
                Some(last) if last.paragraph != piece.paragraph => 2,
                last => u64::from(last.is_some_and(|last| last.sentence != piece.sentence)),
            };
            let kind = piece.label as u64 + 6 * u64::from(piece.confidence == 0.0) + 10;
            marks.push(Mark { kind, parted, words, before });
            words += piece.tokens.len();
            before[piece.label as usize] += 1;
        }
        Self { article, lexicons, pieces, drafts: Vec::new(), owner: vec![None; pieces.len()], marks }
    }

    /// Whether a token is in a class of words.
    pub(super) fn is(&self, token: usize, class: impl Class) -> bool {
        self.lexicons.at(self.article, token, class)
    }

    /// Where a label is in the text.
    #[must_use]
    pub fn span(&self, label: usize) -> Span {
        self.pieces[label].span
    }

    /// Joins a content to what was chosen for it.
    pub(super) fn join(&mut self, content: usize, option: CueOption, sure: f32) {
        let draft = match option {
            CueOption::Join(draft) => Some(draft),
            CueOption::Cue(cue) => self.owner[cue],
            CueOption::Alone => None,
        };
        let draft = draft.filter(|&d| d < self.drafts.len()).unwrap_or_else(|| {
            let cue = if let CueOption::Cue(cue) = option { Some(cue) } else { None };
            let source = SourceOption::Nobody;
            self.drafts.push(Draft { contents: Vec::new(), cue, source, sure: [1.0; 2] });
            self.drafts.len() - 1
        });
        self.drafts[draft].contents.push(content);
        self.drafts[draft].sure[0] = self.drafts[draft].sure[0].min(sure);
        self.owner[content] = Some(draft);
        if let CueOption::Cue(cue) = option {
            self.owner[cue] = Some(draft);
        }
    }

    /// Gives a statement to its source.
    pub(super) fn give(&mut self, draft: usize, source: SourceOption, sure: f32) {
        self.drafts[draft].source = source;
        self.drafts[draft].sure[1] = sure;
        if let SourceOption::Label(label) = source {
            self.owner[label] = Some(draft);
        }
    }

    /// The draft of the content before this one.
    /// Whether a draft's words begin with a quotation or inside one.
    pub(super) fn quotes(&self, draft: usize) -> bool {
        let first = self.drafts.get(draft).and_then(|d| d.contents.first());
        first.is_some_and(|&content| matches!(self.pieces[content].quoted, Quoted::Opens | Quoted::Inside))
    }

    pub(super) fn last_statement(&self) -> Option<usize> {
        // Contents come in order, so the draft touched last holds the greatest label.
        let tail = self.drafts.len().saturating_sub(4);
        (tail..self.drafts.len()).max_by_key(|&s| self.drafts[s].contents.last().copied())
    }

    pub(super) fn last_content(&self, draft: usize) -> Option<&Piece> {
        self.drafts[draft].contents.last().map(|&i| &self.pieces[i])
    }

    pub(super) fn taken(&self, label: usize) -> bool {
        self.owner[label].is_some()
    }

    /// How many contents a cue has, 3 for more.
    pub(super) fn contents_of(&self, cue: usize) -> u64 {
        self.owner[cue].map_or(0, |s| self.drafts[s].contents.len().min(3) as u64)
    }

    /// How the content at `at` would lie to the last one of the same cue: 0 the cue has none; else whether the
    /// last one is the content just before, and whether it is before the cue.
    pub(super) fn broken(&self, at: usize, cue: usize) -> u64 {
        let Some(&last) = self.owner[cue].and_then(|s| self.drafts[s].contents.last()) else { return 0 };
        let between = self.between(last, at, Label::Content).min(2);
        let ends_sentence = self.pieces[last].sentence != self.pieces[at].sentence;
        1 + between
            + 3 * u64::from(last < cue)
            + 6 * u64::from(at < cue)
            + 12 * (self.pieces[last].quoted as u64)
            + 48 * u64::from(ends_sentence)
    }

    /// Words between two labels, in steps; words of labels between do not count.
    pub(super) fn gap(&self, a: usize, b: usize) -> u64 {
        let (a, b) = (a.min(b), a.max(b));
        let all = self.pieces[b].tokens.start.saturating_sub(self.pieces[a].tokens.end);
        let labelled = if a < b { self.marks[b].words - self.marks[a + 1].words } else { 0 };
        steps(all.saturating_sub(labelled))
    }

    /// The labels from `a` to `b` and `outer` more on each side as one number: their kinds, which are `own`,
    /// and where sentences and paragraphs end between them.
    pub(super) fn order(&self, a: usize, b: usize, outer: usize, own: impl Fn(usize) -> bool) -> u64 {
        let from = a.min(b).saturating_sub(outer);
        let to = (a.max(b) + outer + 1).min(self.pieces.len());
        let mut code: u64 = 1;
        for i in from..to.min(from + 12) {
            let mark = &self.marks[i];
            if i > from {
                code = code.wrapping_mul(31).wrapping_add(mark.parted);
            }
            code = code.wrapping_mul(31).wrapping_add(mark.kind + 3 * u64::from(own(i)));
        }
        code
    }

    /// How many labels of a kind are between two labels, 3 for more.
    pub(super) fn rank(&self, a: usize, b: usize, kind: Label) -> u64 {
        self.between(a.min(b), a.max(b), kind).min(3)
    }

    /// How many labels of a kind are after `a` and before `b`.
    fn between(&self, a: usize, b: usize, kind: Label) -> u64 {
        let before = |i: usize| self.marks[i].before[kind as usize];
        if a < b { u64::from(before(b) - before(a + 1)) } else { 0 }
    }

    /// The word just after a piece; 0 at the paragraph's end.
    pub(super) fn mark_after(&self, piece: &Piece) -> u64 {
        let end = self.article.paragraphs[piece.paragraph].tokens.end;
        if piece.tokens.end < end { self.article.tokens[piece.tokens.end].fold } else { 0 }
    }

    /// The word just before a piece; 0 at the paragraph's start.
    pub(super) fn mark_before(&self, piece: &Piece) -> u64 {
        if self.starts_paragraph(piece) { 0 } else { self.article.tokens[piece.tokens.start - 1].fold }
    }

    pub(super) fn starts_paragraph(&self, piece: &Piece) -> bool {
        piece.tokens.start <= self.article.paragraphs[piece.paragraph].tokens.start
    }

    /// Whether nothing but marks follows a piece in its paragraph.
    pub(super) fn ends_paragraph(&self, piece: &Piece) -> bool {
        self.article.paragraphs[piece.paragraph].tokens.end <= piece.tokens.end + 1
    }

    /// The labelled piece that covers a token.
    pub(super) fn piece_at(&self, token: usize) -> Option<usize> {
        let i = self.pieces.partition_point(|p| p.tokens.end <= token);
        self.pieces.get(i).is_some_and(|p| p.tokens.start <= token).then_some(i)
    }
}
