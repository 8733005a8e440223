//! What the model may see of one token.

use super::words::{WordClass, WordClasses};
use crate::facts::quotes::QuoteState;
use crate::text::{Article, Token, TokenKind};

/// What is known of one token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clue {
    /// The token's [`fold`](crate::lexicon::fold).
    pub word: u64,
    /// Its last three bytes in lower case.
    pub suffix: u32,
    /// Capitals, digits or which mark it is, below [`SHAPES`].
    pub shape: u8,
    /// Its part of speech: index into [`PARTS`](super::parts::PARTS).
    pub part: u8,
    /// Where it is in relation to the quotation marks.
    pub quote: QuoteState,
    /// What the model knows of the word.
    pub class: WordClass,
    /// The sentence that it is in: index into [`Clues::sentences`](super::clues::Clues::sentences).
    pub sentence: u32,
}

impl Clue {
    /// Whether it is a word of one of `parts`, a bit for each.
    #[must_use]
    pub const fn is_one_of(&self, parts: u32) -> bool {
        self.shape < FIRST_MARK && parts >> (self.part & 31) & 1 == 1
    }
}

/// A cue class from which a word counts as a strong cue: one occurrence in four.
pub const STRONG: u8 = 3;

pub(super) fn clue(article: &Article, token: &Token, words: &impl WordClasses) -> Clue {
    let text = article.slice(token.span);
    let class = if token.kind == TokenKind::Mark { WordClass::default() } else { words.class(token.fold) };
    Clue {
        word: token.fold,
        suffix: suffix(text),
        shape: shape(text, token.kind),
        part: 0,
        quote: QuoteState::Outside,
        class,
        sentence: 0,
    }
}

fn suffix(text: &str) -> u32 {
    let bytes = text.as_bytes();
    bytes[bytes.len().saturating_sub(3)..]
        .iter()
        .fold(0, |key, b| key << 8 | u32::from(b.to_ascii_lowercase()))
}

/// How many shapes there are.
pub const SHAPES: usize = 24;
/// The first shape that is a mark; those below are words and numbers.
pub const FIRST_MARK: u8 = 8;
const MARKS: [&str; 14] = [",", ".", ":", ";", "?", "!", "\"", "'", "(", ")", "-", "$", "@", "%"];
const DASHES: [&str; 2] = ["—", "–"];
/// The shape of a double quotation mark.
pub const MARK_OF_QUOTATION: u8 = FIRST_MARK + 6;
/// The shapes of commas, colons, semicolons and dashes.
pub const BREAKS: [u8; 4] = [FIRST_MARK, FIRST_MARK + 2, FIRST_MARK + 3, FIRST_MARK + 10];

/// 1 lower case, 2 a capital first, 3 all capitals, 4 one capital, 5 number, 6 mixed, 7 number with letters;
/// from [`FIRST_MARK`] on one for each of the common marks, the last one for any other.
fn shape(text: &str, kind: TokenKind) -> u8 {
    match kind {
        TokenKind::Number => 5 + 2 * u8::from(text.bytes().any(|b| b.is_ascii_alphabetic())),
        TokenKind::Word => {
            let mut letters = text.chars().filter(|c| c.is_alphabetic());
            let first = letters.next().is_some_and(char::is_uppercase);
            let (mut upper, mut lower) = (0, 0);
            for c in letters {
                if c.is_uppercase() {
                    upper += 1;
                } else {
                    lower += 1;
                }
            }
            match (first, upper, lower) {
                (false, 0, _) => 1,
                (true, 0, 0) => 4,
                (true, 0, _) => 2,
                (true, _, 0) => 3,
                _ => 6,
            }
        }
        TokenKind::Mark => {
            if let Some(at) = MARKS.iter().position(|m| *m == text) {
                return FIRST_MARK + at as u8;
            }
            match text {
                "“" | "”" => MARK_OF_QUOTATION,
                "‘" | "’" => FIRST_MARK + 7,
                dash if DASHES.contains(&dash) => FIRST_MARK + 10,
                _ => FIRST_MARK + 14,
            }
        }
    }
}
