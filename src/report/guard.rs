//! The last look at what is written: nothing leaves for a terminal, a log or a report but through here.
//!
//! Renderers show what comes from outside as text, each in its own notation. What they forget, and what only shows in the
//! finished line, is mended here: a character that acts is written out, and no line is one that a CI service takes for a
//! command. GitHub's runner obeys lines that begin with `::` after white space and any line with `##[` in it; Azure's takes
//! `##vso[`, TeamCity's `##teamcity[`. A wrapped quotation can begin a line with the one, an excerpt hold the other.

use super::Renderer;
use super::printable::{acts, hides, write_out};
use std::fmt::Write as _;
use std::io::{self, Write};

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

/// Has `renderer` write to `out` what `write` asks of it, fit to be sent.
///
/// # Errors
/// When `out` fails.
pub fn rendered(
    renderer: &dyn Renderer,
    out: &mut dyn Write,
    write: impl FnOnce(&dyn Renderer, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut guarded = Guarded { markup: renderer.markup(), held: Vec::new(), out };
    write(renderer, &mut guarded)?;
    guarded.send(guarded.held.len())
}

/// How much of a report is looked at together, as a rule.
const HELD: usize = 64 * 1024;

/// Guards a report as it is written, whole lines at a time.
struct Guarded<'a> {
    markup: Markup,
    held: Vec<u8>,
    out: &'a mut dyn Write,
}

impl Guarded<'_> {
    /// Sends so many bytes of what is held.
    fn send(&mut self, bytes: usize) -> io::Result<()> {
        let rest = self.held.split_off(bytes);
        let whole = std::mem::replace(&mut self.held, rest);
        self.out.write_all(&guarded(whole, self.markup))
    }
}

impl Write for Guarded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let before = self.held.len();
        self.held.extend_from_slice(bytes);
        if self.held.len() >= HELD {
            // A document of JSON is one line, but no command has a comma in its beginning, and no character that a comma
            // is beside is hidden by it.
            let end = if self.markup == Markup::Json { b',' } else { b'\n' };
            if let Some(at) = memchr::memrchr(end, bytes) {
                self.send(before + at + 1)?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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

/// Whether a line of a diff is one that a CI service takes for a command. Only there do bytes leave as they are.
#[must_use]
pub fn has_command(diff: &[u8]) -> bool {
    let commands = |line: &str| {
        let text = line.strip_prefix([' ', '+', '-']).unwrap_or(line).trim_start();
        let hashes = |(at, _): (usize, &str)| begins_command(&line[at..]);
        text.starts_with("::") || line.match_indices("##").any(hashes)
    };
    let may = |two: &[u8]| memchr::memmem::find(diff, two).is_some();
    (may(b"::") || may(b"##")) && String::from_utf8_lossy(diff).lines().any(commands)
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
        // A line of JSON begins with a brace, a bracket or a comma.
        let command = start.starts_with("::") && !matches!(self.markup, Markup::Commands | Markup::Json);
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

/// Whether there may be something to mend. Wrong only in that nothing has to be, and quick: a JSON report is six times its
/// article.
fn suspicious(bytes: &[u8], markup: Markup) -> bool {
    // In JSON a line begins with a brace, a bracket or a comma.
    let lines = markup != Markup::Json && may_begin_with_colons(bytes);
    lines || memchr::memmem::find(bytes, b"##").is_some() || odd(bytes)
}

/// Whether two colons are at the start of a line, or after what may be white space or a colour there.
fn may_begin_with_colons(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"::").any(|at| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        before.is_none_or(|before| before.is_ascii_whitespace() || before == b'm' || before >= 0x80)
    })
}

/// The bytes with which a character may begin that acts.
const BEGINS: [bool; 256] = {
    let mut begins = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let control = byte < 0x20 && byte != b'\n' as usize || byte == 0x7f;
        let lead =
            matches!(byte, 0xc2 | 0xcd | 0xd8 | 0xdb | 0xdc | 0xe0 | 0xe1 | 0xe2 | 0xe3 | 0xef | 0xf0 | 0xf3);
        begins[byte] = control || lead;
        byte += 1;
    }
    begins
};

/// Whether a character may be there that acts, by the first bytes of each.
fn odd(bytes: &[u8]) -> bool {
    // Some bytes at once, of which nearly all are plain: so few that the processor takes them together.
    bytes.chunks(FEW).enumerate().any(|(i, few)| {
        let plain =
            few.iter().fold(true, |plain, &byte| plain & ((0x20..0x7f).contains(&byte) | (byte == b'\n')));
        !plain
            && (i * FEW..i * FEW + few.len()).any(|at| BEGINS[bytes[at] as usize] && begins_odd(&bytes[at..]))
    })
}

/// Bytes that are looked at together.
const FEW: usize = 64;

fn begins_odd(bytes: &[u8]) -> bool {
    let [second, third] = [1, 2].map(|n| bytes.get(n).copied().unwrap_or(0));
    match bytes[0] {
        0xc2 => second < 0xa0 || second == 0xad,
        0xcd | 0xdc => second == 0x8f,
        0xd8 => second < 0x86 || second == 0x9c,
        0xdb => second == 0x9d,
        0xe0 => matches!(second, 0xa2 | 0xa3),
        0xe1 => matches!(second, 0x85 | 0x9e | 0xa0),
        // Most of what is not ASCII in a report is punctuation from here, so that the third byte counts.
        0xe2 => second == 0x81 || second == 0x80 && matches!(third, 0x8b..=0x8f | 0xa8..=0xae),
        0xe3 => second == 0x85,
        0xef => matches!(second, 0xb7 | 0xbb | 0xbe | 0xbf),
        0xf0 => matches!(second, 0x91 | 0x93 | 0x9b | 0x9d),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    const WORDS: &[&str] = &[
        "##[error]",
        ",",
        "\"a\"",
        ":",
        "::",
        " ",
        "\u{202e}",
        "\u{200d}",
        "é",
        "“no”",
        "#",
        "Lentz ",
        "\u{1b}[31m",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// However long a report is and in whatever parts it is written, it is guarded as if it were written at once.
        #[test]
        fn parts_are_guarded_like_the_whole(
            lines in prop::collection::vec(prop::collection::vec(prop::sample::select(WORDS), 0..8), 60),
        ) {
            for (markup, end) in [(Markup::Json, ","), (PLAIN, "\n"), (COLOURED, "\n"), (Markup::Markdown, "\n")] {
                let parts: Vec<String> = lines.iter().map(|line| line.concat() + &"x".repeat(4000) + end).collect();
                let mut sent = Vec::new();
                let mut guarded = Guarded { markup, held: Vec::new(), out: &mut sent };
                parts.iter().for_each(|part| guarded.write_all(part.as_bytes()).unwrap());
                guarded.send(guarded.held.len()).unwrap();
                let whole = super::guarded(parts.concat().into_bytes(), markup);
                prop_assert!(whole.len() > 3 * HELD && sent == whole);
            }
        }
    }

    #[test]
    fn commands_are_seen_in_a_diff() {
        for (diff, expected) in [
            (" a\n-The the end.\n+The end.\n", false),
            (" std::fmt is no command\n", false),
            (" ::warning::x\n", true),
            ("+  ::warning::x\n", true),
            ("-a ##[error]x\n", true),
            (" a ##vso[x]\n", true),
            (" ## A heading\n", false),
        ] {
            assert_eq!(has_command(diff.as_bytes()), expected, "{diff}");
        }
    }
}
