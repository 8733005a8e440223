//! GitLab's Code Quality report, a subset of Code Climate's: shown beside a merge request.

use super::places::Places;
use super::{Failure, Format, Markup, Renderer, Summary, UNREADABLE, View};
use crate::checker::Document;
use crate::rules::Severity;
use crate::text::fold;
use serde_json::json;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "gitlab",
    doc: "GitLab Code Quality",
    views: View::JUDGED,
    renderer: |_, _, _| Box::new(Gitlab),
};

/// Writes a JSON array of findings.
#[derive(Clone, Copy, Debug)]
pub struct Gitlab;

impl Renderer for Gitlab {
    fn markup(&self) -> Markup {
        Markup::Json
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "[")
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let places = Places::new(document.article());
        let path = path(&document.article().name);
        for (i, finding) in document.findings.iter().enumerate() {
            let span = finding.spans.first().copied().unwrap_or_default();
            let severity = match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            };
            let issue = json!({
                // The widget shows no check name, so the rule is in the description.
                "description": format!("{} ({})", finding.message, finding.rule),
                "check_name": finding.rule,
                // Our fingerprints are unique only within an article.
                "fingerprint": format!("{}{:016x}", finding.fingerprint, fold(path)),
                "severity": severity,
                "location": {
                    "path": path,
                    "lines": { "begin": places.of(span.start).line, "end": places.of(span.end).line },
                },
            });
            let comma = if i == 0 { "" } else { "," };
            write!(out, "{comma}\n{issue}")?;
        }
        Ok(())
    }

    fn unreadable(&self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        let path = path(&failure.name);
        let issue = json!({
            "description": format!("{} ({UNREADABLE})", failure.why),
            "check_name": UNREADABLE,
            "fingerprint": format!("{:016x}{:016x}", fold(UNREADABLE), fold(path)),
            "severity": "critical",
            "location": { "path": path, "lines": { "begin": 1, "end": 1 } },
        });
        write!(out, "\n{issue}")
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, ",")
    }

    fn end(&self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n]")
    }
}

/// A path as GitLab writes it, relative to the repository.
fn path(name: &str) -> &str {
    name.strip_prefix("./").unwrap_or(name)
}
