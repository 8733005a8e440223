//! Why an input cannot be read: the path and the cause as fields, with what to do about it in the wording.

use super::format::Format;
use std::{fmt, io};
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
    #[error("cannot be read ({}); check that it is a file you may open", system_message(.0))]
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
    /// Over so many bytes.
    #[error("is larger than {}; split it into articles, or raise the limit (--max-size)", size(*.0))]
    TooLarge(u64),
    /// What says which files of a folder to leave out is a device, a pipe or a socket.
    #[error("is {0} and no file; the folder cannot be searched while it is there")]
    OddIgnoreFile(&'static str),
    /// A device, a pipe or a socket, named like a file.
    #[error("is {0}; save it to a file, or pipe it in and write - for its name")]
    NotAFile(&'static str),
    /// A glob that cannot be understood.
    #[error("not a file name pattern ({0}); write, for example, '*.txt'")]
    BadGlob(String),
}

/// A number of bytes in the largest unit that divides it: `64 MiB`, `1500 bytes`.
fn size(bytes: u64) -> String {
    let units = [(30, "GiB"), (20, "MiB"), (10, "KiB")];
    match units.iter().find(|(bits, _)| bytes > 0 && bytes.trailing_zeros() >= *bits) {
        Some((bits, unit)) => format!("{} {unit}", bytes >> bits),
        // What a span can hold is a byte short of it.
        None if bytes == super::MAX_BYTES => "4 GiB".to_owned(),
        None => format!("{bytes} bytes"),
    }
}

/// The system's message without the error number, which means nothing to an editor, to stand in a sentence.
#[must_use]
pub fn system_message(error: &impl fmt::Display) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}
