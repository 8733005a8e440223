//! Each format of the binary against what it promises.

use crate::support::piped;
use serde_json::Value;
use std::process::Command;

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures");

fn onrecord(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    command
}

fn json(arguments: &[&str], input: &str) -> Value {
    let output = piped(&mut onrecord(arguments), input.as_bytes());
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
fn every_format_is_documented() {
    let page = include_str!("../../docs/formats.md");
    for format in onrecord::report::FORMATS {
        assert!(
            page.contains(&format!("`{}`", format.name)),
            "docs/formats.md does not name {}",
            format.name
        );
        assert!(!format.doc.is_empty() && !format.views.is_empty(), "{}", format.name);
    }
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
        let output = piped(&mut onrecord(&["check", "--format", "json", "-"]), text.as_bytes());
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

/// A folder with an article of an awkward name that has an error, a warning with a related place, and an info; and
/// one with nothing to flag.
fn awkward() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let text = "“Größe & <mehr>,” said Ada Brandt: the the rain falls.\n\nHe said ”no.\n\n\
                Critics say that the bridge is too old.\n";
    std::fs::write(dir.path().join("a & <b> “c”.txt"), text).unwrap();
    std::fs::write(dir.path().join("clean.txt"), "It rained.\n").unwrap();
    std::fs::copy(format!("{FIXTURES}/wire-storm.txt"), dir.path().join("storm.txt")).unwrap();
    dir
}

fn written(dir: &tempfile::TempDir, format: &str) -> String {
    let mut command = onrecord(&["check", "--fail-on", "never", "-f", format, "."]);
    let output = command.current_dir(dir.path()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Every format for machines is whole where there is nothing to say too.
const EMPTY: [(&str, &str); 5] = [
    ("sarif", "\"results\":[\n]"),
    ("gitlab", "[\n]\n"),
    ("rdjson", "\"diagnostics\":[\n]"),
    ("checkstyle", "<checkstyle version=\"8.0\">\n</checkstyle>\n"),
    ("junit", "<testcase name=\"nothing to flag\""),
];

#[test]
fn formats_for_machines_are_whole_when_clean() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("clean.txt"), "It rained.\n").unwrap();
    for (format, part) in EMPTY {
        let shown = written(&dir, format);
        assert!(shown.contains(part), "{format}: {shown}");
    }
}

#[test]
fn sarif_is_as_github_reads_it() {
    let dir = awkward();
    let log: Value = serde_json::from_str(&written(&dir, "sarif")).unwrap();
    assert_eq!((&log["version"], log["runs"].as_array().unwrap().len()), (&"2.1.0".into(), 1));
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.len() > 20 && rules.iter().all(|r| r["shortDescription"]["text"].is_string()));
    let results = run["results"].as_array().unwrap();
    let mut levels: Vec<_> = results.iter().map(|r| r["level"].as_str().unwrap()).collect();
    levels.sort_unstable();
    levels.dedup();
    assert_eq!(levels, ["error", "note", "warning"]);
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(result["partialFingerprints"]["onrecord/v1"].as_str().unwrap().len(), 16);
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(!uri.contains([' ', '<', '“', '&']) && !uri.starts_with("./"), "{uri}");
        assert_eq!(place["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    }
    let repeated = results.iter().find(|r| r["ruleId"] == "repeated-word").unwrap();
    let region = &repeated["locations"][0]["physicalLocation"]["region"];
    // Characters, not bytes: “ ö ß ” are before.
    assert_eq!((&region["startColumn"], &region["snippet"]["text"]), (&36.into(), &"the the".into()));
    assert_eq!(region["byteOffset"], 41);
    let pair = results.iter().find(|r| r["ruleId"] == "quote-speaker-conflict").unwrap();
    assert_eq!(pair["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 3);
}

#[test]
fn gitlab_issues_have_fingerprints_of_their_own() {
    let dir = awkward();
    std::fs::copy(dir.path().join("storm.txt"), dir.path().join("storm2.txt")).unwrap();
    let issues: Value = serde_json::from_str(&written(&dir, "gitlab")).unwrap();
    let issues = issues.as_array().unwrap();
    let prints: std::collections::HashSet<_> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), issues.len());
    for issue in issues {
        assert!(["info", "minor", "major"].contains(&issue["severity"].as_str().unwrap()));
        assert!(issue["description"].as_str().unwrap().contains(issue["check_name"].as_str().unwrap()));
        assert!(issue["location"]["lines"]["begin"].as_u64() <= issue["location"]["lines"]["end"].as_u64());
    }
}

#[test]
fn rdjson_counts_columns_in_bytes() {
    let report: Value = serde_json::from_str(&written(&awkward(), "rdjson")).unwrap();
    assert_eq!(report["source"]["name"], "onrecord");
    let all = report["diagnostics"].as_array().unwrap();
    let repeated = all.iter().find(|d| d["code"]["value"] == "repeated-word").unwrap();
    assert_eq!(repeated["severity"], "ERROR");
    let range = &repeated["location"]["range"];
    assert_eq!(range["start"], serde_json::json!({ "line": 1, "column": 42 }));
    assert_eq!(range["end"], serde_json::json!({ "line": 1, "column": 49 }));
    let pair = all.iter().find(|d| d["code"]["value"] == "quote-speaker-conflict").unwrap();
    assert_eq!(pair["related_locations"][0]["location"]["range"]["start"]["line"], 3);
}

#[test]
fn xml_is_well_formed_and_counts_right() {
    let dir = awkward();
    for format in ["checkstyle", "junit"] {
        let shown = written(&dir, format);
        assert!(shown.contains("a &amp; &lt;b&gt; “c”.txt"), "{shown}");
        well_formed(&shown);
    }
    let junit = written(&dir, "junit");
    let counted: usize = numbers(&junit, "failures=\"");
    assert_eq!(
        (junit.matches("<failure ").count(), junit.matches("<testcase ").count()),
        (counted, numbers(&junit, "tests=\""))
    );
}

/// The sum of the numbers after `key`.
fn numbers(text: &str, key: &str) -> usize {
    text.split(key).skip(1).filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok()).sum()
}

/// Elements close in the order in which they open, and no text holds a bare `<` or `&`.
fn well_formed(xml: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in xml.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("<{piece}"));
        assert!(!text.contains('>'), "{text}");
        for part in [tag, text] {
            let entities = ["amp;", "lt;", "gt;", "quot;", "apos;"];
            assert!(
                part.split('&').skip(1).all(|rest| entities.iter().any(|e| rest.starts_with(e))),
                "{part}"
            );
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.starts_with('?') && !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

/// The confidence of the model and its weights change with every training: only the rest is compared.
#[test]
fn why_the_border_talks_read_so() {
    let page = snapshot(&["why", "fixtures/border-talks.txt:7"]);
    let numbers = regex::Regex::new(r"(?s) *[<>]?\d+%(?:; then .*?%\n)?").unwrap();
    let clues = regex::Regex::new(r"(?s)(What the reader relied on\n).*?(   Which cue)").unwrap();
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

/// A report of tests says what the exit status says, at every level.
#[test]
fn junit_fails_where_the_run_does() {
    let dir = awkward();
    for (level, fails) in [("error", 1), ("warning", 1), ("info", 1), ("never", 0)] {
        let mut command = onrecord(&["check", "--fail-on", level, "-f", "junit", "."]);
        let output = command.current_dir(dir.path()).output().unwrap();
        let report = String::from_utf8(output.stdout).unwrap();
        let failures = report.matches("<failure ").count();
        assert_eq!(output.status.code(), Some(fails), "{level}");
        assert_eq!(failures > 0, fails == 1, "{level}: {report}");
        let of = |severity: &str| report.matches(&format!("type=\"{severity}\"")).count();
        assert_eq!(of("warning") > 0, ["warning", "info"].contains(&level), "{level}");
        assert_eq!(of("info") > 0, level == "info", "{level}");
    }
}

/// Too many warnings fail a run, and are a test that failed.
#[test]
fn junit_fails_where_a_limit_does() {
    let dir = awkward();
    for (most, fails) in [("0", true), ("99", false)] {
        let line = ["check", "--fail-on", "never", "--max-warnings", most, "-f", "junit", "."];
        let output = onrecord(&line).current_dir(dir.path()).output().unwrap();
        let report = String::from_utf8(output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(i32::from(fails)), "{report}");
        assert_eq!(report.contains("<failure message=\"--max-warnings 0: there are "), fails, "{report}");
        well_formed(&report);
    }
}

#[test]
fn sarif_explains_its_rules() {
    let log: Value = serde_json::from_str(&written(&awkward(), "sarif")).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let rule = |id: &str| rules.iter().find(|rule| rule["id"] == id).unwrap();
    let help = rule("quote-unclosed")["help"]["markdown"].as_str().unwrap();
    assert!(help.starts_with("**A quotation that is never closed**\n\n**Why it matters.** "), "{help}");
    assert!(help.contains("\n\n**What to do.** ") && help.contains("\n\n**Known limits.** "), "{help}");
    let measured: Vec<_> = rules.iter().filter_map(|rule| rule["properties"]["precision"].as_str()).collect();
    assert!(measured.len() > 5 && measured.contains(&"very-high"), "{measured:?}");
    assert!(
        measured.iter().all(|word| ["very-high", "high", "medium", "low"].contains(word)),
        "{measured:?}"
    );
}

#[test]
fn rdjsonl_is_rdjson_in_lines() {
    let dir = awkward();
    let whole: Value = serde_json::from_str(&written(&dir, "rdjson")).unwrap();
    let lines: Vec<Value> =
        written(&dir, "rdjsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), whole["diagnostics"].as_array().unwrap().len());
    for (line, one) in lines.iter().zip(whole["diagnostics"].as_array().unwrap()) {
        assert_eq!(line["source"]["name"], "onrecord");
        assert_eq!((&line["message"], &line["location"]), (&one["message"], &one["location"]));
    }
}

/// The first line says what was found, where all is known by then, and fits a narrow terminal.
#[test]
fn the_text_report_begins_with_what_was_found() {
    let dir = tempfile::tempdir().unwrap();
    let long = "a-long-name-for-an-article-on-the-new-bridge-at-torvik.txt";
    std::fs::write(dir.path().join("a.txt"), "It was was late.\n\nThe the end, he claimed.\n").unwrap();
    std::fs::write(dir.path().join(long), "It was was late.\n").unwrap();
    std::fs::write(dir.path().join("fine.txt"), "It was late.\n").unwrap();
    let first = |line: &[&str], columns: &str| -> String {
        let output = onrecord(line).env("COLUMNS", columns).current_dir(dir.path()).output().unwrap();
        String::from_utf8(output.stdout).unwrap().split("\n\n").next().unwrap().to_owned()
    };
    let of = |name: &str| first(&["check", "--select", "repeated-word", name], "100");
    assert_eq!(of("a.txt"), "2 errors in 1 article; most urgent: repeated-word at a.txt:1");
    // An error is more urgent than a warning that would cost more.
    std::fs::write(dir.path().join("b.txt"), "Sources said that it is late.\n\nIt was was late.\n").unwrap();
    let both = first(&["check", "--select", "repeated-word,source-anonymous", "b.txt"], "100");
    assert_eq!(both, "1 error, 1 warning in 1 article; most urgent: repeated-word at b.txt:3");
    assert_eq!(of("fine.txt"), "1 article, 3 words: nothing to flag\n");
    assert_eq!(
        first(&["check", "--select", "repeated-word", long], "60"),
        format!("1 error in 1 article\nMost urgent: repeated-word at {long}:1")
    );
    assert!(first(&["check", "-q", "--select", "repeated-word", "a.txt"], "100").starts_with("error["));
    // A run that is not whole in memory ends with its totals only.
    for number in 0..80 {
        std::fs::write(dir.path().join(format!("n{number}.txt")), "It was was late.\n").unwrap();
    }
    let many = first(&["check", "-j", "1", "--select", "repeated-word", "."], "100");
    assert!(many.starts_with("error["), "{many}");
}

/// An article that cannot be read is in the reports that a service reads, as stderr is not.
#[test]
fn what_cannot_be_read_is_reported() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("a.txt"), "It rained.\n").unwrap();
    std::fs::write(dir.path().join("b.txt"), [0; 100]).unwrap();
    std::fs::create_dir(dir.path().join("empty")).unwrap();
    for (format, part) in [
        ("junit", "<testcase name=\"unreadable\" classname=\"NAME\">"),
        ("gitlab", "\"check_name\":\"unreadable\""),
        ("checkstyle", "<file name=\"NAME\">\n<error line=\"1\" severity=\"error\" message="),
        ("rdjson", "\"location\":{\"path\":\"NAME\"}"),
        ("rdjsonl", "\"location\":{\"path\":\"NAME\"}"),
        ("github", "::error title=unreadable,file=NAME::NAME: "),
        ("sarif", "\"executionSuccessful\":false"),
    ] {
        for (name, why) in
            [("nope.txt", "no such file"), ("b.txt", "is binary data"), ("empty", "in this folder")]
        {
            let mut command = onrecord(&["check", "-f", format, "a.txt", name]);
            let output = command.current_dir(dir.path()).output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{format}");
            let report = String::from_utf8(output.stdout).unwrap();
            assert!(report.contains(&part.replace("NAME", name)), "{format} {name}: {report}");
            assert!(report.contains(why), "{format} {name}: {report}");
            if ["gitlab", "rdjson", "rdjsonl", "sarif"].contains(&format) {
                let report: Value = serde_json::from_str(&report).unwrap();
                if format == "sarif" {
                    let told = &report["runs"][0]["invocations"][0]["toolExecutionNotifications"];
                    assert_eq!(told.as_array().unwrap().len(), 1, "{told}");
                    let place = &told[0]["locations"][0]["physicalLocation"]["artifactLocation"];
                    assert_eq!((&told[0]["level"], &place["uri"]), (&"error".into(), &name.into()));
                }
            }
        }
    }
}

/// A table in which nothing was checked does not say that nothing was found.
#[test]
fn reports_of_findings_are_not_made_of_tables() {
    for view in ["figures", "quotes"] {
        for format in ["junit", "sarif", "gitlab", "github", "checkstyle", "rdjson", "line"] {
            let output = onrecord(&[view, "-f", format, "fixtures/border-talks.txt"]).output().unwrap();
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{view} {format}");
        }
    }
}
