//! `onrecord.toml`, `onrecord config` and `onrecord init`.

use crate::cli::desk::{Desk, finish};

const FLAWED: &[u8] = b"They utilise the bridge.\n\nIt was was late.\n";
const OWN: &str = "rules-folders = ['own']\n";

/// The rules that a report in lines names, in order.
fn rules(out: &str) -> Vec<&str> {
    out.lines()
        .filter_map(|line| ["no-utilise", "repeated-word"].into_iter().find(|rule| line.contains(rule)))
        .collect()
}

#[test]
fn the_nearest_file_decides_and_the_command_line_before_it() {
    let desk = Desk::with(&[
        ("onrecord.toml", OWN.as_bytes()),
        ("a.txt", FLAWED),
        ("sport/a.txt", FLAWED),
        ("sport/.onrecord.toml", b"[rules]\nrepeated-word = 'off'\n"),
        ("other.toml", b"rules-folders = ['own']\n[rules]\nno-utilise = 'info'\nrepeated-word = 'off'\n"),
    ]);
    for (line, expected) in [
        ("a.txt", &["no-utilise", "repeated-word"][..]),
        ("sport/a.txt", &[]),
        ("sport", &[]),
        ("a.txt --isolated", &["repeated-word"]),
        ("a.txt --config other.toml", &["no-utilise"]),
        ("sport/a.txt --config onrecord.toml", &["no-utilise", "repeated-word"]),
        ("a.txt --ignore no-utilise", &["repeated-word"]),
        ("sport/a.txt --select repeated-word", &["repeated-word"]),
    ] {
        assert_eq!(
            rules(&desk.run(&format!("{line} -f line -q --fail-on never")).leaves(0).out),
            expected,
            "{line}"
        );
    }
    let ran = finish(desk.command("a.txt -f line -q --fail-on never").env("ONRECORD_CONFIG", "other.toml"));
    assert_eq!(rules(&ran.leaves(0).out), ["no-utilise"]);
}

#[test]
fn a_gate_is_set_once() {
    let desk = Desk::with(&[("a.txt", FLAWED), ("old/b.txt", FLAWED)]);
    let config = |text: &str| desk.write("onrecord.toml", format!("{OWN}{text}").as_bytes());
    config("exclude = ['old']\n[rules]\nno-utilise = 'warning'\nrepeated-word = 'off'\n");
    desk.run(".").leaves(0).says("1 warning").says("1 article,");
    config("fail-on = 'warning'\n[rules]\nno-utilise = 'warning'\nrepeated-word = 'off'\n");
    desk.run(".").leaves(1).says("2 warnings");
    desk.run(". --fail-on error").leaves(0);
    desk.run(". --exit-zero").leaves(0);
    config("max-warnings = 1\n[rules]\nno-utilise = 'warning'\nrepeated-word = 'off'\n");
    desk.run(".").leaves(1).complains(&["--max-warnings 1"]);
    desk.run(". --max-warnings 2").leaves(0).quietly();
    // A baseline is beside the configuration, wherever the program was started.
    config("baseline = 'known.tsv'\n");
    let accepted = desk.run("accept a.txt --rule no-utilise --reason r").leaves(0);
    assert!(accepted.out.contains("no-utilise accepted"), "{accepted:#?}");
    let mut command = desk.command("../a.txt -f line -q --fail-on never");
    let ran = finish(command.current_dir(desk.path().join("old"))).leaves(0);
    assert_eq!(rules(&ran.out), ["repeated-word"]);
}

#[test]
fn what_is_in_force_is_shown_with_its_place() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    desk.run("config").leaves(0).says("onrecord init");
    desk.run("init").leaves(0).says("onrecord.toml: written");
    desk.run("config").leaves(0).says("onrecord.toml: sets nothing");
    desk.run("a.txt -q").leaves(1);
    desk.run("init").leaves(2).complains(&["onrecord.toml", "is there already"]);
    desk.run("init nowhere").leaves(2).complains(&["nowhere"]);
    desk.write("onrecord.toml", b"# ours\nfail-on = \"info\"\n\n[rules]\ncue-loaded = \"off\"\n");
    let shown = desk.run("config a.txt").leaves(0).out;
    assert_eq!(
        shown,
        "fail-on = \"info\"  # onrecord.toml:2\nrules.cue-loaded = \"off\"  # onrecord.toml:5\n"
    );
}

#[test]
fn what_is_wrong_is_refused_with_its_line() {
    let desk = Desk::with(&[("a.txt", b"Fine.\n")]);
    for (text, expected) in [
        ("fail_on = 'error'", &["onrecord.toml:1:", "did you mean fail-on?"][..]),
        ("\nmax-warnings = -1", &["onrecord.toml:2:", "number"]),
        ("max-warnings = 'two'", &["onrecord.toml:1:", "number"]),
        ("fail-on = 'errors'", &["onrecord.toml:1:", "\"error\""]),
        ("sort = 1", &["onrecord.toml:1:", "\"place\""]),
        ("exclude = 'old'", &["onrecord.toml:1:", "list"]),
        ("exclude = ['']", &["onrecord.toml:1:", "list"]),
        ("baseline = ''", &["onrecord.toml:1:", "path"]),
        ("baseline = 'none.tsv'", &["none.tsv", "--write-baseline"]),
        ("packs = ['house']", &["--pack", "house-style"]),
        ("rules = 'off'", &["onrecord.toml:1:", "table"]),
        ("[rules]\ncue-loded = 'off'", &["onrecord.toml:2:", "cue-loaded"]),
        ("[rules]\n\ncue-loaded = 'of'", &["onrecord.toml:3:", "\"off\""]),
        ("[rules]\nquotes = 'error'", &["onrecord.toml:2:", "quotes"]),
        ("[rules]\na = 1\na = 2", &["onrecord.toml:"]),
        ("[rules", &["onrecord.toml:1:"]),
        ("fail-on = \"\u{1b}[31m\"", &["onrecord.toml:1:"]),
        ("\u{1b} = 1", &["onrecord.toml:1:"]),
    ] {
        desk.write("onrecord.toml", text.as_bytes());
        desk.run("a.txt").leaves(2).complains(expected);
        desk.run("a.txt --isolated").leaves(0);
    }
    desk.write("onrecord.toml", b"fail-on = '\xff'");
    desk.run("a.txt").leaves(2).complains(&["onrecord.toml"]);
    desk.run("a.txt --config nope.toml").leaves(2).complains(&["nope.toml"]);
    desk.run("a.txt --config /dev/zero").leaves(2).complains(&["device"]);
    desk.run("a.txt --config x --isolated").leaves(2);
    desk.write("onrecord.toml", b"# ours\n");
    desk.run("a.txt -o onrecord.toml")
        .leaves(2)
        .complains(&["onrecord.toml", "is one of the files that are read"]);
}
