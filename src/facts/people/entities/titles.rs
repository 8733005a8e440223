//! Titles before a name, and roles that are beside one.

use super::names::{Name, is_initial};
use super::words::{CALENDAR, CAPITAL, GIVEN, GROUP, OPENER, ORG_HEAD, ORG_SUFFIX, PLACE, WORK, WordTraits};
use crate::Span;
use crate::facts::wording::stems::possessive;
use crate::lexicon::{Cues, Hit, Lexicons, People, Titles, function_words::is_determiner};
use crate::text::{Article, TokenKind};
use std::ops::Range;

/// Parts each capitalised sequence into what is before a title, the title, and the name after it.
pub(super) fn split(
    article: &Article,
    words: &WordTraits,
    lexicons: &Lexicons,
    names: Vec<Name>,
) -> Vec<Name> {
    let mut parted = Vec::with_capacity(names.len());
    for name in names {
        if let Some(of) = led_by_its_post(article, words, lexicons, &name.tokens) {
            let title = name.tokens.start - 2..of.end;
            let rest = of.end..name.tokens.end;
            parted.push(Name { tokens: of, title: None });
            parted.push(Name { tokens: rest, title: Some(title) });
            continue;
        }
        match inside(article, words, lexicons, &name.tokens) {
            Some((title, rest)) if rest.start < rest.end => {
                let lead = name.tokens.start..title.start;
                if !lead.is_empty() && !only_groups(words, &lead) {
                    parted.push(Name { tokens: lead.clone(), title: None });
                }
                parted.push(Name { tokens: rest, title: Some(lead.start..title.end) });
            }
            Some((title, _)) => {
                // `King said`, of a man called King: joining knows whether there is one.
                let led = name
                    .tokens
                    .start
                    .checked_sub(1)
                    .is_some_and(|at| is_determiner(&article.word(at).to_lowercase()));
                if name.tokens.len() == 1 && !led {
                    parted.push(name);
                    continue;
                }
                let lead = name.tokens.start..title.start;
                if !lead.is_empty() && !only_groups(words, &lead) {
                    parted.push(Name { tokens: lead, title: None });
                }
            }
            None => {
                let start = after_groups(article, words, &name.tokens);
                let tokens = start..name.tokens.end;
                if tokens.is_empty() {
                    continue;
                }
                let mut title = lower_before(article, words, lexicons, &name.tokens);
                if title.is_none() && start > name.tokens.start {
                    title = Some(name.tokens.start..start);
                }
                parted.push(Name { tokens, title });
            }
        }
    }
    parted
}

/// The place or body that a post is of, where a name follows it: `envoy to Japan Hua Jinping`, `head of Sky Sports Barney Moe`.
fn led_by_its_post(
    article: &Article,
    words: &WordTraits,
    lexicons: &Lexicons,
    tokens: &Range<usize>,
) -> Option<Range<usize>> {
    let of = tokens
        .start
        .checked_sub(1)
        .filter(|&at| matches!(article.word(at), "to" | "of" | "for" | "in" | "at" | "with"))?;
    let post = of.checked_sub(1)?;
    let sentence = article.sentence_at(article.tokens[tokens.start].span.start);
    let led = lexicons.titles.get(article.tokens[post].fold).is_some()
        && article.sentences[sentence].tokens.contains(&post);
    if !led {
        return None;
    }
    let place =
        lexicons.places.longest(article, tokens.start, tokens.end).map(|hit| tokens.start + hit.tokens);
    let named = |end: &usize| {
        let rest = *end..tokens.end;
        (2..=4).contains(&rest.len())
            && !rest.clone().any(|at| words.any(at, PLACE | GROUP | CALENDAR | OPENER))
            && person_like(article, words, &rest)
    };
    let end = place.filter(named).or_else(|| body_end(article, words, tokens).filter(named))?;
    Some(tokens.start..end)
}

/// The end of a body of two words or more that a given name and a surname follow, to the end of the sequence.
fn body_end(article: &Article, words: &WordTraits, tokens: &Range<usize>) -> Option<usize> {
    let given = |at: &usize| words.any(*at, GIVEN) && !words.any(*at, PLACE | ORG_HEAD | ORG_SUFFIX | WORK);
    let end = (tokens.start..tokens.end.saturating_sub(1)).rev().find(given)?;
    // `lawyer for Abdulaziz Ali Hassan`: one word is no body.
    let body = tokens.start..end;
    let heads = body.clone().any(|at| words.any(at, ORG_HEAD | ORG_SUFFIX | PLACE));
    let long = body.len() > 1 && body.clone().all(|at| article.tokens[at].kind == TokenKind::Word);
    let plain = !(end..tokens.end).any(|at| words.any(at, ORG_HEAD | ORG_SUFFIX | WORK));
    (!words.any(tokens.start, GIVEN) && plain && (heads || long)).then_some(end)
}

/// The title inside a sequence and what follows it; nothing follows where the title ends the sequence.
fn inside(
    article: &Article,
    words: &WordTraits,
    lexicons: &Lexicons,
    tokens: &Range<usize>,
) -> Option<(Range<usize>, Range<usize>)> {
    let mut found = None;
    let mut at = tokens.start;
    while at < tokens.end {
        if article.tokens[at].kind != TokenKind::Word || !words.any(at, CAPITAL) {
            at += 1;
            continue;
        }
        let hit = lexicons.titles.longest(article, at, tokens.end);
        let given = words.any(at, GIVEN) && at + 1 < tokens.end;
        match hit {
            Some(hit) if !given || is_title(&hit) => {
                let mut end = at + hit.tokens;
                while end < tokens.end && matches!(article.word(end), "." | ",") {
                    end += 1;
                }
                found = Some((at..end, end..tokens.end));
                at = end;
            }
            // `Marine` may be a given name, and is a soldier before a rank.
            _ if given && hit.is_none() && !words.any(at, PLACE) => break,
            _ => at += 1,
        }
    }
    let (title, rest) = found?;
    if rest.is_empty() {
        // `Judge` at the end of a longer sequence may be a surname; a title alone is a role.
        let alone = title.start == tokens.start
            || lexicons
                .titles
                .longest(article, title.start, title.end)
                .is_some_and(|h| is_title(&h) && !h.class().is_rank());
        return (alone && !words.any(tokens.start, GIVEN)).then_some((title, rest));
    }
    person_like(article, words, &rest).then_some((title, rest))
}

impl Titles {
    /// Whether it is `Mr.` and the like, never a job.
    pub(in crate::facts) const fn is_courtesy(self) -> bool {
        matches!(self, Self::Courtesy | Self::CourtesyMale | Self::CourtesyFemale)
    }

    /// Whether it is a post that an article gives a person once.
    pub(in crate::facts) const fn is_office(self) -> bool {
        matches!(self, Self::Office | Self::OfficeMale | Self::OfficeFemale)
    }

    /// Whether it is a rank of army, police, church or university.
    pub(in crate::facts) const fn is_rank(self) -> bool {
        matches!(self, Self::Rank | Self::RankMale | Self::RankFemale)
    }

    /// Whether it is a common noun for a person.
    pub(in crate::facts) const fn is_role(self) -> bool {
        matches!(self, Self::Role | Self::RoleMale | Self::RoleFemale)
    }
}

/// Whether a title is before a name, as a common noun does not.
fn is_title(hit: &Hit<'_, Titles>) -> bool {
    !hit.class().is_role()
}

/// Whether what follows a title can be a person's name.
fn person_like(article: &Article, words: &WordTraits, tokens: &Range<usize>) -> bool {
    let count = tokens.clone().filter(|&at| article.tokens[at].kind == TokenKind::Word).count();
    let first = tokens.start;
    let named = words.any(first, GIVEN) || is_initial(article, first);
    let heads = tokens.clone().any(|at| words.any(at, ORG_SUFFIX | ORG_HEAD | WORK));
    let stray = words.any(first, CALENDAR | GROUP) || (words.any(first, OPENER) && !named);
    // After a title `Israel Katz` is a man.
    let placed = count == 2 && tokens.len() == 2 && !words.any(first + 1, PLACE | GROUP | CALENDAR | OPENER);
    (1..=6).contains(&count)
        && !stray
        && (!heads || named)
        && (!words.any(first, PLACE) || named || count == 1 || placed)
}

fn only_groups(words: &WordTraits, tokens: &Range<usize>) -> bool {
    tokens.clone().all(|at| words.any(at, GROUP | OPENER | CALENDAR) || !words.any(at, CAPITAL))
}

/// The token after the words for a party or people that are before a person's name (`Democrat Ann Moe`).
fn after_groups(article: &Article, words: &WordTraits, tokens: &Range<usize>) -> usize {
    let mut at = tokens.start;
    while at < tokens.end && words.any(at, GROUP) && !words.any(at, GIVEN) {
        at += 1;
    }
    let rest = at..tokens.end;
    if rest.is_empty() {
        return tokens.end;
    }
    let person = (words.any(at, GIVEN) || is_initial(article, at)) && rest.len() > 1;
    if person { at } else { tokens.start }
}

/// The title in lower case that is right before a name (`campaign manager Ann Moe`), as one noun phrase.
fn lower_before(
    article: &Article,
    words: &WordTraits,
    lexicons: &Lexicons,
    tokens: &Range<usize>,
) -> Option<Range<usize>> {
    let last = tokens.start.checked_sub(1)?;
    let sentence = &article.sentences[article.sentence_at(article.tokens[tokens.start].span.start)];
    if last < sentence.tokens.start || words.any(last, CAPITAL) {
        return None;
    }
    lexicons.titles.get(article.tokens[last].fold)?;
    let mut start = last;
    while start > sentence.tokens.start && start + 6 > last && modifies(article, words, lexicons, start - 1) {
        start -= 1;
    }
    let determined = start > sentence.tokens.start && leads_role(article.word(start - 1));
    // `the lawyer Hale hired`: a noun with its article does not title a surname that follows.
    if determined && tokens.len() == 1 {
        return None;
    }
    Some(start..tokens.start)
}

/// Whether the word before a role says that it is a noun with its article, and no title.
fn leads_role(word: &str) -> bool {
    let article = ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article));
    article || matches!(word, "his" | "her" | "their" | "my" | "our")
}

/// Whether the word belongs to the noun phrase of a role that follows it.
pub(super) fn modifies(article: &Article, words: &WordTraits, lexicons: &Lexicons, at: usize) -> bool {
    let token = article.tokens[at];
    if token.kind != TokenKind::Word {
        return false;
    }
    if words.any(at, CAPITAL) {
        return !words.any(at, OPENER | CALENDAR);
    }
    lexicons.titles.get(token.fold).is_some() || lexicons.has(token.fold, People::InRole)
}

/// The role that is after a name as an apposition (`, a former adviser to Y,`), up to its head noun.
///
/// `end` is the token after the name.
pub(super) fn after(
    article: &Article,
    lexicons: &Lexicons,
    end: usize,
    limit: usize,
) -> Option<Range<usize>> {
    if end + 1 >= limit || article.word(end) != "," {
        return None;
    }
    let mut at = end + 1;
    // `, 52, a farmer` and `, who is a farmer`
    if article.tokens[at].kind == TokenKind::Number && at + 1 < limit && article.word(at + 1) == "," {
        at += 2;
    }
    if at + 1 < limit && article.word(at) == "who" && matches!(article.word(at + 1), "is" | "was") {
        at += 2;
    }
    let start = at;
    let open = at < limit && (is_determiner(article.word(at)) || possessive(article.word(at)));
    if open {
        at += 1;
    }
    let from = at;
    while at < limit && at < from + 7 {
        if article.tokens[at].kind == TokenKind::Mark
            || lexicons.has(article.tokens[at].fold, People::EndsRole)
        {
            return None;
        }
        if let Some(hit) = lexicons.titles.longest(article, at, limit) {
            let next = at + hit.tokens;
            let goes_on = next < limit
                && article.tokens[next].kind == TokenKind::Word
                && lexicons.titles.longest(article, next, limit).is_some();
            if !goes_on {
                // Without an article only a post does: `, chairman of X`, `, president of Y`. What a verb follows is
                // the subject of its own clause: `After a talk with Moe, the mayor left`.
                let closed = next >= limit
                    || article.tokens[next].kind != TokenKind::Word
                    || !article.word(next).starts_with(char::is_lowercase)
                    || lexicons.has(article.tokens[next].fold, People::AfterRole)
                    || !open && lexicons.has(article.tokens[next].fold, Cues::Neutral);
                return (closed && (open || at < from + 4)).then_some(start..next);
            }
        }
        at += 1;
    }
    None
}

/// The role that is before a name and a comma (`the Secretary of State of X, Ann Moe, ...`).
pub(super) fn before(
    article: &Article,
    lexicons: &Lexicons,
    start: usize,
    floor: usize,
) -> Option<Range<usize>> {
    let comma = start.checked_sub(1).filter(|&at| at > floor && article.word(at) == ",")?;
    let from = comma.saturating_sub(10).max(floor);
    (from..comma).rev().find_map(|at| {
        if !matches!(&*article.word(at).to_lowercase(), "the" | "his" | "her" | "its" | "their") {
            return None;
        }
        let (first, hit) = (at + 1..comma.min(at + 5))
            .find_map(|k| Some((k, lexicons.titles.longest(article, k, comma)?)))?;
        let end = first + hit.tokens;
        let plain = end == comma || matches!(article.word(end), "of" | "for" | "at" | "to");
        let one_phrase = (end..comma).all(|k| {
            // `the United States` says nothing.
            let says = lexicons.has(article.tokens[k].fold, Cues::Neutral)
                && article.word(k).starts_with(char::is_lowercase);
            article.tokens[k].kind == TokenKind::Word && !says
        });
        (plain && one_phrase).then_some(at + 1..end)
    })
}

/// The posts that a noun phrase names, as folded lemmas: the head noun's, and a capitalised title's.
pub(super) fn posts<'a>(
    article: &'a Article,
    lexicons: &'a Lexicons,
    tokens: Range<usize>,
) -> impl Iterator<Item = Hit<'a, Titles>> {
    let mut at = tokens.start;
    std::iter::from_fn(move || {
        while at < tokens.end {
            match lexicons.titles.longest(article, at, tokens.end) {
                Some(hit) => {
                    at += hit.tokens;
                    return Some(hit);
                }
                None => at += 1,
            }
        }
        None
    })
}

/// The span of a title's tokens.
pub(super) fn span(article: &Article, tokens: &Range<usize>) -> Option<Span> {
    if tokens.is_empty() {
        return None;
    }
    Some(article.span_of(tokens.clone()))
}
