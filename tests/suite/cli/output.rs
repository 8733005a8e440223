//! What is written, where to, in which order, and how a run ends.

use crate::cli::desk::{Desk, OWN, finish};
use std::process::{Command, Stdio};

const FLAWED: &[u8] = b"They utilise the bridge.\n";

#[test]
fn the_status_follows_what_is_found() {
    let warning = crate::cli::desk::RULE.replace("error", "warning");
    let desk = Desk::with(&[
        ("a.txt", FLAWED),
        ("b.txt", b"They use it.\n"),
        ("own/no-utilise.toml", warning.as_bytes()),
    ]);
    for (line, status) in [
        ("a.txt", 0),
        ("a.txt --fail-on error", 0),
        ("a.txt --fail-on warning", 1),
        ("a.txt --fail-on info", 1),
        ("a.txt --fail-on never", 0),
        ("b.txt --fail-on info", 0),
        ("b.txt a.txt --fail-on info", 1),
        ("a.txt nope.txt --fail-on never", 2),
        ("a.txt nope.txt --fail-on info", 2),
    ] {
        desk.check(line).leaves(status);
    }
}

#[test]
fn the_order_is_that_of_the_paths_whatever_the_threads() {
    let files: Vec<(String, Vec<u8>)> = (0..150)
        .map(|i| {
            // Sizes differ, so that threads would overtake each other.
            let filler = "The bridge is old. ".repeat((i * 7919) % 301);
            (format!("in/{i:03}.txt"), format!("{filler}They utilise it {i} times.\n").into_bytes())
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    let desk = Desk::with(&files);
    for format in ["text", "json"] {
        let alone = desk.check(&format!("in -j 1 -f {format}")).leaves(1);
        for threads in [2, 5] {
            let many = desk.check(&format!("in -j {threads} -f {format}")).leaves(1);
            assert!(alone.out == many.out, "{threads} threads change the {format} report");
        }
        let at = |i: usize| alone.out.find(&format!("in/{i:03}.txt")).unwrap_or(usize::MAX);
        assert!((1..150).all(|i| at(i - 1) < at(i)), "{format} is out of order");
    }
}

#[test]
fn several_formats_of_one_run() {
    let desk = Desk::with(&[("a.txt", FLAWED), ("b.txt", FLAWED)]);
    let ran = desk.check("a.txt b.txt -f text -f json=out.json").leaves(1).quietly().says("say use");
    assert!(!ran.out.contains('{'), "{ran:?}");
    let json: serde_json::Value = serde_json::from_str(&desk.read("out.json")).unwrap();
    assert_eq!(json["documents"].as_array().unwrap().len(), 2);
    assert_eq!(json["documents"][1]["path"], "b.txt");
    assert_eq!(json["documents"][0]["findings"][0]["rule"], "no-utilise");
    assert_eq!(json["summary"]["error"], 2);
    // The text in a file is the text on the screen.
    desk.check("a.txt b.txt -o out.txt").leaves(1);
    assert_eq!(desk.read("out.txt"), ran.out);
}

#[test]
fn json_is_whole_whatever_happens() {
    let desk = Desk::with(&[("a.txt", FLAWED), ("x.txt", b"%PDF-1.7\n"), ("e/x.rs", b"")]);
    for (line, status, documents) in
        [("x.txt a.txt nope.txt", 2, 1), ("x.txt", 2, 0), ("e --allow-empty", 0, 0), ("nope.txt", 2, 0)]
    {
        let ran = desk.check(&format!("{line} -f json")).leaves(status);
        let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(json["documents"].as_array().unwrap().len(), documents, "{line}");
        assert_eq!(json["version"], 1);
    }
}

#[test]
fn a_report_that_fails_leaves_the_old_one() {
    let desk = Desk::with(&[("a.txt", FLAWED), ("out.txt", b"old")]);
    desk.run("a.txt -o out.txt --select no-such-rule").leaves(2);
    assert_eq!(desk.read("out.txt"), "old");
    desk.check("a.txt -o no/such/folder.txt").leaves(2).complains(&["no/such/folder.txt: cannot be written"]);
    desk.check("a.txt -o own").leaves(2).complains(&["own: is a folder"]);
    let left: Vec<_> = std::fs::read_dir(desk.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn colour_is_for_those_who_want_it() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    let coloured = |options: &str, env: &[(&str, &str)]| {
        let mut command = desk.command(&format!("a.txt {options} {OWN}"));
        command.envs(env.iter().copied());
        finish(&mut command).leaves(1).out.contains('\u{1b}')
    };
    assert!(!coloured("", &[]), "a pipe is no terminal");
    assert!(coloured("--color always", &[("NO_COLOR", "1")]));
    assert!(coloured("", &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured("", &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    assert!(!coloured("--color never", &[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured("-f json", &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn a_closed_pipe_is_no_fault() {
    let files: Vec<(String, &[u8])> = (0..400).map(|i| (format!("in/{i:03}.txt"), FLAWED)).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), *b)).collect();
    let desk = Desk::with(&files);
    for line in ["in", "in -f json", "--help", "rules", "man", "completions bash"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
            .args(line.split(' '))
            .args(if line.starts_with("in") { OWN.split(' ').collect() } else { Vec::new() })
            .current_dir(desk.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(err, "", "{line}");
        assert!(matches!(output.status.code(), Some(0 | 1)), "{line}: {:?}", output.status);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_fault() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    desk.check("a.txt -o /dev/full").leaves(2).complains(&["/dev/full: cannot be written"]);
    desk.check("a.txt -o /dev/null").leaves(1).quietly();
}

#[cfg(unix)]
#[test]
fn new_files_have_the_rights_that_others_have() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    desk.check("a.txt -o out.txt").leaves(1);
    let rights = |name: &str| std::fs::metadata(desk.path().join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(rights("out.txt"), rights("a.txt"));
}

#[test]
fn findings_come_by_place_or_by_what_a_correction_costs() {
    let rule = |id: &str, word: &str, risk: u8| {
        let rule = crate::cli::desk::RULE.replace("no-utilise", id).replace("utilise", word);
        format!("{rule}risk = {risk}\n")
    };
    let desk = Desk::with(&[
        ("a.txt", b"A comma here, a libel there, and a comma again.\n"),
        ("own/comma.toml", rule("comma", "comma", 1).as_bytes()),
        ("own/libel.toml", rule("libel", "libel", 5).as_bytes()),
    ]);
    let order = |options: &str| {
        let ran = desk.run(&format!("a.txt -f line --rules own --select comma,libel {options}")).leaves(1);
        let rules = ran.out.lines().map(|line| line.contains("libel"));
        rules.collect::<Vec<_>>()
    };
    assert_eq!(order(""), [false, true, false]);
    assert_eq!(order("--sort place"), [false, true, false]);
    assert_eq!(order("--sort risk"), [true, false, false]);
    desk.run("a.txt --sort price").leaves(2);
    desk.write("own/libel.toml", rule("libel", "libel", 6).as_bytes());
    assert!(desk.run("a.txt --rules own").leaves(2).err.contains("a risk is 1"));
}
