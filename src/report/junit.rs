//! JUnit's XML: an article is a suite, each finding a test that failed. Any CI service shows it.

use super::escape::xml as escaped;
use super::places::Places;
use super::{Format, Renderer, Summary, View};
use crate::checker::Document;
use crate::rules::{Finding, Severity};
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "junit",
    doc: "JUnit XML, for build servers",
    views: View::JUDGED,
    renderer: |_, _, _| Box::new(Junit),
};

/// Writes a `testsuite` for each article. What is worth a glance only does not fail; an article without findings is
/// one test that passed.
#[derive(Clone, Copy, Debug)]
pub struct Junit;

impl Renderer for Junit {
    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"onrecord\">")
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let findings = &document.findings;
        let name = escaped(&document.article().name);
        let failures = findings.iter().filter(|f| fails(f)).count();
        writeln!(
            out,
            "<testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">",
            findings.len().max(1)
        )?;
        if findings.is_empty() {
            writeln!(out, "<testcase name=\"nothing to flag\" classname=\"{name}\"/>")?;
        }
        let places = Places::new(document.article());
        for finding in findings {
            let place = places.start(finding.spans.first().copied().unwrap_or_default());
            let (rule, severity) = (escaped(&finding.rule), finding.severity.name());
            let message = escaped(&finding.message);
            let line = format!("{name}:{}:{}: {severity}: {message}", place.line, place.column);
            let help = escaped(&finding.help);
            writeln!(out, "<testcase name=\"{rule} {}:{}\" classname=\"{name}\">", place.line, place.column)?;
            if fails(finding) {
                writeln!(out, "<failure message=\"{message}\" type=\"{severity}\">{line}\n{help}</failure>")?;
            } else {
                writeln!(out, "<system-out>{line}\n{help}</system-out>")?;
            }
            writeln!(out, "</testcase>")?;
        }
        writeln!(out, "</testsuite>")
    }

    fn end(&self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</testsuites>")
    }
}

fn fails(finding: &Finding) -> bool {
    finding.severity > Severity::Info
}
