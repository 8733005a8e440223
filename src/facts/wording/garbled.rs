//! Characters that would look wrong in print (`&rsquo;`, `â€™`), each form once.

use crate::Span;
use crate::text::{Article, GarbleKind};
use rustc_hash::FxHashMap;

/// Characters that are garbled in the file in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Garbled {
    /// What the first of them was read as; empty where it stands for nothing.
    pub span: Span,
    /// What the file has.
    pub written: String,
    /// How it came about.
    pub kind: GarbleKind,
    /// How often it is there, 1 or more.
    pub times: u32,
}

/// Finds the forms in which characters are garbled, in order of their first places. Linear.
#[must_use]
pub fn find(article: &Article) -> Vec<Garbled> {
    let mut found: Vec<Garbled> = Vec::new();
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    for garble in &article.garbles {
        let i = *known.entry(&garble.written).or_insert(found.len());
        if let Some(same) = found.get_mut(i) {
            same.times += 1;
        } else {
            found.push(Garbled {
                span: garble.span,
                written: garble.written.to_string(),
                kind: garble.kind,
                times: 1,
            });
        }
    }
    found
}
