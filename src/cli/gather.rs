//! Reads all articles that a command names and keeps what it makes of each, for a page that is written when all are read.

use super::args::{InputFormat, ReadingArgs};
use super::articles::failure;
use super::queue::{Queue, Work};
use super::warn::warn;
use super::{panics, report_input_error};
use anyhow::Result;
use onrecord::input::{Entry, Found, InputError};
use onrecord::report::Failure;
use onrecord::text::Article;
use onrecord::{Checker, Document};
use rayon::prelude::*;

/// Articles that are read at once: few enough that they fit in memory.
const BATCH: usize = 64;

/// What was made of the articles.
pub struct Gathered<T> {
    /// In the order of the articles.
    pub made: Vec<T>,
    /// Whether one of them could not be read; each is named on stderr.
    pub failed: bool,
}

/// What `of` makes of each article that was found. The order is that of the articles, whatever the number of threads.
pub fn gather<T: Send>(
    found: &Found,
    args: &ReadingArgs,
    threads: Option<usize>,
    checker: &Checker,
    of: impl Fn(&Document<'_>) -> T + Sync,
) -> Result<Gathered<T>> {
    let options = args.file.options();
    found.errors.iter().for_each(report_input_error);
    let mut gathered = Gathered { made: Vec::new(), failed: !found.errors.is_empty() };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or_default()).build()?;
    let mut queue = Queue::new(&found.sources, args.input_format == Some(InputFormat::Ndjson), &options);
    let open = |file: &str, entry: Entry| -> Result<T, Failure> {
        let name = entry.name(file);
        let made = panics::caught(|| {
            let (name, manuscript) = entry.open(file).map_err(|error| failure(&error))?;
            let article = Article::read(&name, manuscript, args.date, &checker.lexicons);
            Ok(of(&checker.check(article)))
        });
        made.unwrap_or_else(|message| {
            let why = format!("a bug in onrecord ({message}); please report it with this article");
            Err(Failure::new(name, why))
        })
    };
    let read = |work: Work<'_>| -> Vec<Result<T, Failure>> {
        let failed = |error: &InputError| vec![Err(failure(error))];
        match work {
            Work::Source(source) => match source.read(&options) {
                Ok(entries) => entries.into_iter().map(|entry| open(&source.name(), entry)).collect(),
                Err(error) => failed(&error),
            },
            Work::Line(file, line) => vec![open(&file, line.read(&options))],
            Work::Failed(error) => failed(&error),
        }
    };
    loop {
        let batch = queue.batch(BATCH);
        if batch.is_empty() {
            return Ok(gathered);
        }
        let made: Vec<_> = pool.install(|| batch.into_par_iter().map(read).collect());
        for one in made.into_iter().flatten() {
            match one {
                Ok(one) => gathered.made.push(one),
                Err(failure) => {
                    gathered.failed = true;
                    warn(&failure);
                }
            }
        }
    }
}
