//! Pairs of figures that are in like words, so that the second may restate the first.
//!
//! Which pairs are tried at all is settled by keys: a figure meets another only through a word, rare in
//! the article, that both sentences hold, or through its digits, and a key remembers its last few figures
//! only. So the work grows with the number of figures, not with its square.

use crate::Span;
use crate::facts::numbers::figures::{Figure, FigureKind, Precision};
use crate::facts::wording::stems::stems;
use crate::lexicon::function_words::is_function;
use crate::text::{Article, Role, TokenKind};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Two figures of one article, and how alike what is said of them is.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Restatement {
    /// The earlier figure: index into [`Facts::figures`](crate::facts::Facts::figures).
    pub first: usize,
    /// The later one.
    pub second: usize,
    /// Content words that both sentences have near their figure.
    pub shared: u32,
    /// Those of them that the article uses in few sentences.
    pub rare: u32,
    /// The weight of the shared words over that of the poorer one's words, 0..1; a word weighs the more the
    /// fewer sentences of the article have it.
    pub likeness: f64,
    /// The same over the richer one's words: near 1 only where one sentence is a copy of the other.
    pub copied: f64,
    /// Names (words in capitals) near the one figure that the other's sentence lacks: the smaller of both counts.
    pub contrast: u32,
    /// Content words within five tokens of the one figure that the other's sentence lacks: the smaller of both
    /// counts. One that cuts a sentence short lacks some, one that speaks of another thing puts others in.
    pub apart: u32,
    /// Content words near the one figure that the other's sentence lacks, wherever they occur: the fewer of both
    /// counts. In two sentences that are else alike, each with a word of its own, the words are what differs
    /// (`optimistic`, `pessimistic`), and so may the figures.
    pub swapped: u32,
    /// Names (words in capitals) near the one figure that the other's sentence has too: the more of both counts. A
    /// sentence that names nobody leans on the one before it.
    pub named: u32,
    /// Figures besides the pair that both sentences hold.
    pub anchors: u32,
    /// Those of them that are written with three digits or more, zeros at the end left out.
    pub telling: u32,
    /// Content words right after the figures that agree, up to three.
    pub following: u32,
    /// Words right before the figures that are the same, in order and without a gap, up to twelve.
    pub before: u32,
    /// Words right after the figures that are the same, in order and without a gap, up to twelve.
    pub after: u32,
    /// Whether both sentences go on after those words, each with a word of its own (`three reasons to be glad`, `four
    /// reasons to be sad`).
    pub forked: bool,
    /// Whether just one of them is in the headline.
    pub titled: bool,
    /// Whether both are in one paragraph: there they are compared more often than repeated.
    pub together: bool,
    /// Whether the digits differ as they do by a slip of the keyboard: one of two or more, or two neighbours that
    /// changed places.
    pub slip: bool,
    /// Digits of the one that has fewer, zeros at the end left out: 5 for `47,476`, 1 for `2,000`.
    pub significant: u32,
    /// Whether the article is a running account, with the time of day over its parts: older figures are below.
    pub live: bool,
    /// The greater value over the lesser one; 1 or more.
    pub ratio: f64,
    /// Whether the values agree, as rounding and modifiers allow.
    pub agree: bool,
    /// Whether the one's sentence also holds a figure that agrees with the other: it then names both, and neither
    /// restates the other.
    pub echoed: bool,
    /// With how many different values, the other's included, the one of the two that has more of them is in
    /// like words: 2 and more are a series (results state by state), not one fact stated twice.
    pub rivals: u32,
    /// Whether the digits are the same, zeros at the end left out (`5 million` and `5 billion`, `10,000` and `100,000`):
    /// a slip of magnitude.
    pub same_digits: bool,
}

/// How many figures a key remembers: the first ones, which a lead or headline gives, and the latest ones.
const KEPT: usize = 12;
const FIRST: usize = 4;
/// With how many earlier figures one is compared at most: the first few and the nearest. It changes nothing in the
/// 924 articles of PolNeAR; a text as long as a book would fill all that its keys remember, for each of its figures.
const COMPARED: usize = 32;
/// How many words of a figure are keys, the rarest first.
const KEYS: usize = 8;
/// Words in more sentences than this are not rare.
const RARE: u32 = 4;
/// How alike two sentences must be for their figures to count as rivals.
const ALIKE: f64 = 0.3;
/// How many words before and after a figure are compared one by one.
const RUN: usize = 12;
/// How far around a figure its words are read, in tokens.
const REACH: usize = 20;

/// What is said around one figure.
#[derive(Default)]
struct Context {
    /// Stems of content words near the figure, sorted.
    stems: Vec<u64>,
    /// Stems of names near it.
    names: Vec<u64>,
    /// Stems of content words next to it.
    close: Vec<u64>,
    /// Stems of all words of the sentence, as far as it is of a sane length; sorted.
    wide: Vec<u64>,
    /// The content words that follow.
    following: Vec<u64>,
    /// The words right before, the nearest first, and those right after.
    before: Vec<(u64, bool)>,
    after: Vec<(u64, bool)>,
    sentence: usize,
    /// The digits of the number, without zeros at the end, and how many they are.
    significant: f64,
    exact_digits: u32,
    /// Whether it is in the headline.
    titled: bool,
}

/// Pairs the figures of an article.
#[must_use]
pub fn find(article: &Article, figures: &[Figure]) -> Vec<Restatement> {
    if figures.iter().filter(|f| comparable(article, f)).take(2).count() < 2 {
        return Vec::new();
    }
    let stems = stems(article);
    let contexts: Vec<Context> = figures.iter().map(|f| context(article, &stems, f)).collect();
    let frequency = frequency(article, &stems, &contexts);
    let mut seen: FxHashMap<(u64, u64), Vec<u32>> = FxHashMap::default();
    let mut pairs = Vec::new();
    let mut met: Vec<u32> = Vec::new();
    for (i, figure) in figures.iter().enumerate() {
        if !comparable(article, figure) {
            continue;
        }
        met.clear();
        let digits = digits(article, figure);
        let mut rare: Vec<(u32, u64)> =
            contexts[i].stems.iter().map(|s| (frequency.get(s).map_or(1, |n| n.0), *s)).collect();
        rare.retain(|(n, _)| *n > 1);
        rare.sort_unstable();
        let keys = rare.iter().take(KEYS).map(|(_, s)| (measure(figure), *s)).chain([(digits.to_bits(), 0)]);
        let keys = keys.chain(figure.subject.as_ref().map(|s| (measure(figure), crate::text::fold(s))));
        for key in keys {
            let kept = seen.entry(key).or_default();
            met.extend(kept.iter());
            if kept.len() == KEPT {
                kept.remove(FIRST);
            }
            kept.push(u32::try_from(i).unwrap_or(u32::MAX));
        }
        met.sort_unstable();
        met.dedup();
        if met.len() > COMPARED {
            met.drain(FIRST..met.len() - COMPARED + FIRST);
        }
        for &other in &met {
            let first = other as usize;
            if let Some(pair) = compare(article, figures, &contexts, &frequency, first, i) {
                pairs.push(pair);
            }
        }
    }
    count_rivals(figures, &mut pairs);
    if !pairs.is_empty() && is_live(article) {
        pairs.iter_mut().for_each(|pair| pair.live = true);
    }
    pairs
}

/// Whether several paragraphs hold a time of day and nothing else.
fn is_live(article: &Article) -> bool {
    let time = |text: &str| {
        let text = text.trim_end_matches(['.', ':']).to_ascii_lowercase();
        let clock = text.trim_end_matches("m.").trim_end_matches("m").trim_end_matches(['a', 'p', '.', ' ']);
        let digits = clock.bytes().filter(u8::is_ascii_digit).count();
        text.len() <= 12
            && (3..=4).contains(&digits)
            && clock.bytes().all(|b| b.is_ascii_digit() || b":.h".contains(&b))
    };
    article.paragraphs.iter().filter(|p| time(article.slice(p.span))).take(2).count() == 2
}

fn exact_digits(article: &Article, f: &Figure) -> u32 {
    let digits: String = article.slice(f.number).chars().filter(char::is_ascii_digit).collect();
    u32::try_from(digits.trim_end_matches('0').len()).unwrap_or(u32::MAX)
}

/// Fills in [`Restatement::rivals`].
fn count_rivals(figures: &[Figure], pairs: &mut [Restatement]) {
    let mut rivals: FxHashMap<usize, Vec<u64>> = FxHashMap::default();
    for pair in pairs.iter().filter(|p| !p.agree && p.likeness >= ALIKE) {
        for (of, other) in [(pair.first, pair.second), (pair.second, pair.first)] {
            let values = rivals.entry(of).or_default();
            let value = figures[other].low.to_bits();
            if measure(&figures[of]) == measure(&figures[other])
                && !values.contains(&value)
                && values.len() < 8
            {
                values.push(value);
            }
        }
    }
    for pair in pairs {
        let of = |i: usize| rivals.get(&i).map_or(0, Vec::len);
        pair.rivals = u32::try_from(of(pair.first).max(of(pair.second))).unwrap_or(u32::MAX);
    }
}

/// Ages and tallies are compared elsewhere; `from 40` is what a thing no longer is.
fn comparable(article: &Article, f: &Figure) -> bool {
    let before = article.text.get(..f.span.start as usize).unwrap_or("").trim_end();
    // "$22.7m (£11.8m)" is told in the first.
    if f.kind == FigureKind::Money && before.ends_with('(') {
        return false;
    }
    let past = before.len() >= 4 && before.as_bytes()[before.len() - 4..].eq_ignore_ascii_case(b"from");
    !past && !matches!(f.kind, FigureKind::Age | FigureKind::Score) && f.precision != Precision::Range
}

/// What two figures must share to be compared in value: the kind of quantity.
fn measure(f: &Figure) -> u64 {
    let unit = f.unit.as_deref().unwrap_or("");
    crate::text::fold(unit) ^ (f.kind as u64)
}

type Frequency = FxHashMap<u64, (u32, u32)>;

/// In how many sentences each stem of the contexts occurs as a content word, and the last of them.
fn frequency(article: &Article, stems: &[u64], contexts: &[Context]) -> Frequency {
    let mut counts: Frequency =
        contexts.iter().flat_map(|context| &context.stems).map(|&stem| (stem, (0, 0))).collect();
    for (number, sentence) in (1u32..).zip(&article.sentences) {
        for at in sentence.tokens.clone() {
            // Most words are near no figure.
            let Some(entry) = counts.get_mut(&stems[at]).filter(|entry| entry.1 != number) else { continue };
            let token = article.tokens[at];
            if token.kind == TokenKind::Word && !is_function(token.fold) {
                *entry = (entry.0 + 1, number);
            }
        }
    }
    counts
}

fn context(article: &Article, stems: &[u64], figure: &Figure) -> Context {
    let number = article.sentence_at(figure.span.start);
    let mut out = Context {
        sentence: number,
        significant: significant(digits(article, figure)),
        exact_digits: exact_digits(article, figure),
        titled: titled(article, figure),
        ..Context::default()
    };
    let Some(sentence) = article.sentences.get(number).filter(|_| comparable(article, figure)) else {
        return out;
    };
    out.before = words_beside(article, stems, figure, sentence.tokens.clone(), false);
    out.after = words_beside(article, stems, figure, sentence.tokens.clone(), true);
    let own = article.tokens_in(figure.span);
    let around = |reach: usize| {
        own.start.saturating_sub(reach).max(sentence.tokens.start)..(own.end + reach).min(sentence.tokens.end)
    };
    out.wide.extend_from_slice(&stems[around(4 * REACH)]);
    out.wide.sort_unstable();
    for i in around(REACH).filter(|i| !own.contains(i)) {
        let token = article.tokens[i];
        let word = article.slice(token.span);
        if token.kind != TokenKind::Word || is_function(token.fold) || word.chars().count() < 3 {
            continue;
        }
        let stem = stems[i];
        out.stems.push(stem);
        if i + 5 >= own.start && i < own.end + 5 {
            out.close.push(stem);
        }
        let near = i + 10 >= own.start && i < own.end + 10;
        if near && i != sentence.tokens.start && token.capital {
            out.names.push(stem);
        }
        if i >= own.end && out.following.len() < 3 {
            out.following.push(stem);
        }
    }
    out.stems.sort_unstable();
    out.stems.dedup();
    out
}

fn compare(
    article: &Article,
    figures: &[Figure],
    contexts: &[Context],
    frequency: &Frequency,
    first: usize,
    second: usize,
) -> Option<Restatement> {
    let (a, b) = (&contexts[first], &contexts[second]);
    let (x, y) = (&figures[first], &figures[second]);
    if a.sentence == b.sentence {
        return None;
    }
    let sentences = article.sentences.len() as f64;
    let weight = |stem: &u64| (1.0 + sentences / f64::from(frequency.get(stem).map_or(1, |n| n.0))).ln();
    let sum = |stems: &[u64]| stems.iter().map(weight).sum::<f64>();
    let shared: Vec<u64> = a.stems.iter().filter(|s| b.stems.binary_search(s).is_ok()).copied().collect();
    let vague = (x.precision == Precision::Vague) != (y.precision == Precision::Vague);
    let one_subject = x.subject.is_some() && x.subject == y.subject;
    let same_digits = a.significant == b.significant;
    let exact_digits = a.exact_digits.min(b.exact_digits);
    let telling_digits = same_digits && exact_digits > 1;
    if shared.len() < 2 && !one_subject && (shared.is_empty() || !telling_digits) {
        return None;
    }
    let (anchors, telling) = anchors(article, figures, contexts, first, second);
    let headed = a.titled != b.titled;
    if shared.len() < 2 && !(vague || anchors > 0 || telling_digits || headed && !shared.is_empty()) {
        return None;
    }
    let rare = shared.iter().filter(|s| frequency.get(s).is_none_or(|n| n.0 <= RARE)).count();
    let (whole_a, whole_b, common) = (sum(&a.stems), sum(&b.stems), sum(&shared));
    let lacks = |names: &[u64], wide: &[u64]| names.iter().filter(|n| wide.binary_search(n).is_err()).count();
    let contrast = lacks(&a.names, &b.wide).min(lacks(&b.names, &a.wide));
    let has = |names: &[u64], wide: &[u64]| names.iter().filter(|n| wide.binary_search(n).is_ok()).count();
    let (after, forked) = run(&a.after, &b.after);
    let following = a.following.iter().filter(|s| b.following.contains(s)).count();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (low, high) = (x.low.abs().min(y.low.abs()), x.low.abs().max(y.low.abs()));
    Some(Restatement {
        first,
        second,
        shared: count(shared.len()),
        rare: count(rare),
        likeness: common / whole_a.min(whole_b).max(1e-9),
        copied: common / whole_a.max(whole_b).max(1e-9),
        contrast: count(contrast),
        named: count(has(&a.names, &b.wide).max(has(&b.names, &a.wide))),
        apart: count(lacks(&a.close, &b.wide).min(lacks(&b.close, &a.wide))),
        swapped: count(lacks(&a.stems, &b.wide).min(lacks(&b.stems, &a.wide))),
        anchors: count(anchors),
        telling: count(telling),
        following: count(following),
        before: run(&a.before, &b.before).0,
        after,
        forked,
        titled: headed,
        together: article.paragraph_at(x.span.start) == article.paragraph_at(y.span.start),
        significant: exact_digits,
        live: false,
        slip: slipped(article.slice(x.number), article.slice(y.number)),
        ratio: if low > 0.0 { high / low } else { f64::MAX },
        agree: agree(article, x, y),
        echoed: echoes(figures, contexts, first, second) || echoes(figures, contexts, second, first),
        rivals: 0,
        same_digits,
    })
}

/// Whether a figure is in the headline.
fn titled(article: &Article, f: &Figure) -> bool {
    article.paragraphs.get(article.paragraph_at(f.span.start)).is_some_and(|p| p.role == Role::Headline)
}

/// How many words of both runs are the same, and whether two words, and no mark, part them there.
fn run(a: &[(u64, bool)], b: &[(u64, bool)]) -> (u32, bool) {
    let same = a.iter().zip(b).take_while(|(a, b)| a.0 == b.0).count();
    let goes_on = |list: &[(u64, bool)]| same > 0 && list.get(same).is_some_and(|(_, next)| *next);
    (u32::try_from(same.min(RUN)).unwrap_or(u32::MAX), goes_on(a) && goes_on(b))
}

/// The stems of the words right before or after a number, with whether no mark is before each. What qualifies the
/// number (`more than`) and signs between are passed over.
fn words_beside(
    article: &Article,
    stems: &[u64],
    f: &Figure,
    sentence: Range<usize>,
    forward: bool,
) -> Vec<(u64, bool)> {
    let (number, whole) = (article.tokens_in(f.number), article.tokens_in(f.span));
    let word = |i: &usize| article.tokens[*i].kind == TokenKind::Word;
    let mut last = None;
    let mut beside = |i: usize| {
        let next = last.is_some_and(|l: usize| l.abs_diff(i) == 1);
        last = Some(i);
        (stems[i], next)
    };
    if forward {
        (number.end..sentence.end).filter(word).take(RUN + 1).map(&mut beside).collect()
    } else {
        (sentence.start..whole.start).rev().filter(word).take(RUN + 1).map(&mut beside).collect()
    }
}

fn slipped(a: &str, b: &str) -> bool {
    let digits = |s: &str| s.bytes().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    let (a, b) = (digits(a), digits(b));
    if a.len() != b.len() || a.len() < 2 {
        return false;
    }
    let apart: Vec<usize> = (0..a.len()).filter(|&i| a[i] != b[i]).collect();
    match apart[..] {
        [_] => true,
        [i, k] => k == i + 1 && a[i] == b[k] && a[k] == b[i],
        _ => false,
    }
}

/// Whether a neighbour of figure `of` in its sentence agrees with figure `with`.
fn echoes(figures: &[Figure], contexts: &[Context], of: usize, with: usize) -> bool {
    let near = of.saturating_sub(8)..(of + 9).min(figures.len());
    near.filter(|&i| i != of && i != with && contexts[i].sentence == contexts[of].sentence)
        .any(|i| measure(&figures[i]) == measure(&figures[with]) && nearly(figures[i].low, figures[with].low))
}

/// Whether two values differ by a thirtieth at most.
fn nearly(a: f64, b: f64) -> bool {
    (a - b).abs() * 30.0 <= a.abs().max(b.abs())
}

/// How many neighbours of figure `a` a neighbour of figure `b` agrees with, and how many of them have three digits and
/// more. Small counts prove nothing.
fn anchors(
    article: &Article,
    figures: &[Figure],
    contexts: &[Context],
    a: usize,
    b: usize,
) -> (usize, usize) {
    let near = |of: usize| {
        (of.saturating_sub(4)..(of + 5).min(figures.len()))
            .filter(move |&i| i != of && contexts[i].sentence == contexts[of].sentence)
    };
    let alike = |x: &Figure, y: &Figure| measure(x) == measure(y) && x.low == y.low;
    let both = near(a).filter(|&i| {
        near(b).any(|k| alike(&figures[i], &figures[k]) && agree(article, &figures[i], &figures[k]))
    });
    both.filter(|&i| figures[i].low > 12.0 || contexts[i].exact_digits > 2)
        .fold((0, 0), |(all, telling), i| (all + 1, telling + usize::from(contexts[i].exact_digits > 2)))
}

/// The digits of a figure as written, without its magnitude; for number words its value.
fn digits(article: &Article, f: &Figure) -> f64 {
    crate::facts::numbers::figures::number::written(article.slice(f.number)).0.unwrap_or(f.low)
}

/// A whole number without the zeros at its end.
fn significant(mut digits: f64) -> f64 {
    while digits >= 10.0 && digits % 10.0 == 0.0 {
        digits /= 10.0;
    }
    digits
}

/// Whether two figures can both be right of one thing: their ranges meet, or they differ by no more than
/// rounding and their modifiers allow.
#[must_use]
pub fn agree(article: &Article, a: &Figure, b: &Figure) -> bool {
    // Nobody calls 100,000 "thousands": a vague figure's upper end is out, and rounding does not reach over it.
    for (vague, other) in [(a, b), (b, a)] {
        if vague.precision == Precision::Vague && other.precision != Precision::Vague {
            return other.high >= vague.low && other.low < vague.high;
        }
    }
    // `More than 50` and `less than 20` are two bands.
    let bands = [a.precision, b.precision];
    if bands.contains(&Precision::AtLeast) && bands.contains(&Precision::AtMost) {
        return true;
    }
    // `More than 3 million` and `more than 5 million` say two things, though both may hold.
    let open = matches!(a.precision, Precision::AtLeast | Precision::AtMost);
    let as_written = open && a.precision == b.precision;
    // Of `50` and `60` neither is the other rounded.
    let exact = a.precision == Precision::Exact && b.precision == Precision::Exact && a.low != b.low;
    if exact && step(article, a) == step(article, b) {
        return false;
    }
    let (from_a, to_a) = bounds(article, a, as_written);
    let (from_b, to_b) = bounds(article, b, as_written);
    from_a <= to_b && from_b <= to_a
}

/// What the last digit written that is no zero stands for, in the figure's unit.
fn step(article: &Article, f: &Figure) -> f64 {
    let digits = digits(article, f).max(f64::MIN_POSITIVE);
    let scale = if digits > 0.0 { (f.low / digits).abs() } else { 1.0 };
    scale * written_step(article, f, digits)
}

fn written_step(article: &Article, f: &Figure, digits: f64) -> f64 {
    let text = article.slice(f.number);
    let decimals = text.split_once('.').map_or(0, |(_, d)| d.bytes().take_while(u8::is_ascii_digit).count());
    if decimals > 0 {
        return 10f64.powi(-i32::try_from(decimals).unwrap_or(0));
    }
    let mut step = 1.0;
    while step < digits && digits % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    step
}

/// What a figure can stand for: half a step of its last digit either way, a tenth of it at most; more where it
/// says so, unless it is taken `as_written`.
fn bounds(article: &Article, f: &Figure, as_written: bool) -> (f64, f64) {
    let digits = digits(article, f).max(f64::MIN_POSITIVE);
    let scale = if digits > 0.0 { (f.low / digits).abs() } else { 1.0 };
    let step = written_step(article, f, digits);
    let decimals = article.slice(f.number).contains('.');
    // Small whole counts are not rounded.
    let slack = if digits < 20.0 && scale <= 1.0 && !decimals && f.kind == FigureKind::Count {
        0.0
    } else {
        (step * scale * 0.501).min(f.high.abs() * 0.1)
    };
    let (low, high) = (f.low - slack, f.high + slack);
    match f.precision {
        _ if as_written => (low, high),
        Precision::Exact | Precision::Range | Precision::Vague => (low, high),
        Precision::About => (low.min(f.low * 0.92), high.max(f.high * 1.08)),
        Precision::AtLeast => (low, high.max(f.high * 1.5)),
        Precision::AtMost => (low.min(f.low / 1.5), high),
    }
}

/// The span that a figure's pair is reported under: number, unit and noun.
#[must_use]
pub fn words_of(f: &Figure) -> Span {
    f.noun
        .filter(|n| n.start >= f.span.start && n.start.saturating_sub(f.span.end) < 9)
        .map_or(f.span, |n| f.span.join(n))
}
