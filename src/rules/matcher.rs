//! What a rule matches, compiled: a kind of fact, a pair of kinds, or words found without any Rust.

use super::kinds::{Get, Kind, View};
use crate::Span;
use crate::lexicon::Lexicons;
use crate::text::Role;
use regex::Regex;
use std::collections::BTreeMap;

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
    let span = |m: regex::Match<'_>| Span::of(m.range());
    let text = &view.article.text;
    if names.is_empty() {
        let found = |m| Found { span: span(m), groups: Vec::new(), label: None };
        return regex.find_iter(text).filter(|m| !m.is_empty()).map(found).collect();
    }
    let whole = |captures: regex::Captures<'_>| {
        let groups = names.iter().map(|&i| captures.get(i).map(span)).collect();
        captures.get(0).filter(|m| !m.is_empty()).map(|m| Found { span: span(m), groups, label: None })
    };
    regex.captures_iter(text).filter_map(whole).collect()
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
                let span = view.article.tokens[at].span.join(view.article.tokens[last].span);
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
