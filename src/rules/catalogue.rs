//! The rules in force: ours, compiled in, and a user's that add to or override them.

use super::condition::Patterns;
use super::error::RuleError;
use super::kinds::View;
use super::rule::{File, Rule};
use super::{Finding, Severity, run, source};
use crate::facts::Facts;
use crate::input::system_message;
use crate::lexicon::{LexiconError, Lexicons};
use crate::suggest::nearest;
use rustc_hash::{FxHashMap, FxHashSet};
use std::fs::{self, DirEntry};
use std::io::{self, Read as _};
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
        Self::load_over(Lexicons::built_in(), dirs)
    }

    /// The same over lexicons that have words of a newsroom already.
    pub(crate) fn load_over(mut lexicons: Lexicons, dirs: &[PathBuf]) -> Result<(Self, Lexicons), RuleError> {
        let mut folders = Vec::with_capacity(dirs.len());
        for dir in dirs {
            folders.push(read_folder(dir, &mut lexicons)?);
        }
        let mut rules = Vec::with_capacity(BUILT_IN.len() + folders.iter().map(Vec::len).sum::<usize>());
        for &(family, name, text) in BUILT_IN {
            let file = File { name, text, family, patterns: Patterns::Deferred };
            rules.push(Rule::read(file, &lexicons)?);
        }
        let mut catalogue = Self { rules };
        for files in &folders {
            let mut known: FxHashMap<String, &Path> = FxHashMap::default();
            for (path, family, text) in files {
                let name = path.display().to_string();
                let rule = read_rule(&name, family, text, &lexicons)?;
                // A later folder replaces the rules of an earlier one; in one folder, which would be the later?
                if let Some(other) = known.insert(rule.id.clone(), path) {
                    return Err(id_taken(&name, text, other));
                }
                catalogue.add(rule);
            }
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
        self.add(read_rule(name, family, text, lexicons)?);
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

    /// The ids of our rules.
    pub fn built_in_ids() -> impl Iterator<Item = &'static str> {
        let id = |&(_, file, _): &(&str, &'static str, &str)| file.rsplit('/').next()?.strip_suffix(".toml");
        BUILT_IN.iter().filter_map(id)
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

    /// Turns a rule on, or every rule of a family that is on by default or not.
    ///
    /// # Errors
    /// When a name is neither a rule nor a family; nothing is changed then.
    pub fn turn_on(&mut self, name: &str) -> Result<(), UnknownRule> {
        self.known(name)?;
        let named =
            self.rules.iter_mut().filter(|rule| rule.id == name || rule.family == name || name == "all");
        named.for_each(|rule| rule.enabled = true);
        Ok(())
    }

    /// Whether there is a rule or a family of this name.
    ///
    /// # Errors
    /// When there is none.
    pub fn known(&self, name: &str) -> Result<(), UnknownRule> {
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

/// Path, family and text of each rule of a folder.
type Files = Vec<(PathBuf, String, String)>;

/// More than any rule or word list has.
const MAX_BYTES: u64 = 4 << 20;

/// A user's rule, with all that can be wrong with it looked at.
fn read_rule(name: &str, family: &str, text: &str, lexicons: &Lexicons) -> Result<Rule, RuleError> {
    let file = File { name, text, family, patterns: Patterns::Checked };
    let rule = Rule::read(file, lexicons)?;
    Rule::check_messages(file, &rule.scope)?;
    Ok(rule)
}

fn id_taken(name: &str, text: &str, other: &Path) -> RuleError {
    let message = format!("{} has this id too; a folder has one rule of an id", other.display());
    match source::read(name, text) {
        Ok(source) => RuleError::at(name, text, source.id.span(), message),
        Err(error) => error,
    }
}

fn read_folder(dir: &Path, lexicons: &mut Lexicons) -> Result<Files, RuleError> {
    let paths = rule_files(dir)?;
    if paths.is_empty() {
        return Err(RuleError::file(dir, no_rules(dir)));
    }
    let mut files = Vec::new();
    for path in &paths {
        let text = read_file(path)?;
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
    Ok(files)
}

/// What to say of a folder without rules: most often they have another ending.
fn no_rules(dir: &Path) -> String {
    let names = fs::read_dir(dir).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let other = names.filter_map(|name| name.into_string().ok()).find(|name| {
        [".yml", ".yaml", ".json", ".tml"].iter().any(|ending| name.to_lowercase().ends_with(ending))
    });
    let other = other.map_or_else(String::new, |name| format!(", and {name} is none"));
    format!("no rules in this folder: a rule is a file that ends in .toml{other}")
}

fn read_file(path: &Path) -> Result<String, RuleError> {
    let failed = |e: io::Error| RuleError::file(path, system_message(&e));
    // Asked before it is opened: a pipe waits for a writer, and a device need not end.
    let meta = fs::metadata(path).map_err(failed)?;
    if !meta.is_file() {
        return Err(RuleError::file(path, "is no file; a rule or a word list is one"));
    }
    let mut text = String::new();
    let read = fs::File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_string(&mut text));
    read.map_err(|e| match e.kind() {
        io::ErrorKind::InvalidData => RuleError::file(path, "is not UTF-8; save it again as that"),
        _ => failed(e),
    })?;
    if text.len() as u64 > MAX_BYTES {
        return Err(RuleError::file(path, format!("is larger than {} MiB", MAX_BYTES >> 20)));
    }
    Ok(text)
}

/// The files of rules and word lists in a folder: every `*.toml` at any depth, in order. What is hidden is passed over.
///
/// # Errors
/// When it is not a folder, or cannot be listed.
pub fn rule_files(dir: &Path) -> Result<Vec<PathBuf>, RuleError> {
    if !dir.is_dir() {
        return Err(RuleError::file(dir, "not a folder of rules"));
    }
    let mut files = Vec::new();
    list(dir, 0, &mut files)?;
    Ok(files)
}

/// Folders inside each other, at most: nobody files rules deeper, and there is only so much stack.
const DEPTH: usize = 64;

fn list(dir: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), RuleError> {
    let failed = |e: io::Error| RuleError::file(dir, system_message(&e));
    if depth > DEPTH {
        return Err(RuleError::file(dir, format!("folders of rules are {DEPTH} deep at most")));
    }
    let mut entries: Vec<DirEntry> = fs::read_dir(dir).and_then(Iterator::collect).map_err(failed)?;
    entries.retain(|entry| !entry.file_name().as_encoded_bytes().starts_with(b"."));
    entries.sort_by_key(DirEntry::path);
    for entry in entries {
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        // A link to a folder is not followed: it may lead back.
        if kind.is_dir() {
            list(&path, depth + 1, files)?;
        } else if path.extension().is_some_and(|e| e == "toml") && !path.is_dir() {
            files.push(path);
        }
    }
    Ok(())
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
