//! A word typed twice: the second goes.

use super::{Replacement, stray_mark};
use crate::Span;
use crate::rules::kinds::View;

/// Deletes all but the first of the row, with the space before. What is quoted may be somebody's stammer; beside a mark
/// without a partner, nobody knows what is quoted.
pub(super) fn fix(v: View<'_>, i: usize) -> Option<Vec<Replacement>> {
    let repeat = v.facts.repeats().get(i)?;
    let paragraph = v.article.paragraphs.get(v.article.paragraph_at(repeat.span.start))?.span;
    let unsure = stray_mark::stray_in(v, paragraph).is_some();
    // One byte is between the two, as the rule knows.
    let first = repeat.word.start.checked_sub(1)?;
    // "The the" begins a sentence; "vitamin A a day" has two words.
    let before = v.article.token_at(first.checked_sub(1)?);
    let opens = v.article.sentences.get(v.article.sentence_at(first))?.tokens.start == before;
    let alike = opens || v.article.word(before) == v.article.slice(repeat.word);
    // Dialogue behind a dash is somebody's.
    let spoken = v.article.slice(paragraph).starts_with(['–', '—', '-', '>']);
    (!unsure && !repeat.apart && alike && !spoken)
        .then(|| vec![Replacement::of(v.article, Span::new(first, repeat.span.end), "")])
}
