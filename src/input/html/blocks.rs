//! A page's paragraphs: what is laid out apart, whether it is of the article or not.

use super::super::draft::{CELL, Draft};
use super::flow;
use super::tree::{Id, Kind, Tree, is_block};
use std::ops::Range;

/// A paragraph of the page.
pub(super) struct Paragraph {
    /// The innermost element that sets it apart.
    pub(super) element: Id,
    /// Its pieces, in order.
    pub(super) pieces: Vec<Piece>,
    /// What it says.
    pub(super) text: String,
    /// How many of its bytes are those of links.
    pub(super) linked: usize,
}

/// A piece of a paragraph.
pub(super) enum Piece {
    /// Text in the page.
    Text(Range<usize>),
    /// A line break.
    Break,
}

impl Paragraph {
    /// Writes what it says.
    pub(super) fn write(&self, page: &str, draft: &mut Draft) {
        let mut at = 0;
        for piece in &self.pieces {
            match piece {
                Piece::Text(range) => {
                    flow::write(draft, page, range.clone());
                    at = range.end;
                }
                Piece::Break => draft.blank(at..at),
            }
        }
    }

    /// The share of it that is links.
    pub(super) fn link_share(&self) -> f64 {
        self.linked as f64 / self.text.len().max(1) as f64
    }

    /// Whether it ends as sentences do.
    pub(super) fn ends_sentence(&self) -> bool {
        self.text
            .trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', ' '])
            .ends_with(['.', '!', '?', '…', '。', '！', '？', '।'])
    }
}

/// The paragraphs of a page, in order; `skipped` elements are left out.
pub(super) fn of(tree: &Tree, page: &str, skipped: impl Fn(Id) -> bool) -> Vec<Paragraph> {
    let mut maker = Maker { page, done: Vec::new(), pieces: Vec::new(), linked: 0, element: 0, breaks: 0 };
    let mut blocks = vec![0];
    let mut links = 0;
    // A node to enter, or, with true, an element to leave.
    let mut todo = vec![(0, false)];
    while let Some((id, leaving)) = todo.pop() {
        match &tree.nodes[id].kind {
            Kind::Text(range) => maker.text(range.clone(), *blocks.last().unwrap_or(&0), links > 0),
            Kind::Element { .. } => {
                let name = tree.name(id);
                let cell = matches!(name, "td" | "th") && is_data(tree, page, tree.nodes[id].parent);
                let block = is_block(name) && !cell || id == 0;
                if cell && !leaving {
                    maker.space();
                }
                if block {
                    maker.end();
                }
                if leaving {
                    links -= usize::from(name == "a");
                    if block {
                        blocks.pop();
                    }
                    continue;
                }
                if name == "br" {
                    maker.line_break();
                }
                if skipped(id) {
                    continue;
                }
                links += usize::from(name == "a");
                if block {
                    blocks.push(id);
                }
                todo.push((id, true));
                todo.extend(tree.nodes[id].children.iter().rev().map(|&child| (child, false)));
            }
        }
    }
    maker.end();
    maker.done
}

/// Whether a row of a table holds words and figures, and not what is laid out by it.
fn is_data(tree: &Tree, page: &str, row: Id) -> bool {
    let cells = &tree.nodes[row].children;
    let short = |&cell: &Id| {
        let mut length = 0;
        let mut todo = vec![cell];
        while let Some(id) = todo.pop() {
            match &tree.nodes[id].kind {
                Kind::Text(range) => length += page[range.clone()].trim().len(),
                Kind::Element { .. } if id != cell && is_block(tree.name(id)) => return false,
                Kind::Element { .. } => todo.extend(&tree.nodes[id].children),
            }
            if length > CELL {
                return false;
            }
        }
        true
    };
    cells.len() <= CELLS && cells.iter().all(short)
}

/// The most cells in a row of one.
const CELLS: usize = 60;

struct Maker<'a> {
    page: &'a str,
    done: Vec<Paragraph>,
    pieces: Vec<Piece>,
    linked: usize,
    element: Id,
    /// Line breaks since the last word.
    breaks: usize,
}

impl Maker<'_> {
    fn text(&mut self, range: Range<usize>, element: Id, linked: bool) {
        let words = self.page[range.clone()].trim();
        if !words.is_empty() {
            if self.breaks == 1 && self.ends_sentence() {
                self.end();
            }
            self.breaks = 0;
        }
        if !self.pieces.iter().any(|piece| matches!(piece, Piece::Text(_))) {
            self.element = element;
        }
        if linked {
            self.linked += words.len();
        }
        self.pieces.push(Piece::Text(range));
    }

    /// Whether a line break after what there is so far is the end of a paragraph.
    fn ends_sentence(&self) -> bool {
        let last = self.pieces.iter().rev().find_map(|piece| match piece {
            Piece::Text(range) => Some(self.page[range.clone()].trim_end()).filter(|text| !text.is_empty()),
            Piece::Break => None,
        });
        last.is_some_and(|text| {
            text.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '!', '?', ':'])
                || text.ends_with("&quot;")
                || text.ends_with("&rdquo;")
        })
    }

    /// Sets what follows apart, in the same paragraph.
    fn space(&mut self) {
        self.pieces.push(Piece::Break);
    }

    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.end();
        } else {
            self.pieces.push(Piece::Break);
        }
    }

    fn end(&mut self) {
        self.breaks = 0;
        let pieces = std::mem::take(&mut self.pieces);
        let linked = std::mem::take(&mut self.linked);
        let mut paragraph = Paragraph { element: self.element, pieces, text: String::new(), linked };
        let mut draft = Draft::default();
        paragraph.write(self.page, &mut draft);
        paragraph.text = draft.text;
        if paragraph.text.chars().any(char::is_alphanumeric) {
            self.done.push(paragraph);
        }
    }
}
