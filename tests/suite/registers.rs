//! Attribution in registers the reader was not trained on (see tests/data/registers.toml).

use crate::support::CHECKER;
use onrecord::facts::Attribution;
use onrecord::text::Article;
use onrecord::{Document, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    register: String,
    text: String,
    attribution: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    content: Vec<String>,
    source: Option<String>,
    speaker: Option<String>,
    kind: String,
}

/// Bytes that two lists of spans share, over the bytes that either covers.
fn overlap(a: &[Span], b: &[Span]) -> f64 {
    let len = |spans: &[Span]| spans.iter().map(|s| s.len()).sum::<u32>();
    let common: u32 = a
        .iter()
        .flat_map(|x| b.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start))))
        .sum();
    f64::from(common) / f64::from(len(a) + len(b) - common)
}

fn missing(document: &Document, expected: &Expected) -> Option<String> {
    let text = &document.article().text;
    let content: Vec<Span> = expected
        .content
        .iter()
        .map(|piece| {
            let start = text.find(piece.as_str()).unwrap_or_else(|| panic!("{piece} is not in the case"));
            Span::of(start..start + piece.len())
        })
        .collect();
    let best = document
        .facts
        .attributions()
        .iter()
        .max_by(|a, b| overlap(&a.content, &content).total_cmp(&overlap(&b.content, &content)));
    let Some(best) = best.filter(|a| overlap(&a.content, &content) >= 0.5) else {
        return Some(format!("no attribution of {:?}", expected.content));
    };
    let source = best.source.iter().map(|s| document.article().slice(*s)).collect::<Vec<_>>().join(" ");
    let source_fits = match &expected.source {
        None => source.is_empty(),
        Some(gold) => !source.is_empty() && (gold.contains(&source) || source.contains(gold.as_str())),
    };
    if !source_fits {
        return Some(format!("source {source:?}, expected {:?}", expected.source));
    }
    if let Some(name) = &expected.speaker {
        // An empty name: nobody named.
        let found = speaker(document, best).or(Some(String::new()));
        if found.as_deref() != Some(name.as_str()) {
            return Some(format!("speaker {found:?}, expected {name:?}"));
        }
    }
    let kind = best.kind.name();
    (kind != expected.kind).then(|| format!("{kind}, expected {}: {:?}", expected.kind, expected.content))
}

fn speaker(document: &Document, attribution: &Attribution) -> Option<String> {
    let entity = &document.facts.entities()[attribution.entity?];
    Some(document.article().slice(entity.name).to_owned())
}

#[test]
fn attributions_hold_in_other_registers() {
    let file: File = toml::from_str(include_str!("../data/registers.toml")).unwrap();
    assert!(file.case.len() >= 20, "only {} cases", file.case.len());
    let mut wrong = Vec::new();
    for case in &file.case {
        let document = CHECKER.check(Article::new("case.txt", case.text.clone(), None));
        for expected in &case.attribution {
            wrong.extend(missing(&document, expected).map(|what| format!("{}: {what}", case.register)));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}
