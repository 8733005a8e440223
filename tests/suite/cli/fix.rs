//! `--fix` puts findings right in the files, `--dry-run` shows what it would do.

use crate::cli::bombs::document;
use crate::cli::desk::Desk;
use serde_json::Value;
use std::fs;

const FLAWED: &[u8] = b"\xef\xbb\xbfThe the crowd cheered.  \r\n\r\n\"We won,\" said Foy. \xe2\x80\x9cTwice,\xe2\x80\x9d he said. \xe2\x80\x9cTruly.\xe2\x80\x9d\r\n\r\nHe claimed that it was was so.\r\n";
const FIXED: &[u8] = b"\xef\xbb\xbfThe crowd cheered.  \r\n\r\n\xe2\x80\x9cWe won,\xe2\x80\x9d said Foy. \xe2\x80\x9cTwice,\xe2\x80\x9d he said. \xe2\x80\x9cTruly.\xe2\x80\x9d\r\n\r\nHe claimed that it was was so.\r\n";

fn bytes(desk: &Desk, name: &str) -> Vec<u8> {
    fs::read(desk.path().join(name)).unwrap()
}

#[test]
fn what_is_certain_is_put_right_and_the_rest_reported() {
    let desk = Desk::with(&[("a.txt", FLAWED), ("fine.txt", b"The crowd cheered.\n")]);
    // What can be put right is said before.
    desk.run("a.txt --select text,quotes")
        .leaves(1)
        .says("= fix: delete “the”")
        .says("= fix: 2 places change")
        .says("2 fixable with --fix");
    let ran = desk.run("a.txt fine.txt --select text,quotes --fix").leaves(1).quietly();
    assert_eq!(bytes(&desk, "a.txt"), FIXED);
    assert!(!ran.out.contains("The the"), "{ran:#?}");
    ran.says("“was” is repeated").says("(2 fixed)");
    // Again: nothing more.
    let ran = desk.run("a.txt fine.txt --select text,quotes --fix").leaves(1).quietly();
    assert!(!ran.out.contains("fixed"), "{ran:#?}");
    assert_eq!(bytes(&desk, "a.txt"), FIXED);
    let left: Vec<_> = fs::read_dir(desk.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "nothing is left behind: {left:?}");
}

#[test]
fn the_status_is_that_of_what_is_left() {
    let desk = Desk::with(&[("a.txt", b"The the crowd cheered.\n")]);
    desk.run("check --fix a.txt").leaves(0).says("nothing to flag (1 fixed)");
    assert_eq!(desk.read("a.txt"), "The crowd cheered.\n");
    desk.write("a.txt", b"The the crowd cheered.\n");
    let report: Value = serde_json::from_str(&desk.run("a.txt --fix -f json").leaves(0).out).unwrap();
    assert_eq!(report["summary"]["fixed"], 1);
}

#[test]
fn a_dry_run_prints_a_diff_that_git_applies() {
    let desk = Desk::with(&[
        ("a.txt", FLAWED),
        ("b/c.md", b"# Gate\n\n*Then* the the gate shut.\n"),
        ("d.txt", b"Fine.\n"),
    ]);
    let ran = desk
        .run("a.txt b d.txt --fix --dry-run")
        .leaves(1)
        .complains(&["3 findings can be fixed in 2 files"]);
    assert_eq!(bytes(&desk, "a.txt"), FLAWED);
    ran.says("--- b/c.md\n+++ b/c.md\n@@ -1,3 +1,3 @@\n # Gate\n \n-*Then* the the gate shut.\n+*Then* the gate shut.\n");
    let diff = desk.run("a.txt b --fix --dry-run -q").leaves(1).quietly().out;
    desk.write("fix.diff", diff.as_bytes());
    let git = std::process::Command::new("git")
        .args(["apply", "-p0", "fix.diff"])
        .current_dir(desk.path())
        .output();
    let git = git.unwrap();
    assert!(git.status.success(), "{git:?}");
    assert_eq!(bytes(&desk, "a.txt"), FIXED);
    assert_eq!(desk.read("b/c.md"), "# Gate\n\n*Then* the gate shut.\n");
    // Nothing is left to fix, whatever is left to report.
    assert_eq!(desk.run("a.txt b --fix --dry-run").leaves(0).quietly().out, "");
    desk.run("a.txt nope.txt --fix --dry-run").leaves(2).complains(&["nope.txt"]);
}

#[test]
fn what_is_not_reported_is_not_touched() {
    let text = b"The the crowd cheered.\n\nThen the the gate shut.\n";
    let desk = Desk::with(&[("a.txt", text)]);
    desk.run("accept a.txt:1 --baseline known.tsv --reason song").leaves(0);
    desk.run("a.txt --baseline known.tsv --fix").leaves(0).says("1 fixed, 1 accepted before");
    assert_eq!(desk.read("a.txt"), "The the crowd cheered.\n\nThen the gate shut.\n");
    // In lines that are not changed.
    desk.write("a.txt", text);
    desk.write("x.diff", b"--- a.txt\n+++ a.txt\n@@ -3 +3 @@\n-Then.\n+Then the the gate shut.\n");
    desk.run("a.txt --diff x.diff --fix").leaves(0).says("1 fixed, 1 in unchanged lines");
    assert_eq!(desk.read("a.txt"), "The the crowd cheered.\n\nThen the gate shut.\n");
    // Silenced by a comment, by a rule that is off, and by a threshold that is none of its business.
    let page =
        b"<!-- onrecord: ignore[repeated-word] song -->\nThe the crowd cheered.\n\nThen the the gate shut.\n";
    desk.write("b.md", page);
    desk.run("b.md --fix").leaves(0).says("1 fixed, 1 silenced by comments");
    assert_eq!(
        desk.read("b.md").matches("the the").count() + desk.read("b.md").matches("The the").count(),
        1
    );
    desk.write("c.txt", text);
    desk.run("c.txt --fix --ignore repeated-word").leaves(0);
    assert_eq!(desk.read("c.txt").as_bytes(), text);
    desk.run("c.txt --fix --fail-on never --top 1").leaves(0).says("2 fixed");
}

#[test]
fn an_equal_finding_that_was_accepted_stays() {
    // Two that are alike are told apart by their order, which a fix of the first would change.
    let text = b"Then the the gate shut.\n\nAnd the the gate shut.\n";
    let desk = Desk::with(&[("a.txt", text)]);
    desk.run("accept a.txt:3 --baseline known.tsv --reason song").leaves(0);
    desk.run("a.txt --baseline known.tsv --fix").leaves(1).says("1 accepted before");
    assert_eq!(desk.read("a.txt").as_bytes(), text);
}

#[test]
fn only_text_and_mark_up_are_written() {
    let story = document("<w:p><w:r><w:t>The the crowd cheered.</w:t></w:r></w:p>");
    let json = br#"{"text": "The the crowd cheered."}"#;
    let utf16: Vec<u8> = "\u{feff}The the crowd cheered.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mail = b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nThe the end.\n";
    let files: [(&str, &[u8]); 5] = [
        ("a.docx", story.as_slice()),
        ("a.json", json),
        ("a.rtf", br"{\rtf1 The the crowd cheered.}"),
        ("a.eml", mail),
        ("utf16.txt", &utf16),
    ];
    let desk = Desk::with(&files);
    for (name, before) in files {
        let ran = desk.run(&format!("{name} --fix --select text")).leaves(1);
        assert!(!ran.out.contains("fix"), "{ran:#?}");
        assert_eq!(bytes(&desk, name), before, "{name}");
    }
    for (name, before, after) in [
        ("w.txt", &b"Caf\xe9 \x93one\x94: the the end\x85"[..], &b"Caf\xe9 \x93one\x94: the end\x85"[..]),
        ("p.html", b"<p>The the <b>crowd</b> &amp; band</p>\n", b"<p>The <b>crowd</b> &amp; band</p>\n"),
    ] {
        desk.write(name, before);
        desk.run(&format!("{name} --fix --select text")).leaves(0);
        assert_eq!(bytes(&desk, name), after, "{name}");
    }
}

#[test]
fn house_spellings_are_put_in_place() {
    let desk = Desk::with(&[
        ("onrecord.toml", b"[spellings]\ncrowd = \"audience\"\nHolm = \"Holmes\"\n"),
        ("a.txt", "The crowd left. Crowd or not, Ann Holm said: “A crowd!”\n".as_bytes()),
    ]);
    desk.run("a.txt --select house-spelling --fix").leaves(0);
    assert_eq!(desk.read("a.txt"), "The audience left. Audience or not, Ann Holmes said: “A crowd!”\n");
}

#[test]
fn rules_of_a_newsroom_fix_what_they_say() {
    let rule = r#"
id = "no-per-cent"
severity = "warning"
title = "Two words"
match = { pattern = '(?P<number>\d+) per cent' }
fix = { put = "{{ number }} percent" }
fix_when = "number != '5'"
message = "house style is percent"
bad = ["It rose [[4 per cent]]."]
"#;
    let desk = Desk::with(&[
        ("own/no-per-cent.toml", rule.as_bytes()),
        ("a.txt", b"It rose 4 per cent, not 5 per cent.\n"),
    ]);
    desk.run("a.txt --rules own --select no-per-cent --fix").leaves(0).says("1 fixed");
    assert_eq!(desk.read("a.txt"), "It rose 4 percent, not 5 per cent.\n");
    desk.run("explain no-per-cent --rules own").leaves(0).says("fixable with --fix");
    for (fix, why) in [
        ("fix = true", "nothing is known that puts this right"),
        ("fix = { marks = 'most' }", "goes with the kind quote only"),
        ("fix = { put = '', marks = 'most' }", "a fix is one of"),
        ("fix = { put = '{{ numbr }}' }", "did you mean `number`?"),
        ("fix = 'x'", "true, or a table"),
        ("fix_when = 'numbr > 1'", "did you mean `number`?"),
    ] {
        let broken =
            rule.replace("fix = { put = \"{{ number }} percent\" }\nfix_when = \"number != '5'\"", fix);
        desk.write("own/no-per-cent.toml", broken.as_bytes());
        let ran = desk.run("a.txt --rules own").leaves(2);
        assert!(ran.err.contains(why), "{fix}: {ran:#?}");
    }
}

#[test]
fn what_is_no_file_is_refused_in_a_line() {
    let desk = Desk::with(&[("a.ndjson", b"{\"text\": \"The the end.\"}\n"), ("a.txt", b"The the end.\n")]);
    desk.pipe("--fix -", b"The the end.\n").leaves(2).complains(&["--fix", "standard input"]);
    desk.run("--fix --input-format ndjson a.ndjson").leaves(2).complains(&["--fix", "--input-format"]);
    desk.run("a.txt --dry-run").leaves(2);
    desk.run("a.txt --fix --write-baseline k.tsv").leaves(2);
    desk.run("a.txt --fix --dry-run -f json").leaves(2);
    // Nor is anything touched where a report cannot be written, or would be written over what is read.
    desk.run("a.txt --fix -o a.txt").leaves(2);
    desk.run("a.txt --fix -o no/such/folder/r.txt").leaves(2);
    assert_eq!(desk.read("a.txt"), "The the end.\n");
    // What is piped in has no file in which it could be put right.
    let ran = desk.pipe("- --select text", b"The the end.\n").leaves(1).says("= fix: delete “the”");
    assert!(!ran.out.contains("--fix"), "{ran:#?}");
}

#[cfg(unix)]
#[test]
fn links_permissions_and_read_only_files_are_as_they_were() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::with(&[("real.txt", b"The the end.\n"), ("shut.txt", b"The the end.\n")]);
    let path = |name: &str| desk.path().join(name);
    symlink("real.txt", path("link.txt")).unwrap();
    fs::set_permissions(path("real.txt"), fs::Permissions::from_mode(0o640)).unwrap();
    fs::set_permissions(path("shut.txt"), fs::Permissions::from_mode(0o444)).unwrap();
    // By both of its names at once.
    desk.run("link.txt real.txt --fix --select text").leaves(0).quietly();
    assert_eq!(desk.read("real.txt"), "The end.\n");
    assert!(path("link.txt").symlink_metadata().unwrap().is_symlink());
    assert_eq!(fs::metadata(path("real.txt")).unwrap().permissions().mode() & 0o777, 0o640);
    let ran = desk.run("shut.txt --fix --select text").leaves(2);
    ran.complains(&["shut.txt: is read-only"]).says("is repeated");
    assert_eq!(desk.read("shut.txt"), "The the end.\n");
}

#[test]
fn programs_get_the_fix_as_data() {
    let desk = Desk::with(&[("a.txt", "“Öl.” The the end.\n".as_bytes())]);
    let json: Value = serde_json::from_str(&desk.run("a.txt -f json --select text").leaves(1).out).unwrap();
    let finding = &json["documents"][0]["findings"][0];
    let expected = serde_json::json!([{ "start": 14, "end": 18, "line": 1, "column": 10, "text": "" }]);
    assert_eq!(finding["fix"], expected);
    assert_eq!(json["summary"]["fixable"], 1);
    let sarif: Value = serde_json::from_str(&desk.run("a.txt -f sarif --select text").leaves(1).out).unwrap();
    let change = &sarif["runs"][0]["results"][0]["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "a.txt");
    let replaced = &change["replacements"][0];
    assert_eq!(replaced["deletedRegion"]["byteOffset"], 14);
    assert_eq!(
        (&replaced["deletedRegion"]["startColumn"], &replaced["insertedContent"]["text"]),
        (&10.into(), &"".into())
    );
    let rdjson: Value =
        serde_json::from_str(&desk.run("a.txt -f rdjson --select text").leaves(1).out).unwrap();
    let suggestion = &rdjson["diagnostics"][0]["suggestions"][0];
    assert_eq!((&suggestion["text"], &suggestion["range"]["start"]["column"]), (&"".into(), &15.into()));
}
