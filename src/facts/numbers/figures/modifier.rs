//! How exact a figure claims to be: `more than`, `nearly`, `up to`, `or so`.

use super::Precision;
use super::piece::Pieces;
use crate::lexicon::{Figures, Hedges, Lexicon};

/// What the words before piece `from` and after piece `to` (exclusive) make of a figure, with the piece
/// where it now starts and where it ends.
pub(crate) fn read(
    p: &Pieces,
    from: usize,
    to: usize,
    hedges: &Lexicon<Hedges>,
) -> (Precision, usize, usize) {
    let (mut precision, mut start, mut end) = (Precision::Exact, from, to);
    // Two at most: "up to about 300", "an estimated total of at least".
    for _ in 0..2 {
        let Some(hit) = p.find_before(hedges, start, CLASSES) else { break };
        // "the some 300", "over the 50 states": a preposition of place is no modifier.
        if hit.tokens == 1
            && p.any(start - 1, &["over", "under", "above", "below", "within", "around", "beyond"])
            && spatial(p, start - 1)
        {
            break;
        }
        start -= hit.tokens;
        // The first word said governs: "up to about 300" is an upper bound.
        precision = class(hit.class());
    }
    if precision == Precision::Exact
        && let Some(hit) = p.find(hedges, to, CLASSES).filter(|h| h.tokens > 1 && p.any(to, &["or", "and"]))
    {
        precision = class(hit.class());
        end += hit.tokens;
    }
    (precision, start, end)
}

const CLASSES: &[Hedges] = &[Hedges::Approximate, Hedges::AtLeast, Hedges::AtMost];

const fn class(class: Hedges) -> Precision {
    match class {
        Hedges::AtLeast => Precision::AtLeast,
        Hedges::AtMost => Precision::AtMost,
        _ => Precision::About,
    }
}

/// "fight over 50 acres" cannot be distinguished from "over 50 acres", except by a verb of quarrel before it.
fn spatial(p: &Pieces, at: usize) -> bool {
    at > 0 && p.has(at - 1, Figures::Spatial)
}
