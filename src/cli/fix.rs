//! `check --fix`: puts findings right in the files, and `--dry-run`: shows what it would do.
//!
//! Only findings that would be reported are put right: none that is accepted, silenced by a comment or in lines that are not
//! changed. A file is replaced as a whole or not at all, as a report is (`sink.rs`).

use super::args::{InputFormat, ReadingArgs};
use super::articles::Articles;
use super::exit::Exit;
use super::mend::{Look, Mended, Proposed, mend};
use super::pool::Pool;
use super::scopes::Tally;
use super::sink::Sink;
use super::unified;
use super::warn::warn;
use super::{report_input_error, send};
use anyhow::{Result, anyhow, bail};
use onrecord::input::{Found, Source};
use onrecord::policy::{Lines, edits};
use onrecord::report::{Failure, Markup, Shown, guarded, has_command};
use onrecord::rules::Finding;
use onrecord::text::Editable;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal as _};

/// Files that are put right before the next ones are begun, for each thread.
const BATCH: usize = 16;

/// Refuses to put right what cannot be written back.
pub fn refuse_what_is_no_file(sources: &[Source], args: &ReadingArgs) -> Result<()> {
    if args.input_format == Some(InputFormat::Ndjson) {
        bail!(
            "--fix: corrects text, Markdown and HTML files, and cannot write back a stream (--input-format)"
        );
    }
    let is_file = |source: &Source| match source {
        Source::File(path) => !path.starts_with("/dev") && !path.starts_with("/proc"),
        _ => false,
    };
    if !sources.iter().all(is_file) {
        bail!("--fix: corrects files, and cannot write back standard input; save it to a file first");
    }
    Ok(())
}

/// Puts right what can be in all files; gives the number of findings that are gone.
pub fn run(articles: &Articles<'_>, sources: &[Source], tally: &mut Tally) -> Result<u64> {
    let mut fixed = 0;
    each(articles, sources, |source, outcome| {
        // Of a file that cannot be read, the check that follows says so.
        if let Ok(Some(Fixed { before, after })) = outcome {
            match write(articles, source, &before, &after.bytes) {
                Ok(()) => fixed += after.fixed as u64,
                Err(error) => {
                    tally.unwritten = true;
                    warn(&error);
                }
            }
        }
        Ok(())
    })?;
    Ok(fixed)
}

/// `--dry-run`: prints what would be put right, and writes nothing.
pub fn show(articles: &Articles<'_>, found: &Found) -> Result<Exit> {
    found.errors.iter().for_each(report_input_error);
    let mut failed = !found.errors.is_empty();
    let (mut files, mut findings) = (0, 0);
    each(articles, &found.sources, |source, outcome| {
        match outcome {
            Ok(None) => {}
            Ok(Some(Fixed { before, after })) => {
                let name = source.name();
                let diff = unified::diff(Shown::of(&name).as_str(), &before, &after.bytes);
                (files, findings) = (files + 1, findings + after.fixed);
                // Its bytes are those of the file, or it could not be applied; but no terminal and no CI service obeys it.
                let obeyed = io::stdout().is_terminal() || has_command(&diff);
                send(&if obeyed { guarded(diff, Markup::Plain { colour: false }) } else { diff })?;
            }
            Err(why) => {
                failed = true;
                warn(&why);
            }
        }
        Ok(())
    })?;
    if files > 0 && !articles.quiet {
        let plural =
            |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
        warn(format_args!("{} can be fixed in {}", plural(findings, "finding"), plural(files, "file")));
    }
    Ok(match (failed, files) {
        (true, _) => Exit::Failed,
        (false, 0) => Exit::Clean,
        (false, _) => Exit::Findings,
    })
}

/// A file before and after.
struct Fixed {
    before: Vec<u8>,
    after: Mended,
}

/// Has `done` take each source, in order, with what would become of it; None where that is what it is.
fn each(
    articles: &Articles<'_>,
    sources: &[Source],
    mut done: impl FnMut(&Source, Result<Option<Fixed>, Failure>) -> Result<()>,
) -> Result<()> {
    let pool = Pool::of(articles.threads, sources.len())?;
    for some in sources.chunks(pool.size() * BATCH) {
        let outcomes = pool.map(some.iter().collect(), |source| fixed(articles, source));
        for (source, outcome) in some.iter().zip(outcomes) {
            done(source, outcome)?;
        }
    }
    Ok(())
}

fn fixed(articles: &Articles<'_>, source: &Source) -> Result<Option<Fixed>, Failure> {
    let file = source.name();
    let before = articles.reading.bytes(source)?;
    let lines = articles.change.and_then(|change| change.lines(source));
    let look = |bytes: &[u8]| look(articles, &file, bytes, lines.as_ref());
    let Some(seen) = look(&before)? else { return Ok(None) };
    let after = mend(&before, seen, &|bytes| look(bytes).ok().flatten());
    Ok(after.map(|after| Fixed { before, after }))
}

/// What is found in the bytes of a file; None where they are no article that could be edited.
fn look(
    articles: &Articles<'_>,
    file: &str,
    bytes: &[u8],
    lines: Option<&Lines>,
) -> Result<Option<Look>, Failure> {
    let reading = &articles.reading;
    let mut entries = reading.entries_of(file, bytes.to_vec())?;
    let Some(entry) = entries.pop().filter(|entry| entry.part.is_none() && entries.is_empty()) else {
        return Ok(None);
    };
    reading.article(file, entry, |read| {
        let mut document = read.document;
        if document.article().editable == Editable::No {
            return None;
        }
        let found = by_rule(&document.findings);
        articles.sort(file, &mut document, lines);
        let article = document.article();
        let reported = by_rule(&document.findings);
        let whole = |rule: &str| lines.is_none() && reported.get(rule) == found.get(rule);
        let proposed = |finding: &Finding| {
            let fix = finding.fix.as_ref()?;
            // One that reaches over the article would change what is accepted, silenced or in lines that are not changed.
            if fix.replacements.len() > 1 && !whole(&finding.rule) {
                return None;
            }
            let edits = edits(article, fix, bytes)?;
            Some(Proposed { rule: finding.rule.clone(), replacements: fix.replacements.clone(), edits })
        };
        let fixes = document.findings.iter().filter_map(proposed).collect();
        Some(Look { text: article.text.clone(), encoding: article.encoding, found, fixes, reported })
    })
}

/// How much each rule found.
fn by_rule(findings: &[Finding]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.rule.clone()).or_insert(0) += 1;
    }
    counts
}

/// Replaces a file that has not changed since it was read.
fn write(articles: &Articles<'_>, source: &Source, before: &[u8], after: &[u8]) -> Result<()> {
    let Source::File(path) = source else { return Ok(()) };
    let name = path.display();
    let now = articles.reading.bytes(source).map_err(|error| anyhow!("{error}"))?;
    if now == after {
        // By another of its names.
        return Ok(());
    }
    if now != before {
        bail!("{name}: has changed while it was checked, and is left as it is; run it again");
    }
    if fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly()) {
        bail!("{name}: is read-only, and is left as it is");
    }
    if has_other_names(path) {
        bail!("{name}: has another name (a hard link), which would keep the old text, and is left as it is");
    }
    // Whoever may not write the file does not replace it.
    if let Err(error) = fs::OpenOptions::new().write(true).open(path) {
        bail!("{name}: cannot be written: {error}");
    }
    let mut sink = Sink::file(path)?;
    sink.write(after)?;
    sink.close()
}

/// Whether a file has more than one name.
#[cfg(unix)]
fn has_other_names(path: &std::path::Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata(path).is_ok_and(|meta| meta.nlink() > 1)
}

#[cfg(not(unix))]
fn has_other_names(_: &std::path::Path) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{FailOn, Sort};
    use crate::cli::reading::Reading;
    use crate::cli::scopes::{Scope, Scopes};
    use crate::cli::setup::Kept;
    use onrecord::Checker;
    use onrecord::input::Options;
    use proptest::prelude::*;
    use std::cell::RefCell;
    use std::sync::LazyLock;

    static SCOPES: LazyLock<Scopes> = LazyLock::new(|| {
        let mut checker = Checker::builder().pack("house-style").build().unwrap();
        checker.catalogue.select(&["text", "quotes", "house-style"].map(str::to_owned), &[]).unwrap();
        Scopes::one(Scope::plain(Kept::new(checker), Sort::Place, FailOn::Never), &[])
    });

    fn articles() -> Articles<'static> {
        let reading = Reading { scopes: &SCOPES, options: Options::default(), date: None, against: None };
        Articles { reading, change: None, top: None, streamed: false, threads: Some(1), quiet: true }
    }

    /// What is found in a file; None where it is no article.
    fn seen(name: &str, bytes: &[u8]) -> Option<Look> {
        look(&articles(), name, bytes, None).ok().flatten()
    }

    fn lines(bytes: &[u8]) -> Vec<&[u8]> {
        bytes.split(|&byte| byte == b'\n').collect()
    }

    /// The lines of a file, from 0, in which something is replaced.
    fn touched(file: &[u8], seen: &Look) -> Vec<usize> {
        let line = |at: usize| file[..at].iter().filter(|&&byte| byte == b'\n').count();
        let edits = seen.fixes.iter().flat_map(|fix| &fix.edits);
        edits.flat_map(|edit| line(edit.range.start)..=line(edit.range.end)).collect()
    }

    const PIECES: &[&str] = &[
        "the the ",
        "The the ",
        "a a ",
        "and and ",
        "it it ",
        "the ",
        "Kiev ",
        "“",
        "”",
        "\"",
        "''",
        "‘",
        "’",
        "'",
        ",",
        ".",
        ". ",
        "? ",
        ": ",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n\r\n",
        "said Ada Brandt",
        "Foy said",
        " he said",
        "We will stay",
        "It rained",
        "â€™",
        "&rsquo;",
        "&amp;",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "*",
        "# ",
        "> ",
        "[a](b)",
        "\u{ad}",
        "\u{200b}",
        "\u{a0}",
        "é",
        "日本",
        "6'2\"",
        "<!-- onrecord: ignore[text] x -->",
    ];

    proptest! {
        /// To fix twice is to fix once; lines in which nothing was to be fixed stay, byte for byte; and nothing new is found.
        #[test]
        fn fixes_do_what_they_say_and_nothing_else(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
            name in prop::sample::select(vec!["a.txt", "a.md", "a.html"]),
            end in prop::sample::select(vec!["", "\n", "\r\n"]),
        ) {
            let file = format!("{}{end}", pieces.concat()).into_bytes();
            if let Some(before) = seen(name, &file) {
                let found = before.found.clone();
                let allowed = RefCell::new(touched(&file, &before));
                let look = |bytes: &[u8]| {
                    let seen = seen(name, bytes)?;
                    allowed.borrow_mut().extend(touched(bytes, &seen));
                    Some(seen)
                };
                let all = before.reported.values().sum::<usize>();
                if let Some(after) = mend(&file, before, &look) {
                    let then = seen(name, &after.bytes).unwrap();
                    prop_assert!(after.fixed > 0);
                    prop_assert_eq!(then.reported.values().sum::<usize>() + after.fixed, all);
                    for (rule, count) in &then.found {
                        prop_assert!(count <= found.get(rule).unwrap_or(&0), "{rule}");
                    }
                    let (old, new) = (lines(&file), lines(&after.bytes));
                    prop_assert_eq!(old.len(), new.len());
                    for (at, (old, new)) in old.iter().zip(&new).enumerate() {
                        prop_assert!(old == new || allowed.borrow().contains(&at), "line {at} of {file:?}");
                    }
                    prop_assert!(mend(&after.bytes, then, &|bytes| seen(name, bytes)).is_none(), "fixed twice");
                }
            }
        }
    }

    #[test]
    fn most_of_what_is_certain_is_put_right() {
        let file =
            "The the mayor left. ''We won,'' said Foy. “Twice.” “So,” he said.\n\nTrains to Kiev ran.\n";
        let after =
            mend(file.as_bytes(), seen("a.txt", file.as_bytes()).unwrap(), &|bytes| seen("a.txt", bytes));
        let made = String::from_utf8(after.unwrap().bytes).unwrap();
        assert_eq!(
            made,
            "The mayor left. “We won,” said Foy. “Twice.” “So,” he said.\n\nTrains to Kyiv ran.\n"
        );
    }
}
