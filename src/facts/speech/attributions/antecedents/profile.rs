//! What the text says of each named entity: its offices, its age, the words beside its name.

use crate::facts::people::entities::{Entities, Entity, EntityKind};
use crate::facts::wording::stems::possessive;
use crate::lexicon::{Lexicons, People, StandIns, Titles, function_words::is_determiner};
use crate::text::{Article, TokenKind, fold};
use std::ops::Range;

/// What is said of one entity.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    /// Words beside its mentions, folded, sorted.
    words: Vec<u64>,
    /// Nouns for bodies among them.
    pub(super) bodies: Vec<u64>,
    /// Its offices and roles, as folded lemmas.
    pub(super) posts: Vec<u64>,
    /// Those of them that the text brings in as somebody's (`his lawyer, Ann Moe`).
    pub(super) owned: Vec<u64>,
    /// Whether one of them is an office.
    pub(super) office: bool,
    /// Words such as `former` and `shadow` among what describes it.
    pub(super) past: bool,
    /// Whether one of them makes it another post (`shadow`).
    pub(super) other_post: bool,
    /// Its age, as folded digits.
    pub(super) age: Option<u64>,
}

impl Profile {
    /// Whether a word, folded, is beside one of its mentions.
    pub(super) fn has(&self, word: u64) -> bool {
        self.words.binary_search(&word).is_ok()
    }
}

/// How many words before and after a mention are read.
const BEFORE: usize = 5;
/// How many after it, in an apposition.
const AFTER: usize = 10;

/// The profiles of all entities, by number. Linear in the number of mentions.
pub(super) fn all(article: &Article, lexicons: &Lexicons, entities: &Entities) -> Vec<Profile> {
    entities.entities.iter().map(|entity| one(article, lexicons, entities, entity)).collect()
}

/// The most mentions of an entity that are read: an article introduces nobody more often.
const MOST: usize = 24;

fn one(article: &Article, lexicons: &Lexicons, entities: &Entities, entity: &Entity) -> Profile {
    let mut profile = Profile::default();
    for &title in entity.titles.iter().take(MOST) {
        let tokens = article.tokens_in(title);
        let led = tokens.start.saturating_sub(2)..tokens.start;
        for at in led.chain(tokens.clone()) {
            profile.past |= is_past(lexicons, article, at);
            profile.other_post |= is_other(lexicons, article, at);
        }
        let before = profile.posts.len();
        let whose = tokens.start.checked_sub(1).is_some_and(|at| is_possessive(lexicons, article.word(at)));
        profile.take(article, lexicons, tokens);
        if whose {
            profile.owned.extend_from_slice(&profile.posts[before..]);
        }
    }
    for &mention in entity.mentions.iter().take(MOST) {
        let mention = &entities[mention];
        let tokens = article.tokens_in(mention.span);
        if tokens.is_empty() {
            continue;
        }
        let sentence = &article.sentences[article.sentence_at(mention.span.start)].tokens;
        // `his lawyer, Ann Moe`
        let comma = tokens.start > sentence.start + 2 && article.word(tokens.start - 1) == ",";
        let stop = tokens.start - usize::from(comma);
        let mut first = stop;
        while first > sentence.start && first + BEFORE > stop {
            let before = first - 1;
            let plain = article.tokens[before].kind == TokenKind::Word
                && !is_determiner(&article.word(before).to_lowercase())
                && !lexicons.has(article.tokens[before].fold, People::EndsRole);
            if !plain {
                break;
            }
            first = before;
        }
        // The words before a name describe it where the last of them is a noun for what it is.
        let noun = first < stop && is_noun(article, lexicons, stop - 1);
        let led = first.checked_sub(1).filter(|&at| at >= sentence.start).map_or("", |at| article.word(at));
        if noun && (!comma || is_determiner(&led.to_lowercase()) || is_possessive(lexicons, led)) {
            let before = profile.posts.len();
            profile.take(article, lexicons, first..stop);
            if is_possessive(lexicons, led) {
                profile.owned.extend_from_slice(&profile.posts[before..]);
            }
        }
        profile.apposed(article, lexicons, tokens.end, sentence.end);
    }
    if entity.kind != EntityKind::Person {
        profile.take(article, lexicons, article.tokens_in(entity.name));
    }
    profile.words.sort_unstable();
    profile.words.dedup();
    profile
}

impl Profile {
    fn take(&mut self, article: &Article, lexicons: &Lexicons, tokens: Range<usize>) {
        let mut at = tokens.start;
        while at < tokens.end {
            let token = &article.tokens[at];
            if token.kind == TokenKind::Word {
                self.words.push(token.fold);
                self.past |= is_past(lexicons, article, at);
                self.other_post |= is_other(lexicons, article, at);
                if lexicons.has(token.fold, StandIns::Body) {
                    self.bodies.push(token.fold);
                }
            }
            let hit =
                lexicons.titles.longest(article, at, tokens.end).filter(|hit| !hit.class().is_courtesy());
            if let Some(hit) = hit {
                self.posts.push(fold(hit.lemma));
                self.office |= is_office(hit.class());
                for next in at + 1..at + hit.tokens {
                    self.words.push(article.tokens[next].fold);
                }
                at += hit.tokens;
            } else {
                at += 1;
            }
        }
    }

    /// `, 52, a farmer`; `, the country's largest insurer,`
    fn apposed(&mut self, article: &Article, lexicons: &Lexicons, end: usize, limit: usize) {
        if end + 1 >= limit || article.word(end) != "," {
            return;
        }
        let mut at = end + 1;
        if article.tokens[at].kind == TokenKind::Number {
            if article.word(at).len() == 2 && at + 1 < limit && matches!(article.word(at + 1), "," | ".") {
                self.age = Some(article.tokens[at].fold);
            }
            at += 2;
        }
        let Some(first) = article.tokens.get(at).filter(|_| at < limit) else { return };
        let word = article.slice(first.span);
        let open = is_determiner(word) || possessive(word) || word == "one";
        let close = (at..limit.min(at + AFTER)).find(|&t| article.tokens[t].kind == TokenKind::Mark);
        let close = close.unwrap_or(limit.min(at + AFTER));
        if open || lexicons.titles.longest(article, at, close).is_some() {
            let before = self.posts.len();
            self.take(article, lexicons, at..close);
            if is_possessive(lexicons, word) {
                self.owned.extend_from_slice(&self.posts[before..]);
            }
        }
    }
}

/// Whether a word says whose what follows is.
fn is_possessive(lexicons: &Lexicons, word: &str) -> bool {
    lexicons.word_is(word, StandIns::Whose) || possessive(word)
}

/// Whether a title is a post that one person holds.
pub(super) const fn is_office(class: Titles) -> bool {
    class.is_office() || class.is_rank()
}

/// Whether a word says that an office is not held by whom it describes (`former`, `shadow`).
pub(super) fn is_past(lexicons: &Lexicons, article: &Article, at: usize) -> bool {
    let word = article.word(at);
    lexicons.has(article.tokens[at].fold, People::NotInOffice)
        || word.starts_with("ex-")
        || word.starts_with("Ex-")
}

/// Whether a word makes a title another post (`shadow`).
pub(super) fn is_other(lexicons: &Lexicons, article: &Article, at: usize) -> bool {
    lexicons.has(article.tokens[at].fold, People::OtherPost)
}

fn is_noun(article: &Article, lexicons: &Lexicons, at: usize) -> bool {
    let fold = article.tokens[at].fold;
    let one = |word: &str| word.strip_suffix('s').is_some_and(|one| lexicons.word_is(one, StandIns::Body));
    lexicons.has(fold, StandIns::Body)
        || lexicons.titles.get(fold).is_some()
        || lexicons.has(fold, StandIns::Place)
        || one(article.word(at))
}
