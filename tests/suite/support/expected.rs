//! What is expected of an article, and how a report differs from it.

use serde::Deserialize;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The findings and attributions of an article, as an editor wrote them down.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    finding: Vec<Finding>,
    #[serde(default)]
    attribution: Vec<Attribution>,
}

/// A finding: its rule, its line, and how the marked words begin.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    rule: String,
    line: u64,
    marks: String,
    /// Neither its presence nor its absence is a difference.
    #[serde(default)]
    may: bool,
}

/// A statement: a line it touches, words of its source, who that is, and how a piece of the content begins.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attribution {
    line: u64,
    source: String,
    speaker: Option<String>,
    content: String,
    kind: Option<String>,
}

impl Expected {
    /// Reads the file `path` of what is expected of `article`.
    pub fn read(path: &Path, article: &Path) -> Self {
        let read =
            |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut expected: Self =
            toml::from_str(&read(path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        expected.resolve(&read(article));
        expected
    }

    /// Puts the words in the place of byte ranges, `@12..15`: an article that is not ours is not quoted here.
    fn resolve(&mut self, article: &str) {
        let findings = self.finding.iter_mut().map(|finding| &mut finding.marks);
        let attributions = self
            .attribution
            .iter_mut()
            .flat_map(|a| [&mut a.source, &mut a.content].into_iter().chain(&mut a.speaker));
        for words in findings.chain(attributions) {
            let range = words.strip_prefix('@').and_then(|range| range.split_once(".."));
            if let Some((start, end)) = range {
                *words = article[start.parse().unwrap()..end.parse().unwrap()].to_owned();
            }
        }
    }

    /// One line for each difference between the binary's report on `article` and what is expected.
    pub fn compare(&self, article: &Path) -> Vec<String> {
        let report = report(article);
        let name = article.file_stem().unwrap_or_default().to_string_lossy();
        let complaints = self.findings(&report).into_iter().chain(self.attributions(&report));
        complaints.map(|complaint| format!("{name}: {complaint}")).collect()
    }

    fn findings(&self, report: &Value) -> Vec<String> {
        let found = report["findings"].as_array().unwrap();
        let mut complaints = Vec::new();
        for wanted in self.finding.iter().filter(|wanted| !wanted.may) {
            if !found.iter().any(|finding| wanted.is(finding)) {
                complaints.push(format!("no {} at {} {:?}", wanted.rule, wanted.line, wanted.marks));
            }
        }
        for finding in found.iter().filter(|finding| finding["severity"] != "info") {
            if !self.finding.iter().any(|wanted| wanted.is(finding)) {
                let at = &finding["spans"][0]["line"];
                complaints.push(format!("false {} at {at} {}", finding["rule"], finding["text"]));
            }
        }
        complaints
    }

    fn attributions(&self, report: &Value) -> Vec<String> {
        let found = report["attributions"].as_array().unwrap();
        let mut complaints = Vec::new();
        for wanted in &self.attribution {
            let near: Vec<_> = found.iter().filter(|a| wanted.has_content(a)).collect();
            let is_it = |a: &&Value| wanted.has_source(a) && wanted.has_speaker(a) && wanted.has_kind(a);
            if !near.iter().any(is_it) {
                let got: Vec<_> = near
                    .iter()
                    .map(|a| format!("{} by {} = {}", a["kind"], a["source"]["text"], a["source"]["name"]))
                    .collect();
                let (speaker, kind) = (wanted.speaker.as_deref(), wanted.kind.as_deref());
                complaints.push(format!(
                    "line {} {:?}: wanted {} by {:?} = {}; got {}",
                    wanted.line,
                    wanted.content,
                    kind.unwrap_or("any"),
                    wanted.source,
                    speaker.unwrap_or("anybody"),
                    if got.is_empty() { "nothing".to_owned() } else { got.join(" and ") }
                ));
            }
        }
        complaints
    }
}

impl Finding {
    /// A finding on two places is found at whichever of them it is marked.
    fn is(&self, finding: &Value) -> bool {
        let related = finding["related"].as_array().into_iter().flatten();
        finding["rule"] == self.rule.as_str()
            && std::iter::once(finding).chain(related).any(|p| self.is_at(p))
    }

    fn is_at(&self, passage: &Value) -> bool {
        let marked = passage["text"].as_str().unwrap_or_default();
        passage["spans"].as_array().unwrap().iter().any(|span| span["line"] == self.line)
            && (marked.starts_with(&self.marks) || starts_with(&bare(marked), &bare(&self.marks)))
    }
}

impl Attribution {
    fn has_content(&self, attribution: &Value) -> bool {
        let spans = attribution["content"]["spans"].as_array().unwrap();
        let text = attribution["content"]["text"].as_str().unwrap_or_default();
        // One of several quoted fragments may be meant, so the words may be anywhere in the content.
        spans.iter().any(|span| span["line"] == self.line) && bare(text).contains(&bare(&self.content))
    }

    fn has_source(&self, attribution: &Value) -> bool {
        let source = attribution["source"]["text"].as_str().unwrap_or_default();
        let (source, wanted) = (bare(source), bare(&self.source));
        // Whole words, so that `he` is not found in `the`.
        format!(" {source} ").contains(&format!(" {wanted} "))
    }

    fn has_speaker(&self, attribution: &Value) -> bool {
        self.speaker.as_ref().is_none_or(|speaker| attribution["source"]["name"] == speaker.as_str())
    }

    fn has_kind(&self, attribution: &Value) -> bool {
        self.kind.as_ref().is_none_or(|kind| attribution["kind"] == kind.as_str())
    }
}

/// Whether `text` begins with the words `start`; no words begin nothing.
fn starts_with(text: &str, start: &str) -> bool {
    !start.is_empty() && text.starts_with(start)
}

/// Words in lower case, with single spaces and without marks at either end of a word.
fn bare(text: &str) -> String {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The document of the JSON report on one article.
fn report(article: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["check", "--format", "json", "--fail-on", "never"])
        .arg(article)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut report: Value = serde_json::from_slice(&output.stdout).unwrap();
    report["documents"][0].take()
}
