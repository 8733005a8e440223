//! Commands and options as people type them.

use crate::cli::desk::{Desk, OWN};

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
