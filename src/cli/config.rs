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
use toml::Spanned;
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

/// A configuration; an empty one where there is no file.
#[derive(Debug, Default)]
pub struct Config {
    /// The file.
    pub path: Option<PathBuf>,
    /// Each setting as the file has it, and its line.
    pub settings: Vec<(String, usize)>,
    /// The lowest severity that fails a run.
    pub fail_on: Option<FailOn>,
    /// How many warnings there may be.
    pub max_warnings: Option<u64>,
    /// The order of findings.
    pub sort: Option<Sort>,
    /// The file of accepted findings.
    pub baseline: Option<PathBuf>,
    /// What folders are searched without.
    pub exclude: Vec<String>,
    /// Packs of rules.
    pub packs: Vec<String>,
    /// Folders of rules.
    pub rules_folders: Vec<PathBuf>,
    /// Rules and families, what becomes of each, and the line that says so.
    rules: Vec<(String, Level, usize)>,
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
            let name = &**key.get_ref();
            let setting = Setting { file: &file, name, span: value.span(), value: value.get_ref() };
            match name {
                "fail-on" => config.fail_on = Some(setting.choice()?),
                "sort" => config.sort = Some(setting.choice()?),
                "max-warnings" => config.max_warnings = Some(setting.number()?),
                "baseline" => config.baseline = Some(folder.join(setting.words()?)),
                "exclude" => config.exclude = setting.list()?,
                "packs" => config.packs = setting.list()?,
                "rules-folders" => {
                    config.rules_folders = setting.list()?.iter().map(|path| folder.join(path)).collect();
                }
                "rules" => config.rules = setting.levels()?,
                other => {
                    let known = KEYS.iter().map(|(key, ..)| *key);
                    let meant = nearest(other, known.clone()).map(|m| format!("; did you mean {m}?"));
                    let meant = meant
                        .unwrap_or_else(|| format!(" (known: {})", known.collect::<Vec<_>>().join(", ")));
                    return Err(file.refuse(&key.span(), &format!("no key is called {other}{meant}")));
                }
            }
            if name != "rules" {
                let written = file.text.get(value.span()).unwrap_or_default();
                let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
                config.settings.push((format!("{name} = {written}"), file.line(&key.span())));
            }
        }
        let level = |(rule, level, line): &(String, Level, usize)| {
            let name = Level::ALL.iter().find(|(_, known)| known == level).map_or("", |(name, _)| name);
            (format!("rules.{rule} = \"{name}\""), *line)
        };
        config.settings.extend(config.rules.iter().map(level));
        config.settings.sort_by_key(|(_, line)| *line);
        Ok(config)
    }

    /// Turns rules on and off and gives them their severities.
    pub fn apply(&self, catalogue: &mut Catalogue) -> Result<()> {
        for (name, level, line) in &self.rules {
            let done = match level {
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
}

/// A key of the file with its value.
struct Setting<'a> {
    file: &'a Read<'a>,
    name: &'a str,
    span: Range<usize>,
    value: &'a DeValue<'a>,
}

impl Setting<'_> {
    /// `value`, or what it should be.
    fn or_wrong<T>(&self, value: Option<T>, expected: &str) -> Result<T> {
        value.ok_or_else(|| self.file.refuse(&self.span, &format!("{} is {expected}", self.name)))
    }

    fn choice<T: ValueEnum>(&self) -> Result<T> {
        let known = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let known: Vec<String> = known.map(|value| value.get_name().to_owned()).collect();
        let chosen = self.value.as_str().and_then(|text| T::from_str(text, false).ok());
        self.or_wrong(chosen, &format!("one of \"{}\"", known.join("\", \"")))
    }

    fn number(&self) -> Result<u64> {
        let number = self.value.as_integer().and_then(|n| u64::from_str_radix(n.as_str(), n.radix()).ok());
        self.or_wrong(number, "a number from 0")
    }

    fn words(&self) -> Result<String> {
        let text = self.value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        self.or_wrong(text, "a path in quotation marks")
    }

    fn list(&self) -> Result<Vec<String>> {
        let word = |item: &Spanned<DeValue<'_>>| {
            item.get_ref().as_str().filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let list = self.value.as_array().and_then(|list| list.iter().map(word).collect());
        self.or_wrong(list, "a list, such as [\"one\", \"two\"]")
    }

    fn levels(&self) -> Result<Vec<(String, Level, usize)>> {
        let table = self.or_wrong(self.value.as_table(), "a table: [rules], then a rule a line")?;
        let mut levels = Vec::with_capacity(table.len());
        for (rule, value) in table {
            let name = &**rule.get_ref();
            let setting = Setting { file: self.file, name, span: value.span(), value: value.get_ref() };
            let known = setting.value.as_str().and_then(|text| Level::ALL.iter().find(|(l, _)| *l == text));
            let names = Level::ALL.map(|(level, _)| level).join("\", \"");
            let (_, level) = setting.or_wrong(known, &format!("one of \"{names}\""))?;
            levels.push((name.to_owned(), *level, self.file.line(&rule.span())));
        }
        Ok(levels)
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
