//! What a paragraph is by its words and its position, where the format does not say.
//!
//! Rules pass over much of what is not body, so a wrong role hides faults: when in doubt it is body.

use super::Paragraph;
use super::role::Role;
use super::token::{Token, TokenKind};
use crate::boundary::ceil;
use crate::lexicon::{Calendar, Lexicons, Media};
use aho_corasick::AhoCorasick;
use regex::{Regex, bytes};
use std::sync::LazyLock;

/// Sets the role of every paragraph for which the format has `given` none. Linear.
pub(super) fn assign(
    text: &str,
    tokens: &[Token],
    lexicons: &Lexicons,
    paragraphs: &mut [Paragraph],
    given: &[Option<Role>],
) {
    let last = paragraphs.len().saturating_sub(1);
    for i in 0..paragraphs.len() {
        let line = &text[paragraphs[i].span.range()];
        if given[i].is_none() {
            paragraphs[i].role = alone(line, lexicons, i == last);
        }
    }
    headline(text, tokens, lexicons, paragraphs, given);
    subheadings(text, tokens, paragraphs, given);
}

/// The role that a line's own words give it.
fn alone(line: &str, lexicons: &Lexicons, last: bool) -> Role {
    if is_rule(line) || (last && is_file_name(line)) {
        Role::Metadata
    } else if line.len() <= 120 && may_credit(line) && is_credit(line, lexicons) {
        Role::Credit
    } else if line.len() <= 1_500 && may_credit(tail(line)) && is_caption(tail(line), lexicons) {
        Role::Caption
    } else if line.len() <= 80 && may_be_dateline(line) && is_dateline(line, lexicons) {
        Role::Dateline
    } else {
        Role::Body
    }
}

/// `* * *`, `---`, `###`.
fn is_rule(line: &str) -> bool {
    line.chars().all(|c| matches!(c, '*' | '-' | '—' | '–' | '_' | '=' | '~' | '#' | '•' | '·' | ' '))
}

fn is_file_name(line: &str) -> bool {
    let Some((stem, extension)) = line.rsplit_once('.') else { return false };
    let known = ["txt", "md", "html", "htm", "doc", "docx", "odt", "rtf", "pdf"];
    known.contains(&extension) && !stem.is_empty() && !stem.contains(char::is_whitespace)
}

/// The end of a line, where a credit may be.
fn tail(line: &str) -> &str {
    &line[ceil(line, line.len().saturating_sub(160))..]
}

/// The name of an agency, or of what is none: a capital, and perhaps a second word with one.
const NAME: &str = "([A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?)";

fn is_credit(line: &str, lexicons: &Lexicons) -> bool {
    CREDIT.is_match(line.as_bytes()) || names_agency(&AGENCY_CREDIT, line, lexicons)
}

fn is_caption(tail: &str, lexicons: &Lexicons) -> bool {
    CAPTION.is_match(tail.as_bytes()) || names_agency(&AGENCY_CAPTION, tail, lexicons)
}

/// Whether a pattern fits and the name in it is an agency's.
fn names_agency(pattern: &bytes::Regex, line: &str, lexicons: &Lexicons) -> bool {
    let Some(found) = pattern.captures(line.as_bytes()) else { return false };
    let name = found.iter().skip(1).flatten().next().and_then(|name| line.get(name.range())).unwrap_or("");
    let bare = name.strip_suffix(" Photo").or_else(|| name.strip_suffix(" Photos"));
    [Some(name), bare].into_iter().flatten().any(|name| lexicons.word_is(name, Media::Agency))
}

/// A place in capitals, and a day or an agency to show that no headline is meant.
fn is_dateline(line: &str, lexicons: &Lexicons) -> bool {
    DATELINE.captures(line).is_some_and(|found| {
        let month = found.name("month").map(|month| month.as_str());
        month.is_none_or(|month| lexicons.word_is(month, Calendar::Month))
    })
}

/// Whether a line holds what no credit is without, so that most lines meet no pattern.
fn may_credit(line: &str) -> bool {
    SIGNS.is_match(line)
}

/// One of them is in every form of [`CREDIT`] and of [`CAPTION`].
static SIGNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::new(["©", "(", "/", "|", "via ", "Photo", "Picture", "Image credit", "Credit"])
        .expect("a handful of words fits")
});

/// Whether a line begins as every [`DATELINE`] does: with a capital, and another or a mark after it.
fn may_be_dateline(line: &str) -> bool {
    let mut characters = line.chars();
    characters.next().is_some_and(char::is_uppercase)
        && characters.next().is_some_and(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '\'' | '’' | '-'))
}

/// A credit and nothing else. This and those below count bytes: repeating a class of Unicode sixty times made
/// compiling them two thirds of the start-up.
static CREDIT: LazyLock<bytes::Regex> = LazyLock::new(|| {
    let forms = [
        r"©\s?.{1,80}",
        r"\(?AP Photo/.{2,60}",
        r"\(?(?:Photo|Photograph|Photo credit|Picture|Image credit|Credit)s?(?: by |: ?)[^.!?]{2,60}",
    ];
    byte_pattern(&format!(r"^(?:{})\.?\)?$", forms.join("|")))
});

/// A credit that an agency ends.
static AGENCY_CREDIT: LazyLock<bytes::Regex> = LazyLock::new(|| {
    byte_pattern(&format!(r"^\(?[^.!?]{{2,60}}(?:\s?/\s?|\bvia |\| ?){NAME}(?: Photo)?\)?\.?\)?$"))
});

/// A credit at the end of what a picture shows.
static CAPTION: LazyLock<bytes::Regex> = LazyLock::new(|| {
    let forms = [
        r"\s©\s?[^.!?]{2,80}",
        r"\s\((?:AP )?(?:Photo|Photograph|Picture)(?: by |: ?|/)[^()]{2,80}\)",
        r"[.!?] (?:Photo|Photograph|Picture)(?: by |: ?)[^.!?]{2,60}",
    ];
    byte_pattern(&format!(r"(?:{})\.?$", forms.join("|")))
});

/// Such a credit that an agency ends.
static AGENCY_CAPTION: LazyLock<bytes::Regex> = LazyLock::new(|| {
    let forms = [
        format!(r"\s\([^()]{{2,60}}/{NAME}\.?\)"),
        format!(r"\s\(\s?{NAME}(?:/[^()]{{2,60}}| Photos?)\)"),
        format!(r"[.!?)] [^.!?/]{{2,60}}(?: ?/ ?| via ){NAME}(?: Photo)?"),
    ];
    byte_pattern(&format!(r"(?:{})\.?$", forms.join("|")))
});

/// Capitals, and a day or an agency or a dash to show that no headline is meant.
static DATELINE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\p{Lu}[\p{Lu} .'’-]+(?:, \p{Lu}[\w. ]+)?(?:, (?P<month>[A-Z][a-z]{2,8})\.? \d{1,2}(?:, \d{4})?(?: \([A-Z][A-Za-z /]{1,30}\))?| \([A-Z][A-Za-z /]{1,30}\)) ?[—–-]*$",
    )
});

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is a constant that the tests compile")
}

fn byte_pattern(pattern: &str) -> bytes::Regex {
    bytes::RegexBuilder::new(pattern)
        .unicode(false)
        .build()
        .expect("the pattern is a constant that the tests compile")
}

/// The first line that is not metadata, and a second one right under it (a deck), unless the format names a headline.
fn headline(
    text: &str,
    tokens: &[Token],
    lexicons: &Lexicons,
    paragraphs: &mut [Paragraph],
    given: &[Option<Role>],
) {
    if given.contains(&Some(Role::Headline)) {
        return;
    }
    let Some(first) = paragraphs.iter().position(|p| p.role != Role::Metadata) else { return };
    let rest = paragraphs[first + 1..].iter().filter(|p| p.role == Role::Body).count();
    if paragraphs[first].role != Role::Body || given[first].is_some() || rest == 0 {
        return;
    }
    let line = RoleLine::of(text, tokens, &paragraphs[first]);
    if !(line.is_headline() || (rest >= 3 && line.may_be_headline(lexicons))) {
        return;
    }
    paragraphs[first].role = Role::Headline;
    // A headline that ends in a semicolon goes on in the next line.
    if let Some(next) = paragraphs.get(first + 1)
        && line.text.ends_with(';')
        && next.role == Role::Body
        && given[first + 1].is_none()
        && rest > 1
        && next.tokens.len() <= 30
    {
        paragraphs[first + 1].role = Role::Headline;
    }
}

/// Short lines without a stop between two paragraphs of running text.
fn subheadings(text: &str, tokens: &[Token], paragraphs: &mut [Paragraph], given: &[Option<Role>]) {
    let prose = |p: Option<&Paragraph>| p.is_some_and(|p| p.role == Role::Body && p.tokens.len() > 20);
    for i in 1..paragraphs.len() {
        let around = prose(paragraphs.get(i - 1)) && prose(paragraphs.get(i + 1));
        if around
            && paragraphs[i].role == Role::Body
            && given[i].is_none()
            && RoleLine::of(text, tokens, &paragraphs[i]).is_subheading()
        {
            paragraphs[i].role = Role::Subheading;
        }
    }
}

/// A paragraph seen as one line of display type.
struct RoleLine<'a> {
    text: &'a str,
    all: &'a str,
    tokens: &'a [Token],
    sentences: usize,
}

impl<'a> RoleLine<'a> {
    fn of(text: &'a str, tokens: &'a [Token], paragraph: &Paragraph) -> Self {
        Self {
            text: &text[paragraph.span.range()],
            all: text,
            tokens: &tokens[paragraph.tokens.clone()],
            sentences: paragraph.sentences.len(),
        }
    }

    fn words(&self) -> usize {
        self.tokens.iter().filter(|t| t.kind != TokenKind::Mark).count()
    }

    /// A stop, a colon or a comma, marks that close set aside.
    fn ends_in_stop(&self) -> bool {
        let bare = self.text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»']);
        bare.ends_with(['.', '!', '?', '…', ':', ',', ';', '—', '–', '-'])
    }

    /// Whether all its longer words but one in eight begin with a capital.
    fn is_title_case(&self) -> bool {
        let long = self.tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 4);
        let (mut capital, mut all) = (0, 0);
        for token in long {
            all += 1;
            capital += usize::from(self.all[token.span.range()].starts_with(char::is_uppercase));
        }
        all >= 2 && capital * 8 >= all * 7
    }

    fn starts_plainly(&self) -> bool {
        self.text
            .starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '‘' | '"' | '\''))
    }

    /// By its looks alone: no stop at its end, or every word with a capital.
    fn is_headline(&self) -> bool {
        self.words() <= 25 && self.starts_plainly() && (!self.ends_in_stop() || self.is_title_case())
    }

    /// A short first line with a stop, as some archives store headlines; not if it names a day or reads like
    /// the opening of a report, which headlines do not.
    fn may_be_headline(&self, lexicons: &Lexicons) -> bool {
        let report = self.tokens.iter().any(|t| {
            let said = || matches!(&self.all[t.span.range()], "said" | "yesterday");
            said() || t.capital && lexicons.has(t.fold, Calendar::Weekday)
        });
        self.words() <= 16 && self.sentences == 1 && self.starts_plainly() && !report
    }

    fn is_subheading(&self) -> bool {
        // "Ada Moe, 62" is an item of a list.
        if self.tokens.last().is_some_and(|t| t.kind == TokenKind::Number) {
            return false;
        }
        let words = self.words();
        let first = self.text.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        (2..=10).contains(&words)
            && first
            && !self.ends_in_stop()
            && !self.text.contains(['@', '[', '|', '/'])
    }
}

#[cfg(test)]
mod tests {
    use super::Role::{self, Body, Caption, Credit, Dateline, Headline, Metadata, Subheading};
    use crate::text::Article;

    const PROSE: &str = "The council of Lentz met on Monday to hear how the harbour would be paid for, and it left \
                         the hall after three hours without a vote on anything at all.";

    fn roles(text: &str) -> Vec<Role> {
        let article = Article::new("t.txt", text.replace("PROSE", PROSE), None);
        article.paragraphs.iter().map(|p| p.role).collect()
    }

    #[test]
    fn the_parts_of_a_page() {
        let cases: &[(&str, &[Role])] = &[
            ("Harbour vote is put off\n\nPROSE\n\nPROSE", &[Headline, Body, Body]),
            ("The Harbour Vote Is Put Off Again.\n\nPROSE\n\nPROSE", &[Headline, Body, Body]),
            ("Harbour vote is put off.\n\nPROSE\n\nPROSE\n\nPROSE", &[Headline, Body, Body, Body]),
            ("Council waits; \nHarbour is dear.\n\nPROSE\n\nPROSE", &[Headline, Headline, Body, Body]),
            ("PROSE\n\nWho pays for it\n\nPROSE", &[Body, Subheading, Body]),
            ("PROSE\n\nThe quay at dusk. © Lentz Harbour/Via AP\n\nPROSE", &[Body, Caption, Body]),
            ("PROSE\n\nThe quay at dusk. (AP Photo/Ada Moe)\n\nPROSE", &[Body, Caption, Body]),
            ("PROSE\n\nThe quay at dusk. Photograph: Ada Moe/Getty\n\nPROSE", &[Body, Caption, Body]),
            ("PROSE\n\nAda Moe via Getty Images.\n\nPROSE", &[Body, Credit, Body]),
            ("PROSE\n\n© Ada Moe\n\nPROSE", &[Body, Credit, Body]),
            ("LENTZ, Jan. 19\n\nPROSE\n\nPROSE", &[Dateline, Body, Body]),
            ("LENTZ, Norland (AP) —\n\nPROSE\n\nPROSE", &[Dateline, Body, Body]),
            (" date 2022-01-19 PROSE\n\nPROSE", &[Metadata, Body, Body]),
            (" date 2022-01-19\nHarbour vote is put off\n\nPROSE", &[Metadata, Headline, Body]),
            ("PROSE\n\n* * *\n\nlentz-harbour.txt", &[Body, Metadata, Metadata]),
        ];
        for (text, expected) in cases {
            assert_eq!(&roles(text), expected, "{text}");
        }
    }

    #[test]
    fn body_when_in_doubt() {
        let cases = [
            "The mayor said no.\n\nPROSE",
            "The mayor resigned on Monday after a vote.\n\nPROSE\n\nPROSE\n\nPROSE",
            "PROSE\n\nHe read out three demands:\n\nPROSE",
            "PROSE\n\n“Never.”\n\nPROSE",
            "PROSE\n\nShe left.\n\nPROSE",
            "PROSE\n\nAda Moe, 62\n\nPROSE",
            "PROSE\n\nBread and milk\n\nEggs and flour\n\nPROSE",
            "PROSE\n\nThe agency is paid by AP and Reuters.\n\nPROSE",
            "PROSE\n\nShe sold it via Getty Images and left.\n\nPROSE",
            "Ada Moe",
        ];
        for text in cases {
            assert!(roles(text).iter().all(|r| *r == Body), "{text}");
        }
    }
}
