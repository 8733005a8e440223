//! Any bytes are read as rich text or refused, and every place lies in the file.
#![no_main]

mod reading;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| reading::holds("a.rtf", &[b"{\\rtf1 ", bytes].concat(), true));
