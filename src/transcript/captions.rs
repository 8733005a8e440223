//! Lines of speech out of a transcript's text: time lines, cue numbers, notes and tags of SRT and VTT are no speech.

use crate::Span;
use regex::Regex;
use std::sync::LazyLock;

/// A line of speech.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CaptionLine {
    /// Its words, in pieces where tags are between them.
    pub(super) pieces: Vec<Span>,
    /// When it begins, in seconds.
    pub(super) time: Option<u32>,
    /// Who speaks by a voice tag.
    pub(super) speaker: Option<String>,
    /// Whether it is the first below a time, where some exports have the name.
    pub(super) heads: bool,
}

static TIMING: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^\s*((?:\d+:)?\d{1,2}:\d{1,2}(?:[.,]\d+)?)\s*-->\s*[\d:.,]+").ok());

/// The lines of speech of `text`, in order.
pub(super) fn lines(text: &str) -> Vec<CaptionLine> {
    let captions = text.lines().any(|line| line.contains("-->") && timing(line).is_some());
    let mut lines: Vec<CaptionLine> = Vec::new();
    let mut state =
        State { captions, time: None, speech: !captions, first: false, last: [String::new(), String::new()] };
    let mut at = 0;
    for raw in text.split_inclusive('\n') {
        let line = raw.trim_end_matches(['\n', '\r']);
        if let Some(found) = state.line(line, at) {
            lines.push(found);
        }
        at += raw.len();
    }
    lines
}

/// Where in the file a line occurs.
struct State {
    /// Whether the file has time lines, and speech only below them.
    captions: bool,
    time: Option<u32>,
    /// Whether speech may follow.
    speech: bool,
    /// Whether the next line is the first below a time.
    first: bool,
    /// The last two lines of speech: rolling captions show a line again below the next time.
    last: [String; 2],
}

impl State {
    fn line(&mut self, line: &str, at: usize) -> Option<CaptionLine> {
        if line.trim().is_empty() {
            self.speech = !self.captions;
            return None;
        }
        if self.captions {
            if let Some(time) = timing(line) {
                self.time = Some(time);
                self.speech = true;
                self.first = true;
                return None;
            }
            if !self.speech {
                return None;
            }
        }
        let (pieces, speaker) =
            if self.captions { untagged(line, at) } else { (vec![whole(line, at)], None) };
        if self.captions {
            let words = line.trim().to_owned();
            if self.last.contains(&words) && words.contains(' ') {
                return None;
            }
            self.last.swap(0, 1);
            self.last[1] = words;
        }
        let heads = std::mem::take(&mut self.first) && self.captions;
        Some(CaptionLine { pieces, time: self.time, speaker, heads })
    }
}

fn whole(line: &str, at: usize) -> Span {
    Span::of(at..at + line.len())
}

/// The seconds at which a time line says that its caption begins.
fn timing(line: &str) -> Option<u32> {
    seconds(TIMING.as_ref()?.captures(line)?.get(1)?.as_str())
}

/// `1:02:03.5` in whole seconds.
pub(super) fn seconds(time: &str) -> Option<u32> {
    let whole = time.split(['.', ',']).next()?;
    whole.split(':').try_fold(0_u32, |sum, part| {
        part.parse::<u32>().ok().and_then(|n| sum.checked_mul(60)?.checked_add(n))
    })
}

/// What is left of a caption without its `<tags>`, and the name in a voice tag.
fn untagged(line: &str, at: usize) -> (Vec<Span>, Option<String>) {
    let (mut pieces, mut speaker) = (Vec::new(), None);
    let mut from = 0;
    while from < line.len() {
        let open = line[from..].find('<').map_or(line.len(), |i| from + i);
        if open > from {
            pieces.push(Span::of(at + from..at + open));
        }
        let Some(close) = line[open..].find('>').map(|i| open + i) else {
            if open < line.len() {
                pieces.push(Span::of(at + open..at + line.len()));
            }
            break;
        };
        let tag = &line[open + 1..close];
        if let Some((_, name)) =
            tag.split_once(char::is_whitespace).filter(|(kind, _)| *kind == "v" || kind.starts_with("v."))
        {
            speaker = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        }
        from = close + 1;
    }
    (pieces, speaker)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_seconds() {
        for (written, expected) in [
            ("00:01:02,500", Some(62)),
            ("1:02", Some(62)),
            ("01:00:00.000", Some(3600)),
            ("9999999:99:99", None),
        ] {
            assert_eq!(seconds(written), expected, "{written}");
        }
    }

    #[test]
    fn tags_are_no_words() {
        let line = "<v Ann Lee>We <c.loud>will</c> go < home";
        let (pieces, speaker) = untagged(line, 0);
        let words: Vec<_> = pieces.iter().map(|p| &line[p.range()]).collect();
        assert_eq!((words.concat().as_str(), speaker.as_deref()), ("We will go < home", Some("Ann Lee")));
    }
}
