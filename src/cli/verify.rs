//! `onrecord verify ARTICLE --against TRANSCRIPT...`: checks an article's quotations against transcripts.

use super::args::VerifyArgs;
use super::exit::Exit;
use super::identity::Identity;
use super::scopes::{Scope, Scopes};
use super::{Heard, Run, articles_of, ended, setup};
use anyhow::{Result, bail};
use onrecord::BuildError;
use onrecord::input::{self, Found, Options, Source, Walk};
use onrecord::lexicon::Lexicons;
use onrecord::report::View;
use onrecord::transcript::{Index, Transcript};
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The extensions that are read in a folder of transcripts, besides those of articles.
const CAPTIONS: [&str; 3] = ["srt", "vtt", "json"];

/// Checks the articles against the transcripts.
pub fn run(args: &VerifyArgs) -> Result<Exit> {
    let (articles, transcripts) = named(args)?;
    let mut checker = setup::with_rules(&args.own.rules)?;
    let rules = checker.catalogue.rules().iter().filter(|rule| rule.needs_transcript());
    let rules: Vec<String> = rules.map(|rule| rule.id.clone()).collect();
    let chosen = checker.catalogue.select(&rules, &args.ignore);
    chosen.map_err(|unknown| setup::named(&BuildError::Ignore(unknown)))?;

    let reading = &args.sheet.reading;
    let mut found = articles_of(reading, articles, None)?;
    let sources = apart(articles, &mut found, transcripts)?;
    let index = read(&sources, &checker.lexicons, &Options::transcript().limited(reading.file.max_size))?;
    let scope = Scope::plain(checker, args.sort, args.fail_on).english(reading.language.is_some());
    let scopes = Scopes::one(scope, &args.own.rules);
    let run = Run::plain(View::Verified, &scopes);
    let (summary, tally) = run.check(&found, &args.sheet, Some(&Heard { sources, index }))?;
    Ok(ended(&summary, &tally))
}

/// The articles and the transcripts that are named. `--against` takes all that follows it: where nothing is left, the last
/// of that is the article.
fn named(args: &VerifyArgs) -> Result<(&[PathBuf], &[PathBuf])> {
    match (&*args.sheet.reading.paths, &*args.against) {
        (articles, transcripts) if args.sheet.reading.files_from.is_some() => Ok((articles, transcripts)),
        ([], [transcripts @ .., article]) if !transcripts.is_empty() => {
            Ok((std::slice::from_ref(article), transcripts))
        }
        ([], against) => {
            let against = against.first().map(|path| path.to_string_lossy()).unwrap_or_default();
            bail!("verify: name the article too, as in onrecord verify article.txt --against {against}")
        }
        (articles, transcripts) => Ok((articles, transcripts)),
    }
}

/// The transcripts, none of which is an article: that would be held against itself. What is named as the one is not taken
/// for the other where a folder holds it; of two folders, what can be an article is one.
fn apart(articles: &[PathBuf], found: &mut Found, transcripts: &[PathBuf]) -> Result<Vec<Source>> {
    let walk = Walk {
        globs: input::extensions().chain(CAPTIONS).map(|extension| format!("*.{extension}")).collect(),
        stdin_name: "<stdin>".to_owned(),
        ..Walk::default()
    };
    let mut heard = walk.find(transcripts);
    if let Some(error) = heard.errors.into_iter().next() {
        return Err(error.into());
    }
    let stdin = |sources: &[Source]| sources.iter().any(|source| matches!(source, Source::Stdin(_)));
    if stdin(&found.sources) && stdin(&heard.sources) {
        bail!("standard input (-) can be read once: as the article or as a transcript");
    }
    let named = |paths: &[PathBuf]| -> HashSet<Identity> {
        paths.iter().filter(|path| path.is_file()).filter_map(|path| Identity::existing(path)).collect()
    };
    let (articles_named, transcripts_named) = (named(articles), named(transcripts));
    let all = |sources: &[Source]| sources.iter().filter_map(identity).collect::<HashSet<_>>();
    let (as_articles, as_transcripts) = (all(&found.sources), all(&heard.sources));
    for source in &found.sources {
        let both = identity(source).is_some_and(|it| transcripts_named.contains(&it));
        let alone = matches!(source, Source::Stdin(_))
            || identity(source).is_some_and(|it| articles_named.contains(&it));
        if both && alone {
            bail!("{}: is the article, and cannot be a transcript too", source.name());
        }
    }
    found.sources.retain(|source| identity(source).is_none_or(|it| !transcripts_named.contains(&it)));
    let before = heard.sources.len();
    heard.sources.retain(|source| {
        identity(source).is_none_or(|it| transcripts_named.contains(&it) || !as_articles.contains(&it))
    });
    if heard.sources.is_empty() && before > 0 {
        let first = transcripts.first().map(|path| path.to_string_lossy()).unwrap_or_default();
        bail!("{first}: no transcript is there, only the article");
    }
    if found.sources.is_empty()
        && found.errors.is_empty()
        && !as_transcripts.is_empty()
        && !as_articles.is_empty()
    {
        let first = articles.first().map(|path| path.to_string_lossy()).unwrap_or_default();
        bail!("{first}: no article is there, only transcripts");
    }
    Ok(heard.sources)
}

fn identity(source: &Source) -> Option<Identity> {
    match source {
        Source::File(path) => Identity::existing(Path::new(path)),
        _ => Identity::stdin(),
    }
}

/// Reads all transcripts. One that cannot be read ends the run: without it, correct quotations would be reported as missing.
fn read(sources: &[Source], lexicons: &Lexicons, options: &Options) -> Result<Index> {
    let mut transcripts = Vec::new();
    for source in sources {
        for entry in source.read(options)? {
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
