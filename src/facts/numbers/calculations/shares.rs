//! A part, its whole and its share: `2,698 of the ward's 51,178 voters, or 5 percent`, `1,200 jobs, or 20 percent of its
//! work force of 6,000`, `10 percent of $106,000 is $10,600`, `more than half of the 400 workers, 220`.
//!
//! Two of the three are tied by `of`, and the third tells one of them again; that makes sure what is a share of what.

use super::line::{Tie, like, sure};
use super::{Calculation, CalculationKind, FigureSentence, half_step};
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::lexicon::function_words::is_auxiliary;

pub(super) fn find(line: &FigureSentence, out: &mut Vec<Calculation>) {
    for three in line.figures.windows(3) {
        let [a, b, c] = three else { continue };
        out.extend(in_order(line, a, b, c));
    }
    for pair in line.figures.windows(2) {
        let [share, part] = pair else { continue };
        out.extend(amount(line, share, part));
        out.extend(told_twice(line, share, part));
    }
}

/// `one in five, or 25 percent`: one share in two ways.
fn told_twice(line: &FigureSentence, a: &Figure, b: &Figure) -> Option<Calculation> {
    let share = |f: &Figure| f.kind == FigureKind::Percent && sure(f) && f.low <= 100.0;
    let written =
        |f: &Figure| line.text.get(f.span.range()).is_some_and(|t| t.contains('%') || t.contains("cent"));
    let told = share(a) && share(b) && !written(a) && written(b) && line.again(a, b);
    // "half of them, or 20 percent of the town": of another whole.
    let one_whole = !line.any(line.bare_end(b), &["of"]);
    let rough = a.precision != Precision::Exact || b.precision != Precision::Exact;
    (told && one_whole).then(|| Calculation {
        kind: CalculationKind::Equal,
        span: b.span,
        from: vec![a.span],
        claimed: b.low,
        computed: a.low,
        // "A third" stands for 30 as well as for 36.
        tolerance: 1.0 + a.low * if rough { 0.13 } else { 0.05 },
    })
}

/// Which of three neighbours are part, whole and share.
fn in_order(line: &FigureSentence, a: &Figure, b: &Figure, c: &Figure) -> Option<Calculation> {
    let is_share = |f: &Figure| f.kind == FigureKind::Percent;
    // "or 15 percent of the region's": of another whole.
    let closed = |f: &Figure| !line.any(line.bare_end(f), &["of"]);
    let (part, whole, share) = match (is_share(a), is_share(b), is_share(c)) {
        // "12 of 40 pupils, or 30 percent"
        (false, false, true) if line.of(a, b) && line.again(b, c) && closed(c) => (a, b, c),
        // "Of the $1.3 million, $667,000, or more than half, came from shops"
        (false, false, true) if opens(line, a) && line.again(b, c) && closed(c) => (b, a, c),
        // "30 percent, or 12 of 40 pupils"
        (true, false, false) if line.again(a, b) && line.of(b, c) && closed(a) => (b, c, a),
        // "1,200 jobs, or 20 percent of its work force of 6,000"
        (false, true, false) if line.again(a, b) && of_a_whole(line, b, c) => (a, c, b),
        // "10 percent of $106,000 is $10,600", "10 percent of $106,000, or $10,600", "half of the 400 workers, 200, will go"
        (true, false, false)
            if line.of(a, b) && (is(line, b, c) || line.again(b, c) || line.set_off(b, c)) =>
        {
            (c, b, a)
        }
        _ => return None,
    };
    // "300 of the 1,200 drivers" are drivers; "$3 of 12 cents" is no part.
    let alike = part.unit == whole.unit && part.kind == whole.kind;
    alike.then(|| reckon(line, part, whole, share)).flatten()
}

/// `Of the $1.3 million, ...`, `Of the 84 firms that answered, ...`: the sentence begins with its whole.
fn opens(line: &FigureSentence, whole: &Figure) -> bool {
    const CLAUSE: usize = 7;
    let (tie, t) = line.tie(whole);
    let end = line.end(whole);
    let clause = line.any(end, &["that", "who", "which"]) || line.any(end, &["in", "at", "on", "of"]);
    let comma = (end..end + CLAUSE).find(|&t| line.mark(t)).filter(|&t| t == end || clause);
    tie == Tie::Of
        && (t == line.tokens.start || line.any(t - 1, &["out"]))
        && comma.is_some_and(|t| line.any(t, &[","]))
}

/// `20 percent of its work force of 6,000`, `2 percent of the town's 15,000`.
fn of_a_whole(line: &FigureSentence, share: &Figure, whole: &Figure) -> bool {
    let second = line.between(share, whole);
    let of = second.starts_with("of ") || second == "of";
    let again = line.tie(whole).0 == Tie::Of;
    of && again && second.len() < 60 && !second.contains([',', ';', '(']) && !second.ends_with(" in")
}

/// `is`, `comes to`, `equals` between them.
fn is(line: &FigureSentence, a: &Figure, b: &Figure) -> bool {
    let between = line.end(a)..line.start(b);
    between.len() <= 2
        && !between.is_empty()
        && (is_auxiliary(&line.word(between.start).to_lowercase())
            || line.any(between.start, &["equals", "makes", "comes"]))
}

fn reckon(line: &FigureSentence, part: &Figure, whole: &Figure, share: &Figure) -> Option<Calculation> {
    let told = [part, whole, share];
    let counted = matches!(part.kind, FigureKind::Count | FigureKind::Money | FigureKind::Measure);
    if !told.iter().all(|f| sure(f))
        || !counted
        || share.low > 100.0
        || whole.low <= 0.0
        || part.low > whole.low
    {
        return None;
    }
    let computed = part.low / whole.low * 100.0;
    let by_rounding = half_step(line.text, part) / whole.low * 100.0
        + half_step(line.text, whole) / whole.low * computed
        + half_step(line.text, share);
    let rough = told.iter().any(|f| f.precision != Precision::Exact);
    // "Two thirds" is a round word, but it is not three quarters.
    let written = line.text.get(share.span.range()).unwrap_or("");
    let fraction = share.span == share.number && !written.contains(|c: char| c.is_ascii_digit());
    let rough = rough && !(fraction && [part, whole].iter().all(|f| f.precision == Precision::Exact));
    let slack = by_rounding + if fraction { 3.5 } else { 0.5 } + computed * if rough { 0.15 } else { 0.02 };
    // "More than half" holds for 60 percent, and for 40 it does not.
    let open = match share.precision {
        Precision::AtLeast if computed >= share.low => Some(share.low * 0.7 + 5.0),
        Precision::AtMost if computed <= share.low => Some(share.low * 0.7),
        // Rounded on the right side of it: no slack beyond the rounding.
        Precision::AtLeast | Precision::AtMost => Some(by_rounding + 0.01),
        _ => None,
    };
    Some(Calculation {
        kind: CalculationKind::Share,
        span: share.span,
        from: vec![part.span, whole.span],
        claimed: share.low,
        computed,
        tolerance: open.unwrap_or(slack),
    })
}

/// `a down payment of 10 percent, or $10,600`, `1 percent of the sum raised, $211 million`: of which whole is not said here, but
/// if the amounts before have it, the share comes out of one of them. Where none fits, and the amount is a slip away from what
/// one gives (ten times as much, two digits changed places), that one is meant.
fn amount(line: &FigureSentence, share: &Figure, part: &Figure) -> Option<Calculation> {
    let told = share.kind == FigureKind::Percent
        && (matches!(part.kind, FigureKind::Money | FigureKind::Measure)
            || part.kind == FigureKind::Count && line.again(share, part))
        && sure(share)
        && sure(part)
        && (0.5..100.0).contains(&share.low)
        && (line.again(share, part) || line.any(line.start(part).checked_sub(1)?, &[","]))
        && line.start(part) - line.bare_end(share) < 9;
    let of_known =
        line.figures.iter().any(|f| f.span.start > share.span.start && f.span.start < part.span.start);
    if !told || of_known {
        return None;
    }
    let here = line.figures.iter().filter(|f| f.span.end <= share.span.start);
    let wholes: Vec<&Figure> = line.near.iter().chain(here).filter(|f| sure(f) && like(f, part)).collect();
    let of = |whole: &Figure| whole.low * share.low / 100.0;
    let rounding = (half_step(line.text, share) / share.low).min(0.1) + 0.03;
    let fits = |whole: &&&Figure| (of(whole) - part.low).abs() <= part.low * rounding * 2.0;
    let slipped =
        |whole: &&&Figure| whole.low > part.low && super::slips::is_slip(part.low, of(whole), rounding);
    let whole = wholes.iter().find(fits).or_else(|| wholes.iter().rev().find(slipped))?;
    Some(Calculation {
        kind: CalculationKind::Portion,
        span: part.span,
        from: vec![share.span, whole.span],
        claimed: part.low,
        computed: of(whole),
        tolerance: part.low * rounding * 2.0,
    })
}
