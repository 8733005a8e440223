//! The table of figures: every number with what it counts, how exact it claims to be, and who gives it.

use super::escape::markdown as escaped;
use super::paint::{Paint, plural};
use super::passage::{slice, words_of};
use super::printable::{Shown, printable};
use super::table::{Align, Table};
use super::{Markup, Renderer, Style, Summary};
use crate::checker::Document;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use std::io::{self, Write};

/// Writes the table of figures.
#[derive(Clone, Copy, Debug)]
pub enum FigureTable {
    /// For a terminal.
    Text(Style),
    /// As a Markdown table.
    Markdown,
}

const HEAD: [(&str, Align); 6] = [
    ("Line", Align::Right),
    ("Figure", Align::Left),
    ("Of what", Align::Left),
    ("Unit", Align::Left),
    ("Exact?", Align::Left),
    ("Says who", Align::Left),
];

impl Renderer for FigureTable {
    fn markup(&self) -> Markup {
        match *self {
            Self::Text(style) => Markup::Plain { colour: style.colour },
            Self::Markdown => Markup::Markdown,
        }
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let rows = document.facts.figures().iter().map(|figure| row(document, figure));
        match *self {
            Self::Text(style) => {
                let paint = Paint::new(style);
                let count = plural(document.facts.figures().len() as u64, "figure", "figures");
                writeln!(out, "{}: {count}", paint.frame(Shown::of(&document.article().name)))?;
                let mut table = Table::new(&HEAD);
                rows.for_each(|row| table.row(row));
                if document.facts.figures().is_empty() {
                    Ok(())
                } else {
                    table.write(style.width.max(40), paint, out)
                }
            }
            Self::Markdown => {
                writeln!(out, "# Figures in {}\n", escaped(&document.article().name))?;
                writeln!(out, "| {} |", HEAD.map(|(title, _)| title).join(" | "))?;
                let rule = HEAD.map(|(_, align)| if align == Align::Right { "--:" } else { "---" });
                writeln!(out, "| {} |", rule.join(" | "))?;
                for row in rows {
                    writeln!(out, "| {} |", row.map(|cell| escaped(&cell)).join(" | "))?;
                }
                Ok(())
            }
        }
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)
    }

    fn end(&self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn row(document: &Document, figure: &Figure) -> [String; 6] {
    let article = document.article();
    let written = |span| printable(slice(article, span)).into_owned();
    let of = figure.noun.map(written).or_else(|| figure.subject.clone()).unwrap_or_default();
    let unit = figure.unit.clone().unwrap_or_else(|| match figure.kind {
        FigureKind::Count => String::new(),
        kind => kind.name().replace('-', " "),
    });
    let exact = match figure.precision {
        Precision::Exact => String::from("exact"),
        precision => precision.name().replace('-', " "),
    };
    let line = article.lines.line(figure.span.start).to_string();
    [line, written(figure.span), of, unit, exact, speaker(document, figure)]
}

fn speaker(document: &Document, figure: &Figure) -> String {
    let Some(attribution) = figure.attribution.and_then(|i| document.facts.attribution(i)) else {
        return String::new();
    };
    let entity = attribution.entity.and_then(|entity| document.facts.entities().get(entity));
    let words = match entity {
        Some(entity) => slice(document.article(), entity.name).into(),
        None => words_of(document.article(), &attribution.source),
    };
    printable(&words).into_owned()
}
