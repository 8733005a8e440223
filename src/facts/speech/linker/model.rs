//! The learned weights: one table of small integers, addressed by a hash of the feature.

/// Slots of the table: a power of two.
pub const SLOTS: usize = 1 << 17;
/// What one step of a stored weight is worth.
pub const UNIT: f32 = 1.0 / 24.0;

/// A feature: its low bits are its slot in the table, its top byte distinguishes it from others in that slot.
pub type Key = u32;

/// The key of a feature: the number of its template with up to any number of values.
#[must_use]
pub fn key(template: u32, values: &[u64]) -> Key {
    let mut hash = u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x51_7cc1;
    for value in values {
        hash = (hash ^ value).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash ^= hash >> 32;
    }
    (hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53) >> 32) as Key
}

/// The slot of a key.
#[must_use]
pub const fn slot(key: Key) -> usize {
    key as usize & (SLOTS - 1)
}

/// What a slot must hold for a key to be the one it was filled for; never 0, which marks an empty slot.
#[must_use]
pub const fn check(key: Key) -> u8 {
    let top = (key >> 24) as u8;
    if top == 0 { 1 } else { top }
}

/// What a set of features is worth.
pub trait Weights {
    /// The sum of the weights of `keys`.
    fn score(&self, keys: &[Key]) -> f32;
}

/// Weights as they are stored: two bytes a slot, its check and its weight.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a>(pub &'a [u8]);

impl Weights for Table<'_> {
    #[expect(clippy::cast_possible_wrap, reason = "a byte of the file is a signed weight")]
    fn score(&self, keys: &[Key]) -> f32 {
        let slots = self.0.as_chunks::<2>().0;
        // Whether a slot is the key's own cannot be foreseen, so nothing is jumped over.
        let weight = |&k: &Key| {
            slots
                .get(slot(k))
                .map_or(0, |&[held, weight]| i32::from(weight as i8) * i32::from(held == check(k)))
        };
        let sum: i32 = keys.iter().map(weight).sum();
        sum as f32 * UNIT
    }
}

/// The table compiled into the program.
pub static BUILT_IN: Table<'static> = Table(include_bytes!("../../../../model/linker.bin"));

/// The options of one decision, as features.
#[derive(Clone, Debug, Default)]
pub struct Slate {
    /// The features of all options, one after the other.
    pub keys: Vec<Key>,
    /// Where each option's features end in `keys`.
    pub ends: Vec<usize>,
}

impl Slate {
    /// Forgets all options, keeping the memory.
    pub fn clear(&mut self) {
        self.keys.clear();
        self.ends.clear();
    }

    /// Closes an option: the keys pushed since the last are its features.
    pub fn close(&mut self) {
        self.ends.push(self.keys.len());
    }

    /// The features of each option.
    pub fn iter(&self) -> impl Iterator<Item = &[Key]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.keys[start..end])
    }

    /// The best option and its probability among all; the first of equals, (0, 1) without options.
    #[must_use]
    pub fn best(&self, weights: &impl Weights) -> (usize, f32) {
        self.best_but(weights, |_| 0.0)
    }

    /// The same, `less` taken from the score of each option.
    #[must_use]
    pub fn best_but(&self, weights: &impl Weights, less: impl Fn(usize) -> f32) -> (usize, f32) {
        let mut best = (0, f32::NEG_INFINITY);
        // The running sum is kept relative to the best score so far, so that no exponent overflows.
        let mut sum = 0.0;
        for (i, keys) in self.iter().enumerate() {
            let score = weights.score(keys) - less(i);
            if score > best.1 {
                sum = sum * (best.1 - score).exp() + 1.0;
                best = (i, score);
            } else {
                sum += (score - best.1).exp();
            }
        }
        (best.0, 1.0 / sum.max(1.0))
    }
}
