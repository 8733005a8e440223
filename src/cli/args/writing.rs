//! What to write, and where.

use super::values::threads;
use clap::{Args as ClapArgs, ValueEnum, ValueHint};
use std::path::PathBuf;

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

/// How a page looks.
#[derive(Debug, ClapArgs)]
pub struct Look {
    /// When to use colour
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = ColourChoice::Auto, global = true, hide_possible_values = true)]
    pub color: ColourChoice,
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

/// `--format` of `text` and `why`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For people
    Text,
    /// For programs
    Json,
}
