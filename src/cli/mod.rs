//! The command line: connects arguments, files and the library, and writes everything that goes to stderr.
//!
//! - `args/`: every command and option, with its help
//! - `default_command.rs`: `check` where no command is named
//! - `rules.rs`, `explain.rs`: reading and testing the rules
//! - `letter.rs`, `compare.rs`, `profile.rs`: a letter to a source, two versions, many articles; `gather.rs`: what is made of each
//! - `verify.rs`: quotations against transcripts
//! - `text.rs`: an article as it was read
//! - `why.rs`: the evidence for the attributions of a line; `place.rs`: a line of an article, as people write it
//! - `config/`, `configure.rs`: `onrecord.toml`, read, shown and made
//! - `scopes.rs`: how each article is checked, by its configuration
//! - `baseline.rs`: findings that were accepted; `change.rs`: what a change touches, by a diff or by `git.rs`; `statistics.rs`: what each rule finds
//! - `fix.rs`: puts findings right in the files; `mend.rs`: what a file becomes by that; `unified.rs`: the same as a diff
//! - `setup.rs`: makes the checker that the options ask for
//! - `outputs.rs`: which formats are written, and where; `identity.rs`: which file a name leads to; `piece.rs`: what waits
//!   for its turn; `sink.rs`: writes each one whole or not at all; `unfinished.rs`: and leaves nothing behind
//! - `reading.rs`: reads an article, with what is to be said of how; `articles.rs`: checks and renders every one, in parallel
//!   and in order; `queue.rs`: which are next; `pool.rs`: how many at once
//! - `panics.rs`: limits a bug in `onrecord` to the article that meets it
//! - `progress.rs`: the progress bar of a long run
//! - `colour.rs`: whether to use colour, and how wide the terminal is
//! - `usage.rs`: mistakes in the arguments, shown safely; `manual.rs`: manual pages and completions
//! - `warn.rs`: one line on stderr
//! - `exit.rs`: the exit status

mod args;
mod articles;
mod baseline;
mod change;
mod colour;
mod compare;
mod config;
mod configure;
mod default_command;
mod exit;
mod explain;
mod fix;
mod gather;
mod git;
mod identity;
mod letter;
mod manual;
mod mend;
mod outputs;
mod panics;
mod piece;
mod place;
mod pool;
mod profile;
mod progress;
mod queue;
mod reading;
mod rules;
mod scopes;
mod setup;
mod sink;
mod statistics;
mod text;
mod unfinished;
mod unified;
mod usage;
mod verify;
mod warn;
mod why;

use anyhow::{anyhow, bail};
use args::{CheckArgs, Command, FactsArgs, InputFormat, ReadingArgs, SheetArgs};
use articles::Articles;
use change::Change;
use config::Configs;
use exit::Exit;
use gather::Asked;
use onrecord::input::{Found, InputError, LeaveOut, Options, Problem, Source, Walk};
use onrecord::nearest;
use onrecord::report::{Markup, Shown, Summary, View, guarded};
use onrecord::rules::RuleError;
use onrecord::transcript::Index;
use outputs::Outputs;
use reading::{Reading, failure};
use scopes::{Scopes, Tally};
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
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
        Command::Quotes(args) => match &args.letter_for {
            Some(name) => letter::run(&args.facts, name),
            None => sheet(&args.facts, View::Quotes),
        },
        Command::Figures(args) => sheet(args, View::Figures),
        Command::Names(args) => sheet(args, View::Names),
        Command::Timeline(args) => sheet(args, View::Timeline),
        Command::Sheet(args) => sheet(args, View::Check),
        Command::Compare(args) => compare::run(args),
        Command::Profile(args) => profile::run(args),
        Command::Rules(args) => rules::run(args),
        Command::Explain { rule, verbose, own, look } => explain::run(rule, *verbose, own, look),
        Command::Verify(args) => verify::run(args),
        Command::Text(args) => text::run(args),
        Command::Why(args) => why::run(args),
        Command::Accept(args) => baseline::accept(args),
        Command::Config(args) => configure::run(args),
        Command::Init(args) => configure::init(args),
        Command::Completions { shell } => manual::completions(*shell),
        Command::Man { command } => manual::page(command.as_deref()),
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
    let configs = Arc::new(Configs::of(&args.config)?);
    let reading = &args.sheet.reading;
    let from_stdin = [args.change.diff.as_deref(), reading.files_from.as_deref()];
    let from_stdin = from_stdin.into_iter().flatten().chain(reading.paths.iter().map(PathBuf::as_path));
    if args.change.diff.is_some() && from_stdin.filter(|path| path.as_os_str() == "-").count() > 1 {
        bail!("--diff: standard input (-) can be read once; give the diff a file");
    }
    let change = Change::of(&args.change, reading.file.max_size)?;
    let mut found = articles_of(reading, &reading.paths, Some(&configs))?;
    if let Some(change) = &change {
        found.sources.retain(|source| change.lines(source).is_some());
    }
    if args.show_files {
        return show_files(&found);
    }
    if args.fixing.fix {
        fix::refuse_what_is_no_file(&found.sources, reading)?;
    }
    let scopes = Scopes::of(&configs, &found.sources, args)?;
    let run = Run {
        change: change.as_ref(),
        fix: args.fixing.fix,
        top: args.top,
        statistics: args.statistics,
        ..Run::plain(View::Findings, &scopes)
    };
    if args.fixing.dry_run {
        return fix::show(&run.articles(&args.sheet, None), &found);
    }
    let (summary, tally) = run.check(&found, &args.sheet, None)?;
    if args.statistics {
        show(tally.statistics.table(scopes.catalogue(), summary.documents).into_bytes(), false)?;
    }
    tally.exceeded.iter().for_each(warn);
    let exit = match ended(&summary, &tally) {
        Exit::Clean if !tally.exceeded.is_empty() => Exit::Findings,
        exit => exit,
    };
    tally.end(scopes)?;
    Ok(exit)
}

/// `--show-files`: the names of the files, a line each.
fn show_files(found: &Found) -> anyhow::Result<Exit> {
    let names = found.sources.iter().map(|source| format!("{}\n", Shown::of(&source.name())));
    show(names.collect::<String>().into_bytes(), false)?;
    found.errors.iter().for_each(report_input_error);
    Ok(if found.errors.is_empty() { Exit::Clean } else { Exit::Failed })
}

/// The exit of a run with these totals.
fn ended(summary: &Summary, tally: &Tally) -> Exit {
    if summary.unreadable > 0 || tally.unwritten {
        Exit::Failed
    } else if tally.fails {
        Exit::Findings
    } else {
        Exit::Clean
    }
}

fn sheet(args: &FactsArgs, view: View) -> anyhow::Result<Exit> {
    let Asked { found, scopes } = Asked::of(args)?;
    let (summary, _) = Run::plain(view, &scopes).check(&found, &args.sheet, None)?;
    Ok(if summary.unreadable > 0 { Exit::Failed } else { Exit::Clean })
}

/// A run over articles, but for which ones.
struct Run<'a> {
    view: View,
    /// How each is checked.
    scopes: &'a Scopes,
    /// What is changed, where only that is looked at.
    change: Option<&'a Change>,
    /// Whether findings are put right in the files before.
    fix: bool,
    /// How many findings of each article are shown.
    top: Option<usize>,
    /// Whether what is found is counted only, and not reported where no format is asked for.
    statistics: bool,
}

/// What was said at a hearing: the files, and what is in them.
struct Heard {
    sources: Vec<Source>,
    index: Index,
}

impl<'a> Run<'a> {
    /// One over all there is.
    const fn plain(view: View, scopes: &'a Scopes) -> Self {
        Self { view, scopes, change: None, fix: false, top: None, statistics: false }
    }

    /// How its articles are read, checked and rendered.
    fn articles<'b>(&'b self, args: &SheetArgs, against: Option<&'b Heard>) -> Articles<'b> {
        Articles {
            reading: Reading {
                scopes: self.scopes,
                options: args.reading.file.options(),
                date: args.reading.date,
                against: against.map(|heard| &heard.index),
            },
            change: self.change,
            top: self.top,
            streamed: args.reading.input_format == Some(InputFormat::Ndjson),
            threads: args.writing.threads,
            quiet: args.writing.quiet,
        }
    }

    fn check(
        &self,
        found: &Found,
        args: &SheetArgs,
        against: Option<&Heard>,
    ) -> anyhow::Result<(Summary, Tally)> {
        let mut inputs = self.scopes.inputs();
        // Before the articles are among them, which it is held against apart.
        for baseline in &self.scopes.baselines {
            inputs.refuse_to_write(&baseline.path, &found.sources, baseline.writes)?;
        }
        inputs.files.extend(self.scopes.baselines.iter().map(|baseline| baseline.path.as_path()));
        inputs.add(&found.sources);
        inputs.add(against.map_or(&[], |heard| &heard.sources));
        let (catalogue, formats) = (self.scopes.catalogue(), &self.scopes.formats);
        let mut outputs = if self.statistics {
            Outputs::beside_a_page(self.view, catalogue, &args.writing, formats, &inputs)?
        } else {
            Outputs::open(self.view, catalogue, &args.writing, formats, &inputs)?
        };
        for error in &found.errors {
            report_input_error(error);
            outputs.unreadable(&failure(error))?;
        }
        let run = self.articles(args, against);
        let mut tally = Tally::default();
        let fixed = if self.fix { fix::run(&run, &found.sources, &mut tally)? } else { 0 };
        let mut summary = run.check(&found.sources, found.errors.len(), &mut outputs, &mut tally)?;
        summary.fixed = fixed;
        tally.close(self.scopes);
        outputs.close(&summary, &tally.exceeded)?;
        Ok((summary, tally))
    }
}

/// The articles that the options name, without what configurations exclude.
fn articles_of(
    args: &ReadingArgs,
    paths: &[PathBuf],
    configs: Option<&Arc<Configs>>,
) -> anyhow::Result<Found> {
    let excluded = |configs: &Arc<Configs>| {
        let configs = Arc::clone(configs);
        LeaveOut::where_it(move |path, is_dir| configs.excludes(path, is_dir))
    };
    let walk = Walk {
        globs: args.glob.iter().cloned().chain(args.exclude.iter().map(|p| format!("!{p}"))).collect(),
        stdin_name: args.stdin_filename.clone(),
        allow_empty: args.allow_empty,
        leave_out: configs.map(excluded),
        force: args.force_exclude,
    };
    let Some(list) = &args.files_from else { return Ok(walk.find(paths)) };
    let listed = listed(list, args.null, args.file.max_size)?;
    Ok(walk.find(&[paths, &listed].concat()))
}

/// The paths that a file lists, a line each, or with a NUL after each.
fn listed(list: &Path, null: bool, max_size: u64) -> anyhow::Result<Vec<PathBuf>> {
    let text = Source::named(list)
        .text(&Options::default().limited(max_size))
        .map_err(|error| anyhow!("--files-from: {error}"))?;
    let lines: Vec<&str> = if null { text.split('\0').collect() } else { text.lines().collect() };
    Ok(lines.into_iter().filter(|path| !path.is_empty()).map(PathBuf::from).collect())
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
    usage::command().get_subcommands().map(|c| c.get_name().to_owned()).collect()
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
