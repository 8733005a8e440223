//! Years counted from a time that an earlier sentence, or the other end of this one, gives: `47 years on`, `four years later,
//! in 2019`, `from 2001 to 2013, a term of 12 years`, `founded in 1926, marks its 100th birthday`, `born in 1942. His father died
//! in 1947, when he was four`, `Hale, 49, bought it 20 years ago`.

use super::moments::Moment;
use super::{TimeClaim, TimeKind, TimeUnit, TimedSentence};
use crate::lexicon::Times;

/// The youngest that a person does what grown-up people do.
const GROWN: f64 = 13.0;

/// The years of the sentences before, latest last.
#[derive(Default)]
pub(super) struct Recent {
    years: Vec<(usize, Moment)>,
    /// The last year of birth, with the sentence that gives it.
    birth: Option<(usize, Moment)>,
    /// The last age of today: its sentence, the years, the token.
    age: Option<(usize, f64, usize)>,
}

/// How many sentences back a year can be counted from.
const BACK: usize = 4;

impl Recent {
    /// Takes in what sentence `number` gives.
    pub(super) fn add(&mut self, number: usize, line: &TimedSentence, moments: &[Moment]) {
        if let Some(age) = present_age(line) {
            self.age = Some((number, age.1, age.0));
        }
        self.years.retain(|(n, _)| n + BACK > number);
        let dated = moments.iter().filter(|m| m.year.is_some()).take(8).cloned();
        self.years.extend(dated.map(|m| (number, m)));
        let born = |m: &&Moment| {
            let from = m.tokens.start.saturating_sub(6).max(line.range.start);
            (from..m.tokens.start).any(|t| line.any(t, &["born"]))
        };
        if let Some(m) = moments.iter().filter(|m| m.year.is_some()).find(born) {
            self.birth = Some((number, m.clone()));
        }
    }

    /// The one year that sentences before `number` give; None for two.
    fn one(&self, number: usize) -> Option<&Moment> {
        let mut years = self.years.iter().filter(|(n, _)| n + BACK > number);
        let (_, first) = years.next()?;
        years.all(|(_, m)| m.year == first.year).then_some(first)
    }

    /// Whether there is nothing to count from.
    pub(super) fn is_empty(&self) -> bool {
        self.years.is_empty() && self.birth.is_none() && self.age.is_none()
    }
}

pub(super) fn find(
    line: &TimedSentence,
    number: usize,
    moments: &[Moment],
    recent: &Recent,
    out: &mut Vec<TimeClaim>,
) {
    let today = line.article.published.map(|p| p.date.year());
    for t in line.range.clone() {
        if line.any(t, &["years"]) {
            out.extend(years_on(line, number, t, moments, recent, today));
            out.extend(later(line, t, moments));
            out.extend(term(line, t, moments));
            out.extend(grown(line, t));
        } else if line.any(t, &["anniversary", "birthday", "jubilee"]) {
            out.extend(anniversary(line, t, moments, today));
        } else if line.any(t, &["when"]) {
            out.extend(aged(line, number, t, moments, recent));
            out.extend(aged_by_age(line, number, t, moments, recent, today));
        }
    }
}

/// The number of years before the word `years`, its token.
fn count(line: &TimedSentence, years: usize) -> Option<(usize, f64)> {
    let at = years.checked_sub(1)?;
    Some((at, line.number(line.text(at))?)).filter(|(_, n)| *n >= 2.0)
}

/// What rounding allows: a birthday or the turn of a year, and a fifth where the number is round.
fn slack(line: &TimedSentence, at: usize, n: f64) -> f64 {
    let about = ["than", "about", "almost", "nearly", "some", "over", "roughly", "around"];
    let loose = about.iter().any(|w| line.before(at, 1).eq_ignore_ascii_case(w));
    if loose || n % 10.0 == 0.0 { (n * 0.2).max(3.0) } else { 1.0 }
}

fn claim(
    line: &TimedSentence,
    at: (usize, usize),
    from: &Moment,
    claimed: f64,
    computed: f64,
    slack: f64,
) -> TimeClaim {
    TimeClaim {
        kind: TimeKind::Ago,
        span: line.span(at.0, at.1),
        from: vec![from.span],
        claimed,
        computed,
        off: ((claimed - computed).abs() - slack).max(0.0),
        unit: TimeUnit::Year,
        dated: true,
    }
}

/// `Today, 47 years on, ...` after one year; `47 years on from 1984`.
fn years_on(
    line: &TimedSentence,
    number: usize,
    years: usize,
    moments: &[Moment],
    recent: &Recent,
    today: Option<i16>,
) -> Option<TimeClaim> {
    let (at, n) = count(line, years)?;
    let on = line.any(years + 1, &["on"]);
    let named = on && line.any(years + 2, &["from", "after"]);
    let stops =
        line.any(years + 2, &[",", ".", "and", "from", "after"]) || !line.range.contains(&(years + 2));
    if !on || !stops {
        return None;
    }
    let from = if named {
        moments.iter().find(|m| m.tokens.start <= years + 5 && m.tokens.start > years)?
    } else {
        recent.one(number).filter(|_| !moments.iter().any(|m| m.tokens.end <= at))?
    };
    let computed = f64::from(today?) - f64::from(from.year?);
    // A year to come, or one that the story tells of alone, is counted from by nobody.
    (computed > 1.0).then(|| claim(line, (at, years + 2), from, n, computed, slack(line, at, n)))
}

/// `jailed in 2015 and freed four years later, in 2021`.
fn later(line: &TimedSentence, years: usize, moments: &[Moment]) -> Option<TimeClaim> {
    let (at, n) = count(line, years)?;
    let word = line.any(years + 1, &["later", "afterwards", "on"]);
    let comma = usize::from(line.any(years + 2, &[","]));
    let led = line.any(years + 2 + comma, &["in"]) && word;
    let second = moments.iter().find(|m| led && m.tokens.start == years + 3 + comma)?;
    let first = moments.iter().rev().find(|m| m.tokens.end <= at)?;
    let computed = f64::from(second.year?) - f64::from(first.year?);
    let mut found = claim(line, (at, years + 2), first, n, computed, slack(line, at, n));
    found.from.push(second.span);
    Some(found)
}

/// `from 2001 to 2013, a term of nine years`.
fn term(line: &TimedSentence, years: usize, moments: &[Moment]) -> Option<TimeClaim> {
    let (at, n) = count(line, years)?;
    let noun = at.checked_sub(2)?;
    let of = line.any(noun + 1, &["of"]) && line.any(noun.checked_sub(1)?, &["a"]);
    let comma = of && line.any(noun.checked_sub(2)?, &[",", "—", "–"]);
    let end = moments.iter().position(|m| comma && m.tokens.end == noun - 2)?;
    let (first, second) = (moments.get(end.checked_sub(1)?)?, &moments[end]);
    let ends = line.any(first.tokens.start.checked_sub(1)?, &["from", "between"])
        && line.any(second.tokens.start.checked_sub(1)?, &["to", "until", "and"]);
    let computed = f64::from(second.year?) - f64::from(first.year?);
    let mut found = claim(line, (at, years + 1), first, n, computed, slack(line, at, n));
    found.kind = TimeKind::Length;
    found.from.push(second.span);
    ends.then_some(found)
}

/// `founded in 1926, marks its 100th birthday this year`.
fn anniversary(
    line: &TimedSentence,
    word: usize,
    moments: &[Moment],
    today: Option<i16>,
) -> Option<TimeClaim> {
    let at = word.checked_sub(1)?;
    let ordinal = line.text(at);
    let digits = ordinal.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let n = digits.parse::<f64>().ok().filter(|n| digits.len() < ordinal.len() && *n >= 2.0)?;
    let [from] = moments else { return None };
    let begun = (from.tokens.start.saturating_sub(5).max(line.range.start)..from.tokens.start)
        .any(|t| line.is(t, Times::Begun));
    let marks = (line.range.start..at).rev().take(6).any(|t| line.is(t, Times::Marks));
    let now =
        (word + 1..word + 3).any(|t| line.any(t, &["this"])) || !line.any(word + 1, &["of", "next", "last"]);
    let computed = f64::from(today?) - f64::from(from.year?);
    (begun && marks && now && from.tokens.end <= at)
        .then(|| claim(line, (at, word + 1), from, n, computed, 1.0))
}

/// The time and the age in `in 1947, when he was nine`, of which `when` is a token.
fn then<'a>(line: &TimedSentence, when: usize, moments: &'a [Moment]) -> Option<(&'a Moment, f64)> {
    let person = line.any(when + 1, &["he", "she"]) && line.any(when + 2, &["was"]);
    let stop = !line.is_word(when + 4) || line.any(when + 4, &["years", "and"]);
    let n = line.number(line.text(when + 3)).filter(|_| person && stop)?;
    let at = moments.iter().rev().find(|m| m.tokens.end <= when && when - m.tokens.end <= 1)?;
    Some((at, n))
}

/// `He was born in 1942. His father died in 1947, when he was nine.`
fn aged(
    line: &TimedSentence,
    number: usize,
    when: usize,
    moments: &[Moment],
    recent: &Recent,
) -> Option<TimeClaim> {
    let (at, n) = then(line, when, moments)?;
    let (_, born) = recent.birth.as_ref().filter(|(sentence, _)| sentence + 3 > number)?;
    let years = f64::from(at.year?) - f64::from(born.year?);
    (years >= 0.0).then(|| TimeClaim {
        kind: TimeKind::Life,
        span: line.span(when + 3, when + 4),
        from: vec![born.span, at.span],
        claimed: n,
        computed: years,
        off: (n - years).max(years - 1.0 - n).max(0.0),
        unit: TimeUnit::Year,
        dated: true,
    })
}

/// `Hale, 54, left. She was on the bridge in 1987, when she was 25`: by the age of today, which may be a year off either way.
fn aged_by_age(
    line: &TimedSentence,
    number: usize,
    when: usize,
    moments: &[Moment],
    recent: &Recent,
    today: Option<i16>,
) -> Option<TimeClaim> {
    let (at, n) = then(line, when, moments)?;
    let here = present_age(line).map(|(token, age)| (age, token));
    let (age, token) = here.or_else(|| recent.age.filter(|a| a.0 + 1 >= number).map(|a| (a.1, a.2)))?;
    let years = age - (f64::from(today?) - f64::from(at.year?));
    // A birth year of its own goes before; a child is of somebody else.
    (recent.birth.is_none() && years > 0.0).then(|| TimeClaim {
        kind: TimeKind::Life,
        span: line.span(when + 3, when + 4),
        from: vec![line.article.tokens[token].span, at.span],
        claimed: n,
        computed: years,
        off: ((n - years).abs() - 2.0).max(0.0),
        unit: TimeUnit::Year,
        dated: true,
    })
}

/// The age in `Hale, 54,`, with its token.
fn present_age(line: &TimedSentence) -> Option<(usize, f64)> {
    let from = line.range.start + 2;
    let at = (from..line.range.end.max(from)).find(|&t| {
        let digits = line.text(t);
        digits.len() == 2
            && digits.bytes().all(|b| b.is_ascii_digit())
            && line.any(t - 1, &[","])
            && line.any(t + 1, &[",", "."])
            && line.capital(t - 2)
    })?;
    Some((at, line.text(at).parse().ok()?))
}

/// `Hale, 29, bought the flat 20 years ago`: how old that makes the buyer.
fn grown(line: &TimedSentence, years: usize) -> Option<TimeClaim> {
    let (at, n) = count(line, years)?;
    let ago = line.any(years + 1, &["ago"]);
    let lasting = line.before(at, 1).eq_ignore_ascii_case("for");
    if !(ago || lasting) {
        return None;
    }
    let (age, _) = present_age(line).filter(|(token, _)| token + 1 < at && line.any(token + 1, &[","]))?;
    let verb = (age + 2..age + 5).find(|&t| {
        line.is(t, Times::Grown) && (age + 2..t).all(|b| line.any(b, &["who", "has", "had", "first"]))
    })?;
    let clear = (verb + 1..at).all(|t| {
        !line.is(t, Times::OtherSubject) && !line.any(t, &[";", "built", "by"])
            || line.any(t, &["his", "her"])
    });
    let then = line.text(age).parse::<f64>().ok()? - n;
    (clear && at - verb < 14).then(|| TimeClaim {
        kind: TimeKind::Youth,
        span: line.span(at, years + if ago { 2 } else { 1 }),
        from: vec![line.article.tokens[age].span],
        claimed: n,
        computed: then,
        off: (GROWN - then).max(0.0),
        unit: TimeUnit::Year,
        dated: true,
    })
}
