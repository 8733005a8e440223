//! The tags of the sequence model: each label opened (B) or gone on with (I), or none of them (O).

use super::Label;

/// How many tags there are: O, and B and I of each label.
pub const TAGS: usize = 7;
/// How many weights a feature has: one for each tag, and one for each state that ends with the word before.
pub const VOTES: usize = TAGS + STATES - 1;
/// What a tag leaves behind for the next one to follow: nothing, or one of the three labels.
pub const STATES: usize = 4;
/// The tag of a word outside every span.
pub const OUTSIDE: u8 = 0;

/// The tag that opens a span of `label`.
#[must_use]
pub const fn begin(label: Label) -> u8 {
    match label {
        Label::Source => 1,
        Label::Cue => 3,
        Label::Content => 5,
    }
}

/// The tag that goes on with a span of `label`.
#[must_use]
pub const fn inside(label: Label) -> u8 {
    begin(label) + 1
}

/// The label of a tag; None for [`OUTSIDE`].
#[must_use]
pub const fn label(tag: u8) -> Option<Label> {
    match tag {
        1 | 2 => Some(Label::Source),
        3 | 4 => Some(Label::Cue),
        5 | 6 => Some(Label::Content),
        _ => None,
    }
}

/// What `tag` leaves behind: 0 for none, 1 source, 2 cue, 3 content.
#[must_use]
pub const fn state(tag: u8) -> usize {
    tag.div_ceil(2) as usize
}

/// Whether `tag` goes on with a span, and so may only follow its own state.
#[must_use]
pub const fn continues(tag: u8) -> bool {
    tag != OUTSIDE && tag.is_multiple_of(2)
}

/// Whether `tag` may follow a word that left `state` behind.
#[must_use]
pub const fn may_follow(state_before: usize, tag: u8) -> bool {
    !continues(tag) || state(tag) == state_before
}

/// The spans of a row of tags, as half-open ranges of positions.
///
/// A tag that goes on with nothing opens a span, so any row of tags is read.
pub fn spans(tags: &[u8]) -> impl Iterator<Item = (std::ops::Range<usize>, Label)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tags.len() {
            let start = at;
            at += 1;
            let Some(label) = label(tags[start]) else { continue };
            while at < tags.len() && tags[at] == inside(label) {
                at += 1;
            }
            return Some((start..at, label));
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_spans() {
        let found: Vec<_> = spans(&[0, 1, 2, 1, 3, 5, 6, 6, 0, 6]).collect();
        let expected = [
            (1..3, Label::Source),
            (3..4, Label::Source),
            (4..5, Label::Cue),
            (5..8, Label::Content),
            (9..10, Label::Content),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_tag_goes_on_only_with_its_own_label() {
        for label in [Label::Source, Label::Cue, Label::Content] {
            assert!(may_follow(0, begin(label)));
            assert!(!may_follow(0, inside(label)));
            assert!(may_follow(state(begin(label)), inside(label)));
        }
        assert!(!may_follow(state(begin(Label::Cue)), inside(Label::Source)));
    }
}
