//! A whole, how many it is for, and how much that is for each: `320 acres was sold for £3.2m, or about £10,000 an acre`; `310 walkers,
//! each of whom paid £40`.

use super::line::{like, sure};
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::subject::singular;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};

/// How far the sum may be off, as a share of it: the figures are rounded.
const ROUNDING: f64 = 0.12;
/// By how many times it may be off and still be of the same things.
const AT_MOST: f64 = 20.0;

pub(super) fn find(line: &FigureSentence) -> Option<Calculation> {
    let rate = line
        .figures
        .iter()
        .find(|f| f.kind == FigureKind::Money && sure(f) && f.low > 0.0 && of(line, f).is_some())?;
    let thing = of(line, rate)?;
    let all = || line.earlier.iter().chain(line.figures).filter(|f| sure(f) && !std::ptr::eq(*f, rate));
    let mut numbers = all().filter(|f| f.low > 1.0 && counts(f, &thing));
    let number = numbers.next().filter(|_| numbers.next().is_none())?;
    let mut wholes = all().filter(|f| like(f, rate) && f.low > rate.low);
    let whole = wholes.next().filter(|_| wholes.next().is_none())?;
    let computed = whole.low / number.low;
    let ratio = rate.low / computed;
    let rough = [rate, number, whole].iter().any(|f| f.precision != Precision::Exact);
    let tolerance = computed * if rough { ROUNDING * 1.5 } else { ROUNDING } + half_step(line.text, rate);
    // "£3 an acre a year" is of something else.
    let plain = !line.any(line.bare_end(rate) + 2, &["a", "an", "per"]);
    let exact = matches!(rate.precision, Precision::Exact | Precision::About);
    // "Buses cost £5 a ticket" is another amount: a reckoning is led by "or", or by "at" in one sentence with its figures.
    let start = line.start(rate);
    let led = |words: &[&str]| (1..=3).any(|n| start.checked_sub(n).is_some_and(|t| line.any(t, words)));
    let here = [number, whole].iter().all(|f| line.span.start <= f.span.start);
    let reckoned =
        led(&["or", "comes", "came", "works", "means"]) || here && led(&["at", "paid", "paying", "is"]);
    let compared = line.any(line.bare_end(rate) + 2, &["more", "less", "cheaper", "dearer"]);
    (plain && reckoned && !compared && exact && (1.0 / AT_MOST..=AT_MOST).contains(&ratio)).then(|| {
        Calculation {
            kind: CalculationKind::Quotient,
            span: rate.span,
            from: vec![whole.span, number.span],
            claimed: rate.low,
            computed,
            tolerance,
        }
    })
}

/// What an amount is for one of: `acre` in `£10,000 an acre`.
fn of(line: &FigureSentence, f: &Figure) -> Option<String> {
    let end = line.bare_end(f);
    let led = line.any(end, &["a", "an", "per"])
        || line.any(end, &["for"]) && line.any(end + 1, &["each", "every"]);
    let at = if line.any(end, &["for"]) { end + 2 } else { end + 1 };
    let word = line.word(at).to_lowercase();
    let time = line.lexicons.word_is(&word, crate::lexicon::Units::Duration);
    (led && !time && word.len() > 2).then_some(word)
}

/// Whether a figure is a number of these things.
fn counts(f: &Figure, thing: &str) -> bool {
    let named = f.subject.as_deref().or(f.unit.as_deref());
    let person = matches!(thing, "head" | "person" | "resident") && f.subject.as_deref() == Some("people");
    matches!(f.kind, FigureKind::Count | FigureKind::Measure)
        && (named.is_some_and(|n| singular(n) == singular(thing)) || person)
}
