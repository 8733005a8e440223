//! A sheet as a page to print or to fill in. One file, no script, no network.

use super::{Cell, Column, Layout, OnScreen};
use crate::Span;
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
        let Layout { title, rows, about, .. } = *self.0;
        let name = escaped(&document.article().name);
        writeln!(out, "<section>\n<h1>{title} in {name}</h1>")?;
        if let Some(about) = about(document) {
            writeln!(out, "<p>{}</p>", escaped(&about))?;
        }
        scrolled(title, document, out)?;
        table(self.0, document, &rows(document), &|_| None, out)?;
        writeln!(out, "</div>\n</section>")
    }

    fn end(&self, _summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        foot("", out)
    }
}

/// Begins what scrolls sideways where a table is wider than the window, with the keyboard too.
pub(in crate::report) fn scrolled(title: &str, document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let name = escaped(&document.article().name);
    writeln!(out, "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{title} in {name}\">")
}

/// Writes rows as a table. `link` is the name of what a place leads to, where it leads somewhere.
pub(in crate::report) fn table(
    layout: &Layout,
    document: &Document,
    rows: &[Vec<Cell>],
    link: &dyn Fn(Span) -> Option<String>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns = layout.columns;
    let right = |column: &Column| match column.on_screen {
        OnScreen::Column(Align::Right) => " class=\"right\"",
        OnScreen::Nowhere => " class=\"blank\"",
        OnScreen::Column(Align::Left) | OnScreen::Wide | OnScreen::Below => "",
    };
    write!(out, "<table>\n<thead><tr>")?;
    for column in columns {
        write!(out, "<th scope=\"col\"{}>{}</th>", right(column), column.title)?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    let places = Places::new(document.article());
    for row in rows {
        write!(out, "<tr>")?;
        for (column, cell) in columns.iter().zip(row) {
            let shown = escaped(&cell.shown(&places));
            let target = if let Cell::At(span) = cell { link(*span) } else { None };
            let shown =
                target.map_or_else(|| shown.clone(), |target| format!("<a href=\"#{target}\">{shown}</a>"));
            write!(out, "<td{}>{shown}</td>", right(column))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>")
}
