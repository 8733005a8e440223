//! The bytes of a source, up to a limit. What has no end (a device, a named pipe) is refused before it is opened, and what
//! is no text as soon as its beginning shows it.

use super::decode::is_binary;
use super::registry::{self, BINARY};
use super::{Options, Problem, Source};
use encoding_rs::UTF_8;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// How much is read before the rest, to see whether it is worth reading.
const HEAD: u64 = 64 * 1024;

/// All bytes of `source`, no more than the limit of `options`.
pub(super) fn bytes(source: &Source, options: &Options) -> Result<Vec<u8>, Problem> {
    match source {
        Source::File(path) => {
            let (file, size) = open(path)?;
            slurp(file, size, options)
        }
        Source::Stdin(_) => {
            let size = refuse_endless_stdin()?;
            slurp(io::stdin().lock(), size, options)
        }
    }
}

/// `source` from its beginning, of whatever length.
pub(super) fn reader(source: &Source) -> Result<Box<dyn Read + Send>, Problem> {
    Ok(match source {
        Source::File(path) => Box::new(open(path)?.0),
        Source::Stdin(_) => {
            refuse_endless_stdin()?;
            Box::new(io::stdin())
        }
    })
}

/// A file and the size that the system gives it.
fn open(path: &Path) -> Result<(File, u64), Problem> {
    // Asked before it is opened: opening a pipe waits for somebody to write to it, and opening a device may act.
    refuse_what_is_no_file(&fs::metadata(path).map_err(missing_or_unreadable)?)?;
    let file = File::open(path).map_err(missing_or_unreadable)?;
    // And once more of what was opened, as the name may stand for something else by now.
    let meta = file.metadata().map_err(Problem::Unreadable)?;
    refuse_what_is_no_file(&meta)?;
    Ok((file, meta.len()))
}

fn missing_or_unreadable(error: io::Error) -> Problem {
    if error.kind() == ErrorKind::NotFound { Problem::Missing } else { Problem::Unreadable(error) }
}

fn refuse_what_is_no_file(meta: &Metadata) -> Result<(), Problem> {
    match special(meta) {
        // A directory opens like a file on Unix and fails only when read; say it by its name.
        _ if meta.is_dir() => Err(Problem::Unreadable(ErrorKind::IsADirectory.into())),
        Some(kind) => Err(Problem::NotAFile(kind)),
        None => Ok(()),
    }
}

/// What a file is that is neither a regular one nor a folder.
#[cfg(unix)]
pub(super) fn special(meta: &Metadata) -> Option<&'static str> {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = meta.file_type();
    match () {
        () if kind.is_file() || kind.is_dir() => None,
        () if kind.is_fifo() => Some("a pipe"),
        () if kind.is_socket() => Some("a socket"),
        () => Some(DEVICE),
    }
}

#[cfg(not(unix))]
pub(super) fn special(meta: &Metadata) -> Option<&'static str> {
    if meta.is_file() || meta.is_dir() { None } else { Some(DEVICE) }
}

const DEVICE: &str = "a device";

/// The size of standard input, 0 where it has none. A device other than a terminal is refused: it need not end.
#[cfg(unix)]
fn refuse_endless_stdin() -> Result<u64, Problem> {
    use std::io::IsTerminal as _;
    use std::os::fd::AsFd as _;
    let stdin = io::stdin();
    // A closed one is read as an empty one.
    let Ok(copy) = stdin.as_fd().try_clone_to_owned() else { return Ok(0) };
    let Ok(meta) = File::from(copy).metadata() else { return Ok(0) };
    if meta.is_file() {
        return Ok(meta.len());
    }
    if special(&meta) == Some(DEVICE) && !stdin.is_terminal() && !is_null(&meta) {
        return Err(Problem::NotAFile(DEVICE));
    }
    Ok(0)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn refuse_endless_stdin() -> Result<u64, Problem> {
    Ok(0)
}

/// Whether this is the device that is always empty.
#[cfg(unix)]
fn is_null(meta: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata("/dev/null").is_ok_and(|null| null.rdev() == meta.rdev())
}

/// All bytes of `from`, whose size is `expected` as far as is known.
fn slurp(mut from: impl Read, expected: u64, options: &Options) -> Result<Vec<u8>, Problem> {
    let limit = options.limit();
    if expected > limit {
        return Err(Problem::TooLarge(limit));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or(0).saturating_add(1));
    from.by_ref().take(HEAD.min(limit + 1)).read_to_end(&mut bytes).map_err(Problem::Unreadable)?;
    let text = options.encoding.is_some_and(|encoding| encoding != UTF_8);
    if !text && !registry::begins_like_one(&bytes) && is_binary(&bytes) {
        return Err(Problem::Refused(&BINARY));
    }
    let rest = (limit + 1).saturating_sub(bytes.len() as u64);
    from.take(rest).read_to_end(&mut bytes).map_err(Problem::Unreadable)?;
    if bytes.len() as u64 > limit { Err(Problem::TooLarge(limit)) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts what is read of it.
    struct Endless(u8, u64);

    impl Read for Endless {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.fill(self.0);
            self.1 += buffer.len() as u64;
            Ok(buffer.len())
        }
    }

    #[test]
    fn what_has_no_end_is_read_to_the_limit_and_no_text_not_even_that() {
        let options = Options::default().limited(1 << 20);
        let mut letters = Endless(b'x', 0);
        assert!(matches!(slurp(&mut letters, 0, &options), Err(Problem::TooLarge(_))));
        assert!(letters.1 <= 1 << 21, "{}", letters.1);
        let mut zeros = Endless(0, 0);
        assert!(
            matches!(slurp(&mut zeros, 0, &options), Err(Problem::Refused(format)) if format.name == "binary data")
        );
        assert!(zeros.1 <= 1 << 17, "{}", zeros.1);
        let mut large = Endless(b'x', 0);
        assert!(matches!(slurp(&mut large, (1 << 20) + 1, &options), Err(Problem::TooLarge(_))));
        assert_eq!(large.1, 0, "its size says it");
    }

    #[test]
    fn the_limit_itself_is_within() {
        let text = vec![b'x'; 1000];
        assert_eq!(slurp(&text[..], 1000, &Options::default().limited(1000)).unwrap().len(), 1000);
        assert!(slurp(&text[..], 0, &Options::default().limited(999)).is_err());
    }
}
