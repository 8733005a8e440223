//! Changes by a factor that sentences without figures tell of levels elsewhere: `has more than tripled`, over `In 2019 there were 140
//! members. By last month the total had reached 310`.

use super::levels::{FAR, MOST, Pair, content};
use super::{Calculation, CalculationKind};
use crate::facts::numbers::figures::FigureKind;
use crate::lexicon::{Changes, Lexicons};
use crate::text::{Article, Role, TokenKind};
use rustc_hash::FxHashSet;

/// How far the factor of two levels may be from that which is told, and be of the same time.
const LIKELY: std::ops::Range<f64> = 0.55..1.8;
/// How far rounding may take it: "has doubled" holds for 1.6 and for 2.4.
const ROUND: std::ops::Range<f64> = 0.8..1.25;
/// How far above a factor "more than" may be: "more than doubled" is no more than trebled.
const BEYOND: f64 = 1.1;

/// A change by a factor.
struct Factor {
    word: usize,
    times: f64,
    sentence: usize,
    headline: bool,
    topic: FxHashSet<u64>,
}

/// Finds the factors that no pair of levels gives, where one pair is of the same things.
pub(super) fn find(article: &Article, lexicons: &Lexicons, pairs: &[Pair], out: &mut Vec<Calculation>) {
    if pairs.iter().any(|pair| pair.now.kind != FigureKind::Measure) {
        out.extend(factors(article, lexicons).iter().filter_map(|factor| multiply(article, factor, pairs)));
    }
}

/// The changes by a factor that the sentences without figures tell, one each.
fn factors(article: &Article, lexicons: &Lexicons) -> Vec<Factor> {
    let times = |t: usize| lexicons.changes.lemma(article.tokens[t].fold, Changes::Multiple)?.parse().ok();
    // "has tripled", "doubles": the verb, not "a double room".
    let verb = |t: &usize| article.word(*t).ends_with(['d', 's']);
    let told = article.sentences.iter().enumerate().filter_map(|(sentence, s)| {
        let role = article.paragraphs[s.paragraph].role;
        let (word, times) = s.tokens.clone().filter(verb).find_map(|t| Some((t, times(t)?)))?;
        // "Won the mixed doubles", "the women’s doubles".
        let before = word.checked_sub(1).map_or("", |t| article.word(t));
        let game = matches!(before, "the" | "mixed") || before.contains(['’', '\'']);
        let figured = s.tokens.clone().any(|t| article.tokens[t].kind == TokenKind::Number);
        let now = !lexicons.within(article, s.tokens.clone(), Changes::Elsewhen);
        (now && !game && !figured && role != Role::Metadata).then(|| Factor {
            word,
            times,
            sentence,
            headline: role == Role::Headline,
            topic: content(article, lexicons, s.tokens.clone()),
        })
    });
    told.take(MOST).collect()
}

fn multiply(article: &Article, told: &Factor, pairs: &[Pair]) -> Option<Calculation> {
    let more = told.word > 0 && article.word(told.word - 1).eq_ignore_ascii_case("than");
    let ratio = |pair: &Pair| pair.now.low / pair.before.low;
    let fits = |pair: &Pair| {
        let ratio = ratio(pair);
        let beyond = match told.times < 1.0 {
            true => ratio < told.times,
            false => (told.times..told.times + BEYOND).contains(&ratio),
        };
        if more {
            beyond || (ratio / told.times - 1.0).abs() < 0.03
        } else {
            ROUND.contains(&(ratio / told.times))
        }
    };
    if pairs.iter().any(fits) {
        return None;
    }
    let about = |pair: &&Pair| {
        let near = told.headline || told.sentence.abs_diff(pair.sentence) <= FAR;
        let likely = LIKELY.contains(&(ratio(pair) / told.times));
        let counted = pair.now.kind != FigureKind::Measure;
        near && likely && counted && pair.topic.intersection(&told.topic).count() > 1
    };
    let mut meant = pairs.iter().filter(about);
    let pair = meant.next().filter(|_| meant.next().is_none())?;
    let same_way = (ratio(pair) > 1.0) == (told.times > 1.0);
    same_way.then(|| Calculation {
        kind: CalculationKind::Afar,
        span: article.tokens[told.word].span,
        from: vec![pair.before.span, pair.now.span],
        claimed: (told.times - 1.0) * 100.0,
        computed: (ratio(pair) - 1.0) * 100.0,
        tolerance: 0.0,
    })
}
