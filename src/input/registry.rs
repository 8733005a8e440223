//! The formats that are known: how each is told apart, and how it is read or what to do with it instead.
//!
//! A format is a file of its own beside this one with a `FORMAT`, and a line in [`FORMATS`]. Help, errors and the walk
//! through folders say of it what occurs there.

use super::format::{Format, Reading};
use super::plain;

/// All formats. Where several could be meant, content goes before extension, and the first goes first.
pub static FORMATS: &[Format] = &[
    plain::FORMAT,
    refused("a PDF", &["pdf"], &[b"%PDF-"], SAVE_AS_TEXT),
    refused(
        "a ZIP archive, such as DOCX or ODT",
        &["docx", "odt", "epub", "zip"],
        &[b"PK\x03\x04"],
        SAVE_AS_TEXT,
    ),
    refused("an old Word document", &["doc"], &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"], SAVE_AS_TEXT),
    refused("a rich text document (RTF)", &["rtf"], &[b"{\\rtf"], SAVE_AS_TEXT),
    refused(
        "a picture",
        &["png", "jpg", "jpeg", "gif"],
        &[b"\x89PNG", b"\xff\xd8\xff", b"GIF8"],
        NAME_THE_TEXT,
    ),
    // No editor writes it by itself.
    refused("UTF-32", &[], &[b"\xff\xfe\0\0", b"\0\0\xfe\xff"], "save it as UTF-8"),
];

/// What is not text and has no name.
pub static BINARY: Format = refused("binary data", &[], &[], NAME_THE_TEXT);

const SAVE_AS_TEXT: &str = "save it as plain text (.txt)";
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

/// The format of a file: by what it begins with, else by its name's extension, else plain text.
///
/// The extension of a format that is refused counts for nothing: an article in `notes.doc` may be plain text.
pub(super) fn format_of(name: &str, bytes: &[u8]) -> &'static Format {
    let begins = |format: &&Format| format.magic.iter().any(|magic| bytes.starts_with(magic));
    FORMATS.iter().find(begins).unwrap_or_else(|| format_by_extension(name))
}

/// The format of a file whose content is known to be text.
pub(super) fn format_by_extension(name: &str) -> &'static Format {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let end = file.rsplit_once('.').map_or("", |(_, end)| end);
    let ends =
        |format: &&Format| format.extensions.iter().any(|extension| end.eq_ignore_ascii_case(extension));
    FORMATS.iter().filter(|format| format.is_read()).find(ends).unwrap_or(&FORMATS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_name() {
        for (name, bytes, expected) in [
            ("a.txt", b"Hello.".as_slice(), "plain text"),
            ("a.MD", b"Hello.", "plain text"),
            ("pdf", b"Hello.", "plain text"),
            ("<stdin>", b"", "plain text"),
            ("drafts.pdf/a", b"Hello.", "plain text"),
            // Refused by content alone.
            ("a.pdf", b"Hello.", "plain text"),
            ("a.txt", b"%PDF-1.7\n", "a PDF"),
            ("a.txt", b"PK\x03\x04\x14\0", "a ZIP archive, such as DOCX or ODT"),
            ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document"),
            ("a.txt", b"{\\rtf1 Hello}", "a rich text document (RTF)"),
            ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
            ("a.txt", b"\xff\xfe\0\0a\0\0\0", "UTF-32"),
            ("a.txt", b"\xff\xfea\0", "plain text"),
        ] {
            assert_eq!(format_of(name, bytes).name, expected, "{name} {bytes:x?}");
        }
    }

    #[test]
    fn nothing_is_claimed_twice() {
        let extensions: Vec<_> = FORMATS.iter().flat_map(|format| format.extensions).collect();
        let magic: Vec<_> = FORMATS.iter().flat_map(|format| format.magic).collect();
        for (i, one) in extensions.iter().enumerate() {
            assert!(!extensions[i + 1..].contains(one), "{one}");
            assert_eq!(**one, one.to_lowercase());
        }
        for (i, one) in magic.iter().enumerate() {
            assert!(magic.iter().enumerate().all(|(j, other)| i == j || !other.starts_with(one)), "{one:x?}");
        }
    }
}
