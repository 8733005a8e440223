//! The quote sheet: who is quoted saying what, for calling sources back before publication.

use super::paint::{Paint, plural};
use super::passage::words_of;
use super::printable::{Shown, printable};
use super::speakers;
use super::{Markup, Renderer, Style};
use crate::checker::Document;
use crate::facts::Attribution;
use crate::facts::speech::speakers::Speaker;
use std::io::{self, Write};

/// Writes the quote sheet.
#[derive(Clone, Copy, Debug)]
pub enum QuoteSheet {
    /// For a terminal.
    Text(Style),
    /// As Markdown, with a box to tick for each statement.
    Markdown,
}

impl Renderer for QuoteSheet {
    fn markup(&self) -> Markup {
        match *self {
            Self::Text(style) => Markup::Plain { colour: style.colour },
            Self::Markdown => Markup::Markdown,
        }
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        match *self {
            Self::Text(style) => text(document, style, out),
            Self::Markdown => markdown(document, out),
        }
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)
    }
}

/// `Marcus Tarrant, Foreign Secretary of Estmark`.
fn heading(document: &Document<'_>, speaker: &Speaker) -> (String, String) {
    let name = printable(&speakers::name(document, speaker)).into_owned();
    let role = speakers::role(document, speaker);
    let role = printable(&role);
    let role = if role.is_empty() { String::new() } else { format!(", {role}") };
    (name, role)
}

fn statements<'a>(document: &'a Document<'a>, speaker: &'a Speaker) -> impl Iterator<Item = &'a Attribution> {
    speaker.statements.iter().filter_map(|&i| document.facts.attributions().get(i))
}

fn line(document: &Document, attribution: &Attribution) -> u32 {
    document.article().lines.line(attribution.extent().start)
}

fn text(document: &Document, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let paint = Paint::new(style);
    let width = style.readable();
    let speakers = document.facts.speakers();
    let count: usize = speakers.iter().map(|speaker| speaker.statements.len()).sum();
    let name = Shown::of(&document.article().name);
    let counts = plural(count as u64, "statement", "statements");
    writeln!(
        out,
        "{}: {counts}, {}",
        paint.frame(name),
        plural(speakers.len() as u64, "speaker", "speakers")
    )?;
    for speaker in speakers {
        let (name, role) = heading(document, speaker);
        writeln!(out, "\n{}{role}", paint.strong(name))?;
        for statement in statements(document, speaker) {
            let head = format!("{:>5}  {:<8}  ", line(document, statement), statement.kind.name());
            let indent = " ".repeat(head.len());
            let content = printable(&words_of(document.article(), &statement.content)).into_owned();
            let wrapped = textwrap::wrap(&content, width.saturating_sub(head.len()));
            for (i, row) in wrapped.iter().enumerate() {
                let left = if i == 0 { paint.faint(&head) } else { indent.clone() };
                writeln!(out, "{left}{row}")?;
            }
            let said = speakers::source_and_cue(document, statement);
            if !said.is_empty() {
                writeln!(out, "{indent}{}", paint.faint(format!("({said})")))?;
            }
        }
    }
    Ok(())
}

fn markdown(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# Who says what in {}", super::escape::markdown(&document.article().name))?;
    for speaker in document.facts.speakers() {
        let (name, role) = heading(document, speaker);
        let escaped = super::escape::markdown;
        writeln!(out, "\n## {}{}\n", escaped(&name), escaped(&role))?;
        for statement in statements(document, speaker) {
            let content = words_of(document.article(), &statement.content);
            let kind = statement.kind.name();
            let at = line(document, statement);
            write!(out, "- [ ] line {at}, {kind}: {}", escaped(&printable(&content)))?;
            let said = speakers::source_and_cue(document, statement);
            if said.is_empty() { writeln!(out)? } else { writeln!(out, " ({})", escaped(&said))? }
        }
    }
    Ok(())
}
