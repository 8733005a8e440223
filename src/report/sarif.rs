//! SARIF 2.1.0, for code scanning: GitHub, Azure DevOps and many editors read it.

use super::markdown::sentences;
use super::passage::slice;
use super::places::Places;
use super::{Failure, Format, Markup, Outcome, Renderer, UNREADABLE, View, escape};
use crate::Span;
use crate::checker::Document;
use crate::input::bytes_of;
use crate::policy::{Accepted, By, Entry, Key};
use crate::rules::{Catalogue, Finding, Fix, Measured, Replacement, Rule, Severity};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "sarif",
    doc: "SARIF 2.1.0, for code scanning",
    views: View::JUDGED,
    renderer: |_, _, catalogue| Box::new(Sarif::new(catalogue)),
};

/// The longest snippet, in characters.
const SNIPPET: usize = 300;

/// Writes a SARIF log of one run.
#[derive(Clone, Debug, Default)]
pub struct Sarif {
    /// What is said of each rule, in the order of their numbers.
    rules: Vec<(String, Value)>,
}

impl Sarif {
    /// A log that describes the rules of `catalogue` which are in force.
    #[must_use]
    pub fn new(catalogue: &Catalogue) -> Self {
        let rules = catalogue.rules().iter().filter(|rule| rule.enabled);
        let describe = |rule: &Rule| {
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let (why, limits) = (plain(&rule.why), plain(&rule.limits));
            let help = plain(rule.help_source());
            let known = if limits.is_empty() { String::new() } else { format!("\n\nKnown limits: {limits}") };
            let text = format!("{why}\n\n{help}{known}");
            let mut described = json!({
                "id": rule.id,
                "shortDescription": { "text": rule.title },
                "fullDescription": { "text": if why.is_empty() { &rule.title } else { &why } },
                "help": { "text": text.trim(), "markdown": markdown(rule) },
                "defaultConfiguration": { "level": level(rule.severity) },
                "properties": { "tags": [rule.family], "problem.severity": problem(rule.severity) },
            });
            if let Some(page) =
                page(&format!("docs/rules/{}.md", rule.id)).filter(|_| rule.file.starts_with("rules/"))
            {
                described["helpUri"] = page.into();
            }
            if let Some(precision) = rule.measured.as_ref().and_then(precision) {
                described["properties"]["precision"] = precision.into();
            }
            (rule.id.clone(), described)
        };
        Self { rules: rules.map(describe).collect() }
    }

    fn result(&self, document: &Document, places: &Places<'_>, finding: &Finding) -> Value {
        let place = |span: Span| physical(document, places, span);
        let first = finding.spans.first().copied().unwrap_or_default();
        let mut related: Vec<(Span, &str)> = finding.spans.iter().skip(1).map(|&s| (s, "and here")).collect();
        for other in &finding.related {
            related.extend(other.spans.iter().map(|&span| (span, other.message.as_str())));
        }
        let related: Vec<Value> = related
            .iter()
            .zip(1..)
            .map(|((span, message), id): (_, u32)| {
                json!({ "id": id, "message": { "text": message }, "physicalLocation": place(*span) })
            })
            .collect();
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.severity),
            "message": { "text": sentences(&finding.message, &finding.help) },
            "locations": [{ "physicalLocation": place(first) }],
            "partialFingerprints": { "onrecord/v1": finding.fingerprint },
        });
        if let Some(index) = self.rules.iter().position(|(id, _)| *id == finding.rule) {
            result["ruleIndex"] = index.into();
        }
        if !related.is_empty() {
            result["relatedLocations"] = related.into();
        }
        if let Some(fix) = &finding.fix {
            result["fixes"] = json!([fixes(document, places, fix)]);
        }
        result
    }

    /// An entry of the baseline for which nothing is found any more; None where its rule is off, and nothing is known of it.
    fn absent(&self, article: &str, key: &Key, entry: &Entry) -> Option<Value> {
        let index = self.rules.iter().position(|(id, _)| *id == key.rule)?;
        Some(json!({
            "ruleId": key.rule,
            "ruleIndex": index,
            "kind": "pass",
            "level": "none",
            "message": { "text": format!("Not found any more: {}", entry.words) },
            "locations": [{ "physicalLocation": { "artifactLocation": artifact(article) } }],
            "partialFingerprints": { "onrecord/v1": key.fingerprint },
            "baselineState": "absent",
        }))
    }
}

impl Renderer for Sarif {
    fn markup(&self) -> Markup {
        Markup::Json
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        let rules: Vec<&Value> = self.rules.iter().map(|(_, rule)| rule).collect();
        let mut driver = json!({
            "name": env!("CARGO_PKG_NAME"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": rules,
        });
        if let Some(page) = page("README.md") {
            driver["informationUri"] = page.into();
        }
        write!(
            out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\
             \"tool\":{{\"driver\":{driver}}},\"columnKind\":\"unicodeCodePoints\",\"results\":["
        )
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let places = Places::new(document.article());
        let reported = document.findings.iter().map(|finding| (finding, None));
        let accepted = document.accepted.iter().map(|one| (&one.finding, Some(one)));
        let mut results = Vec::new();
        for (finding, accepted) in reported.chain(accepted) {
            let mut result = self.result(document, &places, finding);
            if let Some(compared) = &document.compared {
                let state = if compared.knows(finding) { "unchanged" } else { "new" };
                result["baselineState"] = state.into();
            }
            if let Some(Accepted { reason, by, .. }) = accepted {
                let kind = if *by == By::Baseline { "external" } else { "inSource" };
                let mut suppression = json!({ "kind": kind, "status": "accepted" });
                if !reason.is_empty() {
                    suppression["justification"] = reason.as_str().into();
                }
                result["suppressions"] = json!([suppression]);
            }
            results.push(result);
        }
        let gone = document.compared.iter().flat_map(|compared| &compared.gone);
        results.extend(gone.filter_map(|(key, entry)| self.absent(&document.article().name, key, entry)));
        for (i, result) in results.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            write!(out, "{comma}\n{result}")?;
        }
        Ok(())
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, ",")
    }

    fn finish(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        let notification = |failure: &Failure| {
            json!({
                "level": "error",
                "message": { "text": failure.to_string() },
                "descriptor": { "id": UNREADABLE },
                "locations": [{ "physicalLocation": { "artifactLocation": artifact(&failure.name) } }],
            })
        };
        let notifications: Vec<Value> = outcome.failures.iter().map(notification).collect();
        let mut invocation = json!({ "executionSuccessful": outcome.summary.unreadable == 0 });
        if !notifications.is_empty() {
            invocation["toolExecutionNotifications"] = notifications.into();
        }
        writeln!(out, "\n],\"invocations\":[{invocation}]}}]}}")
    }
}

/// A page of the repository that the program was released from; None where it was not released.
fn page(path: &str) -> Option<String> {
    let repository = env!("CARGO_PKG_REPOSITORY").trim_end_matches('/');
    let version = env!("CARGO_PKG_VERSION");
    (!repository.is_empty()).then(|| format!("{repository}/blob/v{version}/{path}"))
}

/// A rule explained, as code scanning shows it beside a finding.
fn markdown(rule: &Rule) -> String {
    let plain = |text: &str| escape::markdown(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    let mut text = format!("**{}**\n", plain(&rule.title));
    let parts = [
        ("Why it matters", plain(&rule.why)),
        ("What to do", plain(rule.help_source())),
        ("Known limits", plain(&rule.limits)),
        ("Measured", rule.measured.as_ref().map_or_else(String::new, |measured| plain(&measured.sentence()))),
    ];
    for (title, part) in parts.iter().filter(|(_, part)| !part.is_empty()) {
        text += &format!("\n**{title}.** {part}\n");
    }
    text
}

/// GitHub's word for how often a rule was right; None where too few of its findings were checked.
fn precision(measured: &Measured) -> Option<&'static str> {
    const ENOUGH: u32 = 10;
    let read = measured.read();
    let share = u64::from(measured.right) * 100 / u64::from(read.max(1));
    (read >= ENOUGH).then_some(match share {
        90.. => "very-high",
        75.. => "high",
        50.. => "medium",
        _ => "low",
    })
}

fn physical(document: &Document, places: &Places<'_>, span: Span) -> Value {
    let snippet: String = slice(document.article(), span).chars().take(SNIPPET).collect();
    let mut region = region(document, places, span);
    region["snippet"] = json!({ "text": snippet });
    json!({ "artifactLocation": artifact(&document.article().name), "region": region })
}

fn region(document: &Document, places: &Places<'_>, span: Span) -> Value {
    let (from, to) = (places.of(span.start), places.of(span.end));
    let bytes = document.article().map.range(span);
    json!({
        "startLine": from.line, "startColumn": from.column, "endLine": to.line, "endColumn": to.column,
        "byteOffset": bytes.start, "byteLength": bytes.len(),
    })
}

/// What puts a finding right, for editors that offer to do it.
fn fixes(document: &Document, places: &Places<'_>, fix: &Fix) -> Value {
    let replacement = |one: &Replacement| json!({ "deletedRegion": region(document, places, one.span), "insertedContent": { "text": one.text } });
    let replacements: Vec<Value> = fix.replacements.iter().map(replacement).collect();
    let artifact = artifact(&document.article().name);
    json!({ "artifactChanges": [{ "artifactLocation": artifact, "replacements": replacements }] })
}

/// An article, by its path.
fn artifact(name: &str) -> Value {
    let (uri, relative) = uri(name);
    let mut artifact = json!({ "uri": uri });
    if relative {
        artifact["uriBaseId"] = "%SRCROOT%".into();
    }
    artifact
}

/// A path as a URI, and whether it is relative to where the program was run.
fn uri(path: &str) -> (String, bool) {
    let path = path.strip_prefix("./").unwrap_or(path);
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    let windows = drive || path.starts_with("\\\\");
    let mut uri = match path {
        _ if drive => String::from("file:///"),
        path if path.starts_with('/') => String::from("file://"),
        _ => String::new(),
    };
    let absolute = !uri.is_empty();
    for byte in if windows { path.as_bytes().to_vec() } else { bytes_of(path) } {
        match byte {
            b'\\' if windows => uri.push('/'),
            b':' if drive => uri.push(':'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    (uri, !absolute)
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// GitHub's word for it.
const fn problem(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        for (path, expected) in [
            ("a/b c.txt", ("a/b%20c.txt", true)),
            ("./a.txt", ("a.txt", true)),
            ("../a.txt", ("../a.txt", true)),
            ("<stdin>", ("%3Cstdin%3E", true)),
            ("12:30.txt", ("12%3A30.txt", true)),
            ("été.txt", ("%C3%A9t%C3%A9.txt", true)),
            ("/a/b.txt", ("file:///a/b.txt", false)),
            #[cfg(unix)]
            ("a\\xff.txt", ("a%FF.txt", true)),
            #[cfg(unix)]
            ("a\\x5cxff.txt", ("a%5Cxff.txt", true)),
            ("C:\\desk\\a.txt", ("file:///C:/desk/a.txt", false)),
        ] {
            assert_eq!(uri(path), (expected.0.to_owned(), expected.1), "{path}");
        }
    }
}
