//! What is coloured how, decided here alone.

use super::Style;
use crate::numerals;
use crate::rules::Severity;
use anstyle::{AnsiColor, Style as Dress};
use std::fmt::Display;

/// Colours text, or leaves it as it is where no colour is wanted.
#[derive(Clone, Copy)]
pub(super) struct Paint {
    on: bool,
}

impl Paint {
    pub(super) const fn new(style: Style) -> Self {
        Self { on: style.colour }
    }

    fn with(self, text: impl Display, dress: Dress) -> String {
        let text = text.to_string();
        if self.on && !text.is_empty() { format!("{dress}{text}{dress:#}") } else { text }
    }

    /// A severity, its carets and its number in the totals.
    pub(super) fn severity(self, severity: Severity, text: impl Display) -> String {
        let colour = match severity {
            Severity::Error => AnsiColor::Red,
            Severity::Warning => AnsiColor::Yellow,
            Severity::Info => AnsiColor::Cyan,
        };
        self.with(text, colour.on_default().bold())
    }

    /// What must be read: messages, headings.
    pub(super) fn strong(self, text: impl Display) -> String {
        self.with(text, Dress::new().bold())
    }

    /// Arrows, bars and line numbers. Bright, as plain blue cannot be read on black.
    pub(super) fn frame(self, text: impl Display) -> String {
        self.with(text, AnsiColor::BrightBlue.on_default().bold())
    }

    /// The related place: its underline and what is said of it.
    pub(super) fn related(self, text: impl Display) -> String {
        self.with(text, AnsiColor::BrightBlue.on_default().bold())
    }

    /// What may be passed over.
    pub(super) fn faint(self, text: impl Display) -> String {
        self.with(text, Dress::new().dimmed())
    }

    /// Words that were said and are not quoted.
    pub(super) fn removed(self, text: impl Display) -> String {
        self.with(text, AnsiColor::Red.on_default().strikethrough())
    }

    /// Words that are quoted and were not said.
    pub(super) fn added(self, text: impl Display) -> String {
        self.with(text, AnsiColor::Green.on_default().bold())
    }

    /// All is well.
    pub(super) fn good(self, text: impl Display) -> String {
        self.with(text, AnsiColor::Green.on_default().bold())
    }
}

/// A number with the word for what it counts.
pub(super) fn plural(count: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with its thousands set apart: `12,345`.
pub(super) fn grouped(number: u64) -> String {
    numerals::grouped(&number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_easily() {
        assert_eq!(plural(1, "article", "articles"), "1 article");
        assert_eq!(plural(2, "article", "articles"), "2 articles");
    }

    #[test]
    fn no_colour_no_escape() {
        let plain = Paint::new(Style { colour: false, width: 80, quiet: false, fails: None });
        assert_eq!(plain.severity(Severity::Error, "error"), "error");
        let coloured = Paint::new(Style { colour: true, width: 80, quiet: false, fails: None });
        assert!(coloured.severity(Severity::Error, "error").starts_with("\u{1b}["));
        assert_eq!(plain.strong("still plain"), "still plain");
    }
}
