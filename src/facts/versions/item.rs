//! What a version says, one by one.

use super::Version;
use super::said::Said;
use crate::Span;
use crate::text::Article;
use rustc_hash::FxHashSet;

/// Something that a version says.
pub(super) struct Item {
    /// What is equal where nothing changed.
    pub(super) key: String,
    /// What must be equal where something changed.
    pub(super) group: String,
    /// What tells which it is, whatever it says: the words on both sides, or a word that one name of each version has; None
    /// where nothing does but its own wording.
    pub(super) beside: Option<u64>,
    pub(super) spans: Vec<Span>,
    pub(super) text: String,
    pub(super) about: String,
    /// The words around it, or its own, each once, sorted.
    pub(super) words: Vec<u64>,
    /// How it is said, of a statement.
    pub(super) said: Said,
}

impl Item {
    pub(super) fn new(article: &Article, span: Span, key: String) -> Self {
        let text = article.slice(span).to_owned();
        Self {
            key,
            group: String::new(),
            beside: None,
            spans: vec![span],
            text,
            about: String::new(),
            words: Vec::new(),
            said: Said::default(),
        }
    }

    pub(super) fn version(&self) -> Version {
        Version { spans: self.spans.clone(), text: self.text.clone(), places: 1 }
    }
}

/// Words each once, sorted.
pub(super) fn once(mut words: Vec<u64>) -> Vec<u64> {
    words.sort_unstable();
    words.dedup();
    words
}

/// Words as a key.
pub(super) fn joined(words: &[u64]) -> String {
    words.iter().map(|word| format!("{word:x}")).collect::<Vec<_>>().join(" ")
}

/// Items of which each is listed at its first place.
pub(super) fn firsts(items: impl Iterator<Item = Item>) -> Vec<Item> {
    let mut seen: FxHashSet<(String, String)> = FxHashSet::default();
    items.filter(|item| seen.insert((item.group.clone(), item.key.clone()))).collect()
}
