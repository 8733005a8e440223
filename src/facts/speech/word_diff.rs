//! What changed between two rows of words, by Myers' algorithm.

use similar::DiffOp;
use similar::algorithms::{Capture, Compact, Replace, myers};
use std::convert::Infallible;

/// The steps that turn `old` into `new`, words being equal whose hashes are.
///
/// `similar::capture_diff_slices` chooses among six algorithms when it runs, and all of them are compiled.
pub(super) fn word_diff(old: &[u64], new: &[u64]) -> Vec<DiffOp> {
    let mut steps = Compact::new(Replace::new(Capture::new()), old, new);
    let done: Result<(), Infallible> = myers::diff(&mut steps, old, 0..old.len(), new, 0..new.len());
    match done {
        Ok(()) => steps.into_inner().into_inner().into_ops(),
        Err(never) => match never {},
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_one_step() {
        let ops = word_diff(&[1, 2, 3, 4], &[1, 5, 3, 4]);
        assert_eq!(
            ops,
            [
                DiffOp::Equal { old_index: 0, new_index: 0, len: 1 },
                DiffOp::Replace { old_index: 1, old_len: 1, new_index: 1, new_len: 1 },
                DiffOp::Equal { old_index: 2, new_index: 2, len: 2 },
            ]
        );
        assert!(word_diff(&[], &[]).is_empty());
    }
}
