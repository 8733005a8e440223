//! How far to trust a finished statement: features for the odds that its words and its source are right.

use super::model::{Key, key};
use super::scene::{Draft, Scene, SourceOption, bucket, steps};

/// The features of a draft whose choices are all made.
pub(super) fn features(scene: &Scene<'_>, draft: &Draft, keys: &mut Vec<Key>) {
    keys.clear();
    let Some(first) = draft.contents.first().map(|&c| &scene.pieces[c]) else { return };
    let cue = draft.cue.map(|c| &scene.pieces[c]);
    let quoted = first.quoted as u64;
    let content = bucket(first.confidence);
    let words: usize = draft.contents.iter().map(|&c| scene.pieces[c].tokens.len()).sum();
    let (kind, source, sure, word) = match draft.source {
        SourceOption::Nobody => (0, 0, bucket(draft.sure[1]), 0),
        SourceOption::Phrase(_) => (1, 0, bucket(draft.sure[1]), 1),
        SourceOption::Label(s) => {
            let piece = &scene.pieces[s];
            let far = piece.paragraph.abs_diff(first.paragraph).min(2) as u64;
            let word = if piece.tokens.len() == 1 { piece.first } else { 2 };
            (2 + far, 1 + bucket(piece.confidence), bucket(draft.sure[1]), word)
        }
    };
    let linked = bucket(draft.sure[0]);
    let cue_sure = cue.map_or(9, |c| bucket(c.confidence));
    let has_cue = u64::from(cue.is_some());
    let apart = cue.map_or(9, |c| {
        (c.sentence.abs_diff(first.sentence).min(2) + 3 * c.paragraph.abs_diff(first.paragraph).min(2)) as u64
    });
    let length = steps(words);
    let key = |template: u32, values: &[u64]| key(400 + template, values);
    keys.extend([
        key(0, &[]),
        key(1, &[content, quoted]),
        key(2, &[cue_sure, quoted]),
        key(3, &[kind, source, quoted]),
        key(4, &[kind, sure]),
        key(5, &[kind, sure, source]),
        key(6, &[linked, has_cue]),
        key(7, &[length, quoted]),
        key(8, &[content, cue_sure, kind]),
        key(9, &[content, cue_sure, source]),
        key(10, &[cue.map_or(0, |c| c.last)]),
        key(11, &[cue.map_or(0, |c| c.first), cue.map_or(0, |c| c.last)]),
        key(12, &[first.first, quoted]),
        key(13, &[word]),
        key(14, &[apart, quoted]),
        key(15, &[draft.contents.len().min(4) as u64, quoted]),
        key(16, &[kind, has_cue, quoted, length.min(4)]),
        key(17, &[scene.mark_before(first), quoted]),
        key(18, &[scene.mark_after(first), quoted]),
    ]);
}
