//! What the program is made of: licences, where the crates come from, and that none of them talks to a network.
//!
//! `cargo deny check` says more (advisories need its database); this says what matters without a tool or a connection.

use crate::support::root;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

/// What cargo knows of the tree for this computer's kind, from the lock file and without a connection.
fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let host = Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(host.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned();
    let output = Command::new(cargo)
        .current_dir(root(""))
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", &host])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The packages that are part of the program, by id: what it needs to run, not what builds or tests it.
fn shipped(metadata: &Value) -> BTreeMap<String, Value> {
    let list = |of: &Value| of.as_array().unwrap().clone();
    let nodes: BTreeMap<String, Value> = list(&metadata["resolve"]["nodes"])
        .into_iter()
        .map(|node| (node["id"].as_str().unwrap().to_owned(), node))
        .collect();
    let packages: BTreeMap<String, Value> = list(&metadata["packages"])
        .into_iter()
        .map(|package| (package["id"].as_str().unwrap().to_owned(), package))
        .collect();
    let (ours, _) = packages.iter().find(|(_, package)| package["name"] == "onrecord").unwrap();
    let mut found = BTreeMap::new();
    let mut next = vec![ours.clone()];
    while let Some(id) = next.pop() {
        let mut package = packages[&id].clone();
        package["enabled"] = nodes[&id]["features"].clone();
        for dependency in list(&nodes[&id]["deps"]) {
            let normal = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            let dependency = dependency["pkg"].as_str().unwrap();
            // A macro runs while the program is built, and is no part of it.
            let targets = list(&packages[dependency]["targets"]);
            let is_macro =
                targets.iter().any(|target| list(&target["kind"]).contains(&Value::from("proc-macro")));
            if normal && !is_macro && !found.contains_key(dependency) {
                next.push(dependency.to_owned());
            }
        }
        found.insert(id, package);
    }
    found
}

/// Whether a licence expression is met by what is allowed: `A OR B`, `A AND B`, `(A OR B) AND C`, `A/B`.
fn allowed(expression: &str, list: &[String]) -> bool {
    let expression = expression.replace('/', " OR ");
    let mut depth = 0;
    let mut split = |on: &str| -> Option<(String, String)> {
        let words: Vec<&str> = expression.split(' ').collect();
        for (i, word) in words.iter().enumerate() {
            depth += word.matches('(').count();
            depth -= word.matches(')').count();
            if depth == 0 && *word == on {
                return Some((words[..i].join(" "), words[i + 1..].join(" ")));
            }
        }
        None
    };
    if let Some((one, other)) = split("AND") {
        return allowed(&one, list) && allowed(&other, list);
    }
    if let Some((one, other)) = split("OR") {
        return allowed(&one, list) || allowed(&other, list);
    }
    match expression.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        Some(inner) => allowed(inner, list),
        None => list.contains(&expression),
    }
}

#[test]
fn licences_are_read_as_they_are_meant() {
    let list = ["MIT".to_owned(), "ISC".to_owned(), "Apache-2.0 WITH LLVM-exception".to_owned()];
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT OR GPL-3.0", true),
        ("GPL-3.0/MIT", true),
        ("MIT AND GPL-3.0", false),
        ("(MIT OR GPL-3.0) AND ISC", true),
        ("(GPL-3.0 OR AGPL-3.0) AND ISC", false),
        ("MIT OR (GPL-3.0 AND ISC)", true),
        ("Apache-2.0 WITH LLVM-exception OR GPL-3.0", true),
    ] {
        assert_eq!(allowed(expression, &list), expected, "{expression}");
    }
}

/// Every crate in the tree, those that only build or test it too, may be used under a licence that deny.toml allows, and
/// comes from the public registry.
#[test]
fn licences_and_sources_are_those_of_deny_toml() {
    let deny: toml::Value = toml::from_str(&fs::read_to_string(root("deny.toml")).unwrap()).unwrap();
    let list: Vec<String> = deny["licenses"]["allow"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| l.as_str().unwrap().to_owned())
        .collect();
    for package in metadata()["packages"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(allowed(licence, &list), "{name}: {licence}");
        let source = package["source"].as_str();
        assert!(source.is_none_or(|source| source.starts_with("registry+")), "{name}: {source:?}");
    }
}

/// No crate in the tree asks for a newer Rust than Cargo.toml promises.
#[test]
fn every_crate_builds_with_the_rust_that_is_promised() {
    let number =
        |version: &str| -> Vec<u32> { version.split('.').map(|part| part.parse().unwrap()).collect() };
    let manifest: toml::Value = toml::from_str(&fs::read_to_string(root("Cargo.toml")).unwrap()).unwrap();
    let promised = number(manifest["workspace"]["package"]["rust-version"].as_str().unwrap());
    for package in metadata()["packages"].as_array().unwrap() {
        let Some(version) = package["rust_version"].as_str() else { continue };
        assert!(number(version)[..2] <= promised[..2], "{} needs Rust {version}", package["name"]);
    }
}

/// The oldest version of a crate that our manifests allow is the one that is built and tested: the one in Cargo.lock.
#[test]
fn the_oldest_dependencies_allowed_are_those_tested() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().unwrap();
    let mut seen = 0;
    for ours in packages.iter().filter(|package| package["source"].is_null()) {
        for dependency in ours["dependencies"].as_array().unwrap() {
            let (name, asked) = (dependency["name"].as_str().unwrap(), dependency["req"].as_str().unwrap());
            // What only another system needs is not in this system's tree.
            let mut locked =
                packages.iter().filter(|p| p["name"] == name).map(|p| p["version"].as_str().unwrap());
            if dependency["source"].is_null() || packages.iter().all(|p| p["name"] != name) {
                continue;
            }
            seen += 1;
            let plain = |version: &str| version.split('+').next().unwrap_or_default().to_owned();
            let asked = asked.trim_start_matches('^');
            assert!(
                locked.any(|version| plain(version) == asked),
                "{name} {asked} is allowed, and not what is tested"
            );
        }
    }
    assert!(seen > 40, "{seen}");
}

/// What is shipped has one version of each crate.
#[test]
fn nothing_is_shipped_twice() {
    let metadata = metadata();
    let mut seen = BTreeSet::new();
    for package in shipped(&metadata).values() {
        let name = package["name"].as_str().unwrap().to_owned();
        assert!(seen.insert(name.clone()), "two versions of {name}");
    }
    assert!(seen.len() > 50, "{seen:?}");
}

/// Crates that open sockets, or are there for those that do.
const NETWORKED: [&str; 32] = [
    "actix-web",
    "async-std",
    "attohttpc",
    "axum",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "http",
    "hyper",
    "isahc",
    "libssh2-sys",
    "mio",
    "minreq",
    "native-tls",
    "openssl",
    "openssl-sys",
    "polling",
    "quinn",
    "reqwest",
    "ring",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "tokio-util",
    "tonic",
    "trust-dns-resolver",
    "ureq",
    "webpki",
    "zmq",
];

#[test]
fn no_crate_opens_a_socket() {
    let metadata = metadata();
    for package in shipped(&metadata).values() {
        let name = package["name"].as_str().unwrap();
        assert!(!NETWORKED.contains(&name), "{name} talks to a network");
        let features: Vec<&str> =
            package["enabled"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        // Those that hand on the system's calls do so by kind.
        if ["rustix", "nix"].contains(&name) {
            assert!(!features.contains(&"net") && !features.contains(&"socket"), "{name}: {features:?}");
        }
    }
    // Nor does anything of ours.
    let mut folders = vec![root("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let text = fs::read_to_string(&entry).unwrap_or_default();
                assert!(!text.contains("std::net") && !text.contains("UnixStream"), "{}", entry.display());
            }
        }
    }
}

/// And a run makes none of the system's calls for it. Where there is no strace, the tree has to do.
#[cfg(target_os = "linux")]
#[test]
fn a_run_makes_no_call_to_a_network() {
    let dir = tempfile::tempdir().unwrap();
    let log = dir.path().join("calls");
    for args in [
        &["check", "fixtures", "-j", "2", "-f", "json=/dev/null"][..],
        &["verify", "fixtures/reservoir-hearing.txt", "--against", "fixtures/transcripts"],
        &["rules", "test", "repeated-word"],
    ] {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-e", "trace=%network", "-o"]).arg(&log);
        let Ok(output) =
            command.arg(env!("CARGO_BIN_EXE_onrecord")).args(args).current_dir(root("")).output()
        else {
            return;
        };
        let err = String::from_utf8_lossy(&output.stderr);
        if err.contains("ptrace") || err.contains("Operation not permitted") {
            return;
        }
        assert!(output.status.code() < Some(2), "{args:?}: {err}");
        let calls = fs::read_to_string(&log).unwrap();
        // A thread that is ended writes a line that is no call.
        let calls: Vec<&str> = calls.lines().filter(|line| line.contains('(')).collect();
        assert!(calls.is_empty(), "{args:?}: {calls:#?}");
    }
}
