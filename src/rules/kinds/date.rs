//! `date`: a date or weekday.

use super::{Kind, View, field, none};
use crate::facts::DateMention;
use crate::facts::times::dates::{WEEKDAYS, weekday_name};
use crate::rules::value::{Type, Value};
use jiff::civil::Date;
use std::borrow::Cow;

pub(super) const KIND: Kind = Kind {
    name: "date",
    doc: "A date or weekday, resolved against the publication date.",
    count: |v| v.facts.dates().len(),
    marks: |v, i, out| out.push(date_mention(v, i).span),
    related: none,
    fields: &[
        field("weekday", Type::OneOf(WEEKDAYS), "the weekday it names", |v, i| date_mention(v, i).weekday.map(weekday_name).into()),
        field("true_weekday", Type::OneOf(WEEKDAYS), "the weekday of the day meant, where that is settled", |v, i| {
            date_mention(v, i).resolved.map(|d| weekday_name(d.weekday())).into()
        }),
        field("beside", Type::Text, "the date before it by which it is on another weekday, as written", |v, i| {
            date_mention(v, i).beside.map_or(Value::Null, |(span, _)| Value::Text(Cow::Borrowed(v.article.slice(span))))
        }),
        field("beside_weekday", Type::OneOf(WEEKDAYS), "the weekday that that date makes it", |v, i| {
            date_mention(v, i).beside.map(|(_, day)| weekday_name(day)).into()
        }),
        field("day", Type::Number, "the day of the month as written", |v, i| {
            date_mention(v, i).day.map(u32::from).into()
        }),
        field("month", Type::Number, "the month, 1 to 12", |v, i| date_mention(v, i).month.map(u32::from).into()),
        field("year", Type::Number, "the year as written", |v, i| date_mention(v, i).year.map(f64::from).into()),
        field("resolved", Type::Text, "the day meant (2022-01-19), where it is settled", |v, i| {
            date_mention(v, i).resolved.map_or(Value::Null, |d| Value::Text(Cow::Owned(d.to_string())))
        }),
        field("day_number", Type::Number, "the day meant, counted from 1970-01-01", |v, i| {
            date_mention(v, i).resolved.map_or(Value::Null, day_number)
        }),
        field("possible", Type::Bool, "whether there is such a day", |v, i| date_mention(v, i).possible.into()),
        field("relative", Type::Bool, "whether it is relative (yesterday, last Friday)", |v, i| {
            date_mention(v, i).relative.into()
        }),
        field("relative_words", Type::Text, "the words that make it relative, in lower case (yesterday, last Friday)", |v, i| {
            relative_words(v, date_mention(v, i))
        }),
        field("expected", Type::Text, "the day that those words stand for (2022-01-19)", |v, i| {
            let date = date_mention(v, i);
            let expected = date.last.or(date.resolved.filter(|_| date.relative));
            expected.map_or(Value::Null, |d| Value::Text(Cow::Owned(d.to_string())))
        }),
        field("off", Type::Number, "days between a relative date and the weekday or day named with it", |v, i| {
            off(date_mention(v, i)).map_or(Value::Null, Value::Number)
        }),
        field("published", Type::Number, "the day the article is published, counted from 1970-01-01", |v, _| {
            v.article.published.map_or(Value::Null, |p| day_number(p.date))
        }),
        field("published_on", Type::Text, "the day the article is published (2022-01-20)", |v, _| {
            v.article.published.map_or(Value::Null, |p| Value::Text(Cow::Owned(p.date.to_string())))
        }),
    ],
};

fn date_mention<'a>(v: View<'a>, i: usize) -> &'a DateMention {
    &v.facts.dates()[i]
}

/// `yesterday`, `last Friday`.
fn relative_words(v: View<'_>, date: &DateMention) -> Value<'static> {
    if !date.relative && date.last.is_none() {
        return Value::Null;
    }
    let first = v.article.word(v.article.tokens_in(date.span).start).to_lowercase();
    let weekday = date.weekday.filter(|_| matches!(&*first, "last" | "next" | "this"));
    Value::Text(Cow::Owned(weekday.map_or(first.clone(), |weekday| format!("{first} {}", weekday_name(weekday)))))
}

/// For `yesterday, Monday`: how far that Monday, or that day of the month, is from yesterday.
fn off(d: &DateMention) -> Option<f64> {
    if let Some(last) = d.last {
        // A weekday that is wrong for its date is another fault.
        let given = d.resolved.filter(|given| given.weekday() == last.weekday())?;
        return Some(f64::from(given.since(last).ok()?.get_days().abs()));
    }
    let day = d.resolved.filter(|_| d.relative)?;
    if let (Some(month), Some(of_month)) = (d.month, d.day) {
        let given = Date::new(day.year(), i8::try_from(month).ok()?, i8::try_from(of_month).ok()?).ok()?;
        return Some(f64::from(given.since(day).ok()?.get_days().abs()));
    }
    let apart = f64::from(d.weekday?.since(day.weekday()));
    Some(apart.min(7.0 - apart))
}

fn day_number(date: Date) -> Value<'static> {
    let days = date.since(Date::constant(1970, 1, 1)).map(|span| f64::from(span.get_days()));
    days.map_or(Value::Null, Value::Number)
}
