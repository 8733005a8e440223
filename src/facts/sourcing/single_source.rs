//! What an article as a whole rests on, where one source alone speaks in it.

use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::speech::attributions::{Attribution, SourceClass};
use crate::facts::speech::speaker_labels;
use crate::facts::wording::stems::stem;
use crate::facts::wording::summaries::Narration;
use crate::lexicon::{
    Lexicons, Sourcing,
    function_words::{is_preposition, is_relative},
};
use crate::text::{Article, Role, TokenKind};

/// The one source of an article that has no other.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct SingleSource {
    /// The source, in the first statement that gives it by more than a pronoun.
    pub source: Span,
    /// How many statements it makes.
    pub statements: u32,
    /// The words of running text.
    pub words: u32,
    /// How often the writer speaks of himself or to the reader (`I`, `your`).
    pub persons: u32,
    /// How many paragraphs begin with a speaker's label or end with a question mark, as those of an interview do.
    pub turns: u32,
    /// How many scores are in it (`3-1`).
    pub scores: u32,
    /// Whether it reports one occasion, such as a speech, an interview or a column of the source's own.
    pub occasion: bool,
    /// Whether its opening reports a death.
    pub death: bool,
}

/// How sure a statement must be to count as another voice.
const SURE: f32 = 0.5;

/// Finds the one source of an article; None where there are more, or none. Linear in the article's length.
#[must_use]
pub(in crate::facts) fn find(
    article: &Article,
    quotes: &Quotes,
    attributions: &[Attribution],
    narration: &[Narration],
    lexicons: &Lexicons,
) -> Option<SingleSource> {
    let counts = |a: &Attribution| {
        a.source.first().is_some_and(|s| {
            narration[article.paragraph_at(s.start)] == Narration::Full && quotes.around(s.start).is_none()
        }) && a.cue_class.informs()
    };
    // What someone is said to say in another's words is the other's to answer for.
    let mut contents: Vec<Span> = attributions.iter().flat_map(|a| a.content.iter().copied()).collect();
    contents.sort_unstable();
    let within = |a: &Attribution| {
        a.source.first().is_some_and(|s| {
            let upto = contents.partition_point(|c| c.start <= s.start);
            contents[..upto].iter().rev().take(4).any(|c| c.contains(*s) && !a.content.contains(c))
        })
    };
    let mut one = None;
    let (mut statements, mut source, mut occasion) = (0, None, false);
    let opening = opening(article, narration);
    for attribution in attributions.iter().filter(|a| counts(a) && !within(a)) {
        let key = key(article, attribution);
        match (one, key) {
            (Some(one), Some(other)) if one != other && attribution.confidence < SURE => continue,
            (Some(one), Some(other)) if one != other => return None,
            (None, Some(key)) => one = Some(key),
            _ => {}
        }
        if !attribution.others.is_empty() {
            return None;
        }
        statements += 1;
        // Where it was said, if the opening says so, holds for all.
        occasion |= attribution.medium.is_some_and(|m| opening.contains(m));
        let named = attribution.source_class != Some(SourceClass::Pronoun);
        source = source.or(attribution.source.first().copied().filter(|_| named));
    }
    let mut single = SingleSource {
        source: source?,
        statements,
        words: 0,
        persons: 0,
        turns: 0,
        scores: 0,
        occasion: occasion || has_word(article, quotes, lexicons, opening, Sourcing::Occasion),
        death: has_word(article, quotes, lexicons, opening, Sourcing::Death),
    };
    single.read(article, quotes);
    Some(single)
}

impl SingleSource {
    /// Counts what distinguishes a report from an interview, an opinion piece or a match report.
    fn read(&mut self, article: &Article, quotes: &Quotes) {
        for paragraph in article.paragraphs.iter().filter(|p| p.role == Role::Body) {
            let labelled = speaker_labels::label(article, &paragraph.tokens).is_some_and(|turn| turn.sure);
            self.turns += u32::from(labelled || article.slice(paragraph.span).ends_with('?'));
            for token in &article.tokens[paragraph.tokens.clone()] {
                let word = article.slice(token.span);
                self.words += u32::from(token.kind == TokenKind::Word);
                self.scores += u32::from(is_score(word));
                let writer = is_writer(word) && quotes.around(token.span.start).is_none();
                self.persons += u32::from(writer);
            }
        }
    }
}

/// What identifies a source: the speaker, or the noun of a source without a name; None for a pronoun that
/// nobody is known for.
fn key(article: &Article, attribution: &Attribution) -> Option<u64> {
    if let Some(entity) = attribution.entity {
        return u64::try_from(entity.index()).ok();
    }
    let source = *attribution.source.first()?;
    if attribution.source_class == Some(SourceClass::Pronoun) {
        return None;
    }
    let ends = |word: &str| word == "," || is_preposition(word) || is_relative(word);
    let words = article.tokens_in(source).map(|at| article.word(at)).take_while(|word| !ends(word));
    words.last().map(stem)
}

/// The paragraphs that open an article.
const OPENING: usize = 3;

/// From the first to the last of the paragraphs that open an article.
fn opening(article: &Article, narration: &[Narration]) -> Span {
    let story = article.paragraphs.iter().zip(narration).filter(|(_, how)| **how == Narration::Full);
    story.take(OPENING).map(|(p, _)| p.span).reduce(Span::join).unwrap_or_default()
}

/// Whether one of `words` is in a stretch of the article, outside quotation marks.
fn has_word(article: &Article, quotes: &Quotes, lexicons: &Lexicons, stretch: Span, class: Sourcing) -> bool {
    let outside = |at: usize| quotes.around(article.tokens[at].span.start).is_none();
    article.tokens_in(stretch).any(|at| lexicons.at(article, at, class) && outside(at))
}

/// Whether a word is a score (`3-1`).
fn is_score(word: &str) -> bool {
    let digits = |s: &str| (1..=3).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
    word.split_once(['-', '–']).is_some_and(|(a, b)| digits(a) && digits(b))
}

/// Whether a word is the writer speaking of himself, or to the reader.
fn is_writer(word: &str) -> bool {
    let word = word.split(['\'', '’']).next().unwrap_or_default();
    let lower = word.to_lowercase();
    word == "I" || matches!(&*lower, "me" | "my" | "we" | "us" | "our" | "you" | "your") && word != "US"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_a_report_from_other_pieces() {
        assert!(is_score("3-1") && is_score("21–14") && !is_score("2015-16") && !is_score("19-year-old"));
        assert!(is_writer("I’ve") && is_writer("your") && !is_writer("Ina"));
    }
}
