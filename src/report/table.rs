//! A table for the terminal: columns as wide as what is in them. Where the terminal is narrower, cells go on in the next line.

use super::paint::Paint;
use super::printable::{cells, width};
use std::io::{self, Write};

/// Blanks between two columns.
const GAP: usize = 2;

/// The most columns of a cell, over all its lines.
const LONGEST: usize = 1000;

/// On which side a column is flush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Right,
}

/// A head and rows.
pub(super) struct Table {
    head: Vec<(&'static str, Align)>,
    rows: Vec<Row>,
}

/// A cell for each column, and what is to be said below them.
struct Row {
    cells: Vec<String>,
    notes: Vec<(&'static str, String)>,
}

impl Table {
    pub(super) fn new(head: &[(&'static str, Align)]) -> Self {
        Self { head: head.to_vec(), rows: Vec::new() }
    }

    /// Adds a row of printable text.
    pub(super) fn row(&mut self, row: impl Into<Vec<String>>) {
        self.annotated(row, Vec::new());
    }

    /// Adds a row with notes, each with its label, in lines of their own below it.
    pub(super) fn annotated(&mut self, row: impl Into<Vec<String>>, notes: Vec<(&'static str, String)>) {
        // A cell may be a paragraph, or data that somebody pasted into the article.
        let cells = row.into().into_iter().map(|cell| cut(&cell, LONGEST)).collect();
        let notes = notes.into_iter().map(|(label, note)| (label, cut(&note, LONGEST))).collect();
        self.rows.push(Row { cells, notes });
    }

    /// Writes head and rows in at most `total` columns: the widest flush-left columns give way first.
    pub(super) fn write(&self, total: usize, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
        let widths = self.widths(total);
        let head: Vec<String> = self.head.iter().map(|(title, _)| (*title).to_owned()).collect();
        for line in self.lines(&head, &widths) {
            writeln!(out, "{}", paint.strong(line))?;
        }
        // Notes begin under the second column.
        let indent = " ".repeat(widths.first().map_or(0, |first| first + GAP).min(total / 4));
        for row in &self.rows {
            for line in self.lines(&row.cells, &widths) {
                writeln!(out, "{line}")?;
            }
            for (label, note) in &row.notes {
                let hanging = format!("{indent}  ");
                let options =
                    textwrap::Options::new(total).initial_indent(&indent).subsequent_indent(&hanging);
                for line in textwrap::wrap(&format!("{label}: {note}"), options) {
                    writeln!(out, "{}", paint.faint(line))?;
                }
            }
        }
        Ok(())
    }

    fn widths(&self, total: usize) -> Vec<usize> {
        let mut widths: Vec<usize> = self.head.iter().map(|(title, _)| width(title)).collect();
        let least: Vec<usize> = widths.iter().map(|&title| title.max(8)).collect();
        for row in &self.rows {
            for (column, cell) in row.cells.iter().enumerate() {
                widths[column] = widths[column].max(width(cell));
            }
        }
        let columns = widths.len();
        let budget = total.saturating_sub(GAP * columns.saturating_sub(1));
        let mut taken: usize = widths.iter().sum();
        while taken > budget {
            let gives = |&i: &usize| self.head[i].1 == Align::Left && widths[i] > least[i];
            let Some(widest) = (0..columns).filter(gives).max_by_key(|&i| widths[i]) else { break };
            // A cell may be as long as the article: down to the budget at once, then column by column.
            let step = if widths[widest] > budget { widths[widest] - budget } else { 1 };
            widths[widest] -= step;
            taken -= step;
        }
        widths
    }

    /// The lines of one row.
    fn lines(&self, row: &[String], widths: &[usize]) -> Vec<String> {
        let cells: Vec<Vec<String>> = row
            .iter()
            .zip(widths)
            .map(|(cell, &most)| {
                let wrapped = textwrap::wrap(cell, most.max(1));
                wrapped.into_iter().map(std::borrow::Cow::into_owned).collect()
            })
            .collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or_default();
        let line = |n: usize| {
            let mut line = String::new();
            for (i, cell) in cells.iter().enumerate() {
                let text = cell.get(n).map_or("", String::as_str);
                let blank = " ".repeat(widths[i].saturating_sub(width(text)));
                if i > 0 {
                    line.push_str(&" ".repeat(GAP));
                }
                match self.head[i].1 {
                    Align::Left => line.extend([text, &blank]),
                    Align::Right => line.extend([&blank, text]),
                }
            }
            line.truncate(line.trim_end().len());
            line
        };
        (0..height).map(line).collect()
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

    fn shown(table: &Table, total: usize) -> String {
        let style = Style { colour: false, width: total, quiet: false, fails: None };
        let mut out = Vec::new();
        table.write(total, Paint::new(style), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_line_up_and_give_way() {
        let mut table = Table::new(&[("Name", Align::Left), ("N", Align::Right)]);
        table.row(["田中".to_owned(), "12".to_owned()]);
        table.row(["A very long name indeed".to_owned(), "3".to_owned()]);
        let expected = "Name           N\n田中          12\nA very long    3\nname indeed\n";
        assert_eq!(shown(&table, 16), expected);
    }

    #[test]
    fn notes_are_below_their_row() {
        let mut table = Table::new(&[("At", Align::Right), ("Name", Align::Left)]);
        table.annotated(
            ["7:1".to_owned(), "Hale".to_owned()],
            vec![("as", "the mayor of the old town".to_owned())],
        );
        assert_eq!(shown(&table, 24), " At  Name\n7:1  Hale\n     as: the mayor of\n       the old town\n");
    }
}
