//! People who would not comment, and whether the article says who they are and what they were asked.

use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::wording::stems::stem;
use crate::lexicon::function_words::is_function;
use crate::lexicon::{CommonWords, Cues, Lexicons, Sources, Sourcing};
use crate::text::{Article, Role, TokenKind, fold};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Someone named who would not comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoComment {
    /// From the first name of the one who is silent to the end of the phrase.
    pub span: Span,
    /// The phrase (`declined to comment`).
    pub phrase: Span,
    /// Whether any word that says who that is occurs elsewhere in the article.
    pub known: bool,
    /// Whether the sentence or the one before mentions a question, or the sentence says what it was about.
    pub asked: bool,
}

/// Finds the silences in running text whose subject is a name, in order. Linear in the article's length.
#[must_use]
pub fn find(article: &Article, quotes: &Quotes, lexicons: &Lexicons) -> Vec<NoComment> {
    let mut found = Vec::new();
    // The first and the last sentence of each word; gathered when there is a silence at all.
    let mut places: Option<FxHashMap<u64, (usize, usize)>> = None;
    for (number, sentence) in article.sentences.iter().enumerate() {
        if article.paragraphs.get(sentence.paragraph).is_none_or(|p| p.role != Role::Body) {
            continue;
        }
        let Some(phrase) = phrase(article, quotes, lexicons, sentence.tokens.clone()) else { continue };
        let subject = subject(article, phrase.start, sentence.tokens.start);
        let telling: Vec<usize> = subject.filter(|&at| tells(article, lexicons, at)).collect();
        let name = telling.iter().find(|&&at| article.word(at).starts_with(char::is_uppercase));
        let Some(&first) = name else { continue };
        let places = places.get_or_insert_with(|| by_sentence(article));
        let elsewhere = |at: &usize| {
            let places = places.get(&stem(article.word(*at)));
            places.is_some_and(|&(first, last)| first != number || last != number)
        };
        found.push(NoComment {
            span: article.span_of(first..phrase.end),
            phrase: article.span_of(phrase.clone()),
            known: telling.iter().any(elsewhere),
            asked: asked(article, lexicons, number)
                || tells_of_what(article, lexicons, phrase.end..sentence.tokens.end),
        });
    }
    found
}

static COMMENT: LazyLock<u64> = LazyLock::new(|| fold("comment"));

/// The tokens of the first phrase of a sentence, outside quotation marks, that says that someone would not comment.
fn phrase(
    article: &Article,
    quotes: &Quotes,
    lexicons: &Lexicons,
    tokens: Range<usize>,
) -> Option<Range<usize>> {
    // Few sentences have the word at all.
    let comment = *COMMENT;
    if !article.tokens[tokens.clone()].iter().any(|token| token.fold == comment) {
        return None;
    }
    tokens.clone().find_map(|at| {
        let hit = lexicons.cues.longest(article, at, tokens.end).filter(|hit| hit.is(Cues::Declined))?;
        let range = at..at + hit.tokens;
        let comment = range.clone().any(|at| article.word(at) == "comment");
        (comment && quotes.around(article.tokens[at].span.start).is_none()).then_some(range)
    })
}

/// The tokens of the clause before a phrase: from the last word that opens another one.
fn subject(article: &Article, phrase: usize, floor: usize) -> Range<usize> {
    let opens =
        |word: &str| matches!(word, "but" | "while" | "though" | "although" | ";" | ":" | "said" | "—" | "”");
    let start = (floor..phrase).rev().find(|&at| opens(article.word(at))).map_or(floor, |at| at + 1);
    start..phrase
}

/// Whether a token says who someone is: a name, or a noun that is no mere role.
fn tells(article: &Article, lexicons: &Lexicons, at: usize) -> bool {
    let token = article.tokens[at];
    token.kind == TokenKind::Word
        && article.slice(token.span).len() > 1
        && lexicons.common_words.get(token.fold).is_none()
        && lexicons.titles.get(token.fold).is_none()
        && !lexicons.has(token.fold, Sources::Informant)
        && lexicons.cues.get(token.fold).is_none()
        && !is_function(token.fold)
}

/// The first and the last sentence of each word, by [`stem`].
fn by_sentence(article: &Article) -> FxHashMap<u64, (usize, usize)> {
    let mut places: FxHashMap<u64, (usize, usize)> = FxHashMap::default();
    for (number, sentence) in article.sentences.iter().enumerate() {
        for at in sentence.tokens.clone() {
            places.entry(stem(article.word(at))).or_insert((number, number)).1 = number;
        }
    }
    places
}

/// Whether a sentence or the one before it in the paragraph says that someone was asked.
fn asked(article: &Article, lexicons: &Lexicons, sentence: usize) -> bool {
    let own = &article.sentences[sentence];
    let near = article.sentences[sentence.saturating_sub(1)..=sentence].iter();
    near.filter(|s| s.paragraph == own.paragraph)
        .flat_map(|s| s.tokens.clone())
        .any(|at| lexicons.at(article, at, Sourcing::Asked))
}

/// Whether the words after a phrase say on what or why someone would not comment.
fn tells_of_what(article: &Article, lexicons: &Lexicons, after: Range<usize>) -> bool {
    after.clone().any(|at| {
        let day = || {
            let next = article.tokens.get(at + 1);
            next.is_some_and(|t| lexicons.has(t.fold, CommonWords::Calendar) || t.kind == TokenKind::Number)
        };
        if article.word(at) == "on" { !day() } else { lexicons.at(article, at, Sourcing::OfWhat) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;

    #[test]
    fn whether_they_are_known_and_were_asked() {
        let cases = [
            ("The mill is shut. Ada Brandt declined to comment.", Some((false, false))),
            ("Ada Brandt left. Brandt declined to comment.", Some((true, false))),
            (
                "The mill is shut. Its owner, Ada Brandt of Hale's mill, declined to comment.",
                Some((true, false)),
            ),
            ("The mill is shut. Ada Brandt declined to comment on the sale.", Some((false, true))),
            ("The mill is shut. Ada Brandt declined to comment on Monday.", Some((false, false))),
            ("The mill is shut. Reached at home, Ada Brandt declined to comment.", Some((false, true))),
            ("The mill is shut. The owner declined to comment.", None),
            ("The mill is shut. “Ada Brandt declined to comment,” he said.", None),
        ];
        let lexicons = Lexicons::built_in();
        for (text, expected) in cases {
            let article = Article::new("t", text.to_owned(), None);
            let found = find(&article, &quotes::find(&article, Lexicons::ours()), &lexicons);
            assert_eq!(found.first().map(|s| (s.known, s.asked)), expected, "{text}");
        }
    }
}
