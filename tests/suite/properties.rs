//! What holds for any input at all, tried on a hundred or so at random: `PROPTEST_CASES=10000 cargo test
//! properties::` tries more, and `fuzz/` looks for the rest.

use crate::support::CHECKER;
use onrecord::Document;
use onrecord::input::read;
use onrecord::lexicon::Lexicons;
use onrecord::report::{Json, Renderer, Summary};
use onrecord::rules::{Catalogue, Finding, RuleError};
use onrecord::text::Article;
use proptest::prelude::*;
use serde_json::Value;
use std::sync::LazyLock;

static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(include_str!("../../docs/report.schema.json")).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
});

fn check(text: &str) -> Document<'static> {
    CHECKER.check(Article::new("a.txt", text.to_owned(), None))
}

pub(crate) fn json(document: &Document) -> Vec<u8> {
    let mut out = Vec::new();
    Json.begin(&mut out).unwrap();
    Json.document(document, &mut out).unwrap();
    Json.end(&Summary::of(document), &mut out).unwrap();
    out
}

/// What news is made of, and what gets into it: marks, names, numbers, dates, mark-up, characters of no width.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "''",
    "‘",
    "’",
    "'",
    "«",
    "»",
    "„",
    "(",
    ")",
    "[",
    "]",
    "—",
    "–",
    "-",
    "…",
    ". . .",
    ",",
    ".",
    ". ",
    "! ",
    "? ",
    ": ",
    "; ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{200b}",
    "\u{301}",
    "\u{202e}",
    "\0",
    "\u{1b}[31m",
    "日本",
    "🇳🇴",
    "é",
    "ß",
    "İ",
    "said ",
    " said",
    "said that ",
    "told reporters ",
    "according to ",
    "denied ",
    "asked ",
    "wrote ",
    "says ",
    "who ",
    "he ",
    "She ",
    "they ",
    "his ",
    "I ",
    "we ",
    "the ",
    "The ",
    "the the ",
    "a ",
    "of ",
    "and ",
    "in ",
    "on ",
    "from ",
    "to ",
    "Ada Brandt",
    "Brandt",
    "Brant",
    "Tom Brandt",
    "Mayor ",
    "Mr. ",
    "Dr. ",
    "Sen. ",
    "U.S. ",
    "Ms. Okell",
    "Marta Okell, 41,",
    "the 44-year-old ",
    "officials ",
    "a person familiar with the matter ",
    "it is feared ",
    "Norland ",
    "the Harbour Board ",
    "NATO ",
    "North Atlantic Pact (NAP) ",
    "100,000 soldiers ",
    "10,000 troops ",
    "thousands of ",
    "more than ",
    "between ",
    "$200 million ",
    "200 million dollars ",
    "12 percent ",
    "1/2 ",
    "2½ ",
    "52-48 ",
    "15bn ",
    "half a million ",
    "up 5% from 40% to 45% ",
    "three towns: Lentz, Vik and Moss. ",
    "Wednesday, January 19, 2022 ",
    "Tuesday, Feb. 30 ",
    "in 2021 ",
    "last year ",
    "date 2022-01-19 ",
    "2022-13-45",
    "<tweet id=\"1\"/>",
    ".bio {",
    "}",
    "© Ada Moe/AP",
    "(AP Photo/Ada Moe)",
    "LENTZ, Jan. 19 —",
    "Q: ",
    "A: ",
    "file.txt",
    "harbour ",
    "bridge ",
    "would ",
    "not ",
    "declined to comment",
    "e.g. ",
    "nasa.gov",
    "over.She ",
];

pub(crate) fn news() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..120).prop_map(|pieces| pieces.concat())
}

/// Every place of a report lies in the text, on character boundaries, and its words are there.
fn places_lie_in(text: &str, value: &Value) {
    if let Value::Object(object) = value
        && let (Some(start), Some(end)) = (object.get("start"), object.get("end"))
        && let (Some(start), Some(end)) = (start.as_u64(), end.as_u64())
    {
        assert!(text.get(start as usize..end as usize).is_some(), "{start}..{end} in {text:?}");
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| places_lie_in(text, item)),
        Value::Object(object) => object.values().for_each(|item| places_lie_in(text, item)),
        _ => {}
    }
}

fn sound(document: &Document) {
    let report: Value = serde_json::from_slice(&json(document)).unwrap();
    // Places are those of the text that was checked, even where another was made of it.
    let article = document.article();
    places_lie_in(article.lines.counted(&article.text), &report);
    let errors: Vec<String> =
        SCHEMA.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).take(3).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{:?}", document.article().text);
    let starts = document.findings.iter().map(|f| f.spans.first().map(|s| s.start));
    assert!(starts.is_sorted(), "findings out of order");
}

/// A finding without its place: what an editor would read, and what a baseline remembers.
fn gist(document: &Document) -> Vec<(String, String, Vec<String>, String)> {
    let of = |f: &Finding| {
        let words = f.spans.iter().map(|&s| document.article().slice(s).replace("\r\n", "\n")).collect();
        (f.rule.clone(), f.message.replace("\r\n", "\n"), words, f.fingerprint.clone())
    };
    document.findings.iter().map(of).collect()
}

/// Paragraphs without a fault, and with nobody and nothing in common with those that have one.
const QUIET: &[&str] = &[
    "The lake froze early that winter, and the ferry stayed in its shed until the ice went out.",
    "Reeds grow along the shore. Nobody cuts them any more.",
    "Whoever walks there after dark hears the water under the planks.",
];

/// Paragraphs whose fault is in them alone.
const FAULTY: &[&str] = &[
    "The council met on the quay and looked at the the crane.",
    "They met on Tuesday, January 19, 2022, in the old hall.",
    "The new pier was never asked for. ” It stands there still.",
    "It opened on February 30, 2021, to a small crowd.",
];

/// The findings of the faulty paragraphs, by rule, with their fingerprints.
fn marks(paragraphs: &[&str]) -> Vec<(String, String)> {
    let document = check(&paragraphs.join("\n\n"));
    let local = ["repeated-word", "date-weekday", "date-impossible", "quote-stray-mark"];
    let of = |f: &Finding| (f.rule.clone(), f.fingerprint.clone());
    let mut marks: Vec<_> =
        document.findings.iter().filter(|f| local.contains(&f.rule.as_str())).map(of).collect();
    marks.sort_unstable();
    marks
}

const RULE: &str = r#"
id = "no-utilise"
severity = "error"
title = "A longer word for use"
match = { words = ["utilise"] }
when = "line > 0 && text.matches('^[a-z]+$') || sentence.words in [1, 2]"
message = "say {{ text }}"
bad = ["They [[utilise]] it."]
good = ["They use it."]
"#;

static LEXICONS: Lexicons = Lexicons::built_in();

/// Reads a rule; an error must name a place in the text, and show it.
fn read_rule(text: &str) -> Option<RuleError> {
    let error = Catalogue::default().read_rule("own/a.toml", "own", text, &LEXICONS).err()?;
    let lines = text.split('\n').count();
    assert!(error.line >= 1 && error.line as usize <= lines, "{error} in {text:?}");
    let line = text.split('\n').nth(error.line as usize - 1).unwrap();
    assert!((1..=line.chars().count() + 1).contains(&(error.column as usize)), "{error} in {text:?}");
    assert!(error.excerpt_with_carets().contains('^'), "{error}");
    assert!(!error.to_string().contains('\n'), "{error}");
    Some(error)
}

/// Bits of conditions, right and wrong.
const TERMS: &[&str] = &[
    "words",
    "text",
    "first",
    "role",
    "line",
    "a.words",
    "txt",
    "3",
    "-1",
    "1e99",
    "'x'",
    "\"é\"",
    "null",
    "true",
    "false",
    "[",
    "]",
    "(",
    ")",
    "[1, 2]",
    "['body']",
    "&&",
    "||",
    "!",
    "==",
    "!=",
    "<",
    ">=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "?",
    ":",
    "in",
    ",",
    ".",
    ".matches('(')",
    ".matches('^a')",
    ".contains('b')",
    "size(text)",
    "has(text)",
    "abs(",
    "likeness(text, text)",
    "{}",
    "x{a: 1}",
    "b'x'",
    "r'\\d'",
    "\\u00",
    "\u{feff}",
    "\n",
    "//",
    "all(x, x)",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_refused_or_checked(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(manuscript) = read("a.txt", bytes, None) {
            // The file's own offsets are compared with its bytes in encodings.rs.
            sound(&check(&manuscript.text));
        }
    }

    #[test]
    fn any_news_is_checked(text in news()) {
        sound(&check(&text));
    }

    #[test]
    fn any_characters_are_checked(text in "\\PC{0,80}|[\\s\\S]{0,60}") {
        sound(&check(&text));
    }

    #[test]
    fn line_ends_do_not_matter(text in news()) {
        let unix = text.replace('\r', "");
        let windows = unix.replace('\n', "\r\n");
        prop_assert_eq!(gist(&check(&unix)), gist(&check(&windows)));
    }

    #[test]
    fn a_paragraph_that_moves_keeps_its_marks(
        order in Just([QUIET, FAULTY].concat()).prop_shuffle(),
        apart in 1..6_usize,
    ) {
        // The date that weekdays are read by is first, whatever the order.
        let all: Vec<&str> = std::iter::once("date 2022-01-20").chain(order.iter().copied()).collect();
        let spread: Vec<&str> =
            all.iter().flat_map(|p| std::iter::once(*p).chain(QUIET.iter().copied().take(apart % 4))).collect();
        let still: Vec<&str> = [&["date 2022-01-20"], QUIET, FAULTY].concat();
        let expected = marks(&still);
        prop_assert_eq!(expected.len(), FAULTY.len());
        prop_assert_eq!(&marks(&all), &expected);
        prop_assert_eq!(&marks(&spread), &expected);
    }

    #[test]
    fn any_rule_is_read_or_refused_with_its_place(
        at in 0..RULE.len(), cut in 0..40_usize, put in "[a-z\"'\\[\\]{}=.\n#é\u{0}\\\\]{0,6}",
    ) {
        let end = (at + cut).min(RULE.len());
        read_rule(&[&RULE[..at], &put, &RULE[end..]].concat());
    }

    #[test]
    fn any_condition_is_read_or_refused_with_its_place(terms in prop::collection::vec(prop::sample::select(TERMS), 0..12)) {
        let condition = terms.join(" ").replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
        let rule = RULE.replace("line > 0 && text.matches('^[a-z]+$') || sentence.words in [1, 2]", &condition);
        read_rule(&rule);
    }
}

#[test]
fn the_rule_that_is_spoilt_above_is_right() {
    // Or else nothing above would get past its first line.
    let right = RULE.replace(" || sentence.words in [1, 2]", "");
    assert_eq!(read_rule(&right), None);
}

#[test]
fn the_same_bytes_whatever_the_threads() {
    let run = |threads: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.env_clear().current_dir(env!("CARGO_MANIFEST_DIR"));
        command.args(["-j", threads, "--fail-on", "never", "fixtures", "-f", "json"]);
        command.output().unwrap().stdout
    };
    let alone = run("1");
    assert!(alone.len() > 10_000);
    for threads in ["2", "5", "16"] {
        assert!(run(threads) == alone, "{threads} threads give other bytes");
    }
}
