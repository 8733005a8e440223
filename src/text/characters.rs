//! Characters that stand for others, read as what they stand for.
//!
//! Soft hyphens and characters of no width are left out, and remembered as [`Hidden`] where nobody can have meant them; spaces of all widths are spaces; ligatures and full-width forms are
//! the letters they draw; marks that houses type for want of better ones (`<<No,>>`, `,,No,''`, `don´t`) are the marks they
//! mean. Entities (`&rsquo;`) and letters that were encoded twice (`â€™`) are what they were before, and are remembered as
//! [`Garble`]d: they are read, but would be printed as they are.

use super::garble::{Garble, GarbleKind, Hidden};
use super::manuscript::{Editable, Manuscript};
use super::source_map::SourceMapBuilder;
use crate::Span;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// Something to be read in place of what is written.
#[derive(Debug, PartialEq, Eq)]
struct Reading {
    written: Range<usize>,
    read: Cow<'static, str>,
    garbled: Option<GarbleKind>,
}

impl Manuscript {
    /// Reads its characters as what they stand for: soft hyphens, ligatures, entities and the like. A manuscript of a
    /// string has been read so.
    #[must_use]
    pub fn with_characters_read(self) -> Self {
        let readings = readings(&self.text);
        if readings.is_empty() { self } else { apply(self, &readings) }
    }
}

fn apply(mut manuscript: Manuscript, readings: &[Reading]) -> Manuscript {
    let source = std::mem::take(&mut manuscript.text);
    let mut text = String::with_capacity(source.len());
    let mut map = SourceMapBuilder::default();
    // Where the ends of the pieces are, there and here.
    let mut ends: Vec<(usize, usize)> = Vec::with_capacity(2 * readings.len());
    let (mut garbles, mut hidden) = (Vec::new(), Vec::new());
    let mut at = 0;
    for Reading { written, read, garbled } in readings {
        map.verbatim(written.start - at, at);
        text.push_str(&source[at..written.start]);
        ends.push((written.start, text.len()));
        if let Some(kind) = *garbled {
            let span = Span::of(text.len()..text.len() + read.len());
            garbles.push(Garble { span, written: source[written.clone()].into(), kind });
        }
        if read.is_empty() && garbled.is_none() && is_stray(&source, written, manuscript.editable) {
            let at = Span::of(text.len()..text.len()).start;
            hidden.extend(source[written.clone()].chars().map(|written| Hidden { at, written }));
        }
        map.replaced(read.len(), written.clone());
        text.push_str(read);
        ends.push((written.end, text.len()));
        at = written.end;
    }
    map.verbatim(source.len() - at, at);
    text.push_str(&source[at..]);
    let here = |there: u32| {
        let there = there as usize;
        let before = ends.partition_point(|&(end, _)| end <= there);
        before.checked_sub(1).map_or(there, |i| ends[i].1 + (there - ends[i].0))
    };
    manuscript.rewritten(source, text, map.finish(), (garbles, hidden), here)
}

/// Whether a character that is read as nothing can be there by accident only. Web pages say with a soft hyphen or a space of
/// no width where a word may be broken; signs of direction belong to other scripts.
fn is_stray(source: &str, written: &Range<usize>, editable: Editable) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let before = source[..written.start].chars().next_back();
    let inside = letter(before) && letter(source[written.end..].chars().next());
    // The second half of a letter that was encoded twice: Ã and a soft hyphen are í.
    let half = matches!(before, Some('Ã' | 'Â' | '\u{300}'..='\u{36f}'));
    match source[written.clone()].chars().next() {
        Some('\u{ad}') => editable == Editable::Text && !half,
        Some('\u{200b}') => editable == Editable::Text || inside,
        Some('\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}') => true,
        _ => false,
    }
}

/// All that is to be read as something else, in order. Linear.
fn readings(text: &str) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !MAY_STAND[bytes[at] as usize] {
            at += 1;
            continue;
        }
        match reading(text, at) {
            Some(reading) => {
                at = reading.written.end;
                found.push(reading);
            }
            None => at += 1,
        }
    }
    found
}

/// The bytes that characters which stand for others begin with.
const MAY_STAND: [bool; 256] = {
    let mut table = [false; 256];
    let first = [0xc2, 0xc3, 0xca, 0xe1, 0xe2, 0xe3, 0xef, b'&', b'<', b'>', b',', b'`'];
    let mut i = 0;
    while i < first.len() {
        table[first[i] as usize] = true;
        i += 1;
    }
    table
};

fn reading(text: &str, at: usize) -> Option<Reading> {
    let c = text.get(at..)?.chars().next()?;
    let plain =
        |read: Cow<'static, str>, written: Range<usize>| Some(Reading { written, read, garbled: None });
    let whole = at..at + c.len_utf8();
    // Only where they are asked for: most characters here are quotation marks and commas that stand for themselves.
    let (before, after) = (|| text[..at].chars().next_back(), || text[whole.end..].chars().next());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '&' => entity(text, at),
        '<' => angle(text, at, "<<", "«"),
        '>' => angle(text, at, ">>", "»"),
        // ,,No,'' she said.
        ',' => {
            let opens = text[at..].starts_with(",,") && text[at + 2..].starts_with(char::is_alphabetic);
            (opens && !letter(before())).then(|| Reading {
                written: at..at + 2,
                read: "„".into(),
                garbled: None,
            })
        }
        // don´t, don`t
        '`' | '´' if letter(before()) && letter(after()) => plain("’".into(), whole),
        'ʼ' => plain("’".into(), whole),
        '\u{ad}'
        | '\u{200b}'
        | '\u{2060}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}' => plain("".into(), whole),
        // Emoji are joined by one, as are letters of other scripts.
        '\u{200c}' | '\u{200d}' => {
            let latin = |c: Option<char>| c.is_none_or(|c| c < '\u{250}' || matches!(c, '‘'..='”'));
            if latin(before()) && latin(after()) { plain("".into(), whole) } else { None }
        }
        '\u{feff}' if at > 0 => plain("".into(), whole),
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            plain(" ".into(), whole)
        }
        'ﬀ' => plain("ff".into(), whole),
        'ﬁ' => plain("fi".into(), whole),
        'ﬂ' => plain("fl".into(), whole),
        'ﬃ' => plain("ffi".into(), whole),
        'ﬄ' => plain("ffl".into(), whole),
        'ﬅ' | 'ﬆ' => plain("st".into(), whole),
        '！'..='～' => char::from_u32(c as u32 - 0xfee0).and_then(|c| plain(c.to_string().into(), whole)),
        '￡' => plain("£".into(), whole),
        '￥' => plain("¥".into(), whole),
        '‟' => plain("“".into(), whole),
        '‛' => plain("‘".into(), whole),
        // ‚No,‘ she said, where it isn't the first byte of more.
        '‚' => encoded_twice(text, at, &MAC)
            .or_else(|| if letter(before()) { None } else { plain("‘".into(), whole) }),
        '‹' => plain("‘".into(), whole),
        '›' => plain("’".into(), whole),
        '′' => plain(if letter(before()) && letter(after()) { "’" } else { "'" }.into(), whole),
        '″' => plain("\"".into(), whole),
        // The signs of windows-1252 that English needs, where Latin-1 has nothing.
        '\u{80}' | '\u{85}' | '\u{91}'..='\u{97}' | '\u{99}' => {
            let read = WESTERN.of(c as u8)?.to_string().into();
            Some(Reading { written: whole, read, garbled: Some(GarbleKind::Encoding) })
        }
        'Â'..='ô' => encoded_twice(text, at, &WESTERN),
        _ => None,
    }
}

/// `<<No,>>` where both are there, on one line.
fn angle(text: &str, at: usize, marks: &str, read: &'static str) -> Option<Reading> {
    let rest = text[at..].strip_prefix(marks)?;
    let before = &text[..at];
    let ours = |c: Option<char>| c.is_none_or(|c| !matches!(c, '<' | '>' | '='));
    if !ours(rest.chars().next()) || !ours(before.chars().next_back()) {
        return None;
    }
    // A quotation is no longer, and the bound keeps a text of nothing but marks linear.
    let reach = 2_000;
    let other = if marks == "<<" {
        let ahead = rest.char_indices().take(reach).take_while(|(_, c)| *c != '\n');
        let ahead = &rest[..ahead.last().map_or(0, |(i, c)| i + c.len_utf8())];
        let inside = ahead.find(">>").map(|end| &ahead[..end]);
        inside.is_some_and(|inside| inside.contains(char::is_alphabetic) && !inside.contains("<<"))
    } else {
        let behind = before.char_indices().rev().take(reach).take_while(|(_, c)| *c != '\n');
        let behind = &before[behind.last().map_or(at, |(i, _)| i)..];
        // Already read as what they stand for, the other marks are still written so here.
        behind.rfind("<<").is_some_and(|start| {
            let inside = &behind[start + 2..];
            inside.contains(char::is_alphabetic) && !inside.contains(">>")
        })
    };
    other.then(|| Reading { written: at..at + marks.len(), read: read.into(), garbled: None })
}

/// The longest entity, in bytes: `&CounterClockwiseContourIntegral;`.
const ENTITY: usize = 33;

/// `&rsquo;`, `&#8217;`, `&amp;rsquo;`.
fn entity(text: &str, at: usize) -> Option<Reading> {
    let mut end = at + ended(&text[at..])?;
    let mut read = decoded(&text[at..end])?;
    // Written twice over.
    while read == "&" {
        let Some(longer) = text[end..].find(';').filter(|&more| more < ENTITY).map(|more| end + more + 1)
        else {
            break;
        };
        let Some(again) = decoded(&format!("&{}", &text[end..longer])) else { break };
        (read, end) = (again, longer);
    }
    if read == "\u{a0}" {
        read = " ".to_owned();
    }
    Some(Reading { written: at..end, read: read.into(), garbled: Some(GarbleKind::Entity) })
}

/// The length of what looks like an entity at the head of `text`.
fn ended(text: &str) -> Option<usize> {
    let name = |b: &u8| b.is_ascii_alphanumeric() || *b == b'#';
    let length = text.as_bytes()[1..].iter().take(ENTITY).take_while(|&b| name(b)).count();
    (length > 1 && text[1 + length..].starts_with(';')).then_some(length + 2)
}

fn decoded(entity: &str) -> Option<String> {
    let read = htmlize::unescape(entity);
    (read != entity && !read.ends_with(';') && !read.contains(char::is_control)).then(|| read.into_owned())
}

/// An encoding of a byte a character, as what letters of UTF-8 were taken for.
struct Alphabet([char; 128]);

static WESTERN: LazyLock<Alphabet> = LazyLock::new(|| Alphabet::new(WINDOWS_1252));
static MAC: LazyLock<Alphabet> = LazyLock::new(|| Alphabet::new(MACINTOSH));

impl Alphabet {
    fn new(encoding: &'static Encoding) -> Self {
        let character = |i: usize| {
            let byte = [128 + i as u8];
            let (text, _) = encoding.decode_without_bom_handling(&byte);
            text.chars().next().unwrap_or('\u{fffd}')
        };
        Self(std::array::from_fn(character))
    }

    /// The character of a byte beyond ASCII.
    fn of(&self, byte: u8) -> Option<char> {
        self.0.get(usize::from(byte).checked_sub(128)?).copied()
    }

    /// The byte of a character beyond ASCII.
    fn byte(&self, c: char) -> Option<u8> {
        // As which Latin-1 shows the same byte.
        if matches!(c, '\u{80}'..='\u{9f}') {
            return Some(c as u8);
        }
        let at = self.0.iter().position(|&known| known == c)?;
        u8::try_from(at + 128).ok()
    }
}

/// How often letters may have been encoded anew.
const TIMES: usize = 3;

/// A character whose bytes of UTF-8 were taken for characters of `alphabet`, once or several times.
fn encoded_twice(text: &str, at: usize, alphabet: &Alphabet) -> Option<Reading> {
    // Each character with the end of what it is written as.
    let mut row = row(text, at);
    let mut read = None;
    for _ in 0..TIMES {
        let once = whole(&row, alphabet);
        let Some(&(c, end)) = once.first() else { break };
        read = Some((c, end));
        row = once;
    }
    let (c, end) = read.or_else(|| {
        // The last byte of ” is no character of windows-1252, and was lost.
        let lost = text[at..].starts_with("â€") && !text[at + 5..].starts_with(char::is_alphanumeric);
        lost.then_some(('”', at + 5))
    })?;
    let plausible = c.is_alphabetic()
        || matches!(c, '\u{a0}'..='\u{bf}' | '×' | '÷' | '\u{2000}'..='\u{22ff}' | '\u{feff}');
    if !plausible {
        return None;
    }
    let read = match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' => " ".into(),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => "".into(),
        c => c.to_string().into(),
    };
    Some(Reading { written: at..end, read, garbled: Some(GarbleKind::Encoding) })
}

/// The characters beyond ASCII from `at` on, as many as one may have become, each with its end.
fn row(text: &str, at: usize) -> Vec<(char, usize)> {
    let mut row = Vec::new();
    let mut characters = text[at..].char_indices().peekable();
    while let Some((i, c)) = characters.next().filter(|_| row.len() < 4_usize.pow(TIMES as u32 - 1)) {
        let mut end = at + i + c.len_utf8();
        // Unicode's compatibility forms write a mark that stands alone as one over a space.
        let alone = characters.peek().filter(|_| c == ' ').and_then(|&(_, mark)| match mark {
            '\u{301}' => Some('´'),
            '\u{304}' => Some('¯'),
            '\u{308}' => Some('¨'),
            '\u{327}' => Some('¸'),
            _ => None,
        });
        if let Some(mark) = alone {
            end += 2;
            characters.next();
            row.push((mark, end));
        } else if c.is_ascii() {
            break;
        } else {
            row.push((c, end));
        }
    }
    row
}

/// What a row of characters was before its bytes were taken for them, as far as it was something.
fn whole(row: &[(char, usize)], alphabet: &Alphabet) -> Vec<(char, usize)> {
    let mut before = Vec::new();
    let mut at = 0;
    while let Some(lead) = row.get(at).and_then(|(c, _)| alphabet.byte(*c)) {
        let length = match lead {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => break,
        };
        let Some(piece) = row.get(at..at + length) else { break };
        let bytes: Option<Vec<u8>> = piece.iter().map(|(c, _)| alphabet.byte(*c)).collect();
        let Some(c) = bytes.and_then(|bytes| str::from_utf8(&bytes).ok()?.chars().next()) else { break };
        before.push((c, piece[length - 1].1));
        at += length;
    }
    before
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> (String, Vec<(String, String)>) {
        let manuscript = Manuscript::from(text);
        let garbles = manuscript.garbles().iter();
        let garbles = garbles.map(|g| (g.written.to_string(), manuscript.text[g.span.range()].to_owned()));
        (manuscript.text.clone(), garbles.collect())
    }

    #[test]
    fn characters_are_read_as_what_they_stand_for() {
        for (written, read) in [
            ("Gov\u{ad}ern\u{ad}ment of 1\u{ad}00", "Government of 100"),
            ("a\u{200b}b c\u{a0}d\u{2009}e\u{202f}f", "ab c d e f"),
            ("The oﬃce ﬁled ﬂat", "The office filed flat"),
            ("ＡＢ１２％", "AB12%"),
            ("<<No,>> she said; << never >>.", "«No,» she said; « never »."),
            (",,No,'' she said, 1,,000", "„No,'' she said, 1,,000"),
            ("don´t, don`t, donʼt, don′t", "don’t, don’t, don’t, don’t"),
            ("‚No,’ she said.", "‘No,’ she said."),
            ("It is 6′2″ long.", "It is 6’2\" long."),
            ("👩\u{200d}🚀 left", "👩\u{200d}🚀 left"),
            // Nothing stands for anything else.
            (
                "a < b, c >> d << e, Â, Ã and é; AT&T; &c; & so; Q&A;",
                "a < b, c >> d << e, Â, Ã and é; AT&T; &c; & so; Q&A;",
            ),
            ("São Paulo’s “Über” café—naïve", "São Paulo’s “Über” café—naïve"),
        ] {
            assert_eq!(seen(written), (read.to_owned(), vec![]), "{written}");
        }
    }

    #[test]
    fn what_is_garbled_is_read_and_remembered() {
        for (written, read) in [
            ("â€œ", "“"),
            ("â€™", "’"),
            ("â€\u{9d}", "”"),
            ("â€", "”"),
            ("Ã©", "é"),
            ("Â£", "£"),
            ("Ã¢â‚¬â„¢", "’"),
            ("Ã\u{83}Â¡", "á"),
            ("Ã ̈", "è"),
            ("‚Äú", "“"),
            ("‚Äô", "’"),
            ("\u{93}", "“"),
            ("&quot;", "\""),
            ("&rsquo;", "’"),
            ("&#8217;", "’"),
            ("&#x2019;", "’"),
            ("&amp;", "&"),
            ("&amp;rsquo;", "’"),
            ("&nbsp;", " "),
        ] {
            let (text, garbles) = seen(&format!("Moe {written} left"));
            assert_eq!(text, format!("Moe {read} left"), "{written}");
            assert_eq!(garbles, [(written.to_owned(), read.to_owned())]);
        }
    }
}
