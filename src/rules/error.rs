//! A rule that cannot be used, with the place and what would be right.

use crate::boundary::floor;
use crate::suggest::nearest;
use std::fmt;
use std::ops::Range;
use std::path::Path;

/// A rule or word list that cannot be loaded. `Display` is one line; [`RuleError::excerpt`] is the line it speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleError {
    /// The file.
    pub file: Box<str>,
    /// The line, from 1; 0 where the file as a whole is meant.
    pub line: u32,
    /// The column, from 1, in Unicode scalar values; 0 where the file as a whole is meant.
    pub column: u32,
    /// That line of the file.
    pub excerpt: Box<str>,
    /// How many characters of it, from the column on, are wrong; at least 1.
    pub width: u32,
    /// What is wrong.
    pub message: String,
    /// What would be right, where the choice is closed.
    pub allowed: Vec<String>,
    /// The allowed value that is most like what was written.
    pub suggestion: Option<String>,
}

/// Characters of a line that are shown.
const EXCERPT: usize = 120;

impl RuleError {
    /// An error about a file as a whole.
    pub(crate) fn file(path: &Path, message: impl Into<String>) -> Self {
        Self {
            file: path.display().to_string().into(),
            line: 0,
            column: 0,
            excerpt: Box::default(),
            width: 1,
            message: message.into(),
            allowed: Vec::new(),
            suggestion: None,
        }
    }

    /// An error at bytes `at` of `text`, the content of `file`.
    pub(crate) fn at(file: &str, text: &str, at: Range<usize>, message: impl Into<String>) -> Self {
        let start = floor(text, at.start);
        let end = floor(text, at.end.max(start));
        let from = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let to = text[start..].find('\n').map_or(text.len(), |i| start + i);
        let count = |s: &str| u32::try_from(s.chars().count()).unwrap_or(u32::MAX);
        let newlines = text[..start].bytes().filter(|b| *b == b'\n').count();
        Self {
            file: file.into(),
            line: u32::try_from(newlines).unwrap_or(u32::MAX).saturating_add(1),
            column: count(&text[from..start]).saturating_add(1),
            excerpt: text[from..to].trim_end().into(),
            width: count(&text[start..end.min(to).max(start)]).max(1),
            message: message.into(),
            allowed: Vec::new(),
            suggestion: None,
        }
    }

    /// Adds what would be right, and the one of it that is most like `written`.
    #[must_use]
    pub(crate) fn allowing(mut self, allowed: Vec<String>, written: Option<&str>) -> Self {
        self.suggestion =
            written.and_then(|w| nearest(w, allowed.iter().map(String::as_str))).map(str::to_owned);
        self.allowed = allowed;
        self
    }

    /// The excerpt with carets under what is wrong, two lines; empty where the file as a whole is meant.
    #[must_use]
    pub fn excerpt_with_carets(&self) -> String {
        if self.line == 0 {
            return String::new();
        }
        let number = self.line.to_string();
        // Of a long line, what is around the mistake.
        let at = self.column as usize - 1;
        let skipped = at.saturating_sub(EXCERPT / 2);
        let shown: String = self.excerpt.chars().skip(skipped).take(EXCERPT).collect();
        let (cut, more) = (skipped > 0, self.excerpt.chars().nth(skipped + EXCERPT).is_some());
        let (cut, more) = (if cut { "…" } else { "" }, if more { "…" } else { "" });
        let before = cut.chars().chain(self.excerpt.chars().skip(skipped).take(at - skipped));
        let before: String = before.map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
        let room = shown.chars().count().saturating_sub(at - skipped).max(1);
        let carets = "^".repeat((self.width as usize).min(room));
        format!("{number} | {cut}{shown}{more}\n{} | {before}{carets}", " ".repeat(number.len()))
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column)?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(suggestion) = &self.suggestion {
            write!(f, "; did you mean `{suggestion}`?")?;
        }
        if !self.allowed.is_empty() {
            write!(f, " (allowed: {})", self.allowed.join(", "))?;
        }
        Ok(())
    }
}

impl std::error::Error for RuleError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_place_and_the_nearest_name() {
        let text = "id = 'x'\nwhen = 'é wrds > 3'\n";
        let at = text.find("wrds").unwrap();
        let error = RuleError::at("a.toml", text, at..at + 4, "no field is called `wrds`")
            .allowing(vec!["words".into(), "line".into()], Some("wrds"));
        assert_eq!(
            error.to_string(),
            "a.toml:2:11: no field is called `wrds`; did you mean `words`? (allowed: words, line)"
        );
        assert_eq!(error.excerpt_with_carets(), "2 | when = 'é wrds > 3'\n  |           ^^^^");
    }

    #[test]
    fn of_a_long_line_the_mistake_is_shown() {
        let text = format!("when = '{}wrds{}'", "a || ".repeat(2000), " || b".repeat(2000));
        let at = text.find("wrds").unwrap();
        let shown = RuleError::at("a.toml", &text, at..at + 4, "x").excerpt_with_carets();
        let (line, carets) = shown.split_once('\n').unwrap();
        assert!(line.chars().count() < 140 && line.starts_with("1 | …") && line.ends_with('…'), "{shown}");
        let under = carets.chars().take_while(|c| *c != '^').count();
        assert_eq!(line.chars().skip(under).take(4).collect::<String>(), "wrds", "{shown}");
    }

    #[test]
    fn any_range_is_a_place() {
        for (start, end) in [(0, 0), (2, 1), (900, 901), (1, 2)] {
            let _ = RuleError::at("a", "é\n", start..end, "x").excerpt_with_carets();
        }
        let _ = RuleError::at("a", "", 0..0, "x").excerpt_with_carets();
    }
}
