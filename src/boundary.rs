//! Places between characters.

/// The last boundary of a character in `text` that is not behind byte `at`.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The first boundary of a character in `text` that is not before byte `at`; its end, where there is none.
pub(crate) fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_are_between_characters() {
        // The letter takes bytes 1 and 2.
        for (at, before, after) in [(0, 0, 0), (1, 1, 1), (2, 1, 3), (3, 3, 3), (4, 4, 4), (9, 4, 4)] {
            assert_eq!((floor("aéb", at), ceil("aéb", at)), (before, after), "{at}");
        }
    }
}
