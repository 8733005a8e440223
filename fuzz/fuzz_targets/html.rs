//! Any text is read as HTML, and every place lies in the file.
#![no_main]

mod reading;

libfuzzer_sys::fuzz_target!(|text: &str| reading::holds("page.html", text.as_bytes(), true));
