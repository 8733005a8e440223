//! git, for `--since`: what it says, or why it says nothing.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

/// Why git gave nothing.
pub enum Failed {
    /// It cannot be started.
    NoGit,
    /// It has an objection.
    Said(String),
}

/// What keeps git from running programs of the repository and from writing to it.
const KEEP_STILL: [&str; 3] =
    ["core.fsmonitor=false", "core.hooksPath=/dev/null", "diff.autoRefreshIndex=false"];

/// What git writes. It runs the filters of the repository, as `git diff` does for whoever calls it, but no hook and no monitor
/// of files, and leaves the index as it is.
pub fn git<const N: usize>(args: [&str; N]) -> Result<Vec<u8>, Failed> {
    let mut command = Command::new("git");
    command.args(KEEP_STILL.iter().flat_map(|setting| ["-c", setting]));
    command.args(args.map(OsStr::new)).stdin(Stdio::null());
    let output = command.env("LC_ALL", "C").output().map_err(|_| Failed::NoGit)?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(Failed::Said(String::from_utf8_lossy(&output.stderr).into_owned()))
    }
}

/// A line that git writes.
pub fn line(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim().to_owned()
}
