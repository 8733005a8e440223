//! A total and the parts that follow it in other sentences: `City to spend $48 million on bridges` over `$21 million and the Mill
//! bridge $14 million. The other two will need $23 million`; `In all, 1.16 million ballots are being moved`, over `463,000` and
//! `654,000`.
//!
//! Figures of one kind in up to three sentences may be the parts of a total. If some of them make it, it is right. If none does,
//! parts that come to it but for one digit, or but for two that changed places, are the ones that are meant.

use super::line::{like, sure};
use super::slips::{is_teen, one_digit, swapped_all};
use super::{Calculation, CalculationKind, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::text::{Article, Role};

/// Totals that are looked at, and sentences that parts may be in.
const MOST: usize = 4;
const SENTENCES: usize = 3;
/// Parts of a total.
const PARTS: std::ops::RangeInclusive<usize> = 2..=6;
/// Figures of one kind that are looked at.
const LOOKED_AT: usize = 48;

pub(super) fn find(article: &Article, figures: &[Figure], out: &mut Vec<Calculation>) {
    let totals = figures.iter().filter(|f| is_total(article, f)).take(MOST);
    for total in totals {
        let elsewhere = figures
            .iter()
            .any(|f| !std::ptr::eq(f, total) && like(f, total) && (f.low / total.low - 1.0).abs() < 0.04);
        if !elsewhere {
            out.extend(missed(article, figures, total));
        }
    }
}

/// The parts that come to a total but for a slip, if none come to it.
fn missed(article: &Article, figures: &[Figure], total: &Figure) -> Option<Calculation> {
    let step = (2.0 * half_step(&article.text, total)).max(1.0);
    let rounded = |sum: f64| (sum / step).round() * step;
    let mut meant: Option<(Vec<&Figure>, f64)> = None;
    for parts in runs(article, figures, total) {
        let sum: f64 = parts.iter().map(|f| f.low).sum();
        let near = rounded(sum) / total.low;
        if (0.97..=1.03).contains(&near) && (near - 1.0).abs() * total.low <= step {
            return None;
        }
        let closed = parts.iter().skip(1).any(|f| closes(article, f)) || is_list(article, &parts);
        let named = parts.iter().all(|f| f.subject.is_none() || f.subject == total.subject);
        let long = total.low / step >= 100.0;
        let slip = swapped_all(total.low, rounded(sum))
            || is_teen(total.low, sum)
            || one_digit(total.low, rounded(sum));
        let fits = (closed || named && long) && slip && (0.6..1.7).contains(&near);
        if fits && meant.is_none() {
            meant = Some((parts, sum));
        }
    }
    let (parts, sum) = meant?;
    Some(Calculation {
        kind: CalculationKind::SumAfar,
        span: total.span,
        from: parts.iter().map(|f| f.span).collect(),
        claimed: total.low,
        computed: sum,
        tolerance: 0.0,
    })
}

/// Whether figures of one kind in neighbouring sentences come to a total, as headlines round it.
pub(super) fn make(article: &Article, figures: &[Figure], total: &Figure) -> bool {
    runs(article, figures, total)
        .any(|parts| (0.96..1.04).contains(&(parts.iter().map(|f| f.low).sum::<f64>() / total.low)))
}

/// The figures of one kind with a total that lie together after it: those of one, two and three sentences.
fn runs<'a>(
    article: &'a Article,
    figures: &'a [Figure],
    total: &'a Figure,
) -> impl Iterator<Item = Vec<&'a Figure>> {
    let parts: Vec<(usize, &Figure)> = figures
        .iter()
        .filter(|f| {
            f.span.start > total.span.end && like(f, total) && sure(f) && f.low < total.low.max(1.0) * 1.5
        })
        .take(LOOKED_AT)
        .map(|f| (article.sentence_at(f.span.start), f))
        .collect();
    let starts: Vec<usize> = (0..parts.len()).filter(|&i| i == 0 || parts[i - 1].0 != parts[i].0).collect();
    starts.into_iter().flat_map(move |from| {
        let first = parts[from].0;
        let within = |n: usize| parts[from..].iter().take_while(|(s, _)| s - first < n).count();
        let mut lengths: Vec<usize> = (1..=SENTENCES).map(within).filter(|n| PARTS.contains(n)).collect();
        lengths.dedup();
        lengths
            .into_iter()
            .map(|n| parts[from..from + n].iter().map(|(_, f)| *f).collect())
            .collect::<Vec<_>>()
    })
}

/// Whether a figure is told as a total: in the headline, or after `in all`.
fn is_total(article: &Article, f: &Figure) -> bool {
    let kind = matches!(f.kind, FigureKind::Money | FigureKind::Count);
    if !(kind && sure(f) && f.precision == Precision::Exact && f.low >= 10.0) {
        return false;
    }
    let role = article.paragraphs.get(article.paragraph_at(f.span.start)).map(|p| p.role);
    let start = article.token_at(f.span.start);
    let word = |back: usize| start.checked_sub(back).map_or("", |t| article.word(t));
    let told = (1..=4).any(|n| matches!(word(n), "all" | "total" | "Altogether" | "altogether"));
    role == Some(Role::Headline) || told && role == Some(Role::Body)
}

/// Whether the parts are one list: `24 sopranos, 12 altos, nine tenors and seven basses`.
fn is_list(article: &Article, parts: &[&Figure]) -> bool {
    let between = |a: &Figure, b: &Figure| {
        let (from, to) = (article.token_at(a.span.end.saturating_sub(1)) + 1, article.token_at(b.span.start));
        (to.saturating_sub(from) <= 4)
            .then(|| (from..to).map(|t| article.word(t)).any(|w| matches!(w, "," | "and")))
    };
    parts.len() > 2 && parts.windows(2).all(|two| between(two[0], two[1]) == Some(true))
}

/// Whether a part is the last one: `the remaining 180`, `the other two`, `two more`.
fn closes(article: &Article, f: &Figure) -> bool {
    let sentence = &article.sentences[article.sentence_at(f.span.start)];
    let start = article.token_at(f.span.start);
    let end = article.token_at(f.span.end.saturating_sub(1)) + 1;
    let leads = (start.saturating_sub(6).max(sentence.tokens.start)..start).any(|t| {
        matches!(article.word(t), "remaining" | "other" | "rest" | "another" | "Another" | "further")
    });
    leads || sentence.tokens.contains(&end) && matches!(article.word(end), "more" | "others" | "between")
}
