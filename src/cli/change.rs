//! `--since REF` and `--diff FILE`: the articles that a change touches, and the lines of each.

use super::args::ChangeArgs;
use super::git::{self, Failed, git};
use super::warn::warn;
use anyhow::{Result, anyhow, bail};
use onrecord::input::{Options, Source, name_of, path_of};
use onrecord::policy::{Changed, Changes, Lines};
use onrecord::report::Shown;
use std::collections::BTreeMap;
use std::iter;
use std::path::{Path, PathBuf};

/// A change: the lines of each article that it touches.
pub struct Change {
    /// By path, with every link followed.
    files: BTreeMap<PathBuf, Changed>,
}

impl Change {
    /// The change that the options name.
    pub fn of(args: &ChangeArgs, max_size: u64) -> Result<Option<Self>> {
        match (&args.since, &args.diff) {
            (Some(revision), _) => since(revision).map(Some),
            (None, Some(path)) => diff(path, max_size).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// The changed lines of a source; None where nothing in it is changed.
    pub fn lines(&self, source: &Source) -> Option<Lines> {
        match source {
            Source::File(path) => {
                let path = path.canonicalize().ok()?;
                let file = self.files.get(&path).or_else(|| self.folder(&path))?;
                Some(file.lines.clone())
            }
            // Nothing is known of it: it may be all new.
            _ => Some(Lines::All),
        }
    }

    /// The folder around a file that a link leads to which is new or has led elsewhere.
    fn folder(&self, path: &Path) -> Option<&Changed> {
        let mut folders = path.ancestors().skip(1).filter_map(|folder| self.files.get(folder));
        folders.find(|folder| folder.lines == Lines::All)
    }
}

/// The change that a diff is of. A file of it that is nowhere is named: what it says would go unchecked.
fn diff(path: &Path, max_size: u64) -> Result<Change> {
    let diff = Source::named(path).bytes(&Options::default().limited(max_size));
    let diff = diff.map_err(|error| anyhow!("--diff: {error}"))?;
    let shown = || Shown::of(&name_of(path)).to_string();
    let changes = Changes::read(&diff).map_err(|error| anyhow!("--diff {}: {error}", shown()))?;
    let folders = folders();
    let mut missing = Vec::new();
    let files = changes.placed(|file| {
        let place = place(file, &folders);
        if place.is_none() {
            missing.push(Shown::of(&name_of(&file.name)).to_string());
        }
        place
    });
    if let (true, [first, ..]) = (files.is_empty(), &missing[..]) {
        let more = if missing.len() > 1 { format!(" and {} more", missing.len() - 1) } else { String::new() };
        bail!(
            "--diff {}: no such file as {first}{more}; names count from the root of the repository, or from this folder",
            shown()
        );
    }
    for name in missing {
        warn(format_args!("--diff {}: no such file as {name}; what it changes is not checked", shown()));
    }
    Ok(Change { files })
}

/// The folders that the names of a diff may count from: the root of the repository, this folder, and those in between. In no
/// repository, this folder.
fn folders() -> Vec<PathBuf> {
    let here = std::env::current_dir().unwrap_or_default();
    let root = here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here);
    let below = here.ancestors().take_while(|folder| *folder != root);
    iter::once(root).chain(below).map(Path::to_owned).collect()
}

/// Where a file of a diff is.
fn place(file: &Changed, folders: &[PathBuf]) -> Option<PathBuf> {
    let names = [Some(&file.name), file.other.as_ref()];
    let mut places = names.into_iter().flatten().flat_map(|name| folders.iter().map(move |at| at.join(name)));
    places.find_map(|place| place.canonicalize().ok())
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
    let commit = git::line(&commit);
    // What the other branch has had since then is not of this change.
    let base = match git(["merge-base", &commit, "HEAD"]) {
        Ok(base) => git::line(&base),
        Err(_) => {
            warn(format_args!(
                "--since {shown}: git has no commit from which both branches come, so all that differs from {shown} counts; fetch the whole history"
            ));
            commit
        }
    };
    let failed = |error: Failed| match error {
        Failed::NoGit => anyhow!("--since: git cannot be started"),
        Failed::Said(said) => {
            anyhow!("--since {shown}: git: {}", Shown::of(said.lines().next().unwrap_or_default()))
        }
    };
    let top = git(["rev-parse", "--show-toplevel"]).map_err(failed)?;
    let top = path_of(top.strip_suffix(b"\n").unwrap_or(&top));
    let diff = git([
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
    for name in git(untracked).map_err(failed)?.split(|&byte| byte == 0).filter(|name| !name.is_empty()) {
        changes.add_file(path_of(name));
    }
    Ok(Change { files: changes.placed(|file| top.join(&file.name).canonicalize().ok()) })
}
