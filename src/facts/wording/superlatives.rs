//! Claims of a rank: `the largest port`, `its first mayor`, `unprecedented`.

use crate::Span;
use crate::facts::wording::stems::possessive;
use crate::lexicon::function_words::{is_auxiliary, is_determiner, is_function, is_indefinite};
use crate::lexicon::{Lexicons, Superlatives};
use crate::text::{Article, Role, TokenKind};
use std::ops::Range;

/// A claim of a rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Superlative {
    /// The words of the claim, with some of what it is about.
    pub span: Span,
}

/// The most words after the claim itself.
const AFTER: usize = 4;

/// Finds the claims of a rank in an article, in order. Linear in its length.
#[must_use]
pub fn find(article: &Article, lexicons: &Lexicons) -> Vec<Superlative> {
    let mut found = Vec::new();
    for sentence in &article.sentences {
        if article.paragraphs[sentence.paragraph].role == Role::Metadata {
            continue;
        }
        let line = Line { article, lexicons, range: sentence.tokens.clone() };
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let Some(claim) = line.claim(i) else {
                i += 1;
                continue;
            };
            let end = line.end(claim.end);
            let from = if line.determined(claim.start) { claim.start - 1 } else { claim.start };
            found.push(Superlative { span: article.span_of(from..end) });
            i = end;
        }
    }
    found
}

struct Line<'a> {
    article: &'a Article,
    lexicons: &'a Lexicons,
    range: Range<usize>,
}

impl Line<'_> {
    fn is(&self, i: usize, class: Superlatives) -> bool {
        self.range.contains(&i) && self.lexicons.has(self.article.tokens[i].fold, class)
    }

    fn is_word(&self, i: usize) -> bool {
        self.range.contains(&i) && self.article.tokens[i].kind == TokenKind::Word
    }

    /// The tokens that claim a rank, where they begin with token `i`.
    fn claim(&self, i: usize) -> Option<Range<usize>> {
        let phrase = |class| self.lexicons.superlatives.phrase(self.article, i, self.range.end, class);
        if phrase(Superlatives::Ordinary).is_some() {
            return None;
        }
        if self.is(i, Superlatives::Rank) || self.is(i, Superlatives::Definite) && self.definite(i) {
            return Some(i..i + 1);
        }
        // "the most", and nothing after it, is a number; "most people" is a part.
        if self.is(i, Superlatives::Degree) {
            let next = i + 1;
            let adjective = self.is_word(next) && !is_function(self.article.tokens[next].fold);
            return (adjective && self.definite(i)).then_some(i..i + 2);
        }
        let counts = self.is(i, Superlatives::Determined)
            && self.definite(i)
            && self.is_word(i + 1)
            && !is_function(self.article.tokens[i + 1].fold);
        if counts {
            return Some(i..i + 1);
        }
        phrase(Superlatives::Alone).map(|words| i..i + words)
    }

    /// Whether `the` or a possessive is before token `i`: “a most unusual day” is no rank.
    fn definite(&self, i: usize) -> bool {
        self.determined(i) && !is_indefinite(&self.article.word(i - 1).to_lowercase())
    }

    /// Whether an article or a possessive is before token `i`.
    fn determined(&self, i: usize) -> bool {
        let Some(before) = i.checked_sub(1).filter(|before| self.range.contains(before)) else {
            return false;
        };
        let word = self.article.word(before);
        is_determiner(&word.to_lowercase()) || possessive(word)
    }

    /// One past the last word that belongs to a claim whose own words end before token `from`.
    fn end(&self, from: usize) -> usize {
        let goes_on = |&i: &usize| self.is_word(i) && !is_auxiliary(&self.article.word(i).to_lowercase());
        let stop = self.range.end.min(from + AFTER);
        let mut end = (from..stop).take_while(goes_on).last().map_or(from, |last| last + 1);
        // Not "the largest port in".
        while end > from && is_function(self.article.tokens[end - 1].fold) {
            end -= 1;
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_claims_of_a_rank() {
        let lexicons = Lexicons::built_in();
        for (text, expected) in [
            ("It is the largest port in the north, they said.", "the largest port in the north"),
            ("She was its first mayor.", "its first mayor"),
            (
                "Calder’s only bridge is the most expensive of all.",
                "Calder’s only bridge; the most expensive",
            ),
            ("The flood was unprecedented.", "unprecedented"),
            ("Rain fell at a record high rate.", "a record high rate"),
            ("At first most people stayed; the first aid came.", "the first aid"),
            ("He lived in the west with most of them.", ""),
            ("Leading a team, she did what is best for best practice.", ""),
            (
                "Their best port is the leading port; it is the best of all.",
                "Their best port; the leading port; the best",
            ),
            ("A leading banker had a most unusual day.", ""),
            ("Her first name came up in the last week; the latest vote was the eldest son’s.", ""),
        ] {
            let article = Article::new("t", format!("{text}\n"), None);
            let found = find(&article, &lexicons);
            let shown: Vec<_> = found.iter().map(|claim| article.slice(claim.span)).collect();
            assert_eq!(shown.join("; "), expected, "{text}");
        }
    }
}
