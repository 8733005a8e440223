//! The weights of hashed features: one cache line a look-up.
//!
//! A line of 64 bytes holds seven features: seven 16-bit fingerprints, then seven rows of seven 8-bit
//! weights, one for each tag. A feature's key names its line and its fingerprint; what is not in its line
//! has no weights. One unseen feature in about 10,000 is taken for another.

use super::tags::TAGS;

/// Bytes in a line.
pub const LINE: usize = 64;
/// Features in a line.
pub const SLOTS: usize = 7;
const ROWS: usize = 2 * SLOTS;

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

    /// Adds the weights of the feature `key` to `sums`.
    #[inline]
    pub fn add(&self, key: u64, sums: &mut [i32; 8]) {
        let Some(line) = self.lines.get(line_of(key, self.lines.len())) else { return };
        let fingerprint = fingerprint_of(key).to_le_bytes();
        for slot in 0..SLOTS {
            if line[2 * slot] == fingerprint[0] && line[2 * slot + 1] == fingerprint[1] {
                let row = &line[ROWS + TAGS * slot..ROWS + TAGS * slot + TAGS];
                for (sum, &weight) in sums.iter_mut().zip(row) {
                    *sum += i32::from(weight.cast_signed());
                }
                return;
            }
        }
    }
}

fn line_of(key: u64, lines: usize) -> usize {
    (((key >> 32) * lines as u64) >> 32) as usize
}

/// Never 0, which marks an empty slot.
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
        let look = |i| {
            let mut sums = [0; 8];
            table.add(key(i), &mut sums);
            sums
        };
        let right = (0..300).filter(|&i| (0..TAGS).all(|t| look(i)[t] == i32::from(row(i)[t]))).count();
        assert!(right >= held);
        assert!((1000..2000).filter(|&i| look(i) != [0; 8]).count() < 5);
    }

    #[test]
    fn an_empty_table_holds_nothing() {
        let mut sums = [0; 8];
        Table::new(&[]).add(9, &mut sums);
        assert_eq!(sums, [0; 8]);
    }
}
