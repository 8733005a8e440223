//! Any text is read as Markdown, and every place lies in the file.
#![no_main]

mod reading;

libfuzzer_sys::fuzz_target!(|text: &str| reading::holds("a.md", text.as_bytes(), true));
