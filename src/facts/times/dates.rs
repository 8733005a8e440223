//! Dates and weekdays, resolved against the publication date.

use crate::Span;
use crate::lexicon::{Calendar, Lexicons, Times};
use crate::text::{Article, TokenKind};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A date as the article gives it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DateMention {
    /// The whole of it (`Wednesday, January 19, 2022`).
    pub span: Span,
    /// The weekday it names.
    pub weekday: Option<Weekday>,
    /// Where the weekday occurs.
    pub weekday_span: Option<Span>,
    /// Day of the month as written, 1 or more; it may be impossible (31 in June).
    pub day: Option<u8>,
    /// Month, 1..=12.
    pub month: Option<u8>,
    /// Year as written.
    pub year: Option<i16>,
    /// The day meant, where the text and the publication date settle it.
    pub resolved: Option<Date>,
    /// The year of publication, where neither it nor a year beside it has the day (`Feb. 29`).
    pub missing: Option<i16>,
    /// Whether the day exists at all in some year (29 February) or in the year given.
    pub possible: bool,
    /// Whether it is relative (`yesterday`, `last Friday`).
    pub relative: bool,
    /// For a date after "last" (`last Friday, Nov. 13`): the latest such weekday before publication, where it is far
    /// enough back that the one before it cannot be meant.
    pub last: Option<Date>,
    /// Where the date before it names a weekday too, and the two cannot both be right in one season: that date, and the weekday
    /// that it makes this one.
    pub beside: Option<(Span, Weekday)>,
}

/// Finds the dates of an article, in order. Linear in its length.
///
/// A date without a year is taken for the one nearest to the publication date, or, where a weekday occurs
/// with it, the nearest year either side in which they agree; it stays unresolved in a sentence that
/// speaks of another year.
#[must_use]
pub fn find(article: &Article, lexicons: &Lexicons) -> Vec<DateMention> {
    let published = article.published.map(|p| p.date);
    let mut dates = Vec::new();
    for sentence in &article.sentences {
        let mut i = sentence.tokens.start;
        let read = DateReader { article, lexicons, end: sentence.tokens.end };
        while i < sentence.tokens.end {
            let Some((to, mut date)) = read.at(i) else {
                i += 1;
                continue;
            };
            date.span = article.span_of(i..to);
            date.possible = is_possible(&date);
            if date.relative {
                date.resolved = published.and_then(|today| relative(&read, i, today, date.weekday));
            } else if date.possible {
                let other = || read.other_year(sentence.tokens.start, i, to, published);
                date.resolved = resolve(&date, published, other);
                let open = date.resolved.is_none() && date.year.is_none() && !other();
                date.missing = published.filter(|_| open).map(|today| today.year());
                date.last = published.and_then(|today| {
                    let last = relative(&read, i, today, date.weekday.filter(|_| read.is(i, "last")))?;
                    (today.since(last).ok()?.get_days() >= PLAIN).then_some(last)
                });
            }
            date.beside = beside(&dates, &date);
            dates.push(date);
            i = to.max(i + 1);
        }
    }
    dates
}

/// How many dates back another one with a weekday is looked for, and how many days it may be from this one.
const BACK: usize = 6;
const ONE_SEASON: i32 = 45;

/// The latest date before `date` that has a weekday and no year, if by it `date` is on another weekday than it says.
fn beside(dates: &[DateMention], date: &DateMention) -> Option<(Span, Weekday)> {
    let plain = |d: &DateMention| {
        let day =
            d.weekday.zip(d.month.zip(d.day)).filter(|_| d.possible && !d.relative && d.year.is_none())?;
        Some((day.0, day.1.0, day.1.1))
    };
    let (weekday, month, day) = plain(date)?;
    let (known, (other, from_month, from_day)) =
        dates.iter().rev().take(BACK).find_map(|d| Some((d.span, plain(d)?)))?;
    // In a common year and in a leap year.
    let apart = |year: i16| Some((on(year, month, day)? - on(year, from_month, from_day)?).get_days());
    let by = [apart(2001), apart(2000)];
    let made = by.iter().flatten().find(|d| d.abs() <= ONE_SEASON).map(|d| other.wrapping_add(*d))?;
    let fits = by.iter().flatten().any(|d| d.abs() > ONE_SEASON || other.wrapping_add(*d) == weekday);
    (!fits).then_some((known, made))
}

/// From how many days back "last Friday" can only be the latest one: on a Sunday it may be the one before.
const PLAIN: i32 = 3;

/// What a word can mean in a date.
#[derive(Clone, Copy, PartialEq)]
enum DateWord {
    Weekday(Weekday),
    Month(u8),
    /// yesterday, today, tomorrow: days from publication.
    Day(i32),
}

impl DateWord {
    /// What a folded word means, whether it has a capital or not: `march` and `may` are words too.
    fn of(fold: u64, lexicons: &Lexicons) -> Option<Self> {
        let hit = lexicons.calendar.get(fold)?;
        let number: i8 = hit.lemma.parse().ok()?;
        match hit.class() {
            Calendar::Weekday => Weekday::from_monday_one_offset(number).ok().map(Self::Weekday),
            Calendar::Month => u8::try_from(number).ok().map(Self::Month),
            Calendar::Relative => Some(Self::Day(i32::from(number))),
            Calendar::Weekdays => None,
        }
    }
}

/// The month, 1..=12, that a folded word names, whether it has a capital or not.
pub(in crate::facts) fn month(fold: u64, lexicons: &Lexicons) -> Option<u8> {
    if let Some(DateWord::Month(month)) = DateWord::of(fold, lexicons) { Some(month) } else { None }
}

/// The tokens of one sentence.
struct DateReader<'a> {
    article: &'a Article,
    lexicons: &'a Lexicons,
    end: usize,
}

impl<'a> DateReader<'a> {
    fn text(&self, i: usize) -> &'a str {
        if i < self.end { self.article.word(i) } else { "" }
    }

    fn is(&self, i: usize, word: &str) -> bool {
        self.text(i).eq_ignore_ascii_case(word)
    }

    fn word(&self, i: usize) -> Option<DateWord> {
        let token = self.article.tokens.get(i).filter(|t| i < self.end && t.kind == TokenKind::Word)?;
        let capital = token.capital;
        // In lower case only `today` and the like count, which begin with one of two letters.
        if !capital && !self.text(i).starts_with(['t', 'y']) {
            return None;
        }
        let word = DateWord::of(token.fold, self.lexicons)?;
        (capital || matches!(word, DateWord::Day(_))).then_some(word)
    }

    fn month(&self, i: usize) -> Option<u8> {
        if let Some(DateWord::Month(m)) = self.word(i) { Some(m) } else { None }
    }

    /// Whether a month is shortened and has its stop: `Jan.`, and not `May.`, which ends the sentence.
    fn abbreviated(&self, i: usize) -> bool {
        self.is(i + 1, ".") && self.lexicons.calendar.abbreviates(self.article.tokens[i].fold)
    }

    /// Whether the two tokens touch.
    fn touch(&self, i: usize) -> bool {
        i + 1 < self.end && self.article.tokens[i].span.end == self.article.tokens[i + 1].span.start
    }

    /// The date that starts at token `i`, and one past its last token.
    fn at(&self, i: usize) -> Option<(usize, DateMention)> {
        let token = &self.article.tokens[i];
        if token.kind == TokenKind::Number {
            return self.iso(i).or_else(|| self.slashed(i)).or_else(|| self.day_first(i, None));
        }
        match self.word(i) {
            Some(DateWord::Weekday(day)) => self.after_weekday(i, day),
            Some(DateWord::Month(month)) => self.month_first(i, month, None),
            Some(DateWord::Day(_)) => Some(self.told_twice(i)),
            None => {
                let text = self.text(i);
                if text.len() != 4 || !["last", "next", "this"].iter().any(|w| w.eq_ignore_ascii_case(text)) {
                    return None;
                }
                match self.word(i + 1) {
                    Some(DateWord::Weekday(day)) => {
                        let span = Some(self.article.tokens[i + 1].span);
                        let date =
                            DateMention { weekday: Some(day), weekday_span: span, relative: true, ..blank() };
                        // "last Friday, Sept. 2" is a date with a weekday.
                        self.after_weekday(i + 1, day).or(Some((i + 2, date)))
                    }
                    _ => None,
                }
            }
        }
    }

    /// `yesterday`, and with the day it is said to be: `yesterday, Monday`, `today (19 January)`.
    fn told_twice(&self, i: usize) -> (usize, DateMention) {
        let alone = (i + 1, DateMention { relative: true, ..blank() });
        if !(self.is(i + 1, ",") || self.is(i + 1, "("))
            || !matches!(self.word(i + 2), Some(DateWord::Weekday(_) | DateWord::Month(_)))
        {
            return alone;
        }
        if let Some((to, date)) = self.at(i + 2).filter(|(_, d)| d.day.is_some()) {
            return (to, DateMention { relative: true, ..date });
        }
        match self.word(i + 2) {
            // "today, Monday's papers" speaks of something else than the day; a mark must close it.
            Some(DateWord::Weekday(day)) if [",", ")", "."].iter().any(|m| self.is(i + 3, m)) => {
                let span = Some(self.article.tokens[i + 2].span);
                let bracket = self.is(i + 1, "(") && self.is(i + 3, ")");
                (
                    i + 3 + usize::from(bracket),
                    DateMention { weekday: Some(day), weekday_span: span, relative: true, ..blank() },
                )
            }
            _ => alone,
        }
    }

    /// `Wednesday, January 19`, `Wednesday 19 January`, `Wednesday the 19th of January`, `Wed (Jan. 19)`.
    fn after_weekday(&self, i: usize, day: Weekday) -> Option<(usize, DateMention)> {
        let full = self.text(i).len() > 5;
        let mut at = i + 1 + usize::from(self.is(i + 1, ".") && !full);
        at += usize::from(self.is(at, ",") || self.is(at, "("));
        for skip in ["on", "morning", "evening", "afternoon", "night", ",", "the"] {
            at += usize::from(self.is(at, skip));
        }
        let weekday = Some((day, self.article.tokens[i].span));
        let (to, date) = match self.month(at) {
            Some(month) => self.month_first(at, month, weekday),
            None => self.day_first(at, weekday),
        }?;
        let bracket = self.is(to, ")") && (i + 1..at).any(|k| self.is(k, "("));
        Some((to + usize::from(bracket), date))
    }

    /// `January 19`, `Jan. 19th, 2022`, `January 19 of 2022`.
    fn month_first(
        &self,
        i: usize,
        month: u8,
        weekday: Option<(Weekday, Span)>,
    ) -> Option<(usize, DateMention)> {
        let mut at = i + 1 + usize::from(self.abbreviated(i));
        at += usize::from(self.is(at, "the"));
        let day = self.day(at)?;
        let to = at + 1;
        if self.counts(to) {
            return None;
        }
        let (year, to) = self.year(to);
        Some((to, made(month, day, year, weekday)))
    }

    /// `19 January 2022`, `19th of January`.
    fn day_first(&self, i: usize, weekday: Option<(Weekday, Span)>) -> Option<(usize, DateMention)> {
        let day = self.day(i)?;
        let at = i + 1 + usize::from(self.is(i + 1, "of"));
        let month = self.month(at)?;
        // "the top 20 May finish" has no month; a verb's "May" is no capital but in a headline.
        let to = at + 1 + usize::from(self.abbreviated(at) && self.touch(at));
        // "on Feb. 3 March began", "9 March 12": the day belongs to the month before or after it.
        if i > 0
            && weekday.is_none()
            && (self.month(i - 1).is_some() || self.is(i - 1, ".") && i > 1 && self.month(i - 2).is_some())
        {
            return None;
        }
        let (year, to) = self.year(to);
        Some((to, made(month, day, year, weekday)))
    }

    /// `19`, `19th`; of `8-10` the first. Up to 39, so that a slip (`June 32`) is read as the date it was
    /// meant for.
    fn day(&self, i: usize) -> Option<u8> {
        if i >= self.end || self.article.tokens[i].kind != TokenKind::Number {
            return None;
        }
        let text = self.text(i);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &text[digits..];
        let range = rest.strip_prefix('-').is_some_and(|r| !r.is_empty() && r.len() < 3);
        let ordinal = ["st", "nd", "rd", "th"].iter().any(|s| rest.eq_ignore_ascii_case(s));
        let day = text[..digits].parse().ok()?;
        // "May 5:30", "June 4 percent", "March 2.5 miles".
        let clock = self.is(i + 1, ":") && self.touch(i);
        ((1..=39).contains(&day) && digits <= 2 && (rest.is_empty() || range || ordinal) && !clock)
            .then_some(day)
    }

    /// Whether what follows shows that the number before it counts something, so that it is no day.
    fn counts(&self, i: usize) -> bool {
        i < self.end && self.lexicons.has(self.article.tokens[i].fold, Times::Counted)
    }

    /// The year at token `i` (`, 2022`; `2022`; `of 2022`), and where the date then ends.
    fn year(&self, i: usize) -> (Option<i16>, usize) {
        let skip = usize::from(self.is(i, ",") || self.is(i, "of") || self.is(i, "in"));
        let text = self.text(i + skip);
        let year = (text.len() == 4).then(|| text.parse().ok()).flatten();
        match year.filter(|y| (1000..=2999).contains(y)) {
            Some(year) => (Some(year), i + skip + 1),
            None => (None, i),
        }
    }

    /// `2022-01-19`.
    fn iso(&self, i: usize) -> Option<(usize, DateMention)> {
        let mut parts = self.text(i).split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if year.len() != 4 || month.len() != 2 || day.len() != 2 || parts.next().is_some() {
            return None;
        }
        let month = month.parse().ok().filter(|m| (1..=12).contains(m))?;
        Some((i + 1, made(month, day.parse().ok()?, year.parse().ok(), None)))
    }

    /// `1/19/2022` and `19/1/2022`, where one of the two cannot be a month. Which way round is else not
    /// to be known.
    fn slashed(&self, i: usize) -> Option<(usize, DateMention)> {
        if !(self.is(i + 1, "/") && self.is(i + 3, "/")) {
            return None;
        }
        let (a, b): (u8, u8) = (self.text(i).parse().ok()?, self.text(i + 2).parse().ok()?);
        let year = self.text(i + 4);
        let year = (year.len() == 4).then(|| year.parse().ok()).flatten();
        let (month, day) = match (a, b) {
            (1..=12, 13..=31) => (a, b),
            (13..=31, 1..=12) => (b, a),
            (1..=12, _) if a == b => (a, b),
            _ => return None,
        };
        Some((i + 5, made(month, day, Some(year?), None)))
    }

    /// Whether the sentence speaks of a year, outside tokens `from..to`, that is not the one of publication
    /// or the one after: then a date without its year may be of that one.
    fn other_year(&self, start: usize, from: usize, to: usize, published: Option<Date>) -> bool {
        (start..self.end).filter(|i| !(from..to).contains(i)).any(|i| {
            let text = self.text(i);
            text.len() == 4
                && text
                    .parse::<i16>()
                    .is_ok_and(|y| (1400..2200).contains(&y) && published.is_none_or(|p| y != p.year()))
        })
    }
}

fn blank() -> DateMention {
    DateMention {
        span: Span::default(),
        weekday: None,
        weekday_span: None,
        day: None,
        month: None,
        year: None,
        resolved: None,
        missing: None,
        possible: true,
        relative: false,
        last: None,
        beside: None,
    }
}

fn made(month: u8, day: u8, year: Option<i16>, weekday: Option<(Weekday, Span)>) -> DateMention {
    DateMention {
        weekday: weekday.map(|w| w.0),
        weekday_span: weekday.map(|w| w.1),
        day: Some(day),
        month: Some(month),
        year,
        ..blank()
    }
}

/// Whether the day exists: in its year, or in a leap year where none is given.
fn is_possible(date: &DateMention) -> bool {
    match (date.month, date.day) {
        (Some(month), Some(day)) => on(date.year.unwrap_or(2000), month, day).is_some(),
        _ => true,
    }
}

fn on(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Hours.
const SEASON: i64 = 100 * 24;

fn resolve(date: &DateMention, published: Option<Date>, other_year: impl Fn() -> bool) -> Option<Date> {
    let (month, day) = (date.month?, date.day?);
    if date.year.is_some() {
        return on(date.year?, month, day);
    }
    let today = published?;
    if other_year() {
        return None;
    }
    let near: Vec<Date> = [0, -1, 1].iter().filter_map(|by| on(today.year() + by, month, day)).collect();
    let distance = |d: &&Date| (d.duration_since(today).as_hours()).abs();
    // Within a season of publication a date without its year is of that season, whatever its weekday says.
    let nearest = near.iter().min_by_key(distance).copied();
    if nearest.is_some_and(|d| distance(&&d) < SEASON) {
        return nearest;
    }
    let agreeing = near.iter().filter(|d| date.weekday == Some(d.weekday())).min_by_key(distance);
    agreeing.copied().or(nearest)
}

/// `yesterday`, `last Friday`, `next Tuesday`. "Next Friday" said on a Monday may be either; it stays open.
fn relative(read: &DateReader, i: usize, today: Date, weekday: Option<Weekday>) -> Option<Date> {
    if let Some(DateWord::Day(by)) = read.word(i) {
        return today.checked_add(by.days()).ok();
    }
    let back = i32::from(today.weekday().since(weekday?));
    if read.is(i, "last") && back > 0 {
        return today.checked_sub(back.days()).ok();
    }
    None
}

/// The days of the week, from Monday.
pub const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The name of a day of the week.
#[must_use]
pub fn weekday_name(weekday: Weekday) -> &'static str {
    let day = usize::try_from(weekday.to_monday_zero_offset());
    day.ok().and_then(|day| WEEKDAYS.get(day)).copied().unwrap_or_default()
}

/// The days that are given with their year, in order.
#[must_use]
pub fn days(dates: &[DateMention]) -> Vec<(Span, Date)> {
    let day = |date: &DateMention| Some((date.span, date.resolved.filter(|_| date.year.is_some())?));
    dates.iter().filter_map(day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn find_in(text: &str) -> Vec<DateMention> {
        find(&Article::new("t", text.to_owned(), Some(date(2022, 1, 20))), Lexicons::ours())
    }

    #[test]
    fn reads_every_way_of_writing_a_date() {
        let cases: &[(&str, &str, Option<Date>)] = &[
            ("On Wednesday, January 19 he", "Wednesday, January 19", Some(date(2022, 1, 19))),
            ("On Jan. 19, 2022 he", "Jan. 19, 2022", Some(date(2022, 1, 19))),
            ("On 19 January 2021 he", "19 January 2021", Some(date(2021, 1, 19))),
            ("On the 19th of January he", "19th of January", Some(date(2022, 1, 19))),
            ("On 2021-12-16 he", "2021-12-16", Some(date(2021, 12, 16))),
            ("Tuesday, Sept. 6, 2016, he", "Tuesday, Sept. 6, 2016", Some(date(2016, 9, 6))),
            ("On Wednesday (Jan. 19) he", "Wednesday (Jan. 19)", Some(date(2022, 1, 19))),
            ("Due 1/19/2022 or", "1/19/2022", Some(date(2022, 1, 19))),
            ("Due 19/1/2022 or", "19/1/2022", Some(date(2022, 1, 19))),
            ("On December 16 he", "December 16", Some(date(2021, 12, 16))),
            ("He left yesterday.", "yesterday", Some(date(2022, 1, 19))),
            ("He left yesterday, Monday, for good.", "yesterday, Monday", Some(date(2022, 1, 19))),
            ("He left yesterday, Jan. 18.", "yesterday, Jan. 18", Some(date(2022, 1, 19))),
            ("He left last Friday.", "last Friday", Some(date(2022, 1, 14))),
            ("He left last Friday, Jan. 14.", "last Friday, Jan. 14", Some(date(2022, 1, 14))),
            ("It begins next Friday.", "next Friday", None),
            ("On June 31 he", "June 31", None),
            ("In 1969 on July 20 they", "July 20", None),
            ("On May 5 he", "May 5", Some(date(2022, 5, 5))),
            // The stop of an abbreviation belongs to the date, that of a sentence does not.
            ("It will open on 6 May. He", "6 May", Some(date(2022, 5, 6))),
            ("He left on 4 June.", "4 June", Some(date(2022, 6, 4))),
            ("He left on 4 July.", "4 July", Some(date(2022, 7, 4))),
            ("He left on 4 Aug. with her", "4 Aug.", Some(date(2021, 8, 4))),
            ("He left on 4 Sept. with her", "4 Sept.", Some(date(2021, 9, 4))),
        ];
        for (text, span, resolved) in cases {
            let found = find_in(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((&text[found[0].span.range()], found[0].resolved), (*span, *resolved), "{text}");
        }
    }

    #[test]
    fn leaves_other_things_alone() {
        for text in [
            "He may 5 times",
            "The Sunday Times said",
            "They march 10 miles",
            "May 5:30 suit you?",
            "Due 3/4/2022 or",
            "9/11 changed it",
            "In March 20 people died",
            "In January 2016 he",
            "June 100 was hot",
            "The 24/7 shop",
        ] {
            assert_eq!(find_in(text), [], "{text}");
        }
    }

    #[test]
    fn knows_which_days_exist() {
        let possible = |text: &str| find_in(text)[0].possible;
        assert!(!possible("On June 31 he"));
        assert!(!possible("On Feb. 30 he"));
        assert!(!possible("On Feb. 29, 2021 he"));
        assert!(!possible("On 31 November he"));
        assert!(!possible("On July 32 he"));
        assert!(possible("On Feb. 29 he"));
        assert!(possible("On Feb. 29, 2020 he"));
    }

    #[test]
    fn a_weekday_chooses_the_year() {
        // 1 July was a Thursday in 2021, a Friday in 2022; half a year away either may be meant.
        assert_eq!(find_in("On Thursday, July 1 he")[0].resolved, Some(date(2021, 7, 1)));
        assert_eq!(find_in("On Friday, July 1 he")[0].resolved, Some(date(2022, 7, 1)));
        // 4 January is a fortnight away: no year but this one is meant.
        assert_eq!(find_in("On Monday, January 4 he")[0].resolved, Some(date(2022, 1, 4)));
    }
}
