//! Settings of one place: a file, a profile, or the `--config KEY=VALUE` of a command line.

use super::keys::{KEYS, OF_FILES, OF_OVERRIDES};
use super::profiles::{PROFILES, Profile};
use super::setting::{Level, Origin, Setting, Value};
use anyhow::{Result, anyhow, bail};
use clap::ValueEnum;
use onrecord::input::{Options, Source};
use onrecord::nearest;
use onrecord::report::Shown;
use onrecord::text::Lines;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// No configuration is longer.
const MOST: u64 = 1 << 20;

/// Other settings for some files.
#[derive(Clone, Debug)]
pub struct Override {
    /// Patterns, as `.gitignore` writes them.
    pub files: Vec<String>,
    /// What is set for files that match one.
    pub settings: Vec<Setting>,
}

/// The settings of one place.
#[derive(Clone, Debug, Default)]
pub struct Layer {
    /// The file, if it is one.
    pub path: Option<PathBuf>,
    /// The file whose settings come first.
    pub extend: Option<PathBuf>,
    /// What is set for every article.
    pub settings: Vec<Setting>,
    /// What is set for some, in order.
    pub overrides: Vec<Override>,
}

impl Layer {
    /// Reads a file.
    pub fn file(path: &Path) -> Result<Self> {
        let text = Source::File(path.to_owned()).text(&Options::default().limited(MOST))?;
        let name = path.display().to_string();
        let folder = path.parent().unwrap_or(Path::new(""));
        let layer = Text::read(Name::File(&name), &text, folder)?;
        Ok(Self { path: Some(path.to_owned()), ..layer })
    }

    /// The settings of a profile.
    pub fn profile(profile: &Profile) -> Result<Self> {
        Text::read(Name::Profile(profile.name), profile.text, Path::new(""))
    }

    /// What `--config KEY=VALUE` sets. A value that is no TOML is taken as a word: `fail-on=warning`.
    pub fn argument(written: &str) -> Result<Self> {
        let (key, value) = written.split_once('=').unwrap_or((written, ""));
        let (key, value) = (key.trim(), value.trim());
        let line = format!("{key} = {value}");
        let quoted = format!("{key} = {}", serde_json::Value::from(value));
        let text = if DeTable::parse(&line).is_ok() { &line } else { &quoted };
        let layer = Text::read(Name::Argument(written), text, Path::new(""))?;
        if layer.extend.is_some() || !layer.overrides.is_empty() {
            bail!("--config {}: only a file can set {}", Shown::of(written), OF_FILES.join(" and "));
        }
        Ok(layer)
    }
}

/// Where a text is from.
#[derive(Clone, Copy)]
enum Name<'a> {
    File(&'a str),
    Argument(&'a str),
    Profile(&'static str),
}

/// A text that is read.
#[derive(Clone, Copy)]
struct Text<'a> {
    name: Name<'a>,
    text: &'a str,
    lines: &'a Lines,
    /// The folder that paths are relative to.
    folder: &'a Path,
}

impl Text<'_> {
    /// What a text sets.
    fn read(name: Name<'_>, text: &str, folder: &Path) -> Result<Layer> {
        Text { name, text, lines: &Lines::new(text), folder }.layer()
    }

    fn layer(self) -> Result<Layer> {
        let table = DeTable::parse(self.text)
            .map_err(|error| self.refuse(&error.span().unwrap_or_default(), error.message().trim()))?;
        let mut layer = Layer::default();
        for (key, value) in table.get_ref() {
            match &**key.get_ref() {
                "extend" => layer.extend = Some(self.folder.join(self.entry(key, value).word("a path")?)),
                "overrides" => layer.overrides = self.overrides(key, value)?,
                name => self.known(key, name, KEYS.iter().map(|(key, ..)| *key))?,
            }
        }
        layer.settings = self.settings(table.get_ref())?;
        Ok(layer)
    }

    fn overrides(self, key: &Spanned<Written<'_>>, value: &Spanned<DeValue<'_>>) -> Result<Vec<Override>> {
        let entry = self.entry(key, value);
        let tables =
            entry.or_wrong(value.get_ref().as_array(), "a list of tables: [[overrides]], then files")?;
        let mut overrides = Vec::with_capacity(tables.len());
        for item in tables {
            let table = item.get_ref().as_table();
            let table = entry.or_wrong(table, "a list of tables: [[overrides]], then files")?;
            let files = table.iter().find(|(key, _)| *key.get_ref() == "files");
            let Some((key, value)) = files else {
                return Err(self.refuse(&item.span(), "overrides need files = [\"opinion/**\"]"));
            };
            let files = self.entry(key, value).list()?;
            for (key, _) in table {
                let name = &**key.get_ref();
                if name != "files"
                    && KEYS.iter().any(|(known, ..)| *known == name)
                    && !OF_OVERRIDES.contains(&name)
                {
                    return Err(
                        self.refuse(&key.span(), &format!("{name} cannot be set for some files only"))
                    );
                }
                self.known(key, name, OF_OVERRIDES.iter().copied().chain(["files"]))?;
            }
            overrides.push(Override { files, settings: self.settings(table)? });
        }
        Ok(overrides)
    }

    /// The settings of a table, those that a profile brings first.
    fn settings(self, table: &DeTable<'_>) -> Result<Vec<Setting>> {
        let mut settings = Vec::new();
        for (key, value) in table {
            let entry = self.entry(key, value);
            let value = match entry.name {
                "profile" => Value::Profile(entry.profile()?.name),
                "fail-on" => Value::FailOn(entry.choice()?),
                "sort" => Value::Sort(entry.choice()?),
                "max-warnings" => Value::MaxWarnings(entry.number()?),
                "language" => {
                    entry.or_wrong(entry.value.as_str().filter(|name| *name == "en"), "\"en\"")?;
                    Value::English
                }
                "require-reasons" => {
                    Value::RequireReasons(entry.or_wrong(entry.value.as_bool(), "true or false")?)
                }
                "format" => Value::Formats(entry.list()?.iter().map(|spec| self.placed(spec)).collect()),
                "baseline" => Value::Baseline(self.folder.join(entry.word("a path")?)),
                "exclude" => Value::Exclude(entry.list()?),
                "packs" => Value::Packs(entry.list()?),
                "rules-folders" => {
                    Value::RulesFolders(entry.list()?.iter().map(|path| self.folder.join(path)).collect())
                }
                "rules" => {
                    settings.extend(entry.levels()?);
                    continue;
                }
                "words" => {
                    settings.extend(entry.words_of_lists()?);
                    continue;
                }
                "spellings" => {
                    settings.extend(entry.spellings()?);
                    continue;
                }
                _ => continue,
            };
            settings.push(Setting { value, ..entry.setting(entry.name.to_owned()) });
        }
        settings.sort_by_key(|setting| !matches!(setting.value, Value::Profile(_)));
        let Some(Value::Profile(name)) = settings.first().map(|first| &first.value) else {
            return Ok(settings);
        };
        let brought = Profile::named(name).map(Layer::profile).transpose()?.unwrap_or_default();
        settings.splice(1..1, brought.settings);
        Ok(settings)
    }

    /// `sarif=report.sarif` with the file where it is written.
    fn placed(self, spec: &str) -> String {
        match spec.split_once('=') {
            Some((format, file)) if !file.is_empty() && file != "-" => {
                format!("{format}={}", self.folder.join(file).display())
            }
            _ => spec.to_owned(),
        }
    }

    fn entry<'a>(self, key: &'a Spanned<Written<'a>>, value: &'a Spanned<DeValue<'a>>) -> Entry<'a>
    where
        Self: 'a,
    {
        Entry { text: self, name: key.get_ref(), at: key.span(), span: value.span(), value: value.get_ref() }
    }

    /// Refuses a key that is not one of those `known`.
    fn known<'k>(
        self,
        key: &Spanned<Written<'_>>,
        name: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) -> Result<()> {
        if known.clone().any(|one| one == name) {
            return Ok(());
        }
        let meant = nearest(name, known.clone()).map(|m| format!("; did you mean {m}?"));
        let meant = meant.unwrap_or_else(|| format!(" (known: {})", known.collect::<Vec<_>>().join(", ")));
        Err(self.refuse(&key.span(), &format!("unknown key {name}{meant}")))
    }

    fn origin(self, span: &Range<usize>) -> Origin {
        match self.name {
            Name::File(name) => Origin::File(name.to_owned(), self.line(span)),
            Name::Argument(_) => Origin::Argument,
            Name::Profile(name) => Origin::Profile(name),
        }
    }

    /// The line of a place, from 1.
    fn line(self, span: &Range<usize>) -> u32 {
        self.lines.line(u32::try_from(span.start).unwrap_or(u32::MAX))
    }

    fn refuse(self, span: &Range<usize>, why: &str) -> anyhow::Error {
        match self.name {
            Name::File(name) => anyhow!("{name}:{}: {why}", self.line(span)),
            Name::Argument(written) => anyhow!("--config {written}: {why}"),
            Name::Profile(name) => anyhow!("profile {name}:{}: {why}", self.line(span)),
        }
    }
}

/// A key as the parser has it.
type Written<'a> = std::borrow::Cow<'a, str>;

/// A key with its value.
struct Entry<'a> {
    text: Text<'a>,
    name: &'a str,
    at: Range<usize>,
    span: Range<usize>,
    value: &'a DeValue<'a>,
}

impl Entry<'_> {
    /// The setting of this entry, but for its value.
    fn setting(&self, key: String) -> Setting {
        let written = self.text.text.get(self.span.clone()).unwrap_or_default();
        let written = written.split_whitespace().collect::<Vec<_>>().join(" ");
        Setting { key, written, value: Value::English, from: self.text.origin(&self.at) }
    }

    /// `value`, or what it should be.
    fn or_wrong<T>(&self, value: Option<T>, expected: &str) -> Result<T> {
        value.ok_or_else(|| self.text.refuse(&self.span, &format!("{} is {expected}", self.name)))
    }

    fn choice<T: ValueEnum>(&self) -> Result<T> {
        let known = T::value_variants().iter().filter_map(ValueEnum::to_possible_value);
        let known: Vec<String> = known.map(|value| value.get_name().to_owned()).collect();
        let chosen = self.value.as_str().and_then(|text| T::from_str(text, false).ok());
        self.or_wrong(chosen, &format!("one of \"{}\"", known.join("\", \"")))
    }

    fn profile(&self) -> Result<&'static Profile> {
        let names: Vec<&str> = PROFILES.iter().map(|profile| profile.name).collect();
        let profile = self.value.as_str().and_then(Profile::named);
        self.or_wrong(profile, &format!("one of \"{}\"", names.join("\", \"")))
    }

    fn number(&self) -> Result<u64> {
        let number = self.value.as_integer().and_then(|n| u64::from_str_radix(n.as_str(), n.radix()).ok());
        self.or_wrong(number, "a number from 0")
    }

    fn word(&self, what: &str) -> Result<String> {
        let text = self.value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        self.or_wrong(text, &format!("{what} in quotation marks"))
    }

    fn list(&self) -> Result<Vec<String>> {
        let word = |item: &Spanned<DeValue<'_>>| {
            item.get_ref().as_str().filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let list = self.value.as_array().and_then(|list| list.iter().map(word).collect());
        self.or_wrong(list, "a list, such as [\"one\", \"two\"]")
    }

    fn levels(&self) -> Result<Vec<Setting>> {
        let table = self.or_wrong(self.value.as_table(), "a table: [rules], then a rule a line")?;
        let mut levels = Vec::with_capacity(table.len());
        for (rule, value) in table {
            let entry = self.text.entry(rule, value);
            let known = entry.value.as_str().and_then(|text| Level::ALL.iter().find(|(l, _)| *l == text));
            let names = Level::ALL.map(|(level, _)| level).join("\", \"");
            let (_, level) = entry.or_wrong(known, &format!("one of \"{names}\""))?;
            let value = Value::Rule(entry.name.to_owned(), *level);
            levels.push(Setting { value, ..entry.setting(format!("rules.{}", entry.name)) });
        }
        Ok(levels)
    }

    fn words_of_lists(&self) -> Result<Vec<Setting>> {
        let expected = "a table: [words.given-names], then a class and its words a line";
        let mut words = Vec::new();
        for (list, classes) in self.or_wrong(self.value.as_table(), expected)? {
            let list = self.text.entry(list, classes);
            for (class, value) in self.or_wrong(list.value.as_table(), expected)? {
                let class = self.text.entry(class, value);
                let value = Value::Words {
                    list: list.name.to_owned(),
                    class: class.name.to_owned(),
                    words: class.list()?,
                };
                words.push(Setting { value, ..class.setting(format!("words.{}.{}", list.name, class.name)) });
            }
        }
        Ok(words)
    }

    fn spellings(&self) -> Result<Vec<Setting>> {
        let expected = "a table: [spellings], then \"what is written\" = \"what house style writes\" a line";
        let table = self.or_wrong(self.value.as_table(), expected)?;
        let mut spellings = Vec::with_capacity(table.len());
        for (from, to) in table {
            let entry = self.text.entry(from, to);
            let value = Value::Spelling(entry.name.to_owned(), entry.word("words")?);
            spellings.push(Setting { value, ..entry.setting(format!("spellings.{:?}", entry.name)) });
        }
        Ok(spellings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_is_a_line_of_a_file_or_a_word() {
        for (written, key, expected) in [
            ("fail-on=warning", "fail-on", "\"warning\""),
            ("fail-on = \"info\"", "fail-on", "\"info\""),
            ("max-warnings=3", "max-warnings", "3"),
            ("rules.cue-loaded=off", "rules.cue-loaded", "\"off\""),
            ("packs=[\"house-style\"]", "packs", "[\"house-style\"]"),
        ] {
            let layer = Layer::argument(written).unwrap();
            assert_eq!(layer.settings.len(), 1, "{written}");
            assert_eq!((&*layer.settings[0].key, &*layer.settings[0].written), (key, expected));
        }
        for (written, expected) in [
            ("fail-onn=warning", "did you mean fail-on?"),
            ("fail-on=", "one of"),
            ("extend=a.toml", "only a file"),
            ("a b=1", "--config a b=1"),
        ] {
            let error = Layer::argument(written).unwrap_err().to_string();
            assert!(error.contains(expected), "{written}: {error}");
        }
    }
}
