//! What the words of a statement say of its speaker before anybody is looked for.

use crate::Span;
use crate::facts::people::entities::{Entities, EntityId, Gender};
use crate::facts::speech::linker::Statement;
use crate::text::{Article, Token, TokenKind};

/// Who is named right after the cue and is no part of what is said: `he told Moe`.
pub(super) fn addressee(entities: &Entities, statement: &Statement) -> Option<EntityId> {
    let cue = statement.cue.last()?;
    let at = entities.mentions.partition_point(|m| m.span.start < cue.end);
    let mention = entities.mentions.get(at)?;
    let start = mention.title.map_or(mention.span.start, |title| title.start.min(mention.span.start));
    let part = statement.content.iter().chain(&statement.source).any(|c| c.overlaps(mention.span));
    (start == cue.end + 1 && !part).then_some(mention.entity)
}

/// Whether a cue says that someone goes on speaking.
pub(super) fn goes_on(article: &Article, cue: Span) -> bool {
    let mut words = article.tokens_in(cue).map(|t| article.word(t));
    let on = |first: &str, second: Option<&str>| match first {
        "added" | "adds" | "continued" | "continues" | "concluded" | "concludes" => true,
        "went" | "goes" => second == Some("on"),
        _ => false,
    };
    words.next().is_some_and(|first| on(first, words.next()))
}

/// The pronouns for one person, with where each begins.
pub(super) fn pronouns(article: &Article) -> impl Iterator<Item = (u32, Gender)> {
    let short = |token: &&Token| token.kind == TokenKind::Word && token.span.len() <= 8;
    article.tokens.iter().filter(short).filter_map(|token| {
        let gender = gender_of(article.slice(token.span))?;
        Some((token.span.start, gender))
    })
}

fn gender_of(word: &str) -> Option<Gender> {
    // Asked of every short word of the article.
    if !word.starts_with(['h', 'H', 's', 'S']) {
        return None;
    }
    let word = word.split(['\'', '’']).next().unwrap_or(word);
    let shouted = word.chars().skip(1).any(char::is_uppercase);
    let is = |known: &&str| !shouted && word.eq_ignore_ascii_case(known);
    if ["he", "his", "him", "himself"].iter().any(is) {
        Some(Gender::Male)
    } else {
        ["she", "her", "hers", "herself"].iter().any(is).then_some(Gender::Female)
    }
}
