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
}

impl Fingerprints {
    /// The fingerprint of the next finding.
    pub(crate) fn next(&mut self, article: &Article, rule: &str, spans: &[Span]) -> String {
        let words = words(article, spans);
        let base = words.iter().fold(hash(SEED, rule.as_bytes()), |h, w| hash(h, &w.to_le_bytes()));
        let ordinal = self.seen.entry(base).or_default();
        let digits = format!("{:016x}", hash(base, &ordinal.to_le_bytes()));
        *ordinal += 1;
        digits
    }
}

/// The folds of the words in `spans`; for spans without a word (a stray mark), those of the sentence.
fn words(article: &Article, spans: &[Span]) -> Vec<u64> {
    let of = |span: Span| {
        let tokens = article.tokens.get(article.tokens_in(span)).unwrap_or(&[]);
        tokens.iter().filter(|t| t.kind != TokenKind::Mark).map(|t| t.fold).collect::<Vec<_>>()
    };
    let marked: Vec<u64> = spans.iter().flat_map(|s| of(*s)).collect();
    if !marked.is_empty() {
        return marked;
    }
    let sentence = spans.first().and_then(|s| article.sentences.get(article.sentence_at(s.start)));
    sentence.map_or_else(Vec::new, |s| of(s.span))
}

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
