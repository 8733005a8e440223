//! Words, numbers and marks, by the Unicode word boundaries of `unicode-segmentation`.
//!
//! Hyphenated words are one token ("20-year-old"), as are words with inner apostrophes and dotted
//! abbreviations' inner part ("U.S" and its final "." are two tokens). White space yields none.

use super::fold::fold;
use crate::Span;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Begins with a letter.
    Word,
    /// Begins with a digit.
    Number,
    /// Anything else that is not white space: punctuation, symbols, quotation marks.
    Mark,
}

/// A token. Its text is `&article.text[token.span.range()]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// [`fold`] of its text: the key of lexicons.
    pub fold: u64,
}

/// Appends the tokens of `text[span]` to `tokens`.
pub(super) fn tokenize(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let first = tokens.len();
    let base = span.start as usize;
    for (at, piece) in text[span.range()].split_word_bound_indices() {
        let Some(c) = piece.chars().next() else { continue };
        if c.is_whitespace() || c == '\u{feff}' || c.is_control() {
            continue;
        }
        let start = base + at;
        let end = start + piece.len();
        if let Some(token) = joined(text, &tokens[first..], start, end) {
            let last = tokens.len();
            tokens.truncate(last - 2);
            tokens.push(token);
            continue;
        }
        tokens.push(token(text, Span::of(start..end), c));
    }
}

fn token(text: &str, span: Span, first: char) -> Token {
    let kind = if first.is_alphabetic() {
        TokenKind::Word
    } else if first.is_numeric() {
        TokenKind::Number
    } else {
        TokenKind::Mark
    };
    Token { span, kind, fold: fold(&text[span.range()]) }
}

/// The one token that `word`, `-` and the new piece make, where they touch.
fn joined(text: &str, before: &[Token], start: usize, end: usize) -> Option<Token> {
    let [.., word, hyphen] = before else { return None };
    let touching = word.span.end == hyphen.span.start && hyphen.span.end as usize == start;
    let is_hyphen = matches!(&text[hyphen.span.range()], "-" | "‐" | "‑");
    let next = text[start..].chars().next()?;
    if touching && is_hyphen && word.kind != TokenKind::Mark && next.is_alphanumeric() {
        let span = Span::new(word.span.start, end as u32);
        return Some(Token { span, kind: word.kind, fold: fold(&text[span.range()]) });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, Span::of(0..text.len()), &mut tokens);
        tokens.iter().map(|t| &text[t.span.range()]).collect()
    }

    #[test]
    fn splits_as_a_reader_would() {
        let cases: &[(&str, &[&str])] = &[
            ("He said no.", &["He", "said", "no", "."]),
            ("a 20-year-old’s $3.5 million", &["a", "20-year-old’s", "$", "3.5", "million"]),
            ("“No,” she said", &["“", "No", ",", "”", "she", "said"]),
            ("100,000 in the U.S. now", &["100,000", "in", "the", "U.S", ".", "now"]),
            ("''it's''", &["'", "'", "it's", "'", "'"]),
            ("a -- b", &["a", "-", "-", "b"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&words(text), expected, "{text}");
        }
    }
}
