//! One event on two days: `a party at the Cyclorama on Sept. 22`, `The party, on Sept. 23`; `will vote on Wednesday`,
//! `Thursday's vote`.

use super::{Clash, ClashKind, span};
use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::times::dates::DateMention;
use crate::facts::times::weekdays::WeekdayMention;
use crate::facts::wording::stems::{bare, possessive, stem};
use crate::lexicon::function_words::{is_auxiliary, is_conjunction, is_function};
use crate::lexicon::{Calendar, Claims, Lexicons};
use crate::text::{Article, Role, TokenKind, fold};
use jiff::civil::{Date, Weekday};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// How far before its day an event is named, in tokens.
const REACH: usize = 9;
/// Between a possessive day and its event (`Thursday's council vote`).
const AHEAD: usize = 3;
/// How far before an event a word may say that it was held more than once.
const AROUND: usize = 5;
/// Mentions of one kind of event: who has as many has many events.
const MOST: usize = 6;
/// Two dates of one event are not further apart, in days: a yearly event has many.
const SEASON: i32 = 60;

/// The days of an article.
pub(super) struct Days<'a> {
    pub dates: &'a [DateMention],
    pub weekdays: &'a [WeekdayMention],
}

pub(super) fn find(
    article: &Article,
    quotes: &Quotes,
    days: &Days,
    lexicons: &Lexicons,
    out: &mut Vec<Clash>,
) {
    let mut kept: FxHashMap<&str, Vec<Held>> = FxHashMap::default();
    for held in all(article, quotes, days, lexicons) {
        let known = kept.entry(held.lemma).or_default();
        if known.len() < MOST {
            known.push(held);
        }
    }
    let mut rows: Vec<Vec<Held>> = kept.into_values().collect();
    for events in &mut rows {
        events.sort_unstable_by_key(|e| e.span);
        let Some(first) = events.first().filter(|_| events.len() < MOST) else { continue };
        let mut others = events.iter().filter(|e| e.day.differs(&first.day));
        let Some(other) = others.next() else { continue };
        // A third day makes it a series, and a day that is left open says nothing.
        let two = events.iter().all(|e| !e.day.differs(&first.day) || !e.day.differs(&other.day));
        // A name that one of them lacks may tell it from the other: a trial of another man, a fire at another mill.
        let alike = (other.kind.is_none() || first.kind == other.kind) && first.names == other.names;
        let definite = events.iter().skip(1).any(|e| e.definite && std::ptr::eq(e, other))
            || first.definite && other.definite;
        if two && alike && definite && first.sentence != other.sentence && !first.again && !other.again {
            out.push(Clash {
                kind: ClashKind::Day,
                here: other.span,
                there: first.span,
                who: article.tokens[other.event].span,
            });
        }
    }
}

/// An event on a day.
struct Held<'a> {
    lemma: &'a str,
    /// The stem of the word before it that says what kind of event it is.
    kind: Option<u64>,
    day: Day,
    /// The names in its clause, in order of their hashes.
    names: Vec<u64>,
    /// Its token.
    event: usize,
    span: Span,
    sentence: usize,
    /// Whether it is one that the reader knows: `the party`, `Thursday's vote`.
    definite: bool,
    /// Whether its sentence speaks of another time that it was held.
    again: bool,
}

/// A day, as far as it is given.
#[derive(Clone, Copy)]
enum Day {
    Week(Weekday),
    Date { month: u8, day: u8, resolved: Option<Date> },
}

impl Day {
    /// Whether two days cannot be one.
    fn differs(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Week(a), Self::Week(b)) => a != b,
            (Self::Date { month, day, resolved: a }, Self::Date { month: m, day: d, resolved: b }) => {
                let near = a
                    .zip(*b)
                    .is_none_or(|(a, b)| a.until(b).is_ok_and(|span| span.get_days().abs() <= SEASON));
                (month, day) != (m, d) && near
            }
            (Self::Week(week), Self::Date { resolved: Some(date), .. })
            | (Self::Date { resolved: Some(date), .. }, Self::Week(week)) => date.weekday() != *week,
            _ => false,
        }
    }
}

/// The events of an article that a day is given for, those of one kind in order of place.
fn all<'a>(
    article: &'a Article,
    quotes: &'a Quotes,
    days: &'a Days,
    lexicons: &'a Lexicons,
) -> impl Iterator<Item = Held<'a>> {
    let reader = EventReader { article, lexicons };
    let body = move |at: u32| {
        article.paragraphs.get(article.paragraph_at(at)).is_some_and(|p| p.role == Role::Body)
            && quotes.around(at).is_none()
    };
    let dated = days.dates.iter().filter_map(move |d| {
        let (month, day) = d.month.zip(d.day).filter(|_| !d.relative)?;
        let day = Day::Date { month, day, resolved: d.resolved };
        body(d.span.start).then(|| reader.before(d.span, day))?
    });
    let weekly = days
        .weekdays
        .iter()
        .filter_map(move |d| body(d.span.start).then(|| reader.before(d.span, Day::Week(d.weekday)))?);
    let owned = (0..article.tokens.len()).filter_map(move |at| {
        let token = article.tokens[at];
        let word = article.word(at);
        if !(token.capital && possessive(word) && body(token.span.start)) {
            return None;
        }
        let hit = lexicons.calendar.get(fold(bare(word))).filter(|h| h.is(Calendar::Weekday))?;
        let day = Weekday::from_monday_one_offset(hit.lemma.parse().ok()?).ok()?;
        reader.after(at, Day::Week(day))
    });
    dated.chain(weekly).chain(owned)
}

/// Reads which event a day is of.
#[derive(Clone, Copy)]
struct EventReader<'a> {
    article: &'a Article,
    lexicons: &'a Lexicons,
}

impl<'a> EventReader<'a> {
    fn lemma(&self, at: usize) -> Option<&'a str> {
        self.lexicons.claims.lemma(self.article.tokens[at].fold, Claims::Occasion)
    }

    fn is_event(&self, at: usize) -> bool {
        self.lexicons.at(self.article, at, Claims::Occasion)
    }

    /// `The party, on Sept. 23`, `the vote will be held on Wednesday`.
    fn before(&self, day: Span, value: Day) -> Option<Held<'a>> {
        let article = self.article;
        let first = article.token_at(day.start);
        let from = article.sentences.get(article.sentence_at(day.start))?.tokens.start;
        let on = first.checked_sub(1).filter(|&at| at >= from && article.word(at) == "on")?;
        let comma = usize::from(on > from && article.word(on - 1) == ",");
        let end = on - comma;
        // Back to the event, over words that may be between.
        let mut back = (end.saturating_sub(REACH).max(from)..end).rev();
        let event =
            back.find(|&at| self.is_event(at) || !self.leads_on(at)).filter(|&at| self.is_event(at))?;
        // "The party, on Sept. 23": nothing is between but where it was.
        let held = (comma == 0 || end == event + 1).then(|| self.held(event, value, event, day, from))??;
        // "The concert on Saturday" is told from one on another day.
        let told_apart = comma == 0 && end == event + 1 && matches!(value, Day::Week(_));
        Some(Held { definite: held.definite && !told_apart, ..held })
    }

    /// `Thursday's vote`.
    fn after(&self, at: usize, value: Day) -> Option<Held<'a>> {
        let article = self.article;
        let span = article.tokens[at].span;
        let sentence = &article.sentences[article.sentence_at(span.start)];
        let ahead = (at + 1..(at + 1 + AHEAD).min(sentence.tokens.end)).take_while(|&i| self.plain(i));
        // "Thursday's trial hearing" is a hearing.
        let event = ahead.filter(|&i| self.is_event(i)).last()?;
        self.held(event, value, at, article.tokens[event].span, sentence.tokens.start)
    }

    fn plain(&self, at: usize) -> bool {
        let token = self.article.tokens[at];
        token.kind == TokenKind::Word && !is_function(token.fold)
    }

    /// Whether a word may be between an event and its day: where it is held, and that it is.
    fn leads_on(&self, at: usize) -> bool {
        let token = self.article.tokens[at];
        let word = self.article.word(at);
        token.kind == TokenKind::Word
            && (token.capital
                || self.lexicons.has(token.fold, Claims::TakesPlace)
                || (is_function(token.fold) || is_auxiliary(word)) && !is_conjunction(word) && word != "not")
    }

    /// The names in the clause that some tokens of a sentence are of, days left out.
    fn names(&self, from: usize, to: usize, sentence: &Range<usize>) -> Vec<u64> {
        let article = self.article;
        let mark = |at: &usize| article.tokens[*at].kind == TokenKind::Mark;
        let start = (sentence.start..from).rev().find(mark).map_or(sentence.start, |at| at + 1);
        let end = (to..sentence.end).find(mark).unwrap_or(sentence.end);
        let named = |at: &usize| {
            let token = article.tokens[*at];
            // The first word of a sentence has a capital of its own.
            let opens = *at == sentence.start && !possessive(article.word(*at));
            let next = article.tokens.get(at + 1).is_some_and(|t| t.capital);
            token.capital && token.kind == TokenKind::Word && (!opens || next) && !is_function(token.fold)
        };
        let folds = (start..end).filter(named).map(|at| fold(bare(article.word(at))));
        let mut names: Vec<u64> = folds.filter(|&name| self.lexicons.calendar.get(name).is_none()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn held(&self, event: usize, day: Day, from: usize, end: Span, sentence_from: usize) -> Option<Held<'a>> {
        let article = self.article;
        let before = event.checked_sub(1).filter(|&at| at >= sentence_from);
        let kind = before.filter(|&at| self.plain(at)).map(|at| stem(article.word(at)));
        let start = event.saturating_sub(3).max(sentence_from);
        let the =
            (start..event).any(|at| matches!(article.word(at), "the" | "The" | "this" | "This" | "its"));
        let sentence = article.sentence_at(end.start);
        let owned = from < event;
        let to = article.token_at(end.end.saturating_sub(1)) + 1;
        // The words around it, in its sentence.
        let tokens = article.sentences[sentence].tokens.clone();
        let near = from.min(event).saturating_sub(AROUND).max(tokens.start)..(to + 2).min(tokens.end);
        Some(Held {
            lemma: self.lemma(event)?,
            kind: kind.filter(|_| !owned || event > from + 1),
            day,
            names: self.names(from.min(event), to, &tokens),
            event,
            span: span(article, from, to),
            sentence,
            definite: the || owned,
            again: self.lexicons.within(article, near, Claims::Again),
        })
    }
}
