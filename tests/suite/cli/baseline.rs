//! Findings that were accepted: `--baseline`, `--write-baseline` and `accept`.

use crate::cli::desk::{Desk, OWN, RULE};

const FLAWED: &[u8] = b"They utilise the bridge.\n\nWe utilise it too.\n";

#[test]
fn what_is_in_a_baseline_is_not_reported_again() {
    let desk = Desk::with(&[("drafts/a.txt", FLAWED), ("drafts/b.txt", b"Nothing.\n")]);
    desk.run(&format!("drafts {OWN} --write-baseline known.tsv")).leaves(0).says("2 accepted before");
    let file = desk.read("known.tsv");
    assert_eq!(
        file.lines().filter(|line| line.starts_with("drafts/a.txt\tno-utilise\t")).count(),
        2,
        "{file}"
    );
    desk.run(&format!("drafts {OWN} --baseline known.tsv"))
        .leaves(0)
        .quietly()
        .says("nothing to flag (2 accepted before)");
    // From elsewhere, by another name, and where the copy was edited and moved.
    desk.run(&format!("./drafts/a.txt {OWN} --baseline ./known.tsv")).leaves(0).quietly();
    desk.write("drafts/a.txt", b"A new lead.\n\nWe now utilise  it too.\n\nThey utilise the old bridge.\n");
    desk.run(&format!("drafts {OWN} --baseline known.tsv")).leaves(0).quietly();
    // What is new is reported, and fails.
    desk.write("drafts/a.txt", b"They utilise the bridge. We utilise it. You utilise it.\n");
    desk.run(&format!("drafts {OWN} --baseline known.tsv"))
        .leaves(1)
        .says("1 error")
        .says("2 accepted before");
    desk.write("drafts/b.txt", b"They utilise it.\n");
    desk.run(&format!("drafts/b.txt {OWN} --baseline known.tsv")).leaves(1).says("1 error");
}

#[test]
fn what_was_mended_is_named_and_taken_out() {
    let desk = Desk::with(&[("a.txt", FLAWED), ("b.txt", FLAWED)]);
    desk.run(&format!("a.txt b.txt {OWN} --write-baseline known.tsv")).leaves(0);
    desk.write("a.txt", b"They use it.\n");
    let told = desk.run(&format!("a.txt b.txt {OWN} --baseline known.tsv")).leaves(0);
    assert!(told.err.contains("known.tsv") && told.err.contains("2 entries"), "{told:#?}");
    // Of an article that is not looked at, and of a rule that is off, nothing can be said.
    desk.run(&format!("b.txt {OWN} --baseline known.tsv")).leaves(0).quietly();
    desk.run("a.txt b.txt --select quote-unclosed --baseline known.tsv").leaves(0).quietly();
    desk.run("a.txt b.txt --select quote-unclosed --write-baseline known.tsv").leaves(0);
    assert_eq!(desk.read("known.tsv").matches("no-utilise").count(), 4);
    desk.run(&format!("a.txt {OWN} --write-baseline known.tsv")).leaves(0);
    let file = desk.read("known.tsv");
    assert!(!file.contains("a.txt\t") && file.matches("b.txt\t").count() == 2, "{file}");
}

#[test]
fn a_finding_is_accepted_with_a_reason() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    let rules = "--rules own";
    let mut command = desk.command(&format!("accept a.txt:3 {rules} --baseline known.tsv --reason"));
    let ran = crate::cli::desk::finish(command.arg("she says it\tso")).leaves(0);
    assert!(ran.out.contains("a.txt:3: no-utilise accepted: utilise"), "{ran:#?}");
    let file = desk.read("known.tsv");
    assert!(file.ends_with("\tutilise\tshe says it so\n"), "{file}");
    desk.run(&format!("a.txt {OWN} --baseline known.tsv"))
        .leaves(1)
        .says("1 error")
        .says("1 accepted before");
    // A reason outlives the next baseline.
    desk.run(&format!("a.txt {OWN} --write-baseline known.tsv")).leaves(0);
    assert_eq!(desk.read("known.tsv").matches("she says it so").count(), 1);
    // Programs see what was accepted, and why.
    let report: serde_json::Value =
        serde_json::from_str(&desk.run(&format!("a.txt {OWN} --baseline known.tsv -f json")).leaves(0).out)
            .unwrap();
    let document = &report["documents"][0];
    assert_eq!(document["findings"].as_array().unwrap().len(), 0);
    assert_eq!(document["accepted"].as_array().unwrap().len(), 2);
    assert_eq!(report["summary"]["accepted"], 2);
    let sarif: serde_json::Value =
        serde_json::from_str(&desk.run(&format!("a.txt {OWN} --baseline known.tsv -f sarif")).leaves(0).out)
            .unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let justified = results.iter().filter(|r| r["suppressions"][0]["justification"] == "she says it so");
    assert_eq!((results.len(), justified.count()), (2, 1));
}

/// A place is pasted from a report, with its column, and of an article in a file of many.
#[test]
fn a_place_is_accepted_as_reports_write_it() {
    let export = br#"{"id": "x", "text": "They utilise it. We utilise it."}
{"id": "y", "text": "They utilise it."}
"#;
    let desk = Desk::with(&[("a.txt", b"They utilise it. We utilise it.\n"), ("export.ndjson", export)]);
    for (place, left) in [("a.txt:1:6", 1), ("a.txt:1:21:", 1), ("a.txt:1", 0), ("a.txt", 0)] {
        desk.run(&format!("accept {place} --rules own --baseline {left}.tsv --reason r")).leaves(0);
        let report =
            desk.run(&format!("a.txt {OWN} --baseline {left}.tsv -f line -q --exit-zero")).leaves(0).out;
        let expected = if place == "a.txt:1:21:" { 0 } else { left };
        assert_eq!(report.lines().count(), expected, "{place}: {report}");
    }
    let report = desk.run(&format!("export.ndjson {OWN} -f line -q")).leaves(1).out;
    let last = report.lines().last().unwrap().split(": ").next().unwrap();
    assert!(last.starts_with("export.ndjson:y:"), "{report}");
    desk.run(&format!("accept {last} --rules own --baseline many.tsv --reason r")).leaves(0);
    let report = desk.run(&format!("export.ndjson {OWN} --baseline many.tsv -f line -q")).leaves(1).out;
    assert_eq!(report.lines().filter(|line| line.starts_with("export.ndjson:x:")).count(), 2, "{report}");
    assert_eq!(report.lines().count(), 2, "{report}");
    desk.run("accept a.txt:9 --rules own --baseline many.tsv --reason r").leaves(2).complains(&["no line 9"]);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    let desk = Desk::with(&[
        ("a.txt", FLAWED),
        ("broken.tsv", b"a.txt no-utilise\n"),
        ("other.txt", FLAWED),
        ("empty.txt", b""),
    ]);
    for (line, expected) in [
        ("a.txt --baseline none.tsv", "--write-baseline none.tsv makes one"),
        ("a.txt --baseline broken.tsv", "broken.tsv: line 1"),
        ("a.txt --write-baseline a.txt", "a.txt: line 1"),
        ("empty.txt --write-baseline empty.txt", "name another"),
        ("a.txt --write-baseline broken.tsv", "line 1"),
        ("a.txt --baseline /dev/zero", "device"),
        ("a.txt --baseline x --write-baseline y", "cannot be used with"),
        ("a.txt --exit-zero --fail-on info", "cannot be used with"),
        ("accept a.txt --baseline k.tsv", "--reason"),
        ("accept a.txt:1 --baseline k.tsv --rule cue-loaded --reason x", "there is no such finding"),
        ("accept a.txt:2 --rules own --baseline k.tsv --reason x", "no-utilise on line 1"),
        ("accept a.txt:1 --rules own --baseline other.txt --reason x", "line 1"),
        ("accept nope.txt --baseline k.tsv --reason x", "nope.txt"),
    ] {
        let ran = desk.run(line).leaves(2);
        assert!(ran.err.contains(expected), "{line}: {ran:#?}");
    }
    assert!(!desk.path().join("k.tsv").exists());
    assert_eq!(desk.read("a.txt").as_bytes(), FLAWED);
}

#[test]
fn a_gate_can_be_loosened() {
    let desk = Desk::with(&[("a.txt", FLAWED), ("mild.txt", b"They leverage it. We leverage it.\n")]);
    desk.write(
        "own/no-leverage.toml",
        RULE.replace("utilise", "leverage")
            .replace("severity = \"error\"", "severity = \"warning\"")
            .as_bytes(),
    );
    desk.run(&format!("a.txt {OWN} --exit-zero")).leaves(0).says("2 errors");
    let mild = "mild.txt --rules own --select no-leverage";
    desk.run(mild).leaves(0).quietly().says("2 warnings");
    desk.run(&format!("{mild} --max-warnings 2")).leaves(0).quietly();
    desk.run(&format!("{mild} --max-warnings 1")).leaves(1).complains(&["--max-warnings 1", "2"]);
    // Those that were accepted do not count.
    desk.run(&format!("{mild} --write-baseline known.tsv")).leaves(0);
    desk.run(&format!("{mild} --max-warnings 0 --baseline known.tsv")).leaves(0).quietly();
}

#[test]
fn articles_can_be_listed_and_left_out() {
    let desk = Desk::with(&[
        ("in/a.txt", FLAWED),
        ("in/b.txt", FLAWED),
        ("in/old/c.txt", FLAWED),
        ("list", b"in/a.txt\r\n\nin/b.txt\n"),
    ]);
    desk.run(&format!("--files-from list {OWN}")).leaves(1).says("2 articles");
    desk.run(&format!("in/old/c.txt --files-from list {OWN}")).leaves(1).says("3 articles");
    desk.pipe(&format!("--files-from - {OWN}"), b"in/b.txt\n").leaves(1).says("1 article,");
    desk.pipe(&format!("--files-from - {OWN}"), b"").leaves(0).says("nothing read");
    desk.run(&format!("in --exclude old --exclude b.txt {OWN}")).leaves(1).says("1 article,");
    desk.write("heard.txt", b"They utilise the bridge.");
    desk.run("verify --files-from list --against heard.txt").leaves(0).says("in/a.txt");
    desk.run(&format!("--files-from none {OWN}")).leaves(2).complains(&["--files-from", "none"]);
    desk.pipe(&format!("--files-from - {OWN}"), b"gone.txt\n").leaves(2).complains(&["gone.txt"]);
}

#[test]
fn sarif_says_what_is_new_what_is_known_and_what_is_gone() {
    let desk = Desk::with(&[("a.txt", FLAWED), ("b.txt", b"We utilise it.\n")]);
    let states = |line: &str, status: i32| -> Vec<(String, String)> {
        let ran = desk.run(&format!("{line} {OWN} -f sarif")).leaves(status);
        let log: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let state = |result: &serde_json::Value| {
            let place = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            (place.as_str().unwrap().to_owned(), result["baselineState"].as_str().unwrap_or("-").to_owned())
        };
        results.iter().map(state).collect()
    };
    let of = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(file, state)| ((*file).to_owned(), (*state).to_owned())).collect()
    };
    assert_eq!(states("a.txt", 1), of(&[("a.txt", "-"), ("a.txt", "-")]));
    desk.run(&format!("a.txt b.txt {OWN} --write-baseline known.tsv")).leaves(0);
    desk.write("a.txt", b"They use the bridge.\n\nWe utilise it too. You utilise it. All utilise it.\n");
    desk.write("b.txt", b"We use it.\n");
    assert_eq!(
        states("a.txt b.txt --baseline known.tsv", 1),
        of(&[("a.txt", "new"), ("a.txt", "unchanged"), ("a.txt", "unchanged"), ("b.txt", "absent")])
    );
    // Of a rule that is off nothing is known.
    let ran = desk.run("b.txt --select quote-unclosed --baseline known.tsv -f sarif").leaves(0);
    assert!(!ran.out.contains("absent"), "{ran:#?}");
}
