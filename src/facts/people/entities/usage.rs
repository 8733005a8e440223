//! What the way a name is used says of it: a person, or a body of people.
//!
//! No list holds all names. That someone is a person shows in what is beside the name: an age, a role, `who`, `his`;
//! that it is a firm or a club in others: `the airline Aerlo`, `which`, `its`, `Aerlo shares`. Each mention adds what
//! its place says, so that one that is introduced well decides for those that are not.

use super::names::{Name, key};
use super::titles;
use super::words::{CAPITAL, GIVEN, OPENS, PLACE, POSSESSIVE, SHOUTED, WordTraits, fold_at};
use crate::facts::wording::stems::{bare, possessive};
use crate::lexicon::{
    Cues, Lexicons, StandIns,
    function_words::{is_determiner, is_preposition},
};
use crate::text::{Article, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// What speaks for a person and for a body, in points; three are enough to decide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    pub(super) person: i16,
    pub(super) body: i16,
}

/// Points that decide.
const DECIDES: i16 = 3;

impl Evidence {
    /// Whether the name is a person's, as far as its use shows.
    pub(super) const fn is_person(self) -> bool {
        self.person >= DECIDES && self.person > self.body
    }

    /// Whether the name is a body's, as far as its use shows.
    pub(super) const fn is_body(self) -> bool {
        self.body >= DECIDES && self.body > self.person
    }

    /// Whether it leans towards a body.
    pub(super) const fn leans_to_body(self) -> bool {
        self.body > self.person
    }
}

/// The evidence for each name of an article, by its words.
#[derive(Debug, Default)]
pub(super) struct Usage {
    all: FxHashMap<u64, Evidence>,
    /// Words that lines in capitals hold: the headline's.
    shouted: FxHashSet<u64>,
}

impl Usage {
    /// Reads every name where it is. Linear in the number of names.
    pub(super) fn new(article: &Article, words: &WordTraits, lexicons: &Lexicons, names: &[Name]) -> Self {
        let mut usage = Self::default();
        for name in names {
            let found = read(article, words, lexicons, name);
            let all = usage.all.entry(key(article, &name.tokens)).or_default();
            all.person = all.person.saturating_add(found.person);
            all.body = all.body.saturating_add(found.body);
        }
        usage.shouted = (0..article.tokens.len())
            .filter(|&at| words.any(at, SHOUTED))
            .map(|at| fold_at(article, at))
            .collect();
        usage
    }

    /// What speaks for a person and for a body, over all mentions of the name.
    pub(super) fn of(&self, article: &Article, tokens: &Range<usize>) -> Evidence {
        self.all.get(&key(article, tokens)).copied().unwrap_or_default()
    }

    /// Whether a headline has the word.
    pub(super) fn in_headline(&self, fold: u64) -> bool {
        self.shouted.contains(&fold)
    }
}

/// What one mention shows.
fn read(article: &Article, words: &WordTraits, lexicons: &Lexicons, name: &Name) -> Evidence {
    let mut found = Evidence::default();
    let (start, end) = (name.tokens.start, name.tokens.end);
    let Some(last) = end.checked_sub(1).filter(|&last| last < article.tokens.len()) else { return found };
    let sentence = &article.sentences[article.sentence_at(article.tokens[last].span.start)].tokens;
    let word = |at: usize| if at < sentence.end { article.word(at) } else { "" };
    let is = |at: usize, class: StandIns| {
        at < sentence.end && !words.any(at, CAPITAL) && has(lexicons, article.word(at), class)
    };
    // `the airline Aerlo`, `market analysts Aerlo`
    // In `Investors trust Ann Moe` the noun is a verb.
    let subject = start > sentence.start + 1 && {
        let before = article.word(start - 2);
        before.ends_with('s')
            && !before.ends_with("ss")
            && article.tokens[start - 2].span.end + 1 == article.tokens[start - 1].span.start
    };
    if start > sentence.start && is(start - 1, StandIns::Body) && !subject {
        found.body += DECIDES;
    }
    // `the BBC's Ann Moe`
    let count = name.tokens.len();
    if start > sentence.start
        && count > 1
        && words.any(start - 1, POSSESSIVE)
        && words.any(start - 1, CAPITAL)
    {
        found.person += 1;
    }
    if count > 1 && words.any(start, GIVEN) {
        found.person += 2;
    }
    // `Marlow & Penn's, one of the largest agencies,` owns nothing.
    if words.any(last, POSSESSIVE) && word(end) != "," {
        if is(end, StandIns::OfABody) {
            found.body += 2;
        }
        return found;
    }
    if is(end, StandIns::OfABody) {
        found.body += 2;
    }
    let comma = usize::from(word(end) == ",");
    match word(end + comma) {
        "who" | "whose" | "aged" => found.person += DECIDES,
        "which" => found.body += DECIDES,
        _ => {}
    }
    let (kind, rest) = apposition(article, lexicons, end, sentence.end);
    match kind {
        Some(Apposed::Person) => found.person += DECIDES,
        Some(Apposed::Body) => found.body += DECIDES,
        Some(Apposed::Other) => found.person += 1,
        None => {}
    }
    if titles::before(article, lexicons, start, sentence.start).is_some() {
        found.person += DECIDES;
    }
    // `"...," Moe said`, `said Moe`
    let quoted = |at: usize| matches!(word(at), "”" | "\"" | "’" | "''");
    let verb = speaks_after(article, words, lexicons, rest, sentence.end);
    let before = start > sentence.start + 1
        && lexicons.has(article.tokens[start - 1].fold, Cues::Neutral)
        && quoted(start - 2);
    if before || verb.is_some() && start > sentence.start && quoted(start - 1) {
        found.person += 1;
    }
    // `Ann, a mother of twins, said she had waited`
    let begins = start == sentence.start || article.tokens[start - 1].kind == TokenKind::Mark;
    if begins && verb.is_some_and(|at| matches!(word(at + 1), "he" | "she")) {
        found.person += 2;
    }
    // `radio DJ Ann Moe`, `goalscorer Ann Moe`
    if start > sentence.start && count > 1 && agent(article.word(start - 1)) {
        found.person += 2;
    }
    // The first `his` or `its` of a clause that the name begins belongs to it mostly.
    let opens = words.any(start, OPENS) || start > sentence.start && article.word(start - 1) == ",";
    if opens {
        let owner = (end..sentence.end.min(end + 18)).find_map(|at| match article.word(at) {
            "his" | "her" | "he" | "she" | "himself" | "herself" => Some(true),
            "its" | "itself" => Some(false),
            _ => None,
        });
        match owner {
            Some(true) => found.person += 1,
            Some(false) => found.body += 2,
            None => {}
        }
        // The next sentence takes it up: `He said`, `The firm said`.
        let next = article.sentences.get(article.sentence_at(article.tokens[last].span.start) + 1);
        if let Some(next) = next.filter(|s| !s.tokens.is_empty()) {
            let first = next.tokens.start;
            let noun = first + 1;
            match article.tokens.get(first).map_or("", |_| article.word(first)) {
                "He" | "She" => found.person += 2,
                "The" if noun < next.tokens.end && has(lexicons, article.word(noun), StandIns::Body) => {
                    found.body += 2
                }
                _ => {}
            }
        }
    }
    found
}

/// Whether a word has the shape of a noun for who does something.
fn agent(word: &str) -> bool {
    word.len() > 4 && ["er", "or", "ist", "ian", "man", "woman"].iter().any(|end| word.ends_with(end))
}

/// Whether a noun, in the singular or plural, is of a class.
fn has(lexicons: &Lexicons, word: &str, class: StandIns) -> bool {
    let word = bare(word);
    lexicons.word_is(word, class)
        || word.strip_suffix("ies").is_some_and(|stem| lexicons.word_is(&format!("{stem}y"), class))
        || word.strip_suffix('s').is_some_and(|stem| lexicons.word_is(stem, class))
}

/// What an apposition says its name is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Apposed {
    Person,
    Body,
    /// A noun that is in no list.
    Other,
}

/// The longest apposition that is read, in tokens.
const LONGEST: usize = 14;

/// What the apposition after a name says of it, and the token that follows it.
fn apposition(article: &Article, lexicons: &Lexicons, end: usize, limit: usize) -> (Option<Apposed>, usize) {
    let none = (None, end);
    if end + 2 >= limit || article.word(end) != "," {
        return none;
    }
    let first = end + 1;
    if article.tokens[first].kind == TokenKind::Number {
        let age = article.word(first).len() == 2 && matches!(article.word(first + 1), "," | ".");
        return if age { (Some(Apposed::Person), first + 2) } else { none };
    }
    let close = (first..limit.min(first + LONGEST)).find(|&at| article.word(at) == ",");
    let rest = close.map_or(end, |close| close + 1);
    let owned = possessive(article.word(first));
    if let Some(role) = titles::after(article, lexicons, end, limit) {
        // `, Ann Moe, the mayor` may be a list: the role's own article shows that it is none.
        if is_determiner(article.word(role.start)) || owned || close.is_some() || role.end >= limit {
            return (Some(Apposed::Person), rest);
        }
    }
    let open = is_determiner(article.word(first)) || owned || article.word(first) == "one";
    let head = (first..close.unwrap_or(limit.min(first + LONGEST)))
        .take_while(|&at| {
            let word = article.word(at);
            let stop = word == "." && article.word(at - 1).contains('.');
            (article.tokens[at].kind != TokenKind::Mark || stop)
                && !(is_preposition(word) && at > first)
                && word != "that"
        })
        .last();
    let Some(head) = head else { return none };
    // `, shadow work and pensions secretary,`, `, the U.S. attorney for the district,`
    let noun = article.word(head);
    let person = ["ist", "man", "woman"].iter().any(|end| noun.len() > 4 && noun.ends_with(end));
    let post = person || lexicons.titles.get(article.tokens[head].fold).is_some();
    if post && head > first && !has(lexicons, noun, StandIns::Body) {
        // Without an article, `, Ann Moe and company director` may be a list: the comma after it shows that it is none.
        if open || close.is_some() {
            return (Some(Apposed::Person), rest);
        }
    }
    // `, one of the world's leading insurers,`
    let of = article.word(first) == "one" || head + 1 < limit && article.word(head + 1) == "of";
    let bodies = |at: usize| has(lexicons, article.word(at), StandIns::Body);
    let of_bodies = of
        && (head + 1..close.unwrap_or(head + 1))
            .rev()
            .find(|&at| article.tokens[at].kind == TokenKind::Word)
            .is_some_and(bodies);
    if open && head > first && (bodies(head) || of_bodies) {
        return (Some(Apposed::Body), rest);
    }
    if open && close.is_some() && article.word(head).starts_with(char::is_lowercase) {
        return (Some(Apposed::Other), rest);
    }
    none
}

/// The verb of saying that follows a name, over what comes between: `Ann Moe of the FBI said`, `Ann Moe, for the mill, said`.
pub(super) fn speaks_after(
    article: &Article,
    words: &WordTraits,
    lexicons: &Lexicons,
    from: usize,
    limit: usize,
) -> Option<usize> {
    let cue = |at: usize| at < limit && lexicons.says(article.word(at), article.tokens[at].fold);
    if cue(from) {
        return Some(from);
    }
    let comma = from < limit && article.word(from) == ",";
    let at = from + usize::from(comma);
    if at >= limit || !is_preposition(article.word(at)) || article.word(at) == "to" {
        if !comma || cue(at) {
            return comma.then_some(at);
        }
        // `Ann Moe, working at the bakery, tells customers`
        let close = (at..limit.min(at + LONGEST)).find(|&at| article.tokens[at].kind == TokenKind::Mark)?;
        let clause = article.word(at).ends_with("ing") || article.word(at).ends_with("ed");
        return (clause && article.word(close) == ",").then_some(close + 1).filter(|&at| cue(at));
    }
    let mut end = at + 1;
    while end < limit.min(at + 8)
        && (words.any(end, CAPITAL | PLACE) || matches!(article.word(end), "the" | "of" | "and"))
    {
        end += 1;
    }
    if end < limit && article.word(end) == "," {
        end += 1;
    }
    cue(end).then_some(end)
}
