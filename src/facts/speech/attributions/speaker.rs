//! The entity behind each source.

use super::pronouns::{Read, Resolver, Setting, Unnamed};
use super::source::Head;
use super::{SourceClass, SpeakerReading, SpeakerWay};
use crate::Span;
use crate::facts::people::entities::{Entities, EntityId, EntityKind, Gender, MentionForm};
use crate::facts::quotes::Quotes;
use crate::facts::speech::linker::Statement;
use crate::facts::wording::stems::bare;
use crate::lexicon::{Lexicons, Sources, StandIns, function_words::Pronoun};
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
}

/// The speaker of each statement, in their order, given the head of each one's source.
pub(super) fn resolve(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    statements: &[Statement],
    heads: &[Option<Head>],
    lexicons: &Lexicons,
) -> Vec<Speaker> {
    let reads = read_pronouns(article, entities, lexicons, quotes, statements, heads);
    let mut speakers: Vec<Speaker> = statements
        .iter()
        .zip(heads)
        .map(|(statement, head)| match head {
            Some(head) => speaker_of(article, entities, lexicons, statement, head, &reads),
            None => Speaker { confidence: 0.0, ..Speaker::default() },
        })
        .collect();
    first_persons(article, entities, quotes, statements, heads, &mut speakers);
    speakers
}

/// Reads every pronoun for one person, those that are sources with what they say.
fn read_pronouns(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    quotes: &Quotes,
    statements: &[Statement],
    heads: &[Option<Head>],
) -> Vec<Read> {
    // Sources by place: which statement a pronoun is the source of.
    let mut by_place: Vec<(u32, usize)> = statements
        .iter()
        .zip(heads)
        .enumerate()
        .filter_map(|(i, (_, head))| {
            let head = head.as_ref().filter(|h| h.pronoun.is_some())?;
            Some((article.tokens[head.at].span.start, i))
        })
        .collect();
    by_place.sort_unstable();
    // Of `Hale's spokeswoman Ann Moe` Moe speaks, not Hale.
    let mut sources: Vec<Span> = heads
        .iter()
        .flatten()
        .filter_map(|h| h.mentions.first().and_then(|&m| entities.mentions.get(m.index())).map(|m| m.span))
        .collect();
    sources.sort_unstable();
    let unnamed = unnamed(article, lexicons, statements, heads);
    let mut resolver = Resolver::new(article, lexicons, entities, quotes, &sources, &unnamed);
    let mut reads = Vec::new();
    for token in &article.tokens {
        if token.kind != TokenKind::Word || token.span.len() > 8 {
            continue;
        }
        let Some(gender) = gender(article.slice(token.span)) else { continue };
        let at = by_place.partition_point(|s| s.0 < token.span.start);
        let statement = by_place.get(at).filter(|s| s.0 == token.span.start).map(|s| &statements[s.1]);
        let setting = statement.map_or_else(Setting::default, |s| Setting {
            from: s.content.first().map(|c| c.start).filter(|&c| {
                c < token.span.start && article.paragraph_at(c) == article.paragraph_at(token.span.start)
            }),
            content: &s.content,
            source: true,
            goes_on: s.cue.iter().any(|cue| goes_on(article, *cue)),
        });
        reads.push(resolver.read(token.span, gender, setting));
    }
    reads
}

/// The sources that are one person without a name (`a neighbour`), in order of place: a pronoun after one means him.
fn unnamed(
    article: &Article,
    lexicons: &Lexicons,
    statements: &[Statement],
    heads: &[Option<Head>],
) -> Vec<Unnamed> {
    let mut found: Vec<Unnamed> = statements
        .iter()
        .zip(heads)
        .filter_map(|(statement, head)| {
            let head = head.as_ref().filter(|h| h.pronoun.is_none() && h.mentions.is_empty())?;
            // `The host` may be someone named before.
            let source = *statement.source.first()?;
            let first = article.word(article.tokens_in(source).start).to_lowercase();
            let new = matches!(&*first, "a" | "an" | "one" | "another" | "his" | "her");
            let single = head.class == SourceClass::Role
                || head.class == SourceClass::Anonymous && !article.word(head.at).ends_with('s');
            let gender = lexicons.titles.get(article.tokens[head.at].fold)?.class().gender();
            (single && new).then_some(Unnamed { span: source, gender })
        })
        .collect();
    found.sort_unstable_by_key(|u| u.span);
    found.dedup_by_key(|u| u.span);
    found
}

/// Whether a cue says that someone goes on speaking.
fn goes_on(article: &Article, cue: Span) -> bool {
    let mut words = article.tokens_in(cue).map(|t| article.word(t));
    let on = |first: &str, second: Option<&str>| match first {
        "added" | "adds" | "continued" | "continues" | "concluded" | "concludes" => true,
        "went" | "goes" => second == Some("on"),
        _ => false,
    };
    words.next().is_some_and(|first| on(first, words.next()))
}

fn gender(word: &str) -> Option<Gender> {
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

fn speaker_of(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    statement: &Statement,
    head: &Head,
    reads: &[Read],
) -> Speaker {
    let class = Some(head.class);
    if let Some((&main, rest)) = head.mentions.split_first() {
        let entity = entities[main].entity;
        let mut others: Vec<EntityId> = Vec::new();
        for &m in rest {
            let other = entities[m].entity;
            if other != entity && !others.contains(&other) {
                others.push(other);
            }
        }
        let role = entities[main].form == MentionForm::Role;
        let reading = if role {
            let name = name_before(entities, entity, entities[main].span.start);
            SpeakerReading::by(SpeakerWay::Role, name.into_iter().collect())
        } else {
            SpeakerReading::by(SpeakerWay::Name, Vec::new())
        };
        return Speaker {
            class,
            entity: Some(entity),
            others,
            reading,
            confidence: if role { 0.85 } else { 1.0 },
        };
    }
    match head.pronoun {
        Some(pronoun) if pronoun.gender().is_some() => {
            let start = article.tokens[head.at].span.start;
            let at = reads.partition_point(|r| r.span.start < start);
            match reads.get(at).filter(|r| r.span.start == start) {
                Some(read) => from_read(read, reads),
                None => Speaker { class, ..Speaker::default() },
            }
        }
        Some(Pronoun::Who) => who(article, entities, head.at),
        Some(Pronoun::Both) => both(article, entities, statement, head.at),
        Some(Pronoun::It) => it(article, entities, lexicons, head.at),
        Some(Pronoun::They) => they(article, entities, head.at),
        Some(_) => Speaker { class, ..Speaker::default() },
        None => {
            let entity = body(article, entities, lexicons, statement, head);
            let confidence = if entity.is_some() { 0.7 } else { confidence(head.class) };
            let reading = entity.and_then(|_| SpeakerReading::by(SpeakerWay::Body, Vec::new()));
            Speaker { class, entity, others: Vec::new(), reading, confidence }
        }
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

fn from_read(read: &Read, reads: &[Read]) -> Speaker {
    let mut chain = Vec::new();
    let mut antecedent = read.antecedent;
    while let Some(span) = antecedent.filter(|_| chain.len() < 8) {
        chain.push(span);
        let at = reads.partition_point(|r| r.span.start < span.start);
        antecedent = reads.get(at).filter(|r| r.span == span).and_then(|r| r.antecedent);
    }
    Speaker {
        class: Some(SourceClass::Pronoun),
        entity: read.entity,
        others: Vec::new(),
        reading: Some(SpeakerReading { way: SpeakerWay::Antecedent, chain, runner_up: read.runner_up }),
        confidence: read.confidence,
    }
}

/// The latest name of an entity before `offset`.
fn name_before(entities: &Entities, entity: EntityId, offset: u32) -> Option<Span> {
    let mentions = &entities[entity].mentions;
    let before = mentions.partition_point(|&m| entities[m].span.start < offset);
    mentions[..before]
        .iter()
        .rev()
        .map(|&m| &entities[m])
        .find(|m| m.form != MentionForm::Role)
        .map(|m| m.span)
}

/// `who`: the name right before it, or the name that the noun before it is beside.
fn who(article: &Article, entities: &Entities, at: usize) -> Speaker {
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
            return Speaker { entity: Some(mention.entity), reading, confidence: 0.9, ..none };
        }
        // A common noun right before `who` is the antecedent, and has no name.
        let noun = at > 0 && article.tokens[at - 1].kind == TokenKind::Word && end < at;
        if noun && !beside {
            return none;
        }
    }
    none
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
    let area = article.tokens[tokens.start].span.join(article.tokens[tokens.end - 1].span);
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
    })
}

/// `it`: the one body or place named before it in its sentence; where it begins its sentence, the one that the
/// sentence before begins with or that alone is named there. Where a document is named too, it may be that.
fn it(article: &Article, entities: &Entities, lexicons: &Lexicons, at: usize) -> Speaker {
    let none = Speaker { class: Some(SourceClass::Pronoun), ..Speaker::default() };
    let start = article.tokens[at].span.start;
    let sentence = article.sentence_at(start);
    let own = article.sentences[sentence].tokens.start..at;
    let mut found = only_body(article, entities, lexicons, own.clone());
    // `On Monday, it said`: next to nothing is before it.
    if found.is_none() && own.len() <= 5 && sentence > 0 {
        let last = &article.sentences[sentence - 1];
        if last.paragraph == article.sentences[sentence].paragraph {
            found = only_body(article, entities, lexicons, last.tokens.clone());
        }
    }
    match found {
        Some((entity, span)) => Speaker {
            entity: Some(entity),
            reading: SpeakerReading::by(SpeakerWay::Antecedent, vec![span]),
            confidence: 0.6,
            ..none
        },
        None => none,
    }
}

/// The organisation or place that `tokens` begin with, else the only one among them.
fn only_body(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    tokens: Range<usize>,
) -> Option<(EntityId, Span)> {
    if tokens.is_empty() {
        return None;
    }
    let area = article.tokens[tokens.start].span.join(article.tokens[tokens.end - 1].span);
    let mut only: Option<(EntityId, Span)> = None;
    for mention in entities.mentions_in(area) {
        let inside = article.tokens_in(mention.span);
        let owned = article.tokens[inside.end.saturating_sub(1)].span.end > mention.span.end;
        if entities[mention.entity].kind == EntityKind::Person || owned {
            continue;
        }
        if inside.start <= tokens.start + 2 {
            return Some((mention.entity, mention.span));
        }
        match only {
            Some((entity, _)) if entity != mention.entity => return None,
            _ => only = Some((mention.entity, mention.span)),
        }
    }
    let document = |from: u32| {
        let after = tokens.clone().filter(|&t| article.tokens[t].span.start >= from);
        after.into_iter().any(|t| lexicons.has(article.tokens[t].fold, Sources::Document))
    };
    only.filter(|(_, span)| !document(span.end))
}

/// `the fund`: the one organisation whose name has these words, else the only one named near by.
fn body(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    statement: &Statement,
    head: &Head,
) -> Option<EntityId> {
    let source = *statement.source.first()?;
    let first = article.tokens_in(source).start;
    let plain = matches!(article.word(first), "the" | "The")
        && head.at > first
        && article.token_at(source.end) <= head.at + 1;
    if !plain || head.class != SourceClass::Collective {
        return None;
    }
    let before = entities.mentions.partition_point(|m| m.span.start < source.start);
    let paragraph = article.paragraph_at(source.start);
    // One noun fits many a name; that of a body named long ago is another's.
    let near = |entity: EntityId| {
        let mentions = &entities[entity].mentions;
        let last = mentions[..mentions.partition_point(|m| m.index() < before)].last();
        last.is_some_and(|&m| article.paragraph_at(entities[m].span.start) + 6 >= paragraph)
    };
    let nouns = || (first + 1..head.at + 1).map(|at| article.tokens[at].fold);
    let has = |name: Span, noun: u64| {
        // `court` stands for `Courts` too, and `appeals` for `Appeals`.
        article.tokens_in(name).any(|t| article.tokens[t].fold == noun)
    };
    let mut fit = entities.numbered().filter(|(i, e)| {
        e.kind == EntityKind::Organisation
            && nouns().all(|noun| has(e.name, noun))
            && (head.at > first + 1 || near(*i))
    });
    if let (Some((entity, _)), None) = (fit.next(), fit.next()) {
        return Some(entity);
    }
    let kind = match bare(article.word(head.at)) {
        _ if head.at != first + 1 => return None,
        noun if lexicons.word_is(noun, StandIns::Body) => EntityKind::Organisation,
        noun if lexicons.word_is(noun, StandIns::Place) => EntityKind::Place,
        _ => return None,
    };
    nearest_of(article, entities, kind, before, source)
}

/// The only one of a kind that the sentence names before `source`, or that the paragraph and the one before it do.
fn nearest_of(
    article: &Article,
    entities: &Entities,
    kind: EntityKind,
    before: usize,
    source: Span,
) -> Option<EntityId> {
    let sentence = article.sentence_at(source.start);
    let paragraph = article.paragraph_at(source.start);
    let (mut here, mut only) = (None, None);
    let mut several = false;
    for mention in entities.mentions[..before].iter().rev() {
        if article.paragraph_at(mention.span.start) + 1 < paragraph {
            break;
        }
        if entities[mention.entity].kind != kind {
            continue;
        }
        if article.sentence_at(mention.span.start) < sentence && here.is_some() {
            return here;
        }
        let found = only.get_or_insert(mention.entity);
        several |= *found != mention.entity;
        here = (article.sentence_at(mention.span.start) == sentence && !several).then_some(mention.entity);
        if several && here.is_none() {
            return None;
        }
    }
    here.or(only).or_else(|| dominant(entities, kind))
}

/// The one of a kind that the article names most by far.
fn dominant(entities: &Entities, kind: EntityKind) -> Option<EntityId> {
    let (mut best, mut first, mut second) = (None, 0, 0);
    for (i, entity) in entities.numbered().filter(|(_, e)| e.kind == kind) {
        let count = entity.mentions.len();
        if count > first {
            (best, second, first) = (Some(i), first, count);
        } else {
            second = second.max(count);
        }
    }
    best.filter(|_| first >= 3 && first > 2 * second)
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
