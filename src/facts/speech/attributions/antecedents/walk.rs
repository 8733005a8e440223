//! The text read from its beginning: who has been mentioned so far, and whom each anaphor stands for.

use super::features::{Anaphor, Feature};
use super::phrase::{self, Opening, Phrase};
use super::place::Role;
use super::profile::{self, Profile};
use super::{Asked, Candidate, Choose, Leaning, PARAGRAPHS, REACH, Referent, Resolved};
use crate::Span;
use crate::facts::people::entities::{Entities, EntityId, EntityKind, Gender, Mention, MentionForm};
use crate::facts::quotes::Quotes;
use crate::lexicon::Lexicons;
use crate::text::Article;
use rustc_hash::FxHashMap;

/// How far ahead a noun phrase looks, in mentions.
const AHEAD: usize = 10;
/// How far ahead it looks, in paragraphs.
const PARAGRAPHS_AHEAD: usize = 2;

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

/// A mention of a referent, as what comes after sees it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hint {
    pub(super) span: Span,
    pub(super) who: usize,
    pub(super) role: Role,
    pub(super) pronoun: bool,
    pub(super) sentence: usize,
    pub(super) paragraph: usize,
    pub(super) quoted: bool,
}

/// What points back, with where and as what.
pub(super) struct Query<'a> {
    pub(super) kind: Anaphor,
    pub(super) span: Span,
    /// Where the statement begins.
    pub(super) from: u32,
    pub(super) gender: Option<Gender>,
    pub(super) phrase: Option<&'a Phrase>,
    pub(super) content: &'a [Span],
    pub(super) source: bool,
    pub(super) goes_on: bool,
    /// Who the entity list says holds the role.
    pub(super) held: Option<EntityId>,
    /// Who is told (`he told Moe`).
    pub(super) addressee: Option<EntityId>,
}

impl Query<'_> {
    /// Of a pronoun that is no source.
    pub(super) const fn aside(span: Span, gender: Gender) -> Self {
        Self {
            kind: Anaphor::He,
            span,
            from: span.start,
            gender: Some(gender),
            phrase: None,
            content: &[],
            source: false,
            goes_on: false,
            held: None,
            addressee: None,
        }
    }
}

/// What was seen of a candidate while looking back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    pub(super) who: usize,
    pub(super) nearest: Hint,
    pub(super) count: u32,
    pub(super) role: Role,
    pub(super) own: bool,
    pub(super) plain: bool,
}

/// Reads the text from its beginning.
pub(super) struct Walk<'a> {
    pub(super) article: &'a Article,
    pub(super) entities: &'a Entities,
    quotes: &'a Quotes,
    pub(super) profiles: Vec<Profile>,
    /// Entities by the lemmas of their posts.
    pub(super) holders: FxHashMap<u64, Vec<usize>>,
    /// Organisations by the words of their names, where few share one.
    pub(super) named: FxHashMap<u64, Vec<usize>>,
    hints: Vec<Hint>,
    /// Phrases without a name; their numbers follow those of the entities.
    phrases: Vec<Phrase>,
    /// How often each has been mentioned so far.
    pub(super) counts: Vec<u32>,
    /// Gender by pronoun.
    learned: Vec<Option<Gender>>,
    /// Who has spoken, in order, with where.
    pub(super) speakers: Vec<(Span, usize)>,
    pub(super) has_spoken: Vec<bool>,
    /// The one mentioned first after each paragraph's start.
    pub(super) topics: FxHashMap<usize, usize>,
    /// The organisation and the place mentioned most so far.
    most: [Option<usize>; 2],
    /// The first subject of each sentence.
    pub(super) openers: FxHashMap<usize, usize>,
    pub(super) leaning: Leaning,
    seen: Vec<Seen>,
    slots: FxHashMap<usize, usize>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        article: &'a Article,
        lexicons: &'a Lexicons,
        entities: &'a Entities,
        quotes: &'a Quotes,
    ) -> Self {
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
            topics: FxHashMap::default(),
            most: [None; 2],
            openers: FxHashMap::default(),
            leaning: Vec::new(),
            seen: Vec::new(),
            slots: FxHashMap::default(),
        }
    }

    /// Takes in a phrase without a name.
    pub(super) fn add(&mut self, phrase: &Phrase) -> usize {
        self.phrases.push(phrase.clone());
        self.counts.push(0);
        self.learned.push(None);
        self.has_spoken.push(false);
        self.counts.len() - 1
    }

    pub(super) fn push(&mut self, span: Span, who: usize, role: Role, pronoun: bool) {
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

    /// Takes in a name.
    pub(super) fn pass(&mut self, mention: &Mention, role: Role) {
        self.push(mention.span, mention.entity.index(), role, false);
        if role == Role::Source {
            self.spoke(mention.span, mention.entity.index());
        }
    }

    fn spoke(&mut self, span: Span, who: usize) {
        self.has_spoken[who] = true;
        self.speakers.push((span, who));
    }

    pub(super) fn phrase(&self, who: usize) -> Option<&Phrase> {
        self.phrases.get(who.checked_sub(self.entities.entities.len())?)
    }

    pub(super) fn gender(&self, who: usize) -> Option<Gender> {
        let stated = match self.entities.entities.get(who) {
            Some(entity) => entity.gender,
            None => self.phrase(who).and_then(|p| p.gender),
        };
        stated.or(self.learned[who])
    }

    /// Reads one anaphor, and takes it in as a mention.
    pub(super) fn read(
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
                features: phrase::itself(phrase),
            });
            who.push(None);
        }
        if candidates.is_empty() {
            return None;
        }
        if let [one] = candidates.as_mut_slice() {
            one.features.push(Feature::OnlyOne);
        }
        let (best, odds) = match query.phrase.and_then(|phrase| self.meant(phrase, &who)) {
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

    /// The candidate of whom the words of the phrase leave no doubt; None where they fit two.
    fn meant(&self, phrase: &Phrase, candidates: &[Option<usize>]) -> Option<usize> {
        let meant = |who: &Option<usize>| who.is_some_and(|who| self.is_meant(phrase, who));
        let first = candidates.iter().position(meant)?;
        (!candidates[first + 1..].iter().any(meant)).then_some(first)
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
        let next = self.entities.mentions.partition_point(|mention| mention.span.start <= query.span.end);
        for mention in self.entities.mentions[next..].iter().take(AHEAD) {
            if self.article.paragraph_at(mention.span.start) > here + PARAGRAPHS_AHEAD {
                break;
            }
            let who = mention.entity.index();
            if !known(who, &found) && self.fits(query, who) {
                found.push(who);
            }
        }
        found
    }
}
