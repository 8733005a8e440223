//! Trains the reader's model and prints what it reaches on dev.

use crate::polnear::{self, Annotated};
use crate::reader_crf::{Alphabet, Sequence, Step, Weights, train};
use crate::reader_data::{Without, WordCounts, all_clues, all_tags, count, total};
use crate::reader_score::Scores;
use anyhow::Result;
use clap::Args;
use onrecord::facts::quotes;
use onrecord::facts::speech::reader::lattice::ARC;
use onrecord::facts::speech::reader::model::{self, Model, edge_rows};
use onrecord::facts::speech::reader::tags::VOTES;
use onrecord::facts::speech::reader::words::{WordClass, WordClasses};
use onrecord::facts::speech::reader::{Reader, Trained, features, table, tags};
use onrecord::lexicon::Lexicons;
use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A step of the weights as they are kept. In steps of 1/32 too much of the small ones is lost.
const UNIT: f32 = 1.0 / 64.0;
/// A feature none of whose weights reaches this is left out.
const WEAKEST: f32 = 1.0 / 32.0;
/// How far the reader leans towards the conventions of the further folders. Chosen by `train folds`.
const LEAN: f32 = 0.2;
const BONUS: [f32; 3] = [0.8, 0.8, 0.8];
/// What `train folds` compares.
const BONUSES: [f32; 3] = [0.7, 0.9, 1.1];
const LEANS: [f32; 5] = [0.0, 0.15, 0.25, 0.35, 0.5];

/// What training may be told.
#[derive(Args, Clone, Debug)]
#[group(id = "reader")]
pub struct Options {
    /// Where the model goes.
    #[arg(long, default_value = "model/reader.bin")]
    pub out: PathBuf,
    /// Cache lines in the table of weights, 64 bytes each.
    #[arg(long, default_value_t = 60_000)]
    lines: usize,
    /// How many features are kept.
    #[arg(long, default_value_t = 250_000)]
    features: usize,
    /// In how many articles a feature must occur to be learned.
    #[arg(long, default_value_t = 3)]
    least: u8,
    /// What opening a source, a cue and a content is worth beyond what was learned, in units of log-odds: the
    /// likeliest reading leaves out more spans than it invents. Chosen by `train folds`.
    #[arg(long, num_args = 3, default_values_t = BONUS)]
    pub bonus: Vec<f32>,
    /// Further folders of annotated articles to learn from, of other registers.
    #[arg(long)]
    also: Vec<PathBuf>,
    /// How often each of their articles counts.
    #[arg(long, default_value_t = 3)]
    copies: usize,
    /// How far the reader leans towards their conventions: 0 not at all, 1 altogether.
    #[arg(long, default_value_t = LEAN)]
    pub lean: f32,
    #[command(flatten)]
    step: Step,
}

impl Options {
    /// The articles of `corpus`/train and of the further folders.
    pub fn articles(&self, corpus: &Path) -> Result<Vec<Annotated>> {
        let mut articles = polnear::load(&corpus.join("train"))?;
        for folder in &self.also {
            let mut more = polnear::load(folder)?;
            // Every annotator's tags are an example of their own.
            for article in &mut more {
                article.others = vec![article.gold.clone(); self.copies.saturating_sub(1)];
                article.further = true;
            }
            articles.append(&mut more);
        }
        Ok(articles)
    }
}

/// Trains on `corpus`/train, scores on `corpus`/dev, writes the model.
pub fn run(corpus: &Path, options: &Options) -> Result<()> {
    let start = Instant::now();
    let articles = options.articles(corpus)?;
    let dev = polnear::load(&corpus.join("dev"))?;
    let (articles, dev): (Vec<_>, Vec<_>) = (articles.iter().collect(), dev.iter().collect());
    let file = learn(&articles, options).file(options, &options.bonus, options.lean);
    std::fs::write(&options.out, &file)?;
    println!("{}: {} bytes", options.out.display(), file.len());
    println!("dev: {}", score(&file, &dev)?);
    println!("train: {}", score(&file, &articles[..100.min(articles.len())])?);
    println!("done after {:.0?}", start.elapsed());
    Ok(())
}

/// Prints what readers reach on articles held out from them, for choosing options: those of `corpus`/train, and
/// those of the further folders.
pub fn folds(corpus: &Path, options: &Options, folds: usize) -> Result<()> {
    let articles = options.articles(corpus)?;
    let folds = folds.max(2);
    let ways: Vec<(f32, f32)> = LEANS.iter().flat_map(|&lean| BONUSES.map(|bonus| (lean, bonus))).collect();
    let mut scores = vec![[Scores::default(); 2]; ways.len()];
    for fold in 0..folds {
        let part = |held: bool| {
            let chosen = articles.iter().enumerate().filter(move |(i, _)| (i % folds == fold) == held);
            chosen.map(|(_, a)| a).collect::<Vec<_>>()
        };
        let learned = learn(&part(false), options);
        let (others, own): (Vec<_>, Vec<_>) = part(true).into_iter().partition(|a| a.further);
        for (&(lean, bonus), sums) in ways.iter().zip(&mut scores) {
            let file = learned.file(options, &[bonus; 3], lean);
            sums[0].merge(&score(&file, &own)?);
            sums[1].merge(&score(&file, &others)?);
        }
    }
    for ((lean, bonus), [own, others]) in ways.into_iter().zip(scores) {
        println!("held out, lean {lean}, bonus {bonus}:\n  corpus: {own}\n  others: {others}");
    }
    Ok(())
}

/// What was learned of features and of words.
pub struct Learned {
    /// The key of each feature.
    keys: Vec<u64>,
    weights: Weights,
    words: WordCounts,
}

/// Learns from `articles`.
pub fn learn(articles: &[&Annotated], options: &Options) -> Learned {
    let start = Instant::now();
    let gold: Vec<Vec<Vec<u8>>> = articles.iter().map(|a| all_tags(a)).collect();
    let of_all = |a: &Annotated, rows: &[Vec<u8>]| -> Vec<_> {
        rows.iter().map(|row| count(&a.article, row)).collect()
    };
    let counts: Vec<WordCounts> =
        articles.iter().zip(&gold).map(|(a, rows)| total(&of_all(a, rows))).collect();
    let total = total(&counts);
    let mut alphabet = Alphabet::new(options.least);
    let mut keys = Vec::new();
    for (article, own) in articles.iter().copied().zip(&counts) {
        let words = Without { total: &total, own: Some(own) };
        // What only one article has, be it ever so often, tells nothing of others.
        let mut here = FxHashSet::default();
        all_clues(&article.article, &words, |_, clues| {
            for i in clues.range() {
                features::keys(clues, i, &mut keys);
                keys.iter().filter(|&&key| here.insert(key)).for_each(|&key| alphabet.see(key));
            }
        });
    }
    let mut sequences = Vec::new();
    for ((article, own), rows) in articles.iter().copied().zip(&counts).zip(&gold) {
        let words = Without { total: &total, own: Some(own) };
        all_clues(&article.article, &words, |block, clues| {
            let mut sequence = Sequence { further: article.further, ..Sequence::default() };
            for i in clues.range() {
                features::keys(clues, i, &mut keys);
                sequence.features.extend(keys.iter().filter_map(|&key| alphabet.get(key)));
                sequence.ends.push(sequence.features.len() as u32);
                sequence.edges.push(edge_rows(clues, i).map(|row| row as u16));
            }
            // Each annotator's tags are an example of their own.
            for row in &rows[1..] {
                sequences.push(Sequence { tags: row[block.tokens.clone()].to_vec(), ..sequence.clone() });
            }
            sequences.push(Sequence { tags: rows[0][block.tokens.clone()].to_vec(), ..sequence });
        });
    }
    println!("{} features; ready after {:.0?}", alphabet.keys.len(), start.elapsed());
    let report = |seed: u64, epoch: usize, loss: f64| {
        println!("seed {seed}, pass {} loss {loss:.0} after {:.0?}", epoch + 1, start.elapsed());
    };
    let mut keys = alphabet.keys;
    if options.features < keys.len() {
        // What matters little on its own is left out before learning, so that the rest makes up for it.
        let first = Step { trainings: 1, ..options.step.clone() };
        let weights = train(&sequences, keys.len(), &first, report);
        let weights = weights.leaning(options.lean);
        let mut order: Vec<usize> = (0..weights.tags.len()).collect();
        let strength: Vec<f32> = weights.tags.iter().map(strength).collect();
        order.sort_by(|&a, &b| strength[b].total_cmp(&strength[a]).then(a.cmp(&b)));
        order.truncate(options.features);
        let mut index = vec![None; keys.len()];
        order.iter().zip(0..).for_each(|(&old, new)| index[old] = Some(new));
        sequences.iter_mut().for_each(|sequence| sequence.renumber(&index));
        keys = order.iter().map(|&old| keys[old]).collect();
    }
    let weights = train(&sequences, keys.len(), &options.step, report);
    Learned { keys, weights, words: total }
}

/// What a model reaches on annotated articles.
fn score(file: &[u8], articles: &[&Annotated]) -> Result<Scores> {
    let reader = Trained::new(Model::read(file)?);
    let lexicons = Lexicons::default();
    let mut scores = Scores::default();
    let quotes: Vec<_> = articles.iter().map(|a| quotes::find(&a.article, &lexicons)).collect();
    let start = Instant::now();
    let read = |(a, quotes): (&&Annotated, _)| reader.read(&a.article, quotes, &lexicons);
    let labels: Vec<_> = articles.iter().zip(&quotes).map(read).collect();
    let tokens: usize = articles.iter().map(|a| a.article.tokens.len()).sum();
    let nanoseconds = start.elapsed().as_nanos() / tokens.max(1) as u128;
    println!("reading: {nanoseconds} ns a token");
    for (article, labels) in articles.iter().zip(&labels) {
        scores.add(article, labels);
    }
    Ok(scores)
}

impl Learned {
    /// The model's file, opening a span being worth `bonus`.
    pub fn file(&self, options: &Options, bonus: &[f32], lean: f32) -> Vec<u8> {
        let weights = self.weights.leaning(lean);
        let classes = Without { total: &self.words, own: None };
        let mut words: Vec<(u64, WordClass)> = self
            .words
            .keys()
            .map(|&fold| (fold, classes.class(fold)))
            .filter(|(_, class)| *class != WordClass::default())
            .collect();
        words.sort_by_key(|w| w.0);
        let rows = &weights.tags;
        let mut order: Vec<(f32, usize)> =
            rows.iter().enumerate().map(|(i, row)| (strength(row), i)).collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let strong = order.iter().take_while(|(strength, _)| *strength >= WEAKEST);
        let step = |w: f32| (w / UNIT).round();
        let features =
            strong.clone().map(|&(_, i)| (self.keys[i], rows[i].map(|w| step(w).clamp(-127.0, 127.0) as i8)));
        let (bytes, held) = table::lay_out(features, options.lines);
        let largest = order.first().map_or(0.0, |o| o.0);
        println!("{held} of {} features held; largest weight {largest:.2}", strong.count());
        let mut edges = weights.edges;
        // A token selects just one row of the first observation.
        for row in &mut edges[..features::EDGE_SIZES[0]] {
            for (weight, (_, tag)) in row.iter_mut().zip(ARC) {
                let bonus = bonus.get(tags::state(tag).wrapping_sub(1));
                *weight += bonus.filter(|_| !tags::continues(tag)).copied().unwrap_or(0.0);
            }
        }
        let edges: Vec<_> = edges.iter().map(|row| row.map(|w| step(w) as i16)).collect();
        model::write(&bytes, &model::lay_out_words(&words), &edges, UNIT)
    }
}

/// How much a feature matters: its largest weight.
fn strength(row: &[f32; VOTES]) -> f32 {
    row.iter().fold(0.0, |most: f32, w| most.max(w.abs()))
}
