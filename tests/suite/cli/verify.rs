//! `onrecord verify`: quotations against transcripts.

use crate::cli::desk::Desk;

const SAID: &str = "\
HOLLIS: We will rebuild every house on this street before the winter comes. I said so to the minister.
REYLE: Nobody warned us that the river would rise.
";

fn desk(article: &str) -> Desk {
    Desk::with(&[("a.txt", article.as_bytes()), ("said/hearing.txt", SAID.as_bytes())])
}

#[test]
fn what_was_said_passes() {
    let desk = desk("“We will rebuild every house on this street,” said Petra Hollis.\n");
    let ran = desk.run("verify a.txt --against said/hearing.txt").leaves(0).quietly();
    let ran = ran.says("a.txt: 1 quotation: 1 verbatim");
    assert!(ran.says("said/hearing.txt, line 1, HOLLIS").out.contains("line 1: “We will"));
    desk.run("verify -q a.txt --against said").leaves(0).quietly();
}

#[test]
fn what_was_not_said_so_fails() {
    let desk = desk(
        "“We will rebuild every home on this street,” said Petra Hollis. “The dam was built of paper,” she said.\n",
    );
    let ran = desk.run("verify a.txt --against said").leaves(1).quietly();
    let ran = ran.says("We will rebuild every [-house-] {+home+} on this street").says("1 not found");
    assert!(!ran.out.contains('\u{1b}'), "{ran:?}");
    let coloured = desk.run("verify a.txt --against said --color always").leaves(1);
    coloured.says("\u{1b}[9m\u{1b}[31m[-house-]");
    desk.run("verify a.txt --against said --fail-on error").leaves(0);
    desk.run("verify a.txt --against said --ignore quote-differs-from-source,quote-not-in-source").leaves(0);
    desk.run("verify a.txt --against said -f line")
        .leaves(1)
        .says("a.txt:1:1: warning: ")
        .says("[quote-differs-from-source]")
        .says("[quote-not-in-source]");
}

#[test]
fn a_wrong_speaker_is_counted_once_and_named() {
    let desk = desk(
        "“We will rebuild every house on this street,” said Petra Hollis.\n\n\
         “Nobody warned us that the river would rise,” said Petra Hollis.\n",
    );
    let ran = desk.run("verify a.txt --against said").leaves(1).quietly();
    let ran = ran.says("2 quotations: 1 verbatim, 1 wrong speaker\n");
    ran.says("wrong speaker  line 3: “Nobody warned us").says("the article says Petra Hollis");
}

#[test]
fn the_report_is_for_programs_too() {
    let desk = desk("“We will rebuild every home on this street,” said Petra Hollis.\n");
    let ran = desk.run("verify a.txt --against said -f json").leaves(1);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let one = &report["documents"][0]["verified"][0];
    assert_eq!((&one["verdict"], &one["quote"]), (&"altered".into(), &"q1".into()));
    assert_eq!(one["passages"][0]["speaker"], "HOLLIS");
    assert_eq!(one["changes"][1], serde_json::json!({ "change": "left-out", "text": "house" }));
    assert_eq!(report["documents"][0]["findings"][0]["rule"], "quote-differs-from-source");
    // Without a transcript nothing is said of any.
    let plain = desk.run("a.txt -f json").leaves(0);
    let report: serde_json::Value = serde_json::from_str(&plain.out).unwrap();
    assert_eq!(report["documents"][0].get("verified"), None);
}

#[test]
fn a_transcript_that_cannot_be_read_ends_the_run() {
    let desk = desk("“We will,” said Petra Hollis.\n");
    desk.write("empty.srt", b"1\n00:00:01,000 --> 00:00:02,000\n[music]\n");
    desk.write("a.pdf", b"%PDF-1.7\n");
    std::fs::create_dir(desk.path().join("nothing")).unwrap();
    for (transcript, expected) in [
        ("nope.srt", "nope.srt: no such file"),
        ("empty.srt", "empty.srt: the transcript has no spoken words"),
        ("a.pdf", "a.pdf: is a PDF"),
        ("nothing", "nothing: no articles in this folder"),
    ] {
        let ran = desk.run(&format!("verify a.txt --against said {transcript}"));
        let ran = ran.leaves(2).complains(&[expected]);
        assert_eq!((&*ran.out, ran.err.matches(expected).count()), ("", 1), "{ran:#?}");
    }
    desk.run("verify nope.txt --against said").leaves(2).complains(&["nope.txt: no such file"]);
    let ran = desk.run("verify a.txt").leaves(2);
    assert!(ran.err.contains("--against"), "{ran:?}");
}

/// Whatever the order is, and whatever the folders hold, the article is the article.
#[test]
fn an_article_is_never_held_against_itself() {
    let article = "“We will rebuild every house on this street,” said Petra Hollis. “The dam was built of paper,” she said.\n";
    let desk = desk(article);
    let expected = desk.run("verify a.txt --against said").leaves(1).out;
    assert!(expected.contains("1 not found"));
    for line in [
        "verify --against said a.txt",
        "verify --against said/hearing.txt -- a.txt",
        "verify a.txt --against said said/hearing.txt",
        "verify a.txt --against .",
        "verify --against . a.txt",
        "verify a.txt --against said/../.",
    ] {
        let ran = desk.run(line).leaves(1);
        assert_eq!(ran.out.lines().next(), expected.lines().next(), "{line}");
    }
    desk.run("verify a.txt --against a.txt").leaves(2).complains(&["a.txt: is the article, and cannot be"]);
    desk.run("verify a.txt --against said ./a.txt").leaves(2).complains(&["a.txt: is the article"]);
    let ran = desk.run("verify . --against said/hearing.txt").leaves(1);
    assert!(!ran.out.contains("said/hearing.txt: "), "the transcript is no article: {ran:?}");
    let alone = Desk::with(&[("in/a.txt", article.as_bytes())]);
    alone
        .run("verify in/a.txt --against in")
        .leaves(2)
        .complains(&["in: no transcript is there, only the article"]);
    alone.run("verify in --against in").leaves(2).complains(&["no transcript is there"]);
    alone.run("verify in --against in/a.txt").leaves(2).complains(&["no article is there"]);
    alone.run("verify --against in/a.txt").leaves(2).complains(&["name the article too"]);
}

#[test]
fn standard_input_is_read_once() {
    let desk = desk("“We will rebuild every house,” said Petra Hollis.\n");
    for line in [
        "verify - --against -",
        "verify - --against said -",
        "verify a.txt - --against -",
        "verify --against - -",
    ] {
        desk.pipe(line, b"HOLLIS: We will.\n").leaves(2).complains(&["can be read once"]);
    }
    desk.pipe("verify a.txt --against -", SAID.as_bytes()).leaves(0).says("1 verbatim");
    let article = "“We will rebuild every house,” said Petra Hollis.\n";
    desk.pipe("verify - --against said", article.as_bytes()).leaves(0).says("1 verbatim");
}

#[test]
fn labels_that_name_nobody_are_held_against_nobody() {
    for label in
        ["SPEAKER_01:", "[SPEAKER_01]", "speaker 2:", "Man in crowd:", ">>", "DRIVER:", "Council Leader:"]
    {
        let desk = desk(
            "“The gate was held together with paint,” said Petra Hollis, a driver and council leader.\n",
        );
        let said =
            format!("HOLLIS: I begin.\n{label} The gate was held together with paint.\nHOLLIS: I end.\n");
        desk.write("said/hearing.txt", said.as_bytes());
        desk.run("verify a.txt --against said").leaves(0).quietly().says("1 verbatim");
    }
    let desk = desk("“The gate was held together with paint,” said Petra Hollis.\n");
    desk.write("said/hearing.txt", b"Paul Drew (engineer): The gate was held together with paint.\n");
    desk.run("verify a.txt --against said").leaves(1).says("1 wrong speaker");
}

#[test]
fn words_of_two_people_are_stitched() {
    let desk =
        desk("“I said so to the minister. Nobody warned us that the river would rise,” said Petra Hollis.\n");
    desk.run("verify a.txt --against said").leaves(1).quietly().says("1 stitched");
    // A change of words is not made of the next turn's.
    let desk = self::desk("“I said so to the minister of water,” said Petra Hollis.\n");
    let ran = desk.run("verify a.txt --against said").leaves(1).quietly();
    assert!(!ran.says("1 altered").out.contains("Nobody"));
}

#[test]
fn programs_that_hear_are_read() {
    let desk = desk("“We will rebuild every house on this street,” said Petra Hollis.\n");
    let whisper =
        r#"{"text":"","segments":[{"start":61.5,"text":" We will rebuild every house on this street."}]}"#;
    desk.write("said/hearing.txt", b"HOLLIS: I begin.\n");
    desk.write("said/hearing.json", whisper.as_bytes());
    desk.run("verify a.txt --against said").leaves(0).quietly().says("said/hearing.json, line 1, 00:01:01");
}
