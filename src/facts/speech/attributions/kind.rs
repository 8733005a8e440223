//! Direct, mixed or indirect: how much of a content stands inside quotation marks.

use super::AttributionKind;
use crate::facts::quotes::Quotes;
use crate::facts::speech::linker::Statement;
use crate::facts::speech::speaker_labels;
use crate::text::{Article, Role, TokenKind};

/// Where quotation opens and closes. Double marks by the plain reading that annotators of quotations go by: “ opens,
/// ” closes, " and '' do either, a line's end closes. Other marks (‘ ’, « », „ “) as they were found in pairs.
pub(super) struct Marks<'a> {
    /// Offset after which the state of double marks holds, and the state.
    turns: Vec<(u32, bool)>,
    quotes: &'a Quotes,
}

impl<'a> Marks<'a> {
    /// Reads the marks of an article.
    #[expect(clippy::cast_possible_truncation, reason = "articles over 4 GiB are refused when read")]
    pub(super) fn new(article: &Article, quotes: &'a Quotes) -> Self {
        let mut turns = vec![(0, false)];
        let mut open = false;
        let text = article.text.as_bytes();
        let mut at = 0;
        // A line's end tells nothing where no mark is open, as in most of the text.
        let next = |at: usize, open: bool| match open {
            true => text[at..].iter().position(|b| matches!(b, b'\n' | b'"' | b'\'' | 0xE2)),
            false => memchr::memchr3(b'"', b'\'', 0xE2, &text[at..]),
        };
        while let Some(mark) = next(at, open).map(|ahead| at + ahead) {
            at = mark + 1;
            let now = match text[mark] {
                b'\n' => false,
                b'"' => !open,
                b'\'' if text.get(at) == Some(&b'\'') => {
                    at += 1;
                    !open
                }
                // “ and ” are E2 80 9C and E2 80 9D.
                0xE2 if text.get(at) == Some(&0x80) => match text.get(at + 1) {
                    Some(0x9C) => true,
                    Some(0x9D) => false,
                    _ => continue,
                },
                _ => continue,
            };
            if now != open {
                open = now;
                turns.push((mark as u32, open));
            }
        }
        Self { turns, quotes }
    }

    /// Whether byte `offset` stands inside quotation marks.
    pub(super) fn inside(&self, offset: u32) -> bool {
        let double = self.turns[self.turns.partition_point(|t| t.0 <= offset).saturating_sub(1)].1;
        double || self.pair_around(offset)
    }

    /// Whether bytes `from` to `to` all stand inside quotation marks, or all outside; None where marks stand between.
    fn throughout(&self, from: u32, to: u32) -> Option<bool> {
        let turned = |at: u32| self.turns.partition_point(|t| t.0 <= at);
        let begun = |at: u32| self.quotes.quotes.partition_point(|q| q.span.start <= at);
        let even = turned(from) == turned(to)
            && begun(from) == begun(to)
            && self.quotes.around(from) == self.quotes.around(to);
        even.then(|| self.inside(from))
    }

    /// Whether marks that are read as a pair hold byte `offset`.
    fn pair_around(&self, offset: u32) -> bool {
        self.quotes.around(offset).is_some_and(|quote| self.quotes.quotes[quote].is_read_as_pair())
    }
}

/// How much of a statement's content is somebody's own words.
pub(super) fn of(article: &Article, marks: &Marks, statement: &Statement) -> AttributionKind {
    if is_turn(article, statement) {
        return AttributionKind::Direct;
    }
    let pieces = &statement.content;
    let mut words = 0;
    let mut quoted = 0;
    for piece in pieces {
        let tokens = &article.tokens[article.tokens_in(*piece)];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
        let all = marks.throughout(first.span.start, last.span.start);
        for token in tokens.iter().filter(|t| t.kind != TokenKind::Mark) {
            words += 1;
            quoted += usize::from(all.unwrap_or_else(|| marks.inside(token.span.start)));
        }
    }
    let begins = pieces.first().is_some_and(|first| {
        let text = article.slice(*first).trim_start();
        let start = first.end - u32::try_from(text.len()).unwrap_or(0);
        let pair = text.starts_with(['‘', '\'', '«', '„', '»']) && marks.pair_around(start);
        pair || text.starts_with(['“', '"']) || text.starts_with("''")
    });
    match quoted {
        0 => AttributionKind::Indirect,
        _ if begins && quoted * 10 >= words * 9 => AttributionKind::Direct,
        _ => AttributionKind::Mixed,
    }
}

/// Whether a statement is a turn of an interview, as laid out: all of a paragraph after its label.
fn is_turn(article: &Article, statement: &Statement) -> bool {
    let ([content], [source]) = (&statement.content[..], &statement.source[..]) else { return false };
    let paragraph = &article.paragraphs[article.paragraph_at(source.start)];
    matches!(paragraph.role, Role::Body | Role::Subheading)
        && article.token_at(content.end) >= paragraph.tokens.end
        && speaker_labels::label(article, &paragraph.tokens)
            .is_some_and(|turn| article.tokens_in(*source) == turn.name)
}
