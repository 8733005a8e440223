//! What a loaded cue suggests of the words it reports, and whether it does so where it stands.

use super::attributions::Attribution;
use super::cues::CueClass;
use crate::Span;
use crate::lexicon::{Lexicons, Speech, Tones, fold_words};
use crate::named::named;
use crate::text::{Article, TokenKind};

named! {
    /// What a loaded cue suggests.
    #[non_exhaustive]
    pub enum Tone {
        /// claimed: it may not be so.
        Doubt = "doubt",
        /// admitted: there was something to hide.
        Guilt = "guilt",
        /// boasted, ranted: nobody need listen.
        Scorn = "scorn",
    }
}

/// What the cue of a statement suggests; None where its class is not loaded, or its verb only strong (blasted).
pub(crate) fn tone(a: &Attribution, lexicons: &Lexicons) -> Option<Tone> {
    let lemma = a.cue_lemma.as_deref().filter(|_| a.cue_class == CueClass::Loaded)?;
    Some(match lexicons.tones.get(fold_words(lemma.split(' ')))?.class() {
        Tones::Doubt => Tone::Doubt,
        Tones::Guilt => Tone::Guilt,
        Tones::Scorn => Tone::Scorn,
    })
}

/// How many words of the content may come before the noun that makes an idiom of the cue (`conceded an early goal`).
const BEFORE_NOUN: usize = 3;

/// Whether the cue, or it and the first words of its content, are an idiom in which the verb judges nothing: the words are in
/// the class of `idioms` that is called after the verb.
pub(crate) fn is_idiom(article: &Article, a: &Attribution, lexicons: &Lexicons) -> bool {
    let idioms = lexicons.idioms.untyped();
    let class = a.cue_lemma.as_deref().and_then(|lemma| idioms.class(lemma));
    let (Some(class), Some(content)) = (class, a.content.first()) else { return false };
    let tokens = article.tokens_in(*content);
    let ceiling = tokens.end.min(tokens.start + BEFORE_NOUN + 1);
    let clause = |&t: &usize| article.tokens[t].kind != TokenKind::Mark && article.word(t) != "that";
    let listed =
        |t: usize, end: usize| idioms.longest(article, t, end).is_some_and(|hit| hit.in_class(class));
    let in_cue =
        a.cue.iter().map(|span| article.tokens_in(*span)).any(|cue| cue.clone().any(|t| listed(t, cue.end)));
    in_cue || (tokens.start..ceiling).take_while(clause).any(|t| listed(t, tokens.end))
}

/// Whether the cue says what somebody would or should say, or used to.
pub(crate) fn is_hypothetical(article: &Article, cue: &[Span], lexicons: &Lexicons) -> bool {
    cue.iter().map(|span| article.tokens_in(*span)).any(|words| {
        let infinitive = article.tokens.get(words.start).is_some_and(|_| article.word(words.start) == "to");
        infinitive || lexicons.within(article, words, Speech::Hypothetical)
    })
}
