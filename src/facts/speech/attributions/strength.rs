//! How strongly a statement is one: whether its source said it, or only wanted, showed or did something.

use super::{AttributionKind, SourceClass};
use crate::facts::speech::cues::{Cue, CueClass};
use crate::facts::speech::linker::Statement;
use crate::lexicon::{Lexicons, Speech, fold_words, function_words::is_auxiliary};
use crate::named::named;
use crate::text::{Article, TokenKind};
use std::ops::Range;

named! {
    /// What the source did with the words.
    #[non_exhaustive]
    pub enum Strength {
        /// Said aloud, or in a way that the cue leaves open.
        Said = "said",
        /// Written: wrote, tweeted; the words of a document.
        Written = "written",
        /// Thought or felt.
        Thought = "thought",
        /// Wanted or planned.
        Wanted = "wanted",
        /// Shown or found by a document: the study suggests.
        Shown = "shown",
        /// Done: the firm released a song. Nobody said anything.
        Done = "done",
    }
}

/// How strongly a statement is one, `kind` and `class` being known.
pub(super) fn of(
    article: &Article,
    lexicons: &Lexicons,
    statement: &Statement,
    kind: AttributionKind,
    class: Option<SourceClass>,
    cue: &Cue,
) -> Strength {
    let doubtful = kind == AttributionKind::Indirect && statement.confidence < SURE;
    if doubtful && is_deed(article, lexicons, statement, cue) {
        return Strength::Done;
    }
    let lemma = cue.lemma.as_deref().map(|lemma| fold_words(lemma.trim_end_matches(" (noun)").split(' ')));
    let is = |listed| lemma.is_some_and(|lemma| lexicons.has(lemma, listed));
    match cue.class {
        CueClass::Thought if is(Speech::Wants) => Strength::Wanted,
        CueClass::Thought => Strength::Thought,
        _ if class == Some(SourceClass::Document) && is(Speech::Shows) => Strength::Shown,
        _ if class == Some(SourceClass::Document) || is(Speech::Writes) => Strength::Written,
        _ => Strength::Said,
    }
}

/// A statement as sure as this is no deed, whatever its verb. Of what reads like a deed and is less sure, a reader who saw
/// the sentences alone called seven in ten deeds; of what is surer, half (British and American news, 120 cases).
const SURE: f32 = 0.6;

/// Whether a statement without quotation marks reads like a deed: its verb is one that no list of cues has, or one that is
/// done to things as well as to words (`released`), and what follows is a thing and no clause.
fn is_deed(article: &Article, lexicons: &Lexicons, statement: &Statement, cue: &Cue) -> bool {
    let (Some(verb), Some(content)) = (statement.cue.last(), statement.content.first()) else { return false };
    let verb = article.tokens_in(*verb);
    let Some(last) = verb.clone().rev().find(|&at| article.tokens[at].kind == TokenKind::Word) else {
        return false;
    };
    // `issued a statement` ends in a noun of saying, which says enough.
    let handles = || {
        let hit = lexicons.cues.get(article.tokens[last].fold);
        cue.lemma.as_deref().is_some_and(|lemma| hit.is_some_and(|hit| hit.lemma == lemma))
            && lexicons.at(article, last, Speech::Handles)
    };
    let unlisted = cue.class == CueClass::Other && !lexicons.within(article, verb, Speech::Attitude);
    (unlisted || handles()) && is_thing(article, lexicons, article.tokens_in(*content))
}

/// Whether words are a noun phrase or an infinitive: they do not open as a clause does, and have neither an auxiliary verb
/// nor something said (`a denial`) before the first comma or relative pronoun.
fn is_thing(article: &Article, lexicons: &Lexicons, words: Range<usize>) -> bool {
    let opens = |at: usize| lexicons.at(article, at, Speech::OpensClause);
    let first = words.clone().find(|&at| article.tokens[at].kind == TokenKind::Word);
    first.is_some_and(|first| {
        let same = |at: &usize| article.word(*at) != "," && !opens(*at);
        !opens(first)
            && (first..words.end).take_while(same).all(|at| {
                !lexicons.at(article, at, Speech::Utterance)
                    && !lexicons.at(article, at, Speech::Opposed)
                    && !is_auxiliary(&article.word(at).to_lowercase())
            })
    })
}
