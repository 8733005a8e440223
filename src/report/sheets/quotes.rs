//! The quote sheet in rows: every statement with its speaker.

use super::{Cell, Layout, below, column, number};
use crate::checker::Document;
use crate::report::passage::words_of;
use crate::report::speakers;

pub(super) const LAYOUT: Layout = Layout {
    name: "quotes",
    title: "Who says what",
    row: ("statement", "statements"),
    columns: &[
        number("place", "Place"),
        column("speaker", "Speaker"),
        column("as", "As"),
        column("kind", "Kind"),
        column("words", "Words"),
        below("cue", "Cue"),
        below("source", "Source as written"),
    ],
    rows,
    about: |_| None,
};

fn rows(document: &Document<'_>) -> Vec<Vec<Cell>> {
    let article = document.article();
    let mut rows = Vec::new();
    for speaker in document.facts.speakers() {
        let (name, role) = (speakers::name(document, speaker), speakers::role(document, speaker));
        let statements = speaker.statements.iter().filter_map(|&i| document.facts.attributions().get(i));
        for statement in statements {
            rows.push(vec![
                Cell::At(statement.content.first().copied().unwrap_or_else(|| statement.extent())),
                Cell::text(&*name),
                Cell::text(&*role),
                Cell::text(statement.kind.name()),
                Cell::text(words_of(article, &statement.content)),
                Cell::text(words_of(article, &statement.cue)),
                Cell::text(words_of(article, &statement.source)),
            ]);
        }
    }
    rows
}
