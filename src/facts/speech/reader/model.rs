//! The model's file: a header, the table of feature weights, the weights of transitions, the word classes.
//!
//! All numbers are little-endian. The table is used where it lies; only the transitions (some 15,000 numbers)
//! are unpacked, so that loading costs well under a millisecond.

use super::clues::Clues;
use super::features::{self, EDGE_SIZES, EDGES, Family, NEAR, PLACES, Sink};
use super::lattice::{ARCS, Arcs, add_votes};
use super::memo::Memo;
use super::table::{Row, Table, add};
use super::tags::{OUTSIDE, VOTES};
use super::words::{WordClass, WordClasses};
use thiserror::Error;

/// The first bytes of a model's file.
pub const MAGIC: [u8; 8] = *b"onrecord";
/// Bytes before the table, so that it begins on a cache line.
pub const HEADER: usize = 64;
/// Bytes of an entry of the word list.
pub const WORD: usize = 5;
/// Rows of transition weights, over all observations.
pub const EDGE_ROWS: usize = EDGE_SIZES[0] + EDGE_SIZES[1] + EDGE_SIZES[2];

/// A model that cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ModelError {
    /// Not a model, or cut short.
    #[error("not a model of the reader, or cut short")]
    Malformed,
    /// Trained with other features than this program's.
    #[error(
        "the model was trained with features of version {found}, this program has version {}",
        features::VERSION
    )]
    Version {
        /// The model's version.
        found: u32,
    },
}

/// The weights, ready for use.
#[derive(Clone, Debug)]
pub struct Model<'a> {
    table: Table<'a>,
    words: WordTable<'a>,
    edges: Vec<[i16; ARCS]>,
    /// What one unit of a weight is worth.
    unit: f32,
}

/// What a word adds to the sums of its neighbours, the one [`NEAR`] tokens after it first.
type Near = [Row; PLACES];

/// Room to work in. It keeps sums for the next time, so it serves one model only.
#[derive(Clone, Debug)]
pub struct Scratch {
    sums: Memo<Row>,
    words: Memo<Near>,
    /// For each token, with [`NEAR`] of room on both sides, the sum of what its neighbours add.
    near: Vec<Row>,
    /// The features of a token and of the one after it.
    ahead: [Ahead; 2],
}

impl Default for Scratch {
    fn default() -> Self {
        Self { sums: Memo::new(14), words: Memo::new(12), near: Vec::new(), ahead: Default::default() }
    }
}

/// The features of a token on their way.
#[derive(Clone, Debug)]
struct Ahead {
    /// The sum of those whose sum was known.
    known: Row,
    /// Places of single features.
    single: Places,
    /// Places of features whose sum is to be kept.
    together: Places,
    /// The key of each such sum, and where its features end.
    sums: [(u64, usize); MOST_SUMS],
    count: usize,
}

/// Room for places; more than there are features. Remainders by it only spare a check.
const MOST: usize = 128;
/// Likewise for sums.
const MOST_SUMS: usize = 16;

impl Default for Ahead {
    fn default() -> Self {
        let (single, together) = Default::default();
        Self { known: Row::default(), single, together, sums: [(0, 0); MOST_SUMS], count: 0 }
    }
}

#[derive(Clone, Debug)]
struct Places {
    room: [u64; MOST],
    count: usize,
}

impl Default for Places {
    fn default() -> Self {
        Self { room: [0; MOST], count: 0 }
    }
}

impl Places {
    #[inline(always)]
    fn push(&mut self, place: u64) {
        self.room[self.count % MOST] = place;
        self.count += 1;
    }

    fn all(&self) -> &[u64] {
        &self.room[..self.count.min(MOST)]
    }
}

/// Sums the weights of features at once.
struct Sum<'a> {
    table: Table<'a>,
    row: Row,
}

impl Sink for Sum<'_> {
    #[inline(always)]
    fn take(&mut self, key: u64) {
        self.table.add_to(&mut self.row, self.table.fetch(key));
    }
}

/// Takes the features of a token that is to be read: has them fetched.
struct Fetch<'a> {
    table: Table<'a>,
    memo: &'a Memo<Row>,
    ahead: &'a mut Ahead,
    known: Row,
    open: bool,
}

impl Sink for Fetch<'_> {
    #[inline(always)]
    fn take(&mut self, key: u64) {
        let place = self.table.fetch(key);
        if self.open {
            self.ahead.together.push(place);
        } else {
            self.ahead.single.push(place);
        }
    }

    #[inline(always)]
    fn begin(&mut self, seen: u64) -> bool {
        if let Some(&sum) = self.memo.get(seen) {
            add(&mut self.known, &sum);
            return false;
        }
        self.ahead.sums[self.ahead.count % MOST_SUMS].0 = seen;
        self.open = true;
        true
    }

    #[inline(always)]
    fn end(&mut self) {
        self.open = false;
        self.ahead.sums[self.ahead.count % MOST_SUMS].1 = self.ahead.together.count;
        self.ahead.count += 1;
    }
}

impl<'a> Model<'a> {
    /// Reads a model's file.
    ///
    /// # Errors
    /// When it is no such file, or one for other features.
    pub fn read(bytes: &'a [u8]) -> Result<Self, ModelError> {
        let number = |at: usize| {
            let four = bytes.get(at..at + 4).and_then(|b| b.try_into().ok());
            four.map(u32::from_le_bytes).ok_or(ModelError::Malformed)
        };
        if bytes.get(..8) != Some(&MAGIC) {
            return Err(ModelError::Malformed);
        }
        let found = number(8)?;
        if found != features::VERSION {
            return Err(ModelError::Version { found });
        }
        let (table, words, rows) = (number(12)? as usize, number(16)? as usize, number(20)? as usize);
        let unit = f32::from_bits(number(24)?);
        let part = |start: usize, len: usize| bytes.get(start..start + len).ok_or(ModelError::Malformed);
        let edges = part(HEADER + table + words, rows * ARCS * 2)?;
        if rows != EDGE_ROWS || !unit.is_finite() {
            return Err(ModelError::Malformed);
        }
        let edges = edges
            .chunks_exact(ARCS * 2)
            .map(|row| std::array::from_fn(|k| i16::from_le_bytes([row[2 * k], row[2 * k + 1]])));
        Ok(Self {
            table: Table::new(part(HEADER, table)?),
            words: WordTable::new(part(HEADER + table, words)?),
            edges: edges.collect(),
            unit,
        })
    }

    /// The classes of words.
    #[must_use]
    pub fn words(&self) -> &WordTable<'a> {
        &self.words
    }

    /// The scores of the arcs that lead to each token of a block.
    ///
    /// The weights of a token's features are asked for while the token before it is worked on.
    pub fn arcs(&self, clues: &Clues, scratch: &mut Scratch, arcs: &mut Vec<Arcs>) {
        let range = clues.range();
        arcs.clear();
        self.near(clues, scratch);
        self.look_ahead(clues, range.start, scratch);
        for i in range.clone() {
            if i + 1 < range.end {
                self.look_ahead(clues, i + 1, scratch);
            }
            let sum = self.sum(i, scratch);
            arcs.push(self.arcs_to(clues, i, &sum));
        }
    }

    /// Sums what each token has of its neighbours.
    fn near(&self, clues: &Clues, scratch: &mut Scratch) {
        let Scratch { words, near, .. } = scratch;
        near.clear();
        near.resize(clues.tokens.len() + PLACES, Row::default());
        for (j, clue) in clues.tokens.iter().enumerate() {
            let key = clue.word ^ u64::from(clue.suffix).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
            let adds = words.get(key).copied().unwrap_or_else(|| {
                let adds = std::array::from_fn(|back| {
                    let mut sum = Sum { table: self.table, row: Row::default() };
                    features::near(&mut sum, clue, PLACES - 1 - back);
                    sum.row
                });
                words.keep(key, adds);
                adds
            });
            near[j..].iter_mut().zip(&adds).for_each(|(sum, row)| add(sum, row));
        }
    }

    fn look_ahead(&self, clues: &Clues, i: usize, scratch: &mut Scratch) {
        let Scratch { sums, near, ahead, .. } = scratch;
        let ahead = &mut ahead[i % 2];
        (ahead.single.count, ahead.together.count, ahead.count) = (0, 0, 0);
        let mut fetch = Fetch { table: self.table, memo: sums, ahead, known: near[i + NEAR], open: false };
        features::further(&mut fetch, clues, i);
        let known = fetch.known;
        ahead.known = known;
    }

    fn sum(&self, i: usize, scratch: &mut Scratch) -> Row {
        let ahead = &scratch.ahead[i % 2];
        let mut sum = self.table.sum(ahead.single.all());
        add(&mut sum, &ahead.known);
        let mut start = 0;
        for &(key, end) in ahead.sums.iter().take(ahead.count) {
            let mut row = Row::default();
            for &place in ahead.together.all().get(start..end).unwrap_or_default() {
                self.table.add_to(&mut row, place);
            }
            scratch.sums.keep(key, row);
            add(&mut sum, &row);
            start = end;
        }
        sum
    }

    fn arcs_to(&self, clues: &Clues, i: usize, sums: &Row) -> Arcs {
        let mut edge = [0_i32; ARCS];
        for row in edge_rows(clues, i) {
            if let Some(row) = self.edges.get(row) {
                edge.iter_mut().zip(row).for_each(|(sum, &w)| *sum += i32::from(w));
            }
        }
        let mut arcs = [0.0; ARCS];
        arcs.iter_mut().zip(edge).for_each(|(arc, sum)| *arc = sum as f32 * self.unit);
        let mut votes = [0.0; VOTES + 1];
        votes.iter_mut().zip(&sums[..VOTES]).for_each(|(vote, &sum)| *vote = f32::from(sum) * self.unit);
        add_votes(&mut arcs, &votes);
        arcs
    }
}

impl Model<'_> {
    /// How much each family of features favours `tag` at token `i` over no span at all, in units
    /// of log-odds; what is between two tags is left out.
    #[must_use]
    pub fn for_tag(&self, clues: &Clues, i: usize, tag: u8) -> Vec<(Family, f32)> {
        let weigh = |(family, key)| {
            let sums = self.table.sum(&[self.table.fetch(key)]);
            let difference = sums[usize::from(tag) % VOTES] - sums[usize::from(OUTSIDE)];
            (family, f32::from(difference) * self.unit)
        };
        features::by_family(clues, i).into_iter().map(weigh).collect()
    }
}

/// The rows of the transition weights that token `i` selects.
pub fn edge_rows(clues: &Clues, i: usize) -> [usize; EDGES] {
    let mut base = 0;
    let mut rows = features::edges(clues, i);
    for (row, size) in rows.iter_mut().zip(EDGE_SIZES) {
        *row += base;
        base += size;
    }
    rows
}

/// The list of word classes: a hash table of entries of five bytes, of a power of two of them. An entry is
/// three bytes of the word's fold, then cue and source class, then start class.
#[derive(Clone, Copy, Debug)]
pub struct WordTable<'a> {
    entries: &'a [[u8; WORD]],
}

impl<'a> WordTable<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { entries: bytes.as_chunks().0 }
    }
}

impl WordClasses for WordTable<'_> {
    fn class(&self, fold: u64) -> WordClass {
        let mask = self.entries.len().wrapping_sub(1);
        for probe in 0..self.entries.len() {
            let [a, b, c, rates, starts] = self.entries[(first(fold) + probe) & mask];
            if [a, b, c] == print(fold) {
                return WordClass { cue: rates & 15, source: rates >> 4, starts };
            }
            if [a, b, c] == [0; 3] {
                break;
            }
        }
        WordClass::default()
    }
}

fn first(fold: u64) -> usize {
    (fold >> 24) as usize
}

/// Never all zero, which marks an empty entry.
fn print(fold: u64) -> [u8; 3] {
    let bytes = (fold as u32 & 0xff_ffff).max(1).to_le_bytes();
    [bytes[0], bytes[1], bytes[2]]
}

/// Lays out the list of word classes.
#[must_use]
pub fn lay_out_words(classes: &[(u64, WordClass)]) -> Vec<u8> {
    let slots = (classes.len() * 3 / 2 + 1).next_power_of_two();
    let mut entries = vec![[0_u8; WORD]; slots];
    for &(fold, class) in classes {
        let [a, b, c] = print(fold);
        let entry = [a, b, c, class.cue | class.source << 4, class.starts];
        let place = (0..slots).map(|probe| (first(fold) + probe) & (slots - 1));
        if let Some(at) =
            place.into_iter().find(|&at| entries[at] == [0; WORD] || entries[at][..3] == [a, b, c])
        {
            entries[at] = entry;
        }
    }
    entries.concat()
}

/// Writes a model's file from its parts.
#[must_use]
pub fn write(table: &[u8], words: &[u8], edges: &[[i16; ARCS]], unit: f32) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    for number in [features::VERSION, table.len() as u32, words.len() as u32, edges.len() as u32] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(unit.to_le_bytes());
    bytes.resize(HEADER, 0);
    bytes.extend(table);
    bytes.extend(words);
    bytes.extend(edges.iter().flatten().flat_map(|w| w.to_le_bytes()));
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;
    use crate::facts::speech::reader::clues::blocks;
    use crate::text::{Article, fold};

    #[test]
    fn words_are_found_again() {
        let class = |i: u16| WordClass { cue: (i % 6) as u8, source: 3, starts: (i % 5) as u8 };
        let list: Vec<_> = (0..500).map(|i| (fold(&format!("w{i}")), class(i))).collect();
        let bytes = lay_out_words(&list);
        let words = WordTable::new(&bytes);
        assert!(list.iter().all(|&(fold, class)| words.class(fold) == class));
        assert_eq!(words.class(fold("unseen")), WordClass::default());
        assert_eq!(WordTable::new(&[]).class(1), WordClass::default());
    }

    #[test]
    fn sums_that_are_kept_are_those_of_the_features() {
        let model = Model::read(include_bytes!("../../../../model/reader.bin")).unwrap();
        let text =
            "“We stay,” said Marta Okell of Hale, who added: “For now.” The council fears a flood.\n\n";
        let article = Article::new("a.txt", text.repeat(3), None);
        let (mut clues, mut scratch, mut arcs) = (Clues::default(), Scratch::default(), Vec::new());
        let mut keys = Vec::new();
        for block in blocks(&article) {
            clues.fill(
                &article,
                &quotes::find(&article, crate::lexicon::Lexicons::ours()),
                &block,
                model.words(),
            );
            model.arcs(&clues, &mut scratch, &mut arcs);
            for (i, found) in clues.range().zip(&arcs) {
                features::keys(&clues, i, &mut keys);
                keys.iter_mut().for_each(|key| *key = model.table.fetch(*key));
                assert_eq!(*found, model.arcs_to(&clues, i, &model.table.sum(&keys)));
            }
        }
    }

    #[test]
    fn other_files_are_refused() {
        assert_eq!(Model::read(b"").unwrap_err(), ModelError::Malformed);
        let file = write(&[0; 64], &[0; WORD], &[[0; ARCS]; EDGE_ROWS], 0.5);
        assert!(Model::read(&file).is_ok());
        assert_eq!(Model::read(&file[..file.len() - 1]).unwrap_err(), ModelError::Malformed);
        let mut other = file;
        other[8] ^= 0xff;
        assert!(matches!(Model::read(&other), Err(ModelError::Version { .. })));
    }
}
