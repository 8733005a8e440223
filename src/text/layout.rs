//! How a plain text is laid out: which of its lines are one paragraph.
//!
//! Decided once for the whole text. Where a line goes on in the next one in mid-sentence, and that again and again in lines
//! of one width, the text is hard-wrapped; a line is then joined to the next where that one's first word had no room on it.
//! Lines with room to spare (tables, results, team lists, menus, addresses) end where they end.

use super::line_end::{LineEnd, trimmed};
use super::published;
use crate::lexicon::{Abbreviations, Lexicons};
use jiff::civil::Date;
use std::fmt;

/// Lines wrapped by hand or by program are so wide, in characters, at the widest of them.
const WIDTHS: std::ops::RangeInclusive<usize> = 45..=110;
/// A line of more bytes is not measured: a paragraph.
const LONG: usize = 440;
/// Spaces at the head of a line that set it off from the one before.
const INDENT: usize = 2;

/// A text in lines, each of which begins a paragraph or goes on with one.
#[derive(Debug)]
pub(super) struct Layout {
    /// The lines with something on them, in order.
    pub lines: Vec<Line>,
    /// What was found out.
    pub assumed: Assumed,
    /// The date that the first line is, where it is one.
    pub date: Option<Date>,
}

/// A line, less the white space around it and the marks of a quoted e-mail before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub start: usize,
    pub end: usize,
    pub begins: Begins,
    /// White space before it, in characters.
    indent: usize,
    /// Whether an empty line, or the head of the text, is before it.
    apart: bool,
}

/// How a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    /// A paragraph.
    Paragraph,
    /// With the next word of the paragraph.
    Word,
    /// With the rest of a word that is written with a hyphen.
    AfterHyphen,
    /// With the rest of a word that was cut in two: the hyphen before it is no part of the word.
    RestOfWord,
}

/// What a plain text was taken for, where that is not one paragraph a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Assumed {
    /// The width, in characters, at which its lines are wrapped.
    pub wrapped: Option<u16>,
    /// Whether its lines begin with the `>` of a quoted e-mail.
    pub quoted: bool,
    /// Whether its lines end in carriage returns alone.
    pub carriage_returns: bool,
}

impl fmt::Display for Assumed {
    /// The looks of the text: `text wrapped at 72 columns, quoted with > as in an e-mail`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")?;
        if let Some(width) = self.wrapped {
            write!(f, " wrapped at {width} columns")?;
        }
        if self.quoted {
            f.write_str(" quoted with > as in an e-mail")?;
        }
        if self.carriage_returns {
            f.write_str(" with line ends of old Macs")?;
        }
        Ok(())
    }
}

impl Layout {
    /// Looks at a text. Linear.
    pub fn of(text: &str) -> Self {
        let ends = LineEnd::of(text);
        let (mut lines, quoted) = lines(text, ends);
        let date = date_line(text, &mut lines);
        let wrapped = Wrapping::of(text, &lines);
        if let Some(wrapping) = &wrapped {
            wrapping.join(text, &mut lines);
        }
        let assumed = Assumed {
            wrapped: wrapped.map(|wrapping| wrapping.width as u16),
            quoted,
            carriage_returns: ends == LineEnd::CarriageReturn,
        };
        Self { lines, assumed, date }
    }

    /// Whether the text is to be made anew: lines to be joined, or marks to be left out.
    pub fn changes(&self) -> bool {
        self.assumed.quoted || self.lines.iter().any(|line| line.begins != Begins::Paragraph)
    }
}

/// The lines with something on them, each a paragraph, and whether the marks of a quoted e-mail are taken off.
fn lines(text: &str, ends: LineEnd) -> (Vec<Line>, bool) {
    let mut lines = Vec::new();
    let mut apart = true;
    let (mut quoted, mut all) = (0, 0);
    for range in ends.lines(text) {
        match line(text, range, apart) {
            Some(line) => {
                all += 1;
                quoted += usize::from(text.as_bytes()[line.start] == b'>');
                lines.push(line);
                apart = false;
            }
            None => apart = true,
        }
    }
    // One line of five may be ours: "On Friday she wrote:".
    if quoted < 2 || quoted * 5 < all * 4 {
        return (lines, false);
    }
    let mut bare = Vec::with_capacity(lines.len());
    let mut apart = true;
    let mut was_quoted = true;
    for Line { start, end, apart: after_blank, .. } in lines {
        let from = start + quote_marks(&text[start..end]);
        let is_quoted = from > start;
        apart |= after_blank || is_quoted != was_quoted;
        was_quoted = is_quoted;
        match line(text, from..end, apart) {
            Some(line) => {
                bare.push(line);
                apart = false;
            }
            None => apart = true,
        }
    }
    (bare, true)
}

/// The bytes of the `>` marks at the head of a line, and of one space after each.
fn quote_marks(line: &str) -> usize {
    let mut at = 0;
    while line[at..].starts_with('>') {
        at += 1;
        at += usize::from(line[at..].starts_with(' '));
    }
    at
}

fn line(text: &str, range: std::ops::Range<usize>, apart: bool) -> Option<Line> {
    let bare = trimmed(text, range.clone());
    (!bare.is_empty()).then(|| Line {
        start: bare.start,
        end: bare.end,
        begins: Begins::Paragraph,
        indent: indent(&text[range.start..bare.start]),
        apart,
    })
}

fn indent(space: &str) -> usize {
    space.chars().map(|c| if c == '\t' { 8 } else { usize::from(c != '\u{feff}') }).sum()
}

/// Sets the date at the head of a text apart from what follows on its line.
fn date_line(text: &str, lines: &mut Vec<Line>) -> Option<Date> {
    let first = lines.first().copied()?;
    let (length, date) = published::line_head(&text[first.start..first.end])?;
    lines[0].end = first.start + length;
    if let Some(rest) = line(text, lines[0].end..first.end, true) {
        lines.insert(1, rest);
    }
    if let Some(next) = lines.get_mut(1) {
        next.apart = true;
    }
    Some(date)
}

/// How a text is wrapped.
struct Wrapping {
    /// The width of its lines, in characters.
    width: usize,
    /// By how much a line may fall short of it and be full.
    slack: usize,
    /// Whether words are cut in two at the ends of lines.
    cuts_words: bool,
    /// The indent of lines that go on, and whether that of first lines is deeper.
    indent: usize,
    sets_in: bool,
}

/// Two lines that follow each other without an empty one between.
struct Pair<'a> {
    line: &'a str,
    next: &'a str,
    /// Characters of the first, its indent among them.
    width: usize,
}

impl<'a> Pair<'a> {
    fn of(text: &'a str, lines: &[Line]) -> Option<Self> {
        let [a, b] = lines else { return None };
        let short = !b.apart && a.end - a.start <= LONG;
        let (line, next) = (&text[a.start..a.end], &text[b.start..b.end]);
        short.then(|| Self { line, next, width: a.indent + line.chars().count() })
    }

    /// The width that the line would have with the first word of the next.
    fn wanted(&self) -> usize {
        let word = self.next.split_whitespace().next().unwrap_or_default();
        self.width + 1 + word.chars().count()
    }

    /// Whether the first line ends as no sentence and no introduction does.
    fn is_open(&self) -> bool {
        let closers = ['”', '"', '’', '\'', ')', ']', '»'];
        !self.line.trim_end_matches(closers).ends_with(['.', '!', '?', '…', ':', ';', '|'])
    }

    /// Whether the second goes on in mid-sentence.
    fn is_continued(&self) -> bool {
        self.is_open() && self.next.starts_with(char::is_lowercase)
    }

    /// Whether either is a row of a table, or a line that only parts what is around it.
    fn is_apart(&self) -> bool {
        [self.line, self.next]
            .iter()
            .any(|line| line.contains('\t') || line.contains("   ") || !line.contains(char::is_alphanumeric))
    }
}

impl Wrapping {
    /// None where the text is not wrapped.
    fn of(text: &str, lines: &[Line]) -> Option<Self> {
        let (mut pairs, mut certain): (usize, Vec<(usize, usize)>) = (0, Vec::new());
        let (mut cuts, mut set_in, mut indents) = (0, 0, Vec::new());
        for two in lines.windows(2) {
            let Some(pair) = Pair::of(text, two).filter(|pair| !pair.is_apart()) else { continue };
            pairs += 1;
            if pair.is_continued() && pair.width <= *WIDTHS.end() {
                cuts += usize::from(ends_in_cut(pair.line));
                set_in += usize::from(two[0].indent >= two[1].indent + INDENT);
                indents.push(two[1].indent);
                certain.push((pair.width, pair.wanted()));
            }
        }
        indents.sort_unstable();
        let mut widths: Vec<usize> = certain.iter().map(|(width, _)| *width).collect();
        widths.sort_unstable();
        // A line in twenty may run over, with an address of the web at its end.
        let width = *widths.get(widths.len().checked_sub(1 + widths.len() / 20)?)?;
        let middle = widths[widths.len() / 2];
        if !WIDTHS.contains(&width) || middle * 10 < width * 7 {
            return None;
        }
        let full = certain.iter().filter(|(_, wanted)| *wanted > width).count();
        // One line alone that goes on in the next may be an accident.
        let enough = match certain.len() {
            1 => pairs <= 2,
            2 => pairs <= 6,
            _ => true,
        };
        let by_program = full * 10 >= certain.len() * 8 && enough;
        let by_hand = certain.len() >= 4 && certain.len() * 10 >= pairs * 6;
        (by_program || by_hand).then_some(Self {
            width,
            slack: if by_program { 0 } else { width / 6 },
            cuts_words: cuts * 25 > certain.len(),
            indent: indents[indents.len() / 2],
            sets_in: set_in * 20 > certain.len(),
        })
    }

    /// Joins the lines of each paragraph.
    fn join(&self, text: &str, lines: &mut [Line]) {
        // Of the paragraph in hand: whether its first line has a bullet, and whether it has one line yet.
        let (mut bullet, mut first) = (false, true);
        for i in 0..lines.len() {
            let here = lines[i];
            let begins =
                match i.checked_sub(1).and_then(|i| Some((lines[i], Pair::of(text, &lines[i..i + 2])?))) {
                    Some((before, pair)) if self.goes_on(&pair, before, here, bullet, first) => {
                        self.begins(&pair)
                    }
                    _ => Begins::Paragraph,
                };
            lines[i].begins = begins;
            first = begins == Begins::Paragraph;
            if first {
                bullet = has_bullet(&text[here.start..here.end]);
            }
        }
    }

    /// Whether `here` goes on with the paragraph that `before` is of.
    fn goes_on(&self, pair: &Pair<'_>, before: Line, here: Line, bullet: bool, first: bool) -> bool {
        if pair.is_apart() || has_bullet(pair.next) && (bullet || !pair.is_open()) {
            return false;
        }
        // The first line of a paragraph is set in, or all but the first of an item; a passage that is set in ends.
        let deeper = here.indent >= before.indent + INDENT && !(first && bullet);
        let set_in = self.sets_in && here.indent >= self.indent + INDENT && !pair.is_continued();
        let set_out = before.indent >= here.indent + INDENT && !first;
        if deeper || set_in || set_out {
            return false;
        }
        pair.is_continued() && pair.width * 2 > self.width || pair.wanted() + self.slack > self.width
    }

    fn begins(&self, pair: &Pair<'_>) -> Begins {
        if pair.line.ends_with('\u{ad}') {
            return Begins::RestOfWord;
        }
        // Of "low- and middle-income", the first word ends with the hyphen.
        let suspended = ["and ", "or ", "to "].iter().any(|word| pair.next.starts_with(word));
        if suspended || !ends_in_hyphen(pair.line) || !pair.next.starts_with(char::is_alphanumeric) {
            return Begins::Word;
        }
        let cut = self.cuts_words && ends_in_cut(pair.line) && pair.next.starts_with(char::is_lowercase);
        if cut { Begins::RestOfWord } else { Begins::AfterHyphen }
    }
}

/// Whether a line ends in a word and a hyphen.
fn ends_in_hyphen(line: &str) -> bool {
    line.strip_suffix(['-', '‐']).is_some_and(|rest| rest.ends_with(char::is_alphanumeric))
}

/// Whether it ends in part of a word without a capital or a figure, and a hyphen.
fn ends_in_cut(line: &str) -> bool {
    let Some(rest) = line.strip_suffix(['-', '‐', '\u{ad}']) else { return false };
    let part = rest.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let plain = !part.is_empty() && part.chars().skip(1).all(char::is_lowercase);
    // The hyphen of `well-known` and `two-year` is their own.
    let own = |lexicons: &Lexicons| {
        lexicons.word_is(part, Abbreviations::CompoundHead) || lexicons.units.word(part).is_some()
    };
    plain && (line.ends_with('\u{ad}') || !own(Lexicons::ours()))
}

/// Whether a line begins as the item of a list does.
fn has_bullet(line: &str) -> bool {
    let mut characters = line.chars();
    let first = characters.next();
    if first.is_some_and(|c| matches!(c, '-' | '*' | '•' | '‣' | '▪' | '◦' | '·' | '–')) {
        return characters.next().is_some_and(char::is_whitespace);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix(['.', ')']);
    (1..=2).contains(&digits) && rest.is_some_and(|rest| rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Manuscript;

    /// The paragraphs, and what the layout was taken for.
    fn read(text: &str) -> (Vec<String>, Assumed) {
        let manuscript = Manuscript::from(text);
        let block = |block: &crate::text::Block| manuscript.text[block.span.range()].to_owned();
        (manuscript.blocks().iter().map(block).collect(), Layout::of(text).assumed)
    }

    const HEAD: &str = "Harbour vote is put off";
    const ONE: &str = "The council of Lentz met on Monday to hear how the harbour would be paid for, and it left the \
                       hall after three hours without a vote on anything at all. “We will wait,” said Ada Moe.";
    const TWO: &str = "Nobody in the well-known fishing port expects an answer before the winter. The last two winters \
                       were long, and the price of diesel has doubled since they ended.";

    fn wrapped(text: &str, first: &str, rest: &str, width: usize) -> String {
        let options = textwrap::Options::new(width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .break_words(false);
        textwrap::fill(text, options)
    }

    #[test]
    fn wrapped_lines_are_joined() {
        for width in [60, 66, 72, 80, 100] {
            for (first, rest, gap) in [
                ("", "", "\n\n"),
                ("", "", "\r\n \r\n"),
                ("    ", "", "\n"),
                ("  ", "  ", "\n\n"),
                ("\t", "", "\n\n"),
            ] {
                let parts = [HEAD, ONE, TWO].map(|part| wrapped(part, first, rest, width));
                let text = parts.join(gap);
                let (found, assumed) = read(&text);
                assert_eq!(found, [HEAD, ONE, TWO], "{text}");
                assert!(assumed.wrapped.is_some_and(|w| usize::from(w) <= width + 8), "{assumed:?}");
            }
        }
    }

    #[test]
    fn marks_of_mail_are_left_out() {
        let long = [HEAD, ONE, TWO].join("\n\n");
        let short = [HEAD, ONE, TWO].map(|part| wrapped(part, "", "", 70)).join("\n\n");
        for text in [&long, &short] {
            for mark in ["> ", ">", ">> "] {
                let quoted: Vec<String> = text.lines().map(|line| format!("{mark}{line}")).collect();
                let (found, assumed) = read(&format!("On Friday she wrote:\n\n{}", quoted.join("\n")));
                assert_eq!(found, ["On Friday she wrote:", HEAD, ONE, TWO]);
                assert!(assumed.quoted);
            }
        }
    }

    #[test]
    fn words_that_were_cut_are_whole() {
        let text = "The council of Lentz met on Monday to hear how the har-\nbour would be paid for, and it left the hall after \
                    three\nhours without a vote. Nobody in the well-known fish-\ning port expects an answer before the win\u{ad}\nter ends, \
                    says a friend of the Lentz party and its pro-\nMoe party, and all that the fishers’ long-\nest-serving lawyer said.";
        let (found, _) = read(text);
        assert_eq!(found.len(), 1);
        for words in ["the harbour would", "fishing port", "the winter ends", "pro-Moe party"] {
            assert!(found[0].contains(words), "{words}: {found:?}");
        }
        // A hyphen at the end of a line may be the word's own.
        let text = "The council of Lentz met on Monday to hear of its long-\nterm plan for the harbour, and how it would be paid \
                    for. “We\nwill wait,” said Ada Moe of the three-\nyear plan, which nobody in the well-\nknown port has seen.";
        let (found, _) = read(text);
        for words in ["long-term plan", "three-year plan", "well-known port"] {
            assert!(found[0].contains(words), "{words}: {found:?}");
        }
    }

    #[test]
    fn lines_of_old_macs_end() {
        let text = [HEAD, ONE, TWO].join("\r");
        let (found, assumed) = read(&text);
        assert_eq!(found, [HEAD, ONE, TWO]);
        assert!(assumed.carriage_returns);
        let (found, _) =
            read(&[HEAD, ONE, TWO].map(|part| wrapped(part, "", "", 72)).join("\n\n").replace('\n', "\r"));
        assert_eq!(found, [HEAD, ONE, TWO]);
    }

    #[test]
    fn lines_with_room_to_spare_are_left_alone() {
        let body = wrapped(&format!("{ONE} {TWO}"), "", "", 72);
        for list in [
            "Lentz 2 Marlow 1\nFinch 0 Holm 0\nBrandt 3 Quill 3",
            "Lentz: Moe; Holt, Brandt, Finch (Quill 62);\nHolm, Vole.\nMarlow: Reyle; Hollis, Brisk.",
            "- bread and milk from the shop\n- eggs and flour\n- the rest",
            "Soup of the day £4\nfish of the day £9\ncake £3",
            "1. Ada Moe\n2. Bo Holt\n3. Cy Finch",
            "Town          Votes     Share of all the votes that were cast\nLentz         1,200     12 per cent, or one vote in eight of all\nMarlow          900      9 per cent",
            "By Ada Moe\nHarbour Correspondent",
        ] {
            let lines: Vec<&str> = list.lines().collect();
            let (found, assumed) = read(&format!("{HEAD}\n\n{body}\n\n{list}\n\n{body}\n"));
            assert!(assumed.wrapped.is_some());
            assert_eq!(found[2..found.len() - 1], lines, "{list}");
            let (found, assumed) = read(&format!("{HEAD}\n\n{ONE}\n\n{list}\n\n{TWO}\n"));
            assert_eq!(assumed, Assumed::default(), "{list}");
            assert_eq!(found[2..found.len() - 1], lines, "{list}");
        }
    }

    #[test]
    fn items_of_a_list_go_on_in_their_lines() {
        let items = [format!("- {ONE}"), format!("- {TWO}")].map(|item| wrapped(&item, "", "  ", 72));
        let (found, _) = read(&format!("{}\n\n{}", wrapped(TWO, "", "", 72), items.join("\n")));
        assert_eq!(found, [TWO.to_owned(), format!("- {ONE}"), format!("- {TWO}")]);
    }

    #[test]
    fn a_paragraph_a_line_is_the_plain_case() {
        for text in [
            [HEAD, ONE, TWO].join("\n"),
            [HEAD, ONE, TWO].join("\n\n"),
            [HEAD, ONE, TWO].join(" "),
            format!("{HEAD}\n{}", [ONE; 9].join(" ")),
            "He said the\nthe second line is a heading".to_owned(),
            "iPhone sales fall\n\niPad sales too".to_owned(),
        ] {
            let (found, assumed) = read(&text);
            assert_eq!(assumed, Assumed::default());
            assert_eq!(found, text.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>());
        }
    }
}
