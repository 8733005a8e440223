//! In every encoding, every place of a report names the bytes of the file that its words are made of.

use crate::properties::{json, news};
use crate::support::CHECKER;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use onrecord::input::read;
use onrecord::text::{Article, Manuscript};
use proptest::prelude::*;
use serde_json::Value;

/// All that `encoding_rs` can write, by the labels of the WHATWG list.
const LEGACY: &[&str] = &[
    "Big5",
    "EUC-JP",
    "EUC-KR",
    "GBK",
    "gb18030",
    "IBM866",
    "ISO-2022-JP",
    "ISO-8859-2",
    "ISO-8859-3",
    "ISO-8859-4",
    "ISO-8859-5",
    "ISO-8859-6",
    "ISO-8859-7",
    "ISO-8859-8",
    "ISO-8859-8-I",
    "ISO-8859-10",
    "ISO-8859-13",
    "ISO-8859-14",
    "ISO-8859-15",
    "ISO-8859-16",
    "KOI8-R",
    "KOI8-U",
    "macintosh",
    "Shift_JIS",
    "windows-874",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "x-mac-cyrillic",
    "x-user-defined",
];

/// A file, the encoding it is in, and whether that has to be said.
struct File {
    bytes: Vec<u8>,
    encoding: &'static Encoding,
    forced: bool,
}

/// `text` in every encoding there is, with and without a byte order mark.
fn files(text: &str) -> Vec<File> {
    let utf16 = |mark: &str, big: bool| -> Vec<u8> {
        let units = mark.encode_utf16().chain(text.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let mark = "\u{feff}";
    let mut files = vec![
        File { bytes: text.into(), encoding: UTF_8, forced: false },
        File { bytes: format!("{mark}{text}").into(), encoding: UTF_8, forced: false },
        File { bytes: utf16(mark, false), encoding: UTF_16LE, forced: false },
        File { bytes: utf16(mark, true), encoding: UTF_16BE, forced: false },
        File { bytes: utf16("", false), encoding: UTF_16LE, forced: true },
        File { bytes: utf16("", true), encoding: UTF_16BE, forced: true },
    ];
    for label in LEGACY {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        assert_eq!((encoding.name(), encoding.output_encoding()), (*label, encoding));
        // A character that the encoding lacks is written as `&#8220;`.
        files.push(File { bytes: encoding.encode(text).0.into(), encoding, forced: true });
    }
    files
}

impl File {
    fn check(&self) -> Option<Value> {
        let manuscript = read("a.txt", self.bytes.clone(), self.forced.then_some(self.encoding)).ok()?;
        let document = CHECKER.check(Article::new("a.txt", manuscript, None));
        Some(serde_json::from_slice(&json(&document)).unwrap())
    }

    /// What the bytes mean. In an encoding with states, that depends on those before.
    fn decode(&self, start: usize, end: usize) -> String {
        let decode = |bytes| self.encoding.decode_without_bom_handling(bytes).0.into_owned();
        if self.encoding == ISO_2022_JP {
            let (before, all) = (decode(&self.bytes[..start]), decode(&self.bytes[..end]));
            return all.strip_prefix(&before).expect("places lie between characters").to_owned();
        }
        decode(&self.bytes[start..end])
    }

    /// Holds every place below `value` against the words that are reported for it; counts them.
    fn places_hold(&self, value: &Value) -> usize {
        let mut count = 0;
        if let (Some(spans), Some(text)) = (value["spans"].as_array(), value["text"].as_str()) {
            let at = |span: &Value, key: &str| usize::try_from(span[key].as_u64().unwrap()).unwrap();
            let words: Vec<String> =
                spans.iter().map(|span| self.decode(at(span, "start"), at(span, "end"))).collect();
            let raw = words.join(" … ");
            let words = Manuscript::of_lines(raw.clone()).with_characters_read().text;
            // A reader may take any white space for a space.
            let spaced = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
            let (words, text) = (spaced(&words), spaced(text));
            // What a piece by itself does not show: that words follow two commas, that the line goes on after a hyphen.
            let low = |words: String| if raw.contains(",,") { words.replace(",,", "„") } else { words };
            let broken = raw.contains(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
            let closed = |words: String| if broken { words.replace(' ', "") } else { words };
            let (words, text) = (closed(low(words)), closed(low(text)));
            assert!(words == text, "{}: {words:?} is not {text:?}: {value}", self.encoding.name());
            count += spans.len();
        }
        count
            + match value {
                Value::Array(items) => items.iter().map(|item| self.places_hold(item)).sum(),
                Value::Object(object) => object.values().map(|item| self.places_hold(item)).sum::<usize>(),
                _ => 0,
            }
    }
}

/// Words of the languages that the encodings are made for, among what news is made of.
fn world_news() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "“Здравствуй, дом,” said Ада Брандт. ",
        "「日本語です」",
        "ｶﾅ",
        "한국어 기사 ",
        "漢字",
        "Ελλάδα ",
        "שלום ",
        "ภาษาไทย",
        "Żółty dom ",
        "naïve café ",
        "𪛗👩",
        "Ê̄",
        "¥100 million ",
        "€5 million ",
        "\\~|",
        "Ñandú — “Sí,” he said. ",
    ]);
    prop::collection::vec((news(), words), 0..4)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(news, word)| [news, word.to_owned()]).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn places_name_the_bytes_of_the_file(text in world_news()) {
        for file in files(&text) {
            if let Some(report) = file.check() {
                file.places_hold(&report);
            }
        }
    }

    #[test]
    fn places_name_the_bytes_around_damage(
        text in world_news(), damage in prop::collection::vec((any::<prop::sample::Index>(), 0x80..=0xff_u8), 1..4),
    ) {
        // Enough that is whole for the rest to count as damage.
        let mut bytes = format!("{text}\n“Ä” “Ö” “Ü” “Ä” “Ö” “Ü” “Ä” “Ö” “Ü” “Ä” “Ö” “Ü”").into_bytes();
        for (at, byte) in damage {
            bytes.insert(at.index(text.len() + 1), byte);
        }
        let file = File { bytes, encoding: UTF_8, forced: false };
        if let Some(report) = file.check() && report["documents"][0]["encoding"] == "UTF-8 with damaged bytes" {
            file.places_hold(&report);
        }
    }
}

#[test]
fn a_report_in_each_encoding_has_places() {
    let text = "“Nous resterons à Łódź,” said Mayor Ada Brandt of 日本 on Tuesday, January 19, 2022. \
                The the 100,000 soldiers, Brandt’s “neighbours”, left.\r\n";
    for file in files(text) {
        let report = file.check().expect("text");
        assert!(file.places_hold(&report) > 5, "{}", file.encoding.name());
    }
}
