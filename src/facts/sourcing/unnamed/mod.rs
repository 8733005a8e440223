//! Sources kept unnamed: someone without a name, or nobody at all ("it is feared").
//!
//! | file | yields |
//! | --- | --- |
//! | `phrase.rs` | a source as a noun phrase |
//! | `reasons.rs` | why a source is not named, and which others that reason covers |
//! | `acts.rs` | attributions that report an act, and give no information |
//! | `named.rs` | whether the very next words name who it is |

mod acts;
mod named;
mod phrase;
mod reasons;

use crate::Span;
use crate::facts::people::entities::{Entities, EntityId, EntityKind};
use crate::facts::quotes::Quotes;
use crate::facts::speech::attributions::{Attribution, SourceClass};
use crate::lexicon::{Hedges, Hit, Lexicons, Sources, Sourcing};
use crate::text::{Article, Role};
use phrase::Phrase;
use reasons::{Reason, Reasons};

/// A place where the article relies on a source that it does not name.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct UnnamedSource {
    /// The source as written (`a person familiar with the matter`), or the phrase that stands in for one
    /// (`it is feared`).
    pub spans: Vec<Span>,
    /// Whether it is a phrase that names nobody rather than someone kept unnamed.
    pub phrase: bool,
    /// Whether the sentence, or the next, says why the source is not named.
    pub explained: bool,
    /// Where the reason is only that the source wished to speak freely, the words that say so.
    pub thin: Option<Span>,
    /// Whether a reason given elsewhere in the article covers this source too.
    pub covered: bool,
    /// Whether it is one of the sources found before it, mentioned again without a word that distinguishes it.
    pub again: bool,
    /// Whether it is several people of a body that is named (`two police officials`).
    pub office: bool,
    /// How sure the program is that it is one, 0..1.
    pub confidence: f32,
}

/// How sure a source is that the article says does not want to be named, however well the words were read that it said.
const SAID: f32 = 0.95;

/// Finds the unnamed sources of an article, in order of place.
#[must_use]
pub fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    attributions: &[Attribution],
    lexicons: &Lexicons,
) -> Vec<UnnamedSource> {
    let opening = opening(article);
    let reasons = Reasons::find(article, quotes, lexicons);
    let known = attributions.iter().filter(|a| a.entity.is_some());
    let mut speakers: Vec<Span> = known.flat_map(|a| a.source.iter().copied()).collect();
    speakers.sort_unstable();
    // `announced plans to sue, claiming that ...`: what goes with the act is part of it.
    let mut acting: Vec<Span> = attributions
        .iter()
        .filter(|a| !a.is_statement() || acts::act(article, a, entities, lexicons))
        .flat_map(|a| a.source.iter().copied())
        .collect();
    acting.sort_unstable();
    let mut found: Vec<UnnamedSource> = attributions
        .iter()
        .filter(|a| a.cue_class.informs() && unnamed(article, a, lexicons, opening))
        // One quoted by another is not ours to name.
        .filter(|a| a.source.iter().all(|s| quotes.around(s.start).is_none()))
        .filter(|a| !a.source.iter().any(|s| acting.binary_search(s).is_ok()))
        .filter(|a| !named::next(article, entities, lexicons, &speakers, a))
        .filter_map(|a| {
            let phrase = Phrase::new(article, lexicons, *a.source.first()?);
            let reason = explanation(article, lexicons, *a.source.first()?);
            Some(UnnamedSource {
                explained: reason.is_some(),
                thin: if let Some(Reason::Thin(words)) = reason { Some(words) } else { None },
                covered: reason.is_none() && reasons.cover(article.word(phrase.head), lexicons),
                again: false,
                office: office(article, &phrase, entities, lexicons),
                spans: a.source.clone(),
                phrase: false,
                confidence: if shy(article, lexicons, &phrase, &a.source) { SAID } else { a.confidence },
            })
        })
        .collect();
    found.extend(phrases(article, quotes, attributions, lexicons));
    found.sort_by_key(|u| u.spans.first().map(|s| (s.start, s.end)));
    // A phrase that is a source too occurs once.
    found.dedup_by(|b, a| a.spans.iter().any(|x| b.spans.iter().any(|y| x.overlaps(*y))));
    mark_again(article, lexicons, &mut found);
    found
}

/// Marks the bare sources (`sources`, `a source`, `another source`) after the first one of that noun, however that
/// one is described.
fn mark_again(article: &Article, lexicons: &Lexicons, found: &mut [UnnamedSource]) {
    let mut seen = false;
    for source in found.iter_mut().filter(|u| !u.phrase) {
        let Some(&span) = source.spans.first() else { continue };
        let phrase = Phrase::new(article, lexicons, span);
        if !matches!(&*article.word(phrase.head).to_lowercase(), "source" | "sources") {
            continue;
        }
        let bare = phrase.tokens.clone().all(|t| {
            let is = |class| lexicons.at(article, t, class);
            t == phrase.head || is(Sourcing::Count) || is(Sourcing::Vague)
        });
        source.again = seen && bare;
        seen = true;
    }
}

/// Whether a phrase is several officials of a body that it names, by name or by its kind.
fn office(article: &Article, phrase: &Phrase, entities: &Entities, lexicons: &Lexicons) -> bool {
    let noun = article.word(phrase.head).to_lowercase();
    let several = noun.strip_suffix('s').is_some_and(|one| lexicons.word_is(one, Sources::Informant));
    let Some(before) = phrase.head.checked_sub(1).filter(|&t| t > phrase.tokens.start) else { return false };
    let person = |entity: EntityId| entities.get(entity).is_some_and(|e| e.kind == EntityKind::Person);
    let name = article.tokens[before].capital
        && !entities.mentions_in(article.tokens[before].span).any(|m| person(m.entity));
    let kind = lexicons.word_is(article.word(before), Sources::Collective);
    let body = name || kind;
    several && body && !described(article, lexicons, phrase.core(article))
}

/// Whether a phrase says what the source knows, or whom it is close to.
fn described(article: &Article, lexicons: &Lexicons, span: Span) -> bool {
    lexicons.within(article, article.tokens_in(span), Sourcing::Described)
}

/// Whether the words of a source say that it does not want to be named: `a clerk, who asked not to be named`, whatever the noun.
fn shy(article: &Article, lexicons: &Lexicons, phrase: &Phrase, source: &[Span]) -> bool {
    source.first().is_some_and(|first| {
        lexicons.within(article, article.tokens_in(first.join(phrase.relative(article))), Sourcing::Shy)
    })
}

/// Whether a source is someone kept unnamed: of that class, or no name and described or counted as such people are.
fn unnamed(article: &Article, attribution: &Attribution, lexicons: &Lexicons, opening: Option<Span>) -> bool {
    let Some(&source) = attribution.source.first().filter(|_| attribution.entity.is_none()) else {
        return false;
    };
    let phrase = Phrase::new(article, lexicons, source);
    let text = |t: usize| article.tokens.get(t).map_or("", |token| article.slice(token.span)).to_lowercase();
    let among = |t: usize, list: &[&str]| list.contains(&&*text(t));
    let (first, head) = (phrase.tokens.start, phrase.head);
    let noun = text(head);
    let speaks = |noun: &str| lexicons.word_is(noun, Sources::Informant);
    let informant = speaks(&noun) || noun.strip_suffix('s').is_some_and(speaks);
    // What is taken up again (`the official`) was unnamed before; `, a clerk who` follows a name.
    let definite = among(first, &["the", "this", "that", "these"]) && phrase.head == first + 1;
    // A story may open with who someone is, and name him in the next paragraph.
    let opens = opening.is_some_and(|o| o.contains(source))
        && matches!(&*text(first), "a" | "an")
        && !among(first + 1, &["second", "third"]);
    if definite || phrase.apposed(article) {
        return false;
    }
    match attribution.source_class {
        Some(SourceClass::Anonymous) => {
            // Someone at all is nobody in particular.
            let no_people = head > first && lexicons.at(article, head - 1, Sourcing::NoPeople);
            !(no_people || among(head, &["somebody", "someone", "speculation"]))
        }
        Some(SourceClass::Role | SourceClass::Collective) => {
            let people = informant
                || lexicons.at(article, head, Sourcing::People)
                || among(first, &["those", "people"]);
            let counted = lexicons.at(article, first, Sourcing::Count);
            let some_of = counted && phrase.partitive && (informant || among(head, &["those", "people"]));
            shy(article, lexicons, &phrase, &attribution.source)
                || people && described(article, lexicons, phrase.core(article))
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

/// The phrases of the lexicon that begin with "it", outside quotation marks and outside what someone named says.
fn phrases(
    article: &Article,
    quotes: &Quotes,
    attributions: &[Attribution],
    lexicons: &Lexicons,
) -> Vec<UnnamedSource> {
    let mut said: Vec<Span> = attributions
        .iter()
        .filter(|a| !a.source.is_empty() && a.is_statement())
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
            if !article.word(at).eq_ignore_ascii_case("it") {
                at += 1;
                continue;
            }
            let hit = lexicons.hedges.longest(article, at, paragraph.tokens.end);
            // What "is said" is lore or a view of its time as often as news.
            let fits = |h: &Hit<'_, Hedges>| {
                h.is(Hedges::Hedge) && h.lemma.starts_with("it ") && h.lemma != "it is said"
            };
            let Some(hit) = hit.filter(fits) else {
                at += 1;
                continue;
            };
            let span = article.span_of(at..at + hit.tokens);
            if quotes.around(span.start).is_none() && !within_said(span.start) {
                found.push(UnnamedSource {
                    spans: vec![span],
                    phrase: true,
                    explained: false,
                    thin: None,
                    covered: false,
                    again: false,
                    office: false,
                    confidence: 1.0,
                });
            }
            at += hit.tokens;
        }
    }
    found
}

/// The reason that the sentence at `span`, or the next in its paragraph, gives for not naming the source.
fn explanation(article: &Article, lexicons: &Lexicons, span: Span) -> Option<Reason> {
    let at = article.sentence_at(span.start);
    let sentence = article.sentences.get(at)?;
    let next = article.sentences.get(at + 1).filter(|s| s.paragraph == sentence.paragraph);
    reasons::reason(article, lexicons, sentence.tokens.clone())
        .or_else(|| next.and_then(|next| reasons::reason(article, lexicons, next.tokens.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases_of(text: &str) -> Vec<String> {
        let article = Article::new("t", text.to_owned(), None);
        let quotes = crate::facts::quotes::find(&article, Lexicons::ours());
        let lexicons = Lexicons::built_in();
        let found = find(&article, &quotes, &Entities::default(), &[], &lexicons);
        found.iter().map(|u| article.slice(u.spans[0]).to_owned()).collect()
    }

    #[test]
    fn phrases_that_name_nobody() {
        let cases: &[(&str, &[&str])] = &[
            ("At a time when it was said that the town would never grow, he built a school.", &[]),
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
            assert_eq!(phrases_of(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_text_may_be_cut_off_in_a_source() {
        let text = "The harbour of the old town was shut for a whole week after the storm, according to {a}";
        assert!(sources_of(text, SourceClass::Role).is_empty());
    }

    /// The unnamed sources of a text with `{source}` and `<cue>` marked, and whether a reason is given.
    fn sources_of(marked: &str, class: SourceClass) -> Vec<(String, bool)> {
        let text = marked.replace(['{', '}'], "");
        let start = marked.find('{').unwrap();
        let end = marked.find('}').unwrap() - 1;
        let article = Article::new("t", text, None);
        let one =
            Attribution { source: vec![Span::of(start..end)], source_class: Some(class), ..attribution() };
        let lexicons = Lexicons::built_in();
        let found = find(&article, &Quotes::default(), &Entities::default(), &[one], &lexicons);
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

    #[test]
    fn bare_sources_are_one() {
        let text =
            "Sources familiar with it said so. One source disagreed. A source said no. A clerk said yes.";
        let article = Article::new("t", text.to_owned(), None);
        let source = |words: &str, class| {
            let start = text.find(words).unwrap();
            let source = vec![Span::of(start..start + words.len())];
            Attribution { source, source_class: Some(class), ..attribution() }
        };
        let class = SourceClass::Anonymous;
        let all: Vec<_> =
            ["Sources familiar with it", "One source", "A source"].map(|w| source(w, class)).into();
        let lexicons = Lexicons::built_in();
        let found = find(&article, &Quotes::default(), &Entities::default(), &all, &lexicons);
        assert_eq!(found.iter().map(|u| u.again).collect::<Vec<_>>(), [false, true, true]);
    }

    fn attribution() -> Attribution {
        Attribution {
            kind: crate::facts::speech::attributions::AttributionKind::Indirect,
            content: Vec::new(),
            cue: Vec::new(),
            source: Vec::new(),
            source_class: None,
            entity: None,
            others: Vec::new(),
            reading: None,
            stands_for: None,
            cue_class: crate::facts::speech::cues::CueClass::Neutral,
            strength: crate::facts::speech::attributions::Strength::Said,
            cue_lemma: None,
            negated: false,
            medium: None,
            confidence: 1.0,
            speaker_confidence: 1.0,
        }
    }
}
