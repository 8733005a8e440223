//! Why a source is not named, where the article says so, and which other sources that reason covers.

use crate::Span;
use crate::facts::quotes::Quotes;
use crate::lexicon::function_words::{is_demonstrative, is_function};
use crate::lexicon::{Lexicons, Sources, Sourcing};
use crate::text::{Article, Role, TokenKind, fold};
use std::ops::Range;

/// A reason as the article gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// Only that the source wished to speak freely, which anyone would say; the words that say so.
    Thin(Span),
    /// A cause, or that the source has no leave to speak.
    Given,
}

/// The reason that the words in `tokens` give, if they give one: they speak of anonymity and then of a cause or a
/// purpose, of leave to speak, or of a fear of what would follow.
pub(super) fn reason(article: &Article, lexicons: &Lexicons, tokens: Range<usize>) -> Option<Reason> {
    // Most sentences have no word that a reason hangs on.
    if !article.tokens[tokens.clone()].iter().any(|token| hinges(lexicons, token.fold)) {
        return None;
    }
    let word = |t: usize| article.tokens.get(t).map_or("", |token| article.slice(token.span));
    let among = |t: usize, list: &[&str]| list.iter().any(|w| w.eq_ignore_ascii_case(word(t)));
    let is = |t: usize, class| lexicons.at(article, t, class);
    let any = |range: Range<usize>, class| range.into_iter().any(|t| is(t, class));
    let leave = tokens.clone().any(|t| {
        among(t, &["not", "n't", "without", "lacked", "never"])
            && (t + 1..t + 4).any(|t| is(t, Sourcing::Leave))
            || is(t, Sourcing::NoLeave)
            || is_contracted(word(t)) && (t + 1..t + 4).any(|t| is(t, Sourcing::Leave))
    });
    let fears = any(tokens.clone(), Sourcing::Fear) && any(tokens.clone(), Sourcing::Harm);
    if leave || fears {
        return Some(Reason::Given);
    }
    let kept = tokens.clone().find(|&t| {
        is(t, Sourcing::Anonymity) || is(t, Sourcing::Named) && word(t.saturating_sub(1)) == "be"
    })?;
    let purpose = kept + 1 < tokens.end && word(kept + 1) == "to";
    if purpose && !any(kept + 1..tokens.end, Sourcing::Cause) {
        let near = kept + 1..(kept + 10).min(tokens.end);
        return Some(match near.clone().rev().find(|&t| is(t, Sourcing::Freely)) {
            // `to give a frank view`: an adjective goes with its noun.
            Some(last) => {
                let adjective = among(last, &["candid", "frank", "blunt"]);
                let noun = article
                    .tokens
                    .get(last + 1)
                    .is_some_and(|t| t.kind == TokenKind::Word && !is_function(t.fold));
                let end = last + usize::from(adjective && noun && last + 1 < tokens.end);
                Reason::Thin(article.span_of(kept + 1..end + 1))
            }
            None => Reason::Given,
        });
    }
    any(kept + 1..tokens.end, Sourcing::Cause).then_some(Reason::Given)
}

/// Whether a word ends in `n't`.
fn is_contracted(word: &str) -> bool {
    ["n't", "n’t"].iter().any(|end| {
        let tail = word.len().checked_sub(end.len()).and_then(|at| word.get(at..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end))
    })
}

/// Whether the folded word is one of those of which every reason has one.
fn hinges(lexicons: &Lexicons, fold: u64) -> bool {
    lexicons.sourcing.get(fold).is_some_and(|hit| {
        hit.is_any(&[
            Sourcing::Anonymity,
            Sourcing::Named,
            Sourcing::NoLeave,
            Sourcing::Leave,
            Sourcing::Fear,
        ])
    })
}

/// The reasons that an article gives, with the nouns that those they are given for go by.
pub(super) struct Reasons {
    /// Whether one is given for everybody who speaks in the article.
    blanket: bool,
    /// Those nouns, in the singular, folded.
    heads: Vec<u64>,
}

impl Reasons {
    /// Reads every sentence of running text.
    pub(super) fn find(article: &Article, quotes: &Quotes, lexicons: &Lexicons) -> Self {
        let mut reasons = Self { blanket: false, heads: Vec::new() };
        for (at, sentence) in article.sentences.iter().enumerate() {
            let body = article.paragraphs.get(sentence.paragraph).is_some_and(|p| p.role == Role::Body);
            let spoken =
                || sentence.tokens.clone().all(|t| quotes.around(article.tokens[t].span.start).is_some());
            if !body || reason(article, lexicons, sentence.tokens.clone()).is_none() || spoken() {
                continue;
            }
            let lower = article.slice(sentence.span).to_lowercase();
            reasons.blanket |= lexicons.within(article, sentence.tokens.clone(), Sourcing::Blanket);
            // `The official asked ...` and `They spoke ...` go back to the sentence before.
            let back = article.sentences.get(at.wrapping_sub(1));
            let back = back.filter(|b| b.paragraph == sentence.paragraph && refers_back(&lower));
            let tokens = back.unwrap_or(sentence).tokens.start..sentence.tokens.end;
            reasons.heads.extend(tokens.filter_map(|t| head(article.word(t), lexicons)));
        }
        reasons.heads.sort_unstable();
        reasons.heads.dedup();
        reasons
    }

    /// Whether a reason given somewhere covers a source with this head noun.
    pub(super) fn cover(&self, noun: &str, lexicons: &Lexicons) -> bool {
        self.blanket || head(noun, lexicons).is_some_and(|head| self.heads.binary_search(&head).is_ok())
    }
}

fn refers_back(sentence: &str) -> bool {
    let first = sentence.split(' ').next().unwrap_or_default();
    matches!(first, "the" | "he" | "she" | "they" | "both" | "all" | "like") || is_demonstrative(first)
}

/// The noun that a kept source goes by, in the singular and folded; all nouns that say nothing about it are one.
fn head(noun: &str, lexicons: &Lexicons) -> Option<u64> {
    let noun = noun.to_lowercase();
    let one = noun.strip_suffix('s').unwrap_or(&noun);
    let either = |class| lexicons.word_is(one, class) || lexicons.word_is(&noun, class);
    if lexicons.word_is(&noun, Sourcing::People) || either(Sources::Anonymous) {
        return Some(fold("source"));
    }
    either(Sources::Informant).then(|| fold(one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_as_a_reason() {
        use Reason::Given;
        let cases = [
            ("A clerk spoke on condition of anonymity because the talks are private.", Some(Given)),
            ("A clerk, who was not authorised to speak, said so.", Some(Given)),
            ("The two aides weren’t cleared to talk about it.", Some(Given)),
            ("She would not be named for fear of trouble with the port.", Some(Given)),
            ("The crew, fearing reprisals, did not give their names.", Some(Given)),
            ("He asked for anonymity to discuss a private meeting.", Some(Given)),
            ("She spoke on condition of anonymity.", None),
            ("He was named for his uncle.", None),
            ("The files are confidential.", None),
        ];
        for (text, expected) in cases {
            let article = Article::new("t", text.to_owned(), None);
            assert_eq!(reason(&article, Lexicons::ours(), 0..article.tokens.len()), expected, "{text}");
        }
    }

    #[test]
    fn a_wish_to_speak_freely_is_a_thin_reason() {
        let cases = [
            ("He asked for anonymity to speak freely about the mayor.", "to speak freely"),
            ("She spoke on condition of anonymity to be frank about the talks.", "to be frank"),
            ("Both asked not to be named to offer frank views of the mayor.", "to offer frank views"),
            ("He asked for anonymity to give a candid assessment.", "to give a candid assessment"),
        ];
        for (text, expected) in cases {
            let article = Article::new("t", text.to_owned(), None);
            let Some(Reason::Thin(words)) = reason(&article, Lexicons::ours(), 0..article.tokens.len())
            else {
                panic!("{text}")
            };
            assert_eq!(article.slice(words), expected);
        }
    }

    #[test]
    fn a_reason_goes_for_those_of_the_same_noun() {
        let lexicons = Lexicons::built_in();
        let cases = [
            ("Two officials spoke on condition of anonymity because the talks are private.", true, false),
            (
                "People close to him said so. They spoke anonymously because they feared reprisals.",
                false,
                true,
            ),
            ("One aide, like others interviewed, asked not to be named because of the talks.", true, true),
            ("Two officials said so.", false, false),
        ];
        for (text, official, person) in cases {
            let article = Article::new("t", text.to_owned(), None);
            let reasons = Reasons::find(&article, &Quotes::default(), &lexicons);
            let covered = (reasons.cover("official", &lexicons), reasons.cover("person", &lexicons));
            assert_eq!(covered, (official, person), "{text}");
        }
    }
}
