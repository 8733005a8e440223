//! The arrows of the tree: a folder uses those before it only, a family of facts likewise, and no files of one folder
//! use each other in a circle. Read from the `use` lines and paths of the source itself; tests within files aside.

use crate::support::root;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// From left to right: each may use those before it.
const ORDER: [&str; 24] = [
    "boundary",
    "id",
    "named",
    "numerals",
    "span",
    "suggest",
    "lexicon",
    "text",
    "input",
    "transcript",
    "facts::quotes",
    "facts::wording",
    "facts::people",
    "facts::times",
    "facts::clashes",
    "facts::speech",
    "facts::numbers",
    "facts::sourcing",
    "facts",
    "rules",
    "policy",
    "checker",
    "report",
    "cli",
];

/// Those side by side in [`ORDER`] that do not use each other either.
const SIBLINGS: [(&str, &str); 2] =
    [("facts::times", "facts::people"), ("facts::sourcing", "facts::numbers")];

/// A file as a path of modules, and the paths that it uses, resolved.
struct File {
    module: Vec<String>,
    uses: BTreeSet<Vec<String>>,
}

#[test]
fn no_arrow_points_back() {
    let place = |room: &str| ORDER.iter().position(|known| *known == room);
    let mut wrong = Vec::new();
    for file in files() {
        let Some(from) = room(&file.module) else { continue };
        let here = place(&from).unwrap_or_else(|| panic!("{from} has no place in the order"));
        for used in &file.uses {
            let Some(to) = room(used) else { continue };
            let there = place(&to).unwrap_or_else(|| panic!("{} uses {to}, which has no place", from));
            let aside =
                SIBLINGS.iter().any(|(a, b)| (*a, *b) == (&*from, &*to) || (*b, *a) == (&*from, &*to));
            if there > here || aside {
                wrong.push(format!("{} uses {}", file.module.join("::"), used.join("::")));
            }
        }
    }
    assert!(wrong.is_empty(), "arrows that point back:\n{}", wrong.join("\n"));
}

#[test]
fn no_files_of_a_folder_use_each_other_in_a_circle() {
    let files = files();
    let known: BTreeSet<&[String]> = files.iter().map(|f| &*f.module).collect();
    let mut uses: BTreeMap<&[String], BTreeSet<&[String]>> = BTreeMap::new();
    for file in &files {
        for used in &file.uses {
            // The file that defines what is used: the longest known module that the path begins with.
            let target = (1..=used.len()).rev().map(|n| &used[..n]).find(|m| known.contains(m));
            let target = target.and_then(|t| known.get(t).copied());
            if let Some(target) = target.filter(|t| *t != &*file.module) {
                uses.entry(&file.module).or_default().insert(target);
            }
        }
    }
    // `mod.rs` names its children to put them together, so circles through a parent do not count.
    let parent = |a: &[String], b: &[String]| b.len() > a.len() && b.starts_with(a);
    let siblings = |a: &[String], b: &[String]| !parent(a, b) && !parent(b, a);
    let mut circles = Vec::new();
    for start in &known {
        let mut reached: BTreeSet<&[String]> = BTreeSet::new();
        let mut next = vec![*start];
        while let Some(at) = next.pop() {
            for to in uses.get(at).into_iter().flatten().filter(|to| siblings(at, to)) {
                if reached.insert(to) {
                    next.push(to);
                }
            }
        }
        if reached.contains(start) {
            circles.push(start.join("::"));
        }
    }
    assert!(circles.is_empty(), "files in circles:\n{}", circles.join("\n"));
}

/// The folder or family that a path lies in; None for the crate's root.
fn room(path: &[String]) -> Option<String> {
    // What the crate's root names again.
    let first = match path.first()?.as_str() {
        "Id" => "id",
        "Span" => "span",
        "nearest" => "suggest",
        "BuildError" | "Checker" | "CheckerBuilder" | "Document" => "checker",
        first => first,
    };
    let name = match path.get(1) {
        Some(family) if first == "facts" && ORDER.contains(&&*format!("facts::{family}")) => {
            format!("facts::{family}")
        }
        _ => first.to_owned(),
    };
    ORDER
        .contains(&&*name)
        .then_some(name)
        .or_else(|| (first != "lib" && first != "main").then(|| first.to_owned()))
}

fn files() -> Vec<File> {
    let src = root("src");
    let mut paths = Vec::new();
    collect(&src, &mut paths);
    let file = |path: &PathBuf| {
        let relative = path.strip_prefix(&src).unwrap().with_extension("");
        let mut module: Vec<String> =
            relative.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        if module.last().is_some_and(|last| last == "mod") {
            module.pop();
        }
        let source = fs::read_to_string(path).unwrap();
        File { uses: uses(&source, &module), module }
    };
    // Nothing uses the roots, and they use all. Tests have their own files in places.
    let counts = |f: &File| {
        !matches!(f.module.last().map(String::as_str), Some("lib" | "main" | "tests")) && !f.module.is_empty()
    };
    let files: Vec<File> = paths.iter().map(file).filter(counts).collect();
    assert!(files.len() > 100, "only {} files were found", files.len());
    files
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|e| e == "rs") {
            paths.push(path);
        }
    }
}

/// Every path of the crate in the code before the tests, groups in braces taken apart.
fn uses(source: &str, module: &[String]) -> BTreeSet<Vec<String>> {
    let code = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let code: String =
        code.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut found = BTreeSet::new();
    for (at, head) in code.match_indices("crate::").chain(code.match_indices("super::")) {
        let word_before =
            code[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
        // `pub(in crate::facts)` says who may look, not what is used.
        if word_before || code[..at].ends_with("(in ") {
            continue;
        }
        let mut base: Vec<String> = if head == "super::" { module.to_vec() } else { Vec::new() };
        let mut rest = &code[at..];
        while let Some(after) = rest.strip_prefix("super::") {
            base.pop();
            rest = after;
        }
        rest = rest.strip_prefix("crate::").unwrap_or(rest);
        expand(rest, &base, &mut found);
    }
    // What the binary takes from the library.
    for (at, head) in code.match_indices("onrecord::") {
        expand(&code[at + head.len()..], &[], &mut found);
    }
    found
}

/// Adds the path, or each path of the group, that `text` begins with.
fn expand(text: &str, base: &[String], found: &mut BTreeSet<Vec<String>>) {
    let text = text.trim_start();
    if let Some(group) = text.strip_prefix('{') {
        let mut depth = 0;
        let mut start = 0;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    expand(&group[start..at], base, found);
                    start = at + 1;
                    if c == '}' {
                        return;
                    }
                }
                _ => {}
            }
        }
        return;
    }
    let name: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    if name.is_empty() {
        return;
    }
    let mut path = base.to_vec();
    if name != "self" {
        path.push(name.clone());
    }
    match text[name.len()..].strip_prefix("::") {
        Some(rest) => expand(rest, &path, found),
        None => drop(found.insert(path)),
    }
}

#[test]
fn groups_are_taken_apart() {
    let source = "use crate::text::{self, Article};\nuse super::{a::{b, C}, d};\n// crate::no\nlet x = crate::Span::new();";
    let found = uses(source, &["facts".to_owned(), "speech".to_owned()]);
    let found: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["Span::new", "facts::a::C", "facts::a::b", "facts::d", "text", "text::Article"]);
}
