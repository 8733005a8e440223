//! Learns and measures the linker.

use super::polnear::Annotated;
use super::scorer::Score;
use onrecord::facts::reader::Labelled;
use onrecord::facts::{Label, Labels, linker, quotes};
use onrecord::lexicon::Lexicons;

/// The annotated spans of an article as one sequence of labels: what a perfect reader would give.
pub fn gold_labels(annotated: &Annotated) -> Labels {
    let mut labels: Labels = Vec::new();
    for gold in &annotated.gold {
        let roles = [(Label::Source, &gold.source), (Label::Cue, &gold.cue), (Label::Content, &gold.content)];
        for (label, spans) in roles {
            labels.extend(spans.iter().map(|&span| Labelled { span, label, confidence: 1.0 }));
        }
    }
    labels.retain(|l| !annotated.article.tokens_in(l.span).is_empty());
    labels.sort_by_key(|l| (l.span, l.label as u8));
    labels.dedup_by(|b, a| a.span.overlaps(b.span));
    labels
}

/// Scores the linker on an article's labels, whoever made them.
pub fn score<'a>(split: impl IntoIterator<Item = (&'a Annotated, Labels)>, lexicons: &Lexicons) -> Score {
    let mut score = Score::default();
    for (annotated, labels) in split {
        let quotes = quotes::find(&annotated.article);
        let statements = linker::link(&annotated.article, &quotes, &labels, lexicons);
        score.add(&annotated.article, &annotated.gold, &statements);
    }
    score
}
