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
pub use format::{Format, Reading};
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

    /// Reads it; `forced` overrides the detection of the encoding.
    ///
    /// # Errors
    /// When it cannot be opened or read, is over [`MAX_BYTES`], or is not text.
    pub fn read(&self, forced: Option<&'static Encoding>) -> Result<Manuscript, InputError> {
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
            Ok(Some(bytes)) => read(&self.name(), bytes, forced).map_err(problem),
            Ok(None) => Err(problem(Problem::TooLarge)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(problem(Problem::Missing)),
            Err(error) => Err(problem(Problem::Unreadable(error))),
        }
    }
}

/// Reads the bytes of a file of this name, whose extension may decide about its format; `forced` overrides the detection
/// of the encoding.
///
/// ```
/// let manuscript = onrecord::input::read("draft.txt", b"The caf\xe9 is open.".to_vec(), None)?;
/// assert_eq!((manuscript.text.as_str(), manuscript.encoding), ("The café is open.", "windows-1252"));
/// # Ok::<(), onrecord::input::Problem>(())
/// ```
///
/// # Errors
/// When the format is not read, or the bytes are not text, are damaged Unicode, or make more than [`MAX_BYTES`] of UTF-8.
pub fn read(name: &str, bytes: Vec<u8>, forced: Option<&'static Encoding>) -> Result<Manuscript, Problem> {
    // Whoever names an encoding says that it is text, whatever it begins with.
    let is_text = forced.is_some_and(|encoding| encoding != UTF_8);
    let format =
        if is_text { registry::format_by_extension(name) } else { registry::format_of(name, &bytes) };
    let Reading::Text(read) = format.reading else { return Err(Problem::Refused(format)) };
    let Decoded { text, map, encoding, note } = decode(bytes, forced)?;
    let mut manuscript = read(text);
    manuscript.map = std::mem::take(&mut manuscript.map).after(map);
    manuscript.encoding = encoding;
    manuscript.notes.extend(note);
    Ok(manuscript)
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
