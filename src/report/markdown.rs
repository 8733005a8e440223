//! Findings as Markdown, for a pull request or a note.

use super::escape::markdown as escaped;
use super::paint::plural;
use super::passage::words_of;
use super::places::Places;
use super::printable::printable;
use super::sheets::{SheetMarkdown, layout};
use super::table::cut;
use super::{Format, Markup, QuoteSheet, Renderer, Summary, View};
use crate::checker::Document;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "markdown",
    doc: "tables and lists, for a pull request or a note",
    views: View::ALL,
    renderer: |view, _, _| match view {
        View::Findings | View::Verified => Box::new(Markdown),
        View::Quotes => Box::new(QuoteSheet::Markdown),
        view => Box::new(SheetMarkdown(layout(view))),
    },
};

/// Columns of the marked words that are shown.
const WORDS: usize = 60;

/// Writes the findings as a Markdown table for each article.
#[derive(Clone, Copy, Debug)]
pub struct Markdown;

impl Renderer for Markdown {
    fn markup(&self) -> Markup {
        Markup::Markdown
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        if document.findings.is_empty() {
            return Ok(());
        }
        writeln!(out, "## {}\n", escaped(&document.article().name))?;
        writeln!(out, "| Place | Severity | Words | Finding |\n| --- | --- | --- | --- |")?;
        let places = Places::new(document.article());
        for finding in &document.findings {
            let place = places.start(finding.spans.first().copied().unwrap_or_default());
            let marked = printable(&words_of(document.article(), &finding.spans)).into_owned();
            let (severity, rule) = (finding.severity.name(), escaped(&finding.rule));
            let (marked, message) = (escaped(&cut(&marked, WORDS)), escaped(&finding.message));
            let (place, help) = (format!("{}:{}", place.line, place.column), escaped(&finding.help));
            let advice = sentences(&message, &help);
            writeln!(out, "| {place} | {severity} | {marked} | {advice} ({rule}) |")?;
        }
        writeln!(out)
    }

    fn end(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let Summary { documents, words, error, warning, info, .. } = *summary;
        let read =
            format!("{}, {}", plural(documents, "article", "articles"), plural(words, "word", "words"));
        let (errors, warnings) = (plural(error, "error", "errors"), plural(warning, "warning", "warnings"));
        let aside = summary.aside().map_or_else(String::new, |aside| format!(" ({aside})"));
        let unread = match summary.unreadable {
            0 => String::new(),
            unreadable => format!(", {unreadable} could not be read"),
        };
        writeln!(out, "{read}: {errors}, {warnings}, {info} info{aside}{unread}")
    }
}

/// A message and the help after it, each ended like a sentence.
pub(super) fn sentences(message: &str, help: &str) -> String {
    let stop = if message.ends_with(['.', '?', '!']) { "" } else { "." };
    if help.is_empty() { message.to_owned() } else { format!("{message}{stop} {help}") }
}
