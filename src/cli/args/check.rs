//! What `check` and `accept` take: which findings are reported, put right or accepted, and which fail the run.

use super::config::ConfigSource;
use super::reading::FileArgs;
use super::rules::ChoiceArgs;
use super::sheet::SheetArgs;
use super::values::date;
use clap::{ArgAction, Args as ClapArgs, ValueEnum, ValueHint};
use jiff::civil::Date;
use onrecord::rules::Severity;
use std::path::PathBuf;

#[derive(Debug, ClapArgs)]
pub struct CheckArgs {
    #[command(flatten)]
    pub sheet: SheetArgs,
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// The lowest severity that makes the exit status 1 [default: error]
    #[arg(long, value_name = "LEVEL", value_enum, help_heading = "Findings")]
    pub fail_on: Option<FailOn>,
    #[command(flatten)]
    pub change: ChangeArgs,
    #[command(flatten)]
    pub policy: PolicyArgs,
    #[command(flatten)]
    pub fixing: FixArgs,
    /// List the files that would be read, and read none
    #[arg(long, help_heading = "Articles")]
    pub show_files: bool,
    /// Count what each rule finds, instead of showing it
    #[arg(long, help_heading = "Report")]
    pub statistics: bool,
    /// Show the N most urgent findings of each article; the others are counted
    #[arg(long, value_name = "N", help_heading = "Report", conflicts_with = "sort")]
    pub top: Option<usize>,
    /// The order of findings [default: risk on a terminal, otherwise place]
    #[arg(long, value_name = "ORDER", value_enum, help_heading = "Report")]
    pub sort: Option<Sort>,
    #[command(flatten)]
    pub config: ConfigSource,
}

/// `--sort`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// As they appear in the article
    Place,
    /// By what a correction would cost, most first
    Risk,
}

/// `--fail-on`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors only: wrong whatever the facts
    Error,
    /// Warnings too: an editor must look
    Warning,
    /// Any finding
    Info,
    /// Nothing: no finding makes the exit status 1, but more than --max-warnings do
    Never,
}

impl FailOn {
    /// The lowest severity that fails a run, if any does.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// Which part of the articles is looked at.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Findings")]
pub struct ChangeArgs {
    /// Report only what touches the lines changed since this branch left REF, such as main, in git
    #[arg(long, value_name = "REF")]
    pub since: Option<String>,
    /// Report only what touches the lines that this unified diff changes; - is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "since")]
    pub diff: Option<PathBuf>,
}

/// What becomes of findings.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Findings")]
pub struct PolicyArgs {
    /// Leave out the findings that this file lists; see `onrecord accept`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub baseline: Option<PathBuf>,
    /// Write all findings to this file, as accepted: later runs with --baseline report only new ones
    #[arg(long, value_name = "FILE", conflicts_with_all = ["baseline", "since", "diff"], value_hint = ValueHint::FilePath)]
    pub write_baseline: Option<PathBuf>,
    /// Also report findings that comments ignore
    #[arg(long)]
    pub no_ignore_comments: bool,
    /// Fail if there are more warnings than this
    #[arg(long, value_name = "N")]
    pub max_warnings: Option<u64>,
    /// Exit with status 0 whatever is found, unless the run fails
    #[arg(long, conflicts_with_all = ["fail_on", "max_warnings"])]
    pub exit_zero: bool,
}

/// Whether findings are put right.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Findings")]
pub struct FixArgs {
    /// Correct in the files what is certain: doubled words, stray and mixed quotation marks, garbled and hidden characters, house
    /// spellings. What is left is reported
    #[arg(long, conflicts_with_all = ["write_baseline", "show_files", "encoding"])]
    pub fix: bool,
    /// With --fix: write no file, print the changes as a unified diff instead; exit status 1 if there are any
    #[arg(long, requires = "fix", conflicts_with_all = ["format", "output", "statistics", "top"])]
    pub dry_run: bool,
}

/// Which findings to accept, and why.
#[derive(Debug, ClapArgs)]
pub struct AcceptArgs {
    /// The article, optionally with the line of the finding, as in reports: article.txt or article.txt:7
    #[arg(value_name = "PATH[:LINE]", value_hint = ValueHint::FilePath)]
    pub place: String,
    /// The file to write them to; created if there is none. Not needed if onrecord.toml names it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub baseline: Option<PathBuf>,
    /// Why they stand
    #[arg(long, value_name = "TEXT", required = true)]
    pub reason: String,
    /// Only the findings of this rule. May be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub rule: Vec<String>,
    /// The publication date, if the article was checked with one
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    #[command(flatten)]
    pub file: FileArgs,
    #[command(flatten)]
    pub choice: ChoiceArgs,
    #[command(flatten)]
    pub config: ConfigSource,
}
