//! `onrecord profile FOLDER`: who is quoted how often, over many articles.

use super::args::SheetArgs;
use super::exit::Exit;
use super::gather::{Gathered, gather};
use super::outputs::pages;
use super::{articles_of, inputs_of, setup};
use anyhow::Result;
use onrecord::report::{Profile, ProfilePart};

/// Writes the profile of all articles.
pub fn run(args: &SheetArgs) -> Result<Exit> {
    let (reading, writing) = (&args.reading, &args.writing);
    let found = articles_of(reading, &reading.paths, None)?;
    let inputs = inputs_of(&found);
    let checker = setup::facts_only()?;
    let Gathered { made, failed } = gather(&found, reading, writing.threads, &checker, ProfilePart::of)?;
    let profile = Profile::of(made);
    pages(&["text", "markdown", "csv", "json"], "a profile", writing, &inputs, |format, style| {
        let mut page = Vec::new();
        // Writing to a Vec does not fail.
        let _ = profile.write(format, style, &mut page);
        (page, Profile::markup(format, style))
    })?;
    Ok(if failed { Exit::Failed } else { Exit::Clean })
}
