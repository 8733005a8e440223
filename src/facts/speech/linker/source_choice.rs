//! Who makes a statement: the candidate sources, and the evidence for each.

use super::model::{Key, Slate, key};
use super::scene::{Scene, SourceOption, bucket, steps};
use super::subjects;
use crate::facts::speech::reader::Label;
use std::ops::Range;

/// How many sources are looked at on each side.
const SIDE: usize = 4;
/// How many labels are looked at on each side.
const WINDOW: usize = 12;
/// How many paragraphs away a source may be.
const PARAGRAPHS: usize = 2;

/// Lists who could utter draft `draft`, with the features of each.
pub(super) fn options(scene: &Scene<'_>, draft: usize, list: &mut Vec<SourceOption>, features: &mut Slate) {
    list.clear();
    features.clear();
    let d = &scene.drafts[draft];
    let Some(anchor) = d.cue.or(d.contents.first().copied()) else { return };
    let here = &scene.pieces[anchor];
    let near = |i: &usize| {
        let other = &scene.pieces[*i];
        other.label == Label::Source && other.paragraph.abs_diff(here.paragraph) <= PARAGRAPHS
    };
    let before = (anchor.saturating_sub(WINDOW)..anchor).rev().filter(near).take(SIDE);
    let after = (anchor + 1..scene.pieces.len().min(anchor + 1 + WINDOW)).filter(near).take(SIDE);
    list.extend(before.chain(after).map(SourceOption::Label));
    let last = draft.checked_sub(1).map(|s| scene.drafts[s].source);
    if let Some(source) = last.filter(|s| *s != SourceOption::Nobody && !list.contains(s)) {
        list.push(source);
    }
    let context = Context::new(scene, draft, anchor);
    for &option in list.iter() {
        let label = match option {
            SourceOption::Label(source) => source,
            // An unlabelled source is inherited as it is.
            _ => {
                inherited(scene, &context, anchor, &mut features.keys);
                features.close();
                continue;
            }
        };
        of_label(scene, &context, draft, anchor, label, last == Some(option), &mut features.keys);
        features.close();
    }
    phrases(scene, &context, draft, anchor, list, features);
    list.push(SourceOption::Nobody);
    of_nobody(scene, &context, anchor, &mut features.keys);
    features.close();
}

/// What is the same for all sources of a statement.
struct Context {
    /// Whether it has a cue, and how it is quoted.
    kind: u64,
    cue_first: u64,
    cue_last: u64,
    /// Where its contents lie: before the anchor, after it, or both.
    contents: u64,
    /// Free sources in the anchor's sentence, before and after.
    free: u64,
    before: u64,
    after: u64,
}

impl Context {
    fn new(scene: &Scene<'_>, draft: usize, anchor: usize) -> Self {
        let d = &scene.drafts[draft];
        let here = &scene.pieces[anchor];
        let quoted = d.contents.first().map_or(0, |&c| scene.pieces[c].quoted as u64);
        let free = |i: &usize| {
            let p = &scene.pieces[*i];
            p.label == Label::Source && p.sentence == here.sentence && !scene.taken(*i)
        };
        let left = (anchor.saturating_sub(WINDOW)..anchor).filter(free).count().min(2) as u64;
        let right = (anchor + 1..scene.pieces.len().min(anchor + WINDOW)).filter(free).count().min(2) as u64;
        Self {
            kind: u64::from(d.cue.is_some()) * 4 + quoted,
            cue_first: if d.cue.is_some() { here.first } else { 0 },
            cue_last: if d.cue.is_some() { here.last } else { 0 },
            contents: u64::from(d.contents.iter().any(|&c| c < anchor)) * 2
                + u64::from(d.contents.iter().any(|&c| c > anchor)),
            free: left * 3 + right,
            before: scene.mark_before(here),
            after: scene.mark_after(here),
        }
    }
}

fn of_label(
    scene: &Scene<'_>,
    c: &Context,
    draft: usize,
    anchor: usize,
    source: usize,
    same_as_last: bool,
    keys: &mut Vec<Key>,
) {
    let (here, other) = (&scene.pieces[anchor], &scene.pieces[source]);
    let d = &scene.drafts[draft];
    let own = |i: usize| i == source || i == anchor || d.contents.contains(&i);
    let side = u64::from(source < anchor);
    let gap = scene.gap(anchor, source);
    let sentences = here.sentence.abs_diff(other.sentence).min(3) as u64;
    let paragraphs = here.paragraph.abs_diff(other.paragraph).min(2) as u64;
    let order = scene.order(anchor, source, 0, own);
    let wide = scene.order(anchor, source, 1, own);
    let widest = scene.order(anchor, source, 2, own);
    let rank = scene.rank(anchor, source, Label::Source);
    let cues = scene.rank(anchor, source, Label::Cue);
    // 0 free; else how lately it was used, and whether by the same sentence.
    let used = scene.owner[source].map_or(0, |s| {
        let same = scene.last_content(s).is_some_and(|p| p.sentence == here.sentence);
        1 + 2 * (draft.abs_diff(s).min(2) as u64) + u64::from(same)
    });
    let (mark_before, mark_after) = (scene.mark_before(other), scene.mark_after(other));
    // The word that is between source and anchor, on the anchor's side.
    let joint = if side == 1 { c.before } else { c.after };
    let word = if other.tokens.len() == 1 { other.first } else { 2 };
    let last = u64::from(same_as_last);
    let key = |template: u32, values: &[u64]| key(200 + template, values);
    keys.extend([
        key(1, &[side, gap, c.kind]),
        key(2, &[side, sentences, paragraphs, c.kind]),
        key(3, &[order]),
        key(4, &[order, c.kind]),
        key(5, &[wide]),
        key(6, &[widest]),
        key(7, &[side, c.cue_last]),
        key(8, &[side, c.cue_first]),
        key(9, &[side, c.cue_last, gap.min(2), c.contents]),
        key(10, &[side, word, sentences]),
        key(11, &[side, used, sentences]),
        key(12, &[used, last, c.kind, paragraphs]),
        key(13, &[order, used]),
        key(14, &[side, rank, cues, sentences]),
        key(15, &[side, rank, c.free]),
        key(16, &[side, mark_before]),
        key(17, &[side, mark_after]),
        key(18, &[side, mark_before, mark_after, gap.min(2)]),
        key(19, &[side, joint, gap.min(3)]),
        key(20, &[side, bucket(other.confidence), c.kind]),
        key(21, &[side, c.contents, c.kind, used.min(1)]),
        key(22, &[side, mark_before, c.cue_first]),
        key(23, &[side, steps(other.tokens.len()), gap]),
        key(24, &[c.kind, other.quoted as u64, u64::from(here.quoted as u64 == 2)]),
        key(25, &[side, word, c.cue_last]),
        key(26, &[order, joint]),
    ]);
}

fn inherited(scene: &Scene<'_>, c: &Context, anchor: usize, keys: &mut Vec<Key>) {
    let here = &scene.pieces[anchor];
    let key = |template: u32, values: &[u64]| key(240 + template, values);
    keys.extend([
        key(1, &[c.kind]),
        key(2, &[c.kind, c.free]),
        key(3, &[c.cue_last]),
        key(4, &[u64::from(scene.starts_paragraph(here)), c.kind]),
    ]);
}

fn of_nobody(scene: &Scene<'_>, c: &Context, anchor: usize, keys: &mut Vec<Key>) {
    let here = &scene.pieces[anchor];
    let around = scene.order(anchor, anchor, 2, |i| i == anchor);
    let key = |template: u32, values: &[u64]| key(260 + template, values);
    keys.extend([
        key(0, &[]),
        key(1, &[c.kind]),
        key(2, &[c.kind, c.free]),
        key(3, &[c.cue_first]),
        key(4, &[c.cue_last]),
        key(5, &[c.cue_first, c.cue_last]),
        key(6, &[c.before, c.contents]),
        key(7, &[c.after, c.contents]),
        key(8, &[around]),
        key(9, &[c.contents, c.free, c.kind]),
        key(10, &[bucket(here.confidence), c.kind]),
        key(11, &[c.before, c.cue_first]),
        key(12, &[c.cue_last, c.free]),
    ]);
}

/// Adds the unlabelled noun phrases that could be the subject: beside the cue, or beside the contents of a
/// statement without one, at the head of the sentence, after a dash, before a colon.
fn phrases(
    scene: &Scene<'_>,
    c: &Context,
    draft: usize,
    anchor: usize,
    list: &mut Vec<SourceOption>,
    features: &mut Slate,
) {
    let here = &scene.pieces[anchor];
    let article = scene.article;
    let sentence = &article.sentences[here.sentence].tokens;
    let paragraph = &article.paragraphs[here.paragraph].tokens;
    let (start, end) = (here.tokens.start, here.tokens.end);
    let content = scene.drafts[draft].contents.last().map_or(here, |&c| &scene.pieces[c]);
    let first = scene.drafts[draft].contents.first().map_or(here, |&c| &scene.pieces[c]);
    let home = &article.paragraphs[first.paragraph].tokens;
    let candidates = [
        subjects::before(scene, start, sentence.start),
        subjects::after(scene, end, paragraph.end),
        subjects::first(scene, sentence, start),
        subjects::nearest(scene, start, sentence.start),
        subjects::signed(scene, content.tokens.end),
        if first.tokens.start < home.start + 8 { subjects::prompted(scene, home) } else { None },
    ];
    for (side, range) in candidates.into_iter().enumerate() {
        let Some(range) = range else { continue };
        if range.is_empty()
            || scene.drafts[draft].contents.iter().any(|&c| overlap(&scene.pieces[c].tokens, &range))
                && side != 5
        {
            continue;
        }
        let span = article.span_of(range.clone());
        if list.contains(&SourceOption::Phrase(span)) {
            continue;
        }
        let side = side as u64;
        let first = article.tokens[range.start].fold;
        let capital = article.tokens[range.start].capital;
        let gap = if range.end <= start { start - range.end } else { range.start.saturating_sub(end) };
        let next = if range.end < paragraph.end { article.tokens[range.end].fold } else { 0 };
        let previous = if range.start > sentence.start { article.tokens[range.start - 1].fold } else { 0 };
        let word = if range.len() == 1 && (!capital || side == 2) { first } else { 1 };
        let gap = steps(gap);
        let between = range.end.min(start)..start;
        // A labelled source or cue between the phrase and the anchor is likelier to be the subject's.
        let crossed = scene.pieces[anchor.saturating_sub(4)..anchor]
            .iter()
            .filter(|p| between.contains(&p.tokens.start))
            .fold(0, |all, p| all | 1 << p.label as u64);
        let key = |template: u32, values: &[u64]| key(300 + template, values);
        features.keys.extend([
            key(0, &[side]),
            key(1, &[side, c.kind]),
            key(2, &[side, c.free, c.kind]),
            key(3, &[side, c.cue_last]),
            key(4, &[side, c.cue_first]),
            key(5, &[side, word, u64::from(capital), range.len().min(4) as u64]),
            key(6, &[side, word, c.cue_last]),
            key(7, &[side, c.contents, c.free]),
            key(8, &[side, next]),
            key(9, &[side, previous]),
            key(10, &[side, gap, u64::from(capital), c.contents]),
            key(11, &[side, u64::from(capital), c.cue_last, c.contents]),
            key(12, &[side, first]),
            key(13, &[side, next, c.contents, u64::from(capital)]),
            key(14, &[side, crossed, c.kind]),
            key(15, &[side, crossed, c.free, gap]),
            key(16, &[side, c.before, gap, crossed]),
        ]);
        features.close();
        list.push(SourceOption::Phrase(span));
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
