//! A setting: what it sets, as it is written, and where it was made.

use crate::cli::args::{FailOn, Sort};
use onrecord::rules::Severity;
use std::fmt;
use std::path::PathBuf;

/// What becomes of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Off,
    On,
    Is(Severity),
}

impl Level {
    /// Each with its name.
    pub const ALL: [(&'static str, Self); 5] = [
        ("off", Self::Off),
        ("on", Self::On),
        ("info", Self::Is(Severity::Info)),
        ("warning", Self::Is(Severity::Warning)),
        ("error", Self::Is(Severity::Error)),
    ];
}

/// What a setting sets, with paths from where they are written.
#[derive(Clone, Debug)]
pub enum Value {
    Profile(&'static str),
    FailOn(FailOn),
    MaxWarnings(u64),
    Sort(Sort),
    English,
    RequireReasons(bool),
    Formats(Vec<String>),
    Baseline(PathBuf),
    Exclude(Vec<String>),
    Packs(Vec<String>),
    RulesFolders(Vec<PathBuf>),
    Spelling(String, String),
    Words { list: String, class: String, words: Vec<String> },
    Rule(String, Level),
}

/// Where a setting was made.
#[derive(Clone, Debug)]
pub enum Origin {
    /// A line of a file.
    File(String, u32),
    /// The command line.
    Argument,
    /// A profile.
    Profile(&'static str),
}

impl Origin {
    /// Whether a profile brought it.
    pub const fn is_profile(&self) -> bool {
        matches!(self, Self::Profile(_))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(name, line) => write!(f, "{name}:{line}"),
            Self::Argument => f.write_str("--config"),
            Self::Profile(name) => write!(f, "profile {name}"),
        }
    }
}

/// A setting with its place.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Its key; that of a rule is `rules.` and its name.
    pub key: String,
    /// The value as it is written.
    pub written: String,
    /// What it sets.
    pub value: Value,
    /// Where it was made.
    pub from: Origin,
}
