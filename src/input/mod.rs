//! Bytes in, a [`Manuscript`] out: finds the articles that the arguments mean, and reads them.
//!
//! - `walk.rs`: arguments to an ordered list of [`Source`]s
//! - `registry.rs`: the formats (`format.rs`), each of which has a file of its own: `plain.rs`
//! - `open.rs`: the bytes of a source, up to a limit
//! - `decode.rs`: which encoding bytes are in; `convert.rs`: bytes to text, and the way back
//! - `error.rs`: what cannot be read, and why
//!
//! A [`Source`] is opened when it is its turn, not before: a folder of any size costs its list of names.

mod convert;
mod decode;
mod error;
mod format;
mod open;
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
use std::path::{Path, PathBuf};

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
    /// The name it is reported under, that of another source never.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => name_of(path),
            Self::Stdin(name) => name.clone(),
        }
    }

    /// Reads the articles in it.
    ///
    /// # Errors
    /// When it cannot be opened or read, is no file, is over the limit of `options`, or is of no format that is read.
    pub fn read(&self, options: &Options) -> Result<Vec<Entry>, InputError> {
        let problem = |problem| InputError { path: self.name(), problem };
        let bytes = open::bytes(self, options).map_err(problem)?;
        read_all(&self.name(), bytes, options).map_err(problem)
    }
}

/// A path as reports name it. Where it is not Unicode, as it may be on Unix, each byte that is none is written `\xff`; and so
/// that no two paths have one name, the backslash of a name that has such a piece already is written `\x5c`.
#[must_use]
pub fn name_of(path: &Path) -> String {
    match path.to_str() {
        Some(name) if !cfg!(unix) || !name.contains("\\x") => name.to_owned(),
        _ if !cfg!(unix) => path.to_string_lossy().into_owned(),
        _ => {
            let mut name = String::new();
            for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
                name.push_str(&chunk.valid().replace("\\x", "\\x5cx"));
                chunk.invalid().iter().for_each(|byte| name.push_str(&format!("\\x{byte:02x}")));
            }
            name
        }
    }
}

/// The bytes of the path that [`name_of`] gave this name.
#[must_use]
pub fn bytes_of(name: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once("\\x").filter(|_| cfg!(unix)) {
        bytes.extend_from_slice(before.as_bytes());
        match after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if byte >= 0x80 || byte == b'\\' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.extend_from_slice(b"\\x");
                rest = after;
            }
        }
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// The greatest number of bytes that a source may have where nobody says otherwise: 64 MiB. That is twenty times *War and
/// Peace*, far above any article, and what is made of so much (some 1.5 GB) still fits into the memory of a small computer.
pub const DEFAULT_MAX_BYTES: u64 = 64 << 20;

/// How files are read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The encoding of text, which overrides the detection.
    pub encoding: Option<&'static Encoding>,
    /// The greatest number of bytes that a source may have; [`MAX_BYTES`] goes before it.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { encoding: None, max_bytes: DEFAULT_MAX_BYTES }
    }
}

impl Options {
    /// Files of text are in this encoding, if it is given.
    #[must_use]
    pub fn encoding(encoding: Option<&'static Encoding>) -> Self {
        Self { encoding, ..Self::default() }
    }

    /// The same, for sources of at most so many bytes.
    #[must_use]
    pub const fn limited(self, max_bytes: u64) -> Self {
        Self { max_bytes, ..self }
    }

    fn limit(&self) -> u64 {
        self.max_bytes.min(MAX_BYTES)
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

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    #[test]
    fn every_path_has_a_name_of_its_own_and_leads_back() {
        let paths: [(&[u8], &str); 8] = [
            (b"a.txt", "a.txt"),
            (b"a\xff.txt", "a\\xff.txt"),
            (b"a\xfe.txt", "a\\xfe.txt"),
            (b"a\\xff.txt", "a\\x5cxff.txt"),
            (b"a\\x5cxff.txt", "a\\x5cx5cxff.txt"),
            (b"\xc3/\xe2\x80.txt", "\\xc3/\\xe2\\x80.txt"),
            ("Größe\\.txt".as_bytes(), "Größe\\.txt"),
            (b"\\x", "\\x5cx"),
        ];
        for (bytes, name) in paths {
            assert_eq!(name_of(Path::new(OsStr::from_bytes(bytes))), name);
            assert_eq!(bytes_of(name), bytes, "{name}");
        }
    }
}
