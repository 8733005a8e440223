//! "Did you mean ...?": the known name that is nearest to what was typed.

/// The known name that is nearest to `given`: the same but for case, within a third of its letters by
/// Damerau-Levenshtein distance, or one that begins so.
#[must_use]
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = given.to_lowercase();
    let letters = lower.chars().count();
    let distance = |name: &str| {
        let length = name.chars().count();
        // However they differ, they do so by as many letters as one is longer.
        let near = length.abs_diff(letters) <= length / 3;
        let distance = near.then(|| strsim::damerau_levenshtein(&lower, name)).filter(|d| *d <= length / 3);
        distance.or_else(|| begins(name, &lower).then(|| length - letters))
    };
    known.into_iter().filter_map(|name| Some((distance(name)?, name))).min().map(|(_, name)| name)
}

/// Letters that a beginning needs.
const BEGINNING: usize = 3;

fn begins(name: &str, given: &str) -> bool {
    given.chars().count() >= BEGINNING && name.starts_with(given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_slips_and_nothing_else() {
        let known = ["check", "quotes", "quote-stray-mark", "quote-unclosed"];
        for (given, expected) in [
            ("chekc", Some("check")),
            ("Quotes", Some("quotes")),
            ("quote-stray-marks", Some("quote-stray-mark")),
            ("quote-unclose", Some("quote-unclosed")),
            ("che", Some("check")),
            ("ch", None),
            ("article", None),
            ("", None),
        ] {
            assert_eq!(nearest(given, known), expected, "{given}");
        }
    }
}
