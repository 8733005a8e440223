//! Word documents (DOCX): the body with its text boxes and notes, tracked changes as if they were accepted.

use super::archive::{Archive, broken, locked};
use super::draft::style_role;
use super::format::{Contents, Entry, Format, Reading};
use super::paragraphs::Paragraphs;
use super::{Options, Problem};
use crate::text::Role;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

const NAME: &str = "a Word document";

pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &["docx", "docm"],
    magic: &[b"PK\x03\x04"],
    reading: Reading::Bytes { looks: |bytes| memchr::memmem::find(bytes, b"word/").is_some(), read },
};

/// What a document with a password is, of Word or another program.
pub(super) const LOCKED: Format = Format {
    name: "an Office document locked with a password",
    extensions: &[],
    magic: &[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
    reading: Reading::Bytes {
        looks: |bytes| {
            let name = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
            memchr::memmem::find(bytes, &name).is_some()
        },
        read: |_, _| Err(locked("an Office document")),
    },
};

fn read(bytes: &[u8], _: &Options) -> Contents {
    let mut archive = Archive::open(bytes, NAME)?;
    let styles = match archive.part("word/styles.xml")? {
        Some(xml) => styles(&xml)?,
        None => FxHashMap::default(),
    };
    let Some(body) = archive.part("word/document.xml")? else {
        return Err(broken(NAME, "word/document.xml is missing"));
    };
    let mut paragraphs = Paragraphs::default();
    part(&body, &styles, &mut paragraphs)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(xml) = archive.part(notes)? {
            part(&xml, &styles, &mut paragraphs)?;
        }
    }
    Ok(Entry::only(paragraphs.finish()))
}

/// The value of an attribute with this local name.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

/// What each style says that a paragraph is, by its id. The names are the same in every language, the ids are not.
fn styles(xml: &str) -> Result<FxHashMap<String, Role>, Problem> {
    let mut styles = FxHashMap::default();
    let mut id = None;
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| broken(NAME, "word/styles.xml is not XML"))? {
            Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                "style" => id = attribute(&tag, "styleId"),
                "name" => {
                    let role = attribute(&tag, "val").and_then(|name| style_role(&name));
                    if let (Some(id), Some(role)) = (id.take(), role) {
                        styles.insert(id, role);
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

/// Reads the paragraphs of a part.
fn part(xml: &str, styles: &FxHashMap<String, Role>, paragraphs: &mut Paragraphs) -> Result<(), Problem> {
    let mut reader = Reader::from_str(xml);
    // How many elements are open within one that is not shown.
    let mut hidden = 0_usize;
    let (mut in_text, mut run_hidden) = (false, false);
    loop {
        let event = reader.read_event().map_err(|_| {
            broken(NAME, &format!("its text cannot be read from byte {} on", reader.buffer_position()))
        })?;
        match event {
            Event::Start(tag) if hidden > 0 || is_hidden(&tag) => hidden += 1,
            Event::End(_) if hidden > 0 => hidden -= 1,
            Event::Start(tag) => match tag.local_name().as_ref() {
                "p" => paragraphs.begin(None),
                "tr" => paragraphs.begin_row(),
                "r" => run_hidden = false,
                "t" => in_text = !run_hidden,
                _ => empty(&tag, styles, paragraphs, &mut run_hidden),
            },
            Event::Empty(tag) if hidden == 0 => {
                if tag.local_name().as_ref() == "p" {
                    paragraphs.begin(None);
                    paragraphs.end();
                } else {
                    empty(&tag, styles, paragraphs, &mut run_hidden);
                }
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "p" => paragraphs.end(),
                "tr" => paragraphs.end_row(),
                "t" => in_text = false,
                _ => {}
            },
            Event::Text(text) if in_text && hidden == 0 => paragraphs.add(&text),
            Event::CData(text) if in_text && hidden == 0 => paragraphs.add(&text),
            Event::GeneralRef(entity) if in_text && hidden == 0 => {
                paragraphs.add(&character(&entity));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// What a reference stands for. Those that a document defines itself stand for nothing: none needs them, and a few lines of
/// them can stand for gigabytes.
pub(super) fn character(entity: &quick_xml::events::BytesRef<'_>) -> String {
    match (&**entity, entity.resolve_char_ref()) {
        (_, Ok(Some(c))) => c.to_string(),
        ("amp", _) => "&".to_owned(),
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        _ => String::new(),
    }
}

/// Whether what is in an element is not shown: deleted or moved away, the code of a field, the twin of a text box for old
/// programs, a note that only separates.
fn is_hidden(tag: &BytesStart<'_>) -> bool {
    match tag.local_name().as_ref() {
        "del" | "moveFrom" | "instrText" | "delText" | "Fallback" | "pict" => true,
        "footnote" | "endnote" => attribute(tag, "type").is_some_and(|kind| kind != "normal"),
        _ => false,
    }
}

/// Elements that say something of the paragraph or run they are in, or stand for a character.
fn empty(
    tag: &BytesStart<'_>,
    styles: &FxHashMap<String, Role>,
    paragraphs: &mut Paragraphs,
    run_hidden: &mut bool,
) {
    match tag.local_name().as_ref() {
        "pStyle" => {
            let id = attribute(tag, "val").unwrap_or_default();
            paragraphs.is(styles.get(&id).copied().or_else(|| style_role(&id)));
        }
        "vanish" => {
            *run_hidden = !attribute(tag, "val").is_some_and(|value| matches!(&*value, "0" | "false"))
        }
        "tab" | "br" | "cr" if !*run_hidden => paragraphs.add(" "),
        "noBreakHyphen" if !*run_hidden => paragraphs.add("-"),
        _ => {}
    }
}
