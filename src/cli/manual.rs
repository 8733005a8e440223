//! `onrecord man` and `onrecord completions`: the command line, as manual pages and for shells.

use super::exit::Exit;
use super::{commands, send, usage};
use anyhow::{Result, anyhow};
use clap_complete::Shell;
use onrecord::nearest;

/// The completions of a shell.
pub fn completions(shell: Shell) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut usage::command(), "onrecord", &mut script);
    send(&script)
}

/// The manual page of the program, or of one of its commands.
pub fn page(name: Option<&str>) -> Result<Exit> {
    // Once built, a command knows its full name (`onrecord verify`) and its help.
    let mut program = usage::command();
    program.build();
    let mut page = Vec::new();
    let command = match name {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            let known = commands();
            let meant = nearest(name, known.iter().map(String::as_str));
            let meant = meant.map_or_else(String::new, |m| format!("; did you mean {m}?"));
            anyhow!("man: no command is called {name}{meant}")
        })?,
    };
    let version = format!("onrecord {}", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command).source(version).render(&mut page)?;
    send(&page)
}
