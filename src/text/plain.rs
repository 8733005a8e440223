//! Plain text as a manuscript: a paragraph a block, whatever its lines.

use super::layout::{Assumed, Begins, Layout, Line};
use super::line_end::LineEnd;
use super::manuscript::{Manuscript, Note};
use super::role::Role;
use super::source_map::SourceMapBuilder;

/// What is put between two paragraphs of a text that is made anew.
const GAP: &str = "\n\n";

impl From<String> for Manuscript {
    /// Reads plain text: a paragraph is a block, a line or several (see `layout.rs`). A date at the head of the text is a
    /// block of its own, whatever follows on its line.
    fn from(text: String) -> Self {
        let layout = Layout::of(&text);
        let mut manuscript =
            if layout.changes() { made_anew(text, &layout) } else { as_it_is(text, &layout) };
        manuscript.date = layout.date;
        if layout.assumed != Assumed::default() {
            manuscript.notes.push(Note::Layout(layout.assumed));
        }
        manuscript.with_characters_read()
    }
}

impl From<&str> for Manuscript {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl Manuscript {
    /// Reads plain text in which every line is to be a block, as in a transcript.
    #[must_use]
    pub fn of_lines(text: String) -> Self {
        let lines: Vec<_> = LineEnd::of(&text).lines(&text).collect();
        let mut manuscript = Self::new(text);
        for line in lines {
            manuscript.push_block(line, None);
        }
        manuscript
    }
}

/// A block a line.
fn as_it_is(text: String, layout: &Layout) -> Manuscript {
    let mut manuscript = Manuscript::new(text);
    for (i, line) in layout.lines.iter().enumerate() {
        manuscript.push_block(line.start..line.end, role(layout, i));
    }
    manuscript
}

/// A block a paragraph, its lines joined.
fn made_anew(source: String, layout: &Layout) -> Manuscript {
    let mut text = String::with_capacity(source.len());
    let mut map = SourceMapBuilder::default();
    let mut blocks = Vec::new();
    let mut end = 0;
    for &Line { start, end: line_end, begins, .. } in &layout.lines {
        let between = match begins {
            Begins::Paragraph if text.is_empty() => "",
            Begins::Paragraph => GAP,
            Begins::Word => " ",
            Begins::AfterHyphen => "",
            Begins::RestOfWord => {
                let hyphen = text.pop().map_or(0, char::len_utf8);
                map.take_back(hyphen);
                end -= hyphen;
                ""
            }
        };
        map.replaced(between.len(), end..start);
        text.push_str(between);
        if begins == Begins::Paragraph {
            blocks.push(text.len()..text.len());
        }
        map.verbatim(line_end - start, start);
        text.push_str(&source[start..line_end]);
        if let Some(block) = blocks.last_mut() {
            block.end = text.len();
        }
        end = line_end;
    }
    let mut manuscript = Manuscript::new(text);
    for (i, block) in blocks.into_iter().enumerate() {
        manuscript.push_block(block, role(layout, i));
    }
    manuscript.map = map.finish();
    manuscript.made_of(source);
    manuscript
}

fn role(layout: &Layout, block: usize) -> Option<Role> {
    (block == 0 && layout.date.is_some()).then_some(Role::Metadata)
}
