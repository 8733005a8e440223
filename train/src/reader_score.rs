//! Scores labelled spans as published results do: a span is right when its words are those of a gold span.

use crate::polnear::Annotated;
use onrecord::Span;
use onrecord::facts::{Label, Labels};
use regex::Regex;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\w+(?:['’\-‐‑]\w+)*").expect("a valid pattern"));

/// Counts of one kind of span.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub hits: usize,
    pub found: usize,
    pub gold: usize,
}

impl Tally {
    pub fn f1(self) -> f64 {
        200.0 * self.hits as f64 / (self.found + self.gold).max(1) as f64
    }

    fn count<T: Eq + std::hash::Hash>(&mut self, found: &HashSet<T>, gold: &HashSet<T>) {
        self.hits += found.intersection(gold).count();
        self.found += found.len();
        self.gold += gold.len();
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |of: usize| 100.0 * self.hits as f64 / of.max(1) as f64;
        write!(f, "P {:.1} R {:.1}", share(self.found), share(self.gold))
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.hits += other.hits;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// The figures of a set of articles.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scores {
    /// Exact spans of source, cue, content.
    pub exact: [Tally; 3],
    /// Content spans whose words overlap by 0.3 or more, quoted and indirect.
    pub near: [Tally; 2],
}

impl std::fmt::Display for Scores {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [s, k, c] = self.exact.map(Tally::f1);
        let [q, i] = self.near.map(Tally::f1);
        write!(
            f,
            "exact source {s:.2} ({}) cue {k:.2} ({}) content {c:.2} ({}), mean {:.2}; content near: quoted {q:.2} indirect {i:.2} ({})",
            self.exact[0],
            self.exact[1],
            self.exact[2],
            (s + k + c) / 3.0,
            self.near[1],
        )
    }
}

impl Scores {
    /// Adds the figures of other articles.
    pub fn merge(&mut self, other: &Self) {
        self.exact.iter_mut().zip(other.exact).for_each(|(to, from)| *to += from);
        self.near.iter_mut().zip(other.near).for_each(|(to, from)| *to += from);
    }

    /// Adds an article.
    pub fn add(&mut self, annotated: &Annotated, labels: &Labels) {
        let text = &annotated.article.text;
        let words: Vec<Range<usize>> = WORD.find_iter(text).map(|m| m.range()).collect();
        let inside = inside(text, &words);
        let of = |span: Span| {
            let start = words.partition_point(|w| w.end <= span.start as usize);
            start..words.partition_point(|w| w.start < span.end as usize).max(start)
        };
        let mut gold = [const { Vec::new() }; 3];
        for one in &annotated.gold {
            for (to, pieces) in gold.iter_mut().zip([&one.source, &one.cue, &one.content]) {
                to.extend(pieces.iter().map(|&p| of(p)).filter(|r| !r.is_empty()));
            }
        }
        for (k, label) in [Label::Source, Label::Cue, Label::Content].into_iter().enumerate() {
            let found: HashSet<_> = labels
                .iter()
                .filter(|l| l.label == label)
                .map(|l| of(l.span))
                .filter(|r| !r.is_empty())
                .collect();
            let gold: HashSet<_> = gold[k].iter().cloned().collect();
            self.exact[k].count(&found, &gold);
            if label == Label::Content {
                self.near(&found, &gold, |r| inside[r.clone()].iter().any(|&b| b));
            }
        }
    }

    fn near(
        &mut self,
        found: &HashSet<Range<usize>>,
        gold: &HashSet<Range<usize>>,
        quoted: impl Fn(&Range<usize>) -> bool,
    ) {
        let sorted = |set: &HashSet<Range<usize>>| {
            let mut list: Vec<_> = set.iter().cloned().collect();
            list.sort_by_key(|r| (r.start, r.end));
            list
        };
        let (found, gold) = (sorted(found), sorted(gold));
        let mut used = vec![false; found.len()];
        for g in &gold {
            let best = (0..found.len())
                .filter(|&i| !used[i])
                .map(|i| (overlap(g, &found[i]), i))
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .filter(|b| b.0 >= 0.3);
            let kind = usize::from(!quoted(g));
            self.near[kind].gold += 1;
            if let Some((_, i)) = best {
                used[i] = true;
                self.near[kind].hits += 1;
                self.near[kind].found += 1;
            }
        }
        for (i, f) in found.iter().enumerate() {
            self.near[usize::from(!quoted(f))].found += usize::from(!used[i]);
        }
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> f64 {
    let both = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    both as f64 / (a.len() + b.len() - both) as f64
}

/// Which words are inside quotation marks, as the scorer sees it.
fn inside(text: &str, words: &[Range<usize>]) -> Vec<bool> {
    let mut marks = Vec::new();
    let mut open = false;
    let mut skip = false;
    for (i, c) in text.char_indices() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let doubled = c == '\'' && text[i + 1..].starts_with('\'');
        skip = doubled;
        if matches!(c, '“' | '”' | '"' | '\n') || doubled {
            open = c == '“' || ((c == '"' || doubled) && !open);
            marks.push((i, open));
        }
    }
    words
        .iter()
        .map(|w| {
            let at = marks.partition_point(|m| m.0 <= w.start);
            at > 0 && marks[at - 1].1
        })
        .collect()
}
