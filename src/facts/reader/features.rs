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

/// Takes the features of a token.
pub trait Sink {
    /// Takes a feature's key.
    fn take(&mut self, key: u64);

    /// Asks for features that all look at the same few things, for which `seen` stands. False where the sum of
    /// their weights is known: they are not made then. Otherwise they follow, and [`Sink::end`].
    fn begin(&mut self, seen: u64) -> bool {
        let _ = seen;
        true
    }

    /// All features since [`Sink::begin`] are taken.
    fn end(&mut self) {}
}

impl Sink for Vec<u64> {
    fn take(&mut self, key: u64) {
        self.push(key);
    }
}

/// How far to either side the features of [`near`] look.
pub const NEAR: usize = 4;
/// From how many places a token is seen by [`near`].
pub const PLACES: usize = 2 * NEAR + 1;

/// The features that a token has of `clue`, which stands at `place`: 0 for [`NEAR`] tokens before it, and so on.
/// They look at nothing else.
#[inline]
pub fn near<S: Sink>(sink: &mut S, clue: &Clue, place: usize) {
    let mut make = Maker { sink };
    make.add(1 + place as u64, clue.word);
    if place.abs_diff(NEAR) <= 2 {
        make.add(13 + place as u64, u64::from(clue.suffix));
    }
}

/// The features of token `i` but for those of [`near`].
#[inline(always)]
pub fn further<S: Sink>(sink: &mut S, clues: &Clues, i: usize) {
    let mut make = Maker { sink };
    words(&mut make, clues, i);
    parts(&mut make, clues, i);
    quotation(&mut make, clues, i);
    cues(&mut make, clues, i);
    sentence(&mut make, clues, i);
    surroundings(&mut make, clues, i);
}

/// All features of token `i`.
pub fn keys(clues: &Clues, i: usize, keys: &mut Vec<u64>) {
    keys.clear();
    all_near(keys, clues, i);
    further(keys, clues, i);
}

fn all_near<S: Sink>(sink: &mut S, clues: &Clues, i: usize) {
    for (place, clue) in clues.tokens[i - NEAR..=i + NEAR].iter().enumerate() {
        near(sink, clue, place);
    }
}

/// The features of token `i`, each with its family.
#[must_use]
pub fn by_family(clues: &Clues, i: usize) -> Vec<(Family, u64)> {
    type Make = fn(&mut Maker<'_, Vec<u64>>, &Clues, usize);
    let families: [(Family, Make); 6] = [
        (Family::Words, words),
        (Family::Parts, parts),
        (Family::Quotation, quotation),
        (Family::Cues, cues),
        (Family::Sentence, sentence),
        (Family::Surroundings, surroundings),
    ];
    let mut keys = Vec::new();
    all_near(&mut keys, clues, i);
    let mut all: Vec<_> = keys.iter().map(|&key| (Family::Words, key)).collect();
    let mut make = Maker { sink: &mut keys };
    for (family, maker) in families {
        make.sink.clear();
        maker(&mut make, clues, i);
        all.extend(make.sink.iter().map(|&key| (family, key)));
    }
    all
}

struct Maker<'a, S> {
    sink: &'a mut S,
}

impl<S: Sink> Maker<'_, S> {
    /// A feature of a template over what it sees.
    #[inline(always)]
    fn add(&mut self, template: u64, seen: u64) {
        self.sink.take(hash(seen, template));
    }

    /// Features of templates from `template` on, which see nothing but what `seen` tells apart.
    #[inline(always)]
    fn together(&mut self, template: u64, seen: u64, make: impl FnOnce(&mut Self)) {
        // Templates have small numbers, so this is none of theirs.
        if self.sink.begin(hash(seen, template << 32)) {
            make(self);
            self.sink.end();
        }
    }
}

/// One to one for each template.
#[inline(always)]
const fn hash(seen: u64, template: u64) -> u64 {
    let key = (seen ^ template.wrapping_mul(0x9e37_79b9_7f4a_7c15)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    let key = (key ^ (key >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    key ^ (key >> 29)
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
fn words<S: Sink>(make: &mut Maker<'_, S>, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    make.add(10, pair(t[i - 2].word, t[i - 1].word));
    make.add(11, pair(t[i - 1].word, t[i].word));
    make.add(12, pair(t[i].word, t[i + 1].word));
    make.add(13, pair(t[i + 1].word, t[i + 2].word));
    make.add(14, pair(t[i - 1].word, t[i + 1].word));
    make.add(20, pair(u64::from(t[i - 1].suffix), u64::from(t[i].suffix)));
    make.add(21, pair(u64::from(t[i].suffix), u64::from(t[i + 1].suffix)));
    let shapes = [t[i - 2].shape, t[i - 1].shape, t[i].shape, t[i + 1].shape, t[i + 2].shape];
    make.together(22, pack(shapes), |make| {
        let [a, b, here, d, e] = shapes;
        make.add(22, pack([b, here, d]));
        make.add(23, pack([a, b, here]));
        make.add(24, pack([here, d, e]));
        make.add(25, pack(shapes));
    });
    make.add(26, pair(t[i].word, u64::from(t[i].shape)));
}

#[inline(always)]
fn parts<S: Sink>(make: &mut Maker<'_, S>, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let p = |at: usize| t[at].part;
    let c = |at: usize| t[at].class.cue;
    let q = t[i].quote as u8;
    let (a, b, here, d, e) = (p(i - 2), p(i - 1), p(i), p(i + 1), p(i + 2));
    make.together(27, pack([a, b, here]), |make| {
        make.add(27, pack([a]));
        make.add(28, pack([b]));
        make.add(29, pack([here]));
        make.add(32, pack([a, b]));
        make.add(33, pack([b, here]));
        make.add(36, pack([a, b, here]));
    });
    make.together(30, pack([here, d, e]), |make| {
        make.add(30, pack([d]));
        make.add(31, pack([e]));
        make.add(34, pack([here, d]));
        make.add(35, pack([d, e]));
        make.add(38, pack([here, d, e]));
    });
    make.add(37, pack([b, here, d]));
    make.add(39, pack([a, b, here, d, e]));
    make.add(40, pair(t[i].word, pack([b])));
    make.add(41, pair(t[i].word, pack([here])));
    make.add(42, pair(t[i].word, pack([d])));
    make.add(43, pack([b, here, d, c(i - 1), c(i), c(i + 1), q]));
    let (before, after) = (clues.cue_before[i] as usize, clues.cue_after[i] as usize);
    if before > 0 {
        make.add(44, pack([p(before), p(before + 1), here, distance(i - before)]));
    }
    if after > 0 {
        make.add(45, pack([p(after), p(after - 1), here, distance(after - i)]));
    }
}

#[inline(always)]
fn quotation<S: Sink>(make: &mut Maker<'_, S>, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let q = |at: usize| t[at].quote as u8;
    let row = [q(i - 3), q(i - 2), q(i - 1), q(i), q(i + 1), q(i + 2), q(i + 3)];
    let shapes = [t[i - 1].shape, t[i].shape, t[i + 1].shape];
    make.together(46, pack(row) ^ pack(shapes) << 40, |make| {
        make.add(46, pack(row));
        make.add(47, pack([row[2], row[3], row[4], shapes[0], shapes[1], shapes[2]]));
    });
    make.add(48, pair(t[i].word, pack([q(i)])));
    make.add(49, pair(t[i - 1].word, pack([q(i)])));
    make.add(50, pair(t[i + 1].word, pack([q(i)])));
    // What stands around the quotation that this word is in: a cue after it, a colon before it.
    let closing = clues.closing_after[i] as usize;
    if closing > 0 && t[i].quote != QuoteState::Outside {
        let next = &t[closing + 1];
        make.add(51, pair(next.word, pack([q(i)])));
        let after_next = t[(closing + 2).min(t.len() - 1)].class.cue;
        make.add(52, pack([q(i), t[closing - 1].shape, next.shape, next.class.cue, after_next]));
    }
    let opening = clues.opening_after[i] as usize;
    if opening > 0 && t[i].quote == QuoteState::Outside {
        let far = distance(opening - i);
        make.add(53, pack([1, far, t[opening - 1].shape]));
        make.add(54, pair(t[opening - 1].word, pack([far])));
        make.add(55, pair(t[i].word, u64::from(far)));
    }
    let closed = clues.closing_before[i] as usize;
    if closed > 0 && t[i].quote == QuoteState::Outside {
        let far = distance(i - closed);
        make.add(56, pack([far, t[closed - 1].shape, t[closed + 1].shape]));
        make.add(57, pair(t[i].word, u64::from(far)));
        make.add(58, pair(t[closed + 1].word, pack([far, t[i].shape])));
    }
}

#[inline(always)]
fn cues<S: Sink>(make: &mut Maker<'_, S>, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let c = |at: usize| t[at].class.cue;
    let s = |at: usize| t[at].class.source;
    let q = t[i].quote as u8;
    let near = [c(i - 2), c(i - 1), c(i), c(i + 1), c(i + 2)];
    make.together(59, pack(near) << 5 | u64::from(q), |make| {
        make.add(59, pack([near[1], near[2], near[3]]));
        make.add(60, pack([near[1], near[2], near[3], q]));
        make.add(61, pack(near));
    });
    let known = [s(i - 1), s(i), s(i + 1), c(i - 1), c(i), c(i + 1)];
    let (starts, last, here) = (t[i].class.starts, t[i - 1].shape, t[i].shape);
    make.together(62, pack(known) << 26 | pack([starts, c(i - 2), last, here, q]), |make| {
        make.add(62, pack([known[0], last]));
        make.add(63, pack([known[1], here]));
        make.add(64, pack(known));
        make.add(65, pack([starts, c(i - 1), c(i - 2), q]));
        make.add(66, pack([starts, c(i - 1), last, q]));
    });
    let (before, after) = (clues.cue_before[i] as usize, clues.cue_after[i] as usize);
    if before > 0 {
        let far = distance(i - before);
        let (word, next) = (t[before].word, t[before + 1].word);
        make.add(67, pack([far, q, c(before)]));
        make.add(68, pair(word, pack([far, q])));
        make.add(69, pair(word, next));
        make.add(70, triple(word, next, pack([q, far.min(4)])));
        make.add(71, pair(word, t[i].word));
        make.add(72, pack([far, t[i].shape, c(before), t[before + 1].shape, q]));
        make.add(73, pair(t[i].word, pack([far, 0])));
    }
    if after > 0 {
        let far = distance(after - i);
        let (word, next) = (t[after].word, t[after + 1].word);
        make.add(74, pack([far, q, c(after)]));
        make.add(75, pair(word, pack([far, q])));
        make.add(76, pair(word, next));
        make.add(77, triple(word, next, pack([q, far.min(4)])));
        make.add(78, pair(word, t[i].word));
        make.add(79, pack([far, t[i].shape, c(after), t[after - 1].shape, q]));
        make.add(80, pair(t[i].word, pack([far, 1])));
    }
    let before = distance(i - before.max(i.saturating_sub(60))) * u8::from(before > 0);
    make.add(81, pack([before, distance(after.saturating_sub(i)), q]));
}

#[inline(always)]
fn sentence<S: Sink>(make: &mut Maker<'_, S>, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let none = Default::default();
    let s = clues.sentences.get(t[i].sentence as usize).unwrap_or(&none);
    let q = t[i].quote as u8;
    let position = distance(i.saturating_sub(s.start) + 1);
    let left = distance(s.end.saturating_sub(i));
    let edges = [(i == REACH).into(), (i == s.start).into(), (i + 1 == s.end).into(), q];
    make.together(82, pack(edges) << 11 | pack([position, left]), |make| {
        make.add(82, pack([position, q]));
        make.add(83, pack([left, q]));
        make.add(92, pack(edges));
    });
    make.add(84, pack([position.min(3), q, t[i].shape, t[i + 1].shape]));
    let quoted = s.quoted.min(30) as u8 / 4 + u8::from(s.quoted > 0);
    let previous =
        (t[i].sentence as usize).checked_sub(1).and_then(|p| clues.sentences.get(p)).unwrap_or(&none);
    let paragraph = pack([clues.paragraph.min(6) as u8, q, u8::from(clues.quoted > 0)]);
    let both =
        pack([previous.strongest, (previous.quoted > 0).into(), q, s.strongest, (s.quoted > 0).into()]);
    let (first, length) = (u8::from(t[i].sentence == 0), distance(s.end - s.start));
    make.together(85, triple(s.cue, paragraph, both << 16 | pack([quoted, first, length])), |make| {
        make.add(85, pack([quoted, q]));
        make.add(86, pack([quoted, q, s.strongest]));
        make.add(87, pack([s.strongest, q, first]));
        make.add(88, pair(s.cue, pack([q])));
        make.add(91, paragraph);
        make.add(94, both);
        make.add(95, pack([length, s.strongest, q]));
    });
    make.add(89, pair(s.cue, pack([position])));
    make.add(90, pair(t[s.start.max(REACH)].word, pack([q, position.min(4)])));
    make.add(93, pair(t[i].word, pack([position.min(3)])));
}

#[inline(always)]
fn surroundings<S: Sink>(make: &mut Maker<'_, S>, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let q = t[i].quote as u8;
    let (before, after) = (clues.break_before[i] as usize, clues.break_after[i] as usize);
    if before > 0 {
        let far = distance(i - before);
        make.add(96, pair(t[before + 1].word, pack([far, t[before].shape, q])));
        make.add(97, pack([far, q, t[before + 1].class.cue, t[before + 1].shape, t[before - 1].class.cue]));
        make.add(98, pack([u8::from(clues.cue_before[i] as usize > before), far, q, t[i].shape]));
    }
    if after > 0 {
        let far = distance(after - i);
        make.add(99, pair(t[after + 1].word, pack([far, t[after].shape, q])));
        make.add(100, pack([far, q, t[after + 1].class.cue, t[after + 1].shape, t[after + 2].class.cue]));
        let cue = clues.cue_after[i] as usize;
        make.add(101, pack([u8::from(cue > 0 && cue < after), far, q, t[i].shape]));
    }
    let capitals = capitals(t, i);
    let (last, next) = (&t[i - 1 - capitals.0 as usize], &t[i + 1 + capitals.1 as usize]);
    let row = [capitals.0, capitals.1, next.class.cue, last.class.cue, q];
    make.together(102, pack(row) << 5 | u64::from(t[i].shape), |make| {
        make.add(102, pack([capitals.0, capitals.1, q, t[i].shape]));
        make.add(105, pack(row));
    });
    make.add(103, pair(last.word, pack([capitals.0, capitals.1])));
    make.add(104, pair(next.word, pack([capitals.0, capitals.1])));
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
