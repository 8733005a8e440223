//! `--since` and `--diff`: only what a change touches; `--top`, `--statistics` and `-0`.

use crate::cli::bombs::{archive, document};
use crate::cli::desk::{Desk, OWN, finish};
use crate::cli::repository::{OLD, commit, git, places, repository};

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
    desk.run(&format!("a.txt --since main {OWN}")).leaves(1).says("1 error (1 in unchanged lines)");
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

/// An article of two paragraphs, the last of which is `last`, in the format of files that end so.
fn article(extension: &str, last: &str) -> Vec<u8> {
    const FIRST: &str = "The council met on Monday.";
    match extension {
        "txt" | "md" | "markdown" => format!("{FIRST}\n\n{last}\n").into_bytes(),
        "html" | "htm" | "xhtml" => {
            format!("<html><body>\n<p>{FIRST}</p>\n<p>{last}</p>\n</body></html>\n").into_bytes()
        }
        "ndjson" | "jsonl" => {
            format!("{{\"text\":\"{FIRST}\"}}\n{{\"text\":\"{FIRST}\\n\\n{last}\"}}\n").into_bytes()
        }
        "json" => format!("{{\n\"body\": \"{FIRST}\\n\\n{last}\"\n}}\n").into_bytes(),
        "eml" => {
            format!("From: a@b.example\nTo: c@d.example\nSubject: Copy\n\n{FIRST}\n\n{last}\n").into_bytes()
        }
        "rtf" => format!("{{\\rtf1\\ansi\n\n\n\\pard {FIRST}\\par\n\\pard {last}\\par\n}}\n").into_bytes(),
        "docx" | "docm" => {
            let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
            document(&[FIRST, last].map(paragraph).concat())
        }
        "odt" => {
            let paragraphs = [FIRST, last].map(|text| format!("<text:p>{text}</text:p>")).concat();
            let xml = format!(
                "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>{paragraphs}</office:text></office:body></office:document-content>"
            );
            let kind = b"application/vnd.oasis.opendocument.text";
            archive(&[("mimetype", kind), ("content.xml", xml.as_bytes())])
        }
        other => panic!("write an article in {other} for this test"),
    }
}

#[test]
fn what_is_changed_is_found_in_every_format() {
    for extension in onrecord::input::extensions().chain(["json"]) {
        let name = format!("a.{extension}");
        let desk = repository(&[(name.as_str(), article(extension, "It was late.").as_slice())]);
        let run = || desk.run(&format!("{name} --since HEAD {OWN} -f line -q"));
        assert_eq!(run().leaves(0).out, "", "{extension}");
        desk.write(&name, &article(extension, "They utilise it."));
        assert_eq!(run().leaves(1).out.lines().count(), 1, "{extension}");
    }
    // Lines that git does not know: the whole file is one.
    let old = "They use the bridge.\rThe council met.\rIt was late.\r";
    let desk = repository(&[("a.txt", old.as_bytes())]);
    desk.write("a.txt", old.replace("was late", "was to utilise it").as_bytes());
    assert_eq!(places(&desk.run(&format!("a.txt --since HEAD {OWN} -f line -q")).leaves(1)), ["a.txt:3"]);
}

#[test]
fn only_the_changed_lines_of_an_export_are_checked() {
    let line = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let first = line("one", "They utilise the bridge.");
    let desk =
        repository(&[("e.ndjson", [first.as_str(), &line("two", "It was late.")].concat().as_bytes())]);
    desk.write("e.ndjson", [first.as_str(), &line("two", "We utilise it.")].concat().as_bytes());
    for more in ["", " --input-format ndjson"] {
        let ran = desk.run(&format!("e.ndjson --since HEAD {OWN} -f line -q{more}")).leaves(1);
        assert_eq!(places(&ran), ["e.ndjson:two"], "{more}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_changed_of_a_file_is_so_by_all_its_names() {
    let changed = format!("{OLD}\nWe utilise it.\n");
    for (first, second) in [("a.txt", "z.txt"), ("z.txt", "a.txt")] {
        let desk = repository(&[(first, OLD.as_bytes())]);
        desk.write(first, changed.as_bytes());
        std::os::unix::fs::symlink(first, desk.path().join(second)).unwrap();
        git(&desk, "add -A");
        let ran = desk.run(&format!("{first} --since HEAD {OWN} -f line -q")).leaves(1);
        assert!(places(&ran).contains(&format!("{first}:7")), "{ran:#?}");
        let part = |name: &str, line: u32| {
            format!("--- a/{name}\n+++ b/{name}\n@@ -{line},0 +{line} @@\n+We utilise it.\n")
        };
        let diff = [part(first, 7), part(second, 3)].concat();
        let ran = desk.pipe(&format!("{first} --diff - {OWN} -f line -q"), diff.as_bytes()).leaves(1);
        assert_eq!(places(&ran), [format!("{first}:7")], "{ran:#?}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_that_is_new_or_leads_elsewhere_counts_as_all_that_it_leads_to() {
    let wrong = b"The council met.\n\nThey utilise the bridge.\n";
    let desk = repository(&[("a.txt", wrong), ("b.txt", b"It was late.\n"), ("d/c.txt", wrong)]);
    let link = |target: &str, name: &str| {
        let path = desk.path().join(name);
        let _ = std::fs::remove_file(&path);
        std::os::unix::fs::symlink(target, path).unwrap();
    };
    let run = |line: &str| places(&desk.run(&format!("{line} {OWN} -f line -q")));
    // The diff of a link is its target's name, which is one line.
    link("a.txt", "link.txt");
    link("d", "latest");
    git(&desk, "add -A");
    assert_eq!(run("link.txt latest --since HEAD"), ["link.txt:3", "latest/c.txt:3"], "new links");
    assert_eq!(run("a.txt b.txt --since HEAD"), ["a.txt:3"], "what a new link leads to");
    commit(&desk);
    assert!(run("link.txt latest a.txt --since HEAD").is_empty(), "links as they were");
    link("b.txt", "link.txt");
    assert!(run("link.txt a.txt --since HEAD").is_empty(), "a link that leads to what is right");
    commit(&desk);
    link("a.txt", "link.txt");
    assert_eq!(run("link.txt --since HEAD"), ["link.txt:3"], "a link that leads elsewhere");
}

#[test]
fn what_a_deletion_joins_is_reported() {
    let desk = repository(&[("b.md", b"The\n(long)\nthe end.\n\nIt was was late.\n")]);
    desk.write("b.md", b"The\nthe end.\n\nIt was was late.\n");
    assert_eq!(places(&desk.run("b.md --since HEAD -f line -q").leaves(1)), ["b.md:1"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_may_have_any_name() {
    use std::os::unix::ffi::OsStrExt as _;
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    let desk = repository(&[("a.txt", b"It was late.\n")]);
    let run = || places(&desk.run(&format!(". --since HEAD {OWN} -f line -q")).leaves(1));
    std::fs::write(desk.path().join(name), "They utilise it.\n").unwrap();
    assert_eq!(run(), ["caf\\xe9.txt:1"]);
    commit(&desk);
    std::fs::write(desk.path().join(name), "They utilise it.\n\nWe utilise it.\n").unwrap();
    assert_eq!(run(), ["caf\\xe9.txt:3"]);
}

#[cfg(unix)]
#[test]
fn no_hook_of_the_repository_is_run_and_nothing_in_it_is_written() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::time::{Duration, SystemTime};
    let desk = repository(&[("a.txt", OLD.as_bytes()), ("b.txt", OLD.as_bytes())]);
    let hook = desk.write(".git/hooks/post-index-change", b"#!/bin/sh\ntouch mark\n");
    std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    // Of a file that has another time and the same content, git would note the time.
    let touch = || {
        let file = std::fs::File::options().append(true).open(desk.path().join("a.txt")).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_hours(1)).unwrap();
    };
    touch();
    let index = || std::fs::read(desk.path().join(".git/index")).unwrap();
    let before = index();
    desk.write("b.txt", format!("{OLD}\nWe utilise it.\n").as_bytes());
    assert_eq!(places(&desk.run(&format!(". --since HEAD {OWN} -f line -q")).leaves(1)), ["b.txt:7"]);
    assert!(index() == before && !desk.path().join("mark").exists());
    // Left to itself, git does both.
    git(&desk, "diff --quiet -- a.txt");
    assert!(index() != before && desk.path().join("mark").exists());
}

#[test]
fn a_clone_without_the_history_says_what_it_compares_with() {
    let desk = repository(&[("a.txt", OLD.as_bytes())]);
    git(&desk, "checkout -q --orphan other");
    desk.write("a.txt", b"They utilise it.\n");
    commit(&desk);
    let ran = desk.run(&format!("a.txt --since main {OWN} -f line")).leaves(1);
    ran.complains(&["--since main: git has no commit from which both branches come"]);
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
    ran.says("3 errors (2 less urgent, not shown)");
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

#[test]
fn every_command_that_reads_articles_takes_a_list_of_them() {
    let desk = Desk::with(&[
        ("a.txt", "“They use it,” said Ada Holm on Monday.\n".as_bytes()),
        ("list", b"a.txt\n"),
    ]);
    for command in ["check", "quotes", "figures", "names", "timeline", "sheet", "profile"] {
        desk.run(&format!("{command} --files-from list -q")).leaves(0);
    }
}
