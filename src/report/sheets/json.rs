//! A sheet for programs; its schema is `docs/sheet.schema.json`.

use super::{Cell, Layout};
use crate::checker::Document;
use crate::report::json::{Cut, VERSION};
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
        let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
        let tool = serde_json::json!({ "name": name, "version": version });
        let sheet = self.0.name;
        write!(out, "{{\"version\":{VERSION},\"tool\":{tool},\"sheet\":\"{sheet}\",\"documents\":[")
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
            let filled = self.0.columns.iter().zip(row).filter(|(_, cell)| **cell != Cell::Empty);
            for (m, (column, cell)) in filled.enumerate() {
                if m > 0 {
                    line.push(b',');
                }
                column.key.put(&mut line);
                line.push(b':');
                match cell {
                    Cell::Empty => line.extend_from_slice(b"null"),
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
