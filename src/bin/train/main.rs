//! Learns the weights of the reader from annotated articles, and scores reader and linker on them.
#![expect(clippy::print_stdout, reason = "a tool for contributors reports on stdout")]

mod linker;
mod polnear;
mod reader;
mod reader_crf;
mod reader_data;
mod reader_score;
mod scorer;

use anyhow::Result;
use clap::{Parser, Subcommand};
use onrecord::facts::quotes;
use onrecord::facts::reader::{Reader, trained};
use onrecord::lexicon::Lexicons;
use std::path::{Path, PathBuf};

/// Learns from annotated articles.
#[derive(Parser)]
struct Arguments {
    /// The folder of the splits `train` and `dev`, each with `text/` and `attributions/`.
    #[arg(long, default_value = "../shared/polnear")]
    corpus: PathBuf,
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Trains the reader on `train`, scores it on `dev` and writes its model.
    Reader {
        #[command(flatten)]
        options: reader::Options,
    },
    /// Scores the linker on the annotators' spans and on those of the reader compiled in.
    Linker,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match &arguments.task {
        Task::Reader { options } => reader::run(&arguments.corpus, options),
        Task::Linker => score_linker(&arguments.corpus),
    }
}

fn score_linker(corpus: &Path) -> Result<()> {
    let lexicons = Lexicons::built_in()?;
    for split in ["train", "dev"] {
        let articles = polnear::load(&corpus.join(split))?;
        let annotated = articles.iter().map(|a| (a, linker::gold_labels(a)));
        println!("linker on annotated spans, {split}:\n{}", linker::score(annotated, &lexicons));
        let read = |a: &polnear::Annotated| trained().read(&a.article, &quotes::find(&a.article), &lexicons);
        let found = articles.iter().map(|a| (a, read(a)));
        println!("linker on the reader's spans, {split}:\n{}", linker::score(found, &lexicons));
    }
    Ok(())
}
