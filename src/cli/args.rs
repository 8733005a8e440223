//! Every command and option, explained for people who have never used a linter.

use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum, ValueHint};
use encoding_rs::Encoding;
use jiff::civil::Date;
use onrecord::input::{self, Options};
use onrecord::rules::Severity;
use std::path::PathBuf;

/// Finds who said what in a news article, and where the article contradicts itself.
///
/// Nothing is sent anywhere: your articles stay on this computer.
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
  onrecord page.html story.docx     check a web page and a Word document
  pbpaste | onrecord -              check the clipboard (macOS)
  onrecord quotes article.txt       list who is quoted saying what
  onrecord -f json=out.json drafts  save the result for a program

`onrecord check --help` lists the options. Exit status: 0 nothing wrong, 1 something found, 2 the run failed."
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check articles (the default command)
    #[command(after_help = "\
Examples:
  onrecord article.txt                       check one article
  onrecord articles/ --fail-on warning       check a folder, strictly
  onrecord a.txt --ignore cue-loaded         skip one rule
  onrecord a.txt --select quote-unclosed     run one rule only
  onrecord a.txt -f text -f json=out.json    on screen, and for a program in a file
  onrecord - --stdin-filename draft.txt      check standard input
  onrecord articles/ --since main            report what this branch has changed
  onrecord articles/ --fix --dry-run         show what can be corrected by itself, as a diff

Exit status:
  0  nothing at or above --fail-on
  1  something at or above it
  2  the run failed: an unreadable file, an unknown option, an invalid rule")]
    Check(CheckArgs),
    /// List who is quoted saying what, speaker by speaker
    #[command(after_help = "\
Examples:
  onrecord quotes article.txt                every quotation, for calling sources back
  onrecord quotes article.txt -o quotes.txt  the same, in a file
  onrecord quotes drafts/ --for \"Ada Brandt\"  a letter to one of them, with everything attributed to her")]
    Quotes(QuotesArgs),
    /// List every figure with its subject, unit and source
    #[command(after_help = "\
Examples:
  onrecord figures article.txt               every figure, to check by hand")]
    Figures(FactsArgs),
    /// List every name: its forms, titles, age, and names spelled almost the same
    #[command(after_help = "\
Examples:
  onrecord names article.txt                 every person, organisation and place, to check by hand
  onrecord names article.txt -f csv=n.csv    the same, for a spreadsheet

The place is that of the first full mention, or of the first mention where there is no full one.")]
    Names(FactsArgs),
    /// List dates, weekdays, years, ages and lengths of time, in order
    #[command(after_help = "\
Examples:
  onrecord timeline article.txt              every date with its weekday, to check against a calendar
  onrecord timeline a.txt --date 2026-03-03  with the publication date from which “Tuesday” is counted

What has a date comes first, in the order of the calendar; then the rest, in that of the article.")]
    Timeline(FactsArgs),
    /// Write the fact-check sheet: all that can be checked, with columns to fill in
    #[command(after_help = "\
Examples:
  onrecord sheet article.txt                 every quotation, figure, name, title, date and claim, in order
  onrecord sheet article.txt -f xlsx=c.xlsx  the same as a workbook, with room for who checked it with whom
  onrecord sheet drafts/ -f csv -o c.csv     one sheet for a folder")]
    Sheet(FactsArgs),
    /// Compare two versions of an article: what changed, with a draft of the correction
    #[command(after_help = "\
Examples:
  onrecord compare old.txt new.txt           quotations, speakers, figures, names, titles, ages and dates
  onrecord compare old.html new.docx         the versions may be of different formats
  onrecord compare old.txt new.txt -f json   for a program

A paragraph that only moved is no change, and neither are other words around the same facts: what the story tells in its own
words is not compared.

Exit status: 0 no change in quotations, speakers, figures, names, titles, ages or dates; 1 a change; 2 a version could not be read.")]
    Compare(CompareArgs),
    /// Count who is quoted how often over many articles, and list stories from one source
    #[command(after_help = "\
Examples:
  onrecord profile archive/                  the most quoted people, and stories from one source
  onrecord profile archive/ -f csv -o p.csv  every speaker, for a spreadsheet")]
    Profile(FactsArgs),
    /// List the rules, run their examples, or start one of your own
    #[command(after_help = "\
Examples:
  onrecord rules                             every rule, and what it finds
  onrecord rules test --rules newsroom       run the examples of all rules, including yours
  onrecord rules new no-utilise newsroom     start a rule of your own in the folder newsroom")]
    Rules(RulesArgs),
    /// Explain a rule: what it finds, why it matters, its limits, with examples
    Explain {
        /// The rule, such as quote-stray-mark
        rule: String,
        /// Also show every example, the condition and the file of the rule
        #[arg(short, long)]
        verbose: bool,
        #[command(flatten)]
        own: OwnRules,
        #[command(flatten)]
        look: Look,
    },
    /// Check an article's quotations against transcripts
    #[command(after_help = "\
Examples:
  onrecord verify article.txt --against interview.srt
  onrecord verify article.txt --against recordings/ notes.txt
  onrecord verify --against interview.srt article.txt
  onrecord verify article.txt --against interview.vtt -f json

A transcript is text, SRT, WebVTT or JSON (Whisper, Otter and others); lines such as \"HOLLIS: We will stay\" name the speaker.
Punctuation, case, quotation marks and hesitations (um, er) are ignored.

Exit status: 0 every quotation matches; 1 at least one does not; 2 the run failed.")]
    Verify(VerifyArgs),
    /// Print an article as it was read: headline first, a blank line between paragraphs
    #[command(after_help = "\
Examples:
  onrecord text page.html                    what is checked of a web page
  onrecord text -f json draft.txt            each paragraph with its role and place

Exit status: 0 printed; 2 not readable.")]
    Text(TextArgs),
    /// Explain an attribution: the evidence and the runner-up
    #[command(after_help = "\
Examples:
  onrecord why article.txt:7                 every attribution on line 7
  onrecord why article.txt:7:82              only the one at column 82
  onrecord why article.txt:7 -f json         for a program

Exit status: 0 explained, or no attribution there; 2 no such file or line.")]
    Why(WhyArgs),
    /// Accept findings: they stand as they are, and `--baseline` leaves them out from now on
    #[command(after_help = "\
Examples:
  onrecord accept article.txt:7 --baseline accepted.tsv --reason \"he stammers\"
  onrecord accept article.txt --rule cue-loaded --baseline accepted.tsv --reason \"an opinion piece\"
  onrecord check articles/ --baseline accepted.tsv     leaves them out

Exit status: 0 accepted; 2 no such finding.")]
    Accept(AcceptArgs),
    /// Show the configuration that is in force, and where each setting comes from
    #[command(after_help = "\
Examples:
  onrecord config show                       for the current folder
  onrecord config show opinion/monday.txt    for one article
  onrecord config profiles                   settings for a kind of copy
  onrecord config schema > onrecord.schema.json")]
    Config(ConfigArgs),
    /// Create onrecord.toml, the configuration of a folder, with every setting explained
    Init(InitArgs),
    /// Print a completion script for your shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page of the program, or of one command
    #[command(after_help = "\
Examples:
  onrecord man > onrecord.1                  the program's page
  onrecord man verify | man -l -             one command's page, to read")]
    Man {
        /// The command, such as verify
        command: Option<String>,
    },
}

#[derive(Debug, ClapArgs)]
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
    /// List every rule with its severity and what it finds (the default)
    List,
    /// Run the examples of every rule, or of those named; exit status 1 if any fails
    Test {
        /// The rules
        #[arg(value_name = "RULE")]
        only: Vec<String>,
    },
    /// Create the file of a new rule, with an example that fails until the rule is written
    New {
        /// Its id: lower-case words with hyphens between them, such as no-utilise
        id: String,
        /// The folder to create it in; pass it to --rules afterwards
        #[arg(default_value = ".", value_hint = ValueHint::DirPath)]
        dir: PathBuf,
    },
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

/// Where the configuration comes from.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Configuration")]
pub struct ConfigSource {
    /// Use this file instead of the onrecord.toml nearest to each article, as the variable ONRECORD_CONFIG does; or set one
    /// value, as in --config fail-on=warning. May be repeated
    #[arg(long, value_name = "FILE|KEY=VALUE", value_hint = ValueHint::FilePath)]
    pub config: Vec<String>,
    /// Ignore all configuration files
    #[arg(long)]
    pub isolated: bool,
}

/// What to show of the configuration.
#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ConfigArgs {
    #[command(subcommand)]
    pub action: Option<ConfigAction>,
    #[command(flatten)]
    pub show: ConfigShow,
}

#[derive(Debug, Subcommand)]
pub enum ConfigAction {
    /// Show what is in force for an article or folder, and where each setting comes from (the default)
    Show(ConfigShow),
    /// Print the JSON Schema of onrecord.toml, by which editors complete and check it
    Schema,
    /// List the profiles, and what each sets
    Profiles,
}

/// Whose configuration to show.
#[derive(Debug, ClapArgs)]
pub struct ConfigShow {
    /// An article or folder
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub path: Option<PathBuf>,
    #[command(flatten)]
    pub source: ConfigSource,
}

/// Where to create a configuration.
#[derive(Debug, ClapArgs)]
pub struct InitArgs {
    /// The folder
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
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
    /// Correct in the files what is certain: doubled words, stray and mixed quotation marks, garbled characters, house
    /// spellings. What is left is reported
    #[arg(long, conflicts_with_all = ["write_baseline", "show_files"])]
    pub fix: bool,
    /// With --fix: write no file, print the changes as a unified diff instead; exit status 1 if there are any
    #[arg(long, requires = "fix", conflicts_with_all = ["format", "output", "statistics", "top"])]
    pub dry_run: bool,
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

/// `--format` of `text` and `why`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Where to find your own rules.
#[derive(Debug, Default, ClapArgs)]
pub struct OwnRules {
    /// A folder of your own rules and word lists, added to the built-in ones. May be repeated
    #[arg(long, value_name = "DIR", global = true, value_hint = ValueHint::DirPath)]
    pub rules: Vec<PathBuf>,
}

/// How a page looks.
#[derive(Debug, ClapArgs)]
pub struct Look {
    /// When to use colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColourChoice::Auto, global = true, hide_possible_values = true)]
    pub color: ColourChoice,
}

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

/// What a command takes that lists facts and judges nothing.
#[derive(Debug, ClapArgs)]
pub struct FactsArgs {
    #[command(flatten)]
    pub sheet: SheetArgs,
    #[command(flatten)]
    pub config: ConfigSource,
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
    /// Files, folders, or - for standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath, long_help = paths_help())]
    pub paths: Vec<PathBuf>,
    /// Also read the files that this file lists, one a line; - is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files_from: Option<PathBuf>,
    /// The list of --files-from has a NUL after each name, as git diff -z and find -print0 write it
    #[arg(short = '0', long, requires = "files_from")]
    pub null: bool,
    /// In folders, leave out the files that match this pattern. May be repeated
    #[arg(long, value_name = "PATTERN")]
    pub exclude: Vec<String>,
    /// Leave out excluded files also where they are named, as pre-commit and editors do
    #[arg(long)]
    pub force_exclude: bool,
    /// In folders, read the files that match this pattern instead; a leading ! excludes. May be repeated
    #[arg(long, value_name = "PATTERN")]
    pub glob: Vec<String>,
    /// Treat an empty folder as success
    #[arg(long)]
    pub allow_empty: bool,
    /// Read articles as a stream of JSON objects, one a line, each checked as it comes; --max-size is then a line's
    #[arg(long, value_name = "FORMAT", value_enum, conflicts_with = "encoding")]
    pub input_format: Option<InputFormat>,
    /// The name to show for standard input
    #[arg(long, value_name = "NAME", default_value = "<stdin>", hide_default_value = true)]
    pub stdin_filename: String,
    /// The publication date of all articles; otherwise read from a line “date 2026-03-03” at the top, or the file name
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    pub date: Option<Date>,
    #[command(flatten)]
    pub file: FileArgs,
    /// Check all articles as English, which is otherwise detected
    #[arg(long, value_name = "LANGUAGE", value_enum)]
    pub language: Option<Language>,
}

/// How a file is read.
#[derive(Debug, ClapArgs)]
pub struct FileArgs {
    /// The character encoding, such as windows-1252; detected if not given
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<&'static Encoding>,
    /// The largest file to read, such as 500k, 64M or 1G; larger ones are refused [default: 64M]
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "64M", hide_default_value = true)]
    pub max_size: u64,
    /// The field that holds the text in a JSON or NDJSON export; by default html, text, body, content and the like
    #[arg(long, value_name = "NAME")]
    pub field: Option<String>,
}

impl FileArgs {
    /// The same for the library.
    pub fn options(&self) -> Options {
        Options::encoding(self.encoding).limited(self.max_size).field(self.field.clone())
    }
}

/// `--input-format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// One JSON object a line, in UTF-8
    Ndjson,
}

/// `--language`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// English
    En,
}

/// Which rules to apply.
#[derive(Debug, Default, ClapArgs)]
#[command(next_help_heading = "Rules")]
pub struct ChoiceArgs {
    /// Run only these rules. May be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub select: Vec<String>,
    /// Skip these rules. May be repeated
    #[arg(long, value_name = "RULE", value_delimiter = ',', action = ArgAction::Append)]
    pub ignore: Vec<String>,
    /// Also run the rules of a pack, such as house-style, which are off by default. May be repeated
    #[arg(long, value_name = "PACK", value_delimiter = ',', action = ArgAction::Append)]
    pub pack: Vec<String>,
    #[command(flatten)]
    pub own: OwnRules,
}

/// What to write, and where.
#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "Report")]
pub struct WritingArgs {
    /// The format of the report; add =FILE to write to a file. May be repeated
    #[arg(short, long, alias = "output-format", value_name = "FORMAT[=FILE]")]
    pub format: Vec<String>,
    /// Write the report to a file instead of the screen
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// When to use colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColourChoice::Auto)]
    pub color: ColourChoice,
    /// Findings only: no tables, totals, notices or progress
    #[arg(short, long)]
    pub quiet: bool,
    /// How many articles to process at once, up to four per processor; by default, one per processor
    #[arg(short = 'j', long, value_name = "N", value_parser = threads)]
    pub threads: Option<usize>,
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

/// `--color`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColourChoice {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// In files and pipes too
    Always,
    /// Never
    Never,
}

/// The help of PATH, with the formats that are read.
fn paths_help() -> String {
    let globs: Vec<String> = input::extensions().map(|extension| format!("*.{extension}")).collect();
    format!(
        "Files, folders, or - for standard input\n\n\
         Plain text, Markdown, HTML, JSON and NDJSON exports, Word and OpenDocument documents, RTF and e-mails are \
         read; a file's content decides which it is.\n\n\
         In a folder and its subfolders, {} files are read, except what .gitignore or .onrecordignore excludes. \
         A file that you name yourself is read whatever it is called, unless an option leaves it out.",
        globs.join(", ")
    )
}

fn date(text: &str) -> Result<Date, String> {
    let shaped = text.len() == 10 && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    text.parse().ok().filter(|_| shaped).ok_or_else(|| "not a date; write it as 2026-11-24".to_owned())
}

/// A number of threads that somebody may mean.
fn threads(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(threads) if threads <= MOST_THREADS => Ok(threads),
        _ => Err(format!("not a number of threads; write one from 1 to {MOST_THREADS}")),
    }
}

/// More than the processors of any computer that this runs on; what goes over it is a slip of the hand.
const MOST_THREADS: usize = 1024;

/// A number of bytes, in K, M or G of 1024 where it says so.
fn size(text: &str) -> Result<u64, String> {
    let (number, bits) = match text.trim_end_matches(['b', 'B']) {
        rest if rest.ends_with(['k', 'K']) => (&rest[..rest.len() - 1], 10),
        rest if rest.ends_with(['m', 'M']) => (&rest[..rest.len() - 1], 20),
        rest if rest.ends_with(['g', 'G']) => (&rest[..rest.len() - 1], 30),
        rest => (rest, 0),
    };
    let number: Option<u64> = number.parse().ok().filter(|&number| number > 0);
    let bytes = number.and_then(|number| number.checked_mul(1 << bits));
    match bytes.filter(|&bytes| bytes <= input::MAX_BYTES + 1) {
        Some(bytes) => Ok(bytes),
        None if number.is_some() => Err("4G is the most that can be read".to_owned()),
        None => Err("not a size; write it as 500k, 64M or 1G".to_owned()),
    }
}

fn encoding(text: &str) -> Result<&'static Encoding, String> {
    input::encoding(text).ok_or_else(|| "unknown encoding; try utf-8 or windows-1252".to_owned())
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
    fn sizes_are_sizes() {
        for (text, bytes) in
            [("1", 1), ("500k", 512_000), ("64M", 64 << 20), ("2mb", 2 << 20), ("4G", 4 << 30)]
        {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for bad in ["", "0", "M", "-1", "1.5G", "5G", "64T", "99999999999999999999G", "1 k", "é"] {
            assert!(size(bad).is_err(), "{bad}");
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
