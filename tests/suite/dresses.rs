//! The same article in any dress gives the same report: wrapped, set in, quoted as mail, with other line ends, in other
//! encodings. Every place of a report, taken back to the file, shows the words of the report.

use crate::properties::json;
use crate::support::{CHECKER, shared};
use encoding_rs::{UTF_8, UTF_16LE, WINDOWS_1252};
use onrecord::input::read;
use onrecord::text::Article;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;

/// Of what is found in the plain case, in a thousand, so many are the same in any other.
const SAME: usize = 990;
/// Articles of each set.
const ARTICLES: usize = 30;

/// A dress: its name, and what it makes of paragraphs.
type Dress = (&'static str, fn(&[&str]) -> Vec<u8>);

const DRESSES: &[Dress] = &[
    ("a paragraph a line", |p| p.join("\n").into()),
    ("wrapped at 66", |p| wrapped(p, 66, "", "", "\n\n").into()),
    ("wrapped at 72", |p| wrapped(p, 72, "", "", "\n\n").into()),
    ("wrapped at 80, line ends of Windows", |p| wrapped(p, 80, "", "", "\n\n").replace('\n', "\r\n").into()),
    ("first lines set in", |p| wrapped(p, 72, "    ", "", "\n").into()),
    ("all lines set in", |p| wrapped(p, 76, "    ", "    ", "\n\n").into()),
    ("mail", |p| quoted(&wrapped(p, 70, "", "", "\n\n")).into()),
    ("mail of long lines", |p| quoted(&p.join("\n\n")).into()),
    ("carriage returns", |p| p.join("\r\r").into()),
    ("carriage returns, wrapped", |p| wrapped(p, 72, "", "", "\r\r").replace('\n', "\r").into()),
    ("windows-1252", |p| WINDOWS_1252.encode(&p.join("\n\n")).0.into()),
    ("windows-1252, wrapped", |p| WINDOWS_1252.encode(&wrapped(p, 72, "", "", "\n\n")).0.into()),
    ("UTF-16", |p| utf16(&p.join("\n\n"))),
    ("UTF-16, wrapped", |p| utf16(&wrapped(p, 72, "", "", "\n\n"))),
];

fn wrapped(paragraphs: &[&str], width: usize, first: &str, rest: &str, gap: &str) -> String {
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .break_words(false);
    let wrapped: Vec<String> =
        paragraphs.iter().map(|paragraph| textwrap::fill(paragraph, &options)).collect();
    wrapped.join(gap)
}

fn quoted(text: &str) -> String {
    text.lines().map(|line| format!("> {line}").trim_end().to_owned() + "\n").collect()
}

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// What a report says, each statement and finding with how often it does.
fn said(report: &Value) -> BTreeMap<String, usize> {
    let document = &report["documents"][0];
    let text = |value: &Value| plain(value["text"].as_str().unwrap_or_default());
    let attributions = document["attributions"].as_array().unwrap().iter().map(|a| {
        let name = a["source"]["name"].as_str().unwrap_or_default();
        format!("{} | {} | {} | {}", text(&a["content"]), text(&a["source"]), plain(name), text(&a["cue"]))
    });
    let findings = document["findings"].as_array().unwrap().iter();
    let findings = findings.map(|f| format!("{} | {}", f["rule"], text(f)));
    let mut said = BTreeMap::new();
    for item in attributions.chain(findings) {
        *said.entry(item).or_default() += 1;
    }
    said
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Holds every place below `value` against the file, whose line ends and marks of mail are read as white space.
fn places_hold(value: &Value, bytes: &[u8], encoding: &str, name: &str) {
    if let (Some(spans), Some(text)) = (value["spans"].as_array(), value["text"].as_str()) {
        let words = spans.iter().map(|span| {
            let at = |key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
            let cut = &bytes[at("start")..at("end")];
            let decoder = if encoding == "UTF-16LE" {
                UTF_16LE
            } else if encoding == "UTF-8" {
                UTF_8
            } else {
                WINDOWS_1252
            };
            decoder.decode_without_bom_handling(cut).0.into_owned()
        });
        let words = words.collect::<Vec<_>>().join(" … ").replace("\n>", "\n");
        // What is read as something else is not of these tests.
        let read = onrecord::text::Manuscript::of_lines(words).with_characters_read().text;
        assert_eq!(plain(&read), plain(text), "{name}: {value}");
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| places_hold(item, bytes, encoding, name)),
        Value::Object(object) => object.values().for_each(|item| places_hold(item, bytes, encoding, name)),
        _ => {}
    }
}

fn report(bytes: Vec<u8>, name: &str) -> (Value, &'static str) {
    let manuscript = read("a.txt", bytes, None).unwrap_or_else(|problem| panic!("{name}: {problem}"));
    let encoding = manuscript.encoding;
    let document = CHECKER.check(Article::new("a.txt", manuscript, None));
    (serde_json::from_slice(&json(&document)).unwrap(), encoding)
}

/// Holds the reports on an article in all dresses against that in the first: for each dress, how much is the same, and of
/// how much.
fn compare(name: &str, text: &str, totals: &mut [(usize, usize)]) {
    let paragraphs: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let mut plain = BTreeMap::new();
    for (i, (dress, make)) in DRESSES.iter().enumerate() {
        if dress.starts_with("windows") && WINDOWS_1252.encode(text).2 {
            continue;
        }
        let name = format!("{name}, {dress}");
        let bytes = make(&paragraphs);
        let (report, encoding) = report(bytes.clone(), &name);
        places_hold(&report["documents"][0], &bytes, encoding, &name);
        let said = said(&report);
        if i == 0 {
            plain.clone_from(&said);
        }
        let same: usize = said.iter().map(|(item, &n)| n.min(plain.get(item).copied().unwrap_or(0))).sum();
        let all = said.values().sum::<usize>().max(plain.values().sum());
        totals[i].0 += same;
        totals[i].1 += all;
    }
}

fn assert_same(totals: &[(usize, usize)], at_least: usize) {
    for ((dress, _), &(same, all)) in DRESSES.iter().zip(totals) {
        assert!(all > 50 && same * 1000 >= all * at_least, "{dress}: {same} of {all} are the same");
    }
}

#[test]
#[cfg_attr(not(shared), ignore = "needs ../shared/polnear and ../shared/labelled")]
fn published_articles_read_the_same_in_any_dress() {
    let mut totals = vec![(0, 0); DRESSES.len()];
    for set in ["polnear/dev/text", "labelled/dev/text"] {
        let mut paths: Vec<_> =
            fs::read_dir(shared(set)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for i in 0..ARTICLES {
            let path = &paths[i * paths.len() / ARTICLES];
            compare(&path.display().to_string(), &fs::read_to_string(path).unwrap(), &mut totals);
        }
    }
    assert_same(&totals, SAME);
}

#[test]
fn our_articles_read_the_same_in_any_dress() {
    let mut totals = vec![(0, 0); DRESSES.len()];
    for folder in ["fixtures", "tests/data/corpus"] {
        let mut paths: Vec<_> =
            fs::read_dir(crate::support::root(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths.iter().filter(|path| path.extension().is_some_and(|end| end == "txt")) {
            compare(&path.display().to_string(), &fs::read_to_string(path).unwrap(), &mut totals);
        }
    }
    assert_same(&totals, 980);
}
