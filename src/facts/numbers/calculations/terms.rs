//! A prison term in the headline that is another in the text: `Man gets five years for arson` over `sentenced to four years in
//! prison`.

use super::line::sure;
use super::{Calculation, CalculationKind};
use crate::facts::numbers::figures::{Figure, FigureKind};
use crate::lexicon::{Lexicons, Times, Units};
use crate::text::{Article, Role};

/// Tokens around a length of time in which a word for prison is.
const NEAR: usize = 4;

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
    let jailed = prison(head.clone()) || head.clone().any(|t| matches!(article.word(t), "gets" | "given"));
    let body = || figures.iter().filter(|f| role(f) == Some(Role::Body)).filter(term);
    if !jailed
        || figures.iter().any(|f| {
            !std::ptr::eq(f, title) && f.low <= title.low && title.low <= f.high && f.unit == title.unit
        })
    {
        return None;
    }
    let mut terms = body().filter(|f| {
        let (from, to) = (article.token_at(f.span.start), article.token_at(f.span.end.saturating_sub(1)) + 1);
        prison(from.saturating_sub(NEAR)..from) || prison(to..to + NEAR)
    });
    let told = terms.next().filter(|first| {
        first.unit == title.unit && terms.all(|f| f.low == first.low && f.unit == first.unit)
    })?;
    // "Gets 12 years": of a sentence whose parts are told apart.
    let parts = body().filter(|f| f.unit == title.unit).map(|f| f.low).take(8).collect::<Vec<_>>();
    let made = parts
        .iter()
        .enumerate()
        .any(|(i, a)| parts[..i].iter().any(|b| a + b == title.low || (a - b).abs() == title.low));
    (!made && told.low != title.low).then(|| Calculation {
        kind: CalculationKind::Tally,
        span: title.span,
        from: vec![told.span],
        claimed: title.low,
        computed: told.low,
        tolerance: 0.0,
    })
}
