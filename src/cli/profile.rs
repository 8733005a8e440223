//! `onrecord profile FOLDER`: who is quoted how often, over many articles.

use super::args::FactsArgs;
use super::exit::Exit;
use super::gather::{Asked, Gathered, gather};
use super::outputs::pages;
use anyhow::Result;
use onrecord::report::{Profile, ProfilePart};

/// The formats that show a profile.
pub const FORMATS: [&str; 4] = ["text", "markdown", "csv", "json"];

/// Writes the profile of all articles.
pub fn run(args: &FactsArgs) -> Result<Exit> {
    let asked = Asked::of(args)?;
    let Gathered { made, failed } = gather(&asked, args, ProfilePart::of)?;
    let profile = Profile::of(made);
    pages(&FORMATS, "a profile", &args.sheet.writing, &asked.inputs(), |format, style| {
        let mut page = Vec::new();
        // Writing to a Vec does not fail.
        let _ = profile.write(format, style, &mut page);
        (page, Profile::markup(format, style))
    })?;
    Ok(if failed { Exit::Failed } else { Exit::Clean })
}
