//! Quotations against transcripts: as said, changed, put together from far apart, or not found; and whether it is
//! the one who said it that the article names.
//!
//! Only where there is a transcript; see [`Checker::verify`](crate::Checker::verify).
//!
//! | file | does |
//! | --- | --- |
//! | `search.rs` | where the words of a quotation are in the transcripts: exactly, nearly, or in pieces |
//! | `changes.rs` | what differs, word by word |
//! | `turn.rs` | whether the label of a turn names the article's speaker |

mod changes;
mod search;
mod turn;

pub use changes::Change;

use crate::Span;
use crate::facts::people::entities::{Entities, EntityId};
use crate::facts::quotes::{Quote, QuoteUse, Quotes};
use crate::facts::speech::attributions::Attribution;
use crate::lexicon::Lexicons;
use crate::named::named;
use crate::text::{Article, TokenKind};
use crate::transcript::{Index, wording};
use rustc_hash::{FxHashMap, FxHashSet};

named! {
    /// The verdict on a quotation.
    #[non_exhaustive]
    pub enum Verdict {
        /// It was said so, word for word; punctuation and case do not count.
        Verbatim = "verbatim",
        /// It was said with other words, or with more or fewer.
        Altered = "altered",
        /// Its words were said, but far apart or in another order, and no ellipsis says so.
        Stitched = "stitched",
        /// No transcript has it.
        NotFound = "not-found",
    }
}

/// A quotation as the transcripts have it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InSource {
    /// Index into [`Quotes::quotes`].
    pub quote: usize,
    /// The quotation, marks included.
    pub span: Span,
    /// The verdict.
    pub verdict: Verdict,
    /// Where its words were said, in the order of the quotation.
    pub passages: Vec<Passage>,
    /// What differs, from what was said to what is quoted; empty where nothing does or nothing was found.
    pub changes: Vec<Change>,
    /// How much of it was said, by the weight of its words, 0..1.
    pub likeness: f32,
    /// Whether the speaker that the article names says it in the transcript; None where either is not known.
    pub speaker_agrees: Option<bool>,
    /// The name of the speaker in the article, where that is known.
    pub speaker: Option<Span>,
}

/// Words in a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage {
    /// The transcript's name.
    pub transcript: String,
    /// The line, from 1.
    pub line: u32,
    /// Seconds from the start, where the transcript has times.
    pub time: Option<u32>,
    /// Who speaks, by the label of the turn.
    pub speaker: Option<String>,
    /// The words as the transcript has them.
    pub text: String,
}

/// Looks up every quotation of someone's words.
#[must_use]
pub fn find(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    attributions: &[Attribution],
    lexicons: &Lexicons,
    transcripts: Option<&Index>,
) -> Option<Vec<InSource>> {
    transcripts.map(|index| look_up(article, quotes, entities, attributions, lexicons, index))
}

fn look_up(
    article: &Article,
    quotes: &Quotes,
    entities: &Entities,
    attributions: &[Attribution],
    lexicons: &Lexicons,
    index: &Index,
) -> Vec<InSource> {
    let mut contents: Vec<(Span, &Attribution)> =
        attributions.iter().flat_map(|a| a.content.iter().map(move |&c| (c, a))).collect();
    contents.sort_by_key(|(span, _)| *span);
    let common = small_words(article, index);
    let mut people: FxHashMap<EntityId, turn::Named<'_>> = FxHashMap::default();
    let look_up = |(number, quote): (usize, &Quote)| {
        let attribution = said(&contents, quote.inner);
        let words =
            quote.used_as == QuoteUse::Speech || (attribution.is_some() && quote.used_as == QuoteUse::Scare);
        if quote.parent.is_some() || !words {
            return None;
        }
        let stretches = wording::quoted(article, lexicons, quote.inner).stretches;
        if stretches.is_empty() {
            return None;
        }
        let who = attribution.and_then(|a| turn::speaker(entities, a)).map(|speaker| {
            let named = || turn::Named::of(article, entities, lexicons, &entities[speaker]);
            &*people.entry(speaker).or_insert_with(named)
        });
        let agrees = |label: Option<&str>| {
            who.zip(label).and_then(|(who, label)| who.agrees(label, &|word| common.contains(&word)))
        };
        let found = search::find(index, &stretches, &|at| agrees(speaker(index, at)).unwrap_or(false));
        let passages: Vec<Passage> = found.places.iter().map(|range| passage(index, range)).collect();
        // What is put together from the words of several people is stitched, and one of them is the right one.
        let stitched = found.verdict == Verdict::Stitched;
        let speaker_agrees =
            passages.iter().map(|p| agrees(p.speaker.as_deref())).reduce(|a, b| match (a, b) {
                (Some(a), Some(b)) => Some(if stitched { a || b } else { a && b }),
                (known, None) | (None, known) => known,
            });
        Some(InSource {
            quote: number,
            span: quote.span,
            verdict: found.verdict,
            changes: changes::between(article, index, &found.edits),
            passages,
            likeness: found.likeness,
            speaker_agrees: speaker_agrees.flatten(),
            speaker: attribution.and_then(|a| entities.get(a.entity?)).map(|entity| entity.name),
        })
    };
    quotes.quotes.iter().enumerate().filter_map(look_up).collect()
}

/// The words, folded, that article or transcripts write small: no names.
fn small_words(article: &Article, index: &Index) -> FxHashSet<u64> {
    let articles = index.transcripts.iter().map(|transcript| &transcript.text).chain([article]);
    let small = |article: &Article| {
        let words = article.tokens.iter().filter(|t| t.kind == TokenKind::Word && !t.capital);
        words.map(|t| t.fold).collect::<Vec<_>>()
    };
    articles.flat_map(small).collect()
}

/// The attribution that has most of a quotation in its content.
fn said<'a>(contents: &[(Span, &'a Attribution)], inner: Span) -> Option<&'a Attribution> {
    let after = contents.partition_point(|(span, _)| span.start < inner.end);
    let shared = |span: Span| span.end.min(inner.end).saturating_sub(span.start.max(inner.start));
    contents[..after]
        .iter()
        .rev()
        .take(8)
        .filter(|(span, _)| shared(*span) > 0)
        .max_by_key(|(span, _)| shared(*span))
        .map(|(_, attribution)| *attribution)
}

fn speaker(index: &Index, at: usize) -> Option<&str> {
    let stretch = index.stretch(&(at..at + 1));
    let transcript = index.transcripts.get(stretch.transcript)?;
    let spoken = transcript.words.get(stretch.words.start)?;
    transcript.speakers.get(spoken.speaker?).map(String::as_str)
}

fn passage(index: &Index, range: &std::ops::Range<usize>) -> Passage {
    let stretch = index.stretch(range);
    let Some(transcript) = index.transcripts.get(stretch.transcript) else {
        return Passage {
            transcript: String::new(),
            line: 0,
            time: None,
            speaker: None,
            text: String::new(),
        };
    };
    let first = transcript.words.get(stretch.words.start);
    // Where a turn ends inside the passage, most of it says whose it is.
    let middle = transcript.words.get((stretch.words.start + stretch.words.end) / 2).or(first);
    Passage {
        transcript: transcript.text.name.clone(),
        line: first.map_or(0, |spoken| transcript.text.lines.line(spoken.word.span.start)),
        time: first.and_then(|spoken| spoken.time),
        speaker: middle.and_then(|s| s.speaker).and_then(|s| transcript.speakers.get(s)).cloned(),
        text: transcript.passage(stretch.words.start, stretch.words.end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Facts;
    use crate::facts::speech::reader::trained;
    use crate::transcript::Transcript;
    use proptest::prelude::*;

    const HEARING: &str = "\
CHAIR: Thank you all for coming. Mr. Hollis, you may begin.
HOLLIS: Thank you. We will, um, rebuild every house on this street before the winter comes, and nobody will pay for it
but the company that let the water in. I have said so to the minister, and to anybody who would listen.
CHAIR: And the bridge?
HOLLIS: The old bridge was never safe, [coughs] not one day. I told them in March. I told them again in 2019, twenty
times I told them. It was like talking to the river.
CHAIR: Did anybody answer?
HOLLIS: Nobody did. My daughter kept the letters.
";

    fn verdicts(text: &str) -> Vec<(Verdict, Option<bool>)> {
        found(text).into_iter().map(|f| (f.verdict, f.speaker_agrees)).collect()
    }

    fn found(text: &str) -> Vec<InSource> {
        let article = Article::new("t", text.to_owned(), None);
        let lexicons = Lexicons::built_in();
        let other = Transcript::new("other.txt", "REYLE: The water came at night.".to_owned());
        let index = Index::new(vec![Transcript::new("hearing.txt", HEARING.to_owned()), other]);
        Facts::new(article, &lexicons, trained()).against(&index).in_source().clone().unwrap()
    }

    #[test]
    fn tells_how_a_quotation_was_said() {
        use Verdict::{Altered, NotFound, Stitched, Verbatim};
        let says = |quote: &str| format!("“{quote}” Peter Hollis told the hearing.");
        for (quote, verdict) in [
            ("We will rebuild every house on this street,", Verbatim),
            ("We will REBUILD ‘every house’ on this street,", Verbatim),
            ("We will rebuild every house ... before the winter comes,", Verbatim),
            ("I told them again in 2019, 20 times I told them,", Verbatim),
            ("[The] old bridge was never safe, not one day,", Verbatim),
            ("The old bridge was never safe, not [even] one day,", Verbatim),
            ("We will rebuild every home on this street,", Altered),
            ("The bridge was never safe, not one day,", Altered),
            ("The old bridge was safe, not one day,", Altered),
            ("We will rebuild every house on this street. My daughter kept the letters,", Stitched),
            (
                "We will rebuild every house on this street before the winter comes. I have said so to the minister,",
                Stitched,
            ),
            ("My daughter kept the letters. I told them in March,", Stitched),
            ("We have always been told that the dam would hold,", NotFound),
            ("We will never close the harbour to the public,", NotFound),
        ] {
            let found = verdicts(&says(quote));
            assert_eq!(found.iter().map(|f| f.0).collect::<Vec<_>>(), [verdict], "{quote}");
            assert_ne!(found[0].1, Some(false), "{quote}");
        }
    }

    #[test]
    fn partial_quotes_are_found_whatever_their_length() {
        let text = "Peter Hollis said the bridge had “never” been safe, and that it was “like talking to the river.”";
        assert_eq!(verdicts(text).last(), Some(&(Verdict::Verbatim, Some(true))));
    }

    #[test]
    fn the_speaker_is_compared_where_both_are_known() {
        let text = "“My daughter kept the letters,” said Tomas Reyle.\n\nPeter Hollis was there. “The water came at night,” Hollis said.";
        let found = found(text);
        assert_eq!(found.iter().map(|f| f.speaker_agrees).collect::<Vec<_>>(), [Some(false), Some(false)]);
        assert_eq!(found[1].passages[0].transcript, "other.txt");
    }

    #[test]
    fn places_and_changes_are_told() {
        let found = found("“The old bridge was always safe, not one day,” Hollis told the hearing.");
        let [one] = &found[..] else { panic!("{found:?}") };
        assert_eq!(one.passages[0].text, "The old bridge was never safe, not one day");
        assert_eq!((one.passages[0].line, one.passages[0].speaker.as_deref()), (5, Some("HOLLIS")));
        let shown: Vec<String> = one.changes.iter().map(|c| format!("{c:?}")).collect();
        assert_eq!(
            shown,
            [
                "Same(\"The old bridge was\")",
                "LeftOut(\"never\")",
                "PutIn(\"always\")",
                "Same(\"safe, not one day\")"
            ]
        );
    }

    proptest! {
        #[test]
        fn any_words_can_be_looked_up(said in "([abc] |[.…\\[\\]]|N: ){0,60}", quoted in "([abcd] |[.…\\[\\]-]|‘){0,40}") {
            let article = Article::new("t", format!("“{quoted}” said Hollis."), None);
            let lexicons = Lexicons::default();
            let quotes = crate::facts::quotes::find(&article, Lexicons::ours());
            let index = Index::new(vec![Transcript::new("t", said.clone()), Transcript::new("u", said)]);
            for one in look_up(&article, &quotes, &Entities::default(), &[], &lexicons, &index) {
                prop_assert!((0.0..=1.0).contains(&one.likeness));
                prop_assert_eq!(one.passages.is_empty(), one.verdict == Verdict::NotFound);
                prop_assert!(one.passages.iter().all(|p| !p.text.is_empty()), "{:?}", one);
                prop_assert!(one.verdict != Verdict::Verbatim || one.changes.is_empty());
            }
        }
    }

    #[test]
    fn long_texts_and_none_at_all_cost_little() {
        let (text, said) = ("a b a b a ".repeat(4000), "a b ".repeat(20_000));
        let article = Article::new("t", format!("“{text}c,” said Hollis."), None);
        let lexicons = Lexicons::built_in();
        for said in [said, String::new()] {
            let index = Index::new(vec![Transcript::new("t", said)]);
            let facts = Facts::new(article.clone(), &lexicons, trained()).against(&index);
            assert_eq!(facts.in_source().as_ref().map(Vec::len), Some(1));
        }
    }
}
