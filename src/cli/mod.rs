//! The command line: glue between arguments, files and the library, and all that is said on stderr.
//!
//! - `args.rs`: every command and option, with its help
//! - `implied.rs`: `check` where no command is named
//! - `rules.rs`, `explain.rs`: the catalogue, for reading and testing
//! - `verify.rs`: quotations against transcripts
//! - `why.rs`: what decided about the attributions of a line
//! - `setup.rs`: options to a checker: rules, lexicons, reader
//! - `outputs.rs`: where each format goes; `sink.rs`: how it gets there whole
//! - `articles.rs`: every article read, checked and rendered, in parallel and in order
//! - `progress.rs`: the bar of a long run
//! - `colour.rs`: whether to colour, and how wide
//! - `suggest.rs`: what somebody may have meant
//! - `complain.rs`: one line on stderr
//! - `exit.rs`: the exit status

mod args;
mod articles;
mod colour;
mod complain;
mod exit;
mod explain;
mod implied;
mod outputs;
mod progress;
mod rules;
mod setup;
mod sink;
mod suggest;
mod verify;
mod why;

use args::{Args, CheckArgs, Command, FailOn, SheetArgs, Sort};
use articles::Articles;
use clap::{CommandFactory, Parser};
use complain::complain;
use exit::Exit;
use onrecord::Checker;
use onrecord::input::{InputError, Problem, Walk};
use onrecord::report::Summary;
use onrecord::report::View;
use onrecord::transcript::Index;
use outputs::Outputs;
use std::ffi::OsString;
use std::io::{self, Write};

/// Does what the arguments say.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    let args = implied::with_command(args.into_iter().collect(), &Args::command());
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(refusal) => {
            // Help that nobody reads to its end is no failure.
            refusal.print().ok();
            return if refusal.exit_code() == 0 { Exit::Clean } else { Exit::Failed };
        }
    };
    let result = match &args.command {
        Command::Check(args) => check(args),
        Command::Quotes(args) => sheet(args, View::Quotes),
        Command::Figures(args) => sheet(args, View::Figures),
        Command::Rules(args) => rules::run(args),
        Command::Explain { rule, own, look } => explain::run(rule, own, look),
        Command::Verify(args) => verify::run(args),
        Command::Why(args) => why::run(args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "onrecord", &mut script);
            show(&script)
        }
        Command::Man { command } => manual(command.as_deref()),
    };
    result.unwrap_or_else(|error| {
        complain(&format!("{error:#}"));
        Exit::Failed
    })
}

fn check(args: &CheckArgs) -> anyhow::Result<Exit> {
    let checker = setup::checker(&args.choice)?;
    let summary = run_articles(&args.sheet, View::Findings, args.sort, &checker, None)?;
    Ok(ended(&summary, args.fail_on))
}

/// How a run ends that found and read so much.
fn ended(summary: &Summary, fail_on: FailOn) -> Exit {
    if summary.unreadable > 0 {
        Exit::Failed
    } else if fail_on.severity().is_some_and(|level| summary.reaches(level)) {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

fn sheet(args: &SheetArgs, view: View) -> anyhow::Result<Exit> {
    let summary = run_articles(args, view, Sort::Place, &setup::facts_only()?, None)?;
    Ok(if summary.unreadable > 0 { Exit::Failed } else { Exit::Clean })
}

fn run_articles(
    args: &SheetArgs,
    view: View,
    sort: Sort,
    checker: &Checker,
    against: Option<&Index>,
) -> anyhow::Result<Summary> {
    let mut outputs = Outputs::open(view, &checker.catalogue, &args.writing)?;
    let walk = Walk {
        globs: args.reading.glob.clone(),
        stdin_name: args.reading.stdin_filename.clone(),
        allow_empty: args.reading.allow_empty,
    };
    let found = walk.find(&args.reading.paths);
    found.errors.iter().for_each(lament);
    let run = Articles {
        checker,
        sort,
        against,
        date: args.reading.date,
        encoding: args.reading.encoding,
        threads: args.writing.threads,
        quiet: args.writing.quiet,
    };
    let summary = run.check(&found.sources, found.errors.len(), &mut outputs)?;
    outputs.close(&summary)?;
    Ok(summary)
}

/// Names an input that could not be checked, and what to do about it.
fn lament(error: &InputError) {
    let hint = match error.problem {
        Problem::Missing => suggest::nearest(&error.path, commands().iter().map(String::as_str))
            .map(|command| format!("; or did you mean the command {command}?")),
        _ => None,
    };
    complain(&format!("{error}{}", hint.unwrap_or_default()));
}

fn commands() -> Vec<String> {
    Args::command().get_subcommands().map(|c| c.get_name().to_owned()).collect()
}

/// The manual page of the program, or of one of its commands.
fn manual(name: Option<&str>) -> anyhow::Result<Exit> {
    // Built, the definition knows what belongs to it: `onrecord verify`, and where help is.
    let mut program = Args::command();
    program.build();
    let mut page = Vec::new();
    let command = match name {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            let known = commands();
            let meant = suggest::nearest(name, known.iter().map(String::as_str));
            let meant = meant.map_or_else(String::new, |m| format!("; did you mean {m}?"));
            anyhow::anyhow!("man: no command is called {name}{meant}")
        })?,
    };
    let version = format!("onrecord {}", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command).source(version).render(&mut page)?;
    show(&page)
}

/// Prints what a command has to show; a reader who has seen enough is no failure.
fn show(bytes: &[u8]) -> anyhow::Result<Exit> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(sink::stdout_failed(&error)),
        _ => Ok(Exit::Clean),
    }
}
