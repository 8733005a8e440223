//! `onrecord.toml`: what a newsroom has decided once, for every run of `check`.
//!
//! A run has one configuration: the file named by `--config` or the variable `ONRECORD_CONFIG`, else the nearest `onrecord.toml` or
//! `.onrecord.toml` in the folder of the first article or above it. What the command line says goes before what the file says.

use super::args::{ConfigSource, FailOn, Sort};
use anyhow::{Result, anyhow};
use clap::ValueEnum;
use onrecord::input::{Options, Source};
use onrecord::nearest;
use onrecord::rules::{Catalogue, Severity};
use std::env;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::de::{DeTable, DeValue};

/// The names a file is looked for under, the first that is there.
pub const NAMES: [&str; 2] = ["onrecord.toml", ".onrecord.toml"];
/// The variable that names a file.
const VARIABLE: &str = "ONRECORD_CONFIG";
/// No configuration is longer.
const MOST: u64 = 1 << 20;

/// What can be set, with what it means, in the order that it is shown.
pub const KEYS: &[(&str, &str, &str)] = &[
    (
        "fail-on",
        "\"error\"",
        "the lowest severity that makes the exit status 1: error, warning, info or never",
    ),
    ("max-warnings", "20", "fail if there are more warnings than this"),
    ("sort", "\"place\"", "the order of findings: place, or risk for what a correction would cost"),
    ("baseline", "\"accepted.tsv\"", "leave out the findings that this file lists; see onrecord accept"),
    ("exclude", "[\"archive\"]", "in folders, leave out what matches these patterns"),
    ("packs", "[\"house-style\"]", "sets of rules that are off by default"),
    ("rules-folders", "[\"newsroom\"]", "folders of your own rules and word lists"),
    ("rules", "", "a rule or family: off, on, info, warning or error"),
];

/// What becomes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Off,
    On,
    Is(Severity),
}

impl Level {
    const ALL: [(&'static str, Self); 5] = [
        ("off", Self::Off),
        ("on", Self::On),
        ("info", Self::Is(Severity::Info)),
        ("warning", Self::Is(Severity::Warning)),
        ("error", Self::Is(Severity::Error)),
    ];
}

/// A setting with the line of the file that it is on.
#[derive(Clone, Debug)]
struct Set<T> {
    value: T,
    line: usize,
}

/// A configuration; an empty one where there is no file.
#[derive(Debug, Default)]
pub struct Config {
    /// The file.
    path: Option<PathBuf>,
    fail_on: Option<Set<FailOn>>,
    max_warnings: Option<Set<u64>>,
    sort: Option<Set<Sort>>,
    baseline: Option<Set<PathBuf>>,
    exclude: Option<Set<Vec<String>>>,
    packs: Option<Set<Vec<String>>>,
    rules_folders: Option<Set<Vec<PathBuf>>>,
    rules: Vec<(String, Set<Level>)>,
}

impl Config {
    /// The configuration of a run over these paths.
    pub fn of(source: &ConfigSource, paths: &[PathBuf]) -> Result<Self> {
        if source.isolated {
            return Ok(Self::default());
        }
        let named = || env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from);
        let path = source.config.clone().or_else(named).or_else(|| find(paths.first().map(PathBuf::as_path)));
        path.map_or_else(|| Ok(Self::default()), |path| Self::read(&path))
    }

    /// Reads a file.
    pub fn read(path: &Path) -> Result<Self> {
        let text = Source::File(path.to_owned()).text(&Options::default().limited(MOST))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let file = Read { name: path.display().to_string(), text: &text };
        let table = DeTable::parse(&text)
            .map_err(|error| file.refuse(&error.span().unwrap_or_default(), error.message().trim()))?;
        let mut config = Self { path: Some(path.to_owned()), ..Self::default() };
        for (key, value) in table.get_ref() {
            let (span, value) = (value.span(), value.get_ref());
            let line = file.line(&key.span());
            match &**key.get_ref() {
                "fail-on" => {
                    config.fail_on = Some(Set { value: file.choice("fail-on", &span, value)?, line })
                }
                "sort" => config.sort = Some(Set { value: file.choice("sort", &span, value)?, line }),
                "max-warnings" => {
                    config.max_warnings =
                        Some(Set { value: file.number("max-warnings", &span, value)?, line })
                }
                "baseline" => {
                    let path = file.words("baseline", &span, value)?;
                    config.baseline = Some(Set { value: folder.join(path), line });
                }
                "exclude" => config.exclude = Some(Set { value: file.list("exclude", &span, value)?, line }),
                "packs" => config.packs = Some(Set { value: file.list("packs", &span, value)?, line }),
                "rules-folders" => {
                    let list = file.list("rules-folders", &span, value)?;
                    let value = list.iter().map(|path| folder.join(path)).collect();
                    config.rules_folders = Some(Set { value, line });
                }
                "rules" => config.rules = file.levels(&span, value)?,
                other => {
                    let known = KEYS.iter().map(|(key, ..)| *key);
                    let meant = nearest(other, known.clone()).map(|m| format!("; did you mean {m}?"));
                    let meant = meant
                        .unwrap_or_else(|| format!(" (known: {})", known.collect::<Vec<_>>().join(", ")));
                    return Err(file.refuse(&key.span(), &format!("no key is called {other}{meant}")));
                }
            }
        }
        Ok(config)
    }

    /// The file, where there is one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The lowest severity that fails a run, where the file says.
    pub fn fail_on(&self) -> Option<FailOn> {
        self.fail_on.as_ref().map(|set| set.value)
    }

    /// How many warnings there may be.
    pub fn max_warnings(&self) -> Option<u64> {
        self.max_warnings.as_ref().map(|set| set.value)
    }

    /// The order of findings.
    pub fn sort(&self) -> Option<Sort> {
        self.sort.as_ref().map(|set| set.value)
    }

    /// The file of accepted findings.
    pub fn baseline(&self) -> Option<&Path> {
        self.baseline.as_ref().map(|set| set.value.as_path())
    }

    /// What folders are searched without.
    pub fn exclude(&self) -> &[String] {
        self.exclude.as_ref().map_or(&[], |set| &set.value)
    }

    /// Packs of rules.
    pub fn packs(&self) -> &[String] {
        self.packs.as_ref().map_or(&[], |set| &set.value)
    }

    /// Folders of rules.
    pub fn rules_folders(&self) -> &[PathBuf] {
        self.rules_folders.as_ref().map_or(&[], |set| &set.value)
    }

    /// Turns rules on and off and gives them their severities.
    pub fn apply(&self, catalogue: &mut Catalogue) -> Result<()> {
        for (name, Set { value, line }) in &self.rules {
            let done = match value {
                Level::Off => catalogue.select(&[], std::slice::from_ref(name)),
                Level::On => catalogue.turn_on(name),
                Level::Is(severity) => {
                    catalogue.set_severity(name, *severity).and_then(|()| catalogue.turn_on(name))
                }
            };
            let path = self.path.as_deref().unwrap_or(Path::new("")).display();
            done.map_err(|unknown| anyhow!("{path}:{line}: {unknown} (`onrecord rules` lists them)"))?;
        }
        Ok(())
    }

    /// Every setting that the file makes, as the file would have it, and its line.
    pub fn settings(&self) -> Vec<(String, usize)> {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let list =
            |list: &[String]| format!("[{}]", list.iter().map(|t| quoted(t)).collect::<Vec<_>>().join(", "));
        let paths =
            |paths: &[PathBuf]| list(&paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>());
        let mut all = Vec::new();
        let mut say = |key: &str, value: Option<(String, usize)>| {
            all.extend(value.map(|(value, line)| (format!("{key} = {value}"), line)));
        };
        say("fail-on", self.fail_on.as_ref().map(|s| (quoted(&named(s.value)), s.line)));
        say("max-warnings", self.max_warnings.as_ref().map(|s| (s.value.to_string(), s.line)));
        say("sort", self.sort.as_ref().map(|s| (quoted(&named(s.value)), s.line)));
        say("baseline", self.baseline.as_ref().map(|s| (quoted(&s.value.display().to_string()), s.line)));
        say("exclude", self.exclude.as_ref().map(|s| (list(&s.value), s.line)));
        say("packs", self.packs.as_ref().map(|s| (list(&s.value), s.line)));
        say("rules-folders", self.rules_folders.as_ref().map(|s| (paths(&s.value), s.line)));
        for (rule, set) in &self.rules {
            let level = Level::ALL.iter().find(|(_, level)| *level == set.value).map_or("", |(name, _)| name);
            all.push((format!("rules.{rule} = {}", quoted(level)), set.line));
        }
        all
    }
}

/// How the command line and the file spell a choice.
fn named(choice: impl ValueEnum) -> String {
    choice.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// The nearest file in the folder of `path`, or that it is, or above.
fn find(path: Option<&Path>) -> Option<PathBuf> {
    let path = path.filter(|path| path.as_os_str() != "-").unwrap_or(Path::new("."));
    let real = path.canonicalize().ok()?;
    let folders = real.ancestors().skip(usize::from(!real.is_dir()));
    let found = folders.flat_map(|folder| NAMES.map(|name| folder.join(name))).find(|file| file.is_file())?;
    // As it would be typed, where that is shorter.
    let here = env::current_dir().ok();
    let near = here.and_then(|here| found.strip_prefix(here).map(Path::to_owned).ok());
    Some(near.unwrap_or(found))
}

/// A file that is read.
struct Read<'a> {
    name: String,
    text: &'a str,
}

impl Read<'_> {
    /// The line of a place, from 1.
    fn line(&self, span: &Range<usize>) -> usize {
        self.text.as_bytes()[..span.start.min(self.text.len())].iter().filter(|b| **b == b'\n').count() + 1
    }

    fn refuse(&self, span: &Range<usize>, why: &str) -> anyhow::Error {
        anyhow!("{}:{}: {why}", self.name, self.line(span))
    }

    fn choice<T: ValueEnum>(&self, key: &str, span: &Range<usize>, value: &DeValue<'_>) -> Result<T> {
        let known: Vec<String> = T::value_variants().iter().map(|choice| named(choice.clone())).collect();
        let chosen = value.as_str().and_then(|text| T::from_str(text, false).ok());
        chosen.ok_or_else(|| self.refuse(span, &format!("{key} is one of \"{}\"", known.join("\", \""))))
    }

    fn number(&self, key: &str, span: &Range<usize>, value: &DeValue<'_>) -> Result<u64> {
        let number = value.as_integer().and_then(|n| u64::from_str_radix(n.as_str(), n.radix()).ok());
        number.ok_or_else(|| self.refuse(span, &format!("{key} is a number from 0")))
    }

    fn words(&self, key: &str, span: &Range<usize>, value: &DeValue<'_>) -> Result<String> {
        let text = value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        text.ok_or_else(|| self.refuse(span, &format!("{key} is a path in quotation marks")))
    }

    fn list(&self, key: &str, span: &Range<usize>, value: &DeValue<'_>) -> Result<Vec<String>> {
        let list = value.as_array().and_then(|list| {
            list.iter()
                .map(|item| item.get_ref().as_str().filter(|t| !t.is_empty()).map(str::to_owned))
                .collect()
        });
        list.ok_or_else(|| self.refuse(span, &format!("{key} is a list, such as [\"one\", \"two\"]")))
    }

    fn levels(&self, span: &Range<usize>, value: &DeValue<'_>) -> Result<Vec<(String, Set<Level>)>> {
        let table = value
            .as_table()
            .ok_or_else(|| self.refuse(span, "rules is a table: [rules], then a rule a line"))?;
        let level = |(rule, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
            let rule_name: &std::borrow::Cow<'_, str> = rule.get_ref();
            let known =
                value.get_ref().as_str().and_then(|text| Level::ALL.iter().find(|(name, _)| *name == text));
            let (_, level) = known.ok_or_else(|| {
                let names = Level::ALL.map(|(name, _)| name).join("\", \"");
                self.refuse(&value.span(), &format!("{rule_name} is one of \"{names}\""))
            })?;
            Ok((rule_name.clone().into_owned(), Set { value: *level, line: self.line(&rule.span()) }))
        };
        table.iter().map(level).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_knows_the_same_keys() {
        let schema: serde_json::Value =
            serde_json::from_str(include_str!("../../docs/config.schema.json")).unwrap();
        let mut keys: Vec<&str> =
            schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let mut known: Vec<&str> = KEYS.iter().map(|(key, ..)| *key).collect();
        keys.sort_unstable();
        known.sort_unstable();
        assert_eq!(keys, known);
    }
}
