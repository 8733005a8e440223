//! Statements that a plain pattern gives away where the reader saw only half of them.
//!
//! The reader learned from one country's political news, and now and then leaves out what no editor would: what
//! is before ", the council said on Wednesday.", or "a request that the ministry rejects". Each pattern here
//! asks for so much that it hardly ever fires without reason; where the reader saw the whole, none fires.
//!
//! | pattern | yields |
//! | --- | --- |
//! | `The branch will stay open, [the council] [said] on Monday.` | what is before the comma |
//! | `[Vole] [told] the inquiry that ...` | the clause, whatever the reader saw in it |
//! | `The troops may cross, as [the West] [has warned].` | the clause that is seconded |
//! | `..., accusations that Zarnov denies.` | source, cue, and the noun as content |
//! | `Prosecutors allege that ...` in a sentence without labels | all three |
//! | `[“We left,”] [Vole] [said], [to laughter].` | no content: nobody says what he says it to |
//! | `The branch will stay open, argued Ms Vole.` | all three (`inverted.rs`, as are those below) |
//! | `The miller Ann Vole: “It was cold.”` | source and colon |
//! | `... “like a bath”, as [she] [put] [it].` | the quotation that `it` takes up |

mod inverted;

use crate::Span;
use crate::facts::quotes::Quotes;
use crate::facts::speech::reader::{Label, Labelled, Labels};
use crate::lexicon::{Calendar, Class, Cues, Lexicons, Phrases, Speech};
use crate::text::{Article, TokenKind, is_dash};
use std::ops::Range;

/// How sure we are of what a pattern yields.
const CONFIDENCE: f32 = 0.9;
/// The fewest tokens that are a clause.
const CLAUSE: usize = 4;
/// How far after a verb of telling its clause may begin.
const TOLD: usize = 5;
/// The most tokens of a source that is read without the reader.
const LONGEST: usize = 6;

/// A label as a range of tokens.
#[derive(Clone, Debug)]
struct Part {
    tokens: Range<usize>,
    label: Label,
}

/// What a pattern changes: labels are cut back to what lies outside `clear`, and then `add` is put in.
struct Change {
    clear: Range<usize>,
    add: Vec<(Range<usize>, Label)>,
}

/// A sentence with its labels.
struct Scope<'a> {
    article: &'a Article,
    quotes: &'a Quotes,
    lexicons: &'a Lexicons,
    /// The sentence, without a dateline before it.
    tokens: Range<usize>,
    parts: &'a [Part],
    /// Whether it begins inside a quotation or a label.
    inside: bool,
}

/// The labels corrected by the patterns; None where no pattern fits.
pub(super) fn labels(
    article: &Article,
    quotes: &Quotes,
    read: &Labels,
    lexicons: &Lexicons,
) -> Option<Labels> {
    let parts: Vec<Part> =
        read.iter().map(|l| Part { tokens: article.tokens_in(l.span), label: l.label }).collect();
    // One a sentence at most, so they come in order.
    let mut changes: Vec<Change> = Vec::new();
    for sentence in &article.sentences {
        let inside = quotes.is_open_before(&article.paragraphs[sentence.paragraph], sentence.tokens.start);
        let first = parts.partition_point(|p| p.tokens.start < sentence.tokens.start);
        let last = parts.partition_point(|p| p.tokens.start < sentence.tokens.end);
        let tokens = after_dateline(article, &sentence.tokens, sentence.paragraph)..sentence.tokens.end;
        let covered = first.checked_sub(1).is_some_and(|p| parts[p].tokens.end > sentence.tokens.start);
        let inside = inside || covered;
        let scope = Scope { article, quotes, lexicons, tokens, parts: &parts[first..last], inside };
        let patterns = [
            tail,
            inverted::put,
            seconded,
            opposed,
            plain,
            told,
            aside,
            inverted::clause,
            inverted::introduced,
        ];
        changes.extend(patterns.iter().find_map(|pattern| pattern(&scope)));
    }
    if changes.is_empty() {
        return None;
    }
    let mut labels = Labels::with_capacity(read.len() + 2 * changes.len());
    for label in read {
        let tokens = article.tokens_in(label.span);
        let met = changes.get(changes.partition_point(|c| c.clear.end <= tokens.start));
        let met = met.filter(|c| c.clear.start < tokens.end);
        match met {
            None => labels.push(*label),
            // What goes on before the pattern stays, without the comma between.
            Some(change) if tokens.start < change.clear.start && label.label == Label::Content => {
                let end = (tokens.start..change.clear.start).rev().find(|&t| word(article, t));
                labels
                    .extend(end.map(|end| Labelled { span: span(article, tokens.start..end + 1), ..*label }));
            }
            Some(_) => {}
        }
    }
    for change in changes {
        labels.extend(change.add.into_iter().map(|(tokens, label)| Labelled {
            span: span(article, tokens),
            label,
            confidence: CONFIDENCE,
        }));
    }
    labels.sort_by_key(|l| l.span);
    Some(labels)
}

/// `The branch will stay open, [the council] [said] on Monday.`
fn tail(scope: &Scope<'_>) -> Option<Change> {
    let (at, source, cue) = scope.speakers().last()?;
    let parts = (source.start.min(cue.start), source.end.max(cue.end));
    let comma = parts.0.checked_sub(1).filter(|&t| scope.is(t, ","))?;
    let start = scope.tokens.start;
    let (partly, complete) = match &scope.parts[..at] {
        [] => (true, false),
        [one] => (one.label == Label::Content && one.tokens.start <= start, one.tokens.end >= comma),
        _ => (false, true),
    };
    let opener = start + usize::from(scope.among(start, &["but", "and"]));
    if !partly
        || complete
        || scope.has(opener, Phrases::Lead)
        || comma < scope.tokens.start + CLAUSE
        || !scope.neutral(&cue)
        || scope.quoted(comma)
    {
        return None;
    }
    // Nothing more is said after it: in `In May, Vole said, the branch will close.` the comma parts no clause.
    let next = parts.1;
    // What only says when or where it happened, though the reader took it for speech, belongs to the clause.
    let rest = scope.parts.iter().find(|p| p.label == Label::Content && p.tokens.start >= next);
    let adjunct = |p: &Part| {
        let after_comma = scope.is(next, ",") && p.tokens.start == next + 1;
        scope.parts[..at].is_empty() && after_comma && scope.adjunct(next + 1)
    };
    let goes_on = rest.is_some_and(|p| !adjunct(p));
    let ends = scope.closes(next) || scope.adjunct(next + usize::from(scope.is(next, ",")));
    let clause = (scope.tokens.start..comma, Label::Content);
    (ends && !goes_on).then(|| match rest {
        None => Change { clear: scope.tokens.start..comma, add: vec![clause] },
        Some(_) => Change {
            clear: scope.tokens.clone(),
            add: vec![clause, (source, Label::Source), (cue, Label::Cue)],
        },
    })
}

/// `The troops may cross, as [the West] [has warned].`
fn seconded(scope: &Scope<'_>) -> Option<Change> {
    let (at, source, cue) = scope.speakers().find(|(_, source, cue)| source.end == cue.start)?;
    let comma = source.start.checked_sub(2).filter(|&t| scope.is(t, ",") && scope.is(t + 1, "as"))?;
    if !scope.closes(cue.end) || comma < scope.tokens.start + CLAUSE || scope.quoted(comma) {
        return None;
    }
    let before = &scope.parts[..at];
    let clause = match before.last() {
        Some(content) if content.label == Label::Content && content.tokens.end == comma => {
            content.tokens.start
        }
        Some(_) if before.iter().any(|p| p.label != Label::Source) => return None,
        _ => {
            let that = (scope.tokens.start..comma).rev().find(|&t| scope.is(t, "that"));
            that.unwrap_or(scope.tokens.start)
        }
    };
    Some(Change {
        clear: clause..cue.end,
        add: vec![(clause..comma, Label::Content), (source, Label::Source), (cue, Label::Cue)],
    })
}

/// `..., accusations that Zarnov denies.`
fn opposed(scope: &Scope<'_>) -> Option<Change> {
    let floor = scope.tokens.start;
    for verb in scope.tokens.clone() {
        let closes = verb + 1 >= scope.tokens.end || scope.mark(verb + 1);
        if !closes || !scope.has(verb, Speech::Opposes) {
            continue;
        }
        let helps =
            |t: usize| scope.among(t, &["has", "have", "had"]) || scope.article.word(t).ends_with("ly");
        let cue = if verb > floor && helps(verb - 1) { verb - 1 } else { verb };
        let near = (floor.max(cue.saturating_sub(LONGEST))..cue).rev();
        let Some(that) = near.take_while(|&t| word(scope.article, t)).find(|&t| scope.is(t, "that")) else {
            continue;
        };
        let Some(noun) = that.checked_sub(1).filter(|&t| t >= floor && scope.has(t, Speech::Opposed)) else {
            continue;
        };
        let start = if noun > floor && scope.among(noun - 1, &["a", "an", "the"]) { noun - 1 } else { noun };
        // In apposition to a whole clause: after a comma or a dash.
        let apposed = start > floor && scope.mark(start - 1);
        if !apposed || that + 1 == cue || scope.quoted(verb) {
            continue;
        }
        return Some(Change {
            clear: start..verb + 1,
            add: vec![
                (start..noun + 1, Label::Content),
                (that + 1..cue, Label::Source),
                (cue..verb + 1, Label::Cue),
            ],
        });
    }
    None
}

/// `Prosecutors allege that ...`, in a sentence where the reader saw nothing.
fn plain(scope: &Scope<'_>) -> Option<Change> {
    let first = scope.tokens.start;
    if !scope.parts.is_empty() || scope.has(first, Speech::Nobody) || !word(scope.article, first) {
        return None;
    }
    let cue = (first + 1..scope.tokens.end.min(first + LONGEST)).find(|&t| scope.is(t + 1, "that"))?;
    let words = (first..cue + 1).all(|t| word(scope.article, t));
    let mut end = scope.tokens.end;
    while end > cue + 2 && scope.mark(end - 1) {
        end -= 1;
    }
    let clause = cue + 1..end;
    let plain = words
        && scope.has(cue, Speech::Says)
        && clause.len() > CLAUSE
        && !clause.clone().any(|t| scope.quotes.is_double_mark(t));
    (plain && !scope.quoted(first)).then(|| Change {
        clear: scope.tokens.clone(),
        add: vec![(first..cue, Label::Source), (cue..cue + 1, Label::Cue), (clause, Label::Content)],
    })
}

/// `[Vole] [told] the inquiry that ...`, where the reader saw no clause, or another.
fn told(scope: &Scope<'_>) -> Option<Change> {
    let (_, source, cue) = scope.speakers().next()?;
    let that = (cue.end + 1..scope.tokens.end.min(cue.end + TOLD)).find(|&t| scope.is(t, "that"))?;
    let mut end = scope.tokens.end;
    while end > that && scope.mark(end - 1) {
        end -= 1;
    }
    let whole = |p: &Part| p.label == Label::Content && p.tokens.start <= that && p.tokens.end > that;
    let told = source.end == cue.start
        && cue.len() == 1
        && scope.among(cue.start, &["told", "tells"])
        && (cue.end..end).all(|t| word(scope.article, t))
        && end > that + CLAUSE
        && !scope.parts.iter().any(whole)
        && !scope.quoted(source.start);
    told.then(|| Change { clear: cue.end..scope.tokens.end, add: vec![(that..end, Label::Content)] })
}

/// `[“We left,”] [Vole] [said], [to laughter].`: no content of its own.
fn aside(scope: &Scope<'_>) -> Option<Change> {
    let (at, source, cue) = scope.speakers().next()?;
    let quoted = at.checked_sub(1).map(|i| &scope.parts[i]).filter(|p| p.label == Label::Content)?;
    let end = source.end.max(cue.end);
    let next = scope.parts.get(at + 2).filter(|p| p.label == Label::Content)?;
    let tokens = next.tokens.clone();
    let closed = scope.quotes.is_double_mark(quoted.tokens.start)
        && (scope.quotes.is_double_mark(quoted.tokens.end - 1)
            || quoted.tokens.len() > 1 && scope.quotes.is_double_mark(quoted.tokens.end - 2));
    let apart = end + 1 == tokens.start
        && scope.is(end, ",")
        && scope.among(tokens.start, &["to", "with", "in", "at", "amid"]);
    let bare = !tokens.clone().any(|t| scope.quotes.is_double_mark(t));
    (closed && apart && bare && scope.parts.len() == at + 3)
        .then(|| Change { clear: tokens, add: Vec::new() })
}

impl Scope<'_> {
    fn is(&self, token: usize, text: &str) -> bool {
        self.tokens.contains(&token) && self.article.word(token) == text
    }

    fn among(&self, token: usize, list: &[&str]) -> bool {
        let among = |word: &str| list.iter().any(|w| w.eq_ignore_ascii_case(word));
        token < self.tokens.end && among(self.article.word(token))
    }

    fn has(&self, token: usize, class: impl Class) -> bool {
        token < self.tokens.end && self.lexicons.at(self.article, token, class)
    }

    /// Whether the token may follow a verb of saying that ends its clause: when, where and how it was said.
    fn adjunct(&self, token: usize) -> bool {
        self.has(token, Speech::Adjunct) || self.has(token, Calendar::Weekday)
    }

    fn mark(&self, token: usize) -> bool {
        self.article.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Mark)
    }

    /// Whether the clause ends before `token`.
    fn closes(&self, token: usize) -> bool {
        token >= self.tokens.end || self.is(token, ".") || self.is(token, ";")
    }

    /// Whether a quotation mark is before `token`, or the sentence begins inside a quotation or a label.
    fn quoted(&self, token: usize) -> bool {
        self.inside || (self.tokens.start..token).any(|t| self.quotes.is_double_mark(t))
    }

    /// Whether the cue has a plain verb of saying.
    fn neutral(&self, cue: &Range<usize>) -> bool {
        cue.clone().any(|t| self.lexicons.has(self.article.tokens[t].fold, Cues::Neutral))
    }

    /// Each source with the cue beside it, and the place of the first of the two among the labels.
    fn speakers(&self) -> impl DoubleEndedIterator<Item = (usize, Range<usize>, Range<usize>)> {
        self.parts.windows(2).enumerate().filter_map(|(i, pair)| {
            let [a, b] = pair else { return None };
            // An apposition closes with a comma: `the governor, Ann Moe, said`.
            let gap = b.tokens.start.saturating_sub(a.tokens.end);
            let beside = gap == 0 || gap == 1 && self.is(a.tokens.end, ",");
            match (a.label, b.label) {
                (Label::Source, Label::Cue) if beside => Some((i, a.tokens.clone(), b.tokens.clone())),
                (Label::Cue, Label::Source) if gap == 0 => Some((i, b.tokens.clone(), a.tokens.clone())),
                _ => None,
            }
        })
    }
}

/// The first token of a sentence after its dateline (`PORT LUCE, March 12 — `).
fn after_dateline(article: &Article, sentence: &Range<usize>, paragraph: usize) -> usize {
    let first = article.paragraphs.get(paragraph).is_some_and(|p| p.tokens.start == sentence.start);
    let capitals = first && article.word(sentence.start).chars().filter(|c| c.is_uppercase()).count() > 1;
    if !capitals {
        return sentence.start;
    }
    let dash = |t: &usize| is_dash(article.word(*t));
    let end = sentence.end.min(sentence.start + 14);
    (sentence.start..end).find(dash).map_or(sentence.start, |t| t + 1)
}

fn word(article: &Article, token: usize) -> bool {
    article.tokens.get(token).is_some_and(|t| t.kind == TokenKind::Word)
}

fn span(article: &Article, tokens: Range<usize>) -> Span {
    article.span_of(tokens.clone())
}

#[cfg(test)]
mod tests {
    use super::super::tests::marked;
    use super::*;

    /// The labels after correction, `[S who] [Q said] [C what]`; nothing where no pattern fits.
    pub(super) fn mended(text: &str) -> String {
        let (article, read) = marked(text);
        let quotes = crate::facts::quotes::find(&article, Lexicons::ours());
        let labels = labels(&article, &quotes, &read, &Lexicons::built_in()).unwrap_or_default();
        let letter = |label| match label {
            Label::Source => 'S',
            Label::Cue => 'Q',
            Label::Content => 'C',
        };
        let all: Vec<_> =
            labels.iter().map(|l| format!("[{} {}]", letter(l.label), article.slice(l.span))).collect();
        all.join(" ")
    }

    #[test]
    fn what_stands_before_the_comma_is_said() {
        let cases = [
            (
                "The mill will stay open, [S the council] [Q said] on Monday.",
                "[C The mill will stay open] [S the council] [Q said]",
            ),
            (
                "ORLEN, May 2 — [C The mill] burned down, [S the mayor, Ann Moe], [Q said], in the worst fire yet.",
                "[C The mill burned down] [S the mayor, Ann Moe] [Q said]",
            ),
            (
                "The mill burned down, [S the mayor] [Q said], [C in the worst fire yet].",
                "[C The mill burned down] [S the mayor] [Q said]",
            ),
            // Read whole, or no clause, or not the end of it.
            ("[C The mill will stay open], [S the council] [Q said].", ""),
            ("In a speech at the old mill, [S Vole] [Q said].", ""),
            ("The old mill in Orlen, [S Vole] [Q said], [C will stay open].", ""),
            ("“The mill will stay open,” [S Vole] [Q said].", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(mended(text), expected, "{text}");
        }
    }

    #[test]
    fn a_clause_is_seconded() {
        let text = "It is feared that they may cross it, as [S the West] [Q has warned].";
        assert_eq!(mended(text), "[C that they may cross it] [S the West] [Q has warned]");
        let text = "The mayor, [S Ann Moe], fears that it may fall, as [S Vole] [Q has warned].";
        assert!(mended(text).ends_with("[C that it may fall] [S Vole] [Q has warned]"), "{}", mended(text));
        assert_eq!(mended("The mill is old, as [S Vole] [Q put it], but it [C stands]."), "");
    }

    #[test]
    fn what_somebody_is_told_is_the_clause() {
        let text = "[S Vole] [Q told] the inquiry that [S Moe] [Q warned] [C the council about the roof].";
        assert_eq!(mended(text), "[S Vole] [Q told] [C that Moe warned the council about the roof]");
        assert_eq!(mended("[S Vole] [Q told] the inquiry [C that Moe warned the council of it]."), "");
        assert_eq!(mended("[S Vole] [Q told] the men, that is the council, of it."), "");
    }

    #[test]
    fn what_is_denied_is_said_by_others() {
        let cases = [
            (
                "[C Troops led them to expect a war, accusations that Zarnov denies].",
                "[C Troops led them to expect a war] [C accusations] [S Zarnov] [Q denies]",
            ),
            (
                "They want a pledge, a request that the ministry has rejected.",
                "[C a request] [S the ministry] [Q has rejected]",
            ),
            ("The claim that Vole denies it is new.", ""),
            ("He repeated the claim that Vole denies.", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(mended(text), expected, "{text}");
        }
    }

    #[test]
    fn plain_reports_that_were_not_seen() {
        let text = "Prosecutors allege that Tobias Wren forged the deeds.";
        assert_eq!(mended(text), "[S Prosecutors] [Q allege] [C that Tobias Wren forged the deeds]");
        assert_eq!(mended("It said that."), "");
        assert_eq!(mended("There are signs that the old mill will burn."), "");
    }

    #[test]
    fn an_aside_is_not_said() {
        let text = "[C “We left,”] [S Vole] [Q said], [C to laughter in the hall].";
        assert_eq!(mended(text), "[C “We left,”] [S Vole] [Q said]");
        assert_eq!(mended("[C “We left,”] [S Vole] [Q said], [C and that is that]."), "");
    }
}
