//! Who speaks in each line: `NAME: words`, `[00:12] Name: words`, `Name (00:12): words`, or a line with the name
//! and the time alone.

use super::captions::{CaptionLine, seconds};
use crate::Span;
use crate::lexicon::function_words::is_particle;
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A time in brackets or bare, a name, a time again, a colon.
static LABEL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)^\s*(?:>+|-)?\s*
        (?:[\[(]?(?P<before>\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?)[\])]?\s*[-–—|]?\s*)?
        (?:\*\*)?(?P<name>\p{L}[\p{L}\p{N}.'’\-]*(?:,?\ \(?[\p{L}\p{N}.'’\-&]+\)?){0,5})(?:\*\*)?
        (?:\s*[\[(](?P<after>\d{1,2}:\d\d(?::\d\d)?)[\])])?\s*:(?:\*\*)?(?:\s|$)",
    )
    .ok()
});

/// A name and a time, and nothing else.
static HEADING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*(?P<name>\p{L}[\p{L}\p{N}.'’\-]*(?: [\p{L}\p{N}.'’\-]+){0,4})\s+[\[(]?(?P<time>\d{1,2}:\d\d(?::\d\d)?)[\])]?\s*$").ok()
});

/// A time and nothing of a name, before the words of a line.
static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*[\[(]?(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?:[.,]\d+)?[\])]?(?:\s|$)").ok()
});

/// Gives every line its speaker, who goes on until another speaks, and takes the label from its words.
pub(super) fn label(lines: Lines<'_>) -> Vec<CaptionLine> {
    let Lines { text, mut lines } = lines;
    let labels: Vec<Option<Label>> = lines.iter().map(|line| read(text, line)).collect();
    let mut times: FxHashMap<&str, u32> = FxHashMap::default();
    for label in labels.iter().flatten() {
        *times.entry(&label.name).or_default() += 1;
    }
    let sure = |label: &Label| label.sure || times.get(label.name.as_str()).is_some_and(|&n| n > 1);
    let mut speaker: Option<String> = None;
    let mut time = None;
    for (line, label) in lines.iter_mut().zip(&labels) {
        let voice = line.speaker.take();
        if let Some(label) = label.as_ref().filter(|label| sure(label)) {
            speaker = Some(label.name.clone());
            time = label.time.or(time);
            trim(line, label.end);
        } else if let Some((begin, end)) = line.pieces.first().and_then(|p| leading_time(text, *p)) {
            time = Some(begin);
            trim(line, end);
        }
        speaker = voice.or(speaker);
        line.speaker.clone_from(&speaker);
        line.time = line.time.or(time);
    }
    lines
}

/// Lines of speech and the text they are cut from.
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) lines: Vec<CaptionLine>,
}

struct Label {
    name: String,
    time: Option<u32>,
    /// Where the words begin.
    end: u32,
    /// Whether once is enough: capitals throughout, two names, or a time beside it.
    sure: bool,
}

fn read(text: &str, line: &CaptionLine) -> Option<Label> {
    let piece = line.pieces.first()?;
    let words = text.get(piece.range())?;
    let found = LABEL.as_ref()?.captures(words).or_else(|| HEADING.as_ref()?.captures(words))?;
    let name = found.name("name")?.as_str();
    let time = ["before", "after", "time"].iter().find_map(|group| found.name(group));
    let capital = |word: &str| {
        let word = word.trim_start_matches('(');
        word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
    };
    let particle = |word: &str| is_particle(word) || matches!(word, "of" | "the" | "for" | "and");
    let parts: Vec<&str> = name.split(' ').collect();
    let last = parts.last().copied().unwrap_or_default();
    if !capital(parts[0]) || !capital(last) || !parts.iter().all(|p| capital(p) || particle(p)) {
        return None;
    }
    let capitals = !name.contains(char::is_lowercase);
    Some(Label {
        name: name.to_owned(),
        time: time.and_then(|t| seconds(t.as_str())),
        end: piece.start + found.get(0)?.end() as u32,
        sure: capitals || parts.len() > 1 || time.is_some(),
    })
}

fn leading_time(text: &str, piece: Span) -> Option<(u32, u32)> {
    let found = TIME.as_ref()?.captures(text.get(piece.range())?)?;
    Some((seconds(found.name("time")?.as_str())?, piece.start + found.get(0)?.end() as u32))
}

/// Leaves out what is before byte `from`.
fn trim(line: &mut CaptionLine, from: u32) {
    for piece in &mut line.pieces {
        *piece = Span::new(piece.start.max(from).min(piece.end), piece.end);
    }
}
