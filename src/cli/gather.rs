//! Reads all articles that a command names and keeps what it makes of each, for a page that is written when all are read.

use super::args::{FactsArgs, InputFormat};
use super::articles::{failure, unless_bug};
use super::config::Configs;
use super::outputs::Inputs;
use super::pool::Pool;
use super::queue::{Queue, Work};
use super::scopes::Scopes;
use super::warn::warn;
use super::{articles_of, report_input_error};
use anyhow::Result;
use onrecord::Document;
use onrecord::input::{Entry, Found, InputError};
use onrecord::report::Failure;
use onrecord::text::Article;
use std::sync::Arc;

/// Articles that are read at once: few enough that they fit in memory.
const BATCH: usize = 64;

/// The articles whose facts are asked for, and how each is read.
pub struct Asked {
    pub found: Found,
    pub scopes: Scopes,
}

impl Asked {
    /// Those that the options name.
    pub fn of(args: &FactsArgs) -> Result<Self> {
        let reading = &args.sheet.reading;
        let configs = Arc::new(Configs::of(&args.config)?);
        let found = articles_of(reading, &reading.paths, Some(&configs))?;
        let scopes = Scopes::of_facts(&configs, &found.sources, reading.language.is_some())?;
        Ok(Self { found, scopes })
    }

    /// All that is read, none of which may be written to.
    pub fn inputs(&self) -> Inputs<'_> {
        let mut inputs = self.scopes.inputs();
        inputs.add(&self.found.sources);
        inputs
    }
}

/// What was made of the articles.
pub struct Gathered<T> {
    /// In the order of the articles.
    pub made: Vec<T>,
    /// Whether one of them could not be read; each is named on stderr.
    pub failed: bool,
}

/// What `of` makes of each article that is asked for. The order is that of the articles, whatever the number of threads.
pub fn gather<T: Send>(
    asked: &Asked,
    args: &FactsArgs,
    of: impl Fn(&Document<'_>) -> T + Sync,
) -> Result<Gathered<T>> {
    let Asked { found, scopes } = asked;
    let reading = &args.sheet.reading;
    let options = reading.file.options();
    found.errors.iter().for_each(report_input_error);
    let mut gathered = Gathered { made: Vec::new(), failed: !found.errors.is_empty() };
    let streamed = reading.input_format == Some(InputFormat::Ndjson);
    // How many articles a stream has is known at its end.
    let articles = if streamed { usize::MAX } else { found.sources.len() };
    let pool = Pool::of(args.sheet.writing.threads, articles)?;
    let mut queue = Queue::new(&found.sources, streamed, &options);
    let open = |file: &str, entry: Entry| -> Result<T, Failure> {
        let name = entry.name(file);
        unless_bug(&name, || {
            let (name, manuscript) = entry.open(file).map_err(|error| failure(&error))?;
            let checker = &scopes.find(file).1.checker;
            Ok(of(&checker.check(Article::read(&name, manuscript, reading.date, &checker.lexicons))))
        })?
    };
    let read = |work: Work<'_>| -> Vec<Result<T, Failure>> {
        let failed = |error: &InputError| vec![Err(failure(error))];
        match work {
            Work::Source(source) => {
                let file = source.name();
                match unless_bug(&file, || source.read(&scopes.options(&options, &file))) {
                    Ok(Ok(entries)) => pool
                        .map_within(entries, |entry| open(&file, entry))
                        .unwrap_or_else(|error| vec![Err(Failure::new(&*file, error.to_string()))]),
                    Ok(Err(error)) => failed(&error),
                    Err(failure) => vec![Err(failure)],
                }
            }
            Work::Line(file, line) => {
                let entry = unless_bug(&format!("{file}:{}", line.number()), || {
                    line.read(&scopes.options(&options, &file))
                });
                vec![entry.and_then(|entry| open(&file, entry))]
            }
            Work::Failed(error) => failed(&error),
        }
    };
    loop {
        let batch = queue.batch(BATCH);
        if batch.is_empty() {
            return Ok(gathered);
        }
        for one in pool.map(batch, read).into_iter().flatten() {
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
