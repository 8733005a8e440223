//! A cache of sums of weights.
//!
//! Three look-ups in five are of features that look at the same few things: a word, three parts of speech. Most
//! of what is seen was seen a moment before, so the sum of its weights is kept under its key. Where two keys
//! meet in a place the later one takes it; nothing but time depends on what is kept.

/// Values by their key, in a fixed number of places. Keys are hashes; 0 stands for none.
#[derive(Clone, Debug)]
pub struct Memo<T> {
    places: Vec<(u64, T)>,
}

impl<T: Copy + Default> Memo<T> {
    /// A memo of two to the power of `bits` places.
    #[must_use]
    pub fn new(bits: u32) -> Self {
        Self { places: vec![(0, T::default()); 1 << bits] }
    }

    #[inline(always)]
    fn place(&self, key: u64) -> usize {
        (key >> 32) as usize & (self.places.len() - 1)
    }

    /// The value of `key`, where it is kept.
    #[inline(always)]
    #[must_use]
    pub fn get(&self, key: u64) -> Option<&T> {
        let (kept, value) = &self.places[self.place(key)];
        (*kept == key).then_some(value)
    }

    /// Keeps the value of `key`.
    pub fn keep(&mut self, key: u64, value: T) {
        let place = self.place(key);
        self.places[place] = (key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_of_two_in_one_place_is_kept() {
        let mut memo = Memo::new(4);
        let (a, b) = (3 << 32 | 1, 3 << 32 | 2);
        assert_eq!(memo.get(a), None);
        memo.keep(a, 'a');
        assert_eq!(memo.get(a), Some(&'a'));
        memo.keep(b, 'b');
        assert_eq!((memo.get(a), memo.get(b)), (None, Some(&'b')));
    }
}
