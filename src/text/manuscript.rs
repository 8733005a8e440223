//! What a reader makes of a file: text in blocks, what the format says about them, and the way back to the bytes.

use super::garble::{Garble, Hidden};
use super::layout::Assumed;
use super::line_end::trimmed;
use super::lines::Lines;
use super::role::Role;
use super::source_map::SourceMap;
use crate::Span;
use jiff::civil::Date;
use std::fmt;
use std::ops::Range;

/// An article as its format gives it, before its structure is analysed.
///
/// [`Article`](super::Article) is made of one. The text holds everything that is to be read, in reading order: a
/// headline or a byline that a format keeps apart (front matter, `<meta>`) is a block like the others, with the role
/// that the format gives it and a place in the file. Only the date is kept beside the text.
#[derive(Clone, Debug)]
pub struct Manuscript {
    /// The text; every [`Span`] is a byte range into it.
    pub text: String,
    /// Its paragraphs, in order, without overlap.
    blocks: Vec<Block>,
    /// The publication date, where the file's content gives one.
    pub date: Option<Date>,
    /// From the text back to the bytes of the file.
    pub map: SourceMap,
    /// The encoding it was in, such as `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// What a reader should know about how it was read.
    pub notes: Vec<Note>,
    /// Whether it is to be read as English, whatever it looks like.
    pub english: bool,
    /// The lines of the text that the file holds, where that is another than `text`.
    lines: Option<Lines>,
    /// Whether the file holds it in another form, so that its lines are its own.
    apart: bool,
    /// Whether words of the text can be replaced in the file.
    pub editable: Editable,
    /// What would look wrong in print, in order.
    garbles: Vec<Garble>,
    /// What is not seen, in order.
    hidden: Vec<Hidden>,
    /// The comments to the program, with the number of the block that each is about.
    comments: Vec<(Comment, Option<usize>)>,
}

/// A paragraph as the format marks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// From its first to its last character that is not white space.
    pub span: Span,
    /// What it is, where the format says so; otherwise its words and its position decide.
    pub role: Option<Role>,
}

/// A comment to the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What it says after `onrecord:`.
    pub text: String,
    /// Its line in the file, from 1.
    pub line: u32,
    /// The paragraph it stands in or at the end of, or otherwise the next, by its place in the text. At the end of the
    /// text, an empty span there.
    pub about: Span,
    /// Whether it has an end. Of one that has none, the rest of the file is part.
    pub ends: bool,
}

/// Whether words of the text can be replaced in the file that it is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Editable {
    /// The file holds it in another form: escaped, encoded or compressed.
    No,
    /// It is plain text.
    Text,
    /// It is in mark-up, in which some characters mean something.
    MarkUp,
}

/// Something about how a file was read that its author may want to put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// So many sequences of bytes are not valid in the file's encoding and were replaced by U+FFFD.
    Damaged(usize),
    /// How plain text is laid out, where it is not a paragraph a line.
    Layout(Assumed),
    /// So many paragraph breaks were lost inside quotations, and were put back.
    LostBreaks(usize),
    /// It is in another language than English.
    Foreign,
}

impl Manuscript {
    /// A manuscript of `text` without blocks yet, whose offsets are those of the file.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self {
            text,
            blocks: Vec::new(),
            date: None,
            map: SourceMap::default(),
            encoding: "UTF-8",
            notes: Vec::new(),
            english: false,
            lines: None,
            apart: false,
            editable: Editable::Text,
            garbles: Vec::new(),
            hidden: Vec::new(),
            comments: Vec::new(),
        }
    }

    /// Its blocks, in order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Adds a block over `range`, less the white space around it. Returns false, and adds none, where nothing else is
    /// in it.
    ///
    /// # Panics
    /// Where `range` does not lie in the text on character boundaries, or begins before the end of the last block.
    pub fn push_block(&mut self, range: Range<usize>, role: Option<Role>) -> bool {
        let span = Span::of(trimmed(&self.text, range));
        if span.is_empty() {
            return false;
        }
        assert!(
            self.blocks.last().is_none_or(|last| last.span.end <= span.start),
            "blocks are pushed in order"
        );
        self.blocks.push(Block { span, role });
        true
    }

    /// Adds a comment about the block of this number.
    #[cfg(any(feature = "html", feature = "markdown"))]
    pub(super) fn push_comment(&mut self, comment: Comment, block: Option<usize>) {
        self.comments.push((comment, block));
    }

    /// Says what the blocks are that begin in `range`.
    pub fn set_role(&mut self, range: Range<usize>, role: Role) {
        for block in self.blocks.iter_mut().filter(|block| range.contains(&(block.span.start as usize))) {
            block.role = Some(role);
        }
    }

    /// Says that the text was made of `source`, the decoded text of the file, and that the map leads there. Lines and
    /// columns are then those of `source`.
    pub fn made_of(&mut self, source: String) {
        self.lines = Some(Lines::of_source(source, self.map.clone()));
    }

    /// Says that the file holds the text in another form: escaped, encoded or compressed. Its lines are then its own.
    pub fn is_apart(&mut self) {
        self.apart = true;
        self.editable = Editable::No;
    }

    /// What would look wrong in print, and was read as what it stands for, in order.
    #[must_use]
    pub fn garbles(&self) -> &[Garble] {
        &self.garbles
    }

    /// The same with another `text`, made of its own, which was `source` and which `map` leads back to; `here` is where a
    /// place in `source` is in `text`.
    pub(super) fn rewritten(
        self,
        source: String,
        text: String,
        map: SourceMap,
        (garbles, hidden): (Vec<Garble>, Vec<Hidden>),
        here: impl Fn(u32) -> usize,
    ) -> Self {
        let mut made =
            Self { text, map: map.clone().after(self.map), blocks: Vec::new(), garbles, hidden, ..self };
        made.lines = Some(match made.lines {
            None => Lines::of_source(source, map),
            Some(lines) => lines.after(map),
        });
        let mut numbers = Vec::with_capacity(self.blocks.len());
        for Block { span, role } in self.blocks {
            // Where what a comment was about is gone, it is about the next.
            numbers.push(made.blocks.len());
            made.push_block(here(span.start)..here(span.end), role);
        }
        for block in made.comments.iter_mut().filter_map(|(_, block)| block.as_mut()) {
            *block = numbers.get(*block).copied().unwrap_or(*block);
        }
        made
    }

    /// What an article is made of.
    pub(super) fn into_parts(self) -> Parts {
        let lines = self.lines.unwrap_or_else(|| Lines::new(&self.text));
        let lines = if self.apart { lines.apart() } else { lines };
        let end = Span::of(self.text.len()..self.text.len());
        let about = |block: Option<usize>| block.and_then(|b| self.blocks.get(b)).map_or(end, |b| b.span);
        let comments = self.comments.into_iter();
        let comments = comments.map(|(comment, block)| Comment { about: about(block), ..comment }).collect();
        Parts {
            text: self.text,
            blocks: self.blocks,
            map: self.map,
            editable: self.editable,
            encoding: self.encoding,
            notes: self.notes,
            garbles: self.garbles,
            hidden: self.hidden,
            comments,
            english: self.english,
            lines,
        }
    }
}

/// What an article is made of.
pub(super) struct Parts {
    pub text: String,
    pub blocks: Vec<Block>,
    pub map: SourceMap,
    pub editable: Editable,
    pub encoding: &'static str,
    pub notes: Vec<Note>,
    pub garbles: Vec<Garble>,
    pub hidden: Vec<Hidden>,
    pub comments: Vec<Comment>,
    pub english: bool,
    pub lines: Lines,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(1) => f.write_str("1 damaged character, shown as \u{fffd}"),
            Self::Damaged(count) => write!(f, "{count} damaged characters, shown as \u{fffd}"),
            Self::LostBreaks(1) => {
                f.write_str("1 paragraph break was lost inside a quotation, and is put back")
            }
            Self::LostBreaks(count) => {
                write!(f, "{count} paragraph breaks were lost inside quotations, and are put back")
            }
            Self::Foreign => f.write_str(
                "is not in English; only marks and repeated words are checked (--language en checks all)",
            ),
            Self::Layout(assumed) => write!(f, "read as {assumed}; onrecord text shows the paragraphs"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Article;

    const PROSE: &str = "The council of Lentz met on Monday to hear how the harbour would be paid for, and it left \
                         the hall after three hours without a vote on anything at all.";

    /// Blocks of words with a role, joined by one space each: nothing in the text but the blocks tells them apart.
    fn manuscript(blocks: &[(&str, Option<Role>)]) -> Manuscript {
        let text = blocks.iter().map(|(text, _)| *text).collect::<Vec<_>>().join(" ");
        let mut manuscript = Manuscript::new(text);
        let mut at = 0;
        for (text, role) in blocks {
            manuscript.push_block(at..at + text.len(), *role);
            at += text.len() + 1;
        }
        manuscript
    }

    fn roles(blocks: &[(&str, Option<Role>)]) -> Vec<Role> {
        Article::new("t", manuscript(blocks), None).paragraphs.iter().map(|p| p.role).collect()
    }

    #[test]
    fn blocks_decide_paragraphs() {
        let article = Article::new(
            "t",
            manuscript(&[("One. Two\nlines.", None), ("\u{feff} \n", None), ("Three", None)]),
            None,
        );
        let of = |i: usize| article.slice(article.paragraphs[i].span);
        assert_eq!(article.paragraphs.len(), 2);
        assert_eq!((of(0), of(1)), ("One. Two\nlines.", "Three"));
        assert_eq!(article.sentences.iter().map(|s| s.paragraph).collect::<Vec<_>>(), [0, 0, 1]);
    }

    /// Blocks with the roles that the format gives, and the roles that come of them.
    type Case<'a> = (&'a [(&'a str, Option<Role>)], &'a [Role]);

    #[test]
    fn roles_of_the_format_overrule_the_looks() {
        use Role::{Body, Caption, Credit, Headline, Subheading};
        let cases: &[Case<'_>] = &[
            (&[("Harbour vote is put off", None), (PROSE, None)], &[Headline, Body]),
            (&[("Harbour vote is put off", Some(Body)), (PROSE, None)], &[Body, Body]),
            // What looks like a headline is none where the format names another.
            (
                &[("Harbour vote is put off", None), ("Mayor waits.", Some(Headline)), (PROSE, None)],
                &[Body, Headline, Body],
            ),
            (&[(PROSE, Some(Caption)), (PROSE, None)], &[Caption, Body]),
            (&[(PROSE, None), ("Who pays for it", None), (PROSE, None)], &[Body, Subheading, Body]),
            (&[(PROSE, None), ("Who pays for it", Some(Body)), (PROSE, None)], &[Body, Body, Body]),
            (&[(PROSE, None), ("© Ada Moe", None)], &[Body, Credit]),
            (&[(PROSE, None), ("© Ada Moe", Some(Body))], &[Body, Body]),
        ];
        for (blocks, expected) in cases {
            assert_eq!(&roles(blocks), expected, "{blocks:?}");
        }
    }

    #[test]
    #[should_panic(expected = "in order")]
    fn blocks_never_overlap() {
        let mut manuscript = Manuscript::new("one two".to_owned());
        manuscript.push_block(0..5, None);
        manuscript.push_block(4..7, None);
    }
}
