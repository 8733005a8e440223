//! Person, organisation, place, or nothing that we know of.

use super::EntityKind;
use super::names::{Name, is_initial, is_joined_initials, is_suffix, key, surname_at};
use super::titles;
use super::usage::{Usage, speaks_after};
use super::words::{
    CALENDAR, CAPITAL, CAPS, GIVEN, GROUP, OPENER, OPENS, ORG_HEAD, ORG_SUFFIX, PLACE, POSSESSIVE, WORK,
    WordTraits, fold_at,
};
use crate::facts::wording::stems::bare;
use crate::lexicon::{
    Hit, Lexicons, Organisations, Places,
    function_words::{is_auxiliary, is_particle},
};
use crate::text::{Article, Role, TokenKind, fold_words};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What a name is classified as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// What the name itself or its neighbours say.
    Known(EntityKind),
    /// One word that may be the surname or given name of someone named elsewhere.
    Single,
    /// No name that we know of.
    Nothing,
}

/// Sorts names; the answer has one entry for each.
pub(super) fn sort(
    article: &Article,
    words: &WordTraits,
    lexicons: &Lexicons,
    names: &[Name],
    usage: &Usage,
) -> Vec<Sort> {
    let mut alone: Alone = FxHashMap::default();
    for name in names {
        let first = name.tokens.start;
        if name.tokens.len() == 1 {
            alone.entry(fold_at(article, first)).or_insert(first);
        } else if name.tokens.len() == 2 {
            alone.entry(key(article, &name.tokens)).or_insert(first);
        }
    }
    names.iter().map(|name| sort_name(article, words, lexicons, name, &alone, usage)).collect()
}

/// Names of one or two words that are alone, with the token of the first.
type Alone = FxHashMap<u64, usize>;

fn sort_name(
    article: &Article,
    words: &WordTraits,
    lexicons: &Lexicons,
    name: &Name,
    alone: &Alone,
    usage: &Usage,
) -> Sort {
    let tokens = &name.tokens;
    let count = tokens.clone().filter(|&at| article.tokens[at].kind == TokenKind::Word).count();
    let first = tokens.start;
    let last = surname_at(article, tokens).unwrap_or(tokens.end - 1);
    let titled =
        name.title.as_ref().is_some_and(|t| titles::posts(article, lexicons, t.clone()).next().is_some());
    let given = words.any(first, GIVEN);
    let after_the = first > 0 && matches!(article.word(first - 1), "the" | "The");

    let courtesy = name
        .title
        .as_ref()
        .is_some_and(|t| titles::posts(article, lexicons, t.clone()).any(|h| h.class().is_courtesy()));
    if courtesy && count <= 4 {
        return Sort::Known(EntityKind::Person);
    }
    if is_joined_initials(article, tokens) {
        let everyday = lexicons.acronyms.longest(article, first, tokens.end).is_some();
        return if everyday { Sort::Nothing } else { Sort::Known(EntityKind::Organisation) };
    }
    // `Orlen Bank's` is in the list without its `'s`.
    let owner = (possessive(words, name) && count > 1).then(|| {
        let texts = tokens.clone().map(|at| bare(article.word(at)));
        lexicons.has(fold_words(texts), Organisations::Known)
    });
    if owner == Some(true) || covers(lexicons.organisations.longest(article, first, tokens.end), tokens.len())
    {
        return Sort::Known(EntityKind::Organisation);
    }
    if let Some(hit) = lexicons.places.longest(article, first, tokens.end)
        && hit.tokens >= tokens.clone().filter(|&at| article.word(at) != ".").count()
        && !titled
    {
        if hit.is(Places::Demonym) {
            return Sort::Nothing;
        }
        // `Jackson`, `Charlotte`: joining looks first whether someone here is called that.
        return if count == 1 { Sort::Single } else { Sort::Known(EntityKind::Place) };
    }
    if words.any(last, ORG_SUFFIX) && count > 1 {
        return Sort::Known(EntityKind::Organisation);
    }
    let person_shape =
        (2..=6).contains(&count) && tokens.clone().all(|at| part_of_person(article, words, at));
    let plain_given = given && !words.any(first, PLACE | GROUP | OPENER);
    if words.any(last, WORK) && count > 1 {
        let person = person_shape && count <= 3 && (titled || (plain_given && !after_the));
        return if person { Sort::Known(EntityKind::Person) } else { Sort::Nothing };
    }
    if tokens.clone().any(|at| words.any(at, ORG_HEAD)) && count > 1 {
        let surname_only = words.any(last, ORG_HEAD)
            && count <= 3
            && tokens.clone().filter(|&at| words.any(at, ORG_HEAD)).count() == 1;
        let person = person_shape && surname_only && (titled || (plain_given && !after_the));
        return Sort::Known(if person { EntityKind::Person } else { EntityKind::Organisation });
    }
    if titled && (1..=6).contains(&count) {
        return Sort::Known(EntityKind::Person);
    }
    if count == 1 {
        return single(article, words, first);
    }
    let used = usage.of(article, tokens);
    let small =
        |at: usize| article.tokens[at].kind == TokenKind::Word && words.in_lower_case(fold_at(article, at));
    // `rock band Muse Hall`: that it is a body must be said, and its words must not be anybody's.
    if count <= 4 && used.is_body() && !words.any(first, OPENER | CALENDAR | GROUP) {
        return Sort::Known(EntityKind::Organisation);
    }
    // `Los Angeles Lakers`: a place of two words or more leads no person's name.
    let led_by_place = lexicons.places.longest(article, first, tokens.end).is_some_and(|hit| hit.tokens > 1);
    if led_by_place && !titled {
        return if count <= 4 && !tokens.clone().any(small) {
            Sort::Known(EntityKind::Organisation)
        } else {
            Sort::Nothing
        };
    }
    if person_shape && !after_the {
        let initials = tokens.clone().skip(if tokens.len() > 2 { 0 } else { 1 }).any(|at| {
            article.tokens[at].kind == TokenKind::Word
                && is_initial(article, at)
                && !words.any(at, PLACE)
                && lexicons.organisations.get(article.tokens[at].fold).is_none()
        });
        let suffixed = tokens.clone().any(|at| is_suffix(article.word(at)));
        let called = given
            && last > first
            && (plain_given
                || used.is_person()
                || alone.contains_key(&fold_at(article, last))
                || described(article, lexicons, tokens)
                || speaks(article, lexicons, tokens.end, first));
        if called || suffixed || (initials && last > first && !words.any(last, CAPS)) {
            return Sort::Known(EntityKind::Person);
        }
        if count <= 4 && !tokens.clone().any(|at| words.any(at, GROUP | PLACE | OPENER | CALENDAR)) {
            let described = described(article, lexicons, tokens) || used.is_person();
            // `Defiant Moe wins`: what opens a line may be any word. Not where the surname goes on alone from here,
            // or where the text says who it is, or where it is in no list of words (`Rakeyia Moe`, of a family of Moes).
            let introduces = alone.get(&fold_at(article, last)).is_some_and(|&known| {
                known > last
                    || count == 2
                        && unlisted(lexicons, fold_at(article, first))
                        && article
                            .tokens
                            .get(name.tokens.end)
                            .is_some_and(|_| is_auxiliary(article.word(name.tokens.end)))
            });
            let sentence = &article.sentences[article.sentence_at(article.tokens[first].span.start)];
            let speaks = speaks(article, lexicons, tokens.end, first)
                || speaks_after(article, words, lexicons, tokens.end, sentence.tokens.end).is_some();
            // In a headline `Angry Moe says` opens with any word; a sentence of the text that begins with two words of
            // no list and goes on `said` begins with a name.
            let heads =
                matches!(article.paragraphs[sentence.paragraph].role, Role::Headline | Role::Subheading);
            let strange = !heads
                && speaks
                && tokens
                    .clone()
                    .filter(|&at| article.tokens[at].kind == TokenKind::Word)
                    .all(|at| unlisted(lexicons, fold_at(article, at)));
            let opens = words.any(first, OPENS)
                && !words.inside_sentence(fold_at(article, first))
                && (!(introduces || described || strange) || count > 3 || describes(article.word(first)));
            let plain = !opens && tokens.clone().all(|at| !words.in_lower_case(fold_at(article, at)));
            let recurs = alone.contains_key(&fold_at(article, last))
                || usage.in_headline(fold_at(article, last)) && !usage.in_headline(fold_at(article, first))
                || (last > first + 1 && alone.contains_key(&key(article, &(last - 1..last + 1))));
            if plain && speaks && used.leans_to_body() && !described {
                return Sort::Known(EntityKind::Organisation);
            }
            if plain
                && !words.any(last, CAPS)
                && (described || recurs || (speaks && count <= 3 && !words.any(first, CAPS)))
            {
                return Sort::Known(EntityKind::Person);
            }
        }
    }
    Sort::Nothing
}

/// Whether the name of a known organisation covers so many tokens, or all but one.
fn covers(hit: Option<Hit<'_, Organisations>>, tokens: usize) -> bool {
    hit.is_some_and(|h| h.is(Organisations::Known) && h.tokens + 1 >= tokens && h.tokens <= tokens)
}

fn part_of_person(article: &Article, words: &WordTraits, at: usize) -> bool {
    let word = article.word(at);
    match article.tokens[at].kind {
        TokenKind::Mark => matches!(word, "." | ","),
        TokenKind::Number => false,
        TokenKind::Word => {
            (words.any(at, CAPITAL) && !words.any(at, CALENDAR) || is_particle(word) || words.any(at, GIVEN))
                && word.chars().all(|c| !c.is_numeric())
        }
    }
}

/// One capitalised word: an acronym, a possible surname, or nothing.
fn single(article: &Article, words: &WordTraits, at: usize) -> Sort {
    let length = article.tokens[at].span.len();
    if words.any(at, GROUP | CALENDAR) && !words.any(at, GIVEN) {
        return Sort::Nothing;
    }
    let word = bare(article.word(at));
    if words.any(at, CAPS) && (2..=6).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase()) {
        // Shouting inside a sentence (`it is NOT so`) is written in small letters elsewhere, or is common.
        let known = words.bracketed(article.tokens[at].fold);
        let common = words.any(at, OPENER) || words.in_lower_case(fold_at(article, at));
        let shouts =
            common && !known || word == "I" || words.any(at + 1, CAPS) || (at > 0 && words.any(at - 1, CAPS));
        return if shouts { Sort::Nothing } else { Sort::Known(EntityKind::Organisation) };
    }
    if length < 2 || (words.any(at, OPENER) && words.any(at, OPENS)) {
        return Sort::Nothing;
    }
    Sort::Single
}

/// Whether an age or a role follows (`, 52,` or `, a farmer`), or a role is before (`The mayor, `).
pub(super) fn described(article: &Article, lexicons: &Lexicons, name: &Range<usize>) -> bool {
    let Some(token) = article.tokens.get(name.end.saturating_sub(1)) else { return false };
    let sentence = &article.sentences[article.sentence_at(token.span.start)].tokens;
    let (end, limit) = (name.end, sentence.end);
    if end + 2 < limit && article.word(end) == "," && article.tokens[end + 1].kind == TokenKind::Number {
        let digits = article.word(end + 1);
        return digits.len() <= 2 && article.word(end + 2) == ",";
    }
    titles::after(article, lexicons, end, limit)
        .is_some_and(|t| matches!(article.word(t.start), "a" | "an" | "the" | "his" | "her"))
        || titles::before(article, lexicons, name.start, sentence.start).is_some()
}

/// Whether a word is in none of the lists of words that are no names.
pub(super) fn unlisted(lexicons: &Lexicons, fold: u64) -> bool {
    lexicons.common_words.get(fold).is_none()
        && lexicons.cues.get(fold).is_none()
        && lexicons.titles.get(fold).is_none()
        && lexicons.sources.get(fold).is_none()
        && lexicons.places.get(fold).is_none()
        && lexicons.organisations.get(fold).is_none()
        && lexicons.phrases.get(fold).is_none()
        && lexicons.people.get(fold).is_none()
}

/// Whether a word has the shape of an adjective or participle, so that it may be before a surname.
fn describes(word: &str) -> bool {
    let ends =
        ["ing", "ed", "ant", "ent", "ive", "ous", "ful", "less", "ish", "ble", "ic", "al", "ern", "est"];
    ends.iter().any(|end| word.len() > end.len() + 2 && word.ends_with(end))
}

/// Whether a verb of saying follows the name, or is right before it after a quotation.
pub(super) fn speaks(article: &Article, lexicons: &Lexicons, end: usize, start: usize) -> bool {
    let cue = |at: usize| article.tokens.get(at).is_some_and(|t| lexicons.says(article.word(at), t.fold));
    let quoted = |at: usize| at > 0 && matches!(article.word(at - 1), "”" | "\"" | "’" | "'" | ",");
    cue(end) || start > 0 && (article.word(start - 1) == "said" || cue(start - 1) && quoted(start - 1))
}

/// The key of a name as a whole.
pub(super) fn whole(article: &Article, name: &Name) -> u64 {
    let tokens = &name.tokens;
    let start = if tokens.len() > 1 && matches!(article.word(tokens.start), "The" | "the") {
        tokens.start + 1
    } else {
        tokens.start
    };
    key(article, &(start..tokens.end))
}

/// Whether the name is used as a possessive.
pub(super) fn possessive(words: &WordTraits, name: &Name) -> bool {
    words.any(name.tokens.end - 1, POSSESSIVE)
}
