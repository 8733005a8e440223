//! A sheet as a table of Markdown, with room to fill in what is empty.

use super::{Column, Layout, OnScreen};
use crate::checker::Document;
use crate::report::escape::markdown as escaped;
use crate::report::places::Places;
use crate::report::table::Align;
use crate::report::{Markup, Renderer};
use std::io::{self, Write};

/// Writes a heading and a table for each article.
#[derive(Debug)]
pub(in crate::report) struct SheetMarkdown(pub(in crate::report) &'static Layout);

impl Renderer for SheetMarkdown {
    fn markup(&self) -> Markup {
        Markup::Markdown
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let Layout { title, columns, rows, about, .. } = *self.0;
        writeln!(out, "# {title} in {}\n", escaped(&document.article().name))?;
        if let Some(about) = about(document) {
            writeln!(out, "{}\n", escaped(&about))?;
        }
        let rule = |column: &Column| match column.on_screen {
            OnScreen::Column(Align::Right) => "--:",
            OnScreen::Column(Align::Left) | OnScreen::Wide | OnScreen::Below | OnScreen::Nowhere => "---",
        };
        let titles: Vec<_> = columns.iter().map(|column| column.title).collect();
        writeln!(out, "| {} |", titles.join(" | "))?;
        writeln!(out, "| {} |", columns.iter().map(rule).collect::<Vec<_>>().join(" | "))?;
        let places = Places::new(document.article());
        for row in rows(document) {
            let cells: Vec<_> = row.iter().map(|cell| escaped(&cell.shown(&places))).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)
    }
}
