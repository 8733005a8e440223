//! Bytes to text: Unicode by its marks, legacy encodings by detection, and what is not text refused.
//!
//! UTF-8 is passed through untouched, byte order mark included, so that the text is the file. Any other encoding is
//! converted (`convert.rs`), and a [`SourceMap`] leads back to the file's own bytes.

use super::Problem;
use super::convert::{Converted, convert, damaged_utf8};
use super::registry::BINARY;
use crate::text::{Note, SourceMap};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

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
    if wants_utf8 || bytes.starts_with(b"\xef\xbb\xbf") {
        return Err(Problem::Damaged { encoding: "UTF-8" });
    }
    if mostly_utf8(bytes) {
        // A byte cut in transit must not turn every curly quote of the article into three Latin letters.
        return decoded(damaged_utf8(bytes), "UTF-8 with damaged bytes");
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    legacy(bytes, detector.guess(None, Utf8Detection::Deny), false)
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
    let Converted { text, map, malformed } = converted.ok_or(Problem::TooLarge)?;
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

/// Whether at least nine of ten sequences above ASCII are well-formed UTF-8.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 9 * bad
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
