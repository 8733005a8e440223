//! A place in an article, as people write and paste it: `article.txt:7:82`.

use super::outputs::{Inputs, refuse_stdout};
use anyhow::{Result, anyhow, bail};
use onrecord::Span;
use onrecord::input::{Options, Source};
use onrecord::text::{Article, Manuscript};
use std::path::{Path, PathBuf};

/// A place as it is written on the command line.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    path: String,
    line: u32,
    column: Option<u32>,
}

/// The article that a place is in.
pub struct Opened {
    /// The file it is in.
    pub file: PathBuf,
    /// Its name in reports.
    pub name: String,
    /// What it says.
    pub manuscript: Manuscript,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, where one was named.
    pub column: Option<u32>,
}

impl Place {
    /// Reads `PATH:LINE` or `PATH:LINE:COLUMN`. A path may contain colons and end in a number: of two readings, the one that
    /// names a file is meant; if both do, the one with the longer path.
    pub fn read(written: &str, exists: impl Fn(&str) -> bool) -> Result<Self> {
        // Reports that are pasted in may end in a colon.
        let written = written.trim_end_matches(':');
        let number = |text: &str| text.parse::<u32>().ok();
        if let Some((path, last)) = written.rsplit_once(':').filter(|(_, last)| is_too_great(last)) {
            bail!("{path}: there is no line {last}");
        }
        let Some((rest, last)) =
            written.rsplit_once(':').and_then(|(rest, last)| Some((rest, number(last)?)))
        else {
            bail!("{written}: add the line, as in {written}:7");
        };
        let line_only = Self { path: rest.to_owned(), line: last, column: None };
        let with_column = rest.rsplit_once(':').and_then(|(path, line)| {
            Some(Self { path: path.to_owned(), line: number(line)?, column: Some(last) })
        });
        let place = match with_column {
            Some(place) if !exists(rest) => place,
            _ => line_only,
        };
        if place.path.is_empty() {
            bail!("{written}: add the article, as in article.txt:{}", place.line);
        }
        if place.line == 0 || place.column == Some(0) {
            bail!("{written}: lines and columns are counted from 1");
        }
        Ok(place)
    }

    /// The file that it is in.
    pub fn file(&self) -> PathBuf {
        PathBuf::from(self.split().0)
    }

    /// The file, and what is written behind it, where no file has the whole name.
    fn split(&self) -> (&str, Option<&str>) {
        let split = self.path.rsplit_once(':').filter(|(file, _)| Path::new(file).exists());
        match split {
            Some((file, part)) if !Path::new(&self.path).exists() => (file, Some(part)),
            _ => (self.path.as_str(), None),
        }
    }

    /// The article that a place is in, and its name. In a file of several, the place is written behind the article's id or
    /// number, as reports do: `export.ndjson:3:7`.
    pub fn open(mut self, options: &Options) -> Result<Opened> {
        let (file, part) = self.split();
        let (path, mut part) = (PathBuf::from(file), part.map(str::to_owned));
        let source = Source::named(&path);
        let mut inputs = Inputs::default();
        inputs.add(std::slice::from_ref(&source));
        refuse_stdout(&inputs)?;
        let mut entries = source.read(options)?;
        let file = source.name();
        if part.is_none() && entries.iter().all(|entry| entry.part.is_some()) {
            // What was read as line and column is article and line.
            part = self.column.map(|_| self.line.to_string());
            (self.line, self.column) = (self.column.unwrap_or(self.line), None);
        }
        let number = entries.iter().position(|entry| part.is_none() || entry.part == part);
        match (number, &part) {
            (Some(number), _) if part.is_some() || entries.len() == 1 => {
                let (name, manuscript) = entries.swap_remove(number).open(&file)?;
                let Self { line, column, .. } = self;
                Ok(Opened { file: path, name, manuscript, line, column })
            }
            (_, Some(part)) => bail!("{file}: has no article {part}"),
            (_, None) => {
                let first = entries.first().and_then(|entry| entry.part.as_deref()).unwrap_or("1");
                bail!(
                    "{file}: holds {} articles; name one, as in {file}:{first}:{}",
                    entries.len(),
                    self.line
                )
            }
        }
    }
}

/// Whether this is a number, but greater than any line's or column's.
fn is_too_great(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) && text.parse::<u32>().is_err()
}

/// The bytes of a line, or of the character in a column of it.
pub fn area(article: &Article, line: u32, column: Option<u32>) -> Result<Span> {
    let name = &article.name;
    let lines = article.lines.count(&article.text);
    if line as usize > lines {
        let there = if lines == 1 { "has one line".to_owned() } else { format!("has {lines} lines") };
        return Err(anyhow!("{name}: {there}; there is no line {line}"));
    }
    article.lines.span(&article.text, line, column).map_err(|columns| {
        let column = column.unwrap_or_default();
        anyhow!("{name}: line {line} has {columns} columns; there is no column {column}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_as_they_are_meant() {
        let files = ["a.txt", "notes: may.txt", "C:\\desk\\a.txt", "12:30", "a.txt:3"];
        let read = |written: &str, files: &[&str]| {
            let place = Place::read(written, |path| files.contains(&path));
            place.map(|p| (p.path, p.line, p.column)).map_err(|e| e.to_string())
        };
        for (written, path, line, column) in [
            ("a.txt:7", "a.txt", 7, None),
            ("a.txt:7:82", "a.txt", 7, Some(82)),
            ("a.txt:7:82:", "a.txt", 7, Some(82)),
            ("notes: may.txt:4", "notes: may.txt", 4, None),
            ("C:\\desk\\a.txt:4:1", "C:\\desk\\a.txt", 4, Some(1)),
            ("12:30:5", "12:30", 5, None),
            ("12:30:5:6", "12:30", 5, Some(6)),
            ("nope.txt:3", "nope.txt", 3, None),
            ("nope.txt:3:4", "nope.txt", 3, Some(4)),
            // A file of this name is there: the number is part of it.
            ("a.txt:3:5", "a.txt:3", 5, None),
            ("-:3", "-", 3, None),
        ] {
            assert_eq!(
                read(written, if written == "a.txt:7:82" { &files[..1] } else { &files }),
                Ok((path.to_owned(), line, column)),
                "{written}"
            );
        }
        for (written, expected) in [
            ("a.txt", "add the line"),
            ("a.txt:x", "add the line"),
            (":7", "add the article"),
            ("a.txt:0", "counted from 1"),
            ("a.txt:7:0", "counted from 1"),
            ("a.txt:99999999999", "a.txt: there is no line 99999999999"),
            ("a.txt:7:99999999999999999999", "there is no line 99999999999999999999"),
        ] {
            let error = read(written, &files[..1]).unwrap_err();
            assert!(error.contains(expected), "{written}: {error}");
        }
    }
}
