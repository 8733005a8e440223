//! Noun phrases that speak, or are spoken of, without a name: `the firm`, `a report by the council`, `officials`.

use super::super::SourceClass;
use super::super::noun_phrase;
use super::super::source::Head;
use super::features::{Anaphor, Feature};
use super::{PARAGRAPHS, REACH};
use crate::Span;
use crate::facts::people::entities::Gender;
use crate::facts::quotes::Quotes;
use crate::facts::wording::stems::bare;
use crate::lexicon::{Lexicons, Phrases, Places, Sources, StandIns};
use crate::text::{Article, TokenKind, fold};
use std::ops::Range;

/// How a noun phrase begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    The,
    A,
    Owned,
    Bare,
}

/// A noun phrase, as far as it may point back or be pointed back to.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    /// The words that name whom it stands for.
    pub(super) span: Span,
    pub(super) kind: Anaphor,
    pub(super) opening: Opening,
    /// Its noun, folded; without its plural `s`.
    pub(super) noun: u64,
    /// The lemma of its title, where it is one.
    pub(super) post: Option<u64>,
    /// Whether that is an office or rank.
    pub(super) office: bool,
    /// The words before the noun, folded.
    pub(super) beside: Vec<u64>,
    /// The age it states, as folded digits (`the 30-year-old`).
    pub(super) age: Option<u64>,
    /// Whether it goes on after the noun.
    pub(super) qualified: bool,
    /// Whether a word such as `former` is in it.
    pub(super) past: bool,
    /// Whether a word such as `shadow` is in it.
    pub(super) other_post: bool,
    /// What the noun says of gender.
    pub(super) gender: Option<Gender>,
    /// Whether the noun is one for a place.
    pub(super) place: bool,
    /// Whether it is a name that stands for no entity known (`the Lib Dems`).
    pub(super) name: bool,
    /// Whether it keeps its source unnamed (`a person familiar with the plan`, `the official version`).
    pub(super) hidden: bool,
    /// Whether it is a name of one word that may be a person's.
    pub(super) stranger: bool,
    /// Whether the noun is one that stands for bodies or places named before.
    pub(super) listed: bool,
    /// Whether the noun is an institution's.
    pub(super) institution: bool,
}

/// The noun phrase of a source without a mention or pronoun.
pub(super) fn of_source(article: &Article, lexicons: &Lexicons, source: Span, head: &Head) -> Option<Phrase> {
    let tokens = article.tokens_in(source);
    let first = tokens.clone().find(|&at| article.tokens[at].kind != TokenKind::Mark)?;
    read(article, lexicons, first..tokens.end, head.at, head.class)
}

/// Reads the phrase in `tokens` with its noun at `head`.
pub(super) fn read(
    article: &Article,
    lexicons: &Lexicons,
    tokens: Range<usize>,
    head: usize,
    class: SourceClass,
) -> Option<Phrase> {
    let first = tokens.start;
    if head < first || head >= tokens.end {
        return None;
    }
    let noun = bare(article.word(head));
    let is = {
        let fold = fold(noun);
        move |class| lexicons.has(fold, class)
    };
    let age = noun.strip_suffix("-year-old").map(fold);
    let demonym = head > first
        && lexicons.places.get(article.tokens[head].fold).is_some_and(|hit| hit.is(Places::Demonym))
        && matches!(article.word(first), "the" | "The");
    let singular = (!noun.ends_with('s') || noun.ends_with("ss")) && !is(StandIns::Several);
    let role = age.is_some() || demonym && singular;
    let counts = noun.ends_with('%')
        || is(StandIns::Share)
        || article.tokens[head].kind != TokenKind::Word
        || tokens.clone().any(|at| {
            article.tokens[at].kind == TokenKind::Number
                || article.word(at) == "%"
                || lexicons.at(article, at, StandIns::Share)
        });
    let kind = match class {
        _ if role => Anaphor::Role,
        SourceClass::Collective | SourceClass::Named if counts => Anaphor::Plural,
        SourceClass::Role => Anaphor::Role,
        SourceClass::Document => Anaphor::Document,
        SourceClass::Anonymous if singular => Anaphor::Role,
        SourceClass::Anonymous => Anaphor::Plural,
        SourceClass::Collective | SourceClass::Named if singular => Anaphor::Body,
        _ => Anaphor::Plural,
    };
    let owned_at = (first..head).find(|&at| {
        let word = article.word(at);
        crate::facts::wording::stems::possessive(word)
            || word.ends_with("s'")
            || word.ends_with("s’")
            || at > first && matches!(word, "'" | "’")
    });
    let whose = lexicons.at(article, first, StandIns::Whose);
    let opening = if whose || owned_at.is_some() {
        Opening::Owned
    } else if lexicons.at(article, first, StandIns::SpokenOf) {
        Opening::The
    } else if lexicons.at(article, first, StandIns::BroughtIn) {
        Opening::A
    } else {
        Opening::Bare
    };
    let begins_with_words = opening == Opening::Bare || opening == Opening::Owned && !whose;
    let begin = if begins_with_words { first } else { first + 1 };
    let stranger = opening == Opening::Bare
        && tokens.len() == 1
        && article.tokens[head].capital
        && (singular || does(article, head + 1))
        && lexicons.sources.get(article.tokens[head].fold).is_none()
        && lexicons.titles.get(article.tokens[head].fold).is_none()
        && lexicons.places.get(article.tokens[head].fold).is_none()
        && lexicons.organisations.get(article.tokens[head].fold).is_none();
    let hit = (begin..=head).find_map(|at| {
        lexicons.titles.longest(article, at, head + 1).filter(|hit| at + hit.tokens == head + 1)
    });
    let title = hit.as_ref().map_or(head, |hit| head + 1 - hit.tokens);
    let beside = (begin.min(title)..title)
        .filter(|&at| article.tokens[at].kind == TokenKind::Word)
        .map(|at| fold(bare(article.word(at))))
        .collect();
    let end = name_end(article, lexicons, head, tokens.end);
    Some(Phrase {
        span: article.span_of(first..end),
        kind,
        opening,
        noun: one(noun),
        post: hit.as_ref().map(|hit| fold(hit.lemma)),
        office: hit.as_ref().is_some_and(|hit| super::profile::is_office(hit.class())),
        beside,
        age,
        qualified: tokens.end > head + 1,
        past: (begin.min(head)..=head).any(|at| super::profile::is_past(lexicons, article, at)),
        other_post: (begin.min(head)..=head).any(|at| super::profile::is_other(lexicons, article, at)),
        gender: hit.as_ref().and_then(|hit| hit.class().gender()),
        place: is(StandIns::Place),
        name: !demonym
            && (head > first || !opens_with_noun(article, lexicons, head))
            && article.tokens[head].capital
            && (first..=head).all(|at| {
                let token = &article.tokens[at];
                token.kind != TokenKind::Word || token.capital || lexicons.titles.get(token.fold).is_some()
            }),
        hidden: class == SourceClass::Anonymous,
        stranger,
        institution: is(StandIns::Institution),
        listed: is(StandIns::Body) || is(StandIns::Place),
    })
}

/// The features of the phrase as somebody whom the text does not name.
pub(super) fn itself(phrase: &Phrase) -> Vec<Feature> {
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

/// Where the words that name a phrase end: `settlers` of `settlers, who voted for him`, `the study` of `the study
/// published in May`.
fn name_end(article: &Article, lexicons: &Lexicons, head: usize, end: usize) -> usize {
    (head + 1..end)
        .find(|&at| article.word(at) == "," || lexicons.at(article, at, Phrases::Describes))
        .unwrap_or(end)
}

/// Whether a sentence begins with the noun at `head`, whose capital then says nothing (`Officials said`).
fn opens_with_noun(article: &Article, lexicons: &Lexicons, head: usize) -> bool {
    let token = article.tokens[head];
    let listed = lexicons.sources.get(token.fold).is_some() || lexicons.titles.get(token.fold).is_some();
    listed && article.sentences[article.sentence_at(token.span.start)].tokens.start == head
}

/// Whether a token is a verb of one subject (`believes`).
fn does(article: &Article, at: usize) -> bool {
    article.tokens.get(at).is_some_and(|token| !token.capital && article.word(at).ends_with('s'))
}

/// A noun without its plural `s`, folded.
fn one(noun: &str) -> u64 {
    let bare = bare(noun);
    match bare.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')) {
        Some(stem) => fold(stem),
        None => fold(bare),
    }
}

/// How many words of a name after `by` belong to a document (`a report by the council`).
const AUTHOR: usize = 6;

/// A phrase that no statement has as its source.
#[derive(Clone, Debug)]
pub(super) struct Other {
    pub(super) phrase: Phrase,
    /// Whether it begins its clause.
    pub(super) subject: bool,
}

/// Phrases that no statement has as its source, but that `it`, `they`, `the man` or `the report` may take up: groups,
/// bodies, documents, and whoever is brought in without a name (`a 43-year-old man`). Read are the sentences that an
/// anaphor has within reach; `anaphors` is where they begin, sorted. The last sentence comes first, and within a
/// sentence the first phrase.
pub(super) fn others(
    article: &Article,
    lexicons: &Lexicons,
    quotes: &Quotes,
    anaphors: &[u32],
) -> Vec<Other> {
    let mut found = Vec::new();
    let mut ahead = anaphors;
    // Up to how many phrases, and from which paragraph on, the next anaphor looks back for.
    let (mut enough, mut floor) = (0, usize::MAX);
    for sentence in article.sentences.iter().rev() {
        let behind = ahead.partition_point(|&at| at < sentence.span.start);
        if behind < ahead.len() {
            enough = found.len() + REACH;
            floor = article.paragraph_at(ahead[behind]).saturating_sub(PARAGRAPHS);
            ahead = &ahead[..behind];
        }
        if found.len() < enough && article.paragraph_at(sentence.span.start) >= floor {
            in_sentence(article, lexicons, quotes, &sentence.tokens, &mut found);
        }
    }
    found
}

fn in_sentence(
    article: &Article,
    lexicons: &Lexicons,
    quotes: &Quotes,
    tokens: &Range<usize>,
    found: &mut Vec<Other>,
) {
    // Of the token at hand, where it was asked for already.
    let mut class: Option<Option<SourceClass>> = None;
    for head in tokens.clone() {
        let this = class.take().unwrap_or_else(|| class_of(article, lexicons, tokens, head));
        // `a police spokesman`: the last noun is the head. A name after it has a mention of its own.
        let next = head + 1 < tokens.end;
        let following = if next { class_of(article, lexicons, tokens, head + 1) } else { None };
        let ends = following.is_none() && !(next && article.tokens[head + 1].capital);
        class = Some(following);
        // Inside a quotation they are what is spoken of, and nobody whom the article has brought in.
        let Some(this) = this.filter(|_| ends && !quotes.is_inside(head)) else { continue };
        let Some(mut range) = noun_phrase::ending_at(article, lexicons, tokens.start, head) else {
            continue;
        };
        let led = range.start.checked_sub(1).filter(|&at| at >= tokens.start);
        let subject = led.is_none_or(|at| {
            matches!(article.word(at), "," | "and" | "but" | "that" | "as" | "while" | "when" | "“" | "\"")
        });
        let new = lexicons.at(article, range.start, StandIns::BroughtIn)
            || article.word(head).ends_with("-year-old");
        if this == SourceClass::Role && !new {
            continue;
        }
        if this == SourceClass::Document {
            range.end = author(article, head + 1, tokens.end);
        }
        let phrase = read(article, lexicons, range, head, this);
        found.extend(phrase.map(|phrase| Other { phrase, subject }));
    }
}

/// What kind of source the noun at `at` may be.
fn class_of(
    article: &Article,
    lexicons: &Lexicons,
    sentence: &Range<usize>,
    at: usize,
) -> Option<SourceClass> {
    let token = article.tokens[at];
    let word = article.word(at);
    if word.ends_with("-year-old") {
        return Some(SourceClass::Role);
    }
    if token.kind != TokenKind::Word || token.capital && at != sentence.start {
        return None;
    }
    match lexicons.sources.get(token.fold).map(|hit| hit.class()) {
        Some(Sources::Collective) => return Some(SourceClass::Collective),
        Some(Sources::Document) => return Some(SourceClass::Document),
        _ => {}
    }
    if lexicons.has(token.fold, StandIns::Body) {
        return Some(SourceClass::Collective);
    }
    let title =
        || lexicons.titles.get(token.fold).is_some_and(|hit| hit.lemma == word && !hit.class().is_courtesy());
    let person = ["man", "woman", "person"].iter().any(|end| word.ends_with(end)) || title();
    person.then_some(SourceClass::Role)
}

/// Where a document ends whose noun ends at `at`: after its author, where it names one.
fn author(article: &Article, at: usize, limit: usize) -> usize {
    if at + 1 >= limit || !matches!(article.word(at), "by" | "from") {
        return at;
    }
    let name = |at: usize| article.tokens[at].capital || matches!(article.word(at), "the" | "of" | "and");
    let end = (at + 1..limit.min(at + 1 + AUTHOR))
        .take_while(|&t| article.tokens[t].kind == TokenKind::Word && name(t));
    let end = end.last().map_or(at, |last| last + 1);
    if (at..end).any(|t| article.tokens[t].capital) { end } else { at }
}
