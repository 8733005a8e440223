//! Texts made of one unit, over and over.

use std::fmt::Write as _;
use std::sync::LazyLock;

/// How the units follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All in one line, a space between them.
    Line,
    /// A paragraph each.
    Paragraphs,
    /// All in one line, with a closing mark at the end of the text.
    ClosedLine,
}

impl Layout {
    pub const ALL: [Self; 3] = [Self::Line, Self::Paragraphs, Self::ClosedLine];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Paragraphs => "paragraphs",
            Self::ClosedLine => "closed-line",
        }
    }
}

/// The kinds that are always tried: name and unit.
pub fn kinds() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("kinds.txt").lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    lines.filter_map(|line| line.split_once(' ')).map(|(name, unit)| (name, unit.trim_start()))
}

/// The words and marks that random units are made of: all that the kinds have.
pub fn vocabulary() -> &'static [&'static str] {
    static WORDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let mut words: Vec<&str> =
            kinds().flat_map(|(_, unit)| unit.split(' ')).filter(|word| *word != ">>").collect();
        words.sort_unstable();
        words.dedup();
        words
    });
    &WORDS
}

/// A text of at least `size` bytes made of `unit`.
pub fn text(unit: &str, layout: Layout, size: usize) -> String {
    let (first, unit) = unit.split_once(" >> ").unwrap_or(("", unit));
    let parts = parts(unit);
    let mut text = String::with_capacity(size + 64);
    if !first.is_empty() {
        text.push_str(first);
        text.push(' ');
    }
    for number in 0.. {
        if text.len() >= size {
            break;
        }
        parts.iter().for_each(|part| part.write(number, &mut text));
        text.push_str(if layout == Layout::Paragraphs { "\n\n" } else { " " });
    }
    text.push_str(if layout == Layout::ClosedLine { "”\n" } else { "\n" });
    text
}

/// A piece of a unit: its words, or what is another each time.
enum Part<'a> {
    Words(&'a str),
    Number,
    Small,
    /// A made-up word; whether with a capital.
    Word(bool),
    Few,
}

impl Part<'_> {
    fn write(&self, number: usize, text: &mut String) {
        let _ = match self {
            Self::Words(words) => text.write_str(words),
            Self::Number => write!(text, "{number}"),
            Self::Small => write!(text, "{}", number % 60),
            Self::Word(capital) => text.write_str(&word(number * 31 + 5, *capital)),
            Self::Few => text.write_str(&word(number % 500, true)),
        };
    }
}

fn parts(unit: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = unit;
    while let Some((words, (name, after))) =
        rest.split_once('{').and_then(|(words, after)| Some((words, after.split_once('}')?)))
    {
        parts.push(Part::Words(words));
        parts.push(match name {
            "n" => Part::Number,
            "small" => Part::Small,
            "word" => Part::Word(false),
            "Word" => Part::Word(true),
            "few" => Part::Few,
            other => panic!("{unit}: nothing is called {other}"),
        });
        rest = after;
    }
    parts.push(Part::Words(rest));
    parts
}

/// A word of that number; numbers far apart have no letters in common.
fn word(number: usize, capital: bool) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "ke", "lo", "mi", "nu", "ra", "se", "ti", "vo", "wa", "dan", "fer", "gol", "hart", "jes", "kim",
    ];
    let mut word = String::new();
    let mut left = number + SYLLABLES.len();
    while left > 0 {
        word.push_str(SYLLABLES[left % SYLLABLES.len()]);
        left /= SYLLABLES.len();
    }
    if capital {
        word[..1].make_ascii_uppercase();
    }
    word
}
