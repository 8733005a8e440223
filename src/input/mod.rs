//! Bytes in, text out: finds the articles that the arguments mean, and decodes them.
//!
//! - `walk.rs`: arguments to an ordered list of [`Source`]s
//! - `decode.rs`: bytes to text, with the name of the encoding
//! - `error.rs`: what cannot be read, and why
//!
//! A [`Source`] is opened when it is its turn, not before: a folder of any size costs its list of names.

mod decode;
mod error;
mod walk;

pub use decode::{Decoded, Kind, decode, encoding};
pub use error::{InputError, Problem};
pub use walk::{Found, Walk};

use encoding_rs::Encoding;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

/// The greatest number of bytes an article may have: a [`Span`](crate::Span) holds no more.
pub const MAX_BYTES: u64 = u32::MAX as u64;

/// Where an article comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
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

    /// Reads and decodes it; `forced` overrides the detection of the encoding.
    ///
    /// # Errors
    /// When it cannot be opened or read, is over [`MAX_BYTES`], or is not text.
    pub fn read(&self, forced: Option<&'static Encoding>) -> Result<Decoded, InputError> {
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
            Ok(Some(bytes)) => decode(bytes, forced).map_err(problem),
            Ok(None) => Err(problem(Problem::TooLarge)),
            Err(error) => Err(problem(Problem::Unreadable(error))),
        }
    }
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
