//! A count beside its share of a whole: `1,200 jobs, or 15 percent of its work force of 6,000`, `12 of 40 pupils, or
//! 30 percent`.

use super::parts::is_part;
use super::{Calculation, CalculationKind, FigureSentence, half_step, single};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    for three in line.figures.windows(3) {
        let [a, b, c] = three else { continue };
        if is_part(line, a, b) {
            out.extend(in_other_words(line, a, b, c));
        } else if !line.before(a).trim_end().ends_with(" of") {
            out.extend(of_a_whole(line, a, b, c));
        }
    }
}

/// `12 of 40 pupils, or 30 percent`, `12 of 40 pupils (30 percent)`.
fn in_other_words(
    line: &FigureSentence,
    part: &Figure,
    whole: &Figure,
    share: &Figure,
) -> Option<Calculation> {
    let gap = line.between(whole, share);
    let restated = gap.len() < 40 && (gap.ends_with(", or") || gap.ends_with('('));
    // "or 15 percent of the region's": of another whole.
    let of_another = line.after(share).trim_start().starts_with("of ");
    (restated && !of_another).then(|| reckon(line, part, whole, share)).flatten()
}

/// `1,200 jobs, or 15 percent of its work force of 6,000`, `300 people, or 2 percent of the town's 15,000`.
fn of_a_whole(line: &FigureSentence, part: &Figure, share: &Figure, whole: &Figure) -> Option<Calculation> {
    let first = line.between(part, share);
    let second = line.between(share, whole);
    let restated = first.len() < 40 && (first.ends_with(", or") || first.ends_with(", or about"));
    let of = second.starts_with("of ") || second == "of";
    let near = second.len() < 50 && !second.contains([',', ';', '(']) && !second.ends_with(" in");
    let alike = part.kind == whole.kind && part.unit == whole.unit;
    (restated && of && near && alike).then(|| reckon(line, part, whole, share)).flatten()
}

fn reckon(line: &FigureSentence, part: &Figure, whole: &Figure, share: &Figure) -> Option<Calculation> {
    let told = [part, whole, share];
    let sure = told.iter().all(|f| single(f) && !matches!(f.precision, Precision::Vague));
    let counted = matches!(part.kind, FigureKind::Count | FigureKind::Money | FigureKind::Measure);
    if !sure || !counted || share.kind != FigureKind::Percent || whole.low <= 0.0 || part.low > whole.low {
        return None;
    }
    let computed = part.low / whole.low * 100.0;
    let by_rounding = half_step(line.text, part) / whole.low * 100.0
        + half_step(line.text, whole) / whole.low * computed
        + half_step(line.text, share);
    let rough = told.iter().any(|f| f.precision != Precision::Exact);
    Some(Calculation {
        kind: CalculationKind::Share,
        span: share.span,
        from: vec![part.span, whole.span],
        claimed: share.low,
        computed,
        tolerance: by_rounding + 0.5 + computed * if rough { 0.15 } else { 0.02 },
    })
}
