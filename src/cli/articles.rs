//! Reads, checks and renders every article: in parallel, in order, holding only a few in memory.

use super::args::Sort;
use super::baseline::Told;
use super::change::Change;
use super::outputs::Outputs;
use super::panics;
use super::piece::Piece;
use super::pool::Pool;
use super::progress::Progress;
use super::queue::{Queue, Work};
use super::scopes::{Scopes, Tally};
use super::statistics::Statistics;
use super::warn::warn;
use anyhow::Result;
use jiff::civil::Date;
use onrecord::Document;
use onrecord::input::{Entry, InputError, Line, Options, Source};
use onrecord::policy::Lines;
use onrecord::report::{Failure, Renderer, Summary};
use onrecord::rules::{Finding, Severity, by_risk};
use onrecord::text::Article;
use onrecord::transcript::Index;
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::path::Path;

/// Articles per thread in a batch: enough that no thread waits for the slowest, few enough that only some dozens of rendered
/// articles are in memory.
const BATCH: usize = 16;

/// A run over articles.
pub struct Articles<'a> {
    /// How each is checked.
    pub scopes: &'a Scopes,
    /// What is changed, where only that is looked at.
    pub change: Option<&'a Change>,
    /// How many findings of each article are shown.
    pub top: Option<usize>,
    /// The transcripts to compare quotations with, if any.
    pub against: Option<&'a Index>,
    /// The publication date of all of them, if given.
    pub date: Option<Date>,
    /// How they are read.
    pub options: Options,
    /// Whether each is a stream of articles, a line each.
    pub streamed: bool,
    /// How many to process at once; None or 0 is one per processor.
    pub threads: Option<usize>,
    /// Whether to leave out notices and progress.
    pub quiet: bool,
}

/// The outcome of one article.
enum Outcome {
    /// It was checked.
    Checked(Box<Checked>),
    /// It could not be checked, and why.
    Failed(Failure),
}

/// What came of an article that was checked.
struct Checked {
    /// One per renderer.
    pieces: Vec<Piece>,
    summary: Summary,
    /// Notices about how it was read, and about its comments.
    notes: Vec<String>,
    told: Told,
    /// The number of its scope.
    scope: usize,
    /// Whether something was found that fails the run.
    fails: bool,
    statistics: Statistics,
    urgent: Option<Urgent>,
}

impl Articles<'_> {
    /// Checks `sources` and writes to `outputs` in their order, whatever the number of threads.
    /// `unreadable` counts the inputs that have failed before.
    ///
    /// Ends early, without error, when every output is closed; the totals are then of what was checked.
    pub fn check(
        &self,
        sources: &[Source],
        unreadable: usize,
        outputs: &mut Outputs,
        tally: &mut Tally,
    ) -> Result<Summary> {
        let mut summary = Summary::default();
        summary.unreadable = unreadable as u64;
        // How many articles a stream has is known at its end.
        let articles = if self.streamed { usize::MAX } else { sources.len() };
        let mut progress = Progress::over(articles, self.quiet || self.streamed);
        let pool = &Pool::of(self.threads, articles)?;
        let threads = pool.size();
        let mut queue = Queue::new(sources, self.streamed, &self.options);
        let mut ahead = None;
        let mut first = !self.streamed;
        let changed = self.changed_streams(sources);
        loop {
            let batch = ahead.take().unwrap_or_else(|| queue.batch(threads * BATCH));
            if batch.is_empty() {
                break;
            }
            let check = |work: Work<'_>| {
                let outcomes = match work {
                    Work::Source(source) => self.check_source(source, pool, &outputs.renderers),
                    Work::Line(file, line) => {
                        let number = u32::try_from(line.number()).unwrap_or(u32::MAX);
                        match changed.get(&*file).is_none_or(|lines| lines.hold(number, number)) {
                            true => vec![self.check_line(&file, line, &outputs.renderers)],
                            false => Vec::new(),
                        }
                    }
                    Work::Failed(error) => vec![Outcome::Failed(failure(&error))],
                };
                progress.step();
                outcomes
            };
            let outcomes: Vec<Outcome> = pool.map(batch, check).into_iter().flatten().collect();
            if std::mem::take(&mut first) {
                let next = queue.batch(threads * BATCH);
                if next.is_empty() {
                    let (all, urgent) = overview(&outcomes);
                    outputs.overview(&all, urgent)?;
                }
                ahead = Some(next);
            }
            let read = progress.aside(|| self.write(outcomes, outputs, &mut summary, tally))?;
            if !read {
                break;
            }
        }
        Ok(summary)
    }

    /// The changed lines of each stream, where only what is changed is looked at.
    fn changed_streams(&self, sources: &[Source]) -> FxHashMap<String, Lines> {
        let streams = sources.iter().filter(|_| self.streamed);
        streams.filter_map(|source| Some((source.name(), self.change?.lines(source)?))).collect()
    }

    /// The outcomes of all articles in a source, in order.
    fn check_source(&self, source: &Source, pool: &Pool, renderers: &[Box<dyn Renderer>]) -> Vec<Outcome> {
        let file = source.name();
        let options = self.scopes.options(&self.options, &file);
        let mut entries = match unless_bug(&file, || source.read(&options)) {
            Ok(Ok(entries)) => entries,
            Ok(Err(error)) => return vec![Outcome::Failed(failure(&error))],
            Err(failed) => return vec![Outcome::Failed(failed)],
        };
        let lines = self.change.and_then(|change| change.lines(source));
        if let Some(lines) = &lines {
            entries.retain(|entry| entry.line.is_none_or(|line| lines.hold(line, line)));
        }
        let check = |entry: Entry| self.check_entry(&file, entry, lines.as_ref(), renderers);
        pool.map_within(entries, check)
            .unwrap_or_else(|error| vec![Outcome::Failed(Failure::new(&*file, error.to_string()))])
    }

    fn check_line(&self, file: &str, line: Line, renderers: &[Box<dyn Renderer>]) -> Outcome {
        let options = self.scopes.options(&self.options, file);
        match unless_bug(&format!("{file}:{}", line.number()), || line.read(&options)) {
            Ok(entry) => self.check_entry(file, entry, None, renderers),
            Err(failed) => Outcome::Failed(failed),
        }
    }

    /// Checks an article, of which `lines` are changed.
    fn check_entry(
        &self,
        file: &str,
        entry: Entry,
        lines: Option<&Lines>,
        renderers: &[Box<dyn Renderer>],
    ) -> Outcome {
        let name = entry.name(file);
        // An article of several in a file has lines of its own.
        let lines = lines.filter(|_| entry.part.is_none());
        unless_bug(&name, || self.check_and_render(file, entry, lines, renderers))
            .unwrap_or_else(Outcome::Failed)
    }

    fn check_and_render(
        &self,
        file: &str,
        entry: Entry,
        lines: Option<&Lines>,
        renderers: &[Box<dyn Renderer>],
    ) -> Outcome {
        let (name, manuscript) = match entry.open(file) {
            Ok(opened) => opened,
            Err(error) => return Outcome::Failed(failure(&error)),
        };
        let (number, scope) = self.scopes.find(file);
        let checker = &scope.checker;
        let article = Article::read(&name, manuscript, self.date, &checker.lexicons);
        let mut document = match self.against {
            Some(transcripts) => checker.verify(article, transcripts),
            None => checker.check(article),
        };
        document.fails_from = scope.fail_on.severity();
        let comments = scope.comments.map(|reasons| document.heed_comments(&checker.catalogue, reasons));
        let told = scope
            .baseline
            .map(|number| self.scopes.baselines[number].hold(&mut document, Path::new(file), &name))
            .unwrap_or_default();
        if let Some(lines) = lines {
            document.leave_out_unchanged(lines);
        }
        if scope.sort == Sort::Risk || self.top.is_some() {
            by_risk(&mut document.findings);
        }
        let (mut summary, fails) = (Summary::of(&document), document.fails());
        let statistics = Statistics::of(&document);
        let urgent = Urgent::of(&document);
        if let Some(top) = self.top {
            summary.hidden = document.findings.len().saturating_sub(top) as u64;
            document.findings.truncate(top);
        }
        let mut pieces = Vec::with_capacity(renderers.len());
        for renderer in renderers {
            match Piece::of(renderer.as_ref(), |renderer, out| renderer.document(&document, out)) {
                Ok(piece) => pieces.push(piece),
                Err(error) => {
                    return Outcome::Failed(Failure::new(name, format!("cannot write its report: {error}")));
                }
            }
        }
        let noted = document.article().notes.iter();
        let mut notes: Vec<String> = noted.map(|note| format!("{name}: {note}")).collect();
        if document.article().tokens.is_empty() {
            notes.push(format!("{name}: is empty; nothing to check"));
        }
        for (line, why) in comments.into_iter().flatten() {
            notes.push(format!("{name}:{line}: comment: {why}"));
        }
        if self.quiet {
            notes.clear();
        }
        let scope = number;
        Outcome::Checked(Box::new(Checked { pieces, summary, notes, told, scope, fails, statistics, urgent }))
    }

    /// Writes a batch in order. False when every output is closed.
    fn write(
        &self,
        outcomes: Vec<Outcome>,
        outputs: &mut Outputs,
        summary: &mut Summary,
        tally: &mut Tally,
    ) -> Result<bool> {
        for outcome in outcomes {
            match outcome {
                Outcome::Checked(checked) => {
                    let Checked { pieces, summary: one, notes, told, scope, fails, statistics, urgent: _ } =
                        *checked;
                    tally.add(self.scopes, scope, fails, &one, told);
                    tally.statistics.add(statistics);
                    if !outputs.document(pieces)? {
                        return Ok(false);
                    }
                    summary.add(one);
                    if !notes.is_empty() {
                        outputs.flush()?;
                        notes.iter().for_each(warn);
                    }
                }
                Outcome::Failed(failure) => {
                    summary.unreadable += 1;
                    outputs.unreadable(&failure)?;
                    // On a terminal the warning belongs where the report on the article would be.
                    outputs.flush()?;
                    warn(&failure);
                }
            }
        }
        outputs.flush()
    }
}

/// The finding of an article that a correction would cost most, of those that are more than a note where there is one.
struct Urgent {
    rank: (bool, u8, Severity),
    /// The rule and the place.
    shown: String,
}

impl Urgent {
    fn of(document: &Document) -> Option<Self> {
        let rank = |finding: &Finding| (finding.severity > Severity::Info, finding.risk, finding.severity);
        // Of those that rank alike, the first in the article.
        let first = |finding: &Finding| finding.spans.first().map_or(0, |span| span.start);
        let most = document.findings.iter().max_by_key(|finding| (rank(finding), Reverse(first(finding))))?;
        let article = document.article();
        let shown = format!("{} at {}:{}", most.rule, article.name, article.lines.line(first(most)));
        Some(Self { rank: rank(most), shown })
    }
}

/// The totals of a run, and its most urgent finding.
fn overview(outcomes: &[Outcome]) -> (Summary, Option<&str>) {
    let mut all = Summary::default();
    let mut most: Option<&Urgent> = None;
    for outcome in outcomes {
        if let Outcome::Checked(checked) = outcome {
            all.add(checked.summary);
            let more = checked.urgent.as_ref().filter(|one| most.is_none_or(|most| one.rank > most.rank));
            most = more.or(most);
        }
    }
    (all, most.map(|most| most.shown.as_str()))
}

/// An input that cannot be checked, as reports say it.
pub fn failure(error: &InputError) -> Failure {
    Failure::new(&*error.path, error.problem.to_string())
}

/// What `work` on an article gives, unless it meets a bug.
pub fn unless_bug<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    panics::caught(work).map_err(|message| {
        Failure::new(name, format!("a bug in onrecord ({message}); please report it with this article"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Args, Command, FailOn};
    use crate::cli::outputs::Inputs;
    use crate::cli::scopes::Scope;
    use clap::Parser;
    use onrecord::Checker;
    use onrecord::facts::{Labels, Quotes, Reader};
    use onrecord::lexicon::Lexicons;
    use onrecord::report::View;

    struct Fussy;

    impl Reader for Fussy {
        fn read(&self, article: &Article, _: &Quotes, _: &Lexicons) -> Labels {
            assert!(!article.text.contains("boom"), "will not read this");
            Labels::new()
        }
    }

    #[test]
    fn a_fault_in_one_article_leaves_the_others() {
        let dir = tempfile::tempdir().unwrap();
        let report = dir.path().join("report");
        let sources: Vec<Source> = (0..40)
            .map(|i| {
                let path = dir.path().join(format!("{i:02}.txt"));
                std::fs::write(&path, if i % 10 == 3 { "boom" } else { "Two words." }).unwrap();
                Source::File(path)
            })
            .collect();
        let parsed =
            Args::parse_from(["onrecord", "check", "-q", "-f", "json", "-o", &report.to_string_lossy(), "x"]);
        let Command::Check(args) = parsed.command else { panic!("not check") };
        let checker =
            Checker::builder().reader(Fussy).facts_only().build().map(crate::cli::setup::Kept::new).unwrap();
        let scopes = Scopes::one(Scope::plain(checker, Sort::Place, FailOn::Never), &[]);
        for threads in [1, 3] {
            let mut outputs = Outputs::open(
                View::Findings,
                scopes.catalogue(),
                &args.sheet.writing,
                &[],
                &Inputs::default(),
            )
            .unwrap();
            let run = Articles {
                scopes: &scopes,
                change: None,
                top: None,
                against: None,
                date: None,
                options: Options::default(),
                streamed: false,
                threads: Some(threads),
                quiet: true,
            };
            let summary = run.check(&sources, 1, &mut outputs, &mut Tally::default()).unwrap();
            assert_eq!((summary.documents, summary.unreadable, summary.words), (36, 5, 72));
        }
    }
}
