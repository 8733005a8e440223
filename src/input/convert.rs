//! Bytes of a known encoding to text, with the way back from every character to its bytes.
//!
//! `encoding_rs` decodes; what it does not say is which bytes a character came from. Three kinds of encoding need three
//! answers: where every byte is a character, text and bytes are walked side by side; so are they in UTF-16, by code
//! units; and the encodings of East Asia are fed to the decoder byte by byte, as only it knows when a character is
//! complete.

use super::MAX_BYTES;
use crate::text::{SourceMap, SourceMapBuilder};
use encoding_rs::{DecoderResult, Encoding, UTF_16BE, UTF_16LE};
use std::ops::Range;

/// Stands for bytes that are nothing in their encoding.
const REPLACEMENT: &str = "\u{fffd}";

/// What begins the sequences by which ISO-2022-JP changes its alphabet.
const ESCAPE: u8 = 0x1b;

/// A text and where it came from.
#[derive(Debug, Default)]
pub(super) struct Converted {
    pub(super) text: String,
    pub(super) map: SourceMap,
    /// How many sequences of bytes were replaced by U+FFFD.
    pub(super) malformed: usize,
}

/// Decodes `bytes`, less a byte order mark of `encoding`. None where that makes more text than [`MAX_BYTES`].
pub(super) fn convert(bytes: &[u8], encoding: &'static Encoding) -> Option<Converted> {
    if encoding.is_single_byte() {
        single_byte(bytes, encoding)
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        utf16(bytes, encoding)
    } else {
        stepwise(bytes, encoding)
    }
}

/// Decodes UTF-8 in which some bytes are not.
pub(super) fn damaged_utf8(bytes: &[u8]) -> Option<Converted> {
    let mut draft = Draft::default();
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        draft.verbatim(chunk.valid(), at)?;
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            draft.malformed(at..at + chunk.invalid().len())?;
            at += chunk.invalid().len();
        }
    }
    Some(draft.finish())
}

/// Every byte is a character, or none and shown as U+FFFD.
fn single_byte(bytes: &[u8], encoding: &'static Encoding) -> Option<Converted> {
    let (text, malformed) = encoding.decode_without_bom_handling(bytes);
    let mut map = within_limit(&text)?;
    for (at, c) in text.chars().enumerate() {
        map.replaced(c.len_utf8(), at..at + 1);
    }
    let malformed = if malformed { text.matches(REPLACEMENT).count() } else { 0 };
    Some(Converted { text: text.into_owned(), map: map.finish(), malformed })
}

/// Every character is one unit or two of two bytes, but for half a unit at the end of what was cut off.
fn utf16(bytes: &[u8], encoding: &'static Encoding) -> Option<Converted> {
    let mark: &[u8] = if encoding == UTF_16LE { b"\xff\xfe" } else { b"\xfe\xff" };
    let mut at = if bytes.starts_with(mark) { mark.len() } else { 0 };
    let (text, malformed) = encoding.decode_without_bom_handling(&bytes[at..]);
    let mut map = within_limit(&text)?;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let end = if characters.peek().is_some() { at + 2 * c.len_utf16() } else { bytes.len() };
        map.replaced(c.len_utf8(), at..end);
        at = end;
    }
    let malformed = if malformed { text.matches(REPLACEMENT).count() } else { 0 };
    Some(Converted { text: text.into_owned(), map: map.finish(), malformed })
}

/// Feeds the decoder byte by byte, to see which byte completes a character. What is plain ASCII is copied.
fn stepwise(bytes: &[u8], encoding: &'static Encoding) -> Option<Converted> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut draft = Draft::default();
    let mut buffer = [0; 64];
    // The bytes in hand, of which nothing has come yet, are those from `first` to `at`.
    let (mut first, mut at) = (0, 0);
    loop {
        if first == at && encoding.is_ascii_compatible() {
            let plain = &bytes[at..at + Encoding::ascii_valid_up_to(&bytes[at..])];
            draft.verbatim(str::from_utf8(plain).unwrap_or_default(), at)?;
            at += plain.len();
            first = at;
        }
        let last = at == bytes.len();
        let next = &bytes[at..bytes.len().min(at + 1)];
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(next, &mut buffer, last);
        at += read;
        let malformed = match result {
            // Bytes behind those at fault may have been taken already, and come out later.
            DecoderResult::Malformed(fault, beyond) => {
                let end = at - usize::from(beyond);
                Some(end - usize::from(fault)..end)
            }
            DecoderResult::InputEmpty | DecoderResult::OutputFull => None,
        };
        let end = malformed.as_ref().map_or(at, |fault| fault.start);
        let mut came = str::from_utf8(&buffer[..written]).unwrap_or_default();
        // Behind a fault, what was held back may come out at once.
        while let (Some(&c), Some(byte)) = (came.as_bytes().first(), bytes.get(first))
            && c == *byte
            && c.is_ascii()
        {
            draft.verbatim(&came[..1], first)?;
            came = &came[1..];
            first += 1;
        }
        if !came.is_empty() {
            draft.replaced(came, first..end)?;
            first = end;
        }
        if let Some(fault) = malformed {
            first = fault.end;
            draft.malformed(fault)?;
        } else if last && result == DecoderResult::InputEmpty {
            return Some(draft.finish());
        }
        // A change of alphabet belongs to no character.
        if at - first == 3 && bytes[first] == ESCAPE {
            first = at;
        }
    }
}

/// A map to be filled, if `text` is not too long for one.
fn within_limit(text: &str) -> Option<SourceMapBuilder> {
    (text.len() as u64 <= MAX_BYTES).then(SourceMapBuilder::default)
}

/// A text and its map in the making.
#[derive(Default)]
struct Draft {
    text: String,
    map: SourceMapBuilder,
    malformed: usize,
}

impl Draft {
    fn verbatim(&mut self, text: &str, at: usize) -> Option<()> {
        self.append(text)?;
        self.map.verbatim(text.len(), at);
        Some(())
    }

    fn replaced(&mut self, text: &str, bytes: Range<usize>) -> Option<()> {
        self.append(text)?;
        self.map.replaced(text.len(), bytes);
        Some(())
    }

    fn malformed(&mut self, bytes: Range<usize>) -> Option<()> {
        self.malformed += 1;
        self.replaced(REPLACEMENT, bytes)
    }

    fn append(&mut self, text: &str) -> Option<()> {
        self.text.push_str(text);
        (self.text.len() as u64 <= MAX_BYTES).then_some(())
    }

    fn finish(self) -> Converted {
        Converted { text: self.text, map: self.map.finish(), malformed: self.malformed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use encoding_rs as e;
    use proptest::prelude::*;

    /// Each character with its bytes.
    fn characters(bytes: &[u8], encoding: &'static Encoding) -> Vec<(char, Range<u32>)> {
        let Converted { text, map, malformed } = convert(bytes, encoding).unwrap();
        let (expected, _) = encoding.decode_with_bom_removal(bytes);
        assert_eq!(text, expected, "{}", encoding.name());
        assert_eq!(malformed, text.matches('\u{fffd}').count());
        text.char_indices().map(|(i, c)| (c, map.range(Span::of(i..i + c.len_utf8())))).collect()
    }

    /// An encoding, bytes, and the characters that they make with the bytes of each.
    type Case<'a> = (&'static Encoding, &'a [u8], &'a [(char, Range<u32>)]);

    #[test]
    fn characters_have_their_bytes() {
        let cases: &[Case<'_>] = &[
            (e::WINDOWS_1252, b"\x93a\xe9", &[('“', 0..1), ('a', 1..2), ('é', 2..3)]),
            (e::WINDOWS_1251, b"\xc4\xe0 b", &[('Д', 0..1), ('а', 1..2), (' ', 2..3), ('b', 3..4)]),
            (e::UTF_16LE, b"\xff\xfea\0\x69\xd8\xd7\xde.\0", &[('a', 2..4), ('𪛗', 4..8), ('.', 8..10)]),
            (e::UTF_16BE, b"\0a\x20\x1d", &[('a', 0..2), ('”', 2..4)]),
            (
                e::SHIFT_JIS,
                b"a\x93\xfa\x96\x7b\xb1.",
                &[('a', 0..1), ('日', 1..3), ('本', 3..5), ('ｱ', 5..6), ('.', 6..7)],
            ),
            (e::EUC_JP, b"\xc6\xfc\x8f\xb0\xa1a", &[('日', 0..2), ('丂', 2..5), ('a', 5..6)]),
            (e::EUC_KR, b"\xb0\xa1 \xb0\xa2", &[('가', 0..2), (' ', 2..3), ('각', 3..5)]),
            (e::GBK, b"\xc8\xd5a\xb1\xbe", &[('日', 0..2), ('a', 2..3), ('本', 3..5)]),
            (e::GB18030, b"\x81\x30\x81\x30\xc8\xd5", &[('\u{80}', 0..4), ('日', 4..6)]),
            // One code, two characters: together they have its bytes.
            (e::BIG5, b"\xa4\xe9\x88\x62a", &[('日', 0..2), ('Ê', 2..4), ('\u{304}', 2..4), ('a', 4..5)]),
            // The changes of alphabet lie between the characters.
            (
                e::ISO_2022_JP,
                b"a\x1b$B\x46\x7c\x4b\x5c\x1b(Jb\x1b(B\x1b$Bc",
                &[
                    ('a', 0..1),
                    ('日', 4..6),
                    ('本', 6..8),
                    ('b', 11..12),
                    ('\u{fffd}', 12..15),
                    ('\u{fffd}', 18..19),
                ],
            ),
        ];
        for (encoding, bytes, expected) in cases {
            assert_eq!(characters(bytes, encoding), *expected, "{}", encoding.name());
        }
    }

    #[test]
    fn damage_has_its_bytes() {
        let bad = '\u{fffd}';
        let cases: &[Case<'_>] = &[
            (e::WINDOWS_1253, b"\xd2a", &[(bad, 0..1), ('a', 1..2)]),
            // A lead without its trail, before a letter and at the end.
            (e::SHIFT_JIS, b"\x93 a\x93", &[(bad, 0..1), (' ', 1..2), ('a', 2..3), (bad, 3..4)]),
            (e::EUC_JP, b"\x8f\xb0", &[(bad, 0..2)]),
            (e::BIG5, b"\xff\xa4\xe9", &[(bad, 0..1), ('日', 1..3)]),
            // The digits of a character of four bytes that never ends are digits.
            (e::GB18030, b"\x81\x30\x81a", &[(bad, 0..1), ('0', 1..2), ('乤', 2..4)]),
            (e::ISO_2022_JP, b"\x1b$ba", &[(bad, 0..1), ('$', 1..2), ('b', 2..3), ('a', 3..4)]),
            // Half a pair, and half a unit.
            (e::UTF_16LE, b"\x69\xd8a\0\xd7\xde", &[(bad, 0..2), ('a', 2..4), (bad, 4..6)]),
            (e::UTF_16BE, b"\0a\x20", &[('a', 0..2), (bad, 2..3)]),
            (e::UTF_16BE, b"\0a\xd8\x69\x20", &[('a', 0..2), (bad, 2..5)]),
        ];
        for (encoding, bytes, expected) in cases {
            assert_eq!(characters(bytes, encoding), *expected, "{} {bytes:x?}", encoding.name());
        }
    }

    #[test]
    fn ascii_needs_no_table() {
        for encoding in [e::WINDOWS_1252, e::SHIFT_JIS, e::GB18030, e::ISO_2022_JP] {
            assert_eq!(convert(b"The mayor said no.", encoding).unwrap().map, SourceMap::default());
        }
    }

    #[test]
    fn spoilt_utf8_is_the_rest_with_marks() {
        let bytes = b"caf\xc3 \xe2\x80\x9cyes\xe2\x80 \xff";
        let Converted { text, map, malformed } = damaged_utf8(bytes).unwrap();
        assert_eq!(text, String::from_utf8_lossy(bytes));
        assert_eq!(malformed, 3);
        for (words, range) in [
            ("caf", 0..3),
            ("f\u{fffd} ", 2..5),
            ("“yes", 5..11),
            ("\u{fffd} \u{fffd}", 11..15),
            ("yes\u{fffd}", 8..13),
        ] {
            let start = text.find(words).unwrap();
            assert_eq!(map.range(Span::of(start..start + words.len())), range, "{words}");
        }
    }

    /// Bytes that begin, end and spoil characters in one encoding or another.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        let escapes = prop::sample::select(vec![
            &b"\x1b$B"[..],
            b"\x1b(J",
            b"\x1b(B",
            b"\x1b(I",
            b"\x1b",
            b"$B",
            b"\x8f",
        ]);
        let pieces = prop_oneof![
            escapes.prop_map(<[u8]>::to_vec),
            prop::collection::vec(any::<u8>(), 1..4),
            prop::collection::vec(0x30..=0x39_u8, 1..2),
            prop::collection::vec(0xd8..=0xdf_u8, 1..3),
        ];
        prop::collection::vec(pieces, 0..12).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn any_bytes_are_decoded_as_ever_and_lead_back_in_order(bytes in bytes()) {
            for encoding in [
                e::WINDOWS_1252, e::WINDOWS_1253, e::UTF_16LE, e::UTF_16BE, e::SHIFT_JIS, e::EUC_JP, e::EUC_KR, e::GBK,
                e::GB18030, e::BIG5, e::ISO_2022_JP, e::X_USER_DEFINED, e::REPLACEMENT, e::UTF_8,
            ] {
                let mut last = 0;
                // `characters` compares the text with what `encoding_rs` makes of the whole.
                for (c, range) in characters(&bytes, encoding) {
                    prop_assert!(range.start < range.end && range.end as usize <= bytes.len(), "{}", encoding.name());
                    prop_assert!(range.start >= last || range.end == last, "{} {c:?} {range:?}", encoding.name());
                    last = range.end;
                }
            }
        }
    }
}
