//! Learns the weights of the reader and the linker from annotated articles.
#![expect(clippy::print_stdout, reason = "a tool for contributors reports on stdout")]

mod linker;
mod polnear;
mod scorer;

use anyhow::Result;
use std::path::Path;

fn main() -> Result<()> {
    let shared = Path::new("../shared/polnear");
    for split in ["train", "dev"] {
        let articles = polnear::load(&shared.join(split))?;
        let tokens: usize = articles.iter().map(|a| a.article.tokens.len()).sum();
        let gold: usize = articles.iter().map(|a| a.gold.len()).sum();
        let parts: usize = articles
            .iter()
            .flat_map(|a| &a.gold)
            .map(|g| g.source.len() + g.cue.len() + g.content.len())
            .sum();
        let lexicons = onrecord::lexicon::Lexicons::built_in()?;
        println!("linker on annotated spans, {split}:");
        println!("{}", linker::score(articles.iter().map(|a| (a, linker::gold_labels(a))), &lexicons));
        println!("{split}: {} articles, {tokens} tokens, {gold} attributions, {parts} spans", articles.len());
    }
    Ok(())
}
