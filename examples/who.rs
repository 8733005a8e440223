//! Prints who says what in articles: each statement with its speaker.
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use onrecord::{Checker, text::Article};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let checker = Checker::builder().facts_only().build()?;
    for path in std::env::args().skip(1) {
        let facts = checker.facts(Article::new(&path, std::fs::read_to_string(&path)?, None));
        let (article, entities) = (facts.article(), facts.entities());
        println!("{path}");
        for said in facts.attributions() {
            let words = |spans: &[onrecord::Span]| -> String {
                spans.iter().map(|&span| article.slice(span)).collect::<Vec<_>>().join(" … ")
            };
            // The name in full where the article has one, else the words of the source.
            let speaker = said.entity.map(|entity| article.slice(entities[entity].name).to_owned());
            println!("  {}: {}", speaker.unwrap_or_else(|| words(&said.source)), words(&said.content));
        }
    }
    Ok(())
}
