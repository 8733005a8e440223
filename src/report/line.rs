//! One line a finding, as `grep -n` and compilers write it: `path:line:column: severity: message [rule]`.

use super::places::Places;
use super::printable::{Shown, printable};
use super::{Format, Markup, Renderer, View};
use crate::checker::Document;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "line",
    doc: "one line a finding: path:line:column",
    views: View::JUDGED,
    renderer: |_, _, _| Box::new(Line),
};

/// The `line` format: for editors and for `sort`, `cut` and `grep`.
#[derive(Clone, Copy, Debug)]
pub struct Line;

impl Renderer for Line {
    fn markup(&self) -> Markup {
        Markup::Plain { colour: false }
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let places = Places::new(document.article());
        for finding in &document.findings {
            let place = places.start(finding.spans.first().copied().unwrap_or_default());
            let severity = finding.severity.name();
            let (line, column) = (place.line, place.column);
            let (name, message, rule) =
                (Shown::of(&document.article().name), printable(&finding.message), &finding.rule);
            writeln!(out, "{name}:{line}:{column}: {severity}: {message} [{rule}]")?;
        }
        Ok(())
    }
}
