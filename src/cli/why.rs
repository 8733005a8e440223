//! `onrecord why PATH:LINE`: explains the attributions of a line.

use super::args::{PageFormat, WhyArgs};
use super::config::Configs;
use super::exit::Exit;
use super::place::{Opened, Place, area};
use super::{colour, send, setup, show};
use anyhow::Result;
use onrecord::facts::Attribution;
use onrecord::facts::explanation::explain;
use onrecord::report::{Markup, Shown, Style, Why, guarded};
use onrecord::text::Article;
use onrecord::{Document, Span};
use std::fmt::Write as _;
use std::path::Path;

/// Explains the place that is asked for.
pub fn run(args: &WhyArgs) -> Result<Exit> {
    let place = Place::read(&args.place, |path| Path::new(path).exists())?;
    let config = Configs::of(&args.config)?.find(&place.file())?.config();
    let options = args.file.options().english(config.english);
    let Opened { name, manuscript, line, column, .. } = place.open(&options)?;
    let checker = setup::facts_only(&config)?;
    let facts = checker.facts(Article::read(&name, manuscript, None, &checker.lexicons)).with_evidence();
    let document = checker.judge(facts);
    let area = area(document.article(), line, column)?;
    let found = at(document.facts.attributions(), area, column.is_some());
    let coloured = colour::apply(args.look.color);
    let mut page = Vec::new();
    let explanations = explain(&document.facts, &found);
    let why = Why::new(&document, line, &found, &explanations);
    match args.format {
        PageFormat::Json => {
            why.json(&mut page)?;
            return send(&guarded(page, Markup::Json));
        }
        PageFormat::Text if found.is_empty() => page = nobody(&document, line, column, area).into_bytes(),
        PageFormat::Text => {
            why.text(
                Style { colour: coloured, width: colour::width(), quiet: false, fails: None },
                &mut page,
            )?;
        }
    }
    show(page, coloured)
}

/// The attributions with a part in `area`. For a column, those with a word there, otherwise those around it.
fn at(attributions: &[Attribution], area: Span, exact: bool) -> Vec<usize> {
    let touching = |touches: &dyn Fn(&Attribution) -> bool| -> Vec<usize> {
        attributions.iter().enumerate().filter(|(_, a)| touches(a)).map(|(i, _)| i).collect()
    };
    let parts =
        touching(&|a| [&a.content, &a.cue, &a.source].into_iter().flatten().any(|part| part.overlaps(area)));
    if parts.is_empty() && exact { touching(&|a| a.extent().overlaps(area)) } else { parts }
}

/// Says that there is no attribution there, and where the nearest one is.
fn nobody(document: &Document, line: u32, column: Option<u32>, area: Span) -> String {
    let article = document.article();
    let name = &article.name;
    let here =
        column.map_or_else(|| format!("line {line}"), |column| format!("line {line}, column {column}"));
    let mut page = format!("{}: no attribution on {here}", Shown::of(name));
    let starts = document.facts.attributions().iter().flat_map(|a| &a.content).map(|content| content.start);
    // The nearest on the line itself, where a column was asked for, else on the nearest line.
    let nearest =
        starts.min_by_key(|&start| (article.lines.line(start).abs_diff(line), start.abs_diff(area.start)));
    let Some(nearest) = nearest else { return page + "; the article has none\n" };
    let place = article.place(nearest);
    let columns = if column.is_some() { format!(":{}", place.column) } else { String::new() };
    // Writing to a String does not fail.
    let _ = writeln!(page, "; nearest: onrecord why {}:{}{columns}", Shown::of(name), place.line);
    page
}
