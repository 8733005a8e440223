//! The sheets of the desk, as the program writes them.

use crate::cli::desk::{Desk, finish};
use crate::support::root;
use serde_json::Value;
use std::process::Command;

/// The sheets that have a JSON of their own, each a command.
const SHEETS: [&str; 3] = ["names", "timeline", "sheet"];

/// What the program writes, without colour, at `width` columns, in the root of the repository.
fn shown(width: &str, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.env_clear().env("COLUMNS", width).current_dir(root("")).args(arguments);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("../../docs/sheet.schema.json")).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn names_of_the_border_talks() {
    insta::assert_snapshot!(shown("80", &["names", "fixtures/border-talks.txt", "fixtures/obituary.txt"]));
}

#[test]
fn times_of_the_border_talks() {
    insta::assert_snapshot!(shown("80", &["timeline", "fixtures/border-talks.txt"]));
    insta::assert_snapshot!(shown("80", &["timeline", "fixtures/obituary.txt", "-f", "csv"]));
}

#[test]
fn all_that_can_be_checked_in_the_river_war() {
    insta::assert_snapshot!(shown("100", &["sheet", "fixtures/river-war.txt"]));
}

#[cfg(feature = "xlsx")]
#[test]
fn a_workbook_has_the_rows_as_words() {
    let desk = Desk::with(&[(
        "a.txt",
        "“=SUM(A1:A9),” said Ada Brandt, the mayor, on Jan. 9. Call 555-0123.\n".as_bytes(),
    )]);
    desk.run("sheet a.txt -f xlsx=check.xlsx -f csv=check.csv").leaves(0).quietly();
    let file = std::fs::File::open(desk.path().join("check.xlsx")).unwrap();
    let mut workbook = zip::ZipArchive::new(file).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut workbook.by_name(name).unwrap(), &mut text).unwrap();
        text
    };
    let (rows, words) = (part("xl/worksheets/sheet1.xml"), part("xl/sharedStrings.xml"));
    assert!(!rows.contains("<f>"), "{rows}");
    assert_eq!(rows.matches("<row ").count(), desk.read("check.csv").lines().count());
    for cell in ["=SUM(A1:A9)", "Ada Brandt", "555-0123", "a.txt:1:", "Checked with"] {
        assert!(words.contains(cell), "{cell} is not in {words}");
    }
    // The same rows make the same file.
    let first = std::fs::read(desk.path().join("check.xlsx")).unwrap();
    desk.run("sheet a.txt -f xlsx -o check.xlsx").leaves(0).quietly();
    assert!(first == std::fs::read(desk.path().join("check.xlsx")).unwrap());
}

#[test]
fn names_as_markdown_and_csv() {
    insta::assert_snapshot!(shown("80", &["names", "-f", "markdown", "fixtures/obituary.txt"]));
    insta::assert_snapshot!(shown("80", &["names", "-f", "csv", "fixtures/obituary.txt"]));
}

#[test]
fn json_of_every_sheet_follows_the_schema() {
    let schema = schema();
    for sheet in SHEETS {
        let report: Value = serde_json::from_str(&shown("80", &[sheet, "-f", "json", "fixtures"])).unwrap();
        let errors: Vec<_> =
            schema.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).take(5).collect();
        assert!(errors.is_empty(), "{sheet}: {errors:#?}");
        assert_eq!(report["sheet"], sheet);
        let rows = |document: &Value| document["rows"].as_array().unwrap().len();
        assert!(report["documents"].as_array().unwrap().iter().map(rows).sum::<usize>() > 50, "{sheet}");
        let mut odd = report.clone();
        odd["documents"][0]["rows"][0]["surprise"] = Value::from(1);
        assert!(!schema.is_valid(&odd), "{sheet}");
    }
}

#[test]
fn no_line_of_a_sheet_is_wider_than_the_terminal() {
    for sheet in SHEETS {
        for (columns, width) in [("60", 60), ("100", 100)] {
            for line in shown(columns, &[sheet, "fixtures"]).lines() {
                assert!(line.chars().count() <= width, "{sheet} at {columns}: {line}");
            }
        }
    }
}

#[test]
fn a_sheet_is_a_page_too() {
    for (sheet, cell) in
        SHEETS.into_iter().zip(["<td>Marcus Tarrant</td>", "<td>2021-12-16</td>", "<td>Marcus Tarrant</td>"])
    {
        let page = shown("80", &[sheet, "-f", "html", "fixtures/border-talks.txt"]);
        assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"), "{page}");
        assert!(page.contains(cell), "{cell} is not in {page}");
        assert!(page.contains("default-src 'none'") && !page.contains("<script"), "{page}");
    }
}

#[test]
fn formulas_of_an_article_are_words_in_a_spreadsheet() {
    let desk = Desk::with(&[("=cmd.txt", b"\xe2\x80\x9c=HYPERLINK(\xe2\x80\x9d said Ada Brandt. \xe2\x80\x9c=1+1 is two,\xe2\x80\x9d said Brandt.\n")]);
    for sheet in SHEETS.into_iter().chain(["quotes", "figures"]) {
        let ran = desk.run(&format!("{sheet} -f csv ./")).leaves(0);
        for cell in ran.out.lines().skip(1).flat_map(|line| line.split(',')) {
            assert!(!cell.trim_matches('"').starts_with(['=', '+', '-', '@']), "{sheet}: {cell} in {ran:#?}");
        }
    }
}

#[test]
fn a_missing_article_is_named_and_the_others_are_listed() {
    let desk = Desk::with(&[("a.txt", b"Ada Brandt, the mayor, met Tom Hale.\n")]);
    for sheet in SHEETS {
        let ran = desk.run(&format!("{sheet} a.txt no.txt")).leaves(2).says("a.txt:");
        ran.complains(&["no.txt", "no such file"]);
    }
}

/// A story and what an editor made of it: a figure, a quotation and a speaker put right, a paragraph moved, a name gone.
const OLD: &str = "Mayor Ada Brandt, 44, shut the old bridge on Tuesday after 12,000 cars had crossed it.\n\n\
    “The bridge is not safe for anyone,” said Brandt.\n\n\
    “I will miss it every morning of my life,” said Tom Hale, a driver.\n\n\
    Greta Alsing, a judge, ruled on the costs.\n";
const NEW: &str = "“I will miss it every morning of my life,” said Tom Hale, a driver.\n\n\
    Mayor Ada Brandt, 44, shut the old bridge on Tuesday after 21,000 cars had crossed it.\n\n\
    “The bridge is not safe for children,” said Brandt.\n";

fn versions() -> Desk {
    Desk::with(&[("old.txt", OLD.as_bytes()), ("new.txt", NEW.as_bytes())])
}

fn valid(schema: &str, report: &Value) {
    let schema: Value = serde_json::from_str(schema).unwrap();
    let schema = jsonschema::draft202012::new(&schema).unwrap();
    let errors: Vec<_> = schema.iter_errors(report).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn two_versions_are_compared_by_what_they_say() {
    let desk = versions();
    let ran = desk.run("compare old.txt new.txt").leaves(1).quietly();
    insta::assert_snapshot!(ran.out);
    insta::assert_snapshot!(desk.run("compare old.txt new.txt -f markdown").leaves(1).quietly().out);
    let report = desk.run("compare old.txt new.txt -f json").leaves(1).quietly();
    let report: Value = serde_json::from_str(&report.out).unwrap();
    valid(include_str!("../../docs/compare.schema.json"), &report);
    assert!(report["changes"].as_array().unwrap().len() >= 3);
}

#[test]
fn a_comparison_ends_like_diff() {
    let desk = versions();
    desk.run("compare old.txt old.txt")
        .leaves(0)
        .quietly()
        .says("no change in quotations, speakers, figures, names, titles, ages or dates");
    desk.pipe("compare - new.txt", NEW.as_bytes()).leaves(0).quietly();
    desk.run("compare old.txt no.txt").leaves(2).complains(&["no.txt: no such file"]);
    desk.run("compare - -").leaves(2).complains(&["standard input"]);
    desk.run("compare old.txt new.txt -f sarif").leaves(2).complains(&["text, json, markdown"]);
    desk.run("compare old.txt new.txt -o new.txt").leaves(2).complains(&["new.txt"]);
    assert_eq!(desk.read("new.txt"), NEW);
}

#[test]
fn a_letter_is_to_one_source() {
    let desk = versions();
    let ran = desk.run("quotes old.txt new.txt --for brandt").leaves(0).quietly();
    insta::assert_snapshot!(ran.out);
    desk.run("quotes old.txt --for Brand")
        .leaves(2)
        .complains(&["nobody of that name", "Ada Brandt, Greta Alsing, Tom Hale"]);
    desk.run("quotes old.txt --for brandt -f html").leaves(2).complains(&["cannot show a letter"]);
    desk.run("quotes old.txt --for brandt -o letter.txt").leaves(0).quietly();
    assert!(desk.read("letter.txt").starts_with("Dear Ada Brandt,"));
    desk.write("two.txt", "“No,” said Ada Brandt. “Yes,” said Tom Brandt.\n".as_bytes());
    desk.run("quotes two.txt --for brandt")
        .leaves(2)
        .complains(&["not clear who is meant", "Ada Brandt (two.txt), Tom Brandt (two.txt)"]);
}

#[test]
fn a_surname_alone_is_nobody_of_another_article() {
    let desk = Desk::with(&[
        ("1.txt", "“We are safe,” said Ada Smith, the mayor.\n".as_bytes()),
        ("2.txt", "“It is a scandal, and I shot the man,” Smith said.\n".as_bytes()),
        ("3.txt", "“We never knew,” said Joe Smith, a driver.\n".as_bytes()),
    ]);
    desk.run("quotes 1.txt 2.txt --for smith")
        .leaves(2)
        .complains(&["not clear who is meant: Ada Smith (1.txt), Smith (2.txt)"]);
    desk.run("quotes 1.txt 2.txt 3.txt --for smith")
        .leaves(2)
        .complains(&["Ada Smith (1.txt), Smith (2.txt), Joe Smith (3.txt)"]);
    let letter = finish(desk.command("quotes 1.txt 2.txt 3.txt --for").arg("Ada Smith")).leaves(0).quietly();
    assert!(letter.out.contains("We are safe") && !letter.out.contains("shot"), "{letter:#?}");
    desk.run("quotes 2.txt --for smith").leaves(0).quietly().says("Dear Smith");
}

#[test]
fn two_sources_of_one_name_get_no_letter() {
    let desk = Desk::with(&[(
        "a.txt",
        "“No,” said Ada Brandt, the mayor.\n\nThe Brandt Trust denied that it had paid. The trust said that it was poor.\n"
            .as_bytes(),
    )]);
    desk.run("quotes a.txt --for brandt").leaves(2).complains(&[
        "--for brandt: not clear who is meant: Ada Brandt (person, a.txt), Brandt Trust (organisation, a.txt); give a full name",
    ]);
    desk.run("quotes a.txt --for trust").leaves(0).quietly().says("our words (The Brandt Trust denied)");
}

#[test]
fn the_words_of_a_newsroom_are_in_every_sheet() {
    let desk = Desk::with(&[(
        "a.txt",
        "Ada Brandt blurbled that the bridge was safe for everybody.\n\nIt has 300 gloops of sand.\n"
            .as_bytes(),
    )]);
    desk.write("b.txt", "Ada Brandt blurbled that the bridge was shut for everybody.\n".as_bytes());
    let words = "[words.superlatives]\nrank = ['blurbled']\n";
    let counted = |arguments: &str| desk.run(arguments).leaves(0).out.matches("superlative").count();
    assert_eq!(counted("sheet a.txt -f csv"), 0);
    desk.write("onrecord.toml", words.as_bytes());
    assert_eq!(counted("sheet a.txt -f csv"), 1);
    assert_eq!(counted("sheet a.txt -f csv --isolated"), 0);
    for command in ["compare a.txt a.txt", "profile a.txt", "names a.txt", "quotes a.txt"] {
        desk.run(command).leaves(0).quietly();
        desk.write("onrecord.toml", b"[words.superlative]\nrank = ['a']\n");
        desk.run(command).leaves(2).complains(&["onrecord.toml"]);
        desk.write("onrecord.toml", words.as_bytes());
    }
}

#[test]
fn a_profile_is_over_all_articles() {
    insta::assert_snapshot!(shown("80", &["profile", "fixtures"]));
    let report: Value = serde_json::from_str(&shown("80", &["profile", "-f", "json", "fixtures"])).unwrap();
    valid(include_str!("../../docs/profile.schema.json"), &report);
    let rows = shown("80", &["profile", "-f", "csv", "fixtures"]).lines().count();
    assert_eq!(rows, report["speakers"].as_array().unwrap().len() + 1);
    for threads in ["1", "4"] {
        let again: Value =
            serde_json::from_str(&shown("80", &["profile", "-f", "json", "-j", threads, "fixtures"]))
                .unwrap();
        assert_eq!(again, report);
    }
    versions().run("profile old.txt no.txt").leaves(2).says("1 article").complains(&["no.txt: no such file"]);
}
