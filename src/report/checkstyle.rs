//! Checkstyle's XML, which many build servers show beside the lines of a file.

use super::escape::xml as escaped;
use super::places::Places;
use super::{Failure, Format, Markup, Renderer, Summary, UNREADABLE, View};
use crate::checker::Document;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "checkstyle",
    doc: "Checkstyle XML, for build servers",
    views: View::JUDGED,
    renderer: |_, _, _| Box::new(Checkstyle),
};

/// Writes a `file` for each article that has findings, with an `error` for each of them.
#[derive(Clone, Copy, Debug)]
pub struct Checkstyle;

impl Renderer for Checkstyle {
    fn markup(&self) -> Markup {
        Markup::Tags
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">")
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        if document.findings.is_empty() {
            return Ok(());
        }
        let places = Places::new(document.article());
        writeln!(out, "<file name=\"{}\">", escaped(&document.article().name))?;
        for finding in &document.findings {
            let place = places.start(finding.spans.first().copied().unwrap_or_default());
            writeln!(
                out,
                "<error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"onrecord.{}\"/>",
                place.line,
                place.column,
                finding.severity.name(),
                escaped(&finding.message),
                escaped(&finding.rule)
            )?;
        }
        writeln!(out, "</file>")
    }

    fn unreadable(&self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        let (name, why) = (escaped(&failure.name), escaped(&failure.why));
        writeln!(
            out,
            "<file name=\"{name}\">\n<error line=\"1\" severity=\"error\" message=\"{why}\" source=\"onrecord.{UNREADABLE}\"/>\n</file>"
        )
    }

    fn end(&self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "</checkstyle>")
    }
}
