//! Years counted back from the day of publication.

use super::moments::Moment;
use super::{TimeClaim, TimeKind, TimeUnit, TimedSentence};

pub(super) fn find(line: &TimedSentence, moments: &[Moment], out: &mut Vec<TimeClaim>) {
    let Some(today) = line.article.published.map(|p| p.date.year()) else { return };
    for m in moments {
        let Some(year) = m.year.filter(|y| *y <= today) else { continue };
        let Some((at, end)) = counted(line, m) else { continue };
        let Some(claimed) = line.number(line.text(at)) else { continue };
        let years = f64::from(today) - f64::from(year);
        // "Some 40 years ago" is rounded to tens, and so is a bare "forty".
        let loose = ["than", "about", "almost", "nearly", "some", "over", "roughly", "around"]
            .iter()
            .any(|w| line.before(at, 1).eq_ignore_ascii_case(w));
        let slack = if loose || claimed % 10.0 == 0.0 { (claimed * 0.2).max(3.0) } else { 1.0 };
        out.push(TimeClaim {
            kind: TimeKind::Ago,
            span: line.span(at, end),
            from: vec![m.span],
            claimed,
            computed: years,
            off: ((claimed - years).abs() - slack).max(0.0),
            unit: TimeUnit::Year,
            dated: true,
        });
    }
}

/// The count of years beside a moment, its first and last token: `12 years since 2015`, `12 years ago, in 2015`,
/// `in 2015, 12 years ago`.
fn counted(line: &TimedSentence, m: &Moment) -> Option<(usize, usize)> {
    let start = m.tokens.start;
    let back = |n: usize| start.checked_sub(n);
    if line.any(back(1)?, &["since"]) && line.any(back(2)?, &["years"]) {
        return back(3).map(|at| (at, at + 2));
    }
    let in_year = line.any(back(1)?, &["in"]);
    if in_year && back(4).is_some() && line.any(back(2)?, &[","]) && line.any(back(3)?, &["ago"]) {
        return back(5).filter(|at| line.any(at + 1, &["years"])).map(|at| (at, at + 3));
    }
    let after = m.tokens.end + 1;
    let ago = in_year
        && line.any(m.tokens.end, &[","])
        && line.any(after + 1, &["years"])
        && line.any(after + 2, &["ago"]);
    ago.then_some((after, after + 3))
}
