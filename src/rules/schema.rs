//! What docs/rule.schema.json asks of a rule beyond its keys and types: names that a report can hold, texts that say
//! something, lists without repetition. A test holds both against each other.

use super::error::RuleError;
use super::source::{Match, Source, Table};
use std::ops::Range;
use toml::Spanned;

/// The longest id.
const ID: usize = 64;

/// What an id must be like, as errors say it.
const ID_RULE: &str =
    "an id has lower-case letters and digits, with single hyphens between them, such as no-split-infinitives";

/// What is wrong with an id, if anything is: reports, options and file names hold it as it is.
pub(crate) fn id_problem(id: &str) -> Option<String> {
    let word =
        |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let fits = id.starts_with(|c: char| c.is_ascii_lowercase()) && id.split('-').all(word);
    match id.len() {
        ID.. if fits && id.len() > ID => {
            Some(format!("an id has {ID} characters at most, and this has {}", id.len()))
        }
        _ if fits => None,
        _ => Some(format!("{id:?}: {ID_RULE}")),
    }
}

/// Refuses what the schema forbids.
pub(crate) fn check(file: &str, text: &str, source: &Source) -> Result<(), RuleError> {
    let schema = Schema { file, text };
    if let Some(problem) = id_problem(source.id.get_ref()) {
        return Err(schema.error(source.id.span(), problem));
    }
    schema.says("title", &source.title)?;
    schema.says("message", &source.message)?;
    for (key, text) in
        [("when", &source.when), ("downgrade_when", &source.downgrade_when), ("fix_when", &source.fix_when)]
    {
        text.as_ref().map_or(Ok(()), |text| schema.says(key, text))?;
    }
    schema.once_each("once", &source.once)?;
    schema.once_each("yields_to", &source.yields_to)?;
    for id in &source.yields_to {
        if let Some(problem) = id_problem(id.get_ref()) {
            return Err(schema.error(id.span(), problem));
        }
    }
    if let Some(date) = &source.date {
        schema.date(date)?;
    }
    for example in &source.bad {
        if !marks(example.get_ref()) {
            let message = "a bad example marks the words to be flagged, such as [[these]]";
            return Err(schema.error(example.span(), message));
        }
    }
    if let Some(example) = source.good.iter().find(|example| example.get_ref().contains("[[")) {
        return Err(schema.error(example.span(), "a good example marks nothing"));
    }
    match source.matches.get_ref() {
        Match::Kind(_) => Ok(()),
        Match::Table(table) => schema.table(source.matches.span(), table),
    }
}

/// Whether words are marked somewhere.
fn marks(example: &str) -> bool {
    example.match_indices("[[").any(|(at, _)| {
        let inner = example[at + 2..].trim_start_matches('[');
        inner.find(']').is_some_and(|end| end > 0 && inner[end..].starts_with("]]"))
    })
}

struct Schema<'a> {
    file: &'a str,
    text: &'a str,
}

impl Schema<'_> {
    fn error(&self, at: Range<usize>, message: impl Into<String>) -> RuleError {
        RuleError::at(self.file, self.text, at, message)
    }

    fn says(&self, key: &str, text: &Spanned<String>) -> Result<(), RuleError> {
        if text.get_ref().trim().is_empty() {
            return Err(
                self.error(text.span(), format!("`{key}` is empty; write what it says, or leave it out"))
            );
        }
        Ok(())
    }

    fn once_each(&self, key: &str, items: &[Spanned<String>]) -> Result<(), RuleError> {
        for (i, item) in items.iter().enumerate() {
            if items[..i].iter().any(|other| other.get_ref() == item.get_ref()) {
                return Err(self.error(item.span(), format!("`{key}` names {:?} twice", item.get_ref())));
            }
        }
        Ok(())
    }

    fn date(&self, date: &Spanned<String>) -> Result<(), RuleError> {
        let digits =
            |at: Range<usize>| date.get_ref().get(at).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()));
        let hyphens = date.get_ref().get(4..5) == Some("-") && date.get_ref().get(7..8) == Some("-");
        if date.get_ref().len() == 10 && hyphens && digits(0..4) && digits(5..7) && digits(8..10) {
            return Ok(());
        }
        Err(self.error(date.span(), format!("{:?} is not a date such as 2022-01-19", date.get_ref())))
    }

    fn table(&self, at: Range<usize>, table: &Table) -> Result<(), RuleError> {
        if let Some(pattern) = &table.pattern {
            // Two spaces are a pattern.
            if pattern.get_ref().is_empty() {
                return Err(self.error(pattern.span(), "`pattern` is empty; write what to look for"));
            }
        }
        if let Some(words) = &table.words {
            if words.is_empty() {
                return Err(self.error(at, "`words` is empty; name at least one"));
            }
            words.iter().try_for_each(|word| self.says("words", word))?;
        }
        if let Some(swap) = &table.swap {
            if swap.is_empty() {
                return Err(
                    self.error(at, "`swap` is empty; name at least one word and what to write instead")
                );
            }
            if swap.keys().any(|word| word.trim().is_empty()) {
                return Err(self.error(at, "`swap` has an empty word to replace"));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_words_with_hyphens() {
        for id in ["a", "no-utilise", "a1-2b", &"a".repeat(64)] {
            assert_eq!(id_problem(id), None, "{id}");
        }
        for id in
            ["", "-", "a-", "-a", "a--b", "1a", "A", "a_b", "a b", "é", "a\n", "a.b", "../a", &"a".repeat(65)]
        {
            assert!(id_problem(id).is_some(), "{id}");
        }
    }
}
