//! The publication date: from a flag, a ` date 2022-01-19` line, or the file's name, in that order.

use jiff::civil::Date;

/// Where the publication date was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DateOrigin {
    /// Given on the command line.
    Flag,
    /// Given by the article: a ` date YYYY-MM-DD` line, or what its format says.
    Manuscript,
    /// The file's name, such as `nyt_2016-09-12_title.txt`.
    Name,
}

/// When the article is published, as far as it says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Published {
    /// The day.
    pub date: Date,
    /// Where it was read.
    pub origin: DateOrigin,
}

/// The first `YYYY-MM-DD` in a file name that is a real day.
pub(super) fn from_name(name: &str) -> Option<Date> {
    (0..name.len()).find_map(|i| iso(name.get(i..i + 10)?))
}

/// The length of `date YYYY-MM-DD` and its day, where `line` begins with it, the day is real and white space or nothing
/// follows.
pub(super) fn line_head(line: &str) -> Option<(usize, Date)> {
    let rest = line.strip_prefix("date ")?.trim_start();
    let date = iso(rest.get(..10)?)?;
    let ends = rest[10..].chars().next().is_none_or(char::is_whitespace);
    ends.then_some((line.len() - rest.len() + 10, date))
}

fn iso(s: &str) -> Option<Date> {
    let b = s.as_bytes();
    let shape = b.len() == 10
        && b.iter().enumerate().all(|(i, c)| if i == 4 || i == 7 { *c == b'-' } else { c.is_ascii_digit() });
    if shape { s.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn reads_names_and_lines() {
        assert_eq!(from_name("nyt_2016-09-12_title.txt"), Some(date(2016, 9, 12)));
        assert_eq!(from_name("nyt_2016-13-12_title.txt"), None);
        assert_eq!(from_name("é2016-09-1"), None);
        assert_eq!(line_head("date 2022-01-19 The Secretary"), Some((15, date(2022, 1, 19))));
        assert_eq!(line_head("date  2022-01-19"), Some((16, date(2022, 1, 19))));
        assert_eq!(line_head("dated 2022-01-19"), None);
        assert_eq!(line_head("date 2022-01-1945"), None);
    }
}
