//! Makes the checker that the options ask for: lexicons, reader and rules, loaded once per run.

use super::args::ChoiceArgs;
use super::config::Config;
use anyhow::{Error, Result, anyhow};
use onrecord::rules::RuleError;
use onrecord::{BuildError, Checker, CheckerBuilder};
use std::path::PathBuf;

/// The checker that the configuration and the options ask for; the options have the last word.
pub fn checker(choice: &ChoiceArgs, config: &Config) -> Result<Checker> {
    let folders = [&*config.rules_folders, &choice.own.rules].concat();
    let packs = || config.packs.iter().chain(&choice.pack);
    let mut checker = built(packs().fold(with_folders(&folders), CheckerBuilder::pack))?;
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

/// A checker with the built-in rules and those in `dirs`.
pub fn with_rules(dirs: &[PathBuf]) -> Result<Checker> {
    built(with_folders(dirs))
}

/// A checker that finds facts and judges nothing.
pub fn facts_only() -> Result<Checker> {
    built(Checker::builder().facts_only())
}

fn with_folders(dirs: &[PathBuf]) -> CheckerBuilder {
    dirs.iter().fold(Checker::builder(), CheckerBuilder::rules)
}

fn built(builder: CheckerBuilder) -> Result<Checker> {
    builder.build().map_err(|error| named(&error))
}

/// Names the option that a checker cannot be built for.
pub fn named(error: &BuildError) -> Error {
    match error {
        BuildError::Rule(error) => refused(error),
        BuildError::UnknownPack { name, suggestion, packs } => {
            let meant = suggestion.as_ref().map_or_else(String::new, |s| format!("; did you mean {s}?"));
            anyhow!("--pack: no pack is called {name}{meant} (available: {})", packs.join(", "))
        }
        BuildError::Select(unknown) => anyhow!("--select: {unknown} (`onrecord rules` lists them)"),
        BuildError::Ignore(unknown) => anyhow!("--ignore: {unknown} (`onrecord rules` lists them)"),
        other => anyhow!("{other}"),
    }
}

/// An invalid rule, which is shown with the line of the file that it is about.
pub fn refused(error: &RuleError) -> Error {
    Error::new(error.clone())
}
