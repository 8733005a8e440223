//! JUnit's XML: an article is a suite, each finding a test that failed. Any CI service shows it.

use super::escape::xml as escaped;
use super::places::Places;
use super::{Failure, Format, Markup, Outcome, Renderer, Summary, UNREADABLE, View};
use crate::checker::Document;
use crate::rules::{Finding, Severity};
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "junit",
    doc: "JUnit XML, for build servers",
    views: View::JUDGED,
    renderer: |_, style, _| Box::new(Junit { fails: style.fails }),
};

/// Writes a `testsuite` for each article. A finding is a test that fails where it fails the run, and one that passed and
/// said something where it does not; an article without findings is a test that passed, and one that could not be read an
/// error.
#[derive(Clone, Copy, Debug)]
pub struct Junit {
    /// The lowest severity that fails the run, where a document does not say so itself.
    pub fails: Option<Severity>,
}

impl Renderer for Junit {
    fn markup(&self) -> Markup {
        Markup::Tags
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"onrecord\">")
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let findings = &document.findings;
        let name = escaped(&document.article().name);
        let failures = findings.iter().filter(|f| self.fails(document, f)).count();
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
            if self.fails(document, finding) {
                writeln!(out, "<failure message=\"{message}\" type=\"{severity}\">{line}\n{help}</failure>")?;
            } else {
                writeln!(out, "<system-out>{line}\n{help}</system-out>")?;
            }
            writeln!(out, "</testcase>")?;
        }
        writeln!(out, "</testsuite>")
    }

    fn unreadable(&self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        let (name, why) = (escaped(&failure.name), escaped(&failure.why));
        writeln!(
            out,
            "<testsuite name=\"{name}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n\
             <testcase name=\"{UNREADABLE}\" classname=\"{name}\">\n\
             <error message=\"{why}\" type=\"{UNREADABLE}\">{name}: {why}</error>\n</testcase>\n</testsuite>"
        )
    }

    fn finish(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        if !outcome.exceeded.is_empty() {
            let limits = outcome.exceeded.len();
            writeln!(
                out,
                "<testsuite name=\"limits\" tests=\"{limits}\" failures=\"{limits}\" errors=\"0\" skipped=\"0\">"
            )?;
            for limit in outcome.exceeded {
                let limit = escaped(limit);
                writeln!(
                    out,
                    "<testcase name=\"max-warnings\" classname=\"limits\">\n\
                     <failure message=\"{limit}\" type=\"limit\">{limit}</failure>\n</testcase>"
                )?;
            }
            writeln!(out, "</testsuite>")?;
        }
        self.end(outcome.summary, out)
    }

    fn end(&self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</testsuites>")
    }
}

impl Junit {
    fn fails(self, document: &Document, finding: &Finding) -> bool {
        document.fails_from.or(self.fails).is_some_and(|level| finding.severity >= level)
    }
}
