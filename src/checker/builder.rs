//! A checker with rules, a reader or a date of one's own.

use super::Checker;
use crate::facts::Reader;
use crate::facts::speech::reader::trained;
use crate::lexicon::{LexiconError, Lexicons};
use crate::rules::{Catalogue, RuleError, UnknownRule};
use jiff::civil::Date;
use std::path::PathBuf;
use thiserror::Error;

/// What a [`Checker`] is made of, begun with [`Checker::builder`].
#[derive(Default)]
pub struct CheckerBuilder {
    folders: Vec<PathBuf>,
    rules: Vec<(String, String)>,
    words: Vec<(String, String, String)>,
    packs: Vec<String>,
    select: Vec<String>,
    ignore: Vec<String>,
    date: Option<Date>,
    reader: Option<Box<dyn Reader + Send>>,
    facts_only: bool,
}

/// A checker that cannot be built.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A rule or word list that cannot be used.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// Words for a list or a class that does not exist.
    #[error(transparent)]
    Words(#[from] LexiconError),
    /// A pack that does not exist.
    #[error("no pack is called {name:?}{}", suggestion.as_ref().map_or_else(String::new, |s| format!("; did you mean `{s}`?")))]
    UnknownPack {
        /// What was asked for.
        name: String,
        /// What is most like it.
        suggestion: Option<String>,
        /// The packs that exist.
        packs: Vec<String>,
    },
    /// A selected name that is neither a rule nor a family.
    #[error(transparent)]
    Select(UnknownRule),
    /// An ignored name that is neither a rule nor a family.
    #[error(transparent)]
    Ignore(UnknownRule),
}

impl CheckerBuilder {
    /// Adds the rules and word lists of a folder: every `*.toml` is a rule, those in its `lexicon` folder extend the word
    /// list of the same name. A rule with the id of an earlier one takes its place.
    #[must_use]
    pub fn rules(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folders.push(folder.into());
        self
    }

    /// Adds a rule given as the text of its file; `name` is what errors call it.
    ///
    /// ```
    /// let rule = r#"
    ///     id = "house-kyiv"
    ///     severity = "warning"
    ///     title = "A city under its old name"
    ///     match = { swap = { "Kiev" = "Kyiv" } }
    ///     message = "{{ text }}: we write {{ instead }}"
    /// "#;
    /// let checker = onrecord::Checker::builder().rule("house-kyiv.toml", rule).build()?;
    /// let document = checker.check_text("draft.txt", "The train to Kiev was late.");
    /// assert_eq!(document.findings[0].message, "Kiev: we write Kyiv");
    /// # Ok::<(), onrecord::BuildError>(())
    /// ```
    #[must_use]
    pub fn rule(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.rules.push((name.into(), text.into()));
        self
    }

    /// Adds words to a class of a word list; `name` is what errors call the place they are from.
    ///
    /// ```
    /// let checker = onrecord::Checker::builder().words("my words", "given-names", "female", ["Ylva"]).build()?;
    /// assert!(onrecord::Checker::builder().words("my words", "given-names", "woman", ["Ylva"]).build().is_err());
    /// # Ok::<(), onrecord::BuildError>(())
    /// ```
    #[must_use]
    pub fn words<S: Into<String>>(
        mut self,
        name: impl Into<String>,
        list: impl Into<String>,
        class: &str,
        words: impl IntoIterator<Item = S>,
    ) -> Self {
        let words: Vec<String> = words.into_iter().map(Into::into).collect();
        let class = toml::Table::from_iter([(
            class.to_owned(),
            toml::Value::from(toml::Table::from_iter([("words".to_owned(), words.into())])),
        )]);
        self.words.push((name.into(), list.into(), class.to_string()));
        self
    }

    /// Turns on the rules of a pack, which are off by default.
    #[must_use]
    pub fn pack(mut self, name: impl Into<String>) -> Self {
        self.packs.push(name.into());
        self
    }

    /// Applies these rules and families, and the packs, and no others. Without a name, all that are on by default.
    ///
    /// ```
    /// let checker = onrecord::Checker::builder().select(["dates"]).ignore(["date-tense"]).build()?;
    /// let on = checker.catalogue.rules().iter().filter(|rule| rule.enabled);
    /// assert!(on.clone().count() > 2 && on.clone().all(|rule| rule.family == "dates"));
    /// # Ok::<(), onrecord::BuildError>(())
    /// ```
    #[must_use]
    pub fn select<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.select.extend(names.into_iter().map(Into::into));
        self
    }

    /// Leaves these rules and families out.
    #[must_use]
    pub fn ignore<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Self {
        self.ignore.extend(names.into_iter().map(Into::into));
        self
    }

    /// The publication date of texts given to [`Checker::check_text`], whatever they say themselves.
    #[must_use]
    pub const fn date(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    /// Labels sources, cues and contents by another method than the built-in model.
    #[must_use]
    pub fn reader(mut self, reader: impl Reader + Send + 'static) -> Self {
        self.reader = Some(Box::new(reader));
        self
    }

    /// Loads no rule, for those who want the facts of an article and no findings.
    #[must_use]
    pub const fn facts_only(mut self) -> Self {
        self.facts_only = true;
        self
    }

    /// Builds the checker.
    ///
    /// # Errors
    /// When a rule or word list cannot be understood, or a rule or pack does not exist.
    pub fn build(self) -> Result<Checker, BuildError> {
        let mut lexicons = Lexicons::built_in();
        for (name, list, words) in &self.words {
            lexicons.extend(list, name, words)?;
        }
        let (mut catalogue, lexicons) = if self.facts_only && self.folders.is_empty() {
            (Catalogue::default(), lexicons)
        } else {
            Catalogue::load_over(lexicons, &self.folders)?
        };
        for (name, text) in &self.rules {
            catalogue.read_rule(name, "", text, &lexicons)?;
        }
        for pack in &self.packs {
            catalogue.enable_pack(pack).map_err(|unknown| BuildError::UnknownPack {
                name: unknown.name,
                suggestion: unknown.suggestion,
                packs: catalogue.packs().into_iter().map(str::to_owned).collect(),
            })?;
        }
        let mut select = self.select;
        if !select.is_empty() {
            select.extend(self.packs);
        }
        catalogue.select(&select, &self.ignore).map_err(|unknown| {
            if select.contains(&unknown.name) {
                BuildError::Select(unknown)
            } else {
                BuildError::Ignore(unknown)
            }
        })?;
        let catalogue = if self.facts_only { Catalogue::default() } else { catalogue };
        let reader = self.reader.unwrap_or_else(|| Box::new(trained()));
        Ok(Checker { lexicons, reader, catalogue, date: self.date })
    }
}
