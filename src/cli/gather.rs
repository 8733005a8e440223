//! Reads all articles that a command names and keeps what it makes of each, for a page that is written when all are read.

use super::args::{FactsArgs, InputFormat, SheetArgs};
use super::config::Configs;
use super::outputs::Inputs;
use super::pool::Pool;
use super::queue::{Queue, Work};
use super::reading::{Reading, failure};
use super::scopes::Scopes;
use super::warn::warn;
use super::{articles_of, report_input_error};
use anyhow::Result;
use onrecord::Document;
use onrecord::input::{Entry, Found};
use onrecord::report::Failure;
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
    /// In the order of the articles, without those that are empty.
    pub made: Vec<T>,
    /// Whether one of them could not be read; each is named on stderr.
    pub failed: bool,
}

/// What `of` makes of each article that is asked for and has a word in it. The order is that of the articles, whatever the number
/// of threads.
pub fn gather<T: Send>(
    asked: &Asked,
    args: &FactsArgs,
    of: impl Fn(&Document<'_>) -> T + Sync,
) -> Result<Gathered<T>> {
    let Asked { found, scopes } = asked;
    let SheetArgs { reading, writing } = &args.sheet;
    let options = reading.file.options();
    found.errors.iter().for_each(report_input_error);
    let mut gathered = Gathered { made: Vec::new(), failed: !found.errors.is_empty() };
    let streamed = reading.input_format == Some(InputFormat::Ndjson);
    // How many articles a stream has is known at its end.
    let articles = if streamed { usize::MAX } else { found.sources.len() };
    let pool = Pool::of(writing.threads, articles)?;
    let mut queue = Queue::new(&found.sources, streamed, &options);
    let reading = Reading { scopes, options: options.clone(), date: reading.date, against: None };
    let open = |file: &str, entry: Entry| {
        reading.article(file, entry, |mut read| match read.empty("left out") {
            Some(empty) => {
                read.notes.push(empty);
                (None, read.notes)
            }
            None => (Some(of(&read.document)), read.notes),
        })
    };
    let read = |work: Work<'_>| match work {
        Work::Source(source) => {
            let file = source.name();
            let opened = reading.entries(source).map(|entries| {
                pool.map_within(entries, |entry| open(&file, entry))
                    .unwrap_or_else(|error| vec![Err(Failure::new(&*file, error.to_string()))])
            });
            opened.unwrap_or_else(|failure| vec![Err(failure)])
        }
        Work::Line(file, line) => vec![reading.entry(&file, line).and_then(|entry| open(&file, entry))],
        Work::Failed(error) => vec![Err(failure(&error))],
    };
    loop {
        let batch = queue.batch(BATCH);
        if batch.is_empty() {
            return Ok(gathered);
        }
        for one in pool.map(batch, read).into_iter().flatten() {
            match one {
                Ok((made, notes)) => {
                    gathered.made.extend(made);
                    notes.iter().filter(|_| !writing.quiet).for_each(warn);
                }
                Err(failure) => {
                    gathered.failed = true;
                    warn(&failure);
                }
            }
        }
    }
}
