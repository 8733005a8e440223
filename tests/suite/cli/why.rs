//! `onrecord why`: what decided about the attributions of a line.

use crate::cli::desk::Desk;

const ARTICLE: &str = "\
The bridge at Elm will stay shut, the council said on Monday.

“It was never safe,” Petra Hollis told the Courier. She added that nobody had listened.

It rained.
";

fn desk() -> Desk {
    Desk::with(&[
        ("a.txt", ARTICLE.as_bytes()),
        ("b: draft.txt", ARTICLE.as_bytes()),
        ("c.txt", b"It rained.\n"),
    ])
}

#[test]
fn a_line_is_explained() {
    let desk = desk();
    let ran = desk.run("why a.txt:3").leaves(0).quietly();
    assert!(!ran.out.contains('\u{1b}'), "{ran:?}");
    for part in [
        "a.txt:3: 2 attributions",
        "1. Petra Hollis, direct speech; cue “tell”, neutral; the Courier",
        "3:1", // where the content begins
        "“It was never safe,”",
        "The cue “told” is in the list of cues: tell, neutral.",
        "The source “Petra Hollis” is right before the cue.",
        "2. Petra Hollis, reported speech; cue “add”, neutral",
        "“She” is a pronoun; its antecedent is Petra Hollis.",
        "“She” on line 3 ← “Petra Hollis” on line 3",
        "; then ",
        "nobody, ", // what else the source might have been
    ] {
        assert!(ran.out.contains(part), "{part:?} is not in {ran:#?}");
    }
    desk.run("why a.txt:3 --color always").leaves(0).says("\u{1b}[");
}

#[test]
fn a_column_chooses_among_them() {
    let desk = desk();
    desk.run("why a.txt:3:2").leaves(0).says("1 attribution\n").says("It was never safe");
    desk.run("why a.txt:3:60").leaves(0).says("1 attribution\n").says("nobody had listened");
    // What a report shows can be pasted, colon and all.
    desk.run("why a.txt:3:60:").leaves(0).says("nobody had listened");
}

#[test]
fn nobody_quoted_names_the_nearest() {
    let desk = desk();
    desk.run("why a.txt:5")
        .leaves(0)
        .quietly()
        .says("no attribution on line 5; nearest: onrecord why a.txt:3\n");
    desk.run("why c.txt:1").leaves(0).says("the article has none");
}

#[test]
fn odd_paths_are_files() {
    let desk = desk();
    let mut command = desk.command("why");
    command.arg("b: draft.txt:3");
    crate::cli::desk::finish(&mut command).leaves(0).says("b: draft.txt:3: 2 attributions");
    desk.pipe("why -:3", ARTICLE.as_bytes()).leaves(0).says("<stdin>:3: 2 attributions");
}

#[test]
fn what_is_not_there_is_two() {
    let desk = desk();
    for (place, expected) in [
        ("nope.txt:3", "nope.txt: no such file"),
        ("C:\\desk\\nope.txt:3", "C:\\desk\\nope.txt: no such file"),
        ("a.txt", "add the line, as in a.txt:7"),
        ("a.txt:9", "a.txt: has 5 lines; there is no line 9"),
        ("a.txt:5:99", "line 5 has 10 columns; there is no column 99"),
        ("a.txt:0", "counted from 1"),
        ("a.txt:99999999999999999999", "a.txt: there is no line 99999999999999999999"),
        ("a.txt:4294967296", "there is no line 4294967296"),
        ("a.txt:4294967295", "there is no line 4294967295"),
        ("a.txt:5:99999999999", "99999999999"),
    ] {
        let ran = desk.run(&format!("why {place}")).leaves(2).complains(&[expected]);
        assert_eq!(ran.out, "");
    }
}

#[test]
fn programs_read_the_same() {
    let ran = desk().run("why a.txt:3:60 -f json").leaves(0).quietly();
    let page: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let one = &page["attributions"][0];
    assert_eq!((&page["line"], &page["path"]), (&3.into(), &"a.txt".into()));
    assert_eq!(one["speaker"]["name"], "Petra Hollis");
    assert_eq!(one["speaker"]["chain"][0]["text"], "Petra Hollis");
    assert_eq!(one["source"]["text"], "She");
    assert_eq!(one["source_options"][0]["text"], "She");
    assert!(one["source_options"][1]["odds"].as_f64().unwrap() < 0.5);
    let parts: Vec<_> =
        one["parts"].as_array().unwrap().iter().map(|p| p["part"].as_str().unwrap()).collect();
    assert_eq!(parts, ["source", "cue", "content"]);
    let nobody = desk().run("why a.txt:5 -f json").leaves(0);
    let page: serde_json::Value = serde_json::from_str(&nobody.out).unwrap();
    assert_eq!(page["attributions"].as_array().unwrap().len(), 0);
}
