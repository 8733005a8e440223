//! `--since` and `--diff`: only what a change touches; `--top`, `--statistics` and `-0`.

use crate::cli::desk::{Desk, OWN, Ran, finish};
use std::process::Command;

const OLD: &str = "They utilise the bridge.\n\nThe council met.\n\nIt was late.\n";

/// A desk in a git repository, with a first commit.
fn repository(files: &[(&str, &[u8])]) -> Desk {
    let desk = Desk::with(files);
    git(&desk, "init -q -b main");
    commit(&desk);
    desk
}

fn git(desk: &Desk, line: &str) {
    let mut command = Command::new("git");
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").current_dir(desk.path());
    let config = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"];
    let output = command.args(config).args(line.split_whitespace()).output().expect("git is installed");
    assert!(output.status.success(), "{line}: {output:?}");
}

fn commit(desk: &Desk) {
    git(desk, "add -A");
    git(desk, "commit -q -m copy");
}

/// The files and lines that a report in lines names.
fn places(ran: &Ran) -> Vec<String> {
    ran.out.lines().map(|line| line.split(':').take(2).collect::<Vec<_>>().join(":")).collect()
}

#[test]
fn only_what_a_branch_has_changed_is_reported() {
    let desk =
        repository(&[("a.txt", OLD.as_bytes()), ("b/b.txt", OLD.as_bytes()), ("é.md", OLD.as_bytes())]);
    let run = |line: &str| desk.run(&format!("{line} {OWN} -f line -q"));
    assert!(places(&run(". --since main").leaves(0).quietly()).is_empty());
    git(&desk, "checkout -q -b edit");
    // Another line of an article, a new article, and one whose name git writes in quotation marks.
    desk.write("a.txt", format!("{OLD}\nWe utilise it.\n").as_bytes());
    desk.write("b/new.txt", b"You utilise it.\n");
    desk.write("é.md", format!("---\ntitle: Bridge\n---\n\n{OLD}\nWe *utilise* it.\n").as_bytes());
    let expected = ["a.txt:7", "b/new.txt:1", "é.md:11"];
    assert_eq!(places(&run(". --since main").leaves(1)), expected);
    commit(&desk);
    assert_eq!(places(&run(". --since main").leaves(1)), expected);
    assert_eq!(places(&run("a.txt --since HEAD~1").leaves(1)), ["a.txt:7"]);
    assert!(places(&run(". --since HEAD").leaves(0)).is_empty());
    // What the other branch has had since is not of this change.
    git(&desk, "checkout -q main");
    desk.write("b/b.txt", b"They used to utilise it.\n");
    commit(&desk);
    git(&desk, "checkout -q edit");
    assert_eq!(places(&run(". --since main").leaves(1)), expected);
    // From a folder below, and with what is left out counted.
    let mut command =
        desk.command("new.txt ../a.txt --since main -f line -q --rules ../own --select no-utilise");
    assert_eq!(places(&finish(command.current_dir(desk.path().join("b"))).leaves(1)).len(), 2);
    desk.run(&format!("a.txt --since main {OWN}")).leaves(1).says("1 error (1 in what is unchanged)");
}

#[test]
fn a_finding_elsewhere_is_reported_where_its_other_place_is_changed() {
    let text = "Some 300 people marched through Torvik on Monday.\n\nIt was was late.\n";
    let desk = repository(&[("a.txt", text.as_bytes())]);
    desk.write(
        "a.txt",
        format!("{text}\nThe 500 people who marched through Torvik on Monday went home.\n").as_bytes(),
    );
    let ran = desk.run("a.txt --since HEAD -f line -q").leaves(0);
    assert_eq!(ran.out.lines().count(), 1, "{ran:#?}");
    assert!(ran.out.contains("figure-conflict"), "{ran:#?}");
}

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

#[test]
fn what_is_no_change_is_refused() {
    let desk = repository(&[("a.txt", OLD.as_bytes())]);
    desk.run("a.txt --since nowhere").leaves(2).complains(&["--since nowhere", "no such revision"]);
    desk.run("a.txt --since=--output=x").leaves(2).complains(&["--since --output=x"]);
    assert!(!desk.path().join("x").exists());
    desk.run("a.txt --diff a.txt").leaves(2).complains(&["--diff a.txt: line 1:", "unified diff"]);
    desk.run("a.txt --diff nope").leaves(2).complains(&["--diff: nope"]);
    desk.run("a.txt --since main --diff a.txt").leaves(2);
    for line in ["- --diff -", "--files-from - --diff -"] {
        desk.run(line).leaves(2).complains(&["--diff: standard input (-) can be read once"]);
    }
    desk.run("a.txt --since main --write-baseline k.tsv").leaves(2);
    let outside = Desk::with(&[("a.txt", OLD.as_bytes())]);
    let mut command = outside.command("a.txt --since main");
    let ran = finish(command.env("GIT_CEILING_DIRECTORIES", outside.path().parent().unwrap()));
    ran.leaves(2).complains(&["--since: this folder is in no git repository"]);
    let ran = finish(desk.command("a.txt --since main").env("PATH", "/nonexistent"));
    ran.leaves(2).complains(&["--since: git cannot be started"]);
}

#[test]
fn the_most_urgent_are_shown_and_all_are_counted() {
    let desk = Desk::with(&[("a.txt", b"They utilise it.\n\nIt was was late.\n\nWe utilise it.\n")]);
    let ran = desk.run("a.txt --rules own --top 1").leaves(1);
    assert_eq!(ran.out.matches("--> a.txt").count(), 1, "{ran:#?}");
    ran.says("3 errors (2 less urgent and not shown)");
    assert_eq!(desk.run("a.txt --rules own --top 9 -f line -q").leaves(1).out.lines().count(), 3);
    // What fails is decided by all.
    assert_eq!(desk.run("a.txt --rules own --top 0 -f line -q").leaves(1).out, "");
}

#[test]
fn what_each_rule_finds_is_counted() {
    let desk = Desk::with(&[
        ("a.txt", b"They utilise it.\n\nIt was was late.\n\nWe utilise it.\n"),
        ("b.txt", b"Nothing is wrong here.\n"),
    ]);
    let table = "2  error    no-utilise     A longer word for use\n1  error    repeated-word  A word typed twice\n3  findings in 1 of 2 articles\n";
    assert_eq!(desk.run("a.txt b.txt --rules own --statistics").leaves(1).out, table);
    // A report goes to its file all the same.
    assert_eq!(desk.run("a.txt b.txt --rules own --statistics -f line=l.txt").leaves(1).out, table);
    assert_eq!(desk.read("l.txt").lines().count(), 3);
    desk.run("a.txt --statistics -f json").leaves(2).complains(&["--statistics", "-f json=FILE"]);
    assert_eq!(desk.run("b.txt --statistics").leaves(0).out, "0  findings in 0 of 1 article\n");
}

#[test]
fn a_list_of_files_may_have_a_nul_after_each() {
    let desk = Desk::with(&[("a\nb.txt", b"They utilise it.\n"), ("c.txt", b"They utilise it.\n")]);
    let ran = desk.pipe(&format!("--files-from - -0 {OWN} -f json"), b"a\nb.txt\0c.txt\0").leaves(1);
    assert!(ran.out.contains("\"a\\nb.txt\"") && ran.out.contains("\"documents\":2"), "{ran:#?}");
    desk.run("a.txt -0").leaves(2);
}
