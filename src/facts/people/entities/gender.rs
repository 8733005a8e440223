//! What titles and given names say about gender, and which given names are short for which.

use super::Gender;
use super::words::fold_at;
use crate::lexicon::{GivenNames, Lexicons, Titles};
use crate::text::{Article, fold};
use std::ops::Range;

/// The gender that a given name is used for, where it is used for one only.
pub(in crate::facts) fn of_given(lexicons: &Lexicons, folded: u64) -> Option<Gender> {
    match lexicons.given_names.get(folded)?.class() {
        GivenNames::Male => Some(Gender::Male),
        GivenNames::Female => Some(Gender::Female),
        GivenNames::Either => None,
    }
}

/// The gender that a title's words speak of (`Mr.`, `spokeswoman`).
pub(super) fn of_title(article: &Article, lexicons: &Lexicons, tokens: &Range<usize>) -> Option<Gender> {
    tokens.clone().rev().find_map(|at| lexicons.titles.get(fold_at(article, at))?.class().gender())
}

impl Titles {
    /// The gender that the title itself speaks of.
    pub(in crate::facts) const fn gender(self) -> Option<Gender> {
        match self {
            Self::CourtesyMale | Self::OfficeMale | Self::RankMale | Self::RoleMale => Some(Gender::Male),
            Self::CourtesyFemale | Self::OfficeFemale | Self::RankFemale | Self::RoleFemale => {
                Some(Gender::Female)
            }
            Self::Courtesy | Self::Office | Self::Rank | Self::Role => None,
        }
    }
}

/// Whether two given names can be one person's: equal, an initial of the other, or short for the other.
#[must_use]
pub fn same_given(lexicons: &Lexicons, a: &str, b: &str) -> bool {
    let (a, b) = (a.trim_end_matches('.'), b.trim_end_matches('.'));
    if fold(a) == fold(b) {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let initials = short.len() <= 3 && short.chars().all(|c| c.is_uppercase() || c == '.');
    if initials {
        return short.chars().next() == long.chars().next();
    }
    // `Rob` and `Robert`, `Alex` and `Alexander`; not `Dan` and `Dana`.
    if short.len() >= 3
        && long.len() >= short.len() + 2
        && long.is_char_boundary(short.len())
        && fold(&long[..short.len()]) == fold(short)
    {
        return true;
    }
    let forms = |name| lexicons.nicknames.lemmas(fold(name));
    forms(a).any(|one| forms(b).any(|other| one == other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_one_name() {
        for (a, b) in
            [("Bill", "William"), ("Rob", "Robert"), ("J.", "John"), ("Dmitro", "Dmytro"), ("Ann", "ann")]
        {
            assert!(same_given(Lexicons::ours(), a, b), "{a} {b}");
        }
        for (a, b) in [("Bill", "Hillary"), ("Dan", "Dana"), ("John", "Joan")] {
            assert!(!same_given(Lexicons::ours(), a, b), "{a} {b}");
        }
    }
}
