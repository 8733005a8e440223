//! A sheet as a page to print or to fill in. One file, no script, no network.

use super::{Column, Layout, OnScreen};
use crate::checker::Document;
use crate::report::escape::html as escaped;
use crate::report::places::Places;
use crate::report::table::Align;
use crate::report::web_page::{foot, head};
use crate::report::{Markup, Renderer, Summary};
use std::io::{self, Write};

/// Writes a table for each article.
#[derive(Debug)]
pub(in crate::report) struct SheetPage(pub(in crate::report) &'static Layout);

impl Renderer for SheetPage {
    fn markup(&self) -> Markup {
        Markup::Tags
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        head(&format!("{} - onrecord", self.0.title), include_str!("page.css"), out)
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let Layout { title, columns, rows, about, .. } = *self.0;
        let right = |column: &Column| match column.on_screen {
            OnScreen::Column(Align::Right) => " class=\"right\"",
            OnScreen::Nowhere => " class=\"blank\"",
            OnScreen::Column(Align::Left) | OnScreen::Wide | OnScreen::Below => "",
        };
        let name = escaped(&document.article().name);
        writeln!(out, "<section>\n<h1>{title} in {name}</h1>")?;
        if let Some(about) = about(document) {
            writeln!(out, "<p>{}</p>", escaped(&about))?;
        }
        write!(out, "<table>\n<thead><tr>")?;
        for column in columns {
            write!(out, "<th scope=\"col\"{}>{}</th>", right(column), column.title)?;
        }
        writeln!(out, "</tr></thead>\n<tbody>")?;
        let places = Places::new(document.article());
        for row in rows(document) {
            write!(out, "<tr>")?;
            for (column, cell) in columns.iter().zip(&row) {
                write!(out, "<td{}>{}</td>", right(column), escaped(&cell.shown(&places)))?;
            }
            writeln!(out, "</tr>")?;
        }
        writeln!(out, "</tbody>\n</table>\n</section>")
    }

    fn end(&self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        foot("", out)
    }
}
