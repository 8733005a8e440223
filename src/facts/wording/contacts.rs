//! Where something or someone can be found: web addresses, e-mail addresses, names on social media, phone numbers, streets.

use crate::Span;
use crate::lexicon::{Contacts, Figures, Lexicons};
use crate::named::named;
use crate::text::{Article, TokenKind};
use regex::Regex;
use std::sync::LazyLock;

named! {
    /// What leads to a place or a person.
    #[non_exhaustive]
    pub enum ContactKind {
        /// `www.calder.example`.
        Web = "web address",
        /// `desk@calder.example`.
        Email = "e-mail address",
        /// `@calderdesk`.
        Handle = "social-media name",
        /// `020 7946 0000`.
        Phone = "phone number",
        /// `12 Millbrook Road`.
        Street = "address",
    }
}

/// An address, a number or a name by which something is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contact {
    /// Where it is.
    pub span: Span,
    /// What it is.
    pub kind: ContactKind,
}

/// Each kind that has a form of its own, the surer ones first.
static FORMS: LazyLock<Vec<(ContactKind, Regex)>> = LazyLock::new(|| {
    [
        (ContactKind::Email, r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)"),
        (ContactKind::Web, r"((?:https?://|www\.)[^\s<>“”]+)"),
        (ContactKind::Web, r"\b((?:[a-z0-9-]+\.)+[a-z]{2,}\b(?:/[^\s<>“”]*)?)"),
        (ContactKind::Handle, r"(?:^|[\s(“])(@[A-Za-z0-9_]{2,})"),
        (ContactKind::Phone, r"(\+\d{1,3}[ .-]?(?:\(\d+\)[ .-]?)?\d[\d .-]{5,14}\d)\b"),
        (ContactKind::Phone, r"(?:^|[\s(])(0\d{2,4}[ -]\d{3,4}[ -]?\d{3,4}|0\d{9,10})\b"),
        (ContactKind::Phone, r"(?:^|[\s(])((?:1-)?(?:\(\d{3}\) ?|\d{3}[-.])?\d{3}[-.]\d{4})\b"),
    ]
    .into_iter()
    .filter_map(|(kind, form)| Some((kind, Regex::new(form).ok()?)))
    .collect()
});

/// Marks after an address that are the sentence's.
const MARKS: [char; 10] = ['.', ',', ';', ':', '!', '?', ')', '’', '\'', '"'];

/// Finds the addresses and numbers of an article, in order. Linear in its length.
#[must_use]
pub fn find(article: &Article, lexicons: &Lexicons) -> Vec<Contact> {
    let mut found: Vec<Contact> = streets(article, lexicons);
    for (kind, form) in FORMS.iter() {
        for written in form.captures_iter(&article.text).filter_map(|captures| captures.get(1)) {
            let end = written.start() + written.as_str().trim_end_matches(MARKS).len();
            let span = Span::of(written.start()..end);
            let known = match kind {
                ContactKind::Web => is_web(article.slice(span), lexicons),
                ContactKind::Phone => is_phone(article, span, lexicons),
                _ => true,
            };
            found.extend(known.then_some(Contact { span, kind: *kind }));
        }
    }
    // The sort is stable: of two at one place the surer one is kept.
    found.sort_by_key(|contact| contact.span.start);
    let mut kept: Vec<Contact> = Vec::with_capacity(found.len());
    for contact in found {
        if kept.last().is_none_or(|last| !last.span.overlaps(contact.span)) {
            kept.push(contact);
        }
    }
    kept
}

/// Whether an address begins or ends as one of the web does.
fn is_web(written: &str, lexicons: &Lexicons) -> bool {
    if written.starts_with("http") || written.starts_with("www.") {
        return true;
    }
    let host = written.split('/').next().unwrap_or_default();
    host.rsplit('.').next().is_some_and(|ending| lexicons.word_is(ending, Contacts::Ending))
}

/// How many words before a local number may say that it is one.
const NEAR: usize = 6;

/// Whether a number is one to call. One of seven digits may be a span of numbers (`100-1500`), or have four decimals: it begins
/// again with a nought, or is after a word such as “call”.
fn is_phone(article: &Article, span: Span, lexicons: &Lexicons) -> bool {
    let (first, last) = article.slice(span).split_at(3.min(span.len() as usize));
    let local = span.len() == 8 && first.bytes().all(|byte| byte.is_ascii_digit());
    let token = article.token_at(span.start);
    let start = article.sentences.get(article.sentence_at(span.start)).map_or(0, |s| s.tokens.start);
    let near = token.saturating_sub(NEAR).max(start)..token;
    !local || last.starts_with("-0") || near.into_iter().any(|i| lexicons.at(article, i, Contacts::Call))
}

/// The most words of a street's name.
const LONGEST: usize = 4;

/// `12 Millbrook Road`, `12a St. Agnes Street`.
fn streets(article: &Article, lexicons: &Lexicons) -> Vec<Contact> {
    let mut found = Vec::new();
    for sentence in &article.sentences {
        for i in sentence.tokens.clone() {
            let token = article.tokens[i];
            if token.kind != TokenKind::Number || token.span.len() > 5 {
                continue;
            }
            let named = (i + 1..sentence.tokens.end.min(i + 2 + LONGEST))
                .take_while(|&t| article.tokens[t].capital || article.word(t) == ".");
            let street =
                named.skip(1).filter(|&t| lexicons.has(article.tokens[t].fold, Figures::Street)).last();
            if let Some(street) = street {
                let span = token.span.join(article.tokens[street].span);
                found.push(Contact { span, kind: ContactKind::Street });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_can_be_rung_or_visited() {
        let lexicons = Lexicons::built_in();
        for (text, expected) in [
            (
                "See https://calder.example/a?b=1, or www.calder.example.",
                "https://calder.example/a?b=1 (web address); www.calder.example (web address)",
            ),
            ("Write to desk@calder.example.", "desk@calder.example (e-mail address)"),
            ("Visit calder.org/help today.", "calder.org/help (web address)"),
            (
                "She wrote as @calderdesk (and @old_one).",
                "@calderdesk (social-media name); @old_one (social-media name)",
            ),
            (
                "Call 555-0123, 202-555-0123 or (202) 555-0123.",
                "555-0123 (phone number); 202-555-0123 (phone number); (202) 555-0123 (phone number)",
            ),
            (
                "Ring 020 7946 0000 or +44 20 7946 0000.",
                "020 7946 0000 (phone number); +44 20 7946 0000 (phone number)",
            ),
            (
                "He lived at 12 Millbrook Road and 7 Old Mill Lane.",
                "12 Millbrook Road (address); 7 Old Mill Lane (address)",
            ),
            ("In 2019-2020 some 100,000 of 1,000,000 left, 3-2, on 2022-01-19 at 10.30.", ""),
            ("Call 555-2368. Some 500-1500 people paid 123.4567 crowns.", "555-2368 (phone number)"),
            (
                "See calder.ie or news.calder.co.uk, e.g. in the.end of it.",
                "calder.ie (web address); news.calder.co.uk (web address)",
            ),
            ("The 12 men met Ada Road-Hale. It was 0.5 percent.", ""),
        ] {
            let article = Article::new("t", format!("{text}\n"), None);
            let shown: Vec<String> = find(&article, &lexicons)
                .iter()
                .map(|contact| format!("{} ({})", article.slice(contact.span), contact.kind.name()))
                .collect();
            assert_eq!(shown.join("; "), expected, "{text}");
        }
    }

    #[test]
    fn every_form_is_read() {
        assert_eq!(FORMS.len(), 7);
    }
}
