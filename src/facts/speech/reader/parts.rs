//! Parts of speech: a quick tagger, for the reader's features only.
//!
//! A word that was nearly always one part of speech is looked up; any other is scored by an averaged
//! perceptron over the word, its ending and its neighbours, from left to right. `model/parts.bin` holds both;
//! docs/model.md says what it was learned from.

use super::clue::{Clue, FIRST_MARK};
use std::sync::LazyLock;

/// The parts of speech, after the Penn Treebank's; the first stands for marks and for what is not known.
pub const PARTS: [&str; 28] = [
    "-", "CC", "CD", "DT", "EX", "IN", "JJ", "JJR", "MD", "NN", "NNP", "NNS", "POS", "PRP", "PRP$", "RB",
    "RP", "TO", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP", "WRB", "X",
];

/// The parts of speech of finite verbs, a bit for each.
pub const FINITE: u32 = bits(&["MD", "VBD", "VBP", "VBZ"]);
/// Those of nouns, names and pronouns.
pub const NOUNS: u32 = bits(&["NN", "NNP", "NNS", "PRP"]);
/// Those of words that join clauses or phrases.
pub const LINKS: u32 = bits(&["CC", "IN", "WDT", "WP", "WRB"]);

/// A bit for each of `parts`, by its index in [`PARTS`].
const fn bits(parts: &[&str]) -> u32 {
    let (mut bits, mut wanted) = (0, 0);
    while wanted < parts.len() {
        let mut part = 0;
        while part < PARTS.len() {
            if is_same(parts[wanted], PARTS[part]) {
                bits |= 1 << part;
            }
            part += 1;
        }
        wanted += 1;
    }
    bits
}

const fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// Bytes of a row of weights: two of its fingerprint, one for each part of speech, and room.
pub const ROW: usize = 32;
/// Bytes of a word's entry: three of its fold, one of its part of speech.
pub const WORD: usize = 4;
/// Set in the last byte of the entry of a word that needs no scoring.
pub const SURE: u8 = 0x80;
/// How many features a word has.
pub const FEATURES: usize = 13;

static BUILT_IN: LazyLock<Tagger<'static>> =
    LazyLock::new(|| Tagger::read(include_bytes!("../../../../model/parts.bin")));

/// The tagger compiled into the program.
#[must_use]
pub fn built_in() -> &'static Tagger<'static> {
    &BUILT_IN
}

/// Words with their parts of speech, and the weights for those that have several.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tagger<'a> {
    /// A hash table of a power of two of entries.
    words: &'a [[u8; WORD]],
    /// Buckets of two rows.
    rows: &'a [[u8; 2 * ROW]],
}

impl<'a> Tagger<'a> {
    /// Reads a tagger's file: the number of its words' bytes, the words, the rows. A file cut short knows
    /// less, or nothing.
    #[must_use]
    pub fn read(bytes: &'a [u8]) -> Self {
        let Some((length, rest)) = bytes.split_first_chunk::<4>() else { return Self::default() };
        let length = (u32::from_le_bytes(*length) as usize).min(rest.len());
        let (words, rows) = rest.split_at(length);
        let words = words.as_chunks().0;
        if words.is_empty() || !words.len().is_power_of_two() {
            return Self::default();
        }
        Self { words, rows: rows.as_chunks().0 }
    }

    /// What is known of a word on its own: its most frequent part of speech, with [`SURE`]; 0 for nothing.
    #[inline]
    #[must_use]
    pub fn known(&self, fold: u64) -> u8 {
        let mask = self.words.len().wrapping_sub(1);
        for at in (slot(fold)..).take(self.words.len()) {
            let [a, b, c, part] = self.words[at & mask];
            if [a, b, c] == print(fold) {
                return part;
            }
            if part == 0 {
                break;
            }
        }
        0
    }

    /// Tags the words of a block; `clues` have an empty one at least before and two after them.
    pub fn tag(&self, clues: &mut [Clue], words: std::ops::Range<usize>) {
        for clue in &mut clues[words.clone()] {
            clue.part = if clue.shape >= FIRST_MARK { 0 } else { self.known(clue.word) };
        }
        for i in words {
            let clue = &clues[i];
            if clue.shape >= FIRST_MARK {
                continue;
            }
            clues[i].part =
                if clue.part & SURE == 0 { self.best(&features(clues, i)) } else { clue.part & !SURE };
        }
    }

    fn best(&self, keys: &[u64; FEATURES]) -> u8 {
        const NONE: [u8; ROW] = [0; ROW];
        // Whole rows are added, fingerprints too, which are never read, and an empty row where there is none:
        // 32 bytes at once without a branch that is hard to foretell.
        let mut sums = [0_i16; ROW];
        for &key in keys {
            let Some(bucket) = self.rows.get(bucket(key, self.rows.len())) else { continue };
            let mark = (key as u16).max(1).to_le_bytes();
            let (first, second) = bucket.split_at(ROW);
            let row = if first[..2] == mark { first } else { &NONE };
            let row = if second[..2] == mark { second } else { row };
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum = sum.wrapping_add(i16::from(weight.cast_signed()));
            }
        }
        // The first stands for marks, which no word is.
        let parts = &sums[3..2 + PARTS.len()];
        let most = parts.iter().fold(i16::MIN, |most, &sum| most.max(sum));
        parts.iter().position(|&sum| sum == most).map_or(1, |at| at as u8 + 1)
    }
}

/// The features of word `i`: the words before it are tagged, those after it only looked up.
#[must_use]
pub fn features(clues: &[Clue], i: usize) -> [u64; FEATURES] {
    let (here, next) = (&clues[i], &clues[i + 1]);
    let (last, before) = (&clues[i - 1], u64::from(clues[i - 2].part & !SURE));
    let (part, ahead) = (u64::from(last.part & !SURE), u64::from(next.part & !SURE));
    let shape = u64::from(here.shape);
    let suffix = u64::from(here.suffix);
    // A comma before a word is something else than a full stop.
    let left = part << 5 | if part == 0 { u64::from(last.shape) } else { 0 };
    let right = ahead << 5 | if ahead == 0 { u64::from(next.shape) } else { 0 };
    let seen = [
        here.word,
        suffix << 8 | shape,
        suffix & 0xffff,
        left << 10 | before,
        here.word ^ (left << 20),
        next.word,
        last.word,
        left << 20 | right << 8 | shape,
        here.word ^ (right << 20),
        suffix << 20 | left,
        suffix << 20 | right,
        u64::from(next.suffix) << 10 | left,
        right << 16 | u64::from(clues[i + 2].part & !SURE) << 8 | u64::from(here.part & !SURE),
    ];
    let mut template = 0_u64;
    seen.map(|value| {
        template = template.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let key = (value ^ template).wrapping_mul(0xd6e8_feb8_6659_fd93);
        let key = (key ^ (key >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        key ^ (key >> 29)
    })
}

fn slot(fold: u64) -> usize {
    (fold >> 24) as usize
}

/// Three bytes of a fold.
const fn print(fold: u64) -> [u8; 3] {
    let [a, b, c, ..] = fold.to_le_bytes();
    [a, b, c]
}

fn bucket(key: u64, buckets: usize) -> usize {
    (((key >> 32) * buckets as u64) >> 32) as usize
}

/// Lays out a tagger's file: words with their entry's last byte, and rows of weights, the most important first.
#[must_use]
pub fn lay_out(words: &[(u64, u8)], rows: &[(u64, [i8; PARTS.len()])], buckets: usize) -> Vec<u8> {
    let slots = (words.len() * 4 / 3 + 1).next_power_of_two();
    let mut entries = vec![[0_u8; WORD]; slots];
    for &(fold, part) in words {
        let mut places = (0..slots).map(|probe| (slot(fold) + probe) & (slots - 1));
        let [a, b, c] = print(fold);
        if let Some(at) = places.find(|&at| entries[at][3] == 0 || entries[at][..3] == [a, b, c]) {
            entries[at] = [a, b, c, part];
        }
    }
    let mut table = vec![[0_u8; 2 * ROW]; buckets];
    for (key, weights) in rows {
        let mark = (*key as u16).max(1).to_le_bytes();
        let rows = table[bucket(*key, buckets)].as_chunks_mut::<ROW>().0;
        let Some(row) = rows.iter_mut().find(|row| row[..2] == [0, 0] || row[..2] == mark) else { continue };
        if row[..2] == [0, 0] {
            row[..2].copy_from_slice(&mark);
            for (byte, weight) in row[2..].iter_mut().zip(weights) {
                *byte = weight.cast_unsigned();
            }
        }
    }
    let mut bytes = ((slots * WORD) as u32).to_le_bytes().to_vec();
    bytes.extend(entries.as_flattened());
    bytes.extend(table.as_flattened());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;
    use crate::facts::speech::reader::clues::{Clues, blocks};
    use crate::facts::speech::reader::words::{WordClass, WordClasses};
    use crate::text::{Article, fold};

    struct Unknown;

    impl WordClasses for Unknown {
        fn class(&self, _: u64) -> WordClass {
            WordClass::default()
        }
    }

    #[test]
    fn tags_plain_words() {
        let cases = [
            ("The mayor will visit the old bridge.", "DT NN MD VB DT JJ NN -"),
            ("She said that he had left.", "PRP VBD IN PRP VBD VBN -"),
            ("Marta Okell visits markets in Hale.", "NNP NNP VBZ NNS IN NNP -"),
        ];
        for (text, expected) in cases {
            let article = Article::new("a.txt", text.to_owned(), None);
            let mut clues = Clues::default();
            for block in blocks(&article) {
                clues.fill(
                    &article,
                    &quotes::find(&article, crate::lexicon::Lexicons::ours()),
                    &block,
                    &Unknown,
                );
            }
            let found: Vec<_> = clues.tokens[clues.range()].iter().map(|c| PARTS[c.part as usize]).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn what_is_laid_out_is_found_and_a_broken_file_knows_nothing() {
        let words: Vec<_> = (0..500).map(|i| (fold(&format!("w{i}")), 1 + (i % 27) as u8)).collect();
        let bytes = lay_out(&words, &[], 1);
        let tagger = Tagger::read(&bytes);
        assert!(words.iter().all(|&(fold, part)| tagger.known(fold) == part));
        assert_eq!(tagger.known(fold("unseen")), 0);
        assert_eq!(Tagger::read(&bytes[..3]).known(words[0].0), 0);
        assert_eq!(Tagger::read(&[9, 0, 0, 0, 1, 2, 3]).known(words[0].0), 0);
    }
}
