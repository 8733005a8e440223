//! "Did you mean ...?": the known name that is nearest to what was typed.

/// The known name that is nearest to `given`: the same but for case, within a third of its letters by
/// Damerau-Levenshtein distance, or one that begins so.
#[must_use]
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = given.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&lower, name), name))
        .filter(|(distance, name)| *distance <= name.chars().count() / 3 || begins(name, &lower))
        .min()
        .map(|(_, name)| name)
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
