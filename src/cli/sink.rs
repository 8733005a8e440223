//! Where a report is written: whole or not at all.
//!
//! A file is written under a temporary name in the same folder and renamed at the end, so that anyone who reads it
//! meanwhile, or after a crash or Ctrl-C, has the old report or the new one (`unfinished.rs`). Anything that is not a regular file
//! (`/dev/stdout`, a named pipe) is written to directly.

use super::identity::Identity;
use super::unfinished;
use anyhow::{Error, Result, anyhow};
use onrecord::input::system_message;
use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Stdout, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Where the bytes of one format go.
pub struct Sink {
    to: To,
    /// What waits to be packed as a whole, where it is.
    held: Option<Vec<u8>>,
}

enum To {
    Stdout(BufWriter<Stdout>),
    Direct(BufWriter<File>, PathBuf),
    Aside(BufWriter<NamedTempFile>, PathBuf),
    /// Standard output whose reader has closed it.
    Closed,
}

impl Sink {
    const fn to(to: To) -> Self {
        Self { to, held: None }
    }

    /// Keeps what is written from now on, for [`release`](Self::release).
    pub fn hold(&mut self) {
        self.held = Some(Vec::new());
    }

    /// What was kept, and is written by whoever asks for it; None where nothing is kept.
    pub fn release(&mut self) -> Option<Vec<u8>> {
        self.held.take()
    }

    /// Standard output.
    pub fn stdout() -> Self {
        Self::to(To::Stdout(BufWriter::with_capacity(64 * 1024, io::stdout())))
    }

    /// A file, which keeps its content until [`close`](Self::close).
    pub fn file(path: &Path) -> Result<Self> {
        let failed = |error: io::Error| {
            let why = system_message(&error);
            anyhow!("{}: cannot be written ({why}); check the folder and its permissions", path.display())
        };
        // A link stays a link: its target is replaced.
        let (_, target) = Identity::written(path);
        let old = fs::metadata(&target).ok();
        if old.as_ref().is_some_and(|meta| meta.is_dir()) {
            return Err(anyhow!("{}: is a folder; name a file to write to", path.display()));
        }
        if old.as_ref().is_some_and(|meta| !meta.is_file()) {
            let file = File::options().write(true).open(&target).map_err(failed)?;
            return Ok(Self::to(To::Direct(BufWriter::new(file), path.to_owned())));
        }
        let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".onrecord-").suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let temp = unfinished::begin(|| builder.tempfile_in(folder)).map_err(failed)?;
        if let Some(meta) = old {
            temp.as_file().set_permissions(meta.permissions()).ok();
        }
        Ok(Self::to(To::Aside(BufWriter::new(temp), target)))
    }

    /// Writes `bytes`. False when standard output is closed and nothing more need be written.
    pub fn write(&mut self, bytes: &[u8]) -> Result<bool> {
        if let Some(held) = &mut self.held {
            held.extend_from_slice(bytes);
            return Ok(true);
        }
        let result = match &mut self.to {
            To::Stdout(out) => out.write_all(bytes),
            To::Direct(out, _) => out.write_all(bytes),
            To::Aside(out, _) => out.write_all(bytes),
            To::Closed => return Ok(false),
        };
        self.outcome(result)
    }

    /// Flushes what was written, so that a reader need not wait for the end.
    pub fn flush(&mut self) -> Result<bool> {
        let result = match &mut self.to {
            To::Stdout(out) => out.flush(),
            To::Direct(out, _) => out.flush(),
            To::Aside(..) => return Ok(true),
            To::Closed => return Ok(false),
        };
        self.outcome(result)
    }

    /// Ends the report: a file moves into place.
    pub fn close(mut self) -> Result<()> {
        self.flush()?;
        if let To::Aside(out, target) = self.to {
            let failed =
                |e: io::Error| anyhow!("{}: cannot be written ({})", target.display(), system_message(&e));
            let temp = out.into_inner().map_err(|e| failed(e.into_error()))?;
            unfinished::finish(temp, &target).map_err(failed)?;
        }
        Ok(())
    }

    fn outcome(&mut self, result: io::Result<()>) -> Result<bool> {
        match (result, &self.to) {
            (Ok(()), _) => Ok(true),
            (Err(error), To::Stdout(_)) if error.kind() == ErrorKind::BrokenPipe => {
                // What is left in the buffer must not be written again when it is dropped.
                if let To::Stdout(out) = std::mem::replace(&mut self.to, To::Closed) {
                    let _ = out.into_parts();
                }
                Ok(false)
            }
            (Err(error), To::Direct(_, path) | To::Aside(_, path)) => {
                Err(anyhow!("{}: cannot be written ({})", path.display(), system_message(&error)))
            }
            (Err(error), _) => Err(stdout_failed(&error)),
        }
    }
}

/// The error for a standard output that fails for any reason but a closed pipe.
pub fn stdout_failed(error: &io::Error) -> Error {
    anyhow!("cannot write to standard output ({})", system_message(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_whole_or_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("report.txt");
        fs::write(&path, "old").unwrap();
        let mut sink = Sink::file(&path).unwrap();
        assert!(sink.write(b"half").unwrap());
        drop(sink);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let mut sink = Sink::file(&path).unwrap();
        sink.write(b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        sink.close().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left behind");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().unwrap();
        let (real, link) = (dir.path().join("real.txt"), dir.path().join("link.txt"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        let mut sink = Sink::file(&link).unwrap();
        sink.write(b"new").unwrap();
        sink.close().unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&real).unwrap(), "new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_place_that_cannot_be_written_is_named() {
        let dir = tempfile::tempdir().unwrap();
        for path in [dir.path().to_owned(), dir.path().join("no/such/folder.txt")] {
            let error = Sink::file(&path).err().unwrap();
            assert!(error.to_string().starts_with(&path.display().to_string()), "{error}");
        }
    }
}
