//! The rules in force: ours, compiled in, and a user's that add to or override them.

use super::condition::Patterns;
use super::error::RuleError;
use super::kinds::View;
use super::rule::{File, Rule};
use super::{Finding, Severity, run};
use crate::facts::Facts;
use crate::lexicon::{LexiconError, Lexicons};
use crate::suggest::nearest;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// Family, file and text of each of our rules.
const BUILT_IN: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The rules in force: ours, and the user's that add to or override them.
#[derive(Default)]
pub struct Catalogue {
    rules: Vec<Rule>,
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.rules.iter().map(|r| &r.id)).finish()
    }
}

/// A name that is neither a rule nor a family.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no rule or family is called {name:?}{}", suggestion.as_ref().map_or_else(String::new, |s| format!("; did you mean `{s}`?")))]
#[non_exhaustive]
pub struct UnknownRule {
    /// What was asked for.
    pub name: String,
    /// What is most like it.
    pub suggestion: Option<String>,
}

impl Catalogue {
    /// Our rules and lexicons, and those of `dirs`, later ones over earlier ones.
    ///
    /// In a folder, every `*.toml` at any depth is a rule, but those in its `lexicon` folder extend the word
    /// list of the same name. A rule with the id of an earlier one takes its place.
    ///
    /// ```
    /// let (catalogue, _) = onrecord::rules::Catalogue::load(&[])?;
    /// let rule = catalogue.get("repeated-word").expect("one of ours");
    /// assert_eq!((rule.family.as_str(), rule.enabled), ("text", true));
    /// # Ok::<(), onrecord::rules::RuleError>(())
    /// ```
    ///
    /// # Errors
    /// At the first file that cannot be read or understood, with the place and what would be right.
    pub fn load(dirs: &[PathBuf]) -> Result<(Self, Lexicons), RuleError> {
        let mut lexicons = Lexicons::built_in();
        let mut files = Vec::new();
        for dir in dirs {
            read_folder(dir, &mut lexicons, &mut files)?;
        }
        let mut rules = Vec::with_capacity(BUILT_IN.len() + files.len());
        for &(family, name, text) in BUILT_IN {
            let file = File { name, text, family, patterns: Patterns::Deferred };
            rules.push(Rule::read(file, &lexicons)?);
        }
        let mut catalogue = Self { rules };
        for (path, family, text) in &files {
            catalogue.read_rule(&path.display().to_string(), family, text, &lexicons)?;
        }
        catalogue.check_yields()?;
        Ok((catalogue, lexicons))
    }

    /// Adds a rule given as the text of its file; one with the id of an earlier rule takes its place. `name` is
    /// what errors call it.
    ///
    /// # Errors
    /// When the rule cannot be understood, with the place and what would be right; nothing is changed then.
    pub fn read_rule(
        &mut self,
        name: &str,
        family: &str,
        text: &str,
        lexicons: &Lexicons,
    ) -> Result<(), RuleError> {
        let file = File { name, text, family, patterns: Patterns::Checked };
        let rule = Rule::read(file, lexicons)?;
        Rule::check_messages(file, &rule.scope)?;
        self.add(rule);
        Ok(())
    }

    fn add(&mut self, rule: Rule) {
        match self.rules.iter_mut().find(|r| r.id == rule.id) {
            // A rule that replaces a built-in one keeps its place in the list, and its family.
            Some(old) => *old = Rule { family: old.family.clone(), ..rule },
            None => self.rules.push(rule),
        }
    }

    fn check_yields(&self) -> Result<(), RuleError> {
        let ids: FxHashSet<&str> = self.rules.iter().map(|r| r.id.as_str()).collect();
        for rule in &self.rules {
            // A built-in rule may yield to one from a later release; a user's rule may not.
            let ours = rule.file.starts_with("rules/");
            if let Some(unknown) = rule.yields_to.iter().find(|id| !ours && !ids.contains(id.as_str())) {
                let error = RuleError::file(
                    Path::new(&rule.file),
                    format!("yields_to: no rule is called {unknown:?}"),
                );
                return Err(error.allowing(self.rules.iter().map(|r| r.id.clone()).collect(), Some(unknown)));
            }
        }
        Ok(())
    }

    /// The rules in order: family by family, then the user's own.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of that id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == id)
    }

    /// Enables just the rules and families named in `select` (all that are on by default, where it is empty),
    /// less those in `ignore`. `all` selects every rule, those that are off by default too.
    ///
    /// # Errors
    /// When a name is neither a rule nor a family; nothing is changed then.
    pub fn select(&mut self, select: &[String], ignore: &[String]) -> Result<(), UnknownRule> {
        for name in select.iter().chain(ignore) {
            self.known(name)?;
        }
        let names = |list: &[String], rule: &Rule| {
            list.iter().any(|n| *n == rule.id || *n == rule.family || n == "all")
        };
        for rule in &mut self.rules {
            let wanted = if select.is_empty() { rule.enabled } else { names(select, rule) };
            // A rule named by its id in --select outlives its family in --ignore.
            let by_id = select.contains(&rule.id) && !ignore.contains(&rule.id);
            rule.enabled = by_id || (wanted && !names(ignore, rule));
        }
        Ok(())
    }

    /// The names of our packs: sets of rules that are off until a pack is asked for.
    #[must_use]
    pub fn packs(&self) -> Vec<&str> {
        let mut packs: Vec<&str> = self.rules.iter().filter_map(pack).collect();
        packs.dedup();
        packs
    }

    /// Enables the rules of a pack.
    ///
    /// # Errors
    /// When there is no such pack.
    pub fn enable_pack(&mut self, name: &str) -> Result<(), UnknownRule> {
        if !self.packs().contains(&name) {
            let suggestion = nearest(name, self.packs()).map(str::to_owned);
            return Err(UnknownRule { name: name.to_owned(), suggestion });
        }
        self.rules.iter_mut().filter(|rule| pack(rule) == Some(name)).for_each(|rule| rule.enabled = true);
        Ok(())
    }

    fn known(&self, name: &str) -> Result<(), UnknownRule> {
        if name == "all" || self.rules.iter().any(|r| r.id == name || r.family == name) {
            return Ok(());
        }
        let names = self.rules.iter().flat_map(|r| [r.id.as_str(), r.family.as_str()]);
        Err(UnknownRule { name: name.to_owned(), suggestion: nearest(name, names).map(str::to_owned) })
    }

    /// Gives a rule another severity, as a configuration may.
    ///
    /// # Errors
    /// When no rule has that id.
    pub fn set_severity(&mut self, id: &str, severity: Severity) -> Result<(), UnknownRule> {
        match self.rules.iter_mut().find(|r| r.id == id) {
            Some(rule) => {
                rule.severity = severity;
                Ok(())
            }
            None => {
                let suggestion = nearest(id, self.rules.iter().map(|r| r.id.as_str())).map(str::to_owned);
                Err(UnknownRule { name: id.to_owned(), suggestion })
            }
        }
    }

    /// What the enabled rules find in an article, sorted by (start, rule). Only the facts that these rules ask for
    /// are made. Time is linear in the number of facts.
    #[must_use]
    pub fn check(&self, facts: &Facts<'_>) -> Vec<Finding> {
        let view = View::new(facts);
        let enabled = || self.rules.iter().filter(|r| r.enabled);
        let findings = enabled().flat_map(|rule| run::run(rule, view)).collect();
        let yields: FxHashMap<&str, &[String]> =
            enabled().filter(|r| !r.yields_to.is_empty()).map(|r| (r.id.as_str(), &*r.yields_to)).collect();
        run::finish(view, &yields, findings)
    }

    /// What one rule finds, whether it is enabled or not.
    #[must_use]
    pub fn check_rule(&self, rule: &Rule, facts: &Facts<'_>) -> Vec<Finding> {
        let view = View::new(facts);
        run::finish(view, &FxHashMap::default(), run::run(rule, view))
    }
}

/// The pack that a built-in rule is in.
fn pack(rule: &Rule) -> Option<&str> {
    rule.file.starts_with("rules/packs/").then_some(&*rule.family)
}

type Files = Vec<(PathBuf, String, String)>;

fn read_folder(dir: &Path, lexicons: &mut Lexicons, files: &mut Files) -> Result<(), RuleError> {
    if !dir.is_dir() {
        return Err(RuleError::file(dir, "not a folder of rules"));
    }
    for path in &toml_files(dir)? {
        let text = fs::read_to_string(path).map_err(|e| RuleError::file(path, e.to_string()))?;
        let folder = path.strip_prefix(dir).ok().and_then(Path::parent).unwrap_or(Path::new(""));
        if folder == Path::new("lexicon") {
            let list = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            lexicons
                .extend(&list, &path.display().to_string(), &text)
                .map_err(|e| lexicon_error(path, &text, &e))?;
        } else {
            let family =
                folder.components().next_back().map(|c| c.as_os_str().to_string_lossy().into_owned());
            files.push((path.to_owned(), family.unwrap_or_default(), text));
        }
    }
    Ok(())
}

/// The files `*.toml` in a folder and those below it, in order; what is hidden is passed over.
fn toml_files(dir: &Path) -> Result<Vec<PathBuf>, RuleError> {
    let failed = |e: io::Error| RuleError::file(dir, e.to_string());
    let mut entries: Vec<DirEntry> = fs::read_dir(dir).and_then(Iterator::collect).map_err(failed)?;
    entries.retain(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    entries.sort_by_key(DirEntry::path);
    let mut files = Vec::new();
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        // A link to a folder is not followed: it may lead back.
        if kind.is_dir() {
            files.append(&mut toml_files(&path)?);
        } else if path.extension().is_some_and(|e| e == "toml") && path.is_file() {
            files.push(path);
        }
    }
    Ok(files)
}

fn lexicon_error(path: &Path, text: &str, error: &LexiconError) -> RuleError {
    let LexiconError { at, message, allowed, written, .. } = error;
    let place = match at {
        Some(at) => RuleError::at(&path.display().to_string(), text, at.clone(), message),
        None => RuleError::file(path, message),
    };
    place.allowing(allowed.clone(), written.as_deref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_and_patterns_of_ours_are_right() {
        let (catalogue, lexicons) = Catalogue::load(&[]).unwrap();
        for &(family, name, text) in BUILT_IN {
            let rule = catalogue.rules().iter().find(|r| r.file == name).unwrap();
            let file = File { name, text, family, patterns: Patterns::Checked };
            Rule::check_messages(file, &rule.scope)
                .and_then(|()| Rule::read(file, &lexicons).map(drop))
                .unwrap_or_else(|e| panic!("{e}\n{}", e.excerpt_with_carets()));
        }
    }
}
