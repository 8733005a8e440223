//! Numbers in digits and words: `1,200`, `two hundred and fifty`, `half a million`, `2.5bn`, `dozens of`.

use super::piece::{Join, Pieces};
use crate::lexicon::{Lexicon, Units};
use crate::text::TokenKind;

/// A number and the pieces that spell it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    /// First piece.
    pub from: usize,
    /// One past the last piece.
    pub to: usize,
    /// The value, or the least a vague one stands for.
    pub low: f64,
    /// The value, or the greatest a vague one stands for.
    pub high: f64,
    /// `dozens`, `several`.
    pub vague: bool,
    /// `a dozen`, `half a million`, `a hundred`: exact in form, round in use.
    pub round: bool,
    /// `a third`, `two-thirds`, `half`: a share of something.
    pub share: bool,
    /// Spelled out in words.
    pub words: bool,
    /// With a magnitude (`million`), which no year, page or house number has.
    pub scaled: bool,
}

/// The number that starts at piece `i`.
pub(crate) fn read(p: &Pieces, i: usize, units: &Lexicon<Units>) -> Option<Number> {
    if p.kind(i)? == TokenKind::Number {
        return digits(p, i, units);
    }
    // Every word of a sentence comes here, and few begin a number.
    let piece = p.list.get(i)?;
    let may = units.begins(piece.fold) || piece.span.len() <= 3 && p.any(i, &["a", "an", "one"]);
    if !may {
        return None;
    }
    vague(p, i, units).or_else(|| part(p, i, units)).or_else(|| spelled_out(p, i, units))
}

fn exact(from: usize, to: usize, value: f64) -> Number {
    Number {
        from,
        to,
        low: value,
        high: value,
        vague: false,
        round: false,
        share: false,
        words: false,
        scaled: false,
    }
}

fn digits(p: &Pieces, i: usize, units: &Lexicon<Units>) -> Option<Number> {
    let mut n = exact(i, i + 1, parse(p.word(i))?);
    // "0700" is a time of day, or a code.
    if p.word(i).len() > 2 && p.word(i).starts_with('0') && p.word(i).bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some(spaced) = spaced(p, i) {
        return Some(magnify(p, spaced, units));
    }
    // "4 1/2" and "1/2": a vulgar fraction, typed.
    if p.is(i + 1, "/") && p.kind(i + 2) == Some(TokenKind::Number) {
        let below = parse(p.word(i + 2))?;
        if n.low < below && (2.0..=10.0).contains(&below) && p.join(i + 2) == Some(Join::Touch) {
            n = Number { to: i + 3, share: true, ..exact(i, i + 3, n.low / below) };
            return Some(n);
        }
        return None;
    }
    // "2½": a token of its own.
    if p.join(n.to) == Some(Join::Touch)
        && p.kind(n.to) == Some(TokenKind::Number)
        && !p.word(n.to).is_ascii()
    {
        n = exact(i, n.to + 1, n.low + parse(p.word(n.to))?);
    }
    if let Some(half) = and_a_half(p, n.to) {
        n = Number { to: half, ..exact(i, half, n.low + 0.5) };
    }
    if p.join(n.to) == Some(Join::Touch)
        && let Some(hit) = p.find(units, n.to, &[Units::Suffix])
    {
        let value = n.low * hit.lemma.parse::<f64>().ok()?;
        return Some(Number { scaled: true, ..exact(i, n.to + 1, value) });
    }
    Some(magnify(p, n, units))
}

/// `816 000`: thousands with a space between them, where nothing else can be meant.
fn spaced(p: &Pieces, i: usize) -> Option<Number> {
    let digits = |k: usize| p.word(k).bytes().all(|b| b.is_ascii_digit()) && !p.word(k).is_empty();
    let group = |k: usize| digits(k) && p.word(k).len() == 3 && p.join(k) == Some(Join::Space);
    if !(digits(i) && (1..=3).contains(&p.word(i).len())) || i > 0 && p.kind(i - 1) == Some(TokenKind::Number)
    {
        return None;
    }
    // Few groups: a table has more.
    let end = (i + 1..i + 4).find(|k| !group(*k)).unwrap_or(i + 4);
    let plain = p.kind(end) != Some(TokenKind::Number) && !p.is(end, "-") && !p.is(end, "/");
    let zeros = (i + 1..end).any(|k| p.word(k) == "000");
    let counted = p.kind(end) == Some(TokenKind::Word)
        && !crate::lexicon::function_words::is_function(p.list[end].fold);
    if end == i + 1 || !plain || !(zeros || counted) {
        return None;
    }
    let value = (i..end).try_fold(0.0, |n, k| Some(n * 1000.0 + p.word(k).parse::<f64>().ok()?))?;
    Some(exact(i, end, value))
}

/// A number as it is written at the start of `text`, without its magnitude, and how many decimals it has; spaces and commas may
/// part thousands.
pub(crate) fn written(text: &str) -> (Option<f64>, usize) {
    let inside = |(at, c): (usize, char)| {
        c.is_ascii_digit()
            || matches!(c, ',' | '.')
            || c.is_whitespace() && text[at..].trim_start().starts_with(|d: char| d.is_ascii_digit())
    };
    let end = text.char_indices().find(|at| !inside(*at)).map_or(text.len(), |(at, _)| at);
    let digits = text[..end].trim_end_matches([',', '.']);
    let decimals =
        digits.split_once('.').map_or(0, |(_, d)| d.bytes().take_while(u8::is_ascii_digit).count());
    let value = if digits.contains(char::is_whitespace) {
        digits.split_whitespace().collect::<String>().parse().ok()
    } else {
        parse(digits)
    };
    (value, decimals)
}

/// Takes in the magnitudes that follow: `2 hundred thousand`.
fn magnify(p: &Pieces, mut n: Number, units: &Lexicon<Units>) -> Number {
    while let Some(by) = value(p, n.to, units, Units::Magnitude) {
        n = Number { to: n.to + 1, low: n.low * by, high: n.high * by, scaled: true, ..n };
    }
    n
}

/// `point two five` after `one`, and where it ends.
fn after_point(p: &Pieces, at: usize, units: &Lexicon<Units>) -> Option<(usize, f64)> {
    if !p.is(at, "point") {
        return None;
    }
    let digit = |k: usize| value(p, k, units, Units::Number).filter(|n| *n < 10.0);
    let (mut to, mut tenths, mut place) = (at + 1, 0.0, 0.1);
    while let Some(n) = digit(to).filter(|_| to < at + 4) {
        tenths += n * place;
        place /= 10.0;
        to += 1;
    }
    (to > at + 1).then_some((to, tenths))
}

fn and_a_half(p: &Pieces, i: usize) -> Option<usize> {
    (p.is(i, "and") && p.is(i + 1, "a") && p.is(i + 2, "half")).then_some(i + 3)
}

/// `1,234.5`, and with the fractions that have a sign of their own (`2½`).
pub(crate) fn parse(text: &str) -> Option<f64> {
    // The common case, for which nothing is put together.
    if text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return text.parse().ok().filter(|value: &f64| value.is_finite());
    }
    let mut plain = String::with_capacity(text.len());
    let mut fraction = 0.0;
    for c in text.chars() {
        match c {
            '0'..='9' | '.' => plain.push(c),
            ',' => {}
            '½' => fraction = 0.5,
            '¼' => fraction = 0.25,
            '¾' => fraction = 0.75,
            '⅓' => fraction = 1.0 / 3.0,
            '⅔' => fraction = 2.0 / 3.0,
            _ => return None,
        }
    }
    if plain.is_empty() {
        return (fraction > 0.0).then_some(fraction);
    }
    let value = plain.parse::<f64>().ok()?;
    (value.is_finite() && (!text.contains(',') || grouped(text))).then_some(value + fraction)
}

/// Whether commas part thousands, or lakhs and crores (`1,00,000`): the last group has three digits, the
/// others two or three, the first one to three.
fn grouped(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or(text);
    let groups: Vec<usize> = whole.split(',').map(str::len).collect();
    let Some((last, front)) = groups.split_last() else { return false };
    *last == 3 && front.iter().enumerate().all(|(i, n)| (1..=3).contains(n) && (i == 0 || *n >= 2))
}

fn value(p: &Pieces, i: usize, units: &Lexicon<Units>, class: Units) -> Option<f64> {
    let hit = units.get(p.list.get(i)?.fold)?;
    if hit.is(class) { hit.lemma.parse().ok() } else { None }
}

fn vague(p: &Pieces, i: usize, units: &Lexicon<Units>) -> Option<Number> {
    let hit = p.find(units, i, &[Units::Vague])?;
    let (low, high) = hit.lemma.split_once("..")?;
    let (low, high) = (low.parse().ok()?, high.parse().ok()?);
    let n = Number { vague: true, words: true, high, ..exact(i, i + hit.tokens, low) };
    // "several hundred", "a few thousand"
    Some(magnify(p, n, units))
}

/// `half a million`, `half of`, `a third`, `two-thirds`, `a quarter of a million`.
fn part(p: &Pieces, i: usize, units: &Lexicon<Units>) -> Option<Number> {
    let article = usize::from(p.any(i, &["a", "an", "one"]));
    let (at, times) = match value(p, i, units, Units::Number) {
        Some(n) if article == 0 || p.is(i, "one") => (i + 1, n),
        _ => (i + article, 1.0),
    };
    let share = value(p, at, units, Units::Fraction)?;
    // "a third" is a share only with "of"; alone it is most often an ordinal ("a third candidate").
    let bare = times < 1.5 && share != 0.5;
    let mut to = at + 1;
    let n = |to, v| Number { words: true, ..exact(i, to, v) };
    if p.is(to, "of")
        && p.any(to + 1, &["a", "an"])
        && let Some(by) = value(p, to + 2, units, Units::Magnitude)
    {
        return Some(Number { round: true, scaled: true, ..n(to + 3, times * share * by) });
    }
    if p.any(to, &["a", "an"]) {
        to += 1;
    }
    if let Some(by) = value(p, to, units, Units::Magnitude) {
        return Some(Number { round: true, scaled: true, ..n(to + 1, times * share * by) });
    }
    let of = p.is(at + 1, "of");
    // "less than half", but no "half an hour" or "half the".
    let compared = share == 0.5
        && p.before(i, 1, &["than", "over", "under", "nearly", "almost", "about"])
        && (p.kind(at + 1) != Some(TokenKind::Word)
            || p.any(at + 1, &["were", "are", "had", "have", "said", "voted"]));
    if bare && !of || share == 0.5 && !of && article == 0 && !compared || p.is(at + 1, "century") {
        return None;
    }
    Some(Number { share: true, round: true, ..n(at + 1, times * share) })
}

/// Number words: `two hundred and fifty thousand`, `twenty-five`, `a dozen`.
fn spelled_out(p: &Pieces, i: usize, units: &Lexicon<Units>) -> Option<Number> {
    let round = p.any(i, &["a", "an"]);
    let mut at = i + usize::from(round);
    if round {
        value(p, at, units, Units::Magnitude)?;
    }
    let (mut total, mut group, mut scaled) = (0.0, None::<f64>, false);
    let mut after_magnitude = round;
    loop {
        if let Some(n) = value(p, at, units, Units::Number) {
            match group {
                None => group = Some(n),
                Some(g)
                    if g >= 20.0
                        && g % 10.0 == 0.0
                        && n < 10.0
                        && n > 0.0
                        && (after_magnitude || g < 100.0) =>
                {
                    group = Some(g + n);
                }
                Some(g) if g >= 100.0 && g % 100.0 == 0.0 && n < 100.0 && after_magnitude => {
                    group = Some(g + n)
                }
                Some(_) => break,
            }
            after_magnitude = false;
            at += 1;
        } else if let Some(by) = value(p, at, units, Units::Magnitude) {
            if total == 0.0 && group.is_none() && !round {
                return None;
            }
            scaled = true;
            if by <= 100.0 {
                group = Some(group.unwrap_or(1.0) * by);
            } else {
                total = match group.take() {
                    Some(g) => total + g * by,
                    None if total > 0.0 => total * by,
                    None => by,
                };
            }
            after_magnitude = true;
            at += 1;
        } else if let Some((to, tenths)) = group.filter(|_| !scaled).and_then(|_| after_point(p, at, units)) {
            group = group.map(|g| g + tenths);
            at = to;
        } else if let Some(half) = (group.is_some() && !scaled).then(|| and_a_half(p, at)).flatten() {
            group = group.map(|g| g + 0.5);
            at = half;
        } else if after_magnitude
            && scaled
            && !round
            && p.is(at, "and")
            && value(p, at + 1, units, Units::Number).is_some_and(|n| n < 100.0)
            && !p.before(i, 1, &["between"])
        {
            at += 1;
        } else {
            break;
        }
    }
    let value = total + group.unwrap_or(0.0);
    if at == i || group.is_none() && total == 0.0 {
        return None;
    }
    Some(Number { words: true, round, scaled, ..exact(i, at, value) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicons;
    use crate::text::Article;

    #[test]
    fn reads_digits_and_words() {
        let units = Lexicons::built_in().units;
        type Read = Option<(f64, f64, usize)>;
        let cases: &[(&str, Read)] = &[
            ("1,234.5 tons", Some((1234.5, 1234.5, 1))),
            ("1,00,000 rupees", Some((1e5, 1e5, 1))),
            ("1,2 x", None),
            ("2.5 million", Some((2.5e6, 2.5e6, 2))),
            ("15bn", Some((1.5e10, 1.5e10, 2))),
            ("3 1/2", Some((3.0, 3.0, 1))),
            ("1/2 mile", Some((0.5, 0.5, 3))),
            ("2½ years", Some((2.5, 2.5, 2))),
            ("twenty-five men", Some((25.0, 25.0, 2))),
            ("two hundred and fifty thousand men", Some((250e3, 250e3, 5))),
            ("one hundred five", Some((105.0, 105.0, 3))),
            ("two million three hundred thousand and four", Some((2_300_004.0, 2_300_004.0, 7))),
            ("a dozen eggs", Some((12.0, 12.0, 2))),
            ("two dozen eggs", Some((24.0, 24.0, 2))),
            ("half a million", Some((5e5, 5e5, 3))),
            ("half a dozen", Some((6.0, 6.0, 3))),
            ("a quarter of a million", Some((25e4, 25e4, 5))),
            ("two and a half million", Some((2.5e6, 2.5e6, 5))),
            ("two-thirds of them", Some((2.0 / 3.0, 2.0 / 3.0, 2))),
            ("a third of voters", Some((1.0 / 3.0, 1.0 / 3.0, 2))),
            ("a third candidate", None),
            ("half time", None),
            ("tens of thousands of people", Some((2e4, 1e5, 3))),
            ("several hundred people", Some((300.0, 1000.0, 2))),
            ("million", None),
            ("two lakh", Some((2e5, 2e5, 2))),
            ("a man", None),
            ("816 000 tonnes", Some((816e3, 816e3, 2))),
            ("1 234 567 people", Some((1_234_567.0, 1_234_567.0, 3))),
            ("7 7 7", Some((7.0, 7.0, 1))),
            ("12 300 45", Some((12.0, 12.0, 1))),
            ("0700 hours", None),
            ("one point two million crowns", Some((1.2e6, 1.2e6, 4))),
            ("one point for them", Some((1.0, 1.0, 1))),
        ];
        for (text, expected) in cases {
            let article = Article::new("t", (*text).to_owned(), None);
            let mut list = Vec::new();
            super::super::piece::cut(&article, &article.tokens, &mut list);
            let found = read(&Pieces { text, list: &list, lexicons: Lexicons::ours() }, 0, &units)
                .map(|n| (n.low, n.high, n.to));
            assert_eq!(found, *expected, "{text}");
        }
    }
}
