//! Reads a lexicon file, strictly: what is not understood is an error that names its place.

use super::Lexicon;
use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// A lexicon file that cannot be used.
#[derive(Debug, Error)]
pub enum LexiconError {
    /// Not TOML, or not of the shape of a lexicon.
    #[error("{file}: {source}")]
    Malformed {
        /// The file.
        file: String,
        /// What is wrong, with line, column and excerpt.
        source: Box<toml::de::Error>,
    },
    /// A list that nothing reads.
    #[error("{file}: no lexicon is called {name:?}; there are {}", known.join(", "))]
    UnknownList {
        /// The file.
        file: String,
        /// Its name without `.toml`.
        name: String,
        /// The lists that exist.
        known: &'static [&'static str],
    },
}

impl LexiconError {
    pub(super) fn unknown_list(file: &str, name: &str, known: &'static [&'static str]) -> Self {
        Self::UnknownList { file: file.to_owned(), name: name.to_owned(), known }
    }
}

#[derive(Deserialize)]
struct File {
    #[serde(rename = "about")]
    _about: Option<String>,
    #[serde(flatten)]
    classes: BTreeMap<String, Class>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Class {
    Words(Vec<String>),
    Lemmas(BTreeMap<String, Vec<String>>),
}

/// Reads `toml` into `lexicon`, which may hold entries already; a later entry wins.
pub(super) fn read(file: &str, toml: &str, mut lexicon: Lexicon) -> Result<Lexicon, LexiconError> {
    let parsed: File = toml::from_str(toml)
        .map_err(|source| LexiconError::Malformed { file: file.to_owned(), source: Box::new(source) })?;
    for (class, words) in &parsed.classes {
        match words {
            Class::Words(words) => words.iter().for_each(|w| lexicon.insert(class, w, w)),
            Class::Lemmas(lemmas) => {
                for (lemma, forms) in lemmas {
                    forms.iter().for_each(|form| lexicon.insert(class, lemma, form));
                }
            }
        }
    }
    Ok(lexicon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicons;
    use crate::text::Article;

    #[test]
    fn built_in_lists_parse() {
        Lexicons::built_in().unwrap();
    }

    #[test]
    fn finds_the_longest_phrase() {
        let toml = "about = 'x'\n[neutral]\nsay = ['say', 'said']\n'according to' = ['according to']\n[weak]\nwords = ['one']";
        let lexicon = read("cues.toml", toml, Lexicon::default()).unwrap();
        let article = Article::new("t", "According to her".to_owned(), None);
        let hit = lexicon.longest(&article, 0, 3).unwrap();
        assert_eq!((hit.class, hit.lemma, hit.tokens), ("neutral", "according to", 2));
        assert_eq!(lexicon.word("SAID").unwrap().lemma, "say");
        assert!(lexicon.longest(&article, 0, 1).is_none());
    }

    #[test]
    fn says_where_it_is_wrong() {
        let error = read("cues.toml", "[neutral]\nsay = 3\n", Lexicon::default()).unwrap_err();
        assert!(error.to_string().starts_with("cues.toml: TOML parse error at line"), "{error}");
    }
}
