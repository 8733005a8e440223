//! What a rule matches, compiled: a kind of fact, a pair of kinds, or words found without any Rust.

use super::kinds::{Get, Kind, View};
use crate::Span;
use crate::boundary::{ceil, floor};
use crate::lexicon::Lexicons;
use crate::text::Role;
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a rule matches.
pub(crate) enum Matcher {
    /// Facts of a kind.
    Kind(&'static Kind),
    /// Two facts with the same keys.
    Pair(Pair),
    /// Words that a pattern, list or lexicon finds.
    Words(Box<WordMatch>),
}

/// Two facts with the same keys; where the kinds are one, `a` is the earlier.
pub(crate) struct Pair {
    pub a: &'static Kind,
    pub b: &'static Kind,
    /// For each key, its field in `a` and in `b`.
    pub same: Vec<(Get, Get)>,
    /// Whether findings mark `a` rather than `b`.
    pub mark_a: bool,
}

/// Words found in the text itself.
pub(crate) struct WordMatch {
    pub finder: Finder,
    pub place: Place,
}

/// How words are found.
pub(crate) enum Finder {
    /// By a pattern.
    Pattern(Regex),
    /// By a pattern over the keys of a table, with the word to put instead by folded key.
    Swap(Regex, BTreeMap<String, String>),
    /// By a word list, in one of its classes or any.
    Lexicon(&'static str, Option<usize>),
}

/// Where words count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Any,
    Body,
    Headline,
    Caption,
    Quote,
    OutsideQuotes,
}

impl Place {
    /// Names in rules.
    pub(crate) const NAMES: &[(&str, Self)] = &[
        ("any", Self::Any),
        ("body", Self::Body),
        ("headline", Self::Headline),
        ("caption", Self::Caption),
        ("quote", Self::Quote),
        ("outside-quotes", Self::OutsideQuotes),
    ];

    fn holds(self, view: View<'_>, at: u32) -> bool {
        let article = view.article;
        let role = article.paragraphs.get(article.paragraph_at(at)).map_or(Role::Body, |p| p.role);
        match self {
            Self::Any => true,
            Self::Body => role == Role::Body,
            Self::Headline => matches!(role, Role::Headline | Role::Subheading),
            Self::Caption => role == Role::Caption,
            Self::Quote => view.facts.quotes().around(at).is_some(),
            Self::OutsideQuotes => {
                !matches!(role, Role::Metadata | Role::Credit) && view.facts.quotes().around(at).is_none()
            }
        }
    }
}

/// Words found.
#[derive(Debug)]
pub(crate) struct Found {
    pub span: Span,
    /// The named groups of a pattern, in order.
    pub groups: Vec<Option<Span>>,
    /// The word to put instead, or the lemma.
    pub label: Option<String>,
}

impl WordMatch {
    /// Everything it finds, in order.
    pub(crate) fn find(&self, view: View<'_>) -> Vec<Found> {
        let mut found = match &self.finder {
            Finder::Pattern(regex) => pattern(regex, view),
            Finder::Swap(regex, table) => pattern(regex, view)
                .into_iter()
                .map(|f| {
                    let label = table.get(&key(view.article.slice(f.span))).cloned();
                    Found { label, ..f }
                })
                .filter(|f| f.label.as_deref() != Some(view.article.slice(f.span)))
                .collect(),
            Finder::Lexicon(list, class) => lexicon(view, view.lexicons, list, *class),
        };
        found.retain(|f| self.place.holds(view, f.span.start));
        found
    }
}

fn pattern(regex: &Regex, view: View<'_>) -> Vec<Found> {
    let names: Vec<usize> =
        regex.capture_names().enumerate().filter_map(|(i, name)| name.map(|_| i)).collect();
    let text = &view.article.text;
    let found = |(span, end): (Range<usize>, usize)| {
        let captures = if names.is_empty() { None } else { regex.captures_at(&text[..end], span.start) };
        let group = |&i: &usize| captures.as_ref().and_then(|c| c.get(i)).map(|m| Span::of(m.range()));
        Found { span: Span::of(span), groups: names.iter().map(group).collect(), label: None }
    };
    Matches::new(regex, text).map(found).collect()
}

/// Bytes that are searched at first, and by which windows overlap: the longest match that is sure to be found, some 150 words.
const WINDOW: usize = 1024;

/// The matches of a pattern in a text, each with the end of the window it was found in.
///
/// A pattern may go on looking behind a match: `a(.*z)?` reads on to the end of the line for each `a`, and so takes the
/// square of a line's length. Here it sees a window at a time, which begins small behind each match and doubles while nothing
/// is found, so that all takes time in proportion to the text, whatever the pattern.
struct Matches<'a> {
    regex: &'a Regex,
    text: &'a str,
    at: usize,
    window: usize,
    /// Whether a window was widened in vain.
    wary: bool,
}

impl<'a> Matches<'a> {
    fn new(regex: &'a Regex, text: &'a str) -> Self {
        Self { regex, text, at: 0, window: WINDOW, wary: false }
    }
}

impl Iterator for Matches<'_> {
    type Item = (Range<usize>, usize);

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.text.len() {
            let end = self.edge(self.at, self.window);
            let Some(mut found) = self.regex.find_at(&self.text[..end], self.at) else {
                if end == self.text.len() {
                    break;
                }
                // What begins in this window and ends beyond it is found in the next.
                self.at = floor(self.text, end.saturating_sub(WINDOW)).max(self.at + 1);
                self.at = ceil(self.text, self.at);
                self.window = self.window.saturating_mul(2);
                continue;
            };
            let mut seen = end;
            let mut size = 2 * WINDOW;
            // It may have ended only because the window does.
            while found.end() == seen && seen < self.text.len() {
                seen = self.edge(found.start(), size).max(seen);
                found = self.regex.find_at(&self.text[..seen], found.start()).unwrap_or(found);
                if self.wary {
                    break;
                }
                size = size.saturating_mul(2);
            }
            // To have looked so far for so little is once enough.
            self.wary |= found.len() < (seen - found.start()) / 4 && seen - found.start() > 4 * WINDOW;
            let range = found.range();
            self.window = WINDOW;
            self.at = if range.is_empty() { ceil(self.text, range.end + 1) } else { range.end };
            if !range.is_empty() {
                return Some((range, seen));
            }
        }
        None
    }
}

impl Matches<'_> {
    /// The end of the window of so many bytes from `at`: behind a space where there is one near, so that no word is cut.
    fn edge(&self, at: usize, window: usize) -> usize {
        let end = floor(self.text, at.saturating_add(window).min(self.text.len()));
        let near = floor(self.text, end.saturating_sub(WINDOW / 8)).max(at);
        match self.text[near..end].rfind(char::is_whitespace) {
            Some(space) if end < self.text.len() => ceil(self.text, near + space + 1),
            _ => end.max(ceil(self.text, (at + 1).min(self.text.len()))),
        }
    }
}

/// The most that a compiled pattern may take, in bytes: a search costs the text's length times that, in the worst case.
const PATTERN: usize = 1 << 20;

/// A pattern of a rule, compiled.
///
/// # Errors
/// When it is none, or a very large one.
pub(crate) fn compiled(pattern: &str) -> Result<Regex, regex::Error> {
    regex::RegexBuilder::new(pattern).size_limit(PATTERN).nest_limit(50).build()
}

fn lexicon(view: View<'_>, lexicons: &Lexicons, list: &str, class: Option<usize>) -> Vec<Found> {
    let mut found = Vec::new();
    let Some(list) = lexicons.list(list) else { return found };
    for paragraph in &view.article.paragraphs {
        let mut at = paragraph.tokens.start;
        while at < paragraph.tokens.end {
            let Some(hit) = list.longest(view.article, at, paragraph.tokens.end) else {
                at += 1;
                continue;
            };
            let last = at + hit.tokens - 1;
            if class.is_none_or(|class| hit.in_class(class)) {
                let span = view.article.span_of(at..last + 1);
                found.push(Found { span, groups: Vec::new(), label: Some(hit.lemma.to_owned()) });
            }
            at = last + 1;
        }
    }
    found
}

/// A pattern for whole words and phrases, case-blind unless `case`; any white space parts words, either
/// apostrophe fits.
pub(crate) fn phrases<'a>(
    phrases: impl IntoIterator<Item = &'a str>,
    case: bool,
) -> Result<Regex, regex::Error> {
    let mut words: Vec<&str> = phrases.into_iter().filter(|p| !p.trim().is_empty()).collect();
    // The longest first: alternation takes the first that fits.
    words.sort_by_key(|w| (std::cmp::Reverse(w.len()), *w));
    let phrase = |p: &str| {
        let edge = |c: Option<char>| if c.is_some_and(char::is_alphanumeric) { r"\b" } else { "" };
        let inner: Vec<String> =
            p.split_whitespace().map(|w| regex::escape(w).replace(['\'', '’'], "['’]")).collect();
        let p = p.trim();
        format!("{}{}{}", edge(p.chars().next()), inner.join(r"\s+"), edge(p.chars().next_back()))
    };
    let all: Vec<String> = words.into_iter().map(phrase).collect();
    // No word fits nothing: an empty alternation would fit everywhere.
    let body = if all.is_empty() { r"[^\s\S]".to_owned() } else { all.join("|") };
    Regex::new(&format!("{}(?:{body})", if case { "" } else { "(?i)" }))
}

/// How the keys of a table of swaps are compared.
pub(crate) fn key(word: &str) -> String {
    word.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().replace('’', "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, text: &str) -> Vec<Range<usize>> {
        let regex = compiled(pattern).unwrap();
        Matches::new(&regex, text).map(|(range, _)| range).collect()
    }

    /// A window is not to be noticed where matches are no longer than one.
    #[test]
    fn windows_find_what_a_search_of_all_finds() {
        let texts = [
            "The bridge — “old” as it is — costs 1,200 crowns. ".repeat(300),
            format!("{}needle{}needle", "hay ".repeat(3000), "é".repeat(5000)),
            "word\n".repeat(2000),
            "x".repeat(9000),
            String::new(),
        ];
        for text in &texts {
            for pattern in [
                r"bridge",
                r"\bold\b",
                r"(?:\d+,)?\d+",
                r"“[^”]{1,40}”",
                r"needle",
                r"needle$",
                r"^The",
                r"\w+",
                r"(?m)^word$",
                r"\bx",
                r"costs .{0,60}The",
                r"é{3}",
                r"(?:é|hay )needle",
                r"$",
                r"\s*",
            ] {
                let regex = Regex::new(pattern).unwrap();
                let all: Vec<_> = regex
                    .find_iter(text)
                    .map(|m| m.range())
                    .filter(|r| !r.is_empty() && r.len() < WINDOW)
                    .collect();
                let ours: Vec<_> = found(pattern, text).into_iter().filter(|r| r.len() < WINDOW).collect();
                assert_eq!(ours, all, "{pattern} {:.20}", text);
            }
        }
    }

    /// Patterns that look far ahead behind each match, on lines where that is the worst: ten times as long, and not a
    /// hundred times as much to do. What is counted is the bytes that the searches were shown.
    #[test]
    fn no_pattern_costs_the_square() {
        for (pattern, unit) in [
            ("a.*z|a", "a "),
            (r"\w+(?:.*\d)?", "word "),
            ("(?s)“(?:.*¶)?", "“x”\n"),
            ("[^A-Z]*Z|b", "b"),
            ("x+$|x", "xx "),
        ] {
            let text = unit.repeat(40_000 / unit.len());
            let regex = compiled(pattern).unwrap();
            let mut matches = Matches::new(&regex, &text);
            let mut seen = 0;
            loop {
                let before = matches.at;
                let Some((_, end)) = matches.next() else { break };
                seen += end - before;
            }
            assert!(seen <= text.len() * 2 * WINDOW, "{pattern}: {seen}");
        }
    }

    #[test]
    fn phrases_fit_whole_words() {
        let regex = phrases(["Kiev", "don't", "at this point in time", "C++"], false).unwrap();
        let found = |text| regex.find_iter(text).map(|m| m.as_str()).collect::<Vec<_>>();
        assert_eq!(
            found("KIEV, Kievan; don’t at this\npoint in  time"),
            ["KIEV", "don’t", "at this\npoint in  time"]
        );
        assert_eq!(found("C++ here"), ["C++"]);
        assert!(phrases([""], true).unwrap().find("anything").is_none());
        assert!(phrases(["US"], true).unwrap().find("us and them").is_none());
    }
}
