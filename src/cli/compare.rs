//! `onrecord compare OLD NEW`: two versions of an article by what they say.

use super::args::CompareArgs;
use super::config::Configs;
use super::exit::Exit;
use super::outputs::pages;
use super::panics;
use super::reading::{Read, Reading};
use super::scopes::Scopes;
use super::warn::warn;
use anyhow::{Result, anyhow, bail};
use onrecord::input::Source;
use onrecord::report::{Compared, Style};
use std::path::PathBuf;

/// The formats that show a comparison.
pub const FORMATS: [&str; 3] = ["text", "markdown", "json"];

/// Compares them. The exit status is that of diff: 0 where nothing that is compared changed, 1 where
/// something did.
pub fn run(args: &CompareArgs) -> Result<Exit> {
    let stdin = |path: &PathBuf| path.as_os_str() == "-";
    if stdin(&args.old) && stdin(&args.new) {
        bail!("compare: standard input (-) can be only one of the two versions");
    }
    let sources = [&args.old, &args.new].map(|path| Source::named(path));
    let scopes = Scopes::of_facts(&Configs::of(&args.config)?, &sources, false)?;
    let [old, new] = &sources;
    let reading = Reading { scopes: &scopes, options: args.file.options(), date: args.date, against: None };
    let (old, new) = (read(&reading, old)?, read(&reading, new)?);
    old.notes.iter().chain(&new.notes).filter(|_| !args.writing.quiet).for_each(warn);
    let compared = panics::caught(|| {
        // Made here, so that a bug is caught whatever it is in.
        let compared = Compared::new(&old.document, &new.document);
        let page = |format: &str, style: Style| {
            let mut page = Vec::new();
            // Writing to a Vec does not fail.
            let _ = compared.write(format, style, &mut page);
            (page, Compared::markup(format, style))
        };
        let mut inputs = scopes.inputs();
        inputs.add(&sources);
        pages(&FORMATS, "a comparison", &args.writing, &inputs, page)?;
        Ok(if compared.is_same() { Exit::Clean } else { Exit::Findings })
    });
    compared
        .unwrap_or_else(|message| Err(anyhow!("compare: a bug in onrecord ({message}); please report it")))
}

/// The one article that a file holds. Of one without a word, all that is in the other would have come or gone.
fn read<'a>(reading: &Reading<'a>, source: &Source) -> Result<Read<'a>> {
    let file = source.name();
    let mut entries = reading.entries(source).map_err(|failure| anyhow!("{failure}"))?;
    let (Some(entry), true) = (entries.pop(), entries.is_empty()) else {
        bail!("{file}: compare takes one article; this file has several or none");
    };
    let read = reading.article(&file, entry, |read| read).map_err(|failure| anyhow!("{failure}"))?;
    match read.empty("nothing to compare") {
        Some(empty) => bail!(empty),
        None => Ok(read),
    }
}
