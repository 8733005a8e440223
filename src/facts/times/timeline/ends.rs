//! The two ends of a span of time, and its length where that is beside them.

use super::moments::Moment;
use super::{TimeClaim, TimeKind, TimeUnit, TimedSentence};
use crate::lexicon::Times;
use crate::text::TokenKind;
use std::cmp::Ordering;

pub(super) fn find(line: &TimedSentence, moments: &[Moment], out: &mut Vec<TimeClaim>) {
    for pair in moments.windows(2) {
        let [a, b] = pair else { continue };
        if !joined(line, a, b) || moved(line, a) {
            continue;
        }
        let dated = a.year.is_some() && b.year.is_some();
        let wrong = a.order(b) == Some(Ordering::Greater);
        out.push(TimeClaim {
            kind: TimeKind::Ends,
            span: a.span.join(b.span),
            from: Vec::new(),
            claimed: 0.0,
            computed: 0.0,
            off: f64::from(u8::from(wrong)),
            unit: TimeUnit::Day,
            dated,
        });
        if !wrong {
            out.extend(length(line, a, b));
        }
    }
    out.extend(line.range.clone().filter_map(|i| lifetime(line, i)));
}

/// `from A to B`, `between A and B`, `A-B`.
fn joined(line: &TimedSentence, a: &Moment, b: &Moment) -> bool {
    let gap = a.tokens.end..b.tokens.start;
    let one = gap.len() == 1;
    let lead = line.before(a.tokens.start, 1);
    let from = lead.eq_ignore_ascii_case("from");
    let between = lead.eq_ignore_ascii_case("between");
    one && (from && line.any(gap.start, &["to", "until", "till", "through"])
        || between && line.any(gap.start, &["and"])
        || lead == "(" && line.any(gap.start, &["-", "–", "—", "to"]))
}

/// Whether the sentence moves a date, so that the later one may come first.
fn moved(line: &TimedSentence, a: &Moment) -> bool {
    let from = a.tokens.start.saturating_sub(10).max(line.range.start);
    (from..a.tokens.start).any(|i| line.is(i, Times::Moved))
}

/// `(1968-1949)`, which is one token.
fn lifetime(line: &TimedSentence, i: usize) -> Option<TimeClaim> {
    if line.article.tokens[i].kind != TokenKind::Number {
        return None;
    }
    let (a, b) = line.text(i).split_once('-')?;
    let year = |s: &str| (s.len() == 4).then(|| s.parse::<i16>().ok()).flatten();
    let (first, second) = (year(a)?, year(b)?);
    let sane = (1000..=2100).contains(&first) && (1000..=2100).contains(&second);
    let bracketed = line.before(i, 1) == "(" && line.text(i + 1) == ")";
    let led = ["in", "from", "during"].iter().any(|w| line.before(i, 1).eq_ignore_ascii_case(w));
    (sane && (bracketed || led)).then(|| TimeClaim {
        kind: TimeKind::Ends,
        span: line.article.tokens[i].span,
        from: Vec::new(),
        claimed: 0.0,
        computed: 0.0,
        off: f64::from(u8::from(second < first)),
        unit: TimeUnit::Year,
        dated: true,
    })
}

/// How many tokens may be between a length and its ends.
const NEAR: usize = 7;

/// `the three-day fair, from May 4 to May 9`; `for 10 years, from 2001 to 2005`.
fn length(line: &TimedSentence, a: &Moment, b: &Moment) -> Option<TimeClaim> {
    let lead = a.tokens.start.checked_sub(1)?;
    let from = lead.saturating_sub(NEAR).max(line.range.start);
    let (at, end, claimed, unit) = (from..lead).rev().find_map(|i| told(line, i))?;
    // After a stop, or with a verb of its own (`a three-day trip on a ship that runs`), it is about something else.
    let other =
        (end..lead).any(|i| line.any(i, &[";", "that", "which", "who", "where", "after", "before", "of"]));
    let loose = ["than", "about", "almost", "nearly", "some", "over", "roughly"]
        .iter()
        .any(|w| line.before(at, 1).eq_ignore_ascii_case(w));
    if other || loose {
        return None;
    }
    let computed = match unit {
        TimeUnit::Day => a.days_to(b)?,
        TimeUnit::Week => a.days_to(b)? / 7.0,
        TimeUnit::Month => months(a, b)?,
        TimeUnit::Year => f64::from(b.year?) - f64::from(a.year?),
    };
    // A span may count both its ends, or neither; a week may be one of work.
    let (low, high) = match unit {
        TimeUnit::Day => (computed, computed + 1.0),
        TimeUnit::Week => (computed - 0.6, computed + 0.6),
        TimeUnit::Month | TimeUnit::Year => (computed - 1.0, computed + 1.0),
    };
    Some(TimeClaim {
        kind: TimeKind::Length,
        span: line.span(at, end),
        from: vec![a.span.join(b.span)],
        claimed,
        computed: if unit == TimeUnit::Day { computed + 1.0 } else { computed },
        off: (low - claimed).max(claimed - high).max(0.0),
        unit,
        dated: a.year.is_some() && b.year.is_some(),
    })
}

fn months(a: &Moment, b: &Moment) -> Option<f64> {
    let years = f64::from(b.year.unwrap_or(0)) - f64::from(a.year.unwrap_or(0));
    (a.year.is_some() == b.year.is_some()).then_some(years * 12.0 + f64::from(b.month?) - f64::from(a.month?))
}

fn unit(word: &str) -> Option<TimeUnit> {
    match word {
        "day" | "days" => Some(TimeUnit::Day),
        "week" | "weeks" => Some(TimeUnit::Week),
        "month" | "months" => Some(TimeUnit::Month),
        "year" | "years" => Some(TimeUnit::Year),
        _ => None,
    }
}

/// A length at token `i`, with where it ends: `three-day`, `10 years`.
fn told(line: &TimedSentence, i: usize) -> Option<(usize, usize, f64, TimeUnit)> {
    if let Some((number, of)) = line.text(i).split_once('-') {
        return Some((i, i + 1, line.number(number)?, unit(of)?));
    }
    let (number, of) = (line.number(line.text(i))?, unit(line.text(i + 1))?);
    // "10 years old", "two days ago".
    let other = line.any(i + 2, &["old", "ago", "later", "earlier", "after", "before", "older", "since"]);
    (!other).then_some((i, i + 2, number, of))
}
