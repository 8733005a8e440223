//! Sheets for the desk: facts in rows, the same ones in every format.
//!
//! A [`Layout`] says which columns a sheet has and fills its rows from a document; the renderers know columns and cells and
//! nothing of what is in them. So a sheet is one file here, and a format is one file.
//!
//! - `names.rs`: every name with its forms; `timeline.rs`: dates, ages and durations in order
//! - `check.rs`: the fact-check sheet
//! - `figures.rs`, `quotes.rs`, `findings.rs`: what the other views show, in rows
//! - `text.rs`, `markdown.rs`, `page.rs` (HTML), `json.rs`: the renderers; CSV and XLSX are in `report/csv.rs` and `report/xlsx.rs`

mod check;
mod figures;
mod findings;
mod json;
mod markdown;
mod names;
mod page;
mod quotes;
mod text;
mod timeline;

pub(super) use json::SheetJson;
pub(super) use markdown::SheetMarkdown;
pub(super) use page::{SheetPage, scrolled, table};
pub(super) use text::SheetText;

use super::View;
use super::places::Places;
use super::printable::{Shown, printable};
use super::table::Align;
use crate::Span;
use crate::checker::Document;
use crate::text::Place;

/// What a sheet is called, its columns, and what fills them.
#[derive(Debug)]
pub(super) struct Layout {
    /// Its name in JSON, which is that of the command.
    pub(super) name: &'static str,
    /// Its title, which `in NAME` follows.
    pub(super) title: &'static str,
    /// What a row is, one and many.
    pub(super) row: (&'static str, &'static str),
    /// Its columns.
    pub(super) columns: &'static [Column],
    /// The rows of a document, a cell for each column.
    pub(super) rows: fn(&Document<'_>) -> Vec<Vec<Cell>>,
    /// What is to be known before the rows are read, in a sentence.
    pub(super) about: fn(&Document<'_>) -> Option<String>,
}

/// A column of a sheet.
#[derive(Debug)]
pub(super) struct Column {
    /// Its key in JSON.
    pub(super) key: &'static str,
    /// Its head.
    pub(super) title: &'static str,
    /// Where the text report has it.
    pub(super) on_screen: OnScreen,
}

/// Where the text report has a column: a terminal is narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OnScreen {
    /// As a column.
    Column(Align),
    /// As a column where the terminal is wide, else below the row.
    Wide,
    /// In a line of its own below the row, where there is something in it.
    Below,
    /// Nowhere: it is to be filled in.
    Nowhere,
}

/// A column that the terminal has too, flush left.
const fn column(key: &'static str, title: &'static str) -> Column {
    Column { key, title, on_screen: OnScreen::Column(Align::Left) }
}

/// One of numbers or places, flush right.
const fn number(key: &'static str, title: &'static str) -> Column {
    Column { key, title, on_screen: OnScreen::Column(Align::Right) }
}

/// One that a wide terminal has, flush left, and a narrow one below the row.
const fn wide(key: &'static str, title: &'static str) -> Column {
    Column { key, title, on_screen: OnScreen::Wide }
}

/// One that the terminal has below the row.
const fn below(key: &'static str, title: &'static str) -> Column {
    Column { key, title, on_screen: OnScreen::Below }
}

/// What is in a cell, as the article has it: each format escapes it in its own way.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Words, or nothing.
    Text(String),
    /// Several, in order, or none.
    List(Vec<String>),
    /// A number.
    Number(u64),
    /// A place in the article.
    At(Span),
}

impl Cell {
    /// Nothing.
    const EMPTY: Self = Self::Text(String::new());

    /// Words, or nothing.
    pub(super) fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    /// Whether nothing is in it.
    pub(super) const fn is_empty(&self) -> bool {
        match self {
            Self::Text(words) => words.is_empty(),
            Self::List(list) => list.is_empty(),
            Self::Number(_) | Self::At(_) => false,
        }
    }

    /// On one line; a place as line and column.
    pub(super) fn shown(&self, places: &Places<'_>) -> String {
        match self {
            Self::Text(text) => printable(text).into_owned(),
            Self::List(list) => printable(&list.join("; ")).into_owned(),
            Self::Number(number) => number.to_string(),
            Self::At(span) => short(places.start(*span)),
        }
    }

    /// The same, a place with its file: `draft.txt:7:12`, for a sheet of several articles.
    pub(super) fn shown_apart(&self, document: &Document<'_>, places: &Places<'_>) -> String {
        match self {
            Self::At(span) => {
                format!("{}:{}", Shown::of(&document.article().name), short(places.start(*span)))
            }
            _ => self.shown(places),
        }
    }
}

/// `7:12`
pub(super) fn short(place: Place) -> String {
    format!("{}:{}", place.line, place.column)
}

/// The sheet of a view.
pub(super) const fn layout(view: View) -> &'static Layout {
    match view {
        View::Findings | View::Verified => &findings::LAYOUT,
        View::Quotes => &quotes::LAYOUT,
        View::Figures => &figures::LAYOUT,
        View::Names => &names::LAYOUT,
        View::Timeline => &timeline::LAYOUT,
        View::Check => &check::LAYOUT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    #[test]
    fn a_row_has_a_cell_for_each_column() {
        let checker = Checker::built_in();
        let text = "“The bridge is shut for 12 days,” said Ada Brandt, 44, the mayor, on Friday.\n\nBrandt left the the town.\n";
        let document = checker.check_text("draft.txt", text);
        for &view in View::ALL {
            let layout = layout(view);
            let rows = (layout.rows)(&document);
            assert!(!rows.is_empty(), "{}", layout.name);
            assert!(rows.iter().all(|row| row.len() == layout.columns.len()), "{}", layout.name);
        }
    }

    #[test]
    fn columns_have_names_of_their_own() {
        for &view in View::ALL {
            let layout = layout(view);
            let mut keys: Vec<_> = layout.columns.iter().map(|column| column.key).collect();
            keys.sort_unstable();
            keys.dedup();
            assert_eq!(keys.len(), layout.columns.len(), "{}", layout.name);
            assert!(keys.contains(&"place"), "{}", layout.name);
        }
    }
}
