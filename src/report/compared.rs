//! Two versions of an article side by side: what changed, came and went, and the draft of a correction.

use super::correction::draft;
use super::escape::markdown as escaped;
use super::json::{Cut, head};
use super::paint::Paint;
use super::places::Places;
use super::printable::{Shown, printable};
use super::put::{Put, each, fields, object};
use super::table::{Align, Table};
use super::{Markup, Style};
use crate::checker::Document;
use crate::facts::versions::{Version, VersionChange, compare};
use std::io::{self, Write};

/// Two versions of an article, compared.
pub struct Compared<'a> {
    old: &'a Document<'a>,
    new: &'a Document<'a>,
    changes: Vec<VersionChange>,
}

impl<'a> Compared<'a> {
    /// Compares two versions.
    #[must_use]
    pub fn new(old: &'a Document<'a>, new: &'a Document<'a>) -> Self {
        Self { old, new, changes: compare(&old.facts, &new.facts) }
    }

    /// Whether nothing that is compared changed.
    #[must_use]
    pub const fn is_same(&self) -> bool {
        self.changes.is_empty()
    }

    /// The notation of a format: text, Markdown or JSON.
    #[must_use]
    pub fn markup(format: &str, style: Style) -> Markup {
        match format {
            "json" => Markup::Json,
            "markdown" => Markup::Markdown,
            _ => Markup::Plain { colour: style.colour },
        }
    }

    /// Writes it in a format: text, Markdown or JSON.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write(&self, format: &str, style: Style, out: &mut dyn Write) -> io::Result<()> {
        match format {
            "json" => self.json(out),
            "markdown" => self.markdown(out),
            _ => self.text(style, out),
        }
    }

    /// `2 changed, 1 new`: what there is none of is not named.
    fn counts(&self) -> String {
        let count = |is: fn(&VersionChange) -> bool| self.changes.iter().filter(|change| is(change)).count();
        let counts = [
            (count(|change| change.old.is_some() && change.new.is_some()), "changed"),
            (count(|change| change.old.is_none()), "new"),
            (count(|change| change.new.is_none()), "gone"),
        ];
        let told = counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        let told: Vec<_> = told.collect();
        if told.is_empty() { SAME.to_owned() } else { told.join(", ") }
    }

    fn side(version: Option<&Version>, places: &Places<'_>) -> String {
        let Some(version) = version else { return String::new() };
        let place = places.start(version.spans.first().copied().unwrap_or_default());
        let places = if version.places > 1 { format!(" ({} places)", version.places) } else { String::new() };
        format!("{}:{} {}{places}", place.line, place.column, printable(&version.text))
    }

    fn rows(&self) -> Vec<[String; 4]> {
        let places = [Places::new(self.old.article()), Places::new(self.new.article())];
        let row = |change: &VersionChange| {
            let [old, new] = [(&change.old, &places[0]), (&change.new, &places[1])]
                .map(|(v, p)| Self::side(v.as_ref(), p));
            [change.kind.name().to_owned(), old, new, printable(&change.about).into_owned()]
        };
        self.changes.iter().map(row).collect()
    }

    fn text(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let paint = Paint::new(style);
        let width = style.readable();
        let names = [self.old, self.new].map(|document| paint.frame(Shown::of(&document.article().name)));
        writeln!(out, "{} -> {}: {}", names[0], names[1], self.counts())?;
        if self.changes.is_empty() {
            return Ok(());
        }
        let mut table = Table::new(&[("What", Align::Left), ("Before", Align::Left), ("Now", Align::Left)]);
        for [kind, old, new, about] in self.rows() {
            let notes = if about.is_empty() { Vec::new() } else { vec![("Of", about)] };
            table.annotated([kind, or_dash(old), or_dash(new)], notes);
        }
        table.write(width, paint, out)?;
        let note = self.correction();
        if !note.is_empty() {
            writeln!(out, "\n{}", paint.strong(DRAFT))?;
            for line in textwrap::wrap(&printable(&note), width) {
                writeln!(out, "{line}")?;
            }
        }
        Ok(())
    }

    fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let names = [self.old, self.new].map(|document| escaped(&document.article().name));
        writeln!(out, "# {} compared with {}\n\n{}.", names[1], names[0], self.counts())?;
        if self.changes.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n| What | Before | Now | Of |\n| --- | --- | --- | --- |")?;
        for row in self.rows() {
            writeln!(out, "| {} |", row.map(|cell| escaped(&cell)).join(" | "))?;
        }
        let note = self.correction();
        if !note.is_empty() {
            writeln!(out, "\n## {DRAFT}\n\n{}", escaped(&note))?;
        }
        Ok(())
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        let cuts = [Cut::new(self.old), Cut::new(self.new)];
        let mut line = Vec::new();
        fields!(&mut line, "", "old": self.old.article().name, "new": self.new.article().name);
        let put = |change: &VersionChange, line: &mut Vec<u8>| {
            fields!(line, "{", "kind": change.kind.name(), "about": change.about);
            for (key, version, cut) in [("old", &change.old, &cuts[0]), ("new", &change.new, &cuts[1])] {
                line.extend_from_slice(format!(",\"{key}\":").as_bytes());
                match version {
                    None => line.extend_from_slice(b"null"),
                    Some(version) => {
                        object!(line,
                            "text": version.text,
                            "places": version.places,
                            "spans": each(version.spans.iter(), |&span, out| cut.span(span).put(out)),
                        );
                    }
                }
            }
            line.push(b'}');
        };
        fields!(&mut line, ",",
            "changes": each(self.changes.iter(), put),
            "correction": self.correction(),
        );
        head(out)?;
        out.write_all(&line)?;
        writeln!(out, "}}")
    }

    /// The draft of a correction, which takes the new version for the right one; empty where nothing is to be corrected.
    #[must_use]
    pub fn correction(&self) -> String {
        draft(&self.changes)
    }
}

/// What there is to say where no difference was found: the rest of the story is not compared.
const SAME: &str = "no change in quotations, speakers, figures, names, titles, ages or dates";

/// What stands over the draft.
const DRAFT: &str = "Draft of a correction, if the new version is right";

fn or_dash(side: String) -> String {
    if side.is_empty() { "-".to_owned() } else { side }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    #[test]
    fn a_correction_says_what_was_wrong_and_what_is_right() {
        let checker = Checker::builder().facts_only().build().unwrap();
        let old = "Mayor Ada Brandt, 44, shut the bridge after 12,000 cars had crossed it.\n\n“It is safe,” said Brandt.\n";
        let new = old.replace("12,000", "21,000").replace(", 44,", ", 45,").replace("is safe", "is not safe");
        let (before, after) = (checker.check_text("old.txt", old), checker.check_text("new.txt", new));
        let compared = Compared::new(&before, &after);
        assert_eq!(
            compared.correction(),
            "An earlier version of this article quoted Ada Brandt as saying “It is safe”; in fact, the words were “It is not \
             safe.” It also said “12,000 cars”; in fact, it is 21,000 cars. It also gave the age of Ada Brandt as 44; in \
             fact, it is 45."
        );
        assert_eq!(compared.counts(), "3 changed");
        let same = Compared::new(&before, &before);
        assert!(same.is_same() && same.correction().is_empty());
        assert_eq!(same.counts(), SAME);
    }
}
