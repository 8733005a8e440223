//! Names joined to entities: full names first, then surnames, given names and titles alone.

use super::names::{self, Name, is_initial, surname_at};
use super::sorting::{self, Sort};
use super::titles;
use super::usage::Usage;
use super::words::{GIVEN, OPENER, OPENS, PLACE, WordTraits, bare_span, fold_at};
use super::{
    Entities, Entity, EntityKind, Gender, Mention, MentionForm, SHORTEST_SLIP, a_letter_off, gender,
    same_given,
};
use super::{EntityId, MentionId};
use crate::Span;
use crate::facts::wording::stems::bare;
use crate::lexicon::{
    Lexicons,
    function_words::{is_particle, is_preposition},
};
use crate::text::{Article, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What joining knows of an entity beyond what it shows.
#[derive(Clone, Debug, Default)]
struct Known {
    /// Posts and roles, as folded lemmas.
    posts: Vec<u64>,
    /// How often the full name occurs.
    full: u32,
    /// First byte of the latest mention that leaves no doubt.
    latest: u32,
    /// Gender by title, which outweighs the given name.
    titled: Option<Gender>,
}

/// How many people of one surname are told apart. More are in no story, only in lists, where nobody is named twice.
const BEARERS: usize = 64;

struct Joiner<'a> {
    article: &'a Article,
    words: &'a WordTraits,
    lexicons: &'a Lexicons,
    entities: Vec<Entity>,
    known: Vec<Known>,
    mentions: Vec<Mention>,
    surnames: FxHashMap<u64, Vec<usize>>,
    givens: FxHashMap<u64, Vec<usize>>,
    wholes: FxHashMap<u64, usize>,
    /// Organisations by the first word of their name.
    heads: FxHashMap<u64, Vec<usize>>,
    usage: &'a Usage,
}

/// Joins sorted names to entities; mentions come in order of place.
pub(super) fn join(
    article: &Article,
    words: &WordTraits,
    lexicons: &Lexicons,
    names: &[Name],
    sorted: &[Sort],
    usage: &Usage,
) -> Entities {
    let mut joiner = Joiner {
        article,
        words,
        lexicons,
        entities: Vec::new(),
        known: Vec::new(),
        mentions: Vec::new(),
        surnames: FxHashMap::default(),
        givens: FxHashMap::default(),
        wholes: FxHashMap::default(),
        heads: FxHashMap::default(),
        usage,
    };
    // Full names first, so that a surname may be before its introduction.
    let full: Vec<Option<usize>> = names.iter().zip(sorted).map(|(n, s)| joiner.introduce(n, *s)).collect();
    for ((name, sort), full) in names.iter().zip(sorted).zip(full) {
        joiner.mention(name, *sort, full);
    }
    Entities { entities: joiner.entities, mentions: joiner.mentions }
}

impl Joiner<'_> {
    /// The people of a surname that a name may stand for: the [`BEARERS`] who came last.
    fn bearers(&self, surname: u64) -> &[usize] {
        let all = self.surnames.get(&surname).map_or(&[][..], Vec::as_slice);
        &all[all.len().saturating_sub(BEARERS)..]
    }

    /// The entity of a full name, made where it is new.
    fn introduce(&mut self, name: &Name, sort: Sort) -> Option<usize> {
        let Sort::Known(kind) = sort else { return None };
        if kind != EntityKind::Person {
            let key = sorting::whole(self.article, name);
            let span = names::span(self.article, &name.tokens);
            return Some(match self.wholes.get(&key) {
                Some(&entity) => entity,
                None => {
                    let entity = self.create(kind, span, None, None);
                    self.wholes.insert(key, entity);
                    let first = name.tokens.start;
                    if kind == EntityKind::Organisation
                        && name.tokens.len() > 1
                        && !self.words.any(first, OPENER)
                    {
                        self.heads.entry(fold_at(self.article, first)).or_default().push(entity);
                    }
                    entity
                }
            });
        }
        let (given, surname) = self.parts(&name.tokens);
        let (given, surname) = (given?, surname?);
        let key = fold_at(self.article, surname);
        let first = self.article.word(given);
        let gender = self.title_gender(name);
        let span = names::span(self.article, &name.tokens);
        if self.is_surname(key, gender, name) {
            return None;
        }
        let found = self.bearers(key).iter().copied().find(|&e| {
            let same = self.entities[e]
                .given
                .is_some_and(|g| same_given(self.lexicons, self.article.slice(g), first));
            same && !conflict(gender, self.known[e].titled)
                && !names::others(self.article, &self.article.tokens_in(self.entities[e].name), &name.tokens)
        });
        let entity = found.unwrap_or_else(|| {
            let entity = self.create(
                EntityKind::Person,
                span,
                Some(bare_span(self.article, given)),
                Some(self.surname_span(&name.tokens, surname)),
            );
            self.surnames.entry(key).or_default().push(entity);
            self.givens.entry(fold_at(self.article, given)).or_default().push(entity);
            entity
        });
        if span.len() > self.entities[entity].name.len() && !is_initial(self.article, given) {
            let article = self.article;
            let one = &mut self.entities[entity];
            one.name = span;
            one.given = Some(bare_span(article, given));
            one.surname = Some(surname_span(article, &name.tokens, surname));
        }
        self.known[entity].full += 1;
        self.describe(entity, name);
        if self.entities[entity].gender.is_none() {
            self.entities[entity].gender = gender::of_given(self.lexicons, fold_at(self.article, given));
        }
        Some(entity)
    }

    /// Given name and surname of a person's name, as tokens; a lone word is a surname.
    fn parts(&self, tokens: &Range<usize>) -> (Option<usize>, Option<usize>) {
        let surname = surname_at(self.article, tokens);
        let given = tokens.clone().find(|&at| {
            self.article.tokens[at].kind == TokenKind::Word
                && Some(at) != surname
                && !is_particle(self.article.word(at))
        });
        (given.filter(|&g| Some(g) < surname), surname)
    }

    fn surname_span(&self, tokens: &Range<usize>, surname: usize) -> Span {
        surname_span(self.article, tokens, surname)
    }

    fn create(&mut self, kind: EntityKind, name: Span, given: Option<Span>, surname: Option<Span>) -> usize {
        self.entities.push(Entity {
            kind,
            name,
            given,
            surname,
            gender: None,
            titles: Vec::new(),
            mentions: Vec::new(),
        });
        self.known.push(Known::default());
        self.entities.len() - 1
    }

    fn title_gender(&self, name: &Name) -> Option<Gender> {
        gender::of_title(self.article, self.lexicons, name.title.as_ref()?)
    }

    /// Takes down the titles beside a mention.
    fn describe(&mut self, entity: usize, name: &Name) {
        let (article, lexicons) = (self.article, self.lexicons);
        let sentence = &article.sentences[article.sentence_at(article.tokens[name.tokens.start].span.start)];
        let beside = [
            name.title.clone(),
            titles::after(article, lexicons, name.tokens.end, sentence.tokens.end),
            titles::before(article, lexicons, name.tokens.start, sentence.tokens.start),
        ];
        for title in beside.into_iter().flatten() {
            let courtesy = titles::posts(article, lexicons, title.clone()).all(|h| h.class().is_courtesy());
            if let Some(span) = titles::span(article, &title).filter(|_| !courtesy) {
                self.entities[entity].titles.push(span);
            }
            for hit in titles::posts(article, lexicons, title.clone()) {
                let post = crate::text::fold(hit.lemma);
                if !hit.class().is_courtesy() && !self.known[entity].posts.contains(&post) {
                    self.known[entity].posts.push(post);
                }
            }
            if let Some(gender) = gender::of_title(article, lexicons, &title) {
                self.known[entity].titled.get_or_insert(gender);
                self.entities[entity].gender = self.known[entity].titled;
            }
        }
    }

    fn mention(&mut self, name: &Name, sort: Sort, full: Option<usize>) {
        let span = names::span(self.article, &name.tokens);
        let title = name.title.as_ref().and_then(|t| titles::span(self.article, t));
        if let Some(entity) = full {
            let kind = self.entities[entity].kind;
            let acronym = kind == EntityKind::Organisation
                && (self.words.any(name.tokens.start, super::words::CAPS) && name.tokens.len() == 1
                    || names::is_joined_initials(self.article, &name.tokens));
            let form = if acronym { MentionForm::Acronym } else { MentionForm::Full };
            self.known[entity].latest = span.start;
            self.mentions.push(Mention { span, title, form, entity: EntityId::new(entity) });
            return;
        }
        let found = match sort {
            Sort::Known(EntityKind::Person) => self.titled(name),
            Sort::Single => self.single(name),
            Sort::Nothing if name.tokens.len() > 1 => self.tail(name),
            _ => None,
        };
        if let Some((entity, form)) = found {
            if name.title.is_some() {
                self.known[entity].full += 1;
                self.describe(entity, name);
                self.known[entity].latest = span.start;
            } else if form == MentionForm::Surname && self.apposed(name) {
                self.describe(entity, name);
            }
            self.mentions.push(Mention { span, title, form, entity: EntityId::new(entity) });
        }
    }

    /// Whether a definite role is beside a surname, between commas: `Hale, the former mayor, ...`.
    fn apposed(&self, name: &Name) -> bool {
        let article = self.article;
        let sentence = &article.sentences[article.sentence_at(article.tokens[name.tokens.start].span.start)];
        titles::after(article, self.lexicons, name.tokens.end, sentence.tokens.end)
            .is_some_and(|role| article.word(role.start) == "the")
    }

    /// A surname with a title (`Mr. Hale`), or a sequence that can only be a person.
    fn titled(&mut self, name: &Name) -> Option<(usize, MentionForm)> {
        let surname = surname_at(self.article, &name.tokens)?;
        let key = fold_at(self.article, surname);
        if let Some(entity) = self.resolve(key, name) {
            return Some((entity, MentionForm::Surname));
        }
        let fits = |e: &usize| {
            !conflict(self.title_gender(name), self.entities[*e].gender) && !self.another(*e, name)
        };
        if let Some(entity) = self.slip(surname, name).filter(fits) {
            return Some((entity, MentionForm::Surname));
        }
        // `Queen Mary`, `Prince Ivo`: a title with a given name.
        if let [entity] = self.givens.get(&key).map_or(&[][..], Vec::as_slice) {
            return Some((*entity, MentionForm::Given));
        }
        let span = names::span(self.article, &name.tokens);
        let entity =
            self.create(EntityKind::Person, span, None, Some(self.surname_span(&name.tokens, surname)));
        self.surnames.entry(key).or_default().push(entity);
        self.describe(entity, name);
        Some((entity, MentionForm::Surname))
    }

    /// A surname of several words (`Van Houten`, `Wasserman Schultz`) that ends a known name.
    fn tail(&self, name: &Name) -> Option<(usize, MentionForm)> {
        let last = surname_at(self.article, &name.tokens)?;
        let entity = self.resolve(fold_at(self.article, last), name)?;
        self.ends_in(entity, name).then_some((entity, MentionForm::Surname))
    }

    /// Whether a name of several words is the surname of somebody known: `Wasserman Schultz` is nobody new after Debbie
    /// Wasserman Schultz. Who begins with a given name, or is introduced with a role or an age, is somebody else of the
    /// family: `Hassan Khalil` beside his son Ahmed Hassan Khalil.
    fn is_surname(&self, key: u64, gender: Option<Gender>, name: &Name) -> bool {
        if self.words.any(name.tokens.start, GIVEN) {
            return false;
        }
        let words = name.tokens.len();
        let mut ends = self
            .bearers(key)
            .iter()
            .filter(|&&e| self.ends_in(e, name) && !conflict(gender, self.known[e].titled))
            .map(|&e| self.article.tokens_in(self.entities[e].name).len())
            .peekable();
        ends.peek().is_some() && ends.all(|other| other > words) && !self.is_introduced(name)
    }

    /// Whether a name is more than a surname: it begins with a given name, or has a role, an age or an office beside it.
    fn is_introduced(&self, name: &Name) -> bool {
        let posts = |title: &Range<usize>| {
            titles::posts(self.article, self.lexicons, title.clone()).any(|hit| !hit.class().is_courtesy())
        };
        self.words.any(name.tokens.start, GIVEN)
            || name.title.as_ref().is_some_and(posts)
            || sorting::described(self.article, self.lexicons, &name.tokens)
    }

    /// Whether an entity's name ends in all words of another.
    fn ends_in(&self, entity: usize, name: &Name) -> bool {
        let whole = self.article.tokens_in(self.entities[entity].name);
        let word = |at: usize| fold_at(self.article, at);
        name.tokens.len() <= whole.len()
            && whole.rev().map(word).zip(name.tokens.clone().rev().map(word)).all(|(a, b)| a == b)
    }

    /// One capitalised word without a title.
    fn single(&mut self, name: &Name) -> Option<(usize, MentionForm)> {
        let at = name.tokens.start;
        let key = fold_at(self.article, at);
        if let Some(entity) = self.resolve(key, name) {
            return Some((entity, MentionForm::Surname));
        }
        if let Some(entity) = self.by_first_word(key, at) {
            return Some((entity, MentionForm::Given));
        }
        if let Some(&entity) = self.wholes.get(&names::key(self.article, &name.tokens)) {
            return Some((entity, MentionForm::Full));
        }
        if self.lexicons.titles.get(key).is_some() {
            return None;
        }
        let used = self.usage.of(self.article, &name.tokens);
        if self.words.any(at, PLACE) && !used.is_body() {
            let entity = self.create(EntityKind::Place, names::span(self.article, &name.tokens), None, None);
            self.wholes.insert(names::key(self.article, &name.tokens), entity);
            return Some((entity, MentionForm::Full));
        }
        let after_the = at > 0 && matches!(self.article.word(at - 1), "the" | "The" | "a" | "A");
        let speaks = sorting::speaks(self.article, self.lexicons, name.tokens.end, at);
        // `Michelle, a teacher, said`; `Kobek, who beat Moe, is hurt`
        let unlisted = self.words.any(at, GIVEN) || sorting::unlisted(self.lexicons, key);
        let shown = || unlisted && used.is_person();
        let common = self.words.in_lower_case(key)
            || self.words.any(at, OPENER)
            || (self.words.any(at, OPENS) && !self.words.inside_sentence(key) && !shown());
        // `Shanda` for `Shanda Interactive Entertainment`
        if let [entity] = self.heads.get(&key).map_or(&[][..], Vec::as_slice)
            && !common
            && !used.is_person()
        {
            return Some((*entity, MentionForm::Full));
        }
        if let Some(entity) = self.slip(at, name).filter(|_| !used.is_body() && !after_the) {
            return Some((entity, MentionForm::Surname));
        }
        // Whoever speaks under one name, never another, is mostly a firm; its use may say that it is a person.
        let body = used.is_body() || speaks && !self.words.any(at, GIVEN) && used.person <= used.body;
        if body && !common && (!after_the || used.is_body()) {
            let entity =
                self.create(EntityKind::Organisation, names::span(self.article, &name.tokens), None, None);
            self.wholes.insert(names::key(self.article, &name.tokens), entity);
            return Some((entity, MentionForm::Full));
        }
        if (speaks || used.is_person()) && !common && !after_the && !sorting::possessive(self.words, name) {
            let surname = (!self.words.any(at, GIVEN)).then(|| bare_span(self.article, at));
            let given = self.words.any(at, GIVEN).then(|| bare_span(self.article, at));
            let entity =
                self.create(EntityKind::Person, names::span(self.article, &name.tokens), given, surname);
            let index = if given.is_some() { &mut self.givens } else { &mut self.surnames };
            index.entry(key).or_default().push(entity);
            if given.is_some() {
                // Surnames that are men's names too (`Clinton`, `Scott`) show nothing when they are alone.
                self.entities[entity].gender =
                    gender::of_given(self.lexicons, key).filter(|g| *g == Gender::Female);
            }
            return Some((entity, if given.is_some() { MentionForm::Given } else { MentionForm::Surname }));
        }
        None
    }

    /// Whose name begins with a word: the one person, or of several the one who is introduced before it. In `Lee Jae-myung` that word is the
    /// surname, so that of several the one named last in the paragraph or most often is meant.
    fn by_first_word(&self, key: u64, at: usize) -> Option<usize> {
        let all = self.givens.get(&key).map_or(&[][..], Vec::as_slice);
        if let [one] = all {
            return Some(*one);
        }
        let here = self.article.tokens[at].span.start;
        let before =
            || all.iter().rev().take(BEARERS).copied().filter(|&e| self.entities[e].name.start < here);
        let mut earlier = before();
        let one = earlier.next()?;
        if earlier.next().is_none() {
            return Some(one);
        }
        let surname_first = |e: usize| {
            self.entities[e].surname.is_some_and(|surname| {
                let parts = self.article.slice(surname).split_once('-');
                parts.is_some_and(|(_, second)| second.starts_with(char::is_lowercase))
            })
        };
        if !before().all(surname_first) {
            return None;
        }
        let (leader, near) = self.foremost(&before().collect::<Vec<_>>(), here)?;
        Some(near.unwrap_or(leader))
    }

    /// Of some people, the one who is named in full most often, and the one named last in the paragraph before byte `here`.
    fn foremost(&self, people: &[usize], here: u32) -> Option<(usize, Option<usize>)> {
        let all = || people.iter().copied();
        let leader = all().max_by_key(|&e| (self.known[e].full, std::cmp::Reverse(e)))?;
        let paragraph = self.article.paragraph_at(here);
        let near = all()
            .filter(|&e| {
                let latest = self.known[e].latest;
                latest > 0 && latest < here && self.article.paragraph_at(latest) == paragraph
            })
            .max_by_key(|&e| self.known[e].latest);
        Some((leader, near))
    }

    /// Whose surname a word is a slip for: the one person introduced whose surname is a letter off. No list has the word
    /// (`Reid`, `Read`, `France`), no body's name begins with it, it follows no preposition, as places do, and nothing
    /// introduces its bearer.
    fn slip(&self, at: usize, name: &Name) -> Option<usize> {
        let (word, fold) = (bare(self.article.word(at)), fold_at(self.article, at));
        let listed = self.lexicons.surnames.get(fold).is_some() || !sorting::unlisted(self.lexicons, fold);
        let placed = at > 0 && is_preposition(self.article.word(at - 1));
        let short = word.chars().count() < SHORTEST_SLIP;
        if short || listed || placed || self.heads.contains_key(&fold) {
            return None;
        }
        let named = self.entities.iter().enumerate().filter_map(|(i, e)| Some((i, e.given.and(e.surname)?)));
        let mut near = named
            .take(BEARERS)
            .filter(|(_, surname)| a_letter_off(self.article.slice(*surname), word))
            .map(|(entity, _)| entity);
        let one = near.next()?;
        (near.next().is_none() && !self.is_introduced(name)).then_some(one)
    }

    /// Whether a titled surname before the full name is someone else: both have a post, and not the same.
    fn another(&self, entity: usize, name: &Name) -> bool {
        let before = self.entities[entity].name.start > self.article.tokens[name.tokens.start].span.start;
        let posts = &self.known[entity].posts;
        let Some(title) = name.title.clone().filter(|_| before && !posts.is_empty()) else { return false };
        let mut offices =
            titles::posts(self.article, self.lexicons, title).filter(|h| h.class().is_office()).peekable();
        offices.peek().is_some() && offices.all(|h| !posts.contains(&crate::text::fold(h.lemma)))
    }

    /// Who of those with a surname is meant: by gender of the title, by post, then by nearness against fame.
    fn resolve(&self, key: u64, name: &Name) -> Option<usize> {
        let all = self.bearers(key);
        let at = name.tokens.start;
        if let [one] = all {
            let opener = self.words.any(at, OPENER) && self.words.any(at, OPENS) && name.title.is_none();
            let clash = conflict(self.title_gender(name), self.entities[*one].gender);
            return (!opener && !clash && !self.another(*one, name)).then_some(*one);
        }
        let gender = self.title_gender(name);
        let posts: Vec<u64> = name
            .title
            .iter()
            .flat_map(|t| titles::posts(self.article, self.lexicons, t.clone()))
            .filter(|h| !h.class().is_courtesy())
            .map(|h| crate::text::fold(h.lemma))
            .collect();
        let mut fit: Vec<usize> =
            all.iter().copied().filter(|&e| !conflict(gender, self.entities[e].gender)).collect();
        if fit.iter().any(|&e| self.known[e].posts.iter().any(|p| posts.contains(p))) {
            fit.retain(|&e| self.known[e].posts.iter().any(|p| posts.contains(p)));
        }
        // `Abu Amer` is Sadeq Abu Amer, and not Hassan Amer.
        if name.tokens.len() > 1 && fit.iter().any(|&e| self.ends_in(e, name)) {
            fit.retain(|&e| self.ends_in(e, name));
        }
        let (leader, near) = self.foremost(&fit, self.article.tokens[at].span.start)?;
        match near {
            Some(near) if self.known[near].full * 3 > self.known[leader].full => Some(near),
            _ => Some(leader),
        }
    }
}

fn surname_span(article: &Article, tokens: &Range<usize>, surname: usize) -> Span {
    let mut first = surname;
    while first > tokens.start + 1 && is_particle(article.word(first - 1)) {
        first -= 1;
    }
    Span::new(article.tokens[first].span.start, bare_span(article, surname).end)
}

fn conflict(a: Option<Gender>, b: Option<Gender>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

impl Entities {
    /// Puts mentions in order of place and hands each entity the list of its own.
    pub(super) fn settle(&mut self) {
        self.mentions.sort_by_key(|m| (m.span.start, m.span.end));
        self.mentions.dedup_by_key(|m| m.span.start);
        // Entities in order of first mention; what is mentioned nowhere goes.
        let mut rank: Vec<Option<usize>> = vec![None; self.entities.len()];
        let mut order = Vec::with_capacity(self.entities.len());
        for mention in &mut self.mentions {
            let old = mention.entity.index();
            let new = *rank[old].get_or_insert_with(|| {
                order.push(old);
                order.len() - 1
            });
            mention.entity = EntityId::new(new);
        }
        let mut old: Vec<Option<Entity>> = std::mem::take(&mut self.entities).into_iter().map(Some).collect();
        self.entities = order.into_iter().filter_map(|e| old[e].take()).collect();
        for (i, mention) in self.mentions.iter().enumerate() {
            self.entities[mention.entity.index()].mentions.push(MentionId::new(i));
        }
    }
}
