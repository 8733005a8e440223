//! reviewdog's diagnostic format in lines: a diagnostic each.

use super::rdjson::{diagnostic, unreadable};
use super::{Failure, Format, Markup, Renderer, View};
use crate::checker::Document;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "rdjsonl",
    doc: "reviewdog, a line a finding",
    views: View::JUDGED,
    renderer: |_, _, _| Box::new(Rdjsonl),
};

/// Writes a `Diagnostic` a line, each with its source.
#[derive(Clone, Copy, Debug)]
pub struct Rdjsonl;

impl Renderer for Rdjsonl {
    fn markup(&self) -> Markup {
        Markup::Json
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let mut findings = document.findings.iter();
        findings.try_for_each(|finding| line(diagnostic(document.article(), finding), out))
    }

    fn unreadable(&self, failure: &Failure, out: &mut dyn Write) -> io::Result<()> {
        line(unreadable(failure), out)
    }
}

fn line(mut diagnostic: Value, out: &mut dyn Write) -> io::Result<()> {
    diagnostic["source"] = json!({ "name": env!("CARGO_PKG_NAME") });
    writeln!(out, "{diagnostic}")
}
