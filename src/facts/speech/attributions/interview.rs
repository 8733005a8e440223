//! Who answers where questions and answers are laid out as such: `A: I never wanted it.`

use super::source::Head;
use super::speaker::Speaker;
use super::{SourceClass, SpeakerReading, SpeakerWay};
use crate::Span;
use crate::facts::people::entities::{Entities, Entity, EntityId, EntityKind};
use crate::facts::quotes::Quotes;
use crate::facts::speech::linker::Statement;
use crate::facts::speech::speaker_labels;
use crate::lexicon::function_words::Pronoun;
use crate::text::{Article, TokenKind};
use rustc_hash::FxHashMap;

/// How many answers make an interview.
const ANSWERS: usize = 2;
/// How sure we are of who answers.
const CONFIDENCE: f32 = 0.7;

/// Gives the statements of the one who answers their speaker: those of `A`, and those of the `I` in an answer.
pub(super) fn resolve(
    article: &Article,
    entities: &Entities,
    quotes: &Quotes,
    statements: &[Statement],
    heads: &[Option<Head>],
    speakers: &mut [Speaker],
) {
    by_initials(article, entities, statements, heads, speakers);
    let labels: Vec<(usize, bool)> = article
        .paragraphs
        .iter()
        .enumerate()
        .filter_map(|(i, p)| {
            let turn = speaker_labels::label(article, &p.tokens)?;
            let letter = |word: &str| turn.name.len() == 1 && article.word(turn.name.start) == word;
            (turn.sure && (letter("A") || letter("Q"))).then(|| (i, letter("A")))
        })
        .collect();
    let mut answers = labels.iter().filter(|l| l.1);
    let Some(first) = answers.next().map(|l| article.paragraphs[l.0].span.start) else { return };
    if answers.count() + 1 < ANSWERS {
        return;
    }
    let Some((entity, name)) = interviewed(article, entities, first) else { return };
    for ((statement, head), speaker) in statements.iter().zip(heads).zip(speakers) {
        let Some(head) = head.as_ref().filter(|_| speaker.entity.is_none()) else { continue };
        let start = article.tokens[head.at].span.start;
        let paragraph = article.paragraph_at(start);
        let answer = labels[..labels.partition_point(|l| l.0 <= paragraph)].last().is_some_and(|l| l.1);
        let says = match head.pronoun {
            Some(Pronoun::I) => !quotes.holds(article, start),
            _ => {
                head.class == SourceClass::Role
                    && article.word(head.at) == "A"
                    && is_label(article, statement)
            }
        };
        if answer && says {
            speaker.entity = Some(entity);
            speaker.confidence = CONFIDENCE;
            speaker.reading = SpeakerReading::by(SpeakerWay::Answer, vec![name]);
        }
    }
}

/// Gives the turns that are labelled with initials (`MV: It was cold.`) to the one person who has them.
fn by_initials(
    article: &Article,
    entities: &Entities,
    statements: &[Statement],
    heads: &[Option<Head>],
    speakers: &mut [Speaker],
) {
    let mut asked: FxHashMap<&str, Option<(EntityId, Span)>> = FxHashMap::default();
    for ((statement, head), speaker) in statements.iter().zip(heads).zip(speakers) {
        let Some(head) = head.as_ref().filter(|_| is_label(article, statement)) else { continue };
        let letters = article.word(head.at);
        let label = (2..=3).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase());
        let alone = statement.source.first() == Some(&article.tokens[head.at].span);
        if !label || !alone {
            continue;
        }
        let person = *asked.entry(letters).or_insert_with(|| {
            let mut all = entities.numbered().filter(|(_, entity)| has_initials(article, entity, letters));
            all.next().filter(|_| all.next().is_none()).map(|(id, entity)| (id, entity.name))
        });
        if let Some((entity, name)) = person {
            speaker.entity = Some(entity);
            speaker.confidence = CONFIDENCE;
            speaker.reading = SpeakerReading::by(SpeakerWay::Answer, vec![name]);
        }
    }
}

/// Whether the words of a person's name begin with these letters.
fn has_initials(article: &Article, entity: &Entity, letters: &str) -> bool {
    let words = article.tokens_in(entity.name).filter(|&at| article.tokens[at].kind == TokenKind::Word);
    let first = words.filter_map(|at| article.word(at).chars().next());
    entity.kind == EntityKind::Person && first.filter(|c| c.is_uppercase()).eq(letters.chars())
}

/// Whether a statement's source opens its paragraph.
fn is_label(article: &Article, statement: &Statement) -> bool {
    statement.source.first().is_some_and(|s| {
        article.paragraphs.get(article.paragraph_at(s.start)).is_some_and(|p| s.start <= p.span.start + 3)
    })
}

/// The one person whom the text before the first answer is about, with the last name there.
fn interviewed(article: &Article, entities: &Entities, first: u32) -> Option<(EntityId, Span)> {
    let before = &entities.mentions[..entities.mentions.partition_point(|m| m.span.start < first)];
    let mut people: Vec<(EntityId, usize, Span)> = Vec::new();
    for mention in before {
        if entities[mention.entity].kind != EntityKind::Person {
            continue;
        }
        match people.iter_mut().find(|p| p.0 == mention.entity) {
            Some(one) => *one = (one.0, one.1 + 1, mention.span),
            None => people.push((mention.entity, 1, mention.span)),
        }
    }
    // Whoever is named first leads where several are as often; one who asks is named once, in passing.
    let most = people.iter().map(|p| p.1).max()?;
    let mut leading = people.iter().filter(|p| p.1 == most);
    let lead = leading.next()?;
    let alone = leading.next().is_none();
    let headline = article.paragraphs.first().is_some_and(|p| p.span.contains(lead.2));
    (alone || headline).then_some((lead.0, lead.2))
}
