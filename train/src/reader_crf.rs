//! Learns the weights of a conditional random field by AdaGrad on the log-likelihood.

use clap::Args;
use onrecord::facts::speech::reader::lattice::arc;
use onrecord::facts::speech::reader::lattice::{ARCS, Arcs, Lattice, VOTES_OF, add_votes};
use onrecord::facts::speech::reader::model::EDGE_ROWS;
use onrecord::facts::speech::reader::tags::{VOTES, state};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// How the learner steps.
#[derive(Args, Clone, Debug)]
pub struct Step {
    /// Passes over the articles.
    #[arg(long, default_value_t = 16)]
    pub epochs: usize,
    /// Step size.
    #[arg(long, default_value_t = 0.03)]
    pub rate: f32,
    /// Share of a token's features that are left out each time it is met.
    #[arg(long, default_value_t = 0.7)]
    pub dropout: f32,
    /// For the order of the blocks and for what is left out.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// How many times to train, each time from the next seed; the mean of all weights is kept.
    #[arg(long, default_value_t = 6)]
    pub trainings: u64,
}

/// A block as the learner sees it: the features of each token as indices of weights.
#[derive(Clone, Default)]
pub struct Sequence {
    /// All tokens' features, one after the other.
    pub features: Vec<u32>,
    /// Where each token's features end.
    pub ends: Vec<u32>,
    /// The rows of transition weights that each token selects.
    pub edges: Vec<[u16; 3]>,
    /// The annotators' tags.
    pub tags: Vec<u8>,
    /// Whether they follow other conventions than those of the main corpus.
    pub further: bool,
}

impl Sequence {
    fn features(&self, i: usize) -> &[u32] {
        let start = if i == 0 { 0 } else { self.ends[i - 1] as usize };
        &self.features[start..self.ends[i] as usize]
    }

    /// Leaves out the features that have no new index, and gives the others theirs.
    pub fn renumber(&mut self, index: &[Option<u32>]) {
        let (mut kept, mut start) = (0, 0);
        for end in &mut self.ends {
            for at in start..*end as usize {
                if let Some(new) = index[self.features[at] as usize] {
                    self.features[kept] = new;
                    kept += 1;
                }
            }
            start = *end as usize;
            *end = kept as u32;
        }
        self.features.truncate(kept);
    }

    /// Fills `thin` with this sequence, each feature left out with a probability of `share`.
    fn thin_out(&self, share: f32, random: &mut u64, thin: &mut Self) {
        thin.features.clear();
        thin.ends.clear();
        thin.edges.clone_from(&self.edges);
        thin.tags.clone_from(&self.tags);
        thin.further = self.further;
        let bound = (f64::from(share) * f64::from(u32::MAX)) as u32;
        for i in 0..self.tags.len() {
            thin.features.extend(self.features(i).iter().filter(|_| next(random) as u32 >= bound));
            thin.ends.push(thin.features.len() as u32);
        }
    }
}

/// The next number of an xorshift generator: the same row of numbers for the same seed anywhere.
fn next(random: &mut u64) -> u64 {
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    random.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 16
}

/// Features by their key; a key that is met too seldom has no index.
pub struct Alphabet {
    seen: Vec<u8>,
    least: u8,
    /// Index of each key.
    index: FxHashMap<u64, u32>,
    /// Key of each index.
    pub keys: Vec<u64>,
}

const SKETCH: usize = 1 << 27;

impl Alphabet {
    pub fn new(least: u8) -> Self {
        Self { seen: vec![0; SKETCH], least, index: FxHashMap::default(), keys: Vec::new() }
    }

    /// Takes note that a key occurs.
    pub fn see(&mut self, key: u64) {
        let count = &mut self.seen[key as usize % SKETCH];
        *count = count.saturating_add(1);
    }

    /// The index of a key that occurs often enough.
    pub fn get(&mut self, key: u64) -> Option<u32> {
        if self.seen[key as usize % SKETCH] < self.least {
            return None;
        }
        let next = self.keys.len() as u32;
        Some(*self.index.entry(key).or_insert_with(|| {
            self.keys.push(key);
            next
        }))
    }
}

/// One row of weights with the sums of squared gradients that set its step.
#[derive(Clone, Copy, Default)]
#[repr(C, align(128))]
struct Row {
    weights: [f32; 16],
    squares: [f32; 16],
}

/// What was learned. Every feature has two rows: what holds of all articles, and what is to be added for those
/// with other conventions. So each corpus teaches the other what they share, and no more.
pub struct Weights {
    /// For each feature of the alphabet, a weight for each tag; then what is added.
    pub tags: Vec<[f32; VOTES]>,
    /// For each row of transition weights; then what is added.
    pub edges: Vec<[f32; ARCS]>,
}

/// Trains on `sequences` several times, on all cores. Returns the mean of all weights: what one order of the
/// blocks and one choice of what is left out happened to make of them cancels out.
pub fn train(
    sequences: &[Sequence],
    features: usize,
    options: &Step,
    report: impl Fn(u64, usize, f64) + Sync,
) -> Weights {
    let seeds: Vec<u64> = (options.seed..options.seed + options.trainings.max(1)).collect();
    let mut sums = Weights::none(features);
    let once = |&seed: &u64| train_once(sequences, features, options, seed, |e, l| report(seed, e, l));
    seeds.par_iter().map(once).collect::<Vec<_>>().iter().for_each(|weights| sums.add(weights));
    let share = 1.0 / seeds.len() as f32;
    sums.tags.iter_mut().flatten().for_each(|w| *w *= share);
    sums.edges.iter_mut().flatten().for_each(|w| *w *= share);
    sums
}

impl Weights {
    fn none(features: usize) -> Self {
        Self { tags: vec![[0.0; VOTES]; 2 * features], edges: vec![[0.0; ARCS]; 2 * EDGE_ROWS] }
    }

    /// One row a feature, with `lean` of what is added: 0 reads as the main corpus is annotated, 1 as the others are.
    pub fn leaning(&self, lean: f32) -> Self {
        fn mixed<const N: usize>(rows: &[[f32; N]], lean: f32) -> Vec<[f32; N]> {
            let (all, added) = rows.split_at(rows.len() / 2);
            let row = |(a, b): (&[f32; N], &[f32; N])| std::array::from_fn(|k| a[k] + lean * b[k]);
            all.iter().zip(added).map(row).collect()
        }
        Self { tags: mixed(&self.tags, lean), edges: mixed(&self.edges, lean) }
    }

    fn add(&mut self, other: &Self) {
        let tags = self.tags.iter_mut().flatten().zip(other.tags.iter().flatten());
        let edges = self.edges.iter_mut().flatten().zip(other.edges.iter().flatten());
        tags.chain(edges).for_each(|(sum, weight)| *sum += weight);
    }
}

/// Trains once. The weights are averaged over the last half of the passes.
fn train_once(
    sequences: &[Sequence],
    features: usize,
    options: &Step,
    seed: u64,
    report: impl Fn(usize, f64),
) -> Weights {
    let mut rows = vec![Row::default(); 2 * features];
    let mut edges = vec![[0.0_f32; ARCS]; 2 * EDGE_ROWS];
    let mut edge_squares = vec![[0.0_f32; ARCS]; 2 * EDGE_ROWS];
    let mut sums = Weights::none(features);
    let mut averaged = 0.0_f32;
    let mut thin = Sequence::default();
    let mut order: Vec<usize> = (0..sequences.len()).collect();
    let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).max(1);
    let mut lattice = Lattice::default();
    let mut arcs: Vec<Arcs> = Vec::new();
    for epoch in 0..options.epochs {
        shuffle(&mut order, &mut random);
        let mut loss = 0.0;
        for &at in &order {
            sequences[at].thin_out(options.dropout, &mut random, &mut thin);
            let sequence = &thin;
            let parts = 1 + usize::from(sequence.further);
            score(sequence, &rows, &edges, &mut arcs);
            let total = lattice.sum(&arcs);
            let mut gold = 0.0;
            let mut before = 0;
            for (i, &tag) in sequence.tags.iter().enumerate() {
                let Some(right) = arc(before, tag) else { break };
                before = state(tag);
                gold += f64::from(arcs[i][right]);
                // Gradient of the loss by the score of each arc, then of each tag.
                let mut slope = lattice.arc_probabilities(i);
                slope[right] -= 1.0;
                if slope[right].abs() < 1e-3 {
                    continue;
                }
                for row in in_parts(&sequence.edges[i], parts, EDGE_ROWS) {
                    let (w, g2) = (&mut edges[row], &mut edge_squares[row]);
                    for k in 0..ARCS {
                        let g = slope[k];
                        g2[k] += g * g;
                        w[k] -= options.rate * g / (g2[k].sqrt() + 1e-4);
                    }
                }
                let mut tag_slope = [0.0_f32; 16];
                for (k, (tag, end)) in VOTES_OF.into_iter().enumerate() {
                    tag_slope[tag] += slope[k];
                    tag_slope[end] += slope[k];
                }
                tag_slope[VOTES] = 0.0;
                for feature in in_parts(sequence.features(i), parts, features) {
                    let row = &mut rows[feature];
                    let both = row.weights.iter_mut().zip(&mut row.squares);
                    for ((w, g2), g) in both.zip(tag_slope) {
                        *g2 += g * g;
                        *w -= options.rate * g / (g2.sqrt() + 1e-4);
                    }
                }
            }
            loss += total - gold;
        }
        if 2 * (epoch + 1) > options.epochs {
            averaged += 1.0;
            for (sum, row) in sums.tags.iter_mut().zip(&rows) {
                sum.iter_mut().zip(row.weights).for_each(|(s, w)| *s += w);
            }
            for (sum, row) in sums.edges.iter_mut().zip(&edges) {
                sum.iter_mut().zip(row).for_each(|(s, w)| *s += w);
            }
        }
        report(epoch, loss);
    }
    // Once training is over nothing is left out, so a feature weighs as much less.
    let kept = 1.0 - options.dropout;
    sums.tags.iter_mut().flatten().for_each(|w| *w *= kept / averaged.max(1.0));
    sums.edges.iter_mut().flatten().for_each(|w| *w /= averaged.max(1.0));
    sums
}

/// Rows in the first part of a table, and in the second where there are two parts.
fn in_parts<T: Copy + Into<u32>>(rows: &[T], parts: usize, size: usize) -> impl Iterator<Item = usize> + '_ {
    (0..parts).flat_map(move |part| rows.iter().map(move |&row| part * size + row.into() as usize))
}

fn score(sequence: &Sequence, rows: &[Row], edges: &[[f32; ARCS]], arcs: &mut Vec<Arcs>) {
    arcs.clear();
    let parts = 1 + usize::from(sequence.further);
    for i in 0..sequence.tags.len() {
        let mut tags = [0.0_f32; 16];
        for feature in in_parts(sequence.features(i), parts, rows.len() / 2) {
            let row = &rows[feature].weights;
            tags.iter_mut().zip(row).for_each(|(sum, w)| *sum += w);
        }
        let mut scores = [0.0; ARCS];
        for row in in_parts(&sequence.edges[i], parts, EDGE_ROWS) {
            scores.iter_mut().zip(edges[row]).for_each(|(sum, w)| *sum += w);
        }
        let tags: [f32; VOTES + 1] = std::array::from_fn(|t| tags[t]);
        add_votes(&mut scores, &tags);
        arcs.push(scores);
    }
}

/// Fisher and Yates's shuffle.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for i in (1..order.len()).rev() {
        order.swap(i, (next(random) % (i as u64 + 1)) as usize);
    }
}
