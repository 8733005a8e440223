//! OpenDocument texts (ODT), tracked changes as if they were accepted.

use super::Options;
use super::archive::{Archive, broken};
use super::docx::{attribute, character};
use super::draft::style_role;
use super::format::{Contents, Entry, Format, Reading};
use super::paragraphs::Paragraphs;
use crate::text::Role;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashMap;

const NAME: &str = "an OpenDocument text";

pub(super) const FORMAT: Format = Format {
    name: NAME,
    extensions: &["odt"],
    magic: &[b"PK\x03\x04"],
    reading: Reading::Bytes {
        looks: |bytes| memchr::memmem::find(bytes, b"opendocument.text").is_some(),
        read,
    },
};

fn read(bytes: &[u8], _: &Options) -> Contents {
    let mut archive = Archive::open(bytes, NAME)?;
    let Some(xml) = archive.part("content.xml")? else {
        return Err(broken(NAME, "content.xml is missing"));
    };
    let mut paragraphs = Paragraphs::default();
    // The styles of the document itself, by name, with those that they are made from.
    let mut parents: FxHashMap<String, String> = FxHashMap::default();
    let mut notes = Paragraphs::default();
    let (mut hidden, mut notes_open, mut in_text) = (0_usize, 0_usize, 0_usize);
    let mut reader = Reader::from_str(&xml);
    loop {
        let event = reader.read_event().map_err(|_| {
            broken(NAME, &format!("its text cannot be read from byte {} on", reader.buffer_position()))
        })?;
        let target = if notes_open > 0 { &mut notes } else { &mut paragraphs };
        match event {
            Event::Start(tag) if hidden > 0 || is_hidden(&tag) => hidden += 1,
            Event::End(_) if hidden > 0 => hidden -= 1,
            Event::Start(tag) => match tag.local_name().as_ref() {
                "h" | "p" if is_text(&tag) => {
                    in_text += 1;
                    target.begin(role(&tag, &parents));
                }
                "table-row" => target.begin_row(),
                "note-body" => notes_open += 1,
                "style" => style(&tag, &mut parents),
                _ => {}
            },
            Event::Empty(tag) if hidden == 0 => match tag.local_name().as_ref() {
                "line-break" | "tab" | "s" => target.add(" "),
                "style" => style(&tag, &mut parents),
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "h" | "p" if tag.name().as_ref().starts_with("text:") => {
                    in_text = in_text.saturating_sub(1);
                    target.end();
                }
                "table-row" => target.end_row(),
                "note-body" => notes_open = notes_open.saturating_sub(1),
                _ => {}
            },
            Event::Text(text) if in_text > 0 && hidden == 0 => target.add(&text),
            Event::CData(text) if in_text > 0 && hidden == 0 => target.add(&text),
            Event::GeneralRef(entity) if in_text > 0 && hidden == 0 => target.add(&character(&entity)),
            Event::Eof => break,
            _ => {}
        }
    }
    paragraphs.append(notes);
    Ok(Entry::only(paragraphs.finish()))
}

fn is_text(tag: &BytesStart<'_>) -> bool {
    tag.name().as_ref().starts_with("text:")
}

/// Whether what is in an element is not of the text: what was deleted, comments, numbers of notes, lists of contents.
fn is_hidden(tag: &BytesStart<'_>) -> bool {
    let name = tag.local_name();
    matches!(
        name.as_ref(),
        "tracked-changes" | "annotation" | "note-citation" | "table-of-content" | "forms" | "sequence-decls"
    )
}

fn style(tag: &BytesStart<'_>, parents: &mut FxHashMap<String, String>) {
    if let (Some(name), Some(parent)) = (attribute(tag, "name"), attribute(tag, "parent-style-name")) {
        parents.insert(name, parent);
    }
}

/// What a paragraph's element and style say that it is. A style's name has `_20_` for a space.
fn role(tag: &BytesStart<'_>, parents: &FxHashMap<String, String>) -> Option<Role> {
    let name = attribute(tag, "style-name").unwrap_or_default();
    let parent = parents.get(&name).unwrap_or(&name);
    let heading = (tag.local_name().as_ref() == "h").then_some(Role::Subheading);
    style_role(parent).or(heading)
}
