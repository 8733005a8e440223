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
    for statement in document.facts.attributions() {
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

/// The sources of an article that have a name.
#[must_use]
pub fn named_speakers(document: &Document) -> Vec<String> {
    sources(document).into_iter().map(|(entity, _)| name_of(document, entity)).collect()
}

/// The parts of an article for every source whose name has all the words of `name`, in any case.
#[must_use]
pub fn letter_parts(document: &Document, name: &str) -> Vec<LetterPart> {
    let part = |(entity, statements): (&Entity, Vec<&Attribution>)| {
        let full = name_of(document, entity);
        has_words_of(&full, name).then(|| LetterPart {
            name: full,
            kind: entity.kind,
            article: Shown::of(&document.article().name).to_string(),
            body: body(document, statements),
        })
    };
    sources(document).into_iter().filter_map(part).collect()
}

/// Why there is no one source of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotOne {
    /// Nobody has it.
    Nobody,
    /// Several have it, each with its name and kind.
    Several(Vec<(String, EntityKind)>),
    /// Two in one article have it in full: the name, and the article.
    Twice(String, String),
}

impl fmt::Display for NotOne {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody => f.write_str("nobody of that name is quoted"),
            Self::Several(all) if all.iter().all(|(_, kind)| *kind == EntityKind::Person) => {
                let names: Vec<_> = all.iter().map(|(name, _)| name.as_str()).collect();
                write!(f, "several people have that name: {}; give the full one", names.join(", "))
            }
            Self::Several(all) => {
                let names: Vec<_> =
                    all.iter().map(|(name, kind)| format!("{name} ({})", kind.name())).collect();
                write!(f, "several sources have that name: {}; give the full one", names.join(", "))
            }
            Self::Twice(name, article) => {
                write!(
                    f,
                    "{article} quotes two sources called {name}; `onrecord quotes` lists the words of each"
                )
            }
        }
    }
}

/// Whom a letter is to, by the fullest name, and the parts for them, of those that each article has for `name`. Whoever has
/// just that name goes before those who have it as a part of theirs.
///
/// # Errors
/// When it is nobody, or more than one.
pub fn addressed(name: &str, articles: Vec<Vec<LetterPart>>) -> Result<(String, Vec<LetterPart>), NotOne> {
    let exact = |part: &LetterPart| has_words_of(name, &part.name);
    let several = |parts: &mut dyn Iterator<Item = &LetterPart>| {
        let mut all: Vec<_> = parts.map(|part| (part.name.clone(), part.kind)).collect();
        all.sort_unstable_by(|a, b| (&a.0, a.1.name()).cmp(&(&b.0, b.1.name())));
        all.dedup();
        NotOne::Several(all)
    };
    let all: Vec<&LetterPart> = articles.iter().flatten().collect();
    let is_exact = all.iter().any(|part| exact(part));
    let mut meant = all.iter().copied().filter(|part| !is_exact || exact(part));
    let kind = meant.next().ok_or(NotOne::Nobody)?.kind;
    if meant.any(|part| part.kind != kind) {
        return Err(several(&mut all.iter().copied().filter(|part| !is_exact || exact(part))));
    }
    let mut parts: Vec<LetterPart> = Vec::new();
    for mut one in articles {
        one.retain(|part| part.kind == kind);
        if one.iter().any(exact) {
            one.retain(exact);
        }
        match &*one {
            [first, second, ..] if first.name == second.name => {
                return Err(NotOne::Twice(first.name.clone(), first.article.clone()));
            }
            [_, _, ..] => return Err(several(&mut one.iter())),
            _ => parts.append(&mut one),
        }
    }
    // In one article she may be named in full, in another by surname alone.
    let fullest = |parts: &[LetterPart]| {
        let longest = parts.iter().map(|part| &part.name).max_by_key(|name| name.len());
        longest.filter(|full| parts.iter().all(|part| has_words_of(full, &part.name))).cloned()
    };
    if fullest(&parts).is_none() && is_exact {
        parts.retain(exact);
    }
    let full = fullest(&parts).ok_or_else(|| several(&mut parts.iter()))?;
    Ok((full, parts))
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
        let parts = letter_parts(&document, "brandt");
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
        assert_eq!(letter_parts(&document, "Nobody"), []);
        assert_eq!(letter_parts(&document, " "), []);
        assert_eq!(named_speakers(&document), ["Ada Brandt", "Tom Hale"]);
    }

    #[test]
    fn what_two_say_together_is_in_the_letter_to_each() {
        let checker = Checker::builder().facts_only().build().unwrap();
        let text = "“We are safe here,” Ada Brandt and Tom Hale said on Monday. Brandt, the mayor, left. Hale, a driver, stayed.\n";
        let document = checker.check_text("draft.txt", text);
        for name in ["brandt", "hale"] {
            let parts = letter_parts(&document, name);
            assert!(parts.iter().any(|part| part.body.contains("We are safe here")), "{name}");
        }
    }

    #[test]
    fn a_letter_is_to_one_source() {
        let (person, body) = (EntityKind::Person, EntityKind::Organisation);
        let to = |name: &str, articles: &[&[(&str, EntityKind)]]| {
            let part = |&(name, kind): &(&str, EntityKind)| LetterPart {
                name: name.to_owned(),
                kind,
                article: "a.txt".to_owned(),
                body: String::new(),
            };
            let parts = articles.iter().map(|parts| parts.iter().map(part).collect()).collect();
            addressed(name, parts)
                .map_or_else(|why| why.to_string(), |(full, parts)| format!("{full}: {}", parts.len()))
        };
        for (name, articles, expected) in [
            ("brandt", &[&[("Ada Brandt", person)][..], &[("Brandt", person)]][..], "Ada Brandt: 2"),
            ("Brandt", &[&[("Ada Brandt", person), ("Brandt", body)]], "Brandt: 1"),
            ("brandt's", &[&[("Brandt’s", body), ("Brandt’s Bank", body)]], "Brandt’s: 1"),
            (
                "Brandt",
                &[&[("Ada Brandt", person), ("Brandt Trust", body)]],
                "several sources have that name: Ada Brandt (person), Brandt Trust (organisation); give the full one",
            ),
            (
                "Brandt",
                &[&[("Ada Brandt", person)], &[("Tom Brandt", person)]],
                "several people have that name: Ada Brandt, Tom Brandt; give the full one",
            ),
            (
                "Ada Brandt",
                &[&[("Ada Brandt", person), ("Ada Brandt", person)]],
                "a.txt quotes two sources called Ada Brandt; `onrecord quotes` lists the words of each",
            ),
            (
                "Ada Brandt",
                &[&[("Ada Brandt", person)], &[("Ada M. Brandt", person)], &[("Ada T. Brandt", person)]],
                "Ada Brandt: 1",
            ),
            ("Hale", &[&[]], "nobody of that name is quoted"),
        ] {
            assert_eq!(to(name, articles), expected, "{name}");
        }
    }
}
