//! Where each word, and each pair of words, is in any number of transcripts.
//!
//! The words of all transcripts are in one row; a gap that equals no word parts one transcript from the next, so
//! that nothing is found across two recordings.

use super::speakers::is_machine;
use super::{Spoken, Transcript};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The transcripts of a run, ready to be searched.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// The transcripts.
    pub transcripts: Vec<Transcript>,
    /// Key of each word; None between two transcripts.
    keys: Vec<Option<u64>>,
    /// Where each transcript begins in `keys`.
    starts: Vec<usize>,
    words: FxHashMap<u64, Vec<u32>>,
    pairs: FxHashMap<(u64, u64), Vec<u32>>,
}

/// Words in a row of one transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Index into [`Index::transcripts`].
    pub transcript: usize,
    /// Indices into [`Transcript::words`].
    pub words: Range<usize>,
}

impl Index {
    /// Takes in the transcripts.
    #[must_use]
    pub fn new(transcripts: Vec<Transcript>) -> Self {
        let mut index = Self::default();
        for transcript in &transcripts {
            if !index.keys.is_empty() {
                index.keys.push(None);
            }
            index.starts.push(index.keys.len());
            index.keys.extend(transcript.words.iter().map(|spoken| Some(spoken.word.key)));
        }
        for (at, key) in (0..).zip(&index.keys) {
            let Some(key) = *key else { continue };
            index.words.entry(key).or_default().push(at);
            if let Some(Some(next)) = index.keys.get(at as usize + 1) {
                index.pairs.entry((key, *next)).or_default().push(at);
            }
        }
        index.transcripts = transcripts;
        index
    }

    /// How many words all transcripts have.
    #[must_use]
    pub fn len(&self) -> usize {
        self.transcripts.iter().map(|t| t.words.len()).sum()
    }

    /// Whether no transcript has a word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The places of a word in the row, in order.
    #[must_use]
    pub fn word(&self, key: u64) -> &[u32] {
        self.words.get(&key).map_or(&[], Vec::as_slice)
    }

    /// The places of a pair of words in the row, in order.
    #[must_use]
    pub fn pair(&self, first: u64, second: u64) -> &[u32] {
        self.pairs.get(&(first, second)).map_or(&[], Vec::as_slice)
    }

    /// The key of the word at a place; None between transcripts and beyond them.
    #[must_use]
    pub fn key(&self, at: usize) -> Option<u64> {
        self.keys.get(at).copied().flatten()
    }

    /// The transcript that holds a place, as a range of the row.
    #[must_use]
    pub fn around(&self, at: usize) -> Range<usize> {
        let transcript = self.starts.partition_point(|&start| start <= at).saturating_sub(1);
        let start = self.starts.get(transcript).copied().unwrap_or(0);
        start..start + self.transcripts.get(transcript).map_or(0, |t| t.words.len())
    }

    /// Whether two places are in turns of two people, by labels that tell people apart.
    #[must_use]
    pub fn changes_speaker(&self, a: usize, b: usize) -> bool {
        let speaker = |at| {
            let transcript = self.stretch(&(at..at + 1)).transcript;
            Some((transcript, self.spoken(at)?.speaker?))
        };
        let (Some(a), Some(b)) = (speaker(a), speaker(b)) else { return false };
        let machine = |(transcript, speaker): (usize, usize)| {
            let label = self.transcripts.get(transcript).and_then(|t| t.speakers.get(speaker));
            label.is_none_or(|label| is_machine(label))
        };
        a != b && !machine(a) && !machine(b)
    }

    /// A range of the row as words of its transcript.
    #[must_use]
    pub fn stretch(&self, range: &Range<usize>) -> Stretch {
        let transcript = self.starts.partition_point(|&start| start <= range.start).saturating_sub(1);
        let start = self.starts.get(transcript).copied().unwrap_or(0);
        let end = range.end.saturating_sub(start).max(range.start - start);
        Stretch { transcript, words: range.start - start..end }
    }

    /// The word at a place.
    #[must_use]
    pub fn spoken(&self, at: usize) -> Option<&Spoken> {
        let Stretch { transcript, words } = self.stretch(&(at..at + 1));
        self.transcripts.get(transcript)?.words.get(words.start)
    }
}
