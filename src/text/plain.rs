//! Plain text as a manuscript: one paragraph a line.

use super::manuscript::{Manuscript, trimmed};
use super::published;
use super::role::Role;
use memchr::memchr;

impl From<String> for Manuscript {
    /// Reads plain text: each line with something on it is a block. A date at the head of the text is a block of its
    /// own, whatever follows on its line.
    fn from(text: String) -> Self {
        let mut manuscript = Self::new(text);
        let mut at = 0;
        while at < manuscript.text.len() {
            let rest = &manuscript.text.as_bytes()[at..];
            let mut line = at..memchr(b'\n', rest).map_or(manuscript.text.len(), |i| at + i + 1);
            at = line.end;
            if manuscript.blocks().is_empty() {
                line = trimmed(&manuscript.text, line);
                if let Some((length, date)) = published::line_head(&manuscript.text[line.clone()]) {
                    manuscript.date = Some(date);
                    manuscript.push_block(line.start..line.start + length, Some(Role::Metadata));
                    line.start += length;
                }
            }
            manuscript.push_block(line, None);
        }
        manuscript
    }
}

impl From<&str> for Manuscript {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn blocks(text: &str) -> Vec<(String, Option<Role>)> {
        let manuscript = Manuscript::from(text);
        let words = |span: crate::Span| manuscript.text[span.range()].to_owned();
        manuscript.blocks().iter().map(|block| (words(block.span), block.role)).collect()
    }

    #[test]
    fn a_line_with_something_on_it_is_a_block() {
        let plain = |text: &str| (text.to_owned(), None);
        assert_eq!(blocks("\u{feff}  One. Two. \r\n\n\u{a0}\nThree"), [plain("One. Two."), plain("Three")]);
        assert!(blocks(" \n\u{feff}\n").is_empty());
    }

    #[test]
    fn a_date_at_the_head_is_its_own_block() {
        let day = |text: &str| (text.to_owned(), Some(Role::Metadata));
        let plain = |text: &str| (text.to_owned(), None);
        for text in
            ["\n date 2022-01-19 Ferry stays\nin port", "\u{feff} date 2022-01-19\tFerry stays\r\nin port"]
        {
            assert_eq!(blocks(text), [day("date 2022-01-19"), plain("Ferry stays"), plain("in port")]);
            assert_eq!(Manuscript::from(text).date, Some(date(2022, 1, 19)));
        }
        assert_eq!(blocks("Ferry\ndate 2022-01-19"), [plain("Ferry"), plain("date 2022-01-19")]);
        assert_eq!(Manuscript::from("Ferry\ndate 2022-01-19").date, None);
    }
}
