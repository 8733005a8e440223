//! Noun phrases that speak, or are spoken of, without a name: `the firm`, `a report by the council`, `officials`.

use super::super::SourceClass;
use super::super::source::Head;
use super::features::Anaphor;
use super::profile::is_body;
use crate::Span;
use crate::facts::people::entities::Gender;
use crate::lexicon::{Lexicons, Places, Sources, StandIns, function_words::Pronoun};
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
    let noun = crate::facts::wording::stems::bare(article.word(head));
    let age = noun.strip_suffix("-year-old").map(fold);
    let demonym = head > first
        && lexicons.places.get(article.tokens[head].fold).is_some_and(|hit| hit.is(Places::Demonym))
        && matches!(article.word(first), "the" | "The");
    let singular =
        (!noun.ends_with('s') || noun.ends_with("ss")) && !lexicons.word_is(noun, StandIns::Several);
    let role = age.is_some() || demonym && singular;
    let counts = noun.ends_with('%')
        || lexicons.word_is(noun, StandIns::Share)
        || article.tokens[head].kind != TokenKind::Word
        || tokens.clone().any(|at| article.tokens[at].kind == TokenKind::Number || article.word(at) == "%");
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
    let lower = article.word(first).to_lowercase();
    let owned_at = (first..head).find(|&at| {
        let word = article.word(at);
        word.ends_with("'s")
            || word.ends_with("’s")
            || word.ends_with("s'")
            || word.ends_with("s’")
            || at > first && matches!(word, "'" | "’")
    });
    let opening = match &*lower {
        word if lexicons.word_is(word, StandIns::Whose) => Opening::Owned,
        _ if owned_at.is_some() => Opening::Owned,
        word if lexicons.word_is(word, StandIns::SpokenOf) => Opening::The,
        word if lexicons.word_is(word, StandIns::BroughtIn) => Opening::A,
        _ => Opening::Bare,
    };
    let begin = if matches!(opening, Opening::Bare)
        || owned_at.is_some() && opening == Opening::Owned && lower.len() > 4
    {
        first
    } else {
        first + 1
    };
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
        .map(|at| fold(crate::facts::wording::stems::bare(article.word(at))))
        .collect();
    Some(Phrase {
        span: article.tokens[first].span.join(article.tokens[tokens.end - 1].span),
        kind,
        opening,
        noun: one(noun),
        post: hit.as_ref().map(|hit| fold(hit.lemma)),
        beside,
        age,
        qualified: tokens.end > head + 1,
        past: (begin.min(head)..=head).any(|at| super::profile::is_past(lexicons, article, at)),
        other_post: (begin.min(head)..=head).any(|at| super::profile::is_other(lexicons, article, at)),
        gender: hit.as_ref().and_then(|hit| hit.class().gender()),
        place: lexicons.word_is(noun, StandIns::Place),
        name: !demonym
            && article.tokens[head].capital
            && (first..=head).all(|at| {
                let token = &article.tokens[at];
                token.kind != TokenKind::Word || token.capital || lexicons.titles.get(token.fold).is_some()
            }),
        hidden: class == SourceClass::Anonymous,
        stranger,
        institution: lexicons.word_is(noun, StandIns::Institution),
        listed: is_body(lexicons, noun) || lexicons.word_is(noun, StandIns::Place),
    })
}

/// Whether a token is a verb of one subject (`believes`).
fn does(article: &Article, at: usize) -> bool {
    article.tokens.get(at).is_some_and(|token| !token.capital && article.word(at).ends_with('s'))
}

/// A noun without its plural `s`, folded.
fn one(noun: &str) -> u64 {
    let bare = crate::facts::wording::stems::bare(noun);
    match bare.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s')) {
        Some(stem) => fold(stem),
        None => fold(bare),
    }
}

/// How many words a subject without a name may have.
const SUBJECT: usize = 6;

/// Phrases that no statement has as its source, but that `it`, `they` or `the report` may take up: the subject of each
/// sentence, and every document brought in with `a`.
pub(super) fn others(article: &Article, lexicons: &Lexicons) -> Vec<Phrase> {
    let mut found = Vec::new();
    for sentence in &article.sentences {
        let tokens = &sentence.tokens;
        let mut subject_end = tokens.start;
        if let Some((range, head, class)) = subject(article, lexicons, tokens) {
            subject_end = range.end;
            found.extend(read(article, lexicons, range, head, class));
        }
        for at in subject_end..tokens.end {
            if !matches!(article.word(at), "a" | "an" | "A" | "An" | "new") {
                continue;
            }
            let limit = tokens.end.min(at + SUBJECT);
            let head = (at + 1..limit)
                .take_while(|&t| article.tokens[t].kind == TokenKind::Word)
                .find(|&t| lexicons.has(article.tokens[t].fold, Sources::Document));
            if let Some(head) = head {
                // `a report by the council`
                let mut end = head + 1;
                if end < tokens.end && matches!(article.word(end), "by" | "from") {
                    end += 1;
                    while end < tokens.end
                        && article.tokens[end].kind == TokenKind::Word
                        && (article.tokens[end].capital || matches!(article.word(end), "the" | "of" | "and"))
                    {
                        end += 1;
                    }
                }
                found.extend(read(article, lexicons, at..end, head, SourceClass::Document));
            }
        }
    }
    found
}

/// The noun phrase that a sentence begins with, where its noun may speak.
fn subject(
    article: &Article,
    lexicons: &Lexicons,
    tokens: &Range<usize>,
) -> Option<(Range<usize>, usize, SourceClass)> {
    let limit = tokens.end.min(tokens.start + SUBJECT);
    let opener = article.tokens.get(tokens.start)?;
    if Pronoun::of(&article.slice(opener.span).to_lowercase()).is_some_and(|p| !matches!(p, Pronoun::Both)) {
        return None;
    }
    let mut last = None;
    for at in tokens.start..limit {
        let token = &article.tokens[at];
        if token.kind == TokenKind::Mark {
            break;
        }
        let class = lexicons.sources.get(token.fold).map(|hit| hit.class());
        let class = match class {
            Some(Sources::Collective) => Some(SourceClass::Collective),
            Some(Sources::Document) => Some(SourceClass::Document),
            _ if is_body(lexicons, article.word(at)) => Some(SourceClass::Collective),
            _ => None,
        };
        match class {
            Some(class) => last = Some((at, class)),
            None if last.is_some() => break,
            None => {}
        }
    }
    let (head, class) = last.filter(|(at, _)| !article.tokens[*at].capital || *at == tokens.start)?;
    Some((tokens.start..head + 1, head, class))
}
