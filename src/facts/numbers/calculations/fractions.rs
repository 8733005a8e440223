//! A fraction of what a sentence before counts: `Of the 48 schools, 36 have no teacher. “Two in three of our schools cannot teach
//! it”`.

use super::line::sure;
use super::{Calculation, CalculationKind, FigureSentence};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::facts::wording::stems::stem;
use crate::lexicon::function_words::is_function;
use crate::text::TokenKind;
use rustc_hash::FxHashSet;

/// Sentences between the counts and the fraction.
const BACK: usize = 2;
/// How far a fraction in words may be from the share, in hundredths: "a third" is 30 as well as 36.
const LOOSE: f64 = 4.5;
/// How far it may be and still be of the same things.
const NEAR: f64 = 15.0;

pub(super) fn find(line: &FigureSentence) -> Option<Calculation> {
    let mut shares = line.figures.iter().filter(|f| f.kind == FigureKind::Percent && sure(f));
    let share = shares.next().filter(|_| shares.next().is_none())?;
    let end = line.bare_end(share);
    let written = line.text.get(share.span.range()).unwrap_or("");
    let worded = !written.contains(|c: char| c.is_ascii_digit() || c == '%');
    let refers = line.any(end, &["of"]) && line.any(end + 1, &["our", "their", "them", "those", "these"]);
    if !(worded
        && refers
        && share.low < 100.0
        && matches!(share.precision, Precision::Exact | Precision::About))
    {
        return None;
    }
    let number = line.number();
    let counts: Vec<&Figure> = line
        .near
        .iter()
        .filter(|f| {
            f.kind == FigureKind::Count && sure(f) && line.article.sentence_at(f.span.start) + BACK >= number
        })
        .collect();
    let [a, b] = counts[..] else { return None };
    let together = line.article.sentence_at(a.span.start) == line.article.sentence_at(b.span.start);
    let tied = |f: &Figure| {
        line.article.token_at(f.span.start).checked_sub(2).is_some_and(|t| {
            let word = |t: usize| line.article.word(t).to_lowercase();
            word(t + 1) == "of" || word(t) == "of" && matches!(&*word(t + 1), "the" | "its" | "their")
        })
    };
    let (part, whole) = if a.low < b.low { (a, b) } else { (b, a) };
    let computed = part.low / whole.low * 100.0;
    let other = (100.0 - computed - share.low).abs() <= LOOSE;
    // "A third of them closed" is another thing than how many have no teacher.
    let one = (share.low - computed).abs() <= NEAR && shares_topic(line, whole);
    (together && tied(whole) && one && !other).then(|| Calculation {
        kind: CalculationKind::Share,
        span: share.span,
        from: vec![part.span, whole.span],
        claimed: share.low,
        computed,
        tolerance: LOOSE,
    })
}

/// Whether a word of the sentence, beside what is counted, is one of the sentence with the counts.
fn shares_topic(line: &FigureSentence, whole: &Figure) -> bool {
    let article = line.article;
    let stems = |tokens: std::ops::Range<usize>| {
        tokens
            .filter(|&t| article.tokens[t].kind == TokenKind::Word && !is_function(article.tokens[t].fold))
            .map(|t| stem(article.word(t)))
            .collect::<FxHashSet<u64>>()
    };
    let counted = whole.noun.map_or_else(FxHashSet::default, |noun| stems(article.tokens_in(noun)));
    let told = stems(article.sentences[article.sentence_at(whole.span.start)].tokens.clone());
    stems(line.tokens.clone()).iter().any(|stem| told.contains(stem) && !counted.contains(stem))
}
