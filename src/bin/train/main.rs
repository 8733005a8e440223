//! Learns the weights of the reader and the linker from annotated articles.
#![expect(clippy::print_stdout, reason = "a tool for contributors reports on stdout")]

mod polnear;

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
        println!("{split}: {} articles, {tokens} tokens, {gold} attributions, {parts} spans", articles.len());
    }
    Ok(())
}
