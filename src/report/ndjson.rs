//! The JSON report in lines: one object a document, and one with the totals at the end.

use super::json::view;
use super::{Renderer, Summary};
use crate::checker::Document;
use serde::Serialize;
use std::io::{self, Write};

/// Writes a line of JSON for each document: that of the JSON report, with `"type": "document"` before it, and
/// last one of `"type": "summary"`.
#[derive(Clone, Copy, Debug)]
pub struct Ndjson;

#[derive(Serialize)]
struct Line<T> {
    r#type: &'static str,
    #[serde(flatten)]
    value: T,
}

fn line(out: &mut dyn Write, r#type: &'static str, value: impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Line { r#type, value })?;
    writeln!(out)
}

impl Renderer for Ndjson {
    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        line(out, "document", view(document))
    }

    fn end(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        line(out, "summary", summary)
    }
}
