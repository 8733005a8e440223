//! Names that are not known to be of a person, an organisation or a place: capitals where no word has one for its position.
//!
//! [`entities`](super::entities) puts precision first and leaves out what it cannot sort. A ledger of names puts every name
//! before the reader.

use crate::Span;
use crate::facts::people::entities::Entities;
use crate::facts::wording::stems::{bare, possessive};
use crate::lexicon::Lexicons;
use crate::lexicon::function_words::is_function;
use crate::span::count;
use crate::text::{Article, Role, TokenKind, fold};
use rustc_hash::FxHashMap;

/// A name with every place where it occurs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OtherName {
    /// Where it occurs, in order; at least one.
    pub mentions: Vec<Span>,
}

/// The most words of a name.
const LONGEST: usize = 6;

/// Finds the names that are no mention or title of an entity, in order of first mention. Linear in the article's length.
#[must_use]
pub fn find(article: &Article, entities: &Entities, lexicons: &Lexicons) -> Vec<OtherName> {
    let mut taken: Vec<Span> =
        entities.mentions.iter().flat_map(|m| [Some(m.span), m.title]).flatten().collect();
    taken.extend(entities.entities.iter().flat_map(|entity| entity.titles.iter().copied()));
    taken.sort_unstable();
    let search = Search { article, lexicons };
    let mut names: Vec<(OtherName, bool)> = Vec::new();
    let mut index: FxHashMap<u64, usize> = FxHashMap::default();
    // Spans that begin before the token at hand, and how far they reach.
    let (mut passed, mut reach) = (0, 0);
    for sentence in &article.sentences {
        let role = article.paragraphs[sentence.paragraph].role;
        if matches!(role, Role::Headline | Role::Subheading | Role::Metadata | Role::Dateline) {
            continue;
        }
        let mut i = sentence.tokens.start;
        while i < sentence.tokens.end {
            let from = i;
            let mut end = i;
            while end < sentence.tokens.end && end - from < LONGEST {
                let span = article.tokens[end].span;
                while taken.get(passed).is_some_and(|t| t.start <= span.start) {
                    reach = reach.max(taken[passed].end);
                    passed += 1;
                }
                let joined = end == from || span.start <= article.tokens[end - 1].span.end + 1;
                let after_possessive = end > from && possessive(article.word(end - 1));
                if reach > span.start || !joined || after_possessive || !search.nameable(end) {
                    break;
                }
                // "St. Agnes", "Smith & Wesson"
                end += if search.shortened(end) || search.joins(end) { 2 } else { 1 };
            }
            i = end.max(from + 1);
            if end == from {
                continue;
            }
            let opens = search.opens(sentence.tokens.start, from);
            let last = article.tokens[end - 1].span.start + count(bare(article.word(end - 1)).len());
            let span = Span::new(article.tokens[from].span.start, last);
            let at = *index.entry(fold(article.slice(span))).or_insert_with(|| {
                names.push((OtherName { mentions: Vec::new() }, false));
                names.len() - 1
            });
            names[at].0.mentions.push(span);
            names[at].1 |= !opens;
        }
    }
    names.into_iter().filter(|(_, named)| *named).map(|(name, _)| name).collect()
}

struct Search<'a> {
    article: &'a Article,
    lexicons: &'a Lexicons,
}

impl Search<'_> {
    /// Whether token `i` can be part of a name.
    fn nameable(&self, i: usize) -> bool {
        let token = &self.article.tokens[i];
        let letters = || self.article.word(i).chars().filter(|c| c.is_alphabetic()).count();
        token.kind == TokenKind::Word
            && token.capital
            && letters() > 1
            && !is_function(token.fold)
            && self.lexicons.calendar.get(token.fold).is_none()
            && self.lexicons.titles.get(token.fold).is_none()
    }

    /// Whether token `i` is shortened and a name goes on after its stop.
    fn shortened(&self, i: usize) -> bool {
        self.article.word(i).len() <= 3
            && i + 2 < self.article.tokens.len()
            && self.article.word(i + 1) == "."
            && self.nameable(i + 2)
    }

    /// Whether a name goes on after token `i` and an ampersand.
    fn joins(&self, i: usize) -> bool {
        i + 2 < self.article.tokens.len() && self.article.word(i + 1) == "&" && self.nameable(i + 2)
    }

    /// Whether token `i` has its capital because it begins a sentence, a quotation or an item.
    fn opens(&self, start: usize, i: usize) -> bool {
        let before = i.checked_sub(1).filter(|&before| before >= start);
        before.is_none_or(|before| {
            self.article.tokens[before].kind == TokenKind::Mark
                && !matches!(self.article.word(before), "," | "(" | ";" | "/" | "&")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::people::entities;

    #[test]
    fn lists_what_nothing_else_does() {
        let lexicons = Lexicons::built_in();
        for (text, expected) in [
            ("The army of Vardania left Tesk. Vardania stayed.", "Vardania 2; Tesk 1"),
            ("They left St. Agnes Wharf for the sake of Tesk’s guns.", "St. Agnes Wharf 1; Tesk 1"),
            ("However, it rained. “Never,” said Ada Brandt on Monday.", ""),
            ("Mayor Ada Brandt went to the Upper Zarnov Mill in March.", "Upper Zarnov Mill 1"),
            (
                "They met Conan O’Brien of Smith & Tesk at O’Hare Airport.",
                "Conan O’Brien 1; Smith & Tesk 1; O’Hare Airport 1",
            ),
            ("He said: “Go.” I’m here. Then they saw the Borealis.", "Borealis 1"),
        ] {
            let article =
                Article::new("t", format!("It was quiet that day in the town, they said.\n\n{text}\n"), None);
            let found = find(&article, &entities::find(&article, &lexicons), &lexicons);
            let shown: Vec<String> = found
                .iter()
                .map(|name| format!("{} {}", article.slice(name.mentions[0]), name.mentions.len()))
                .collect();
            assert_eq!(shown.join("; "), expected, "{text}");
        }
    }
}
