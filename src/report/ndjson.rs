//! The JSON report in lines: one object a document, and one with the totals at the end.

use super::json::members;
use super::put::object;
use super::{Failure, Format, Markup, Renderer, Summary, View};
use crate::checker::Document;
use serde::Serialize;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "ndjson",
    doc: "the JSON report in lines, a document each",
    views: View::REPORTED,
    renderer: |_, _, _| Box::new(Ndjson),
};

/// Writes a line of JSON for each document: that of the JSON report, with `"type": "document"` before it; for each that
/// cannot be read, one of `"type": "unreadable"`; and last one of `"type": "summary"`.
#[derive(Clone, Copy, Debug)]
pub struct Ndjson;

impl Renderer for Ndjson {
    fn markup(&self) -> Markup {
        Markup::Json
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(br#"{"type":"document","#)?;
        members(document, out)?;
        out.write_all(b"}\n")
    }

    fn unreadable(&self, Failure { name, why }: &Failure, out: &mut dyn Write) -> io::Result<()> {
        let mut line = Vec::new();
        object!(&mut line, "type": "unreadable", "path": name, "message": why);
        line.push(b'\n');
        out.write_all(&line)
    }

    fn end(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        #[derive(Serialize)]
        struct DocumentLine<'a> {
            r#type: &'static str,
            #[serde(flatten)]
            summary: &'a Summary,
        }
        serde_json::to_writer(&mut *out, &DocumentLine { r#type: "summary", summary })?;
        writeln!(out)
    }
}
