//! Numbers that name rather than count: years, times of day, telephone and house numbers, `Section 230`.

use super::number::Number;
use super::piece::{Join, Pieces};
use crate::lexicon::function_words::is_function;
use crate::lexicon::{Figures, Hedges, Lexicon};
use crate::text::TokenKind;

/// Whether the number stands for something else than an amount. `measured`: there is a unit or a currency with
/// it, or a noun of the lexicon that is counted.
pub(crate) fn is_label(p: &Pieces, n: &Number, measured: bool, hedges: &Lexicon<Hedges>) -> bool {
    identifier(p, n)
        || suffixed(p, n, measured)
        || clock(p, n)
        || compound(p, n)
        || !measured && !n.scaled && named(p, n, hedges)
}

/// A run of seven digits or more without a comma, or a value in mark-up (`id="42"`): a key, not an amount.
fn identifier(p: &Pieces, n: &Number) -> bool {
    let digits = p.word(n.from).bytes().take_while(u8::is_ascii_digit).count();
    digits >= 7 || p.before(n.from, 1, &["\"", "”"]) && p.before(n.from, 2, &["="])
}

/// `21st`, `1990s`, `10am`, `401(k)`, `747-400`: letters or brackets against the number.
fn suffixed(p: &Pieces, n: &Number, measured: bool) -> bool {
    let touching = p.join(n.to) == Some(Join::Touch);
    let letters = touching && p.kind(n.to) == Some(TokenKind::Word) && !measured;
    let bracket = touching && p.is(n.to, "(") && p.word(n.to + 1).chars().count() == 1;
    let behind = n.from > 0
        && p.join(n.from) != Some(Join::Space)
        && (p.join(n.from) == Some(Join::Hyphen) && p.kind(n.from - 1) == Some(TokenKind::Word) && !n.words
            || p.has(n.from - 1, Figures::MarkBefore));
    letters || bracket || behind
}

/// `7:30`, `10 a.m.`, `5 o'clock`, `noon`; `at 5` is kept only with a noun.
fn clock(p: &Pieces, n: &Number) -> bool {
    let colon = p.is(n.to, ":") && p.join(n.to) == Some(Join::Touch) && p.join(n.to + 1) == Some(Join::Touch);
    colon || p.has(n.to, Figures::Clock)
}

/// `202-555-0100`, `747-400`, `24/7`, `9/11`: numbers strung together. Tallies (`52-48`) are read elsewhere.
fn compound(p: &Pieces, n: &Number) -> bool {
    let next = p.kind(n.to + 1) == Some(TokenKind::Number);
    let slash = p.is(n.to, "/") && next;
    let hyphens = |i: usize| p.join(i) == Some(Join::Hyphen) && p.kind(i) == Some(TokenKind::Number);
    let chain = hyphens(n.to) && hyphens(n.to + 1) || hyphens(n.from) && hyphens(n.to);
    let long = hyphens(n.to) && (p.word(n.to).len() >= 4 && !p.word(n.to).contains(','))
        || hyphens(n.from) && p.word(n.from).len() >= 4 && !p.word(n.from).contains(',');
    slash || chain || long
}

/// Whether a name with a number goes on a list of them: `Carrow 29 and tiny Dunmore 19`; not `Apollo 8 and Apollo 11`.
fn is_listed(p: &Pieces, name: usize) -> bool {
    let joins = (name.saturating_sub(2)..name).any(|i| p.is(i, ",") || p.is(i, "and"));
    let pair = |i: &usize| {
        p.kind(*i) == Some(TokenKind::Number) && p.capital(i - 1) && p.kind(i - 1) == Some(TokenKind::Word)
    };
    let earlier = (name.saturating_sub(12).max(1)..name).rev().find(pair);
    joins && earlier.is_some_and(|i| p.list[i - 1].fold != p.list[name].fold)
}

/// `Section 230`, `Boeing 737`, `No. 3`, `12 Main Street`, and years.
fn named(p: &Pieces, n: &Number, hedges: &Lexicon<Hedges>) -> bool {
    let plain = n.to == n.from + 1 && !n.words;
    let year = plain && p.word(n.from).len() == 4 && (1400.0..=2199.0).contains(&n.low);
    if year {
        return true;
    }
    if n.from > 0 && p.join(n.from) == Some(Join::Space) {
        if let Some(hit) = p.find_before(hedges, n.from, &[Hedges::Label]) {
            // "No." is a label for sure; "week" and "case" only where nothing is counted after it.
            let named = p.capital(n.from - hit.tokens) && n.from > hit.tokens;
            let counts = p.kind(n.to) == Some(TokenKind::Word) && !is_function(p.list[n.to].fold);
            if named || p.is(n.from - 1, ".") || !counts {
                return true;
            }
        }
        // "Apollo 11", but not "Hale 46, Moe 42" or "In Ohio 12 people".
        let name = p.capital(n.from - 1) && p.kind(n.from - 1) == Some(TokenKind::Word) && n.from > 1;
        let thousands = p.word(n.from).contains(',');
        let ends = p.kind(n.to) != Some(TokenKind::Word) && !p.is(n.to, ",");
        if name && plain && !thousands && ends && !is_listed(p, n.from - 1) {
            return true;
        }
    }
    // "12 Main Street", "350 Fifth Avenue"; but "12 Russian soldiers".
    plain && p.capital(n.to) && (1..4).any(|k| p.has(n.to + k, Figures::Street))
}
