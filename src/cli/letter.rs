//! `onrecord quotes --for NAME`: the letter to a source.

use super::args::QuotesArgs;
use super::exit::Exit;
use super::gather::{Gathered, gather};
use super::outputs::pages;
use super::{articles_of, inputs_of, setup};
use anyhow::{Result, bail};
use onrecord::nearest;
use onrecord::report::{Markup, Shown, letter, letter_parts, named_speakers};

/// Writes the letter to the one source of that name.
pub fn run(args: &QuotesArgs, name: &str) -> Result<Exit> {
    let (reading, writing) = (&args.sheet.reading, &args.sheet.writing);
    let found = articles_of(reading, &reading.paths, None)?;
    let inputs = inputs_of(&found);
    let checker = setup::facts_only()?;
    let Gathered { made, failed } = gather(&found, reading, writing.threads, &checker, |document| {
        (letter_parts(document, name), named_speakers(document))
    })?;
    let (parts, speakers): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    let mut meant: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
    meant.sort_unstable();
    meant.dedup();
    // In one article she may be named in full, in another by surname alone.
    let longest = meant.iter().copied().max_by_key(|full| full.len());
    let Some(full) = longest else {
        let mut known: Vec<String> = speakers.into_iter().flatten().collect();
        known.sort_unstable();
        known.dedup();
        let near =
            nearest(name, known.iter().map(String::as_str)).map(|near| format!("; did you mean {near}?"));
        let list = if known.is_empty() { "nobody is".to_owned() } else { known.join(", ") };
        let shown = Shown::of(name);
        bail!(
            "--for {shown}: nobody of that name is quoted{} (quoted by name: {list})",
            near.unwrap_or_default()
        );
    };
    let within =
        |short: &str| short.split_whitespace().all(|word| full.split_whitespace().any(|w| w == word));
    if !meant.iter().all(|other| within(other)) {
        bail!(
            "--for {}: several people have that name: {}; give the full one",
            Shown::of(name),
            meant.join(", ")
        );
    }
    let page = letter(full, &parts);
    pages(&["text"], "a letter", writing, &inputs, |_, _| {
        (page.clone().into_bytes(), Markup::Plain { colour: false })
    })?;
    Ok(if failed { Exit::Failed } else { Exit::Clean })
}
