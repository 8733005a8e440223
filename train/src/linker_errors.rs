//! What the linker still gets wrong, by class.

use super::linker_cases::{Case, all};
use super::scorer::source_right;
use onrecord::Span;
use onrecord::facts::{Label, Labels, Statement};
use onrecord::text::Article;
use std::collections::BTreeMap;

fn common(a: &[Span], b: &[Span]) -> u32 {
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    pairs.map(|(a, b)| a.end.min(b.end).saturating_sub(a.start.max(b.start))).sum()
}

fn length(spans: &[Span]) -> u32 {
    spans.iter().map(|s| s.len()).sum()
}

fn likeness(a: &[Span], b: &[Span]) -> f64 {
    let both = f64::from(common(a, b));
    both / (f64::from(length(a) + length(b)) - both).max(1.0)
}

/// Counts annotated attributions that were missed, by cause; with `show`, prints where each is.
pub fn classes(cases: &[Case<'_>], table: &[u8], show: bool) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for case in cases {
        let article = &case.annotated.article;
        let statements = all(case, table);
        for gold in &case.annotated.gold {
            let quoted = if gold.content.iter().any(|s| article.slice(*s).contains(['“', '"'])) {
                "quoted"
            } else {
                "indirect"
            };
            let best = statements.iter().max_by(|a, b| {
                likeness(&a.content, &gold.content).total_cmp(&likeness(&b.content, &gold.content))
            });
            let near = best.filter(|s| likeness(&s.content, &gold.content) >= 0.3);
            let class = match near {
                None => missed(&gold.content, &case.labels, best),
                Some(s) if source_right(article, &gold.source, &s.source) => "right",
                Some(s) => wrong_source(article, &gold.source, &gold.cue, s, &case.labels),
            };
            *counts.entry(format!("{quoted}: {class}")).or_insert(0) += 1;
            if show && class != "right" {
                print(article, quoted, class, gold, near.or(best));
            }
        }
        for s in &statements {
            let near = case.annotated.gold.iter().any(|g| likeness(&s.content, &g.content) >= 0.3);
            if !near {
                let quoted = if s.content.iter().any(|c| article.slice(*c).contains(['“', '"'])) {
                    "quoted"
                } else {
                    "indirect"
                };
                *counts.entry(format!("{quoted}: nothing there")).or_insert(0) += 1;
            }
        }
    }
    counts
}

fn missed(gold: &[Span], labels: &Labels, best: Option<&Statement>) -> &'static str {
    let pieces: Vec<Span> = labels
        .iter()
        .filter(|l| l.label == Label::Content && common(&[l.span], gold) * 2 > l.span.len())
        .map(|l| l.span)
        .collect();
    if pieces.is_empty() {
        "content not read"
    } else if likeness(&pieces, gold) < 0.3 {
        "content badly cut"
    } else if best.is_some_and(|s| common(&s.content, gold) > 0) {
        "pieces wrongly grouped"
    } else {
        "content left out"
    }
}

fn wrong_source(
    article: &Article,
    gold: &[Span],
    cue: &[Span],
    s: &Statement,
    labels: &Labels,
) -> &'static str {
    let tagged = labels.iter().any(|l| l.label == Label::Source && common(&[l.span], gold) > 0);
    let cued = common(&s.cue, cue) > 0;
    let _ = article;
    match (gold.is_empty(), s.source.is_empty(), tagged, cued) {
        (true, ..) => "source given where there is none",
        (_, true, true, true) => "no source, though read, cue right",
        (_, true, true, false) => "no source, though read, cue wrong",
        (_, true, false, _) => "no source, none read",
        (_, false, true, true) => "wrong source, right one read, cue right",
        (_, false, true, false) => "wrong source, right one read, cue wrong",
        (_, false, false, _) => "wrong source, right one not read",
    }
}

fn print(
    article: &Article,
    quoted: &str,
    class: &str,
    gold: &super::polnear::Gold,
    near: Option<&Statement>,
) {
    let text = |spans: &[Span]| {
        let all: Vec<&str> = spans.iter().map(|s| article.slice(*s)).collect();
        let all = all.join(" // ").replace('\n', " ");
        all.chars().take(140).collect::<String>()
    };
    println!(
        "{quoted}: {class}\t{}\n  gold [{}] <{}> {}",
        article.name,
        text(&gold.source),
        text(&gold.cue),
        text(&gold.content)
    );
    if let Some(s) = near {
        println!("  got  [{}] <{}> {}", text(&s.source), text(&s.cue), text(&s.content));
    }
}
