//! Whether two figures are meant to be one: a score from what the words around them share, and from how their values differ.
//!
//! The weights were learned by `train same-thing`: from pairs of figures in printed articles, which disagree because they are of two
//! things, and from pairs of one thing in which the one value was changed. A slip of the pen (a digit, a zero) is evidence
//! too: two figures of two things are seldom that near to each other.

use super::comparison::{self, Comparison};
use super::figures::{Figure, FigureKind};
use super::restatements::Restatement;
use crate::lexicon::Lexicons;
use std::sync::LazyLock;

/// The weights, a line each: a name, a number. `bias` is what no evidence at all comes to.
const LEARNED: &str = include_str!("../../../model/same-thing.tsv");

/// A piece of evidence: what it is called, and how strong it is, 0 to 1.
pub type Evidence = (&'static str, f64);

/// How many pieces of evidence there are.
pub const PIECES: usize = 45;

/// What speaks for and against two figures being meant for one.
#[must_use]
pub fn evidence(pair: &Restatement, a: &Figure, b: &Figure, lexicons: &Lexicons) -> [Evidence; PIECES] {
    let is = |yes: bool| if yes { 1.0 } else { 0.0 };
    let up_to = |n: u32, most: u32| f64::from(n.min(most)) / f64::from(most);
    let subject = comparison::compare(a.subject.as_ref(), b.subject.as_ref());
    let time = comparison::times(lexicons, a.time.as_deref(), b.time.as_deref());
    let place = comparison::compare(a.place.as_ref(), b.place.as_ref());
    let rate = comparison::compare(comparison::rate(a), comparison::rate(b));
    let other = |f: &Figure| f.qualifiers.iter().any(|q| q == "other");
    let part = |f: &Figure| f.kind == FigureKind::Count && f.qualifiers.iter().any(|q| q == "of");
    let plain = |f: &Figure| f.qualifiers.is_empty();
    [
        ("words of the poorer one that both have", pair.likeness),
        ("words of the richer one that both have", pair.copied),
        ("most words of the poorer one", is(pair.likeness > 0.6)),
        ("most words of the richer one", is(pair.copied > 0.5)),
        ("words in common", up_to(pair.shared, 8)),
        ("rare words in common", up_to(pair.rare, 5)),
        ("words right before", up_to(pair.before, 4)),
        ("words right after", up_to(pair.after, 4)),
        ("words among the next three", up_to(pair.following, 3)),
        ("both go on differently", is(pair.forked)),
        ("names that only one has", up_to(pair.contrast, 3)),
        ("names that both have", up_to(pair.named, 3)),
        ("words beside it that only one has", up_to(pair.apart, 4)),
        ("words near it that only one has", up_to(pair.swapped, 6)),
        ("in one paragraph", is(pair.together)),
        ("one in the headline", is(pair.titled)),
        ("one thing counted", is(subject == Comparison::Same)),
        ("two things counted", is(subject == Comparison::Differ)),
        ("one thing counted, the other not said", is(subject == Comparison::One)),
        ("one time", is(time == Comparison::Same)),
        ("two times", is(time == Comparison::Differ)),
        ("times that may be one", is(time == Comparison::Open)),
        ("time said of one", is(time == Comparison::One)),
        ("one place", is(place == Comparison::Same)),
        ("two places", is(place == Comparison::Differ)),
        ("one rate", is(rate == Comparison::Same)),
        ("another rate", is(matches!(rate, Comparison::Differ | Comparison::One))),
        ("other ones counted", is(other(a) != other(b))),
        ("a part and a whole", is(part(a) != part(b))),
        ("adjectives that differ", is(comparison::unlike(a, b))),
        ("adjectives on one side", is(plain(a) != plain(b))),
        ("a share", is(a.kind == FigureKind::Percent)),
        ("a digit apart", is(pair.slip)),
        ("the same digits in another magnitude", is(pair.same_digits && pair.significant > 1)),
        ("digits enough to tell", up_to(pair.significant, 3)),
        ("another figure in common", is(pair.anchors > 0)),
        ("a long figure in common", is(pair.telling > 0)),
        ("both values in one sentence", is(pair.echoed)),
        ("one of a series of three", is(pair.rivals == 2)),
        ("one of a long series", is(pair.rivals > 2)),
        ("values far apart", is(pair.ratio > 3.0 && !pair.same_digits)),
        ("values close", is(pair.ratio < 1.5)),
        ("a running account", is(pair.live)),
        ("copied but for the figure", is(pair.before + pair.after > 6)),
        ("much alike, and of one thing", is(pair.likeness > 0.5 && subject == Comparison::Same)),
    ]
}

/// The weights in the order of [`evidence`], and the bias.
static WEIGHTS: LazyLock<(Vec<(&str, f64)>, f64)> = LazyLock::new(|| {
    let line = |line: &'static str| {
        let (name, weight) = line.split_once('\t')?;
        Some((name, weight.trim().parse::<f64>().ok()?))
    };
    let weights: Vec<_> = LEARNED.lines().filter_map(line).collect();
    let bias = weights.iter().find(|(name, _)| *name == "bias").map_or(0.0, |(_, w)| *w);
    (weights, bias)
});

/// How likely two figures in like words are of one thing, 0 to 1.
#[must_use]
pub fn score(evidence: &[Evidence]) -> f64 {
    let (weights, bias) = &*WEIGHTS;
    // The file has the names in the order of the evidence.
    let sum: f64 = evidence.iter().zip(weights).map(|((_, value), (_, weight))| value * weight).sum();
    1.0 / (1.0 + (-(sum + bias)).exp())
}

/// The names of the `most` pieces of evidence that speak most for one thing, strongest first.
#[must_use]
pub fn strongest(evidence: &[Evidence], most: usize) -> Vec<&'static str> {
    let mut told: Vec<_> =
        evidence.iter().zip(&WEIGHTS.0).map(|((name, value), (_, weight))| (value * weight, *name)).collect();
    told.retain(|(sum, _)| *sum > 0.0);
    told.sort_by(|a, b| b.0.total_cmp(&a.0));
    told.into_iter().take(most).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_piece_of_evidence_has_a_weight() {
        let text = "The blast killed 34 men in Marrow. The blast killed 43 men in Marrow.";
        let article = crate::text::Article::new("t", text.to_owned(), None);
        let lexicons = Lexicons::ours();
        let figures = crate::facts::numbers::figures::find(&article, &[], &[], lexicons);
        let pairs = crate::facts::numbers::restatements::find(&article, &figures);
        let evidence = evidence(&pairs[0], &figures[0], &figures[1], lexicons);
        let names: Vec<_> = evidence.iter().map(|(name, _)| *name).chain(["bias"]).collect();
        let learned: Vec<_> = WEIGHTS.0.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, learned);
        assert!(score(&evidence) > 0.5, "{evidence:?}");
    }
}
