//! Bytes in, a [`Manuscript`] out: finds the articles that the arguments mean, and reads them.
//!
//! - `walk.rs`: arguments to an ordered list of [`Source`]s
//! - `registry.rs`: the formats (`format.rs`), each of which has a file of its own: `plain.rs`
//! - `decode.rs`: which encoding bytes are in; `convert.rs`: bytes to text, and the way back
//! - `error.rs`: what cannot be read, and why
//!
//! A [`Source`] is opened when it is its turn, not before: a folder of any size costs its list of names.

mod convert;
mod decode;
mod error;
mod format;
mod plain;
mod registry;
#[cfg(feature = "cli")]
mod walk;

pub use decode::encoding;
pub use error::{InputError, Problem};
pub use format::{Contents, Entry, Format, Reading};
pub use registry::{FORMATS, extensions};
#[cfg(feature = "cli")]
pub use walk::{Found, Walk};

use crate::text::Manuscript;
use decode::{Decoded, decode};
use encoding_rs::{Encoding, UTF_8};
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

/// The greatest number of bytes an article may have: a [`Span`](crate::Span) holds no more.
pub const MAX_BYTES: u64 = u32::MAX as u64;

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Source {
    /// A file, by the path it was found under.
    File(PathBuf),
    /// Standard input, reported under this name.
    Stdin(String),
}

impl Source {
    /// The name it is reported under. A path that is not Unicode loses what cannot be shown.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.to_string_lossy().into_owned(),
            Self::Stdin(name) => name.clone(),
        }
    }

    /// Reads the articles in it.
    ///
    /// # Errors
    /// When it cannot be opened or read, is over [`MAX_BYTES`], or is of no format that is read.
    pub fn read(&self, options: &Options) -> Result<Vec<Entry>, InputError> {
        let bytes = match self {
            Self::File(path) => File::open(path).and_then(|file| {
                // A directory opens like a file on Unix and fails only when read; say it by its name.
                let meta = file.metadata()?;
                if meta.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { slurp(file, meta.len()) }
            }),
            Self::Stdin(_) => slurp(io::stdin().lock(), 0),
        };
        let problem = |problem| InputError { path: self.name(), problem };
        match bytes {
            Ok(Some(bytes)) => read_all(&self.name(), bytes, options).map_err(problem),
            Ok(None) => Err(problem(Problem::TooLarge)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(problem(Problem::Missing)),
            Err(error) => Err(problem(Problem::Unreadable(error))),
        }
    }
}

/// How files are read.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The encoding of text, which overrides the detection.
    pub encoding: Option<&'static Encoding>,
}

impl Options {
    /// Files of text are in this encoding, if it is given.
    #[must_use]
    pub fn encoding(encoding: Option<&'static Encoding>) -> Self {
        Self { encoding }
    }
}

/// Reads the bytes of a file that holds one article. Its name's extension may decide about its format; `forced` overrides
/// the detection of the encoding.
///
/// ```
/// let manuscript = onrecord::input::read("draft.txt", b"The caf\xe9 is open.".to_vec(), None)?;
/// assert_eq!((manuscript.text.as_str(), manuscript.encoding), ("The café is open.", "windows-1252"));
/// # Ok::<(), onrecord::input::Problem>(())
/// ```
///
/// # Errors
/// When the format is not read, or the bytes are not text, are damaged Unicode, make more than [`MAX_BYTES`] of UTF-8, or
/// hold another number of articles.
pub fn read(name: &str, bytes: Vec<u8>, forced: Option<&'static Encoding>) -> Result<Manuscript, Problem> {
    let mut entries = read_all(name, bytes, &Options::encoding(forced))?;
    match (entries.pop(), entries.len()) {
        (Some(entry), 0) => entry.manuscript,
        (_, others) => Err(Problem::Several(others + 1)),
    }
}

/// Reads the bytes of a file with any number of articles, each of which may fail by itself.
///
/// # Errors
/// When the format is not read, or the bytes are not of it, are damaged Unicode, or make more than [`MAX_BYTES`] of UTF-8.
pub fn read_all(name: &str, bytes: Vec<u8>, options: &Options) -> Contents {
    // Whoever names an encoding says that it is text, whatever it begins with.
    let is_text = options.encoding.is_some_and(|encoding| encoding != UTF_8);
    if let Some(format) = registry::format_of_bytes(&bytes).filter(|_| !is_text) {
        return match format.reading {
            Reading::Bytes { read, .. } => read(&bytes, options),
            Reading::Text { .. } | Reading::Refused(_) => Err(Problem::Refused(format)),
        };
    }
    let Decoded { text, map, encoding, note } = decode(bytes, options.encoding)?;
    let format = registry::format_of_text(name, &text)?;
    let Reading::Text { read, .. } = format.reading else { return Err(Problem::Refused(format)) };
    let mut entries = read(text, options)?;
    for manuscript in entries.iter_mut().filter_map(|entry| entry.manuscript.as_mut().ok()) {
        manuscript.map = std::mem::take(&mut manuscript.map).after(map.clone());
        manuscript.encoding = encoding;
        manuscript.notes.extend(note);
    }
    Ok(entries)
}

/// All bytes of `from`, or None when they are more than [`MAX_BYTES`]. `expected` sizes the buffer.
fn slurp(from: impl Read, expected: u64) -> io::Result<Option<Vec<u8>>> {
    if expected > MAX_BYTES {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0).saturating_add(1));
    let read = from.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok((read as u64 <= MAX_BYTES).then_some(bytes))
}
