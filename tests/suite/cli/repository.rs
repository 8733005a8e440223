//! A desk in a git repository.

use crate::cli::desk::{Desk, Ran};
use std::process::Command;

pub const OLD: &str = "They utilise the bridge.\n\nThe council met.\n\nIt was late.\n";

/// A desk in a git repository, with a first commit.
pub fn repository(files: &[(&str, &[u8])]) -> Desk {
    let desk = Desk::with(files);
    git(&desk, "init -q -b main");
    commit(&desk);
    desk
}

pub fn git(desk: &Desk, line: &str) {
    let mut command = Command::new("git");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").current_dir(desk.path());
    let config = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"];
    let output = command.args(config).args(line.split_whitespace()).output().expect("git is installed");
    assert!(output.status.success(), "{line}: {output:?}");
}

pub fn commit(desk: &Desk) {
    git(desk, "add -A");
    git(desk, "commit -q -m copy");
}

/// The files and lines that a report in lines names.
pub fn places(ran: &Ran) -> Vec<String> {
    ran.out.lines().map(|line| line.split(':').take(2).collect::<Vec<_>>().join(":")).collect()
}
