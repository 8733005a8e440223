//! Workflow commands, which GitHub Actions shows beside the lines of a change.

use super::places::Places;
use super::printable::{Shown, printable};
use super::{Failure, Format, Markup, Renderer, UNREADABLE, View};
use crate::Span;
use crate::checker::Document;
use crate::rules::Severity;
use std::cmp::Reverse;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "github",
    doc: "annotations of GitHub Actions",
    views: View::JUDGED,
    renderer: |_, _, _| Box::new(Github),
};

/// Writes a `::error file=...` line for each finding; of each article the gravest first, as only so many are
/// shown for a step.
#[derive(Clone, Copy, Debug)]
pub struct Github;

impl Renderer for Github {
    fn markup(&self) -> Markup {
        Markup::Commands
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let places = Places::new(document.article());
        let mut findings: Vec<_> = document.findings.iter().collect();
        findings.sort_by_key(|finding| Reverse(finding.severity));
        for finding in findings {
            let level = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            let Span { start, end } = finding.spans.first().copied().unwrap_or_default();
            let (from, to) = (places.of(start), places.of(end));
            let (rule, file) = (property(&finding.rule), property(&document.article().name));
            write!(out, "::{level} title={rule},file={file},line={},endLine={}", from.line, to.line)?;
            if from.line == to.line {
                // A column without its line's own end is refused.
                write!(out, ",col={},endColumn={}", from.column, to.column)?;
            }
            let help = if finding.help.is_empty() { String::new() } else { format!("\n{}", finding.help) };
            writeln!(out, "::{}", data(&format!("{}{help}", finding.message)))?;
        }
        Ok(())
    }

    fn unreadable(&self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "::error title={UNREADABLE},file={}::{}",
            property(&failure.name),
            data(&failure.to_string())
        )
    }
}

/// A message: lines are kept, and no line of it can be a command of its own.
fn data(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(|line| printable(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

fn property(text: &str) -> String {
    Shown::of(text).as_str().replace('%', "%25").replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_field() {
        assert_eq!(property("a,b:c%\n::error::x"), "a%2Cb%3Ac%25\\n%3A%3Aerror%3A%3Ax");
        assert_eq!(data("50%\n::error::x\r\n"), "50%25%0A::error::x");
    }
}
