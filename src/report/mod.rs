//! Findings and facts out: one file per format, none of which judges or reads anything.
//!
//! A format is a [`Renderer`]. The command line asks it for a head, for each document, and for a foot,
//! and puts the pieces together in the order of the paths. Nothing is kept between documents, so a folder
//! of any size is reported in the memory of a few articles, and documents are rendered on all threads.
//!
//! - `line.rs`: [`Line`], one line a finding
//! - `text.rs`: [`Text`], for people at a terminal
//! - `json.rs`: [`Json`], for programs; its schema is `docs/report.schema.json`
//! - `markdown.rs`: [`Markdown`], findings for a pull request or a note
//! - `html.rs`: [`Html`], the article as a page with notes in the margin
//! - `ndjson.rs`: [`Ndjson`], the JSON report in lines
//! - `github.rs`: [`Github`], annotations of GitHub Actions
//! - `sarif.rs`: [`Sarif`], code scanning; `gitlab.rs`: [`Gitlab`], Code Quality; `rdjson.rs`, `rdjsonl.rs`: [`Rdjson`],
//!   [`Rdjsonl`], reviewdog
//! - `checkstyle.rs`: [`Checkstyle`], `junit.rs`: [`Junit`], XML for build servers
//! - `quote_sheet.rs`: [`QuoteSheet`], who says what
//! - `sheets/`: names, dates, figures and the like in rows; `csv.rs`, `xlsx.rs`: the rows for a spreadsheet
//! - `verified.rs`: [`Verified`], quotations against transcripts
//! - `why.rs`: [`Why`], what decided about the attributions of a line
//! - `compared.rs`: [`Compared`], two versions of an article; `correction.rs`: the draft that it has; `letter.rs`: a letter to a source; `profile.rs`: [`Profile`], who is
//!   quoted over many articles
//! - `summary.rs`: the totals of a run
//!
//! and what they are made of: `excerpt.rs` (a sentence with carets), `speakers.rs` (who says how much),
//! `table.rs`, `places.rs` (lines and columns), `put.rs` (JSON), `passage.rs` (the words of a span), `printable.rs` (nothing
//! that a terminal would obey), `escape.rs` (nor that is mark-up), `guard.rs` (nor that a CI service obeys), `web_page.rs`
//! (head and foot of a page), `paint.rs` (colours).

mod compared;
mod correction;
mod escape;
mod excerpt;
mod guard;
mod letter;
mod paint;
mod passage;
mod places;
mod printable;
mod profile;
mod put;
mod quote_sheet;
mod sheets;
mod speakers;
mod summary;
mod table;
mod verified;
mod web_page;
mod why;

pub use checkstyle::Checkstyle;
pub use compared::Compared;
pub use github::Github;
pub use gitlab::Gitlab;
pub use guard::{Markup, guarded, has_command, rendered};
pub use html::Html;
pub use json::Json;
pub use junit::Junit;
pub use letter::{Candidate, LetterPart, NotOne, addressed, letter, letter_parts};
pub use line::Line;
pub use markdown::Markdown;
pub use ndjson::Ndjson;
pub use printable::{Shown, printable};
pub use profile::{Profile, ProfilePart};
pub use quote_sheet::QuoteSheet;
pub use rdjson::Rdjson;
pub use rdjsonl::Rdjsonl;
pub use sarif::Sarif;
pub use summary::Summary;
pub use text::Text;
pub use verified::Verified;
pub use why::Why;

use crate::checker::Document;
use crate::rules::{Catalogue, Severity};
use std::io::{self, Write};

/// What a command shows of its articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Findings.
    Findings,
    /// The quote sheet.
    Quotes,
    /// The table of figures.
    Figures,
    /// Quotations against transcripts.
    Verified,
    /// The ledger of names.
    Names,
    /// Dates, ages and lengths of time.
    Timeline,
    /// The fact-check sheet.
    Check,
}

impl View {
    /// Every view.
    pub const ALL: &[Self] = &[
        Self::Findings,
        Self::Quotes,
        Self::Figures,
        Self::Verified,
        Self::Names,
        Self::Timeline,
        Self::Check,
    ];
    /// Those of which a program gets all facts, whichever it asks for.
    pub const REPORTED: &[Self] = &[Self::Findings, Self::Quotes, Self::Figures, Self::Verified];
    /// Those that findings come of.
    pub const JUDGED: &[Self] = &[Self::Findings, Self::Verified];
}

/// A format that a report can be written in.
pub struct Format {
    /// Its name, as `--format` takes it.
    pub name: &'static str,
    /// What it is for, in a line.
    pub doc: &'static str,
    /// What it can show.
    pub views: &'static [View],
    /// Makes the renderer of a view, which is one of `views`.
    pub renderer: fn(View, Style, &Catalogue) -> Box<dyn Renderer>,
}

/// The format of that name.
///
/// ```
/// use onrecord::{Checker, report::{self, Style, View}};
///
/// let checker = Checker::built_in();
/// let style = Style { colour: false, width: 80, quiet: true, fails: None };
/// let format = report::format("line").expect("one of ours");
/// let mut line = Vec::new();
/// let document = checker.check_text("draft.txt", "He said the the bridge was closed.");
/// (format.renderer)(View::Findings, style, &checker.catalogue).document(&document, &mut line)?;
/// assert!(line.starts_with(b"draft.txt:1:"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[must_use]
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().copied().find(|format| format.name == name)
}

macro_rules! formats {
    ($($(#[$built:meta])* $module:ident),* $(,)?) => {
        $($(#[$built])* mod $module;)*

        /// Every format, in the order of the help. A new one is a file with a `FORMAT`, and its name here.
        pub const FORMATS: &[&Format] = &[$($(#[$built])* &$module::FORMAT),*];
    };
}

formats! {
    text,
    line,
    json,
    ndjson,
    markdown,
    html,
    csv,
    #[cfg(feature = "xlsx")]
    xlsx,
    sarif,
    github,
    gitlab,
    junit,
    checkstyle,
    rdjson,
    rdjsonl,
}

/// Writes a report in one format. Stateless: `document` is called on several threads at once.
pub trait Renderer: Send + Sync {
    /// Writes what is before the first document. Written even when there is none.
    ///
    /// # Errors
    /// When `out` fails.
    fn begin(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes one document.
    ///
    /// # Errors
    /// When `out` fails.
    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()>;

    /// Writes what is between two documents, such as the comma of a JSON array. A document that
    /// wrote nothing is passed over: no `between` is written for it.
    ///
    /// # Errors
    /// When `out` fails.
    fn between(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes what is after the last document, for a format that is told the totals only; see [`finish`](Self::finish), which
    /// is what is called. Written even when there is none.
    ///
    /// # Errors
    /// When `out` fails.
    fn end(&self, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes in a few words what the run comes to, before the first document. Asked for only where all is known by then.
    ///
    /// # Errors
    /// When `out` fails.
    fn overview(&self, _overview: &Overview<'_>, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Writes what is after the last document, for a format that says how the run went.
    ///
    /// # Errors
    /// When `out` fails.
    fn finish(&self, outcome: &Outcome<'_>, out: &mut dyn Write) -> io::Result<()> {
        self.end(outcome.summary, out)
    }

    /// Writes that an article could not be read, in place of the article, where the format has a way to say so.
    ///
    /// # Errors
    /// When `out` fails.
    fn unreadable(&self, _failure: &Failure, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// Whether what is written is to be packed, as a whole, before it is sent: see [`pack`](Self::pack).
    fn is_packed(&self) -> bool {
        false
    }

    /// Packs all that was written. The bytes are no text, and go as they are.
    ///
    /// # Errors
    /// When there is more than fits.
    fn pack(&self, written: &[u8]) -> io::Result<Vec<u8>> {
        Ok(written.to_vec())
    }

    /// The notation that it writes, by which [`rendered`] guards it.
    fn markup(&self) -> Markup;
}

/// What a run comes to, where that is known before its first document is written.
#[derive(Clone, Copy, Debug)]
pub struct Overview<'a> {
    /// The totals.
    pub summary: &'a Summary,
    /// The most severe finding; of several, that which a correction would cost most.
    pub urgent: Option<&'a str>,
    /// The articles, in order.
    pub articles: &'a [Listed],
}

/// An article of a run, in a list of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name it is reported under.
    pub name: String,
    /// What was found in it.
    pub summary: Summary,
}

/// How a run went.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    /// The totals.
    pub summary: &'a Summary,
    /// The articles that could not be read, or the first of them where there are very many.
    pub failures: &'a [Failure],
    /// The articles, in order, or the first of them where there are very many; none where the overview had them.
    pub listed: &'a [Listed],
    /// The limits that the run exceeds and fails by, in words.
    pub exceeded: &'a [String],
}

/// An article that could not be read or checked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure {
    /// The name it would have been reported under.
    pub name: String,
    /// Why not, and what to do about it, in one line.
    pub why: String,
}

impl Failure {
    /// An article of this name that could not be read or checked, and why.
    #[must_use]
    pub fn new(name: impl Into<String>, why: impl Into<String>) -> Self {
        Self { name: name.into(), why: why.into() }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.name, self.why)
    }
}

/// What stands for the rule where an article could not be read.
pub(crate) const UNREADABLE: &str = "unreadable";

/// How a report for people looks; the command line decides, and a renderer follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether ANSI colours are wanted. Known per output: a file may be plain while the terminal is not.
    pub colour: bool,
    /// Columns to wrap to, at least 40.
    pub width: usize,
    /// Findings only: no tables, no totals.
    pub quiet: bool,
    /// The lowest severity that fails the run, which a report of tests follows; None where nothing does.
    pub fails: Option<Severity>,
}

/// Lines are no wider than is easy to read, however wide the terminal is; below the least width, it does the wrapping.
const NARROWEST: usize = 40;
const READABLE: usize = 100;

impl Style {
    /// Columns that are easy to read.
    #[must_use]
    pub fn readable(self) -> usize {
        self.width.clamp(NARROWEST, READABLE)
    }
}
