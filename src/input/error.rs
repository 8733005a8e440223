//! Why an input cannot be read: the path and the cause as fields, with what to do about it in the wording.

use super::format::Format;
use std::io;
use thiserror::Error;

/// An input that cannot be checked.
#[derive(Debug, Error)]
#[error("{path}: {problem}")]
#[non_exhaustive]
pub struct InputError {
    /// The path or name as it was given.
    pub path: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with an input. Each says what to do about it.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Problem {
    /// There is no file or folder of this name.
    #[error("no such file or folder; check the spelling")]
    Missing,
    /// It exists but cannot be opened or read.
    #[error("cannot be read ({}); check that it is a file you may open", plain(.0))]
    Unreadable(#[source] io::Error),
    /// A folder that cannot be listed.
    #[error("cannot be listed ({0}); check that it is a folder you may open")]
    Unlistable(String),
    /// A folder in which no file matches.
    #[error("no articles in this folder; looked for {0}")]
    NoArticles(String),
    /// In a format that is not read.
    #[error("is {}; {}", .0.name, .0.advice())]
    Refused(&'static Format),
    /// Named like a format that its content is not of.
    #[error("is named .{extension} but is not {}; give it the ending that it should have, such as .txt, or save it again", .format.name)]
    Misnamed {
        /// The extension, without the dot.
        extension: &'static str,
        /// The format that it belongs to.
        format: &'static Format,
    },
    /// Of a format that is read, but broken, locked, too large when unpacked, or without an article in it.
    #[error("{what}; {advice}")]
    Unusable {
        /// What is wrong, and where.
        what: String,
        /// What to do about it.
        advice: &'static str,
    },
    /// Several articles, where one was asked for.
    #[error("holds {0} articles; name one of them")]
    Several(usize),
    /// Marked as Unicode but not well-formed.
    #[error("damaged {encoding} text; save it again as UTF-8")]
    Damaged {
        /// The encoding that its first bytes announce.
        encoding: &'static str,
    },
    /// Over 4 GiB.
    #[error("larger than 4 GiB; split it into articles")]
    TooLarge,
    /// A glob that cannot be understood.
    #[error("not a file name pattern ({0}); write, for example, '*.txt'")]
    BadGlob(String),
}

/// The system's message without the error number, which means nothing to an editor.
fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}
