//! What must hold of the articles that any bytes are read as.

use onrecord::Span;
use onrecord::input::{Options, read_all};

/// Reads bytes under a name, and checks that blocks lie in the text and places in the file.
pub fn holds(name: &str, bytes: &[u8], places: bool) {
    let Ok(entries) = read_all(name, bytes.to_vec(), &Options::default()) else { return };
    for manuscript in entries.into_iter().filter_map(|entry| entry.manuscript.ok()) {
        let text = &manuscript.text;
        let mut last = 0;
        for block in manuscript.blocks() {
            assert!(text.get(block.span.range()).is_some_and(|words| words == words.trim()), "{:?}", block.span);
            assert!(block.span.start >= last);
            last = block.span.end;
        }
        for (at, c) in text.char_indices().filter(|_| places) {
            let range = manuscript.map.range(Span::of(at..at + c.len_utf8()));
            assert!(range.start <= range.end && range.end as usize <= bytes.len(), "{c:?} has {range:?}");
        }
    }
}
