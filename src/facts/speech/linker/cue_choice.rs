//! Which cue a content belongs to: the options, and the evidence for each.

use super::model::{Key, Slate, key};
use super::pieces::{Piece, Quoted};
use super::scene::{CueOption, Scene, bucket};
use crate::facts::speech::reader::Label;

/// How many cues are looked at on each side.
const SIDE: usize = 4;
/// How many labels are looked at on each side.
const WINDOW: usize = 14;
/// How many paragraphs away a cue may be.
const PARAGRAPHS: usize = 3;

/// Lists the options of the content at label `at`, with the features of each.
pub(super) fn options(scene: &Scene<'_>, at: usize, list: &mut Vec<CueOption>, features: &mut Slate) {
    list.clear();
    features.clear();
    let piece = &scene.pieces[at];
    let near = |i: &usize| {
        let other = &scene.pieces[*i];
        other.label == Label::Cue && other.paragraph.abs_diff(piece.paragraph) <= PARAGRAPHS
    };
    let led_in = is_led_in(scene, piece);
    let own = |cue: usize| !led_in || scene.pieces[cue].paragraph == piece.paragraph;
    let before = (at.saturating_sub(WINDOW)..at).rev().filter(near).filter(|&cue| own(cue)).take(SIDE);
    let after = (at + 1..scene.pieces.len().min(at + 1 + WINDOW)).filter(near).take(SIDE);
    list.extend(before.chain(after).map(CueOption::Cue));
    // A broken quotation may be longer than the window.
    let last = scene.last_statement();
    if let Some(cue) = last.and_then(|s| scene.drafts[s].cue)
        && own(cue)
        && !list.contains(&CueOption::Cue(cue))
    {
        list.push(CueOption::Cue(cue));
    }
    list.push(CueOption::Alone);
    if let Some(s) = last.filter(|&s| scene.drafts[s].cue.is_none()) {
        list.push(CueOption::Join(s));
    }
    let context = Context::new(scene, at);
    for option in list.iter() {
        match *option {
            CueOption::Cue(cue) => of_cue(scene, &context, at, cue, &mut features.keys),
            CueOption::Alone => of_none(scene, &context, at, 100, &mut features.keys),
            CueOption::Join(_) => of_none(scene, &context, at, 130, &mut features.keys),
        }
        features.close();
    }
}

/// Whether words and a colon lead in to a quotation: `The line came from Vole: “They come.”` It is then no part of
/// what is in the paragraph before.
fn is_led_in(scene: &Scene<'_>, piece: &Piece) -> bool {
    piece.quoted == Quoted::Opens
        && !scene.starts_paragraph(piece)
        && piece.tokens.start.checked_sub(1).is_some_and(|before| scene.article.word(before) == ":")
}

/// What is the same for all options of a content.
struct Context {
    quoted: u64,
    /// First word if it is a small one that opens reported speech, else its shape.
    opening: u64,
    after: u64,
    before: u64,
    confidence: u64,
    /// Unused cues in its sentence, before and after.
    free: u64,
    starts_paragraph: u64,
    previous: u64,
}

impl Context {
    fn new(scene: &Scene<'_>, at: usize) -> Self {
        let piece = &scene.pieces[at];
        let same = |i: &usize| {
            scene.pieces[*i].sentence == piece.sentence
                && scene.pieces[*i].label == Label::Cue
                && !scene.taken(*i)
        };
        let before = (at.saturating_sub(WINDOW)..at).filter(same).count().min(2) as u64;
        let after = (at + 1..scene.pieces.len().min(at + WINDOW)).filter(same).count().min(2) as u64;
        let previous = match scene.last_statement() {
            None => 0,
            Some(s) => {
                let end = scene.last_content(s).map_or(0, |c| c.paragraph);
                1 + u64::from(scene.drafts[s].cue.is_some()) * 4
                    + (piece.paragraph - end.min(piece.paragraph)).min(3) as u64
            }
        };
        Self {
            quoted: piece.quoted as u64,
            opening: piece.first,
            after: scene.mark_after(piece),
            before: scene.mark_before(piece),
            confidence: bucket(piece.confidence),
            free: before * 3 + after,
            starts_paragraph: u64::from(scene.starts_paragraph(piece)),
            previous,
        }
    }
}

fn of_cue(scene: &Scene<'_>, c: &Context, at: usize, cue: usize, keys: &mut Vec<Key>) {
    let (piece, other) = (&scene.pieces[at], &scene.pieces[cue]);
    let side = u64::from(cue < at);
    let gap = scene.gap(at, cue);
    let sentences = piece.sentence.abs_diff(other.sentence).min(3) as u64;
    let paragraphs = piece.paragraph.abs_diff(other.paragraph).min(3) as u64;
    let far = sentences * 4 + paragraphs;
    let order = scene.order(at, cue, 0, |i| i == at || i == cue);
    let wide = scene.order(at, cue, 1, |i| i == at || i == cue);
    let taken = scene.contents_of(cue);
    // Whether the content before this one has the same cue, and on which side of the cue it occurs.
    let broken = scene.broken(at, cue);
    let rank = scene.rank(at, cue, Label::Cue);
    let word = other.last;
    let near_mark = if side == 1 { scene.mark_before(piece) } else { scene.mark_after(piece) };
    let cue_mark = if side == 1 { scene.mark_after(other) } else { scene.mark_before(other) };
    // A cue of the next sentence that has words of its own: `“We left.” Vole said that it rained.`
    let own = scene.pieces.get(cue + 1).filter(|p| side == 0 && sentences > 0 && p.label == Label::Content);
    let own = own.filter(|p| p.sentence == other.sentence);
    keys.extend([
        key(1, &[side, gap]),
        key(2, &[side, far, c.quoted]),
        key(3, &[order]),
        key(4, &[order, c.quoted]),
        key(5, &[wide]),
        key(6, &[side, word]),
        key(7, &[side, word, c.quoted]),
        key(8, &[side, c.opening, far.min(1)]),
        key(9, &[side, near_mark, gap.min(3)]),
        key(10, &[side, near_mark, cue_mark, c.quoted]),
        key(11, &[side, taken, broken]),
        key(12, &[side, broken, c.quoted, far]),
        key(13, &[broken, c.before, c.quoted, c.after]),
        key(14, &[side, rank, far]),
        key(15, &[side, rank, taken, c.quoted]),
        key(16, &[side, c.free, far.min(2)]),
        key(17, &[side, bucket(other.confidence)]),
        key(18, &[side, other.first, gap]),
        key(19, &[order, near_mark]),
        key(20, &[side, paragraphs, c.starts_paragraph, c.quoted, cue_mark]),
        key(21, &[side, u64::from(scene.ends_paragraph(other)), paragraphs, c.quoted]),
        key(22, &[broken, sentences, c.previous, order]),
        key(23, &[side, cue_mark, gap]),
        key(24, &[side, c.opening, word]),
        key(
            25,
            &[own.map_or(0, |p| 1 + u64::from(p.quoted == Quoted::No)), own.map_or(0, |p| p.first), c.quoted],
        ),
    ]);
}

fn of_none(scene: &Scene<'_>, c: &Context, at: usize, base: u32, keys: &mut Vec<Key>) {
    let piece = &scene.pieces[at];
    let key = |template: u32, values: &[u64]| key(base + template, values);
    let around = scene.order(at, at, 2, |i| i == at);
    keys.extend([
        key(0, &[]),
        key(1, &[c.quoted]),
        key(2, &[c.free]),
        key(3, &[c.quoted, c.free, c.previous]),
        key(4, &[c.quoted, c.starts_paragraph, c.previous]),
        key(5, &[around]),
        key(6, &[c.confidence, c.quoted]),
        key(7, &[c.before, c.after, c.quoted]),
        key(8, &[c.opening]),
        key(9, &[(piece.tokens.len() / 4).min(5) as u64, c.quoted]),
        key(10, &[c.previous, u64::from(piece.quoted == Quoted::Inside), c.before]),
        key(11, &[around, c.quoted]),
    ]);
}
