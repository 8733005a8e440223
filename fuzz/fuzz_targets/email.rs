//! Any bytes are read as the body of an e-mail or refused.
#![no_main]

mod reading;

const HEAD: &[u8] = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: e\r\nMIME-Version: 1.0\r\n";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| reading::holds("a.eml", &[HEAD, bytes].concat(), false));
