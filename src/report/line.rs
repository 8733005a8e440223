//! One line a finding, as `grep -n` and compilers write it: `path:line:column: severity: message [rule]`.

use super::{Renderer, Summary};
use crate::checker::Document;
use crate::rules::Severity;
use std::io::{self, Write};

/// The `line` format: for editors and for `sort`, `cut` and `grep`.
#[derive(Clone, Copy, Debug)]
pub struct Line;

impl Renderer for Line {
    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let article = &document.article;
        for finding in &document.findings {
            let place = article.place(finding.spans.first().map_or(0, |span| span.start));
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "info",
            };
            let (line, column) = (place.line, place.column);
            let (name, message, rule) = (one_line(&article.name), one_line(&finding.message), &finding.rule);
            writeln!(out, "{name}:{line}:{column}: {severity}: {message} [{rule}]")?;
        }
        Ok(())
    }

    fn end(&self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// A finding is one line whatever the article holds, and no escape sequence reaches the terminal.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
