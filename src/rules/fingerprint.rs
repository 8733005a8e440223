//! The fingerprint of a finding: sixteen hexadecimal digits that outlive unrelated edits.
//!
//! It is a hash over the rule's id, the words marked (case, marks and white space do not count), and the
//! ordinal among findings with the same id and words. Neither line nor offset goes in, so text that moves keeps
//! its fingerprint. The function is FNV-1a over 64 bits, written out because baselines store its results.

use crate::Span;
use crate::text::{Article, TokenKind};
use rustc_hash::FxHashMap;

/// Gives out fingerprints for the findings of one article, in order of place.
#[derive(Default)]
pub(crate) struct Fingerprints {
    seen: FxHashMap<u64, u64>,
    /// The hash of a rule with the words of a sentence: a sentence may have as many stray marks as words.
    sentences: FxHashMap<(u64, usize), u64>,
}

impl Fingerprints {
    /// The fingerprint of the next finding.
    pub(crate) fn next(&mut self, article: &Article, rule: &str, spans: &[Span]) -> String {
        let rule = hash(SEED, rule.as_bytes());
        let mut marked = spans.iter().flat_map(|span| words(article, *span).take(MOST)).peekable();
        let base = match marked.peek() {
            Some(_) => marked.fold(rule, with_word),
            None => spans.first().map_or(rule, |span| self.with_sentence(article, rule, *span)),
        };
        let ordinal = self.seen.entry(base).or_default();
        let digits = format!("{:016x}", hash(base, &ordinal.to_le_bytes()));
        *ordinal += 1;
        digits
    }

    /// For a span without a word (a stray mark), the words of its sentence.
    fn with_sentence(&mut self, article: &Article, rule: u64, span: Span) -> u64 {
        let number = article.sentence_at(span.start);
        let sentence = || article.sentences.get(number).map(|s| s.span);
        let all = || sentence().map_or(rule, |span| words(article, span).fold(rule, with_word));
        *self.sentences.entry((rule, number)).or_insert_with(all)
    }
}

/// The folds of the words in `span`.
fn words(article: &Article, span: Span) -> impl Iterator<Item = u64> {
    let tokens = article.tokens.get(article.tokens_in(span)).unwrap_or(&[]);
    tokens.iter().filter(|t| t.kind != TokenKind::Mark).map(|t| t.fold)
}

fn with_word(seed: u64, word: u64) -> u64 {
    hash(seed, &word.to_le_bytes())
}

/// Words of a span that count. No quotation in print is so long; where quotations that are never closed nest by the
/// thousand, each holds all that follow, and to read them whole would cost their square.
const MOST: usize = 1000;

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn hash(seed: u64, bytes: &[u8]) -> u64 {
    // A zero byte after each part keeps "ab", "c" from "a", "bc".
    bytes.iter().chain(&[0]).fold(seed, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, words: &str) -> String {
        let article = Article::new("t", text.to_owned(), None);
        let at = text.find(words).unwrap();
        Fingerprints::default().next(&article, "rule", &[Span::of(at..at + words.len())])
    }

    #[test]
    fn only_the_words_count() {
        assert_eq!(of("He said the the end.", "the the"), of("Two\n\nlines on, The  the end!", "The  the"));
        assert_ne!(of("He said the the end.", "the the"), of("He said the the end.", "the end"));
        assert_ne!(of("One ” here.", "”"), of("Two ” there.", "”"));
    }

    #[test]
    fn equals_are_told_apart_in_order() {
        let article = Article::new("t", "the the and the the".to_owned(), None);
        let mut prints = Fingerprints::default();
        let first = prints.next(&article, "r", &[Span::new(0, 7)]);
        let second = prints.next(&article, "r", &[Span::new(12, 19)]);
        assert_ne!(first, second);
        assert_eq!(first.len(), 16);
    }
}
