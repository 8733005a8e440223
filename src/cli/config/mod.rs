//! `onrecord.toml`: what a newsroom has decided once, for every run of `check`; its words and its language count for the sheets
//! too.
//!
//! - `keys.rs`: what can be set
//! - `setting.rs`: a setting with its place; `layer.rs`: those of one file, or of the `--config KEY=VALUE` of a command line
//! - `profiles.rs`: settings for a kind of copy, under one name
//! - `configs.rs`: which layers are in force for an article
//!
//! An article has the configuration that is nearest above it. What the command line says overrides what files say.

mod configs;
mod keys;
mod layer;
mod profiles;
mod setting;

pub use configs::{Configs, Found, Patterns};
pub use keys::{KEYS, NAMES};
pub use profiles::{PROFILES, Profile};
pub use setting::Setting;
#[cfg(test)]
pub use {keys::OF_FILES, layer::Layer};

use super::args::{FailOn, Sort};
use anyhow::{Error, Result, anyhow};
use onrecord::rules::{Catalogue, UnknownRule};
use rustc_hash::FxHashMap;
use setting::{Level, Value};
use std::fmt::Display;
use std::path::PathBuf;

/// The rule that spellings of a newsroom's own make.
pub const HOUSE_SPELLING: &str = "house-spelling";

/// Says that there is no rule of a name, and where it is named.
pub fn unknown_rule(from: &dyn Display, unknown: &UnknownRule) -> Error {
    anyhow!("{from}: {unknown} (`onrecord rules` lists them)")
}

/// The number of a table, and whether it sets something itself, which overrides what the profile brings that it names.
type Table = (usize, bool);

/// What is in force for some articles: the last of the settings of each key.
#[derive(Debug, Default)]
pub struct Config {
    /// Each setting that is in force, those that override others last.
    pub settings: Vec<Setting>,
    /// The table of each: what is set in one has no order.
    tables: Vec<Table>,
    /// The lowest severity that fails a run.
    pub fail_on: Option<FailOn>,
    /// How many warnings there may be.
    pub max_warnings: Option<u64>,
    /// The order of findings.
    pub sort: Option<Sort>,
    /// The file of accepted findings.
    pub baseline: Option<PathBuf>,
    /// Whether articles are English, whatever they look like.
    pub english: bool,
    /// Whether comments that silence findings must say why.
    pub require_reasons: bool,
    /// The formats to write, as `--format` takes them.
    pub formats: Vec<String>,
    /// Packs of rules.
    pub packs: Vec<String>,
    /// Folders of rules.
    pub rules_folders: Vec<PathBuf>,
    /// Words that house style replaces.
    pub spellings: Vec<(String, String)>,
    /// Whether it replaces some in these articles or others of the same configuration.
    spells: bool,
    /// Words for the word lists: where they are from, the list, the class, and the words.
    pub words: Vec<(String, String, String, Vec<String>)>,
}

impl Config {
    /// What the settings of these tables come to; of those of one key, the last is in force.
    pub fn of(tables: impl IntoIterator<Item = Vec<Setting>>) -> Self {
        let mut kept: Vec<Option<(Table, Setting)>> = Vec::new();
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        // Where those are that a profile brought.
        let mut brought: Vec<usize> = Vec::new();
        for (number, settings) in tables.into_iter().enumerate() {
            for setting in settings {
                if matches!(setting.value, Value::Profile(_)) {
                    // Another profile takes the place of one that was set before, with all that came with it.
                    for place in brought.drain(..) {
                        kept[place].take_if(|(_, before)| before.from.is_profile());
                    }
                }
                let own = !setting.from.is_profile();
                if !own {
                    brought.push(kept.len());
                }
                if let Some(before) = places.insert(setting.key.clone(), kept.len()) {
                    kept[before] = None;
                }
                kept.push(Some(((number, own), setting)));
            }
        }
        let (tables, settings) = kept.into_iter().flatten().unzip();
        let mut config = Self { tables, settings, ..Self::default() };
        for setting in &config.settings {
            match &setting.value {
                Value::FailOn(level) => config.fail_on = Some(*level),
                Value::MaxWarnings(most) => config.max_warnings = Some(*most),
                Value::Sort(sort) => config.sort = Some(*sort),
                Value::Baseline(path) => config.baseline = Some(path.clone()),
                Value::English => config.english = true,
                Value::RequireReasons(reasons) => config.require_reasons = *reasons,
                Value::Formats(formats) => config.formats.clone_from(formats),
                Value::Packs(packs) => config.packs.clone_from(packs),
                Value::RulesFolders(folders) => config.rules_folders.clone_from(folders),
                Value::Spelling(from, to) => config.spellings.push((from.clone(), to.clone())),
                Value::Words { list, class, words } => {
                    let from = setting.from.to_string();
                    config.words.push((from, list.clone(), class.clone(), words.clone()));
                }
                Value::Rule(..) | Value::Exclude(_) | Value::Profile(_) => {}
            }
        }
        config
    }

    /// What decides how articles are judged: two configurations in which it is the same need one checker.
    pub fn judged_by(&self) -> String {
        let judges = |setting: &&Setting| {
            let key = setting.key.split('.').next().unwrap_or_default();
            matches!(key, "rules" | "packs" | "rules-folders" | "spellings" | "words")
        };
        let judging = self.settings.iter().zip(&self.tables).filter(|(setting, _)| judges(setting));
        let judging = judging.map(|(setting, table)| (table, &setting.key, &setting.value));
        format!("{:?}", judging.collect::<Vec<_>>())
    }

    /// Turns rules on and off and gives them their severities. In a table, a rule overrides its family.
    pub fn apply(&self, catalogue: &mut Catalogue) -> Result<()> {
        let mut levels: Vec<(Table, u8, &Setting, &String, Level)> = Vec::new();
        for (table, setting) in self.tables.iter().zip(&self.settings) {
            if let Value::Rule(name, level) = &setting.value {
                let broad = if name == "all" { 0 } else { 1 + u8::from(catalogue.get(name).is_some()) };
                levels.push((*table, broad, setting, name, *level));
            }
        }
        levels.sort_by_key(|(table, broad, ..)| (*table, *broad));
        for (_, _, setting, name, level) in levels {
            // The rule that spellings make is there where they are.
            if name == HOUSE_SPELLING && self.spells && self.spellings.is_empty() {
                continue;
            }
            let done = match level {
                Level::Off => catalogue.select(&[], std::slice::from_ref(name)),
                Level::On => catalogue.turn_on(name),
                Level::Is(severity) => {
                    catalogue.set_severity(name, severity).and_then(|()| catalogue.turn_on(name))
                }
            };
            done.map_err(|unknown| unknown_rule(&setting.from, &unknown))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use onrecord::Checker;

    #[test]
    fn the_narrower_decides_in_a_table_and_the_later_between_tables() {
        let tables = |tables: &[&[&str]]| -> Config {
            let table = |written: &&[&str]| -> Vec<Setting> {
                written.iter().flat_map(|one| Layer::argument(one).unwrap().settings).collect()
            };
            Config::of(tables.iter().map(table))
        };
        for (written, on) in [
            (&[&["rules.cue-loaded=on", "rules.sources=off"][..]][..], true),
            (&[&["rules.sources=off", "rules.cue-loaded=on"]], true),
            (&[&["rules.all=off", "rules.sources=on"]], true),
            (&[&["rules.cue-loaded=on"], &["rules.sources=off"]], false),
            (&[&["rules.cue-loaded=off"], &["rules.cue-loaded=on"]], true),
            (&[&["rules.cue-loaded=on"], &["profile=opinion"]], false),
            (&[&["profile=opinion", "rules.cue-loaded=on"]], true),
            (&[&["profile=opinion", "rules.sources=off"]], false),
            (&[&["profile=opinion"], &["profile=court"]], true),
        ] {
            let mut catalogue = Checker::built_in().catalogue;
            tables(written).apply(&mut catalogue).unwrap();
            assert_eq!(catalogue.get("cue-loaded").unwrap().enabled, on, "{written:?}");
        }
    }
}
