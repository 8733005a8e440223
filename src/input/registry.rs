//! The formats that are known: how each is told apart, and how it is read or what to do with it instead.
//!
//! A format is a file of its own beside this one with a `FORMAT`, and a line in [`FORMATS`]. Help, errors and the walk
//! through folders say of it what occurs there.

use super::format::{Format, Reading};
use super::{Problem, json, plain, rtf, xml};

/// All formats. Where several could be meant, content goes before extension, and the first goes first.
pub static FORMATS: &[Format] = &[
    plain::FORMAT,
    MARKDOWN,
    json::FORMAT,
    HTML,
    xml::FORMAT,
    refused("a PDF", &["pdf"], &[b"%PDF-"], SAVE_AS_TEXT),
    #[cfg(feature = "office")]
    super::docx::FORMAT,
    #[cfg(feature = "office")]
    super::odt::FORMAT,
    #[cfg(feature = "office")]
    super::docx::LOCKED,
    refused(
        "a ZIP archive",
        &["zip", "epub"],
        &[b"PK\x03\x04", b"PK\x05\x06"],
        "unpack it and name the article in it",
    ),
    refused("an old Word document", &["doc"], &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"], SAVE_AS_TEXT),
    rtf::FORMAT,
    #[cfg(feature = "email")]
    super::email::FORMAT,
    refused(
        "a picture",
        &["png", "jpg", "jpeg", "gif"],
        &[b"\x89PNG", b"\xff\xd8\xff", b"GIF8"],
        NAME_THE_TEXT,
    ),
    // No editor writes it by itself.
    refused("UTF-32", &[], &[b"\xff\xfe\0\0", b"\0\0\xfe\xff"], "save it as UTF-8"),
];

#[cfg(feature = "markdown")]
const MARKDOWN: Format = super::markdown::FORMAT;
#[cfg(not(feature = "markdown"))]
const MARKDOWN: Format = Format { name: "Markdown", extensions: &["md", "markdown"], ..plain::FORMAT };
#[cfg(feature = "html")]
const HTML: Format = super::html::FORMAT;
#[cfg(not(feature = "html"))]
const HTML: Format =
    refused("an HTML page", &["html", "htm", "xhtml"], &[b"<!DOCTYPE", b"<!doctype", b"<html"], NOT_BUILT);

/// What is not text and has no name.
pub static BINARY: Format = refused("binary data", &[], &[], NAME_THE_TEXT);

const SAVE_AS_TEXT: &str = "save it as plain text (.txt)";
#[cfg(not(feature = "html"))]
const NOT_BUILT: &str = "this build does not read it; save it as plain text (.txt)";
const NAME_THE_TEXT: &str = "name the article's text instead";

const fn refused(
    name: &'static str,
    extensions: &'static [&'static str],
    magic: &'static [&'static [u8]],
    advice: &'static str,
) -> Format {
    Format { name, extensions, magic, reading: Reading::Refused(advice) }
}

/// The extensions of the formats that are read, without the dot.
pub fn extensions() -> impl Iterator<Item = &'static str> {
    FORMATS.iter().filter(|format| format.is_read()).flat_map(|format| format.extensions).copied()
}

/// The format of a file that is read as bytes or refused, by its bytes.
pub(super) fn format_of_bytes(bytes: &[u8]) -> Option<&'static Format> {
    FORMATS.iter().find(|format| {
        let begins = format.magic.iter().any(|magic| bytes.starts_with(magic));
        match format.reading {
            Reading::Bytes { looks, .. } => (begins || format.magic.is_empty()) && looks(bytes),
            Reading::Refused(_) => begins,
            Reading::Text { .. } => false,
        }
    })
}

/// Whether bytes begin like a file of a format that is told by that: then they may look like no text.
pub(super) fn begins_like_one(bytes: &[u8]) -> bool {
    FORMATS.iter().flat_map(|format| format.magic).any(|magic| bytes.starts_with(magic))
}

/// The format of a file that is text: by its looks, else by its name's extension, else plain text.
///
/// The extension of a format that is refused counts for nothing: an article in `notes.doc` may be plain text. That of a
/// format that is read as bytes is wrong, and said to be.
pub(super) fn format_of_text(name: &str, text: &str) -> Result<&'static Format, Problem> {
    let looks = |format: &&Format| matches!(format.reading, Reading::Text { looks, .. } if looks(text));
    if let Some(format) = FORMATS.iter().find(looks) {
        return Ok(format);
    }
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let end = file.rsplit_once('.').map_or("", |(_, end)| end);
    for format in FORMATS.iter().filter(|format| format.is_read()) {
        if let Some(extension) = format.extensions.iter().find(|e| end.eq_ignore_ascii_case(e)) {
            return match format.reading {
                Reading::Bytes { .. } => Err(Problem::Misnamed { extension, format }),
                _ => Ok(format),
            };
        }
    }
    Ok(&FORMATS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format_of(name: &str, bytes: &[u8]) -> String {
        let text = || format_of_text(name, &String::from_utf8_lossy(bytes));
        format_of_bytes(bytes).map_or_else(text, Ok).map_or_else(|p| p.to_string(), |f| f.name.to_owned())
    }

    #[test]
    fn content_goes_before_the_name() {
        for (name, bytes, expected) in [
            ("a.txt", b"Hello.".as_slice(), "plain text"),
            ("a.MD", b"Hello.", "Markdown"),
            ("a.txt", b"---\ntitle: Hello\n---\n", "Markdown"),
            ("a.txt", b"<p>Hello.</p>", "an HTML page"),
            ("a.html", b"Hello.", "an HTML page"),
            ("pdf", b"Hello.", "plain text"),
            ("<stdin>", b"", "plain text"),
            ("drafts.pdf/a", b"Hello.", "plain text"),
            // Refused by content alone.
            ("a.pdf", b"Hello.", "plain text"),
            ("a.txt", b"%PDF-1.7\n", "a PDF"),
            ("a.txt", b"PK\x03\x04\x14\0", "a ZIP archive"),
            ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document"),
            ("a.txt", b"{\\rtf1 Hello}", "a rich text document (RTF)"),
            ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
            ("a.txt", b"\xff\xfe\0\0a\0\0\0", "UTF-32"),
        ] {
            assert_eq!(format_of(name, bytes), expected, "{name} {bytes:x?}");
        }
    }

    #[test]
    fn nothing_is_claimed_twice() {
        let extensions: Vec<_> = FORMATS.iter().flat_map(|format| format.extensions).collect();
        // What is read by more than its first bytes may share them.
        let refused = FORMATS.iter().filter(|format| !format.is_read());
        let magic: Vec<_> = refused.flat_map(|format| format.magic).collect();
        for (i, one) in extensions.iter().enumerate() {
            assert!(!extensions[i + 1..].contains(one), "{one}");
            assert_eq!(**one, one.to_lowercase());
        }
        for (i, one) in magic.iter().enumerate() {
            assert!(magic.iter().enumerate().all(|(j, other)| i == j || !other.starts_with(one)), "{one:x?}");
        }
    }
}
