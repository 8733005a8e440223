//! The features of a token: 64-bit keys, one for each thing that the model may weigh.
//!
//! A key is a hash of the template's number and of what the template sees, so there is no dictionary of
//! features, and a feature that training never met finds no weights. Any change here calls for training
//! anew: [`VERSION`] identifies a model with other features.

use super::clue::{Clue, SHAPES};
use super::clues::{Clues, REACH};
use crate::facts::quotes::QuoteState;
use crate::named::named;

/// The features' version; a model holds the version that it was trained with.
pub const VERSION: u32 = 3;

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

named! {
    /// What the features of a token look at, as [`Reader::weigh`](super::Reader::weigh) names it.
    #[non_exhaustive]
    pub enum Family {
        /// The words themselves: their letters, endings and capitals.
        Words = "the words themselves",
        /// Their parts of speech.
        Parts = "the parts of speech",
        /// The quotation marks.
        Quotation = "the quotation marks",
        /// Words nearby that are known for cues and sources.
        Cues = "known cues nearby",
        /// The sentence as a whole.
        Sentence = "the rest of the sentence",
        /// Commas, dashes and names around.
        Surroundings = "commas and names around",
        /// Verbs and clauses around, and on the way to a cue.
        Clauses = "verbs and clauses around",
    }
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

/// The features that a token has of `clue`, which is at `place`: 0 for [`NEAR`] tokens before it, and so on.
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
    quotation(&mut make, clues, i);
    sentence(&mut make, clues, i);
    if is_deep(clues, i) {
        return;
    }
    words(&mut make, clues, i);
    parts(&mut make, clues, i);
    cues(&mut make, clues, i);
    surroundings(&mut make, clues, i);
    clauses(&mut make, clues, i);
}

/// Whether token `i` is so far inside a quotation that it is content whatever its words: it then has no features
/// but of the quotation, its sentence and its neighbours' words. Held out of `train` that costs nothing.
fn is_deep(clues: &Clues, i: usize) -> bool {
    clues.tokens[i - 3..=i + 3].iter().all(|clue| clue.quote == QuoteState::Inside)
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
    let families: [(Family, Make); 7] = [
        (Family::Quotation, quotation),
        (Family::Sentence, sentence),
        (Family::Words, words),
        (Family::Parts, parts),
        (Family::Cues, cues),
        (Family::Surroundings, surroundings),
        (Family::Clauses, clauses),
    ];
    let mut keys = Vec::new();
    all_near(&mut keys, clues, i);
    let mut all: Vec<_> = keys.iter().map(|&key| (Family::Words, key)).collect();
    let mut make = Maker { sink: &mut keys };
    let few = if is_deep(clues, i) { 2 } else { families.len() };
    for (family, maker) in families.into_iter().take(few) {
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

    /// Features of templates from `template` on, which depend on nothing but `seen`.
    #[inline(always)]
    fn together(&mut self, template: u64, seen: u64, make: impl FnOnce(&mut Self)) {
        // Templates have small numbers, so this number is free.
        if self.sink.begin(hash(seen, template << 32)) {
            make(self);
            self.sink.end();
        }
    }
}

/// The high and the low half of one product: as well mixed as by two, at half the price.
#[inline(always)]
const fn hash(seen: u64, template: u64) -> u64 {
    let key = (seen ^ template.wrapping_mul(0x9e37_79b9_7f4a_7c15)) as u128 * 0xd6e8_feb8_6659_fd93;
    key as u64 ^ (key >> 64) as u64
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
    // How far into its sentence it is, which counts for the first two words only.
    let starts = clues.sentences.get(t[i].sentence as usize).map_or(i, |s| s.start);
    let (position, q) = (distance(i.saturating_sub(starts) + 1).min(3), t[i].quote as u8);
    make.together(26, pair(t[i].word, pack([t[i].shape, t[i].part, q, position])), |make| {
        make.add(26, pair(t[i].word, u64::from(t[i].shape)));
        make.add(41, pair(t[i].word, pack([t[i].part])));
        make.add(48, pair(t[i].word, pack([q])));
        make.add(93, pair(t[i].word, pack([position])));
    });
    make.add(11, pair(t[i - 1].word, t[i].word));
    make.add(12, pair(t[i].word, t[i + 1].word));
    make.add(21, pair(u64::from(t[i].suffix), u64::from(t[i + 1].suffix)));
    let shapes = [t[i - 2].shape, t[i - 1].shape, t[i].shape, t[i + 1].shape, t[i + 2].shape];
    make.together(22, pack(shapes), |make| {
        let [a, b, here, d, e] = shapes;
        make.add(22, pack([b, here, d]));
        make.add(23, pack([a, b, here]));
        make.add(24, pack([here, d, e]));
        make.add(25, pack(shapes));
    });
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
    make.add(42, pair(t[i].word, pack([d])));
    make.add(43, pack([b, here, d, c(i - 1), c(i), c(i + 1), q]));
    let (before, after) = (clues.around[i].cue_before as usize, clues.around[i].cue_after as usize);
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
    make.add(49, pair(t[i - 1].word, pack([q(i)])));
    make.add(50, pair(t[i + 1].word, pack([q(i)])));
    // What is around the quotation that this word is in: a cue after it, a colon before it.
    let closing = clues.around[i].closing_after as usize;
    if closing > 0 && t[i].quote != QuoteState::Outside {
        let next = &t[closing + 1];
        make.add(51, pair(next.word, pack([q(i)])));
        let after_next = t[(closing + 2).min(t.len() - 1)].class.cue;
        make.add(52, pack([q(i), t[closing - 1].shape, next.shape, next.class.cue, after_next]));
    }
    let opening = clues.around[i].opening_after as usize;
    if opening > 0 && t[i].quote == QuoteState::Outside {
        let far = distance(opening - i);
        make.add(53, pack([1, far, t[opening - 1].shape]));
        make.add(54, pair(t[opening - 1].word, pack([far])));
        make.add(55, pair(t[i].word, u64::from(far)));
    }
    let closed = clues.around[i].closing_before as usize;
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
    let (before, after) = (clues.around[i].cue_before as usize, clues.around[i].cue_after as usize);
    if before > 0 {
        let far = distance(i - before);
        let word = t[before].word;
        make.add(67, pack([far, q, c(before)]));
        make.add(68, pair(word, pack([far, q])));
        make.add(72, pack([far, t[i].shape, c(before), t[before + 1].shape, q]));
        make.add(73, pair(t[i].word, pack([far, 0])));
    }
    if after > 0 {
        let far = distance(after - i);
        let word = t[after].word;
        make.add(74, pack([far, q, c(after)]));
        make.add(75, pair(word, pack([far, q])));
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
}

#[inline(always)]
fn surroundings<S: Sink>(make: &mut Maker<'_, S>, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let q = t[i].quote as u8;
    let (before, after) = (clues.around[i].break_before as usize, clues.around[i].break_after as usize);
    if before > 0 {
        let far = distance(i - before);
        make.add(96, pair(t[before + 1].word, pack([far, t[before].shape, q])));
        make.add(97, pack([far, q, t[before + 1].class.cue, t[before + 1].shape, t[before - 1].class.cue]));
        make.add(98, pack([u8::from(clues.around[i].cue_before as usize > before), far, q, t[i].shape]));
    }
    if after > 0 {
        let far = distance(after - i);
        make.add(99, pair(t[after + 1].word, pack([far, t[after].shape, q])));
        make.add(100, pack([far, q, t[after + 1].class.cue, t[after + 1].shape, t[after + 2].class.cue]));
        let cue = clues.around[i].cue_after as usize;
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

#[inline(always)]
fn clauses<S: Sink>(make: &mut Maker<'_, S>, clues: &Clues, i: usize) {
    let t = &clues.tokens;
    let a = &clues.around[i];
    let (q, part) = (t[i].quote as u8, t[i].part);
    let word = |place: u32| t[place as usize].word;
    let cue = |place: u32| t[place as usize].class.cue;
    let before = |place: u32| if place == 0 { 0 } else { distance(i - place as usize) };
    let after = |place: u32| if place == 0 { 0 } else { distance(place as usize - i) };
    if a.cue_before > 0 {
        make.add(106, a.from_cue);
        make.add(107, pair(a.from_cue, word(a.cue_before)));
    }
    if a.cue_after > 0 {
        make.add(108, a.to_cue);
        make.add(109, pair(a.to_cue, word(a.cue_after)));
    }
    make.add(110, pair(a.from_start, u64::from(q)));
    make.add(111, pair(a.from_break, u64::from(q)));
    make.add(112, pair(word(a.verb_before), pack([before(a.verb_before), part])));
    make.add(113, pair(word(a.verb_after), pack([after(a.verb_after), part])));
    make.add(114, pack([cue(a.verb_before), cue(a.verb_after), part, q]));
    make.add(115, pair(word(a.weak_before), pack([before(a.weak_before), q])));
    make.add(116, pair(word(a.weak_after), pack([after(a.weak_after), q])));
    make.add(117, pair(word(a.weak_before), t[a.weak_before as usize + 1].word));
    make.add(118, pair(word(a.noun_before), pack([part, before(a.noun_before)])));
    make.add(119, pair(word(a.link_before), pack([part, before(a.link_before)])));
    make.add(120, pack([a.verbs, a.breaks, q, part, cue(a.cue_before)]));
    make.add(121, pair(t[i].word, pack([a.verbs, a.breaks, q])));
    let linked = u8::from(a.link_before > a.cue_before);
    make.add(122, pair(word(a.link_before), pack([a.verbs, a.breaks, q, linked])));
}

/// How many words with a capital are in a row before and after token `i`, at most 3 and 2.
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
