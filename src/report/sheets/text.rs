//! A sheet for a terminal.

use super::{Column, Layout, OnScreen};
use crate::checker::Document;
use crate::report::paint::{Paint, plural};
use crate::report::places::Places;
use crate::report::printable::Shown;
use crate::report::table::{Align, Table};
use crate::report::{Markup, Renderer, Style};
use std::io::{self, Write};

/// Writes a sheet as a table, with the columns that have no room below each row.
#[derive(Debug)]
pub(in crate::report) struct SheetText {
    pub(in crate::report) layout: &'static Layout,
    pub(in crate::report) style: Style,
}

/// From so many columns on, a terminal is wide.
const WIDE: usize = 80;

/// Where a terminal of that width has a column.
const fn place(column: &Column, width: usize) -> OnScreen {
    match column.on_screen {
        OnScreen::Wide if width < WIDE => OnScreen::Below,
        OnScreen::Wide => OnScreen::Column(Align::Left),
        other => other,
    }
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
        let width = self.style.readable();
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
            .filter_map(|column| match place(column, width) {
                OnScreen::Column(align) => Some((column.title, align)),
                _ => None,
            })
            .collect();
        let places = Places::new(document.article());
        let mut table = Table::new(&head);
        for row in rows {
            let (mut cells, mut notes) = (Vec::new(), Vec::new());
            for (column, cell) in columns.iter().zip(&row) {
                match place(column, width) {
                    OnScreen::Column(_) => cells.push(cell.shown(&places)),
                    OnScreen::Below if !cell.is_empty() => notes.push((column.title, cell.shown(&places))),
                    OnScreen::Wide | OnScreen::Below | OnScreen::Nowhere => {}
                }
            }
            table.annotated(cells, notes);
        }
        table.write(width, paint, out)
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)
    }
}
