//! Every command and option, explained for people who have never used a linter.
//!
//! | file | holds |
//! | --- | --- |
//! | `check.rs` | what `check` and `accept` take |
//! | `desk.rs` | what the commands for the desk take: transcripts, comparisons, letters, explanations |
//! | `sheet.rs` | what every command takes that reads articles |
//! | `rules.rs`, `config.rs` | which rules, and which configuration |
//! | `reading.rs`, `writing.rs` | which articles to read, and what to write |
//! | `values.rs` | dates, sizes, encodings |

mod check;
mod config;
mod desk;
mod reading;
mod rules;
mod sheet;
mod values;
mod writing;

pub use check::{AcceptArgs, ChangeArgs, CheckArgs, FailOn, PolicyArgs, Sort};
pub use config::{ConfigAction, ConfigArgs, ConfigShow, ConfigSource, InitArgs};
pub use desk::{CompareArgs, QuotesArgs, TextArgs, VerifyArgs, WhyArgs};
pub use reading::{InputFormat, ReadingArgs};
pub use rules::{ChoiceArgs, OwnRules, RulesAction, RulesArgs};
pub use sheet::{FactsArgs, SheetArgs};
pub use writing::{ColourChoice, Look, PageFormat, WritingArgs};

use clap::{Parser, Subcommand};

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
}
