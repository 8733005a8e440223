//! Comments that silence findings in Markdown and HTML.

use crate::cli::desk::{Desk, OWN};
use crate::support::root;

const NOTE: &str = "# They utilise it\n\n<!-- onrecord: ignore[no-utilise] the firm's own word -->\nThey utilise the bridge.\n\nWe utilise it.\n";

#[test]
fn a_comment_silences_and_is_counted_in_every_format() {
    let desk = Desk::with(&[("a.md", NOTE.as_bytes())]);
    let ran = |format: &str| desk.run(&format!("a.md {OWN} -f {format}")).leaves(1).quietly().out;
    for format in ["text", "markdown", "html"] {
        assert!(ran(format).contains("1 silenced by comments"), "{}", ran(format));
    }
    let json: serde_json::Value = serde_json::from_str(&ran("json")).unwrap();
    assert_eq!(json["summary"]["silenced"], 1);
    assert_eq!(json["documents"][0]["accepted"][0]["reason"], "the firm's own word");
    assert_eq!(json["documents"][0]["findings"].as_array().unwrap().len(), 2);
    let sarif: serde_json::Value = serde_json::from_str(&ran("sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let silenced: Vec<_> = results.iter().filter_map(|result| result["suppressions"].get(0)).collect();
    assert_eq!(silenced.len(), 1);
    assert_eq!(
        (&silenced[0]["kind"], &silenced[0]["justification"]),
        (&"inSource".into(), &"the firm's own word".into())
    );
    // The others show no more than what is reported.
    for format in ["line", "github", "gitlab", "checkstyle", "rdjson"] {
        assert_eq!(ran(format).matches("say use").count(), 2, "{format}");
    }
    assert_eq!(ran("junit").matches("<failure").count(), 2);
    desk.run(&format!("a.md {OWN} --no-ignore-comments")).leaves(1).says("3 errors");
}

#[test]
fn html_has_comments_too_and_text_has_none() {
    let page = "<p>They utilise it.</p><!-- onrecord: ignore[all] x -->\n<p>We utilise it.</p>\n";
    let desk = Desk::with(&[
        ("a.html", page.as_bytes()),
        ("a.txt", b"They utilise it.\n<!-- onrecord: ignore-file[all] x -->\n"),
    ]);
    desk.run(&format!("a.html {OWN}")).leaves(1).quietly().says("1 error (1 silenced by comments)");
    desk.run(&format!("a.txt {OWN}")).leaves(1).says("1 error");
}

#[test]
fn comments_that_do_nothing_are_named() {
    let desk = Desk::with(&[]);
    for (comment, expected) in [
        (
            "ignore[no-utilize] x",
            "a.md:1: comment: no rule or family is called no-utilize; did you mean no-utilise?",
        ),
        ("ignore[no-utilise] x", "a.md:1: comment: ignores no-utilise, which finds nothing there"),
        ("ignore", "a.md:1: comment: name the rule: ignore[rule] reason"),
        ("ignore[\u{1b}[31m] x", "a.md:1: comment: no rule or family is called"),
    ] {
        desk.write("a.md", format!("<!-- onrecord: {comment} -->\n\nThey use it.\n").as_bytes());
        desk.run(&format!("a.md {OWN}")).leaves(0).complains(&[expected]);
    }
    // Of a rule that is off, nothing is known.
    desk.write("a.md", b"<!-- onrecord: ignore[no-utilise] x -->\n\nThey use it.\n");
    desk.run("a.md --rules own --select repeated-word").leaves(0).quietly();
    // A newsroom may ask for reasons.
    desk.write("a.md", b"They utilise it. <!-- onrecord: ignore[no-utilise] -->\n");
    desk.run(&format!("a.md {OWN}")).leaves(0).quietly();
    desk.write("onrecord.toml", b"require-reasons = true\n");
    desk.run(&format!("a.md {OWN}")).leaves(1).complains(&["a.md:1: comment: gives no reason"]);
}

#[test]
fn the_examples_of_the_pages_silence_something() {
    for page in ["README.md", "docs/findings.md"] {
        let text = std::fs::read_to_string(root(page)).unwrap();
        let blocks: Vec<&str> =
            text.split("```markdown\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
        assert!(!blocks.is_empty(), "{page}");
        for block in blocks {
            let desk = Desk::with(&[("a.md", block.as_bytes())]);
            desk.run("a.md --fail-on info").leaves(0).quietly().says("silenced by comments");
        }
    }
}
