//! The quotations of an article, joined over paragraphs.

use super::marks::{self, Mark};
use super::pairs::{Draft, Fate, Pairs};
use super::{Quote, QuoteId, QuoteUse, Quotes, StrayMark, states, usage};
use crate::Span;
use crate::lexicon::Lexicons;
use crate::text::{Article, Role};
use std::ops::Range;

/// How many paragraphs without any double mark a quotation may run over before its closing mark.
const CARRY: usize = 12;

/// Finds the quotations of an article. Linear in its length, whatever the marks.
#[must_use]
pub fn find(article: &Article, lexicons: &Lexicons) -> Quotes {
    let sheet = Sheet::read(article, lexicons);
    let mut finder = Finder { sheet: &sheet, out: Quotes::default(), quote_of: Vec::new(), pending: None };
    for paragraph in 0..sheet.paragraphs.len() {
        finder.paragraph(paragraph);
    }
    let mut quotes = finder.out;
    quotes.strays.sort_unstable_by_key(|s| s.span);
    usage::classify(article, lexicons, &mut quotes.quotes);
    quotes.stands = states::find(article, &quotes.quotes);
    quotes
}

/// The marks of every paragraph, paired within it.
#[derive(Default)]
struct Sheet {
    paragraphs: Vec<ParagraphMarks>,
    drafts: Vec<Draft>,
    strays: Vec<Span>,
}

struct ParagraphMarks {
    span: Span,
    role: Role,
    words: u32,
    /// Into [`Sheet::drafts`]; `parent` there is relative to its start.
    drafts: Range<usize>,
    /// Into [`Sheet::strays`].
    strays: Range<usize>,
    /// A closing mark that is the first double mark, with the words before it.
    first_closes: Option<(Span, u32)>,
}

impl Sheet {
    fn read(article: &Article, lexicons: &Lexicons) -> Self {
        let mut sheet = Self::default();
        let mut pairs = Pairs::default();
        let mut marks: Vec<Mark> = Vec::new();
        for paragraph in &article.paragraphs {
            marks.clear();
            let words = if paragraph.role == Role::Metadata {
                0
            } else {
                marks::scan(article, lexicons, paragraph, &mut marks)
            };
            pairs.pair(&marks, |a, b| article.sentence_at(a) == article.sentence_at(b));
            let (drafts, strays) = (sheet.drafts.len(), sheet.strays.len());
            sheet.drafts.append(&mut pairs.drafts);
            sheet.strays.append(&mut pairs.strays);
            sheet.paragraphs.push(ParagraphMarks {
                span: paragraph.span,
                role: paragraph.role,
                words,
                drafts: drafts..sheet.drafts.len(),
                strays: strays..sheet.strays.len(),
                first_closes: pairs.first_closes,
            });
        }
        sheet
    }

    fn drafts(&self, paragraph: usize) -> &[Draft] {
        self.paragraphs.get(paragraph).map_or(&[], |page| &self.drafts[page.drafts.clone()])
    }

    /// The running text after a paragraph: captions, credits and the like are between by accident.
    fn next_prose(&self, paragraph: usize) -> Option<usize> {
        let after = paragraph + 1..self.paragraphs.len().min(paragraph + 1 + CARRY);
        after.into_iter().find(|&p| self.paragraphs[p].role == Role::Body)
    }

    /// Whether a paragraph begins with an opening mark of the kind.
    fn reopens(&self, paragraph: usize, single: bool) -> bool {
        self.drafts(paragraph).first().is_some_and(|draft| {
            draft.open.start == self.paragraphs[paragraph].span.start
                && draft.style.is_single() == single
                && matches!(draft.fate, Fate::Open | Fate::Closed)
        })
    }

    /// The paragraph whose closing mark ends a quotation that `paragraph` leaves open and no later one
    /// opens anew.
    fn closed_by(&self, paragraph: usize) -> Option<usize> {
        for next in paragraph + 1..self.paragraphs.len().min(paragraph + 1 + CARRY) {
            let page = &self.paragraphs[next];
            if page.role != Role::Body {
                continue;
            }
            if page.first_closes.is_some() {
                return Some(next);
            }
            if self.drafts(next).iter().any(|d| !d.style.is_single()) || !page.strays.is_empty() {
                return None;
            }
        }
        None
    }
}

struct Finder<'a> {
    sheet: &'a Sheet,
    out: Quotes,
    /// For each draft of the paragraph, the quotation it became or else the one around it.
    quote_of: Vec<Option<usize>>,
    pending: Option<Pending>,
}

/// A quotation that goes on into a later paragraph.
#[derive(Clone, Copy)]
struct Pending {
    quote: usize,
    target: Target,
}

#[derive(Clone, Copy)]
enum Target {
    /// This paragraph opens it anew.
    Reopened(usize),
    /// No paragraph opens it anew; it runs to the closing mark of this one.
    ClosedIn(usize),
}

impl Finder<'_> {
    fn paragraph(&mut self, index: usize) {
        let sheet = self.sheet;
        let page = &sheet.paragraphs[index];
        let drafts = sheet.drafts(index);
        let (running, closed) = self.run_on(index);
        let strays = sheet.strays[page.strays.clone()].iter().filter(|s| Some(**s) != closed);
        self.out.strays.extend(strays.map(|&span| StrayMark { span, opening: false }));

        self.quote_of.clear();
        let reopened = match self.pending {
            Some(Pending { quote, target: Target::Reopened(target) }) if target == index => Some(quote),
            _ => None,
        };
        let goes_on = self.goes_on(index);
        for (i, draft) in drafts.iter().enumerate() {
            let around = draft.parent.and_then(|p| self.quote_of[p]).or(running);
            let target = goes_on.filter(|(at, _)| *at == i).map(|(_, target)| target);
            let made = quote(page, drafts, i, target.is_some());
            let open = draft.fate == Fate::Overtaken || draft.fate == Fate::Open;
            if open && !draft.style.is_single() && (target.is_none() || made.is_none()) {
                self.out.strays.push(StrayMark { span: draft.open, opening: true });
            }
            // A pair of single marks across the end of the quotation that runs on is two apostrophes.
            let torn = |q: &Quote| {
                running.is_some_and(|r| {
                    let outer = self.out.quotes[r].span;
                    outer.overlaps(q.span) && !outer.contains(q.span)
                })
            };
            let Some(mut quote) = made.filter(|q| !torn(q)) else {
                self.quote_of.push(around);
                continue;
            };
            quote.parent = around.filter(|&q| self.out.quotes[q].span.contains(quote.span)).map(QuoteId::new);
            let at = self.out.quotes.len();
            if let Some(before) = reopened.filter(|_| i == 0) {
                quote.continues = Some(QuoteId::new(before));
                self.out.quotes[before].continued_by = Some(QuoteId::new(at));
            }
            self.quote_of.push(Some(at));
            self.out.quotes.push(quote);
            if let Some(target) = target {
                self.pending = Some(Pending { quote: at, target });
            }
        }
    }

    /// Makes the part of a quotation that runs into the paragraph without a mark at its head; also gives
    /// the mark that ends it there.
    fn run_on(&mut self, index: usize) -> (Option<usize>, Option<Span>) {
        let page = &self.sheet.paragraphs[index];
        let Some(Pending { quote: before, target: Target::ClosedIn(until) }) = self.pending else {
            return (None, None);
        };
        if index > until || page.role != Role::Body {
            return (None, None);
        }
        let close = page.first_closes.filter(|_| index == until);
        let (span, inner, words) = match close {
            Some((mark, words)) => {
                (Span::new(page.span.start, mark.end), Span::new(page.span.start, mark.start), words)
            }
            None => (page.span, page.span, page.words),
        };
        self.pending = None;
        if words == 0 {
            // Only the mark is on the line.
            return (None, close.map(|(mark, _)| mark));
        }
        let at = self.out.quotes.len();
        self.out.quotes[before].continued_by = Some(QuoteId::new(at));
        self.out.quotes.push(Quote {
            span,
            inner,
            marks: self.out.quotes[before].marks,
            used_as: QuoteUse::Speech,
            closed: close.is_some(),
            parent: None,
            continued_by: None,
            continues: Some(QuoteId::new(before)),
            words,
        });
        self.pending = (index < until).then_some(Pending { quote: at, target: Target::ClosedIn(until) });
        (Some(at), close.map(|(mark, _)| mark))
    }

    /// The draft of a paragraph that a later one goes on with, and how.
    fn goes_on(&self, index: usize) -> Option<(usize, Target)> {
        let page = &self.sheet.paragraphs[index];
        let drafts = self.sheet.drafts(index);
        if page.role != Role::Body || drafts.is_empty() {
            return None;
        }
        let next = self.sheet.next_prose(index);
        let last_open = drafts.iter().rposition(|d| d.fate == Fate::Open && !d.style.is_single());
        if let Some(i) = last_open {
            if let Some(next) = next.filter(|&p| self.sheet.reopens(p, false)) {
                return Some((i, Target::Reopened(next)));
            }
            let is_last = drafts[i + 1..].iter().all(|d| d.style.is_single());
            let until = self.sheet.closed_by(index).filter(|_| is_last)?;
            return Some((i, Target::ClosedIn(until)));
        }
        // ‘ at the head of two paragraphs, never closed in the first.
        let single = drafts[0].fate == Fate::Open;
        let next = next.filter(|&p| single && self.sheet.reopens(p, true))?;
        Some((0, Target::Reopened(next)))
    }
}

/// The quotation that a draft becomes, if any.
fn quote(page: &ParagraphMarks, drafts: &[Draft], i: usize, goes_on: bool) -> Option<Quote> {
    let draft = &drafts[i];
    let start = draft.open.start;
    let (end, inner_end, words) = match (draft.fate, draft.close) {
        (Fate::Closed, Some(close)) => (close.end, close.start, draft.words.1),
        (Fate::Open, _) if goes_on => (page.span.end, page.span.end, page.words),
        (Fate::Open, _) if !draft.style.is_single() => {
            let (end, words) = guessed_end(page, drafts, i);
            (end, end, words)
        }
        _ => return None,
    };
    let words = words.saturating_sub(draft.words.0);
    (words > 0 && draft.open.end <= inner_end).then(|| Quote {
        span: Span::new(start, end),
        inner: Span::new(draft.open.end, inner_end),
        marks: draft.style,
        used_as: QuoteUse::Speech,
        closed: draft.fate == Fate::Closed,
        parent: None,
        continued_by: None,
        continues: None,
        words,
    })
}

/// Where a quotation that is never closed is taken to end: before the next one, else with its paragraph.
fn guessed_end(page: &ParagraphMarks, drafts: &[Draft], i: usize) -> (u32, u32) {
    let Some(next) = drafts[i + 1..].iter().find(|d| !d.style.is_single()) else {
        return (page.span.end, page.words);
    };
    // A single quotation that holds that next one begins earlier, and is not to be cut in two.
    let between = drafts[i + 1..].iter().take_while(|d| d.open.start <= next.open.start);
    let first = between.filter(|d| d.open == next.open || d.close.is_some_and(|c| c.start > next.open.start));
    first.min_by_key(|d| d.open.start).map_or((page.span.end, page.words), |d| (d.open.start, d.words.0))
}
