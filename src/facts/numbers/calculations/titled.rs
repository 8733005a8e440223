//! A figure of the headline that the text has otherwise: `60,000 homes lose power` over `about 16,000 households were cut off`,
//! `writes off $4.2 million` over `a charge of $4.2 billion`.
//!
//! A figure is at home in the text if a figure there, the sum or the difference of two, or the change from one to another comes
//! to it, as far as rounding allows. One that is not is compared with the first figures of its unit: where two are a slip of the
//! pen apart, or count one thing, the text's is meant.

use super::Calculation;
use super::line::{like, of_one, sure};
use super::slips::{is_teen, places, swapped_all};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::text::{Article, Role, TokenKind};

/// Figures of the headline that are looked up, and figures of the text that are put together in pairs.
const MOST: usize = 4;
const PAIRED: usize = 24;
/// Figures of the text that may be parts of one of the headline, and sentences that its parts may be in.
const PARTS: usize = 48;
const SENTENCES: usize = 3;

/// Paragraphs of the text in which the figure that the headline means is told.
const LEAD: usize = 5;

pub(super) fn find(article: &Article, figures: &[Figure], out: &mut Vec<Calculation>) {
    let in_headline = |f: &&Figure| article.role_of(f.span) == Some(Role::Headline);
    let headline = figures.iter().take_while(in_headline);
    let titled: Vec<&Figure> = headline.filter(|f| measures(f)).take(MOST).collect();
    if titled.is_empty() {
        return;
    }
    let body: Vec<&Figure> = figures.iter().filter(|f| !in_headline(f)).collect();
    let Some(first) = article.paragraphs.iter().position(|p| p.role == Role::Body) else { return };
    for title in titled {
        if is_at_home(article, title, &body) {
            continue;
        }
        let near = body
            .iter()
            .filter(|f| sure(f) && like(f, title) && article.paragraph_at(f.span.start) < first + LEAD);
        let meant = near
            .clone()
            .find(|f| is_slip(title, f))
            .or_else(|| near.clone().find(|f| counts_the_same(title, f)))
            .or_else(|| near.clone().find(|f| f.kind == FigureKind::Percent));
        if let Some(meant) = meant {
            out.push(Calculation::tally(title, meant));
        }
    }
}

/// Whether a figure is one that a text under it gives again: an amount, or a count that is no word like "two".
fn measures(f: &Figure) -> bool {
    let told = match f.kind {
        FigureKind::Money | FigureKind::Percent => f.low > 0.0,
        FigureKind::Count => f.low >= 10.0 && f.noun.is_some(),
        _ => false,
    };
    told && sure(f)
}

/// Whether the text comes to the figure in any way.
fn is_at_home(article: &Article, title: &Figure, body: &[&Figure]) -> bool {
    let alike = || body.iter().copied().filter(|f| f.unit == title.unit || f.kind == FigureKind::Count);
    let share = title.kind == FigureKind::Percent;
    let fits = |n: f64| rounds_to(title, n) || share && n < 100.0 && rounds_to(title, 100.0 - n);
    if alike().any(|f| fits(f.low) || fits(f.high) || f.low <= title.low && title.low <= f.high) {
        return true;
    }
    // "2,500" told as "2500" or as the year it may be; a number in a name.
    let bare = article.slice(title.number);
    let said = article.paragraphs.iter().filter(|p| p.role != Role::Headline).any(|p| {
        p.tokens.clone().any(|t| article.tokens[t].kind == TokenKind::Number && article.word(t) == bare)
    });
    if said && title.kind != FigureKind::Money {
        return true;
    }
    let few: Vec<f64> = alike().filter(|f| f.low == f.high).map(|f| f.low).take(PAIRED).collect();
    let made = |a: f64, b: f64| {
        fits(a + b)
            || fits((a - b).abs())
            || title.kind == FigureKind::Percent && a > 0.0 && fits((b / a - 1.0).abs() * 100.0)
    };
    if few.iter().enumerate().any(|(i, a)| few[..i].iter().any(|b| made(*a, *b) || made(*b, *a))) {
        return true;
    }
    if matches!(title.kind, FigureKind::Count | FigureKind::Money) && is_sum(article, title, body) {
        return true;
    }
    let counts: Vec<f64> = body
        .iter()
        .filter(|f| f.kind != FigureKind::Percent && f.low == f.high && f.low > 0.0)
        .map(|f| f.low)
        .take(PAIRED)
        .collect();
    title.kind == FigureKind::Percent
        && counts
            .iter()
            .any(|a| counts.iter().any(|b| fits((b / a - 1.0).abs() * 100.0) || fits(a / b * 100.0)))
}

/// Whether all figures of its kind in one, two or three sentences add up to the figure.
fn is_sum(article: &Article, title: &Figure, body: &[&Figure]) -> bool {
    let parts: Vec<(usize, f64)> = body
        .iter()
        .filter(|f| like(f, title) && sure(f) && f.low < title.low)
        .take(PARTS)
        .map(|f| (article.sentence_at(f.span.start), f.low))
        .collect();
    let starts = (0..parts.len()).filter(|&i| i == 0 || parts[i - 1].0 != parts[i].0);
    starts.into_iter().any(|from| {
        (1..=SENTENCES).any(|n| {
            let together = parts[from..].iter().take_while(|(s, _)| s - parts[from].0 < n);
            let sum: f64 = together.map(|(_, amount)| amount).sum();
            (0.96..1.04).contains(&(sum / title.low))
        })
    })
}

/// Whether `n` is what the headline says, rounded as headlines do.
fn rounds_to(title: &Figure, n: f64) -> bool {
    let (low, high) = match title.precision {
        Precision::Exact => (0.96, 1.04),
        Precision::AtLeast => (0.98, 1.6),
        Precision::AtMost => (0.5, 1.02),
        _ => (0.85, 1.15),
    };
    let step = if title.kind == FigureKind::Percent { 0.51 } else { 0.0 };
    (title.low * low - step..=title.low * high + step).contains(&n)
}

/// Whether the two are a slip of the pen apart.
fn is_slip(title: &Figure, f: &Figure) -> bool {
    let moved = places(title.low, f.low, 0.03).is_some_and(|n| n % 3 == 0 || title.kind != FigureKind::Money);
    moved || swapped_all(title.low, f.low) || is_teen(title.low, f.low)
}

/// Whether both count one thing, by their nouns.
fn counts_the_same(title: &Figure, f: &Figure) -> bool {
    title.kind == FigureKind::Count
        && title.subject.is_some()
        && title.subject == f.subject
        && of_one(title, f)
        && title.qualifiers == f.qualifiers
}
