//! A majority beside the votes of the two sides that it is between, in one sentence or in two: `She had a majority of 1,204. Hale
//! polled 12,410 votes and Moe 11,306`; `14,206 votes to 12,893`.

use super::line::{Tie, sure};
use super::{Calculation, CalculationKind, FigureSentence};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::function_words::is_function;
use crate::lexicon::{Changes, Claims, Lexicons};
use crate::text::{Article, TokenKind};

/// Between the votes of two sides, in tokens.
const NEAR: usize = 5;
/// Votes that an electorate casts: in a chamber, a government has a majority of its own.
const LEAST: f64 = 1_000.0;

pub(super) fn find(line: &FigureSentence) -> Option<Calculation> {
    let here = line.figures.iter().find(|f| is_majority(line.article, line.lexicons, f));
    let by = here.or_else(|| line.earlier.iter().find(|f| is_majority(line.article, line.lexicons, f)))?;
    let sides = sides(line, line.figures)
        .or_else(|| here.and_then(|_| sides(line, line.earlier)))
        .filter(|sides| sides.iter().all(|f| !std::ptr::eq(*f, by)))?;
    let [a, b] = sides;
    let computed = (a.low - b.low).abs();
    let ratio = by.low / computed.max(1.0);
    // Of those who were beaten by so many votes there may be others: only a slip of the pen tells.
    let by_votes = line.article.word(line.article.token_at(by.span.start).saturating_sub(1)) == "by";
    let told = !by_votes || super::slips::is_mistyped(by.low, computed, 1.0);
    (told && computed != by.low && (0.5..2.0).contains(&ratio)).then(|| Calculation {
        kind: CalculationKind::Difference,
        span: by.span,
        from: vec![a.span, b.span],
        claimed: by.low,
        computed,
        tolerance: 0.0,
    })
}

/// The votes of two sides that a clause sets against each other. Of several pairs, none is sure.
fn sides<'a>(line: &FigureSentence, figures: &'a [Figure]) -> Option<[&'a Figure; 2]> {
    let article = line.article;
    let mut pairs = figures.windows(2).filter(|two| {
        let [a, b] = two else { return false };
        let (end, start) = (after(article, a), article.token_at(b.span.start));
        let votes = |f: &Figure| exact(f) && f.low >= LEAST;
        let to = article.word(start - 1) == "to" || line.tie(b).0 == Tie::To;
        let near = (end..end + NEAR).contains(&start);
        let told = [a, b].iter().any(|f| f.subject.as_deref() == Some("vote"));
        let named = side(article, a).zip(side(article, b)).is_some_and(|(a, b)| a != b);
        votes(a) && votes(b) && near && told && (to || named)
    });
    let [a, b] = pairs.next().filter(|_| pairs.next().is_none())? else { return None };
    let sentence = article.sentences[article.sentence_at(a.span.start)].tokens.clone();
    let partial = line.lexicons.within(article, sentence.clone(), Changes::Partial);
    let of_old = line.lexicons.within(article, sentence.clone(), Claims::Sitting)
        || sentence.into_iter().any(|t| super::is_year(article.word(t)));
    (!of_old && !partial).then_some([a, b])
}

/// The name of the side that has a number of votes: `Hale` in `Hale polled 12,410`.
fn side(article: &Article, f: &Figure) -> Option<u64> {
    let named = |t: usize| {
        let token = article.tokens[t];
        token.capital && token.kind == TokenKind::Word && !is_function(token.fold)
    };
    let start = article.token_at(f.span.start);
    let before = |t: usize| t.checked_sub(1);
    let name =
        before(start).filter(|&t| named(t)).or_else(|| before(before(start)?).filter(|&t| named(t)))?;
    Some(article.tokens[name].fold)
}

/// `a majority of 1,204`, `a 1,204 majority`; not one of another vote.
fn is_majority(article: &Article, lexicons: &Lexicons, f: &Figure) -> bool {
    let start = article.token_at(f.span.start);
    let end = after(article, f);
    let named = |t: usize| matches!(article.word(t), "majority" | "margin");
    // "beat Moe by 314 votes", not "turnout fell by 314 votes"
    let from =
        article.sentences[article.sentence_at(f.span.start)].tokens.start.max(start.saturating_sub(12));
    let beaten = || (from..start).any(|t| lexicons.has(article.tokens[t].fold, Changes::Beats));
    let by = start > 0 && article.word(start - 1) == "by" && f.subject.as_deref() == Some("vote") && beaten();
    let before = by || (start.saturating_sub(3)..start).any(named);
    let after = article.tokens.get(end).is_some() && article.word(end) == "majority";
    let sitting = || lexicons.within(article, start.saturating_sub(7)..start, Claims::Sitting);
    exact(f) && f.low >= 20.0 && (before || after) && !sitting()
}

/// The token after a figure.
fn after(article: &Article, f: &Figure) -> usize {
    article.token_at(f.span.end.saturating_sub(1)) + 1
}

fn exact(f: &Figure) -> bool {
    f.kind == FigureKind::Count && sure(f) && f.precision == Precision::Exact
}
