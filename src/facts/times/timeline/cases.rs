//! Steps of a case in two sentences, the earlier one on a later day: `She was arrested in March 2025`, `She was charged in January
//! 2025`.
//!
//! A story that tells steps in their order tells their days in order too. One that goes back to another case says so.

use super::moments::Moment;
use super::{TimeClaim, TimeKind, TimeUnit, TimedSentence};
use crate::Span;
use crate::lexicon::Times;
use crate::lexicon::function_words::is_function;
use std::cmp::Ordering;

/// Between a step and its day, in tokens.
const NEAR: usize = 9;
/// Sentences between two steps.
const FAR: usize = 8;
/// Steps from one to the other: who was freed before the deed was freed of another sentence.
const LEAP: u8 = 2;
/// Steps that are kept.
const MOST: usize = 16;

/// The steps of the sentences before.
#[derive(Default)]
pub(super) struct Case {
    steps: Vec<Step>,
}

struct Step {
    number: usize,
    rank: u8,
    /// The name right before it, if one is there.
    who: Option<u64>,
    moment: Moment,
    span: Span,
}

impl Case {
    /// Compares the steps of a sentence with those before, and takes them in.
    pub(super) fn find(
        &mut self,
        line: &TimedSentence,
        number: usize,
        moments: &[Moment],
        out: &mut Vec<TimeClaim>,
    ) {
        for moment in moments {
            let Some(step) = step(line, number, moment) else { continue };
            let one = |other: &Step| match (other.who, step.who) {
                (Some(a), Some(b)) => a == b,
                _ => true,
            };
            let later = |other: &&Step| {
                other.rank < step.rank
                    && other.rank + LEAP >= step.rank
                    && other.number < number
                    && other.number + FAR >= number
                    && one(other)
                    && other.moment.order(&step.moment) == Some(Ordering::Greater)
            };
            // An earlier step on an earlier day is the one that this follows.
            let follows = self.steps.iter().any(|other| {
                other.rank < step.rank
                    && one(other)
                    && other.moment.order(&step.moment) == Some(Ordering::Less)
            });
            let before = self.steps.iter().rev().find(later).filter(|_| !follows);
            out.extend(before.map(|other| TimeClaim {
                kind: TimeKind::Steps,
                span: step.span,
                from: vec![other.span],
                claimed: 0.0,
                computed: 0.0,
                off: 1.0,
                unit: TimeUnit::Day,
                dated: other.moment.year.is_some() && step.moment.year.is_some(),
            }));
            if self.steps.len() < MOST {
                self.steps.push(step);
            }
        }
    }
}

/// The step that happened at a moment of the sentence.
fn step(line: &TimedSentence, number: usize, moment: &Moment) -> Option<Step> {
    let from = moment.tokens.start.saturating_sub(NEAR).max(line.range.start);
    let rank = |t: usize| line.lexicons.times.lemma(line.article.tokens[t].fold, Times::Case);
    let at = (from..moment.tokens.start)
        .rev()
        .take_while(|&t| !line.any(t, &[";", ":", "and", "after", "before", "until", "since"]))
        .find(|&t| rank(t).is_some())?;
    let led = line.any(moment.tokens.start.checked_sub(1)?, &["in", "on", "of"]);
    let near = at.saturating_sub(4).max(line.range.start)..moment.tokens.start;
    let other = near.clone().any(|t| line.is(t, Times::OtherCase));
    let name = |t: &usize| line.capital(*t) && line.is_word(*t) && !is_function(line.article.tokens[*t].fold);
    let who = (at.saturating_sub(4).max(line.range.start)..at).rev().find(name);
    (led && !other).then_some(())?;
    Some(Step {
        number,
        rank: rank(at)?.parse().ok()?,
        who: who.map(|t| line.article.tokens[t].fold),
        moment: moment.clone(),
        span: line.span(at, moment.tokens.end),
    })
}
