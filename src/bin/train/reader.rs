//! Trains the reader's model and prints what it reaches on dev.

use crate::polnear::{self, Annotated};
use crate::reader_crf::{Alphabet, Sequence, Step, Weights, train};
use crate::reader_data::{Without, WordCounts, all_clues, count, gold_tags, total};
use crate::reader_score::Scores;
use anyhow::Result;
use clap::Args;
use onrecord::facts::quotes::Quotes;
use onrecord::facts::reader::model::{self, Model, edge_rows};
use onrecord::facts::reader::words::{WordClass, WordClasses};
use onrecord::facts::reader::{Reader, Trained, features, table};
use onrecord::lexicon::Lexicons;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// What training may be told.
#[derive(Args, Clone, Debug)]
pub struct Options {
    /// Where the model goes.
    #[arg(long, default_value = "model/reader.bin")]
    pub out: PathBuf,
    /// Cache lines in the table of weights, 64 bytes each.
    #[arg(long, default_value_t = 100_000)]
    lines: usize,
    /// How often a feature must occur to be learned.
    #[arg(long, default_value_t = 2)]
    least: u8,
    #[command(flatten)]
    step: Step,
}

/// Trains on `corpus`/train, scores on `corpus`/dev, writes the model.
pub fn run(corpus: &Path, options: &Options) -> Result<()> {
    let start = Instant::now();
    let articles = polnear::load(&corpus.join("train"))?;
    let dev = polnear::load(&corpus.join("dev"))?;
    let file = learn(&articles.iter().collect::<Vec<_>>(), options);
    std::fs::write(&options.out, &file)?;
    println!("{}: {} bytes", options.out.display(), file.len());
    println!("dev: {}", score(&file, &dev)?);
    println!("train: {}", score(&file, &articles[..100])?);
    println!("done after {:.0?}", start.elapsed());
    Ok(())
}

/// The model file learned from `articles`.
pub fn learn(articles: &[&Annotated], options: &Options) -> Vec<u8> {
    let start = Instant::now();
    let gold: Vec<Vec<u8>> = articles.iter().map(|a| gold_tags(a)).collect();
    let counts: Vec<WordCounts> = articles.iter().zip(&gold).map(|(a, row)| count(&a.article, row)).collect();
    let total = total(&counts);
    let groups = HashMap::new();
    let mut alphabet = Alphabet::new(options.least);
    let mut room = [0; features::MOST_KEYS];
    for (article, own) in articles.iter().copied().zip(&counts) {
        let words = Without { total: &total, own: Some(own), groups: &groups };
        all_clues(&article.article, &words, |_, clues| {
            for i in clues.range() {
                features::keys(clues, i, &mut room).iter().for_each(|&key| alphabet.see(key));
            }
        });
    }
    let mut sequences = Vec::new();
    for ((article, own), row) in articles.iter().copied().zip(&counts).zip(&gold) {
        let words = Without { total: &total, own: Some(own), groups: &groups };
        all_clues(&article.article, &words, |block, clues| {
            let mut sequence = Sequence { tags: row[block.tokens.clone()].to_vec(), ..Sequence::default() };
            for i in clues.range() {
                let keys = features::keys(clues, i, &mut room);
                sequence.features.extend(keys.iter().filter_map(|&key| alphabet.get(key)));
                sequence.ends.push(sequence.features.len() as u32);
                sequence.edges.push(edge_rows(clues, i).map(|row| row as u16));
            }
            sequences.push(sequence);
        });
    }
    println!("{} features; ready after {:.0?}", alphabet.keys.len(), start.elapsed());
    let weights = train(&sequences, alphabet.keys.len(), &options.step, |epoch, loss| {
        println!("pass {} loss {loss:.0} after {:.0?}", epoch + 1, start.elapsed());
    });
    pack(&alphabet, &weights, &total, &groups, options.lines)
}

/// What a model reaches on annotated articles.
pub fn score(file: &[u8], articles: &[Annotated]) -> Result<Scores> {
    let reader = Trained::new(Model::read(file)?);
    let (quotes, lexicons) = (Quotes::default(), Lexicons::default());
    let mut scores = Scores::default();
    let start = Instant::now();
    let mut tokens = 0;
    let labels: Vec<_> = articles
        .iter()
        .map(|a| {
            tokens += a.article.tokens.len();
            reader.read(&a.article, &quotes, &lexicons)
        })
        .collect();
    let nanoseconds = start.elapsed().as_nanos() / tokens.max(1) as u128;
    println!("reading: {nanoseconds} ns a token");
    for (article, labels) in articles.iter().zip(&labels) {
        scores.add(article, labels);
    }
    Ok(scores)
}

fn pack(
    alphabet: &Alphabet,
    weights: &Weights,
    total: &WordCounts,
    groups: &HashMap<u64, (u8, u16)>,
    lines: usize,
) -> Vec<u8> {
    let classes = Without { total, own: None, groups };
    let mut words: Vec<(u64, WordClass)> = total
        .keys()
        .chain(groups.keys())
        .map(|&fold| (fold, classes.class(fold)))
        .filter(|(_, class)| *class != WordClass::default())
        .collect();
    words.sort_by_key(|w| w.0);
    words.dedup_by_key(|w| w.0);
    let unit = 1.0 / 32.0;
    let mut order: Vec<(f32, usize)> =
        weights.tags.iter().enumerate().map(|(i, row)| (strength(row), i)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let features = order.iter().take_while(|(strength, _)| *strength >= unit).map(|&(_, i)| {
        (alphabet.keys[i], weights.tags[i].map(|w| (w / unit).round().clamp(-127.0, 127.0) as i8))
    });
    let (bytes, held) = table::lay_out(features, lines);
    let strong = order.iter().filter(|o| o.0 >= unit).count();
    println!("{held} of {strong} features held; largest weight {:.2}", order.first().map_or(0.0, |o| o.0));
    let edges: Vec<_> = weights.edges.iter().map(|row| row.map(|w| (w / unit).round() as i16)).collect();
    model::write(&bytes, &model::lay_out_words(&words), &edges, unit)
}

/// How much a feature matters: its largest weight.
fn strength(row: &[f32]) -> f32 {
    row.iter().fold(0.0, |most: f32, w| most.max(w.abs()))
}
