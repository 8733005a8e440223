//! Any text is read as that of an OpenDocument text, or refused; so are any bytes as its archive.
#![no_main]

mod reading;

use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    reading::holds("a.odt", &[b"PK\x03\x04opendocument.text", bytes].concat(), false);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    archive.start_file("mimetype", stored).expect("a name");
    archive.write_all(b"application/vnd.oasis.opendocument.text").expect("memory");
    archive.start_file("content.xml", stored).expect("a name");
    archive.write_all(bytes).expect("memory");
    let file = archive.finish().expect("memory").into_inner();
    reading::holds("a.odt", &file, false);
});
