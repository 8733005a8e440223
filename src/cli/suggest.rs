//! "Did you mean ...?": the known name that is nearest to what was typed.

/// The known name that is nearest to `given`: the same but for case, or within a third of its letters by
/// Damerau-Levenshtein distance.
pub fn nearest<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = given.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&lower, name), name))
        .filter(|(distance, name)| *distance <= name.chars().count() / 3)
        .min()
        .map(|(_, name)| name)
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
            ("article", None),
            ("", None),
        ] {
            assert_eq!(nearest(given, known), expected, "{given}");
        }
    }
}
