//! An average beside the total and the number that it is of: `110 points over the five-game run, an average of 27.5`.

use super::line::{like, sure};
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::Changes;

/// How far the average may be off, as a share of it.
const ROUNDING: f64 = 0.06;
/// By how many times it may be off and still be of the same things.
const AT_MOST: f64 = 12.0;

pub(super) fn find(line: &FigureSentence) -> Option<Calculation> {
    line.figures.windows(3).find_map(|three| {
        let [total, number, mean] = three else { return None };
        let exact = three.iter().all(|f| sure(f) && f.low > 0.0)
            && total.precision == Precision::Exact
            // "Over ten games" is in the course of them.
            && matches!(number.precision, Precision::Exact | Precision::AtLeast)
            && !line.holds(Changes::Cricket);
        let times = number.kind == FigureKind::Count || number.is_time(line.lexicons);
        let counted = times && number.low >= 2.0 && number.low.fract() == 0.0;
        let unnamed = mean.kind == FigureKind::Count && mean.unit.is_none() && mean.noun.is_none();
        let of_one = like(total, mean) && (mean.noun.is_none() || mean.subject == total.subject) || unnamed;
        // "Against an average of 20", "an average of 6.1 rebounds": of something else.
        let after = line.bare_end(mean);
        let ends =
            line.mark(after) || after >= line.tokens.end || line.any(after, &["a", "an", "per", "each"]);
        let compared =
            (line.bare_end(number)..line.start(mean)).any(|t| line.any(t, &["against", "than", "compared"]));
        let spread = (line.bare_end(total)..line.start(number))
            .any(|t| line.any(t, &["over", "in", "from", "across", "for"]));
        let near = line.start(number).saturating_sub(line.bare_end(total)) < 6;
        let sum = total.low / number.low;
        let ratio = mean.low / sum;
        let rounding = half_step(line.text, mean) + half_step(line.text, total) / number.low;
        let read = exact
            && counted
            && of_one
            && spread
            && near
            && ends
            && !compared
            && is_average(line, number, mean);
        (read && total.low > number.low.max(mean.low) && (1.0 / AT_MOST..=AT_MOST).contains(&ratio)).then(
            || Calculation {
                kind: CalculationKind::Quotient,
                span: mean.span,
                from: vec![total.span, number.number],
                claimed: mean.low,
                computed: sum,
                tolerance: sum * ROUNDING + rounding,
            },
        )
    })
}

/// Whether `mean` is told as the average of what is before it: `, an average of 27.5`, `, averaging 27.5`.
fn is_average(line: &FigureSentence, number: &Figure, mean: &Figure) -> bool {
    // The words may be read with the figure, as `about` is.
    let end = line.article.token_at(mean.number.start);
    let named = (end.saturating_sub(3)..end).find(|&t| line.any(t, &["average", "averaging", "mean"]));
    let comma =
        |t: usize| (1..=3).any(|n| t.checked_sub(n).is_some_and(|t| line.any(t, &[",", "—", "–", "("])));
    named.is_some_and(|t| comma(t) && t.saturating_sub(line.end(number)) < 6)
}
