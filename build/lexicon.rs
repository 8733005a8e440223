//! Reads `rules/lexicon/*.toml` and writes the word lists as Rust: an enum of classes for each, and its words in a table.
//!
//! It reads as much of TOML as the lists use, so that the build needs no parser of it; a test holds the tables against
//! what the whole parser makes of the same files.

use crate::table::{Table, as_tokens};
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

/// Writes the Rust of all lists, in the order of `files`.
pub fn write(files: &[impl AsRef<Path>]) -> io::Result<String> {
    let mut lists = Vec::new();
    for file in files {
        let file = file.as_ref();
        let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(file)?;
        let list = Reader::new(&text).list(name);
        lists.push(list.map_err(|e| io::Error::other(format!("{}:{e}", file.display())))?);
    }
    let mut out = String::new();
    lists.iter().for_each(|list| list.write(&mut out));
    all(&lists, &mut out);
    Ok(out)
}

/// A list as it is written.
#[derive(Default)]
struct List {
    name: String,
    about: String,
    exclusive: bool,
    /// Name and comment of each class.
    classes: Vec<(String, String)>,
    table: Option<Table>,
}

impl List {
    /// The number of a class, which is made if there is none of that name.
    fn class(&mut self, name: &str, comment: &str) -> Result<usize, String> {
        if self.classes.iter().any(|(known, _)| known == name) {
            return Err(format!("the class {name} is there twice"));
        }
        if self.classes.len() == 64 {
            return Err("a list has 64 classes at most".into());
        }
        if comment.is_empty() {
            return Err(format!("a comment above the class {name} must say what it is for"));
        }
        self.classes.push((name.to_owned(), comment.to_owned()));
        Ok(self.classes.len() - 1)
    }

    fn insert(&mut self, class: usize, lemma: &str, form: &str) -> Result<(), String> {
        let table = self.table.get_or_insert(Table::EMPTY);
        let fold = crate::fold::fold(&as_tokens(form).0);
        let known = table.find(fold).map_or(0, |entry| entry.classes);
        let again =
            known >> class & 1 == 1 && table.under_lemmas(fold).any(|entry| table.lemma(entry) == lemma);
        if again {
            return Err(format!("{form:?} is in its class twice"));
        }
        if self.exclusive && known != 0 {
            return Err(format!("{form:?} is in two classes of a list that is exclusive"));
        }
        table.insert(class, lemma, form, Some(0));
        Ok(())
    }

    fn write(&self, out: &mut String) {
        let Self { name, about, exclusive, .. } = self;
        let (camel, snake) = (camel(name), snake(name));
        let _ = writeln!(out, "/// The classes of the list `{name}`: {}", one_line(about));
        let _ = writeln!(
            out,
            "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]\npub enum {camel} {{"
        );
        for (class, comment) in &self.classes {
            let _ = writeln!(out, "    /// `{class}`: {}\n    {},", one_line(comment), self::camel(class));
        }
        let _ = writeln!(out, "}}\nimpl Class for {camel} {{");
        let all: Vec<_> =
            self.classes.iter().map(|(class, _)| format!("Self::{}", self::camel(class))).collect();
        let _ = writeln!(out, "    const ALL: &'static [Self] = &[{}];", all.join(", "));
        let _ = writeln!(out, "    #[inline]\n    fn number(self) -> usize {{ self as usize }}");
        let _ = writeln!(
            out,
            "    #[inline]\n    fn list(lexicons: &Lexicons) -> &Lexicon<Self> {{ &lexicons.{snake} }}"
        );
        let _ = writeln!(
            out,
            "    fn name(self) -> &'static str {{ ABOUT_{}.classes[self as usize].0 }}\n}}",
            snake.to_uppercase()
        );
        let constant = snake.to_uppercase();
        let classes: Vec<_> = self
            .classes
            .iter()
            .map(|(class, comment)| format!("({class:?}, {:?})", one_line(comment)))
            .collect();
        let _ = writeln!(
            out,
            "static ABOUT_{constant}: About = About {{ name: {name:?}, about: {:?}, exclusive: {exclusive}, classes: &[{}] }};",
            one_line(about),
            classes.join(", ")
        );
        let table = self.table.as_ref().unwrap_or(&Table::EMPTY);
        let _ = write!(
            out,
            "const TABLE_{constant}: Table = Table {{ filter: filter::Filter {{ bits: Cow::Borrowed(&["
        );
        for bits in table.filter.bits.iter() {
            let _ = write!(out, "{bits:#x},");
        }
        out.push_str("]) }, slots: Cow::Borrowed(&[");
        for slot in table.slots.iter() {
            let _ = write!(out, "{slot},");
        }
        out.push_str("]), entries: Cow::Borrowed(&[");
        for e in table.entries.iter() {
            let _ = write!(
                out,
                "entry({:#x},{:#x},{},{},{},{}),",
                e.fold, e.classes, e.lemma, e.lemma_length, e.stopped, e.longest
            );
        }
        let _ = writeln!(out, "]), lemmas: Cow::Borrowed({:?}) }};", table.lemmas);
    }
}

/// Writes the struct of all lists.
fn all(lists: &[List], out: &mut String) {
    out.push_str("/// Every word list, ours with what a newsroom added.\n#[derive(Clone, Debug)]\npub struct Lexicons {\n");
    for list in lists {
        let _ = writeln!(
            out,
            "    /// {}\n    pub {}: Lexicon<{}>,",
            one_line(&list.about),
            snake(&list.name),
            camel(&list.name)
        );
    }
    out.push_str("}\n");
    let lines = |line: &dyn Fn(&List, &str, &str) -> String| -> String {
        lists.iter().map(|l| line(l, &snake(&l.name), &snake(&l.name).to_uppercase())).collect()
    };
    let _ = writeln!(
        out,
        "impl Lexicons {{
    /// What is known of each list besides its words, in order of name.
    pub const ABOUT: &'static [&'static About] = &[{}];

    /// The lists compiled into the program.
    #[must_use]
    pub const fn built_in() -> Self {{
        Self {{ {} }}
    }}

    /// The list of that name.
    #[must_use]
    pub fn list(&self, name: &str) -> Option<&List> {{
        match name {{ {} _ => None }}
    }}

    fn list_mut(&mut self, name: &str) -> Option<&mut List> {{
        match name {{ {} _ => None }}
    }}
}}",
        lines(&|_, _, constant| format!("&ABOUT_{constant}, ")),
        lines(&|_, field, constant| format!("{field}: Lexicon::of(&ABOUT_{constant}, TABLE_{constant}), ")),
        lines(&|list, field, _| format!("{:?} => Some(&self.{field}.list), ", list.name)),
        lines(&|list, field, _| format!("{:?} => Some(&mut self.{field}.list), ", list.name)),
    );
}

/// `given-names` as the name of a type.
fn camel(name: &str) -> String {
    let word = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').map(word).collect()
}

/// `given-names` as the name of a field.
fn snake(name: &str) -> String {
    name.replace('-', "_")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads a list from front to back.
struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// The comment right above.
    comment: String,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, at: 0, comment: String::new() }
    }

    /// The list, or what is wrong after its line.
    fn list(mut self, name: String) -> Result<List, String> {
        let mut list = List { name, ..List::default() };
        let read = self.read(&mut list);
        let line = self.text[..self.at].matches('\n').count() + 1;
        read.map_err(|e| format!("{line}: {e}"))?;
        Ok(list)
    }

    fn read(&mut self, list: &mut List) -> Result<(), String> {
        let mut class = None;
        while self.skip_to_word() {
            if self.takes("[") {
                let comment = std::mem::take(&mut self.comment);
                let name = self.key()?;
                self.expect("]")?;
                class = Some(list.class(&name, &comment)?);
                continue;
            }
            let comment = std::mem::take(&mut self.comment);
            let key = self.key()?;
            self.expect("=")?;
            self.skip_blanks();
            match (class, &*key) {
                (None, "about") => list.about = self.string()?,
                (None, "exclusive") => {
                    self.expect("true")?;
                    list.exclusive = true;
                }
                (None, name) => {
                    let number = list.class(name, &comment)?;
                    self.words(|word| list.insert(number, word, word))?;
                }
                (Some(number), "words") => self.words(|word| list.insert(number, word, word))?,
                (Some(number), lemma) => self.words(|word| list.insert(number, lemma, word))?,
            }
        }
        Ok(())
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn takes(&mut self, what: &str) -> bool {
        let there = self.rest().starts_with(what);
        self.at += if there { what.len() } else { 0 };
        there
    }

    fn expect(&mut self, what: &str) -> Result<(), String> {
        self.skip_blanks();
        if self.takes(what) { Ok(()) } else { Err(format!("`{what}` is expected")) }
    }

    fn skip_blanks(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches([' ', '\t']).len();
    }

    /// Goes to the next word or bracket and keeps the comment above it; false at the end.
    fn skip_to_word(&mut self) -> bool {
        let mut newlines = 0;
        loop {
            self.skip_blanks();
            match self.rest().bytes().next() {
                None => return false,
                Some(b'\n' | b'\r') => {
                    newlines += 1;
                    self.at += 1;
                    if newlines > 1 {
                        self.comment.clear();
                    }
                }
                Some(b'#') => {
                    let line = self.rest().lines().next().unwrap_or("");
                    self.comment = format!("{} {}", self.comment, line.trim_start_matches('#').trim());
                    self.at += line.len();
                    newlines = 0;
                }
                Some(_) => return true,
            }
        }
    }

    fn key(&mut self) -> Result<String, String> {
        self.skip_blanks();
        if self.rest().starts_with(['"', '\'']) {
            return self.string();
        }
        let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let length = self.rest().find(|c| !bare(c)).unwrap_or(self.rest().len());
        let key = self.rest()[..length].to_owned();
        self.at += length;
        if key.is_empty() { Err("a name is expected".into()) } else { Ok(key) }
    }

    fn string(&mut self) -> Result<String, String> {
        let mark = ["\"\"\"", "\"", "'"]
            .into_iter()
            .find(|mark| self.takes(mark))
            .ok_or("a text in marks is expected")?;
        let length = self.rest().find(mark).ok_or("a text without end")?;
        let text = &self.rest()[..length];
        self.at += length + mark.len();
        if text.contains('\\') {
            Err("a text of the lists has no backslash".into())
        } else {
            Ok(text.to_owned())
        }
    }

    /// Hands on each word of an array.
    fn words(&mut self, mut word: impl FnMut(&str) -> Result<(), String>) -> Result<(), String> {
        self.expect("[")?;
        while self.skip_to_word() && !self.takes("]") {
            let text = self.string()?;
            word(&text)?;
            self.skip_to_word();
            if !self.takes(",") && !self.rest().starts_with(']') {
                return Err("`,` is expected".into());
            }
        }
        Ok(())
    }
}
