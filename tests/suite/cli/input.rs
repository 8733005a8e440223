//! What is read, what cannot be, and that the rest is checked all the same.

use crate::cli::desk::{Desk, OWN};

const FLAWED: &[u8] = b"They utilise the bridge.\n";
const CLEAN: &[u8] = b"They use the bridge.\n";

#[test]
fn a_missing_file_is_named_and_the_others_are_checked() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    let ran = desk.check("nope.txt a.txt").leaves(2);
    ran.complains(&["nope.txt: no such file or folder"]).says("say use");
}

#[test]
fn a_mistyped_command_is_no_text() {
    Desk::with(&[]).run("chekc").leaves(2).complains(&["did you mean the command check?"]);
}

#[cfg(unix)]
#[test]
fn what_may_not_be_opened_is_named() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with(&[("a.txt", FLAWED), ("shut/b.txt", CLEAN), ("c.txt", CLEAN)]);
    let locked = [desk.path().join("shut"), desk.path().join("c.txt")];
    for path in &locked {
        fs::set_permissions(path, Permissions::from_mode(0o0)).unwrap();
    }
    // Root may open anything: then there is nothing to see here.
    let shut = fs::read_dir(&locked[0]).is_err();
    let ran = desk.check("shut c.txt a.txt");
    for path in &locked {
        fs::set_permissions(path, Permissions::from_mode(0o700)).unwrap();
    }
    if shut {
        let ran = ran.leaves(2).says("say use");
        assert!(ran.err.contains("shut: cannot be listed (permission denied)"), "{ran:?}");
        assert!(ran.err.contains("c.txt: cannot be read (permission denied)"), "{ran:?}");
    }
}

#[cfg(unix)]
#[test]
fn what_leads_nowhere_is_named() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    std::os::unix::fs::symlink("gone.txt", desk.path().join("link.txt")).unwrap();
    let ran = desk.check("link.txt a.txt").leaves(2);
    ran.complains(&["link.txt: "]).says("say use");
}

#[test]
fn all_that_is_wrong_is_told_a_line_each_and_the_rest_is_checked() {
    let desk =
        Desk::with(&[("a.txt", FLAWED), ("x.txt", b"%PDF-1.7\n"), ("empty.txt", b""), ("z.txt", FLAWED)]);
    let ran = desk.check("nope.txt x.txt a.txt empty.txt gone/ z.txt -j 2").leaves(2);
    assert_eq!(ran.err.lines().count(), 4, "{ran:#?}");
    for name in ["nope.txt: ", "x.txt: ", "empty.txt: ", "gone/: "] {
        assert_eq!(ran.err.lines().filter(|line| line.contains(name)).count(), 1, "{name} {ran:#?}");
    }
    assert_eq!(ran.out.matches("say use").count(), 2, "{ran:#?}");
}

#[test]
fn files_that_are_not_text_are_refused_by_kind() {
    let noise: Vec<u8> = (0u32..4000).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let cases: [(&[u8], &str); 4] = [
        (&noise, "is binary data; name the article's text instead"),
        (b"PK\x03\x04\x14\0\x06\0", "is a ZIP archive; unpack it"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF; save it as plain text"),
        (b"\xff\xfe\x41", "damaged UTF-16LE text"),
    ];
    for (bytes, expected) in cases {
        let desk = Desk::with(&[("x.txt", bytes), ("a.txt", FLAWED)]);
        desk.check("x.txt a.txt").leaves(2).complains(&["x.txt: ", expected]).says("say use");
    }
}

#[test]
fn an_empty_file_is_noted() {
    let desk = Desk::with(&[("a.txt", b""), ("b.txt", b" \n\xc2\xa0\n")]);
    desk.check("a.txt").leaves(0).complains(&["a.txt: is empty"]);
    desk.check("b.txt").leaves(0).complains(&["b.txt: is empty"]);
    desk.check("-q a.txt").leaves(0).quietly();
}

#[test]
fn a_folder_without_articles_is_a_failure() {
    let desk = Desk::with(&[("notes/a.rs", b"")]);
    desk.run("notes").leaves(2).complains(&["notes: no articles in this folder", "*.txt, *.md, ", "--glob"]);
    desk.run("notes --allow-empty").leaves(0).quietly();
}

#[test]
fn folders_are_walked_in_order() {
    let desk = Desk::with(&[
        ("in/b.txt", FLAWED),
        ("in/a.md", FLAWED),
        ("in/sub/c.txt", FLAWED),
        ("in/d.news", FLAWED),
        ("in/old.txt", FLAWED),
        ("in/.gitignore", b"old.txt\n"),
    ]);
    let places = |ran: &str| -> Vec<String> {
        ran.lines()
            .filter_map(|l| l.trim_start_matches([' ', '-', '>']).split_once(".").map(|(f, _)| f.to_owned()))
            .filter(|f| f.starts_with("in/") && !f.contains(' '))
            .collect()
    };
    let ran = desk.check("in").leaves(1).quietly();
    assert_eq!(places(&ran.out), ["in/a", "in/b", "in/sub/c"]);
    let ran = desk.check("in/sub in --glob *.news --glob *.txt --glob !b.txt").leaves(1);
    assert_eq!(places(&ran.out), ["in/sub/c", "in/d"]);
}

#[test]
fn what_is_piped_in_is_read_under_its_name() {
    let desk = Desk::with(&[]);
    desk.pipe(&format!("- {OWN}"), FLAWED).leaves(1).says("<stdin>").says("say use");
    desk.pipe(&format!("- --stdin-filename draft.txt {OWN}"), FLAWED).leaves(1).says("draft.txt");
    desk.pipe(&format!("- {OWN}"), b"").leaves(0).complains(&["<stdin>: is empty"]);
}

#[test]
fn encodings_give_the_same_findings() {
    let text = "They utilise “it,” Mayor Ilse Brandvold said — naïve, perhaps.\r\nHer café agreed.\r\n";
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(text.encode_utf16());
        units.flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    };
    let cases = [
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        utf16(false),
        utf16(true),
        encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
    ];
    for bytes in cases {
        let desk = Desk::with(&[("a.txt", &bytes)]);
        // The mark at the head of the file takes up no column.
        let ran = desk.check("a.txt").leaves(1).quietly();
        assert!(ran.out.contains("a.txt:1:6"), "{ran:?}");
    }
    let latin2 = encoding_rs::ISO_8859_2.encode("Żółty utilise dom.").0.into_owned();
    let desk = Desk::with(&[("a.txt", &latin2)]);
    desk.check("a.txt --encoding latin2").leaves(1).says("Żółty");
}

/// Lines and columns are those of the text, offsets those of the file: an editor shows the one, a program cuts out the
/// other.
#[test]
fn offsets_are_those_of_the_file() {
    let text = "“Nous resterons,” 👩 Ada Brandt said.\r\n\r\n“Yes,” they utilise it.\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (no_emoji, kana) = (text.replace('👩', "–"), text.replace('👩', "日本"));
    let decode = |label: &str, bytes: &[u8]| {
        encoding_rs::Encoding::for_label(label.as_bytes())
            .unwrap()
            .decode_without_bom_handling(bytes)
            .0
            .into_owned()
    };
    for (label, bytes, word) in [
        ("utf-8", text.as_bytes().to_vec(), 63..70),
        ("utf-8", format!("\u{feff}{text}").into_bytes(), 66..73),
        ("utf-16le", [&[0xff, 0xfe], utf16.as_slice()].concat(), 108..122),
        ("windows-1252", encoding_rs::WINDOWS_1252.encode(&no_emoji).0.into_owned(), 52..59),
        ("shift_jis", encoding_rs::SHIFT_JIS.encode(&kana).0.into_owned(), 59..66),
    ] {
        let desk = Desk::with(&[("a.txt", &bytes)]);
        let json: serde_json::Value =
            serde_json::from_str(&desk.check(&format!("a.txt -f json --encoding {label}")).leaves(1).out)
                .unwrap();
        let found = &json["documents"][0]["findings"][0];
        let place = &found["spans"][0];
        let at = |key: &str| usize::try_from(place[key].as_u64().unwrap()).unwrap();
        assert_eq!(at("start")..at("end"), word, "{label}");
        assert_eq!(decode(label, &bytes[word.clone()]), "utilise");
        assert_eq!((at("line"), at("column")), (3, 13), "{label}");
        assert_eq!(found["text"], "utilise");

        let sarif: serde_json::Value =
            serde_json::from_str(&desk.check(&format!("a.txt -f sarif --encoding {label}")).leaves(1).out)
                .unwrap();
        assert_eq!(sarif["runs"][0]["columnKind"], "unicodeCodePoints");
        let region = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
        let of = |key: &str| region[key].as_u64().unwrap();
        assert_eq!((of("byteOffset"), of("byteLength")), (word.start as u64, word.len() as u64), "{label}");
        assert_eq!((of("startLine"), of("startColumn"), of("endColumn")), (3, 13, 20), "{label}");
    }
}

#[test]
fn damage_is_noted() {
    let mut bytes = "They utilise it, “daily”.\n".repeat(5).into_bytes();
    bytes.insert(bytes.len() - 2, 0xff);
    let desk = Desk::with(&[("a.txt", &bytes)]);
    desk.check("a.txt").leaves(1).complains(&["a.txt: 1 damaged character"]).says("utilise");
    desk.check("-q a.txt").leaves(1).quietly();
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let desk = Desk::with(&[("a.txt", b"They \x1b[31m utilise \x1b[0m the \x07 bridge\0.\n")]);
    let ran = desk.check("a.txt").leaves(1).quietly();
    assert!(!ran.out.contains(['\u{1b}', '\u{7}', '\0']), "{ran:?}");
    let ran = desk.run("no\u{1b}[31mpe.txt").leaves(2);
    assert!(!ran.err.contains('\u{1b}'), "{ran:?}");
}

/// A line that no editor wrote: data pasted into an article, and then the article.
#[test]
fn fifty_megabytes_on_one_line_are_read() {
    let mut text = "bG9yZW0gaXBzdW0gZG9sb3Igc2l0".repeat(50_000_000 / 28);
    text.push_str(&" The mayor said that the bridge would cost 200 million.".repeat(2000));
    text.push_str(" They utilise it.");
    let desk = Desk::with(&[("a.txt", text.as_bytes())]);
    let ran = desk.check("a.txt").leaves(1).quietly().says("say use");
    assert!(ran.out.len() < 10_000, "the line is not printed: {} bytes", ran.out.len());
}

/// Prose on one line: what a paragraph is cut into must not cost the square of it. At 50 MB this takes a debug
/// build minutes, so a tenth of a megabyte and ten times that stand for it; docs/benchmarks.md has the rest.
#[test]
fn a_long_line_of_prose_takes_its_length() {
    let story =
        "Mayor Ada Brandt said on Monday that “the bridge is closed,” and that 1,200 people had left. ";
    let time = |times: usize| {
        let desk = Desk::with(&[("a.txt", story.repeat(times).as_bytes())]);
        let start = std::time::Instant::now();
        desk.run("a.txt -f json --fail-on never").leaves(0);
        start.elapsed().as_secs_f64()
    };
    let (short, long) = (time(1_000).min(time(1_000)), time(10_000));
    // Ten times as much; forty is far from a hundred, and leaves room for a machine with other things to do.
    assert!(long < 40.0 * short, "{short:.2} s for a tenth, {long:.2} s for the whole");
}

/// What need not end is refused before a byte of it is read.
#[cfg(unix)]
#[test]
fn devices_and_pipes_are_refused_unread() {
    use std::process::{Command, Stdio};
    let desk = Desk::with(&[("a.txt", FLAWED), ("in/b.txt", FLAWED)]);
    for pipe in ["pipe", "pipe.txt", "own/pipe.toml"] {
        assert!(Command::new("mkfifo").arg(desk.path().join(pipe)).status().unwrap().success());
    }
    std::os::unix::fs::symlink("/dev/zero", desk.path().join("zero.txt")).unwrap();
    for (path, kind) in [
        ("/dev/zero", "a device"),
        ("/dev/urandom", "a device"),
        ("zero.txt", "a device"),
        ("/dev/null", "a device"),
        ("pipe", "a pipe"),
        ("pipe.txt", "a pipe"),
    ] {
        let expected = format!("{path}: is {kind}; save it");
        desk.run(&format!("{path} a.txt -q")).leaves(2).complains(&[&expected]);
        desk.run(&format!("why {path}:1")).leaves(2).complains(&[&expected]);
        desk.run(&format!("verify a.txt --against {path}")).leaves(2).complains(&[&expected]);
    }
    desk.run("a.txt --rules own").leaves(2).complains(&["own/pipe.toml: is no file"]);
    // A device as standard input, other than a terminal and the empty one.
    for (device, status) in [("/dev/zero", 2), ("/dev/urandom", 2), ("/dev/null", 0)] {
        let mut command = desk.command("-");
        command.stdin(Stdio::from(std::fs::File::open(device).unwrap()));
        assert_eq!(command.output().unwrap().status.code(), Some(status), "{device}");
    }
    // A folder is searched for files only, and for what to leave out in files only.
    assert!(Command::new("mkfifo").arg(desk.path().join("in/c.txt")).status().unwrap().success());
    desk.run("in -q").leaves(0);
    std::os::unix::fs::symlink("/dev/zero", desk.path().join("in/.gitignore")).unwrap();
    desk.run("in -q").leaves(2).complains(&["in/.gitignore: is a device and no file"]);
}

#[test]
fn a_limit_stands_on_every_input() {
    let large = "They utilise it. ".repeat(1000);
    let desk =
        Desk::with(&[("large.txt", large.as_bytes()), ("a.txt", FLAWED), ("zeros.txt", &[0; 300_000])]);
    for line in [
        "large.txt a.txt --max-size 16000",
        "large.txt a.txt --max-size 16k",
        "quotes large.txt --max-size 1k",
        "why large.txt:1 --max-size 16k",
        "text large.txt --max-size 16k",
        "verify a.txt --against large.txt --max-size 16k",
    ] {
        let ran = desk.run(line).leaves(2);
        ran.complains(&[
            "large.txt: is larger than ",
            "split it into articles, or raise the limit (--max-size)",
        ]);
    }
    desk.check("large.txt --max-size 17000").leaves(1);
    desk.check("large.txt --max-size 17k").leaves(1);
    desk.check("large.txt").leaves(1);
    desk.pipe("- --max-size 16k", large.as_bytes()).leaves(2).complains(&["<stdin>: is larger than 16 KiB"]);
    desk.pipe("- --max-size 300k", &[b'x'; 400_000])
        .leaves(2)
        .complains(&["<stdin>: is larger than 300 KiB"]);
    desk.run("zeros.txt").leaves(2).complains(&["zeros.txt: is binary data"]);
    // Files with holes in them take no room, and a terabyte of nothing no time.
    let holes = std::fs::File::create(desk.path().join("holes.txt")).unwrap();
    if holes.set_len(1 << 40).is_ok() {
        desk.run("holes.txt").leaves(2).complains(&["holes.txt: is larger than 64 MiB"]);
    }
    for wrong in ["0", "-1", "many", "64T", "9G", "1.5M"] {
        let ran = desk.run(&format!("a.txt --max-size={wrong}")).leaves(2);
        assert!(ran.err.contains("--max-size"), "{wrong}: {ran:?}");
    }
}

/// One byte cut or put in does not make another encoding of an article, in which its mistakes are none.
#[test]
fn one_damaged_byte_hides_nothing() {
    let article = "“We will stay,” said Anna Holt, the mayor. It rose “four metres, he said.\n";
    let spoil = |at: usize, byte: u8| {
        let mut bytes = article.as_bytes().to_vec();
        bytes.insert(at, byte);
        bytes
    };
    let first = article.find('W').unwrap();
    let mut cut = article.as_bytes().to_vec();
    cut.remove(1);
    for bytes in [
        spoil(first, 0xff),
        spoil(first + 3, 0x93),
        spoil(0, 0xfe),
        spoil(article.len() - 2, 0xe2),
        spoil(article.len() - 2, 0xc3),
        cut,
    ] {
        let desk = Desk::with(&[("d.txt", &bytes)]);
        for encoding in ["", "--encoding utf-8"] {
            let ran = desk.run(&format!("d.txt -f line {encoding}")).leaves(1).says("[quote-unclosed]");
            ran.complains(&["d.txt: 1 damaged character, shown as \u{fffd}"]);
        }
    }
}

/// An encoding in which nothing can be read is none.
#[test]
fn encodings_that_hide_the_text_are_refused() {
    let desk = Desk::with(&[("a.txt", FLAWED)]);
    for label in ["iso-2022-kr", "hz-gb-2312", "iso-2022-cn", "replacement", "csiso2022kr"] {
        let ran = desk.run(&format!("a.txt --encoding {label}")).leaves(2);
        assert!(ran.err.contains("unknown encoding") && ran.out.is_empty(), "{label}: {ran:?}");
    }
}

#[test]
fn what_was_assumed_is_said_in_a_line() {
    let wrapped = "Harbour vote is put off\n\nThe council of Lentz met on Monday to hear how the harbour would be\n\
                   paid for, and it left the hall after three hours without a vote on the\nthe crane or anything else at all.\n";
    let desk = Desk::with(&[("a.txt", wrapped.as_bytes())]);
    let ran = desk.run("a.txt -f line").leaves(1);
    let ran = ran.says("a.txt:4:68: error: “the” is repeated");
    assert!(
        ran.err.contains("a.txt: read as text wrapped at 70 columns; onrecord text shows the paragraphs"),
        "{ran:?}"
    );
    desk.run("a.txt -q").leaves(1).quietly();
    let ran = desk.run("text a.txt").leaves(0);
    assert!(ran.out.contains("how the harbour would be paid for, and it"), "{ran:?}");
    let ran = desk.run("text -f json a.txt").leaves(0);
    let page: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let block = &page["documents"][0]["blocks"][1];
    assert_eq!((&block["role"], &block["line"], &block["start"]), (&"body".into(), &3.into(), &25.into()));
    assert_eq!(block["end"].as_u64(), Some(wrapped.trim_end().len() as u64));
}

#[test]
fn another_language_gets_a_note() {
    let german = "Der Rat von Lentz tagte am Montag, um zu hören, wie der Hafen bezahlt werden soll, und verließ nach drei Stunden \
                  den Saal, ohne über irgendetwas abzustimmen. Kritiker sagten, man müsse warten, bis der Winter vorbei ist. Die \
                  die Kräne stehen still, und niemand weiß, wann der Rat wieder über den Hafen sprechen wird.\n";
    let desk = Desk::with(&[("a.txt", german.as_bytes())]);
    let ran = desk.run("a.txt -f line").leaves(1);
    assert!(ran.err.contains("a.txt: is not in English"), "{ran:?}");
    assert_eq!(ran.out.lines().count(), 1, "{ran:?}");
    ran.says("“die” is repeated");
    let ran = desk.run("a.txt -f line --language en");
    assert!(!ran.err.contains("not in English"), "{ran:?}");
}

/// A stream of articles: a line each, of which one is blank, one is broken and one is no article.
const STREAM: &[u8] =
    b"{\"id\": \"a\", \"text\": \"They utilise it.\"}\n\n{\"id\": \n[1]\n{\"text\": \"They use it.\"}";

#[test]
fn a_stream_goes_on_after_a_line_that_is_broken() {
    let desk = Desk::with(&[("s.ndjson", STREAM)]);
    for (line, input, file) in [
        ("check - --input-format ndjson", STREAM, "<stdin>"),
        ("check s.ndjson --input-format ndjson", b"", "s.ndjson"),
        ("check s.ndjson --input-format ndjson -j 1", b"", "s.ndjson"),
        ("check - --input-format ndjson --stdin-filename wire", STREAM, "wire"),
    ] {
        let ran = desk.pipe(&format!("{line} -f ndjson -q {OWN}"), input).leaves(2);
        let lines: Vec<serde_json::Value> =
            ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let seen: Vec<(&str, &str)> = lines
            .iter()
            .map(|line| (line["type"].as_str().unwrap(), line["path"].as_str().unwrap_or_default()))
            .collect();
        let [a, b, c, d] = ["a", "3", "4", "5"].map(|part| format!("{file}:{part}"));
        let expected =
            [("document", &*a), ("unreadable", &b), ("unreadable", &c), ("document", &d), ("summary", "")];
        assert_eq!(seen, expected, "{line}");
        assert_eq!(ran.err.lines().count(), 2, "{ran:?}");
        assert_eq!(lines[0]["findings"].as_array().unwrap().len(), 1);
        assert!(lines[1]["message"].as_str().unwrap().contains("is broken JSON"));
        assert_eq!(lines[4]["unreadable"], 2);
    }
}

#[test]
fn a_stream_may_be_longer_than_any_article() {
    let desk = Desk::with(&[]);
    let article = format!("{{\"text\": \"They use it. {}\"}}\n", "It rained. ".repeat(20));
    let stream = article.repeat(200);
    let ran = desk.pipe(&format!("check - -f ndjson --max-size 1k {OWN}"), stream.as_bytes());
    ran.leaves(2).complains(&["is larger than 1 KiB"]);
    let line = format!("check - --input-format ndjson -f ndjson --max-size 1k {OWN}");
    let ran = desk.pipe(&line, stream.as_bytes()).leaves(0);
    assert_eq!(ran.out.lines().count(), 201);
    let long = article.replace("rained", &"rained ".repeat(200));
    let ran = desk.pipe(&line, [&*long, &article, &long].concat().as_bytes()).leaves(2);
    assert_eq!(ran.out.matches("split it into articles").count(), 2, "{ran:?}");
    assert_eq!(ran.out.lines().count(), 4);
}

/// Whoever writes an article and waits for its report gets it before the stream ends.
#[test]
fn each_line_is_answered_when_it_is_there() {
    use std::io::{BufRead as _, BufReader, Write as _};
    use std::process::Stdio;
    let desk = Desk::with(&[]);
    let mut command = desk.command(&format!("check - --input-format ndjson -f ndjson {OWN}"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut articles = child.stdin.take().unwrap();
    let mut reports = BufReader::new(child.stdout.take().unwrap()).lines();
    for id in ["a", "b", "c"] {
        writeln!(articles, "{{\"id\": \"{id}\", \"text\": \"They utilise it.\"}}").unwrap();
        let report = reports.next().unwrap().unwrap();
        assert!(report.contains(&format!("\"path\":\"<stdin>:{id}\"")), "{report}");
    }
    drop(articles);
    assert!(reports.next().unwrap().unwrap().contains("\"type\":\"summary\""));
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn what_a_stream_cannot_be_is_refused() {
    let desk = Desk::with(&[]);
    desk.run("check gone.ndjson --input-format ndjson").leaves(2).complains(&["gone.ndjson: no such file"]);
    let ran = desk.run("check - --input-format ndjson --encoding utf-16le").leaves(2);
    assert!(ran.err.contains("cannot be used with '--encoding"), "{ran:?}");
    #[cfg(unix)]
    desk.run("check /dev/zero --input-format ndjson").leaves(2).complains(&["is a device"]);
}
