//! Sheets as comma-separated values, for a spreadsheet or a program: a row each, and the names of the columns first.

use super::places::Places;
use super::sheets::{Cell, Layout, layout};
use super::{Format, Markup, Renderer, View};
use crate::checker::Document;
use std::borrow::Cow;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "csv",
    doc: "rows for a spreadsheet, in UTF-8; no cell is a formula",
    views: View::ALL,
    renderer: |view, _, _| Box::new(Csv(layout(view))),
};

/// Writes the rows of a sheet.
#[derive(Debug)]
struct Csv(&'static Layout);

impl Renderer for Csv {
    fn markup(&self) -> Markup {
        Markup::Plain { colour: false }
    }

    fn begin(&self, out: &mut dyn Write) -> io::Result<()> {
        let titles = self.0.columns.iter().map(|column| column.title.to_owned());
        records(out, [titles.collect()])
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let places = Places::new(document.article());
        let shown = |row: Vec<Cell>| row.iter().map(|cell| cell.shown_apart(document, &places)).collect();
        records(out, (self.0.rows)(document).into_iter().map(shown))
    }
}

/// Writes rows, no cell of which is a formula.
pub(super) fn records(out: &mut dyn Write, rows: impl IntoIterator<Item = Vec<String>>) -> io::Result<()> {
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(out);
    for row in rows {
        writer.write_record(row.iter().map(|cell| inert(cell).into_owned()))?;
    }
    writer.flush()
}

/// A cell that no spreadsheet takes for a formula: one that would be begins with an apostrophe.
fn inert(cell: &str) -> Cow<'_, str> {
    let first = cell.trim_start().chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '−' | '|') => {
            format!("'{cell}").into()
        }
        _ => cell.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let mut out = Vec::new();
        records(&mut out, [cells.iter().map(|&cell| cell.to_owned()).collect()]).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn cells_are_cells() {
        assert_eq!(written(&["a", "b, c", "", "“d”", "\"e\""]), "a,\"b, c\",,“d”,\"\"\"e\"\"\"\n");
        assert_eq!(written(&[""]), "\"\"\n");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            (" =1", "' =1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2", "'-2"),
            ("+44 20 7946 0000", "'+44 20 7946 0000"),
            ("a=b", "a=b"),
            ("2-1", "2-1"),
        ] {
            assert_eq!(inert(cell), safe);
        }
    }
}
