//! Tells most words that are in no list from those that may be, without a look into the list's table.
//!
//! A table of some thousand words is larger than the fastest cache, and most words are not in it. The sieve
//! has a bit for each of a few hashes; a word whose bit is not set is in no list.

/// Bits for each word held: one in eight of the words that are not held gets through at worst.
const SPARE: usize = 8;

/// A set of folded words that may take others for its own, but never its own for others.
#[derive(Clone, Debug)]
pub(super) struct Sieve {
    /// A power of two of words of 64 bits.
    bits: Vec<u64>,
    /// What was added, to fill a larger sieve with.
    held: Vec<u64>,
}

impl Default for Sieve {
    fn default() -> Self {
        Self { bits: vec![0], held: Vec::new() }
    }
}

impl Sieve {
    /// Adds a folded word.
    pub(super) fn add(&mut self, fold: u64) {
        self.held.push(fold);
        if self.held.len() * SPARE > self.bits.len() * 64 {
            self.bits = vec![0; self.bits.len() * 2];
            for i in 0..self.held.len() {
                self.set(self.held[i]);
            }
        } else {
            self.set(fold);
        }
    }

    fn set(&mut self, fold: u64) {
        let (word, bit) = self.place(fold);
        self.bits[word] |= bit;
    }

    /// Whether the folded word may have been added.
    #[inline]
    pub(super) fn lets_through(&self, fold: u64) -> bool {
        let (word, bit) = self.place(fold);
        self.bits[word] & bit != 0
    }

    /// The word of `bits` and the bit in it; folds are mixed well enough to be taken as they are.
    #[inline]
    fn place(&self, fold: u64) -> (usize, u64) {
        let word = (fold >> 6) as usize & (self.bits.len() - 1);
        (word, 1 << (fold & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn keeps_its_own_and_few_others() {
        let words = |prefix: &str| (0..3000).map(|n| fold(&format!("{prefix}{n}"))).collect::<Vec<_>>();
        let mut sieve = Sieve::default();
        assert!(words("a").iter().all(|&w| !sieve.lets_through(w)));
        words("a").iter().for_each(|&w| sieve.add(w));
        assert!(words("a").iter().all(|&w| sieve.lets_through(w)));
        let others = words("b").iter().filter(|&&w| sieve.lets_through(w)).count();
        assert!(others < 3000 / 6, "{others} get through");
    }
}
