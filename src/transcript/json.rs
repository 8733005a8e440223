//! Transcripts in JSON, as programs that hear write them: Whisper, WhisperX, Otter, Rev, AssemblyAI and the like.
//!
//! They differ in names and agree in shape: a list of passages, each with its words, and perhaps with who says them and when.

use super::captions::CaptionLine;
use crate::Span;
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};

/// What the words of a passage are called.
const WORDS: [&str; 4] = ["text", "transcript", "value", "content"];
/// Who says them.
const SPEAKER: [&str; 6] = ["speaker", "speaker_name", "speakerName", "speaker_label", "speaker_id", "name"];
/// When.
const START: [&str; 7] = ["start", "start_time", "startTime", "start_offset", "begin", "offset", "ts"];

/// The text of a transcript in JSON, a passage a line, and its lines. None where the text is not one.
pub(super) fn read(json: &str) -> Option<(String, Vec<CaptionLine>)> {
    if !json.trim_start().trim_start_matches('\u{feff}').starts_with(['{', '[']) {
        return None;
    }
    let value: Value = serde_json::from_str(json.trim_start_matches('\u{feff}')).ok()?;
    let mut names = FxHashMap::default();
    name_speakers(&value, &mut names);
    let mut page = Page { text: String::new(), lines: Vec::new(), names };
    page.list(passages(&value)?);
    (!page.lines.is_empty()).then_some((page.text, page.lines))
}

/// The names of speakers whom passages call by number.
fn name_speakers(value: &Value, names: &mut FxHashMap<String, String>) {
    for speaker in value.get("speakers").and_then(Value::as_array).into_iter().flatten() {
        let id = speaker.get("id").or_else(|| speaker.get("speaker_id")).map(plain);
        let name = ["name", "speaker_name"].iter().find_map(|key| speaker.get(*key)?.as_str());
        if let (Some(id), Some(name)) = (id, name) {
            names.insert(id, name.to_owned());
        }
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The list of passages: the longest list of objects that have words.
fn passages(value: &Value) -> Option<&[Value]> {
    let mut best: Option<&[Value]> = None;
    let mut left = vec![(value, 0)];
    while let Some((value, depth)) = left.pop() {
        match value {
            // Passages hold lists of their single words: the outer one is the transcript.
            Value::Array(items) if items.iter().any(|item| item.as_object().is_some_and(has_words)) => {
                best = best.filter(|best| best.len() >= items.len()).or(Some(items));
            }
            Value::Array(items) => left.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(members) if depth < 6 => {
                left.extend(members.values().map(|item| (item, depth + 1)))
            }
            _ => {}
        }
    }
    best
}

fn has_words(passage: &Map<String, Value>) -> bool {
    words(passage).is_some()
}

/// The words of a passage; those of its elements, where it has them one by one.
fn words(passage: &Map<String, Value>) -> Option<String> {
    if let Some(elements) = passage.get("elements").and_then(Value::as_array) {
        return Some(elements.iter().filter_map(|element| element.get("value")?.as_str()).collect());
    }
    WORDS.iter().find_map(|key| passage.get(*key)?.as_str()).map(str::to_owned)
}

struct Page {
    text: String,
    lines: Vec<CaptionLine>,
    names: FxHashMap<String, String>,
}

impl Page {
    fn list(&mut self, passages: &[Value]) {
        for passage in passages.iter().filter_map(Value::as_object) {
            let Some(words) = words(passage).filter(|words| !words.trim().is_empty()) else { continue };
            let speaker = SPEAKER.iter().find_map(|key| passage.get(*key)).filter(|value| !value.is_null());
            let speaker = speaker.map(|value| {
                let called = plain(value);
                match self.names.get(&called) {
                    Some(name) => name.clone(),
                    None if called.len() <= 2 => format!("Speaker {called}"),
                    None => called,
                }
            });
            let time = START.iter().find_map(|key| passage.get(*key)?.as_f64()).filter(|at| *at >= 0.0);
            let start = self.text.len();
            self.text.extend(words.trim().chars().map(|c| if c.is_control() { ' ' } else { c }));
            let piece = Span::of(start..self.text.len());
            self.text.push('\n');
            // Those that count in milliseconds have whole numbers far beyond any recording's seconds.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a time, not below 0"
            )]
            let time = time.map(|at| if at >= 100_000.0 { (at / 1000.0) as u32 } else { at as u32 });
            self.lines.push(CaptionLine { pieces: vec![piece], time, speaker, heads: false });
        }
    }
}
