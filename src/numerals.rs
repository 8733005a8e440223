//! Numbers as they are printed.

/// A number in digits with its thousands grouped; any other text as it is.
pub(crate) fn grouped(text: &str) -> String {
    let (sign, rest) = text.strip_prefix('-').map_or(("", text), |r| ("-", r));
    let (whole, fraction) = rest.split_once('.').map_or((rest, None), |(w, f)| (w, Some(f)));
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return text.to_owned();
    }
    let groups: Vec<&str> =
        whole.as_bytes().rchunks(3).rev().filter_map(|g| std::str::from_utf8(g).ok()).collect();
    let fraction = fraction.filter(|f| *f != "0").map_or_else(String::new, |f| format!(".{f}"));
    format!("{sign}{}{fraction}", groups.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (text, expected) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("1234567", "1,234,567"),
            ("-1000.5", "-1,000.5"),
            ("12.0", "12"),
            ("a dozen", "a dozen"),
        ] {
            assert_eq!(grouped(text), expected);
        }
    }
}
