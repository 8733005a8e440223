//! `onrecord config` and `onrecord init`: shows the configuration that is in force, and makes one.

use super::args::{ChoiceArgs, ConfigAction, ConfigArgs, ConfigShow, InitArgs};
use super::config::{Configs, KEYS, NAMES, PROFILES, Patterns, Profile};
use super::exit::Exit;
use super::scopes::{FORMATS, variable};
use super::{send, setup, show};
use anyhow::{Result, anyhow, bail};
use onrecord::input::system_message;
use onrecord::report::Shown;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

/// `onrecord config`: what is in force for a path, and where it comes from; the schema; the profiles.
pub fn run(args: &ConfigArgs) -> Result<Exit> {
    match &args.action {
        None => shown(&args.show),
        Some(ConfigAction::Show(show)) => shown(show),
        Some(ConfigAction::Schema) => send(SCHEMA.as_bytes()),
        Some(ConfigAction::Profiles) => show(profiles().into_bytes(), false),
    }
}

/// The schema of `onrecord.toml`.
const SCHEMA: &str = include_str!("../../docs/config.schema.json");

/// What is set where nobody sets it.
const DEFAULTS: [(&str, &str, &str); 3] = [
    ("fail-on", "\"error\"", "default"),
    ("sort", "\"place\"", "default; \"risk\" on a terminal"),
    ("format", "[\"text\"]", "default"),
];

fn shown(args: &ConfigShow) -> Result<Exit> {
    let path = args.path.as_deref().unwrap_or(Path::new("."));
    if path.symlink_metadata().is_err() {
        bail!("{}: no such file or folder; check the spelling", path.display());
    }
    let found = Configs::of(&args.source)?.find(path)?;
    let config = found.config();
    let mut page = String::new();
    match &found.chain.files[..] {
        [] => page.push_str("# no file: there is no onrecord.toml here or above (onrecord init makes one)\n"),
        files => files.iter().rev().for_each(|file| {
            let _ = writeln!(page, "# {}", Shown::of(&file.display().to_string()));
        }),
    }
    let formats = variable().map(|formats| format!("{formats:?}"));
    let from_variable = formats.as_deref().map(|formats| ("format", formats, FORMATS.to_owned()));
    let set = config.settings.iter().map(|set| (&*set.key, &*set.written, set.from.to_string()));
    let set =
        set.filter(|(key, ..)| *key != "format" || from_variable.is_none()).chain(from_variable.clone());
    let mut rows: Vec<(&str, &str, String)> = set.collect();
    let unset = DEFAULTS.iter().filter(|(key, ..)| rows.iter().all(|(set, ..)| set != key));
    rows.extend(unset.map(|&(key, value, from)| (key, value, from.to_owned())).collect::<Vec<_>>());
    let place = |key: &str| {
        let key = key.split('.').next().unwrap_or_default();
        KEYS.iter().position(|(known, ..)| *known == key)
    };
    rows.sort_by(|a, b| (place(a.0), a.0).cmp(&(place(b.0), b.0)));
    for (key, value, from) in rows {
        let _ = writeln!(page, "{} = {}  # {}", Shown::of(key), Shown::of(value), Shown::of(&from));
    }
    for Patterns { files, from } in found.chain.for_some().filter(|_| path.is_dir()) {
        let files = Shown::of(&files.join(", ")).to_string();
        let _ = writeln!(page, "# {}: other settings for files that match {files}", Shown::of(from));
    }
    // A rule, a pack or a word list that does not exist is an error here too.
    setup::checker(&ChoiceArgs::default(), &config)?;
    show(page.into_bytes(), false)
}

/// Each profile, what it is for, and what it sets.
fn profiles() -> String {
    let page = |profile: &Profile| {
        let settings = profile.text.lines().filter(|line| !line.starts_with('#')).map(|line| match line {
            "" => "\n".to_owned(),
            line => format!("    {line}\n"),
        });
        let about = textwrap::fill(&profile.about(), 80);
        format!("{}\n{about}\n\n{}\n", profile.name, settings.collect::<String>().trim_start_matches('\n'))
    };
    PROFILES.iter().map(page).collect::<String>().trim_end().to_owned() + "\n"
}

/// What `onrecord init` writes: every key, with what it means, switched off.
fn template() -> String {
    let mut text = String::from(
        "# What onrecord checks here. Take out the # before what you want; `onrecord config` shows what is in force.\n\
         # Paths are relative to this file.\n",
    );
    for (key, example, about) in KEYS {
        let _ = match *key {
            "rules" => {
                write!(text, "\n# {about}\n[rules]\n# cue-loaded = \"off\"\n# name-variant = \"error\"\n")
            }
            "overrides" => write!(
                text,
                "\n# {about}\n# [[overrides]]\n# files = [\"opinion/**\"]\n# profile = \"opinion\"\n"
            ),
            key => write!(text, "\n# {about}\n# {key} = {example}\n"),
        };
    }
    text
}

/// `onrecord init`: makes a configuration where there is none.
pub fn init(args: &InitArgs) -> Result<Exit> {
    let path = args.folder.join(NAMES[0]);
    let name = path.display().to_string();
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::AlreadyExists => anyhow!("{name}: is there already; it is left as it is"),
        _ => anyhow!("{name}: cannot be written ({})", system_message(&error)),
    };
    if let Some(other) = NAMES.iter().map(|n| args.folder.join(n)).find(|n| n.exists()) {
        bail!("{}: is there already; it is left as it is", other.display());
    }
    let mut file = File::options().write(true).create_new(true).open(&path).map_err(failed)?;
    file.write_all(template().as_bytes()).map_err(failed)?;
    send(format!("{}: written; every setting in it is off\n", Shown::of(&name)).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::config::{Layer, OF_FILES};
    use std::collections::BTreeSet;

    #[test]
    fn the_template_sets_nothing_and_each_example_is_valid() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("onrecord.toml");
        std::fs::write(&path, template()).unwrap();
        let set = Layer::file(&path).unwrap();
        assert!(set.settings.is_empty() && set.overrides.is_empty() && set.extend.is_none());
        let switched = template().replace("\n# Paths", "\n## Paths").replace("# What", "## What");
        let on = |line: &str| {
            let switched = |rest: &&str| rest.contains(" = ") || rest.starts_with("[[");
            line.strip_prefix("# ").filter(switched).unwrap_or(line).to_owned()
        };
        let switched: Vec<String> = switched.lines().map(on).collect();
        std::fs::write(&path, switched.join("\n")).unwrap();
        let layer = Layer::file(&path).unwrap();
        assert_eq!(layer.overrides.len(), 1, "{switched:#?}");
        assert_eq!(layer.extend.as_deref(), Some(&*dir.path().join("../house/onrecord.toml")));
        let own: BTreeSet<String> = layer
            .settings
            .iter()
            .filter(|set| !set.from.is_profile())
            .map(|set| set.key.split('.').next().unwrap_or_default().to_owned())
            .collect();
        let mut known: BTreeSet<&str> = KEYS.iter().map(|(key, ..)| *key).collect();
        OF_FILES.iter().for_each(|key| {
            known.remove(key);
        });
        assert!(own.iter().eq(known), "{switched:#?}");
    }
}
