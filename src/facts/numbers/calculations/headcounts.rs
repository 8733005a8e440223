//! A number of people that a headline begins with, and the first sentences have otherwise: `Six held over museum raid` over `Police
//! have arrested five men`.

use super::line::sure;
use super::{Calculation, CalculationKind};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::{Lexicons, Subjects};
use crate::text::{Article, Role, TokenKind};

/// Sentences that tell the news.
const NEWS: usize = 2;
/// Numbers that a headline begins with.
const FEW: std::ops::RangeInclusive<f64> = 2.0..=30.0;

pub(super) fn find(article: &Article, figures: &[Figure], lexicons: &Lexicons) -> Option<Calculation> {
    let title = figures.first().filter(|f| is_count(f) && FEW.contains(&f.low))?;
    let head = article
        .paragraphs
        .get(article.paragraph_at(title.span.start))
        .filter(|p| p.role == Role::Headline)?;
    let after = article.token_at(title.span.end.saturating_sub(1)) + 1;
    let befell = head.tokens.contains(&after)
        && (lexicons.has(article.tokens[after].fold, Subjects::Fate) || is_participle(article, after));
    if article.token_at(title.span.start) != head.tokens.start || !befell {
        return None;
    }
    let body = article.sentences.iter().filter(|s| article.paragraphs[s.paragraph].role == Role::Body);
    let news: Vec<_> = body.take(NEWS).collect();
    let (first, last) = (news.first()?, news.last()?);
    let mut people = figures.iter().filter(|f| {
        f.span.start >= first.span.start
            && f.span.end <= last.span.end
            && is_count(f)
            && of_people(lexicons, f)
    });
    let meant = people.next().filter(|_| people.next().is_none())?;
    // "Five men and a woman", "one of the six".
    let more = (article.token_at(first.span.start)..last.tokens.end).any(|t| {
        article.word(t) == "and"
            && matches!(
                article.tokens.get(t + 1).map(|_| article.word(t + 1)),
                Some("a" | "an" | "one" | "another" | "two" | "three")
            )
    });
    let told = figures.iter().skip(1).any(|f| f.low <= title.low && title.low <= f.high);
    (!more && !told && meant.low != title.low).then(|| Calculation {
        kind: CalculationKind::Tally,
        span: title.span,
        from: vec![meant.span],
        claimed: title.low,
        computed: meant.low,
        tolerance: 0.0,
    })
}

fn is_count(f: &Figure) -> bool {
    f.kind == FigureKind::Count && sure(f) && f.precision == Precision::Exact && f.low.fract() == 0.0
}

fn of_people(lexicons: &Lexicons, f: &Figure) -> bool {
    let known = |name: &String| {
        lexicons.subjects.word(name).is_some_and(|h| h.is_any(&[Subjects::Person, Subjects::Fate]))
    };
    f.subject.as_ref().is_some_and(known) && f.qualifiers.iter().all(|q| q != "of" && q != "other")
}

/// `held`, `arrested`: what was done to them.
fn is_participle(article: &Article, t: usize) -> bool {
    let word = article.word(t);
    article.tokens[t].kind == TokenKind::Word
        && (word.ends_with("ed") || matches!(word, "held" | "hurt" | "shot" | "freed"))
}
