//! Any bytes are refused or decoded, in any encoding, and every character leads back to its bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::Span;
use onrecord::input::{encoding, read};

/// One encoding of each kind; the empty label leaves it to be detected.
const LABELS: [&str; 12] = [
    "", "utf-8", "utf-16le", "utf-16be", "windows-1252", "koi8-r", "shift_jis", "euc-jp", "euc-kr", "gb18030", "big5",
    "iso-2022-jp",
];

fuzz_target!(|input: (u8, u16, u8, &[u8])| {
    let (label, start, length, bytes) = input;
    let forced = encoding(LABELS[usize::from(label) % LABELS.len()]);
    let Ok(manuscript) = read("a.txt", bytes.to_vec(), forced) else { return };
    let text = &manuscript.text;
    let mut last = 0;
    for (at, c) in text.char_indices() {
        let range = manuscript.map.range(Span::of(at..at + c.len_utf8()));
        assert!(range.start < range.end && range.end as usize <= bytes.len(), "{c:?} has {range:?}");
        // Two characters may share their bytes, never a part of them.
        assert!(range.start >= last || range.end == last, "{c:?} has {range:?} after {last}");
        last = range.end;
    }
    // A piece decodes to its words on its own, where characters do not depend on those before.
    let Some(encoding) = forced.filter(|e| !["gb18030", "Big5", "ISO-2022-JP"].contains(&e.name())) else { return };
    // Nor is it what the file says where characters are read as what they stand for.
    if encoding.decode_without_bom_handling(bytes).0 != *text {
        return;
    }
    let boundary = |at: usize| (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    let start = boundary(usize::from(start).min(text.len()));
    let words = start..boundary((start + usize::from(length)).min(text.len()));
    let range = manuscript.map.range(Span::of(words.clone()));
    let (decoded, _) = encoding.decode_without_bom_handling(&bytes[range.start as usize..range.end as usize]);
    assert_eq!(decoded, text[words]);
});
