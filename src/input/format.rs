//! What is to be said of a format of files.

use super::{InputError, Options, Problem};
use crate::text::Manuscript;

/// A format of files.
#[derive(Debug)]
pub struct Format {
    /// What a file of it is, as a sentence calls it: `a PDF`.
    pub name: &'static str,
    /// What the names of its files end in, small and without the dot. A folder is searched for those of formats that are
    /// read.
    pub extensions: &'static [&'static str],
    /// What its files begin with, in one way or another.
    pub magic: &'static [&'static [u8]],
    /// What is done with it.
    pub reading: Reading,
}

/// What is done with a file of a format.
#[derive(Clone, Copy, Debug)]
pub enum Reading {
    /// It is text, which is decoded before it is read.
    Text {
        /// Whether a decoded text is of this format, by its looks. The extension decides where no format says yes.
        looks: fn(&str) -> bool,
        /// Reads it. The [`SourceMap`](crate::text::SourceMap) of what it returns leads back to the decoded text; the way
        /// on to the bytes is added to it.
        read: fn(String, &Options) -> Contents,
    },
    /// It is read as the bytes that it has on disk.
    Bytes {
        /// Whether bytes that begin with one of [`magic`](Format::magic), if there is any, are of this format.
        looks: fn(&[u8]) -> bool,
        /// Reads them. Its [`SourceMap`](crate::text::SourceMap) leads back to them, or is that of the text itself where
        /// they are compressed or encoded.
        read: fn(&[u8], &Options) -> Contents,
    },
    /// It is refused, and this is what to do instead.
    Refused(&'static str),
}

/// What a file holds: its articles in order, or why none can be read.
pub type Contents = Result<Vec<Entry>, Problem>;

/// One article of a file.
#[derive(Debug)]
#[non_exhaustive]
pub struct Entry {
    /// Which one it is, where a file holds several: its id or its number.
    pub part: Option<String>,
    /// The line of the file that it is on, from 1, where it is all on one.
    pub line: Option<u32>,
    /// The article, or why it cannot be read.
    pub manuscript: Result<Manuscript, Problem>,
}

impl Entry {
    /// One of several articles of a file.
    #[must_use]
    pub const fn part(part: String, manuscript: Result<Manuscript, Problem>) -> Self {
        Self { part: Some(part), line: None, manuscript }
    }

    /// The same on the line of this number.
    #[must_use]
    pub fn on_line(self, number: usize) -> Self {
        Self { line: u32::try_from(number).ok(), ..self }
    }

    /// The contents of a file that is one article.
    #[must_use]
    pub fn only(manuscript: Manuscript) -> Vec<Self> {
        vec![Self { part: None, line: None, manuscript: Ok(manuscript) }]
    }

    /// The name it is reported under, where `file` is that of its file: `export.ndjson:3`.
    #[must_use]
    pub fn name(&self, file: &str) -> String {
        self.part.as_ref().map_or_else(|| file.to_owned(), |part| format!("{file}:{part}"))
    }

    /// Its name and the article.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn open(self, file: &str) -> Result<(String, Manuscript), InputError> {
        let path = self.name(file);
        match self.manuscript {
            Ok(manuscript) => Ok((path, manuscript)),
            Err(problem) => Err(InputError { path, problem }),
        }
    }
}

impl Format {
    /// Whether it is read, and not refused.
    #[must_use]
    pub const fn is_read(&self) -> bool {
        !matches!(self.reading, Reading::Refused(_))
    }

    /// What to do with a file of it that is refused.
    #[must_use]
    pub const fn advice(&self) -> &'static str {
        match self.reading {
            Reading::Refused(advice) => advice,
            Reading::Text { .. } | Reading::Bytes { .. } => "",
        }
    }
}

/// For tests: each article of a file with its name, its blocks separated by bars; or what is wrong with it.
#[cfg(test)]
pub(super) fn told(contents: Contents) -> String {
    let entries = match contents {
        Ok(entries) => entries,
        Err(problem) => return problem.to_string(),
    };
    let told = entries.into_iter().map(|entry| {
        let blocks = |m: &Manuscript| {
            m.blocks().iter().map(|block| m.text[block.span.range()].to_owned()).collect::<Vec<_>>()
        };
        let text = match &entry.manuscript {
            Ok(manuscript) => blocks(manuscript).join(" | "),
            Err(problem) => problem.to_string(),
        };
        format!("{}: {text}", entry.part.as_deref().unwrap_or("-"))
    });
    told.collect::<Vec<_>>().join("\n")
}
