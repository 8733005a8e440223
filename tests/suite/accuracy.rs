//! Accuracy floors on annotated news, which is not ours to commit: it lies beside the repository, or the tests
//! are ignored, with the reason. The floors are in `tests/data/floors.toml`.

#![expect(clippy::print_stdout, reason = "figures are for reading")]

use crate::support::shared;
use serde::Deserialize;
use serde_json::Value;
use std::path::Path;
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

/// The binary's JSON report on a folder; it must have read every article.
fn report(folder: &Path) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .args(["check", "--quiet", "--format", "json", "--fail-on", "never"])
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
#[cfg_attr(not(shared), ignore = "../shared is not there")]
fn no_annotated_article_defeats_it() {
    for split in ["train", "dev"] {
        let folder = shared(&format!("polnear/{split}/text"));
        let report: Value = serde_json::from_slice(&report(&folder)).unwrap();
        assert_eq!(report["documents"].as_array().unwrap().len(), texts(&folder), "{split}");
    }
}

#[test]
#[cfg_attr(not(shared), ignore = "../shared is not there")]
fn attributions_reach_their_floors() {
    let gold = shared("polnear/dev");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), report(&gold.join("text"))).unwrap();
    let mut python = Command::new("python3");
    python
        .arg(shared("eval/score_attributions.py"))
        .arg("--gold")
        .arg(&gold)
        .arg("--report")
        .arg(file.path())
        .arg("--json");
    let output = python.output().expect("the scorer needs python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let scores: Value = serde_json::from_slice(&output.stdout).unwrap();
    let floors = include_str!("../data/floors.toml");
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
