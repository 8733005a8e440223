//! A total and the parts that a passage lists, in whatever sentence each of them is: `Cases reach 147. Alder has recorded 61. Benning
//! has had 48, Carrow 29 and Dunmore 19`.
//!
//! A passage of one to three sentences has parts if all its like figures are of one thing. Most other figures of an article are of
//! something else: one is taken for the total only where it is called so, stands in the headline, the first paragraph or the sentence
//! before, and misses the sum as a slip of the pen does: by one digit of three, by two that changed places, by a zero. Where the last
//! part is called the remaining one, a total right before the list, or one of the same things, may miss it by a quarter.

use super::line::{Tie, like, sure};
use super::slips::is_mistyped;
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::{Changes, Lexicons};
use crate::text::{Article, Role, TokenKind};

/// Figures of an article that may be totals; a text that has more is a table.
const TOTALS: usize = 200;
/// Sentences that list the parts of one whole.
const PASSAGE: usize = 3;
/// Parts of one whole.
const PARTS: usize = 7;
/// How many sentences a total may be before its parts, outside the headline, and after them.
const BEFORE: usize = 12;
const AFTER: usize = 2;

pub(super) fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons, out: &mut Vec<Calculation>) {
    let totals: Vec<&Figure> = figures.iter().filter(|f| adds_up(f)).take(TOTALS + 1).collect();
    if totals.len() < 3 || totals.len() > TOTALS {
        return;
    }
    let lines: Vec<FigureSentence> = super::line::sentences(article, figures, lexicons, super::MOST)
        .filter(|line| line.role() == Role::Body && line.figures.iter().any(adds_up))
        .collect();
    let mut until = 0;
    for from in 0..lines.len() {
        if from < until {
            continue;
        }
        let to = lines.len().min(from + PASSAGE);
        let passages: Vec<Passage> =
            (from + 1..=to).rev().filter_map(|to| Passage::new(&lines[from..to], lines.get(to))).collect();
        // Figures that some passage makes sense of are looked at no more.
        if let Some(made) = passages.iter().find(|p| p.is_made(&totals)) {
            until = from + made.lines.len();
            continue;
        }
        let missed = || passages.iter().find_map(|p| Some((p, p.missed(&p.parts, &totals)?)));
        let headed = || passages.iter().find_map(|p| Some((p, p.headed(&totals)?)));
        if let Some((passage, found)) = missed().or_else(headed) {
            until = from + passage.lines.len();
            out.push(found);
        }
    }
}

/// What may be a part or a total: one exact amount.
fn adds_up(f: &Figure) -> bool {
    let kind = match f.kind {
        FigureKind::Count => f.low.fract() == 0.0,
        FigureKind::Money => true,
        _ => false,
    };
    kind && sure(f) && f.low > 0.0 && f.precision == Precision::Exact
}

/// Sentences whose figures may be the parts of one whole.
struct Passage<'a, 'b> {
    lines: &'b [FigureSentence<'a>],
    parts: Vec<&'a Figure>,
    /// Whether the last part is what the others leave.
    closed: bool,
    /// Whether the last part is more of the others: `a further £3m`.
    added: bool,
    /// Whether it is within one paragraph.
    whole: bool,
}

impl<'a, 'b> Passage<'a, 'b> {
    /// None where figures are of several things, or the part that closes the list is in `next` or before the last.
    fn new(lines: &'b [FigureSentence<'a>], next: Option<&FigureSentence>) -> Option<Self> {
        let first = lines[0].figures.iter().find(|f| adds_up(f))?;
        let parts: Vec<&Figure> =
            lines.iter().flat_map(|line| line.figures).filter(|f| adds_up(f) && like(f, first)).collect();
        let (line, last) = (lines.last()?, parts.last()?);
        let (closed, added) = (line.is_left(last), is_added(line, last));
        let paragraph = |line: &FigureSentence| line.article.sentences[line.number()].paragraph;
        let whole = lines.iter().all(|line| paragraph(line) == paragraph(&lines[0]));
        let near = lines.windows(2).all(|two| two[1].number() - two[0].number() <= 2);
        let listed = (2..=PARTS).contains(&parts.len()) && of_one_thing(&parts);
        // The part that closes a list ends it.
        let closes = |line: &FigureSentence, f: &Figure| adds_up(f) && line.is_left(f);
        let goes_on = next.is_some_and(|next| {
            next.number() == line.number() + 1 && next.figures.iter().any(|f| closes(next, f))
        });
        let ended =
            lines.iter().any(|line| line.figures.iter().any(|f| closes(line, f) && !std::ptr::eq(f, *last)));
        let sound = near && listed && !goes_on && !ended && !lines.iter().any(compares);
        sound.then_some(Self { lines, parts, closed, added, whole })
    }

    /// The figures that may be the total of its parts. Two are parts only beside what is called their total.
    fn others<'t>(&self, totals: &'t [&'t Figure]) -> impl Iterator<Item = &'t Figure> + Clone {
        let line = &self.lines[0];
        let (article, start) = (line.article, line.number());
        let two = self.parts.len() == 2 && !self.closed;
        totals.iter().copied().filter(move |t| {
            let at = article.sentence_at(t.span.start);
            let called =
                || at.abs_diff(start) <= 1 && is_total(article, t) || self.added && leads(article, at);
            like(t, self.parts[0]) && !self.parts.iter().any(|p| std::ptr::eq(*p, *t)) && (!two || called())
        })
    }

    /// Whether some of its parts, one after another, or all but one, make up another figure; those of a list that is closed, up to the
    /// last.
    fn is_made(&self, totals: &[&Figure]) -> bool {
        let (text, parts, n) = (self.lines[0].text, &self.parts, self.parts.len());
        // A count that ends in no zero is not rounded.
        let round = |f: &Figure| f.kind != FigureKind::Count || f.low % 10.0 == 0.0;
        let step = |f: &Figure| if round(f) { half_step(text, f) } else { 0.0 };
        let rounding: f64 = parts.iter().map(|f| step(f)).sum();
        let makes = |sum: f64, t: &Figure| (t.low - sum).abs() <= (step(t) * 2.0 + rounding).max(0.001);
        let makes_other = |sum: f64| self.others(totals).any(|t| makes(sum, t));
        let sum = |from: usize, to: usize| parts[from..to].iter().map(|f| f.low).sum::<f64>();
        let ends = |from: usize| if self.closed { n.max(from + 2)..n + 1 } else { from + 2..n + 1 };
        let run = (0..n).any(|from| ends(from).any(|to| makes_other(sum(from, to))));
        let free = if self.closed { n - 1 } else { n };
        let but_one = n > 2
            && parts[..free].iter().any(|part| {
                let rest = sum(0, n) - part.low;
                makes(rest, part) || makes_other(rest)
            });
        run || but_one || ends(1).any(|to| to > 2 && makes(sum(1, to), parts[0]))
    }

    /// The total that opens the list and that the figures after it miss.
    fn headed(&self, totals: &[&Figure]) -> Option<Calculation> {
        let (head, parts) = self.parts.split_first()?;
        let rest: f64 = parts.iter().map(|f| f.low).sum();
        let is_head = parts.len() > 2 && parts.iter().all(|f| f.low < head.low) && rest >= head.low * 0.7;
        is_head.then(|| self.missed(parts, totals)).flatten()
    }

    /// The total that `parts` miss.
    fn missed(&self, parts: &[&Figure], totals: &[&Figure]) -> Option<Calculation> {
        if !self.whole {
            return None;
        }
        let line = &self.lines[0];
        let (article, text) = (line.article, line.text);
        let (start, end) = (line.number(), self.lines.last()?.number());
        let sum: f64 = parts.iter().map(|f| f.low).sum();
        let most = parts.iter().map(|f| f.low).fold(0.0, f64::max);
        let step = parts.iter().map(|f| half_step(text, f)).fold(0.0, f64::max) * 2.0;
        // "14 of the injured" are parts of a whole that was told.
        let of = self.closed && parts[0].qualifiers.iter().any(|q| q == "of");
        let meant = |t: &&Figure| {
            let at = article.sentence_at(t.span.start);
            let near = at + BEFORE >= start && at <= end + AFTER;
            let told = (self.closed && near)
                || is_total(article, t)
                || at + 1 == start
                || at == start
                || leads(article, at);
            let named =
                parts.iter().all(|p| p.subject.is_none() || t.subject.is_none() || p.subject == t.subject);
            told && (named || of || t.kind != FigureKind::Count) && t.low > most
        };
        // A list that ends in "and" may be whole; what is left out of any other is often a round number.
        let last = parts.last()?;
        let until = article.token_at(last.span.start);
        let ended = (until.saturating_sub(4)..until).any(|t| article.word(t) == "and");
        let open = is_open(line, start, end);
        let wrong = |t: &&Figure| {
            let whole = if t.kind == FigureKind::Count { 1.0 } else { 0.0 };
            let step = step.max(half_step(text, t) * 2.0).max(whole);
            let at = article.sentence_at(t.span.start);
            let same = t.subject.is_some() && parts.iter().any(|p| p.subject == t.subject);
            let near = self.closed && parts.len() > 2 && (0.8..1.25).contains(&(t.low / sum)) && t.low != sum;
            let listed = self.closed || !open && (sum > t.low || ended || is_total(article, t));
            is_mistyped(t.low, sum, step) && listed || near && (same || of || at + 1 == start || at == start)
        };
        let headed =
            self.parts.first().copied().filter(|head| !parts.iter().any(|p| std::ptr::eq(*p, *head)));
        let mut found = self.others(totals).chain(headed).filter(meant).filter(wrong);
        let total = found.next()?;
        found.all(|t| t.low == total.low).then(|| Calculation {
            kind: CalculationKind::SumAfar,
            span: total.span,
            from: parts.iter().map(|f| f.span).collect(),
            claimed: total.low,
            computed: sum,
            tolerance: parts.iter().map(|f| half_step(text, f)).sum::<f64>() + half_step(text, total),
        })
    }
}

/// Whether a sentence is the headline or of the first paragraph after it.
fn leads(article: &Article, sentence: usize) -> bool {
    let paragraph = article.sentences[sentence].paragraph;
    let body = article.paragraphs.iter().position(|p| p.role == Role::Body);
    article.paragraphs[paragraph].role == Role::Headline || body == Some(paragraph)
}

/// Whether a figure is called the total: `In all, 40 men`, `40 men in all`, `a total of 40`, `40 altogether`.
fn is_total(article: &Article, f: &Figure) -> bool {
    let sentence = article.sentences[article.sentence_at(f.span.start)].tokens.clone();
    let (start, end) = (article.token_at(f.span.start), article.token_at(f.span.end.saturating_sub(1)) + 1);
    let word = |t: usize| if sentence.contains(&t) { article.word(t) } else { "" };
    let marked = |t: usize| !sentence.contains(&t) || article.tokens[t].kind == TokenKind::Mark;
    let in_all =
        |t: usize| word(t) == "all" && t > 0 && word(t - 1).eq_ignore_ascii_case("in") && marked(t + 1);
    let near = |t: usize| word(t).eq_ignore_ascii_case("altogether") || in_all(t);
    // "the total eclipse" is none.
    let of = start >= 2 && word(start - 1) == "of" && word(start - 2) == "total";
    of || (start.saturating_sub(3)..start).any(near) || (end..end + 3).any(near)
}

/// Whether the list leaves some parts out, or has some that are in others.
fn is_open(line: &FigureSentence, from: usize, to: usize) -> bool {
    let article = line.article;
    let sentences = &article.sentences[from..(to + 2).min(article.sentences.len())];
    sentences.iter().flat_map(|s| s.tokens.clone()).any(|t| {
        let left_out = line.lexicons.has(article.tokens[t].fold, Changes::LeftOut);
        left_out || article.word(t) == "other" && t > 0 && !matches!(article.word(t - 1), "the" | "each")
    })
}

/// Whether the last part is added to the others: `a further £3m`, `another 40`.
fn is_added(line: &FigureSentence, last: &Figure) -> bool {
    let before = line.back(line.start(last)).unwrap_or(usize::MAX);
    line.any(before, &["further", "another", "additional", "extra"])
        || line.text.get(last.span.range()).is_some_and(|text| text.starts_with("another"))
}

/// Parts count one thing: each the same, or nothing that is said.
fn of_one_thing(parts: &[&Figure]) -> bool {
    let mut named = parts.iter().filter_map(|f| f.subject.as_deref());
    let first = named.next();
    parts[0].kind != FigureKind::Count || named.all(|s| Some(s) == first)
}

/// Whether a sentence sets figures of two times against each other, or tells a change or a rate: they do not add up.
fn compares(line: &FigureSentence) -> bool {
    line.figures.iter().any(|f| {
        let (tie, _) = line.tie(f);
        let each = f.qualifiers.iter().any(|q| q.starts_with("per "));
        each || matches!(tie, Tie::From | Tie::Against | Tie::Than)
    })
}
