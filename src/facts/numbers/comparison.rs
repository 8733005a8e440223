//! Two figures side by side: whether they are for one time, one rate, one group.

use super::figures::Figure;
use crate::lexicon::{Calendar, Figures, Lexicons};
use crate::named::named;

named! {
    /// How what is known of two figures compares.
    pub enum Comparison {
        /// Both say the same.
        Same = "same",
        /// They say two things.
        Differ = "differ",
        /// They say it in two ways that may be one.
        Open = "open",
        /// Only one of them says it.
        One = "one",
        /// Neither does.
        None = "none",
    }
}

/// Compares what two figures say of one thing.
pub(crate) fn compare<T: PartialEq>(a: Option<T>, b: Option<T>) -> Comparison {
    match (a, b) {
        (Some(a), Some(b)) if a == b => Comparison::Same,
        (Some(_), Some(_)) => Comparison::Differ,
        (None, None) => Comparison::None,
        _ => Comparison::One,
    }
}

/// The kinds of time that exclude each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TimeSort {
    Year,
    Period,
    Relative,
    Month,
    Other,
}

fn sort(lexicons: &Lexicons, time: &str) -> TimeSort {
    match time.split(' ').next_back() {
        Some(year) if year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()) => TimeSort::Year,
        Some(word) if lexicons.word_is(word, Figures::WholePeriod) => TimeSort::Period,
        Some(word) if lexicons.word_is(word, Figures::RelativeTime) => TimeSort::Relative,
        Some(month) if lexicons.word_is(month, Calendar::Month) => TimeSort::Month,
        // "Saturday" and "Monday", "now" and "February": what happened on the one day may be reported on the other.
        _ => TimeSort::Other,
    }
}

/// Compares the times of two figures. Two years, two months or two periods are two times; a weekday and a month may
/// be one.
pub(crate) fn times(lexicons: &Lexicons, a: Option<&str>, b: Option<&str>) -> Comparison {
    let (Some(one), Some(other)) = (a, b) else { return compare(a, b) };
    // "last November" and "November".
    let month =
        sort(lexicons, one) == TimeSort::Month && one.split(' ').next_back() == other.split(' ').next_back();
    if one == other || month {
        Comparison::Same
    } else if sort(lexicons, one) == sort(lexicons, other) && sort(lexicons, one) != TimeSort::Other {
        Comparison::Differ
    } else {
        Comparison::Open
    }
}

/// What a figure is for one of (`per year`).
pub(crate) fn rate(figure: &Figure) -> Option<&str> {
    figure.qualifiers.iter().find(|q| q.starts_with("per ")).map(String::as_str)
}

/// Whether both nouns have adjectives and share none.
pub(crate) fn unlike(a: &Figure, b: &Figure) -> bool {
    let words = |f: &Figure| f.qualifiers.iter().filter(|q| *q != "of" && !q.starts_with("per ")).count();
    words(a) > 0 && words(b) > 0 && !a.qualifiers.iter().any(|q| q != "of" && b.qualifiers.contains(q))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_that_exclude_each_other_differ() {
        let cases = [
            (Some("2019"), Some("2020"), Comparison::Differ),
            (Some("last november"), Some("november"), Comparison::Same),
            (Some("march"), Some("april"), Comparison::Differ),
            (Some("monday"), Some("march"), Comparison::Open),
            (Some("last week"), Some("last year"), Comparison::Differ),
            (Some("monday"), Some("friday"), Comparison::Open),
            (Some("2019"), None, Comparison::One),
            (None, None, Comparison::None),
        ];
        for (a, b, expected) in cases {
            assert_eq!(times(Lexicons::ours(), a, b), expected, "{a:?} {b:?}");
        }
    }
}
