//! How long the catalogue takes to load, and the rules to run: `cargo bench -p onrecord-bench --bench rules`.
//!
//! Loading is paid at every start, so forty rules must take under 3 ms; a condition must take well under a
//! microsecond a fact.

use onrecord::facts::{Facts, Labels, Quotes, Reader};
use onrecord::lexicon::Lexicons;
use onrecord::rules::Catalogue;
use onrecord::text::Article;

fn main() {
    divan::main();
}

struct Silent;

impl Reader for Silent {
    fn read(&self, _: &Article, _: &Quotes, _: &Lexicons) -> Labels {
        Labels::new()
    }
}

#[divan::bench]
fn load() -> usize {
    Catalogue::load(&[]).map_or(0, |(catalogue, _)| catalogue.rules().len())
}

/// Forty rules more, each as long as one of ours, from a user's folder (the time of reading files included).
#[divan::bench]
fn load_forty_more(bencher: divan::Bencher<'_, '_>) {
    let ours = include_str!("../rules/text/repeated-word.toml");
    let Ok(dir) = tempfile::tempdir() else { return };
    for n in 0..40 {
        let text = ours.replacen("repeated-word", &format!("copy-{n}"), 1);
        if std::fs::write(dir.path().join(format!("{n}.toml")), text).is_err() {
            return;
        }
    }
    let dirs = [dir.path().to_owned()];
    bencher.bench(|| Catalogue::load(&dirs).map_or(0, |(catalogue, _)| catalogue.rules().len()));
}

/// A newsroom's list: the first word copies the table, which the others then grow.
#[divan::bench(args = [1, 1000])]
fn add_words(bencher: divan::Bencher<'_, '_>, words: usize) {
    let list: Vec<String> = (0..words).map(|n| format!("\"word {n}\"")).collect();
    let toml = format!("[neutral]\nwords = [{}]", list.join(", "));
    bencher.bench(|| Lexicons::built_in().extend("cues", "cues.toml", &toml).is_ok());
}

#[divan::bench(args = [100, 10_000])]
fn check(bencher: divan::Bencher<'_, '_>, sentences: usize) {
    let Ok((catalogue, lexicons)) = Catalogue::load(&[]) else { return };
    let text = "The council said on Monday that 1,200 people had left the city, “and more will follow.”\n";
    let article = Article::new("bench", text.repeat(sentences), None);
    let tokens = article.tokens.len();
    let facts = Facts::new(article, &lexicons, &Silent);
    facts.make_all();
    bencher.counter(divan::counter::ItemsCount::new(tokens)).bench(|| catalogue.check(&facts).len());
}
