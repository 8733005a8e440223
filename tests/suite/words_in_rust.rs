//! Words that a newsroom could add to belong in `rules/lexicon/`, not in Rust: a list of them there is known to nobody else.
//!
//! A list is a row of more than eight words: in an array, in the arms of a match, in a text that is split at its blanks, or
//! between the bars of a pattern. Tests within files are not looked at.

use crate::support::root;
use regex::Regex;
use std::fs;
use std::path::{Path, PathBuf};

/// The most words in a row.
const MOST: usize = 8;

/// How many commas, brackets and the like there may be between two words of a list.
const FAR: usize = 7;

/// Lists that may be in Rust: the file, its first words, and why.
const ALLOWED: &[(&str, &str, &str)] = &[
    ("src/lexicon/function_words.rs", "", "closed classes of English, which nobody adds to"),
    ("src/facts/numbers/figures/subject.rs", "ies y sses", "endings of the plural, not words"),
    ("src/facts/people/double_names.rs", "s n ns", "endings, not words"),
    ("src/facts/people/post_conflicts.rs", "general colonel", "lemmas of ranks, of which a person holds one"),
    ("src/facts/people/entities/sorting.rs", "ing ed ant", "endings of adjectives, not words"),
    ("src/facts/speech/setting.rs", "ers ors ists", "endings of nouns for people, not words"),
    ("src/facts/speech/reader/around.rs", "NN NNP NNS", "tags of parts of speech"),
    ("src/facts/speech/reader/around.rs", "RB IN TO", "tags of parts of speech"),
    ("src/facts/speech/reader/parts.rs", "CC CD DT", "tags of parts of speech"),
    ("src/input/html/tree.rs", "address article", "elements of HTML, a standard"),
    ("src/input/html/tree.rs", "area base", "elements of HTML, a standard"),
    ("src/input/html/tree.rs", "td th", "elements of HTML, a standard"),
    ("src/input/rtf.rs", "annotation atnauthor", "control words of RTF, a standard"),
    ("src/input/html/article.rs", "audio button", "elements of HTML, a standard"),
    ("src/rules/message.rs", "zero one two", "the numbers that messages spell out"),
    ("src/text/guessed_role.rs", "txt md html", "extensions of files"),
];

#[test]
fn no_list_of_words_is_in_rust() {
    let mut found = Vec::new();
    let mut allowed = vec![false; ALLOWED.len()];
    for path in files(&root("src")) {
        let name = path.strip_prefix(root("")).unwrap().to_string_lossy().replace('\\', "/");
        for list in lists(&fs::read_to_string(&path).unwrap()) {
            let first = list.words.join(" ");
            let known = ALLOWED.iter().position(|(file, words, _)| *file == name && first.starts_with(words));
            match known {
                Some(known) => allowed[known] = true,
                None => found.push(format!("{name}:{}: {} words: {first}", list.line, list.words.len())),
            }
        }
    }
    assert!(found.is_empty(), "lists of words in Rust; move them to rules/lexicon/:\n{}", found.join("\n"));
    let idle: Vec<_> = ALLOWED.iter().zip(allowed).filter(|(_, used)| !used).map(|(one, _)| one).collect();
    assert!(idle.is_empty(), "allowed, but not there any more: {idle:?}");
}

#[test]
fn lists_are_seen_in_all_their_shapes() {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let quoted = |by: &str| words.map(|word| format!("{word:?}")).join(by);
    let seen = |source: &str| lists(source).iter().map(|list| list.words.len()).collect::<Vec<_>>();
    for source in [
        format!("const A: &[&str] = &[{}];", quoted(", ")),
        format!("fn a(w: &str) -> bool {{ matches!(w, {}) }}", quoted(" | ")),
        format!("match w {{ {}, _ => 0 }}", words.map(|word| format!("{word:?} => 1")).join(", ")),
        format!(
            "match w {{ {}, _ => None }}",
            words.map(|word| format!("{word:?} => Some(Day::One)")).join(", ")
        ),
        format!("let a = {:?}.split(' ');", words.join(" ")),
        format!("const A: &str = {:?};\nfn b() {{ A.split_whitespace() }}", words.join(" ")),
        format!("pattern(r\"^(?:{}) \")", words.join("|")),
    ] {
        assert_eq!(seen(&source), [9], "{source}");
    }
    for source in [
        format!("[{}]", words[1..].iter().map(|word| format!("{word:?}")).collect::<Vec<_>>().join(", ")),
        format!("// {}", quoted(", ")),
        format!("#[cfg(test)]\nmod tests {{ const A: &[&str] = &[{}]; }}", quoted(", ")),
        "table([field(\"one\", Type::Text, \"what it is\", |v| x(v)); 9])".repeat(9),
        "let marks = [\"—\", \"–\", \"-\", \":\", \";\", \".\", \",\", \"(\", \")\", \"/\"];".to_owned(),
    ] {
        assert_eq!(seen(&source), [0_usize; 0], "{source}");
    }
}

struct List {
    line: usize,
    words: Vec<String>,
}

/// A piece of Rust: comments and white space are none.
enum Piece<'a> {
    /// A text, without its marks.
    Text(&'a str),
    /// What may be between two words of a list.
    Joint,
    /// Anything else.
    Other(&'a str),
}

/// The lists of a source file, its tests left out.
fn lists(source: &str) -> Vec<List> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap_or(source);
    let pieces = pieces(source);
    let mut lists = Vec::new();
    let (mut row, mut gap): (Vec<(usize, &str)>, usize) = (Vec::new(), 0);
    for (n, (at, piece)) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) => {
                let split = || match pieces.get(n + 1..n + 3) {
                    Some([(_, dot), (_, Piece::Other(name))]) => {
                        matches!(dot, Piece::Other(".")) && name.starts_with("split")
                    }
                    _ => false,
                };
                if split() || is_split_later(source, &pieces, n) {
                    let words = text.split_whitespace().filter(|word| *word != "\\");
                    lists.push((*at, words.map(str::to_owned).collect()));
                } else if text.matches('|').count() >= MOST && !text.contains('\n') && !text.contains("| ") {
                    let words = text.split(['|', '(', ')', '[', ']', ':', '?']).filter(|part| is_word(part));
                    lists.push((*at, words.map(str::to_owned).collect()));
                } else if is_word(text) {
                    row.push((*at, text));
                    gap = 0;
                }
            }
            Piece::Joint if gap < FAR => gap += 1,
            Piece::Joint | Piece::Other(_) => close(&mut row, &mut lists),
        }
    }
    close(&mut row, &mut lists);
    lists.retain(|(_, words)| words.len() > MOST);
    let line = |at: usize| source[..at].matches('\n').count() + 1;
    lists.into_iter().map(|(at, words)| List { line: line(at), words }).collect()
}

fn close(row: &mut Vec<(usize, &str)>, lists: &mut Vec<(usize, Vec<String>)>) {
    if let Some(&(at, _)) = row.first() {
        lists.push((at, row.drain(..).map(|(_, word)| word.to_owned()).collect()));
    }
}

/// A few words of letters: no mark, no sentence, no name of a field.
fn is_word(text: &str) -> bool {
    let inner = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.' | ' ' | '$');
    text.chars().any(char::is_alphabetic) && text.chars().all(inner) && text.split(' ').count() <= 4
}

/// Whether the text is a constant that is split at its blanks elsewhere in the file.
fn is_split_later(source: &str, pieces: &[(usize, Piece<'_>)], n: usize) -> bool {
    let Some(from) = n.checked_sub(1).filter(|_| matches!(pieces[n - 1].1, Piece::Other("="))) else {
        return false;
    };
    let names = pieces[..from].iter().rev().take(6).filter_map(|(_, piece)| match piece {
        Piece::Other(name) if name.chars().all(|c| c.is_uppercase() || c == '_') => Some(*name),
        _ => None,
    });
    names
        .into_iter()
        .any(|name| Regex::new(&format!(r"\b{name}\s*\.split")).is_ok_and(|split| split.is_match(source)))
}

fn pieces(source: &str) -> Vec<(usize, Piece<'_>)> {
    let pattern = Regex::new(concat!(
        r##"(?s)//[^\n]*|/\*.*?\*/|b?r#"(?P<hashed>.*?)"#|b?r"(?P<raw>[^"]*)"|b?"(?P<text>(?:\\.|[^"\\])*)""##,
        r"|'(?:\\.[^']*|[^'\\])'|(?P<path>[A-Za-z_]\w*(?:::[A-Za-z_]\w*)+)|(?P<id>[A-Za-z_]\w*!?)",
        r"|(?P<number>\d[\w.]*)|(?P<white>\s+)|=>|.",
    ))
    .unwrap();
    let mut pieces = Vec::new();
    for found in pattern.captures_iter(source) {
        let whole = found.get(0).unwrap();
        let text = ["hashed", "raw", "text"].iter().find_map(|name| found.name(name));
        let piece = match whole.as_str() {
            _ if text.is_some() => Piece::Text(text.unwrap().as_str()),
            comment if comment.starts_with("//") || comment.starts_with("/*") => continue,
            _ if found.name("white").is_some() => continue,
            "," | "|" | "(" | ")" | "[" | "]" | "&" | "=>" | "Some" | "true" | "false" => Piece::Joint,
            _ if found.name("path").is_some() || found.name("number").is_some() => Piece::Joint,
            other => Piece::Other(other),
        };
        pieces.push((whole.start(), piece));
    }
    pieces
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            all.push(path);
        }
    }
    all.sort();
    all
}
