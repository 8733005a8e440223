//! Learns the weights of the reader from annotated articles, and scores reader and linker on them.
#![expect(clippy::print_stdout, reason = "a tool for contributors reports on stdout")]

mod antecedents;
mod linker;
mod linker_cases;
mod linker_errors;
mod parts;
mod polnear;
mod reader;
mod reader_crf;
mod reader_data;
mod reader_score;
mod same_thing;
mod scorer;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use onrecord::facts::quotes;
use onrecord::facts::speech::reader::{Reader, trained};
use onrecord::lexicon::Lexicons;
use std::path::{Path, PathBuf};

/// Learns from annotated articles.
#[derive(Parser)]
struct Arguments {
    /// The folder of the splits `train` and `dev`, each with `text/` and `attributions/`.
    #[arg(long, default_value = "../shared/polnear")]
    corpus: PathBuf,
    /// Without one: the reader, then the linker on top of it.
    #[command(subcommand)]
    task: Option<Task>,
    #[command(flatten)]
    options: Both,
}

#[derive(Args)]
struct Both {
    #[command(flatten)]
    reader: reader::Options,
    #[command(flatten)]
    linker: linker::Options,
    #[command(flatten)]
    parts: parts::Options,
    #[command(flatten)]
    same_thing: same_thing::Options,
}

#[derive(Subcommand)]
enum Task {
    /// Trains the reader on `train`, scores it on `dev` and writes its model.
    Reader,
    /// Scores readers on articles of `train` held out from them, for choosing options.
    Folds {
        /// Into how many parts the articles are cut.
        #[arg(default_value_t = 4)]
        folds: usize,
    },
    /// Trains the linker on what readers say of articles held out from them, scores it on `dev`.
    Linker,
    /// Learns whom pronouns and noun phrases stand for, and measures it on folds.
    Antecedents(antecedents::AntecedentOptions),
    /// Writes the tokens of both splits, for another tagger of parts of speech to tag.
    Tokens,
    /// Learns the tagger of parts of speech from those tags. The reader must then be trained anew.
    Parts,
    /// Learns when two figures are of one thing.
    SameThing,
    /// Scores the linker compiled in on the annotators' spans and on those of the reader compiled in.
    Score,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let (corpus, options) = (&arguments.corpus, &arguments.options);
    match arguments.task {
        Some(Task::Antecedents(options)) => antecedents::run(corpus, &options),
        Some(Task::Reader) => reader::run(corpus, &options.reader),
        Some(Task::Folds { folds }) => reader::folds(corpus, &options.reader, folds),
        Some(Task::Linker) => linker::run(corpus, &options.reader, &options.linker),
        Some(Task::Tokens) => parts::tokens(corpus, &options.parts),
        Some(Task::Parts) => parts::run(corpus, &options.parts),
        Some(Task::SameThing) => same_thing::run(&options.same_thing),
        Some(Task::Score) => score_linker(corpus),
        None => {
            reader::run(corpus, &options.reader)?;
            linker::run(corpus, &options.reader, &options.linker)
        }
    }
}

fn score_linker(corpus: &Path) -> Result<()> {
    let lexicons = Lexicons::built_in();
    for split in ["train", "dev"] {
        let articles = polnear::load(&corpus.join(split))?;
        let annotated = articles.iter().map(|a| (a, linker::gold_labels(a)));
        println!("linker on annotated spans, {split}:\n{}", linker::score(annotated, &lexicons));
        let read = |a: &polnear::Annotated| {
            trained().read(&a.article, &quotes::find(&a.article, &lexicons), &lexicons)
        };
        let found = articles.iter().map(|a| (a, read(a)));
        println!("linker on the reader's spans, {split}:\n{}", linker::score(found, &lexicons));
    }
    Ok(())
}
