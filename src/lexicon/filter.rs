//! A Bloom-style pre-filter: it stops most words that are in no list before the list's table is looked into.
//!
//! A table of some thousand words is larger than the fastest cache, and most words are not in it. The filter has a bit
//! for each of a few hashes; a word whose bit is not set is in no list. A false positive costs a look into the table.

use std::borrow::Cow;

/// Bits for each word held: at worst one in eight of the words that are not held gets through.
const BITS_A_WORD: usize = 8;

/// A set of word hashes with false positives, but no false negatives.
#[derive(Clone, Debug)]
pub struct Filter {
    /// A power of two of words of 64 bits.
    pub bits: Cow<'static, [u64]>,
}

impl Filter {
    /// The filter that lets nothing through.
    #[cfg_attr(not(test), allow(dead_code))] // The build begins with it.
    pub const EMPTY: Self = Self { bits: Cow::Borrowed(&[0]) };

    /// Whether so many words fill it.
    pub fn is_full(&self, words: usize) -> bool {
        words * BITS_A_WORD > self.bits.len() * 64
    }

    /// An empty one, twice as large as is needed for so many words at most.
    pub fn sized_for(words: usize) -> Self {
        Self { bits: vec![0; (words * BITS_A_WORD).div_ceil(64).next_power_of_two()].into() }
    }

    /// Adds a word.
    pub fn add(&mut self, fold: u64) {
        let (word, bit) = self.place(fold);
        self.bits.to_mut()[word] |= bit;
    }

    /// Whether the word may have been added.
    #[inline]
    pub fn lets_through(&self, fold: u64) -> bool {
        let (word, bit) = self.place(fold);
        self.bits[word] & bit != 0
    }

    /// The word of `bits` and the bit in it; hashes are mixed well enough to be taken as they are.
    #[inline]
    fn place(&self, fold: u64) -> (usize, u64) {
        let word = (fold >> 6) as usize & (self.bits.len() - 1);
        (word, 1 << (fold & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::fold;

    #[test]
    fn keeps_its_own_and_few_others() {
        let words = |prefix: &str| (0..3000).map(|n| fold(&format!("{prefix}{n}"))).collect::<Vec<_>>();
        let mut filter = Filter::sized_for(3000);
        assert!(words("a").iter().all(|&w| !filter.lets_through(w)));
        words("a").iter().for_each(|&w| filter.add(w));
        assert!(words("a").iter().all(|&w| filter.lets_through(w)));
        let others = words("b").iter().filter(|&&w| filter.lets_through(w)).count();
        assert!(others < 3000 / 6, "{others} get through");
    }
}
