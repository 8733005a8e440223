//! How many articles are processed at once.

use anyhow::{Result, anyhow};
use rayon::prelude::*;
use std::num::NonZero;

/// Threads for each processor, at most.
const PER_PROCESSOR: usize = 4;

/// The threads of a run.
pub struct Pool {
    /// How many are asked for; None or 0 is one per processor.
    wanted: Option<usize>,
    /// They, where more than one has something to do.
    threads: Option<rayon::ThreadPool>,
}

impl Pool {
    /// Threads for so many articles. There are never more than articles, nor many more than processors: each holds some
    /// articles in memory, and what it would do waits all the same.
    pub fn of(wanted: Option<usize>, articles: usize) -> Result<Self> {
        if articles < 2 || wanted == Some(1) {
            return Ok(Self { wanted, threads: None });
        }
        let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads = wanted.filter(|&threads| threads > 0).unwrap_or(processors);
        let threads = threads.min(articles).min(processors.saturating_mul(PER_PROCESSOR));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
        let pool = pool.map_err(|_| anyhow!("--threads: cannot start {threads} threads; ask for fewer"))?;
        Ok(Self { wanted, threads: Some(pool) })
    }

    /// How many there are.
    pub fn size(&self) -> usize {
        self.threads.as_ref().map_or(1, rayon::ThreadPool::current_num_threads)
    }

    /// What `work` makes of each, in order.
    pub fn map<T: Send, U: Send>(&self, items: Vec<T>, work: impl Fn(T) -> U + Send + Sync) -> Vec<U> {
        match &self.threads {
            Some(pool) => pool.install(|| items.into_par_iter().map(work).collect()),
            None => items.into_iter().map(work).collect(),
        }
    }

    /// The same for the articles of one file, which may be many where the files are few.
    pub fn map_within<T: Send, U: Send>(
        &self,
        items: Vec<T>,
        work: impl Fn(T) -> U + Send + Sync,
    ) -> Result<Vec<U>> {
        if self.threads.is_some() {
            return Ok(self.map(items, work));
        }
        Ok(Self::of(self.wanted, items.len())?.map(items, work))
    }
}
