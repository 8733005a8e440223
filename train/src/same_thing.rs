//! Learns how likely two figures in like words are meant for one.
//!
//! Two figures of a printed article that disagree are taken to be of two things: printed articles contradict themselves so seldom that
//! this is nearly always right. Figures of one thing that disagree come from articles in which one of two was changed
//! (`truth.jsonl` names the places of both).

use anyhow::{Context, Result, ensure};
use clap::Args;
use onrecord::facts::Facts;
use onrecord::facts::numbers::figures::{Figure, Precision};
use onrecord::facts::numbers::same_thing::{self, PIECES};
use onrecord::facts::speech::reader::trained;
use onrecord::lexicon::Lexicons;
use onrecord::text::Article;
use std::fs;
use std::path::PathBuf;

/// What training may be told.
#[derive(Args, Clone, Debug)]
#[group(id = "same_thing")]
pub struct Options {
    /// Folders of articles as printed.
    #[arg(long = "articles", default_values = ["../shared/polnear/train/text", "../shared/unlabelled/bbc"])]
    articles: Vec<PathBuf>,
    /// Folders of articles with one figure changed: `truth.jsonl` and `articles/`.
    #[arg(long = "changed", default_values = ["target/changed"])]
    changed: Vec<PathBuf>,
    /// Where the weights go.
    #[arg(long, default_value = "model/same-thing.tsv")]
    same_thing_out: PathBuf,
}

/// Passes over the examples.
const PASSES: usize = 60;
/// How strongly weights are held near nothing.
const DECAY: f64 = 2e-5;

type Row = ([f64; PIECES], bool);

/// Trains on four fifths of the articles, reports on the fifth, and writes weights learned from all.
pub fn run(options: &Options) -> Result<()> {
    let (mut train, mut dev) = (Vec::new(), Vec::new());
    let mut names = Vec::new();
    for folder in &options.articles {
        let mut paths: Vec<_> = fs::read_dir(folder)
            .with_context(|| format!("reading {}", folder.display()))?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|e| e == "txt"))
            .collect();
        paths.sort();
        for (i, path) in paths.iter().enumerate() {
            let rows = rows(&fs::read(path)?, None, &mut names);
            if i % 5 == 0 { dev.extend(rows) } else { train.extend(rows) }
        }
    }
    for folder in &options.changed {
        let truth = fs::read_to_string(folder.join("truth.jsonl"))
            .with_context(|| format!("reading {}", folder.display()))?;
        for (i, line) in truth.lines().enumerate() {
            let Ok(row) = serde_json::from_str::<Truth>(line) else { continue };
            let [first, second] = row.spans[..] else { continue };
            if row.kind != "figure-conflict" {
                continue;
            }
            let text = fs::read(folder.join("articles").join(&row.file))?;
            let rows = rows(&text, Some((first, second)), &mut names);
            if i % 5 == 0 { dev.extend(rows) } else { train.extend(rows) }
        }
    }
    ensure!(!train.is_empty(), "no pair of figures in these folders");
    let part = learn(&train);
    println!(
        "{} pairs, {} of one thing",
        train.len() + dev.len(),
        train.iter().chain(&dev).filter(|r| r.1).count()
    );
    for least in [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98] {
        let above: Vec<_> = dev.iter().filter(|(x, _)| value(&part, x) >= least).collect();
        let right = above.iter().filter(|r| r.1).count();
        let all = dev.iter().filter(|r| r.1).count();
        println!(
            "at {least}: {} of {} right, {}% of all found",
            right,
            above.len(),
            100 * right / all.max(1)
        );
    }
    train.extend(dev);
    let weights = learn(&train);
    let mut out = String::new();
    for (name, weight) in names.iter().copied().chain(["bias"]).zip(weights) {
        out.push_str(&format!("{name}\t{weight:.3}\n"));
    }
    fs::write(&options.same_thing_out, out)?;
    Ok(())
}

/// A line of `truth.jsonl`.
#[derive(serde::Deserialize)]
struct Truth {
    file: String,
    kind: String,
    spans: Vec<[u32; 2]>,
}

/// The pairs that disagree; with a change, those of the two places alone.
fn rows(text: &[u8], changed: Option<([u32; 2], [u32; 2])>, names: &mut Vec<&'static str>) -> Vec<Row> {
    let lexicons = Lexicons::ours();
    let article = Article::new("article", String::from_utf8_lossy(text).into_owned(), None);
    let facts = Facts::new(article, lexicons, trained()).with_attributions(Vec::new());
    let figures = facts.figures();
    let mut rows = Vec::new();
    for pair in facts.restatements() {
        let (a, b) = (&figures[pair.first], &figures[pair.second]);
        let vague = [a, b].iter().any(|f| f.precision == Precision::Vague);
        if a.unit != b.unit || a.kind != b.kind || vague || pair.agree {
            continue;
        }
        let at = |f: &Figure, [start, end]: [u32; 2]| f.span.start < end && start < f.span.end;
        let of_change = changed.is_some_and(|(x, y)| at(a, x) && at(b, y) || at(a, y) && at(b, x));
        if changed.is_some() && !of_change {
            continue;
        }
        let evidence = same_thing::evidence(pair, a, b, lexicons);
        *names = evidence.iter().map(|(name, _)| *name).collect();
        let values = evidence.map(|(_, value)| value);
        rows.push((values, of_change));
        if of_change {
            rows.extend(otherwise(&evidence, pair.significant > 1).map(|values| (values, true)));
        }
    }
    rows
}

/// The same pair with the value changed in the other ways that papers print: by a magnitude, and to an older count.
fn otherwise(evidence: &[same_thing::Evidence; PIECES], telling: bool) -> [[f64; PIECES]; 2] {
    let with = |magnitude: bool| {
        evidence.map(|(name, value)| match name {
            "a digit apart" | "values far apart" => 0.0,
            "the same digits in another magnitude" => f64::from(u8::from(magnitude && telling)),
            "values close" => f64::from(u8::from(!magnitude)),
            _ => value,
        })
    };
    [with(true), with(false)]
}

fn value(weights: &[f64; PIECES + 1], x: &[f64; PIECES]) -> f64 {
    let sum: f64 = x.iter().zip(weights).map(|(x, w)| x * w).sum::<f64>() + weights[PIECES];
    1.0 / (1.0 + (-sum).exp())
}

/// Logistic regression by AdaGrad, the examples in their order each time.
fn learn(rows: &[Row]) -> [f64; PIECES + 1] {
    let mut weights = [0.0; PIECES + 1];
    let mut squares = [1e-6; PIECES + 1];
    for _ in 0..PASSES {
        for (x, one) in rows {
            let error = value(&weights, x) - f64::from(u8::from(*one));
            for (i, x) in x.iter().chain([&1.0]).enumerate() {
                let gradient = error * x + DECAY * weights[i];
                squares[i] += gradient * gradient;
                weights[i] -= 0.1 * gradient / f64::sqrt(squares[i]);
            }
        }
    }
    weights
}
