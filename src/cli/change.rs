//! `--since REF` and `--diff FILE`: the articles that a change touches, and the lines of each.

use super::args::ChangeArgs;
use anyhow::{Result, anyhow};
use onrecord::input::{Options, Source};
use onrecord::policy::{Changes, Lines};
use onrecord::report::Shown;
use rustc_hash::FxHashMap;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A change: the lines of each article that it touches.
pub struct Change {
    /// By path, with every link followed.
    files: FxHashMap<PathBuf, Lines>,
}

impl Change {
    /// The change that the options name.
    pub fn of(args: &ChangeArgs, max_size: u64) -> Result<Option<Self>> {
        if let Some(revision) = &args.since {
            return since(revision).map(Some);
        }
        let Some(path) = &args.diff else { return Ok(None) };
        let source = match path.as_os_str() == "-" {
            true => Source::Stdin("<stdin>".to_owned()),
            false => Source::File(path.clone()),
        };
        let text =
            source.text(&Options::default().limited(max_size)).map_err(|error| anyhow!("--diff: {error}"))?;
        let changes = Changes::read(&text).map_err(|error| anyhow!("--diff {}: {error}", path.display()))?;
        // A diff names files from the root of the repository, which is the current folder or above it.
        let here = std::env::current_dir().unwrap_or_default();
        Ok(Some(Self::at(&changes, |name| {
            here.ancestors().map(|folder| folder.join(name)).find_map(|path| path.canonicalize().ok())
        })))
    }

    fn at(changes: &Changes, place: impl Fn(&str) -> Option<PathBuf>) -> Self {
        let place = |(name, lines): (&str, &Lines)| Some((place(name)?, lines.clone()));
        Self { files: changes.files().filter_map(place).collect() }
    }

    /// The changed lines of a source; None where nothing in it is changed.
    pub fn lines(&self, source: &Source) -> Option<Lines> {
        match source {
            Source::File(path) => self.files.get(&path.canonicalize().ok()?).cloned(),
            // Nothing is known of it: it may be all new.
            _ => Some(Lines::All),
        }
    }
}

/// The change from the revision at which this branch left `revision` to the files as they are.
fn since(revision: &str) -> Result<Change> {
    let shown = Shown::of(revision);
    let commit = format!("{revision}^{{commit}}");
    let commit = git(["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).map_err(|error| match error {
        Failed::NoGit => anyhow!("--since: git cannot be started; install it, or use --diff"),
        Failed::Said(said) if said.contains("not a git repository") => {
            anyhow!("--since: this folder is in no git repository; use --diff")
        }
        Failed::Said(_) => anyhow!(
            "--since {shown}: git knows no such revision; check the spelling, or fetch it (a CI service may fetch one commit only)"
        ),
    })?;
    let commit = commit.trim().to_owned();
    // What the other branch has had since then is not of this change.
    let base = git(["merge-base", &commit, "HEAD"]).map_or(commit, |base| base.trim().to_owned());
    let failed = |error: Failed| match error {
        Failed::NoGit => anyhow!("--since: git cannot be started"),
        Failed::Said(said) => {
            anyhow!("--since {shown}: git: {}", Shown::of(said.lines().next().unwrap_or_default()))
        }
    };
    let top = PathBuf::from(git(["rev-parse", "--show-toplevel"]).map_err(failed)?.trim_end_matches('\n'));
    let diff = git([
        "-c",
        "core.quotePath=false",
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--find-renames",
        "--no-relative",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        &base,
        "--",
    ])
    .map_err(failed)?;
    let mut changes = Changes::read(&diff).map_err(|error| anyhow!("--since: git diff, {error}"))?;
    let untracked = ["ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ":/"];
    for name in git(untracked).map_err(failed)?.split('\0').filter(|name| !name.is_empty()) {
        changes.add_file(name);
    }
    Ok(Change::at(&changes, |name| top.join(name).canonicalize().ok()))
}

/// Why git gave nothing.
enum Failed {
    NoGit,
    Said(String),
}

/// What git writes; it starts nothing that the repository's configuration asks for.
fn git<const N: usize>(args: [&str; N]) -> Result<String, Failed> {
    let mut command = Command::new("git");
    command.args(["-c", "core.fsmonitor=false"]).args(args.map(OsStr::new)).stdin(Stdio::null());
    let output = command.env("LC_ALL", "C").output().map_err(|_| Failed::NoGit)?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(Failed::Said(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}
