//! The weights of hashed features: one cache line a look-up.
//!
//! A line of 64 bytes holds five features: five rows of ten 8-bit weights, one for each vote, then five 16-bit
//! fingerprints. A feature's key names its line and its fingerprint; what is not in its line
//! has no weights. About one unseen feature in 10,000 collides with another.

use super::tags::VOTES;
use prefetch_index::prefetch_index;

/// Bytes in a line.
pub const LINE: usize = 64;
/// Features in a line.
pub const SLOTS: usize = 5;
/// Where the fingerprints of a line begin.
const PRINTS: usize = VOTES * SLOTS;

/// A weight for each vote, and two numbers that mean nothing: eight and four are as quickly added as eight and
/// two. Wide enough for the sum of 256 features.
pub type Row = [i16; ROW];
const ROW: usize = VOTES + 2;

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
    /// those that are not in the nearer caches take longer to come than all the work on a token.
    #[inline]
    #[must_use]
    pub fn fetch(&self, key: u64) -> u64 {
        let line = line_of(key, self.lines.len());
        prefetch_index(self.lines, line);
        (line as u64) << 16 | u64::from(fingerprint_of(key))
    }

    /// The sum of the weights of the features at `places`, at most 256 of them.
    ///
    /// Which features are held cannot be foretold, so those that are get picked without a branch first; then
    /// only their weights are read.
    #[must_use]
    pub fn sum(&self, places: &[u64]) -> Row {
        let mut sums = [0; ROW];
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
    #[inline(always)]
    pub fn add_to(&self, sum: &mut Row, place: u64) {
        let Some(line) = self.lines.get((place >> 16) as usize) else { return };
        let Some(slot) = slot_of(line, place as u16) else { return };
        let Some(row) = line.get(VOTES * slot..).and_then(|rest| rest.first_chunk::<ROW>()) else { return };
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

/// The fingerprints of a line, the first four side by side, each with `fingerprint` taken from it: what is equal
/// is zero.
#[inline(always)]
fn differences(line: &[u8; LINE], fingerprint: u16) -> (u64, u16) {
    let four = line[PRINTS..].first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    let last = line[PRINTS + 8..].first_chunk().map_or(0, |bytes| u16::from_le_bytes(*bytes));
    (four ^ (u64::from(fingerprint) * ONES), last ^ fingerprint)
}

/// Whether a fingerprint is among those of a line; exact, but it does not say where.
#[inline(always)]
fn may_hold(line: &[u8; LINE], fingerprint: u16) -> bool {
    let (four, last) = differences(line, fingerprint);
    (four.wrapping_sub(ONES) & !four & (ONES << 15) != 0) | (last == 0)
}

/// The slot of a fingerprint.
#[inline(always)]
fn slot_of(line: &[u8; LINE], fingerprint: u16) -> Option<usize> {
    const REST: u64 = (ONES << 15) - ONES;
    let (four, last) = differences(line, fingerprint);
    let found = !(((four & REST) + REST) | four | REST);
    // No bit at all is counted as 64, which is the slot after the four.
    let slot = found.trailing_zeros() as usize / 16;
    (slot < SLOTS - 1 || last == 0).then_some(slot)
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
pub fn lay_out(features: impl IntoIterator<Item = (u64, [i8; VOTES])>, lines: usize) -> (Vec<u8>, usize) {
    let mut bytes = vec![0; lines * LINE];
    let mut held = 0;
    for (key, weights) in features {
        let line = &mut bytes[line_of(key, lines) * LINE..][..LINE];
        let fingerprint = fingerprint_of(key).to_le_bytes();
        let mut free = None;
        for slot in 0..SLOTS {
            let there = [line[PRINTS + 2 * slot], line[PRINTS + 2 * slot + 1]];
            if there == fingerprint || there == [0, 0] {
                free = (there == [0, 0]).then_some(slot);
                break;
            }
        }
        let Some(slot) = free else { continue };
        line[PRINTS + 2 * slot..PRINTS + 2 * slot + 2].copy_from_slice(&fingerprint);
        for (byte, weight) in line[VOTES * slot..].iter_mut().zip(weights) {
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
        let (bytes, held) = lay_out((0..300).map(|i| (key(i), row(i))), 150);
        assert!(held > 290, "{held}");
        let table = Table::new(&bytes);
        let sums = |keys: Vec<u64>| {
            let places: Vec<u64> = keys.into_iter().map(|key| table.fetch(key)).collect();
            table.sum(&places)[..VOTES].to_vec()
        };
        let look = |i| sums(vec![key(i)]);
        let right = (0..300).filter(|&i| (0..VOTES).all(|t| look(i)[t] == i16::from(row(i)[t]))).count();
        assert!(right >= held);
        assert!((1000..2000).filter(|&i| look(i).iter().any(|&w| w != 0)).count() < 5);
        // Many at once come to the same as one after the other.
        let summed: Vec<i16> = (0..VOTES).map(|t| (0..200).map(|i| look(i)[t]).sum()).collect();
        assert_eq!(sums((0..200).map(key).collect()), summed);
    }

    #[test]
    fn an_empty_table_holds_nothing() {
        assert_eq!(Table::new(&[]).sum(&[9]), [0; ROW]);
    }
}
