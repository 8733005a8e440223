//! Which file a name leads to, whatever it is called: by another spelling, a link or a device.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// How many links a name may lead through; more are a circle.
const LINKS: usize = 40;

/// A file. Two names lead to one file just where their identities are equal.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Identity {
    /// One that is there, by its device and its number on that.
    #[cfg(unix)]
    There(u64, u64),
    /// One that is not there yet, or a system that has no numbers: its real path.
    Path(PathBuf),
}

impl Identity {
    /// The file that is there under this name.
    pub fn existing(path: &Path) -> Option<Self> {
        Self::of(&fs::metadata(path).ok()?, path)
    }

    /// The file that is written under this name, and where it is once every link is followed.
    pub fn written(path: &Path) -> (Self, PathBuf) {
        let target = match fs::metadata(path) {
            // Not every link in /proc leads to a name.
            Ok(meta) if !meta.is_file() => path.to_owned(),
            Ok(_) => path.canonicalize().unwrap_or_else(|_| path.to_owned()),
            Err(_) => target(path),
        };
        let identity = Self::existing(&target).unwrap_or_else(|| Self::Path(folded(&target)));
        (identity, target)
    }

    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "elsewhere there may be none")]
    fn of(meta: &Metadata, _: &Path) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        Some(Self::There(meta.dev(), meta.ino()))
    }

    #[cfg(not(unix))]
    fn of(_: &Metadata, path: &Path) -> Option<Self> {
        path.canonicalize().ok().map(|path| Self::Path(folded(&path)))
    }

    /// Standard input, where it is a file.
    pub fn stdin() -> Option<Self> {
        standard(&io::stdin()).filter(|(_, is_file)| *is_file).map(|(identity, _)| identity)
    }

    /// Standard output, and whether it is a file.
    pub fn stdout() -> Option<(Self, bool)> {
        standard(&io::stdout())
    }
}

#[cfg(unix)]
fn standard(stream: &impl std::os::fd::AsFd) -> Option<(Identity, bool)> {
    let copy = stream.as_fd().try_clone_to_owned().ok()?;
    let meta = File::from(copy).metadata().ok()?;
    Identity::of(&meta, Path::new("")).map(|identity| (identity, meta.is_file()))
}

#[cfg(not(unix))]
fn standard<T>(_: &T) -> Option<(Identity, bool)> {
    let _: Option<File> = None;
    None
}

/// Where a name leads that leads to nothing yet, once every link is followed.
fn target(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let Ok(next) = fs::read_link(&path) else { break };
        // A path that is not relative takes the place of what it is joined to.
        path = parent(&path).join(next);
    }
    match (parent(&path).canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A path as the file system compares it: that of macOS and Windows takes `A.json` for `a.json`.
fn folded(path: &Path) -> PathBuf {
    if cfg!(any(target_os = "macos", windows)) {
        path.to_string_lossy().to_lowercase().into()
    } else {
        path.to_owned()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn one_file_has_one_identity() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        fs::write(at("a"), "").unwrap();
        fs::create_dir(at("sub")).unwrap();
        fs::hard_link(at("a"), at("hard")).unwrap();
        symlink("a", at("soft")).unwrap();
        symlink("soft", at("softer")).unwrap();
        symlink("../new", at("sub/dangling")).unwrap();
        symlink(at("sub"), at("folder")).unwrap();
        symlink("circle", at("circle")).unwrap();
        let of = |name: &str| Identity::written(&at(name)).0;
        for name in ["hard", "soft", "softer", "sub/../a", "./a", "folder/../a"] {
            assert_eq!(of(name), of("a"), "{name}");
        }
        for name in ["sub/dangling", "sub/../new", "folder/dangling", "./new"] {
            assert_eq!(of(name), of("new"), "{name}");
        }
        for name in ["new", "sub/a", "circle", "sub/new", "no/such/a"] {
            assert_ne!(of(name), of("a"), "{name}");
        }
        assert_eq!(of("/dev/null"), of("/dev/../dev/null"));
    }
}
