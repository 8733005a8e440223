//! Compiles in the files of `rules/`, so that a new rule, word list or class of words is named nowhere else: lists those of
//! `rules/<family>/` and `rules/packs/<pack>/`, and lays out the words of `rules/lexicon/`. Tells tests, too, whether the news
//! that is not ours to commit lies beside the repository.

// The build lays out tables with the code that looks words up in them.
#[allow(dead_code, unreachable_pub)]
#[path = "src/lexicon/filter.rs"]
mod filter;
#[allow(dead_code, unreachable_pub)]
#[path = "src/lexicon/fold.rs"]
mod fold;
#[path = "build/lexicon.rs"]
mod lexicon;
#[allow(dead_code, unreachable_pub)]
#[path = "src/lexicon/table.rs"]
mod table;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    for input in ["build", "rules", "src/lexicon/filter.rs", "src/lexicon/fold.rs", "src/lexicon/table.rs"] {
        println!("cargo::rerun-if-changed={input}");
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    println!("cargo::rustc-check-cfg=cfg(shared)");
    // A path that is not there would be looked for, and all built again, at every build.
    if root.join("../shared/polnear").exists() {
        println!("cargo::rustc-cfg=shared");
        println!("cargo::rerun-if-changed=../shared/polnear/dev/text");
    }
    let mut list = String::from("&[\n");
    for family in sorted(&root.join("rules"))? {
        if !matches!(&*file_name(&family), "lexicon" | "packs") {
            add(&mut list, &family, "rules")?;
        }
    }
    for pack in sorted(&root.join("rules/packs"))? {
        add(&mut list, &pack, "rules/packs")?;
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("rules.rs"), list)?;
    fs::write(out.join("lexicons.rs"), lexicon::write(&toml_files(&root.join("rules/lexicon"))?)?)
}

/// Lists the rules of a folder.
fn add(list: &mut String, folder: &Path, above: &str) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    let name = file_name(folder);
    for file in toml_files(folder)? {
        let id = file_name(&file);
        let path = file.display().to_string();
        let _ = writeln!(list, "    ({name:?}, \"{above}/{name}/{id}\", include_str!({path:?})),");
    }
    Ok(())
}

fn toml_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    Ok(sorted(folder)?.into_iter().filter(|f| f.extension().is_some_and(|e| e == "toml")).collect())
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}
