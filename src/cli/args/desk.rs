//! What the commands for the desk take: transcripts, comparisons, letters, explanations.

use super::check::{FailOn, Sort};
use super::config::ConfigSource;
use super::reading::{FileArgs, paths_help};
use super::rules::OwnRules;
use super::sheet::{FactsArgs, SheetArgs};
use super::values::date;
use super::writing::{Look, PageFormat, WritingArgs};
use clap::{ArgAction, Args as ClapArgs, ValueHint};
use jiff::civil::Date;
use std::path::PathBuf;

/// What the quote sheet takes.
#[derive(Debug, ClapArgs)]
pub struct QuotesArgs {
    #[command(flatten)]
    pub facts: FactsArgs,
    /// Write a letter to this source instead, with everything attributed to them, for them to check
    #[arg(long = "for", value_name = "NAME", help_heading = "Report")]
    pub letter_for: Option<String>,
}

/// What to compare.
#[derive(Debug, ClapArgs)]
pub struct CompareArgs {
    /// The earlier version, or - for standard input
    #[arg(value_name = "OLD", value_hint = ValueHint::FilePath)]
    pub old: PathBuf,
    /// The later version, or - for standard input
    #[arg(value_name = "NEW", value_hint = ValueHint::FilePath)]
    pub new: PathBuf,
    /// The publication date of both, from which “Tuesday” is counted
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    #[command(flatten)]
    pub file: FileArgs,
    #[command(flatten)]
    pub writing: WritingArgs,
    #[command(flatten)]
    pub config: ConfigSource,
}

/// What to verify, and against what.
#[derive(Debug, ClapArgs)]
pub struct VerifyArgs {
    #[command(flatten)]
    pub sheet: SheetArgs,
    /// Transcripts: files (text, SRT, VTT, JSON) or folders. If no article stands before it, the last one is the article
    #[arg(long, value_name = "TRANSCRIPT", num_args = 1.., required = true, value_hint = ValueHint::AnyPath, help_heading = "Articles")]
    pub against: Vec<PathBuf>,
    /// Skip these rules. May be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append, help_heading = "Rules")]
    pub ignore: Vec<String>,
    #[command(flatten, next_help_heading = "Rules")]
    pub own: OwnRules,
    /// The lowest severity that makes the exit status 1
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = FailOn::Warning, help_heading = "Rules")]
    pub fail_on: FailOn,
    /// The order of findings, in formats that show them
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Sort::Place, help_heading = "Report")]
    pub sort: Sort,
}

/// What to print.
#[derive(Debug, ClapArgs)]
pub struct TextArgs {
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath, long_help = paths_help())]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub file: FileArgs,
    /// The output format; json gives each paragraph with its role and its place in the file
    #[arg(short, long, value_name = "FORMAT", value_enum, default_value_t = PageFormat::Text)]
    pub format: PageFormat,
}

/// The place to explain.
#[derive(Debug, ClapArgs)]
pub struct WhyArgs {
    /// The article and line, optionally with the column, as in reports: article.txt:7 or article.txt:7:82
    #[arg(value_name = "PATH:LINE[:COLUMN]", allow_hyphen_values = true, value_hint = ValueHint::FilePath)]
    pub place: String,
    /// The output format
    #[arg(short, long, value_name = "FORMAT", value_enum, default_value_t = PageFormat::Text)]
    pub format: PageFormat,
    #[command(flatten)]
    pub file: FileArgs,
    #[command(flatten)]
    pub look: Look,
    #[command(flatten)]
    pub config: ConfigSource,
}
