//! Whom a pronoun or a noun phrase stands for.
//!
//! | file | yields |
//! | --- | --- |
//! | `phrase.rs` | noun phrases without a name, and what their words say |
//! | `profile.rs` | what the text says of each entity |
//! | `place.rs` | what a mention does in its sentence |
//! | `said.rs` | what the words of a statement say of its speaker |
//! | `walk.rs` | who has been mentioned so far, and whom each anaphor stands for |
//! | `fit.rs` | who may be meant at all |
//! | `evidence.rs` | what is true of a candidate |
//! | `features.rs` | the kinds of anaphor, and what may be true of a candidate |
//! | `weights.rs` | what each of that is worth, as learned |
//!
//! Everything that points back is read in order of place. Its candidates are those mentioned before it within reach,
//! those who are known by its noun, and, for a noun phrase, somebody whom the text does not name. Each has named
//! features; the sum of their learned weights gives its probability among all. An anaphor once read is a mention for
//! the next. Linear in the article's length: reach is bounded.

mod evidence;
pub mod features;
mod fit;
mod phrase;
mod place;
mod profile;
mod said;
mod walk;
pub mod weights;

use super::source::Head;
use crate::Span;
use crate::facts::people::entities::{Entities, EntityId, Gender, MentionForm};
use crate::facts::quotes::Quotes;
use crate::facts::speech::linker::Statement;
use crate::lexicon::{Lexicons, function_words::Pronoun};
use crate::text::Article;
use features::{Anaphor, Feature};
use phrase::{Other, Phrase};
use place::Role;
use walk::{Query, Walk};
use weights::Weights;

/// How far back an anaphor looks, in mentions.
const REACH: usize = 120;
/// How far back it looks, in paragraphs.
const PARAGRAPHS: usize = 8;

/// Whom an anaphor may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Referent {
    /// Someone or something named.
    Entity(EntityId),
    /// A phrase without a name, by the place of the words that name it best.
    Phrase(Span),
}

/// A candidate with what is true of it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who it is.
    pub referent: Referent,
    /// The words that it is called by.
    pub name: Span,
    /// Its nearest mention.
    pub span: Span,
    /// What is true of it.
    pub features: Vec<Feature>,
}

/// An anaphor that is the source of a statement.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The statement, by its number.
    pub statement: usize,
    /// What kind of anaphor it is.
    pub kind: Anaphor,
}

/// Who chooses among candidates: the learned weights, or the trainer.
pub trait Choose {
    /// The number of the candidate taken, and the probability of each. `asked` is None for what is no source.
    fn choose(&mut self, asked: Option<Asked>, kind: Anaphor, candidates: &[Candidate]) -> (usize, Vec<f32>);
}

/// Chooses by weight.
#[derive(Clone, Copy, Debug)]
pub struct Learned<'a>(pub &'a Weights);

impl Choose for Learned<'_> {
    fn choose(&mut self, _: Option<Asked>, kind: Anaphor, candidates: &[Candidate]) -> (usize, Vec<f32>) {
        let odds = probabilities(candidates.iter().map(|c| self.0.score(kind, &c.features)));
        let best = (0..odds.len()).fold(0, |best, i| if odds[i] > odds[best] { i } else { best });
        (best, odds)
    }
}

/// The probabilities that sums of weights stand for: they add up to 1.
#[must_use]
pub fn probabilities(scores: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut odds: Vec<f32> = scores.collect();
    let most = odds.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    odds.iter_mut().for_each(|s| *s = (*s - most).exp());
    let sum: f32 = odds.iter().sum();
    odds.iter_mut().for_each(|s| *s /= sum.max(f32::MIN_POSITIVE));
    odds
}

/// Whom a source stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Resolved {
    pub(super) kind: Anaphor,
    /// None where it is open.
    pub(super) referent: Option<Referent>,
    /// Who came second, where that is someone named.
    pub(super) runner_up: Option<EntityId>,
    /// The mention that it leans on.
    pub(super) antecedent: Option<Span>,
    /// 0..1.
    pub(super) probability: f32,
}

/// What comes in the order of the text.
#[derive(Clone, Copy)]
enum Event {
    Mention(usize),
    Phrase(usize),
    Source(usize),
    Pronoun(Gender),
}

impl Event {
    /// Which comes first of those that begin at one place.
    const fn rank(self) -> u8 {
        match self {
            Self::Mention(_) => 0,
            Self::Phrase(_) => 1,
            Self::Source(_) | Self::Pronoun(_) => 2,
        }
    }
}

/// Whom the source of each statement stands for, where it is a pronoun or a phrase without a name.
pub(super) fn resolve(
    article: &Article,
    lexicons: &Lexicons,
    entities: &Entities,
    quotes: &Quotes,
    statements: &[Statement],
    heads: &[Option<Head>],
    choose: &mut impl Choose,
) -> (Vec<Option<Resolved>>, Leaning) {
    let asked = Questions::of(article, lexicons, entities, statements, heads);
    let mut events: Vec<(u32, Event)> = asked.events.clone();
    let known = |start: u32| asked.events.binary_search_by_key(&start, |e| e.0).is_ok();
    events.extend(
        said::pronouns(article).filter(|p| !known(p.0)).map(|(at, gender)| (at, Event::Pronoun(gender))),
    );
    let mut anaphors: Vec<u32> = events.iter().map(|e| e.0).collect();
    anaphors.sort_unstable();
    let others: Vec<Other> = phrase::others(article, lexicons, quotes, &anaphors)
        .into_iter()
        .filter(|other| asked.leaves(other.phrase.span))
        .collect();
    events.extend(others.iter().enumerate().map(|(i, other)| (other.phrase.span.start, Event::Phrase(i))));
    events.extend(entities.mentions.iter().enumerate().map(|(i, m)| (m.span.start, Event::Mention(i))));
    events.sort_by_key(|(start, event)| (*start, event.rank()));
    let named = named(entities, heads);
    let mut walk = Walk::new(article, lexicons, entities, quotes);
    let mut resolved = vec![None; statements.len()];
    for (start, event) in events {
        match event {
            Event::Mention(i) => {
                let mention = &entities.mentions[i];
                if mention.form != MentionForm::Role || !known(start) {
                    walk.pass(mention, place::role(article, lexicons, entities, &named, i));
                }
            }
            Event::Phrase(i) => {
                let Other { phrase, subject } = &others[i];
                let who = walk.add(phrase);
                walk.push(phrase.span, who, if *subject { Role::Subject } else { Role::Object }, false);
            }
            Event::Pronoun(gender) => {
                let span = article.tokens[article.token_at(start)].span;
                walk.read(&Query::aside(span, gender), None, choose);
            }
            Event::Source(i) => {
                let Some(query) = asked.query(i) else {
                    continue;
                };
                resolved[i] = walk.read(&query, Some(Asked { statement: i, kind: query.kind }), choose);
            }
        }
    }
    walk.leaning.sort_unstable();
    (resolved, walk.leaning)
}

/// The names that are sources, sorted.
fn named(entities: &Entities, heads: &[Option<Head>]) -> Vec<Span> {
    let first = |head: &Head| head.mentions.first().map(|&m| entities[m].span);
    let mut named: Vec<Span> = heads.iter().flatten().filter_map(first).collect();
    named.sort_unstable();
    named
}

/// The sources without a name.
struct Questions<'a> {
    article: &'a Article,
    entities: &'a Entities,
    statements: &'a [Statement],
    heads: &'a [Option<Head>],
    /// The noun phrase of each statement's source, where it is one.
    phrases: Vec<Option<Phrase>>,
    /// The sources with a noun phrase, sorted.
    taken: Vec<Span>,
    /// Where each is read, sorted.
    events: Vec<(u32, Event)>,
}

impl<'a> Questions<'a> {
    fn of(
        article: &'a Article,
        lexicons: &Lexicons,
        entities: &'a Entities,
        statements: &'a [Statement],
        heads: &'a [Option<Head>],
    ) -> Self {
        let phrases = vec![None; statements.len()];
        let (taken, events) = (Vec::new(), Vec::new());
        let mut asked = Self { article, entities, statements, heads, phrases, taken, events };
        for (i, head) in heads.iter().enumerate() {
            let Some(head) = head else { continue };
            let role = head.mentions.first().is_some_and(|&m| entities[m].form == MentionForm::Role);
            if !head.mentions.is_empty() && !role {
                continue;
            }
            let token = article.tokens[head.at].span;
            let start = if head.pronoun.is_some() {
                token.start
            } else {
                let pieces = &statements[i].source;
                let source = pieces.iter().find(|s| s.contains(token)).or(pieces.first());
                let source = source.copied().unwrap_or_default();
                asked.phrases[i] = phrase::of_source(article, lexicons, source, head);
                asked.taken.push(source);
                source.start
            };
            asked.events.push((start, Event::Source(i)));
        }
        asked.taken.sort_unstable();
        asked.events.sort_by_key(|e| e.0);
        asked
    }

    /// Whether a phrase is no source, and does not end in a name.
    fn leaves(&self, span: Span) -> bool {
        let at = self.taken.partition_point(|t| t.end <= span.start);
        self.taken.get(at).is_none_or(|t| t.start >= span.end)
            && self.entities.mentions_in(span).all(|m| m.span.end < span.end)
    }

    /// What is asked of the source of statement `i`; None where it is no anaphor.
    fn query(&self, i: usize) -> Option<Query<'_>> {
        let Self { article, entities, .. } = *self;
        let (head, statement) = (self.heads[i].as_ref()?, &self.statements[i]);
        let phrase = self.phrases[i].as_ref();
        let (kind, gender) = match (head.pronoun, phrase) {
            (Some(Pronoun::He), _) => (Anaphor::He, Some(Gender::Male)),
            (Some(Pronoun::She), _) => (Anaphor::He, Some(Gender::Female)),
            (Some(Pronoun::It), _) => (Anaphor::It, None),
            (Some(Pronoun::They), _) => (Anaphor::They, None),
            (None, Some(phrase)) => (phrase.kind, phrase.gender),
            _ => return None,
        };
        let span = phrase.map_or(article.tokens[head.at].span, |p| p.span);
        let before =
            |c: &u32| *c < span.start && article.paragraph_at(*c) == article.paragraph_at(span.start);
        let from = statement.content.first().map(|c| c.start).filter(before);
        Some(Query {
            kind,
            span,
            from: from.unwrap_or(span.start),
            gender,
            phrase,
            content: &statement.content,
            source: true,
            goes_on: statement.cue.iter().any(|cue| said::goes_on(article, *cue)),
            held: head.mentions.first().map(|&m| entities[m].entity),
            addressee: said::addressee(entities, statement),
        })
    }
}

/// Each anaphor with the mention that it leans on, in order of place.
pub(super) type Leaning = Vec<(Span, Span)>;
