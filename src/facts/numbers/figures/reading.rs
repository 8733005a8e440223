//! A number with its unit: `$200 million`, `46 percent`, `10 to 15 people`, `52-48`, `34-year-old`.

use super::FigureKind;
use super::number::{self, Number};
use super::piece::{Join, Pieces};
use super::unit::{self, Unit};
use crate::lexicon::{Changes, Figures, Lexicons};
use crate::text::TokenKind;

/// A number as far as its own words go, before its modifiers and its noun.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reading {
    /// The bare number, the first of a range.
    pub number: Number,
    /// First piece, a currency sign included.
    pub from: usize,
    /// One past the last piece, the unit included.
    pub to: usize,
    /// Least value.
    pub low: f64,
    /// Greatest value.
    pub high: f64,
    /// What it measures.
    pub kind: FigureKind,
    /// Canonical unit.
    pub unit: Option<String>,
    /// Two ends given.
    pub range: bool,
}

/// The figure that begins with the number at piece `i`.
pub(crate) fn read(p: &Pieces, i: usize, lexicons: &Lexicons) -> Option<Reading> {
    let first = single(p, i, lexicons)?;
    if first.kind == FigureKind::Count
        && let Some(tally) = tally(p, &first, lexicons)
    {
        return Some(tally);
    }
    Some(range(p, &first, lexicons).unwrap_or(first))
}

fn single(p: &Pieces, i: usize, lexicons: &Lexicons) -> Option<Reading> {
    let number = number::read(p, i, &lexicons.units)?;
    let sign = unit::before(p, i, &lexicons.units);
    let mut number = number;
    // "$15m" is read by its suffix; "15m" is more often metres.
    if sign.is_none() && number.to == i + 1 && suffix_is_unit(p, i) {
        number = Number {
            low: number::parse(p.word(i))?,
            high: number::parse(p.word(i))?,
            scaled: false,
            ..number
        };
    }
    let after = unit::after(p, number.to, &lexicons.units);
    let mut out = Reading {
        number,
        from: i,
        to: number.to,
        low: number.low,
        high: number.high,
        kind: FigureKind::Count,
        unit: None,
        range: false,
    };
    let age = age(p, &number);
    match (sign, after) {
        (Some(sign), after) => {
            out.from = i - sign.pieces;
            out.kind = FigureKind::Money;
            out.unit = Some(sign.name.to_owned());
            // "$200 million dollars" says it twice.
            if let Some(word) = after.filter(|u| u.kind == FigureKind::Money && (u.name == sign.name)) {
                out.to += word.pieces;
            }
        }
        _ if age.is_some() => {
            out.to = age.unwrap_or(out.to);
            out.kind = FigureKind::Age;
            out.unit = Some("year".to_owned());
        }
        (None, None) if ratio(p, &number, lexicons).is_some() => {
            let (to, share) = ratio(p, &number, lexicons).unwrap_or((out.to, 0.0));
            out.to = to;
            out.kind = FigureKind::Percent;
            out.unit = Some("%".to_owned());
            (out.low, out.high) = (share, share);
            out.number.round = true;
        }
        (None, Some(unit)) => {
            measured(p, &mut out, unit);
            if below_zero(p, i) && matches!(out.unit.as_deref(), Some("°C" | "°F" | "degree")) {
                out.from = i - 1;
                (out.low, out.high) = (-out.high, -out.low);
            }
        }
        (None, None) if number.share => {
            out.kind = FigureKind::Percent;
            out.unit = Some("%".to_owned());
            out.low *= 100.0;
            out.high *= 100.0;
        }
        (None, None) => {}
    }
    Some(out)
}

/// `six in 10`, `one in five voters`: where it ends, and its hundredths.
fn ratio(p: &Pieces, n: &Number, lexicons: &Lexicons) -> Option<(usize, f64)> {
    let whole =
        number::read(p, n.to + 1, &lexicons.units).filter(|_| p.is(n.to, "in") && !n.scaled && !n.vague)?;
    let timed = unit::after(p, whole.to, &lexicons.units).is_some();
    let round = whole.low <= 10.0 || [12.0, 20.0, 50.0, 100.0, 1000.0].contains(&whole.low);
    (!timed && round && n.low < whole.low && whole.low <= 1000.0 && n.low >= 1.0 && !whole.vague)
        .then(|| (whole.to, n.low / whole.low * 100.0))
}

/// `30m`, `6ft`: letters against the number that are a unit before they are a magnitude.
fn suffix_is_unit(p: &Pieces, i: usize) -> bool {
    p.join(i + 1) == Some(Join::Touch) && matches!(p.word(i + 1), "m" | "k" | "b" | "K")
}

/// Whether a minus is before piece `i`: a word, or a mark that no earlier word touches (`-5C`, not
/// `3-5C`).
fn below_zero(p: &Pieces, i: usize) -> bool {
    let Some(at) = i.checked_sub(1) else { return false };
    let mark = p.any(at, &["-", "−", "–"]) && p.join(i) == Some(Join::Touch);
    let opened = at == 0 || p.join(at) == Some(Join::Space) || p.kind(at - 1) == Some(TokenKind::Mark);
    p.is(at, "minus") || mark && opened
}

fn measured(p: &Pieces, out: &mut Reading, unit: Unit) {
    out.kind = unit.kind;
    let mut name = unit.name;
    if unit.name == "pound" {
        // "47,476 pounds" may be either; millions of pounds are hardly ever weighed.
        if out.number.scaled && out.low >= 1e6 || p.text.contains('£') {
            (out.kind, name) = (FigureKind::Money, "GBP");
        }
    }
    if unit.name == "points" && unit.pieces == 1 {
        let polled = (0..p.list.len()).any(|i| p.has(i, Figures::Polled));
        if !polled {
            (out.kind, name) = (FigureKind::Measure, "point");
        }
    }
    out.unit = Some(name.to_owned());
    out.to += unit.pieces;
}

/// Where an age ends: `34-year-old`, `34 years old`, `aged 34`, `Hale, 34,`.
fn age(p: &Pieces, n: &Number) -> Option<usize> {
    if n.scaled || n.low > 120.0 || n.low.fract() != 0.0 || n.vague {
        return None;
    }
    if p.any(n.to, &["year", "years", "yr"]) {
        let old = (n.to + 1..n.to + 2).find(|&i| p.any(i, &["old", "olds"]));
        return old
            .map(|i| i + 1)
            .or_else(|| (p.is(n.to + 1, "of") && p.is(n.to + 2, "age")).then_some(n.to + 3));
    }
    if p.before(n.from, 1, &["aged", "age"]) {
        return Some(n.to);
    }
    let comma = p.before(n.from, 1, &[","]) && p.any(n.to, &[",", ".", ";", ")"]) && !n.words;
    let named = n.from >= 3
        && p.capital(n.from - 2)
        && p.kind(n.from - 2) == Some(TokenKind::Word)
        && p.word(n.from - 2).chars().count() > 1
        && p.word(n.from - 2).chars().any(char::is_lowercase);
    (comma && named && n.low >= 1.0 && n.to == n.from + 1 && p.join(n.to) == Some(Join::Touch))
        .then_some(n.to)
}

/// `52-48`, `3-2`, `46-to-42`: two sides of one result.
fn tally(p: &Pieces, first: &Reading, lexicons: &Lexicons) -> Option<Reading> {
    let mut at = first.to;
    let hyphened = p.join(at) == Some(Join::Hyphen);
    let to = hyphened && p.is(at, "to") && p.join(at + 1) == Some(Join::Hyphen);
    at += usize::from(to);
    let dash = p.any(at, &["–"]) && p.join(at) == Some(Join::Touch) && p.join(at + 1) == Some(Join::Touch);
    at += usize::from(dash);
    if !(hyphened || dash) || p.kind(at) == Some(TokenKind::Mark) {
        return None;
    }
    let second = single(p, at, lexicons)?;
    let whole =
        first.low.fract() == 0.0 && second.low.fract() == 0.0 && first.high < 1000.0 && second.high < 1000.0;
    if second.kind != FigureKind::Count || !whole || first.number.words != second.number.words {
        return None;
    }
    // "10-15 people" is a range, "15-10" and "46-to-42" never are.
    let nouned = p.kind(second.to) == Some(TokenKind::Word) && !p.capital(second.to);
    let tallied = p.has(second.to, Figures::Tallied);
    if first.low < second.low && nouned && !tallied && !to {
        return None;
    }
    Some(Reading {
        to: second.to,
        low: first.low.min(second.low),
        high: first.low.max(second.low),
        kind: FigureKind::Score,
        ..first.clone()
    })
}

/// `between A and B`, `from A to B`, `A to B`, `A-B`, `A or B`.
fn range(p: &Pieces, first: &Reading, lexicons: &Lexicons) -> Option<Reading> {
    let joined = p.join(first.to) == Some(Join::Hyphen);
    let dash = p.any(first.to, &["–", "-", "—"]) && p.join(first.to) == Some(Join::Touch);
    let word = p.any(first.to, &["to", "and", "or"]);
    let from = first.from;
    let between = p.before(from, 1, &["between"]) || p.before(from, 2, &["between"]);
    if p.is(first.to, "and") && !between || !(joined || dash || word) {
        return None;
    }
    let mut at = first.to + usize::from(word || dash);
    while p.any(at, &["about", "nearly", "$", "£", "€"]) && at < first.to + 4 {
        at += 1;
    }
    let second = single(p, at, lexicons)?;
    if second.number.share || first.number.share || second.kind == FigureKind::Age {
        return None;
    }
    // "10 to 15 million", "$10 to $15", "10 to 15 percent": the first borrows what the second has.
    let same = first.unit == second.unit && first.kind == second.kind;
    if !(same || first.unit.is_none()) {
        return None;
    }
    let change = p.before(from, 1, &["from"]) && changes(p, from);
    // Two shares each with its own sign are a poll, unless "between" or "from" says otherwise.
    let poll =
        same && first.kind == FigureKind::Percent && p.is(first.to, "to") && !p.before(from, 1, &["from"]);
    if change || poll || p.is(first.to, "or") && first.low + 1.0 < second.low && !first.number.words {
        return None;
    }
    let mut low = first.low;
    if second.number.scaled && !first.number.scaled && low < second.high {
        let times = second.high / bare(p, &second).unwrap_or(second.high);
        if low * times <= second.high {
            low *= times;
        }
    }
    if low > second.high {
        return None;
    }
    Some(Reading {
        number: first.number,
        from,
        to: second.to,
        low,
        high: second.high,
        kind: second.kind,
        unit: second.unit,
        range: true,
    })
}

/// The number before its magnitude was taken in.
fn bare(p: &Pieces, r: &Reading) -> Option<f64> {
    number::parse(p.word(r.number.from)).filter(|v| *v > 0.0)
}

/// Whether the words before "from" speak of a change, so that "from A to B" is no range.
fn changes(p: &Pieces, from: usize) -> bool {
    (from.saturating_sub(10)..from).any(|i| p.has(i, Changes::Change))
}
