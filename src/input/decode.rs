//! Bytes to text: Unicode by its marks, legacy encodings by detection, and what is not text refused.
//!
//! UTF-8 is passed through untouched, byte order mark included, so that the text is the file. Any other encoding is
//! converted (`convert.rs`), and a [`SourceMap`] leads back to the file's own bytes.

use super::Problem;
use super::convert::{Converted, convert, damaged_utf8};
use super::registry::BINARY;
use crate::text::{Note, SourceMap};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A file's text, and the way back to its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// From the text back to the bytes.
    pub map: SourceMap,
    /// The encoding that the bytes were in.
    pub encoding: &'static str,
    /// What was wrong with them.
    pub note: Option<Note>,
}

/// The encoding that a label (`windows-1252`, `latin1`, `utf-16le`) stands for, by the WHATWG list.
#[must_use]
pub fn encoding(label: &str) -> Option<&'static Encoding> {
    // Some labels stand for encodings that browsers refuse: the text of such a file would be a single mark.
    Encoding::for_label_no_replacement(label.as_bytes())
}

/// Turns bytes into text. `forced` is taken at its word; without it the encoding is a byte order mark's,
/// else UTF-8 if the bytes are that, else what the statistics of `chardetng` say.
///
/// # Errors
/// When the bytes are not text, are damaged Unicode, or make more than [`MAX_BYTES`](super::MAX_BYTES) of UTF-8.
pub fn decode(bytes: Vec<u8>, forced: Option<&'static Encoding>) -> Result<Decoded, Problem> {
    if let Some(encoding) = forced.filter(|&e| e != UTF_8) {
        return legacy(&bytes, encoding, false);
    }
    if let Some(encoding) = utf16(&bytes) {
        return legacy(&bytes, encoding, true);
    }
    match String::from_utf8(bytes) {
        Ok(text) if Control::count(text.as_bytes()).is_text() => {
            Ok(Decoded { text, map: SourceMap::default(), encoding: UTF_8.name(), note: None })
        }
        Ok(_) => Err(Problem::Refused(&BINARY)),
        Err(error) => not_utf8(&error.into_bytes(), forced.is_some()),
    }
}

/// Bytes that are not UTF-8: binary, UTF-8 with some bytes spoilt, or a legacy encoding.
fn not_utf8(bytes: &[u8], wants_utf8: bool) -> Result<Decoded, Problem> {
    let control = Control::count(bytes);
    // No legacy encoding of text uses NUL, and one in a file that is no UTF-8 either settles it.
    if !control.is_text() || control.nul > 0 {
        return Err(Problem::Refused(&BINARY));
    }
    if like_utf8(bytes) {
        // A byte cut in transit must not turn every curly quote of the article into three Latin letters.
        return decoded(damaged_utf8(bytes), "UTF-8 with damaged bytes");
    }
    if wants_utf8 || bytes.starts_with(BOM) {
        return Err(Problem::Damaged { encoding: "UTF-8" });
    }
    if let Some(encoding) = declared(bytes) {
        return legacy(bytes, encoding, false);
    }
    if bytes.iter().all(|&byte| byte.is_ascii() || is_of_english(byte)) {
        // Of a few pound signs, statistics make letters of Poland.
        return legacy(bytes, WINDOWS_1252, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    legacy(bytes, detector.guess(None, Utf8Detection::Deny), false)
}

/// Whether a byte is in windows-1252 what English has besides ASCII: €, …, the curly marks, dashes and ™; a space that does
/// not break, £, §, ©, «, ®, °, ·, » and fractions.
const fn is_of_english(byte: u8) -> bool {
    matches!(byte, 0x80 | 0x85 | 0x91..=0x97 | 0x99 | 0xa0 | 0xa3 | 0xa7 | 0xa9 | 0xab | 0xae | 0xb0 | 0xb7 | 0xbb..=0xbe)
}

/// The encoding that mark-up says it is in, in its first bytes: `<meta charset="...">`, `<?xml encoding="..."?>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(1024)];
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let head = head.to_ascii_lowercase();
    let label = [b"charset=".as_slice(), b"encoding="].into_iter().find_map(|name| {
        let at = memchr::memmem::find(&head, name)? + name.len();
        Some(head[at..].trim_ascii_start())
    })?;
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_')))
        .unwrap_or(label.len());
    // Bytes that are not UTF-8 are not that, whatever they say.
    Encoding::for_label_no_replacement(&label[..end]).filter(|e| ![UTF_8, UTF_16LE, UTF_16BE].contains(e))
}

/// Decodes with `encoding`; `strict` refuses malformed input, else it is shown as U+FFFD.
fn legacy(bytes: &[u8], encoding: &'static Encoding, strict: bool) -> Result<Decoded, Problem> {
    let converted = convert(bytes, encoding);
    if strict && converted.as_ref().is_some_and(|converted| converted.malformed > 0) {
        return Err(Problem::Damaged { encoding: encoding.name() });
    }
    decoded(converted, encoding.name())
}

fn decoded(converted: Option<Converted>, encoding: &'static str) -> Result<Decoded, Problem> {
    let Converted { text, map, malformed } = converted.ok_or(Problem::TooLarge(super::MAX_BYTES))?;
    if !Control::count(text.as_bytes()).is_text() {
        return Err(Problem::Refused(&BINARY));
    }
    let note = (malformed > 0).then_some(Note::Damaged(malformed));
    Ok(Decoded { text, map, encoding, note })
}

/// UTF-16 by its byte order mark, or by the zero in every other byte that Western text has without one.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let sample = bytes.get(..bytes.len().min(SAMPLE) & !1).filter(|s| s.len() >= 8)?;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let (most, few) = (sample.len() / 2 * 3 / 4, sample.len() / 64);
    if odd >= most && even <= few {
        Some(UTF_16LE)
    } else if even >= most && odd <= few {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The byte order mark of UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// Whether bytes that are not UTF-8 throughout are UTF-8 of which some were spoilt.
///
/// In UTF-8 every character above ASCII is a lead byte with its number of continuations. A text in another encoding has
/// that only by accident: in the Latin and Cyrillic ones hardly ever, as a continuation is no letter there, and in those of
/// East Asia in one pair of five. So each continuation in its place is a witness for UTF-8, and each sequence that is none
/// a witness against. One curly quotation mark, which has two continuations, outweighs one spoilt byte.
fn like_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.strip_prefix(BOM).unwrap_or(bytes).utf8_chunks() {
        let valid = chunk.valid().as_bytes();
        good += valid.iter().filter(|&byte| byte & 0xC0 == 0x80).count();
        // A spoilt character leaves up to four pieces, and the marks of English text must outweigh that.
        good += 3 * valid.windows(2).filter(|pair| pair == b"\xe2\x80").count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= bad && good > 0
}

/// Whether the first [`SAMPLE`] bytes of a file show that it is no text, which [`decode`] will say of the whole.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    utf16(bytes).is_none() && !Control::count(bytes).is_text()
}

/// How much is examined to distinguish text from binary: enough for a head and some paragraphs.
const SAMPLE: usize = 64 * 1024;

/// Control characters in the first [`SAMPLE`] bytes, those that text is laid out with not counted.
struct Control {
    nul: usize,
    all: usize,
    of: usize,
}

impl Control {
    fn count(bytes: &[u8]) -> Self {
        let sample = &bytes[..bytes.len().min(SAMPLE)];
        // Tab, line feed, vertical tab, form feed and carriage return follow each other. Few enough bytes at a time
        // for a byte to count them, and nothing jumped over, so that the processor takes sixteen at once.
        let control = |b: u8| (b < 0x20) & (b.wrapping_sub(b'\t') > 4) | (b == 0x7f);
        let few = |few: &[u8]| usize::from(few.iter().map(|&b| u8::from(control(b))).sum::<u8>());
        let all = sample.chunks(128).map(few).sum();
        let nul = memchr::memchr_iter(0, sample).count();
        Self { nul, all, of: sample.len() }
    }

    /// Text may hold a stray control character, from a terminal, a word processor or a wire: one in fifty
    /// bytes, and a few in a note of a line. Compressed and compiled files have one in nine and more.
    const fn is_text(&self) -> bool {
        self.all <= 8 || self.all * 50 <= self.of
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str =
        "“We will not leave,” Mayor Ilse Brandvold said — naïve, perhaps.\r\nHer café agreed.\r\n";

    fn utf16_of(text: &str, bom: bool, big: bool) -> Vec<u8> {
        let units = bom.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn utf8_keeps_every_byte() {
        for text in [ARTICLE.to_owned(), format!("\u{feff}{ARTICLE}"), String::new(), "a\0b\u{1}c".to_owned()]
        {
            let decoded = decode(text.clone().into_bytes(), None).unwrap();
            assert_eq!(decoded, Decoded { text, map: SourceMap::default(), encoding: "UTF-8", note: None });
        }
    }

    #[test]
    fn other_encodings_are_converted_and_named() {
        let cases: Vec<(Vec<u8>, &str)> = vec![
            (utf16_of(ARTICLE, true, false), "UTF-16LE"),
            (utf16_of(ARTICLE, true, true), "UTF-16BE"),
            (utf16_of(ARTICLE, false, false), "UTF-16LE"),
            (utf16_of(ARTICLE, false, true), "UTF-16BE"),
            (encoding_rs::WINDOWS_1252.encode(ARTICLE).0.into_owned(), "windows-1252"),
        ];
        for (bytes, name) in cases {
            let decoded = decode(bytes, None).unwrap();
            assert_eq!(decoded.text, ARTICLE, "{name}");
            assert_eq!(decoded.encoding, name);
        }
    }

    #[test]
    fn english_is_not_polish_for_its_pounds() {
        for (text, encoding) in [
            ("The system from EDS cost £456m.", "windows-1252"),
            ("She had not received a penny of the £57 a week – “not one”.", "windows-1252"),
            ("½ of it, 20°", "windows-1252"),
        ] {
            let decoded = decode(WINDOWS_1252.encode(text).0.into_owned(), None).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        }
        let polish =
            "Żółty dom stał przy łące, powiedział burmistrz Łodzi. Będzie dość miejsca dla wszystkich.";
        let decoded = decode(encoding_rs::WINDOWS_1250.encode(polish).0.into_owned(), None).unwrap();
        assert_eq!(decoded.text, polish);
    }

    #[test]
    fn mark_up_says_its_encoding() {
        for head in ["<meta charset=\"windows-1251\">", "<?xml version='1.0' encoding='windows-1251'?><html>"]
        {
            let text = format!("{head}<p>Дом</p>");
            let decoded = decode(encoding_rs::WINDOWS_1251.encode(&text).0.into_owned(), None).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), (text.as_str(), "windows-1251"));
        }
    }

    #[test]
    fn a_named_encoding_is_taken_at_its_word() {
        let polish = "Żółty dom, powiedział.";
        let bytes = encoding_rs::ISO_8859_2.encode(polish).0.into_owned();
        let decoded = decode(bytes, encoding("latin2")).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (polish, "ISO-8859-2"));
        assert!(encoding("klingon").is_none());
        assert!(encoding("iso-2022-kr").is_none(), "nothing is read in it");
    }

    #[test]
    fn one_spoilt_byte_leaves_the_quotes_alone() {
        let mut bytes = ARTICLE.repeat(3).into_bytes();
        bytes.insert(70, 0xff);
        let decoded = decode(bytes, None).unwrap();
        assert_eq!(decoded.text.matches('“').count(), 3);
        assert_eq!(decoded.text.matches('\u{fffd}').count(), 1);
        assert_eq!(decoded.encoding, "UTF-8 with damaged bytes");
        assert_eq!(decoded.note, Some(Note::Damaged(1)));
    }

    /// Short texts, each with one byte spoilt: put in, taken out, or another in its place.
    #[test]
    fn one_spoilt_byte_leaves_utf8_what_it_is() {
        for text in [
            "“We will stay,” said Anna Holt, the mayor. It rose “four metres, he said.\n",
            "The mayor’s office is closed.\n",
            "She said: “No.”\n",
            "«Non», dit-elle.\n",
            "Le café est fermé à midi.\n",
            "日本語の記事。",
            "\u{feff}“Yes,” he said.\n",
        ] {
            for at in (0..=text.len()).filter(|&at| at == 0 || at > 3) {
                // The only mark that shows it, spoilt, shows nothing.
                if !text.is_char_boundary(at) && text.chars().filter(|c| !c.is_ascii()).count() < 3 {
                    continue;
                }
                for spoilt in [0xff, 0x93, 0xc3] {
                    let mut bytes = text.as_bytes().to_vec();
                    bytes.insert(at, spoilt);
                    let decoded = decode(bytes, None).unwrap();
                    if decoded.note.is_none() {
                        continue; // It made another character of UTF-8.
                    }
                    assert_eq!(decoded.encoding, "UTF-8 with damaged bytes", "{text} {at} {spoilt:x}");
                    let marks = decoded.text.matches(['“', '”', '’', '«', '»']).count();
                    assert!(marks + 1 >= text.matches(['“', '”', '’', '«', '»']).count(), "{}", decoded.text);
                }
            }
        }
    }

    #[test]
    fn other_encodings_are_not_taken_for_spoilt_utf8() {
        use encoding_rs::{
            BIG5, EUC_JP, EUC_KR, GBK, ISO_8859_2, KOI8_R, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252,
        };
        for (encoding, text) in [
            (WINDOWS_1252, "“Yes,” he said – the café’s owner."),
            (WINDOWS_1252, "Café."),
            (ISO_8859_2, "Żółty dom, powiedział."),
            (WINDOWS_1251, "«Мы остаёмся», — сказал мэр."),
            (KOI8_R, "Мэр сказал, что мост закрыт."),
            (SHIFT_JIS, "市長は「橋は安全だ」と述べた。"),
            (EUC_JP, "市長は「橋は安全だ」と述べた。"),
            (GBK, "市长说桥是安全的。"),
            (BIG5, "市長說橋是安全的。"),
            (EUC_KR, "시장은 다리가 안전하다고 말했다."),
        ] {
            let bytes = encoding.encode(text).0.into_owned();
            assert!(!like_utf8(&bytes), "{} {text}", encoding.name());
        }
    }

    #[test]
    fn what_is_not_text_is_refused() {
        let noise: Vec<u8> = (0u32..5000).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(decode(noise, None), Err(Problem::Refused(format)) if format.name == "binary data"));
    }

    #[test]
    fn damaged_unicode_is_no_article() {
        let mut odd = utf16_of(ARTICLE, true, false);
        odd.extend([0x00, 0xd8, 0x41]);
        assert!(matches!(decode(odd, None), Err(Problem::Damaged { encoding: "UTF-16LE" })));
        let bom = [b"\xef\xbb\xbf".as_slice(), b"caf\xe9"].concat();
        assert!(matches!(decode(bom, None), Err(Problem::Damaged { encoding: "UTF-8" })));
    }
}
