//! `onrecord compare OLD NEW`: two versions of an article by what they say.

use super::args::CompareArgs;
use super::exit::Exit;
use super::outputs::{Inputs, pages};
use super::{panics, setup};
use anyhow::{Result, anyhow, bail};
use onrecord::input::Source;
use onrecord::report::{Compared, Style};
use onrecord::text::Article;
use onrecord::{Checker, Document};
use std::path::{Path, PathBuf};

/// Compares them. The exit status is that of diff: 0 where nothing of substance changed, 1 where something did.
pub fn run(args: &CompareArgs) -> Result<Exit> {
    let stdin = |path: &PathBuf| path.as_os_str() == "-";
    if stdin(&args.old) && stdin(&args.new) {
        bail!("compare: standard input (-) can be only one of the two versions");
    }
    let checker = setup::facts_only()?;
    let (old, new) = (read(args, &args.old, &checker)?, read(args, &args.new, &checker)?);
    let compared = panics::caught(|| {
        // Made here, so that a bug is caught whatever it is in.
        let compared = Compared::new(&old, &new);
        let page = |format: &str, style: Style| {
            let mut page = Vec::new();
            // Writing to a Vec does not fail.
            let _ = compared.write(format, style, &mut page);
            (page, Compared::markup(format, style))
        };
        let files = [&args.old, &args.new].into_iter().filter(|path| !stdin(path)).map(PathBuf::as_path);
        let inputs = Inputs { files: files.collect(), stdin: stdin(&args.old) || stdin(&args.new) };
        pages(&["text", "markdown", "json"], "a comparison", &args.writing, &inputs, page)?;
        Ok(if compared.is_same() { Exit::Clean } else { Exit::Findings })
    });
    compared
        .unwrap_or_else(|message| Err(anyhow!("compare: a bug in onrecord ({message}); please report it")))
}

/// The one article that a file holds.
fn read<'a>(args: &CompareArgs, path: &Path, checker: &'a Checker) -> Result<Document<'a>> {
    let source = if path.as_os_str() == "-" {
        Source::Stdin("<stdin>".to_owned())
    } else {
        Source::File(path.to_owned())
    };
    let name = source.name();
    let mut entries = source.read(&args.file.options())?;
    let (Some(entry), true) = (entries.pop(), entries.is_empty()) else {
        bail!("{name}: compare takes one article; this file has several or none");
    };
    let (name, manuscript) = entry.open(&name)?;
    Ok(checker.check(Article::read(&name, manuscript, args.date, &checker.lexicons)))
}
