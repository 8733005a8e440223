//! JSON and NDJSON, as content management systems export articles: an object each, with its text in one of the fields.

use super::draft::day;
use super::format::{Contents, Entry, Format, Reading};
use super::{Options, Problem};
use crate::text::{Manuscript, Role, SourceMapBuilder};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

pub(super) const FORMAT: Format = Format {
    name: "JSON",
    // A folder may hold other JSON than articles: it is read where it is named.
    extensions: &["ndjson", "jsonl"],
    magic: &[],
    reading: Reading::Text { looks, read },
};

/// The fields that hold an article's text, the first of which is taken. `--field` names another.
const TEXT: [&str; 8] =
    ["html", "body_html", "content_html", "text", "body", "content", "articleBody", "story"];
/// Those that hold its headline,
const HEADLINE: [&str; 3] = ["headline", "title", "hed"];
/// the day it was published,
const DATE: [&str; 7] =
    ["date", "published", "published_at", "publishedAt", "datePublished", "pubDate", "publication_date"];
/// its id,
const ID: [&str; 4] = ["id", "_id", "slug", "uuid"];
/// and in an object around several articles, the articles.
const ARTICLES: [&str; 7] = ["articles", "items", "documents", "docs", "posts", "results", "data"];
/// Where a field is an object itself, its text.
const WITHIN: [&str; 5] = ["rendered", "html", "text", "body", "raw"];

const BROKEN: &str = "export it again, one object a line (NDJSON) or a list of objects";

/// A JSON object, whose values are still as they stand in the file.
type Object<'a> = BTreeMap<String, &'a RawValue>;

fn looks(text: &str) -> bool {
    let blank = |c: char| c.is_whitespace() || c == '\u{feff}';
    let after = |text: &str, start: char, next: &[char]| {
        text.strip_prefix(start).is_some_and(|rest| rest.trim_start().starts_with(next))
    };
    let text = text.trim_start_matches(blank);
    after(text, '{', &['"', '}']) || after(text, '[', &['{', ']'])
}

fn read(text: String, options: &Options) -> Contents {
    let json = text.trim_start_matches('\u{feff}');
    let reader = Reader { text: &text, options };
    match serde_json::from_str::<&RawValue>(json) {
        Ok(value) => reader.value(value),
        Err(error) => {
            let mut lines = json.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            let first = lines.next().map(|(_, line)| serde_json::from_str::<Object<'_>>(line));
            if !matches!(first, Some(Ok(_))) {
                let (line, column) = (error.line(), error.column());
                let what = format!("is broken JSON: line {line}, column {column} cannot be read");
                return Err(Problem::Unusable { what, advice: BROKEN });
            }
            Ok(reader.lines(json))
        }
    }
}

/// What to do about a line of a stream that is no object.
const LINE: &str = "each line is an object, such as {\"text\": \"...\"}";

/// The article on a line of a stream, the line of this number.
pub(super) fn line(text: &str, number: usize, options: &Options) -> Entry {
    let unusable = |what| Entry::part(number.to_string(), Err(Problem::Unusable { what, advice: LINE }));
    match serde_json::from_str::<&RawValue>(text.trim_start_matches('\u{feff}')) {
        Ok(value) => match serde_json::from_str::<Object<'_>>(value.get()) {
            Ok(object) => Entry::part(name(&object, number), Reader { text, options }.article(&object)),
            Err(_) => unusable("is no JSON object".to_owned()),
        },
        Err(error) => unusable(format!("is broken JSON: column {} cannot be read", error.column())),
    }
}

struct Reader<'a> {
    text: &'a str,
    options: &'a Options,
}

impl<'a> Reader<'a> {
    /// The articles of a file that is one value.
    fn value(&self, value: &'a RawValue) -> Contents {
        if let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(value.get()) {
            return Ok(self.list(&list));
        }
        let object: Object<'_> = serde_json::from_str(value.get()).map_err(|_| Problem::Unusable {
            what: "is JSON without an article in it".to_owned(),
            advice: BROKEN,
        })?;
        if self.body(&object).is_none() {
            let lists = ARTICLES.iter().filter_map(|key| object.get(*key));
            let mut lists = lists.filter_map(|list| serde_json::from_str::<Vec<&RawValue>>(list.get()).ok());
            if let Some(list) = lists.next() {
                return Ok(self.list(&list));
            }
        }
        Ok(Entry::only(self.article(&object)?))
    }

    fn list(&self, list: &[&'a RawValue]) -> Vec<Entry> {
        let entry = |(i, value): (usize, &&'a RawValue)| match serde_json::from_str::<Object<'_>>(value.get())
        {
            Ok(object) => Entry::part(name(&object, i + 1), self.article(&object)),
            Err(_) => Entry::part((i + 1).to_string(), Err(no_object())),
        };
        list.iter().enumerate().map(entry).collect()
    }

    /// The articles of a file with an object a line.
    fn lines(&self, json: &'a str) -> Vec<Entry> {
        let lines = json.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let entry = |(i, line): (usize, &'a str)| match serde_json::from_str::<Object<'_>>(line) {
            Ok(object) => Entry::part(name(&object, i + 1), self.article(&object)),
            Err(error) => {
                let what = format!("is broken JSON: column {} cannot be read", error.column());
                Entry::part((i + 1).to_string(), Err(Problem::Unusable { what, advice: BROKEN }))
            }
        };
        lines.map(|(i, line)| entry((i, line)).on_line(i + 1)).collect()
    }

    /// The text of an article, as it stands in the file, and the name of its field.
    fn body<'o>(&self, object: &'o Object<'a>) -> Option<(&'o str, &'a str)> {
        let of = |key: &str| {
            object.get_key_value(key).and_then(|(key, value)| Some((key.as_str(), string(value)?)))
        };
        match &self.options.field {
            Some(field) => of(field),
            None => TEXT.iter().find_map(|key| of(key)),
        }
    }

    fn article(&self, object: &Object<'a>) -> Result<Manuscript, Problem> {
        let Some((field, body)) = self.body(object) else {
            let fields: Vec<&str> = object.keys().take(8).map(String::as_str).collect();
            let fields = fields.join(", ");
            let what = match &self.options.field {
                Some(field) => format!("has no text in a field {field}; it has {fields}"),
                None => format!("is JSON whose text is in no field that is known; it has {fields}"),
            };
            return Err(Problem::Unusable { what, advice: "name the field with --field" });
        };
        let find =
            |keys: &[&str]| keys.iter().find_map(|key| object.get(*key).and_then(|value| string(value)));
        let mut plain = Unescaped { file: self.text, text: String::new(), map: SourceMapBuilder::default() };
        if let Some(headline) = find(&HEADLINE) {
            plain.add(headline);
        }
        let headline = plain.text.len();
        if headline > 0 {
            plain.text.push_str("\n\n");
            plain.map.inserted(2);
        }
        let start = plain.text.len();
        plain.add(body);
        let Unescaped { text, map, .. } = plain;
        let mut manuscript = prose(text, headline, start, field)?;
        manuscript.map = std::mem::take(&mut manuscript.map).after(map.finish());
        let date = find(&DATE).and_then(|date| day(date.trim_matches('"')));
        manuscript.date = date.or(manuscript.date);
        manuscript.is_apart();
        Ok(manuscript)
    }
}

/// Reads a text whose headline ends at `headline`, and whose body begins at `start`.
fn prose(text: String, headline: usize, start: usize, field: &str) -> Result<Manuscript, Problem> {
    #[cfg(feature = "html")]
    if field.ends_with("html") || super::html::looks(&text[start..]) {
        return super::html::article(&text, 0..headline, start);
    }
    let _ = (start, field);
    let mut manuscript = Manuscript::from(text);
    manuscript.set_role(0..headline, Role::Headline);
    Ok(manuscript)
}

fn no_object() -> Problem {
    Problem::Unusable { what: "is no JSON object".to_owned(), advice: BROKEN }
}

/// The string that a value is, or holds, as it stands in the file with its quotation marks.
fn string(value: &RawValue) -> Option<&str> {
    let raw = value.get();
    if raw.starts_with('"') {
        return Some(raw);
    }
    let object: Object<'_> = serde_json::from_str(raw).ok()?;
    let strings = WITHIN.iter().filter_map(|key| object.get(*key).map(|value| value.get()));
    strings.into_iter().find(|raw| raw.starts_with('"'))
}

/// What an article is called among the others: its id, if that is a short one, or its number.
fn name(object: &Object<'_>, number: usize) -> String {
    let ids = ID.iter().filter_map(|key| object.get(*key)).map(|id| id.get().trim_matches('"'));
    let short = |id: &&str| {
        (1..=64).contains(&id.len())
            && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
    };
    ids.into_iter().find(short).map_or_else(|| number.to_string(), str::to_owned)
}

/// Strings of a file, read.
struct Unescaped<'a> {
    file: &'a str,
    text: String,
    map: SourceMapBuilder,
}

impl Unescaped<'_> {
    /// Adds a string of the file with its quotation marks.
    fn add(&mut self, string: &str) {
        let inside = &string[1..string.len() - 1];
        let start = inside.as_ptr() as usize - self.file.as_ptr() as usize;
        let mut done = 0;
        while let Some(escape) = memchr::memchr(b'\\', &inside.as_bytes()[done..]) {
            let escape = done + escape;
            self.verbatim(&inside[done..escape], start + done);
            let (c, length) = escaped(&inside[escape..]);
            self.text.push(c);
            self.map.replaced(c.len_utf8(), start + escape..start + escape + length);
            done = escape + length;
        }
        self.verbatim(&inside[done..], start + done);
    }

    fn verbatim(&mut self, text: &str, at: usize) {
        self.text.push_str(text);
        self.map.verbatim(text.len(), at);
    }
}

/// The character that an escape stands for, and the escape's length. Half of a pair stands for U+FFFD.
fn escaped(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        text.get(at..at + 6)
            .filter(|escape| escape.starts_with("\\u"))
            .and_then(|escape| u16::from_str_radix(&escape[2..], 16).ok())
    };
    match text.as_bytes().get(1) {
        Some(b'n') => ('\n', 2),
        Some(b't') => ('\t', 2),
        Some(b'r') => ('\r', 2),
        Some(b'b') => ('\u{8}', 2),
        Some(b'f') => ('\u{c}', 2),
        Some(b'u') => {
            let units = [unit(0), unit(6)].map(Option::unwrap_or_default);
            match char::decode_utf16(units).next() {
                Some(Ok(c)) => (c, 6 * c.len_utf16()),
                _ => (char::REPLACEMENT_CHARACTER, 6),
            }
        }
        _ => {
            (text[1..].chars().next().unwrap_or('\\'), 1 + text[1..].chars().next().map_or(0, char::len_utf8))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::input::format::told as entries_told;
    use jiff::civil::date;

    fn told(json: &str, field: Option<&str>) -> String {
        let options = Options { field: field.map(str::to_owned), ..Options::default() };
        entries_told(read(json.to_owned(), &options))
    }

    #[test]
    fn exports_are_read() {
        for (json, field, expected) in [
            (
                r#"{"id": 7, "headline": "Ferry stays", "text": "One.\nTwo."}"#,
                None,
                "-: Ferry stays | One. | Two.",
            ),
            ("{\"id\":\"a-1\",\"text\":\"One.\"}\n\n{\"text\":\"Two.\"}\n", None, "a-1: One.\n3: Two."),
            (
                r#"[{"body": "One."}, {"body": "Two.", "slug": "ferry"}, 3]"#,
                None,
                "1: One.\nferry: Two.\n3: is no JSON object; export it again, one object a line (NDJSON) or a list of objects",
            ),
            (r#"{"articles": [{"text": "One."}]}"#, None, "1: One."),
            (r#"{"copy": "One.", "text": "No."}"#, Some("copy"), "-: One."),
            (
                "{\"text\":\"One.\"}\n{\"text\":\n{\"text\":\"Three.\"}",
                None,
                "1: One.\n2: is broken JSON: column 8 cannot be read; export it again, one object a line (NDJSON) or a list of objects\n3: Three.",
            ),
            (
                r#"{"a": 1, "b": 2}"#,
                None,
                "is JSON whose text is in no field that is known; it has a, b; name the field with --field",
            ),
            (r#"{"a": 1}"#, Some("b"), "has no text in a field b; it has a; name the field with --field"),
            (
                "{\"text\": \"One.",
                None,
                "is broken JSON: line 1, column 14 cannot be read; export it again, one object a line (NDJSON) or a list of objects",
            ),
            ("[]", None, ""),
            (
                "[1]",
                None,
                "1: is no JSON object; export it again, one object a line (NDJSON) or a list of objects",
            ),
        ] {
            assert_eq!(told(json, field), expected, "{json}");
        }
    }

    #[cfg(feature = "html")]
    #[test]
    fn html_within_is_read() {
        let json = r#"{"title": {"rendered": "Tom &#038; Ann"}, "content": {"rendered": "<p>One.<\/p>\n<p>\u201cTwo,\u201d he said.</p>"}, "date": "2026-03-03T10:00"}"#;
        assert_eq!(told(json, None), "-: Tom & Ann | One. | “Two,” he said.");
        let mut entries = read(json.to_owned(), &Options::default()).unwrap();
        let manuscript = entries.remove(0).manuscript.unwrap();
        assert_eq!(manuscript.date, Some(date(2026, 3, 3)));
        for (words, bytes) in
            [("& Ann", "&#038; Ann"), ("“Two,” he", "\\u201cTwo,\\u201d he"), ("One", "One")]
        {
            let start = manuscript.text.find(words).unwrap();
            let range = manuscript.map.range(Span::of(start..start + words.len()));
            assert_eq!(&json[range.start as usize..range.end as usize], bytes);
        }
    }

    #[test]
    fn escapes_are_read() {
        for (escape, c, length) in [
            ("\\n", '\n', 2),
            ("\\\"x", '"', 2),
            ("\\/", '/', 2),
            ("\\u00e9x", 'é', 6),
            ("\\ud83d\\ude00x", '😀', 12),
            ("\\ud83dx", '\u{fffd}', 6),
        ] {
            assert_eq!(escaped(escape), (c, length), "{escape}");
        }
    }

    #[test]
    fn json_is_known_by_its_first_marks() {
        for json in ["{\"a\": 1}", " [ {\n", "\u{feff}{ \"", "[]"] {
            assert!(looks(json), "{json}");
        }
        for text in ["{a}", "[Applause] He left.", "", "{", "\"One\""] {
            assert!(!looks(text), "{text}");
        }
    }
}
