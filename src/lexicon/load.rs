//! Reads a newsroom's list, strictly: what is not understood is an error that names its place.

use super::{Class as _, Lexicons, List, Speech};
use std::fmt;
use std::ops::Range;
use toml::de::{DeTable, DeValue};
use toml::{Spanned, de};

/// A list that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LexiconError {
    /// The file.
    pub file: String,
    /// The bytes of the file that are wrong; None where the file as a whole is meant.
    pub at: Option<Range<usize>>,
    /// What is wrong.
    pub message: String,
    /// What was written, where the choice is closed.
    pub written: Option<String>,
    /// What would be right there.
    pub allowed: Vec<String>,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)?;
        if self.allowed.is_empty() { Ok(()) } else { write!(f, " (allowed: {})", self.allowed.join(", ")) }
    }
}

impl std::error::Error for LexiconError {}

impl Lexicons {
    /// Adds a newsroom's words to the list of that name. `file` is what errors call it.
    ///
    /// # Errors
    /// When no list has that name or the text is not understood, which covers a class that the list does not have.
    pub fn extend(&mut self, name: &str, file: &str, toml: &str) -> Result<(), LexiconError> {
        let wrong = |wrong: Wrong| LexiconError {
            file: file.to_owned(),
            at: wrong.at,
            message: wrong.message,
            written: wrong.written,
            allowed: wrong.allowed,
        };
        let Some(list) = self.list_mut(name) else {
            let allowed = Self::ABOUT.iter().map(|about| about.name.to_owned()).collect();
            let message = format!("no word list is called {name:?}");
            return Err(wrong(Wrong { at: None, message, written: Some(name.to_owned()), allowed }));
        };
        let added = list.extend(toml).map_err(wrong)?;
        if name == "cues" {
            // What says something does so wherever the text stages ask before there are any cues.
            let list = &mut self.speech.list;
            for class in [Speech::Asks, Speech::BesideQuotation] {
                added.iter().for_each(|form| list.table.insert(class.number(), form, form, Some(0)));
            }
        }
        Ok(())
    }
}

/// What is wrong with a list, but for the name of its file.
#[derive(Debug)]
struct Wrong {
    at: Option<Range<usize>>,
    message: String,
    written: Option<String>,
    allowed: Vec<String>,
}

impl Wrong {
    fn at(at: Range<usize>, message: impl Into<String>) -> Self {
        Self { at: Some(at), message: message.into(), written: None, allowed: Vec::new() }
    }
}

impl From<de::Error> for Wrong {
    fn from(error: de::Error) -> Self {
        let message = error.message().trim().replace('\n', "; ");
        Self { at: error.span(), message, written: None, allowed: Vec::new() }
    }
}

impl List {
    /// Adds what the text of a file says, and gives the forms that it added.
    fn extend(&mut self, toml: &str) -> Result<Vec<String>, Wrong> {
        let mut added = Vec::new();
        let table = DeTable::parse(toml)?;
        if let Some(names) = table.get_ref().get("classes") {
            self.bring(names)?;
        }
        for (name, value) in table.get_ref() {
            match &**name.get_ref() {
                // What a built-in file says about itself has no effect in another.
                "about" | "exclusive" | "classes" => {}
                class => {
                    let number = self.class(class).ok_or_else(|| self.unknown(name.span(), class))?;
                    self.add(number, value, &mut added)?;
                }
            }
        }
        Ok(added)
    }

    /// Adds classes of the newsroom's own.
    fn bring(&mut self, names: &Spanned<DeValue<'_>>) -> Result<(), Wrong> {
        words(names, |name, at| {
            if self.class(name).is_none() {
                if self.classes().count() == 64 {
                    return Err(Wrong::at(at, "a list has 64 classes at most"));
                }
                self.own.push(name.to_owned());
            }
            Ok(())
        })
    }

    fn unknown(&self, at: Range<usize>, class: &str) -> Wrong {
        let message = format!("the list {} has no class {class:?}", self.about.name);
        let allowed = self.classes().map(str::to_owned).collect();
        Wrong { written: Some(class.to_owned()), allowed, ..Wrong::at(at, message) }
    }

    /// Adds what is under a class: lemmas with their forms, or plain words.
    fn add(
        &mut self,
        class: usize,
        value: &Spanned<DeValue<'_>>,
        added: &mut Vec<String>,
    ) -> Result<(), Wrong> {
        let lemmas = match value.get_ref() {
            DeValue::Array(_) => return self.add_forms(class, None, value, added),
            DeValue::Table(lemmas) => lemmas,
            _ => {
                return Err(Wrong::at(
                    value.span(),
                    "a class is a list of words, or a table of lemmas with their forms",
                ));
            }
        };
        for (lemma, forms) in lemmas {
            let lemma = Some(&**lemma.get_ref()).filter(|lemma| *lemma != "words");
            self.add_forms(class, lemma, forms, added)?;
        }
        Ok(())
    }

    /// Adds forms of a lemma; plain words are each their own.
    fn add_forms(
        &mut self,
        class: usize,
        lemma: Option<&str>,
        forms: &Spanned<DeValue<'_>>,
        added: &mut Vec<String>,
    ) -> Result<(), Wrong> {
        let ours = u64::MAX >> (64 - self.about.classes.len());
        let gives_way = match (class < self.about.classes.len(), self.about.exclusive) {
            (true, true) => Some(ours),
            (true, false) => Some(0),
            (false, _) => None,
        };
        words(forms, |form, _| {
            self.table.insert(class, lemma.unwrap_or(form), form, gives_way);
            added.push(form.to_owned());
            Ok(())
        })
    }
}

/// Hands on each word of a list, and where it is.
fn words(
    list: &Spanned<DeValue<'_>>,
    mut each: impl FnMut(&str, Range<usize>) -> Result<(), Wrong>,
) -> Result<(), Wrong> {
    let words =
        list.get_ref().as_array().ok_or_else(|| Wrong::at(list.span(), "a list of words is expected"))?;
    for word in words {
        let text = word.get_ref().as_str().filter(|text| !text.trim().is_empty());
        each(text.ok_or_else(|| Wrong::at(word.span(), "a word is expected"))?, word.span())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::table::Table;
    use crate::lexicon::{About, Cues};
    use crate::text::Article;
    use std::fs;
    use std::marker::PhantomData;

    /// The list of that name without its words.
    fn emptied(about: &'static About) -> List {
        List { about, table: Table::EMPTY, own: Vec::new() }
    }

    /// The build reads our files with a parser of its own, which must not read them otherwise.
    #[test]
    fn the_built_in_lists_are_what_their_files_say() {
        let ours = Lexicons::built_in();
        for about in Lexicons::ABOUT {
            let path = format!("{}/rules/lexicon/{}.toml", env!("CARGO_MANIFEST_DIR"), about.name);
            let mut read = emptied(about);
            read.extend(&fs::read_to_string(&path).unwrap()).unwrap();
            let built = ours.list(about.name).unwrap();
            assert_eq!(built.table.entries.len(), read.table.entries.len(), "{}", about.name);
            for entry in read.table.entries.iter() {
                let known = |table: &Table| {
                    let entry = *table.find(entry.fold).unwrap();
                    let mut under: Vec<_> = table
                        .under_lemmas(entry.fold)
                        .map(|e| (table.lemma(e).to_owned(), e.classes))
                        .collect();
                    under.sort_unstable();
                    (entry.classes, entry.stopped, entry.longest, under)
                };
                assert_eq!(known(&built.table), known(&read.table), "{}", about.name);
            }
        }
    }

    #[test]
    fn finds_the_longest_phrase() {
        let toml = "about = 'x'\n[neutral]\nsay = ['say', 'said']\n'according to' = ['according to']\n[thought]\nwords = ['one']";
        let mut list = emptied(Lexicons::built_in().cues.list.about);
        list.extend(toml).unwrap();
        let cues = crate::lexicon::Lexicon::<Cues> { list, class: PhantomData };
        let article = Article::new("t", "According to her".to_owned(), None);
        let hit = cues.longest(&article, 0, 3).unwrap();
        assert_eq!((hit.class(), hit.lemma, hit.tokens), (Cues::Neutral, "according to", 2));
        assert_eq!((cues.word("SAID").unwrap().lemma, cues.word("one").unwrap().lemma), ("say", "one"));
        assert!(cues.longest(&article, 0, 1).is_none());
    }

    #[test]
    fn a_class_of_the_newsrooms_own_leaves_ours_alone() {
        let mut lists = Lexicons::built_in();
        lists
            .extend("cues", "cues.toml", "classes = ['ours']\n[ours]\nwords = ['said', 'harrumphed']")
            .unwrap();
        let said = lists.cues.word("said").unwrap();
        assert_eq!((said.class(), said.lemma), (Cues::Neutral, "say"));
        assert!(lists.cues.word("harrumphed").is_none());
        let list = lists.list("cues").unwrap();
        let harrumphed = list.get(crate::lexicon::fold("harrumphed")).unwrap();
        assert_eq!(list.classes_of(&harrumphed).collect::<Vec<_>>(), ["ours"]);
        lists.extend("cues", "cues.toml", "[loaded]\nsay = ['said']").unwrap();
        assert_eq!(lists.cues.word("said").unwrap().class(), Cues::Loaded);
    }

    #[test]
    fn says_where_it_is_wrong() {
        for (toml, at, message) in [
            ("[neutral]\nsay = 3\n", Some("3"), "a list of words is expected"),
            ("[nuetral]\nsay = ['say']\n", Some("nuetral"), "the list cues has no class \"nuetral\""),
            ("[neutral]\nsay = ['']\n", Some("''"), "a word is expected"),
            (
                "neutral = 'say'\n",
                Some("'say'"),
                "a class is a list of words, or a table of lemmas with their forms",
            ),
        ] {
            let error = Lexicons::built_in().extend("cues", "cues.toml", toml).unwrap_err();
            assert_eq!((error.at.map(|at| &toml[at]), &*error.message), (at, message));
        }
        let error = Lexicons::built_in().extend("cue", "cue.toml", "").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("cue.toml: no word list is called \"cue\" (allowed: abbreviations, ")
        );
        assert!(Lexicons::built_in().extend("cues", "cues.toml", "[neutral").is_err());
    }
}
