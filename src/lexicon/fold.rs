//! A case-insensitive hash of a word: the key of every lexicon and of the trained model.
//!
//! Tokens carry it, so that a look-up costs no allocation and no second pass over the letters.
//! The function is fixed for good: the weights of the trained model are stored under it.

const SEED: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of `word` in lower case, with a curly apostrophe treated as a straight one.
#[must_use]
pub fn fold(word: &str) -> u64 {
    mix(step(SEED, word))
}

/// The hash of an ASCII word that is read byte by byte.
#[derive(Clone, Copy)]
pub struct Folding(u64);

impl Folding {
    pub const START: Self = Self(SEED);

    /// Goes on with the next byte.
    pub const fn with(self, b: u8) -> Self {
        Self(byte(self.0, b.to_ascii_lowercase()))
    }

    /// What [`fold`] makes of the bytes so far.
    pub const fn end(self) -> u64 {
        mix(self.0)
    }
}

/// The hash of several words as one phrase: equals `fold` of the words joined by single spaces.
#[must_use]
pub fn fold_words<'a>(words: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = SEED;
    for (i, word) in words.into_iter().enumerate() {
        if i > 0 {
            hash = byte(hash, b' ');
        }
        hash = step(hash, word);
    }
    mix(hash)
}

/// The hash of a word that is given in two pieces.
#[must_use]
pub fn fold_joined(head: &str, tail: &str) -> u64 {
    mix(step(step(SEED, head), tail))
}

fn step(start: u64, word: &str) -> u64 {
    let mut hash = start;
    for &b in word.as_bytes() {
        if !b.is_ascii() {
            return step_through_unicode(start, word);
        }
        hash = byte(hash, b.to_ascii_lowercase());
    }
    hash
}

fn step_through_unicode(mut hash: u64, word: &str) -> u64 {
    for c in word.chars() {
        let c = if c == '’' { '\'' } else { c };
        for lower in c.to_lowercase() {
            let mut buffer = [0; 4];
            for b in lower.encode_utf8(&mut buffer).bytes() {
                hash = byte(hash, b);
            }
        }
    }
    hash
}

const fn byte(hash: u64, b: u8) -> u64 {
    (hash ^ b as u64).wrapping_mul(PRIME)
}

/// FNV's low bits are weak; one multiply-xorshift round spreads them.
const fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_apostrophes_do_not_matter() {
        assert_eq!(fold("Said"), fold("SAID"));
        assert_eq!(fold("don’t"), fold("Don't"));
        assert_eq!(fold("ÉLAN"), fold("élan"));
        assert_ne!(fold("said"), fold("says"));
    }

    #[test]
    fn a_phrase_is_its_words_joined_by_spaces() {
        assert_eq!(fold_words(["according", "to"]), fold("according to"));
        assert_eq!(fold_joined("É", "lan"), fold("élan"));
    }
}
