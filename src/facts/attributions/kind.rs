//! Direct, mixed or indirect: how much of a content stands inside quotation marks.

use super::AttributionKind;
use crate::Span;
use crate::text::{Article, TokenKind};

/// Where quotation opens and closes, by the plain reading that annotators of quotations go by: “ opens, ”
/// closes, " and '' do either, a line's end closes.
pub(super) struct Marks {
    /// Offset after which the state holds, and the state.
    turns: Vec<(u32, bool)>,
}

impl Marks {
    /// Reads the marks of an article.
    #[expect(clippy::cast_possible_truncation, reason = "articles over 4 GiB are refused when read")]
    pub(super) fn new(article: &Article) -> Self {
        let mut turns = vec![(0, false)];
        let mut open = false;
        let mut chars = article.text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let now = match c {
                '“' => true,
                '”' | '\n' => false,
                '"' => !open,
                '\'' if chars.peek().is_some_and(|&(_, next)| next == '\'') => {
                    chars.next();
                    !open
                }
                _ => continue,
            };
            if now != open {
                open = now;
                turns.push((at as u32, open));
            }
        }
        Self { turns }
    }

    /// Whether byte `offset` stands inside quotation marks.
    pub(super) fn inside(&self, offset: u32) -> bool {
        self.turns[self.turns.partition_point(|t| t.0 <= offset).saturating_sub(1)].1
    }
}

/// The kind of a content given in `pieces`.
pub(super) fn of(article: &Article, marks: &Marks, pieces: &[Span]) -> AttributionKind {
    let mut words = 0;
    let mut quoted = 0;
    for piece in pieces {
        for token in &article.tokens[article.tokens_in(*piece)] {
            if token.kind != TokenKind::Mark {
                words += 1;
                quoted += usize::from(marks.inside(token.span.start));
            }
        }
    }
    let begins = pieces.first().is_some_and(|first| {
        let text = article.slice(*first).trim_start();
        text.starts_with(['“', '"']) || text.starts_with("''")
    });
    match quoted {
        0 => AttributionKind::Indirect,
        _ if begins && quoted * 10 >= words * 9 => AttributionKind::Direct,
        _ => AttributionKind::Mixed,
    }
}
