//! The letter to a source: every quotation and reported statement of one speaker, for them to check.

use super::passage::words_of;
use super::printable::{Shown, printable};
use super::speakers;
use crate::checker::Document;
use crate::facts::speech::speakers::Speaker;
use crate::facts::{Attribution, AttributionKind};
use std::fmt::Write as _;

/// Lines of a letter.
const WIDTH: usize = 72;

/// What one article has of a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterPart {
    /// The speaker's full name.
    pub name: String,
    /// The paragraphs about one article.
    body: String,
}

/// The speakers of an article who have a name.
#[must_use]
pub fn named_speakers(document: &Document) -> Vec<String> {
    let named = document.facts.speakers().iter().filter(|speaker| speaker.entity.is_some());
    named.map(|speaker| printable(&speakers::name(document, speaker)).into_owned()).collect()
}

/// The parts of an article for everybody whose name has all the words of `name`, in any case.
#[must_use]
pub fn letter_parts(document: &Document, name: &str) -> Vec<LetterPart> {
    let wanted: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let named = document.facts.speakers().iter().filter(|speaker| speaker.entity.is_some());
    named
        .filter_map(|speaker| {
            let full = printable(&speakers::name(document, speaker)).into_owned();
            let lower = full.to_lowercase();
            let words: Vec<&str> = lower.split_whitespace().collect();
            let meant = !wanted.is_empty() && wanted.iter().all(|word| words.contains(&word.as_str()));
            meant.then(|| LetterPart { name: full, body: body(document, speaker) })
        })
        .collect()
}

/// The letter that the parts make.
#[must_use]
pub fn letter(name: &str, parts: &[LetterPart]) -> String {
    let mut page = format!("Dear {name},\n\n");
    let articles = if parts.len() == 1 { "an article in which" } else { "articles in which" };
    let opening = format!(
        "We are preparing {articles} you are quoted. Please check what is given as yours below, and tell us of \
         anything that you did not say or that needs to be put right."
    );
    page.push_str(&textwrap::fill(&opening, WIDTH));
    page.push('\n');
    for part in parts {
        page.push('\n');
        page.push_str(&part.body);
    }
    page.push_str("\nThank you,\n");
    page
}

fn body(document: &Document, speaker: &Speaker) -> String {
    let mut body = format!("From {}:\n", Shown::of(&document.article().name));
    let statements = speaker.statements.iter().filter_map(|&i| document.facts.attributions().get(i));
    let mut statements: Vec<&Attribution> = statements.collect();
    statements.sort_by_key(|statement| statement.extent().start);
    for (number, statement) in (1..).zip(statements) {
        let how = match statement.kind {
            AttributionKind::Direct => "in your words",
            AttributionKind::Mixed => "partly in your words",
            AttributionKind::Indirect => "in our words",
        };
        let line = document.article().lines.line(statement.extent().start);
        let negated = if statement.negated { ", as something that you did not say or do" } else { "" };
        let words = printable(&words_of(document.article(), &statement.content)).into_owned();
        let options = textwrap::Options::new(WIDTH).initial_indent("   ").subsequent_indent("   ");
        // Writing to a String does not fail.
        let _ =
            writeln!(body, "\n{number}. Line {line}, {how}{negated}:\n{}", textwrap::fill(&words, options));
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    #[test]
    fn a_letter_has_the_words_of_one_speaker() {
        let checker = Checker::builder().facts_only().build().unwrap();
        let text = "“The bridge is safe,” said Ada Brandt, the mayor.\n\nTom Hale said that he would miss it. Brandt said that it carried 12,000 cars a day.\n";
        let document = checker.check_text("draft.txt", text);
        let parts = letter_parts(&document, "brandt");
        assert_eq!(parts.len(), 1);
        let page = letter(&parts[0].name, &parts);
        assert!(page.starts_with("Dear Ada Brandt,\n"), "{page}");
        for part in [
            "From draft.txt:",
            "1. Line 1, in your words:\n   “The bridge is safe,”",
            "2. Line 3, in our words:",
            "12,000",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(!page.contains("miss it"), "{page}");
        assert!(page.lines().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(letter_parts(&document, "Nobody"), []);
        assert_eq!(named_speakers(&document), ["Ada Brandt", "Tom Hale"]);
    }
}
