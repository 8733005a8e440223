//! The last look at what is written: nothing leaves for a terminal, a log or a report but through here.
//!
//! Renderers show what comes from outside as text, each in its own notation. What they forget, and what only shows in the
//! finished line, is mended here: a character that acts is written out, and no line is one that a CI service takes for a
//! command. GitHub's runner obeys lines that begin with `::` after white space and any line with `##[` in it; Azure's takes
//! `##vso[`, TeamCity's `##teamcity[`. A wrapped quotation can begin a line with the one, an excerpt hold the other.

use super::Renderer;
use super::printable::{acts, hides, write_out};
use std::fmt::Write as _;
use std::io;

/// The notation of a report, which says how a character is written that must not stand for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Markup {
    /// Text for people, in which the colours that the program sets are the only escapes.
    Plain {
        /// Whether there are any.
        colour: bool,
    },
    /// Markdown.
    Markdown,
    /// HTML or XML.
    Tags,
    /// JSON.
    Json,
    /// The commands of a CI service, each of which begins its line.
    Commands,
}

/// What `write` has `renderer` write, fit to be sent.
///
/// # Errors
/// When `write` fails, which a renderer never does by itself.
pub fn rendered(
    renderer: &dyn Renderer,
    write: impl FnOnce(&dyn Renderer, &mut dyn io::Write) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let mut piece = Vec::new();
    write(renderer, &mut piece)?;
    Ok(guarded(piece, renderer.markup()))
}

/// `bytes` of a report or a page, fit to be sent. They begin a line.
#[must_use]
pub fn guarded(bytes: Vec<u8>, markup: Markup) -> Vec<u8> {
    if !suspicious(&bytes, markup) {
        return bytes;
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => String::from_utf8_lossy(error.as_bytes()).into_owned(),
    };
    let mut guard = Guard { markup, out: String::with_capacity(text.len() + 64) };
    for line in text.split_inclusive('\n') {
        guard.line(line);
    }
    guard.out.into_bytes()
}

struct Guard {
    markup: Markup,
    out: String,
}

impl Guard {
    fn line(&mut self, line: &str) {
        let mut start = line.trim_start();
        // A colour before it is nothing to see.
        while let Some(rest) = self.colour(start) {
            start = rest.trim_start();
        }
        let command = start.starts_with("::") && self.markup != Markup::Commands;
        let command = command.then_some(line.len() - start.len());
        let mut at = 0;
        while let Some(c) = line[at..].chars().next() {
            if let Some(rest) = self.colour(&line[at..]) {
                self.out.push_str(&line[at..line.len() - rest.len()]);
                at = line.len() - rest.len();
                continue;
            }
            if command == Some(at) || (line[at..].starts_with("##") && begins_command(&line[at..])) {
                self.inert(c);
            } else if (acts(c) && c != '\n' && c != '\t') || hides(line, at, c) {
                self.written_out(c);
            } else {
                self.out.push(c);
            }
            at += c.len_utf8();
        }
    }

    /// What is behind the colour that `text` begins with, if it is one of ours.
    fn colour<'a>(&self, text: &'a str) -> Option<&'a str> {
        let Markup::Plain { colour: true } = self.markup else { return None };
        let rest = text.strip_prefix("\u{1b}[")?;
        rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').strip_prefix('m')
    }

    /// Writes a colon or a hash that would begin a command so that it begins none.
    fn inert(&mut self, c: char) {
        match self.markup {
            Markup::Plain { .. } | Markup::Commands => write_out(c, &mut self.out),
            Markup::Markdown => self.out.extend(['\\', c]),
            // Writing to a String does not fail.
            Markup::Tags => self.out.push_str(&format!("&#{};", u32::from(c))),
            Markup::Json => self.out.push_str(&format!("\\u{:04x}", u32::from(c))),
        }
    }

    fn written_out(&mut self, c: char) {
        if self.markup == Markup::Json {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(self.out, "\\u{unit:04x}");
            }
        } else {
            write_out(c, &mut self.out);
        }
    }
}

/// Whether text that begins with `##` goes on like a command: letters and a bracket.
fn begins_command(text: &str) -> bool {
    text.trim_start_matches('#').trim_start_matches(|c: char| c.is_ascii_alphanumeric()).starts_with('[')
}

/// Whether there may be something to mend. Wrong only in that nothing has to be; reads every byte once, and nothing is
/// jumped over, so that the processor takes sixteen at a time: a JSON report is six times its article.
fn suspicious(bytes: &[u8], markup: Markup) -> bool {
    // In JSON a line begins with a brace, a bracket or a comma.
    let lines =
        markup != Markup::Json && (bytes.starts_with(b":") || bytes.windows(2).any(begins_with_colon));
    lines
        || memchr::memmem::find(bytes, b"##").is_some()
        || bytes.chunks(4096).enumerate().any(|(i, chunk)| {
            // Two bytes more, for what goes over the edge.
            let from = i * 4096;
            odd(&bytes[from..bytes.len().min(from + chunk.len() + 2)])
        })
}

/// A colon at the start of a line, or after what may be white space there.
fn begins_with_colon(pair: &[u8]) -> bool {
    pair[1] == b':' && (pair[0].is_ascii_whitespace() || pair[0] == b'm' || pair[0] >= 0x80)
}

/// Whether a character may be there that acts, by the first bytes of each.
fn odd(bytes: &[u8]) -> bool {
    let control = |b: u8| (b < 0x20) & (b != b'\n') | (b == 0x7f);
    let two = |a: u8, b: u8| {
        (a == 0xc2) & ((b < 0xa0) | (b == 0xad))
            | (a == 0xcd) & (b == 0x8f)
            | (a == 0xd8) & ((b < 0x86) | (b == 0x9c))
            | (a == 0xdb) & (b == 0x9d)
            | (a == 0xdc) & (b == 0x8f)
            | (a == 0xe0) & ((b == 0xa2) | (b == 0xa3))
            | (a == 0xe1) & ((b == 0x85) | (b == 0x9e) | (b == 0xa0))
            | (a == 0xe2) & (b == 0x81)
            | (a == 0xe3) & (b == 0x85)
            | (a == 0xef) & ((b == 0xb7) | (b == 0xbb) | (b == 0xbe) | (b == 0xbf))
            | (a == 0xf0) & ((b == 0x91) | (b == 0x93) | (b == 0x9b) | (b == 0x9d))
            | (a == 0xf3)
    };
    // Most of what is not ASCII in a report is punctuation from here, so that the third byte counts.
    let three = |a: u8, b: u8, c: u8| {
        (a == 0xe2) & (b == 0x80) & ((0x8b..=0x8f).contains(&c) | (0xa8..=0xae).contains(&c))
    };
    let [next, third] = [1, 2].map(|n| bytes.get(n..).unwrap_or_default());
    bytes.iter().fold(false, |any, &a| any | control(a))
        || bytes.iter().zip(next).fold(false, |any, (&a, &b)| any | two(a, b))
        || bytes.iter().zip(next).zip(third).fold(false, |any, ((&a, &b), &c)| any | three(a, b, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Markup = Markup::Plain { colour: false };
    const COLOURED: Markup = Markup::Plain { colour: true };

    fn sent(text: &str, markup: Markup) -> String {
        String::from_utf8(guarded(text.as_bytes().to_vec(), markup)).unwrap()
    }

    #[test]
    fn no_line_is_a_command() {
        for (text, markup, expected) in [
            ("::error::x\n", PLAIN, "\\u{3a}:error::x\n"),
            ("a\n \u{a0}::error::x\n", PLAIN, "a\n \u{a0}\\u{3a}:error::x\n"),
            ("\u{1b}[31m::error::x\u{1b}[0m\n", COLOURED, "\u{1b}[31m\\u{3a}:error::x\u{1b}[0m\n"),
            ("a ::b C::D\n", PLAIN, "a ::b C::D\n"),
            ("a ##[error]b\n", PLAIN, "a \\u{23}#[error]b\n"),
            ("###vso[x]\n", PLAIN, "\\u{23}\\u{23}#vso[x]\n"),
            ("## Who\n### [a](b)\n", Markup::Markdown, "## Who\n### [a](b)\n"),
            ("::error::x ##[a]\n", Markup::Markdown, "\\::error::x \\##[a]\n"),
            ("::error::x ##[a]\n", Markup::Tags, "&#58;:error::x &#35;#[a]\n"),
            ("{\"a\":\"##[x]\"}\n", Markup::Json, "{\"a\":\"\\u0023#[x]\"}\n"),
            ("::error file=a::##[x]\n", Markup::Commands, "::error file=a::\\u{23}#[x]\n"),
        ] {
            assert_eq!(sent(text, markup), expected, "{text:?} {markup:?}");
        }
    }

    #[test]
    fn what_acts_is_written_out() {
        assert_eq!(sent("a\u{1b}[31m\r\u{202e}\t\n", PLAIN), "a\\u{1b}[31m\\u{d}\\u{202e}\t\n");
        assert_eq!(sent("\u{1b}[31ma\u{1b}[2J\u{1b}[0m", COLOURED), "\u{1b}[31ma\\u{1b}[2J\u{1b}[0m");
        assert_eq!(sent("\"\u{202e}\u{e0041}\u{9b}\"", Markup::Json), "\"\\u202e\\udb40\\udc41\\u009b\"");
        assert_eq!(sent("<b>\u{200b}</b>", Markup::Tags), "<b>\\u{200b}</b>");
    }

    /// The look at bytes finds all that the look at characters does, wherever it is.
    #[test]
    fn nothing_that_acts_is_overlooked() {
        for c in ('\0'..=char::MAX)
            .filter(|&c| c != '\n' && (acts(c) || hides("aa", 1, c) || "\u{200c}\u{200d}".contains(c)))
        {
            for before in [0, 4093, 4094, 4095, 4096] {
                let text = format!("{}{c}é", "x".repeat(before));
                assert!(suspicious(text.as_bytes(), Markup::Json), "{:x} after {before}", u32::from(c));
            }
        }
        assert!(!suspicious("“Größe” – 100 %, said ‘Ann’ … € 日本語 👩\n".as_bytes(), Markup::Json));
    }
}
