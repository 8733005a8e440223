//! Arguments to sources: files as named, folders walked, each file once, always in the same order.
//!
//! The order is that of the arguments, and inside a folder that of the paths. Folders are walked by the
//! `ignore` crate: `.gitignore` (in a repository or not), `.ignore` and `.onrecordignore` are respected,
//! hidden files and symbolic links are passed over. A file named outright is always taken.

use super::error::system_message;
use super::open::special;
use super::{InputError, Problem, Source, extensions, name_of};
use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};
use rustc_hash::FxHashSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// How arguments are turned into sources.
#[derive(Clone, Debug, Default)]
pub struct Walk {
    /// Globs over paths in a folder, relative to it, as `.gitignore` writes them. One that begins with `!`
    /// leaves files out; any other replaces those of the formats that are read, `*.txt` and so on.
    pub globs: Vec<String>,
    /// The name that standard input is reported under.
    pub stdin_name: String,
    /// Whether a folder may hold no article.
    pub allow_empty: bool,
    /// What else is left out of folders.
    pub leave_out: Option<LeaveOut>,
    /// Whether files that are named are left out too, where they would be in a folder.
    pub force: bool,
}

/// A condition for leaving out a file or folder, by its path and whether it is a folder.
#[derive(Clone)]
pub struct LeaveOut(Arc<Condition>);

type Condition = dyn Fn(&Path, bool) -> bool + Send + Sync;

impl LeaveOut {
    /// Leaves out what `condition` holds for.
    pub fn where_it(condition: impl Fn(&Path, bool) -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(condition))
    }
}

impl std::fmt::Debug for LeaveOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LeaveOut")
    }
}

/// What the arguments mean.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Found {
    /// The articles, in order.
    pub sources: Vec<Source>,
    /// The arguments and folders that gave none.
    pub errors: Vec<InputError>,
}

impl Walk {
    /// Finds the sources that `paths` mean; `-` is standard input. What fails is reported beside what works.
    ///
    /// ```
    /// let found = onrecord::input::Walk::default().find(&["fixtures".into(), "nowhere".into()]);
    /// assert!(found.sources.len() > 10);
    /// assert_eq!(found.errors[0].path, "nowhere");
    /// ```
    #[must_use]
    pub fn find(&self, paths: &[PathBuf]) -> Found {
        let mut found = Found::default();
        // One argument cannot give a file twice, as links are not followed: save a system call a file.
        let mut seen = (paths.len() > 1).then(FxHashSet::default);
        for path in paths {
            if path.as_os_str() == "-" {
                let stdin = Source::Stdin(self.stdin_name.clone());
                if !found.sources.contains(&stdin) {
                    found.sources.push(stdin);
                }
            } else if path.is_dir() {
                self.folder(path, &mut seen, &mut found);
            } else if path.symlink_metadata().is_err_and(|e| is_missing(e.kind())) {
                found.errors.push(error(path, Problem::Missing));
            } else if !self.force || !self.leaves_out(path) {
                push(path.clone(), &mut seen, &mut found.sources);
            }
        }
        found
    }

    /// Whether a file that is named would be left out of a folder.
    fn leaves_out(&self, file: &Path) -> bool {
        let excluded: Vec<String> = self.globs.iter().filter(|glob| glob.starts_with('!')).cloned().collect();
        let globs = Self { globs: excluded, ..Self::default() }.matcher(Path::new(""));
        let steps = || file.ancestors().filter(|path| !path.as_os_str().is_empty());
        steps().any(|path| {
            let is_dir = path != file;
            globs.as_ref().is_ok_and(|globs| globs.matched(path, is_dir).is_ignore())
                || self.leave_out.as_ref().is_some_and(|leave_out| leave_out.0(path, is_dir))
        })
    }

    fn folder(&self, folder: &Path, seen: &mut Option<FxHashSet<PathBuf>>, found: &mut Found) {
        let globs = match self.matcher(folder) {
            Ok(globs) => globs,
            Err(problem) => return found.errors.push(error(folder, problem)),
        };
        let mut articles = 0;
        let before = found.errors.len();
        let hostile = Arc::new(Mutex::new(Vec::new()));
        // Those of the folders above count too.
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        if let Some(problem) = real.ancestors().find_map(unreadable_rules) {
            return found.errors.push(problem);
        }
        let seen_hostile = Arc::clone(&hostile);
        let leave_out = self.leave_out.clone();
        let walk = WalkBuilder::new(folder)
            .require_git(false)
            .add_custom_ignore_filename(".onrecordignore")
            .sort_by_file_path(Path::cmp)
            .filter_entry(move |entry| {
                let is_dir = entry.file_type().is_some_and(|t| t.is_dir());
                if entry.depth() > 0 && globs.matched(entry.path(), is_dir).is_ignore() {
                    return false;
                }
                if entry.depth() > 0 && leave_out.as_ref().is_some_and(|out| out.0(entry.path(), is_dir)) {
                    return false;
                }
                // The walker would open them when it goes in.
                let problem = if is_dir { unreadable_rules(entry.path()) } else { None };
                let fits = problem.is_none();
                seen_hostile.lock().unwrap_or_else(PoisonError::into_inner).extend(problem);
                fits
            })
            .build();
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => {
                    articles += 1;
                    push(short_path(entry.into_path()), seen, &mut found.sources);
                }
                Ok(_) => {}
                Err(failure) => found.errors.push(unlistable(folder, &failure)),
            }
        }
        found.errors.append(&mut hostile.lock().unwrap_or_else(PoisonError::into_inner));
        if articles == 0 && found.errors.len() == before && !self.allow_empty {
            found.errors.push(error(folder, Problem::NoArticles(self.wanted())));
        }
    }

    fn matcher(&self, folder: &Path) -> Result<Override, Problem> {
        let bad = |e: ignore::Error| Problem::BadGlob(e.to_string());
        let mut builder = OverrideBuilder::new(folder);
        if self.globs.iter().all(|glob| glob.starts_with('!')) {
            builder.case_insensitive(true).map_err(bad)?;
            for extension in extensions() {
                builder.add(&format!("*.{extension}")).map_err(bad)?;
            }
            builder.case_insensitive(false).map_err(bad)?;
        }
        for glob in &self.globs {
            builder.add(glob).map_err(bad)?;
        }
        builder.build().map_err(bad)
    }

    fn wanted(&self) -> String {
        let own = self.globs.iter().filter(|glob| !glob.starts_with('!')).cloned().collect::<Vec<_>>();
        listed(&if own.is_empty() {
            extensions().map(|extension| format!("*.{extension}")).collect()
        } else {
            own
        })
    }
}

/// `a`, `a and b`, `a, b and c`.
fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

const fn is_missing(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// What a folder's rules of what to leave out are kept in, and a folder or file that leads to more of them.
const IGNORE_FILES: [&str; 5] = [".gitignore", ".ignore", ".onrecordignore", ".git/info/exclude", ".git"];

/// More than any list of what to leave out has.
const MAX_IGNORE_FILE: u64 = 16 << 20;

/// The first file of rules in `folder` that the walker must not open: a device or a pipe, or one without end.
fn unreadable_rules(folder: &Path) -> Option<InputError> {
    IGNORE_FILES.iter().find_map(|name| {
        let path = folder.join(name);
        let meta = path.metadata().ok()?;
        let problem = match special(&meta) {
            _ if meta.is_dir() => return None,
            Some(kind) => Problem::OddIgnoreFile(kind),
            None if meta.len() > MAX_IGNORE_FILE => Problem::TooLarge(MAX_IGNORE_FILE),
            None => return None,
        };
        Some(error(&short_path(path), problem))
    })
}

/// Adds a file unless it is there already, under this or another name.
fn push(path: PathBuf, seen: &mut Option<FxHashSet<PathBuf>>, sources: &mut Vec<Source>) {
    let is_new = seen.as_mut().is_none_or(|seen| {
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        seen.insert(real)
    });
    if is_new {
        sources.push(Source::File(path));
    }
}

/// `a.txt` for `./a.txt`, which is what walking `.` yields.
fn short_path(path: PathBuf) -> PathBuf {
    path.strip_prefix("./").map(Path::to_owned).unwrap_or(path)
}

fn error(path: &Path, problem: Problem) -> InputError {
    InputError { path: name_of(path), problem }
}

/// The crate's errors nest the path inside; take it out, so that it is named once and first.
fn unlistable(folder: &Path, failure: &ignore::Error) -> InputError {
    let mut path = folder;
    let mut inner = failure;
    loop {
        match inner {
            ignore::Error::WithPath { path: named, err } => (path, inner) = (named, err),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => inner = err,
            _ => break,
        }
    }
    error(path, Problem::Unlistable(system_message(inner)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use tempfile::TempDir;

    fn tree(files: &[(&str, &str)]) -> TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        dir
    }

    fn names(walk: &Walk, dir: &TempDir, paths: &[&str]) -> (Vec<String>, Vec<String>) {
        let paths: Vec<PathBuf> =
            paths.iter().map(|p| if *p == "-" { PathBuf::from("-") } else { dir.path().join(p) }).collect();
        let found = walk.find(&paths);
        let root = dir.path().to_string_lossy().into_owned();
        let tidy = |s: String| s.replace(&root, "").trim_start_matches('/').to_owned();
        (
            found.sources.iter().map(|s| tidy(s.name())).collect(),
            found.errors.iter().map(|e| tidy(e.to_string())).collect(),
        )
    }

    #[test]
    fn walks_in_order_and_respects_ignore_files() {
        let dir = tree(&[
            ("b.txt", ""),
            ("a/z.md", ""),
            ("a/y.TXT", ""),
            ("a.txt", ""),
            ("c.rs", ""),
            (".hidden.txt", ""),
            ("drafts/d.txt", ""),
            ("old/e.txt", ""),
            (".gitignore", "old/\n"),
            (".onrecordignore", "drafts\n"),
        ]);
        let (sources, errors) = names(&Walk::default(), &dir, &[""]);
        assert_eq!(sources, ["a/y.TXT", "a/z.md", "a.txt", "b.txt"]);
        assert!(errors.is_empty(), "{errors:?}");
    }

    #[test]
    fn a_file_is_taken_once_and_whatever_its_ending() {
        let dir = tree(&[("a/x.txt", ""), ("a/y.txt", ""), ("odd.rs", "")]);
        let walk = Walk { stdin_name: "in".to_owned(), ..Walk::default() };
        let (sources, _) = names(&walk, &dir, &["odd.rs", "a/y.txt", "-", "a", "a/../odd.rs", "-"]);
        assert_eq!(sources, ["odd.rs", "a/y.txt", "in", "a/x.txt"]);
    }

    #[test]
    fn globs_replace_or_narrow_the_default() {
        let dir = tree(&[("a.txt", ""), ("b.md", ""), ("c.news", ""), ("sub/d.news", ""), ("sub/e.txt", "")]);
        let with = |globs: &[&str]| {
            let globs = globs.iter().map(|&g| g.to_owned()).collect();
            names(&Walk { globs, ..Walk::default() }, &dir, &[""])
        };
        assert_eq!(with(&["*.news"]).0, ["c.news", "sub/d.news"]);
        assert_eq!(with(&["sub/*.news"]).0, ["sub/d.news"]);
        assert_eq!(with(&["!sub"]).0, ["a.txt", "b.md"]);
        assert_eq!(with(&["*.news", "*.md"]).0, ["b.md", "c.news", "sub/d.news"]);
        assert!(with(&["*.html"]).1[0].contains("no articles in this folder; looked for *.html"));
        assert!(with(&["a{"]).1[0].contains("not a file name pattern"), "{:?}", with(&["a{"]));
    }

    /// The walker would wait for somebody to write to the pipe.
    #[cfg(unix)]
    #[test]
    fn rules_of_what_to_leave_out_are_files() {
        for name in [".gitignore", "sub/.onrecordignore", ".ignore", "sub/.gitignore"] {
            let dir = tree(&[("a.txt", ""), ("sub/b.txt", "")]);
            std::os::unix::fs::symlink("/dev/zero", dir.path().join(name)).unwrap();
            let (sources, errors) = names(&Walk::default(), &dir, &[""]);
            assert!(errors.len() == 1 && errors[0].contains(&format!("{name}: is a device")), "{errors:?}");
            assert_eq!(sources.len(), usize::from(name.starts_with("sub")), "{name}: the rest is read");
        }
    }

    #[test]
    fn what_is_not_there_is_named() {
        let dir = tree(&[("a.txt", ""), ("empty/x.rs", "")]);
        let (sources, errors) = names(&Walk::default(), &dir, &["nope.txt", "a.txt", "empty"]);
        assert_eq!(sources, ["a.txt"]);
        assert_eq!(errors[0], "nope.txt: no such file or folder; check the spelling");
        assert!(
            errors[1].starts_with("empty: no articles in this folder; looked for *.txt, *.md, "),
            "{errors:?}"
        );
        let lenient = Walk { allow_empty: true, ..Walk::default() };
        assert!(names(&lenient, &dir, &["empty"]).1.is_empty());
    }
}
