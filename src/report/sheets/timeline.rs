//! Dates, years, ages and lengths of time: what is dated in order of time, then the rest in order of place.

use super::{Cell, Layout, below, column, number};
use crate::Span;
use crate::checker::Document;
use crate::facts::numbers::figures::FigureKind;
use crate::facts::times::dates::weekday_name;
use crate::facts::{DateMention, StatedAge, TimeClaim, TimeKind, WeekdayMention, YearMention, checkable};
use crate::lexicon::Times;
use crate::report::passage::slice;
use crate::report::speakers::whose;
use crate::span::Spans;
use crate::text::Article;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

pub(super) const LAYOUT: Layout = Layout {
    name: "timeline",
    title: "Times",
    row: ("time", "times"),
    columns: &[
        column("when", "When"),
        column("weekday", "Weekday"),
        column("kind", "Kind"),
        column("words", "As written"),
        number("place", "Place"),
        below("note", "Note"),
        below("sentence", "In"),
    ],
    rows: |document| in_order(document).into_iter().map(|time| time.row(document)).collect(),
    about: |document| Some(published(document.article())),
};

/// The day against which days without a year are read.
fn published(article: &Article) -> String {
    match article.published {
        Some(published) => {
            let weekday = weekday_name(published.date.weekday());
            format!("Published on {weekday}, {}: days are counted from there.", published.date)
        }
        None => {
            "The publication date is not known, so days without a year stay open; --date gives it.".to_owned()
        }
    }
}

/// A time that the article names.
struct Time {
    span: Span,
    kind: &'static str,
    /// The year, month and day by which it is sorted, as far as they are known.
    key: Option<(i16, i8, i8)>,
    when: String,
    weekday: String,
    note: String,
}

impl Time {
    const fn new(kind: &'static str, span: Span) -> Self {
        Self { span, kind, key: None, when: String::new(), weekday: String::new(), note: String::new() }
    }

    /// Sets it on a day, or on one of two.
    fn on(&mut self, days: &[Date]) {
        self.key = days.first().map(|day| (day.year(), day.month(), day.day()));
        self.weekday = days.first().map(|day| weekday_name(day.weekday()).to_owned()).unwrap_or_default();
        self.when = days.iter().map(Date::to_string).collect::<Vec<_>>().join(" or ");
    }

    fn row(self, document: &Document) -> Vec<Cell> {
        let article = document.article();
        let sentence = article.sentences.get(article.sentence_at(self.span.start));
        let sentence = sentence.map(|sentence| slice(article, sentence.span)).unwrap_or_default();
        vec![
            Cell::text(self.when),
            Cell::text(self.weekday),
            Cell::text(self.kind),
            Cell::text(slice(article, self.span)),
            Cell::At(self.span),
            Cell::text(self.note),
            Cell::text(sentence),
        ]
    }
}

/// Every time of an article: in the order of the calendar, and what has no place there in that of the article.
fn in_order(document: &Document<'_>) -> Vec<Time> {
    let (article, facts) = (document.article(), &document.facts);
    let today = article.published.map(|published| published.date);
    let ages: Vec<Time> = facts.stated_ages().iter().map(|stated| age(document, stated, today)).collect();
    let mut times: Vec<Time> =
        checkable::dates(facts).map(|mention| date(document, mention, today)).collect();
    times.extend(facts.weekdays().iter().map(|day| weekday(day, today)));
    times.extend(checkable::years(facts).map(year));
    times.extend(ages);
    let known = Spans::new(times.iter().map(|time| time.span));
    for figure in facts.figures().iter().filter(|figure| !known.overlap(figure.span)) {
        match figure.kind {
            FigureKind::Age => times.push(Time::new("age", figure.span)),
            FigureKind::Measure if figure.is_time(facts.lexicons()) => {
                times.push(Time::new("duration", figure.span));
            }
            _ => {}
        }
    }
    times.sort_by_key(|time| time.span);
    let mut lengths = Vec::new();
    for claim in facts.time_claims().iter().filter(|claim| is_length(claim)) {
        let note = calendar(article, claim);
        // Times hardly ever lie within each other.
        let before = times.partition_point(|time| time.span.start < claim.span.end);
        let near = times[..before].iter_mut().rev().take(3);
        match near.into_iter().find(|time| time.span.overlaps(claim.span)) {
            Some(time) if time.note.is_empty() => time.note = note,
            Some(time) => time.note = format!("{}; {note}", time.note),
            None => {
                let kind = if claim.kind == TimeKind::Life { "age" } else { "duration" };
                lengths.push(Time { note, ..Time::new(kind, claim.span) });
            }
        }
    }
    times.append(&mut lengths);
    times.sort_by_key(|time| (time.key.is_none(), time.key, time.span));
    times
}

fn date(document: &Document, mention: &DateMention, today: Option<Date>) -> Time {
    let article = document.article();
    let mut time = Time::new("date", mention.span);
    let days = match (mention.resolved, mention.weekday) {
        (Some(day), _) => vec![day],
        (None, Some(weekday)) if mention.relative => {
            let said = slice(article, mention.span).split_whitespace().next().unwrap_or_default();
            match (said.to_lowercase().as_str(), today) {
                ("next", Some(today)) => coming(weekday, today),
                ("this", Some(today)) if !is_past(document, mention.span) => {
                    days(today, &[until(weekday, today) % 7])
                }
                // "last Monday", said on a Monday
                ("last", Some(today)) => days(today, &[-7]),
                _ => around(weekday, today),
            }
        }
        _ => Vec::new(),
    };
    if !mention.possible {
        "there is no such day".clone_into(&mut time.note);
    } else if let Some(year) = mention.missing {
        time.note = format!("there is no {} in {year}", slice(article, mention.span));
    }
    time.on(&days);
    time
}

/// Whether a verb before a time says that it has been: `met this Monday`.
fn is_past(document: &Document, time: Span) -> bool {
    let article = document.article();
    let Some(sentence) = article.sentences.get(article.sentence_at(time.start)) else { return false };
    let mut before =
        article.tokens[sentence.tokens.clone()].iter().take_while(|token| token.span.end <= time.start);
    before.any(|token| {
        matches!(slice(article, token.span), "was" | "were" | "had")
            || document.facts.lexicons().has(token.fold, Times::Happened)
    })
}

fn weekday(mention: &WeekdayMention, today: Option<Date>) -> Time {
    let mut time = Time::new("weekday", mention.span);
    time.on(&around(mention.weekday, today));
    time
}

/// The days that a weekday alone can mean: the day of publication, or the nearest before and after it.
fn around(weekday: Weekday, today: Option<Date>) -> Vec<Date> {
    let Some(today) = today else { return Vec::new() };
    let back = i32::from(today.weekday().since(weekday));
    if back == 0 { vec![today] } else { days(today, &[-back, 7 - back]) }
}

/// The days that are so many days after another one.
fn days(from: Date, by: &[i32]) -> Vec<Date> {
    by.iter().filter_map(|by| from.checked_add(by.days()).ok()).collect()
}

/// The days that “next Friday” can mean: the first one after publication, or the one a week later.
fn coming(weekday: Weekday, today: Date) -> Vec<Date> {
    let first = until(weekday, today);
    days(today, &[first, first + 7])
}

/// How many days after publication the next such weekday is, from 1 to 7.
fn until(weekday: Weekday, today: Date) -> i32 {
    7 - i32::from(today.weekday().since(weekday))
}

fn year(mention: &YearMention) -> Time {
    let mut time = Time::new("year", mention.span);
    let month = mention.month.and_then(|month| i8::try_from(month).ok());
    time.key = Some((mention.year, month.unwrap_or_default(), 0));
    time.when = match month {
        Some(month) => format!("{}-{month:02}", mention.year),
        None => mention.year.to_string(),
    };
    time
}

fn age(document: &Document, stated: &StatedAge, today: Option<Date>) -> Time {
    let mut time = Time::new("age", stated.span);
    let name = whose(document, stated);
    let written = slice(document.article(), stated.span);
    let (least, most) = stated.years;
    if stated.is_birth() {
        time.kind = "birth";
        time.key = written.parse().ok().map(|year| (year, 0, 0));
        written.clone_into(&mut time.when);
        time.note = format!("{name}, {least} or {most} today");
    } else {
        let born = today.map(|today| today.year() - most);
        let born = born.map(|born| format!(", born in {} or {born}", born - 1));
        time.note = format!("{name}{}", born.unwrap_or_default());
    }
    time
}

const fn is_length(claim: &TimeClaim) -> bool {
    matches!(claim.kind, TimeKind::Length | TimeKind::Ago | TimeKind::Life | TimeKind::Youth)
}

/// What the calendar makes of a length of time.
fn calendar(article: &Article, claim: &TimeClaim) -> String {
    let from: Vec<&str> = claim.from.iter().map(|&span| slice(article, span)).collect();
    let by = format!("by “{}”", from.join("” and “"));
    let length = (claim.computed * 10.0).round() / 10.0;
    match claim.kind {
        // Who is 29 and did it 20 years ago was nine then.
        TimeKind::Youth => format!("{by}: at the age of {length}"),
        _ if length < 0.0 => format!("{by}: it ends before it begins"),
        _ => {
            let unit = if length == 1.0 { "" } else { "s" };
            format!("{by}: {length} {}{unit}", claim.unit.name())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    /// When, weekday, kind, words and note of each time.
    fn timeline(text: &str, published: Option<Date>) -> Vec<[String; 5]> {
        let mut checker = Checker::builder().facts_only().build().unwrap();
        checker.date = published;
        let document = checker.check_text("draft.txt", text);
        let article = document.article();
        in_order(&document)
            .into_iter()
            .map(|time| {
                let words = slice(article, time.span).to_owned();
                [time.when, time.weekday, time.kind.to_owned(), words, time.note]
            })
            .collect()
    }

    #[test]
    fn times_are_in_the_order_of_the_calendar() {
        let text = "The bridge, built in 1926, was shut on Tuesday for 12 days. It reopens on March 15, they said.\n\n\
                    Ada Brandt, 44, the mayor, came in May 1998. It was hit on Monday, Feb. 2.\n";
        let rows = timeline(text, Date::new(2026, 3, 5).ok());
        let shown: Vec<_> = rows.iter().map(|row| row[..4].join("|")).collect();
        assert_eq!(
            shown,
            [
                "1926||year|1926",
                "1998-05||year|May 1998",
                "2026-02-02|Monday|date|Monday, Feb. 2",
                "2026-03-03 or 2026-03-10|Tuesday|weekday|Tuesday",
                "2026-03-15|Sunday|date|March 15",
                "||duration|12 days",
                "||age|44",
            ]
        );
        assert_eq!(rows[6][4], "Ada Brandt, born in 1981 or 1982");
    }

    #[test]
    fn next_friday_is_to_come() {
        let rows = timeline("The council meets next Friday.\n", Date::new(2026, 3, 5).ok());
        assert_eq!(rows[0][0], "2026-03-06 or 2026-03-13");
        let rows = timeline("The council met last Thursday.\n", Date::new(2026, 3, 5).ok());
        assert_eq!(rows[0][0], "2026-02-26");
        let rows = timeline("The council meets next Thursday.\n", Date::new(2026, 3, 5).ok());
        assert_eq!(rows[0][0], "2026-03-12 or 2026-03-19");
    }

    #[test]
    fn this_friday_is_the_coming_one() {
        for (text, day) in [("this Friday", "06"), ("this Thursday", "05"), ("this Wednesday", "11")] {
            let rows = timeline(&format!("The council meets {text}.\n"), Date::new(2026, 3, 5).ok());
            assert_eq!(rows[0][0], format!("2026-03-{day}"), "{text}");
        }
        let rows = timeline("The council met this Wednesday.\n", Date::new(2026, 3, 5).ok());
        assert_eq!(rows[0][0], "2026-03-04 or 2026-03-11");
        let rows = timeline("The council meets this Friday.\n", None);
        assert_eq!(rows[0][0], "");
    }

    #[test]
    fn a_day_that_no_year_near_has_is_noted() {
        let today = Date::new(2026, 3, 5).ok();
        for (text, published, note) in [
            ("The bridge closed on Feb. 29.", today, "there is no Feb. 29 in 2026"),
            ("The bridge closed on Sunday, 29 February.", today, "there is no Sunday, 29 February in 2026"),
            ("The bridge closed on Feb. 29, as in 2024.", today, ""),
            ("The bridge closed on Feb. 29, 2026.", today, "there is no such day"),
            ("The bridge closed on Feb. 29.", Date::new(2025, 3, 5).ok(), ""),
            ("The bridge closed on Feb. 29.", None, ""),
        ] {
            assert_eq!(timeline(text, published)[0][4], note, "{text} {published:?}");
        }
    }

    #[test]
    fn without_a_date_days_stay_open() {
        let rows = timeline("It was shut on Tuesday, and on June 31.\n", None);
        assert_eq!(rows[0][..2], ["", ""]);
        assert_eq!(rows[1][4], "there is no such day");
    }

    #[test]
    fn lengths_have_what_the_calendar_makes_of_them() {
        let text = "The club was founded in 1926 and marks its 90th birthday this year. \
                    He was jailed in 2015 and freed four years later, in 2021.\n";
        let rows = timeline(text, Date::new(2026, 3, 5).ok());
        let noted: Vec<_> =
            rows.iter().filter(|row| !row[4].is_empty()).map(|row| (&*row[3], &*row[4])).collect();
        assert_eq!(
            noted,
            [("90th birthday", "by “1926”: 100 years"), ("four years", "by “2015” and “2021”: 6 years")]
        );
        for (text, note) in [
            ("The two-week fair, from May 4 to May 13, is free.", "by “May 4 to May 13”: 1.3 weeks"),
            ("He was jailed in 2015 and freed four years later, in 2011.", "it ends before it begins"),
            ("Ada Brandt, 29, bought the flat 20 years ago.", "at the age of 9"),
        ] {
            let rows = timeline(text, Date::new(2026, 3, 5).ok());
            assert!(rows.iter().any(|row| row[4].ends_with(note)), "{text}: {rows:?}");
        }
    }
}
