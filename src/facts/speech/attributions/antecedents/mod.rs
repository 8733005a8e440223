//! Whom a pronoun or a noun phrase stands for.
//!
//! | file | yields |
//! | --- | --- |
//! | `phrase.rs` | noun phrases without a name, and what their words say |
//! | `profile.rs` | what the text says of each entity |
//! | `place.rs` | what a mention does in its sentence |
//! | `features.rs` | the kinds of anaphor, and what may be true of a candidate |
//! | `weights.rs` | what each of that is worth, as learned |
//!
//! Everything that points back is read in order of place. Its candidates are those mentioned before it within reach,
//! those who are known by its noun, and, for a noun phrase, somebody whom the text does not name. Each has named
//! features; the sum of their learned weights gives its probability among all. An anaphor once read is a mention for
//! the next. Linear in the article's length: reach is bounded.

pub mod features;
mod phrase;
mod place;
mod profile;
pub mod weights;

use super::source::Head;
use crate::Span;
use crate::facts::people::entities::{Entities, Entity, EntityId, EntityKind, Gender, MentionForm};
use crate::facts::quotes::Quotes;
use crate::facts::speech::linker::Statement;
use crate::lexicon::{Lexicons, function_words::Pronoun};
use crate::text::{Article, TokenKind};
use features::{Anaphor, Feature};
use phrase::{Opening, Other, Phrase};
use place::Role;
use profile::Profile;
use rustc_hash::FxHashMap;
use weights::Weights;

/// How far back an anaphor looks, in mentions.
const REACH: usize = 120;
/// How far back it looks, in paragraphs.
const PARAGRAPHS: usize = 8;
/// How many mentions ahead a noun phrase looks, and how many paragraphs.
const AHEAD: usize = 10;
/// The least probability at which an anaphor is read as what comes out best; below, its speaker is open. There a
/// third of the readings are wrong on articles not learned from, as far as their number lets one see.
const fn least(kind: Anaphor) -> f32 {
    match kind {
        Anaphor::Plural | Anaphor::Document => 0.5,
        Anaphor::He => 0.55,
        Anaphor::Role | Anaphor::Body => 0.7,
        Anaphor::It | Anaphor::They => 0.75,
    }
}

/// The least probability at which a pronoun that speaks no words is a mention for what comes after.
const SURE: f32 = 0.7;

/// How sure a phrase is whose words leave no doubt.
const MEANT: f32 = 0.95;

/// The least probability of an entity that is known by the noun.
const CALLED: f32 = 0.5;

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

/// A mention of a referent, as what comes after sees it.
#[derive(Clone, Copy, Debug)]
struct Hint {
    span: Span,
    who: usize,
    role: Role,
    pronoun: bool,
    sentence: usize,
    paragraph: usize,
    quoted: bool,
}

/// What comes in the order of the text.
enum Event {
    Mention(usize),
    Phrase(usize),
    Source(usize),
    Pronoun(Gender),
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
    let mut sources: Vec<Span> = heads
        .iter()
        .flatten()
        .filter_map(|h| h.mentions.first().and_then(|&m| entities.mentions.get(m.index())).map(|m| m.span))
        .collect();
    sources.sort_unstable();
    let mut phrases: Vec<Option<Phrase>> = vec![None; statements.len()];
    let mut events: Vec<(u32, u8, Event)> = Vec::new();
    let mut taken: Vec<Span> = Vec::new();
    for (i, head) in heads.iter().enumerate() {
        let Some(head) = head else { continue };
        let at = article.tokens[head.at].span.start;
        let role = head.mentions.first().is_some_and(|&m| entities[m].form == MentionForm::Role);
        if head.mentions.is_empty() || role {
            if head.pronoun.is_none() {
                let source = statements[i].source.iter().find(|s| s.contains(article.tokens[head.at].span));
                let source = source.or(statements[i].source.first()).copied().unwrap_or_default();
                phrases[i] = phrase::of_source(article, lexicons, source, head);
                taken.push(source);
                events.push((source.start, 2, Event::Source(i)));
            } else {
                events.push((at, 2, Event::Source(i)));
            }
        }
    }
    taken.sort_unstable();
    let free = |span: Span| {
        let at = taken.partition_point(|t| t.end <= span.start);
        taken.get(at).is_none_or(|t| t.start >= span.end)
            && entities.mentions_in(span).all(|m| m.span.end < span.end)
    };
    let others: Vec<Other> =
        phrase::others(article, lexicons).into_iter().filter(|other| free(other.phrase.span)).collect();
    events.extend(others.iter().enumerate().map(|(i, o)| (o.phrase.span.start, 1, Event::Phrase(i))));
    events.extend(entities.mentions.iter().enumerate().map(|(i, m)| (m.span.start, 0, Event::Mention(i))));
    let mut at_source: Vec<u32> =
        events.iter().filter(|e| matches!(e.2, Event::Source(_))).map(|e| e.0).collect();
    at_source.sort_unstable();
    for token in &article.tokens {
        if token.kind == TokenKind::Word
            && token.span.len() <= 8
            && let Some(gender) = gender_of(article.slice(token.span))
            && at_source.binary_search(&token.span.start).is_err()
        {
            events.push((token.span.start, 2, Event::Pronoun(gender)));
        }
    }
    events.sort_by_key(|e| (e.0, e.1));
    let mut walk = Walk::new(article, lexicons, entities, quotes);
    let mut resolved = vec![None; statements.len()];
    for (start, _, event) in events {
        match event {
            Event::Mention(i) => {
                let mention = &entities.mentions[i];
                walk.next = i + 1;
                if mention.form == MentionForm::Role && at_source.binary_search(&mention.span.start).is_ok() {
                    continue;
                }
                let role = place::role(article, lexicons, entities, &sources, i);
                walk.push(mention.span, mention.entity.index(), role, false);
                if role == Role::Source {
                    walk.spoke(mention.span, mention.entity.index());
                }
            }
            Event::Phrase(i) => {
                let Other { phrase, subject } = &others[i];
                let who = walk.add(phrase);
                walk.push(phrase.span, who, if *subject { Role::Subject } else { Role::Object }, false);
            }
            Event::Pronoun(gender) => {
                let span = article.tokens[article.token_at(start)].span;
                let query = Query {
                    kind: Anaphor::He,
                    span,
                    from: start,
                    gender: Some(gender),
                    phrase: None,
                    content: &[],
                    source: false,
                    goes_on: false,
                    held: None,
                    addressee: None,
                };
                walk.read(&query, None, choose);
            }
            Event::Source(i) => {
                let Some(head) = &heads[i] else { continue };
                let statement = &statements[i];
                let token = article.tokens[head.at].span;
                let (kind, gender) = match (head.pronoun, &phrases[i]) {
                    (Some(Pronoun::He), _) => (Anaphor::He, Some(Gender::Male)),
                    (Some(Pronoun::She), _) => (Anaphor::He, Some(Gender::Female)),
                    (Some(Pronoun::It), _) => (Anaphor::It, None),
                    (Some(Pronoun::They), _) => (Anaphor::They, None),
                    (None, Some(phrase)) => (phrase.kind, phrase.gender),
                    _ => continue,
                };
                let span = phrases[i].as_ref().map_or(token, |p| p.span);
                let from = statement.content.first().map(|c| c.start).filter(|&c| {
                    c < span.start && article.paragraph_at(c) == article.paragraph_at(span.start)
                });
                let query = Query {
                    kind,
                    span,
                    from: from.unwrap_or(span.start),
                    gender,
                    phrase: phrases[i].as_ref(),
                    content: &statement.content,
                    source: true,
                    goes_on: statement.cue.iter().any(|cue| goes_on(article, *cue)),
                    held: head.mentions.first().map(|&m| entities[m].entity),
                    addressee: addressee(entities, statement),
                };
                resolved[i] = walk.read(&query, Some(Asked { statement: i, kind }), choose);
            }
        }
    }
    walk.leaning.sort_unstable();
    (resolved, walk.leaning)
}

/// Each anaphor with the mention that it leans on, in order of place.
pub(super) type Leaning = Vec<(Span, Span)>;

/// What points back, with where and as what.
struct Query<'a> {
    kind: Anaphor,
    span: Span,
    /// Where the statement begins.
    from: u32,
    gender: Option<Gender>,
    phrase: Option<&'a Phrase>,
    content: &'a [Span],
    source: bool,
    goes_on: bool,
    /// Who the entity list says holds the role.
    held: Option<EntityId>,
    /// Who is told (`he told Moe`).
    addressee: Option<EntityId>,
}

/// What was seen of a candidate while looking back.
#[derive(Clone, Copy, Debug)]
struct Seen {
    who: usize,
    nearest: Hint,
    count: u32,
    role: Role,
    own: bool,
    plain: bool,
}

/// Reads the text from its beginning.
struct Walk<'a> {
    article: &'a Article,
    entities: &'a Entities,
    quotes: &'a Quotes,
    profiles: Vec<Profile>,
    /// Entities by the lemmas of their posts.
    holders: FxHashMap<u64, Vec<usize>>,
    /// Organisations by the words of their names, where few share one.
    named: FxHashMap<u64, Vec<usize>>,
    hints: Vec<Hint>,
    /// Phrases without a name; their numbers follow those of the entities.
    phrases: Vec<Phrase>,
    /// How often each has been mentioned so far.
    counts: Vec<u32>,
    /// Gender by pronoun.
    learned: Vec<Option<Gender>>,
    /// Who has spoken, in order, with where.
    speakers: Vec<(Span, usize)>,
    has_spoken: Vec<bool>,
    /// The next mention.
    next: usize,
    /// The one mentioned first after each paragraph's start.
    topics: FxHashMap<usize, usize>,
    /// The organisation and the place mentioned most so far.
    most: [Option<usize>; 2],
    /// The first subject of each sentence.
    openers: FxHashMap<usize, usize>,
    leaning: Leaning,
    seen: Vec<Seen>,
    slots: FxHashMap<usize, usize>,
}

impl<'a> Walk<'a> {
    fn new(article: &'a Article, lexicons: &'a Lexicons, entities: &'a Entities, quotes: &'a Quotes) -> Self {
        let profiles = profile::all(article, lexicons, entities);
        let mut holders: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (i, profile) in profiles.iter().enumerate() {
            for &post in &profile.posts {
                let list = holders.entry(post).or_default();
                if list.last() != Some(&i) && list.len() < 16 {
                    list.push(i);
                }
            }
        }
        let mut named: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (id, entity) in entities.numbered().filter(|(_, e)| e.kind == EntityKind::Organisation) {
            for at in article.tokens_in(entity.name).take(8) {
                let list = named.entry(article.tokens[at].fold).or_default();
                if list.last() != Some(&id.index()) && list.len() < 8 {
                    list.push(id.index());
                }
            }
        }
        let count = entities.entities.len();
        Self {
            article,
            named,
            entities,
            quotes,
            profiles,
            holders,
            hints: Vec::new(),
            phrases: Vec::new(),
            counts: vec![0; count],
            learned: vec![None; count],
            speakers: Vec::new(),
            has_spoken: vec![false; count],
            next: 0,
            topics: FxHashMap::default(),
            most: [None; 2],
            openers: FxHashMap::default(),
            leaning: Vec::new(),
            seen: Vec::new(),
            slots: FxHashMap::default(),
        }
    }

    /// Takes in a phrase without a name.
    fn add(&mut self, phrase: &Phrase) -> usize {
        self.phrases.push(phrase.clone());
        self.counts.push(0);
        self.learned.push(None);
        self.has_spoken.push(false);
        self.counts.len() - 1
    }

    fn push(&mut self, span: Span, who: usize, role: Role, pronoun: bool) {
        let (sentence, paragraph) =
            (self.article.sentence_at(span.start), self.article.paragraph_at(span.start));
        let quoted = self.quotes.holds(self.article, span.start);
        self.counts[who] += 1;
        let most = match self.entities.entities.get(who).map(|e| e.kind) {
            Some(EntityKind::Organisation) => Some(0),
            Some(EntityKind::Place) => Some(1),
            _ => None,
        };
        if let Some(most) = most.map(|kind| &mut self.most[kind])
            && most.is_none_or(|most| self.counts[most] < self.counts[who])
        {
            *most = Some(who);
        }
        if role >= Role::Subject && !quoted {
            self.topics.entry(paragraph).or_insert(who);
            self.openers.entry(sentence).or_insert(who);
        }
        self.hints.push(Hint { span, who, role, pronoun, sentence, paragraph, quoted });
    }

    fn spoke(&mut self, span: Span, who: usize) {
        self.has_spoken[who] = true;
        self.speakers.push((span, who));
    }

    fn phrase(&self, who: usize) -> Option<&Phrase> {
        self.phrases.get(who.checked_sub(self.entities.entities.len())?)
    }

    fn gender(&self, who: usize) -> Option<Gender> {
        let stated = match self.entities.entities.get(who) {
            Some(entity) => entity.gender,
            None => self.phrase(who).and_then(|p| p.gender),
        };
        stated.or(self.learned[who])
    }

    /// Whether someone may be meant at all.
    fn fits(&self, query: &Query<'_>, who: usize) -> bool {
        let kind = self.entities.entities.get(who).map(|e| e.kind);
        let phrase = self.phrase(who);
        let gender = || match (query.gender, self.gender(who)) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let same = |phrase: &Phrase| query.phrase.is_some_and(|q| q.noun == phrase.noun);
        let body = matches!(kind, Some(EntityKind::Organisation | EntityKind::Place));
        // A name that no entity bears stands for itself, or for a longer one.
        if let Some(name) = query.phrase.filter(|p| p.name) {
            let within = |entity: &Entity| {
                let word = |t: usize| self.article.tokens[t].fold == name.noun;
                self.article.tokens_in(entity.name).any(word)
            };
            return self.entities.entities.get(who).is_some_and(within)
                || phrase.is_some_and(|p| p.name && same(p));
        }
        if query.phrase.is_some_and(|p| p.hidden) {
            return phrase.is_some_and(|p| p.hidden && same(p));
        }
        match query.kind {
            Anaphor::He => {
                // A name of one word that no entity bears may be anybody's: `Vole said`, where the text has `Volle`.
                let one = |p: &Phrase| p.stranger;
                (kind == Some(EntityKind::Person)
                    || phrase.is_some_and(|p| p.kind == Anaphor::Role || one(p)))
                    && gender()
            }
            Anaphor::It => {
                let thing = |p: &Phrase| {
                    p.name && p.post.is_none() || matches!(p.kind, Anaphor::Body | Anaphor::Document)
                };
                body || phrase.is_some_and(thing)
            }
            Anaphor::They => {
                body || phrase.is_some_and(|p| p.name || matches!(p.kind, Anaphor::Body | Anaphor::Plural))
            }
            Anaphor::Role => {
                let other = || match (query.phrase, self.profiles.get(who)) {
                    (Some(q), Some(profile)) => {
                        q.post.is_some_and(|post| profile.posts.contains(&post))
                            && profile.other_post != q.other_post
                    }
                    _ => false,
                };
                let one = kind == Some(EntityKind::Person) && !other();
                (one || phrase.is_some_and(|p| p.kind == Anaphor::Role && same(p))) && gender()
            }
            Anaphor::Body if kind == Some(EntityKind::Place) => {
                let profile = &self.profiles[who];
                query.phrase.is_some_and(|q| {
                    q.place || profile.has(q.noun) || q.beside.iter().any(|w| profile.has(*w))
                })
            }
            // `the nation` is no firm.
            Anaphor::Body
                if kind == Some(EntityKind::Organisation) && query.phrase.is_some_and(|q| q.place) =>
            {
                query.phrase.is_some_and(|q| self.profiles[who].has(q.noun))
            }
            Anaphor::Body => {
                let listed = query.phrase.is_some_and(|q| q.listed);
                body || phrase.is_some_and(|p| p.name && listed || p.kind == Anaphor::Body && same(p))
            }
            Anaphor::Plural => phrase.is_some_and(|p| p.kind == Anaphor::Plural && same(p)),
            Anaphor::Document => phrase.is_some_and(|p| p.kind == Anaphor::Document && same(p)),
        }
    }

    /// Reads one anaphor, and takes it in as a mention.
    fn read(
        &mut self,
        query: &Query<'_>,
        asked: Option<Asked>,
        choose: &mut impl Choose,
    ) -> Option<Resolved> {
        let here = self.article.paragraph_at(query.from);
        self.look_back(query, here);
        let mut candidates: Vec<Candidate> = Vec::with_capacity(self.seen.len() + 1);
        let mut who: Vec<Option<usize>> = Vec::with_capacity(self.seen.len() + 1);
        let most = self.seen.iter().map(|s| self.counts[s.who]).max().unwrap_or(0);
        // Whose words the phrase begins with does not say them: `Hale's lawyer`.
        let owners: Vec<usize> = query
            .phrase
            .filter(|phrase| phrase.opening == Opening::Owned)
            .map(|phrase| {
                let inside = self.entities.mentions_in(phrase.span).filter(|m| m.form != MentionForm::Role);
                inside.map(|m| m.entity.index()).collect()
            })
            .unwrap_or_default();
        let told = query.addressee.map(EntityId::index);
        // `a second official` is nobody spoken of before.
        let new = query.phrase.is_some_and(|phrase| phrase.opening == Opening::A);
        self.seen.retain(|s| !new && !owners.contains(&s.who) && told != Some(s.who));
        let near = self.seen.iter().filter(|s| s.nearest.paragraph + 1 >= here && s.count > 0).count();
        // The sentence of the latest subject among those passed.
        let mut since: Option<usize> = None;
        for rank in 0..self.seen.len() {
            let seen = self.seen[rank];
            let mut features = self.features(query, &seen, rank, most, here);
            let nearest = &seen.nearest;
            if since.is_some_and(|sentence| sentence > nearest.sentence) {
                features.push(Feature::OtherSince);
                if features.contains(&Feature::SpokeLast) {
                    features.push(Feature::SpokeLastOtherSince);
                }
            }
            if seen.role >= Role::Subject && !nearest.quoted {
                since = since.max(Some(nearest.sentence));
            }
            if near == 1 && seen.nearest.paragraph + 1 >= here {
                features.push(Feature::OnlyNear);
            }
            candidates.push(self.candidate(seen.who, seen.nearest.span, features));
            who.push(Some(seen.who));
        }
        if let Some(phrase) = query.phrase {
            let known = |far: &usize| new && self.counts[*far] > 0;
            let others = self.elsewhere(query, here).into_iter();
            for far in others.filter(|far| !owners.contains(far) && !known(far)) {
                let mut features =
                    vec![if self.counts[far] == 0 { Feature::Ahead } else { Feature::FarParagraphs }];
                self.words(query, phrase, far, &mut features);
                self.kinds(far, &mut features);
                if self.most.contains(&Some(far)) {
                    features.push(Feature::MentionedMost);
                }
                let mentions = &self.entities.entities[far].mentions;
                let span = mentions.first().map_or(query.span, |&m| self.entities[m].span);
                candidates.push(self.candidate(far, span, features));
                who.push(Some(far));
            }
            candidates.push(Candidate {
                referent: Referent::Phrase(phrase.span),
                name: phrase.span,
                span: phrase.span,
                features: itself(phrase),
            });
            who.push(None);
        }
        if candidates.is_empty() {
            return None;
        }
        if let [one] = candidates.as_mut_slice() {
            one.features.push(Feature::OnlyOne);
        }
        let meant = query
            .phrase
            .and_then(|phrase| who.iter().position(|who| who.is_some_and(|who| self.is_meant(phrase, who))));
        let (best, odds) = match meant {
            Some(meant) => (meant, (0..who.len()).map(|i| if i == meant { MEANT } else { 0.0 }).collect()),
            None => choose.choose(asked, query.kind, &candidates),
        };
        let probability = odds.get(best).copied().unwrap_or(0.0);
        let chosen = match (who[best], query.phrase) {
            (Some(who), _) => who,
            (None, Some(phrase)) => self.add(phrase),
            (None, None) => return None,
        };
        let second = (0..odds.len()).filter(|&i| i != best).max_by(|&a, &b| odds[a].total_cmp(&odds[b]));
        if let (Some(gender), true) = (query.gender, probability > 0.6) {
            self.learned[chosen].get_or_insert(gender);
        }
        if !query.source && probability < SURE {
            return None;
        }
        let role = if query.source { Role::Source } else { Role::Subject };
        let pronoun = query.phrase.is_none();
        let antecedent = (candidates[best].span != query.span).then_some(candidates[best].span);
        self.push(query.span, chosen, role, pronoun);
        self.leaning.extend(antecedent.map(|antecedent| (query.span, antecedent)));
        if query.source {
            self.spoke(query.span, chosen);
        }
        let called =
            candidates[best].features.iter().any(|f| matches!(f, Feature::HeldRole | Feature::SameNoun));
        let named = |i: usize| match candidates[i].referent {
            Referent::Entity(entity) => Some(entity),
            Referent::Phrase(_) => None,
        };
        Some(Resolved {
            kind: query.kind,
            referent: match query.phrase {
                _ if probability >= least(query.kind) => Some(candidates[best].referent),
                // That it holds the office, or is called so, is more than place alone.
                _ if probability >= CALLED && called => Some(candidates[best].referent),
                // The words themselves say who it is, if not by name.
                Some(phrase) => Some(Referent::Phrase(phrase.span)),
                None => None,
            },
            runner_up: second.and_then(named),
            antecedent,
            probability,
        })
    }

    fn candidate(&self, who: usize, span: Span, features: Vec<Feature>) -> Candidate {
        match self.entities.entities.get(who) {
            Some(entity) => Candidate {
                referent: Referent::Entity(EntityId::new(who)),
                name: entity.name,
                span,
                features,
            },
            None => {
                let name = self.phrase(who).map_or(span, |p| p.span);
                Candidate { referent: Referent::Phrase(name), name, span, features }
            }
        }
    }

    /// Gathers those mentioned before, the latest first.
    fn look_back(&mut self, query: &Query<'_>, here: usize) {
        self.seen.clear();
        self.slots.clear();
        let mut seen = std::mem::take(&mut self.seen);
        let mut slots = std::mem::take(&mut self.slots);
        for hint in self.hints.iter().rev().take(REACH) {
            if hint.paragraph + PARAGRAPHS < here {
                break;
            }
            // What the anaphor's own words hold is no mention of it, but counts against whom they name.
            if query.span.contains(hint.span) || !self.fits(query, hint.who) {
                continue;
            }
            let own = query.content.iter().any(|c| c.contains(hint.span));
            let slot = *slots.entry(hint.who).or_insert_with(|| {
                seen.push(Seen {
                    who: hint.who,
                    nearest: *hint,
                    count: 0,
                    role: Role::Modifier,
                    own: false,
                    plain: false,
                });
                seen.len() - 1
            });
            let one = &mut seen[slot];
            if own {
                one.own |= !hint.pronoun;
                if one.count == 0 {
                    continue;
                }
            }
            if one.count == 0 {
                one.nearest = *hint;
            }
            one.count += 1;
            one.plain |= !hint.quoted;
            if hint.sentence == one.nearest.sentence {
                one.role = one.role.max(hint.role);
            }
        }
        self.seen = seen;
        self.slots = slots;
    }

    /// Those out of reach whom the phrase may mean: who holds the office, and who is named soon after.
    fn elsewhere(&self, query: &Query<'_>, here: usize) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let known = |who: usize, found: &[usize]| self.slots.contains_key(&who) || found.contains(&who);
        if !matches!(query.kind, Anaphor::Role | Anaphor::Body) {
            return found;
        }
        let held = query.held.map(EntityId::index);
        let post = query.phrase.and_then(|p| p.post).and_then(|post| self.holders.get(&post));
        let named =
            query.phrase.filter(|_| query.kind == Anaphor::Body).and_then(|p| self.named.get(&p.noun));
        for &who in post.into_iter().flatten().chain(&held).chain(named.into_iter().flatten()) {
            if !known(who, &found) && self.fits(query, who) {
                found.push(who);
            }
        }
        // What the text is about may be out of reach: `the city`.
        let listed = query.phrase.filter(|p| p.listed && query.kind == Anaphor::Body);
        if let Some(who) = listed.and_then(|phrase| self.most[usize::from(phrase.place)])
            && !known(who, &found)
            && self.fits(query, who)
        {
            found.push(who);
        }
        for mention in self.entities.mentions[self.next..].iter().take(AHEAD) {
            if self.article.paragraph_at(mention.span.start) > here + 2 {
                break;
            }
            let who = mention.entity.index();
            if mention.span.start > query.span.end && !known(who, &found) && self.fits(query, who) {
                found.push(who);
            }
        }
        found
    }

    fn features(&self, query: &Query<'_>, seen: &Seen, rank: usize, most: u32, here: usize) -> Vec<Feature> {
        use Feature as F;
        let mut f = Vec::with_capacity(16);
        let near = &seen.nearest;
        let sentence = self.article.sentence_at(query.from);
        let apart = sentence.saturating_sub(near.sentence);
        let paragraphs = here.saturating_sub(near.paragraph);
        f.push(match apart {
            0 => F::SameSentence,
            1 => F::SentenceBefore,
            2 => F::TwoSentencesBefore,
            3 | 4 => F::FewSentencesBefore,
            _ => F::FarSentences,
        });
        f.push(match paragraphs {
            0 => F::SameParagraph,
            1 => F::ParagraphBefore,
            2 => F::TwoParagraphsBefore,
            _ => F::FarParagraphs,
        });
        match rank {
            0 => f.push(F::LatestOfAll),
            1 => f.push(F::SecondLatest),
            _ => {}
        }
        f.push(match seen.role {
            Role::Source => F::IsSource,
            Role::Subject => F::IsSubject,
            Role::Owner => F::IsOwner,
            Role::Modifier => F::IsModifier,
            Role::Object | Role::Other => F::IsObject,
        });
        if apart <= 1 && seen.role == Role::Source {
            f.push(F::SourceBefore);
        }
        if apart <= 1 && seen.role == Role::Subject {
            f.push(F::SubjectNear);
        }
        if apart == 0 && seen.role >= Role::Subject && near.span.start < query.from {
            f.push(F::SubjectHere);
        }
        if self.topics.get(&here) == Some(&seen.who) {
            f.push(F::ParagraphTopic);
        }
        if sentence.checked_sub(1).and_then(|before| self.openers.get(&before)) == Some(&seen.who) {
            f.push(F::OpensSentenceBefore);
        }
        let last = self.speakers.iter().rev().find(|s| s.0.start < query.from);
        if query.source {
            if let Some((span, _)) = last.filter(|s| s.1 == seen.who) {
                f.push(F::SpokeLast);
                if sentence.saturating_sub(self.article.sentence_at(span.start)) <= 1 {
                    f.push(F::SpokeLastNear);
                }
                let back = here.saturating_sub(self.article.paragraph_at(span.start));
                if back == 0 {
                    f.push(F::SpokeLastHere);
                } else if back == 1
                    && self.article.paragraphs.get(here).is_some_and(|p| query.from <= p.span.start)
                {
                    f.push(F::SpokeLastBefore);
                }
                if query.goes_on {
                    f.push(F::GoesOn);
                }
            } else if self.has_spoken[seen.who] {
                f.push(F::Spoke);
            }
        }
        if near.pronoun {
            f.push(F::ByPronoun);
        }
        if !seen.plain {
            f.push(F::OnlyQuoted);
        }
        if seen.own {
            f.push(F::InOwnWords);
        }
        let count = self.counts[seen.who];
        if count == most && count > 1 {
            f.push(F::MentionedMost);
        }
        match count {
            0 | 1 => f.push(F::MentionedOnce),
            2 => {}
            _ => f.push(F::MentionedOften),
        }
        if let Some(entity) = self.entities.entities.get(seen.who) {
            let first = entity.mentions.first().map_or(u32::MAX, |&m| self.entities[m].span.start);
            if self.article.paragraph_at(first) <= 1 {
                f.push(F::InLead);
            }
        }
        if query.gender.is_some() {
            f.push(if self.gender(seen.who).is_some() { F::GenderAgrees } else { F::GenderUnknown });
        }
        self.kinds(seen.who, &mut f);
        if let Some(phrase) = query.phrase {
            self.words(query, phrase, seen.who, &mut f);
        }
        f
    }

    fn kinds(&self, who: usize, f: &mut Vec<Feature>) {
        f.push(match self.entities.entities.get(who).map(|e| e.kind) {
            Some(EntityKind::Person) => Feature::IsPerson,
            Some(EntityKind::Organisation) => Feature::IsOrganisation,
            Some(EntityKind::Place) => Feature::IsPlace,
            None => match self.phrase(who).map(|p| p.kind) {
                Some(Anaphor::Document) => Feature::IsDocument,
                Some(Anaphor::Role) if self.phrase(who).is_some_and(|p| p.opening == Opening::A) => {
                    Feature::IsUnnamedA
                }
                Some(Anaphor::Role) => Feature::IsUnnamed,
                _ => Feature::IsGroup,
            },
        });
    }

    /// Whether one person only is known by the post of the phrase.
    fn holds_alone(&self, phrase: &Phrase) -> bool {
        let holders = phrase.post.and_then(|post| self.holders.get(&post));
        holders.is_some_and(|list| list.len() == 1)
    }

    /// Whether the words of a phrase leave no doubt: `his lawyer` after `his lawyer, Ann Moe`, `the governor` for the
    /// one governor, `the health ministry` for the one Ministry of Health.
    fn is_meant(&self, phrase: &Phrase, who: usize) -> bool {
        let Some(profile) = self.profiles.get(who) else { return false };
        if phrase.opening == Opening::Owned {
            return self.holds_alone(phrase) && phrase.post.is_some_and(|post| profile.owned.contains(&post));
        }
        // `the governor`, where one person only is called so, and by nothing that the phrase leaves out.
        if phrase.opening == Opening::The && phrase.office && phrase.beside.is_empty() && !phrase.qualified {
            return self.holds_alone(phrase)
                && phrase.post.is_some_and(|post| profile.posts.contains(&post))
                && profile.past == phrase.past
                && profile.other_post == phrase.other_post;
        }
        let bears = |word: u64| self.named.get(&word).is_some_and(|all| all.as_slice() == [who]);
        let part = |word: u64| self.named.get(&word).is_some_and(|all| all.contains(&who));
        phrase.kind == Anaphor::Body
            && !phrase.beside.is_empty()
            && phrase.beside.iter().chain([&phrase.noun]).all(|&word| part(word))
            && phrase.beside.iter().chain([&phrase.noun]).any(|&word| bears(word))
    }

    /// What the words of a noun phrase say of a candidate.
    fn words(&self, query: &Query<'_>, phrase: &Phrase, who: usize, f: &mut Vec<Feature>) {
        use Feature as F;
        if query.held.is_some_and(|held| held.index() == who) {
            f.push(F::HeldRole);
        }
        let Some(entity) = self.entities.entities.get(who) else {
            let same = self.phrase(who).is_some_and(|p| phrase.beside.iter().all(|w| p.beside.contains(w)));
            f.push(if same { F::SamePhrase } else { F::OtherWords });
            return;
        };
        let profile = &self.profiles[who];
        let in_name =
            |word: u64| self.article.tokens_in(entity.name).any(|t| self.article.tokens[t].fold == word);
        let called = match phrase.post {
            Some(post) => profile.posts.contains(&post),
            None => profile.has(phrase.noun) || profile.bodies.contains(&phrase.noun),
        };
        if !called && query.held.is_none_or(|held| held.index() != who) {
            f.push(F::NotCalled);
            if f.contains(&F::SpokeLast) && phrase.beside.is_empty() && !phrase.qualified {
                f.push(F::PlainSpoke);
            }
        }
        if called {
            f.push(F::SameNoun);
            if self.holds_alone(phrase) {
                f.push(F::SameNounOnly);
            }
        } else if phrase.post.is_some() && profile.office {
            f.push(F::OtherOffice);
        } else if query.kind == Anaphor::Body && !profile.bodies.is_empty() {
            f.push(F::OtherBody);
        }
        if phrase.institution && !called && !in_name(phrase.noun) && query.kind == Anaphor::Body {
            f.push(F::OtherInstitution);
        }
        if query.kind == Anaphor::Body && in_name(phrase.noun) {
            f.push(F::NounInName);
        }
        if !phrase.beside.is_empty() {
            let known = phrase.beside.iter().filter(|&&w| profile.has(w) || in_name(w)).count();
            f.push(match known {
                n if n == phrase.beside.len() => F::AllWords,
                0 => F::OtherWords,
                _ => F::SomeWords,
            });
            if known == 0 && !called {
                f.push(F::NothingFits);
            }
        }
        if profile.past && !phrase.past && query.kind == Anaphor::Role {
            f.push(F::OfficeOfAnother);
        }
        if let (Some(a), Some(b)) = (phrase.age, profile.age) {
            f.push(if a == b { F::AgeAgrees } else { F::AgeDiffers })
        }
        if query.kind == Anaphor::Body {
            let place = entity.kind == EntityKind::Place;
            f.push(if place == phrase.place { F::KindAgrees } else { F::KindDiffers });
            if place && phrase.place {
                f.push(F::PlaceAgrees);
            }
            if phrase.listed && f.contains(&F::MentionedMost) {
                f.push(F::ListedMost);
            }
        }
    }
}

/// The features of the phrase as somebody whom the text does not name.
fn itself(phrase: &Phrase) -> Vec<Feature> {
    use Feature as F;
    let mut f = vec![F::Itself];
    f.push(match phrase.opening {
        Opening::The => F::ItselfThe,
        Opening::A => F::ItselfA,
        Opening::Bare => F::ItselfBare,
        Opening::Owned => F::ItselfOwned,
    });
    f.push(if phrase.listed { F::ItselfListed } else { F::ItselfUnlisted });
    if phrase.opening == Opening::The && phrase.beside.is_empty() && !phrase.qualified {
        f.push(F::ItselfPlain);
    }
    if phrase.age.is_some() {
        f.push(F::ItselfAge);
    }
    if phrase.institution {
        f.push(F::ItselfInstitution);
    }
    if phrase.name {
        f.push(F::ItselfName);
    }
    if phrase.qualified {
        f.push(F::ItselfQualified);
    }
    if !phrase.beside.is_empty() {
        f.push(F::ItselfLong);
    }
    f
}

/// Who is named right after the cue and is no part of what is said: `he told Moe`.
fn addressee(entities: &Entities, statement: &Statement) -> Option<EntityId> {
    let cue = statement.cue.last()?;
    let at = entities.mentions.partition_point(|m| m.span.start < cue.end);
    let mention = entities.mentions.get(at)?;
    let start = mention.title.map_or(mention.span.start, |title| title.start.min(mention.span.start));
    let part = statement.content.iter().chain(&statement.source).any(|c| c.overlaps(mention.span));
    (start == cue.end + 1 && !part).then_some(mention.entity)
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
