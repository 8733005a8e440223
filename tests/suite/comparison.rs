//! The table of docs/comparison.md: the command of each line does what the line says.

use crate::cli::bombs::document;
use crate::support::root;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A line of the table.
struct Line {
    number: String,
    answer: String,
    /// Whether the command only shows where something is said or made.
    by_reading: bool,
    /// The command, its exit status and, where it is given, a piece of what it prints.
    proof: Option<(String, i32, Option<String>)>,
}

/// The cells of a row; a bar that is escaped is one of its cell.
fn cells(row: &str) -> Vec<String> {
    let bar = "\u{1}";
    let row = row.replace("\\|", bar);
    row.trim().trim_matches('|').split('|').map(|cell| cell.trim().replace(bar, "|")).collect()
}

/// The text between the first pair of double backticks, and what follows.
fn code(text: &str) -> Option<(&str, &str)> {
    text.split_once("`` ")?.1.split_once(" ``")
}

fn lines(page: &str) -> Vec<Line> {
    let rows = page.lines().filter(|line| line.starts_with("| ") && line.as_bytes()[2].is_ascii_digit());
    let line = |row: &str| {
        let [number, _, answer, proof] = &cells(row)[..] else { panic!("{row}") };
        let by_reading = proof.starts_with("by reading: ");
        let proof = code(proof).map(|(command, rest)| {
            let rest = rest.trim_start().strip_prefix("→ ").unwrap_or_else(|| panic!("{row}"));
            let (status, text) = rest.split_once(" with ").unwrap_or((rest, ""));
            let text = code(text).map(|(text, _)| text.replace("\\x1b", "\u{1b}"));
            (command.to_owned(), status.trim().parse().unwrap_or_else(|_| panic!("{row}")), text)
        });
        Line { number: number.clone(), answer: answer.clone(), by_reading, proof }
    };
    rows.map(line).collect()
}

/// A folder with some articles.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let articles = dir.path().join("articles");
    fs::create_dir_all(articles.join("transcripts")).unwrap();
    for from in ["fixtures", "fixtures/transcripts"] {
        let to = articles.join(from.strip_prefix("fixtures").unwrap().trim_start_matches('/'));
        for entry in fs::read_dir(root(from)).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_file() && path.extension().is_none_or(|extension| extension != "toml") {
                fs::copy(&path, to.join(entry.file_name())).unwrap();
            }
        }
    }
    fs::write(dir.path().join("flawed.txt"), "The the crowd cheered.\n").unwrap();
    let story = document("<w:p><w:r><w:t>The the crowd cheered.</w:t></w:r></w:p>");
    fs::write(dir.path().join("story.docx"), story).unwrap();
    fs::write(dir.path().join("fine.txt"), "The crowd cheered.\n").unwrap();
    dir
}

/// Why the command of a line does not prove it, if it does not.
fn refuted(line: &Line) -> Option<String> {
    let (command, status, text) = line.proof.as_ref()?;
    let dir = folder();
    let program = Path::new(env!("CARGO_BIN_EXE_onrecord")).parent().unwrap().display().to_string();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut bash = Command::new("bash");
    bash.arg("-c").arg(command).current_dir(dir.path());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "COLUMNS", "GITHUB_STEP_SUMMARY"] {
        bash.env_remove(name);
    }
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ONRECORD_") {
            bash.env_remove(name);
        }
    }
    bash.env_remove("GITHUB_OUTPUT").env("XDG_CONFIG_HOME", dir.path().join(".config"));
    bash.env("ROOT", root("")).env("PATH", format!("{program}:{path}")).stdin(std::process::Stdio::null());
    let output = bash.output().expect("bash is installed");
    let printed = String::from_utf8_lossy(&output.stdout);
    let shown = text.as_ref().is_none_or(|text| printed.contains(text));
    (output.status.code() != Some(*status) || !shown).then(|| {
        let printed: String = printed.chars().take(600).collect();
        let said = String::from_utf8_lossy(&output.stderr);
        format!("{}: {command}\nended with {:?}:\n{printed}\n{said}", line.number, output.status.code())
    })
}

#[test]
fn each_line_is_proved_by_its_command() {
    let page = fs::read_to_string(root("docs/comparison.md")).unwrap();
    let lines = lines(&page);
    let numbers: Vec<usize> = lines.iter().map(|line| line.number.parse().unwrap()).collect();
    assert_eq!(numbers, (1..=115).collect::<Vec<_>>());
    for line in &lines {
        assert_eq!(line.proof.is_none(), line.answer == "no", "{}", line.number);
    }
    let of = |answer: &str| lines.iter().filter(|line| line.answer == answer).count();
    let read = lines.iter().filter(|line| line.by_reading).count();
    let counted = format!(
        "**{} yes, {} partly, {} no.** {read} of them by reading.",
        of("yes"),
        of("partly"),
        of("no")
    );
    assert!(page.contains(&counted), "the page should say {counted}");
    let wrong: Vec<String> = lines.iter().filter_map(refuted).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
