//! Which articles to read, and how.

use super::values::{date, encoding, size};
use clap::{Args as ClapArgs, ValueEnum, ValueHint};
use encoding_rs::Encoding;
use jiff::civil::Date;
use onrecord::input::{self, Options};
use std::path::PathBuf;

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

/// The help of PATH, with the formats that are read.
pub(super) fn paths_help() -> String {
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
