//! Sheets as a workbook of Excel and LibreOffice. Words stay words: no cell is a formula or a link.
//!
//! A workbook is made as a whole, when all rows are there. Until then they are lines of JSON.

use super::places::Places;
use super::put::Put;
use super::sheets::{Cell, Layout, OnScreen, layout};
use super::{Format, Markup, Renderer, View};
use crate::checker::Document;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, FormatAlign, FormatBorder, Workbook, XlsxError};
use serde::Deserialize;
use std::io::{self, Write};

pub(super) const FORMAT: Format = Format {
    name: "xlsx",
    doc: "a workbook of Excel or LibreOffice, in a file",
    views: View::ALL,
    renderer: |view, _, _| Box::new(Xlsx(layout(view))),
};

/// The rows and the characters of a cell that a workbook can have.
const MOST_ROWS: u32 = 1_048_576;
const LONGEST: usize = 32_767;

/// Writes the rows of a sheet.
#[derive(Debug)]
struct Xlsx(&'static Layout);

/// A cell as it waits for the workbook.
#[derive(Deserialize)]
#[serde(untagged)]
enum Waiting {
    Number(f64),
    Text(String),
}

impl Renderer for Xlsx {
    fn markup(&self) -> Markup {
        Markup::Json
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let places = Places::new(document.article());
        let mut line = Vec::new();
        for row in (self.0.rows)(document) {
            for (n, cell) in row.iter().enumerate() {
                line.push(if n == 0 { b'[' } else { b',' });
                match cell {
                    Cell::Number(number) => line.extend_from_slice(number.to_string().as_bytes()),
                    _ => cell.shown_apart(document, &places).put(&mut line),
                }
            }
            line.extend_from_slice(b"]\n");
        }
        out.write_all(&line)
    }

    fn is_packed(&self) -> bool {
        true
    }

    fn pack(&self, written: &[u8]) -> io::Result<Vec<u8>> {
        workbook(self.0, written).map_err(io::Error::other)
    }
}

/// Columns in characters: those to fill in have room, and words are wrapped.
const fn width(on_screen: OnScreen) -> f64 {
    match on_screen {
        OnScreen::Column(super::table::Align::Right) => 14.0,
        OnScreen::Column(super::table::Align::Left) | OnScreen::Wide => 28.0,
        OnScreen::Below => 32.0,
        OnScreen::Nowhere => 18.0,
    }
}

fn workbook(layout: &Layout, written: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error + Send + Sync>> {
    let mut workbook = Workbook::new();
    // The same rows make the same file at any time of day.
    let made = ExcelDateTime::from_ymd(1980, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(layout.title).set_creation_datetime(&made));
    let head = rust_xlsxwriter::Format::new().set_bold().set_border_bottom(FormatBorder::Thin);
    let body = rust_xlsxwriter::Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = workbook.add_worksheet();
    sheet.set_name(layout.title)?;
    let columns = u16::try_from(layout.columns.len())?;
    for (n, column) in (0..).zip(layout.columns) {
        sheet.write_string_with_format(0, n, column.title, &head)?;
        sheet.set_column_width(n, width(column.on_screen))?;
    }
    let mut row = 0;
    for line in written.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        row += 1;
        if row >= MOST_ROWS {
            return Err("a workbook has no room for so many rows; use -f csv".into());
        }
        let cells: Vec<Waiting> = serde_json::from_slice(line)?;
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Waiting::Number(number) => sheet.write_number_with_format(row, column, number, &body)?,
                Waiting::Text(text) if text.is_empty() => sheet.write_blank(row, column, &body)?,
                Waiting::Text(text) => {
                    sheet.write_string_with_format(row, column, shortened(&text), &body)?
                }
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, row, columns.saturating_sub(1))?;
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0)?;
    let bytes: Result<Vec<u8>, XlsxError> = workbook.save_to_buffer();
    Ok(bytes?)
}

/// A text that a cell has room for.
fn shortened(text: &str) -> &str {
    // Excel counts units of UTF-16, of which a character has two at most.
    match text.char_indices().nth(LONGEST / 2) {
        Some((end, _)) if text.encode_utf16().count() > LONGEST => &text[..end],
        _ => text,
    }
}
