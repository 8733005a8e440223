//! `onrecord config` and `onrecord init`: shows the configuration that is in force, and makes one.

use super::args::{ConfigArgs, InitArgs};
use super::config::{Config, KEYS, NAMES};
use super::exit::Exit;
use super::{send, setup, show};
use anyhow::{Result, anyhow, bail};
use onrecord::input::system_message;
use onrecord::report::Shown;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{ErrorKind, Write as _};

/// `onrecord config`: what is in force for a path, and where it comes from.
pub fn shown(args: &ConfigArgs) -> Result<Exit> {
    let config = Config::of(&args.source, &args.path.iter().cloned().collect::<Vec<_>>())?;
    let mut page = String::new();
    match &config.path {
        None => page.push_str(
            "no configuration: there is no onrecord.toml here or above (onrecord init makes one)\n",
        ),
        Some(path) => {
            let path = path.display().to_string();
            for (setting, line) in &config.settings {
                let _ = writeln!(page, "{}  # {}:{line}", Shown::of(setting), Shown::of(&path));
            }
            if page.is_empty() {
                let _ = writeln!(page, "{}: sets nothing", Shown::of(&path));
            }
        }
    }
    // A rule that does not exist is an error here too.
    config.apply(&mut setup::with_rules(&config.rules_folders)?.catalogue)?;
    show(page.into_bytes(), false)
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

    #[test]
    fn the_template_sets_nothing_and_each_example_is_valid() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("onrecord.toml");
        std::fs::write(&path, template()).unwrap();
        assert!(Config::read(&path).unwrap().settings.is_empty());
        let switched = template().replace("\n# Paths", "\n## Paths").replace("# What", "## What");
        let on = |line: &str| {
            line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).unwrap_or(line).to_owned()
        };
        let switched: Vec<String> = switched.lines().map(on).collect();
        std::fs::write(&path, switched.join("\n")).unwrap();
        let config = Config::read(&path).unwrap();
        assert_eq!(config.settings.len(), KEYS.len() + 1, "{switched:#?}");
        assert_eq!(config.baseline.as_deref(), Some(&*dir.path().join("accepted.tsv")));
    }
}
