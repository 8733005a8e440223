//! Findings in rows, for a spreadsheet.

use super::{Cell, Layout, below, column, number};
use crate::report::passage::words_of;

pub(super) const LAYOUT: Layout = Layout {
    name: "findings",
    title: "Findings",
    row: ("finding", "findings"),
    columns: &[
        number("place", "Place"),
        column("severity", "Severity"),
        column("rule", "Rule"),
        column("words", "Words"),
        column("message", "Finding"),
        below("help", "What to do"),
        below("related", "Other places"),
    ],
    rows: |document| {
        let article = document.article();
        let row = |finding: &crate::rules::Finding| {
            let related =
                finding.related.iter().map(|related| words_of(article, &related.spans).into_owned());
            vec![
                Cell::At(finding.spans.first().copied().unwrap_or_default()),
                Cell::text(finding.severity.name()),
                Cell::text(&*finding.rule),
                Cell::text(words_of(article, &finding.spans)),
                Cell::text(&*finding.message),
                Cell::text(&*finding.help),
                Cell::List(related.collect()),
            ]
        };
        document.findings.iter().map(row).collect()
    },
    about: |_| None,
};
