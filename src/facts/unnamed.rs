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
    let opening = opening(article);
    let mut found: Vec<UnnamedSource> = attributions
        .iter()
        .filter(|a| !a.source.is_empty() && informs(a) && unnamed(article, a, lexicons, opening))
        // One quoted by another is not ours to name.
        .filter(|a| a.source.iter().all(|s| quotes.around(s.start).is_none()))
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

/// Whether the source is the one who tells: whoever asks, thinks or keeps silent vouches for nothing.
fn informs(attribution: &Attribution) -> bool {
    use CueClass::{Denial, Loaded, Neutral, Promise};
    matches!(attribution.cue_class, Neutral | Loaded | Denial | Promise)
}

/// How a source that is kept unnamed is described instead of with a name.
const DESCRIPTIONS: &[&str] =
    &["familiar with", "knowledge of", "close to", "briefed on", "in the room", "on the call"];

/// How it is told that somebody does not want to be named.
const SHY: &[&str] = &[
    "condition of anonymity",
    "asked not to be named",
    "asked not to be identified",
    "declined to be named",
    "declined to be identified",
    "requested anonymity",
];

/// Nouns for people that tell nothing of them.
const PEOPLE: &[&str] =
    &["person", "people", "those", "man", "woman", "member", "members", "friend", "friends"];

/// Words that count people.
const COUNTS: &[&str] =
    &["a", "an", "one", "another", "two", "three", "four", "five", "six", "several", "second", "third"];

/// Words before `sources` that make them no people, or anybody's.
const NO_PEOPLE: &[&str] = &["media", "news", "public", "open", "online", "data", "other", "power", "energy"];

/// Whether a source is somebody kept unnamed: of that class, or no name and described or counted as such people are.
fn unnamed(article: &Article, attribution: &Attribution, lexicons: &Lexicons, opening: Option<Span>) -> bool {
    let Some(&source) = attribution.source.first().filter(|_| attribution.entity.is_none()) else {
        return false;
    };
    let phrase = Phrase::new(article, source);
    let text = |t: usize| article.word(t).to_lowercase();
    let among = |t: usize, list: &[&str]| list.contains(&&*text(t));
    let (first, head) = (phrase.tokens.start, phrase.head);
    let noun = text(head);
    let in_class =
        |noun: &str, class: &str| lexicons.sources.word(noun).is_some_and(|hit| hit.class == class);
    let informant =
        in_class(&noun, "informant") || noun.strip_suffix('s').is_some_and(|one| in_class(one, "informant"));
    let says = |span: Span, list: &[&str]| {
        let words = article.slice(span).to_lowercase();
        list.iter().any(|d| words.contains(d))
    };
    // `a clerk, who asked not to be named`, whatever the noun.
    let shy = || says(source.join(phrase.relative(article)), SHY);
    // What is taken up again (`the official`) was unnamed before; `, a clerk who` follows a name.
    let definite = among(first, &["the", "this", "that", "these"]) && phrase.head == first + 1;
    // A story may open with who somebody is, and name him in the next paragraph.
    let opens = opening.is_some_and(|o| o.contains(source))
        && matches!(&*text(first), "a" | "an")
        && !among(first + 1, &["second", "third"]);
    if definite || phrase.apposed(article) {
        return false;
    }
    match attribution.source_class {
        Some(SourceClass::Anonymous) => {
            // Somebody at all is nobody in particular.
            let no_people = head > first && among(head - 1, NO_PEOPLE);
            !(no_people || among(head, &["somebody", "someone", "speculation"]))
        }
        Some(SourceClass::Role | SourceClass::Collective) => {
            let people = informant || among(head, PEOPLE) || among(first, &["those", "people"]);
            let counted = among(first, COUNTS);
            let some_of = counted && phrase.partitive && (informant || among(head, &["those", "people"]));
            shy()
                || people && says(phrase.core(article), DESCRIPTIONS)
                || !opens && counted && informant
                || some_of
        }
        _ => false,
    }
}

/// The first paragraph of running text, after headline and summary.
fn opening(article: &Article) -> Option<Span> {
    article.paragraphs.iter().find(|p| p.role == Role::Body && p.span.len() > SUMMARY).map(|p| p.span)
}

/// The most bytes of a line that only sums the story up.
const SUMMARY: u32 = 60;

/// A source up to what only qualifies it.
struct Phrase {
    /// All its tokens.
    tokens: std::ops::Range<usize>,
    /// The token of its head noun.
    head: usize,
    /// Whether it is some of a number: `one of those present`.
    partitive: bool,
}

impl Phrase {
    fn new(article: &Article, source: Span) -> Self {
        let tokens = article.tokens_in(source);
        let partitive = tokens.len() > 2 && article.word(tokens.start + 1) == "of";
        let first = if partitive { tokens.start + 2 } else { tokens.start };
        let ends = |t: &usize| article.tokens[*t].kind != TokenKind::Word || qualifies(article.word(*t));
        let end = (first + 1..tokens.end).find(ends).unwrap_or(tokens.end);
        Self { tokens, head: end.saturating_sub(1).max(first), partitive }
    }

    /// The phrase up to its first comma.
    fn core(&self, article: &Article) -> Span {
        let end = self.tokens.clone().find(|&t| article.word(t) == ",").unwrap_or(self.tokens.end);
        article.tokens[self.tokens.start].span.join(article.tokens[end.max(self.tokens.start + 1) - 1].span)
    }

    /// The rest of the sentence where a relative clause follows; else the phrase itself.
    fn relative(&self, article: &Article) -> Span {
        let last = article.tokens[self.tokens.end - 1].span;
        let word = |t: usize| article.tokens.get(t).map(|_| article.word(t));
        let who = self.tokens.end + usize::from(word(self.tokens.end) == Some(","));
        let sentence = article.sentences.get(article.sentence_at(last.start));
        match sentence.filter(|s| word(who) == Some("who") && s.tokens.contains(&who)) {
            Some(sentence) => Span::new(last.start, sentence.span.end.max(last.end)),
            None => last,
        }
    }

    /// Whether a name stands beside it: `one official, Ann Moe,` and `Ann Moe, a clerk who`.
    fn apposed(&self, article: &Article) -> bool {
        let comma = |t: usize| article.tokens.get(t).is_some() && article.word(t) == ",";
        let capital = |t: usize| {
            article.tokens.get(t).is_some_and(|t| article.slice(t.span).starts_with(char::is_uppercase))
        };
        let before = self.tokens.start;
        let relative = matches!(article.word(self.tokens.end - 1), "who");
        [self.head + 1, self.tokens.end].into_iter().any(|t| comma(t) && capital(t + 1))
            || relative && before > 1 && comma(before - 1) && capital(before - 2)
    }
}

/// Whether a noun phrase is only qualified from this word on.
fn qualifies(word: &str) -> bool {
    matches!(
        word,
        "who"
            | "that"
            | "whose"
            | "of"
            | "by"
            | "and"
            | "as"
            | "for"
            | "to"
            | "in"
            | "on"
            | "at"
            | "with"
            | "from"
            | "inside"
            | "involved"
            | "present"
            | "working"
            | "traveling"
            | "travelling"
            | "speaking"
            | "briefed"
            | "familiar"
            | "close"
    )
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
    "named",
    "identified",
];

/// Whether the sentence at `span`, or the next in its paragraph, says why the source is not named: it speaks of
/// anonymity and of a cause, or of leave to speak.
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
    // Leave to speak is a reason by itself.
    let leave = tokens.clone().any(|t| {
        article.word(t) == "not"
            && matches!(
                article.tokens.get(t + 1).map(|_| article.word(t + 1)),
                Some("authorised" | "authorized" | "allowed" | "permitted")
            )
    });
    // `on condition of anonymity to speak freely`
    let purpose = tokens.clone().any(|t| {
        matches!(article.word(t), "anonymity" | "anonymously")
            && article.tokens.get(t + 1).is_some_and(|n| article.slice(n.span) == "to")
    });
    leave
        || purpose
        || words().any(|w| among(w, REASONS))
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

    /// The unnamed sources of a text with `{source}` and `<cue>` marked, and whether a reason is given.
    fn sources_of(marked: &str, class: SourceClass) -> Vec<(String, bool)> {
        let text = marked.replace(['{', '}'], "");
        let start = marked.find('{').unwrap();
        let end = marked.find('}').unwrap() - 1;
        let article = Article::new("t", text, None);
        let one =
            Attribution { source: vec![Span::of(start..end)], source_class: Some(class), ..attribution() };
        let found = find(&article, &Quotes::default(), &[one], &Lexicons::built_in().unwrap());
        found.iter().map(|u| (article.slice(u.spans[0]).to_owned(), u.explained)).collect()
    }

    #[test]
    fn who_could_be_named_and_is_not() {
        use SourceClass::{Anonymous, Collective, Role};
        let unnamed = [
            ("{A senior official} said it was lost.", Role, false),
            ("{A clerk}, who asked not to be named because the case is open, said so.", Role, true),
            ("{A second official}, who was not authorised to speak, said it was lost.", Role, true),
            ("{one of those present} said it was lost.", Collective, false),
            ("{Two former aides to the mayor} said it was lost.", Collective, false),
            ("In Orlen, {sources} said it was lost.", Anonymous, false),
        ];
        for (text, class, explained) in unnamed {
            let found = sources_of(text, class);
            assert!(matches!(&found[..], [one] if one.1 == explained), "{text}: {found:?}");
        }
        let others = [
            ("{The official} said it was lost.", Role),
            ("{A spokeswoman for the bank} said it was lost.", Role),
            ("{One official}, Ann Moe, said it was lost.", Role),
            ("Ann Moe, {a clerk who} said it was lost, left.", Role),
            ("{Officials} said it was lost.", Collective),
            ("{Anything close to that sum} said it was lost.", Collective),
            ("{news sources} said it was lost.", Anonymous),
            ("{Somebody} said it was lost.", Anonymous),
        ];
        for (text, class) in others {
            assert!(sources_of(text, class).is_empty(), "{text}");
        }
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
