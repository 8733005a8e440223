//! Makes the checker that the options ask for: lexicons, reader and rules, loaded once per run.

use super::args::ChoiceArgs;
use anyhow::{Error, Result, anyhow};
use onrecord::Checker;
use onrecord::facts::speech::reader::trained;
use onrecord::lexicon::Lexicons;
use onrecord::rules::{Catalogue, RuleError};
use std::path::PathBuf;

/// The checker that the options ask for.
pub fn checker(choice: &ChoiceArgs) -> Result<Checker> {
    let mut checker = with_rules(&choice.own.rules)?;
    for pack in &choice.pack {
        checker.catalogue.enable_pack(pack).map_err(|unknown| {
            let packs = checker.catalogue.packs().join(", ");
            let meant = unknown.suggestion.map_or_else(String::new, |s| format!("; did you mean {s}?"));
            anyhow!("--pack: no pack is called {pack}{meant} (available: {packs})")
        })?;
    }
    let mut select = choice.select.clone();
    if !select.is_empty() {
        select.extend(choice.pack.iter().cloned());
    }
    choose(&mut checker, &select, &choice.ignore)?;
    Ok(checker)
}

/// Enables the rules in `select`, or all if it is empty, except those in `ignore`.
pub fn choose(checker: &mut Checker, select: &[String], ignore: &[String]) -> Result<()> {
    checker.catalogue.select(select, ignore).map_err(|unknown| {
        let option = if select.contains(&unknown.name) { "--select" } else { "--ignore" };
        anyhow!("{option}: {unknown} (`onrecord rules` lists them)")
    })
}

/// A checker with the built-in rules and those in `dirs`.
pub fn with_rules(dirs: &[PathBuf]) -> Result<Checker> {
    let (catalogue, lexicons) = Catalogue::load(dirs).map_err(|e| refused(&e))?;
    Ok(Checker { lexicons, reader: Box::new(trained()), catalogue })
}

/// An invalid rule: what is wrong, in one line, and the line of the file that it is about.
pub fn refused(error: &RuleError) -> Error {
    let excerpt = error.excerpt_with_carets();
    if excerpt.is_empty() { anyhow!("{error}") } else { anyhow!("{error}\n{excerpt}") }
}

/// A checker without rules, which finds facts only.
pub fn facts_only() -> Result<Checker> {
    Ok(Checker {
        lexicons: Lexicons::built_in(),
        reader: Box::new(trained()),
        catalogue: Catalogue::default(),
    })
}
