//! The parts of a document that is a ZIP archive.

use super::Problem;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes that a part may have when it is unpacked. The longest novel has five million letters.
const MOST: u64 = 64 << 20;

/// An archive in memory.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// What the document is, as a sentence calls it.
    format: &'static str,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8], format: &'static str) -> Result<Self, Problem> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(format, "its end is missing"))?;
        Ok(Self { zip, format })
    }

    /// The text of a part; None where the archive has none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, Problem> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(_)) => return Err(locked(self.format)),
            Err(_) => return Err(broken(self.format, &format!("{name} cannot be read"))),
        };
        let mut bytes = Vec::new();
        let read = file.take(MOST + 1).read_to_end(&mut bytes);
        read.map_err(|_| broken(self.format, &format!("{name} cannot be unpacked")))?;
        if bytes.len() as u64 > MOST {
            return Err(Problem::Unusable {
                what: format!(
                    "is {} whose {name} is larger than {} MB when unpacked",
                    self.format,
                    MOST >> 20
                ),
                advice: "save the article as plain text",
            });
        }
        let text = String::from_utf8(bytes);
        text.map(Some).map_err(|_| broken(self.format, &format!("{name} is not UTF-8")))
    }
}

/// What is wrong with a document that is damaged.
pub(super) fn broken(format: &'static str, what: &str) -> Problem {
    Problem::Unusable { what: format!("is {format}, but broken: {what}"), advice: "save it again" }
}

/// What is wrong with one that is locked.
pub(super) fn locked(format: &'static str) -> Problem {
    Problem::Unusable { what: format!("is {format} locked with a password"), advice: "save it without one" }
}
