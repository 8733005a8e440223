//! The entity behind each source.

use super::antecedents::features::Anaphor;
use super::antecedents::{self, Choose, Leaning, Referent, Resolved};
use super::relative::{self, Antecedent};
use super::source::Head;
use super::{SourceClass, SpeakerReading, SpeakerWay};
use crate::Span;
use crate::facts::people::entities::{Entities, EntityId, EntityKind, MentionForm};
use crate::facts::quotes::Quotes;
use crate::facts::speech::linker::Statement;
use crate::lexicon::{Lexicons, function_words::Pronoun};
use crate::text::{Article, TokenKind};
use std::ops::Range;

/// Who speaks, and how sure that is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Speaker {
    pub(super) class: Option<SourceClass>,
    pub(super) entity: Option<EntityId>,
    pub(super) others: Vec<EntityId>,
    pub(super) reading: Option<SpeakerReading>,
    pub(super) confidence: f32,
    /// The words that name them, where no entity does.
    pub(super) stands_for: Option<Span>,
}

/// The speaker of each statement, in their order, given the head of each one's source.
pub(super) fn resolve(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    statements: &[Statement],
    heads: &[Option<Head>],
    lexicons: &Lexicons,
    choose: &mut impl Choose,
) -> Vec<Speaker> {
    let (resolved, leaning) =
        antecedents::resolve(article, lexicons, entities, quotes, statements, heads, choose);
    let mut speakers: Vec<Speaker> = statements
        .iter()
        .zip(heads)
        .zip(&resolved)
        .map(|((statement, head), resolved)| match head {
            Some(head) => {
                speaker_of(article, lexicons, entities, statement, head, resolved.as_ref(), &leaning)
            }
            None => Speaker { confidence: 0.0, ..Speaker::default() },
        })
        .collect();
    first_persons(article, entities, quotes, statements, heads, &mut speakers);
    speakers
}

fn speaker_of(
    article: &Article,
    lexicons: &Lexicons,
    entities: &Entities,
    statement: &Statement,
    head: &Head,
    resolved: Option<&Resolved>,
    leaning: &Leaning,
) -> Speaker {
    let class = Some(head.class);
    if let Some(resolved) = resolved {
        let pair = (head.pronoun == Some(Pronoun::They)).then(|| they(article, entities, head.at));
        return match pair.filter(|pair| pair.entity.is_some()) {
            Some(pair) => pair,
            None => from_resolved(head, resolved, leaning),
        };
    }
    if let Some((&main, rest)) = head.mentions.split_first() {
        let entity = entities[main].entity;
        let mut others: Vec<EntityId> = Vec::new();
        for &m in rest {
            let other = entities[m].entity;
            if other != entity && !others.contains(&other) {
                others.push(other);
            }
        }
        return Speaker {
            class,
            entity: Some(entity),
            others,
            reading: SpeakerReading::by(SpeakerWay::Name, Vec::new()),
            confidence: 1.0,
            stands_for: None,
        };
    }
    match head.pronoun {
        Some(Pronoun::Who) => {
            who(article, entities, head.at).unwrap_or_else(|| taken_up(article, lexicons, entities, head.at))
        }
        Some(Pronoun::Both) => both(article, entities, statement, head.at),
        Some(Pronoun::They) => they(article, entities, head.at),
        Some(_) => Speaker { class, ..Speaker::default() },
        None => Speaker { class, confidence: confidence(head.class), ..Speaker::default() },
    }
}

/// How sure we are that a source without a name is nobody's.
const fn confidence(class: SourceClass) -> f32 {
    match class {
        SourceClass::Document | SourceClass::Anonymous => 0.9,
        SourceClass::Collective | SourceClass::Named => 0.8,
        SourceClass::Role => 0.5,
        SourceClass::Pronoun => 0.0,
    }
}

/// Bytes of the longest phrase that a speaker is called by. It is written beside each of the speaker's statements; where data was
/// pasted into an article, one word may have millions.
const LONGEST_PHRASE: u32 = 200;

fn from_resolved(head: &Head, resolved: &Resolved, leaning: &Leaning) -> Speaker {
    let mut chain = Vec::new();
    let mut antecedent = resolved.antecedent;
    while let Some(span) = antecedent.filter(|_| chain.len() < 8) {
        chain.push(span);
        let at = leaning.partition_point(|l| l.0 < span);
        antecedent = leaning.get(at).filter(|l| l.0 == span).map(|l| l.1);
    }
    let way = match resolved.kind {
        Anaphor::He | Anaphor::It | Anaphor::They => SpeakerWay::Antecedent,
        Anaphor::Role => SpeakerWay::Role,
        Anaphor::Body | Anaphor::Plural | Anaphor::Document => SpeakerWay::Body,
    };
    let (entity, stands_for) = match resolved.referent {
        Some(Referent::Entity(entity)) => (Some(entity), None),
        Some(Referent::Phrase(span)) => (None, Some(span).filter(|span| span.len() <= LONGEST_PHRASE)),
        None => (None, None),
    };
    let itself = stands_for.is_some() && resolved.antecedent.is_none();
    Speaker {
        class: Some(head.class),
        entity,
        others: Vec::new(),
        reading: Some(SpeakerReading { way, chain, runner_up: resolved.runner_up }),
        confidence: match resolved.referent {
            None => 0.0,
            _ if itself => confidence(head.class),
            _ => resolved.probability,
        },
        stands_for,
    }
}

/// How sure what is right before a relative pronoun is.
const TAKEN_UP: f32 = 0.8;

/// What a relative pronoun takes up that is no person right before it.
fn taken_up(article: &Article, lexicons: &Lexicons, entities: &Entities, at: usize) -> Speaker {
    let mut speaker = Speaker { class: Some(SourceClass::Pronoun), ..Speaker::default() };
    let span = match relative::antecedent(article, lexicons, entities, at) {
        None => return speaker,
        Some(Antecedent::Named(entity, span)) => {
            speaker.entity = Some(entity);
            span
        }
        Some(Antecedent::Phrase(span)) => {
            speaker.stands_for = Some(span);
            span
        }
    };
    speaker.reading = SpeakerReading::by(SpeakerWay::Relative, vec![span]);
    speaker.confidence = TAKEN_UP;
    speaker
}

/// `who`: the name right before it, or the name that the noun before it is beside.
fn who(article: &Article, entities: &Entities, at: usize) -> Option<Speaker> {
    let none = Speaker { class: Some(SourceClass::Pronoun), ..Speaker::default() };
    let start = article.tokens[at].span.start;
    let sentence = &article.sentences[article.sentence_at(start)];
    let before = entities.mentions.partition_point(|m| m.span.start < start);
    for mention in entities.mentions[..before].iter().rev().take(4) {
        if mention.span.start < sentence.span.start {
            break;
        }
        let end = article.tokens_in(mention.span).end;
        let owned = article.tokens[end.saturating_sub(1)].span.end > mention.span.end;
        let person = entities[mention.entity].kind == EntityKind::Person;
        let between = end..at;
        // `Ann Moe, who`; `Ann Moe (D-Vt.), who`; `Ann Moe, 52, who`
        let only_marks = between.len() <= 6
            && between.clone().all(|t| {
                article.tokens[t].kind != TokenKind::Word
                    || article.word(t).chars().next().is_some_and(char::is_uppercase)
                    || matches!(article.word(t), "and")
            });
        // `Ann Moe, a farmer from Elm, who`: what is between two commas, without a verb.
        let beside = end + 1 < at
            && between.len() <= 16
            && article.word(end) == ","
            && article.word(at - 1) == ","
            && !between.clone().any(|t| {
                matches!(article.word(t), "said" | "says" | "is" | "was" | "has" | "had" | "are" | "were")
            });
        if owned {
            continue;
        }
        // `Ann Moe of Elm, who`; `Ann Moe this year, who`
        let placed = (2..=8).contains(&between.len())
            && article.word(at - 1) == ","
            && matches!(article.word(end), "of" | "from" | "in" | "at" | "on" | "this" | "last")
            && (end + 1..at - 1).all(|t| {
                article.tokens[t].kind != TokenKind::Word
                    || article.word(t).starts_with(char::is_uppercase)
                    || matches!(article.word(t), "the" | "of" | "and" | "year" | "week" | "month")
            });
        if person && (only_marks || beside || placed) {
            let reading = SpeakerReading::by(SpeakerWay::Relative, vec![mention.span]);
            return Some(Speaker { entity: Some(mention.entity), reading, confidence: 0.9, ..none });
        }
        // A common noun right before `who` is the antecedent, and has no name.
        let noun = at > 0 && article.tokens[at - 1].kind == TokenKind::Word && end < at;
        if noun && !beside {
            return None;
        }
    }
    None
}

/// `both`: the two people named last before it, where they are close together.
fn both(article: &Article, entities: &Entities, statement: &Statement, at: usize) -> Speaker {
    let none = Speaker { class: Some(SourceClass::Pronoun), ..Speaker::default() };
    let start = statement.content.first().map_or(u32::MAX, |c| c.start).min(article.tokens[at].span.start);
    let paragraph = article.paragraph_at(start);
    let before = entities.mentions.partition_point(|m| m.span.start < start);
    // `the two countries` are no people.
    let last = article.tokens_in(statement.source.first().copied().unwrap_or_default()).last();
    if last.is_some_and(|last| matches!(article.word(last), "countries" | "nations" | "states")) {
        return none;
    }
    let mut found: Vec<(EntityId, Span)> = Vec::new();
    for mention in entities.mentions[..before].iter().rev().take(24) {
        if article.paragraph_at(mention.span.start) + 1 < paragraph {
            break;
        }
        let person = entities[mention.entity].kind == EntityKind::Person;
        if person && !found.iter().any(|f| f.0 == mention.entity) {
            found.push((mention.entity, mention.span));
        }
        if found.len() == 2 {
            break;
        }
    }
    match found.as_slice() {
        [(b, b_span), (a, a_span)] => Speaker {
            entity: Some(*a),
            others: vec![*b],
            reading: SpeakerReading::by(SpeakerWay::Pair, vec![*a_span, *b_span]),
            confidence: 0.7,
            ..none
        },
        _ => none,
    }
}

/// `they`: two people whom `and` joins in the sentence or the one before.
fn they(article: &Article, entities: &Entities, at: usize) -> Speaker {
    let none = Speaker { class: Some(SourceClass::Pronoun), ..Speaker::default() };
    let start = article.tokens[at].span.start;
    let sentence = article.sentence_at(start);
    let before = entities.mentions.partition_point(|m| m.span.start < start);
    let own = article.sentences[sentence].tokens.start..at;
    let plural = own.clone().any(|t| matches!(article.word(t), "these" | "those" | "These" | "Those"));
    if let Some(both) = two_subjects(article, entities, &own) {
        return both;
    }
    let mut right: Option<usize> = None;
    for i in (before.saturating_sub(12)..before).rev() {
        let mention = &entities.mentions[i];
        if article.sentence_at(mention.span.start) + 1 < sentence {
            break;
        }
        if entities[mention.entity].kind != EntityKind::Person {
            continue;
        }
        if let Some(next) = right.map(|r| &entities.mentions[r]) {
            let between = article.tokens_in(mention.span).end..article.tokens_in(next.span).start;
            let joined = between.clone().any(|t| article.word(t) == "and")
                && between.len() <= 5
                && between.clone().all(|t| {
                    article.word(t) == "and"
                        || article.word(t) == "."
                        || article.word(t).chars().next().is_some_and(char::is_uppercase)
                });
            if joined && next.entity != mention.entity {
                // The last two of a longer list, or a plural nearer by, are not whom `they` takes up.
                let first = article.tokens_in(mention.span).start;
                let listed = i > 0 && first > 0 && article.word(first - 1) == "," && {
                    let earlier = &entities.mentions[i - 1];
                    article.tokens_in(earlier.span).end + 1 == first
                        && entities[earlier.entity].kind == EntityKind::Person
                };
                if listed || plural {
                    return none;
                }
                return Speaker {
                    entity: Some(mention.entity),
                    others: vec![next.entity],
                    reading: SpeakerReading::by(SpeakerWay::Pair, vec![mention.span, next.span]),
                    confidence: 0.6,
                    ..none
                };
            }
        }
        right = Some(i);
    }
    none
}

/// The two people who do something in the sentence that `tokens` begin: `Hale left and Moe stayed, which they ...`.
fn two_subjects(article: &Article, entities: &Entities, tokens: &Range<usize>) -> Option<Speaker> {
    if tokens.is_empty() {
        return None;
    }
    let area = article.span_of(tokens.clone());
    let mut found: Vec<(EntityId, Span)> = Vec::new();
    for mention in entities.mentions_in(area) {
        let inside = article.tokens_in(mention.span);
        let owned = article.tokens[inside.end - 1].span.end > mention.span.end;
        if entities[mention.entity].kind != EntityKind::Person || owned {
            continue;
        }
        let verb = inside.end < tokens.end && {
            let word = article.word(inside.end);
            word.starts_with(char::is_lowercase)
                && (word.ends_with('s') || word.ends_with("ed") || word == "said")
        };
        if verb && !found.iter().any(|f| f.0 == mention.entity) {
            found.push((mention.entity, mention.span));
        }
    }
    let [(a, a_span), (b, b_span)] = found.as_slice() else { return None };
    let between = article.tokens_in(Span::new(a_span.end, b_span.start));
    between.into_iter().any(|t| matches!(article.word(t), "and" | "while")).then(|| Speaker {
        class: Some(SourceClass::Pronoun),
        entity: Some(*a),
        others: vec![*b],
        reading: SpeakerReading::by(SpeakerWay::Pair, vec![*a_span, *b_span]),
        confidence: 0.6,
        stands_for: None,
    })
}

/// `I` inside a quotation is who is quoted: the speaker of another statement with words of the same quotation.
fn first_persons(
    article: &Article,
    entities: &Entities,
    quotes: &Quotes,
    statements: &[Statement],
    heads: &[Option<Head>],
    speakers: &mut [Speaker],
) {
    let mut contents: Vec<(Span, usize)> =
        statements.iter().enumerate().flat_map(|(i, s)| s.content.iter().map(move |&c| (c, i))).collect();
    contents.sort_unstable();
    for (i, head) in heads.iter().enumerate() {
        let Some(head) = head.as_ref().filter(|h| h.pronoun == Some(Pronoun::I)) else { continue };
        let span = article.tokens[head.at].span;
        if !quotes.holds(article, span.start) {
            if let Some((entity, name)) = signed(article, entities, span) {
                speakers[i].entity = Some(entity);
                speakers[i].confidence = 0.8;
                speakers[i].reading = SpeakerReading::by(SpeakerWay::Signature, vec![name]);
            }
            continue;
        }
        let area = quotes
            .around(span.start)
            .map_or_else(|| article.paragraphs[article.paragraph_at(span.start)].span, |q| quotes[q].span);
        let from = contents.partition_point(|c| c.0.end <= area.start);
        let speaker =
            contents[from..].iter().take_while(|c| c.0.start < area.end).find_map(|&(content, s)| {
                (s != i && quotes.holds(article, content.start + 1)).then(|| speakers[s].entity).flatten()
            });
        if let Some(entity) = speaker {
            speakers[i].entity = Some(entity);
            speakers[i].confidence = 0.8;
            speakers[i].reading = SpeakerReading::by(SpeakerWay::Quotation, Vec::new());
        }
    }
}

/// How many paragraphs a letter to the editor goes on below an `I`.
const LETTER: usize = 6;

/// Whose name is alone under the paragraph of `span`, as under a letter to the editor.
fn signed(article: &Article, entities: &Entities, span: Span) -> Option<(EntityId, Span)> {
    let paragraph = article.paragraph_at(span.start);
    let below = article.paragraphs.iter().skip(paragraph + 1).take(LETTER);
    below.into_iter().find_map(|p| {
        let mention = entities.mentions_in(p.span).next()?;
        let tokens = article.tokens_in(mention.span);
        let alone = tokens.start == p.tokens.start
            && (tokens.end..p.tokens.end).all(|t| article.tokens[t].kind == TokenKind::Mark);
        let person = entities[mention.entity].kind == EntityKind::Person && mention.form == MentionForm::Full;
        (alone && person).then_some((mention.entity, mention.span))
    })
}
