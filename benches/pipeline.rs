//! The whole way of an article, and each station of it: bytes per second on a short one, a long one and many.
//!
//! The articles are those of fixtures/. `cargo bench -p onrecord-bench --bench pipeline`; docs/benchmarks.md has the figures.

use divan::Bencher;
use divan::counter::BytesCount;
use onrecord::facts::numbers::figures;
use onrecord::facts::people::entities;
use onrecord::facts::speech::attributions;
use onrecord::facts::speech::linker;
use onrecord::facts::{Facts, Labels, Quotes, Reader, quotes};
use onrecord::lexicon::Lexicons;
use onrecord::report::{Json, Renderer, Style, Text};
use onrecord::text::Article;
use onrecord::{Checker, Document, input};
use std::sync::LazyLock;

fn main() {
    divan::main();
}

static CHECKER: LazyLock<Checker> = LazyLock::new(Checker::built_in);

const STORIES: [&str; 4] = [
    include_str!("../fixtures/border-talks.txt"),
    include_str!("../fixtures/river-war.txt"),
    include_str!("../fixtures/company-results.txt"),
    include_str!("../fixtures/harbour-trial.txt"),
];

/// One story; a megabyte of them in one article; a thousand articles, one after the other.
const SIZES: [&str; 3] = ["short", "long", "many"];

fn texts(size: &str) -> Vec<String> {
    match size {
        "short" => vec![STORIES[0].to_owned()],
        "long" => {
            let all = STORIES.join("\n\n");
            vec![format!("{all}\n\n").repeat(1_000_000 / all.len())]
        }
        _ => STORIES.iter().cycle().take(1000).map(|&story| story.to_owned()).collect(),
    }
}

fn articles(size: &str) -> Vec<Article> {
    texts(size).into_iter().map(|text| Article::new("bench.txt", text, None)).collect()
}

/// Runs `station` over each article and what `before` made of it.
fn run<T>(
    bencher: Bencher<'_, '_>,
    size: &str,
    before: impl Fn(&Article) -> T,
    station: impl Fn(&Article, &T),
) {
    let made: Vec<(Article, T)> = articles(size)
        .into_iter()
        .map(|article| {
            let made = before(&article);
            (article, made)
        })
        .collect();
    let bytes: usize = made.iter().map(|(article, _)| article.text.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench_local(|| made.iter().for_each(|(article, made)| station(article, made)));
}

#[divan::bench(args = SIZES)]
fn all_of_it(bencher: Bencher<'_, '_>, size: &str) {
    let files: Vec<Vec<u8>> = texts(size).into_iter().map(String::into_bytes).collect();
    let bytes: usize = files.iter().map(Vec::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for file in &files {
            let Ok(manuscript) = input::read("bench.txt", file.clone(), None) else { continue };
            let document = CHECKER.check(Article::new("bench.txt", manuscript, None));
            let mut out = Vec::new();
            let _ = Json.document(&document, &mut out);
            divan::black_box_drop(out);
        }
    });
}

#[divan::bench(args = SIZES)]
fn station_1_text(bencher: Bencher<'_, '_>, size: &str) {
    run(
        bencher,
        size,
        |_| (),
        |article, ()| divan::black_box_drop(Article::new("bench.txt", article.text.clone(), None)),
    );
}

#[divan::bench(args = SIZES)]
fn station_2_quotes(bencher: Bencher<'_, '_>, size: &str) {
    run(bencher, size, |_| (), |article, ()| divan::black_box_drop(quotes::find(article, Lexicons::ours())));
}

#[divan::bench(args = SIZES)]
fn station_3_entities(bencher: Bencher<'_, '_>, size: &str) {
    run(
        bencher,
        size,
        |_| (),
        |article, ()| {
            divan::black_box_drop(entities::find(article, &CHECKER.lexicons));
        },
    );
}

#[divan::bench(args = SIZES)]
fn station_4_reader(bencher: Bencher<'_, '_>, size: &str) {
    run(
        bencher,
        size,
        |article| quotes::find(article, Lexicons::ours()),
        |article, quotes| {
            divan::black_box_drop(CHECKER.reader.read(article, quotes, &CHECKER.lexicons));
        },
    );
}

fn labels(article: &Article) -> (Quotes, Labels) {
    let quotes = quotes::find(article, Lexicons::ours());
    let labels = CHECKER.reader.read(article, &quotes, &CHECKER.lexicons);
    (quotes, labels)
}

#[divan::bench(args = SIZES)]
fn station_5_linker(bencher: Bencher<'_, '_>, size: &str) {
    run(bencher, size, labels, |article, (quotes, labels)| {
        divan::black_box_drop(linker::link(article, quotes, labels, &CHECKER.lexicons, false));
    });
}

#[divan::bench(args = SIZES)]
fn station_6_speakers(bencher: Bencher<'_, '_>, size: &str) {
    let before = |article: &Article| {
        let (quotes, labels) = labels(article);
        let entities = entities::find(article, &CHECKER.lexicons);
        let statements = linker::link(article, &quotes, &labels, &CHECKER.lexicons, false).statements;
        (quotes, entities, statements)
    };
    run(bencher, size, before, |article, (quotes, entities, statements)| {
        divan::black_box_drop(attributions::find(article, quotes, entities, statements, &CHECKER.lexicons));
    });
}

fn facts(article: &Article) -> Facts<'static> {
    let facts = CHECKER.facts(article.clone());
    facts.make_all();
    facts
}

#[divan::bench(args = SIZES)]
fn station_7_figures(bencher: Bencher<'_, '_>, size: &str) {
    run(bencher, size, facts, |article, facts| {
        divan::black_box_drop(figures::find(article, facts.attributions(), facts.dates(), &CHECKER.lexicons));
    });
}

/// Every fact but those of the reader, which labels nothing here.
#[divan::bench(args = SIZES)]
fn station_8_facts_without_reader(bencher: Bencher<'_, '_>, size: &str) {
    struct Silent;
    impl Reader for Silent {
        fn read(&self, _: &Article, _: &Quotes, _: &Lexicons) -> Labels {
            Labels::new()
        }
    }
    run(
        bencher,
        size,
        |_| (),
        |article, ()| {
            let facts = Facts::new(article.clone(), &CHECKER.lexicons, &Silent);
            facts.make_all();
            divan::black_box_drop(facts);
        },
    );
}

#[divan::bench(args = SIZES)]
fn station_9_rules(bencher: Bencher<'_, '_>, size: &str) {
    run(bencher, size, facts, |_, facts| {
        divan::black_box_drop(CHECKER.catalogue.check(facts));
    });
}

fn report(bencher: Bencher<'_, '_>, size: &str, renderer: &dyn Renderer) {
    let documents: Vec<Document> = articles(size).into_iter().map(|article| CHECKER.check(article)).collect();
    let bytes: usize = documents.iter().map(|document| document.article().text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for document in &documents {
            let mut out = Vec::new();
            let _ = renderer.document(document, &mut out);
            divan::black_box_drop(out);
        }
    });
}

#[divan::bench(args = SIZES)]
fn report_json(bencher: Bencher<'_, '_>, size: &str) {
    report(bencher, size, &Json);
}

#[divan::bench(args = SIZES)]
fn report_text(bencher: Bencher<'_, '_>, size: &str) {
    report(bencher, size, &Text::new(Style { colour: true, width: 100, quiet: false, fails: None }));
}
