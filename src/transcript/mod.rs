//! Transcripts: what was said, as words with their places, times and speakers.
//!
//! Text, SubRip (SRT), WebVTT and the JSON of programs that hear come in; a [`Transcript`] goes out, and any number of them make an [`Index`].
//!
//! | file | does |
//! | --- | --- |
//! | `captions.rs` | lines of speech out of text, SRT and VTT, without their time lines and tags |
//! | `json.rs` | the same out of the JSON of programs that hear |
//! | `speakers.rs` | `NAME: words`: who speaks in a line, and where the words begin |
//! | `wording.rs` | words as they are compared, in transcripts and in quotations alike |
//! | `index.rs` | where each word and each pair of words is |

mod captions;
mod index;
mod json;
mod speakers;
pub mod wording;

pub use index::{Index, Stretch};
pub use speakers::{core as label_core, is_machine};

use crate::Span;
use crate::lexicon::Lexicons;
use crate::text::{Article, Manuscript};
use rustc_hash::FxHashMap;
use speakers::Lines;
use wording::Word;

/// A recording in words.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Transcript {
    /// The text as given, with its lines.
    pub text: Article,
    /// The words that were said, in order.
    pub words: Vec<Spoken>,
    /// Who speaks, where the transcript says so: the labels as written, each once, in order.
    pub speakers: Vec<String>,
}

/// A word that was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Spoken {
    /// The word.
    pub word: Word,
    /// Who says it: index into [`Transcript::speakers`].
    pub speaker: Option<usize>,
    /// When its line begins, in seconds from the start of the recording.
    pub time: Option<u32>,
}

/// The text of a transcript: a string, every line of which counts, or what a reader made of a file.
#[derive(Clone, Debug)]
pub struct Script(Manuscript);

impl From<String> for Script {
    fn from(text: String) -> Self {
        Self(Manuscript::of_lines(text))
    }
}

impl From<Manuscript> for Script {
    fn from(manuscript: Manuscript) -> Self {
        Self(manuscript)
    }
}

impl Transcript {
    /// Reads a transcript; what kind it is shows in the text. Any text is one.
    ///
    /// ```
    /// let text = "1\n00:01:02,000 --> 00:01:05,000\nBRISK: One of our first concerns.\n";
    /// let heard = onrecord::transcript::Transcript::new("hearing.srt", text.to_owned());
    /// assert_eq!((heard.speakers[0].as_str(), heard.words.len(), heard.words[0].time), ("BRISK", 5, Some(62)));
    /// ```
    #[must_use]
    pub fn new(name: &str, text: impl Into<Script>) -> Self {
        Self::read(name, text, Lexicons::ours())
    }

    /// The same by these lists of words, a newsroom's among them.
    #[must_use]
    pub fn read(name: &str, text: impl Into<Script>, lexicons: &Lexicons) -> Self {
        let Script(manuscript) = text.into();
        let (text, lines) = match json::read(&manuscript.text) {
            Some((passages, lines)) => (Manuscript::of_lines(passages), Some(lines)),
            None => (manuscript, None),
        };
        let text = Article::read(name, text, None, lexicons);
        let lines = lines.unwrap_or_else(|| {
            speakers::label(Lines { text: &text.text, lines: captions::lines(&text.text) }, lexicons)
        });
        let (mut words, mut speakers) = (Vec::new(), Vec::new());
        let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
        for line in lines {
            let speaker = line.speaker.map(|name: String| {
                *numbers.entry(name).or_insert_with_key(|name| {
                    speakers.push(name.clone());
                    speakers.len() - 1
                })
            });
            for word in wording::spoken(&text, lexicons, &line.pieces) {
                words.push(Spoken { word, speaker, time: line.time });
            }
        }
        Self { text, words, speakers }
    }

    /// The words from `first` to before `end` as written, tags and labels between them left out.
    #[must_use]
    pub fn passage(&self, first: usize, end: usize) -> String {
        let mut text = String::new();
        let mut last: Option<Span> = None;
        for spoken in &self.words[first..end.min(self.words.len())] {
            let span = spoken.word.span;
            if last == Some(span) {
                continue;
            }
            // What is between two words of a line (a comma, a space) is theirs.
            let between = last.and_then(|last| self.text.text.get(last.end as usize..span.start as usize));
            if let Some(between) = between {
                // A note, a tag or a line's end is cut out, the marks before it are not.
                let kept = between.split(['\n', '<', '[', '(']).next().unwrap_or_default();
                text.push_str(kept.trim_end());
                if between.contains(char::is_whitespace) || kept.len() < between.len() {
                    text.push(' ');
                }
            }
            text.push_str(self.text.slice(span));
            last = Some(span);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str) -> Vec<(String, Option<u32>, String)> {
        let transcript = Transcript::new("t", text.to_owned());
        let mut told: Vec<(String, Option<u32>, String)> = Vec::new();
        for (i, spoken) in transcript.words.iter().enumerate() {
            let speaker = spoken.speaker.map_or_else(|| "-".to_owned(), |s| transcript.speakers[s].clone());
            let word = transcript.passage(i, i + 1);
            match told.last_mut() {
                Some(last) if last.0 == speaker && last.1 == spoken.time => last.2 += &format!(" {word}"),
                _ => told.push((speaker, spoken.time, word)),
            }
        }
        told
    }

    #[test]
    fn text_srt_and_vtt_tell_the_same() {
        let expected = [
            ("HOLLIS".to_owned(), "We will rebuild every house".to_owned()),
            ("REYLE".to_owned(), "By when".to_owned()),
        ];
        let texts = [
            "HOLLIS: We will rebuild\nevery house. [applause]\n\nREYLE: By when?\n",
            "1\n00:00:01,000 --> 00:00:03,500\nHOLLIS: We will, um, rebuild\n\n2\n00:00:03,600 --> 00:00:05,000\n<i>every</i> house.\n\n3\n00:01:06,000 --> 00:01:07,000\nREYLE: By when?\n",
            "WEBVTT - hearing\n\nNOTE by hand\n\n00:01.000 --> 00:03.500 align:start\n<v HOLLIS>We will rebuild</v>\n\nintro\n00:03.600 --> 00:05.000\n<v HOLLIS>every <b>house</b>.\n\n01:06.000 --> 01:07.000\n<v REYLE>By when?\n",
            "[00:01] HOLLIS: We will rebuild every house.\n[01:06] REYLE: By when?\n",
            "HOLLIS  0:01\nWe will rebuild every house.\n\nREYLE  1:06\nBy when?\n",
        ];
        for (i, text) in texts.iter().enumerate() {
            let mut speech: Vec<(String, String)> = Vec::new();
            for (speaker, _, words) in told(text) {
                match speech.last_mut() {
                    Some(last) if last.0 == speaker => last.1 += &format!(" {words}"),
                    _ => speech.push((speaker, words)),
                }
            }
            assert_eq!(speech, expected, "{text}");
            if i > 0 {
                let times: Vec<_> = told(text).into_iter().map(|(_, time, _)| time).collect();
                assert_eq!((times.first(), times.last()), (Some(&Some(1)), Some(&Some(66))), "{text}");
            }
        }
    }

    #[test]
    fn captions_that_roll_on_are_heard_once() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\nwe will\n\n00:02.000 --> 00:03.000\nwe will\nrebuild it\n\n00:03.000 --> 00:04.000\nrebuild it\n";
        let words: Vec<_> = told(text).into_iter().map(|(_, _, words)| words).collect();
        assert_eq!(words.join(" "), "we will rebuild it");
    }

    proptest! {
        #[test]
        fn any_text_is_a_transcript(text in "(\\PC|[\n\r<>\\[\\]():.-]|Ann: |00:01 |00:01.000 --> 00:02.000\n|WEBVTT\n|<v Bo>){0,120}") {
            let transcript = Transcript::new("t", text);
            let mut last = 0;
            for spoken in &transcript.words {
                prop_assert!(spoken.word.span.start >= last);
                prop_assert!(transcript.text.text.get(spoken.word.span.range()).is_some());
                prop_assert!(spoken.speaker.is_none_or(|s| s < transcript.speakers.len()));
                last = spoken.word.span.start;
            }
            prop_assert!(transcript.passage(0, transcript.words.len()).len() <= 2 * transcript.text.text.len());
        }
    }

    #[test]
    fn a_colon_alone_makes_no_speaker() {
        let text = "He asked me this: when? Remember: it rained.\nNote: nobody came.\n";
        assert!(Transcript::new("t", text.to_owned()).speakers.is_empty());
    }
}
