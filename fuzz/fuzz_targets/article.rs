//! Any bytes are refused or checked, and every place that comes of it lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::input::read;
use onrecord::report::{Json, Line, Renderer, Style, Text};
use onrecord::text::Article;
use onrecord::{Checker, Span};
use std::sync::LazyLock;

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::built_in);

fuzz_target!(|bytes: &[u8]| {
    let Ok(manuscript) = read("a.txt", bytes.to_vec(), None) else { return };
    let document = CHECKER.check(Article::new("a.txt", manuscript, None));
    let text = &document.article().text;
    let lies_in = |span: &Span| assert!(text.get(span.range()).is_some(), "{span:?}");
    let facts = &document.facts;
    facts.quotes().quotes.iter().for_each(|q| lies_in(&q.span));
    facts.attributions().iter().flat_map(|a| a.content.iter().chain(&a.cue).chain(&a.source)).for_each(lies_in);
    facts.figures().iter().for_each(|f| lies_in(&f.span));
    facts.dates().iter().for_each(|d| lies_in(&d.span));
    facts.entities().entities.iter().for_each(|e| lies_in(&e.name));
    document.findings.iter().flat_map(|f| &f.spans).for_each(lies_in);
    let style = Style { colour: true, width: 80, quiet: false, fails: None };
    let renderers: [&dyn Renderer; 3] = [&Json, &Line, &Text::new(style)];
    for renderer in renderers {
        renderer.document(&document, &mut std::io::sink()).expect("nothing is written");
    }
});
