//! What the model knows of a word on its own: how often it was a cue, a source or the start of a content.

/// Classes of one word. All zero for a word that was never seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WordClass {
    /// How often it is part of a cue, 0 (never) to 5 (four times in five).
    pub cue: u8,
    /// How often it is part of a source, likewise.
    pub source: u8,
    /// How often a content begins with it, likewise.
    pub starts: u8,
}

/// The class of a share of occurrences, as [`WordClass`] counts them.
#[must_use]
pub fn share_class(hits: u32, of: u32) -> u8 {
    if hits == 0 || of == 0 {
        return 0;
    }
    // A word seen once is weaker evidence than its share suggests.
    let share = f64::from(hits) / (f64::from(of) + 0.5);
    1 + [0.08, 0.25, 0.5, 0.8].iter().filter(|&&bound| share > bound).count() as u8
}

/// Looks words up by their [`fold`](crate::text::fold).
pub trait WordClasses {
    /// The classes of a word.
    fn class(&self, fold: u64) -> WordClass;
}
