//! The class of a source, and whom its head names.

use super::SourceClass;
use crate::Span;
use crate::facts::people::entities::{Entities, EntityKind, Mention, MentionForm, MentionId};
use crate::facts::wording::stems::bare;
use crate::lexicon::{
    Lexicons, People, Phrases, Sources, StandIns,
    function_words::{Pronoun, is_determiner},
};
use crate::text::{Article, TokenKind};
use std::ops::Range;

/// What the words of a source say.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    /// What kind of source.
    pub(super) class: SourceClass,
    /// The mentions it names: indices into [`Entities::mentions`]; the first is the main one.
    pub(super) mentions: Vec<MentionId>,
    /// The pronoun, where it is one.
    pub(super) pronoun: Option<Pronoun>,
    /// The token that heads it.
    pub(super) at: usize,
}

/// Reads the source given in `pieces`; None where it has no word.
pub(super) fn read(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    pieces: &[Span],
) -> Option<Head> {
    let heads: Vec<Head> = pieces
        .iter()
        .filter_map(|piece| {
            let tokens = article.tokens_in(*piece);
            let first = tokens.clone().find(|&at| article.tokens[at].kind == TokenKind::Word)?;
            Some(piece_head(article, entities, lexicons, first..tokens.end))
        })
        .collect();
    // A name in a later piece says more than a pronoun or role in the first.
    let named = heads.iter().position(|h| h.class == SourceClass::Named);
    heads.into_iter().nth(named.unwrap_or(0))
}

fn piece_head(article: &Article, entities: &Entities, lexicons: &Lexicons, tokens: Range<usize>) -> Head {
    // `who manages the fund` has its speaker before it.
    let relative = matches!(article.word(tokens.start), "who" | "Who").then_some(Pronoun::Who);
    if let Some(pronoun) = pronoun(article, &tokens).or(relative) {
        return Head {
            class: SourceClass::Pronoun,
            mentions: Vec::new(),
            pronoun: Some(pronoun),
            at: tokens.start,
        };
    }
    let phrase = NounPhrase::new(article, entities, lexicons, &tokens);
    if let Some(main) = phrase.named {
        let mut mentions = vec![main];
        mentions.extend(phrase.joined.iter().copied().filter(|m| *m != main));
        let class =
            if entities[main].form == MentionForm::Role { SourceClass::Role } else { SourceClass::Named };
        return Head { class, mentions, pronoun: None, at: phrase.head };
    }
    let class = common(article, lexicons, &tokens, phrase.head);
    Head { class, mentions: Vec::new(), pronoun: None, at: phrase.head }
}

/// The pronoun that a source consists of.
fn pronoun(article: &Article, tokens: &Range<usize>) -> Option<Pronoun> {
    let mut words = tokens.clone().filter(|&at| article.tokens[at].kind != TokenKind::Mark);
    let first = words.next()?;
    let word = article.word(first).to_ascii_lowercase();
    let word = word.split(['\'', '’']).next().unwrap_or_default();
    let rest = words.next().map(|at| article.word(at));
    let alone = rest.is_none_or(|w| {
        matches!(w, "himself" | "herself" | "themselves" | "itself" | "also" | "alone" | "too" | "all")
            || w == "both"
    });
    if !alone {
        let both = (word == "the" && matches!(rest, Some("two" | "pair" | "couple"))
            || word == "both"
                && matches!(
                    rest,
                    Some(
                        "men"
                            | "women"
                            | "candidates"
                            | "countries"
                            | "leaders"
                            | "nations"
                            | "sides"
                            | "nominees"
                    )
                ))
            && tokens.len() <= 3;
        return both.then_some(Pronoun::Both);
    }
    Pronoun::of(word)
}

/// The leading noun phrase of a source, up to what only qualifies it.
struct NounPhrase {
    /// The mention that heads it.
    named: Option<MentionId>,
    /// Mentions of people joined to it by `and`.
    joined: Vec<MentionId>,
    /// Its last word.
    head: usize,
}

impl NounPhrase {
    fn new(article: &Article, entities: &Entities, lexicons: &Lexicons, tokens: &Range<usize>) -> Self {
        let first =
            entities.mentions.partition_point(|m| m.span.start < article.tokens[tokens.start].span.start);
        let mut next = first;
        let mut at = tokens.start;
        let mut head = tokens.start;
        // The mention that ends right before `at`, and those that an `and` joined.
        let mut last: Option<MentionId> = None;
        let mut joined = Vec::new();
        while at < tokens.end {
            while next < entities.mentions.len()
                && entities.mentions[next].span.start < article.tokens[at].span.start
            {
                next += 1;
            }
            let here = entities.mentions.get(next).filter(|m| m.span.start == article.tokens[at].span.start);
            if let Some(mention) = here {
                let end = article.tokens_in(mention.span).end.clamp(at + 1, tokens.end);
                // Possessives belong to the token but not to the mention.
                let owns = article.tokens[end - 1].span.end > mention.span.end
                    || (end < tokens.end
                        && matches!(article.word(end), "'" | "’")
                        && article.tokens[end].span.start == mention.span.end);
                head = end - 1;
                // `half the UK` is no country.
                let share = (tokens.start..at).any(|at| lexicons.word_is(article.word(at), StandIns::Share));
                last = ((!owns || end == tokens.end) && !share).then_some(MentionId::new(next));
                at = end;
                next += 1;
                if at < tokens.end && article.word(at) == "." {
                    at += 1;
                }
                continue;
            }
            // `Dr Ann Moe head of exploration`: a post whose comma was lost.
            let opens = last.is_some_and(|m| {
                let mention = &entities[m];
                let start = mention.title.map_or(mention.span.start, |t| t.start.min(mention.span.start));
                start <= article.tokens[tokens.start].span.start
                    && entities[mention.entity].kind == EntityKind::Person
                    && (mention.form == MentionForm::Full || mention.title.is_some())
            });
            if opens && post_follows(article, lexicons, at, tokens.end) {
                break;
            }
            // `the Reuters news agency` is Reuters.
            let body = last.is_some_and(|m| entities[entities[m].entity].kind == EntityKind::Organisation);
            if body && let Some(noun) = kind_follows(article, lexicons, at, tokens.end) {
                head = noun;
                at = noun + 1;
                continue;
            }
            if let Some(hit) = lexicons.titles.longest(article, at, tokens.end).filter(|h| h.tokens > 1) {
                at += hit.tokens;
                head = at - 1;
                last = None;
                continue;
            }
            let word = article.word(at);
            if word == "and" || word == "&" {
                joined.extend(last);
                at += 1;
                continue;
            }
            // `Ann Moe MP`
            if last.is_some() && lexicons.has(article.tokens[at].fold, People::Honour) {
                at += 1;
                continue;
            }
            // `“Parasite” director Ann Moe`: a work, and who made it.
            let maker = matches!(word, "”" | "\"" | "’")
                && at + 1 < tokens.end
                && !article.tokens[at + 1].capital
                && lexicons.titles.get(article.tokens[at + 1].fold).is_some();
            if maker {
                last = None;
                at += 1;
                continue;
            }
            // A dash between spaces ends the phrase.
            let dash = word == "-"
                && article.tokens[at - usize::from(at > 0)].span.end == article.tokens[at].span.start;
            if article.tokens[at].kind == TokenKind::Mark && word != "." && !dash
                || (at > tokens.start
                    && (!article.tokens[at].capital && lexicons.at(article, at, Phrases::Qualifies)
                        || last.is_none() && qualifies(article, lexicons, head, at)))
            {
                break;
            }
            let noun = article.tokens[at].kind == TokenKind::Word || is_age(word);
            if noun && (article.tokens[at].capital || !lexicons.at(article, at, Phrases::Trails)) {
                head = at;
                last = None;
            }
            at += 1;
        }
        // A role gives way to the name beside it, and so does a body whose post it is.
        let role = last.is_none_or(|m| {
            entities[m].form == MentionForm::Role
                || is_of_post(article, entities, lexicons, &entities[m], at..tokens.end)
        });
        let named =
            if role { apposed(article, entities, lexicons, head, at, tokens.end).or(last) } else { last };
        // `Norland's envoy to Japan Hua Jinping`: the post before the name holds the head.
        let held = |m: &Mention| {
            m.title.is_some_and(|t| t.contains(article.tokens[head].span))
                && m.form == MentionForm::Full
                && entities[m.entity].kind == EntityKind::Person
                && m.span.end <= article.tokens[tokens.end - 1].span.end
        };
        let named = named
            .filter(|&m| entities[m].form != MentionForm::Role)
            .or_else(|| {
                let at = entities.mentions[first..].iter().take(8).position(held)?;
                Some(MentionId::new(first + at))
            })
            .or(named);
        joined.retain(|&m| entities[entities[m].entity].kind == EntityKind::Person);
        Self { named, joined, head }
    }
}

/// Whether a body is only what the post in the words after it is of: `MEC for Finance, Ann Moe`; `the Rivers Board (RB) director, Ann
/// Moe`; `the Board of Norland’s director, Ann Moe`.
fn is_of_post(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    body: &Mention,
    mut after: Range<usize>,
) -> bool {
    let office = matches!(article.tokens.get(after.start).map(|t| article.slice(t.span)), Some("for" | "of"));
    let post = |t: usize| !article.tokens[t].capital && lexicons.titles.get(article.tokens[t].fold).is_some();
    let initials = body.form == MentionForm::Acronym && office && !after.is_empty();
    let mut posted = || after.by_ref().take_while(|&t| article.word(t) != ",").any(post);
    entities[body.entity].kind != EntityKind::Person && (initials || posted())
}

/// The noun, after at most one other, that says what kind of thing the name before `at` is: `news agency`, `newspaper`.
fn kind_follows(article: &Article, lexicons: &Lexicons, at: usize, end: usize) -> Option<usize> {
    let lower = |at: usize| article.tokens[at].kind == TokenKind::Word && !article.tokens[at].capital;
    (at..end.min(at + 2))
        .take_while(|&at| lower(at))
        .find(|&at| lexicons.word_is(article.word(at), StandIns::Kind))
}

/// Whether one person's post in small letters, with what it is of, begins at `at`: `head of exploration`.
fn post_follows(article: &Article, lexicons: &Lexicons, at: usize, end: usize) -> bool {
    let lower = |at: usize| article.tokens[at].kind == TokenKind::Word && !article.tokens[at].capital;
    let Some(of) =
        (at + 1..end.min(at + 5)).find(|&t| matches!(article.word(t), "of" | "for" | "at" | "with"))
    else {
        return false;
    };
    let head = of - 1;
    let noun = article.word(head);
    (at..of).all(lower) && !noun.ends_with('s') && lexicons.titles.get(article.tokens[head].fold).is_some()
}

/// Whether token `at` is a participle after a noun that is a source on its own: `a poll released in May`, `a judge
/// hearing the case`, not `a court filing` nor `a state planning director`.
fn qualifies(article: &Article, lexicons: &Lexicons, head: usize, at: usize) -> bool {
    let word = article.word(at);
    let source = |at: usize| {
        let fold = article.tokens[at].fold;
        lexicons.sources.get(fold).is_some() || lexicons.titles.get(fold).is_some()
    };
    if head + 1 != at || !word.bytes().all(|b| b.is_ascii_lowercase()) || !source(head) || source(at) {
        return false;
    }
    // "a man named Joe Fenn": the name is his.
    if matches!(word, "named" | "called" | "calling") {
        return false;
    }
    let next = article.tokens.get(at + 1).map_or("", |token| article.slice(token.span));
    let object = is_determiner(next)
        || matches!(next, "for" | "in" | "on" | "with")
        || next.starts_with(char::is_uppercase);
    word.ends_with("ed") || word.ends_with("ing") && object
}

/// The name in apposition to a role (`the mayor, Ann Moe,`; `a spokesman for Mr. Hale, Joe Fenn,`), or to any noun
/// where it ends the source (`her opposite number, Ann Moe`).
fn apposed(
    article: &Article,
    entities: &Entities,
    lexicons: &Lexicons,
    head: usize,
    from: usize,
    end: usize,
) -> Option<MentionId> {
    let comma = (from..end).find(|&at| article.word(at) == ",")?;
    let start = article.tokens.get(comma + 1).filter(|_| comma + 1 < end)?.span.start;
    let at = entities.mentions.partition_point(|m| m.span.start < start);
    let mention = entities.mentions.get(at)?;
    let whole = mention.form == MentionForm::Full || mention.title.is_some();
    let person = entities[mention.entity].kind == EntityKind::Person && whole;
    let stop = article.tokens_in(mention.span).end;
    // `, Ann Moe MP`
    let honour = |at: usize| lexicons.has(article.tokens[at].fold, People::Honour);
    let stop = (stop..end).find(|&at| !honour(at)).unwrap_or(end.max(stop));
    let closed = stop >= end || article.word(stop) == ",";
    let role = lexicons.titles.get(article.tokens[head].fold).is_some() || stop + 1 >= end;
    let inside = article.tokens_in(mention.span);
    let owned = article.tokens[inside.end.saturating_sub(1)].span.end > mention.span.end;
    // A title may be between: `its spokesman, Colonel Ann Moe`, `the judge, Mr Justice Moe`.
    let first = mention.title.map_or(mention.span.start, |t| t.start.min(mention.span.start));
    let capitals = inside.start <= comma + 4
        && (comma + 1..inside.start).all(|at| article.tokens[at].capital || article.word(at) == ".");
    (role && person && closed && !owned && (first <= start + 1 || capitals)).then_some(MentionId::new(at))
}

/// Whether a word calls somebody by their age (`the 30-year-old`).
fn is_age(word: &str) -> bool {
    bare(word).ends_with("-year-old")
}

/// The class of a source whose head is a common noun.
fn common(article: &Article, lexicons: &Lexicons, tokens: &Range<usize>, head: usize) -> SourceClass {
    let hidden = tokens.clone().any(|at| {
        matches!(article.word(at), "anonymity" | "unnamed" | "unidentified" | "anonymous")
            || (article.word(at) == "familiar" && at + 1 < tokens.end && article.word(at + 1) == "with")
    });
    // `one said`: one of those spoken of before. `Q: Was it cold?`: the text does not say who asks.
    if tokens.len() == 1 && matches!(article.word(head), "one" | "One" | "another" | "Another" | "Q" | "A") {
        return SourceClass::Role;
    }
    // `the former Secretary of State` ends with a word for a body.
    let post =
        |at: usize| lexicons.titles.longest(article, at, head + 1).is_some_and(|h| at + h.tokens == head + 1);
    if !hidden && (tokens.start..head).any(post) {
        return SourceClass::Role;
    }
    let word = crate::text::fold(bare(article.word(head)));
    // `the West`, `the official version`: the longest phrase that ends with the head.
    let phrase = (tokens.start..head).find_map(|at| {
        lexicons
            .sources
            .longest(article, at, head + 1)
            .filter(|hit| hit.tokens > 1 && at + hit.tokens == head + 1)
    });
    if let Some(hit) = phrase.or_else(|| lexicons.sources.get(word)) {
        match hit.class() {
            Sources::Anonymous => return SourceClass::Anonymous,
            Sources::Document if !hidden => return SourceClass::Document,
            Sources::Collective if !hidden => return SourceClass::Collective,
            _ => {}
        }
    }
    if hidden {
        return SourceClass::Anonymous;
    }
    let capital = article.word(head).chars().next().is_some_and(char::is_uppercase);
    if capital && head > tokens.start {
        return SourceClass::Named;
    }
    if let Some(hit) = lexicons.titles.get(word) {
        let noun = bare(article.word(head));
        let plural = noun.ends_with('s') && hit.lemma != noun;
        return if plural { SourceClass::Collective } else { SourceClass::Role };
    }
    if is_age(article.word(head))
        || article.word(head).ends_with("man")
        || article.word(head).ends_with("woman")
        || article.word(head).ends_with("person")
    {
        return SourceClass::Role;
    }
    let single =
        matches!(article.word(tokens.start), "a" | "A" | "an" | "An" | "one" | "One" | "another" | "Another");
    let agent = ["er", "or", "ist", "ian", "ant"].iter().any(|end| article.word(head).ends_with(end));
    // `the record holder` is a person, `the broadcaster` mostly a firm.
    let definite = matches!(article.word(tokens.start), "the" | "The")
        && !lexicons.word_is(article.word(head), StandIns::Body);
    if (single || definite) && agent { SourceClass::Role } else { SourceClass::Collective }
}
