//! The same article in any dress gives the same report, and every place in it leads to the same words of the file.

use crate::support::{CHECKER, root, shared};
use docx_rs::{Docx, Paragraph, Run, Style, StyleType};
use onrecord::input::read;
use onrecord::text::{Article, Manuscript, Role};
use onrecord::{Date, Span};
use regex::Regex;
use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

/// How many articles of each collection are dressed.
const ARTICLES: usize = 30;

/// The share of attributions and findings that must be the same, in thousands.
const SAME: usize = 990;

/// A way to write an article down.
struct Dress {
    /// The name of its file, behind the article's.
    name: &'static str,
    write: fn(&Plain) -> Vec<u8>,
    /// What bytes of the file say; None where it is compressed or encoded.
    read: Option<fn(&[u8]) -> String>,
}

/// An article as its lines, the first of which may be its headline.
struct Plain {
    lines: Vec<String>,
    headline: bool,
}

impl Plain {
    fn of(text: &str) -> Option<Self> {
        let lines: Vec<String> = text.lines().map(words).filter(|line| !line.is_empty()).collect();
        let article = Article::new("a.txt", lines.join("\n"), None);
        let first = article.paragraphs.first()?;
        (Manuscript::from(lines.join("\n")).date.is_none() && article.paragraphs.len() == lines.len())
            .then(|| Self { headline: first.role == Role::Headline, lines })
    }

    fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// Each line, and whether it is the headline.
    fn each(&self) -> impl Iterator<Item = (bool, &str)> {
        self.lines.iter().enumerate().map(|(i, line)| (i == 0 && self.headline, line.as_str()))
    }

    fn fragment(&self) -> String {
        let mut html = String::new();
        for (headline, line) in self.each() {
            let tag = if headline { "h1" } else { "p" };
            writeln!(html, "<{tag}>{}</{tag}>", marked_up(line)).unwrap();
        }
        html
    }
}

/// White space as one space.
fn words(text: &str) -> String {
    text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// HTML with entities, and some words in bold.
fn marked_up(line: &str) -> String {
    let mut html = String::new();
    for (i, word) in line.split(' ').enumerate() {
        if i > 0 {
            html.push(' ');
        }
        let plain =
            word.replace('&', "&amp;").replace('<', "&lt;").replace('“', "&ldquo;").replace('”', "&#8221;");
        if i % 17 == 5 { write!(html, "<b>{plain}</b>").unwrap() } else { html.push_str(&plain) }
    }
    html
}

const BEFORE: &str = r#"<!DOCTYPE html><html><head><meta charset="utf-8"><title>Lentz Post</title>
<script>var ad = "<p>“Never,” said Bo Hale.</p>";</script><style>p > b { color: red }</style></head><body class="page">
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav><div class="layout"><main>
<div class="story">
"#;

const AFTER: &str = r#"<p><a href="/r">Read more: the bridge that fell</a></p></div></main>
<aside class="related"><h3><a href="/c">Cat saved</a></h3><p>A cat was saved from a tree on Monday, said Bo Hale of Lentz.</p></aside>
<div id="comments"><p>I was there, and “nobody” said so!</p></div></div>
<footer><p>© The Lentz Post. All rights reserved.</p></footer></body></html>
"#;

fn markdown(plain: &Plain) -> String {
    let mut text = String::new();
    for (headline, line) in plain.each() {
        let mut escaped = String::new();
        for (i, c) in line.char_indices() {
            if "\\`*_[]<>#&|~+=-{}$^".contains(c)
                || c == '.' && line[..i].chars().all(|c| c.is_ascii_digit())
                || c == ')'
            {
                escaped.push('\\');
            }
            escaped.push(c);
        }
        writeln!(text, "{}{escaped}\n", if headline { "# " } else { "" }).unwrap();
    }
    text
}

fn docx(plain: &Plain) -> Vec<u8> {
    let mut docx = Docx::new().add_style(Style::new("T1", StyleType::Paragraph).name("Title"));
    for (headline, line) in plain.each() {
        // A word processor cuts a paragraph into runs.
        let middle = (line.len() / 2..=line.len()).find(|&i| line.is_char_boundary(i)).unwrap_or(0);
        let mut paragraph = Paragraph::new();
        for part in [&line[..middle], &line[middle..]] {
            paragraph = paragraph.add_run(Run::new().add_text(part));
        }
        docx = docx.add_paragraph(if headline { paragraph.style("T1") } else { paragraph });
    }
    let mut file = Cursor::new(Vec::new());
    docx.build().pack(&mut file).unwrap();
    file.into_inner()
}

fn rtf(plain: &Plain) -> Vec<u8> {
    let mut rtf = r"{\rtf1\ansi\ansicpg1252{\stylesheet{\s3 Title;}}".to_owned();
    for (headline, line) in plain.each() {
        rtf.push_str(if headline { "\n\\pard\\s3 " } else { "\n\\pard " });
        for unit in line.encode_utf16() {
            match char::from_u32(unit.into()) {
                Some(c @ ('\\' | '{' | '}')) => write!(rtf, "\\{c}").unwrap(),
                Some(c) if c.is_ascii() => rtf.push(c),
                _ => write!(rtf, "\\u{}?", unit.cast_signed()).unwrap(),
            }
        }
        rtf.push_str("\\par");
    }
    (rtf + "}").into_bytes()
}

fn eml(plain: &Plain) -> Vec<u8> {
    let mut mail = "From: Ada Moe <ada@lentz.example>\r\nTo: desk@lentz.example\r\nSubject: Story\r\nMIME-Version: 1.0\r\n\
                    Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        .to_owned();
    for line in &plain.lines {
        let mut column = 0;
        for byte in line.bytes() {
            if column > 70 {
                mail.push_str("=\r\n");
                column = 0;
            }
            if (b' '..=b'~').contains(&byte) && byte != b'=' {
                mail.push(byte.into());
                column += 1;
            } else {
                write!(mail, "={byte:02X}").unwrap();
                column += 3;
            }
        }
        mail.push_str("\r\n\r\n");
    }
    mail.push_str("On Monday, Bo wrote:\r\n> Is it “ready”?\r\n");
    mail.into_bytes()
}

fn ndjson(plain: &Plain) -> Vec<u8> {
    let text = plain.text();
    let (headline, body) = text.split_once('\n').filter(|_| plain.headline).unwrap_or(("", &text));
    let object = serde_json::json!({ "id": "a-1", "headline": headline, "body": body.replace('\n', "\n\n") });
    object.to_string().replace('“', "\\u201c").into_bytes()
}

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn without_tags(bytes: &[u8]) -> String {
    let text = Regex::new("<[^>]*>").unwrap().replace_all(&utf8(bytes), "").into_owned();
    let text = text.replace("&ldquo;", "“").replace("&#8221;", "”").replace("&lt;", "<");
    text.replace("&amp;", "&")
}

fn without_rtf(bytes: &[u8]) -> String {
    let text = Regex::new(r"\\par(d(\\s3)? ?)?").unwrap().replace_all(&utf8(bytes), " ").into_owned();
    let units = Regex::new(r"\\u(-?\d+)\??|\\?(.)|\n").unwrap();
    let mut out = Vec::new();
    for found in units.captures_iter(&text) {
        match (found.get(1), found.get(2)) {
            (Some(unit), _) => out.push(unit.as_str().parse::<i16>().unwrap().cast_unsigned()),
            (_, Some(c)) => out.extend(c.as_str().encode_utf16()),
            _ => out.push(32),
        }
    }
    String::from_utf16_lossy(&out)
}

const DRESSES: &[Dress] = &[
    Dress {
        name: "a.md",
        write: |plain| markdown(plain).into_bytes(),
        read: Some(|bytes| {
            Regex::new(r"\\([[:punct:]])")
                .unwrap()
                .replace_all(&utf8(bytes).replace("\n\n# ", "\n"), "$1")
                .into_owned()
        }),
    },
    Dress { name: "a.html", write: |plain| plain.fragment().into_bytes(), read: Some(without_tags) },
    Dress {
        name: "page.html",
        write: |plain| format!("{BEFORE}{}{AFTER}", plain.fragment()).into_bytes(),
        read: Some(without_tags),
    },
    Dress { name: "a.docx", write: docx, read: None },
    Dress { name: "a.rtf", write: rtf, read: Some(without_rtf) },
    Dress { name: "a.eml", write: eml, read: None },
    Dress {
        name: "a.ndjson",
        write: ndjson,
        read: Some(|bytes| {
            let text = utf8(bytes).replace(r#"","id":"a-1"}"#, "").replace(r#"","headline":""#, " ");
            serde_json::from_str(&format!("\"{text}\"")).unwrap_or(text)
        }),
    },
    Dress {
        name: "latin.txt",
        write: |plain| encoding_rs::WINDOWS_1252.encode(&plain.text()).0.into_owned(),
        read: Some(|bytes| encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()),
    },
    Dress {
        name: "wide.txt",
        write: |plain| {
            let text = plain.text();
            "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
        },
        read: Some(|bytes| encoding_rs::UTF_16LE.decode(bytes).0.into_owned()),
    },
];

/// What a report says, a line each; and how many of its places lead to other words in the file.
fn report(
    manuscript: Manuscript,
    date: Option<Date>,
    file: &[u8],
    back: Option<fn(&[u8]) -> String>,
) -> (Vec<String>, Vec<String>) {
    let document = CHECKER.check(Article::new("a", manuscript, date));
    let article = document.article();
    let mut lost = Vec::new();
    let mut say = |spans: &[Span]| {
        for &span in spans {
            let range = article.map.range(span);
            let there = back.map(|back| back(&file[range.start as usize..range.end as usize]));
            let there = there.map(|there| words(&Manuscript::of_lines(there).with_characters_read().text));
            let here = words(article.slice(span));
            if there.as_ref().is_some_and(|there| *there != here) {
                lost.push(format!("{here} is {}", there.unwrap_or_default()));
            }
        }
        spans.iter().map(|&span| words(article.slice(span))).collect::<Vec<_>>().join(" … ")
    };
    let mut lines = Vec::new();
    for attribution in document.facts.attributions() {
        let speaker = attribution.entity.map(|entity| document.facts.entities()[entity].name);
        let speaker = speaker.map_or_else(String::new, |name| words(article.slice(name)));
        lines.push(format!("{} [{}] {speaker}", say(&attribution.content), say(&attribution.source)));
    }
    for finding in &document.findings {
        lines.push(format!("{}: {}", finding.rule, say(&finding.spans)));
    }
    lines.sort();
    (lines, lost)
}

/// How many lines are in both, which are in order.
fn shared_lines(a: &[String], b: &[String]) -> usize {
    let (mut i, mut j, mut same) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, same) = (i + 1, j + 1, same + 1),
        }
    }
    same
}

fn articles(collection: &str) -> Vec<Plain> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(shared(collection)).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let step = (files.len() / (2 * ARTICLES)).max(1);
    let texts = files.iter().step_by(step).map(|path| fs::read_to_string(path).unwrap());
    texts.filter_map(|text| Plain::of(&text)).take(ARTICLES).collect()
}

#[test]
#[cfg_attr(not(shared), ignore = "../shared is not there")]
fn the_same_article_in_any_dress_gives_the_same_report() {
    let articles: Vec<Plain> =
        ["polnear/dev/text", "labelled/dev/text"].into_iter().flat_map(articles).collect();
    assert_eq!(articles.len(), 2 * ARTICLES);
    let mut complaints = String::new();
    for dress in DRESSES {
        let (mut all, mut same, mut lost) = (0, 0, Vec::new());
        let mut differences = Vec::new();
        for plain in &articles {
            // Some characters are in no old encoding.
            if dress.name == "latin.txt" && encoding_rs::WINDOWS_1252.encode(&plain.text()).2 {
                continue;
            }
            let (expected, _) = report(Manuscript::from(plain.text()), None, &[], None);
            let file = (dress.write)(plain);
            let manuscript = read(dress.name, file.clone(), None).unwrap();
            let (found, elsewhere) = report(manuscript, None, &file, dress.read);
            let both = shared_lines(&expected, &found);
            all += expected.len().max(found.len());
            same += both;
            differences
                .extend(expected.iter().filter(|line| !found.contains(line)).map(|line| format!("- {line}")));
            differences
                .extend(found.iter().filter(|line| !expected.contains(line)).map(|line| format!("+ {line}")));
            lost.extend(elsewhere);
        }
        assert!(all > 500, "{}: hardly anything to compare", dress.name);
        if same * 1000 < all * SAME || !lost.is_empty() {
            differences.truncate(12);
            lost.truncate(6);
            writeln!(
                complaints,
                "{}: {same} of {all} the same\n{}\nlost: {}",
                dress.name,
                differences.join("\n"),
                lost.join("\nlost: ")
            )
            .unwrap();
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

/// Each sample article exists in another format too, in tests/data/dressed/: `ONRECORD_UPDATE=1` writes them anew.
#[test]
fn each_fixture_gives_the_same_report_in_another_dress() {
    let mut fixtures: Vec<PathBuf> =
        fs::read_dir(root("fixtures")).unwrap().map(|file| file.unwrap().path()).collect();
    fixtures.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    fixtures.sort();
    for (i, path) in fixtures.iter().enumerate() {
        let text = fs::read_to_string(path).unwrap();
        let date = Manuscript::from(text.as_str()).date;
        let text = if date.is_some() { text.trim_start().split_once('\n').unwrap().1 } else { &text };
        let plain =
            Plain::of(text).unwrap_or_else(|| panic!("{} has other paragraphs than lines", path.display()));
        let dress = &DRESSES[i % DRESSES.len()];
        let extension = dress.name.rsplit_once('.').unwrap().1;
        let dressed = root("tests/data/dressed").join(path.file_stem().unwrap()).with_extension(extension);
        if std::env::var_os("ONRECORD_UPDATE").is_some() {
            fs::create_dir_all(dressed.parent().unwrap()).unwrap();
            fs::write(&dressed, (dress.write)(&plain)).unwrap();
        }
        let file = fs::read(&dressed).unwrap();
        let (expected, _) = report(Manuscript::from(plain.text()), date, &[], None);
        let manuscript = read(dress.name, file.clone(), None).unwrap();
        let (found, lost) = report(manuscript, date, &file, dress.read);
        assert_eq!(found, expected, "{}", dressed.display());
        assert!(lost.is_empty(), "{}: {lost:?}", dressed.display());
        assert!(
            expected.len() > 3 || path.ends_with("clean-library.txt"),
            "{}: {expected:?}",
            path.display()
        );
    }
}
