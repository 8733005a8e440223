//! Articles as they come: a stream of JSON objects, one a line, of any length.
//!
//! No more than a line is held, so that an archive costs the memory of an article, and a line is handed on as soon as it is
//! there. Places are those of the line: it is the article's file.

use super::{Entry, InputError, Options, Problem, Source, open, read_line};
use std::io::{BufRead, BufReader, Read};

/// How much is read at once.
const BUFFER: usize = 1024 * 1024;

/// The lines of a source, in order.
pub struct Stream {
    name: String,
    from: BufReader<Box<dyn Read + Send>>,
    /// The number of the last line.
    number: usize,
    /// The greatest number of bytes that a line may have.
    limit: u64,
}

/// One line of a stream.
#[derive(Debug)]
pub struct Line {
    number: usize,
    /// Without its end; None where it is too long.
    bytes: Option<Vec<u8>>,
}

impl Source {
    /// Opens it as a stream; the limit of `options` is that of each line.
    ///
    /// # Errors
    /// When it cannot be opened, or is no file.
    pub fn stream(&self, options: &Options) -> Result<Stream, InputError> {
        let name = self.name();
        match open::reader(self) {
            Ok(from) => Ok(Stream {
                name,
                from: BufReader::with_capacity(BUFFER, from),
                number: 0,
                limit: options.limit(),
            }),
            Err(problem) => Err(InputError { path: name, problem }),
        }
    }
}

impl Stream {
    /// The name of the source.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the next line would have to be waited for, as far as is known.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.from.buffer().trim_ascii_start().contains(&b'\n')
    }

    fn line(&mut self) -> std::io::Result<Option<Line>> {
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            self.from.by_ref().take(self.limit + 1).read_until(b'\n', &mut bytes)?;
            if bytes.is_empty() {
                return Ok(None);
            }
            self.number += 1;
            if bytes.last() != Some(&b'\n') && bytes.len() as u64 > self.limit {
                self.from.skip_until(b'\n')?;
                return Ok(Some(Line { number: self.number, bytes: None }));
            }
            let ends = bytes.iter().rev().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            bytes.truncate(bytes.len() - ends);
            if !bytes.trim_ascii().is_empty() {
                return Ok(Some(Line { number: self.number, bytes: Some(bytes) }));
            }
        }
    }
}

impl Iterator for Stream {
    type Item = Result<Line, InputError>;

    /// The next line that is not blank. After an error nothing is left.
    fn next(&mut self) -> Option<Self::Item> {
        match self.line() {
            Ok(line) => line.map(Ok),
            Err(error) => {
                self.from = BufReader::new(Box::new(std::io::empty()));
                Some(Err(InputError { path: self.name.clone(), problem: Problem::Unreadable(error) }))
            }
        }
    }
}

impl Line {
    /// Counted from 1.
    #[must_use]
    pub const fn number(&self) -> usize {
        self.number
    }

    /// The article on it, which is UTF-8 whatever `options` say.
    #[must_use]
    pub fn read(self, options: &Options) -> Entry {
        match self.bytes {
            Some(bytes) => read_line(bytes, self.number, options),
            None => {
                let problem = Problem::TooLarge(options.limit());
                Entry::part(self.number.to_string(), Err(problem)).on_line(self.number)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::format::told;

    /// A stream that is read so many bytes at a time.
    fn stream(text: &[u8], at_once: usize, limit: u64) -> Stream {
        struct Slow(std::io::Cursor<Vec<u8>>, usize);
        impl Read for Slow {
            fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
                let few = buffer.len().min(self.1);
                self.0.read(&mut buffer[..few])
            }
        }
        let from: Box<dyn Read + Send> = Box::new(Slow(std::io::Cursor::new(text.to_vec()), at_once));
        Stream { name: "s".to_owned(), from: BufReader::with_capacity(BUFFER, from), number: 0, limit }
    }

    #[test]
    fn each_line_is_an_article_or_says_why_not() {
        let long = format!("{{\"text\":\"{}\"}}", "x".repeat(90));
        for (text, expected) in [
            ("", ""),
            ("\n \r\n", ""),
            ("{\"text\":\"One.\"}\n\n{\"id\":\"b\",\"text\":\"Two.\"}", "1: One.\nb: Two."),
            ("\u{feff}{\"text\":\"One.\"}\r\n", "1: One."),
            (
                "{\"text\":\n[1]\n{\"text\":\"Three.\"}\n",
                "1: is broken JSON: column 8 cannot be read; each line is an object, such as {\"text\": \"...\"}\n\
                 2: is no JSON object; each line is an object, such as {\"text\": \"...\"}\n\
                 3: Three.",
            ),
            (
                &format!("{long}\n{{\"text\":\"Two.\"}}\n{long}"),
                "1: is larger than 80 bytes; split it into articles, or raise the limit (--max-size)\n\
                 2: Two.\n\
                 3: is larger than 80 bytes; split it into articles, or raise the limit (--max-size)",
            ),
        ] {
            for at_once in [1, 7, BUFFER] {
                let options = Options::default().limited(80);
                let lines = stream(text.as_bytes(), at_once, 80);
                let entries = lines.map(|line| line.unwrap().read(&options)).collect();
                assert_eq!(told(Ok(entries)), expected, "{text:?}");
            }
        }
    }

    #[test]
    fn bytes_that_are_no_text_spoil_their_line_only() {
        let mut lines = stream(b"{\"text\":\"\xff\xfe\xff\"}\n{\"text\":\"Two.\"}", BUFFER, 80);
        let entries: Vec<Entry> =
            lines.by_ref().map(|line| line.unwrap().read(&Options::default())).collect();
        assert!(entries[0].manuscript.is_err() && entries[1].manuscript.is_ok());
    }

    #[test]
    fn what_is_there_need_not_be_waited_for() {
        let mut lines = stream(b"{\"a\":1}\n{\"b\":1}\n\n\n{\"c\"", 16, 80);
        assert!(lines.waits(), "nothing has been read");
        assert!(lines.next().is_some() && !lines.waits());
        assert!(lines.next().is_some() && lines.waits(), "half a line has to be waited for");
    }
}
