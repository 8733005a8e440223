//! What is said of how an article was read: the same by every command that reads it.

use super::desk::Desk;

const STORY: &str = "“The bridge is safe,” said Ada Brandt, the mayor.\n";
const OTHER: &str = "“The bridge is shut,” said Ada Brandt, the mayor.\n";
const FOREIGN: &str = "Der Rat hat am Dienstag beschlossen, dass die alte Brücke nicht mehr für den Verkehr geöffnet wird, und die \
     Bürger sind damit nicht einverstanden. Das ist für alle ein Verlust, sagte die Frau, die seit Jahren dort wohnt.\n";

/// What is said on stderr, without the name of the program.
fn told(desk: &Desk, line: &str, status: i32) -> Vec<String> {
    let ran = desk.run(line).leaves(status);
    ran.err.lines().map(|line| line.trim_start_matches("onrecord: ").to_owned()).collect()
}

#[test]
fn every_command_tells_how_an_article_was_read() {
    let desk = Desk::with(&[
        ("a.txt", STORY.as_bytes()),
        ("b.txt", OTHER.as_bytes()),
        ("damaged.txt", &[OTHER.as_bytes(), b"\nCaf\xc3\xa9 \xc3 Caf\xc3\xa9 Caf\xc3\xa9.\n"].concat()),
        ("foreign.txt", FOREIGN.repeat(3).as_bytes()),
    ]);
    for (file, part) in [("damaged.txt", "damaged.txt: 1 "), ("foreign.txt", "foreign.txt: ")] {
        let notices = told(&desk, &format!("names {file}"), 0);
        assert!(matches!(&notices[..], [one] if one.starts_with(part)), "{notices:?}");
        for (command, status) in [
            ("quotes a.txt PATH --for brandt", 0),
            ("profile a.txt PATH", 0),
            ("compare a.txt PATH", 1),
            ("compare PATH a.txt", 1),
        ] {
            let command = command.replace("PATH", file);
            assert_eq!(told(&desk, &command, status), notices, "{command}");
            assert_eq!(told(&desk, &format!("{command} -q"), status), [""; 0], "{command}");
        }
    }
    assert_eq!(told(&desk, "compare a.txt b.txt", 1), [""; 0]);
}

#[test]
fn an_empty_article_is_no_version_of_another() {
    let desk = Desk::with(&[("a.txt", STORY.as_bytes()), ("empty.txt", b""), ("blank.txt", b" \n\n")]);
    for (versions, empty) in [
        ("a.txt empty.txt", "empty.txt"),
        ("blank.txt a.txt", "blank.txt"),
        ("empty.txt empty.txt", "empty.txt"),
        ("empty.txt a.txt -q", "empty.txt"),
    ] {
        let ran = desk.run(&format!("compare {versions}")).leaves(2);
        let ran = ran.complains(&[&format!("{empty}: is empty; nothing to compare")]);
        assert_eq!(ran.out, "", "{versions}");
    }
}

#[test]
fn an_empty_article_is_not_counted() {
    let desk = Desk::with(&[("a.txt", STORY.as_bytes()), ("empty.txt", b"")]);
    let ran = desk.run("profile a.txt empty.txt").leaves(0).says("1 article,");
    ran.complains(&["empty.txt: is empty; left out"]);
    let ran = desk.run("quotes empty.txt a.txt --for brandt").leaves(0).says("Dear Ada Brandt");
    ran.complains(&["empty.txt: is empty; left out"]);
    desk.run("profile a.txt empty.txt -q").leaves(0).quietly().says("1 article,");
    let stream = "{\"id\":\"one\",\"text\":\"It was late.\"}\n{\"id\":\"two\",\"text\":\"\"}\n";
    let ran = desk.pipe("profile - --input-format ndjson", stream.as_bytes()).leaves(0).says("1 article,");
    ran.complains(&["two: is empty; left out"]);
}
