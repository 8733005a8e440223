//! A sheet for a terminal.

use super::{Cell, Column, Layout, OnScreen};
use crate::checker::Document;
use crate::report::paint::{Paint, plural};
use crate::report::places::Places;
use crate::report::printable::Shown;
use crate::report::table::Table;
use crate::report::{Markup, Renderer, Style, Summary};
use std::io::{self, Write};

/// Lines are no wider than is easy to read.
const READABLE: usize = 100;

/// Writes a sheet as a table, with the columns that have no room below each row.
#[derive(Debug)]
pub(in crate::report) struct SheetText {
    pub(in crate::report) layout: &'static Layout,
    pub(in crate::report) style: Style,
}

impl Renderer for SheetText {
    fn markup(&self) -> Markup {
        Markup::Plain { colour: self.style.colour }
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let Layout { columns, row: (one, many), rows, about, .. } = *self.layout;
        let paint = Paint::new(self.style);
        let rows = rows(document);
        let count = plural(rows.len() as u64, one, many);
        writeln!(out, "{}: {count}", paint.frame(Shown::of(&document.article().name)))?;
        let width = self.style.width.clamp(40, READABLE);
        if let Some(about) = about(document) {
            for line in textwrap::wrap(&about, width) {
                writeln!(out, "{}", paint.faint(line))?;
            }
        }
        if rows.is_empty() {
            return Ok(());
        }
        let head: Vec<_> = columns
            .iter()
            .filter_map(|column| match column.on_screen {
                OnScreen::Column(align) => Some((column.title, align)),
                OnScreen::Below | OnScreen::Nowhere => None,
            })
            .collect();
        let places = Places::new(document.article());
        let mut table = Table::new(&head);
        for row in rows {
            let (mut cells, mut notes) = (Vec::new(), Vec::new());
            for (Column { title, on_screen, .. }, cell) in columns.iter().zip(&row) {
                match on_screen {
                    OnScreen::Column(_) => cells.push(cell.shown(&places)),
                    OnScreen::Below if *cell != Cell::Empty => notes.push((*title, cell.shown(&places))),
                    OnScreen::Below | OnScreen::Nowhere => {}
                }
            }
            table.annotated(cells, notes);
        }
        table.write(width, paint, out)
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)
    }

    fn end(&self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
