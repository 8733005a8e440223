//! Who has the floor: quotations that no cue of their own gives to anyone.
//!
//! | what | goes to |
//! | --- | --- |
//! | `Vole said it rained. “It was cold.”` | Vole, as a further piece of what she says |
//! | `Vole said it rained. “It was cold.” Ashdown said it was dry.` | Vole: Ashdown's cue has words of its own |

use super::Statement;
use crate::Span;
use crate::facts::quotes::Quotes;
use crate::text::Article;

/// How many quotations may lie in each other.
const NESTED: usize = 4;

/// How sure a statement is at most whose speaker has the floor.
const CONFIDENCE: f32 = 0.6;

/// Gives the floor: statements in the order of the text, as they are after linking.
pub(super) fn give(article: &Article, quotes: &Quotes, statements: &mut Vec<Statement>) {
    let mut freed: Vec<(usize, Span)> = Vec::new();
    for (i, statement) in statements.iter_mut().enumerate() {
        let Some(sentence) = own_words(article, statement) else { continue };
        let before = |c: &Span| c.end <= sentence.start && is_quotation(article, quotes, *c);
        let (apart, kept): (Vec<Span>, Vec<Span>) = statement.content.iter().copied().partition(before);
        if !kept.is_empty() {
            statement.content = kept;
            freed.extend(apart.into_iter().map(|c| (i, c)));
        }
    }
    for (i, statement) in statements.iter_mut().enumerate() {
        let silent = statement.source.is_empty() && statement.cue.is_empty();
        if silent && statement.content.iter().all(|c| is_quotation(article, quotes, *c)) {
            freed.extend(statement.content.drain(..).map(|c| (i, c)));
        }
    }
    if freed.is_empty() {
        return;
    }
    freed.sort_unstable_by_key(|f| f.1);
    let mut places: Vec<(u32, usize)> = statements
        .iter()
        .enumerate()
        .filter(|(_, s)| !s.source.is_empty())
        .flat_map(|(i, s)| s.content.iter().chain(&s.cue).chain(&s.source).map(move |p| (p.end, i)))
        .collect();
    places.sort_unstable();
    // Where the quotations that were given last end, and whose they are.
    let mut given: Vec<(u32, usize)> = Vec::new();
    for (from, content) in freed {
        let at = places.partition_point(|p| p.0 <= content.start);
        let last = given.iter().rev().take(NESTED).find(|g| g.0 <= content.start);
        let floor = places[..at].last().max(last);
        match floor.copied().filter(|(end, i)| *i != from && near(article, *end, content.start)) {
            Some((_, i)) => {
                statements[i].content.push(content);
                statements[i].confidence =
                    statements[i].confidence.min(CONFIDENCE.max(statements[from].confidence));
                given.push((content.end, i));
            }
            // Where nobody has the floor, the words stay where they were.
            None => statements[from].content.push(content),
        }
    }
    statements.retain(|s| !s.content.is_empty());
    statements.iter_mut().for_each(|s| s.content.sort_unstable());
}

/// The sentence in which a statement's source and cue are followed by words of their own.
fn own_words(article: &Article, statement: &Statement) -> Option<Span> {
    let (source, cue) = (statement.source.first()?, statement.cue.first()?);
    let sentence = article.sentences.get(article.sentence_at(cue.start))?;
    let after = |c: &&Span| c.start >= cue.end && c.start < sentence.span.end;
    let inside = source.start >= sentence.span.start && source.end <= cue.start;
    (inside && statement.content.iter().any(|c| after(&c))).then_some(sentence.span)
}

/// Whether a content is a quotation that is closed as a sentence of its own.
fn is_quotation(article: &Article, quotes: &Quotes, content: Span) -> bool {
    let words = article.slice(content).trim();
    let opens = words.starts_with(['“', '"', '‘']) || words.starts_with("''");
    let closed = words.trim_end_matches(['”', '"', '’', '\'']).ends_with(['.', '!', '?', '…']);
    opens && closed && quotes.around(content.start + 1).is_some()
}

/// Whether what was said before is in the same paragraph, or the one before.
fn near(article: &Article, end: u32, start: u32) -> bool {
    article.paragraph_at(end.saturating_sub(1)) + 1 >= article.paragraph_at(start)
        && article.sentence_at(end.saturating_sub(1)) + 2 >= article.sentence_at(start)
}
