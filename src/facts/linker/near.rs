//! Joins by nearness alone: each content to the cheapest cue about, each cue to the cheapest source.

use super::Statement;
use crate::Span;
use crate::facts::reader::{Label, Labelled};
use crate::text::Article;

/// Costs beyond this part two spans.
const TOO_FAR: usize = 60;
/// What a sentence's end between two spans costs, in words.
const SENTENCE: usize = 8;
/// What a paragraph's end between two spans costs, in words.
const PARAGRAPH: usize = 30;
/// What another content between two spans costs, in words.
const CONTENT: usize = 6;
/// What it costs to take a cue or source that has its content or cue already.
const TAKEN: usize = 12;

/// The statements, in order of their contents.
pub(super) fn link(article: &Article, labels: &[Labelled]) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    // The statement that each label is part of.
    let mut owner: Vec<Option<usize>> = vec![None; labels.len()];
    for at in 0..labels.len() {
        if labels[at].label != Label::Content {
            continue;
        }
        let cue = cheapest(article, labels, at, Label::Cue, |i| if owner[i].is_some() { TAKEN } else { 0 });
        let own =
            match cue.map(|i| (i, owner[i])) {
                Some((_, Some(statement))) => statement,
                Some((i, None)) => {
                    owner[i] = Some(statements.len());
                    statements.push(Statement {
                        cue: vec![labels[i].span],
                        confidence: 0.5,
                        ..Statement::default()
                    });
                    let source = cheapest(article, labels, i, Label::Source, |s| {
                        if owner[s].is_some() { TAKEN } else { 0 }
                    });
                    if let Some(s) = source {
                        owner[s] = Some(statements.len() - 1);
                        statements[owner[s].unwrap_or_default()].source.push(labels[s].span);
                    }
                    statements.len() - 1
                }
                None => {
                    statements.push(Statement { confidence: 0.2, ..Statement::default() });
                    statements.len() - 1
                }
            };
        owner[at] = Some(own);
        statements[own].content.push(labels[at].span);
    }
    statements
}

/// The label of `kind` that is cheapest to join to label `at`.
fn cheapest(
    article: &Article,
    labels: &[Labelled],
    at: usize,
    kind: Label,
    extra: impl Fn(usize) -> usize,
) -> Option<usize> {
    let window = at.saturating_sub(8)..(at + 9).min(labels.len());
    window
        .filter(|&i| labels[i].label == kind)
        .map(|i| (cost(article, labels, at, i) + extra(i), i))
        .filter(|(cost, _)| *cost < TOO_FAR)
        .min()
        .map(|(_, i)| i)
}

fn cost(article: &Article, labels: &[Labelled], a: usize, b: usize) -> usize {
    let (a, b) = (a.min(b), a.max(b));
    let gap = Span::new(labels[a].span.end, labels[b].span.start.max(labels[a].span.end));
    let contents = labels[a + 1..b].iter().filter(|l| l.label == Label::Content).count();
    let ends = |at: fn(&Article, u32) -> usize| {
        at(article, labels[b].span.start) - at(article, labels[a].span.end - 1)
    };
    let inner: usize = labels[a + 1..b].iter().map(|l| article.tokens_in(l.span).len()).sum();
    article.tokens_in(gap).len().saturating_sub(inner)
        + contents * CONTENT
        + ends(Article::sentence_at) * SENTENCE
        + ends(Article::paragraph_at) * PARAGRAPH
}
