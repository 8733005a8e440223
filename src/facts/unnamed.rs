//! Sources kept unnamed: somebody without a name, or nobody at all ("it is feared").

use super::attributions::{Attribution, CueClass, SourceClass};
use super::quotes::Quotes;
use crate::Span;
use crate::lexicon::Lexicons;
use crate::text::{Article, Role, TokenKind};

/// A place where the article leans on a source that it does not name.
#[derive(Clone, Debug, PartialEq)]
pub struct UnnamedSource {
    /// The source as written (`a person familiar with the matter`), or the phrase that stands in for one
    /// (`it is feared`).
    pub spans: Vec<Span>,
    /// Whether it is a phrase that names nobody rather than somebody kept unnamed.
    pub phrase: bool,
    /// Whether the sentence, or the next, says why the source is not named.
    pub explained: bool,
    /// How sure the program is that it is one, 0..1.
    pub confidence: f32,
}

/// Finds the unnamed sources of an article, in order of place.
#[must_use]
pub fn find(
    article: &Article,
    quotes: &Quotes,
    attributions: &[Attribution],
    lexicons: &Lexicons,
) -> Vec<UnnamedSource> {
    let mut found: Vec<UnnamedSource> = attributions
        .iter()
        .filter(|a| !a.source.is_empty() && unnamed(article, a))
        // Whoever asks a question vouches for nothing.
        .filter(|a| a.cue_class != CueClass::Question)
        .map(|a| UnnamedSource {
            explained: a.source.first().is_some_and(|s| explained(article, *s)),
            spans: a.source.clone(),
            phrase: false,
            confidence: a.confidence,
        })
        .collect();
    found.extend(phrases(article, quotes, attributions, lexicons));
    found.sort_by_key(|u| u.spans.first().map(|s| (s.start, s.end)));
    // A phrase that is a source too stands once.
    found.dedup_by(|b, a| a.spans.iter().any(|x| b.spans.iter().any(|y| x.overlaps(*y))));
    found
}

/// What a source that is kept unnamed is described by instead of a name.
const DESCRIPTIONS: &[&str] = &[
    "familiar with",
    "knowledge of",
    "close to",
    "briefed on",
    "on condition of anonymity",
    "on the condition of anonymity",
    "asked not to be named",
    "asked not to be identified",
    "declined to be named",
    "declined to be identified",
    "requested anonymity",
];

/// Whether a source is somebody kept unnamed: of that class, or no name and described as such people are.
fn unnamed(article: &Article, attribution: &Attribution) -> bool {
    match attribution.source_class {
        Some(SourceClass::Anonymous) => true,
        Some(SourceClass::Role | SourceClass::Collective) => attribution.source.iter().any(|s| {
            let words = article.slice(*s).to_lowercase();
            DESCRIPTIONS.iter().any(|d| words.contains(d))
        }),
        _ => false,
    }
}

/// The phrases of the lexicon that begin with "it", outside quotation marks and outside what somebody named says.
fn phrases(
    article: &Article,
    quotes: &Quotes,
    attributions: &[Attribution],
    lexicons: &Lexicons,
) -> Vec<UnnamedSource> {
    let mut said: Vec<Span> = attributions
        .iter()
        .filter(|a| !a.source.is_empty())
        .flat_map(|a| a.content.iter().copied())
        .collect();
    said.sort_unstable();
    let within_said = |at: u32| {
        let upto = said.partition_point(|s| s.start <= at);
        said[..upto].iter().rev().take(8).any(|s| s.end > at)
    };
    let mut found = Vec::new();
    for paragraph in article.paragraphs.iter().filter(|p| p.role == Role::Body) {
        let mut at = paragraph.tokens.start;
        while at < paragraph.tokens.end {
            let hit = lexicons.hedges.longest(article, at, paragraph.tokens.end);
            let Some(hit) = hit.filter(|h| h.class == "hedge" && h.lemma.starts_with("it ")) else {
                at += 1;
                continue;
            };
            let span = article.tokens[at].span.join(article.tokens[at + hit.tokens - 1].span);
            if quotes.around(span.start).is_none() && !within_said(span.start) {
                let explained = explained(article, span);
                found.push(UnnamedSource { spans: vec![span], phrase: true, explained, confidence: 1.0 });
            }
            at += hit.tokens;
        }
    }
    found
}

/// Words that a reason for not naming somebody is given with.
const REASONS: &[&str] = &[
    "anonymity",
    "anonymously",
    "authorized",
    "authorised",
    "unauthorized",
    "unauthorised",
    "retaliation",
    "reprisal",
    "reprisals",
    "retribution",
    "confidential",
];

/// Whether the sentence at `span`, or the next in its paragraph, says why the source is not named: it speaks of
/// anonymity or leave, and of a cause.
fn explained(article: &Article, span: Span) -> bool {
    let at = article.sentence_at(span.start);
    let Some(sentence) = article.sentences.get(at) else { return false };
    let next = article.sentences.get(at + 1).filter(|s| s.paragraph == sentence.paragraph);
    let tokens = sentence.tokens.start..next.unwrap_or(sentence).tokens.end;
    let words = || {
        article.tokens[tokens.clone()]
            .iter()
            .filter(|t| t.kind == TokenKind::Word)
            .map(|t| article.slice(t.span))
    };
    let among = |word: &str, list: &[&str]| list.iter().any(|w| w.eq_ignore_ascii_case(word));
    words().any(|w| among(w, REASONS))
        && words()
            .any(|w| among(w, &["because", "since", "as", "for", "fear", "fearing", "feared", "citing"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases_of(text: &str) -> Vec<(String, bool)> {
        let article = Article::new("t", text.to_owned(), None);
        let quotes = super::super::quotes::find(&article);
        let lexicons = Lexicons::built_in().unwrap();
        let found = find(&article, &quotes, &[], &lexicons);
        found.iter().map(|u| (article.slice(u.spans[0]).to_owned(), u.explained)).collect()
    }

    #[test]
    fn phrases_that_name_nobody() {
        let cases: &[(&str, &[&str])] = &[
            (
                "The dam broke at noon, and it is feared that forty people drowned below it.",
                &["it is feared"],
            ),
            (
                "It was believed that the crew had left the ship before it sank off the coast.",
                &["It was believed"],
            ),
            ("“It is feared that he left,” the mayor said of the man who ran the ferry.", &[]),
            ("She fears it, as is known to all who were in the room that day in May.", &[]),
        ];
        for (text, expected) in cases {
            let found = phrases_of(text);
            assert_eq!(&found.iter().map(|f| &*f.0).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn somebody_kept_unnamed_with_or_without_a_reason() {
        let text = "A clerk, who was not authorized to speak because the case is open, said it was lost. \
                    A second clerk said it was found.\nNobody else spoke.";
        let article = Article::new("t", text.to_owned(), None);
        let source = |words: &str| {
            let at = text.find(words).unwrap();
            Attribution {
                source: vec![Span::of(at..at + words.len())],
                source_class: Some(SourceClass::Anonymous),
                ..attribution()
            }
        };
        let all = [source("A second clerk"), source("A clerk")];
        let found = find(&article, &Quotes::default(), &all, &Lexicons::default());
        let found: Vec<_> = found.iter().map(|u| (article.slice(u.spans[0]), u.explained)).collect();
        assert_eq!(found, [("A clerk", true), ("A second clerk", false)]);
    }

    fn attribution() -> Attribution {
        Attribution {
            kind: super::super::AttributionKind::Indirect,
            content: Vec::new(),
            cue: Vec::new(),
            source: Vec::new(),
            source_class: None,
            entity: None,
            others: Vec::new(),
            reading: None,
            cue_class: super::super::CueClass::Neutral,
            cue_lemma: None,
            negated: false,
            medium: None,
            confidence: 1.0,
            speaker_confidence: 1.0,
        }
    }
}
