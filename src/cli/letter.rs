//! `onrecord quotes --for NAME`: the letter to a source.

use super::args::FactsArgs;
use super::exit::Exit;
use super::gather::{Asked, Gathered, gather};
use super::outputs::pages;
use anyhow::{Result, anyhow};
use onrecord::nearest;
use onrecord::report::{Markup, NotOne, Shown, addressed, letter, letter_parts};

/// Writes the letter to the one source of that name.
pub fn run(args: &FactsArgs, name: &str) -> Result<Exit> {
    let asked = Asked::of(args)?;
    let Gathered { made, failed } = gather(&asked, args, |document| letter_parts(document, name))?;
    let (speakers, parts): (Vec<_>, Vec<_>) = made.into_iter().unzip();
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

/// How many of those who are quoted are named where somebody else is meant.
const NAMED: usize = 10;

/// Says that nobody of that name is quoted, and who is.
fn nobody(name: &str, mut known: Vec<String>) -> String {
    known.sort_unstable();
    known.dedup();
    if known.is_empty() {
        return "no source is quoted by name".to_owned();
    }
    let near = near(name, &known).map_or_else(String::new, |near| format!("; did you mean {near}?"));
    let list = known.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = match known.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("nobody of that name is quoted{near} (quoted by name: {list}{more})")
}

/// The name that is nearest to what was typed, as a whole or by one of its words.
fn near<'a>(typed: &str, known: &'a [String]) -> Option<&'a str> {
    let small: Vec<String> = known.iter().map(|name| name.to_lowercase()).collect();
    let forms = || small.iter().flat_map(|name| name.split_whitespace().chain([name.as_str()]));
    let near = nearest(typed, forms())?;
    let is_meant = |name: &&String| *name == near || name.split_whitespace().any(|word| word == near);
    let at = small.iter().position(|name| is_meant(&name))?;
    Some(&known[at])
}
