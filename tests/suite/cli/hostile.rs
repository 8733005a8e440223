//! What comes from outside, through every format and every command: nothing of it is obeyed by a terminal, by a CI service or
//! by whoever reads the report.

use crate::cli::desk::{Desk, Ran};
use onrecord::report::{FORMATS, View};
use std::ffi::{OsStr, OsString};

/// Names that would do something if they were written as they are.
const NAMES: [&str; 8] = [
    "a\n::error::pwn.txt",
    "::error::pwn.txt",
    " ::warning file=x::pwn.txt",
    "##[error]pwn.txt",
    "##vso[task.complete]pwn.txt",
    "e\u{1b}[31m\u{1b}]0;pwn\u{7}\u{9b}2J.txt",
    "r\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}\u{2028}\u{ad}.txt",
    "@name www.pwn.example <b>&\"'`*#12.txt",
];

/// Texts of the same kind, on one line each.
const TEXTS: [&str; 7] = [
    "::error::pwn ::add-mask::pwn ::set-output name=x::pwn ::stop-commands::pwn",
    "##[error]pwn ##[group]pwn ##vso[task.complete]pwn ##teamcity[pwn] ###[section]pwn",
    "\u{1b}[31m \u{1b}]8;;http://pwn.example\u{7} \u{9b}2J \u{8} \u{7f} \u{0}",
    "\u{202e}reversed \u{2066}isolated \u{200b}hidden \u{ad}soft \u{e0041}tag \u{feff}bom a\u{200d}b",
    "@name @org/team #12 GH-12 https://pwn.example ftp://pwn.example www.pwn.example a@pwn.example mailto:pwn",
    "<script>alert(1)</script> <!-- pwn --> ]]> &amp; <b onload=x> \" ' ` * _ ~ | [pwn](http://pwn.example) ![pwn](x)",
    "\u{fffe}\u{ffff}\u{fdd0} \u{2028}line \u{2029}paragraph \u{85}next",
];

/// An article in which such a text is quoted, said, counted and repeated, alone on its line and behind so much that it is
/// wrapped.
fn article(text: &str) -> String {
    let filler = "word ".repeat(15);
    format!(
        "{text}\n\n“{filler}{text} {filler}{text} {text},” said Anna Holt, the {text} mayor. The the {text} rose.\n\n\
         Some 300 {text} people left, according to “{text}” critics.\n\n“{text}\n\n{text} said that 12 boats sank.\n\n{}\n",
        "It rained on the fair again. ".repeat(150)
    )
}

/// A rule that says again whatever it finds.
const ECHO: &str = "id = 'echo'\nseverity = 'warning'\ntitle = 'Says it again'\nmatch = { pattern = '\\S.*', scope = 'any' }\n\
    message = '{{ text }} {{ sentence }}'\nhelp = 'Look at it.'\nbad = ['[[x]]']\n";

/// Whether a terminal obeys or hides a character: written apart from the program's own list.
fn acts(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || [
            0xad..=0xad,
            0x61c..=0x61c,
            0x180e..=0x180e,
            0x200b..=0x200b,
            0x200e..=0x200f,
            0x2028..=0x202e,
            0x2060..=0x2064,
            0x2066..=0x206f,
            0xfdd0..=0xfdef,
            0xfeff..=0xfeff,
            0xfff9..=0xfffb,
            0xfffe..=0xffff,
            0xe0000..=0xe007f,
        ]
        .iter()
        .any(|range| range.contains(&u32::from(c)))
}

#[track_caller]
fn assert_inert(text: &str, format: &str, what: &dyn std::fmt::Debug) {
    let bad = text.chars().find(|&c| acts(c));
    assert_eq!(bad, None, "{format} of {what:?}:\n{text:?}");
    for line in text.lines() {
        let start = line.trim_start();
        if format == "github" {
            let ours = ["::error ", "::warning ", "::notice "].iter().any(|head| line.starts_with(head));
            assert!(ours, "{format} of {what:?}: {line:?}");
        } else {
            assert!(!start.starts_with("::"), "{format} of {what:?}: {line:?}");
        }
        for command in ["##[", "##vso[", "##teamcity["] {
            assert!(!line.contains(command), "{format} of {what:?}: {line:?}");
        }
    }
    if format == "markdown" {
        for live in ["@name", "@org", "@pwn", "://", "www.pwn", "#12", "GH-12", "<script", "<b ", "[pwn]("] {
            assert!(!text.contains(live), "{live} in {format} of {what:?}:\n{text}");
        }
    }
    if ["html", "junit", "checkstyle"].contains(&format) {
        for tag in ["<script", "<b onload", "<b>&", "]]>"] {
            assert!(!text.contains(tag), "{tag} in {format} of {what:?}:\n{text}");
        }
    }
    if ["json", "sarif", "gitlab", "rdjson"].contains(&format) {
        let whole: Result<serde_json::Value, _> = serde_json::from_str(text);
        assert!(whole.is_ok(), "{format} of {what:?}: {whole:?}\n{text}");
    }
}

/// Stderr holds one line a message, each of which the program began.
#[track_caller]
fn assert_ours(ran: &Ran, what: &dyn std::fmt::Debug) {
    assert_inert(&ran.err, "stderr", what);
    for line in ran.err.lines() {
        let begun =
            ["onrecord: ", "error: ", "Usage: ", "For more information", "  tip: ", "  [possible values: "];
        let ours = line.is_empty() || begun.iter().any(|head| line.starts_with(head));
        assert!(ours || line.contains(" | "), "{what:?}: {line:?} in {ran:#?}");
    }
}

fn commands(view: View) -> &'static [&'static str] {
    match view {
        View::Quotes => &["quotes"],
        View::Figures => &["figures"],
        View::Names => &["names"],
        View::Timeline => &["timeline"],
        View::Check => &["sheet"],
        View::Verified => &["verify", "--against", "said.txt", "--"],
        _ => &["check", "--rules", "echo"],
    }
}

#[test]
fn names_and_texts_are_shown_in_every_format_and_never_obeyed() {
    let hostile: Vec<(String, String)> = NAMES
        .iter()
        .map(|name| ((*name).to_owned(), article("plain")))
        .chain(TEXTS.iter().enumerate().map(|(i, text)| (format!("text{i}.txt"), article(text))))
        .collect();
    for (name, text) in &hostile {
        let desk = Desk::with(&[
            ("said.txt", b"HOLT: ::error::pwn ##[error]pwn \x1b[31m other words\n"),
            ("echo/echo.toml", ECHO.as_bytes()),
        ]);
        desk.write(name, text.as_bytes());
        // A workbook is no text.
        for format in FORMATS.iter().filter(|format| format.name != "xlsx") {
            for &view in format.views {
                // Small enough that every text is wrapped somewhere.
                for colour in ["never", "always"] {
                    if colour == "always" && format.name != "text" {
                        continue;
                    }
                    let mut args: Vec<&OsStr> = commands(view).iter().map(OsStr::new).collect();
                    let place = args.iter().position(|arg| *arg == "--").unwrap_or(args.len());
                    let options = ["-f", format.name, "--color", colour].map(OsStr::new);
                    args.splice(place..place, options);
                    if !args.contains(&OsStr::new("--")) {
                        args.push(OsStr::new("--"));
                    }
                    args.push(OsStr::new(name));
                    let ran = desk.run_with(&args);
                    assert!(ran.status < Some(2), "{args:?}: {ran:?}");
                    assert_ours(&ran, &args);
                    let out = if colour == "always" { without_our_colours(&ran.out) } else { ran.out };
                    assert_inert(&out, format.name, &args);
                }
            }
        }
    }
}

/// The words in a workbook. All its parts are sound XML; none is a formula or leads elsewhere.
#[cfg(feature = "xlsx")]
fn words_of_workbook(file: &std::path::Path) -> String {
    use quick_xml::events::Event;
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::fs::File::open(file).unwrap()).unwrap();
    let mut words = String::new();
    for number in 0..archive.len() {
        let mut xml = String::new();
        archive.by_index(number).unwrap().read_to_string(&mut xml).unwrap();
        assert!(!xml.contains("TargetMode=\"External\""), "{xml}");
        let mut reader = quick_xml::Reader::from_str(&xml);
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error}\n{xml}")) {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => {
                    assert!(!["f", "hyperlink"].contains(&tag.name().as_ref()), "{xml}");
                }
                Event::Text(text) => words.push_str(&text),
                Event::End(_) => words.push('\n'),
                _ => {}
            }
        }
    }
    words
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_holds_words_and_nothing_else() {
    let views = FORMATS.iter().find(|format| format.name == "xlsx").unwrap().views;
    for (i, text) in TEXTS.iter().chain(&["=SUM(A1) said said.", "@name, +1 and -1 said said."]).enumerate() {
        let desk = Desk::with(&[
            ("said.txt", b"HOLT: ::error::pwn \x1b[31m other words\n"),
            ("echo/echo.toml", ECHO.as_bytes()),
        ]);
        desk.write("a.txt", article(text).as_bytes());
        // A sheet may have nothing to list.
        let mut listed = false;
        for &view in views {
            let mut args: Vec<&OsStr> =
                commands(view).iter().filter(|arg| **arg != "--").map(OsStr::new).collect();
            args.extend(["-f", "xlsx=o.xlsx", "--", "a.txt"].map(OsStr::new));
            let ran = desk.run_with(&args);
            assert!(ran.status < Some(2), "{args:?}: {ran:?}");
            let words = words_of_workbook(&desk.path().join("o.xlsx"));
            listed |= words.contains("a.txt");
            assert_eq!(words.chars().find(|&c| acts(c)), None, "{args:?} {i}: {words:?}");
        }
        assert!(listed, "{i}");
    }
}

/// What the program colours with, taken away: whatever is left came from outside.
fn without_our_colours(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        let end = after.find(|c: char| !c.is_ascii_digit() && c != ';').unwrap_or(after.len());
        rest = match after[end..].strip_prefix('m') {
            Some(rest) => rest,
            None => {
                plain.push('\u{1b}');
                after
            }
        };
    }
    plain + rest
}

#[test]
fn the_other_commands_show_it_too() {
    for text in TEXTS {
        let desk = Desk::with(&[("a.txt", article(text).as_bytes())]);
        for line in 1..=9 {
            for format in ["text", "json"] {
                let ran = desk.run(&format!("why a.txt:{line} -f {format}"));
                assert_inert(&ran.out, format, &(text, line));
                assert_ours(&ran, &text);
            }
        }
        let ran = desk.run("text a.txt").leaves(0);
        assert_inert(&ran.out, "text", &text);
    }
}

/// Every option and argument that takes a value, with a value that would be a command or worse.
#[test]
fn what_is_written_on_the_command_line_is_shown_in_errors() {
    let desk = Desk::with(&[("a.txt", b"They use it.\n")]);
    for name in NAMES {
        let lines: Vec<Vec<&str>> = vec![
            vec!["--", name],
            vec!["quotes", "--", name],
            vec!["a.txt", "-f", name],
            vec!["a.txt", "--format", name],
            vec!["a.txt", "--rules", name],
            vec!["a.txt", "--select", name],
            vec!["a.txt", "--ignore", name],
            vec!["a.txt", "--pack", name],
            vec!["a.txt", "--date", name],
            vec!["a.txt", "--encoding", name],
            vec!["a.txt", "--fail-on", name],
            vec!["a.txt", "--sort", name],
            vec!["a.txt", "--color", name],
            vec!["a.txt", "-j", name],
            vec!["a.txt", "--max-size", name],
            vec!["verify", "a.txt", "--against", name],
            vec!["why", "--", name],
            vec!["explain", "--", name],
            vec!["rules", "test", "--", name],
            vec!["rules", "new", "--", name],
            vec!["rules", "--rules", name],
            vec!["man", "--", name],
            vec!["completions", "--", name],
            vec!["text", "--", name],
        ];
        for line in &lines {
            let args: Vec<&OsStr> = line.iter().map(OsStr::new).collect();
            let ran = desk.run_with(&args).leaves(2);
            assert!(!ran.err.is_empty(), "{line:?}");
            assert_ours(&ran, line);
            assert_inert(&ran.out, "text", line);
        }
        let glob = format!("x{name}{{");
        let ran = desk.run_with(&[".", "--glob", &glob].map(OsStr::new)).leaves(2);
        assert_ours(&ran, &glob);
        let ran = desk.run_with(&["a.txt", "-o", &format!("no/such/{name}")].map(OsStr::new)).leaves(2);
        assert_ours(&ran, &name);
        let ran = desk.run_with(&["-", "--stdin-filename", name].map(OsStr::new)).leaves(0);
        assert_ours(&ran, &name);
        let option = format!("--{name}");
        let ran = desk.run_with(&[OsStr::new(&option)]).leaves(2);
        assert_ours(&ran, &option);
    }
}

/// Rules of a folder from somewhere: their names, their texts, and what is wrong with them.
#[test]
fn rules_are_shown_and_not_obeyed() {
    for (i, text) in TEXTS.iter().chain(&NAMES).enumerate() {
        let quoted = serde_json::to_string(text).unwrap().replace('\u{7f}', "\\u007f");
        let rule = format!(
            "id = 'echo'\nseverity = 'error'\nmatch = {{ words = ['use'] }}\ntitle = {quoted}\nmessage = {quoted}\nhelp = {quoted}\n\
             why = {quoted}\nlimits = {quoted}\nsince = {quoted}\nrelated = {quoted}\nbad = [\"They [[use]] it. \", \"[[it]]\"]\n"
        );
        let desk = Desk::with(&[("a.txt", b"They use it.\n")]);
        let file =
            format!("echo/{}/rule.toml", if i % 2 == 0 { "::error::f\u{1b}" } else { "a\n::error::b" });
        desk.write(&file, rule.as_bytes());
        for line in [
            "explain echo --rules echo",
            "explain --verbose echo --rules echo",
            "explain --verbose echo --rules echo --color always",
            "rules --rules echo",
            "rules --rules echo --color always",
            "rules test echo --rules echo",
            "a.txt --rules echo --select echo",
        ] {
            // A template that is none may be refused, which is shown as well.
            let ran = desk.run(line);
            assert_ours(&ran, &(text, line));
            let out = if line.ends_with("always") { without_our_colours(&ran.out) } else { ran.out };
            assert_inert(&out, "text", &(text, line));
        }
        for format in
            ["sarif", "junit", "checkstyle", "gitlab", "rdjson", "github", "markdown", "html", "line", "json"]
        {
            let ran = desk.run(&format!("a.txt --rules echo --select echo -f {format}"));
            assert_inert(&ran.out, format, &text);
        }
        // And with something wrong in the line that holds the text.
        desk.write(&file, rule.replace("why = ", "wyh = ").as_bytes());
        let ran = desk.run("a.txt --rules echo").leaves(2);
        assert_ours(&ran, &text);
    }
}

/// Names that are no Unicode are apart from each other, and the URI leads back to the file.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_unicode_are_told_apart() {
    use std::os::unix::ffi::OsStringExt as _;
    let desk = Desk::with(&[]);
    std::fs::create_dir(desk.path().join("in")).unwrap();
    let names: [&[u8]; 4] = [b"a\xff.txt", b"a\xfe.txt", b"\xc3a.txt", b"a\\xff.txt"];
    for name in names {
        std::fs::write(desk.path().join("in").join(OsString::from_vec(name.to_vec())), "The the end.\n")
            .unwrap();
    }
    let json: serde_json::Value = serde_json::from_str(&desk.run("in -f json").leaves(1).out).unwrap();
    let mut paths: Vec<_> = json["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|d| d["path"].as_str().unwrap().to_owned())
        .collect();
    paths.sort();
    assert_eq!(paths, ["in/\\xc3a.txt", "in/a\\x5cxff.txt", "in/a\\xfe.txt", "in/a\\xff.txt"]);
    let sarif = desk.run("in -f sarif").leaves(1).out;
    for uri in ["in/a%FF.txt", "in/a%FE.txt", "in/%C3a.txt", "in/a%5Cxff.txt"] {
        assert!(sarif.contains(&format!("\"uri\":\"{uri}\"")), "{uri}: {sarif}");
    }
}
