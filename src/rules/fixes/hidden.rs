//! Characters that are not seen go, all of the article at once: two forms may be beside each other.

use super::Replacement;
use crate::Span;
use crate::rules::kinds::View;

/// Characters that go, at most; each form of them looks at all.
const MOST: usize = 10_000;

/// A piece of text with what is hidden in it.
struct Piece {
    span: Span,
    /// What the file has up to `at`.
    written: String,
    at: u32,
}

pub(super) fn fix(v: View<'_>, _: usize) -> Option<Vec<Replacement>> {
    let hidden = &v.article.hidden;
    if hidden.len() > MOST {
        return None;
    }
    let mut made = Vec::new();
    let mut open: Option<Piece> = None;
    for one in hidden {
        let around = around(&v.article.text, one.at);
        let mut piece = match open.take() {
            Some(piece) if around.start < piece.span.end => piece,
            before => {
                made.extend(before.map(|piece| replacement(v, piece)));
                Piece { span: around, written: String::new(), at: around.start }
            }
        };
        piece.written.push_str(v.article.slice(Span::new(piece.at, one.at)));
        piece.written.push(one.written);
        piece.at = one.at;
        piece.span.end = piece.span.end.max(around.end);
        open = Some(piece);
    }
    made.extend(open.map(|piece| replacement(v, piece)));
    Some(made)
}

fn replacement(v: View<'_>, piece: Piece) -> Replacement {
    let rest = v.article.slice(Span::new(piece.at, piece.span.end));
    Replacement::new(piece.span, piece.written + rest, v.article.slice(piece.span))
}

/// The character before a place and the one after: what is hidden has no bytes of its own in the text, but is between theirs
/// in the file.
fn around(text: &str, at: u32) -> Span {
    let (before, after) = (&text[..at as usize], &text[at as usize..]);
    let length = |c: Option<char>| c.map_or(0, char::len_utf8);
    Span::of(at as usize - length(before.chars().next_back())..at as usize + length(after.chars().next()))
}
