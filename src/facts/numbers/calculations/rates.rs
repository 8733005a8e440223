//! How much of a whole is for each, where the text tells it as the result: `320 acres was sold for £3.2m, or about £10,000 an acre`;
//! `With 18,000 residents, that comes to $300 for every resident`.

use super::line::{like, sure};
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::subject::singular;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::Units;
use crate::text::Article;

/// How far the result may be off, as a share of it: the figures are rounded.
const ROUNDING: f64 = 0.12;
/// By how many times it may be off and still be of the same things.
const AT_MOST: f64 = 20.0;

pub(super) fn find(line: &FigureSentence) -> Option<Calculation> {
    let (rate, thing) = line.figures.iter().find_map(|f| {
        let led = f.kind == FigureKind::Money && sure(f) && f.low > 0.0 && is_result(line.article, f);
        Some(f).zip(led.then(|| of(line, f))?)
    })?;
    let all = || line.near.iter().chain(line.figures).filter(|f| sure(f) && !std::ptr::eq(*f, rate));
    let mut numbers = all().filter(|f| f.low > 1.0 && counts(f, &thing));
    let number = numbers.next().filter(|_| numbers.next().is_none())?;
    // "£9,000 an acre, or £11,000 by the river" is another rate.
    let mut wholes = all().filter(|f| like(f, rate));
    let whole = wholes.next().filter(|whole| wholes.all(|w| w.low == whole.low) && whole.low > rate.low)?;
    let computed = whole.low / number.low;
    let ratio = rate.low / computed;
    let rough = [rate, number, whole].iter().any(|f| f.precision != Precision::Exact);
    let tolerance = computed * if rough { ROUNDING * 1.5 } else { ROUNDING } + half_step(line.text, rate);
    // A number of another sentence may be of other things: only a slip of the pen tells.
    let here = line.span.contains(number.span);
    let slip = here || super::slips::is_slip(rate.low, computed, 0.03);
    let exact = matches!(rate.precision, Precision::Exact | Precision::About);
    (exact && slip && (1.0 / AT_MOST..=AT_MOST).contains(&ratio)).then(|| Calculation {
        kind: CalculationKind::Quotient,
        span: rate.span,
        // Of "the 6,000-acre ranch", the number.
        from: vec![whole.span, number.number],
        claimed: rate.low,
        computed,
        tolerance,
    })
}

/// Whether an amount is told as a result: after `, or`, `works out at` or `comes to`.
pub(super) fn is_result(article: &Article, f: &Figure) -> bool {
    let start = article.token_at(f.span.start);
    let word = |back: usize| start.checked_sub(back).map_or("", |t| article.word(t));
    // "or about £10,000"
    let at =
        if matches!(word(1), "about" | "around" | "roughly" | "some" | "nearly" | "almost") { 2 } else { 1 };
    match word(at) {
        "or" => word(at + 1) == ",",
        "to" => matches!(word(at + 1), "comes" | "came" | "come"),
        "at" => word(at + 1) == "out" && matches!(word(at + 2), "works" | "worked" | "work"),
        _ => false,
    }
}

/// What an amount is for one of: `acre` in `£10,000 an acre`; nothing in `£3 an acre a year` and `£3 an acre more`.
fn of(line: &FigureSentence, f: &Figure) -> Option<String> {
    let end = line.bare_end(f);
    let each = line.any(end, &["for"]) && line.any(end + 1, &["each", "every"]);
    let at = end + if each { 2 } else { 1 };
    let led = each || line.any(end, &["a", "an", "per"]);
    let word = line.word(at).to_lowercase();
    let time = line.lexicons.word_is(&word, Units::Duration);
    let more = line.any(at + 1, &["a", "an", "per", "more", "less"]);
    (led && !time && !more && word.len() > 2).then_some(word)
}

/// Whether a figure is a number of these things.
fn counts(f: &Figure, thing: &str) -> bool {
    let named = f.subject.as_deref().or(f.unit.as_deref());
    let person = matches!(thing, "head" | "person" | "resident" | "man" | "inhabitant" | "citizen")
        && f.subject.as_deref() == Some("people");
    matches!(f.kind, FigureKind::Count | FigureKind::Measure)
        && (named.is_some_and(|n| singular(n) == singular(thing)) || person)
}
