//! A majority beside the votes of the two sides that it is between, in one sentence or in two: `She had a majority of 1,204. Hale
//! polled 12,410 votes and Moe 11,306`.

use super::line::sure;
use super::{Calculation, CalculationKind, FigureSentence};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::{Claims, Lexicons};
use crate::text::Article;

/// Votes that are looked at.
const MOST: usize = 6;

pub(super) fn find(line: &FigureSentence) -> Option<Calculation> {
    let here = || line.figures.iter();
    let by = here().chain(line.near).find(|f| is_majority(line.article, line.lexicons, f))?;
    let votes = |figures: &mut dyn Iterator<Item = &Figure>| {
        let alike = |f: &&Figure| {
            exact(f)
                && f.low >= 100.0
                && !is_majority(line.article, line.lexicons, f)
                && (f.noun.is_none() || f.subject.as_deref() == Some("vote"))
        };
        figures.filter(alike).take(MOST).map(|f| (f.span, f.low)).collect::<Vec<_>>()
    };
    let own = votes(&mut here());
    // "polled 14,206 votes to 12,893": the votes of this sentence, else those of the few before it as well.
    let known = if own.len() == 2 { own } else { votes(&mut line.near.iter().chain(here())) };
    let [(first, a), (second, b)] = known[..] else { return None };
    let told =
        line.has(&["vote", "votes", "polled", "ballots"]) || line.figures.iter().any(|f| std::ptr::eq(f, by));
    let computed = (a - b).abs();
    let ratio = by.low / computed.max(1.0);
    (told && computed != by.low && (0.5..2.0).contains(&ratio)).then(|| Calculation {
        kind: CalculationKind::Difference,
        span: by.span,
        from: vec![first, second],
        claimed: by.low,
        computed,
        tolerance: 0.0,
    })
}

/// `a majority of 1,204`, `a 1,204 majority`; not one that is overturned.
fn is_majority(article: &Article, lexicons: &Lexicons, f: &Figure) -> bool {
    let start = article.token_at(f.span.start);
    let end = article.token_at(f.span.end.saturating_sub(1)) + 1;
    let named = |t: usize| matches!(article.word(t), "majority" | "margin");
    let before = (start.saturating_sub(3)..start).any(named);
    let after = article.tokens.get(end).is_some() && article.word(end) == "majority";
    let sitting = || lexicons.within(article, start.saturating_sub(7)..start, Claims::Sitting);
    exact(f) && f.low >= 20.0 && (before || after) && !sitting()
}

fn exact(f: &Figure) -> bool {
    f.kind == FigureKind::Count && sure(f) && f.precision == Precision::Exact
}
