//! Whom a pronoun stands for, with the runner-up.
//!
//! Each pronoun for a person is read in order of place, by the salience of the names before it (nearness,
//! grammatical role, fame) under agreement of gender; a pronoun once read counts as a mention for the next.

use crate::Span;
use crate::facts::people::entities::{Entities, EntityId, EntityKind, Gender, MentionForm};
use crate::facts::quotes::Quotes;
use crate::lexicon::{Lexicons, People, Phrases, function_words::is_subordinator};
use crate::text::{Article, Token, TokenKind};
use std::ops::Range;

/// How far back a pronoun looks, in mentions.
const REACH: usize = 48;
/// The weight of a hint above which it is a source.
const SPOKE: f32 = 1.2;
/// The weight of a hint that is a subject, or more.
const SUBJECT: f32 = 1.0;
/// Candidates closer than this to the best leave the speaker undecided.
const CLOSE: f32 = 0.94;

/// A pronoun and who it stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Read {
    /// The pronoun.
    pub(super) span: Span,
    /// Who it is; None where two are as likely or nobody is near.
    pub(super) entity: Option<EntityId>,
    /// Who came second.
    pub(super) runner_up: Option<EntityId>,
    /// The mention or pronoun that it leans on.
    pub(super) antecedent: Option<Span>,
    /// 0..1.
    pub(super) confidence: f32,
}

/// Something that names a person: a mention, a source without a name, or a pronoun read before.
#[derive(Clone, Copy, Debug)]
struct Hint {
    span: Span,
    /// Index into the entities, and after them into the unnamed.
    entity: usize,
    weight: f32,
    /// The sentence and the paragraph it begins in.
    sentence: usize,
    paragraph: usize,
    /// Whether it is inside quotation marks.
    quoted: bool,
}

/// A source that is one person without a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unnamed {
    /// The source.
    pub(super) span: Span,
    /// What its noun says of gender.
    pub(super) gender: Option<Gender>,
}

/// What is known of a pronoun beyond its place.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Setting<'a> {
    /// Where the statement begins whose source it is; else its own place.
    pub(super) from: Option<u32>,
    /// The content that it is the source of.
    pub(super) content: &'a [Span],
    /// Whether it is the source of a statement.
    pub(super) source: bool,
    /// Whether the cue says that someone goes on speaking (`he added`).
    pub(super) goes_on: bool,
}

/// Reads the pronouns of an article, one after the other.
pub(super) struct Resolver<'a> {
    article: &'a Article,
    lexicons: &'a Lexicons,
    entities: &'a Entities,
    quotes: &'a Quotes,
    hints: Vec<Hint>,
    next: usize,
    /// How often each entity is mentioned.
    fame: Vec<f32>,
    /// Gender by pronoun, for those whose name does not show it.
    learned: Vec<Option<Gender>>,
    /// Scratch: score and best hint of each entity, and who has one.
    scores: Vec<(f32, f32, Option<Span>)>,
    touched: Vec<usize>,
    /// Sources that are names, sorted: they speak, so they are likely antecedents.
    sources: &'a [Span],
    /// Sources without a name, in order of place; those before `met` are among the hints.
    unnamed: &'a [Unnamed],
    met: usize,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        article: &'a Article,
        lexicons: &'a Lexicons,
        entities: &'a Entities,
        quotes: &'a Quotes,
        sources: &'a [Span],
        unnamed: &'a [Unnamed],
    ) -> Self {
        let count = entities.entities.len() + unnamed.len();
        #[expect(clippy::cast_precision_loss, reason = "a weight")]
        let mut fame: Vec<f32> =
            entities.entities.iter().map(|e| (1.0 + e.mentions.len() as f32).ln()).collect();
        fame.resize(count, 0.0);
        Self {
            article,
            lexicons,
            entities,
            quotes,
            hints: Vec::new(),
            next: 0,
            fame,
            learned: vec![None; count],
            scores: vec![(0.0, 0.0, None); count],
            touched: Vec::new(),
            sources,
            unnamed,
            met: 0,
        }
    }

    /// Who the pronoun at `span` stands for. Pronouns must come in order of place.
    pub(super) fn read(&mut self, span: Span, gender: Gender, setting: Setting<'_>) -> Read {
        self.take_mentions(span.start);
        let from = setting.from.unwrap_or(span.start).min(span.start);
        let sentence = self.article.sentence_at(from);
        let paragraph = self.article.paragraph_at(from);
        let quoted = self.quotes.holds(self.article, span.start);
        let opens = self.article.paragraphs.get(paragraph).is_some_and(|p| from <= p.span.start);
        let last = self.last_speaker(from);
        let mut spoken = None;
        for hint in self.hints.iter().rev().take(REACH) {
            let known = self.gender(hint.entity).or(self.learned[hint.entity]);
            if known.is_some_and(|g| g != gender) {
                continue;
            }
            let own = setting.content.iter().any(|c| c.contains(hint.span));
            let mut apart = sentence.saturating_sub(hint.sentence);
            let mut paragraphs = paragraph.saturating_sub(hint.paragraph);
            if paragraphs > 6 {
                break;
            }
            let spoke_last = setting.source && last == Some(hint.span);
            let goes_on = setting.goes_on && opens && spoke_last;
            if goes_on {
                (apart, paragraphs) = (apart.min(1), paragraphs.min(1));
            }
            #[expect(clippy::cast_precision_loss, reason = "a weight")]
            let mut score = hint.weight / (1.0 + 0.55 * apart as f32 + 0.25 * paragraphs as f32);
            // Who has just spoken speaks on: `Ann Moe said so. “No doubt,” she said.`
            let spoke =
                setting.source && hint.weight > SPOKE && apart <= 1 && paragraphs <= usize::from(opens);
            if spoke || goes_on {
                score *= 1.4;
            }
            // Of two who speak in one sentence, it is mostly the main clause that comes last.
            if spoke_last && (spoke || goes_on) {
                score *= if goes_on { 1.3 } else { 1.1 };
                spoken = Some(hint.entity);
            }
            // `Hale, who met Moe, put it so: “...,” he said.`
            if apart == 0 && hint.weight >= SUBJECT && hint.span.start < from {
                score *= 1.2;
            }
            if own {
                // Nobody is named inside what he says himself.
                score *= 0.1;
            }
            if !quoted && !own && hint.quoted {
                score *= 0.35;
            }
            // A name may be of either gender; the pronoun shows that of the person who has just spoken.
            if known.is_none() && !(spoke && apart == 1) {
                score *= 0.72;
            }
            let (best, sum, lead) = &mut self.scores[hint.entity];
            if *sum == 0.0 {
                self.touched.push(hint.entity);
            }
            *sum += score;
            if score > *best {
                *best = score;
                *lead = Some(hint.span);
            }
        }
        if let Some(hint) = self.ahead(span) {
            let known = self.gender(hint.entity).or(self.learned[hint.entity]);
            if known.is_none_or(|g| g == gender) {
                let (best, sum, lead) = &mut self.scores[hint.entity];
                if *sum == 0.0 {
                    self.touched.push(hint.entity);
                }
                *sum += hint.weight;
                if hint.weight > *best {
                    *best = hint.weight;
                    *lead = Some(hint.span);
                }
            }
        }
        self.decide(span, gender, setting, spoken)
    }

    /// The subject that a pronoun in a clause before it foretells: `As he rose to speak, Hale ...`.
    fn ahead(&self, span: Span) -> Option<Hint> {
        let article = self.article;
        let sentence = &article.sentences[article.sentence_at(span.start)].tokens;
        let at = article.token_at(span.start);
        let opener = sentence.start;
        let opens = at <= opener + 2
            && article.tokens[opener].capital
            && is_subordinator(&article.word(opener).to_lowercase());
        if !opens {
            return None;
        }
        let end = sentence.end.min(at + 25);
        let comma = (at..end).find(|&t| article.word(t) == ",")?;
        let start = article.tokens.get(comma + 1).filter(|_| comma + 1 < sentence.end)?.span.start;
        let mention = self.entities.mentions[self.next..].iter().find(|m| m.span.start >= start)?;
        let first = mention.title.map_or(mention.span.start, |t| t.start.min(mention.span.start));
        let after = article.tokens_in(mention.span).end;
        let verb = after < sentence.end && article.word(after).starts_with(char::is_lowercase);
        let person = self.entities[mention.entity].kind == EntityKind::Person;
        (person && verb && first <= start).then(|| self.hint(mention.span, mention.entity.index(), 1.2))
    }

    /// What the text says of someone's gender.
    fn gender(&self, entity: usize) -> Option<Gender> {
        match self.entities.entities.get(entity) {
            Some(named) => named.gender,
            None => self.unnamed[entity - self.entities.entities.len()].gender,
        }
    }

    /// The last source before byte `from`.
    fn last_speaker(&self, from: u32) -> Option<Span> {
        let spoke = |hint: &&Hint| hint.weight > SPOKE && hint.span.start < from;
        self.hints.iter().rev().take(REACH).find(spoke).map(|hint| hint.span)
    }

    /// Takes the best; `spoken` is who has just spoken.
    fn decide(&mut self, span: Span, gender: Gender, setting: Setting<'_>, spoken: Option<usize>) -> Read {
        let mut ranked: Vec<(f32, usize, Option<Span>)> = self
            .touched
            .drain(..)
            .map(|entity| {
                let (best, sum, lead) = std::mem::take(&mut self.scores[entity]);
                let named = setting.content.iter().any(|c| {
                    self.entities
                        .mentions_in(*c)
                        .any(|m| m.entity.index() == entity && m.form != MentionForm::Role)
                });
                let score =
                    (best + 0.12 * sum) * (1.0 + 0.04 * self.fame[entity]) * if named { 0.3 } else { 1.0 };
                (score, entity, lead)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let Some(&(best, entity, lead)) = ranked.first() else {
            return Read { span, entity: None, runner_up: None, antecedent: None, confidence: 0.0 };
        };
        let second = ranked.get(1);
        let ratio = second.map_or(0.0, |s| s.0 / best.max(f32::EPSILON));
        // Readers take it for the person who has just spoken, whoever else is named.
        let spoke = spoken == Some(entity);
        let open = ratio > CLOSE && !spoke;
        self.push(span, entity, if setting.source { 1.25 } else { 0.95 });
        if ratio < 0.6 {
            self.learned[entity].get_or_insert(gender);
        }
        let confidence = ((1.0 - 0.6 * ratio) * 0.95).max(if spoke { 0.6 } else { 0.0 });
        let named = |entity: &usize| *entity < self.entities.entities.len();
        let named = |entity: usize| Some(entity).filter(named).map(EntityId::new);
        let entity = if open { None } else { named(entity) };
        Read {
            span,
            entity,
            runner_up: second.and_then(|s| named(s.1)),
            antecedent: lead,
            confidence: if entity.is_none() { 0.0 } else { confidence },
        }
    }

    /// Takes in the mentions before byte `until`, weighed by what they do in their sentence.
    fn take_mentions(&mut self, until: u32) {
        while let Some(mention) = self.entities.mentions.get(self.next).filter(|m| m.span.start < until) {
            self.next += 1;
            if self.entities[mention.entity].kind != EntityKind::Person {
                continue;
            }
            let weight = self.weight(mention.span);
            self.push(mention.span, mention.entity.index(), weight);
        }
        while let Some(one) = self.unnamed.get(self.met).filter(|u| u.span.start < until) {
            let entity = self.entities.entities.len() + self.met;
            self.met += 1;
            let at = self.hints.partition_point(|h| h.span.start < one.span.start);
            let hint = self.hint(one.span, entity, 1.25);
            self.hints.insert(at, hint);
        }
    }

    fn push(&mut self, span: Span, entity: usize, weight: f32) {
        let hint = self.hint(span, entity, weight);
        self.hints.push(hint);
    }

    /// A hint, with what the pronouns after it will all ask of it.
    fn hint(&self, span: Span, entity: usize, weight: f32) -> Hint {
        let (sentence, paragraph) =
            (self.article.sentence_at(span.start), self.article.paragraph_at(span.start));
        let quoted = self.quotes.holds(self.article, span.start);
        Hint { span, entity, weight, sentence, paragraph, quoted }
    }

    fn weight(&self, span: Span) -> f32 {
        let article = self.article;
        let tokens = article.tokens_in(span);
        let last = tokens.end.saturating_sub(1);
        let owns = article.tokens.get(last).is_some_and(|t| t.span.end > span.end);
        // `Hale's been saying`: no possessive.
        let contracted = || {
            article.tokens.get(tokens.end).is_some()
                && matches!(
                    article.word(tokens.end),
                    "been" | "not" | "got" | "going" | "gone" | "always" | "never"
                )
        };
        if owns && !contracted() {
            return 0.55;
        }
        // `Hale campaign manager Ann Moe`: the name only describes.
        let title = self.entities.mentions.get(self.next).and_then(|m| m.title);
        if title.filter(|t| t.start > span.end).is_some_and(|t| {
            let between = article.slice(Span::new(span.end, t.start));
            let joins = |w: &str| matches!(w, "and" | "or" | "but" | "with" | "to" | "of" | "told");
            between.len() < 24
                && !between.contains([',', '.', ';', '\n', '(', '-'])
                && between.split_whitespace().count() < 3
                && !between.split_whitespace().any(joins)
        }) {
            return 0.4;
        }
        let named =
            |word: &str| word.starts_with(char::is_lowercase) && !word.ends_with("ed") && word != "and";
        // `the Hale dynasty`
        if tokens.start > 0
            && matches!(article.word(tokens.start - 1), "the" | "The")
            && article.tokens.get(tokens.end).is_some_and(|t| t.kind == TokenKind::Word)
            && named(article.word(tokens.end))
        {
            return 0.4;
        }
        // `the Hale campaign`, `the Hale White House`, but not `Ms. Hale, Team Blue`.
        let describes = |token: &Token| {
            (!token.capital || article.slice(token.span) == "White")
                && self.lexicons.has(token.fold, People::DescribedByName)
        };
        if article.tokens.get(tokens.end).is_some_and(describes) {
            return 0.4;
        }
        let at = self.sources.partition_point(|s| s.end < span.end);
        if self.sources.get(at) == Some(&span) {
            return 1.25;
        }
        // `In the yard, Ms. Hale looked up`: the clause begins with the title.
        let titled = self.next.checked_sub(1).and_then(|m| self.entities.mentions[m].title);
        let lead = titled.filter(|t| t.start < span.start && t.end + 2 >= span.start);
        let whole = lead.map_or(tokens.start, |t| article.token_at(t.start))..tokens.end;
        let sentence = &article.sentences[article.sentence_at(span.start)];
        if self.opens_clause(&whole, sentence.tokens.start) {
            return 1.0;
        }
        let words =
            (sentence.tokens.start..tokens.start).filter(|&t| article.tokens[t].kind == TokenKind::Word);
        let before = words.clone().count();
        let object = tokens.start > sentence.tokens.start
            && !article.tokens[tokens.start - 1].capital
            && self.lexicons.at(article, tokens.start - 1, Phrases::Object);
        if object {
            0.6
        } else if before <= 6 {
            1.0
        } else {
            0.75
        }
    }

    /// Whether a name is the subject of a clause that begins with it after a comma: `On Monday in Torvik, Hale left`.
    fn opens_clause(&self, tokens: &Range<usize>, start: usize) -> bool {
        let article = self.article;
        let comma = tokens.start > start && article.word(tokens.start - 1) == ",";
        let follows = article.tokens.get(tokens.end).filter(|t| t.kind == TokenKind::Word);
        let verb = follows.is_some_and(|token| {
            let small = article.slice(token.span).starts_with(char::is_lowercase);
            small && !self.lexicons.has(token.fold, Phrases::NoVerb)
        });
        comma && verb
    }
}
