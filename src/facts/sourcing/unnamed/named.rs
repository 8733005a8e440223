//! Whether the very next words name an unnamed source: `A top adviser says ... Ines Dahl spoke to reporters ...`

use super::described;
use super::phrase::Phrase;
use crate::Span;
use crate::facts::people::entities::{Entities, EntityKind, Mention, MentionForm};
use crate::facts::speech::attributions::{Attribution, SourceClass};
use crate::lexicon::Lexicons;
use crate::text::{Article, Role};

/// Whether the sentence after the one with the source opens with someone named there for the first time, who is
/// then the one meant; or, for several, whether one of them speaks by name before the next paragraph is over.
///
/// Who is described by what they know or whom they know (`people familiar with the talks`) stays unnamed.
///
/// `speakers` are the sources of the article that someone known is behind, in order.
pub(super) fn next(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    speakers: &[Span],
    attribution: &Attribution,
) -> bool {
    let Some(&source) = attribution.source.first() else { return false };
    let phrase = Phrase::new(article, lexicons, source);
    if attribution.source_class == Some(SourceClass::Anonymous)
        || described(article, lexicons, phrase.core(article))
    {
        return false;
    }
    let at = article.sentence_at(attribution.extent().end.saturating_sub(1));
    let Some(after) = article.sentences.get(at + 1) else { return false };
    let body = article.paragraphs.get(after.paragraph).filter(|p| p.role == Role::Body);
    let Some(paragraph) = body else { return false };
    let first = |m: &Mention| is_first(entities, m);
    if attribution.source_class == Some(SourceClass::Collective) {
        let from = speakers.partition_point(|s| s.start < after.span.start);
        let near = speakers[from..].iter().take_while(|s| s.start < paragraph.span.end);
        return near.flat_map(|s| entities.mentions_in(*s)).any(first);
    }
    let opens = entities.mentions.partition_point(|m| m.span.start < after.span.start);
    entities.mentions.get(opens).is_some_and(|m| {
        let start = m.title.map_or(m.span.start, |t| t.start.min(m.span.start));
        start == after.span.start && first(m)
    })
}

/// Whether a mention is the full name of a person who was not named before.
fn is_first(entities: &Entities, mention: &Mention) -> bool {
    let Some(entity) = entities.get(mention.entity) else { return false };
    let first = entity.mentions.first().and_then(|&m| entities.mentions.get(m.index()));
    entity.kind == EntityKind::Person
        && mention.form == MentionForm::Full
        && first.is_some_and(|f| f.span == mention.span)
}
