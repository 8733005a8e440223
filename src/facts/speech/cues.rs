//! What a cue says about the words it reports: its lemma and class, whether it is negated, and the medium.

use crate::Span;
use crate::lexicon::{Cues, Hit, Lexicons, Media, Speech, function_words::is_determiner};
use crate::named::named;
use crate::text::{Article, TokenKind, fold};
use std::ops::Range;
use std::sync::LazyLock;

named! {
    /// How a cue colours what is reported.
    #[non_exhaustive]
    pub enum CueClass {
        /// said, told, according to.
        Neutral = "neutral",
        /// admitted, claimed, boasted.
        Loaded = "loaded",
        /// denied, rejected.
        Denial = "denial",
        /// asked.
        Question = "question",
        /// promised, vowed.
        Promise = "promise",
        /// thinks, believes, wants.
        Thought = "thought",
        /// declined to comment.
        Declined = "declined",
        /// Not in the lexicon.
        Other = "other",
    }
}

/// A cue, described.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Cue {
    /// Lemma of the verb, phrase or noun that reports (`say`), where the lexicon has it.
    pub lemma: Option<String>,
    /// How it colours the words.
    pub class: CueClass,
    /// Whether it says that something was not said (`has not said`, `never claimed`). False for a refusal to
    /// comment, whose class says so already.
    pub negated: bool,
    /// Where the words were uttered (`on Twitter`, `in a statement`, `the Guardian` after `told`), as written,
    /// where the cue or the words after it in the sentence say so.
    pub medium: Option<Span>,
}

impl Default for Cue {
    fn default() -> Self {
        Self { lemma: None, class: CueClass::Other, negated: false, medium: None }
    }
}

/// Describes the cue made of `spans` (its pieces, in order). No pieces, or marks alone, yield the default:
/// class [`CueClass::Other`], nothing else.
#[must_use]
pub fn describe(article: &Article, spans: &[Span], lexicons: &Lexicons) -> Cue {
    let pieces = || spans.iter().map(|span| article.tokens_in(*span));
    let Some(main) = pieces().filter_map(|piece| main_word(article, piece, lexicons)).reduce(better) else {
        let negated = pieces().any(|piece| negated(article, lexicons, &piece, piece.end));
        return Cue { negated, medium: medium(article, spans, lexicons), ..Cue::default() };
    };
    let class = class(main.hit.class());
    let negated =
        class != CueClass::Declined && pieces().any(|piece| negated(article, lexicons, &piece, main.at));
    Cue { lemma: Some(main.hit.lemma.to_owned()), class, negated, medium: medium(article, spans, lexicons) }
}

const fn class(listed: Cues) -> CueClass {
    match listed {
        Cues::Neutral => CueClass::Neutral,
        Cues::Loaded => CueClass::Loaded,
        Cues::Denial => CueClass::Denial,
        Cues::Question => CueClass::Question,
        Cues::Promise => CueClass::Promise,
        Cues::Thought => CueClass::Thought,
        Cues::Declined => CueClass::Declined,
    }
}

/// A phrase of the lexicon inside the cue.
#[derive(Clone, Copy)]
struct Main<'a> {
    hit: Hit<'a, Cues>,
    at: usize,
}

/// The first phrase wins (`seemed to suggest`), but a longer one wins over it (`declined to say`).
fn better<'a>(a: Main<'a>, b: Main<'a>) -> Main<'a> {
    if b.hit.tokens > a.hit.tokens { b } else { a }
}

fn main_word<'a>(article: &Article, piece: Range<usize>, lexicons: &'a Lexicons) -> Option<Main<'a>> {
    let end = piece.end;
    piece.filter_map(|at| lexicons.cues.longest(article, at, end).map(|hit| Main { hit, at })).reduce(better)
}

/// Whether a word of negation is in the cue or in the two words before it, up to the main word `until`.
fn negated(article: &Article, lexicons: &Lexicons, piece: &Range<usize>, until: usize) -> bool {
    let Some(first) = article.tokens.get(piece.start) else { return false };
    let sentence = &article.sentences[article.sentence_at(first.span.start)];
    let from = piece.start.saturating_sub(2).max(sentence.tokens.start);
    (from..piece.end.min(until)).any(|at| is_negation(article, lexicons, at))
}

/// Whether a token is a word of negation.
pub(in crate::facts) fn is_negation(article: &Article, lexicons: &Lexicons, at: usize) -> bool {
    let token = article.tokens[at];
    token.kind == TokenKind::Word
        && (lexicons.has(token.fold, Speech::Negation)
            || article.word(at).ends_with("n't")
            || article.word(at).ends_with("n’t"))
}

/// How many tokens after the cue may still name its medium.
const REACH: usize = 12;

/// The first medium named in the cue or soon after it in its sentence.
fn medium(article: &Article, spans: &[Span], lexicons: &Lexicons) -> Option<Span> {
    let first = article.token_at(spans.first()?.start);
    let last = article.tokens_in(*spans.last()?).end;
    let sentence = &article.sentences.get(article.sentence_at(spans.last()?.start))?.tokens;
    let end = (last + REACH).min(sentence.end);
    let mut at = first;
    while at < end {
        let word = article.tokens[at].fold;
        // The reported words are someone's own; what they mention is no medium.
        if at >= last && (word == WORDS.that || opens_quote(article.word(at))) {
            return None;
        }
        let found = if WORDS.prepositions.contains(&word) {
            after_preposition(article, at, end, lexicons)
        } else if WORDS.tell.contains(&word) {
            listener(article, at + 1, end, lexicons)
        } else {
            None
        };
        if let Some(range) = found {
            return Some(article.span_of(range.clone()));
        }
        at += 1;
    }
    None
}

struct CueWords {
    prepositions: [u64; 7],
    tell: [u64; 4],
    with: [u64; 2],
    that: u64,
}

static WORDS: LazyLock<CueWords> = LazyLock::new(|| CueWords {
    prepositions: ["on", "in", "at", "via", "by", "during", "through"].map(fold),
    tell: ["told", "tells", "tell", "telling"].map(fold),
    with: ["with", "to"].map(fold),
    that: fold("that"),
});

/// Whether an article or a possessive leads to a medium.
fn determines(word: &str) -> bool {
    let word = word.to_lowercase();
    is_determiner(&word) && word != "your"
}

fn opens_quote(word: &str) -> bool {
    matches!(word, "“" | "\"" | "«" | "„")
}

/// `on Twitter`, `in an exclusive phone interview with the Herald`: the preposition, up to four words that
/// describe, the medium, and whom the interview was with.
fn after_preposition(article: &Article, at: usize, end: usize, lexicons: &Lexicons) -> Option<Range<usize>> {
    let determined = article.tokens.get(at + 1).is_some_and(|_| determines(article.word(at + 1)));
    let limit = end.min(at + 7);
    for i in at + 1..limit {
        let token = article.tokens[i];
        if token.kind == TokenKind::Mark {
            return None;
        }
        let Some(hit) = lexicons.media.longest(article, i, limit) else { continue };
        let next = i + hit.tokens;
        // The last noun of the phrase is the medium: "a radio interview", not "a radio".
        if next < limit && lexicons.media.longest(article, next, limit).is_some() {
            continue;
        }
        let near = if hit.is(Media::Occasion) { at + 1 } else { at + 2 };
        let fits = i <= near || determined;
        if !fits {
            continue;
        }
        let with = article.tokens.get(next).is_some_and(|t| next < end && WORDS.with.contains(&t.fold));
        let whom = if with { listener(article, next + 1, end, lexicons) } else { None };
        return Some(at..whom.map_or(next, |whom| whom.end));
    }
    None
}

/// An outlet at token `at`: `the Guardian`, `ABC News`, `reporters`.
fn listener(article: &Article, at: usize, end: usize, lexicons: &Lexicons) -> Option<Range<usize>> {
    let mut i = at;
    while i < end.min(at + 7) {
        let token = article.tokens[i];
        let word = article.word(i);
        let hit = lexicons.media.longest(article, i, end).filter(|hit| !hit.is(Media::Occasion));
        let capital = word.starts_with(char::is_uppercase);
        if let Some(hit) = hit.filter(|_| capital || matches!(word, "reporters" | "journalists")) {
            let more = lexicons.media.longest(article, i + hit.tokens, end);
            if more.is_none_or(|m| m.is(Media::Occasion)) {
                return Some(at..i + hit.tokens);
            }
        }
        let goes_on = token.kind != TokenKind::Mark && (capital || (i == at && determines(word)));
        if !goes_on && hit.is_none() {
            return None;
        }
        i += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe_in(text: &str, cue: &[&str]) -> (Cue, Article) {
        let article = Article::new("t", text.to_owned(), None);
        let spans: Vec<_> = cue
            .iter()
            .map(|piece| {
                let at = text.find(piece).unwrap();
                Span::of(at..at + piece.len())
            })
            .collect();
        (describe(&article, &spans, &Lexicons::built_in()), article)
    }

    #[test]
    fn lemma_class_and_negation() {
        let cases: &[(&str, &str, Option<&str>, CueClass, bool)] = &[
            ("Ms. Vole said it rained.", "said", Some("say"), CueClass::Neutral, false),
            ("The firm has not said why.", "has not said", Some("say"), CueClass::Neutral, true),
            ("She didn’t mention it.", "mention", Some("mention"), CueClass::Neutral, true),
            ("He never claimed to own it.", "claimed", Some("claim"), CueClass::Loaded, true),
            ("He admitted it.", "admitted", Some("admit"), CueClass::Loaded, false),
            ("They denied any part in it.", "denied", Some("deny"), CueClass::Denial, false),
            ("Who knew, he asked.", "asked", Some("ask"), CueClass::Question, false),
            ("She vowed to return.", "vowed", Some("vow"), CueClass::Promise, false),
            ("He thinks not.", "thinks", Some("think"), CueClass::Thought, false),
            (
                "A spokesman declined to comment.",
                "declined to comment",
                Some("decline to comment"),
                CueClass::Declined,
                false,
            ),
            (
                "The bank did not respond to questions.",
                "did not respond to",
                Some("decline to comment"),
                CueClass::Declined,
                false,
            ),
            (
                "According to the mayor, all is well.",
                "According to",
                Some("according to"),
                CueClass::Neutral,
                false,
            ),
            ("He zorbed that it was late.", "zorbed", None, CueClass::Other, false),
        ];
        for (text, cue, lemma, class, negated) in cases {
            let (found, _) = describe_in(text, &[cue]);
            assert_eq!(
                (found.lemma.as_deref(), found.class, found.negated),
                (*lemma, *class, *negated),
                "{text}"
            );
        }
    }

    #[test]
    fn medium() {
        let cases: &[(&str, &str, Option<&str>)] = &[
            ("“No,” she wrote on Twitter.", "wrote", Some("on Twitter")),
            ("He said in a written statement that it rained.", "said", Some("in a written statement")),
            ("The clerk told the Guardian that he left.", "told", Some("the Guardian")),
            ("The clerk told Marla Vole that he left.", "told", None),
            ("The clerk told reporters he left.", "told", Some("reporters")),
            (
                "She said in a radio interview with Harbour News that it rained.",
                "said",
                Some("in a radio interview with Harbour News"),
            ),
            ("She said that a note on Twitter was wrong.", "said", None),
            ("She said “it was on television”.", "said", None),
            ("She said.", "said", None),
        ];
        for (text, cue, expected) in cases {
            let (found, article) = describe_in(text, &[cue]);
            assert_eq!(found.medium.map(|span| article.slice(span)), *expected, "{text}");
        }
    }

    #[test]
    fn no_pieces_is_no_cue() {
        assert_eq!(describe_in("Nothing here.", &[]).0, Cue::default());
        assert_eq!(describe_in("", &[]).0, Cue::default());
    }
}
