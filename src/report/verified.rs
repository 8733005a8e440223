//! Quotations against transcripts, for people: each with the verdict, what differs and where it was said.

use super::paint::{Paint, plural};
use super::places::Places;
use super::printable::{Shown, printable};
use super::{Markup, Renderer, Style};
use crate::checker::Document;
use crate::facts::InSource;
use crate::facts::speech::in_source::{Change, Passage, Verdict};
use crate::rules::Severity;
use std::io::{self, Write};

/// Columns before the words.
const INDENT: usize = 15;

/// Writes the verdict on each quotation.
#[derive(Clone, Copy, Debug)]
pub struct Verified(pub Style);

impl Renderer for Verified {
    fn markup(&self) -> Markup {
        Markup::Plain { colour: self.0.colour }
    }

    fn document(&self, document: &Document, out: &mut dyn Write) -> io::Result<()> {
        let page = VerifiedLayout { paint: Paint::new(self.0), width: self.0.readable() };
        let found = document.facts.in_source().as_deref().unwrap_or_default();
        let shown = |one: &&InSource| !self.0.quiet || flawed(one);
        if self.0.quiet && !found.iter().any(flawed) {
            return Ok(());
        }
        writeln!(out, "{}: {}", page.paint.frame(Shown::of(&document.article().name)), page.counts(found))?;
        let places = Places::new(document.article());
        for one in found.iter().filter(shown) {
            writeln!(out)?;
            page.quotation(document, &places, one, out)?;
        }
        Ok(())
    }

    fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)
    }
}

fn flawed(one: &InSource) -> bool {
    Head::of(one) != Head::Verdict(Verdict::Verbatim)
}

/// What a quotation is listed and counted under.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    /// Said, but by someone else than the article says.
    WrongSpeaker,
    /// Anything else, by its words.
    Verdict(Verdict),
}

impl Head {
    const ALL: [Self; 5] = [
        Self::Verdict(Verdict::Verbatim),
        Self::WrongSpeaker,
        Self::Verdict(Verdict::Altered),
        Self::Verdict(Verdict::Stitched),
        Self::Verdict(Verdict::NotFound),
    ];

    fn of(found: &InSource) -> Self {
        if found.speaker_agrees == Some(false) { Self::WrongSpeaker } else { Self::Verdict(found.verdict) }
    }

    fn name(self) -> String {
        match self {
            Self::WrongSpeaker => "wrong speaker".to_owned(),
            Self::Verdict(verdict) => words(verdict),
        }
    }
}

/// How the report is set.
struct VerifiedLayout {
    paint: Paint,
    width: usize,
}

impl VerifiedLayout {
    /// `9 quotations: 5 verbatim, 1 wrong speaker, 2 altered, 1 not found`: each is counted once.
    fn counts(&self, found: &[InSource]) -> String {
        let mut counts = Vec::new();
        for head in Head::ALL {
            let count = found.iter().filter(|one| Head::of(one) == head).count();
            if count > 0 {
                counts.push(self.painted(head, format!("{count} {}", head.name())));
            }
        }
        let all = plural(found.len() as u64, "quotation", "quotations");
        if counts.is_empty() { all } else { format!("{all}: {}", counts.join(", ")) }
    }

    fn painted(&self, head: Head, text: String) -> String {
        match head {
            Head::Verdict(Verdict::Verbatim) => self.paint.good(text),
            Head::Verdict(Verdict::NotFound) => self.paint.severity(Severity::Error, text),
            Head::WrongSpeaker | Head::Verdict(_) => self.paint.severity(Severity::Warning, text),
        }
    }

    fn quotation(
        &self,
        document: &Document,
        places: &Places<'_>,
        one: &InSource,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let head = format!("{:<width$}", Head::of(one).name(), width = INDENT);
        let place = places.start(one.span);
        let quotation = printable(super::passage::slice(document.article(), one.span)).into_owned();
        let at = format!("line {}: ", place.line);
        for (i, line) in self.wrapped(&format!("{at}{quotation}")).iter().enumerate() {
            let lead = match i {
                0 => self.painted(Head::of(one), head.clone()),
                _ => " ".repeat(INDENT),
            };
            writeln!(out, "{lead}{line}")?;
        }
        if !one.changes.is_empty() {
            self.changes(&one.changes, out)?;
        }
        for (i, passage) in one.passages.iter().enumerate() {
            let place = place_in_transcript(passage);
            let line = match one.verdict {
                Verdict::Stitched => format!("{}. “{}”, {place}", i + 1, printable(&passage.text)),
                _ => place,
            };
            self.lines(&line, |text| self.paint.faint(text), out)?;
        }
        if one.speaker_agrees == Some(false) {
            let speaker =
                one.speaker.map_or("another speaker", |name| super::passage::slice(document.article(), name));
            let said = format!("the article says {}", printable(speaker));
            self.lines(&said, |text| self.paint.severity(Severity::Warning, text), out)?;
        }
        Ok(())
    }

    /// The words with those left out as `[-so-]` and those put in as `{+so+}`, in colours where there are any.
    fn changes(&self, changes: &[Change], out: &mut dyn Write) -> io::Result<()> {
        // Each word is wrapped as it is shown without colour, and painted afterwards.
        let mut marked: Vec<(String, &Change)> = Vec::new();
        for change in changes {
            let (text, open, close) = match change {
                Change::Same(text) => (text, "", ""),
                Change::LeftOut(text) => (text, "[-", "-]"),
                Change::PutIn(text) => (text, "{+", "+}"),
            };
            let shown = printable(text);
            let words: Vec<&str> = shown.split_whitespace().collect();
            for (i, word) in words.iter().enumerate() {
                let before = if i == 0 { open } else { "" };
                let after = if i + 1 == words.len() { close } else { "" };
                marked.push((format!("{before}{word}{after}"), change));
            }
        }
        let room = self.width - INDENT;
        let mut line = String::new();
        let mut columns = 0;
        for (word, change) in marked {
            let width = super::printable::width(&word);
            if columns > 0 && columns + 1 + width > room {
                writeln!(out, "{}{line}", " ".repeat(INDENT))?;
                line.clear();
                columns = 0;
            }
            if columns > 0 {
                line.push(' ');
                columns += 1;
            }
            line += &match change {
                Change::Same(_) => word,
                Change::LeftOut(_) => self.paint.removed(word),
                Change::PutIn(_) => self.paint.added(word),
            };
            columns += width;
        }
        writeln!(out, "{}{line}", " ".repeat(INDENT))
    }

    fn wrapped(&self, text: &str) -> Vec<String> {
        let options =
            textwrap::Options::new(self.width - INDENT).word_splitter(textwrap::WordSplitter::NoHyphenation);
        textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
    }

    fn lines(&self, text: &str, dress: impl Fn(&str) -> String, out: &mut dyn Write) -> io::Result<()> {
        self.wrapped(text).iter().try_for_each(|line| writeln!(out, "{}{}", " ".repeat(INDENT), dress(line)))
    }
}

/// `hearing.vtt, line 14, 00:02:10, HOLLIS`.
fn place_in_transcript(passage: &Passage) -> String {
    let time = passage.time.map(|t| format!(", {:02}:{:02}:{:02}", t / 3600, t / 60 % 60, t % 60));
    let speaker = passage.speaker.as_deref().map(|s| format!(", {}", printable(s)));
    let name = Shown::of(&passage.transcript);
    format!("{name}, line {}{}{}", passage.line, time.unwrap_or_default(), speaker.unwrap_or_default())
}
/// A verdict as people read it.
fn words(verdict: Verdict) -> String {
    verdict.name().replace('-', " ")
}
