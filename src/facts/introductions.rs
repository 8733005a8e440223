//! People who stand by surname in the story before the story says who they are.

use super::entities::{Entities, Entity, EntityKind, MentionForm};
use super::quotes::Quotes;
use super::telling::{Told, told};
use crate::Span;
use crate::text::{Article, TokenKind, fold};
use rustc_hash::FxHashMap;

/// A surname that comes before its full name, both in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LateIntroduction {
    /// The first mention by surname alone.
    pub early: Span,
    /// The first mention by full name.
    pub full: Span,
    /// Paragraphs of running text from the one to the other, 0 within one paragraph.
    pub paragraphs: u32,
    /// Whether a title stands at the early mention (`President Hale`).
    pub titled: bool,
    /// Whether the full name comes with a title, a role or an age, so that it introduces.
    pub introduces: bool,
}

/// Finds the people who are introduced late. Headlines, summaries and captions do not count, for they name in
/// short; neither does what somebody is quoted with, nor a name that only describes (`the Hale years`).
#[must_use]
pub fn find(article: &Article, quotes: &Quotes, entities: &Entities) -> Vec<LateIntroduction> {
    let told = told(article);
    let body = |span: Span| told.get(article.paragraph_at(span.start)).copied().unwrap_or_default();
    let mut surnames: FxHashMap<u64, u32> = FxHashMap::default();
    let people = || entities.entities.iter().filter(|e| e.kind == EntityKind::Person);
    let surname = |e: &Entity| e.surname.map(|s| fold(article.slice(s)));
    for key in people().filter_map(surname) {
        *surnames.entry(key).or_default() += 1;
    }
    let mut found = Vec::new();
    // Of two who share a surname, a reader is told by the sense which is meant; this program is not.
    for entity in people().filter(|e| surname(e).is_some_and(|key| surnames.get(&key) == Some(&1))) {
        let mut mentions =
            entity.mentions.iter().map(|&m| &entities.mentions[m]).filter(|m| body(m.span) > Told::Not);
        let Some(early) = mentions.find(|m| match m.form {
            MentionForm::Full => true,
            MentionForm::Surname => {
                quotes.around(m.span.start).is_none()
                    && !describes(article, m.title.unwrap_or(m.span).join(m.span))
            }
            _ => false,
        }) else {
            continue;
        };
        if early.form != MentionForm::Surname || body(early.span) < Told::Fully {
            continue;
        }
        let Some(full) = mentions.find(|m| m.form == MentionForm::Full) else { continue };
        // `Orlen Hotel` twice is no surname and its owner.
        if article.slice(early.span) == article.slice(full.span) {
            continue;
        }
        let apart = article.paragraph_at(full.span.start) - article.paragraph_at(early.span.start);
        let after = article.token_at(full.span.end);
        let age = article
            .tokens
            .get(after + 1)
            .is_some_and(|t| article.slice(t.span).starts_with(|c: char| c.is_ascii_digit()));
        let sentence = article.sentence_at(full.span.start);
        // `the mayor, Ann Moe`: a title need not touch the name.
        let beside = entity.titles.iter().any(|t| article.sentence_at(t.start) == sentence);
        found.push(LateIntroduction {
            early: early.span,
            full: full.span,
            paragraphs: u32::try_from(apart).unwrap_or(u32::MAX),
            titled: early.title.is_some(),
            introduces: full.title.is_some()
                || beside
                || (age && article.tokens.get(after).is_some_and(|t| article.slice(t.span) == ",")),
        });
    }
    found.sort_unstable_by_key(|l| l.early);
    found
}

/// Whether a name only describes the noun after it (`the Hale years`, `the old Hale mill`), or is a thing of
/// somebody's (`Channel Four's Hale`).
fn describes(article: &Article, name: Span) -> bool {
    let tokens = article.tokens_in(name);
    let lower = |t: usize| {
        let token = article.tokens.get(t).filter(|t| t.kind == TokenKind::Word);
        token.is_some_and(|t| article.slice(t.span).starts_with(char::is_lowercase))
    };
    let article_at =
        |t: usize| matches!(article.word(t), "the" | "The" | "a" | "A" | "an" | "An" | "this" | "that");
    let before = (tokens.start.saturating_sub(2)..tokens.start).rev();
    let determined = before.take_while(|&t| lower(t) || article_at(t)).any(article_at);
    let owns = tokens.clone().last().is_some_and(|t| article.tokens[t].span.end > name.end);
    let owned = tokens.start > 0 && {
        let last = article.word(tokens.start - 1);
        last.ends_with("'s") || last.ends_with("’s")
    };
    owned || determined && lower(tokens.end) && !owns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{entities, quotes};
    use crate::lexicon::Lexicons;

    #[test]
    fn a_surname_before_the_name() {
        let long = "The council met for three hours in the old town hall and heard from both of the engineers who had \
                    been asked to look at the bridge.";
        let cases = [
            ("Moe spoke first.\n\nMayor Ann Moe leads the council.", Some(true)),
            ("Moe spoke first.\n\nThe Secretary of State of the United Isles, Ann Moe, left.", Some(true)),
            ("Moe spoke first.\n\nAnn Moe left.", Some(false)),
            ("Mayor Ann Moe leads the council. Moe spoke first.", None),
            // Somebody else's words, a name that describes, a summary, two of one name.
            ("“Moe is right,” said Jan Bern.\n\nMayor Ann Moe left.", None),
            ("In the Moe years all was well.\n\nMayor Ann Moe left.", None),
            ("Moe spoke first.\n\nLONG\n\nMayor Ann Moe left.", None),
            ("Ann Moe leads.\n\nLONG Then Moe spoke.\n\nMayor Ann Moe left.", None),
            ("LONG Then Moe spoke.\n\nMayor Ann Moe left.", Some(true)),
            ("Moe spoke first.\n\nMayor Ann Moe left. Jan Moe stayed.", None),
        ];
        for (text, expected) in cases {
            let article = Article::new("t", text.replace("LONG", long), None);
            let quotes = quotes::find(&article);
            let entities = entities::find(&article, &quotes, &Lexicons::built_in().unwrap());
            let found = find(&article, &quotes, &entities);
            assert_eq!(found.first().map(|l| l.introduces), expected, "{text}");
        }
    }
}
