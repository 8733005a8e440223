//! Learns and measures the linker.

use super::linker_cases::{Case, all};
use super::polnear::{self, Annotated, Gold};
use super::scorer::{Score, source_right};
use super::{linker_errors, reader};
use anyhow::Result;
use clap::Args;
use onrecord::Span;
use onrecord::facts::speech::linker::model::{self, Key, SLOTS, Slate, UNIT, Weights};
use onrecord::facts::speech::linker::{self, Choose, CueOption, LEAST, Learned, Scene, SourceOption, odds};
use onrecord::facts::speech::reader::model::Model;
use onrecord::facts::speech::reader::{Labelled, Reader, Trained};
use onrecord::facts::{Label, Labels, quotes};
use onrecord::lexicon::Lexicons;
use onrecord::text::Article;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// Passes over the examples of the two choices; the confidence takes half as many.
const PASSES: usize = 12;
/// How often examples are gathered anew, each time after the mistakes of what was learned so far.
const ROUNDS: usize = 3;
/// Rate of learning (AdaGrad). Chosen on dev, as are the features' least count and the passes: 0.15 costs
/// two points of attribution.
const RATE: f32 = 0.025;
/// What a pass costs each weight it touches.
const DECAY: f32 = 2e-5;
/// One source in so many is left out of the second copy of each article that is learned from.
const OVERLOOKED: usize = 20;
/// Features seen less often are left out.
const LEAST_SEEN: u32 = 5;

/// The annotated spans of an article as one sequence of labels: what a perfect reader would give.
pub fn gold_labels(annotated: &Annotated) -> Labels {
    let mut labels: Labels = Vec::new();
    for gold in &annotated.gold {
        let roles = [(Label::Source, &gold.source), (Label::Cue, &gold.cue), (Label::Content, &gold.content)];
        for (label, spans) in roles {
            labels.extend(spans.iter().map(|&span| Labelled { span, label, confidence: 1.0 }));
        }
    }
    labels.retain(|l| !annotated.article.tokens_in(l.span).is_empty());
    labels.sort_by_key(|l| (l.span, l.label as u8));
    labels.dedup_by(|b, a| a.span.overlaps(b.span));
    labels
}

/// A choice among options, some of which are right.
struct Example {
    options: Slate,
    right: Vec<bool>,
}

/// Weights in the making, by feature.
#[derive(Default)]
struct Learner {
    index: FxHashMap<Key, u32>,
    weights: Vec<f32>,
    squares: Vec<f32>,
}

impl Weights for Learner {
    fn score(&self, keys: &[Key]) -> f32 {
        keys.iter().filter_map(|k| self.index.get(k)).map(|&i| self.weights[i as usize]).sum()
    }
}

impl Weights for &Learner {
    fn score(&self, keys: &[Key]) -> f32 {
        (**self).score(keys)
    }
}

impl Learner {
    fn see(&mut self, seen: &FxHashMap<Key, u32>) {
        let mut keys: Vec<Key> = seen
            .iter()
            .filter(|(k, n)| **n >= LEAST_SEEN && !self.index.contains_key(k))
            .map(|(k, _)| *k)
            .collect();
        keys.sort_unstable();
        for key in keys {
            self.index.insert(key, self.weights.len() as u32);
            self.weights.push(0.0);
            self.squares.push(1e-2);
        }
    }

    fn push(&mut self, keys: &[Key], by: f32) {
        for key in keys {
            let Some(&i) = self.index.get(key) else { continue };
            let i = i as usize;
            let gradient = by - DECAY * self.weights[i];
            self.squares[i] += by * by;
            self.weights[i] += RATE * gradient / self.squares[i].sqrt();
        }
    }

    /// One step towards the right options of an example.
    fn choose(&mut self, example: &Example) {
        let scores: Vec<f32> = example.options.iter().map(|keys| self.score(keys)).collect();
        let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let all: Vec<f32> = scores.iter().map(|s| (s - most).exp()).collect();
        let sum: f32 = all.iter().sum();
        let right: f32 = all.iter().zip(&example.right).filter(|(_, r)| **r).map(|(e, _)| e).sum();
        for ((keys, e), is_right) in example.options.iter().zip(&all).zip(&example.right) {
            let target = if *is_right { e / right.max(1e-9) } else { 0.0 };
            self.push(keys, target - e / sum);
        }
    }

    /// The table to be compiled in: the heaviest features first, each in its slot if that is free.
    fn table(&self) -> Vec<u8> {
        let mut order: Vec<(Key, f32)> =
            self.index.iter().map(|(&k, &i)| (k, self.weights[i as usize])).collect();
        order.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
        let mut table = vec![0; SLOTS * 2];
        let (mut held, mut strong) = (0, 0);
        for (key, weight) in order {
            let step = (weight / UNIT).round().clamp(-127.0, 127.0) as i8;
            let at = model::slot(key) * 2;
            if step != 0 {
                strong += 1;
                if table[at] == 0 {
                    held += 1;
                    table[at] = model::check(key);
                    table[at + 1] = step as u8;
                }
            }
        }
        println!("linker: {held} of {strong} features held");
        table
    }
}

/// Knows the annotations: notes each choice with the right options, and chooses a right one, or as learned.
struct Teacher<'a> {
    article: &'a Article,
    gold: &'a [Gold],
    learner: &'a Learner,
    /// Whether what was learned chooses, so that its own mistakes are learned from.
    free: bool,
    examples: Vec<Example>,
}

fn common(a: &[Span], b: &[Span]) -> u32 {
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    pairs.map(|(a, b)| a.end.min(b.end).saturating_sub(a.start.max(b.start))).sum()
}

impl Teacher<'_> {
    /// The annotated attribution that a content belongs to.
    fn of(&self, contents: &[Span]) -> Option<usize> {
        let shared = self.gold.iter().enumerate().map(|(i, g)| (common(&g.content, contents), i));
        shared.filter(|s| s.0 > 0).max_by_key(|s| (s.0, usize::MAX - s.1)).map(|(_, i)| i)
    }

    fn note(&mut self, features: &Slate, right: Vec<bool>) -> (usize, f32) {
        let own = features.best(&self.learner);
        let teach = right.iter().position(|&r| r);
        if let Some(first) = teach {
            let rightly = if right[own.0] { own.0 } else { first };
            self.examples.push(Example { options: features.clone(), right });
            if !self.free {
                return (rightly, own.1);
            }
        }
        own
    }
}

impl Choose for Teacher<'_> {
    fn cue(
        &mut self,
        scene: &Scene<'_>,
        content: usize,
        options: &[CueOption],
        features: &Slate,
    ) -> (usize, f32) {
        let gold = self.of(&[scene.span(content)]);
        let right = match gold {
            None => vec![false; options.len()],
            Some(g) => {
                let mut right: Vec<bool> = options
                    .iter()
                    .map(|o| match *o {
                        CueOption::Cue(cue) => common(&self.gold[g].cue, &[scene.span(cue)]) > 0,
                        CueOption::Alone => false,
                        CueOption::Join(draft) => {
                            let spans: Vec<Span> =
                                scene.drafts[draft].contents.iter().map(|&c| scene.span(c)).collect();
                            self.of(&spans) == Some(g)
                        }
                    })
                    .collect();
                if !right.contains(&true)
                    && let Some(alone) = options.iter().position(|o| *o == CueOption::Alone)
                {
                    right[alone] = true;
                }
                right
            }
        };
        self.note(features, right)
    }

    fn source(
        &mut self,
        scene: &Scene<'_>,
        draft: usize,
        options: &[SourceOption],
        features: &Slate,
    ) -> (usize, f32) {
        let contents: Vec<Span> = scene.drafts[draft].contents.iter().map(|&c| scene.span(c)).collect();
        let right = match self.of(&contents) {
            None => vec![false; options.len()],
            Some(g) => {
                let gold = &self.gold[g].source;
                let mut right: Vec<bool> = options
                    .iter()
                    .map(|o| match *o {
                        SourceOption::Nobody => gold.is_empty(),
                        SourceOption::Label(s) => source_right(self.article, gold, &[scene.span(s)]),
                        SourceOption::Phrase(span) => source_right(self.article, gold, &[span]),
                    })
                    .collect();
                // The one beside the words rather than the same name elsewhere.
                if let Some(very) = options
                    .iter()
                    .position(|o| matches!(*o, SourceOption::Label(s) if common(gold, &[scene.span(s)]) > 0))
                {
                    right.iter_mut().for_each(|r| *r = false);
                    right[very] = true;
                }
                if !right.contains(&true)
                    && let Some(nobody) = right.last_mut()
                {
                    *nobody = true;
                }
                right
            }
        };
        self.note(features, right)
    }
}

/// Learns the weights from cases and returns the table to be compiled in.
pub fn train(cases: &[Case<'_>]) -> Vec<u8> {
    let mut learner = Learner::default();
    let mut seed = 3;
    let thinned: Vec<Labels> = cases.iter().map(|case| overlook(&case.labels, &mut seed)).collect();
    for round in 0..ROUNDS {
        let mut examples = Vec::new();
        // Annotated labels are no examples: added to the read ones they cost half a point on read ones.
        let all = cases.iter().map(|case| (case, &case.labels));
        for (case, labels) in all.chain(cases.iter().zip(&thinned)) {
            let mut teacher = Teacher {
                article: &case.annotated.article,
                gold: &case.annotated.gold,
                learner: &learner,
                free: round > 0,
                examples: Vec::new(),
            };
            linker::draft(
                &case.annotated.article,
                &case.quotes,
                labels,
                case.lexicons,
                &mut teacher,
                |_, _| {},
            );
            examples.append(&mut teacher.examples);
        }
        let mut seen = FxHashMap::default();
        for example in &examples {
            example.options.keys.iter().for_each(|&k| *seen.entry(k).or_insert(0) += 1);
        }
        learner.see(&seen);
        let mut seed = 1 + round as u64;
        for _ in 0..PASSES / ROUNDS {
            shuffle(&mut examples, &mut seed);
            examples.iter().for_each(|e| learner.choose(e));
        }
    }
    trust(cases, &mut learner);
    learner.table()
}

/// Labels without some of the sources, so that enough is learned of what to do where the reader saw none.
fn overlook(labels: &Labels, seed: &mut u64) -> Labels {
    let mut kept = labels.clone();
    kept.retain(|l| l.label != Label::Source || !random(seed).is_multiple_of(OVERLOOKED));
    kept
}

/// Learns how far to trust a statement from which of them are hits.
fn trust(cases: &[Case<'_>], learner: &mut Learner) {
    let mut examples: Vec<(Vec<Key>, bool)> = Vec::new();
    let mut seen = FxHashMap::default();
    for case in cases {
        let mut keys_of = Vec::new();
        let statements = linker::draft(
            &case.annotated.article,
            &case.quotes,
            &case.labels,
            case.lexicons,
            &mut Learned(&*learner),
            |_, keys| {
                keys.iter().for_each(|&k| *seen.entry(k).or_insert(0) += 1);
                keys_of.push(keys.to_vec());
            },
        );
        let hits = Score::default().add(&case.annotated.article, &case.annotated.gold, &statements);
        examples.extend(keys_of.into_iter().zip(hits));
    }
    learner.see(&seen);
    let mut seed = 7;
    for _ in 0..PASSES / 2 {
        shuffle(&mut examples, &mut seed);
        for (keys, hit) in &examples {
            let error = f32::from(u8::from(*hit)) - odds(learner.score(keys));
            learner.push(keys, error);
        }
    }
}

/// Fisher and Yates' shuffle over a linear congruential generator: the same order in every run.
fn shuffle<T>(items: &mut [T], seed: &mut u64) {
    for i in (1..items.len()).rev() {
        items.swap(i, random(seed) % (i + 1));
    }
}

fn random(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 33) as usize
}

/// Scores the linker compiled in on articles with labels, whoever made them.
pub fn score<'a>(split: impl IntoIterator<Item = (&'a Annotated, Labels)>, lexicons: &Lexicons) -> Score {
    let mut score = Score::default();
    for (annotated, labels) in split {
        let quotes = quotes::find(&annotated.article, lexicons);
        let statements = linker::link(&annotated.article, &quotes, &labels, lexicons, false).statements;
        score.add(&annotated.article, &annotated.gold, &statements);
    }
    score
}

/// Scores a table of weights on cases, leaving out statements below `least`.
pub fn measure(cases: &[Case<'_>], table: &[u8], least: f32) -> Score {
    let mut score = Score::default();
    for case in cases {
        let mut statements = all(case, table);
        statements.retain(|s| s.confidence >= least);
        score.add(&case.annotated.article, &case.annotated.gold, &statements);
    }
    score
}

/// Confidence against the share of hits, as a table.
pub fn reliability(cases: &[Case<'_>], table: &[u8]) -> String {
    let mut rows = [(0usize, 0usize, 0.0f32); 10];
    for case in cases {
        let statements = all(case, table);
        let hits = Score::default().add(&case.annotated.article, &case.annotated.gold, &statements);
        for (statement, hit) in statements.iter().zip(hits) {
            let row = &mut rows[((statement.confidence * 10.0) as usize).min(9)];
            *row = (row.0 + 1, row.1 + usize::from(hit), row.2 + statement.confidence);
        }
    }
    let mut text = String::from("| confidence | statements | mean | right |\n| --- | --- | --- | --- |\n");
    for (i, (n, hits, sum)) in rows.iter().enumerate().filter(|(_, row)| row.0 > 0) {
        let low = i as f32 / 10.0;
        let share = 100.0 * *hits as f32 / *n as f32;
        text += &format!("| {low:.1}-{:.1} | {n} | {:.2} | {share:.0}% |\n", low + 0.1, sum / *n as f32);
    }
    text
}

/// What training may be told.
#[derive(Args, Clone, Debug)]
#[group(id = "linker")]
pub struct Options {
    /// Where the linker's weights go.
    #[arg(long, default_value = "model/linker.bin")]
    linker_out: PathBuf,
    /// How many readers are trained, each without one part of the articles, to label that part.
    #[arg(long, default_value_t = 4)]
    folds: usize,
    /// Print every attribution of dev that is missed.
    #[arg(long)]
    errors: bool,
}

/// Learns from `corpus`/train, writes the weights, and prints what they reach on `corpus`/dev with the reader's
/// model at `reader.out`.
pub fn run(corpus: &Path, reader: &reader::Options, options: &Options) -> Result<()> {
    let lexicons = Lexicons::built_in();
    let articles = reader.articles(corpus)?;
    let dev = polnear::load(&corpus.join("dev"))?;
    let mut cases = Vec::new();
    for fold in 0..options.folds.max(2) {
        let held = |i: usize| i % options.folds.max(2) == fold;
        let rest: Vec<&Annotated> =
            articles.iter().enumerate().filter(|(i, _)| !held(*i)).map(|(_, a)| a).collect();
        let model = reader::learn(&rest, reader).file(reader, &reader.bonus, reader.lean);
        cases.extend(read(
            articles.iter().enumerate().filter(|(i, _)| held(*i)).map(|(_, a)| a),
            &model,
            &lexicons,
        )?);
    }
    let dev = read(dev.iter(), &std::fs::read(&reader.out)?, &lexicons)?;
    let table = train(&cases);
    std::fs::write(&options.linker_out, &table)?;
    let annotated: Vec<Case<'_>> = dev
        .iter()
        .map(|c| Case {
            annotated: c.annotated,
            quotes: c.quotes.clone(),
            labels: gold_labels(c.annotated),
            lexicons: c.lexicons,
        })
        .collect();
    println!("linker on annotated spans of dev:\n{}", measure(&annotated, &table, 0.0));
    for least in [0.0, LEAST, 0.2, 0.3] {
        println!(
            "linker on read spans of dev, confidence {least} or more:\n{}",
            measure(&dev, &table, least)
        );
    }
    println!("{}", reliability(&dev, &table));
    println!("what is missed on dev, and what is found where nothing is, confidence not counted:");
    for (class, count) in linker_errors::classes(&dev, &table, options.errors) {
        println!("{count:5} {class}");
    }
    Ok(())
}

/// What a reader's model says of articles.
fn read<'a>(
    articles: impl Iterator<Item = &'a Annotated>,
    model: &[u8],
    lexicons: &'a Lexicons,
) -> Result<Vec<Case<'a>>> {
    let reader = Trained::new(Model::read(model)?);
    let case = |annotated: &'a Annotated| {
        let quotes = quotes::find(&annotated.article, lexicons);
        let labels = reader.read(&annotated.article, &quotes, lexicons);
        Case { annotated, quotes, labels, lexicons }
    };
    Ok(articles.map(case).collect())
}
