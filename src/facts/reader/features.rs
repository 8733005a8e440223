//! The features of a token: 64-bit keys, one for each thing that the model may weigh.
//!
//! A key is a hash of the template's number and of what the template sees, so there is no dictionary of
//! features, and a feature that training never met finds no weights. Any change here calls for training
//! anew: [`VERSION`] tells a model of other features apart.

use super::clues::{Clue, Clues, QuoteState, REACH, SHAPES};

/// The features' version; a model holds the version that it was trained with.
pub const VERSION: u32 = 2;

/// How many observations each transition between tags depends on.
pub const EDGES: usize = 3;
/// How many values each of these observations takes.
pub const EDGE_SIZES: [usize; EDGES] = [16 * 2, SHAPES * SHAPES, 36 * 4];

/// What a transition to token `i` from the token before it may depend on, each below its [`EDGE_SIZES`].
#[must_use]
pub fn edges(clues: &Clues, i: usize) -> [usize; EDGES] {
    let t = &clues.tokens;
    let (before, here) = (&t[i - 1], &t[i]);
    let starts = clues.sentences.get(here.sentence as usize).is_some_and(|s| s.start == i);
    [
        (before.quote as usize * 4 + here.quote as usize) * 2 + usize::from(starts),
        before.shape as usize * SHAPES + here.shape as usize,
        (before.class.cue as usize * 6 + here.class.cue as usize) * 4 + here.quote as usize,
    ]
}

/// What the features of a token look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// The words themselves: their letters, endings and capitals.
    Words,
    /// Their parts of speech.
    Parts,
    /// The quotation marks.
    Quotation,
    /// Words nearby that are known for cues and sources.
    Cues,
    /// The sentence as a whole.
    Sentence,
    /// Commas, dashes and names around.
    Surroundings,
}

/// How a family's features are made.
type Maker = fn(&mut Keys<'_>, &Clues, usize);

/// The families, in the order of their templates: that of [`keys`], as a test sees to.
const FAMILIES: [(Family, Maker); 6] = [
    (Family::Words, words),
    (Family::Parts, parts),
    (Family::Quotation, quotation),
    (Family::Cues, cues),
    (Family::Sentence, sentence),
    (Family::Surroundings, surroundings),
];

/// Room for the features of a token; twice as many as there are.
pub const MOST_KEYS: usize = 256;

/// The features of token `i`, in `room`.
pub fn keys<'a>(clues: &Clues, i: usize, room: &'a mut [u64; MOST_KEYS]) -> &'a mut [u64] {
    let mut make = Keys { keys: room, count: 0, template: 0 };
    // Each is part of this function, so that a template's number is known when the program is built.
    words(&mut make, clues, i);
    parts(&mut make, clues, i);
    quotation(&mut make, clues, i);
    cues(&mut make, clues, i);
    sentence(&mut make, clues, i);
    surroundings(&mut make, clues, i);
    let count = make.count;
    &mut room[..count]
}

/// The features of token `i`, each with its family.
#[must_use]
pub fn by_family(clues: &Clues, i: usize) -> Vec<(Family, u64)> {
    let mut room = [0; MOST_KEYS];
    let mut make = Keys { keys: &mut room, count: 0, template: 0 };
    let mut all = Vec::new();
    for (family, maker) in FAMILIES {
        let first = make.count;
        maker(&mut make, clues, i);
        all.extend(make.keys[first..make.count].iter().map(|&key| (family, key)));
    }
    all
}

struct Keys<'a> {
    keys: &'a mut [u64; MOST_KEYS],
    count: usize,
    template: u64,
}

impl Keys<'_> {
    /// A feature of the next template over what it sees.
    #[inline]
    fn add(&mut self, seen: u64) {
        self.template += 1;
        let key =
            (seen ^ self.template.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        let key = (key ^ (key >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        // The remainder only spares a check: the count stays far below.
        self.keys[self.count % MOST_KEYS] = key ^ (key >> 29);
        self.count += 1;
    }

    /// Passes over a template that sees nothing here, so that those after it keep their numbers.
    #[inline]
    fn skip(&mut self, templates: u64) {
        self.template += templates;
    }
}

#[inline]
const fn pair(a: u64, b: u64) -> u64 {
    (a.rotate_left(25) ^ b).wrapping_mul(0xa076_1d64_78bd_642f).rotate_left(31)
}

#[inline]
const fn triple(a: u64, b: u64, c: u64) -> u64 {
    pair(pair(a, b), c)
}

/// Small numbers side by side, five bits each.
#[inline]
fn pack<const N: usize>(parts: [u8; N]) -> u64 {
    parts.iter().fold(1, |key, &part| key << 5 | u64::from(part))
}

#[inline(always)]
fn words(make: &mut Keys, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    for near in &t[i - 4..=i + 4] {
        make.add(near.word);
    }
    for (a, b) in [(2, 1), (1, 0)] {
        make.add(pair(t[i - a].word, t[i - b].word));
    }
    for (a, b) in [(0, 1), (1, 2)] {
        make.add(pair(t[i + a].word, t[i + b].word));
    }
    make.add(pair(t[i - 1].word, t[i + 1].word));
    for near in &t[i - 2..=i + 2] {
        make.add(u64::from(near.suffix));
    }
    make.add(pair(u64::from(t[i - 1].suffix), u64::from(t[i].suffix)));
    make.add(pair(u64::from(t[i].suffix), u64::from(t[i + 1].suffix)));
    make.add(pack([t[i - 1].shape, t[i].shape, t[i + 1].shape]));
    make.add(pack([t[i - 2].shape, t[i - 1].shape, t[i].shape]));
    make.add(pack([t[i].shape, t[i + 1].shape, t[i + 2].shape]));
    make.add(pack([t[i - 2].shape, t[i - 1].shape, t[i].shape, t[i + 1].shape, t[i + 2].shape]));
    make.add(pair(t[i].word, u64::from(t[i].shape)));
}

#[inline(always)]
fn parts(make: &mut Keys, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let p = |at: usize| t[at].part;
    let c = |at: usize| t[at].class.cue;
    let q = t[i].quote as u8;
    for at in i - 2..=i + 2 {
        make.add(pack([p(at)]));
    }
    for at in i - 2..=i + 1 {
        make.add(pack([p(at), p(at + 1)]));
    }
    for at in i - 2..=i {
        make.add(pack([p(at), p(at + 1), p(at + 2)]));
    }
    make.add(pack([p(i - 2), p(i - 1), p(i), p(i + 1), p(i + 2)]));
    for at in i - 1..=i + 1 {
        make.add(pair(t[i].word, pack([p(at)])));
    }
    make.add(pack([p(i - 1), p(i), p(i + 1), c(i - 1), c(i), c(i + 1), q]));
    let (before, after) = (clues.cue_before[i] as usize, clues.cue_after[i] as usize);
    if before > 0 {
        make.add(pack([p(before), p(before + 1), p(i), distance(i - before)]));
    } else {
        make.skip(1);
    }
    if after > 0 {
        make.add(pack([p(after), p(after - 1), p(i), distance(after - i)]));
    } else {
        make.skip(1);
    }
}

#[inline(always)]
fn quotation(make: &mut Keys, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let q = |at: usize| t[at].quote as u8;
    make.add(pack([q(i - 3), q(i - 2), q(i - 1), q(i), q(i + 1), q(i + 2), q(i + 3)]));
    make.add(pack([q(i - 1), q(i), q(i + 1), t[i - 1].shape, t[i].shape, t[i + 1].shape]));
    make.add(pair(t[i].word, pack([q(i)])));
    make.add(pair(t[i - 1].word, pack([q(i)])));
    make.add(pair(t[i + 1].word, pack([q(i)])));
    // What stands around the quotation that this word is in: a cue after it, a colon before it.
    let closing = clues.closing_after[i] as usize;
    if closing > 0 && t[i].quote != QuoteState::Outside {
        let next = &t[closing + 1];
        make.add(pair(next.word, pack([q(i)])));
        make.add(pack([
            q(i),
            t[closing - 1].shape,
            next.shape,
            next.class.cue,
            t[(closing + 2).min(t.len() - 1)].class.cue,
        ]));
    } else {
        make.skip(2);
    }
    let opening = clues.opening_after[i] as usize;
    if opening > 0 && t[i].quote == QuoteState::Outside {
        let far = distance(opening - i);
        make.add(pack([1, far, t[opening - 1].shape]));
        make.add(pair(t[opening - 1].word, pack([far])));
        make.add(pair(t[i].word, u64::from(far)));
    } else {
        make.skip(3);
    }
    let closed = clues.closing_before[i] as usize;
    if closed > 0 && t[i].quote == QuoteState::Outside {
        let far = distance(i - closed);
        make.add(pack([far, t[closed - 1].shape, t[closed + 1].shape]));
        make.add(pair(t[i].word, u64::from(far)));
        make.add(pair(t[closed + 1].word, pack([far, t[i].shape])));
    } else {
        make.skip(3);
    }
}

#[inline(always)]
fn cues(make: &mut Keys, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let c = |at: usize| t[at].class.cue;
    let s = |at: usize| t[at].class.source;
    let q = t[i].quote as u8;
    make.add(pack([c(i - 1), c(i), c(i + 1)]));
    make.add(pack([c(i - 1), c(i), c(i + 1), q]));
    make.add(pack([c(i - 2), c(i - 1), c(i), c(i + 1), c(i + 2)]));
    for near in &t[i - 1..=i] {
        make.add(pack([near.class.source, near.shape]));
    }
    make.add(pack([s(i - 1), s(i), s(i + 1), c(i - 1), c(i), c(i + 1)]));
    make.add(pack([t[i].class.starts, c(i - 1), c(i - 2), q]));
    make.add(pack([t[i].class.starts, t[i - 1].class.cue, t[i - 1].shape, q]));
    let (before, after) = (clues.cue_before[i] as usize, clues.cue_after[i] as usize);
    if before > 0 {
        let far = distance(i - before);
        let (word, next) = (t[before].word, t[before + 1].word);
        make.add(pack([far, q, c(before)]));
        make.add(pair(word, pack([far, q])));
        make.add(pair(word, next));
        make.add(triple(word, next, pack([q, far.min(4)])));
        make.add(pair(word, t[i].word));
        make.add(pack([far, t[i].shape, c(before), t[before + 1].shape, q]));
        make.add(pair(t[i].word, pack([far, 0])));
    } else {
        make.skip(7);
    }
    if after > 0 {
        let far = distance(after - i);
        let (word, next) = (t[after].word, t[after + 1].word);
        make.add(pack([far, q, c(after)]));
        make.add(pair(word, pack([far, q])));
        make.add(pair(word, next));
        make.add(triple(word, next, pack([q, far.min(4)])));
        make.add(pair(word, t[i].word));
        make.add(pack([far, t[i].shape, c(after), t[after - 1].shape, q]));
        make.add(pair(t[i].word, pack([far, 1])));
    } else {
        make.skip(7);
    }
    make.add(pack([
        distance(i - before.max(i.saturating_sub(60))) * u8::from(before > 0),
        distance(after.saturating_sub(i)),
        q,
    ]));
}

#[inline(always)]
fn sentence(make: &mut Keys, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let none = Default::default();
    let s = clues.sentences.get(t[i].sentence as usize).unwrap_or(&none);
    let q = t[i].quote as u8;
    let position = distance(i.saturating_sub(s.start) + 1);
    let left = distance(s.end.saturating_sub(i));
    let quoted = s.quoted.min(30) as u8 / 4 + u8::from(s.quoted > 0);
    make.add(pack([position, q]));
    make.add(pack([left, q]));
    make.add(pack([position.min(3), q, t[i].shape, t[i + 1].shape]));
    make.add(pack([quoted, q]));
    make.add(pack([quoted, q, s.strongest]));
    make.add(pack([s.strongest, q, u8::from(t[i].sentence == 0)]));
    make.add(pair(s.cue, pack([q])));
    make.add(pair(s.cue, pack([position])));
    make.add(pair(t[s.start.max(REACH)].word, pack([q, position.min(4)])));
    make.add(pack([clues.paragraph.min(6) as u8, q, u8::from(clues.quoted > 0)]));
    make.add(pack([(i == REACH).into(), (i == s.start).into(), (i + 1 == s.end).into(), q]));
    make.add(pair(t[i].word, pack([position.min(3)])));
    let previous =
        (t[i].sentence as usize).checked_sub(1).and_then(|p| clues.sentences.get(p)).unwrap_or(&none);
    make.add(pack([previous.strongest, (previous.quoted > 0).into(), q, s.strongest, (s.quoted > 0).into()]));
    make.add(pack([distance(s.end - s.start), s.strongest, q]));
}

#[inline(always)]
fn surroundings(make: &mut Keys, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let q = t[i].quote as u8;
    let (before, after) = (clues.break_before[i] as usize, clues.break_after[i] as usize);
    if before > 0 {
        let far = distance(i - before);
        make.add(pair(t[before + 1].word, pack([far, t[before].shape, q])));
        make.add(pack([far, q, t[before + 1].class.cue, t[before + 1].shape, t[before - 1].class.cue]));
        make.add(pack([u8::from(clues.cue_before[i] as usize > before), far, q, t[i].shape]));
    } else {
        make.skip(3);
    }
    if after > 0 {
        let far = distance(after - i);
        make.add(pair(t[after + 1].word, pack([far, t[after].shape, q])));
        make.add(pack([far, q, t[after + 1].class.cue, t[after + 1].shape, t[after + 2].class.cue]));
        let cue = clues.cue_after[i] as usize;
        make.add(pack([u8::from(cue > 0 && cue < after), far, q, t[i].shape]));
    } else {
        make.skip(3);
    }
    let capitals = capitals(t, i);
    make.add(pack([capitals.0, capitals.1, q, t[i].shape]));
    make.add(pair(t[i - 1 - capitals.0 as usize].word, pack([capitals.0, capitals.1])));
    make.add(pair(t[i + 1 + capitals.1 as usize].word, pack([capitals.0, capitals.1])));
    make.add(pack([
        capitals.0,
        capitals.1,
        t[i + 1 + capitals.1 as usize].class.cue,
        t[i - 1 - capitals.0 as usize].class.cue,
        q,
    ]));
}

/// How many words with a capital stand in a row before and after token `i`, at most 3 and 2.
fn capitals(t: &[Clue], i: usize) -> (u8, u8) {
    let capital = |at: usize| matches!(t[at].shape, 2..=4 | 6);
    let mut found = (0, 0);
    while found.0 < 3 && capital(i - 1 - found.0 as usize) {
        found.0 += 1;
    }
    while found.1 < 2 && capital(i + 1 + found.1 as usize) {
        found.1 += 1;
    }
    found
}

/// A distance in tokens, in ten steps.
const fn distance(tokens: usize) -> u8 {
    match tokens {
        0..=5 => tokens as u8,
        6..=7 => 6,
        8..=11 => 7,
        12..=19 => 8,
        20..=34 => 9,
        _ => 10,
    }
}
