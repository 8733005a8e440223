//! Whether the file of an article can take what puts a finding right, and the file once it has.
//!
//! Only text, Markdown and HTML can, and only where the words lie in the file as they are read: in one piece, in the same
//! characters. All other bytes stay as they are.

use crate::Span;
use crate::rules::{Finding, Fix, Replacement};
use crate::text::{Article, Editable};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;
use std::ops::Range;

/// Bytes of a file, and what to put there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Edit {
    /// The bytes to replace.
    pub range: Range<usize>,
    /// What takes their place.
    pub bytes: Vec<u8>,
}

impl Edit {
    /// These bytes in the place of that range.
    #[must_use]
    pub fn new(range: Range<usize>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { range, bytes: bytes.into() }
    }
}

/// Takes the fixes away that the file of the article cannot take.
pub(crate) fn keep_fixes_that_fit(article: &Article, findings: &mut [Finding]) {
    let mut fixable = findings.iter_mut().filter(|finding| finding.fix.is_some()).peekable();
    if fixable.peek().is_none() {
        return;
    }
    let charset = Charset::of(article);
    for finding in fixable {
        let fits = |one: &Replacement| charset.is_some_and(|charset| charset.edit(article, one).is_some());
        finding.fix.take_if(|fix| !fix.replacements.iter().all(fits));
    }
}

/// What a fix does to the bytes of the article's file, in order; None where the file does not hold what the fix replaces.
#[must_use]
pub fn edits(article: &Article, fix: &Fix, file: &[u8]) -> Option<Vec<Edit>> {
    let charset = Charset::of(article)?;
    let edit = |one: &Replacement| {
        let (written, edit) = charset.edit(article, one)?;
        (file.get(edit.range.clone()) == Some(&written)).then_some(edit)
    };
    let edits: Vec<Edit> = fix.replacements.iter().map(edit).collect::<Option<_>>()?;
    if edits.iter().any(|edit| is_code(file, edit.range.start)) {
        return None;
    }
    edits.windows(2).all(|two| two[0].range.end <= two[1].range.start).then_some(edits)
}

/// The file with these edits, which are in order and apart.
#[must_use]
pub fn edited<'a>(file: &[u8], edits: impl IntoIterator<Item = &'a Edit>) -> Vec<u8> {
    let mut made = Vec::with_capacity(file.len() + 64);
    let mut at = 0;
    for edit in edits {
        made.extend_from_slice(&file[at..edit.range.start]);
        made.extend_from_slice(&edit.bytes);
        at = edit.range.end;
    }
    made.extend_from_slice(&file[at..]);
    made
}

/// The text with these replacements, which are in order and apart: what the edited file is to be read as.
#[must_use]
pub fn reworded<'a>(text: &str, replacements: impl IntoIterator<Item = &'a Replacement>) -> String {
    let mut made = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for Replacement { span: Span { start, end }, text: instead, .. } in replacements {
        made.push_str(&text[at..*start as usize]);
        made.push_str(instead);
        at = *end as usize;
    }
    made.push_str(&text[at..]);
    made
}

/// What a line has that is not, or not only, for readers: code, templates, attributes, and what somebody else wrote.
const CODE: [&[u8]; 9] = [b"`", b"{{", b"{%", b"{\"", b"=\"", b"<code", b"<pre", b"<q>", b"<blockquote"];

/// Whether a place in a file may be in code or in what is quoted as a block: by its line, and by the fences and elements that are open
/// before it.
fn is_code(file: &[u8], at: usize) -> bool {
    let start = file[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |last| last + 1);
    let end = file[at..].iter().position(|&byte| byte == b'\n').map_or(file.len(), |next| at + next);
    let line = &file[start..end];
    let has = |what: &&[u8]| line.windows(what.len()).any(|part| part == *what);
    let set_in = [&b"    "[..], b"\t", b">"].iter().any(|prefix| line.starts_with(prefix));
    if set_in || CODE.iter().any(has) {
        return true;
    }
    let fences = file[..start].split(|&byte| byte == b'\n').filter(|line| {
        let line = line.trim_ascii_start();
        line.starts_with(b"```") || line.starts_with(b"~~~")
    });
    let last = |what: &[u8]| file[..start].windows(what.len()).rposition(|part| part == what);
    let open = |tag: &[u8], close: &[u8]| last(tag) > last(close);
    fences.count() % 2 == 1
        || open(b"<pre", b"</pre")
        || open(b"<code", b"</code")
        || open(b"<blockquote", b"</blockquote")
}

/// What the file of an article is written in.
#[derive(Clone, Copy)]
struct Charset {
    /// A character has the same bytes wherever it is.
    encoding: &'static Encoding,
    /// Whether some characters mean something to the format.
    marked_up: bool,
}

impl Charset {
    /// None where the file is not to be edited.
    fn of(article: &Article) -> Option<Self> {
        let marked_up = match article.editable {
            Editable::Text => false,
            Editable::MarkUp => true,
            Editable::No => return None,
        };
        let encoding = Encoding::for_label(article.encoding.as_bytes())?;
        (encoding == UTF_8 || encoding.is_single_byte()).then_some(Self { encoding, marked_up })
    }

    /// The bytes that a replacement expects, and what it does to them.
    fn edit(self, article: &Article, one: &Replacement) -> Option<(Vec<u8>, Edit)> {
        let range = article.map.range(one.span);
        let (written, bytes) = (self.bytes(&one.written)?, self.bytes(&one.text)?);
        let acts = self.marked_up && one.text.contains(MEANT);
        let range = range.start as usize..range.end as usize;
        let fits = one.keeps_lines() && !acts && range.len() == written.len();
        fits.then(|| (written.into_owned(), Edit::new(range, bytes)))
    }

    /// A text in this encoding, where that has all its characters.
    fn bytes(self, text: &str) -> Option<Cow<'_, [u8]>> {
        let (bytes, _, lossy) = self.encoding.encode(text);
        (!lossy).then_some(bytes)
    }
}

/// The characters by which Markdown or HTML may take a text for more than its words.
const MEANT: [char; 13] = ['<', '>', '&', '*', '_', '[', ']', '`', '|', '~', '#', '\\', '\t'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checker, input};

    /// What the file becomes by the first fix of the rule, with bytes beyond ASCII shown as Latin-1 shows them.
    fn fixed(rule: &str, name: &str, file: &[u8]) -> Option<Vec<u8>> {
        let mut checker = Checker::built_in();
        checker.catalogue.select(&[rule.to_owned()], &[]).unwrap();
        let manuscript = input::read(name, file.to_vec(), None).unwrap();
        let document = checker.check(Article::new(name, manuscript, None));
        assert!(!document.findings.is_empty(), "{name}");
        let fix = document.findings.iter().find_map(|finding| finding.fix.as_ref())?;
        Some(edited(file, &edits(document.article(), fix, file).unwrap()))
    }

    #[test]
    fn nothing_but_the_words_changes() {
        let cases: [(&str, &[u8], &[u8]); 7] = [
            (
                "a.txt",
                b"\xef\xbb\xbfShut the the bridge. \r\n\r\n  End\t\n",
                b"\xef\xbb\xbfShut the bridge. \r\n\r\n  End\t\n",
            ),
            ("a.txt", b"Caf\xe9: shut the the bridge\x85", b"Caf\xe9: shut the bridge\x85"),
            (
                "a.md",
                b"# Bridge\n\n*Shut* the the **bridge**.  \n",
                b"# Bridge\n\n*Shut* the **bridge**.  \n",
            ),
            (
                "a.html",
                b"<p class=a>Shut the the &amp; <i>b</i>.</p>",
                b"<p class=a>Shut the &amp; <i>b</i>.</p>",
            ),
            (
                "a.html",
                b"<p>Shut the <!-- x --> bridge and and go.</p>",
                b"<p>Shut the <!-- x --> bridge and go.</p>",
            ),
            (
                "a.txt",
                "“É,” she said. Shut the the bridge.".as_bytes(),
                "“É,” she said. Shut the bridge.".as_bytes(),
            ),
            ("a.txt", b"Shut the the bridge\rof Torvik\r", b"Shut the bridge\rof Torvik\r"),
        ];
        for (name, file, expected) in cases {
            let made = fixed("repeated-word", name, file);
            let shown = made.as_deref().map(String::from_utf8_lossy);
            assert_eq!(made.as_deref(), Some(expected), "{name}: {shown:?}");
        }
    }

    #[test]
    fn what_the_file_does_not_hold_as_it_is_read_stays() {
        let utf16: Vec<u8> =
            "\u{feff}Shut the the bridge.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cases: [(&str, &[u8]); 6] = [
            ("a.html", b"<p>Shut the <b>the</b> bridge.</p>"),
            ("a.html", b"<p>Shut the&nbsp;the bridge.</p>"),
            ("a.md", b"Shut the *the* bridge.\n"),
            ("a.txt", &utf16),
            ("a.json", br#"{"text": "Shut the the bridge."}"#),
            ("a.rtf", br"{\rtf1 Shut the the bridge.}"),
        ];
        for (name, file) in cases {
            assert_eq!(fixed("repeated-word", name, file), None, "{name}");
        }
    }

    #[test]
    fn marks_come_in_the_encoding_of_the_file() {
        let made = fixed("quote-unclosed", "a.txt", b"\x93We will stay, said Ren\xe9 Brandt.").unwrap();
        assert_eq!(made, b"\x93We will stay,\x94 said Ren\xe9 Brandt.");
    }

    #[test]
    fn what_would_be_mark_up_is_not_put_in() {
        let garbled = "Marlow &amp; Finch left.".as_bytes();
        assert_eq!(fixed("garbled-text", "a.txt", garbled).unwrap(), b"Marlow & Finch left.");
        assert_eq!(fixed("garbled-text", "a.html", b"<p>Marlow &amp;amp; Finch left.</p>"), None);
    }
}
