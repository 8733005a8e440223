//! E-mails (EML): the text or the HTML part without the replies quoted under it, and the articles attached.

use super::format::{Contents, Entry, Format, Reading};
use super::{Options, Problem, read_all};
use crate::text::Manuscript;
use jiff::civil::Date;
use mail_parser::{MessageParser, MimeHeaders, PartType};

pub(super) const FORMAT: Format =
    Format { name: "an e-mail", extensions: &["eml"], magic: &[], reading: Reading::Bytes { looks, read } };

/// Headers that only e-mails have, or nearly.
const HEADERS: [&str; 7] = ["from:", "to:", "subject:", "date:", "message-id:", "mime-version:", "received:"];

/// Whether a file begins with headers of an e-mail.
fn looks(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(16 * 1024)];
    let mut known = 0;
    for (i, line) in head.split(|&byte| byte == b'\n').enumerate() {
        let line = String::from_utf8_lossy(line.strip_suffix(b"\r").unwrap_or(line));
        if line.is_empty() {
            break;
        }
        // A long header goes on in lines that begin with a space; a mailbox begins with a line of its own.
        if i > 0 && line.starts_with([' ', '\t']) || i == 0 && line.starts_with("From ") {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_graphic()) {
            return false;
        }
        let line = line.to_ascii_lowercase();
        known += usize::from(HEADERS.iter().any(|header| line.starts_with(header)));
    }
    known >= 3
}

fn read(bytes: &[u8], options: &Options) -> Contents {
    let broken = || Problem::Unusable {
        what: "is an e-mail without text".to_owned(),
        advice: "save its text as plain text (.txt)",
    };
    let message = MessageParser::default().parse(bytes).ok_or_else(broken)?;
    let date = message.date().and_then(|date| {
        Date::new(
            i16::try_from(date.year).ok()?,
            i8::try_from(date.month).ok()?,
            i8::try_from(date.day).ok()?,
        )
        .ok()
    });
    let mut entries = Vec::new();
    let body = message.text_bodies().next().or_else(|| message.html_bodies().next()).map(|part| &part.body);
    let manuscript = match body {
        Some(PartType::Text(text)) => Some(Manuscript::from(own_words(text).to_owned())),
        Some(PartType::Html(html)) => page(html)?,
        _ => None,
    };
    if let Some(mut manuscript) = manuscript.filter(|manuscript| !manuscript.blocks().is_empty()) {
        // The bytes may be in base64 or quoted-printable.
        manuscript.map = Default::default();
        manuscript.date = manuscript.date.or(date);
        entries.extend(Entry::only(manuscript));
    }
    for (number, part) in message.attachments().enumerate() {
        let name = part.attachment_name().map_or_else(|| format!("attachment {}", number + 1), str::to_owned);
        let Some(contents) = attachment(&name, part.contents(), options) else { continue };
        for mut entry in contents {
            entry.part = Some(entry.part.map_or_else(|| name.clone(), |part| format!("{name}:{part}")));
            entries.push(entry);
        }
    }
    if entries.is_empty() { Err(broken()) } else { Ok(entries) }
}

/// The articles in an attachment; None where it is of no format that is read, or an e-mail again.
fn attachment(name: &str, bytes: &[u8], options: &Options) -> Option<Vec<Entry>> {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase())?;
    if end == "eml" || looks(bytes) || !super::extensions().any(|known| known == end) {
        return None;
    }
    let mut entries = match read_all(name, bytes.to_vec(), options) {
        Ok(entries) => entries,
        Err(problem) => vec![Entry { part: None, line: None, manuscript: Err(problem) }],
    };
    for manuscript in entries.iter_mut().filter_map(|entry| entry.manuscript.as_mut().ok()) {
        manuscript.map = Default::default();
    }
    Some(entries)
}

#[cfg(feature = "html")]
fn page(html: &str) -> Result<Option<Manuscript>, Problem> {
    super::html::article(html, 0..0, 0).map(Some)
}

#[cfg(not(feature = "html"))]
fn page(_: &str) -> Result<Option<Manuscript>, Problem> {
    Ok(None)
}

/// What a sender wrote: not the message replied to, nor the signature, both of which come last. All of it, if there is
/// nothing else.
fn own_words(text: &str) -> &str {
    let mut at = 0;
    let mut end = text.len();
    let lines: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            (start, line.trim_end())
        })
        .collect();
    let quoted = |line: &str| line.starts_with('>');
    for (i, &(start, line)) in lines.iter().enumerate() {
        let mut next = lines[i + 1..].iter().map(|(_, line)| *line).filter(|line| !line.is_empty());
        let introduces = line.ends_with("wrote:") && next.next().is_some_and(quoted);
        if line == "--"
            || text[start..].starts_with("-- ") && line.len() <= 3
            || line.starts_with("-----Original Message")
            || introduces
        {
            end = start;
            break;
        }
    }
    // What is quoted at the end without a word before it.
    let mut kept = &text[..end];
    while let Some(last) = kept.trim_end().lines().next_back().filter(|line| quoted(line)) {
        kept = kept.trim_end();
        kept = &kept[..kept.len() - last.len()];
    }
    if kept.trim().is_empty() { text } else { kept }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::format::told as entries_told;

    fn told(mail: &str) -> String {
        entries_told(read(mail.replace('\n', "\r\n").as_bytes(), &Options::default()))
    }

    const HEAD: &str = "From: Ada Moe <ada@lentz.example>\nTo: desk@lentz.example\nSubject: Ferry\nDate: Tue, 3 Mar 2026 10:00:00 +0000\nMIME-Version: 1.0\n";

    #[test]
    fn the_sender_s_words_are_read() {
        for (body, expected) in [
            ("\nFerry stays\n\nOne.\n", "-: Ferry stays | One."),
            (
                "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n=E2=80=9COne,=E2=80=9D she =\nsaid.\n",
                "-: “One,” she said.",
            ),
            ("\nOne.\n\nOn Monday, Bo wrote:\n> Two?\n> Three.\n", "-: One."),
            ("\nOne.\n\n-- \nAda Moe\n", "-: One."),
            ("\nOne.\n-----Original Message-----\nFrom: Bo\n\nTwo?\n", "-: One."),
        ] {
            assert_eq!(told(&format!("{HEAD}{body}")), expected, "{body}");
        }
        assert!(told(&format!("{HEAD}\n")).contains("is an e-mail without text"));
    }

    #[cfg(feature = "html")]
    #[test]
    fn parts_and_attachments_are_read() {
        let alternative = "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>One.</p><p>Two.</p>\n--x\nContent-Type: text/plain; name=\"story.txt\"\nContent-Disposition: attachment; filename=\"story.txt\"\n\nThree.\n--x\nContent-Type: image/png\nContent-Disposition: attachment; filename=\"a.png\"\n\n\x01\n--x--\n";
        assert_eq!(told(&format!("{HEAD}{alternative}")), "-: One. | Two.\nstory.txt: Three.");
    }

    #[test]
    fn an_e_mail_is_known_by_its_headers() {
        assert!(looks(HEAD.as_bytes()));
        for text in ["Note: he left.\nTo: nobody\n", "One.", "", "From: a\n\nTo: b\nDate: c\nSubject: d"] {
            assert!(!looks(text.as_bytes()), "{text}");
        }
    }
}
