//! `onrecord compare OLD NEW`: two versions of an article by what they say.

use super::args::CompareArgs;
use super::articles::unless_bug;
use super::config::Configs;
use super::exit::Exit;
use super::outputs::pages;
use super::panics;
use super::scopes::Scopes;
use anyhow::{Result, anyhow, bail};
use onrecord::Document;
use onrecord::input::Source;
use onrecord::report::{Compared, Style};
use onrecord::text::Article;
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
    let (old, new) = (read(args, old, &scopes)?, read(args, new, &scopes)?);
    let compared = panics::caught(|| {
        // Made here, so that a bug is caught whatever it is in.
        let compared = Compared::new(&old, &new);
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

/// The one article that a file holds.
fn read<'a>(args: &CompareArgs, source: &Source, scopes: &'a Scopes) -> Result<Document<'a>> {
    let file = source.name();
    let document = unless_bug(&file, || {
        let mut entries = source.read(&scopes.options(&args.file.options(), &file))?;
        let (Some(entry), true) = (entries.pop(), entries.is_empty()) else {
            bail!("{file}: compare takes one article; this file has several or none");
        };
        let (name, manuscript) = entry.open(&file)?;
        let checker = &scopes.find(&file).1.checker;
        Ok(checker.check(Article::read(&name, manuscript, args.date, &checker.lexicons)))
    });
    document.unwrap_or_else(|failure| Err(anyhow!("{failure}")))
}
