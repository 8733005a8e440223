//! `onrecord quotes --for NAME`: the letter to a source.

use super::args::FactsArgs;
use super::exit::Exit;
use super::gather::{Asked, Gathered, gather};
use super::outputs::pages;
use anyhow::{Result, anyhow};
use onrecord::nearest;
use onrecord::report::{Markup, NotOne, Shown, addressed, letter, letter_parts, named_speakers};

/// Writes the letter to the one source of that name.
pub fn run(args: &FactsArgs, name: &str) -> Result<Exit> {
    let asked = Asked::of(args)?;
    let Gathered { made, failed } =
        gather(&asked, args, |document| (letter_parts(document, name), named_speakers(document)))?;
    let (parts, speakers): (Vec<_>, Vec<_>) = made.into_iter().unzip();
    let (full, parts) = addressed(name, parts).map_err(|why| {
        let why = match why {
            NotOne::Nobody => nobody(name, speakers.into_iter().flatten().collect()),
            other => other.to_string(),
        };
        anyhow!("--for {}: {why}", Shown::of(name))
    })?;
    let page = letter(&full, &parts);
    pages(&["text"], "a letter", &args.sheet.writing, &asked.inputs(), |_, _| {
        (page.clone().into_bytes(), Markup::Plain { colour: false })
    })?;
    Ok(if failed { Exit::Failed } else { Exit::Clean })
}

/// Says that nobody of that name is quoted, and who is.
fn nobody(name: &str, mut known: Vec<String>) -> String {
    known.sort_unstable();
    known.dedup();
    let near = nearest(name, known.iter().map(String::as_str));
    let near = near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
    let list = if known.is_empty() { "nobody is".to_owned() } else { known.join(", ") };
    format!("nobody of that name is quoted{near} (quoted by name: {list})")
}
