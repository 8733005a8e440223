//! Accuracy floors on annotated news, which is not ours to commit: it lies beside the repository, or the tests
//! skip and say so. The floors stand in `tests/data/floors.toml`.

#![allow(clippy::print_stdout, reason = "a test that skips says so, and figures are for reading")]

use serde::Deserialize;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

#[derive(Deserialize)]
struct Floors {
    floor: Vec<Floor>,
}

/// A figure of the scorer's JSON, by its path, and the least it may be, in percent.
#[derive(Deserialize)]
struct Floor {
    what: String,
    path: Vec<String>,
    least: f64,
}

/// The folder of shared data, where there is one.
fn shared(part: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(part);
    if folder.exists() {
        return Some(folder);
    }
    println!("skipped: {} is not there", folder.display());
    None
}

/// The binary's JSON report on a folder; it must have read every article.
fn report(folder: &Path) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["check", "--format", "json", "--fail-on", "never"])
        .arg(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn texts(folder: &Path) -> usize {
    std::fs::read_dir(folder).unwrap().filter(|e| e.as_ref().unwrap().path().extension().is_some()).count()
}

#[test]
fn no_annotated_article_defeats_it() {
    for split in ["train", "dev"] {
        let Some(folder) = shared(&format!("polnear/{split}/text")) else { return };
        let report: Value = serde_json::from_slice(&report(&folder)).unwrap();
        assert_eq!(report["documents"].as_array().unwrap().len(), texts(&folder), "{split}");
    }
}

#[test]
fn attributions_reach_their_floors() {
    let (Some(gold), Some(scorer)) = (shared("polnear/dev"), shared("eval/score_attributions.py")) else {
        return;
    };
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), report(&gold.join("text"))).unwrap();
    let mut python = Command::new("python3");
    python.arg(scorer).arg("--gold").arg(&gold).arg("--report").arg(file.path()).arg("--json");
    let Ok(output) = python.output() else {
        // In CI a missing scorer must not look like a pass.
        assert!(std::env::var_os("CI").is_none(), "python3 is needed");
        println!("skipped: no python3");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let scores: Value = serde_json::from_slice(&output.stdout).unwrap();
    let floors = include_str!("data/floors.toml");
    let floors: Floors = toml::from_str(floors).unwrap();
    let mut below = Vec::new();
    for Floor { what, path, least } in floors.floor {
        let value = path.iter().fold(&scores, |value, key| &value[key.as_str()]);
        let percent = 100.0 * value.as_f64().unwrap_or_else(|| panic!("no figure at {path:?}"));
        println!("{percent:5.1} (floor {least:4.1})  {what}");
        if percent < least {
            below.push(format!("{what}: {percent:.1}, and the floor is {least:.1}"));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}
