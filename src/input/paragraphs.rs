//! The paragraphs of a word processor's document, out of mark-up that nests them: text boxes in paragraphs, paragraphs in
//! the cells of tables, notes.

use super::draft::{CELL, Draft};
use crate::text::{Manuscript, Role};

/// Collects paragraphs in the order in which they are read.
#[derive(Default)]
pub(super) struct Paragraphs {
    done: Vec<Paragraph>,
    /// Those that are open, each within the one before.
    open: Vec<Paragraph>,
    /// What stands within an open paragraph and is read after it.
    within: Vec<Paragraph>,
    /// The rows of tables that are open: how many paragraphs were done when each began.
    rows: Vec<usize>,
}

/// A paragraph and what its style says it is.
struct Paragraph {
    text: String,
    role: Option<Role>,
}

impl Paragraphs {
    /// Begins a paragraph.
    pub(super) fn begin(&mut self, role: Option<Role>) {
        self.open.push(Paragraph { text: String::new(), role });
    }

    /// What the open paragraph is.
    pub(super) fn is(&mut self, role: Option<Role>) {
        if let Some(open) = self.open.last_mut() {
            open.role = role;
        }
    }

    /// Adds to the open paragraph. What stands outside of paragraphs is layout.
    pub(super) fn add(&mut self, text: &str) {
        if let Some(open) = self.open.last_mut() {
            open.text.push_str(text);
        }
    }

    /// Ends the open paragraph.
    pub(super) fn end(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        if self.open.is_empty() {
            self.done.push(paragraph);
            self.done.append(&mut self.within);
        } else {
            self.within.push(paragraph);
        }
    }

    /// Begins a row of a table.
    pub(super) fn begin_row(&mut self) {
        self.rows.push(self.done.len());
    }

    /// Ends a row of a table, which is one paragraph where its cells are short.
    pub(super) fn end_row(&mut self) {
        let Some(start) = self.rows.pop().map(|start| start.min(self.done.len())) else { return };
        let cells = &self.done[start..];
        if cells.len() > 1 && cells.iter().all(|cell| cell.text.len() <= CELL && cell.role.is_none()) {
            let text = cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ");
            self.done.truncate(start);
            self.done.push(Paragraph { text, role: None });
        }
    }

    /// Adds what others have collected, such as the notes.
    pub(super) fn append(&mut self, mut others: Self) {
        while !others.open.is_empty() {
            others.end();
        }
        self.done.append(&mut others.done);
    }

    /// The manuscript. Its places are those of its text, a line each paragraph.
    pub(super) fn finish(mut self) -> Manuscript {
        while !self.open.is_empty() {
            self.end();
        }
        let mut draft = Draft::default();
        // A document has one headline; what else has its style is a heading.
        let titled = self.done.iter().any(|p| p.role == Some(Role::Headline));
        let mut before = true;
        for Paragraph { text, role } in self.done.into_iter().filter(|p| !p.text.trim().is_empty()) {
            let role = match role {
                Some(Role::Headline) if draft.has(Role::Headline) => Some(Role::Subheading),
                // Some begin with a heading of the first level and have no title.
                Some(Role::Subheading) if before && !titled => Some(Role::Headline),
                role => role,
            };
            before = false;
            draft.block(role);
            draft.words(&text, 0);
        }
        draft.finish_apart()
    }
}
