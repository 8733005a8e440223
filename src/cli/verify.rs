//! `onrecord verify ARTICLE --against TRANSCRIPT...`: the quotations of articles against what was said.

use super::args::VerifyArgs;
use super::exit::Exit;
use super::{ended, run_articles, setup};
use anyhow::{Result, bail};
use onrecord::input::{self, Walk};
use onrecord::report::View;
use onrecord::transcript::{Index, Transcript};
use std::path::PathBuf;

/// What is read in a folder of transcripts, besides what articles may be in.
const CAPTIONS: [&str; 2] = ["srt", "vtt"];

/// Checks the articles against the transcripts.
pub fn run(args: &VerifyArgs) -> Result<Exit> {
    let mut checker = setup::with_rules(&args.own.rules)?;
    let rules = checker.catalogue.rules().iter().filter(|rule| rule.needs_transcript());
    let rules: Vec<String> = rules.map(|rule| rule.id.clone()).collect();
    setup::choose(&mut checker, &rules, &args.ignore)?;
    let index = read(&args.against)?;
    let summary = run_articles(&args.sheet, View::Verified, args.sort, &checker, Some(&index))?;
    Ok(ended(&summary, args.fail_on))
}

/// All transcripts. One that cannot be read ends the run: without it, quotations would be missed for no fault of theirs.
fn read(paths: &[PathBuf]) -> Result<Index> {
    let walk = Walk {
        globs: input::extensions().chain(CAPTIONS).map(|extension| format!("*.{extension}")).collect(),
        stdin_name: "<stdin>".to_owned(),
        allow_empty: false,
    };
    let found = walk.find(paths);
    if let Some(error) = found.errors.into_iter().next() {
        return Err(error.into());
    }
    let mut transcripts = Vec::new();
    for source in &found.sources {
        let transcript = Transcript::new(&source.name(), source.read(None)?);
        if transcript.words.is_empty() {
            bail!("{}: nobody says a word in this transcript", source.name());
        }
        transcripts.push(transcript);
    }
    Ok(Index::new(transcripts))
}
