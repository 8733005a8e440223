//! Counts as `score_attributions.py` does: contents by the share of words in common, sources by a common word.

use super::polnear::Gold;
use onrecord::Span;
use onrecord::facts::Statement;
use onrecord::text::{Article, TokenKind};
use std::collections::BTreeSet;

type Words = BTreeSet<usize>;

/// Hits, predictions and annotations of one group of attributions.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    pub hits: f64,
    pub predicted: f64,
    pub gold: f64,
}

impl Count {
    pub fn f1(&self) -> f64 {
        200.0 * self.hits / (self.predicted + self.gold).max(1.0)
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let p = 100.0 * self.hits / self.predicted.max(1.0);
        let r = 100.0 * self.hits / self.gold.max(1.0);
        write!(f, "P {p:.1} R {r:.1} F1 {:.1}", self.f1())
    }
}

/// The figures of a split: `[quoted, indirect]` each.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    pub content: [Count; 2],
    pub attribution: [Count; 2],
    pub speaker: (f64, f64),
}

impl std::fmt::Display for Score {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, counts) in [("content@0.3", &self.content), ("attribution", &self.attribution)] {
            writeln!(f, "  {name:12} quoted {}; indirect {}", counts[0], counts[1])?;
        }
        let (right, all) = self.speaker;
        write!(f, "  right speaker on direct quotes {:.1}% ({right} of {all})", 100.0 * right / all.max(1.0))
    }
}

/// One side of the comparison: an attribution as sets of words.
struct Side {
    content: Words,
    source: Words,
    /// 0 quoted, 1 indirect.
    group: usize,
    direct: bool,
}

/// Which bytes are inside quotation marks, as the scorer sees it.
fn inside(text: &str) -> Vec<bool> {
    let mut inside = vec![false; text.len() + 1];
    let mut open = false;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let doubled = text[at..].starts_with("''");
        let len = if doubled { 2 } else { c.len_utf8() };
        if doubled || matches!(c, '“' | '”' | '"' | '\n') {
            open = c == '“' || ((c == '"' || doubled) && !open);
        }
        inside[at..at + len].fill(open);
        at += len;
    }
    inside
}

fn words(article: &Article, spans: &[Span]) -> Words {
    let tokens = spans.iter().flat_map(|s| article.tokens_in(*s));
    tokens.filter(|&t| article.tokens[t].kind != TokenKind::Mark).collect()
}

fn side(article: &Article, inside: &[bool], content: &[Span], source: &[Span]) -> Side {
    let content_words = words(article, content);
    let quoted = content_words.iter().filter(|&&t| inside[article.tokens[t].span.start as usize]).count();
    let begins = content.iter().min().map_or("", |s| article.slice(*s).trim_start());
    let direct = begins.starts_with(['“', '"']) || begins.starts_with("''");
    let direct = direct && quoted as f64 >= 0.9 * content_words.len() as f64;
    Side { content: content_words, source: words(article, source), group: usize::from(quoted == 0), direct }
}

fn iou(a: &Words, b: &Words) -> f64 {
    let common = a.intersection(b).count();
    if common == 0 { 0.0 } else { common as f64 / (a.len() + b.len() - common) as f64 }
}

/// Whether the source given is right: none on both sides, or a word in common that is not a mere article.
pub fn source_right(article: &Article, gold: &[Span], predicted: &[Span]) -> bool {
    right(article, &words(article, gold), &words(article, predicted))
}

fn right(article: &Article, gold: &Words, predicted: &Words) -> bool {
    const WEAK: [&str; 9] = ["the", "a", "an", "his", "her", "their", "its", "of", "and"];
    let strong = |t: &&usize| !WEAK.iter().any(|w| article.word(**t).eq_ignore_ascii_case(w));
    let any_strong = gold.iter().any(|t| strong(&t));
    let common = gold.intersection(predicted).any(|t| !any_strong || strong(&t));
    common || (gold.is_empty() && predicted.is_empty())
}

impl Score {
    /// Adds an article's statements. Returns for each statement whether it is a hit of the attribution metric.
    pub fn add(&mut self, article: &Article, gold: &[Gold], statements: &[Statement]) -> Vec<bool> {
        let inside = inside(&article.text);
        let gold: Vec<Side> = gold.iter().map(|g| side(article, &inside, &g.content, &g.source)).collect();
        let found: Vec<Side> =
            statements.iter().map(|s| side(article, &inside, &s.content, &s.source)).collect();
        let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
        for (i, g) in gold.iter().enumerate() {
            for (j, p) in found.iter().enumerate() {
                let value = iou(&g.content, &p.content);
                if value > 0.0 {
                    pairs.push((-value, i, j));
                }
            }
        }
        pairs.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
        let (mut used, mut partner) = (vec![false; gold.len()], vec![None; found.len()]);
        let mut hit = vec![false; found.len()];
        for (value, i, j) in &pairs {
            if used[*i] || partner[*j].is_some() {
                continue;
            }
            (used[*i], partner[*j]) = (true, Some(*i));
            let close = -value >= 0.3;
            hit[*j] = close && right(article, &gold[*i].source, &found[*j].source);
            self.content[gold[*i].group].hits += f64::from(u8::from(close));
            self.attribution[gold[*i].group].hits += f64::from(u8::from(hit[*j]));
        }
        for counts in [&mut self.content, &mut self.attribution] {
            gold.iter().for_each(|g| counts[g.group].gold += 1.0);
            for (j, p) in found.iter().enumerate() {
                counts[partner[j].map_or(p.group, |i| gold[i].group)].predicted += 1.0;
            }
        }
        for g in gold.iter().filter(|g| g.direct && !g.source.is_empty()) {
            self.speaker.1 += 1.0;
            let ok = |p: &Side| iou(&g.content, &p.content) >= 0.3 && right(article, &g.source, &p.source);
            self.speaker.0 += f64::from(u8::from(found.iter().any(ok)));
        }
        hit
    }
}
