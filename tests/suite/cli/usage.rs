//! Commands and options as people type them.

use crate::cli::desk::{Desk, OWN, finish};

const FLAWED: &[u8] = b"They utilise the bridge.\n";

#[test]
fn check_goes_without_saying() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    let expected = desk.run(&format!("check a.txt {OWN}")).leaves(1).out;
    for line in [
        format!("a.txt {OWN}"),
        format!("{OWN} a.txt"),
        format!("{OWN} check a.txt"),
        format!("--color never -f text {OWN} a.txt"),
        format!("{OWN} -- a.txt"),
    ] {
        assert_eq!(desk.run(&line).leaves(1).out, expected, "{line}");
    }
}

#[test]
fn bad_usage_is_two() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    for (line, expected) in [
        ("", "Usage:"),
        ("--nonsense", "--nonsense"),
        ("-q", "PATH"),
        ("a.txt --fail-on wrning", "'warning'"),
        ("a.txt --date 2026-02-31", "2026-11-24"),
        ("a.txt --encoding klingon", "windows-1252"),
        ("a.txt -f jsn", "did you mean json?"),
        ("a.txt -f text -f json", "both go to standard output"),
        ("a.txt -j many", "many"),
        ("explain", "RULE"),
    ] {
        let ran = desk.run(line).leaves(2);
        assert!(ran.err.contains(expected), "{line}: {ran:#?}");
        assert_eq!(ran.out, "", "{line}");
    }
}

#[test]
fn help_and_version_are_no_failure() {
    let desk = Desk::with(&[]);
    desk.run("--help").leaves(0).quietly().says("Examples:").says("article.txt");
    desk.run("check --help").leaves(0).says("--fail-on").says("Exit status:");
    desk.run("help quotes").leaves(0).says("quote");
    desk.run("--version").leaves(0).says(env!("CARGO_PKG_VERSION"));
    desk.run("completions bash").leaves(0).says("_onrecord");
    desk.run("man").leaves(0).says(".TH onrecord");
    desk.run("man verify").leaves(0).says(".TH onrecord-verify").says("against");
    desk.run("man verfy").leaves(2).complains(&["did you mean verify?"]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        desk.run(&format!("completions {shell}")).leaves(0).quietly().says("verify");
    }
}

/// What is asked for and cannot be written is a failure, help too.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    for line in [
        "--help",
        "--version",
        "check --help",
        "help rules",
        "verify -h",
        "rules",
        "rules test repeated-word",
        "explain repeated-word",
        "completions fish",
        "man",
        "why a.txt:1",
        "text a.txt",
        "a.txt",
        "a.txt -f json",
        "figures a.txt",
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ran = desk.command(line).stdout(full).output().unwrap();
        assert_eq!(ran.status.code(), Some(2), "{line}");
        let err = String::from_utf8(ran.stderr).unwrap();
        assert!(err.starts_with("onrecord: cannot write to standard output (no space left"), "{line}: {err}");
    }
}

/// `onrecord < article.txt` means the article; `onrecord` alone asks for help.
#[test]
fn what_is_piped_in_is_what_is_meant() {
    let text = b"The the bridge is closed.\n";
    let desk = Desk::with(&[("a.txt", text)]);
    let expected = desk.pipe("-", text).leaves(1).out;
    assert_eq!(desk.pipe("", text).leaves(1).out, expected);
    let mut command = desk.command("");
    command.stdin(std::fs::File::open(desk.path().join("a.txt")).unwrap());
    assert_eq!(finish(&mut command).leaves(1).out, expected);
    let ran = finish(desk.command("").stdin(std::process::Stdio::null())).leaves(2);
    assert!(ran.err.contains("Usage:"), "{ran:?}");
}

/// An option that the help of a command offers is taken by what is below it too.
#[test]
fn options_of_rules_go_before_and_behind_the_action() {
    let desk = Desk::with(&[]);
    for line in [
        "rules --color never",
        "rules list --color never",
        "rules --color never list",
        "rules test repeated-word --color never",
        "rules --color never test repeated-word",
        "rules --rules own test no-utilise",
        "rules test no-utilise --rules own --color auto",
        "rules new some-word some --color never",
        "explain repeated-word --color never",
    ] {
        desk.run(line).leaves(0).quietly();
    }
}

/// More threads than anybody has are a slip; more than there is work for are not started.
#[test]
fn threads_are_bounded() {
    let files: Vec<(String, &[u8])> = (0..50).map(|i| (format!("in/{i}.txt"), FLAWED)).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let desk = Desk::with(&files);
    for threads in ["100000", "1025", "99999999999999999999", "-1", "1.5", ""] {
        let ran = desk.run_with(&[&format!("--threads={threads}"), "in"].map(std::ffi::OsStr::new)).leaves(2);
        assert!(ran.err.contains("--threads"), "{threads}: {ran:?}");
    }
    let alone = desk.check("in -j 1 -f line").leaves(1).out;
    for threads in ["0", "2", "50", "1024"] {
        assert_eq!(desk.check(&format!("in -j {threads} -f line")).leaves(1).out, alone, "{threads}");
    }
}

#[test]
fn a_reason_is_given_once() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    for (line, reason) in [
        ("nofile.txt", "no such file"),
        ("why nofile:1", "no such file"),
        ("verify a.txt --against nofile", "no such file"),
        ("a.txt -o no/such/folder.txt", "no such file"),
        ("a.txt --rules nofile", "not a folder"),
        ("text nofile.txt", "no such file"),
    ] {
        let ran = desk.run(line).leaves(2).complains(&[reason]);
        assert_eq!(ran.err.to_lowercase().matches(reason).count(), 1, "{line}: {ran:?}");
    }
}

#[test]
fn each_command_names_the_formats_that_it_can_write() {
    let desk = Desk::with(&[("a.txt", b"It was late.\n")]);
    for (command, able, other) in [
        ("check a.txt", "sarif", "none"),
        ("quotes a.txt", "markdown", "sarif"),
        ("compare a.txt a.txt", "markdown", "csv"),
        ("profile a.txt", "csv", "sarif"),
    ] {
        let help = desk.run(&format!("{} --help", command.split(' ').next().unwrap())).leaves(0).out;
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let from = help.find("--format <FORMAT[=FILE]>").unwrap();
        let named = &help[from..from + help[from..].find("May be repeated").unwrap()];
        assert!(named.contains(able) && !named.contains(other), "{command}: {named}");
        desk.run(&format!("{command} -f {able}")).leaves(0);
        desk.run(&format!("{command} -f {other}")).leaves(2);
    }
}
