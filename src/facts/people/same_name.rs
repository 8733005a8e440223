//! Whether one name can stand for the other: `Brandt` for `Ada Brandt`.

use crate::text::fold;

/// Whether the words of one name are all in the other, in any case and with any apostrophe.
#[must_use]
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    has_words_of(one, other) || has_words_of(other, one)
}

/// Whether a full name has all the words of a short one, of which there is one at least.
#[must_use]
pub(crate) fn has_words_of(full: &str, short: &str) -> bool {
    let known: Vec<u64> = full.split_whitespace().map(fold).collect();
    let mut words = short.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| known.contains(&fold(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_a_name_stands_for_it() {
        for (one, other, same) in [
            ("Brandt", "Ada Brandt", true),
            ("ADA BRANDT", "Ada M. Brandt", true),
            ("Sean O'Hale", "O’Hale", true),
            ("Ada Brandt", "Tom Brandt", false),
            ("Brand", "Ada Brandt", false),
            ("", "Ada Brandt", false),
        ] {
            assert_eq!(same_name(one, other), same, "{one}, {other}");
        }
        assert!(!has_words_of("Brandt", "Ada Brandt"));
    }
}
