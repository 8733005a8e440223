//! Statements that the layout gives away: quotations signed with a name, and the turns of an interview.
//!
//! A reader that learned from running text misses them, and they are the plainest of all:
//! `“It was cold.” — Marla Vole`, `VOLE: It was cold.` and `Q: Was it cold?`

use super::Statement;
use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::speech::reader::{Label, Labelled, Labels};
use crate::facts::speech::speaker_labels::{self, Turn};
use crate::text::{Article, fold_words, is_dash};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// The most words of a name that signs or speaks.
const LONGEST: usize = 8;
/// How many turns make an interview; a lone `UPDATE:` makes none.
const TURNS: usize = 3;
/// How sure we are of such a statement.
const CONFIDENCE: f32 = 0.95;

/// A statement by layout, as ranges of tokens.
struct Laid {
    source: Range<usize>,
    cue: Range<usize>,
    content: Range<usize>,
}

/// What the layout gives.
pub(super) struct ByLayout {
    /// The labels read, those of statements by layout in place of what was read there.
    pub labels: Labels,
    /// Content, source and cue of these statements, by content.
    statements: Vec<[Span; 3]>,
}

impl ByLayout {
    /// Gives a statement the source and cue that the layout gives its content. False where it gives none.
    pub(super) fn complete(&self, statement: &mut Statement) -> bool {
        let Some([_, source, cue]) = self.of(&statement.content) else { return false };
        (statement.source, statement.cue) = (vec![source], vec![cue]);
        statement.confidence = CONFIDENCE;
        true
    }

    /// The statement with this content, if the layout gives it.
    pub(super) fn of(&self, content: &[Span]) -> Option<[Span; 3]> {
        let place = |span| self.statements.binary_search_by_key(span, |laid| laid[0]).ok();
        content.iter().find_map(place).map(|at| self.statements[at])
    }
}

/// The labels with those of such statements; None without such statements.
pub(super) fn labels(article: &Article, quotes: &Quotes, read: &Labels) -> Option<ByLayout> {
    let mut turns = Vec::new();
    let mut found = Vec::new();
    for paragraph in &article.paragraphs {
        let tokens = &paragraph.tokens;
        if let Some(laid) = turn(article, tokens) {
            turns.push(laid);
        } else if let Some(laid) = signed(article, quotes, tokens) {
            found.push(laid);
        }
    }
    found.extend(interview(article, turns));
    if found.is_empty() {
        return None;
    }
    let span =
        |range: &Range<usize>| article.tokens[range.start].span.join(article.tokens[range.end - 1].span);
    let mut statements: Vec<[Span; 3]> =
        found.iter().map(|laid| [&laid.content, &laid.source, &laid.cue].map(span)).collect();
    // Each is all of a paragraph, so they are in one order by any of their parts.
    statements.sort_unstable();
    let area = |laid: &[Span; 3]| laid[0].join(laid[1]).join(laid[2]);
    let taken = |span: Span| {
        let next = statements.partition_point(|laid| area(laid).end <= span.start);
        statements.get(next).is_some_and(|laid| area(laid).overlaps(span))
    };
    let mut labels: Labels = read.iter().filter(|label| !taken(label.span)).copied().collect();
    for laid in &statements {
        let parts = laid.iter().zip([Label::Content, Label::Source, Label::Cue]);
        labels.extend(parts.map(|(&span, label)| Labelled { span, label, confidence: CONFIDENCE }));
    }
    labels.sort_by_key(|l| l.span);
    Some(ByLayout { labels, statements })
}

/// The turns that an interview is made of. A name in capitals is enough, `Q` and `Vole` only where they
/// speak again: a lone `Update:` is a heading.
fn interview(article: &Article, turns: Vec<Laid>) -> Vec<Laid> {
    let key = |laid: &Laid| fold_words(laid.source.clone().map(|t| article.word(t)));
    let mut times: FxHashMap<u64, usize> = FxHashMap::default();
    for laid in &turns {
        *times.entry(key(laid)).or_default() += 1;
    }
    let stops = |laid: &Laid| article.word(laid.cue.start) == ".";
    // "A. Vole left" begins with an initial; where questions and answers take turns it does not.
    let letters = ["q", "a"].map(|l| times.get(&fold_words([l])).copied().unwrap_or(0));
    let kept: Vec<Laid> = turns
        .into_iter()
        .filter(|laid| {
            let again = times[&key(laid)] > 1;
            if stops(laid) {
                letters.iter().all(|n| *n > 1)
            } else {
                again || speaker_labels::shouted(article, &laid.source)
            }
        })
        .collect();
    if kept.len() >= TURNS { kept } else { Vec::new() }
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
    })
}

/// `NAME: ...`, `Name: ...`, `Q: ...`, `Q. ...`: what may be a turn.
fn turn(article: &Article, paragraph: &Range<usize>) -> Option<Laid> {
    let Turn { name, mark, .. } = speaker_labels::label(article, paragraph)?;
    Some(Laid { source: name, cue: mark..mark + 1, content: mark + 1..paragraph.end })
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
        assert_eq!(parts("Vole: Cold?\nAsh: Very.\nVole: Why?\nAsh: Snow.").len(), 12);
        assert!(parts("A. Vole left.\nA. Moe stayed.\nA. Ash came.").is_empty());
        assert!(parts("Update: It was cold.\nNote: So it was.\nRelated: Ice.").is_empty());
        assert!(parts("UPDATE: It was cold.\nThey left: all of them.").is_empty());
    }
}
