//! `--diff`: the files of a diff, by whatever names it has for them.

use crate::cli::desk::{Desk, OWN, finish};
use crate::cli::repository::{OLD, places, repository};
use std::process::Command;

#[test]
fn a_diff_may_come_from_anywhere() {
    let diff = "--- a/b/a.txt\n+++ b/b/a.txt\n@@ -5,1 +5,1 @@\n-It was late.\n+We utilise it.\n";
    let changed = OLD.replace("It was late.", "We utilise it.");
    let desk = Desk::with(&[
        ("b/a.txt", changed.as_bytes()),
        ("c.txt", OLD.as_bytes()),
        ("d.diff", diff.as_bytes()),
    ]);
    for line in [". --diff d.diff", "b/a.txt c.txt --diff d.diff"] {
        assert_eq!(places(&desk.run(&format!("{line} {OWN} -f line -q")).leaves(1)), ["b/a.txt:5"], "{line}");
    }
    let piped = desk.pipe(&format!(". --diff - {OWN} -f line -q"), diff.as_bytes()).leaves(1);
    assert_eq!(places(&piped), ["b/a.txt:5"]);
    assert!(desk.pipe(&format!(". --diff - {OWN}"), b"").leaves(0).out.contains("nothing read"));
}

/// What `git diff` with these options writes in a folder of the desk.
fn git_diff(desk: &Desk, folder: &str, options: &str) -> Vec<u8> {
    let mut command = Command::new("git");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    command.current_dir(desk.path().join(folder)).args(options.split_whitespace());
    command.output().expect("git is installed").stdout
}

#[test]
fn names_are_read_with_whatever_git_puts_before_them() {
    let desk =
        repository(&[("a.txt", OLD.as_bytes()), ("b/z.txt", OLD.as_bytes()), ("z.txt", OLD.as_bytes())]);
    let changed = OLD.replace("It was late.", "We utilise it.");
    desk.write("a.txt", changed.as_bytes());
    desk.write("b/z.txt", changed.as_bytes());
    for options in [
        "diff",
        "-c diff.mnemonicPrefix=true diff",
        "diff --no-prefix",
        "diff --src-prefix=old/ --dst-prefix=new/",
        "diff -U0 --relative",
    ] {
        let diff = git_diff(&desk, ".", options);
        let ran = desk.pipe(&format!(". --diff - {OWN} -f line -q"), &diff).leaves(1).quietly();
        assert_eq!(places(&ran), ["a.txt:5", "b/z.txt:5"], "{options}");
    }
}

#[test]
fn names_count_from_the_root_of_the_repository() {
    let desk = repository(&[("a.txt", OLD.as_bytes()), ("sub/a.txt", OLD.as_bytes())]);
    desk.write("a.txt", OLD.replace("It was late.", "We utilise it.").as_bytes());
    desk.write("d.diff", &git_diff(&desk, "sub", "diff"));
    let mut command =
        desk.command("../a.txt a.txt --diff ../d.diff -f line -q --rules ../own --select no-utilise");
    let ran = finish(command.current_dir(desk.path().join("sub"))).leaves(1);
    assert_eq!(places(&ran), ["../a.txt:5"]);
}

#[test]
fn no_name_leads_out_of_the_repository_or_of_a_folder_in_none() {
    let desk = Desk::with(&[("a.txt", OLD.as_bytes()), ("in/b.txt", OLD.as_bytes())]);
    let diff = "--- a/a.txt\n+++ b/a.txt\n@@ -1 +1 @@\n-x\n+y\n";
    desk.write("d.diff", diff.as_bytes());
    for is_repository in [false, true] {
        if is_repository {
            std::fs::create_dir(desk.path().join("in/.git")).unwrap();
        }
        let mut command = desk.command("b.txt ../a.txt --diff ../d.diff");
        let ran = finish(command.current_dir(desk.path().join("in"))).leaves(2);
        ran.complains(&["--diff ../d.diff: no such file as a.txt"]);
    }
}

#[test]
fn a_file_that_is_nowhere_is_named() {
    let desk = Desk::with(&[("a.txt", OLD.as_bytes())]);
    let of = |name: &str| format!("--- a/{name}\n+++ b/{name}\n@@ -1 +1 @@\n-x\n+y\n");
    desk.write("d.diff", of("zz.txt").as_bytes());
    desk.run("a.txt --diff d.diff").leaves(2).complains(&["--diff d.diff: no such file as zz.txt"]);
    desk.write("d.diff", [of("a.txt"), of("zz.txt")].concat().as_bytes());
    let ran = desk.run(&format!("a.txt --diff d.diff {OWN} -f line")).leaves(1);
    ran.complains(&["--diff d.diff: no such file as zz.txt; what it changes is not checked"]);
    // One that a change takes away is not looked for.
    desk.write("d.diff", b"--- a/gone.txt\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n");
    desk.run("a.txt --diff d.diff").leaves(0).quietly();
}

#[test]
fn a_diff_of_a_merge_is_refused() {
    let desk = repository(&[("a.txt", OLD.as_bytes())]);
    let diff = b"diff --cc a.txt\nindex 1,2..3\n--- a/a.txt\n+++ b/a.txt\n@@@ -1,1 -1,1 +1,1 @@@\n++x\n";
    desk.pipe("a.txt --diff -", diff).leaves(2).complains(&["--diff -: line 1:", "of a merge"]);
}

#[test]
fn a_diff_may_hold_text_of_any_encoding() {
    let desk = repository(&[("a.txt", b"The caf\xe9 met.\n\nIt was late.\n")]);
    desk.write("a.txt", b"The caf\xe9s met.\n\nThey utilise it.\n");
    let diff = git_diff(&desk, ".", "diff");
    assert!(String::from_utf8(diff.clone()).is_err());
    assert_eq!(places(&desk.pipe(&format!(". --diff - {OWN} -f line -q"), &diff).leaves(1)), ["a.txt:3"]);
}
