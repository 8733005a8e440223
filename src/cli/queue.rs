//! What there is to check, in order, some at a time.

use onrecord::input::{InputError, Line, Options, Source, Stream};
use std::slice;
use std::sync::Arc;

/// Something to check.
pub enum Work<'a> {
    /// A source with one article or some.
    Source(&'a Source),
    /// A line of the stream of this name.
    Line(Arc<str>, Line),
    /// A stream that cannot be read, or no further.
    Failed(InputError),
}

/// Sources, or the lines of streams.
pub struct Queue<'a> {
    sources: slice::Iter<'a, Source>,
    streamed: bool,
    options: &'a Options,
    open: Option<(Arc<str>, Stream)>,
}

impl<'a> Queue<'a> {
    /// All of `sources`, or of the lines in them if they are `streamed`.
    pub fn new(sources: &'a [Source], streamed: bool, options: &'a Options) -> Self {
        Self { sources: sources.iter(), streamed, options, open: None }
    }

    /// The next ones, `most` at most: of a stream those that are there, so that whoever writes a line and waits for its
    /// report gets it. Empty at the end.
    pub fn batch(&mut self, most: usize) -> Vec<Work<'a>> {
        let mut batch = Vec::new();
        while batch.len() < most {
            if let Some((name, stream)) = &mut self.open {
                if !batch.is_empty() && stream.waits() {
                    break;
                }
                match stream.next() {
                    Some(Ok(line)) => batch.push(Work::Line(Arc::clone(name), line)),
                    Some(Err(error)) => batch.push(Work::Failed(error)),
                    None => self.open = None,
                }
                continue;
            }
            let Some(source) = self.sources.next() else { break };
            if !self.streamed {
                batch.push(Work::Source(source));
                continue;
            }
            match source.stream(self.options) {
                Ok(stream) => self.open = Some((stream.name().into(), stream)),
                Err(error) => batch.push(Work::Failed(error)),
            }
        }
        batch
    }
}
