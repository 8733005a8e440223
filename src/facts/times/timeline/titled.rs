//! Years of the headline that the years of the text do not make: `Band marks 125 years` over `formed in 1875`, `after 53 years in
//! one family` over `took it on in 1962`.

use super::moments::Moment;
use super::{TimeClaim, TimeKind, TimeUnit, TimedSentence};
use crate::Span;
use crate::lexicon::Times;
use crate::text::Role;

/// Years of the text that are kept.
const MOST: usize = 24;

/// The years that the text gives.
#[derive(Default)]
pub(super) struct Years {
    all: Vec<(i16, Span)>,
    /// Those in which something began.
    begun: Vec<(i16, Span)>,
}

impl Years {
    /// Takes in those of a sentence of the text.
    pub(super) fn add(&mut self, line: &TimedSentence, moments: &[Moment]) {
        for moment in moments {
            let Some(year) = moment.year.filter(|_| self.all.len() < MOST) else { continue };
            self.all.push((year, moment.span));
            let from = moment.tokens.start.saturating_sub(6).max(line.range.start);
            if (from..moment.tokens.start).any(|t| line.is(t, Times::Begun)) {
                self.begun.push((year, moment.span));
            }
        }
    }
}

/// The number of years that a headline gives, where the text does not make it.
pub(super) fn find(line: &TimedSentence, years: &Years, out: &mut Vec<TimeClaim>) {
    let Some(today) = line.article.published.map(|p| p.date.year()) else { return };
    for t in line.range.clone().filter(|&t| line.any(t, &["years"])) {
        let Some(at) = t.checked_sub(1) else { continue };
        let Some(n) = line.number(line.text(at)).filter(|n| *n >= 10.0) else { continue };
        let near = |years: f64| (years - n).abs() <= 1.0;
        let since = |year: i16| f64::from(today) - f64::from(year);
        let made = years.all.iter().enumerate().any(|(i, (a, _))| {
            near(since(*a)) || years.all[..i].iter().any(|(b, _)| near((f64::from(*a) - f64::from(*b)).abs()))
        });
        let repeated = line
            .article
            .paragraphs
            .iter()
            .filter(|p| p.role == Role::Body)
            .any(|p| p.tokens.clone().any(|k| line.article.word(k).eq_ignore_ascii_case(line.text(at))));
        if made || repeated || years.all.len() == MOST {
            continue;
        }
        let mut begun = years.begun.iter();
        let one = begun.next().filter(|(year, _)| begun.all(|(other, _)| other == year));
        let marks = (1..=3).any(|back| at.checked_sub(back).is_some_and(|b| line.is(b, Times::Marks)));
        let led = marks || line.before(at, 1).eq_ignore_ascii_case("after");
        // By chance, a number is a round ten from another one time in ten.
        let round = |year: i16| {
            [-1.0, 0.0, 1.0].iter().any(|by| (since(year) + by - n) % 10.0 == 0.0)
                && (since(year) - n).abs() < 31.0
        };
        let first = years.all.iter().min_by_key(|(year, _)| *year).filter(|(year, _)| led && round(*year));
        let Some((year, from)) = one.filter(|_| led).or(first) else { continue };
        out.push(TimeClaim {
            kind: TimeKind::Ago,
            span: line.span(at, t + 1),
            from: vec![*from],
            claimed: n,
            computed: since(*year),
            off: (since(*year) - n).abs() - 1.0,
            unit: TimeUnit::Year,
            dated: true,
        });
    }
}
