//! No report replaces what it is made from, and no two reports are written over each other, by whatever names they go.

use crate::cli::desk::Desk;
use std::fs;

const ARTICLE: &[u8] =
    "“We will stay,” said Anna Holt, the mayor. It rose “four metres, he said.\n".as_bytes();
const SAID: &[u8] = b"HOLT: We will stay, and so will the school.\n";

fn desk() -> Desk {
    Desk::with(&[
        ("a.txt", ARTICLE),
        ("in/b.txt", ARTICLE),
        ("t.srt", SAID),
        ("said/t.txt", SAID),
        ("own/lexicon/contexts.toml", b"classes = [\"feast\"]\n[feast]\nwords = [\"kermis\"]\n"),
    ])
}

/// Everything in the folder, by name, with links as what they lead to.
fn contents(desk: &Desk) -> Vec<(String, Vec<u8>)> {
    fn walk(dir: &std::path::Path, all: &mut Vec<(String, Vec<u8>)>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            match fs::symlink_metadata(&path).unwrap().is_dir() {
                true => walk(&path, all),
                false => all.push((path.display().to_string(), fs::read(&path).unwrap_or_default())),
            }
        }
    }
    let mut all = Vec::new();
    walk(desk.path(), &mut all);
    all.sort();
    all
}

#[test]
fn an_output_that_is_an_input_is_refused_before_anything_is_written() {
    let desk = desk();
    let before = contents(&desk);
    let full = desk.path().join("a.txt").display().to_string();
    for line in [
        "a.txt -o a.txt".to_owned(),
        "a.txt -f json=./a.txt".to_owned(),
        format!("a.txt -o {full}"),
        format!("{full} -o a.txt"),
        ". -o a.txt".to_owned(),
        "in a.txt -f json=in/../in/b.txt".to_owned(),
        "a.txt -f json=new.json -f text -o in/../a.txt".to_owned(),
        "quotes a.txt -o a.txt".to_owned(),
        "figures in -o in/b.txt".to_owned(),
        "verify a.txt --against t.srt -o t.srt".to_owned(),
        "verify a.txt --against said -f json=said/t.txt".to_owned(),
        "verify a.txt --against t.srt -o a.txt".to_owned(),
        "a.txt --rules own -o own/no-utilise.toml".to_owned(),
        "a.txt --rules own -o own/lexicon/contexts.toml".to_owned(),
        "nope.txt a.txt -o a.txt".to_owned(),
    ] {
        desk.run(&line).leaves(2).complains(&["is one of the files that are read"]);
        assert_eq!(contents(&desk), before, "{line}");
    }
    // What is no input may well be replaced.
    desk.run("a.txt -o report.txt").leaves(1);
    desk.run("a.txt -o report.txt").leaves(1);
    desk.run("in -o a.txt").leaves(1);
}

#[test]
fn what_a_configuration_leads_to_is_an_input_of_every_command() {
    let desk = desk();
    desk.write("onrecord.toml", b"rules-folders = [\"own\"]\n");
    let before = contents(&desk);
    for command in [
        "check a.txt",
        "quotes a.txt",
        "quotes a.txt --for Holt",
        "figures a.txt",
        "names a.txt",
        "timeline a.txt",
        "sheet a.txt",
        "profile in",
        "compare a.txt in/b.txt",
    ] {
        for file in ["onrecord.toml", "own/no-utilise.toml", "own/lexicon/contexts.toml"] {
            let line = format!("{command} -o {file}");
            desk.run(&line).leaves(2).complains(&["is one of the files that are read"]);
            assert_eq!(contents(&desk), before, "{line}");
        }
    }
}

#[cfg(unix)]
#[test]
fn links_and_redirections_are_seen_through() {
    use std::fs::OpenOptions;
    use std::os::unix::fs::symlink;
    let desk = desk();
    let at = |name: &str| desk.path().join(name);
    symlink("a.txt", at("soft")).unwrap();
    symlink("soft", at("softer")).unwrap();
    symlink("in", at("folder")).unwrap();
    fs::hard_link(at("a.txt"), at("hard")).unwrap();
    let before = contents(&desk);
    for line in [
        "a.txt -o soft",
        "a.txt -f json=softer",
        "a.txt -o hard",
        "softer -o a.txt",
        "hard -f json=soft",
        "in -o folder/b.txt",
        "folder/b.txt -f text=in/b.txt",
    ] {
        desk.run(line).leaves(2).complains(&["is one of the files that are read"]);
        assert_eq!(contents(&desk), before, "{line}");
    }
    // `onrecord a.txt >> a.txt`, `onrecord - < a.txt -o a.txt` and the like.
    let add = || OpenOptions::new().append(true).open(at("a.txt")).unwrap();
    let read = || fs::File::open(at("a.txt")).unwrap();
    for (line, from, to) in [
        ("a.txt", false, true),
        ("in a.txt -f json", false, true),
        ("why a.txt:1", false, true),
        ("- -o a.txt", true, false),
        ("-", true, true),
    ] {
        let mut command = desk.command(line);
        if from {
            command.stdin(read());
        }
        if to {
            command.stdout(add());
        }
        let ran = command.output().unwrap();
        assert_eq!(ran.status.code(), Some(2), "{line}: {ran:?}");
        assert_eq!(contents(&desk), before, "{line}");
    }
    // A terminal or a pipe is read from and written to at once; so is nothing.
    let mut command = desk.command("- -q");
    let null = OpenOptions::new().read(true).write(true).open("/dev/null").unwrap();
    command.stdin(null.try_clone().unwrap()).stdout(null);
    assert_eq!(command.output().unwrap().status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn two_outputs_that_are_one_are_refused() {
    use std::os::unix::fs::symlink;
    let desk = desk();
    let at = |name: &str| desk.path().join(name);
    fs::write(at("old.json"), "old").unwrap();
    fs::hard_link(at("old.json"), at("older.json")).unwrap();
    symlink("new.json", at("link.json")).unwrap();
    symlink("in", at("folder")).unwrap();
    let full = at("x").display().to_string();
    let before = contents(&desk);
    for formats in [
        "-f json=x -f text=./x".to_owned(),
        format!("-f json=x -f text={full}"),
        "-f json=x -f text=in/../x".to_owned(),
        "-f json=x -o ./x -f text".to_owned(),
        "-f json=old.json -f sarif=older.json".to_owned(),
        "-f json=new.json -f sarif=link.json".to_owned(),
        "-f json=in/x -f sarif=folder/x".to_owned(),
        "-f json=a -f text=b -f sarif=./a".to_owned(),
        "-f json -f text=/dev/stdout".to_owned(),
        "-f json -f text=/proc/self/fd/1".to_owned(),
        "-f json=/dev/stdout -f text=/dev/fd/1".to_owned(),
        "-f json=/dev/stderr -f text=/dev/fd/2".to_owned(),
        "-f json=/dev/null -f text=/dev/../dev/null".to_owned(),
    ] {
        let ran = desk.run(&format!("a.txt {formats}")).leaves(2).complains(&["are one file; give "]);
        assert_eq!(ran.out, "", "{formats}");
        assert_eq!(contents(&desk), before, "{formats}");
    }
    desk.run("a.txt -f json=x -f text=y -f sarif=in/x").leaves(1);
    desk.run("a.txt -f json=/dev/stdout -o /dev/stderr -f text").leaves(1).says("{\"version\":1");
}
