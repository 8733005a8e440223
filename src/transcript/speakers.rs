//! Who speaks in each line: `NAME: words`, `[00:12] Name (role): words`, `[SPEAKER_01] words`, `>> NAME: words`,
//! `Name - words`, or a line with the name alone or with the time.

use super::captions::{CaptionLine, seconds};
use crate::Span;
use crate::lexicon::function_words::{is_auxiliary, is_particle};
use crate::lexicon::{Lexicons, Speech, fold};
use regex::Regex;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What may be before a label: the marks of captions for another speaker, and a time.
static BEFORE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"^\s*(?:>+|[-–—])?\s*(?:[\[(]?(?P<time>\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?)[\])]?\s*[-–—|]?\s*)?(?:\*\*)?",
    )
    .ok()
});

/// A time behind a name, in brackets or bare.
static TIME_AFTER: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\s*[\[(]?(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?:[.,]\d+)?[\])]?\s*$").ok());

/// A time and nothing of a name, before the words of a line.
static TIME: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*[\[(]?(?P<time>\d{1,2}:\d\d(?::\d\d)?)(?:[.,]\d+)?[\])]?(?:\s|$)").ok()
});

/// The longest label, in bytes.
const LONGEST: usize = 80;

/// Whether a label is a program's name for a voice, which says nothing of whose it is.
#[must_use]
pub fn is_machine(label: &str) -> bool {
    let label = label.trim();
    let number = label.trim_end_matches(|c: char| c.is_ascii_digit());
    let letter =
        label.strip_suffix(|c: char| c.is_ascii_uppercase()).filter(|rest| rest.ends_with([' ', '_', '-']));
    let voice = if number.len() < label.len() { number } else { letter.unwrap_or(label) };
    let voice = voice.trim_end_matches([' ', '_', '-', '#']);
    Lexicons::ours().word_is(voice, Speech::Voice) || voice.len() == 1 && number.len() < label.len()
}

/// Gives every line its speaker, who goes on until another speaks, and takes the label from its words.
pub(super) fn label(lines: Lines<'_>, lexicons: &Lexicons) -> Vec<CaptionLine> {
    let Lines { text, mut lines } = lines;
    let mut labels: Vec<Option<Label>> = lines.iter().map(|line| read(text, line, lexicons)).collect();
    named_below_times(text, &lines, &mut labels, lexicons);
    let mut times: FxHashMap<&str, u32> = FxHashMap::default();
    for label in labels.iter().flatten() {
        *times.entry(&label.name).or_default() += 1;
    }
    let sure = |label: &Label| match label.proof {
        Proof::Itself => true,
        Proof::Again => times.get(label.name.as_str()).is_some_and(|&n| n > 1),
    };
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
        } else if is_another_turn(text, line) {
            speaker = None;
        }
        speaker = voice.or(speaker);
        line.speaker.clone_from(&speaker);
        line.time = line.time.or(time);
    }
    lines
}

/// Reads the labels of an export that has, below each time, the name on a line of its own.
fn named_below_times(text: &str, lines: &[CaptionLine], labels: &mut [Option<Label>], lexicons: &Lexicons) {
    let name = |i: usize| {
        let line = lines.get(i).filter(|line| line.heads && line.pieces.len() == 1)?;
        let span = *line.pieces.first()?;
        let words = text.get(span.range())?.trim();
        // Words follow before the next time.
        let followed = lines.get(i + 1).is_some_and(|next| !next.heads);
        let named = words.len() <= LONGEST && proof(words, Form::Alone, false, lexicons).is_some();
        (followed && named).then(|| Label {
            name: words.to_owned(),
            time: None,
            end: span.end,
            proof: Proof::Itself,
        })
    };
    let heads = lines.iter().filter(|line| line.heads).count();
    let named = (0..lines.len()).filter(|&i| name(i).is_some()).count();
    if named == 0 || named * 10 < heads * 9 {
        return;
    }
    for (i, label) in labels.iter_mut().enumerate() {
        *label = name(i).or(label.take());
    }
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
    proof: Proof,
}

/// What shows that a label is one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Proof {
    /// Capitals throughout, two names, a given name, a program's name, or a time beside it.
    Itself,
    /// That it occurs again.
    Again,
}

/// Captions mark another speaker with `>>`; who it is, they need not say.
fn is_another_turn(text: &str, line: &CaptionLine) -> bool {
    let words = line.pieces.first().and_then(|piece| text.get(piece.range())).unwrap_or_default();
    words.trim_start().starts_with(">>")
}

fn read(text: &str, line: &CaptionLine, lexicons: &Lexicons) -> Option<Label> {
    let piece = line.pieces.first()?;
    let words = text.get(piece.range())?;
    let before = BEFORE.as_ref()?.captures(words)?;
    let head = before.get(0)?.end();
    let rest = &words[head..];
    let time = before.name("time").and_then(|time| seconds(time.as_str()));
    let forms: [fn(&str) -> Option<Cut>; 4] = [bracketed, with_colon, with_dash, alone];
    forms.iter().filter_map(|form| form(rest)).find_map(|cut| {
        let (name, after) = without_time(&rest[cut.name.clone()]);
        let name = name.trim_end_matches('*').trim();
        let time = time.or(after);
        let proof = proof(name, cut.form, time.is_some(), lexicons)?;
        let end = piece.start + u32::try_from(head + cut.end).ok()?;
        Some(Label { name: name.to_owned(), time, end, proof })
    })
}

/// A name in a line, and where the words after it begin.
struct Cut {
    name: std::ops::Range<usize>,
    end: usize,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `[Name]`, `[Name]:`
    Brackets { colon: bool },
    /// `Name:`
    Colon,
    /// `Name - words`
    Dash,
    /// `Name 0:12`, and nothing else.
    Alone,
}

fn bracketed(rest: &str) -> Option<Cut> {
    let inner = rest.strip_prefix('[')?;
    let close = inner.bytes().take(LONGEST).position(|b| b == b']')? + 1;
    let mut end = close + 1;
    let after = &rest[end..];
    let time = after.find([':', '\n']).map_or(after, |at| &after[..at]);
    // [Name] 10:02:03
    if let Some(found) = TIME_AFTER.as_ref()?.find(after)
        && found.start() == 0
        && !after.trim().is_empty()
    {
        return Some(Cut { name: 1..rest.len(), end: rest.len(), form: Form::Alone });
    }
    let colon = time.trim().is_empty() && after.trim_start().starts_with(':');
    end += if colon { after.find(':').map_or(0, |at| at + 1) } else { 0 };
    Some(Cut { name: 1..close, end, form: Form::Brackets { colon } })
}

fn with_colon(rest: &str) -> Option<Cut> {
    let ends =
        |&at: &usize| rest[at + 1..].trim_start_matches('*').chars().next().is_none_or(char::is_whitespace);
    let colon = memchr::memchr_iter(b':', rest.as_bytes()).take_while(|&at| at <= LONGEST).find(ends)?;
    let stars = rest[colon + 1..].len() - rest[colon + 1..].trim_start_matches('*').len();
    Some(Cut { name: 0..colon, end: colon + 1 + stars, form: Form::Colon })
}

fn with_dash(rest: &str) -> Option<Cut> {
    let (at, dash) = [" - ", " – ", " — "].iter().filter_map(|dash| Some((rest.find(dash)?, dash))).min()?;
    (at <= LONGEST / 2).then(|| Cut { name: 0..at, end: at + dash.len(), form: Form::Dash })
}

/// A name and a time, and nothing else.
fn alone(rest: &str) -> Option<Cut> {
    let timed = rest.len() <= LONGEST && TIME_AFTER.as_ref()?.is_match(rest);
    timed.then_some(Cut { name: 0..rest.len(), end: rest.len(), form: Form::Alone })
}

/// A name without a time after it.
fn without_time(name: &str) -> (&str, Option<u32>) {
    let found = TIME_AFTER.as_ref().and_then(|after| after.captures(name));
    match found.as_ref().and_then(|found| Some((found.get(0)?, found.name("time")?))) {
        Some((all, time)) if all.start() > 0 => {
            (name[..all.start()].trim_end().trim_end_matches(']'), seconds(time.as_str()))
        }
        _ => (name, None),
    }
}

/// What shows that `name`, written in this form, is a label; None where it is none.
fn proof(name: &str, form: Form, timed: bool, lexicons: &Lexicons) -> Option<Proof> {
    if is_machine(name) {
        return if form == Form::Dash { None } else { Some(Proof::Itself) };
    }
    let core = core(name);
    let parts: Vec<&str> = core.split(' ').collect();
    let written = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '’' | '-' | '&' | ',' | '_');
    let first = core.chars().next()?;
    if parts.len() > 6
        || !first.is_alphabetic()
        || !parts.iter().all(|p| !p.is_empty() && p.chars().all(written))
    {
        return None;
    }
    let capital = |word: &str| word.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let small = |word: &str| is_particle(word) || matches!(word, "of" | "the" | "for" | "and");
    let last = parts.last().copied().unwrap_or_default();
    let proper = capital(parts[0]) && capital(last) && parts.iter().all(|p| capital(p) || small(p));
    // "Man in crowd", "speaker 2", "unidentified woman".
    let verb = parts.iter().any(|word| is_auxiliary(word));
    let part = parts.len() <= 4 && !verb && lexicons.word_is(parts[0], Speech::Part) && parts[0].len() > 1;
    if !proper {
        let sets_off = matches!(form, Form::Colon | Form::Brackets { colon: true });
        let told = parts.len() > 1 && sets_off && part;
        return told.then_some(if capital(parts[0]) { Proof::Itself } else { Proof::Again });
    }
    let capitals = !core.contains(char::is_lowercase);
    let two = parts.len() > 1;
    Some(match form {
        Form::Brackets { colon: false } if !two => return None,
        // A dash is more often a dash: only what is again there and looks like a name.
        Form::Dash if !two && !capitals => return None,
        Form::Dash => Proof::Again,
        Form::Alone | Form::Brackets { .. } => Proof::Itself,
        Form::Colon if capitals || two || timed || core.len() < name.trim().len() => Proof::Itself,
        Form::Colon if lexicons.given_names.get(fold(core)).is_some() => Proof::Itself,
        Form::Colon => Proof::Again,
    })
}

/// A label without what is in brackets behind the name: `Paul Drew (engineer)`.
#[must_use]
pub fn core(label: &str) -> &str {
    let bare = label.split_once('(').map_or(label, |(bare, _)| bare).trim();
    if bare.is_empty() { label } else { bare }
}

fn leading_time(text: &str, piece: Span) -> Option<(u32, u32)> {
    let found = TIME.as_ref()?.captures(text.get(piece.range())?)?;
    Some((seconds(found.name("time")?.as_str())?, piece.start + u32::try_from(found.get(0)?.end()).ok()?))
}

/// Leaves out what is before byte `from`.
fn trim(line: &mut CaptionLine, from: u32) {
    for piece in &mut line.pieces {
        *piece = Span::new(piece.start.max(from).min(piece.end), piece.end);
    }
}

#[cfg(test)]
mod tests {
    use crate::transcript::Transcript;

    /// Who says the words, by the label.
    fn speakers(text: &str) -> Vec<String> {
        let transcript = Transcript::new("t", text.to_owned());
        let mut said: Vec<String> = Vec::new();
        for (i, spoken) in transcript.words.iter().enumerate() {
            let speaker = spoken.speaker.map_or("-", |s| &transcript.speakers[s]);
            let word = transcript.passage(i, i + 1);
            match said.last_mut() {
                Some(last) if last.starts_with(&format!("{speaker}: ")) => *last += &format!(" {word}"),
                _ => said.push(format!("{speaker}: {word}")),
            }
        }
        said
    }

    #[test]
    fn labels_in_all_their_forms() {
        for (text, expected) in [
            (
                "SPEAKER_01: We came.\nSPEAKER_02: They left.",
                vec!["SPEAKER_01: We came", "SPEAKER_02: They left"],
            ),
            (
                "[SPEAKER_01] We came.\n[SPEAKER_02]: They left.",
                vec!["SPEAKER_01: We came", "SPEAKER_02: They left"],
            ),
            (
                "speaker 2: We came.\nSpeaker A: They left.",
                vec!["speaker 2: We came", "Speaker A: They left"],
            ),
            ("Paul Drew (engineer): We came.", vec!["Paul Drew (engineer): We came"]),
            (
                "Paul Drew - We came.\nAnn Lee - They left.\nPaul Drew - So.\nAnn Lee - No.",
                vec!["Paul Drew: We came", "Ann Lee: They left", "Paul Drew: So", "Ann Lee: No"],
            ),
            ("Man in crowd: We came.", vec!["Man in crowd: We came"]),
            (
                "Paul: We came.\nAnn: They left.\nPaul: So.\nAnn: No.",
                vec!["Paul: We came", "Ann: They left", "Paul: So", "Ann: No"],
            ),
            (">> PAUL: We came.\n>> They left.", vec!["PAUL: We came", "-: They left"]),
            ("[Paul Drew] 10:02:03\nWe came.", vec!["Paul Drew: We came"]),
            ("Paul Drew   0:03\nWe came.", vec!["Paul Drew: We came"]),
            ("**Paul Drew:** We came.", vec!["Paul Drew: We came"]),
            ("Paul Drew (00:12): We came.", vec!["Paul Drew: We came"]),
            ("[00:01] Paul Drew: We came.", vec!["Paul Drew: We came"]),
            // No labels.
            ("[Music] We came.\n[applause]", vec!["-: We came"]),
            ("He asked me this: when?", vec!["-: He asked me this when"]),
            (
                "We came - all of us - at nine.\nWe left - at ten.",
                vec!["-: We came all of us at nine We left at ten"],
            ),
            ("Remember: it rained.", vec!["-: Remember it rained"]),
        ] {
            assert_eq!(speakers(text), expected, "{text}");
        }
    }

    #[test]
    fn exports_of_meetings_tell_who_speaks() {
        let expected = ["Paul Drew: We came", "Ann Lee: They left"];
        for text in [
            // Zoom
            "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nPaul Drew: We came.\n\n2\n00:00:02.000 --> 00:00:03.000\nAnn Lee: They left.\n",
            // Teams
            "WEBVTT\n\n0:0:1.0 --> 0:0:2.0\n<v Paul Drew>We came.</v>\n\n0:0:2.0 --> 0:0:3.0\n<v Ann Lee>They left.</v>\n",
            "0:0:1.450 --> 0:0:2.120\nPaul Drew\nWe came.\n\n0:0:2.450 --> 0:0:3.120\nAnn Lee\nThey left.\n",
            // Otter
            "Paul Drew  0:01 \nWe came.\n\nAnn Lee  0:02 \nThey left.\n",
            // WhisperX, Rev, AssemblyAI
            r#"{"segments":[{"start":1.0,"end":2.0,"text":" We came.","speaker":"Paul Drew"},{"start":2.0,"text":"They left.","speaker":"Ann Lee"}]}"#,
            r#"{"speakers":[{"id":0,"name":"Paul Drew"},{"id":1,"name":"Ann Lee"}],"monologues":[{"speaker":0,"elements":[{"type":"text","value":"We","ts":1.0},{"type":"punct","value":" "},{"type":"text","value":"came"},{"type":"punct","value":"."}]},{"speaker":1,"elements":[{"type":"text","value":"They"},{"type":"punct","value":" "},{"type":"text","value":"left"}]}]}"#,
            r#"[{"speaker_name":"Paul Drew","transcript":"We came.","start_offset":1},{"speaker_name":"Ann Lee","transcript":"They left."}]"#,
        ] {
            assert_eq!(speakers(text), expected, "{text}");
        }
    }
}
