//! Learns the tagger of parts of speech from tags that another tagger gave to the articles of train.
//!
//! `train tokens` writes the tokens, `tools/parts_of_speech.py` tags them, and `train parts` learns from that.
//! The reader's training does not need any of it: it takes the tagger that is compiled in.

use crate::polnear::{self, Annotated};
use anyhow::{Context, Result, ensure};
use clap::Args;
use onrecord::facts::quotes;
use onrecord::facts::speech::reader::clue::{Clue, FIRST_MARK};
use onrecord::facts::speech::reader::clues::{Clues, blocks};
use onrecord::facts::speech::reader::parts::{FEATURES, PARTS, SURE, Tagger, features, lay_out};
use onrecord::facts::speech::reader::words::{WordClass, WordClasses};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What training may be told.
#[derive(Args, Clone, Debug)]
#[group(id = "parts")]
pub struct Options {
    /// The folder with `train.tags` and `dev.tags`: a line a token, as `train tokens` writes them.
    #[arg(long, default_value = "target/parts")]
    tags: PathBuf,
    /// Where the tagger goes.
    #[arg(long, default_value = "model/parts.bin")]
    parts_out: PathBuf,
}

/// Passes over the articles.
const PASSES: usize = 6;
/// Features seen less often are left out.
const LEAST_SEEN: u32 = 4;
/// Buckets of the table, 64 bytes each.
const BUCKETS: usize = 9_000;
/// A word with this share of one part of speech needs no scoring, if it was seen this often.
const SURE_SHARE: f32 = 0.985;
const SURE_SEEN: u32 = 5;
/// Words seen less often are not listed.
const LISTED: u32 = 2;

/// Writes the tokens of both splits, one a line, an empty line after each sentence.
pub fn tokens(corpus: &Path, options: &Options) -> Result<()> {
    fs::create_dir_all(&options.tags)?;
    for split in ["train", "dev"] {
        let path = options.tags.join(format!("{split}.tokens"));
        let mut out = std::io::BufWriter::new(fs::File::create(path)?);
        for Annotated { article, .. } in polnear::load(&corpus.join(split))? {
            for sentence in &article.sentences {
                for token in &article.tokens[sentence.tokens.clone()] {
                    writeln!(out, "{}", article.slice(token.span))?;
                }
                writeln!(out)?;
            }
        }
    }
    Ok(())
}

/// A block with the part of speech of each of its tokens.
struct Tagged {
    clues: Vec<Clue>,
    parts: Vec<u8>,
}

struct Unknown;

impl WordClasses for Unknown {
    fn class(&self, _: u64) -> WordClass {
        WordClass::default()
    }
}

/// Around a block: the empty clues before its first word.
fn range(tagged: &Tagged) -> std::ops::Range<usize> {
    let pad = (tagged.clues.len() - tagged.parts.len()) / 2;
    pad..pad + tagged.parts.len()
}

fn load(corpus: &Path, split: &str, options: &Options) -> Result<Vec<Tagged>> {
    let path = options.tags.join(format!("{split}.tags"));
    let text = fs::read_to_string(&path).with_context(|| format!("{}", path.display()))?;
    let mut tags = text.lines().filter(|l| !l.is_empty());
    let mut all = Vec::new();
    for Annotated { article, .. } in polnear::load(&corpus.join(split))? {
        let mut parts = vec![0; article.tokens.len()];
        for sentence in &article.sentences {
            for t in sentence.tokens.clone() {
                parts[t] = part(tags.next().context("fewer tags than tokens")?);
            }
        }
        let (mut clues, quotes) =
            (Clues::default(), quotes::find(&article, onrecord::lexicon::Lexicons::ours()));
        for block in blocks(&article) {
            clues.fill(&article, &quotes, &block, &Unknown);
            all.push(Tagged { clues: clues.tokens.clone(), parts: parts[block.tokens].to_vec() });
        }
    }
    ensure!(tags.next().is_none(), "more tags than tokens");
    Ok(all)
}

/// A tag of the Penn Treebank's as one of [`PARTS`].
fn part(tag: &str) -> u8 {
    let tag = match tag {
        "JJS" => "JJR",
        "RBR" | "RBS" => "RB",
        "PDT" => "DT",
        "NNPS" => "NNP",
        "WP$" => "WP",
        "FW" | "LS" | "SYM" | "UH" | "ADD" | "AFX" | "XX" => "X",
        other => other,
    };
    PARTS.iter().position(|&p| p == tag).unwrap_or(0) as u8
}

#[derive(Clone, Copy, Default)]
struct Row {
    now: [f32; PARTS.len()],
    sum: [f32; PARTS.len()],
    last: u32,
}

impl Row {
    fn catch_up(&mut self, step: u32) {
        let steps = (step - self.last) as f32;
        self.sum.iter_mut().zip(self.now).for_each(|(s, w)| *s += w * steps);
        self.last = step;
    }
}

/// Learns the tagger, writes it and says how often it agrees on dev.
pub fn run(corpus: &Path, options: &Options) -> Result<()> {
    let mut train = load(corpus, "train", options)?;
    let words = list(&train);
    let known = lay_out(&words, &[], 1);
    let known = Tagger::read(&known);
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    for tagged in &mut train {
        let range = range(tagged);
        let Tagged { clues, parts } = tagged;
        look_up(clues, range.clone(), &known);
        for i in range.clone() {
            if clues[i].part & SURE == 0 && clues[i].shape < FIRST_MARK {
                features(clues, i).iter().for_each(|&k| *seen.entry(k).or_default() += 1);
            }
            clues[i].part = parts[i - range.start];
        }
    }
    let mut index: FxHashMap<u64, usize> = FxHashMap::default();
    let mut keys: Vec<u64> = seen.iter().filter(|(_, n)| **n >= LEAST_SEEN).map(|(k, _)| *k).collect();
    keys.sort_unstable();
    for (i, &key) in keys.iter().enumerate() {
        index.insert(key, i);
    }
    let mut rows = vec![Row::default(); keys.len()];
    let mut step = 0;
    for pass in 0..PASSES {
        let (mut right, mut all) = (0, 0);
        for tagged in &mut train {
            let range = range(tagged);
            let Tagged { clues, parts } = tagged;
            look_up(clues, range.clone(), &known);
            for i in range.clone() {
                let gold = parts[i - range.start];
                if clues[i].part & SURE != 0 || clues[i].shape >= FIRST_MARK {
                    clues[i].part &= !SURE;
                    continue;
                }
                step += 1;
                let found = features(clues, i).map(|k| index.get(&k).copied());
                let best = best(&rows, &found);
                clues[i].part = best;
                all += 1;
                right += u32::from(best == gold);
                if best != gold && gold != 0 {
                    for row in found.into_iter().flatten() {
                        rows[row].catch_up(step);
                        rows[row].now[gold as usize] += 1.0;
                        rows[row].now[best as usize] -= 1.0;
                    }
                }
            }
        }
        println!("pass {}: {:.2}% of {all} right", pass + 1, 100.0 * f64::from(right) / f64::from(all));
    }
    rows.iter_mut().for_each(|r| r.catch_up(step));
    let bytes = pack(&words, &keys, &rows, step);
    fs::write(&options.parts_out, &bytes)?;
    println!("{}: {} words, {} bytes", options.parts_out.display(), words.len(), bytes.len());
    let tagger = Tagger::read(&bytes);
    let (mut right, mut all) = (0, 0);
    for tagged in &mut load(corpus, "dev", options)? {
        let range = range(tagged);
        tagger.tag(&mut tagged.clues, range.clone());
        for (clue, &gold) in tagged.clues[range].iter().zip(&tagged.parts) {
            all += u32::from(gold != 0);
            right += u32::from(gold != 0 && clue.part == gold);
        }
    }
    println!("dev: {:.2}% of {all} words as tagged", 100.0 * f64::from(right) / f64::from(all));
    Ok(())
}

fn look_up(clues: &mut [Clue], range: std::ops::Range<usize>, known: &Tagger<'_>) {
    for clue in &mut clues[range] {
        clue.part = if clue.shape >= FIRST_MARK { 0 } else { known.known(clue.word) };
    }
}

fn best(rows: &[Row], found: &[Option<usize>; FEATURES]) -> u8 {
    let mut sums = [0.0_f32; PARTS.len()];
    for &row in found.iter().flatten() {
        sums.iter_mut().zip(rows[row].now).for_each(|(s, w)| *s += w);
    }
    (1..PARTS.len()).fold(1, |best, p| if sums[p] > sums[best] { p } else { best }) as u8
}

/// Each word's most frequent part of speech, sure or not.
fn list(train: &[Tagged]) -> Vec<(u64, u8)> {
    let mut counts: BTreeMap<u64, [u32; PARTS.len()]> = BTreeMap::new();
    for tagged in train {
        for (clue, &part) in tagged.clues[range(tagged)].iter().zip(&tagged.parts) {
            if clue.shape < FIRST_MARK && part != 0 {
                counts.entry(clue.word).or_insert([0; PARTS.len()])[part as usize] += 1;
            }
        }
    }
    let entry = |(fold, counts): (u64, [u32; PARTS.len()])| {
        let all: u32 = counts.iter().sum();
        let best = (0..PARTS.len()).fold(0, |best, p| if counts[p] > counts[best] { p } else { best });
        let sure = all >= SURE_SEEN && counts[best] as f32 > SURE_SHARE * all as f32;
        (all >= LISTED).then_some((fold, best as u8 | if sure { SURE } else { 0 }))
    };
    counts.into_iter().filter_map(entry).collect()
}

fn pack(words: &[(u64, u8)], keys: &[u64], rows: &[Row], steps: u32) -> Vec<u8> {
    let weights: Vec<[f32; PARTS.len()]> = rows.iter().map(|r| r.sum.map(|s| s / steps as f32)).collect();
    let strength = |row: &[f32; PARTS.len()]| row.iter().fold(0.0_f32, |most, w| most.max(w.abs()));
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by(|&a, &b| strength(&weights[b]).total_cmp(&strength(&weights[a])).then(a.cmp(&b)));
    let unit = strength(&weights[order[0]]).max(1e-6) / 127.0;
    let laid: Vec<(u64, [i8; PARTS.len()])> = order
        .iter()
        .map(|&i| (keys[i], weights[i].map(|w| (w / unit).round() as i8)))
        .filter(|(_, row)| row.iter().any(|w| *w != 0))
        .collect();
    println!("{} features with weights", laid.len());
    lay_out(words, &laid, BUCKETS)
}
