//! The command line: connects arguments, files and the library, and writes everything that goes to stderr.
//!
//! - `args.rs`: every command and option, with its help
//! - `default_command.rs`: `check` where no command is named
//! - `rules.rs`, `explain.rs`: reading and testing the rules
//! - `verify.rs`: quotations against transcripts
//! - `text.rs`: an article as it was read
//! - `why.rs`: the evidence for the attributions of a line; `place.rs`: a line of an article, as people write it
//! - `config.rs`, `configure.rs`: `onrecord.toml`, read, shown and made
//! - `baseline.rs`: findings that were accepted
//! - `setup.rs`: makes the checker that the options ask for
//! - `outputs.rs`: which formats are written, and where; `identity.rs`: which file a name leads to; `piece.rs`: what waits
//!   for its turn; `sink.rs`: writes each one whole or not at all; `unfinished.rs`: and leaves nothing behind
//! - `articles.rs`: reads, checks and renders every article, in parallel and in order; `queue.rs`: which are next
//! - `panics.rs`: limits a bug in `onrecord` to the article that meets it
//! - `progress.rs`: the progress bar of a long run
//! - `colour.rs`: whether to use colour, and how wide the terminal is
//! - `usage.rs`: mistakes in the arguments, shown safely
//! - `warn.rs`: one line on stderr
//! - `exit.rs`: the exit status

mod args;
mod articles;
mod baseline;
mod colour;
mod config;
mod configure;
mod default_command;
mod exit;
mod explain;
mod identity;
mod outputs;
mod panics;
mod piece;
mod place;
mod progress;
mod queue;
mod rules;
mod setup;
mod sink;
mod text;
mod unfinished;
mod usage;
mod verify;
mod warn;
mod why;

use anyhow::anyhow;
use args::{Args, CheckArgs, Command, FailOn, InputFormat, ReadingArgs, SheetArgs, Sort};
use articles::Articles;
use baseline::{BaselineFile, Record};
use clap::CommandFactory;
use config::Config;
use exit::Exit;
use onrecord::input::{Found, InputError, Options, Problem, Source, Walk};
use onrecord::report::{Markup, Summary, View, guarded};
use onrecord::rules::{RuleError, rule_files};
use onrecord::transcript::Index;
use onrecord::{Checker, nearest};
use outputs::{Inputs, Outputs};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use warn::{warn, warn_of_rule};

/// Runs the command that the arguments name.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    panics::name_the_article_instead();
    let args = match usage::parsed(args.into_iter().collect()) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    let result = match &args.command {
        Command::Check(args) => check(args),
        Command::Quotes(args) => sheet(args, View::Quotes),
        Command::Figures(args) => sheet(args, View::Figures),
        Command::Rules(args) => rules::run(args),
        Command::Explain { rule, verbose, own, look } => explain::run(rule, *verbose, own, look),
        Command::Verify(args) => verify::run(args),
        Command::Text(args) => text::run(args),
        Command::Why(args) => why::run(args),
        Command::Accept(args) => baseline::accept(args),
        Command::Config(args) => configure::shown(args),
        Command::Init(args) => configure::init(args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "onrecord", &mut script);
            send(&script)
        }
        Command::Man { command } => manual(command.as_deref()),
    };
    result.unwrap_or_else(|error| {
        match error.downcast_ref::<RuleError>() {
            Some(refused) => warn_of_rule(refused),
            // Each error names its cause itself.
            None => warn(&error),
        }
        Exit::Failed
    })
}

fn check(args: &CheckArgs) -> anyhow::Result<Exit> {
    let config = Config::of(&args.config, &args.sheet.reading.paths)?;
    let checker = setup::checker(&args.choice, &config)?;
    let fail_on = args.fail_on.or(config.fail_on).unwrap_or(FailOn::Error);
    let fail_on = if args.policy.exit_zero { FailOn::Never } else { fail_on };
    let baseline = BaselineFile::open(&args.policy, &config)?;
    let rules = [&*config.rules_folders, &args.choice.own.rules].concat();
    let run = Run {
        view: View::Findings,
        sort: args.sort.or(config.sort).unwrap_or(Sort::Place),
        fail_on,
        rules: &rules,
        baseline: baseline.as_ref(),
        config: &config,
    };
    let (summary, record) = run.over(&args.sheet, &checker, None)?;
    if let Some(baseline) = baseline {
        baseline.end(record, &checker.catalogue)?;
    }
    let exit = ended(&summary, fail_on);
    match args.policy.max_warnings.or(config.max_warnings).filter(|_| !args.policy.exit_zero) {
        Some(most) if summary.warning > most && exit == Exit::Clean => {
            warn(format_args!("--max-warnings {most}: there are {}", summary.warning));
            Ok(Exit::Findings)
        }
        _ => Ok(exit),
    }
}

/// The exit of a run with these totals.
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
    let run = Run {
        view,
        sort: Sort::Place,
        fail_on: FailOn::Never,
        rules: &[],
        baseline: None,
        config: &Config::default(),
    };
    let (summary, _) = run.over(args, &setup::facts_only()?, None)?;
    Ok(if summary.unreadable > 0 { Exit::Failed } else { Exit::Clean })
}

/// A run over articles, but for which ones.
struct Run<'a> {
    view: View,
    sort: Sort,
    fail_on: FailOn,
    /// Folders of rules that are in force.
    rules: &'a [PathBuf],
    /// What has been accepted before.
    baseline: Option<&'a BaselineFile>,
    /// What the newsroom has decided.
    config: &'a Config,
}

/// What was said at a hearing: the files, and what is in them.
struct Heard {
    sources: Vec<Source>,
    index: Index,
}

impl Run<'_> {
    fn over(
        &self,
        args: &SheetArgs,
        checker: &Checker,
        against: Option<&Heard>,
    ) -> anyhow::Result<(Summary, Record)> {
        let found = articles_of(&args.reading, &args.reading.paths, &self.config.exclude)?;
        self.check(&found, args, checker, against)
    }

    fn check(
        &self,
        found: &Found,
        args: &SheetArgs,
        checker: &Checker,
        against: Option<&Heard>,
    ) -> anyhow::Result<(Summary, Record)> {
        let rules: Vec<PathBuf> = self.rules.iter().flat_map(|dir| rule_files(dir)).flatten().collect();
        let mut inputs = Inputs { files: rules.iter().map(PathBuf::as_path).collect(), stdin: false };
        inputs.files.extend(self.config.path.as_deref());
        if let Some(baseline) = self.baseline {
            inputs.refuse_to_write(&baseline.path, &found.sources, baseline.writes)?;
            inputs.files.push(&baseline.path);
        }
        for source in found.sources.iter().chain(against.iter().flat_map(|heard| &heard.sources)) {
            match source {
                Source::File(path) => inputs.files.push(path),
                _ => inputs.stdin = true,
            }
        }
        let fails = self.fail_on.severity();
        let mut outputs = Outputs::open(self.view, &checker.catalogue, &args.writing, fails, &inputs)?;
        for error in &found.errors {
            report_input_error(error);
            outputs.unreadable(&articles::failure(error))?;
        }
        let run = Articles {
            checker,
            sort: self.sort,
            against: against.map(|heard| &heard.index),
            date: args.reading.date,
            options: args.reading.file.options().english(args.reading.language.is_some()),
            streamed: args.reading.input_format == Some(InputFormat::Ndjson),
            threads: args.writing.threads,
            quiet: args.writing.quiet,
            baseline: self.baseline,
        };
        let mut record = Record::default();
        let summary = run.check(&found.sources, found.errors.len(), &mut outputs, &mut record)?;
        outputs.close(&summary)?;
        Ok((summary, record))
    }
}

/// The articles that the options name.
fn articles_of(args: &ReadingArgs, paths: &[PathBuf], exclude: &[String]) -> anyhow::Result<Found> {
    let exclude = exclude.iter().chain(&args.exclude).map(|pattern| format!("!{pattern}"));
    let walk = Walk {
        globs: args.glob.iter().cloned().chain(exclude).collect(),
        stdin_name: args.stdin_filename.clone(),
        allow_empty: args.allow_empty,
    };
    let Some(list) = &args.files_from else { return Ok(walk.find(paths)) };
    let listed = listed(list, args.file.max_size)?;
    Ok(walk.find(&[paths, &listed].concat()))
}

/// The paths that a file lists, a line each.
fn listed(list: &Path, max_size: u64) -> anyhow::Result<Vec<PathBuf>> {
    let source = if list.as_os_str() == "-" {
        Source::Stdin("<stdin>".to_owned())
    } else {
        Source::File(list.to_owned())
    };
    let text = source
        .text(&Options::default().limited(max_size))
        .map_err(|error| anyhow!("--files-from: {error}"))?;
    Ok(text.lines().filter(|path| !path.is_empty()).map(PathBuf::from).collect())
}

/// Warns about an input that could not be checked, with what to do about it.
fn report_input_error(error: &InputError) {
    let hint = match error.problem {
        Problem::Missing => nearest(&error.path, commands().iter().map(String::as_str))
            .map(|command| format!("; or did you mean the command {command}?")),
        Problem::NoArticles(_) => Some(" (see --glob and --allow-empty)".to_owned()),
        _ => None,
    };
    warn(format_args!("{error}{}", hint.unwrap_or_default()));
}

fn commands() -> Vec<String> {
    Args::command().get_subcommands().map(|c| c.get_name().to_owned()).collect()
}

/// The manual page of the program, or of one of its commands.
fn manual(name: Option<&str>) -> anyhow::Result<Exit> {
    // Once built, a command knows its full name (`onrecord verify`) and its help.
    let mut program = Args::command();
    program.build();
    let mut page = Vec::new();
    let command = match name {
        None => program,
        Some(name) => program.find_subcommand(name).cloned().ok_or_else(|| {
            let known = commands();
            let meant = nearest(name, known.iter().map(String::as_str));
            let meant = meant.map_or_else(String::new, |m| format!("; did you mean {m}?"));
            anyhow::anyhow!("man: no command is called {name}{meant}")
        })?,
    };
    let version = format!("onrecord {}", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command).source(version).render(&mut page)?;
    send(&page)
}

/// Prints a page; a closed pipe is not an error. `coloured` says whether colours in it are ours.
fn show(page: Vec<u8>, coloured: bool) -> anyhow::Result<Exit> {
    send(&guarded(page, Markup::Plain { colour: coloured }))
}

/// Writes bytes that need no look to standard output; a closed pipe is not an error.
fn send(bytes: &[u8]) -> anyhow::Result<Exit> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(sink::stdout_failed(&error)),
        _ => Ok(Exit::Clean),
    }
}
