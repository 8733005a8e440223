//! Words, numbers and marks, by the Unicode word boundaries of `unicode-segmentation`.
//!
//! Hyphenated words are one token ("20-year-old"), as are words with inner apostrophes and dotted
//! abbreviations' inner part ("U.S" and its final "." are two tokens). Where a writer forgot the space
//! after a sentence ("over.She"), or a colon joins two words, the mark is a token of its own. White space
//! yields none.
//!
//! Most of an article is ASCII, whose boundaries need no tables: such a run is cut by [`ascii`], the rest
//! by the segmenter. A test holds the two to the same answer.
//!
//! The tokens are a contract: the weights of the trained model were learned over them.

use crate::Span;
use crate::lexicon::{Folding, fold};
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Whether the token is a dash, or a hyphen that stands for one.
#[must_use]
pub fn is_dash(token: &str) -> bool {
    matches!(token, "—" | "–" | "―" | "-" | "--" | "‒")
}

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
#[non_exhaustive]
pub struct Token {
    /// Where it occurs.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether it begins with a capital letter: asked of every word many times over.
    pub capital: bool,
    /// [`fold`] of its text: the key of lexicons.
    pub fold: u64,
}

/// Appends the tokens of `text[span]` to `tokens`.
pub(super) fn tokenize(text: &str, span: Span, tokens: &mut Vec<Token>) {
    let first = tokens.len();
    let bytes = &text.as_bytes()[..span.end as usize];
    let mut at = span.start as usize;
    while at < bytes.len() {
        if is_gap(bytes[at]) {
            at += 1;
            continue;
        }
        // What is between two gaps is cut on its own: a boundary lies at every gap.
        let begun = tokens.len();
        at = match ascii(text, at..bytes.len(), first, tokens) {
            Some(end) => end,
            None => {
                tokens.truncate(begun);
                segmented(text, at..bytes.len(), first, tokens)
            }
        };
    }
}

/// ASCII white space and control characters: never part of a token.
const fn is_gap(b: u8) -> bool {
    b <= b' ' || b == 0x7f
}

/// Cuts the run of visible characters that `rest` begins with by the rules of UAX #29 that concern ASCII (WB5 to
/// WB13b). Where it ends, or None where it is not all ASCII; what was appended by then is to be taken back.
fn ascii(text: &str, rest: Range<usize>, first: usize, tokens: &mut Vec<Token>) -> Option<usize> {
    let bytes = &text.as_bytes()[..rest.end];
    let mut at = rest.start;
    while let Some(&b) = bytes.get(at).filter(|&&b| !is_gap(b)) {
        if !b.is_ascii() {
            return None;
        }
        let start = at;
        let mut folding = Folding::START.with(b);
        // Whether it holds what may be an [inner mark](inner_mark); most words do not.
        let mut marked = false;
        at += 1;
        while is_wordy(b)
            && let Some(&next) = bytes.get(at)
        {
            if is_wordy(next) {
                folding = folding.with(next);
                at += 1;
            } else if joins(bytes, at) {
                marked |= matches!(next, b'.' | b':');
                folding = folding.with(next).with(bytes[at + 1]);
                at += 2;
            } else {
                break;
            }
        }
        if marked {
            push(text, start..at, first, tokens);
        } else {
            let kind = match b {
                b'a'..=b'z' | b'A'..=b'Z' => TokenKind::Word,
                b'0'..=b'9' => TokenKind::Number,
                _ => TokenKind::Mark,
            };
            let (span, capital, fold) = (Span::of(start..at), b.is_ascii_uppercase(), folding.end());
            put(text, Token { span, kind, capital, fold }, first, tokens);
        }
    }
    Some(at)
}

/// Cuts the run of visible characters that `rest` begins with by the tables. Where it ends.
fn segmented(text: &str, rest: Range<usize>, first: usize, tokens: &mut Vec<Token>) -> usize {
    let length = text.as_bytes()[rest.clone()].iter().position(|&b| is_gap(b)).unwrap_or(rest.len());
    let run = rest.start..rest.start + length;
    for (offset, piece) in text[run.clone()].split_word_bound_indices() {
        let at = run.start + offset;
        push(text, at..at + piece.len(), first, tokens);
    }
    run.end
}

const fn is_wordy(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

/// Whether the mark at `at` is inside a word ("it's", "U.S") or a number ("3.5", "100,000").
fn joins(bytes: &[u8], at: usize) -> bool {
    let (Some(before), Some(after)) = (bytes.get(at.wrapping_sub(1)), bytes.get(at + 1)) else {
        return false;
    };
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match bytes[at] {
        b'.' | b'\'' => letters || digits,
        b':' => letters,
        b',' | b';' => digits,
        _ => false,
    }
}

/// Appends one piece of the segmenter: as it is, joined to a hyphen before it, or cut at its inner marks.
fn push(text: &str, mut piece: Range<usize>, first: usize, tokens: &mut Vec<Token>) {
    while let Some(inner) = inner_mark(&text[piece.clone()]) {
        let mark = piece.start + inner;
        push_whole(text, piece.start..mark, first, tokens);
        tokens.push(token(text, Span::of(mark..mark + 1), TokenKind::Mark, false));
        piece.start = mark + 1;
    }
    push_whole(text, piece, first, tokens);
}

fn push_whole(text: &str, piece: Range<usize>, first: usize, tokens: &mut Vec<Token>) {
    let Some(c) = text[piece.clone()].chars().next() else { return };
    let capital = c.is_uppercase();
    if c.is_whitespace() || c == '\u{feff}' || c.is_control() {
        return;
    }
    let kind = if c.is_alphabetic() {
        TokenKind::Word
    } else if c.is_numeric() {
        TokenKind::Number
    } else {
        TokenKind::Mark
    };
    put(text, token(text, Span::of(piece), kind, capital), first, tokens);
}

/// Appends a token, or joins it to the word and the hyphen that it touches.
fn put(text: &str, next: Token, first: usize, tokens: &mut Vec<Token>) {
    if next.kind != TokenKind::Mark
        && let Some(word) = hyphenated(text, &tokens[first..], next.span)
    {
        let span = Span::new(word.span.start, next.span.end);
        tokens.truncate(tokens.len() - 2);
        tokens.push(token(text, span, word.kind, word.capital));
    } else {
        tokens.push(next);
    }
}

fn token(text: &str, span: Span, kind: TokenKind, capital: bool) -> Token {
    Token { span, kind, capital, fold: fold(&text[span.range()]) }
}

/// A word so long takes no further part: joining hashes it anew, and a text of nothing but hyphened words would cost
/// its square. The slug of a web address seldom has half as many bytes.
const LONGEST: u32 = 300;

/// The word before the hyphen that `next` follows, where the three touch.
fn hyphenated(text: &str, before: &[Token], next: Span) -> Option<Token> {
    let [.., word, hyphen] = before else { return None };
    let touching = word.span.end == hyphen.span.start && hyphen.span.end == next.start;
    let joined =
        touching && word.kind != TokenKind::Mark && matches!(&text[hyphen.span.range()], "-" | "‐" | "‑");
    joined.then_some(*word).filter(|word| word.span.len() < LONGEST)
}

/// The byte of a mark that is part of the word for Unicode but not for a reader: a colon, or the stop
/// of a sentence that the next one follows without a space ("over.She", but not "U.S" or "nasa.gov").
fn inner_mark(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    let lower = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_lowercase);
    memchr::memchr2_iter(b'.', b':', bytes).filter(|&at| at > 0).find(|&at| {
        // Both marks are one byte, so what follows is a character boundary.
        let Some(after) = word[at + 1..].chars().next() else { return false };
        match bytes[at] {
            b':' => after.is_alphabetic(),
            _ => at >= 2 && lower(at - 1) && lower(at - 2) && after.is_uppercase(),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        tokenize(text, Span::of(0..text.len()), &mut tokens);
        tokens
    }

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| &text[t.span.range()]).collect()
    }

    #[test]
    fn splits_as_a_reader_would() {
        let cases: &[(&str, &[&str])] = &[
            ("He said no.", &["He", "said", "no", "."]),
            ("a 20-year-old’s $3.5 million", &["a", "20-year-old’s", "$", "3.5", "million"]),
            ("“No,” she said", &["“", "No", ",", "”", "she", "said"]),
            ("100,000 in the U.S. now", &["100,000", "in", "the", "U.S", ".", "now"]),
            ("''it's''", &["'", "'", "it's", "'", "'"]),
            ("``it's''", &["`", "`", "it's", "'", "'"]),
            ("a -- b", &["a", "-", "-", "b"]),
            ("It is over.She left", &["It", "is", "over", ".", "She", "left"]),
            ("nasa.gov e.g. St.Ives", &["nasa.gov", "e.g", ".", "St.Ives"]),
            ("Q:Why? at 8:30", &["Q", ":", "Why", "?", "at", "8", ":", "30"]),
            ("and . . . so...", &["and", ".", ".", ".", "so", ".", ".", "."]),
            ("the ’80s, the boys’ 6'2\"", &["the", "’", "80s", ",", "the", "boys", "’", "6'2", "\""]),
            ("@moe_b #fail 50%", &["@", "moe_b", "#", "fail", "50", "%"]),
            ("well-known café–bar", &["well-known", "café", "–", "bar"]),
            ("-5 x- -y 5-$6", &["-", "5", "x", "-", "-", "y", "5", "-", "$", "6"]),
        ];
        for (text, expected) in cases {
            assert_eq!(&words(text), expected, "{text}");
        }
    }

    #[test]
    fn kinds_go_by_the_first_character() {
        let kinds: Vec<_> = tokens("Élan 20-year-old ½ ” _x").iter().map(|t| t.kind).collect();
        use TokenKind::{Mark, Number, Word};
        assert_eq!(kinds, [Word, Number, Number, Mark, Mark]);
    }

    proptest! {
        #[test]
        fn the_ascii_cut_is_the_segmenters(text in "[ -~]{0,40}") {
            let mut expected = Vec::new();
            for (at, piece) in text.split_word_bound_indices() {
                push(&text, at..at + piece.len(), 0, &mut expected);
            }
            prop_assert_eq!(tokens(&text), expected);
        }

        #[test]
        fn tokens_lie_on_boundaries_in_order(text in "\\PC{0,60}|[ -~“”‘’'\".é—-]{0,60}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(text.get(token.span.range()).is_some_and(|w| !w.is_empty()));
                prop_assert!(token.span.start >= end);
                end = token.span.end;
            }
        }

        #[test]
        fn only_white_space_is_left_out(text in "[ -~“”‘’'\".é\u{a0}—-]{0,60}") {
            let kept: usize = tokens(&text).iter().map(|t| t.span.len() as usize).sum();
            let visible = text.chars().filter(|c| !c.is_whitespace());
            prop_assert_eq!(kept, visible.map(char::len_utf8).sum::<usize>());
        }
    }
}
