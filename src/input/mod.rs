//! Bytes in, a [`Manuscript`] out: finds the articles that the arguments mean, and reads them.
//!
//! - `walk.rs`: arguments to an ordered list of [`Source`]s
//! - `registry.rs`: the formats (`format.rs`), each of which has a file of its own: `plain.rs`, `html/`, `markdown.rs`,
//!   `json.rs`, `docx.rs` and `odt.rs` (both by `archive.rs` and `paragraphs.rs`), `rtf.rs`, `email.rs`
//! - `draft.rs`: a manuscript in the making
//! - `open.rs`: the bytes of a source, up to a limit; `stream.rs`: lines of a source, without one
//! - `decode.rs`: which encoding bytes are in; `convert.rs`: bytes to text, and the way back
//! - `error.rs`: what cannot be read, and why
//!
//! A [`Source`] is opened when it is its turn, not before: a folder of any size costs its list of names.

#[cfg(feature = "office")]
mod archive;
mod convert;
mod decode;
#[cfg(feature = "office")]
mod docx;
mod draft;
#[cfg(feature = "email")]
mod email;
mod error;
mod format;
#[cfg(feature = "html")]
mod html;
mod json;
#[cfg(feature = "markdown")]
mod markdown;
#[cfg(feature = "office")]
mod odt;
mod open;
#[cfg(feature = "office")]
mod paragraphs;
mod plain;
mod registry;
mod rtf;
mod stream;
#[cfg(feature = "cli")]
mod walk;
mod xml;

pub use decode::encoding;
pub use error::{InputError, Problem, system_message};
pub use format::{Contents, Entry, Format, Reading};
pub use registry::{FORMATS, extensions};
pub use stream::{Line, Stream};
#[cfg(feature = "cli")]
pub use walk::{Found, LeaveOut, Walk};

use crate::text::{Editable, Manuscript, Note, SourceMap};
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
    /// What a path of the command line names: `-` is standard input.
    #[must_use]
    pub fn named(path: &Path) -> Self {
        match path.as_os_str() == "-" {
            true => Self::Stdin("<stdin>".to_owned()),
            false => Self::File(path.to_owned()),
        }
    }

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
        let bytes = self.bytes(options)?;
        read_all(&self.name(), bytes, options).map_err(|problem| InputError { path: self.name(), problem })
    }

    /// Reads what is no article, such as a list, as UTF-8.
    ///
    /// # Errors
    /// When it is missing, unreadable, larger than `options` allow, no text, or not UTF-8.
    pub fn text(&self, options: &Options) -> Result<String, InputError> {
        let bad = |_| InputError {
            path: self.name(),
            problem: Problem::Unreadable(std::io::ErrorKind::InvalidData.into()),
        };
        String::from_utf8(self.bytes(options)?).map_err(bad)
    }

    /// Its bytes, for what is neither an article nor of one encoding, such as a diff.
    ///
    /// # Errors
    /// When it is missing, unreadable, larger than `options` allow, or no text.
    pub fn bytes(&self, options: &Options) -> Result<Vec<u8>, InputError> {
        open::bytes(self, options).map_err(|problem| InputError { path: self.name(), problem })
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

/// The path of these bytes, as far as the system can have one of them.
#[must_use]
pub fn path_of(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
    }
}

/// The greatest number of bytes that a source may have where nobody says otherwise: 64 MiB. That is twenty times *War and
/// Peace*, far above any article, and what is made of so much (some 1.2 GB) still fits into the memory of a small computer.
pub const DEFAULT_MAX_BYTES: u64 = 64 << 20;

/// How files are read.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The encoding of text, which overrides the detection.
    pub encoding: Option<&'static Encoding>,
    /// The field of a JSON export that holds an article's text, where it is not one of the usual ones.
    pub field: Option<String>,
    /// The greatest number of bytes that a source may have; [`MAX_BYTES`] is the limit all the same.
    pub max_bytes: u64,
    /// Whether they are transcripts, in whose text every line counts.
    pub transcript: bool,
    /// Whether they are to be read as English, whatever they look like.
    pub english: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { encoding: None, field: None, max_bytes: DEFAULT_MAX_BYTES, transcript: false, english: false }
    }
}

impl Options {
    /// Files of text are in this encoding, if it is given.
    #[must_use]
    pub fn encoding(encoding: Option<&'static Encoding>) -> Self {
        Self { encoding, ..Self::default() }
    }

    /// The text of an article in JSON is in this field, if it is given.
    #[must_use]
    pub fn field(self, field: Option<String>) -> Self {
        Self { field, ..self }
    }

    /// Files are transcripts.
    #[must_use]
    pub fn transcript() -> Self {
        Self { transcript: true, ..Self::default() }
    }

    /// The same, for files in English, whatever they look like.
    #[must_use]
    pub fn english(self, english: bool) -> Self {
        Self { english, ..self }
    }

    /// The same, for sources of at most so many bytes.
    #[must_use]
    pub fn limited(self, max_bytes: u64) -> Self {
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
            Reading::Bytes { read, .. } => {
                let mut entries = read(&bytes, options)?;
                entries.iter_mut().filter_map(|e| e.manuscript.as_mut().ok()).for_each(Manuscript::is_apart);
                with_characters_read(&mut entries, options.english);
                Ok(entries)
            }
            Reading::Text { .. } | Reading::Refused(_) => Err(Problem::Refused(format)),
        };
    }
    let Decoded { text, map, encoding, note } = decode(bytes, options.encoding)?;
    let format = if options.transcript && is_heard(&text) {
        &plain::FORMAT
    } else {
        registry::format_of_text(name, &text)?
    };
    let Reading::Text { read, .. } = format.reading else { return Err(Problem::Refused(format)) };
    let mut entries = read(text, options)?;
    // Plain text has been read so, line by line.
    if format.name != plain::FORMAT.name {
        for manuscript in entries.iter_mut().filter_map(|entry| entry.manuscript.as_mut().ok()) {
            if manuscript.editable == Editable::Text {
                manuscript.editable = Editable::MarkUp;
            }
        }
        with_characters_read(&mut entries, options.english);
    }
    for manuscript in entries.iter_mut().filter_map(|entry| entry.manuscript.as_mut().ok()) {
        as_decoded(manuscript, &map, encoding, note, options);
    }
    Ok(entries)
}

/// Reads a line of a stream, the one of this number.
fn read_line(bytes: Vec<u8>, number: usize, options: &Options) -> Entry {
    match decode(bytes, Some(UTF_8)) {
        Ok(Decoded { text, map, encoding, note }) => {
            let mut entry = json::line(&text, number, options);
            with_characters_read(std::slice::from_mut(&mut entry), options.english);
            if let Ok(manuscript) = &mut entry.manuscript {
                as_decoded(manuscript, &map, encoding, note, options);
            }
            entry.on_line(number)
        }
        Err(problem) => Entry::part(number.to_string(), Err(problem)).on_line(number),
    }
}

/// Adds what decoding knows to a manuscript of the decoded text.
fn as_decoded(
    manuscript: &mut Manuscript,
    map: &SourceMap,
    encoding: &'static str,
    note: Option<Note>,
    options: &Options,
) {
    manuscript.map = std::mem::take(&mut manuscript.map).after(map.clone());
    manuscript.encoding = encoding;
    manuscript.english = options.english;
    manuscript.notes.extend(note);
}

/// Whether a transcript is one of the formats that only transcripts have: JSON of what was heard, or captions.
fn is_heard(text: &str) -> bool {
    let text = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let timed = |line: &str| line.contains("-->") && line.starts_with(|c: char| c.is_ascii_digit());
    text.starts_with(['{', '[']) || text.starts_with("WEBVTT") || text.lines().take(8).any(timed)
}

/// Reads the characters of all articles as what they stand for.
fn with_characters_read(entries: &mut [Entry], english: bool) {
    for entry in entries {
        if let Ok(manuscript) = &mut entry.manuscript {
            let read = std::mem::replace(manuscript, Manuscript::new(String::new())).with_characters_read();
            *manuscript = read;
            manuscript.english = english;
        }
    }
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

#[cfg(test)]
mod readers {
    use super::*;
    use crate::Span;
    use proptest::prelude::*;

    /// What the formats are made of.
    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<div class=article>",
        "</div>",
        "<b>",
        "</b>",
        "<a href='x'>",
        "</a>",
        "<br>",
        "<li>",
        "<table><tr><td>",
        "</table>",
        "<h1>",
        "</h1>",
        "<figure><figcaption>",
        "</figure>",
        "<script>",
        "</script>",
        "<!-- ",
        " -->",
        "<html><body>",
        "&amp;",
        "&notit;",
        "&#8220;",
        "&",
        "<",
        ">",
        "<title>a &lt; b | c</title>",
        "<meta property=og:title content='a'>",
        "# ",
        "> ",
        "* ",
        "1. ",
        "`",
        "**",
        "[a](b)",
        "| a | b |\n|---|---|\n",
        "---\ntitle: a\n---\n",
        "\\",
        "\n\n",
        "\n",
        "  ",
        "\t",
        "\u{a0}",
        "“One,” she said.",
        "É",
        "日本",
        "{\\rtf1 ",
        "}",
        "{",
        "\\par ",
        "\\u8220?",
        "\\u-10179?",
        "\\'e9",
        "\\footnote ",
        "{\\*\\x ",
        "\\uc2 ",
        "\\bin9 ",
        "\\s1 ",
        "{\"text\": \"",
        "\"}",
        "\"",
        ",",
        "[",
        "]",
        "\\n",
        "\\u201c",
        "\\ud83d",
        "\"html\": ",
        "From: a\nTo: b\nSubject: c\n\n",
        "Content-Type: text/html\n",
        "> quoted\n",
        "On Monday, Bo wrote:\n",
        "-- \n",
        "The council of Lentz met on Monday to hear how it would be paid for, and left.",
    ];

    fn holds(name: &str, text: &str) -> Result<(), TestCaseError> {
        let Ok(entries) = read_all(name, text.as_bytes().to_vec(), &Options::default()) else {
            return Ok(());
        };
        for manuscript in entries.into_iter().filter_map(|entry| entry.manuscript.ok()) {
            for block in manuscript.blocks() {
                let words = manuscript.text.get(block.span.range());
                prop_assert!(words.is_some_and(|words| !words.is_empty() && words == words.trim()));
            }
            for (at, c) in manuscript.text.char_indices().filter(|_| !name.ends_with("eml")) {
                let range = manuscript.map.range(Span::of(at..at + c.len_utf8()));
                prop_assert!(
                    range.start <= range.end && range.end as usize <= text.len(),
                    "{c:?} has {range:?}"
                );
            }
        }
        Ok(())
    }

    proptest! {
        #[test]
        fn any_mark_up_is_read_or_refused(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..24)) {
            let text = pieces.concat();
            for name in ["a.html", "a.md", "a.ndjson", "a.txt"] {
                holds(name, &text)?;
            }
            holds("a.html", &format!("<html><nav></nav>{text}"))?;
            holds("a.rtf", &format!("{{\\rtf1 {text}}}"))?;
            holds("a.ndjson", &format!("{{\"text\": \"{text}\"}}"))?;
            holds("a.eml", &format!("From: a\nTo: b\nSubject: c\n\n{text}"))?;
        }
    }
}
