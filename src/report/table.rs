//! A table for the terminal: columns as wide as what is in them, cut where the terminal is narrower.

use super::paint::Paint;
use super::printable::{cells, width};
use std::io::{self, Write};

/// Blanks between two columns.
const GAP: usize = 2;

/// On which side a column is flush.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A head and rows of `N` cells.
pub(super) struct Table<const N: usize> {
    head: [(&'static str, Align); N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    pub(super) fn new(head: &[(&'static str, Align); N]) -> Self {
        Self { head: *head, rows: Vec::new() }
    }

    /// Adds a row of printable text.
    pub(super) fn row(&mut self, row: [String; N]) {
        self.rows.push(row);
    }

    /// Writes head and rows in at most `total` columns: the widest flush-left columns give way first.
    pub(super) fn write(&self, total: usize, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
        let mut widths = self.head.map(|(title, _)| width(title));
        for row in &self.rows {
            for (column, cell) in row.iter().enumerate() {
                widths[column] = widths[column].max(width(cell));
            }
        }
        let least = self.head.map(|(title, _)| width(title).max(8));
        let budget = total.saturating_sub(GAP * (N - 1));
        while widths.iter().sum::<usize>() > budget {
            let gives = |&i: &usize| self.head[i].1 == Align::Left && widths[i] > least[i];
            let Some(widest) = (0..N).filter(gives).max_by_key(|&i| widths[i]) else { break };
            widths[widest] -= 1;
        }
        let head = self.line(&self.head.map(|(title, _)| title.to_owned()), &widths);
        writeln!(out, "{}", paint.strong(head))?;
        self.rows.iter().try_for_each(|row| writeln!(out, "{}", self.line(row, &widths)))
    }

    fn line(&self, row: &[String; N], widths: &[usize; N]) -> String {
        let mut line = String::new();
        for (i, cell) in row.iter().enumerate() {
            let cell = cut(cell, widths[i]);
            let blank = " ".repeat(widths[i].saturating_sub(width(&cell)));
            if i > 0 {
                line.push_str(&" ".repeat(GAP));
            }
            match self.head[i].1 {
                Align::Left => line.extend([cell, blank]),
                Align::Right => line.extend([blank, cell]),
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}

/// `text` in at most `most` columns, with a mark where it was cut.
pub(super) fn cut(text: &str, most: usize) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut shown = String::new();
    let mut columns = 1;
    for cell in cells(text, 0) {
        columns += cell.width;
        if columns > most {
            break;
        }
        shown.push_str(&cell.shown);
    }
    shown.truncate(shown.trim_end().len());
    shown.push('…');
    shown
}

#[cfg(test)]
mod tests {
    use super::super::Style;
    use super::*;

    #[test]
    fn columns_line_up_and_give_way() {
        let mut table = Table::new(&[("Name", Align::Left), ("N", Align::Right)]);
        table.row(["田中".to_owned(), "12".to_owned()]);
        table.row(["A very long name indeed".to_owned(), "3".to_owned()]);
        let mut out = Vec::new();
        table
            .write(16, Paint::new(Style { colour: false, width: 16, quiet: false, fails: None }), &mut out)
            .unwrap();
        let shown = String::from_utf8(out).unwrap();
        assert_eq!(shown, "Name           N\n田中          12\nA very long…   3\n");
    }
}
