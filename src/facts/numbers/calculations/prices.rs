//! A number of things at one price, and what they come to: `48 million five-crown pieces, worth 240 million crowns`, `300 tickets
//! at $20 each brought in $6,000`.

use super::line::{Tie, like, sure};
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::Changes;

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    for three in line.figures.windows(3) {
        let [things, price, total] = three else { continue };
        let counted = things.kind == FigureKind::Count && sure(things) && things.low >= 2.0;
        let one = sure(price) && same_money(price, total) && sure(total);
        let said = (line.end(price)..line.start(total)).any(|t| line.is(t, Changes::ComesTo))
            && line.start(total) - line.end(price) < 8;
        if counted && one && said && is_price(line, things, price) {
            out.push(product(line, things, price, total));
        }
    }
}

/// Money of one unit; a currency that is not in the list counts as a thing.
fn same_money(a: &Figure, b: &Figure) -> bool {
    like(a, b)
        && (a.kind == FigureKind::Money
            || a.kind == FigureKind::Count && a.subject.is_some() && a.subject == b.subject)
}

/// `five-crown pieces`, `at $20 each`, `at $5 a head`.
fn is_price(line: &FigureSentence, things: &Figure, price: &Figure) -> bool {
    let hyphened = line.text.get(price.number.end as usize..).is_some_and(|rest| rest.starts_with('-'));
    let attributive = hyphened && line.start(price) == line.bare_end(things);
    let each = price.qualifiers.iter().any(|q| q.starts_with("per ")) && line.tie(price).0 == Tie::At;
    attributive || each && line.start(price) - line.bare_end(things) < 6
}

fn product(line: &FigureSentence, things: &Figure, price: &Figure, total: &Figure) -> Calculation {
    let computed = things.low * price.low;
    let rough = [things, price, total].iter().any(|f| f.precision != Precision::Exact);
    let rounding = half_step(line.text, things) / things.low + half_step(line.text, price) / price.low;
    Calculation {
        kind: CalculationKind::Product,
        span: total.span,
        from: vec![things.span, price.span],
        claimed: total.low,
        computed,
        tolerance: half_step(line.text, total)
            + computed * (rounding.min(0.2) + if rough { 0.15 } else { 0.03 }),
    }
}
