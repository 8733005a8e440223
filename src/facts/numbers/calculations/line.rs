//! A sentence with its figures, and the words that tie them to each other.

use crate::Span;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::function_words::is_determiner;
use crate::lexicon::{Changes, Class, Lexicons};
use crate::text::{Article, Role as ParagraphRole, TokenKind};
use std::ops::Range;

/// How many words may be between a preposition and its figure (`from last year's record 5,000`).
const FAR: usize = 5;
/// How many sentences back an amount can be that a share is taken of, and how many figures.
const BACK: usize = 4;
const NEAR: usize = 12;

/// A sentence with its figures.
pub(super) struct FigureSentence<'a> {
    pub article: &'a Article,
    pub text: &'a str,
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    pub figures: &'a [Figure],
    /// The figures of the sentence before, in one paragraph with it or at the end of the one above.
    pub earlier: &'a [Figure],
    /// Those of the four sentences before.
    pub near: &'a [Figure],
    pub lexicons: &'a Lexicons,
}

/// The preposition that a figure goes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tie {
    From,
    To,
    By,
    Of,
    /// `than`, `above`, `below`.
    Than,
    /// `against`, `versus`, `compared with`.
    Against,
    At,
    None,
}

impl<'a> FigureSentence<'a> {
    /// The words between two figures, white space trimmed.
    pub fn between(&self, a: &Figure, b: &Figure) -> &'a str {
        self.text.get(a.span.end as usize..b.span.start as usize).unwrap_or("").trim()
    }

    /// The text of the sentence before a figure.
    pub fn before(&self, f: &Figure) -> &'a str {
        self.text.get(self.span.start as usize..f.span.start as usize).unwrap_or("")
    }

    /// The text of the sentence after a figure.
    pub fn after(&self, f: &Figure) -> &'a str {
        self.text.get(f.span.end as usize..self.span.end as usize).unwrap_or("")
    }

    /// The number of the sentence.
    pub fn number(&self) -> usize {
        self.article.sentence_at(self.span.start)
    }

    /// The role of its paragraph.
    pub fn role(&self) -> ParagraphRole {
        self.article.paragraphs[self.article.sentences[self.number()].paragraph].role
    }

    /// Whether a word of a class is in the sentence.
    pub fn holds(&self, class: impl Class) -> bool {
        self.tokens.clone().any(|t| self.is(t, class))
    }

    /// Whether one of `words` is in the sentence.
    pub fn has(&self, words: &[&str]) -> bool {
        super::holds(self.text.get(self.span.range()).unwrap_or(""), words)
    }

    /// Whether token `t` of the sentence is in a class of words.
    pub fn is(&self, t: usize, class: impl Class) -> bool {
        self.tokens.contains(&t) && self.lexicons.has(self.article.tokens[t].fold, class)
    }

    /// The text of token `t`; nothing outside the sentence.
    pub fn word(&self, t: usize) -> &'a str {
        if self.tokens.contains(&t) { self.article.word(t) } else { "" }
    }

    /// Whether token `t` is one of `words`, whatever its case.
    pub fn any(&self, t: usize, words: &[&str]) -> bool {
        let word = self.word(t);
        words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    /// The token before `t`, if it is in the sentence.
    pub fn back(&self, t: usize) -> Option<usize> {
        t.checked_sub(1).filter(|t| self.tokens.contains(t))
    }

    /// Whether token `t` is a mark.
    pub fn mark(&self, t: usize) -> bool {
        self.tokens.contains(&t) && self.article.tokens[t].kind == TokenKind::Mark
    }

    /// The first token of a figure.
    pub fn start(&self, f: &Figure) -> usize {
        self.article.token_at(f.span.start)
    }

    /// One past the last token of a figure, its noun included.
    pub fn end(&self, f: &Figure) -> usize {
        let noun = f.noun.filter(|n| n.start >= f.span.start && n.start.saturating_sub(f.span.end) < 30);
        let end = noun.map_or(f.span.end, |n| n.end.max(f.span.end));
        self.article.token_at(end.saturating_sub(1)) + 1
    }

    /// One past the last token of a figure, its noun left out.
    pub fn bare_end(&self, f: &Figure) -> usize {
        self.article.token_at(f.span.end.saturating_sub(1)) + 1
    }

    /// The figure that begins at token `t`.
    pub fn figure_at(&self, t: usize) -> Option<&'a Figure> {
        let at = self.figures.partition_point(|f| self.start(f) < t);
        self.figures.get(at).filter(|f| self.start(f) == t)
    }

    /// The figure that ends before token `t`, its noun left out.
    pub fn figure_before(&self, t: usize) -> Option<&'a Figure> {
        let at = self.figures.partition_point(|f| self.start(f) < t);
        self.figures.get(at.checked_sub(1)?).filter(|f| self.bare_end(f) == t)
    }

    /// The preposition that a figure goes with, and the token it is.
    pub fn tie(&self, f: &Figure) -> (Tie, usize) {
        let mut at = self.start(f);
        for _ in 0..=FAR {
            let Some(t) = self.back(at) else { return (Tie::None, at) };
            let tie = match () {
                () if self.any(t, &["from"]) => Tie::From,
                () if self.any(t, &["to"]) => Tie::To,
                () if self.any(t, &["by"]) => Tie::By,
                () if self.any(t, &["at", "on"]) => Tie::At,
                () if self.any(t, &["than", "above", "below"]) => Tie::Than,
                () if self.any(t, &["against", "versus", "vs"]) => Tie::Against,
                () if self.any(t, &["with", "to"]) && t > 0 && self.any(t - 1, &["compared", "compares"]) => {
                    Tie::Against
                }
                () if self.any(t, &["of"]) => {
                    // "to a high of 50" goes with "to".
                    if self.back(t).is_some_and(|b| self.is(b, Changes::Extreme)) {
                        at = t - 1;
                        continue;
                    }
                    Tie::Of
                }
                () if self.passes(t) => {
                    at = t;
                    continue;
                }
                () => Tie::None,
            };
            return (tie, t);
        }
        (Tie::None, at)
    }

    /// Whether a word may be between a preposition and its figure.
    fn passes(&self, t: usize) -> bool {
        let word = self.word(t);
        is_determiner(&word.to_lowercase())
            || ["’s", "'s", "s’", "s'"].iter().any(|end| word.ends_with(end))
            || self.is(t, Changes::BeforeAmount)
            || self.article.tokens[t].capital && self.article.tokens[t].kind == TokenKind::Word
    }

    /// Whether `b`, later in the sentence, tells `a` in other terms: `a, or b`, `a (b)`. The noun and a few words of its
    /// phrase may be between.
    pub fn again(&self, a: &Figure, b: &Figure) -> bool {
        let (from, to) = (self.bare_end(a), self.start(b));
        if to < from || to - from > 9 {
            return false;
        }
        let Some(last) = self.back(to) else { return false };
        let before = self.back(last);
        let or = self.any(last, &["or"]) && before.is_some_and(|t| self.any(t, &[",", "—", "–", "-"]));
        let paren = self.any(last, &["("]);
        let mut inside = from..to.saturating_sub(if or { 2 } else { 1 });
        (or || paren) && !inside.any(|t| self.mark(t) && !self.any(t, &["’", "'", "-"]))
    }

    /// Whether a figure is what others leave: `the remaining two`, `the other two`.
    pub fn is_left(&self, f: &Figure) -> bool {
        let before = self.back(self.start(f)).filter(|&t| self.any(t, &["remaining", "other"]));
        before.and_then(|t| self.back(t)).is_some_and(|t| self.any(t, &["the", "and"]))
    }

    /// Whether `b` is between commas right after the noun of `a`.
    pub fn set_off(&self, a: &Figure, b: &Figure) -> bool {
        let from = self.end(a);
        let end = self.bare_end(b);
        self.start(b) == from + 1 && self.any(from, &[","]) && self.any(end, &[","])
    }

    /// Whether `whole` goes with an `of` right after `part` (`2,698 of the ward's 51,178 voters`, `five seats of 12`).
    pub fn of(&self, part: &Figure, whole: &Figure) -> bool {
        let (tie, t) = self.tie(whole);
        let from = self.bare_end(part);
        tie == Tie::Of
            && t >= from
            && (t == from || t == self.end(part) || t == from + 1 && self.any(from, &["out"]))
            && self
                .figures
                .iter()
                .all(|f| f.span.start <= part.span.start || f.span.start >= whole.span.start)
    }
}

/// Whether two figures are in one unit, and of one kind.
pub(super) fn like(a: &Figure, b: &Figure) -> bool {
    a.unit == b.unit && a.kind == b.kind && !matches!(a.kind, FigureKind::Age | FigureKind::Score)
}

/// Whether they also count one thing, as far as either says.
pub(super) fn of_one(a: &Figure, b: &Figure) -> bool {
    like(a, b)
        && (a.kind != FigureKind::Count
            || a.subject == b.subject
            || a.subject.is_none()
            || b.subject.is_none())
}

/// One amount, not a range or a vague one.
pub(super) fn sure(f: &Figure) -> bool {
    super::single(f) && f.precision != Precision::Vague
}

/// The sentences of an article that hold figures, each with the figures of the sentence before it.
pub(super) fn sentences<'a>(
    article: &'a Article,
    figures: &'a [Figure],
    lexicons: &'a Lexicons,
    most: usize,
) -> impl Iterator<Item = FigureSentence<'a>> {
    let mut last: Option<(usize, &'a [Figure])> = None;
    let (mut from, mut at) = (0, 0);
    figures
        .chunk_by(|a, b| article.sentence_at(a.span.start) == article.sentence_at(b.span.start))
        .filter_map(move |row| {
            let number = article.sentence_at(row.first()?.span.start);
            while article.sentence_at(figures[from].span.start) + BACK < number || at - from > NEAR {
                from += 1;
            }
            let near = &figures[from..at];
            at += row.len();
            let row = &row[..row.len().min(most)];
            let sentence = article.sentences.get(number)?;
            let headline = |n: usize| {
                article
                    .paragraphs
                    .get(article.sentences[n].paragraph)
                    .is_some_and(|p| p.role != ParagraphRole::Body)
            };
            let one = |n: usize| article.sentences[n].paragraph == article.sentences[number].paragraph;
            let before = last.filter(|(n, _)| n + 1 == number && (one(*n) || !headline(*n)));
            last = Some((number, row));
            Some(FigureSentence {
                article,
                text: &article.text,
                span: sentence.span,
                tokens: sentence.tokens.clone(),
                figures: row,
                earlier: before.map_or(&[], |(_, figures)| figures),
                near,
                lexicons,
            })
        })
}
