//! Each format of the binary against what it promises.

use assert_cmd::Command;
use serde_json::Value;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");

fn onrecord(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("onrecord").unwrap();
    command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    command
}

fn json(arguments: &[&str], input: &str) -> Value {
    let output = onrecord(arguments).write_stdin(input).output().unwrap();
    assert!(output.status.code() < Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The JSON Schema itself, checked and ready.
fn schema() -> jsonschema::Validator {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/report.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

fn assert_valid(report: &Value) {
    let errors: Vec<_> =
        schema().iter_errors(report).map(|e| format!("{}: {e}", e.instance_path())).take(5).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn json_reports_follow_the_schema() {
    let report = json(&["check", "--format", "json", FIXTURES], "");
    assert_valid(&report);
    assert_eq!(report["summary"]["documents"], report["documents"].as_array().unwrap().len());
    assert!(report["documents"].as_array().unwrap().len() >= 11);
}

#[test]
fn the_schema_refuses_what_it_should() {
    let mut report = json(&["check", "--format", "json", "-"], "“Yes,” said Ann Lee.");
    assert_valid(&report);
    report["documents"][0]["findings"] = serde_json::json!([{ "rule": "Not An Id" }]);
    assert!(!schema().is_valid(&report));
}

#[test]
fn json_of_odd_texts_is_valid() {
    let texts = [
        "",
        "\n\n",
        "x",
        "\u{feff}“",
        "He said ”.",
        "\u{1b}[31m “\u{202e}”\u{0} said",
        "日本 “語” said Ann.\r\n",
    ];
    for text in texts {
        let output = onrecord(&["check", "--format", "json", "-"]).write_stdin(text).output().unwrap();
        // An empty text may be refused as no article; what is written on stdout is a valid report all the same.
        assert_valid(&serde_json::from_slice(&output.stdout).unwrap());
    }
}

#[test]
fn spans_are_bytes_of_the_text_and_places_are_characters() {
    for name in ["border-talks", "wire-storm", "harbour-trial"] {
        let path = format!("{FIXTURES}/{name}.txt");
        let text = std::fs::read_to_string(&path).unwrap();
        let report = json(&["check", "--format", "json", &path], "");
        let mut passages = 0;
        each_passage(&report["documents"][0], &mut |passage| {
            let spans = passage["spans"].as_array().unwrap();
            let number = |span: &Value, key: &str| span[key].as_u64().unwrap() as usize;
            let pieces: Vec<_> = spans.iter().map(|s| &text[number(s, "start")..number(s, "end")]).collect();
            if let Some(words) = passage["text"].as_str() {
                assert_eq!(words, pieces.join(" … "));
            }
            for span in spans {
                let before = &text[..number(span, "start")];
                let line = before.rsplit('\n').next().unwrap();
                assert_eq!(number(span, "line"), before.matches('\n').count() + 1);
                assert_eq!(number(span, "column"), line.chars().count() + 1);
            }
            passages += 1;
        });
        assert!(passages > 10, "{name}: only {passages}");
    }
}

fn each_passage(value: &Value, visit: &mut dyn FnMut(&Value)) {
    match value {
        Value::Object(map) => {
            if map.contains_key("spans") {
                visit(value);
            }
            map.values().for_each(|inner| each_passage(inner, visit));
        }
        Value::Array(values) => values.iter().for_each(|inner| each_passage(inner, visit)),
        _ => {}
    }
}

#[test]
fn ids_lead_to_what_they_name() {
    let report = json(&["check", "--format", "json", FIXTURES], "");
    for document in report["documents"].as_array().unwrap() {
        let ids = |kind: &str| -> Vec<&str> {
            document[kind].as_array().unwrap().iter().map(|fact| fact["id"].as_str().unwrap()).collect()
        };
        let (entities, attributions) = (ids("entities"), ids("attributions"));
        for attribution in document["attributions"].as_array().unwrap() {
            if let Some(entity) = attribution["source"]["entity"].as_str() {
                assert!(entities.contains(&entity));
            }
        }
        for figure in document["figures"].as_array().unwrap() {
            if let Some(attribution) = figure["attribution"].as_str() {
                assert!(attributions.contains(&attribution));
            }
        }
    }
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let report = |threads| {
        onrecord(&["check", "--format", "json", "--threads", threads, FIXTURES]).output().unwrap().stdout
    };
    assert_eq!(report("1"), report("4"));
}

/// Snapshots are of the binary's own output, without colour, at 100 columns.
fn snapshot(arguments: &[&str]) -> String {
    let output = onrecord(arguments).env("COLUMNS", "100").output().unwrap();
    assert!(output.status.code() < Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn text_report_of_the_border_talks() {
    insta::assert_snapshot!(snapshot(&["check", "fixtures/border-talks.txt"]));
}

#[test]
fn quote_sheet_of_the_border_talks() {
    insta::assert_snapshot!(snapshot(&["quotes", "fixtures/border-talks.txt"]));
}

#[test]
fn figures_of_the_river_war() {
    insta::assert_snapshot!(snapshot(&["figures", "fixtures/river-war.txt"]));
}

#[test]
fn verified_against_a_hearing_and_a_broadcast() {
    let against = ["--against", "fixtures/transcripts"];
    insta::assert_snapshot!(snapshot(
        &[&["verify", "fixtures/reservoir-hearing.txt"], &against[..]].concat()
    ));
    let report =
        json(&[&["verify", "-f", "json", "fixtures/reservoir-hearing.txt"], &against[..]].concat(), "");
    assert_valid(&report);
    assert_eq!(report["documents"][0]["verified"].as_array().unwrap().len(), 10);
}

/// How sure the model is, and what it weighs, change with every training: only the rest is held.
#[test]
fn why_the_border_talks_read_so() {
    let page = snapshot(&["why", "fixtures/border-talks.txt:7"]);
    let numbers = regex::Regex::new(r"(?s) *[<>]?\d+%(?:; then .*?%\n)?").unwrap();
    let clues = regex::Regex::new(r"(?s)(What the reader went by\n).*?(   Which cue)").unwrap();
    insta::assert_snapshot!(clues.replace_all(&numbers.replace_all(&page, " n%"), "${1}     …\n$2"));
}

#[test]
fn colours_only_where_they_are_wanted() {
    let coloured = |when: &str| {
        let output = onrecord(&["check", "--color", when, "fixtures/cup-final.txt"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().contains("\u{1b}[")
    };
    assert!(coloured("always"));
    assert!(!coloured("auto"));
    assert!(!coloured("never"));
}
