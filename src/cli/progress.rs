//! The bar of a run that takes longer than a second, on stderr, where someone sees it.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// A run shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// Counts articles. Shown once the run has taken a second, if stderr is a terminal.
pub struct Progress {
    bar: ProgressBar,
    shows_from: Option<Instant>,
}

impl Progress {
    /// A bar over `articles`, never shown when `quiet`.
    pub fn over(articles: usize, quiet: bool) -> Self {
        let bar = ProgressBar::with_draw_target(Some(articles as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} articles, {eta} left") {
            bar.set_style(style);
        }
        let wanted = !quiet && articles > 1 && io::stderr().is_terminal();
        Self { bar, shows_from: wanted.then(|| Instant::now() + PATIENCE) }
    }

    /// One more article is done. Called on any thread.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Runs `write`, which may write to the terminal, with the bar out of the way.
    pub fn aside<T>(&mut self, write: impl FnOnce() -> T) -> T {
        if self.shows_from.is_some_and(|from| from <= Instant::now()) {
            self.shows_from = None;
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.suspend(write)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
