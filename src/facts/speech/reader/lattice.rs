//! The best row of tags of a block of tokens, and how likely each span is (forward-backward).
//!
//! A word leaves one of four states behind (nothing, source, cue, content), so the lattice has four nodes
//! a token and nineteen arcs between two tokens: O from any state, each B from any state, each I from its own.

use super::tags::{STATES, TAGS, VOTES, continues, state};

/// How many arcs lead from one token to the next.
pub const ARCS: usize = 19;

/// State before and tag of each arc: those that leave state `s` behind by O or a B are the four from `4 * s` on,
/// in the order of the state before; the one that stays in `s` is `stays`.
pub const ARC: [(u8, u8); ARCS] = [
    (0, 0),
    (1, 0),
    (2, 0),
    (3, 0),
    (0, 1),
    (1, 1),
    (2, 1),
    (3, 1),
    (0, 3),
    (1, 3),
    (2, 3),
    (3, 3),
    (0, 5),
    (1, 5),
    (2, 5),
    (3, 5),
    (1, 2),
    (2, 4),
    (3, 6),
];

/// The arc that goes on in a state from 1.
const fn stays(state: usize) -> usize {
    4 * STATES - 1 + state
}

/// The scores of the arcs that lead to a token, its own weights included.
pub type Arcs = [f32; ARCS];

/// The arc that reaches `tag` from `state_before`, where there is one.
#[must_use]
pub fn arc(state_before: usize, tag: u8) -> Option<usize> {
    ARC.iter().position(|&(from, to)| from as usize == state_before && to == tag)
}

/// Adds the weights of a token's tags to the arcs that lead to it.
#[inline]
pub fn add_votes(arcs: &mut Arcs, votes: &[f32; VOTES + 1]) {
    for (score, votes_of) in arcs.iter_mut().zip(VOTES_OF) {
        *score += votes[votes_of.0] + votes[votes_of.1];
    }
}

/// The two votes that an arc has; the last of them all stands for none.
pub const VOTES_OF: [(usize, usize); ARCS] = {
    let mut of = [(0, VOTES); ARCS];
    let mut k = 0;
    while k < ARCS {
        let (from, tag) = ARC[k];
        of[k].0 = tag as usize;
        if from > 0 && !continues(tag) {
            of[k].1 = TAGS + from as usize - 1;
        }
        k += 1;
    }
    of
};

const NEVER: f32 = -1e30;

/// The greatest of some scores, and [`NEVER`] at least.
#[inline]
fn greatest(scores: &[f32]) -> f32 {
    // `f32::max` minds numbers that are none, at three times the price.
    scores.iter().fold(NEVER, |most, &score| if score > most { score } else { most })
}

/// Room to work in, kept between blocks.
#[derive(Clone, Debug, Default)]
pub struct Lattice {
    back: Vec<[u8; STATES]>,
    /// `exp` of the arcs, each token's divided by a factor.
    weights: Vec<Arcs>,
    /// The logarithms of what the tokens' arcs were divided by, summed from the first token on.
    scale: Vec<f64>,
    forward: Vec<[f32; STATES]>,
    backward: Vec<[f32; STATES]>,
}

impl Lattice {
    /// The best row of tags (Viterbi).
    pub fn best(&mut self, arcs: &[Arcs], tags: &mut Vec<u8>) {
        tags.clear();
        self.back.clear();
        let mut score = [0.0, NEVER, NEVER, NEVER];
        for arcs in arcs {
            let mut next = [NEVER * 2.0; STATES];
            let mut back = [0; STATES];
            for to in 0..STATES {
                let mut take = |k: usize, from: usize| {
                    let sum = score[from] + arcs[k];
                    if sum > next[to] {
                        next[to] = sum;
                        back[to] = k as u8;
                    }
                };
                (0..STATES).for_each(|from| take(4 * to + from, from));
                if to > 0 {
                    take(stays(to), to);
                }
            }
            // Only differences count; without this a long block would lose precision.
            let most = greatest(&next);
            score = next.map(|s| greatest(&[s - most]));
            self.back.push(back);
        }
        let mut at = (0..STATES).fold(0, |best, s| if score[s] > score[best] { s } else { best });
        for back in self.back.iter().rev() {
            let (from, tag) = ARC[back[at] as usize];
            tags.push(tag);
            at = from as usize;
        }
        tags.reverse();
    }

    /// Sums over all rows of tags, from both ends; the other questions need it. Returns the logarithm
    /// of the sum of all rows' weights.
    pub fn sum(&mut self, arcs: &[Arcs]) -> f64 {
        self.weights.clear();
        self.scale.clear();
        self.forward.clear();
        let mut total = 0.0;
        let mut now = [1.0, 0.0, 0.0, 0.0];
        self.forward.push(now);
        for arcs in arcs {
            let most = greatest(arcs);
            // One more than there are: four at a time are as cheap as one.
            let mut weights = [0.0; ARCS + 1];
            weights.iter_mut().zip(arcs).for_each(|(weight, score)| *weight = score - most);
            weights.iter_mut().for_each(|weight| *weight = exp(*weight));
            let mut next = [0.0; STATES];
            for to in 0..STATES {
                (0..STATES).for_each(|from| next[to] += now[from] * weights[4 * to + from]);
                if to > 0 {
                    next[to] += now[to] * weights[stays(to)];
                }
            }
            let sum: f32 = next.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            weights.iter_mut().for_each(|w| *w /= sum);
            now = next;
            now.iter_mut().for_each(|n| *n /= sum);
            let weights = std::array::from_fn(|k| weights[k]);
            total += f64::from(most) + f64::from(sum).ln();
            self.weights.push(weights);
            self.scale.push(total);
            self.forward.push(now);
        }
        self.backward.clear();
        self.backward.resize(arcs.len() + 1, [1.0; STATES]);
        for i in (0..arcs.len()).rev() {
            let after = self.backward[i + 1];
            let mut sum = [0.0; STATES];
            let weights = &self.weights[i];
            for to in 0..STATES {
                (0..STATES).for_each(|from| sum[from] += weights[4 * to + from] * after[to]);
            }
            (1..STATES).for_each(|on| sum[on] += weights[stays(on)] * after[on]);
            self.backward[i] = sum;
        }
        total
    }

    /// The probability of each arc that leads to token `i`, after [`Lattice::sum`].
    #[must_use]
    pub fn arc_probabilities(&self, i: usize) -> Arcs {
        let (before, after) = (self.forward[i], self.backward[i + 1]);
        let mut probabilities = self.weights[i];
        for (p, (from, tag)) in probabilities.iter_mut().zip(ARC) {
            *p *= before[from as usize] * after[state(tag)];
        }
        probabilities
    }

    /// The probability that tokens `range` are one span of the label whose B tag is `begin`, no longer and
    /// no shorter, after [`Lattice::sum`] over `arcs`.
    #[must_use]
    pub fn span_probability(&self, arcs: &[Arcs], range: std::ops::Range<usize>, begin: u8) -> f32 {
        let Some(inside) = arc(state(begin), begin + 1) else { return 0.0 };
        let (first, end) = (range.start, range.end);
        let opening: f32 = (0..STATES)
            .filter_map(|from| Some(self.forward[first][from] * self.weights[first][arc(from, begin)?]))
            .sum();
        let mut log = f64::from(opening.max(f32::MIN_POSITIVE)).ln();
        log += arcs[first + 1..end].iter().map(|arcs| f64::from(arcs[inside])).sum::<f64>();
        log -= self.scale[end - 1] - self.scale[first];
        let here = state(begin);
        let closing = match self.weights.get(end) {
            None => 1.0,
            Some(weights) => ARC
                .iter()
                .enumerate()
                .filter(|&(k, &(from, _))| from as usize == here && k != inside)
                .map(|(k, &(_, tag))| weights[k] * self.backward[end + 1][state(tag)])
                .sum(),
        };
        ((log + f64::from(closing.max(f32::MIN_POSITIVE)).ln()).exp() as f32).clamp(0.0, 1.0)
    }
}

/// `e` to the power of `x` for x up to 0, within a millionth of its value; far cheaper than the exact one, and
/// a loop over it is vectorised.
#[inline]
fn exp(x: f32) -> f32 {
    // A number this large has no room for digits after the point, and holds its whole part in its low bits.
    // The library's `floor` would be a call for each number where the processor is not asked for its best.
    const ROUND: f32 = 12_582_912.0;
    let x = (x * std::f32::consts::LOG2_E).max(-120.0);
    let near = (x + ROUND) - ROUND;
    let whole = near - if near > x { 1.0 } else { 0.0 };
    let part = x - whole;
    let series = 1.0
        + part
            * (std::f32::consts::LN_2
                + part * (0.240_226_5 + part * (0.055_503_3 + part * (0.009_618_1 + part * 0.001_339_9))));
    let power = (whole + ROUND).to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23;
    f32::from_bits(power) * series
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::speech::reader::tags::may_follow;

    /// All rows of tags that are allowed, with their scores.
    fn rows(arcs: &[Arcs]) -> Vec<(Vec<u8>, f64)> {
        let mut rows = vec![(Vec::new(), 0.0)];
        for scores in arcs {
            rows = rows
                .iter()
                .flat_map(|(row, sum): &(Vec<u8>, f64)| {
                    let before = row.last().map_or(0, |&tag| state(tag));
                    (0..TAGS as u8).filter_map(move |tag| {
                        let k = arc(before, tag)?;
                        let mut row = row.clone();
                        row.push(tag);
                        Some((row, sum + f64::from(scores[k])))
                    })
                })
                .collect();
        }
        rows
    }

    fn some_arcs(n: usize) -> Vec<Arcs> {
        let mut seed = 7_u32;
        (0..n)
            .map(|_| {
                std::array::from_fn(|_| {
                    seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (seed >> 16) as f32 / 20_000.0 - 1.5
                })
            })
            .collect()
    }

    #[test]
    fn arcs_are_the_moves_that_tags_allow() {
        for from in 0..STATES {
            for tag in 0..TAGS as u8 {
                assert_eq!(arc(from, tag).is_some(), may_follow(from, tag), "{from} {tag}");
                if let Some(k) = arc(from, tag) {
                    assert!(k == stays(from) || k == 4 * state(tag) + from, "{from} {tag}");
                }
            }
        }
    }

    #[test]
    fn best_sum_and_spans_agree_with_trying_all_rows() {
        let arcs = some_arcs(5);
        let rows = rows(&arcs);
        let mut lattice = Lattice::default();
        let mut tags = Vec::new();
        lattice.best(&arcs, &mut tags);
        let best = rows.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        assert_eq!(tags, best.0);
        let total: f64 = rows.iter().map(|r| r.1.exp()).sum();
        assert!((lattice.sum(&arcs) - total.ln()).abs() < 1e-4);
        for (range, begin) in [(0..2, 1), (1..4, 5), (3..5, 3), (2..3, 5)] {
            let holds = |row: &[u8]| {
                row[range.start] == begin
                    && row[range.start + 1..range.end].iter().all(|&t| t == begin + 1)
                    && row.get(range.end) != Some(&(begin + 1))
            };
            let sum: f64 = rows.iter().filter(|r| holds(&r.0)).map(|r| r.1.exp()).sum();
            let found = lattice.span_probability(&arcs, range.clone(), begin);
            assert!((f64::from(found) - sum / total).abs() < 1e-4, "{range:?} {found}");
        }
        let sum: f32 = lattice.arc_probabilities(2).iter().sum();
        assert!((sum - 1.0).abs() < 1e-4);
    }
}
