//! Any text is read as JSON, and every place lies in the file.
#![no_main]

mod reading;

libfuzzer_sys::fuzz_target!(|text: &str| reading::holds("a.ndjson", text.as_bytes(), true));
