//! The files that are made from the tool's own output are current. `ONRECORD_UPDATE=1` writes them anew.

use crate::support::{root, svg};
use std::process::Command;

/// The article that README and docs show.
const ARTICLE: &str = "fixtures/border-talks.txt";

fn report(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .current_dir(root(""))
        .env("COLUMNS", "100")
        .args(arguments)
        .arg(ARTICLE)
        .output()
        .unwrap();
    assert!(output.status.code() < Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn assert_current(path: &str, text: &str) {
    let path = root(path);
    if std::env::var_os("ONRECORD_UPDATE").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == text, "{} is out of date: run `just generate`", path.display());
}

#[test]
fn the_picture_in_the_readme() {
    // Errors and warnings; with the findings of severity info, the picture would be longer than a screen.
    let shown = report(&["--color", "always"]);
    assert_current("docs/report.svg", &svg::picture(&shown, &format!("onrecord {ARTICLE}")));
}

#[test]
fn the_report_in_the_docs() {
    assert_current("docs/report.txt", &report(&["--color", "never"]));
}
