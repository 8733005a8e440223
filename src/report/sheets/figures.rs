//! The table of figures: every number with what it counts, how exact it claims to be, and who gives it.

use super::{Cell, Layout, column, number, wide};
use crate::checker::Document;
use crate::facts::checkable;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::report::passage::slice;
use crate::report::speakers::source;

pub(super) const LAYOUT: Layout = Layout {
    name: "figures",
    title: "Figures",
    row: ("figure", "figures"),
    columns: &[
        number("place", "Place"),
        column("figure", "Figure"),
        column("of", "Of what"),
        column("unit", "Unit"),
        column("exact", "Exact?"),
        wide("source", "Says who"),
    ],
    rows: |document| checkable::numbers(&document.facts).map(|figure| row(document, figure)).collect(),
    about: |_| None,
};

fn row(document: &Document, figure: &Figure) -> Vec<Cell> {
    let article = document.article();
    let noun = figure.noun.map(|noun| slice(article, noun).to_owned());
    let unit = figure.unit.clone().unwrap_or_else(|| match figure.kind {
        FigureKind::Count => String::new(),
        kind => kind.name().replace('-', " "),
    });
    vec![
        Cell::At(figure.span),
        Cell::text(slice(article, figure.span)),
        Cell::text(noun.or_else(|| figure.subject.clone()).unwrap_or_default()),
        Cell::text(unit),
        Cell::text(exactness(figure.precision)),
        Cell::text(source_of(document, figure)),
    ]
}

/// How exact a figure claims to be, in words.
fn exactness(precision: Precision) -> String {
    precision.name().replace('-', " ")
}

/// Who gives a figure, where someone does.
pub(super) fn source_of(document: &Document, figure: &Figure) -> String {
    let attribution = figure.attribution.and_then(|i| document.facts.attribution(i));
    attribution.map(|attribution| source(document, attribution)).unwrap_or_default()
}
