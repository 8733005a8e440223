//! Reads, checks and renders every article: in parallel, in order, holding only a few in memory.

use super::args::Sort;
use super::baseline::Told;
use super::change::Change;
use super::outputs::Outputs;
use super::piece::Piece;
use super::pool::Pool;
use super::progress::Progress;
use super::queue::{Queue, Work};
use super::reading::{Read, Reading, failure};
use super::scopes::Tally;
use super::statistics::Statistics;
use super::warn::warn;
use anyhow::Result;
use onrecord::Document;
use onrecord::input::{Entry, Line, Source};
use onrecord::policy::Lines;
use onrecord::report::{Failure, Listed, Overview, Renderer, Summary};
use onrecord::rules::{Finding, Severity, by_risk, by_urgency};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::path::Path;

/// Articles per thread in a batch: enough that no thread waits for the slowest, few enough that only some dozens of rendered
/// articles are in memory.
const BATCH: usize = 16;

/// A run over articles.
pub struct Articles<'a> {
    /// How each is read and checked.
    pub reading: Reading<'a>,
    /// What is changed, where only that is looked at.
    pub change: Option<&'a Change>,
    /// How many findings of each article are shown.
    pub top: Option<usize>,
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

impl Outcome {
    /// The article in a list of them, where it was checked.
    fn listed(&self) -> Option<Listed> {
        let Self::Checked(checked) = self else { return None };
        Some(Listed { name: checked.name.clone(), summary: checked.summary })
    }
}

/// What is to be said of sorting an article's findings.
pub struct Sorted {
    /// What is wrong with comments, each with its line.
    comments: Vec<(u32, String)>,
    told: Told,
}

/// What came of an article that was checked.
struct Checked {
    name: String,
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
        let mut queue = Queue::new(sources, self.streamed, &self.reading.options);
        let mut ahead = None;
        let mut first = !self.streamed;
        // Whether all articles were listed before the first.
        let mut listed = false;
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
                listed = next.is_empty();
                if listed {
                    let (all, urgent) = overview(&outcomes);
                    let articles: Vec<Listed> = outcomes.iter().filter_map(Outcome::listed).collect();
                    outputs.overview(&Overview { summary: &all, urgent, articles: &articles })?;
                }
                ahead = Some(next);
            }
            if !listed {
                outcomes.iter().filter_map(Outcome::listed).for_each(|article| outputs.list(article));
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
        let mut entries = match self.reading.entries(source) {
            Ok(entries) => entries,
            Err(failed) => return vec![Outcome::Failed(failed)],
        };
        let lines = self.change.and_then(|change| change.lines(source));
        if let Some(lines) = &lines {
            entries.retain(|entry| entry.line.is_none_or(|line| lines.hold(line, line)));
        }
        let is_file = matches!(source, Source::File(_));
        let check = |entry: Entry| match self.check_entry(&file, entry, lines.as_ref(), renderers) {
            // What was piped in is nowhere to be put right.
            Outcome::Checked(mut checked) if !is_file => {
                checked.summary.fixable = 0;
                Outcome::Checked(checked)
            }
            outcome => outcome,
        };
        pool.map_within(entries, check)
            .unwrap_or_else(|error| vec![Outcome::Failed(Failure::new(&*file, error.to_string()))])
    }

    fn check_line(&self, file: &str, line: Line, renderers: &[Box<dyn Renderer>]) -> Outcome {
        match self.reading.entry(file, line) {
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
        // An article of several in a file has lines of its own.
        let lines = lines.filter(|_| entry.part.is_none());
        self.reading
            .article(file, entry, |read| self.render(file, read, lines, renderers))
            .flatten()
            .map_or_else(Outcome::Failed, |checked| Outcome::Checked(Box::new(checked)))
    }

    /// Leaves in a document the findings that are to be reported.
    pub fn sort(&self, file: &str, document: &mut Document<'_>, lines: Option<&Lines>) -> Sorted {
        let (_, scope) = self.reading.scopes.find(file);
        let name = document.article().name.clone();
        let comments =
            scope.comments.map(|reasons| document.heed_comments(&scope.checker.catalogue, reasons));
        let baseline = scope.baseline.map(|number| &self.reading.scopes.baselines[number]);
        let told = baseline.map(|baseline| baseline.hold(document, Path::new(file), &name));
        if let Some(lines) = lines {
            document.leave_out_unchanged(lines);
        }
        Sorted { comments: comments.unwrap_or_default(), told: told.unwrap_or_default() }
    }

    fn render(
        &self,
        file: &str,
        read: Read<'_>,
        lines: Option<&Lines>,
        renderers: &[Box<dyn Renderer>],
    ) -> Result<Checked, Failure> {
        let empty = read.empty("nothing to check");
        let Read { mut document, mut notes } = read;
        let name = document.article().name.clone();
        let (number, scope) = self.reading.scopes.find(file);
        document.fails_from = scope.fail_on.severity();
        let Sorted { comments, told } = self.sort(file, &mut document, lines);
        if self.top.is_some() {
            by_urgency(&mut document.findings);
        } else if scope.sort == Sort::Risk {
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
                    return Err(Failure::new(name, format!("cannot write its report: {error}")));
                }
            }
        }
        notes.extend(empty);
        for (line, why) in comments {
            notes.push(format!("{name}:{line}: comment: {why}"));
        }
        if self.quiet {
            notes.clear();
        }
        Ok(Checked { name, pieces, summary, notes, told, scope: number, fails, statistics, urgent })
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
                    let Checked { pieces, summary: one, notes, told, scope, fails, statistics, .. } =
                        *checked;
                    tally.add(self.reading.scopes, scope, fails, &one, told);
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

/// The most urgent finding of an article: of the most severe ones, that which a correction would cost most.
struct Urgent {
    rank: (Severity, u8),
    /// The rule and the place.
    shown: String,
}

impl Urgent {
    fn of(document: &Document) -> Option<Self> {
        let rank = |finding: &Finding| (finding.severity, finding.risk);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Args, Command, FailOn};
    use crate::cli::outputs::Inputs;
    use crate::cli::scopes::{Scope, Scopes};
    use clap::Parser;
    use onrecord::Checker;
    use onrecord::facts::{Labels, Quotes, Reader};
    use onrecord::input::Options;
    use onrecord::lexicon::Lexicons;
    use onrecord::report::View;
    use onrecord::text::Article;

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
                reading: Reading { scopes: &scopes, options: Options::default(), date: None, against: None },
                change: None,
                top: None,
                streamed: false,
                threads: Some(threads),
                quiet: true,
            };
            let summary = run.check(&sources, 1, &mut outputs, &mut Tally::default()).unwrap();
            assert_eq!((summary.documents, summary.unreadable, summary.words), (36, 5, 72));
        }
    }
}
