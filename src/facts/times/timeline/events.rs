//! Two events of one subject in one sentence, of which the one mentioned first must come first.

use super::moments::Moment;
use super::{TimeClaim, TimeKind, TimeUnit, TimedSentence};
use crate::lexicon::{Events, Times};
use std::cmp::Ordering;

/// What comes first, and what can only come after it.
const PAIRS: &[(Events, Events)] = &[
    (Events::Birth, Events::AfterBirth),
    (Events::Opening, Events::AfterOpening),
    (Events::Arrest, Events::AfterArrest),
    (Events::Conviction, Events::AfterConviction),
    (Events::Wedding, Events::AfterWedding),
    (Events::Hiring, Events::AfterHiring),
    (Events::Signing, Events::AfterSigning),
];

/// How many tokens may be between a verb and its time, and between the first time and the second verb.
const NEAR: usize = 7;

pub(super) fn find(line: &TimedSentence, moments: &[Moment], out: &mut Vec<TimeClaim>) {
    for pair in moments.windows(2) {
        let [a, b] = pair else { continue };
        let Some(first) = verb_before(line, a, line.range.start) else { continue };
        let Some(second) = verb_before(line, b, a.tokens.end) else { continue };
        let follows = |&(early, late): &(Events, Events)| line.is(first, early) && line.is(second, late);
        if !PAIRS.iter().any(follows) || !one_subject(line, a.tokens.end, second) {
            continue;
        }
        let Some(order) = a.order(b) else { continue };
        out.push(TimeClaim {
            kind: TimeKind::Events,
            span: line.span(second, b.tokens.end),
            from: vec![line.span(first, a.tokens.end)],
            claimed: 0.0,
            computed: 0.0,
            off: f64::from(u8::from(order == Ordering::Greater)),
            unit: TimeUnit::Day,
            dated: a.year.is_some() && b.year.is_some(),
        });
        if line.is(first, Events::Birth) && order != Ordering::Greater {
            out.extend(life(line, a, b));
        }
    }
}

/// The verb of an event whose time `m` is: the nearest before it, no mark between.
fn verb_before(line: &TimedSentence, m: &Moment, start: usize) -> Option<usize> {
    let from = m.tokens.start.saturating_sub(NEAR).max(start);
    let verb = |i: &usize| line.lexicons.events.get(line.article.tokens[*i].fold).is_some();
    let at = (from..m.tokens.start)
        .rev()
        .take_while(|&i| !line.any(i, &[";", ":", "(", "and", "but"]))
        .find(verb)?;
    // `born in Torvik in 1968`: in, on and at lead to the time; `opened to crowds` may go on to another.
    let led = line.any(m.tokens.start.checked_sub(1)?, &["in", "on", "since", ",", "of", "around", "about"]);
    let denied = ["not", "never", "to", "be", "re", "again"]
        .iter()
        .any(|w| line.before(at, 1).eq_ignore_ascii_case(w));
    (led && !denied).then_some(at)
}

/// Whether what was said of the first event's subject goes on with the verb at `second`: `and closed`, `, was closed`.
fn one_subject(line: &TimedSentence, from: usize, second: usize) -> bool {
    const LINK: &[&str] = &["was", "were", "later", "then", "finally", "has", "been"];
    let mut at = second;
    while at > from && line.any(at - 1, LINK) {
        at -= 1;
    }
    let linked = at > from && line.any(at - 1, &["and", ",", "but"]);
    let plain =
        (from..at).all(|i| !line.capital(i) && !line.is(i, Times::OtherSubject) && !line.any(i, &[";", ":"]));
    linked && second - from <= NEAR && plain
}

/// `died in 2010 at the age of 45`.
fn life(line: &TimedSentence, born: &Moment, died: &Moment) -> Option<TimeClaim> {
    let end = died.tokens.end;
    let aged = (end..end + 5).find(|&i| line.any(i, &["at", "aged", "age"]))?;
    let at = (aged + 1..aged + 5).find(|&i| line.number(line.text(i)).is_some())?;
    let plain = (aged + 1..at).all(|i| line.any(i, &["the", "age", "of", "only", "just", "aged"]));
    let stop = !line.is_word(at + 1) || line.any(at + 1, &["in", "after", "and", "of"]);
    let claimed = line.number(line.text(at)).filter(|_| plain && stop)?;
    let years = f64::from(died.year?) - f64::from(born.year?);
    Some(TimeClaim {
        kind: TimeKind::Life,
        span: line.span(at, at + 1),
        from: vec![born.span, died.span],
        claimed,
        computed: years,
        off: (claimed - years).max(years - 1.0 - claimed).max(0.0),
        unit: TimeUnit::Year,
        dated: true,
    })
}
