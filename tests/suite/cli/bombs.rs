//! Files that are broken, locked or made to do harm: a line each, and the others are checked all the same.

use crate::cli::desk::Desk;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const FLAWED: &[u8] = b"They utilise the bridge.\n";

/// A ZIP archive of these parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // So that a file can be told without unpacking it.
        let stored = *name == "mimetype";
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub fn document(body: &str) -> Vec<u8> {
    archive(&[(
        "word/document.xml",
        format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>").as_bytes(),
    )])
}

#[test]
fn each_is_one_line_and_the_others_are_checked() {
    let sound = document("<w:p><w:r><w:t>They use the bridge.</w:t></w:r></w:p>");
    let truncated = sound[..sound.len() - 40].to_vec();
    let locked: Vec<u8> = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        .iter()
        .copied()
        .chain([0; 512])
        .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let blanks = vec![b' '; 80 << 20];
    let bomb = archive(&[("word/document.xml", &blanks)]);
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("bomb.docx", bomb, "larger than 64 MB when unpacked; save the article as plain text"),
        ("cut.docx", truncated, "is a Word document, but broken: its end is missing; save it again"),
        ("empty.docx", archive(&[("word/styles.xml", b"<a/>")]), "word/document.xml is missing"),
        ("torn.docx", document("<w:p><w:t>One</w:r>"), "cannot be read from byte"),
        ("locked.docx", locked, "locked with a password; save it without one"),
        ("text.docx", b"One.\nTwo.\n".to_vec(), "is named .docx but is not a Word document"),
        ("text.eml", b"One.\nTwo.\n".to_vec(), "is named .eml but is not an e-mail"),
        ("text.rtf", b"One.\nTwo.\n".to_vec(), "is named .rtf but is not a rich text document"),
        (
            "some.zip",
            archive(&[("a.txt", b"One.")]),
            "is a ZIP archive; unpack it and name the article in it",
        ),
        (
            "torn.odt",
            archive(&[("mimetype", b"application/vnd.oasis.opendocument.text")]),
            "content.xml is missing",
        ),
        ("deep.html", "<div>".repeat(100_000).into_bytes(), "nested thousands of elements deep"),
        ("deep.rtf", format!("{{\\rtf1 {}", "{".repeat(100_000)).into_bytes(), "more than 1000 groups"),
        ("cut.rtf", b"{\\rtf1 One.".to_vec(), "its end is missing; save it again"),
        ("broken.ndjson", b"{\"text\": \"One.\",\n".to_vec(), "is broken JSON: line 2"),
        ("deep.ndjson", "{\"a\":".repeat(100_000).into_bytes(), "is broken JSON"),
        (
            "other.ndjson",
            b"{\"a\": 1}\n".to_vec(),
            "no field that is known; it has a; name the field with --field",
        ),
        (
            "empty.eml",
            b"From: a\nTo: b\nSubject: c\nMIME-Version: 1.0\n\n".to_vec(),
            "is an e-mail without text",
        ),
        (
            "feed.xml",
            b"<?xml version=\"1.0\"?><nitf><body>One.</body></nitf>".to_vec(),
            "is XML of a kind that is not read",
        ),
    ];
    let mut files: Vec<(&str, &[u8])> =
        cases.iter().map(|(name, bytes, _)| (*name, bytes.as_slice())).collect();
    files.push(("z.txt", FLAWED));
    let desk = Desk::with(&files);
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let started = Instant::now();
    let ran = desk.check(&names.join(" ")).leaves(2);
    assert!(started.elapsed() < Duration::from_secs(60), "{:?}", started.elapsed());
    for (name, _, expected) in &cases {
        let lines: Vec<&str> = ran.err.lines().filter(|line| line.contains(name)).collect();
        assert!(matches!(lines[..], [line] if line.contains(expected)), "{name}: {lines:?}");
    }
    assert_eq!(ran.err.lines().count(), cases.len(), "{}", ran.err);
    assert_eq!(ran.out.matches("say use").count(), 1, "{}", ran.out);
}

#[test]
fn a_document_that_defines_text_for_itself_gets_none() {
    let lol: String = (1..30).map(|i| format!("<!ENTITY a{i} \"&a{};&a{};\">", i - 1, i - 1)).collect();
    let xml = format!(
        "<!DOCTYPE w [<!ENTITY a0 \"lol\">{lol}]><w:document xmlns:w=\"w\"><w:p><w:r><w:t>They utilise &a29; it.</w:t></w:r></w:p></w:document>"
    );
    let desk = Desk::with(&[("lol.docx", &archive(&[("word/document.xml", xml.as_bytes())]))]);
    desk.check("lol.docx").leaves(1).quietly().says("say use").says("They utilise it.");
}

#[test]
fn one_bad_article_of_many_leaves_the_others() {
    let export = "{\"id\":\"a-1\",\"text\":\"They utilise it.\"}\n{\"id\":\n{\"id\":\"a-3\",\"body\":\"<p>They <b>utilise</b> it.</p>\"}\n";
    let desk = Desk::with(&[("all.ndjson", export.as_bytes())]);
    let ran = desk.check("all.ndjson -j 2").leaves(2).complains(&["all.ndjson:2: is broken JSON"]);
    assert_eq!(ran.out.matches("say use").count(), 2, "{}", ran.out);
    ran.says("all.ndjson:a-1").says("all.ndjson:a-3");
    let desk = Desk::with(&[("all.ndjson", b"{\"copy\":\"They utilise it.\"}")]);
    desk.check("all.ndjson --field copy").leaves(1).quietly().says("say use");
}

#[test]
fn a_document_of_two_megabytes_is_read_in_time() {
    let paragraph = "<w:p><w:r><w:t>The council of Lentz met on Monday to hear how the harbour would be paid for.</w:t></w:r></w:p>";
    let picture: Vec<u8> = (0u32..2_000_000).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let body = format!("<w:document xmlns:w=\"w\">{}</w:document>", paragraph.repeat(500));
    let file = archive(&[("word/document.xml", body.as_bytes()), ("word/media/a.png", &picture)]);
    let started = Instant::now();
    let manuscript = onrecord::input::read("a.docx", file, None).unwrap();
    assert_eq!(manuscript.blocks().len(), 500);
    // Ten times what a release build may take, and it is not built for speed.
    assert!(started.elapsed() < Duration::from_secs(1), "{:?}", started.elapsed());
}
