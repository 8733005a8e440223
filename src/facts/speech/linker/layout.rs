//! Statements that the layout gives away: quotations signed with a name, and the turns of an interview.
//!
//! A reader that learned from running text misses them, and they are the plainest of all:
//! `“It was cold.” — Marla Vole`, `VOLE: It was cold.` and `Q: Was it cold?`

use super::Statement;
use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::speech::reader::{Label, Labelled, Labels};
use crate::facts::speech::speaker_labels::{self, Turn};
use crate::text::{Article, Role, fold_words, is_dash};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The most words of a name that signs or speaks.
const LONGEST: usize = 8;
/// How many turns make an interview; a lone `UPDATE:` makes none.
const TURNS: usize = 3;
/// How sure we are of such a statement.
const CONFIDENCE: f32 = 0.95;

/// How many paragraphs a turn may go on for.
const GOES_ON: usize = 12;

/// A statement by layout, as ranges of tokens.
struct Laid {
    source: Range<usize>,
    cue: Range<usize>,
    content: Range<usize>,
    /// The paragraphs that go on with it.
    further: Vec<Range<usize>>,
}

/// The spans of such a statement.
struct Spans {
    /// Content, source and cue.
    parts: [Span; 3],
    further: Vec<Span>,
}

impl Spans {
    /// All that it covers.
    fn area(&self) -> Span {
        let [content, source, cue] = self.parts;
        self.further.iter().fold(content.join(source).join(cue), |area, &span| area.join(span))
    }
}

/// What the layout gives.
pub(super) struct ByLayout {
    /// The labels read, those of statements by layout in place of what was read there.
    pub labels: Labels,
    /// These statements, by content.
    statements: Vec<Spans>,
}

impl ByLayout {
    /// Gives a statement the source and cue that the layout gives its content, and the paragraphs that go on with it.
    /// False where it gives none.
    pub(super) fn complete(&self, statement: &mut Statement) -> bool {
        let Some(Spans { parts: [_, source, cue], further }) = self.find(&statement.content) else {
            return false;
        };
        (statement.source, statement.cue) = (vec![*source], vec![*cue]);
        statement.content.extend(further);
        statement.content.sort_unstable();
        statement.confidence = CONFIDENCE;
        true
    }

    /// Whether the layout gives the statement with this content.
    pub(super) fn gives(&self, content: &[Span]) -> bool {
        self.find(content).is_some()
    }

    fn find(&self, content: &[Span]) -> Option<&Spans> {
        let place = |span| self.statements.binary_search_by_key(span, |laid| laid.parts[0]).ok();
        content.iter().find_map(place).map(|at| &self.statements[at])
    }
}

/// The labels with those of such statements; None without such statements.
pub(super) fn labels(article: &Article, quotes: &Quotes, read: &Labels) -> Option<ByLayout> {
    let mut turns = Vec::new();
    let mut found = Vec::new();
    for (at, paragraph) in article.paragraphs.iter().enumerate() {
        let tokens = &paragraph.tokens;
        if let Some(laid) = turn(article, tokens) {
            turns.push((at, laid));
        } else if let Some(laid) = signed(article, quotes, tokens) {
            found.push(laid);
        } else if let Some(laid) = named(article, quotes, tokens).filter(|_| paragraph.role != Role::Headline)
        {
            found.push(laid);
        }
    }
    found.extend(interview(article, turns));
    if found.is_empty() {
        return None;
    }
    let span = |range: &Range<usize>| article.span_of(range.clone());
    let mut statements: Vec<Spans> = found
        .iter()
        .map(|laid| Spans {
            parts: [&laid.content, &laid.source, &laid.cue].map(span),
            further: laid.further.iter().map(span).collect(),
        })
        .collect();
    // Each is all of its paragraphs, so they are in one order by any of their parts.
    statements.sort_unstable_by_key(|laid| laid.parts);
    let taken = |span: Span| {
        let next = statements.partition_point(|laid| laid.area().end <= span.start);
        statements.get(next).is_some_and(|laid| laid.area().overlaps(span))
    };
    let mut labels: Labels = read.iter().filter(|label| !taken(label.span)).copied().collect();
    for laid in &statements {
        let parts = laid.parts.iter().zip([Label::Content, Label::Source, Label::Cue]);
        labels.extend(parts.map(|(&span, label)| Labelled { span, label, confidence: CONFIDENCE }));
    }
    labels.sort_by_key(|l| l.span);
    Some(ByLayout { labels, statements })
}

/// The turns that an interview is made of. A name in capitals is enough, `Q` and `Vole` only where they
/// speak again: a lone `Update:` is a heading.
fn interview(article: &Article, turns: Vec<(usize, Laid)>) -> Vec<Laid> {
    let key = |laid: &Laid| fold_words(laid.source.clone().map(|t| article.word(t)));
    let mut times: FxHashMap<u64, usize> = FxHashMap::default();
    for (_, laid) in &turns {
        *times.entry(key(laid)).or_default() += 1;
    }
    let stops = |laid: &Laid| article.word(laid.cue.start) == ".";
    // "A. Vole left" begins with an initial; where questions and answers take turns it does not. The answers may have
    // a name: `Q. Was it cold?`, `Vole: It was.`
    let [q, a] = ["q", "a"].map(|l| times.get(&fold_words([l])).copied().unwrap_or(0));
    let named = turns.iter().filter(|(_, laid)| !stops(laid)).count();
    let mut kept: Vec<(usize, Laid)> = turns
        .into_iter()
        .filter(|(_, laid)| {
            let again = times[&key(laid)] > 1;
            if stops(laid) {
                let asks = article.word(laid.source.start) == "Q";
                q > 1 && (a > 1 || asks && named > 1)
            } else {
                again || speaker_labels::shouted(article, &laid.source)
            }
        })
        .collect();
    if kept.len() < TURNS {
        return Vec::new();
    }
    let ends: Vec<usize> = kept.iter().skip(1).map(|(at, _)| *at).collect();
    for ((at, laid), end) in kept.iter_mut().zip(ends) {
        // `VOLE: Why I left` may be a headline.
        if article.paragraphs.get(*at).is_none_or(|p| p.role != Role::Body) {
            continue;
        }
        let next = article.paragraphs.get(*at + 1..end.min(*at + 1 + GOES_ON)).unwrap_or_default();
        let text = next.iter().take_while(|p| p.role == Role::Body && !p.tokens.is_empty());
        laid.further = text.map(|p| p.tokens.clone()).collect();
    }
    kept.into_iter().map(|(_, laid)| laid).collect()
}

/// `“...” — Name`, the whole of a paragraph.
fn signed(article: &Article, quotes: &Quotes, paragraph: &Range<usize>) -> Option<Laid> {
    if paragraph.is_empty() || !quotes.is_double_mark(paragraph.start) {
        return None;
    }
    let mut end = paragraph.end;
    if article.word(end - 1) == "." {
        end -= 1;
    }
    let floor = paragraph.start.max(end.saturating_sub(LONGEST));
    let dash = (floor..end).rev().find(|&t| is_dash(article.word(t)))?;
    let mut close = dash;
    while close > paragraph.start && is_dash(article.word(close - 1)) {
        close -= 1;
    }
    let closed = close > paragraph.start + 1
        && (quotes.is_double_mark(close - 1)
            || quotes.is_double_mark(close.saturating_sub(2)) && article.word(close - 1) == "'");
    let source = dash + 1..end;
    (closed && speaker_labels::is_name(article, &source)).then_some(Laid {
        source,
        cue: close..dash + 1,
        content: paragraph.start..close,
        further: Vec::new(),
    })
}

/// `‘Rates will stay’: Coast Bank`, the whole of a sub-heading.
fn named(article: &Article, quotes: &Quotes, paragraph: &Range<usize>) -> Option<Laid> {
    let first = article.tokens.get(paragraph.start).filter(|_| !paragraph.is_empty())?;
    let quote = &quotes[quotes.around(first.span.start)?];
    let opens = quote.span.start == first.span.start && quote.closed;
    let colon = article.tokens_in(quote.span).end;
    let source = colon + 1..paragraph.end;
    let told = opens && colon < paragraph.end && article.word(colon) == ":";
    (told && !source.is_empty() && source.len() <= LONGEST && speaker_labels::is_name(article, &source))
        .then(|| Laid { source, cue: colon..colon + 1, content: paragraph.start..colon, further: Vec::new() })
}

/// `NAME: ...`, `Name: ...`, `Q: ...`, `Q. ...`: what may be a turn.
fn turn(article: &Article, paragraph: &Range<usize>) -> Option<Laid> {
    let Turn { name, mark, .. } = speaker_labels::label(article, paragraph)?;
    Some(Laid { source: name, cue: mark..mark + 1, content: mark + 1..paragraph.end, further: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::quotes;

    fn parts(text: &str) -> Vec<String> {
        let article = Article::new("t", text.to_owned(), None);
        let labels =
            labels(&article, &quotes::find(&article, crate::lexicon::Lexicons::ours()), &Labels::new())
                .map(|laid| laid.labels)
                .unwrap_or_default();
        labels.iter().map(|l| format!("{:?} {}", l.label, article.slice(l.span))).collect()
    }

    #[test]
    fn a_signature_gives_a_quotation_its_speaker() {
        let expected = ["Content “It was cold. I left.”", "Cue ―", "Source Marla J. de Vole"];
        assert_eq!(parts("“It was cold. I left.” ― Marla J. de Vole."), expected);
        assert!(parts("“It was cold” — or so they say").is_empty());
        assert!(parts("It was cold — Marla").is_empty());
    }

    #[test]
    fn a_heading_gives_its_quotation_a_speaker() {
        let found = parts("‘Rates will stay where they are’: Coast Bank");
        assert_eq!(found, ["Content ‘Rates will stay where they are’", "Cue :", "Source Coast Bank"]);
        assert!(parts("‘Rates will stay’: what it means for you").is_empty());
        assert!(parts("The ‘rates’: Coast Bank").is_empty());
    }

    #[test]
    fn turns_make_an_interview() {
        let text = "VOLE: It was cold.\nASHDOWN: Really?\nVOLE: Very.";
        let expected = [
            "Source VOLE",
            "Cue :",
            "Content It was cold.",
            "Source ASHDOWN",
            "Cue :",
            "Content Really?",
            "Source VOLE",
            "Cue :",
            "Content Very.",
        ];
        assert_eq!(parts(text), expected);
        assert_eq!(parts("Q: Cold?\nA: Very.\nQ: Why?\nA: Snow.").len(), 12);
        assert_eq!(parts("Q. Cold?\nA. Very.\nQ. Why?\nA. Snow.").len(), 12);
        assert_eq!(parts("Q. Cold?\nVole: Very.\nQ. Why?\nVole: Snow.").len(), 12);
        assert_eq!(parts("Vole: Cold?\nAsh: Very.\nVole: Why?\nAsh: Snow.").len(), 12);
        assert!(parts("A. Vole left.\nVole: So?\nA. Moe stayed.\nVole: Yes.\nA. Ash came.").is_empty());
        assert!(parts("A. Vole left.\nA. Moe stayed.\nA. Ash came.").is_empty());
        assert!(parts("Update: It was cold.\nNote: So it was.\nRelated: Ice.").is_empty());
        assert!(parts("UPDATE: It was cold.\nThey left: all of them.").is_empty());
    }
}
