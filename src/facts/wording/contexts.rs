//! What the words of a sentence speak of (a suit, a doubt): classes of the list `contexts`.

use crate::lexicon::Lexicons;
use crate::text::Article;
use std::sync::OnceLock;

/// The classes of `contexts` with a word in each sentence. A sentence is read when it is first asked about, and once:
/// many facts may be in one.
pub(crate) struct Contexts {
    /// A bit for each class of the list, for each sentence.
    sentences: Vec<OnceLock<u64>>,
}

impl Contexts {
    /// Nothing read yet.
    pub(in crate::facts) fn new(article: &Article) -> Self {
        Self { sentences: article.sentences.iter().map(|_| OnceLock::new()).collect() }
    }

    /// The classes of the sentence of that number, as bits; none where there is no such sentence.
    pub(crate) fn of(&self, article: &Article, lexicons: &Lexicons, sentence: usize) -> u64 {
        let Some((cell, sentence)) = self.sentences.get(sentence).zip(article.sentences.get(sentence)) else {
            return 0;
        };
        *cell.get_or_init(|| lexicons.contexts.untyped().classes_within(article, sentence.tokens.clone()))
    }
}
