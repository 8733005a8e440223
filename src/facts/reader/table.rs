//! The weights of hashed features: one cache line a look-up.
//!
//! A line of 64 bytes holds seven features: seven 16-bit fingerprints, then seven rows of seven 8-bit
//! weights, one for each tag. A feature's key names its line and its fingerprint; what is not in its line
//! has no weights. One unseen feature in about 10,000 is taken for another.

use super::tags::TAGS;
use prefetch_index::prefetch_index;

/// Bytes in a line.
pub const LINE: usize = 64;
/// Features in a line.
pub const SLOTS: usize = 7;
const ROWS: usize = 2 * SLOTS;

/// A weight for each tag, and one that means nothing. Wide enough for the sum of 256 features.
pub type Row = [i16; 8];

/// A table of weights, as it lies in the file.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    lines: &'a [[u8; LINE]],
}

impl<'a> Table<'a> {
    /// A table over whole lines; bytes after the last whole line are left out.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { lines: bytes.as_chunks().0 }
    }

    /// Turns a key into the place of its feature, and has its line fetched, for [`Table::sum`] to find it near:
    /// one in eight is far away, and takes longer to come than all the work on a token.
    #[inline]
    #[must_use]
    pub fn fetch(&self, key: u64) -> u64 {
        let line = line_of(key, self.lines.len());
        prefetch_index(self.lines, line);
        (line as u64) << 16 | u64::from(fingerprint_of(key))
    }

    /// The sum of the weights of the features at `places`, at most 256 of them; the last number means nothing.
    ///
    /// Which features are held cannot be foretold, so those that are get picked without a branch first; then
    /// only their weights are read.
    #[must_use]
    pub fn sum(&self, places: &[u64]) -> Row {
        let mut sums = [0; 8];
        let mut held = [0; BATCH];
        for batch in places.chunks(BATCH) {
            let mut count = 0;
            for &place in batch {
                let Some(line) = self.lines.get((place >> 16) as usize) else { return sums };
                held[count % BATCH] = place;
                count += usize::from(may_hold(line, place as u16));
            }
            held[..count].iter().for_each(|&place| self.add_to(&mut sums, place));
        }
        sums
    }

    /// Adds the weights of the feature at `place`, if it is held.
    #[inline]
    pub fn add_to(&self, sum: &mut Row, place: u64) {
        let Some(line) = self.lines.get((place >> 16) as usize) else { return };
        let Some(slot) = slot_of(line, place as u16) else { return };
        let row = &line[ROWS + TAGS * slot..ROWS + TAGS * slot + 8];
        sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i16::from(weight.cast_signed()));
    }
}

/// Adds one row of weights to another.
#[inline(always)]
pub fn add(sum: &mut Row, row: &Row) {
    sum.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
}

/// How many lines are read at once.
const BATCH: usize = 64;
/// A one in each of four 16-bit numbers side by side.
const ONES: u64 = 0x0001_0001_0001_0001;

/// The fingerprints of a line, four side by side, each with `fingerprint` taken from it: what is equal is zero.
/// The last of the eight is no fingerprint, but the first weights.
#[inline]
fn differences(line: &[u8; LINE], fingerprint: u16) -> [u64; 2] {
    let (eights, _) = line.as_chunks::<8>();
    [0, 1].map(|i| u64::from_le_bytes(eights[i]) ^ (u64::from(fingerprint) * ONES))
}

/// Whether one of eight numbers is zero; exact, but it does not say which.
#[inline]
fn may_hold(line: &[u8; LINE], fingerprint: u16) -> bool {
    let [a, b] = differences(line, fingerprint).map(|x| x.wrapping_sub(ONES) & !x);
    (a | b) & (ONES << 15) != 0
}

/// The slot of a fingerprint.
#[inline]
fn slot_of(line: &[u8; LINE], fingerprint: u16) -> Option<usize> {
    const REST: u64 = (ONES << 15) - ONES;
    let [a, b] = differences(line, fingerprint).map(|x| !(((x & REST) + REST) | x | REST));
    // The first four on even bits, the other three beside them: one look for the first, whichever half it is in.
    let found = a >> 15 | (b << 16) >> 30;
    let bit = found.trailing_zeros() as usize;
    (found != 0).then_some(bit / 16 + bit % 16 * 4)
}

#[inline]
fn line_of(key: u64, lines: usize) -> usize {
    (((key >> 32) * lines as u64) >> 32) as usize
}

/// Never 0, which marks an empty slot.
#[inline]
fn fingerprint_of(key: u64) -> u16 {
    (key as u16).max(1)
}

/// Lays out a table of `lines` lines. `features` come most important first: what finds its line full, or
/// its fingerprint taken, is left out. Returns the bytes and how many features found room.
#[must_use]
pub fn lay_out(features: impl IntoIterator<Item = (u64, [i8; TAGS])>, lines: usize) -> (Vec<u8>, usize) {
    let mut bytes = vec![0; lines * LINE];
    let mut held = 0;
    for (key, weights) in features {
        let line = &mut bytes[line_of(key, lines) * LINE..][..LINE];
        let fingerprint = fingerprint_of(key).to_le_bytes();
        let mut free = None;
        for slot in 0..SLOTS {
            let there = [line[2 * slot], line[2 * slot + 1]];
            if there == fingerprint || there == [0, 0] {
                free = (there == [0, 0]).then_some(slot);
                break;
            }
        }
        let Some(slot) = free else { continue };
        line[2 * slot..2 * slot + 2].copy_from_slice(&fingerprint);
        for (byte, weight) in line[ROWS + TAGS * slot..].iter_mut().zip(weights) {
            *byte = weight.cast_unsigned();
        }
        held += 1;
    }
    (bytes, held)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold;

    #[test]
    fn finds_what_was_laid_out_and_nothing_else() {
        let key = |i: i32| fold(&i.to_string());
        let row = |i: i32| std::array::from_fn(|tag| (i % 50 - 20 + tag as i32) as i8);
        let (bytes, held) = lay_out((0..300).map(|i| (key(i), row(i))), 100);
        assert!(held > 290, "{held}");
        let table = Table::new(&bytes);
        let sums = |keys: Vec<u64>| {
            let places: Vec<u64> = keys.into_iter().map(|key| table.fetch(key)).collect();
            table.sum(&places)[..TAGS].to_vec()
        };
        let look = |i| sums(vec![key(i)]);
        let right = (0..300).filter(|&i| (0..TAGS).all(|t| look(i)[t] == i16::from(row(i)[t]))).count();
        assert!(right >= held);
        assert!((1000..2000).filter(|&i| look(i).iter().any(|&w| w != 0)).count() < 5);
        // Many at once come to the same as one after the other.
        let summed: Vec<i16> = (0..TAGS).map(|t| (0..200).map(|i| look(i)[t]).sum()).collect();
        assert_eq!(sums((0..200).map(key).collect()), summed);
    }

    #[test]
    fn an_empty_table_holds_nothing() {
        assert_eq!(Table::new(&[]).sum(&[9]), [0; 8]);
    }
}
