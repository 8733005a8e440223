//! Reads a lexicon file, strictly: what is not understood is an error that names its place.

use super::Lexicon;
use serde::Deserializer;
use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;
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

/// Reads `toml` into `lexicon`, which may hold entries already; a later entry wins.
pub(super) fn read(file: &str, toml: &str, mut lexicon: Lexicon) -> Result<Lexicon, LexiconError> {
    let parsed = toml::Deserializer::parse(toml).and_then(|toml| Classes(&mut lexicon).deserialize(toml));
    parsed.map_err(|source| LexiconError::Malformed { file: file.to_owned(), source: Box::new(source) })?;
    Ok(lexicon)
}

// Lists are read at every start, so each entry goes from the parser into the lexicon without being kept between.

/// A whole file: `about`, and a table or list for each class.
struct Classes<'l>(&'l mut Lexicon);

impl<'de> DeserializeSeed<'de> for Classes<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Classes<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table for each class")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(class) = map.next_key_seed(Word)? {
            if class == "about" {
                map.next_value_seed(Word)?;
            } else {
                map.next_value_seed(Class { lexicon: self.0, class: &class })?;
            }
        }
        Ok(())
    }
}

/// A class: a list of words, or lemmas with their forms.
struct Class<'l> {
    lexicon: &'l mut Lexicon,
    class: &'l str,
}

impl<'de> DeserializeSeed<'de> for Class<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Class<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of words, or a table of lemmas with their forms")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut words: A) -> Result<(), A::Error> {
        while let Some(word) = words.next_element_seed(Word)? {
            self.lexicon.insert(self.class, &word, &word);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut lemmas: A) -> Result<(), A::Error> {
        while let Some(lemma) = lemmas.next_key_seed(Word)? {
            lemmas.next_value_seed(Forms { lexicon: self.lexicon, class: self.class, lemma: &lemma })?;
        }
        Ok(())
    }
}

/// The forms of a lemma.
struct Forms<'l> {
    lexicon: &'l mut Lexicon,
    class: &'l str,
    lemma: &'l str,
}

impl<'de> DeserializeSeed<'de> for Forms<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Forms<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of forms")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut forms: A) -> Result<(), A::Error> {
        while let Some(form) = forms.next_element_seed(Word)? {
            self.lexicon.insert(self.class, self.lemma, &form);
        }
        Ok(())
    }
}

/// A word, borrowed from the file where nothing in it is escaped.
struct Word;

impl<'de> DeserializeSeed<'de> for Word {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Cow<'de, str>, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Word {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word")
    }

    fn visit_borrowed_str<E: serde::de::Error>(self, word: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(word))
    }

    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(word.to_owned()))
    }

    fn visit_string<E: serde::de::Error>(self, word: String) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(word))
    }
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
