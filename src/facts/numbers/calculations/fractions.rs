//! A fraction told of things that the sentence before counts, with the same predicate: `Of the 48 schools, 36 have nobody to teach
//! physics. “Two in three of our schools cannot teach it”`.

use super::line::sure;
use super::{Calculation, CalculationKind, FigureSentence};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::facts::wording::stems::stem;
use crate::lexicon::function_words::{is_auxiliary, is_function, is_preposition, is_relative};
use crate::text::TokenKind;
use std::ops::Range;

/// How far a fraction in words may be from the share, in hundredths: "a third" is 30 as well as 36.
const LOOSE: f64 = 4.5;
/// How far it may be and still be of the same things.
const NEAR: f64 = 15.0;

pub(super) fn find(line: &FigureSentence) -> Option<Calculation> {
    let mut shares = line.figures.iter().filter(|f| f.kind == FigureKind::Percent && sure(f));
    let share = shares.next().filter(|f| shares.next().is_none() && is_fraction(line, f))?;
    let mut counts = line.earlier.iter().filter(|f| f.kind == FigureKind::Count && sure(f));
    let (whole, part) = (counts.next()?, counts.next()?);
    if counts.next().is_some() || part.low > whole.low {
        return None;
    }
    let sentence = &line.article.sentences[line.article.sentence_at(whole.span.start)].tokens;
    // "Of the 48 schools, 36": the sentence begins with the whole.
    let first = line.article.token_at(whole.span.start);
    let opens = line.article.word(sentence.start).eq_ignore_ascii_case("of") && first <= sentence.start + 2;
    let told = predicate(line, share, whole)?;
    let counted = line.article.token_at(part.span.end.saturating_sub(1)) + 1..sentence.end;
    let counted: Vec<u64> = contents(line, counted).collect();
    // "36 have nobody to teach physics" is not of those who have nobody to teach Latin.
    let mut said = contents(line, told).peekable();
    let shared = said.peek().is_some() && said.all(|stem| counted.contains(&stem));
    let computed = part.low / whole.low * 100.0;
    let other = (100.0 - computed - share.low).abs() <= LOOSE;
    (opens && shared && !other && (share.low - computed).abs() <= NEAR).then(|| Calculation {
        kind: CalculationKind::Share,
        span: share.span,
        from: vec![part.span, whole.span],
        claimed: share.low,
        computed,
        tolerance: LOOSE,
    })
}

/// `two in three`, `a third`: a share in words.
fn is_fraction(line: &FigureSentence, share: &Figure) -> bool {
    let written = line.text.get(share.span.range()).unwrap_or("");
    let worded = !written.contains(|c: char| c.is_ascii_digit() || c == '%');
    worded && share.low < 100.0 && matches!(share.precision, Precision::Exact | Precision::About)
}

/// The tokens after `of our schools` or `of them` up to the next mark, where the schools are those that were counted and nothing tells them from others.
fn predicate(line: &FigureSentence, share: &Figure, whole: &Figure) -> Option<Range<usize>> {
    let of = line.bare_end(share);
    if !line.any(of, &["of"]) {
        return None;
    }
    let after = if line.any(of + 1, &["them"]) {
        of + 2
    } else {
        let noun = line.article.tokens_in(whole.noun?).next_back()?;
        let same = stem(line.word(of + 2)) == stem(line.article.word(noun));
        (same && line.any(of + 1, &["our", "their", "its", "the", "these"])).then_some(of + 3)?
    };
    let next = line.word(after);
    let told_apart = is_relative(next) || is_preposition(next);
    let end = (after..line.tokens.end).find(|&t| line.mark(t)).unwrap_or(line.tokens.end);
    (!told_apart).then_some(after..end)
}

/// The stems of the words of a stretch that say something.
fn contents(line: &FigureSentence, tokens: Range<usize>) -> impl Iterator<Item = u64> {
    let article = line.article;
    tokens
        .filter(|&t| {
            let token = article.tokens[t];
            token.kind == TokenKind::Word && !is_function(token.fold) && !is_auxiliary(article.word(t))
        })
        .map(|t| stem(article.word(t)))
}
