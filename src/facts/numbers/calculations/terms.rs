//! A prison term in the headline that is another in the text: `Man gets five years for arson` over `sentenced to four years in
//! prison`.

use super::Calculation;
use super::line::sure;
use crate::facts::numbers::figures::{Figure, FigureKind};
use crate::lexicon::{Lexicons, Times, Units};
use crate::text::{Article, Role};

/// Tokens around a length of time in which a word for prison is.
const NEAR: usize = 4;
/// Lengths of the text that may be parts of a term.
const PARTS: usize = 12;

pub(super) fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons) -> Option<Calculation> {
    let role = |f: &Figure| article.paragraphs.get(article.paragraph_at(f.span.start)).map(|p| p.role);
    let term = |f: &&Figure| {
        let long = f.unit.as_deref().is_some_and(|u| matches!(u, "year" | "month"));
        f.kind == FigureKind::Measure
            && sure(f)
            && long
            && lexicons.word_is(f.unit.as_deref().unwrap_or(""), Units::Duration)
    };
    let mut titled = figures.iter().take_while(|f| role(f) == Some(Role::Headline)).filter(term);
    let title = titled.next().filter(|_| titled.next().is_none())?;
    let head = article.paragraphs[article.paragraph_at(title.span.start)].tokens.clone();
    let prison = |range: std::ops::Range<usize>| {
        range.clone().any(|t| article.tokens.get(t).is_some_and(|k| lexicons.has(k.fold, Times::Prison)))
    };
    let jailed = prison(head.clone()) || head.clone().any(|t| gives(article.word(t)));
    let body = || figures.iter().filter(|f| role(f) == Some(Role::Body)).filter(term);
    if !jailed
        || figures.iter().any(|f| {
            !std::ptr::eq(f, title) && f.low <= title.low && title.low <= f.high && f.unit == title.unit
        })
    {
        return None;
    }
    // Of two who were jailed, one for life, the headline may mean either.
    if (1..article.tokens.len()).any(|t| article.word(t) == "life" && article.word(t - 1) == "for") {
        return None;
    }
    let mut terms = body().filter(|f| {
        let (from, to) = (article.token_at(f.span.start), article.token_at(f.span.end.saturating_sub(1)) + 1);
        let before = from.saturating_sub(NEAR)..from;
        // "Had served four years in prison" is another term.
        let passed = before.clone().any(|t| {
            lexicons.times.lemma(article.tokens[t].fold, Times::Case) == Some("6") || gives(article.word(t))
        });
        let had = from.saturating_sub(2 * NEAR)..from;
        let earlier = had.into_iter().any(|t| matches!(article.word(t), "had" | "previous" | "previously"));
        // "Four years and six months" is one term.
        let whole = article.tokens.get(to).is_none_or(|_| article.word(to) != "and");
        passed && whole && !earlier && (prison(before) || prison(to..to + NEAR))
    });
    let told = terms.next().filter(|first| {
        first.unit == title.unit && terms.all(|f| f.low == first.low && f.unit == first.unit)
    })?;
    // "Gets 12 years": of a sentence whose parts are told apart ("to four years, and to three more").
    let counted = |f: &&Figure| f.unit == title.unit || f.kind == FigureKind::Count;
    let body = figures.iter().filter(|f| role(f) == Some(Role::Body)).filter(counted);
    let parts = body.map(|f| f.low).take(PARTS).collect::<Vec<_>>();
    let made = parts
        .iter()
        .enumerate()
        .any(|(i, a)| parts[..i].iter().any(|b| a + b == title.low || (a - b).abs() == title.low));
    (!made && told.low != title.low).then(|| Calculation::tally(title, told))
}

/// Tells what a court gives.
fn gives(word: &str) -> bool {
    matches!(word, "gets" | "got" | "given" | "gave")
}
