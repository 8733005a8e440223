//! The letter to a source: every quotation and reported statement of one speaker, for them to check.

use super::passage::{slice, words_of};
use super::printable::{Shown, printable};
use super::speakers;
use crate::checker::Document;
use crate::facts::people::entities::EntityId;
use crate::facts::people::has_words_of;
use crate::facts::{Attribution, AttributionKind, Entity, EntityKind};
use rustc_hash::FxHashMap;
use std::fmt::{self, Write as _};

/// Lines of a letter.
const WIDTH: usize = 72;

/// What one article has of a speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterPart {
    /// The speaker's full name.
    pub name: String,
    /// What bears it: a person, an organisation or a place.
    pub kind: EntityKind,
    /// The name of the article.
    article: String,
    /// The paragraphs about it.
    body: String,
}

/// The named sources of an article, in order of their first statement, each with all that is given as theirs, alone or with
/// others.
fn sources<'a>(document: &'a Document<'_>) -> Vec<(&'a Entity, Vec<&'a Attribution>)> {
    let mut index: FxHashMap<EntityId, usize> = FxHashMap::default();
    let mut sources: Vec<(&Entity, Vec<&Attribution>)> = Vec::new();
    for statement in document.facts.attributions().iter().filter(|one| one.is_statement()) {
        let others = statement.others.iter().copied().filter(|other| Some(*other) != statement.entity);
        for id in statement.entity.into_iter().chain(others) {
            let Some(entity) = document.facts.entities().get(id) else { continue };
            let at = *index.entry(id).or_insert(sources.len());
            if at == sources.len() {
                sources.push((entity, Vec::new()));
            }
            sources[at].1.push(statement);
        }
    }
    sources
}

fn name_of(document: &Document<'_>, entity: &Entity) -> String {
    printable(slice(document.article(), entity.name)).into_owned()
}

/// The names of the sources of an article, and the parts for every one whose name has all the words of `name`, in any case.
#[must_use]
pub fn letter_parts(document: &Document, name: &str) -> (Vec<String>, Vec<LetterPart>) {
    let (mut names, mut parts) = (Vec::new(), Vec::new());
    for (entity, statements) in sources(document) {
        let full = name_of(document, entity);
        if has_words_of(&full, name) {
            parts.push(LetterPart {
                name: full.clone(),
                kind: entity.kind,
                article: Shown::of(&document.article().name).to_string(),
                body: body(document, statements),
            });
        }
        names.push(full);
    }
    (names, parts)
}

/// A source that a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The full name.
    pub name: String,
    /// What bears it.
    pub kind: EntityKind,
    /// The article that quotes it.
    pub article: String,
}

/// Why there is no one source of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotOne {
    /// Nobody has it.
    Nobody,
    /// Several may be meant.
    Several(Vec<Candidate>),
}

/// How many that may be meant are listed.
const LISTED: usize = 12;

impl fmt::Display for NotOne {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Several(all) = self else { return f.write_str("nobody of that name is quoted") };
        let one_kind = all.windows(2).all(|two| two[0].kind == two[1].kind);
        let told = all.iter().take(LISTED).map(|Candidate { name, kind, article }| {
            if one_kind {
                format!("{name} ({article})")
            } else {
                format!("{name} ({}, {article})", kind.name())
            }
        });
        let told = told.collect::<Vec<_>>().join(", ");
        let more = all.len().saturating_sub(LISTED);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        write!(
            f,
            "not clear who is meant: {told}{more}; give a full name, or one article (`onrecord quotes` lists the words of each)"
        )
    }
}

/// Whom a letter is to, by the full name, and the parts for them, of those that each article has for `name`. Whoever has just
/// that name goes before those who have it as a part of theirs.
///
/// Two articles have one source where the full names agree: the `Smith` of one article may be any Smith of the other.
///
/// # Errors
/// When it is nobody, or when it may be more than one.
pub fn addressed(name: &str, articles: Vec<Vec<LetterPart>>) -> Result<(String, Vec<LetterPart>), NotOne> {
    let exact = |part: &LetterPart| is_full(part) && has_words_of(name, &part.name);
    let is_exact = articles.iter().flatten().any(exact);
    let meant = |article: Vec<LetterPart>| -> Vec<LetterPart> {
        article.into_iter().filter(|part| !is_exact || exact(part)).collect()
    };
    let articles: Vec<Vec<LetterPart>> = articles.into_iter().map(meant).collect();
    let one_each = articles.iter().all(|article| article.len() < 2);
    let parts: Vec<LetterPart> = articles.into_iter().flatten().collect();
    let Some((first, others)) = parts.split_first() else { return Err(NotOne::Nobody) };
    let agrees =
        |part: &LetterPart| part.kind == first.kind && is_full(part) && is_same(&first.name, &part.name);
    if one_each && others.iter().all(agrees) {
        return Ok((first.name.clone(), parts));
    }
    let candidate = |LetterPart { name, kind, article, .. }| Candidate { name, kind, article };
    Err(NotOne::Several(parts.into_iter().map(candidate).collect()))
}

/// Whether the name tells a source from all others: a person has more than one word, since many share a surname.
fn is_full(part: &LetterPart) -> bool {
    part.kind != EntityKind::Person || part.name.split_whitespace().nth(1).is_some()
}

/// Whether two names have the same words.
fn is_same(one: &str, other: &str) -> bool {
    has_words_of(one, other) && has_words_of(other, one)
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

fn body(document: &Document, mut statements: Vec<&Attribution>) -> String {
    let mut body = format!("From {}:\n", Shown::of(&document.article().name));
    statements.sort_by_key(|statement| statement.extent().start);
    for (number, statement) in (1..).zip(statements) {
        let how = match statement.kind {
            AttributionKind::Direct => "in your words",
            AttributionKind::Mixed => "partly in your words",
            AttributionKind::Indirect => "in our words",
        };
        let line = document.article().lines.line(statement.extent().start);
        let negated = if statement.negated { ", as something that you did not say or do" } else { "" };
        // Who denies something has not said it.
        let said = speakers::source_and_cue(document, statement);
        let said = if said.is_empty() { said } else { format!(" ({said})") };
        let words = printable(&words_of(document.article(), &statement.content)).into_owned();
        let hanging = textwrap::Options::new(WIDTH).subsequent_indent("   ");
        let head = textwrap::fill(&format!("{number}. Line {line}, {how}{negated}{said}:"), &hanging);
        // Writing to a String does not fail.
        let _ = writeln!(body, "\n{head}\n{}", textwrap::fill(&words, hanging.initial_indent("   ")));
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
        let text = "“The bridge is safe,” said Ada Brandt, the mayor.\n\nTom Hale said that he would miss it. Brandt denied that it carried 12,000 cars a day.\n";
        let document = checker.check_text("draft.txt", text);
        let (names, parts) = letter_parts(&document, "brandt");
        assert_eq!(names, ["Ada Brandt", "Tom Hale"]);
        assert_eq!(parts.len(), 1);
        let page = letter(&parts[0].name, &parts);
        assert!(page.starts_with("Dear Ada Brandt,\n"), "{page}");
        for part in [
            "From draft.txt:",
            "1. Line 1, in your words (said Ada Brandt, the mayor):\n   “The bridge is safe,”",
            "2. Line 3, in our words (Brandt denied):",
            "12,000",
        ] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        assert!(!page.contains("miss it"), "{page}");
        assert!(page.lines().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(letter_parts(&document, "Nobody").1, []);
        assert_eq!(letter_parts(&document, " ").1, []);
    }

    #[test]
    fn what_two_say_together_is_in_the_letter_to_each() {
        let checker = Checker::builder().facts_only().build().unwrap();
        let text = "“We are safe here,” Ada Brandt and Tom Hale said on Monday. Brandt, the mayor, left. Hale, a driver, stayed.\n";
        let document = checker.check_text("draft.txt", text);
        for name in ["brandt", "hale"] {
            let (_, parts) = letter_parts(&document, name);
            assert!(parts.iter().any(|part| part.body.contains("We are safe here")), "{name}");
        }
    }

    #[test]
    fn a_letter_is_to_one_source() {
        let (person, body) = (EntityKind::Person, EntityKind::Organisation);
        let to = |name: &str, articles: &[&[(&str, EntityKind)]]| {
            let part = |article: &str, &(name, kind): &(&str, EntityKind)| LetterPart {
                name: name.to_owned(),
                kind,
                article: article.to_owned(),
                body: String::new(),
            };
            let named = articles.iter().zip(["a", "b", "c"]);
            let parts = named.map(|(parts, article)| parts.iter().map(|one| part(article, one)).collect());
            match addressed(name, parts.collect()) {
                Ok((full, parts)) => format!("{full}: {}", parts.len()),
                Err(why) => why.to_string(),
            }
        };
        let unclear = |who: &str| {
            format!(
                "not clear who is meant: {who}; give a full name, or one article (`onrecord quotes` lists the words of each)"
            )
        };
        for (name, articles, expected) in [
            ("brandt", &[&[("Ada Brandt", person)][..], &[("ADA BRANDT", person)]][..], "Ada Brandt: 2"),
            ("brandt", &[&[("Brandt", person)], &[]], "Brandt: 1"),
            ("trust", &[&[("Brandt Trust", body)], &[("Brandt Trust", body)]], "Brandt Trust: 2"),
            ("nato", &[&[("NATO", body)], &[("NATO", body)]], "NATO: 2"),
            ("Brandt", &[&[("Ada Brandt", person), ("Brandt", body)]], "Brandt: 1"),
            ("brandt's", &[&[("Brandt’s", body), ("Brandt’s Bank", body)]], "Brandt’s: 1"),
            (
                "Ada Brandt",
                &[&[("Ada Brandt", person)], &[("Ada M. Brandt", person)], &[("Ada T. Brandt", person)]],
                "Ada Brandt: 1",
            ),
            ("Ada Brandt", &[&[("Ada Brandt", person)], &[], &[("Ada Brandt", person)]], "Ada Brandt: 2"),
            ("Hale", &[&[]], "nobody of that name is quoted"),
        ] {
            assert_eq!(to(name, articles), expected, "{name}");
        }
        for (name, articles, who) in [
            // A surname may be anybody's.
            ("smith", &[&[("Ada Smith", person)][..], &[("Smith", person)]][..], "Ada Smith (a), Smith (b)"),
            (
                "Smith",
                &[&[("Ada Smith", person)], &[("Smith", person)], &[("Joe Smith", person)]],
                "Ada Smith (a), Smith (b), Joe Smith (c)",
            ),
            ("smith", &[&[("Smith", person)], &[("Smith", person)]], "Smith (a), Smith (b)"),
            ("ada", &[&[("Ada", person)], &[("Ada Brandt", person)]], "Ada (a), Ada Brandt (b)"),
            ("smith", &[&[("Ada Smith", person), ("Smith", person)]], "Ada Smith (a), Smith (a)"),
            (
                "brandt",
                &[&[("Ada Brandt", person)], &[("Ada M. Brandt", person)]],
                "Ada Brandt (a), Ada M. Brandt (b)",
            ),
            (
                "Brandt",
                &[&[("Ada Brandt", person), ("Brandt Trust", body)]],
                "Ada Brandt (person, a), Brandt Trust (organisation, a)",
            ),
            (
                "Ada Brandt",
                &[&[("Ada Brandt", person), ("Ada Brandt", person)]],
                "Ada Brandt (a), Ada Brandt (a)",
            ),
        ] {
            assert_eq!(to(name, articles), unclear(who), "{name}");
        }
    }
}
