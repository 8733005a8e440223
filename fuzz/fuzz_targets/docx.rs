//! Any text is read as that of a Word document, or refused; so are any bytes as its archive.
#![no_main]

mod reading;

use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    reading::holds("a.docx", &[b"PK\x03\x04word/", bytes].concat(), false);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("word/document.xml", stored).expect("a name");
    archive.write_all(bytes).expect("memory");
    let file = archive.finish().expect("memory").into_inner();
    reading::holds("a.docx", &file, false);
});
