//! The JSON report in lines: one object a document, and one with the totals at the end.

use super::json::members;
use super::{Format, Markup, Renderer, Summary, View};
use crate::checker::Document;
use serde::Serialize;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "ndjson",
    doc: "the JSON report in lines, a document each",
    views: View::ALL,
    renderer: |_, _, _| Box::new(Ndjson),
};

/// Writes a line of JSON for each document: that of the JSON report, with `"type": "document"` before it, and
/// last one of `"type": "summary"`.
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
