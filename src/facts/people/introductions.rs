//! People who are called by surname before the story says who they are.

use crate::Span;
use crate::facts::people::entities::{Entities, EntityKind, MentionForm};
use crate::facts::people::shared_names::SharedNames;
use crate::facts::quotes::Quotes;
use crate::facts::wording::stems::possessive;
use crate::facts::wording::summaries::Narration;
use crate::lexicon::Lexicons;
use crate::text::{Article, TokenKind};

/// A surname that comes before its full name, both in running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LateIntroduction {
    /// The first mention by surname alone.
    pub early: Span,
    /// The first mention by full name.
    pub full: Span,
    /// Paragraphs of running text from the one to the other, 0 within one paragraph.
    pub paragraphs: u32,
    /// Whether a title is at the early mention (`President Hale`).
    pub titled: bool,
    /// Whether the full name comes with a title, a role or an age, so that it introduces.
    pub introduces: bool,
}

/// Finds the people who are introduced late. Headlines, summaries and captions do not count, for they name in
/// short; neither does what someone is quoted with, a name that only describes (`the Hale years`), or one that a
/// title in the plural introduces (`Senators Moe and Hale`).
#[must_use]
pub(in crate::facts) fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    lexicons: &Lexicons,
    narration: &[Narration],
    bearers: &SharedNames,
) -> Vec<LateIntroduction> {
    let body = |span: Span| narration.get(article.paragraph_at(span.start)).copied().unwrap_or_default();
    let mut found = Vec::new();
    // Of two people who share a surname, a reader knows from the sense which one is meant; this program does not.
    let people = entities.entities.iter().filter(|e| e.kind == EntityKind::Person && e.surname.is_some());
    for entity in people.filter(|e| !bearers.another(article, e)) {
        let mut mentions =
            entity.mentions.iter().map(|&m| &entities[m]).filter(|m| body(m.span) > Narration::None);
        let Some(early) = mentions.find(|m| match m.form {
            MentionForm::Full => true,
            MentionForm::Surname => {
                quotes.around(m.span.start).is_none()
                    && !describes(article, m.title.unwrap_or(m.span).join(m.span))
                    && !titled_together(article, lexicons, m.span)
            }
            _ => false,
        }) else {
            continue;
        };
        if early.form != MentionForm::Surname || body(early.span) < Narration::Full {
            continue;
        }
        let Some(full) = mentions.find(|m| m.form == MentionForm::Full) else { continue };
        // `Orlen Hotel` twice is no surname and its owner; and who is introduced in the same breath is not late.
        let breath = article.sentence_at(early.span.start) == article.sentence_at(full.span.start);
        if breath || article.slice(early.span) == article.slice(full.span) {
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

/// Whether a title in the plural is before a row of surnames that has this one in it (`Senators Moe and Hale`).
fn titled_together(article: &Article, lexicons: &Lexicons, name: Span) -> bool {
    const ROW: usize = 10;
    let first = article.tokens_in(name).start;
    let names = |t: &usize| {
        let word = article.word(*t);
        let abbreviated = || *t > 0 && lexicons.titles.get(article.tokens[t - 1].fold).is_some();
        matches!(word, "and" | "," | "&" | "or")
            || word.starts_with(char::is_uppercase)
            || word == "." && abbreviated()
    };
    let mut row = (first.saturating_sub(ROW)..first).rev().take_while(names);
    row.any(|t| {
        let word = article.word(t);
        let title = lexicons.titles.get(article.tokens[t].fold);
        title.is_some_and(|hit| word.ends_with('s') && !hit.lemma.ends_with('s'))
    })
}

/// Whether a name only describes the noun after it (`the Hale years`, `the old Hale mill`), or is a thing of
/// someone's (`Channel Four's Hale`).
pub(in crate::facts) fn describes(article: &Article, name: Span) -> bool {
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
        possessive(last)
    };
    owned || determined && lower(tokens.end) && !owns
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::people::entities;
    use crate::facts::quotes;

    #[test]
    fn a_surname_before_the_name() {
        let long = "The council met for three hours in the old town hall and heard from both of the engineers who had \
                    been asked to look at the bridge.";
        let cases = [
            ("Moe spoke first.\n\nMayor Ann Moe leads the council.", Some(true)),
            ("Moe spoke first.\n\nThe Secretary of State of the United Isles, Ann Moe, left.", Some(true)),
            ("Moe spoke first.\n\nAnn Moe left.", Some(false)),
            ("Mayor Ann Moe leads the council. Moe spoke first.", None),
            // Someone else's words, a name that describes, a summary, two of one name.
            ("“Moe is right,” said Jan Bern.\n\nMayor Ann Moe left.", None),
            ("In the Moe years all was well.\n\nMayor Ann Moe left.", None),
            ("Moe spoke first.\n\nLONG\n\nMayor Ann Moe left.", None),
            ("Ann Moe leads.\n\nLONG Then Moe spoke.\n\nMayor Ann Moe left.", None),
            ("LONG Then Moe spoke.\n\nMayor Ann Moe left.", Some(true)),
            ("Moe spoke first.\n\nMayor Ann Moe left. Jan Moe stayed.", None),
            ("Moe spoke first.\n\nMayor Ann Moe left. The Moes are farmers.", None),
            ("ABSTRACT.\n\nLONG Then Moe spoke.\n\nFULL TEXT.\n\nMayor Ann Moe left.", None),
            ("Summary\n\nLONG Then Moe spoke.\n\nMayor Ann Moe left.", None),
            (
                "ABSTRACT.\n\nLONG\n\nFULL TEXT.\n\nLONG Then Moe spoke.\n\nLONG Mayor Ann Moe left.",
                Some(true),
            ),
            // Titled together, or introduced in the same breath.
            ("The town liked Mayors Bern and Moe.\n\nMayor Ann Moe left.", None),
            ("The town liked Bern and Moe.\n\nMayor Ann Moe left.", Some(true)),
            ("Cheers, Moe, our mayor, Ann Moe, who left.", None),
        ];
        for (text, expected) in cases {
            let article = Article::new("t", text.replace("LONG", long), None);
            let quotes = quotes::find(&article, Lexicons::ours());
            let lexicons = Lexicons::built_in();
            let entities = entities::find(&article, &lexicons);
            let (told, bearers) = (
                crate::facts::wording::summaries::narration(&article, Lexicons::ours()),
                SharedNames::new(&article, &entities),
            );
            let found = find(&article, &quotes, &entities, &lexicons, &told, &bearers);
            assert_eq!(found.first().map(|l| l.introduces), expected, "{text}");
        }
    }
}
