//! What one format says of one article, until it is its turn to be written.

use super::sink::Sink;
use anyhow::Result;
use onrecord::report::{Renderer, rendered};
use std::fs::File;
use std::io::{self, Read, Seek, Write};

/// How much of it is kept in memory; a longer one waits in a temporary file without a name. An article of 170 KB makes
/// so much JSON.
const IN_MEMORY: usize = 1024 * 1024;

/// What one format says of one article.
#[derive(Default)]
pub struct Piece {
    /// What is in memory: all of it, or nothing where there is a file.
    bytes: Vec<u8>,
    file: Option<File>,
    /// Whether the system gave no file, so that memory has to do.
    without_file: bool,
}

impl Piece {
    /// What `write` has `renderer` write.
    pub fn of(
        renderer: &dyn Renderer,
        write: impl FnOnce(&dyn Renderer, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Self> {
        let mut piece = Self::default();
        rendered(renderer, &mut piece, write)?;
        Ok(piece)
    }

    /// Whether nothing was written.
    pub fn is_empty(&self) -> bool {
        self.file.is_none() && self.bytes.is_empty()
    }

    /// Writes it to `sink`. False when standard output is closed and nothing more need be written.
    pub fn send(self, sink: &mut Sink) -> Result<bool> {
        let Some(mut file) = self.file else { return sink.write(&self.bytes) };
        file.rewind()?;
        let mut some = vec![0; 64 * 1024];
        loop {
            match file.read(&mut some)? {
                0 => return Ok(true),
                read if sink.write(&some[..read])? => {}
                _ => return Ok(false),
            }
        }
    }
}

impl Write for Piece {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.file.is_none() && !self.without_file && self.bytes.len() + bytes.len() > IN_MEMORY {
            match tempfile::tempfile() {
                Ok(mut file) => {
                    file.write_all(&std::mem::take(&mut self.bytes))?;
                    self.file = Some(file);
                }
                Err(_) => self.without_file = true,
            }
        }
        match &mut self.file {
            Some(file) => file.write(bytes),
            None => self.bytes.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_piece_comes_back_as_it_was_written() {
        let dir = tempfile::tempdir().unwrap();
        for length in [0, 10, IN_MEMORY - 1, IN_MEMORY, 3 * IN_MEMORY + 7] {
            let written: Vec<u8> = (0..length).map(|i| (i % 251) as u8).collect();
            let mut piece = Piece::default();
            written.chunks(1000).for_each(|some| piece.write_all(some).unwrap());
            assert_eq!((piece.is_empty(), piece.file.is_some()), (length == 0, length > IN_MEMORY));
            let path = dir.path().join("piece");
            let mut sink = Sink::file(&path).unwrap();
            assert!(piece.send(&mut sink).unwrap());
            sink.close().unwrap();
            assert!(std::fs::read(&path).unwrap() == written, "{length}");
        }
    }
}
