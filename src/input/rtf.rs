//! Rich text (RTF), without what is deleted or hidden; notes come last.

use super::draft::{Draft, style_role};
use super::format::{Contents, Entry, Format, Reading};
use super::{Options, Problem};
use crate::text::Role;
use encoding_rs::Encoding;
use rustc_hash::FxHashMap;
use std::ops::Range;

pub(super) const FORMAT: Format = Format {
    name: "a rich text document (RTF)",
    extensions: &["rtf"],
    magic: &[b"{\\rtf"],
    reading: Reading::Bytes { looks: |_| true, read },
};

/// Groups within groups: word processors write some dozens.
const DEEPEST: usize = 1_000;

fn read(bytes: &[u8], _: &Options) -> Contents {
    let mut reader = Reader::new(bytes);
    let ended = reader.run(0..bytes.len(), State::default())?;
    if !ended {
        return Err(Problem::Unusable {
            what: "is a rich text document (RTF), but broken: its end is missing".to_owned(),
            advice: "save it again",
        });
    }
    // A note within a note would add to the list.
    for note in std::mem::take(&mut reader.notes) {
        reader.begin();
        reader.run(note, State::default())?;
    }
    Ok(Entry::only(reader.draft.finish()))
}

/// What holds until the end of a group.
#[derive(Clone, Copy)]
struct State {
    /// The text of the group is not the document's.
    skipped: bool,
    /// Deleted, or hidden.
    hidden: bool,
    /// So many characters after one in Unicode stand for it in old programs.
    fallback: usize,
    font: i32,
    /// The style sheet is being read.
    sheet: bool,
    /// The table of fonts is.
    fonts: bool,
}

impl Default for State {
    fn default() -> Self {
        Self { skipped: false, hidden: false, fallback: 1, font: -1, sheet: false, fonts: false }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    draft: Draft,
    /// Whether the next text begins a block.
    due: bool,
    /// What the style of the current paragraph says that it is.
    role: Option<Role>,
    encoding: &'static Encoding,
    /// The encodings of fonts that have one of their own.
    fonts: FxHashMap<i32, &'static Encoding>,
    /// What the styles say that a paragraph is.
    styles: FxHashMap<i32, Role>,
    /// The style whose name is being read.
    style: i32,
    name: String,
    notes: Vec<Range<usize>>,
    /// The first half of a character in Unicode, with its bytes.
    high: Option<(u16, usize)>,
    /// How many characters are still to be passed over.
    pass: usize,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            draft: Draft::default(),
            due: true,
            role: None,
            encoding: encoding_rs::WINDOWS_1252,
            fonts: FxHashMap::default(),
            styles: FxHashMap::default(),
            style: 0,
            name: String::new(),
            notes: Vec::new(),
            high: None,
            pass: 0,
        }
    }

    /// Reads a stretch of the file. Says whether every group in it is closed.
    fn run(&mut self, range: Range<usize>, first: State) -> Result<bool, Problem> {
        let mut state = first;
        let mut open: Vec<State> = Vec::new();
        // Where a note began, and in how many groups.
        let mut note: Option<(usize, usize)> = None;
        let mut at = range.start;
        while at < range.end {
            match self.bytes[at] {
                b'{' => {
                    if open.len() >= DEEPEST {
                        return Err(Problem::Unusable {
                            what: format!("is RTF with more than {DEEPEST} groups within each other"),
                            advice: "save the article as plain text",
                        });
                    }
                    open.push(state);
                    self.pass = 0;
                    at += 1;
                }
                b'}' => {
                    if state.sheet {
                        self.named();
                    }
                    if let Some((start, _)) = note.filter(|(_, depth)| *depth == open.len()) {
                        self.notes.push(start..at);
                        note = None;
                    }
                    let Some(outer) = open.pop() else { return Ok(true) };
                    state = outer;
                    self.pass = 0;
                    at += 1;
                }
                b'\\' => {
                    let (word, value, next) = control(self.bytes, at, range.end);
                    if word == b"footnote" && !state.skipped {
                        note = Some((next, open.len()));
                        state.skipped = true;
                    }
                    at = self.control(word, value, at..next, &mut state, range.end);
                }
                b'\r' | b'\n' => at += 1,
                _ => {
                    let length = self.bytes[at..range.end]
                        .iter()
                        .position(|b| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n'))
                        .unwrap_or(range.end - at);
                    self.text(at..at + length, &state);
                    at += length;
                }
            }
        }
        Ok(open.is_empty())
    }

    /// Obeys a control word or symbol that stands in `here`, and returns where to go on.
    fn control(
        &mut self,
        word: &[u8],
        value: Option<i32>,
        here: Range<usize>,
        state: &mut State,
        end: usize,
    ) -> usize {
        let on = value != Some(0);
        match word {
            b"*" => state.skipped = true,
            b"'" => return self.bytes_of(here, state, end),
            b"u" => {
                if !state.skipped && !state.hidden {
                    self.unicode(value.unwrap_or(0), here.clone());
                }
                self.pass = state.fallback;
            }
            b"uc" => state.fallback = usize::try_from(value.unwrap_or(1)).unwrap_or(1).min(16),
            b"bin" => {
                return here.end.saturating_add(usize::try_from(value.unwrap_or(0)).unwrap_or(0)).min(end);
            }
            b"f" => {
                state.font = value.unwrap_or(-1);
            }
            b"fcharset" if state.fonts => {
                if let Some(encoding) = charset(value.unwrap_or(0)) {
                    self.fonts.insert(state.font, encoding);
                }
            }
            b"ansicpg" => {
                let label = format!("windows-{}", value.unwrap_or(1252));
                self.encoding = Encoding::for_label(label.as_bytes()).unwrap_or(self.encoding);
            }
            b"mac" => self.encoding = encoding_rs::MACINTOSH,
            b"fonttbl" => (state.skipped, state.fonts) = (true, true),
            b"stylesheet" => (state.skipped, state.sheet) = (true, true),
            b"s" if state.sheet => self.style = value.unwrap_or(0),
            b"s" => self.role = value.and_then(|style| self.styles.get(&style)).copied(),
            b"outlinelevel" if !state.skipped => self.role = self.role.or(Some(Role::Subheading)),
            b"deleted" | b"v" => state.hidden = on,
            b"plain" => state.hidden = false,
            b"pard" => self.role = None,
            b"par" | b"sect" | b"page" | b"row" if !state.skipped => self.begin(),
            b"line" | b"tab" | b"cell" | b"nestcell" | b"emspace" | b"enspace" if !state.skipped => {
                self.draft.blank(here.clone());
            }
            _ if SKIPPED.binary_search(&word).is_ok() => state.skipped = true,
            _ => {
                if let Some(c) = symbol(word) {
                    self.put(c, here.clone(), state);
                }
            }
        }
        here.end
    }

    fn begin(&mut self) {
        self.due = true;
    }

    /// Begins the block that is due, now that there is something to write.
    fn open(&mut self) {
        if std::mem::take(&mut self.due) {
            self.draft.block(self.role);
        }
    }

    fn text(&mut self, range: Range<usize>, state: &State) {
        let passed = self.pass.min(range.len());
        self.pass -= passed;
        let range = range.start + passed..range.end;
        let bytes = &self.bytes[range.clone()];
        if state.sheet {
            self.name.push_str(&String::from_utf8_lossy(bytes));
        }
        if state.skipped || state.hidden || bytes.is_empty() {
            return;
        }
        if bytes.iter().all(u8::is_ascii_whitespace) {
            self.draft.blank(range);
            return;
        }
        self.open();
        match str::from_utf8(bytes) {
            // No program writes bytes beyond ASCII as they are, but some scripts do.
            Ok(text) => self.draft.words(text, range.start),
            Err(_) => {
                for at in range {
                    let text = self.encoding(state).decode_without_bom_handling(&self.bytes[at..=at]).0;
                    self.draft.replaced(&text, at..at + 1);
                }
            }
        }
    }

    fn put(&mut self, c: char, bytes: Range<usize>, state: &State) {
        if self.pass > 0 {
            self.pass -= 1;
        } else if !state.skipped && !state.hidden {
            self.open();
            self.draft.replaced(c.encode_utf8(&mut [0; 4]), bytes);
        }
    }

    fn encoding(&self, state: &State) -> &'static Encoding {
        self.fonts.get(&state.font).copied().unwrap_or(self.encoding)
    }

    /// `\'e9`: a byte in the encoding of the font, or two of one of East Asia.
    fn bytes_of(&mut self, here: Range<usize>, state: &State, end: usize) -> usize {
        let hex = |at: usize| {
            let digits = self.bytes.get(at..at + 2).filter(|_| at + 2 <= end)?;
            u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
        };
        let Some(first) = hex(here.end) else { return here.end };
        let mut next = here.end + 2;
        let encoding = self.encoding(state);
        let second =
            (first >= 0x80 && !encoding.is_single_byte() && self.bytes[next..end].starts_with(b"\\'"))
                .then(|| hex(next + 2))
                .flatten();
        if second.is_some() {
            next += 4;
        }
        if self.pass > 0 {
            self.pass -= 1;
            return next;
        }
        if !state.skipped && !state.hidden {
            self.open();
            let bytes = [first, second.unwrap_or(0)];
            let bytes = &bytes[..1 + usize::from(second.is_some())];
            let text = encoding.decode_without_bom_handling(bytes).0;
            self.draft.replaced(&text, here.start..next);
        }
        next
    }

    /// `\u8220`: a unit of UTF-16, which may be written as a negative number.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "that is how RTF writes it")]
    fn unicode(&mut self, value: i32, here: Range<usize>) {
        let unit = value as u16;
        let (units, start) = match self.high.take() {
            Some((high, start)) => ([high, unit], start),
            None if (0xd800..0xdc00).contains(&unit) => {
                self.high = Some((unit, here.start));
                return;
            }
            None => ([unit, 0], here.start),
        };
        if let Some(c) = char::decode_utf16(units).next() {
            self.open();
            let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
            self.draft.replaced(c.encode_utf8(&mut [0; 4]), start..here.end);
        }
    }

    /// A style's name is read.
    fn named(&mut self) {
        let name = std::mem::take(&mut self.name);
        if let Some(role) = style_role(name.trim().trim_end_matches(';')) {
            self.styles.insert(self.style, role);
        }
    }
}

/// The control word or symbol at `at`, its number, and where it ends.
fn control(bytes: &[u8], at: usize, end: usize) -> (&[u8], Option<i32>, usize) {
    let start = at + 1;
    let letters = bytes[start..end].iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
    if letters == 0 {
        // A symbol is one character; a line's end after a backslash is a paragraph's.
        let next = end.min(start + 1);
        let symbol = &bytes[start..next];
        return (if matches!(symbol, b"\r" | b"\n") { b"par" } else { symbol }, None, next);
    }
    let word = &bytes[start..start + letters];
    let mut next = start + letters;
    let minus = bytes[next..end].starts_with(b"-");
    let digits =
        bytes[next + usize::from(minus)..end].iter().take(10).take_while(|b| b.is_ascii_digit()).count();
    let mut value = None;
    if digits > 0 {
        let number = &bytes[next..next + usize::from(minus) + digits];
        value = str::from_utf8(number).ok().and_then(|number| number.parse().ok());
        next += number.len();
    }
    if bytes[next..end].starts_with(b" ") {
        next += 1;
    }
    (word, value, next)
}

/// What a control word or symbol stands for in the text.
fn symbol(word: &[u8]) -> Option<char> {
    Some(match word {
        b"\\" => '\\',
        b"{" => '{',
        b"}" => '}',
        b"~" => '\u{a0}',
        b"_" => '-',
        b"emdash" => '—',
        b"endash" => '–',
        b"lquote" => '‘',
        b"rquote" => '’',
        b"ldblquote" => '“',
        b"rdblquote" => '”',
        b"bullet" => '•',
        _ => return None,
    })
}

/// The encoding of a font.
fn charset(number: i32) -> Option<&'static Encoding> {
    let page = match number {
        77 => return Some(encoding_rs::MACINTOSH),
        128 => return Some(encoding_rs::SHIFT_JIS),
        129 => return Some(encoding_rs::EUC_KR),
        134 => return Some(encoding_rs::GBK),
        136 => return Some(encoding_rs::BIG5),
        161 => "windows-1253",
        162 => "windows-1254",
        163 => "windows-1258",
        177 => "windows-1255",
        178 => "windows-1256",
        186 => "windows-1257",
        204 => "windows-1251",
        238 => "windows-1250",
        _ => return None,
    };
    Encoding::for_label(page.as_bytes())
}

/// Groups of these are not of the text, in order.
const SKIPPED: &[&[u8]] = &[
    b"annotation",
    b"atnauthor",
    b"atnid",
    b"colortbl",
    b"fldinst",
    b"footer",
    b"footerf",
    b"footerl",
    b"footerr",
    b"header",
    b"headerf",
    b"headerl",
    b"headerr",
    b"info",
    b"object",
    b"pict",
    b"tc",
    b"xe",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    fn told(rtf: &str) -> String {
        match read(rtf.as_bytes(), &Options::default()) {
            Ok(mut entries) => {
                let manuscript = entries.remove(0).manuscript.unwrap();
                let name = |role: Option<Role>| role.map_or("-", Role::name);
                let blocks = manuscript.blocks().iter();
                blocks
                    .map(|block| format!("{}: {}\n", name(block.role), &manuscript.text[block.span.range()]))
                    .collect()
            }
            Err(problem) => problem.to_string(),
        }
    }

    #[test]
    fn text_is_read_as_it_is_shown() {
        for (rtf, expected) in [
            (r"{\rtf1\ansi One.\par Two {\b three}.}", "-: One.\n-: Two three.\n"),
            (
                r"{\rtf1\ansi\ansicpg1252 \ldblquote Caf\'e9,\rdblquote  she\u8212?said\emdash no.}",
                "-: “Café,” she—said—no.\n",
            ),
            (
                r"{\rtf1{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial;}}{\info{\title No}}\f1\'c4\'e0\f0 .}",
                "-: Да.\n",
            ),
            (
                r"{\rtf1{\stylesheet{\s1 heading 1;}{\s2 Title;}}\pard\s2 Ferry\par\pard One.\par\pard\s1 Why\par\pard Two.}",
                "headline: Ferry\n-: One.\nsubheading: Why\n-: Two.\n",
            ),
            (
                r"{\rtf1 One{\deleted  not}{\v  hid}{\*\generator x;} two.{\footnote A note.} Three.}",
                "-: One two. Three.\n-: A note.\n",
            ),
            (
                r"{\rtf1 A\u-10179?\u-8704? {\field{\*\fldinst HYPERLINK x}{\fldrslt link}}\line b}",
                "-: A😀 link b\n",
            ),
            (
                r"{\rtf1 \trowd Team\cell Points\cell\row Lentz\cell 3\cell\row}",
                "-: Team Points\n-: Lentz 3\n",
            ),
            (r"{\rtf1\uc2 \u8220 abOne\uc0\u8221 .}", "-: “One”.\n"),
            (r"{\rtf1 One", "is a rich text document (RTF), but broken: its end is missing; save it again"),
            (r"{\rtf1}", ""),
        ] {
            assert_eq!(told(rtf), expected, "{rtf}");
        }
    }

    #[test]
    fn words_lead_back_to_their_bytes() {
        let rtf = r"{\rtf1 \ldblquote We {\b will}\rdblquote , caf\'e9 \u8212? no.}";
        let manuscript = read(rtf.as_bytes(), &Options::default()).unwrap().remove(0).manuscript.unwrap();
        for (words, bytes) in [
            ("We will", r"We {\b will"),
            ("café", r"caf\'e9"),
            ("— no", r"\u8212? no"),
            ("”", r"\rdblquote "),
        ] {
            let start = manuscript.text.find(words).unwrap();
            let range = manuscript.map.range(Span::of(start..start + words.len()));
            assert_eq!(&rtf[range.start as usize..range.end as usize], bytes);
        }
    }

    #[test]
    fn groups_without_end_are_refused() {
        assert!(told(&format!("{{\\rtf1 {}", "{".repeat(100_000))).contains("1000 groups"));
        assert_eq!(told(&format!("{{\\rtf1 {}One.}}", "{}".repeat(100_000))), "-: One.\n");
        assert!(told(&format!("{{\\rtf1 {}", "{\\footnote a".repeat(900))).contains("end is missing"));
    }

    #[test]
    fn what_is_skipped_is_in_order() {
        assert!(SKIPPED.is_sorted());
    }
}
