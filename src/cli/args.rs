//! Every command and option, in words that need no knowledge of linters.

use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum, ValueHint};
use encoding_rs::Encoding;
use jiff::civil::Date;
use onrecord::input;
use onrecord::report::FORMATS;
use onrecord::rules::Severity;
use std::path::PathBuf;

/// Finds who said what in a news article, and where the article contradicts itself.
///
/// Nothing is sent anywhere: the articles stay on this computer.
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    subcommand_required = true,
    arg_required_else_help = true,
    override_usage = "onrecord [OPTIONS] PATH...\n       onrecord COMMAND [OPTIONS] ...",
    after_help = "\
Examples:
  onrecord article.txt              check one article
  onrecord articles/                check every article in a folder
  pbpaste | onrecord -              check what is on the clipboard (macOS)
  onrecord quotes article.txt       list who is quoted saying what
  onrecord -f json=out.json drafts  keep the result for a program

`onrecord check --help` lists the options. Exit status: 0 nothing wrong, 1 something found, 2 the run failed."
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check articles; what happens when no command is named
    #[command(after_help = "\
Examples:
  onrecord article.txt                       check one article
  onrecord articles/ --fail-on warning       check a folder, and be strict
  onrecord a.txt --ignore cue-loaded         leave one rule out
  onrecord a.txt --select quote-unclosed     ask for one rule only
  onrecord a.txt -f text -f json=out.json    on screen for you, in a file for a program
  onrecord - --stdin-filename draft.txt      read what is piped in

Exit status:
  0  nothing at or above --fail-on
  1  something at or above it
  2  the run failed: a file that cannot be read, an unknown option, a rule that is not valid")]
    Check(CheckArgs),
    /// The quote sheet: who is quoted saying what, speaker by speaker
    #[command(after_help = "\
Examples:
  onrecord quotes article.txt                every quote, to ring round with
  onrecord quotes article.txt -o quotes.txt  the same in a file")]
    Quotes(SheetArgs),
    /// Every figure with its subject, its unit and who gave it
    #[command(after_help = "\
Examples:
  onrecord figures article.txt               every number, to check by hand")]
    Figures(SheetArgs),
    /// List the rules, run their examples, or begin one of your own
    #[command(after_help = "\
Examples:
  onrecord rules                             every rule, with what it finds
  onrecord rules test --rules newsroom       run the examples of all rules, yours too
  onrecord rules new no-utilise newsroom     begin a rule of your own in the folder newsroom")]
    Rules(RulesArgs),
    /// Say what a rule finds, why it matters and where it is wrong, with examples
    Explain {
        /// The rule, such as quote-stray-mark
        rule: String,
        #[command(flatten)]
        own: OwnRules,
        #[command(flatten)]
        look: Look,
    },
    /// Hold the quotations of an article against transcripts: as said, altered, stitched or not found
    #[command(after_help = "\
Examples:
  onrecord verify article.txt --against interview.srt
  onrecord verify article.txt --against recordings/ notes.txt
  onrecord verify article.txt --against interview.vtt -f json

A transcript is text, SRT or WebVTT; lines such as \"HOLLIS: We will stay\" say who speaks.
Punctuation, case, quotation marks and hesitations (um, er) do not count.

Exit status: 0 every quotation was said so; 1 one was not; 2 the run failed.")]
    Verify(VerifyArgs),
    /// Say why words are given to whom they are: what decided, and who came second
    #[command(after_help = "\
Examples:
  onrecord why article.txt:7                 every attribution on line 7
  onrecord why article.txt:7:82              only what stands at column 82
  onrecord why article.txt:7 -f json         for a program

Exit status: 0 explained, or nobody is quoted there; 2 there is no such file or line.")]
    Why(WhyArgs),
    /// Print a script that completes commands in your shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, of the program or of one command
    #[command(after_help = "\
Examples:
  onrecord man > onrecord.1                  the page of the program
  onrecord man verify | man -l -             that of a command, to read")]
    Man {
        /// The command, such as verify
        command: Option<String>,
    },
}

#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub struct RulesArgs {
    #[command(subcommand)]
    pub action: Option<RulesAction>,
    #[command(flatten)]
    pub own: OwnRules,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Debug, Subcommand)]
pub enum RulesAction {
    /// Every rule with its severity and what it finds; what happens when nothing is named
    List {
        #[command(flatten)]
        own: OwnRules,
        #[command(flatten)]
        look: Look,
    },
    /// Run the examples of every rule, or of those named; exit status 1 if one fails
    Test {
        /// The rules
        #[arg(value_name = "RULE")]
        only: Vec<String>,
        #[command(flatten)]
        own: OwnRules,
    },
    /// Write the file of a new rule, with an example that fails until the rule is written
    New {
        /// Its id: small letters, digits and hyphens, such as no-utilise
        id: String,
        /// The folder to write it to; give it to --rules afterwards
        #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
        dir: PathBuf,
    },
}

/// What to verify, and against what.
#[derive(Debug, ClapArgs)]
pub struct VerifyArgs {
    #[command(flatten)]
    pub sheet: SheetArgs,
    /// The transcripts: files (text, SRT, VTT) or folders
    #[arg(long, value_name = "TRANSCRIPT", num_args = 1.., required = true, value_hint = ValueHint::AnyPath, help_heading = "Articles")]
    pub against: Vec<PathBuf>,
    /// Leave these rules out. May be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append, help_heading = "Rules")]
    pub ignore: Vec<String>,
    #[command(flatten, next_help_heading = "Rules")]
    pub own: OwnRules,
    /// The least severity that makes the exit status 1
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = FailOn::Warning, help_heading = "Rules")]
    pub fail_on: FailOn,
    /// Which findings of an article come first, where the format shows findings
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Sort::Place, help_heading = "Report")]
    pub sort: Sort,
}

/// The place to explain.
#[derive(Debug, ClapArgs)]
pub struct WhyArgs {
    /// The article and the line, and the column if you like, as reports show them: article.txt:7 or article.txt:7:82
    #[arg(value_name = "PATH:LINE[:COLUMN]", allow_hyphen_values = true, value_hint = ValueHint::FilePath)]
    pub place: String,
    /// How to write it
    #[arg(short, long, value_name = "FORMAT", value_enum, default_value_t = WhyFormat::Text)]
    pub format: WhyFormat,
    /// The character encoding, such as windows-1252; found out by itself if not given
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<&'static Encoding>,
    #[command(flatten)]
    pub look: Look,
}

/// `--format` of `why`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WhyFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Where rules of one's own are.
#[derive(Debug, ClapArgs)]
pub struct OwnRules {
    /// A folder with rules and word lists of your own, added to ours. May be repeated
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub rules: Vec<PathBuf>,
}

/// How a page is dressed.
#[derive(Debug, ClapArgs)]
pub struct Look {
    /// When to use colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColourChoice::Auto, hide_possible_values = true)]
    pub color: ColourChoice,
}

#[derive(Debug, ClapArgs)]
pub struct CheckArgs {
    #[command(flatten)]
    pub sheet: SheetArgs,
    #[command(flatten)]
    pub choice: ChoiceArgs,
    /// The least severity that makes the exit status 1
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t = FailOn::Error, help_heading = "Rules")]
    pub fail_on: FailOn,
    /// Which findings of an article come first
    #[arg(long, value_name = "ORDER", value_enum, default_value_t = Sort::Place, help_heading = "Report")]
    pub sort: Sort,
}

/// `--sort`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// Those at its top
    Place,
    /// Those that a correction would cost most
    Risk,
}

/// What every command that reads articles takes.
#[derive(Debug, ClapArgs)]
pub struct SheetArgs {
    #[command(flatten)]
    pub reading: ReadingArgs,
    #[command(flatten)]
    pub writing: WritingArgs,
}

/// Which articles to read, and how.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Articles")]
pub struct ReadingArgs {
    /// Files, folders, or - for what is piped in
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath, long_help = paths_help())]
    pub paths: Vec<PathBuf>,
    /// In folders, read the files that match instead; with ! in front, leave them out. May be repeated
    #[arg(long, value_name = "PATTERN")]
    pub glob: Vec<String>,
    /// Do not mind a folder without articles
    #[arg(long)]
    pub allow_empty: bool,
    /// The name to show for what is piped in
    #[arg(long, value_name = "NAME", default_value = "<stdin>", hide_default_value = true)]
    pub stdin_filename: String,
    /// The day of publication, for all articles; else from a ` date` line or the file's name
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    /// The character encoding, such as windows-1252; found out by itself if not given
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<&'static Encoding>,
}

/// Which rules to apply.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Rules")]
pub struct ChoiceArgs {
    /// Apply these rules only. May be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub select: Vec<String>,
    /// Leave these rules out. May be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub ignore: Vec<String>,
    /// Also apply the rules of a pack, such as house-style, which are off otherwise. May be repeated
    #[arg(long, value_name = "PACK", value_delimiter = ',', action = ArgAction::Append)]
    pub pack: Vec<String>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// What to write, and where.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Report")]
pub struct WritingArgs {
    #[arg(short, long, value_name = "FORMAT[=FILE]", help = formats())]
    pub format: Vec<String>,
    /// Write the report to a file instead of the screen
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// When to use colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColourChoice::Auto)]
    pub color: ColourChoice,
    /// Findings only: no tables, no totals, no notes, no progress
    #[arg(short, long)]
    pub quiet: bool,
    /// How many articles to work on at once; by default one for each processor
    #[arg(short = 'j', long, value_name = "N")]
    pub threads: Option<usize>,
}

/// `--fail-on`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// What is wrong whatever the facts are
    Error,
    /// Also what an editor must look at
    Warning,
    /// Anything at all
    Info,
    /// Nothing: the status is 0 unless the run fails
    Never,
}

impl FailOn {
    /// The least severity that fails a run, if any does.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}

/// `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColourChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Also into files and pipes
    Always,
    /// Never
    Never,
}

/// The help of `--format`: every format there is.
fn formats() -> String {
    let mut names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let last = names.pop().unwrap_or_default();
    format!("{} or {last}; with =FILE into a file. May be repeated", names.join(", "))
}

/// What PATH may be, with the formats that are read.
fn paths_help() -> String {
    let globs: Vec<String> = input::extensions().map(|extension| format!("*.{extension}")).collect();
    format!(
        "Files, folders, or - for what is piped in\n\n\
         In a folder and its sub-folders these are read: {}. What .gitignore or .onrecordignore names is left out. \
         A file that you name yourself is always read.",
        globs.join(", ")
    )
}

fn date(text: &str) -> Result<Date, String> {
    let shaped = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    text.parse().ok().filter(|_| shaped).ok_or_else(|| "no such day; write it as 2026-11-24".to_owned())
}

fn encoding(text: &str) -> Result<&'static Encoding, String> {
    input::encoding(text).ok_or_else(|| "no encoding has this name; try utf-8 or windows-1252".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Args::command().debug_assert();
    }

    #[test]
    fn every_option_and_command_is_explained() {
        for command in Args::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for arg in command.get_arguments() {
                assert!(arg.get_help().is_some(), "{} {}", command.get_name(), arg.get_id());
            }
        }
    }

    #[test]
    fn days_are_days() {
        assert!(date("2026-11-24").is_ok());
        for bad in ["2026-02-30", "24.11.2026", "20261124", "", "2026-11-24T10:00", "éééééééééé"] {
            assert!(date(bad).is_err(), "{bad}");
        }
    }
}
