//! Makes the checker that the options ask for: lexicons, reader and rules, loaded once per run.

use super::args::ChoiceArgs;
use super::config::{Config, HOUSE_SPELLING, unknown_rule};
use anyhow::{Error, Result, anyhow};
use onrecord::rules::{Catalogue, RuleError};
use onrecord::{BuildError, Checker, CheckerBuilder};
use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

/// A checker that lasts as long as the process: taking it apart at the end is a thirtieth of what a short command takes.
pub type Kept = ManuallyDrop<Checker>;

/// The checker that the configuration and the options ask for; the options have the last word.
pub fn checker(choice: &ChoiceArgs, config: &Config) -> Result<Kept> {
    let folders = [&*config.rules_folders, &choice.own.rules].concat();
    let packs = || config.packs.iter().chain(&choice.pack);
    let builder = with_words(with_spellings(with_folders(&folders), &config.spellings), config);
    let mut checker = built(packs().fold(builder, CheckerBuilder::pack))?;
    config.apply(&mut checker.catalogue)?;
    let mut select = choice.select.clone();
    if !select.is_empty() {
        select.extend(packs().cloned());
    }
    checker.catalogue.select(&select, &choice.ignore).map_err(|unknown| {
        let selected = select.contains(&unknown.name);
        named(&if selected { BuildError::Select(unknown) } else { BuildError::Ignore(unknown) })
    })?;
    Ok(checker)
}

/// The rules of several configurations together, those in force that are so in one of them.
pub fn every_rule(configs: &[Config], own: &[PathBuf], enabled: &BTreeSet<&str>) -> Result<Catalogue> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for folder in configs.iter().flat_map(|config| &config.rules_folders).chain(own) {
        if !folders.contains(folder) {
            folders.push(folder.clone());
        }
    }
    let spellings: Vec<_> = configs.iter().flat_map(|config| config.spellings.clone()).collect();
    let builder = with_spellings(with_folders(&folders), &spellings);
    // Rules may look for classes that a newsroom's words are in.
    let mut catalogue = Kept::into_inner(built(configs.iter().fold(builder, with_words))?).catalogue;
    let known = catalogue.rules().iter().map(|rule| rule.id.clone());
    let select: Vec<String> = known.filter(|id| enabled.contains(&**id)).collect();
    if select.is_empty() {
        return Ok(Catalogue::default());
    }
    catalogue.select(&select, &[]).map_err(|error| anyhow!("{error}"))?;
    Ok(catalogue)
}

/// A checker with the built-in rules and those in `dirs`.
pub fn with_rules(dirs: &[PathBuf]) -> Result<Kept> {
    built(with_folders(dirs))
}

/// A checker that finds facts, by the words of the configuration, and judges nothing.
pub fn facts_only(config: &Config) -> Result<Kept> {
    built(with_words(with_folders(&config.rules_folders), config).facts_only())
}

fn with_folders(dirs: &[PathBuf]) -> CheckerBuilder {
    dirs.iter().fold(Checker::builder(), CheckerBuilder::rules)
}

fn with_words(builder: CheckerBuilder, config: &Config) -> CheckerBuilder {
    let words = config.words.iter();
    words.fold(builder, |builder, (from, list, class, words)| {
        builder.words(from, list, class, words.iter().map(String::as_str))
    })
}

/// The rule that a newsroom's own spellings make, without its name and the words.
const SPELLINGS: &str = r#"
severity = "warning"
fix = true
title = "A word that house style writes otherwise"
message = "“{{ text }}”: house style is “{{ instead }}”"
help = "Use the house form, except in a quotation."
"#;

fn with_spellings(builder: CheckerBuilder, spellings: &[(String, String)]) -> CheckerBuilder {
    if spellings.is_empty() {
        return builder;
    }
    let swap: toml::Table = spellings.iter().map(|(from, to)| (from.clone(), to.clone().into())).collect();
    let rule = format!("id = \"{HOUSE_SPELLING}\"{SPELLINGS}[match.swap]\n{swap}");
    builder.rule(format!("{HOUSE_SPELLING}.toml"), rule)
}

fn built(builder: CheckerBuilder) -> Result<Kept> {
    builder.build().map(Kept::new).map_err(|error| named(&error))
}

/// Names the option that a checker cannot be built for.
pub fn named(error: &BuildError) -> Error {
    match error {
        BuildError::Rule(error) => refused(error),
        BuildError::UnknownPack { name, suggestion, packs } => {
            let meant = suggestion.as_ref().map_or_else(String::new, |s| format!("; did you mean {s}?"));
            anyhow!("--pack: no pack is called {name}{meant} (available: {})", packs.join(", "))
        }
        BuildError::Select(unknown) => unknown_rule(&"--select", unknown),
        BuildError::Ignore(unknown) => unknown_rule(&"--ignore", unknown),
        other => anyhow!("{other}"),
    }
}

/// An invalid rule, which is shown with the line of the file that it is about.
pub fn refused(error: &RuleError) -> Error {
    Error::new(error.clone())
}
