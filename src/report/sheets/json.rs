//! A sheet for programs; its schema is `docs/sheet.schema.json`.

use super::{Cell, Layout};
use crate::checker::Document;
use crate::report::json::{Cut, head};
use crate::report::put::{Put, fields};
use crate::report::{Markup, Renderer, Summary};
use std::io::{self, Write};

/// Writes the rows of each article, with a field for each column.
#[derive(Debug)]
pub(in crate::report) struct SheetJson(pub(in crate::report) &'static Layout);

impl Renderer for SheetJson {
    fn markup(&self) -> Markup {
        Markup::Json
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        head(out)?;
        write!(out, "\"sheet\":\"{}\",\"documents\":[", self.0.name)
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let article = document.article();
        let cut = Cut::new(document);
        let mut line = Vec::new();
        fields!(&mut line, "\n{",
            "path": article.name,
            "date": article.published.map(|published| published.date.to_string()),
        );
        line.extend_from_slice(b",\"rows\":[");
        for (n, row) in (self.0.rows)(document).iter().enumerate() {
            line.extend_from_slice(if n == 0 { b"{" } else { b",{" });
            let filled = self.0.columns.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            for (m, (column, cell)) in filled.enumerate() {
                if m > 0 {
                    line.push(b',');
                }
                column.key.put(&mut line);
                line.push(b':');
                match cell {
                    Cell::Text(text) => text.put(&mut line),
                    Cell::List(list) => list.put(&mut line),
                    Cell::Number(number) => line.extend_from_slice(number.to_string().as_bytes()),
                    Cell::At(span) => cut.span(*span).put(&mut line),
                }
            }
            line.push(b'}');
        }
        line.extend_from_slice(b"]}");
        out.write_all(&line)
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, ",")
    }

    fn end(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let (documents, unreadable) = (summary.documents, summary.unreadable);
        writeln!(out, "\n],\"summary\":{{\"documents\":{documents},\"unreadable\":{unreadable}}}}}")
    }
}
