//! Text of a page as a reader sees it: entities are read, and lead back to their bytes.

use super::super::draft::Draft;
use std::borrow::Cow;
use std::ops::Range;

/// Writes what `range` of `page` shows.
pub(super) fn write(draft: &mut Draft, page: &str, range: Range<usize>) {
    let raw = &page[range.clone()];
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', raw.as_bytes()) {
        if at >= done {
            draft.words(&raw[done..at], range.start + done);
            done = at + entity(draft, &raw[at..], range.start + at);
        }
    }
    draft.words(&raw[done..], range.start + done);
}

/// Reads the entity that `raw` begins with, and returns how many of its bytes are done.
fn entity(draft: &mut Draft, raw: &str, at: usize) -> usize {
    let name = raw[1..].bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count() + 1;
    let length = name + usize::from(raw[name..].starts_with(';'));
    let decoded = decoded(&raw[..length]);
    // Some are known without their semicolon, and the rest of the name is text.
    let kept = if decoded.chars().count() <= 2 { 0 } else { common_end(&raw[1..length], &decoded) };
    let entity = length - kept;
    let character = &decoded[..decoded.len() - kept];
    if character == &raw[..entity] {
        draft.words(character, at);
    } else {
        draft.replaced(character, at..at + entity);
    }
    entity
}

/// `raw` with its entities read.
pub(super) fn decoded(raw: &str) -> Cow<'_, str> {
    htmlize::unescape(raw)
}

/// The length of what both end in.
fn common_end(a: &str, b: &str) -> usize {
    a.bytes().rev().zip(b.bytes().rev()).take_while(|(a, b)| a == b && a.is_ascii()).count()
}
