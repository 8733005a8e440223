//! reviewdog's diagnostic format: comments on a pull request of any service that reviewdog knows.

use super::{Failure, Format, Markup, Renderer, Summary, UNREADABLE, View};
use crate::Span;
use crate::checker::Document;
use crate::rules::{Finding, Severity};
use crate::text::{Article, ColumnUnit, Place};
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) const FORMAT: Format =
    Format { name: "rdjson", doc: "reviewdog", views: View::JUDGED, renderer: |_, _, _| Box::new(Rdjson) };

/// Writes a `DiagnosticResult`.
#[derive(Clone, Copy, Debug)]
pub struct Rdjson;

impl Renderer for Rdjson {
    fn markup(&self) -> Markup {
        Markup::Json
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{{\"source\":{{\"name\":\"{}\"}},\"diagnostics\":[", env!("CARGO_PKG_NAME"))
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        for (i, finding) in document.findings.iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            write!(out, "{comma}\n{}", diagnostic(document.article(), finding))?;
        }
        Ok(())
    }

    fn unreadable(&self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "\n{}", unreadable(failure))
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, ",")
    }

    fn end(&self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "\n]}}")
    }
}

/// An article that could not be read.
pub(super) fn unreadable(failure: &Failure) -> Value {
    json!({
        "message": failure.why,
        "location": { "path": failure.name },
        "severity": "ERROR",
        "code": { "value": UNREADABLE },
    })
}

/// A finding.
pub(super) fn diagnostic(article: &Article, finding: &Finding) -> Value {
    let severity = match finding.severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    };
    let related = finding.related.iter().flat_map(|related| {
        let place = |&span: &Span| json!({ "message": related.message, "location": location(article, span) });
        related.spans.iter().map(place).collect::<Vec<_>>()
    });
    let help = if finding.help.is_empty() { String::new() } else { format!("\n{}", finding.help) };
    let mut diagnostic = json!({
        "message": format!("{}{help}", finding.message),
        "location": location(article, finding.spans.first().copied().unwrap_or_default()),
        "severity": severity,
        "code": { "value": finding.rule },
        "related_locations": related.collect::<Vec<_>>(),
    });
    // A suggestion stands for itself, so one that needs others is none.
    if let Some([one]) = finding.fix.as_ref().map(|fix| &fix.replacements[..]) {
        diagnostic["suggestions"] = json!([{ "range": range(article, one.span), "text": one.text }]);
    }
    diagnostic
}

fn location(article: &Article, span: Span) -> Value {
    json!({ "path": article.name, "range": range(article, span) })
}

/// Columns of this protocol count bytes of UTF-8.
fn range(article: &Article, span: Span) -> Value {
    let position = |offset: u32| {
        let Place { line, column } = article.place_in(offset, ColumnUnit::Utf8);
        json!({ "line": line, "column": column })
    };
    json!({ "start": position(span.start), "end": position(span.end) })
}
