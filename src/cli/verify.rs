//! `onrecord verify ARTICLE --against TRANSCRIPT...`: checks an article's quotations against transcripts.

use super::args::VerifyArgs;
use super::exit::Exit;
use super::{ended, run_articles, setup};
use anyhow::{Result, bail};
use onrecord::BuildError;
use onrecord::input::{self, Options, Walk};
use onrecord::lexicon::Lexicons;
use onrecord::report::View;
use onrecord::transcript::{Index, Transcript};
use std::path::PathBuf;

/// The extensions that are read in a folder of transcripts, besides those of articles.
const CAPTIONS: [&str; 2] = ["srt", "vtt"];

/// Checks the articles against the transcripts.
pub fn run(args: &VerifyArgs) -> Result<Exit> {
    let mut checker = setup::with_rules(&args.own.rules)?;
    let rules = checker.catalogue.rules().iter().filter(|rule| rule.needs_transcript());
    let rules: Vec<String> = rules.map(|rule| rule.id.clone()).collect();
    let chosen = checker.catalogue.select(&rules, &args.ignore);
    chosen.map_err(|unknown| setup::named(&BuildError::Ignore(unknown)))?;
    let index = read(&args.against, &checker.lexicons)?;
    let summary = run_articles(&args.sheet, View::Verified, args.sort, &checker, Some(&index))?;
    Ok(ended(&summary, args.fail_on))
}

/// Reads all transcripts. One that cannot be read ends the run: without it, correct quotations would be reported as missing.
fn read(paths: &[PathBuf], lexicons: &Lexicons) -> Result<Index> {
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
        for entry in source.read(&Options::default())? {
            let (name, manuscript) = entry.open(&source.name())?;
            let transcript = Transcript::read(&name, manuscript, lexicons);
            if transcript.words.is_empty() {
                bail!("{name}: the transcript has no spoken words in it");
            }
            transcripts.push(transcript);
        }
    }
    Ok(Index::new(transcripts))
}
