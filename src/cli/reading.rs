//! Reads articles: what is in a source, and what is made of each article in it. Every command that works on whole articles
//! does it here, so that all treat one that is broken, empty or odd alike.

use super::panics;
use super::scopes::Scopes;
use jiff::civil::Date;
use onrecord::Document;
use onrecord::input::{Entry, InputError, Line, Options, Source, read_all};
use onrecord::report::Failure;
use onrecord::text::Article;
use onrecord::transcript::Index;

/// How the articles of a run are read.
pub struct Reading<'a> {
    /// How each is checked.
    pub scopes: &'a Scopes,
    /// How the files are read.
    pub options: Options,
    /// The publication date of all of them, if given.
    pub date: Option<Date>,
    /// The transcripts to compare quotations with, if any.
    pub against: Option<&'a Index>,
}

/// An article that was read.
pub struct Read<'a> {
    pub document: Document<'a>,
    /// Notices about how it was read, each with its name.
    pub notes: Vec<String>,
}

impl Read<'_> {
    /// Says that there is not a word in it, and what comes of that; None where there is one.
    pub fn empty(&self, so: &str) -> Option<String> {
        let article = self.document.article();
        article.tokens.is_empty().then(|| format!("{}: is empty; {so}", article.name))
    }
}

impl<'a> Reading<'a> {
    /// The articles in a source, in order.
    pub fn entries(&self, source: &Source) -> Result<Vec<Entry>, Failure> {
        let file = source.name();
        let options = self.scopes.options(&self.options, &file);
        unless_bug(&file, || source.read(&options))?.map_err(|error| failure(&error))
    }

    /// The bytes of a source.
    pub fn bytes(&self, source: &Source) -> Result<Vec<u8>, Failure> {
        let options = self.scopes.options(&self.options, &source.name());
        source.bytes(&options).map_err(|error| failure(&error))
    }

    /// The articles in the bytes of a file, in order.
    pub fn entries_of(&self, file: &str, bytes: Vec<u8>) -> Result<Vec<Entry>, Failure> {
        let options = self.scopes.options(&self.options, file);
        let read = unless_bug(file, || read_all(file, bytes, &options))?;
        read.map_err(|problem| Failure::new(file, problem.to_string()))
    }

    /// The article in a line of a stream.
    pub fn entry(&self, file: &str, line: Line) -> Result<Entry, Failure> {
        let options = self.scopes.options(&self.options, file);
        unless_bug(&format!("{file}:{}", line.number()), || line.read(&options))
    }

    /// What `make` makes of an article of a file.
    pub fn article<T>(
        &self,
        file: &str,
        entry: Entry,
        make: impl FnOnce(Read<'a>) -> T,
    ) -> Result<T, Failure> {
        unless_bug(&entry.name(file), || {
            let (name, manuscript) = entry.open(file).map_err(|error| failure(&error))?;
            let checker = &self.scopes.find(file).1.checker;
            let article = Article::read(&name, manuscript, self.date, &checker.lexicons);
            let document = match self.against {
                Some(transcripts) => checker.verify(article, transcripts),
                None => checker.check(article),
            };
            let notes = document.article().notes.iter().map(|note| format!("{name}: {note}")).collect();
            Ok(make(Read { document, notes }))
        })?
    }
}

/// An input that cannot be checked, as reports say it.
pub fn failure(error: &InputError) -> Failure {
    Failure::new(&*error.path, error.problem.to_string())
}

/// What `work` on an article gives, unless it meets a bug.
fn unless_bug<T>(name: &str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    panics::caught(work).map_err(|message| {
        Failure::new(name, format!("a bug in onrecord ({message}); please report it with this article"))
    })
}
