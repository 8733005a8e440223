//! Prints the people, organisations and places of articles, with how often each is named.
#![expect(clippy::print_stdout, reason = "an example shows its result")]

use onrecord::facts::people::entities;

use onrecord::facts::quotes;
use onrecord::lexicon::Lexicons;
use onrecord::text::Article;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let lexicons = Lexicons::built_in();
    for path in std::env::args().skip(1) {
        let article = Article::new(&path, std::fs::read_to_string(&path)?, None);
        let quotes = quotes::find(&article);
        let found = entities::find(&article, &quotes, &lexicons);
        println!("{path}");
        for entity in &found.entities {
            let titles: Vec<_> = entity.titles.iter().map(|t| article.slice(*t)).collect();
            let mentions: Vec<_> = entity.mentions.iter().map(|&m| article.slice(found[m].span)).collect();
            println!(
                "  {:?} {} {:?} {titles:?} <- {mentions:?}",
                entity.kind,
                article.slice(entity.name),
                entity.gender
            );
        }
    }
    Ok(())
}
