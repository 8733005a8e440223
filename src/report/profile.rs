//! Who is quoted how often over many articles, how much rests on sources without a name, and which stories have one source.

use super::csv::records;
use super::json::head;
use super::paint::{Paint, plural};
use super::printable::{Shown, printable};
use super::speakers::{self, OTHER, Tally, tally};
use super::table::{Align, Table};
use super::{Markup, Style};
use crate::checker::Document;
use crate::span::Spans;
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::io::{self, Write};

/// Speakers that the text report lists; the other formats have all.
const SHOWN: usize = 25;

/// Someone who speaks, over all articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Voice {
    name: String,
    kind: &'static str,
    articles: u64,
    #[serde(flatten)]
    counts: Tally,
}

/// An article that rests on one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct SingleStory {
    path: String,
    source: String,
    statements: u64,
}

/// What one article adds to a profile.
#[derive(Clone, Debug)]
pub struct ProfilePart {
    voices: Vec<Voice>,
    unnamed: Tally,
    nobody: Tally,
    single: Option<SingleStory>,
}

impl ProfilePart {
    /// What an article adds.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut part =
            Self { voices: Vec::new(), unnamed: Tally::default(), nobody: Tally::default(), single: None };
        // Names that are not known to be of a person, an organisation or a place.
        let others = Spans::new(document.facts.other_names().iter().flat_map(|n| n.mentions.iter().copied()));
        for speaker in document.facts.speakers() {
            let counts = tally(document, speaker);
            let entity = speaker.entity.and_then(|entity| document.facts.entities().get(entity));
            match entity {
                Some(entity) => part.voices.push(Voice {
                    name: printable(&speakers::name(document, speaker)).into_owned(),
                    kind: entity.kind.name(),
                    articles: 1,
                    counts,
                }),
                None if speaker.name.is_empty() => part.nobody.add(counts),
                None if speaker.name.iter().any(|&span| others.overlap(span)) => part.voices.push(Voice {
                    name: printable(&speakers::name(document, speaker)).into_owned(),
                    kind: OTHER,
                    articles: 1,
                    counts,
                }),
                None => part.unnamed.add(counts),
            }
        }
        if let Some(single) = document.facts.single_source() {
            let article = document.article();
            part.single = Some(SingleStory {
                path: Shown::of(&article.name).to_string(),
                source: printable(super::passage::slice(article, single.source)).into_owned(),
                statements: u64::from(single.statements),
            });
        }
        part
    }
}

/// A profile over many articles.
#[derive(Clone, Debug, Serialize)]
pub struct Profile {
    articles: u64,
    statements: u64,
    /// Those of sources with a name, without one, and of no source at all.
    named: u64,
    unnamed: u64,
    unattributed: u64,
    speakers: Vec<Voice>,
    single_source: Vec<SingleStory>,
}

impl Profile {
    /// Adds up what the articles add, the most frequent speakers first. Speakers are the same in two articles where their full
    /// names are.
    #[must_use]
    pub fn of(parts: Vec<ProfilePart>) -> Self {
        let mut profile = Self {
            articles: parts.len() as u64,
            statements: 0,
            named: 0,
            unnamed: 0,
            unattributed: 0,
            speakers: Vec::new(),
            single_source: Vec::new(),
        };
        let mut index: FxHashMap<(String, &'static str), usize> = FxHashMap::default();
        for part in parts {
            for voice in part.voices {
                profile.named += voice.counts.sum();
                let key = (voice.name.to_lowercase(), voice.kind);
                let speakers = &mut profile.speakers;
                match index.get(&key) {
                    Some(&at) => {
                        speakers[at].articles += 1;
                        speakers[at].counts.add(voice.counts);
                    }
                    None => {
                        index.insert(key, speakers.len());
                        speakers.push(voice);
                    }
                }
            }
            profile.unnamed += part.unnamed.sum();
            profile.unattributed += part.nobody.sum();
            profile.single_source.extend(part.single);
        }
        profile.statements = profile.named + profile.unnamed + profile.unattributed;
        profile
            .speakers
            .sort_by(|a, b| b.counts.sum().cmp(&a.counts.sum()).then_with(|| a.name.cmp(&b.name)));
        profile
    }

    /// The notation of a format: text, Markdown, CSV or JSON.
    #[must_use]
    pub fn markup(format: &str, style: Style) -> Markup {
        match format {
            "json" => Markup::Json,
            "markdown" => Markup::Markdown,
            "csv" => Markup::Plain { colour: false },
            _ => Markup::Plain { colour: style.colour },
        }
    }

    /// Writes it in a format: text, Markdown, CSV or JSON.
    ///
    /// # Errors
    /// When `out` fails.
    pub fn write(&self, format: &str, style: Style, out: &mut dyn Write) -> io::Result<()> {
        match format {
            "json" => self.json(out),
            "markdown" => self.markdown(out),
            "csv" => self.csv(out),
            _ => self.text(style, out),
        }
    }

    fn rows(&self) -> impl Iterator<Item = [String; 6]> + '_ {
        self.speakers.iter().map(|voice| {
            let Tally { direct, mixed, indirect } = voice.counts;
            let [articles, direct, mixed, indirect] =
                [voice.articles, direct, mixed, indirect].map(|n| n.to_string());
            [voice.name.clone(), voice.kind.to_owned(), articles, direct, mixed, indirect]
        })
    }

    /// `40 statements: 30 (75%) by a named source, 8 (20%) by one without a name, 2 (5%) with no source`
    fn shares(&self) -> String {
        let share = |n: u64| (n * 100 + self.statements / 2).checked_div(self.statements).unwrap_or_default();
        let part = |n: u64, what: &str| format!("{n} ({}%) {what}", share(n));
        format!(
            "{}: {}, {}, {}",
            plural(self.statements, "statement", "statements"),
            part(self.named, "by a named source"),
            part(self.unnamed, "by one without a name"),
            part(self.unattributed, "with no source")
        )
    }

    fn text(&self, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let paint = Paint::new(style);
        let width = style.readable();
        let head = format!("{}, {}", plural(self.articles, "article", "articles"), self.shares());
        for line in textwrap::wrap(&head, width) {
            writeln!(out, "{line}")?;
        }
        if !self.speakers.is_empty() {
            writeln!(out)?;
            let aligned = |i: usize| if i < 2 { Align::Left } else { Align::Right };
            let columns: Vec<_> = HEAD.iter().enumerate().map(|(i, title)| (*title, aligned(i))).collect();
            let mut table = Table::new(&columns);
            self.rows().take(SHOWN).for_each(|row| table.row(row));
            table.write(width, paint, out)?;
            if self.speakers.len() > SHOWN {
                let more = format!("and {} more: -f csv lists them all", self.speakers.len() - SHOWN);
                writeln!(out, "{}", paint.faint(more))?;
            }
        }
        if !self.single_source.is_empty() {
            writeln!(out, "\n{}", paint.strong("Stories from one source"))?;
            let mut table = Table::new(&[
                ("Article", Align::Left),
                ("Source", Align::Left),
                ("Statements", Align::Right),
            ]);
            for story in &self.single_source {
                table.row([story.path.clone(), story.source.clone(), story.statements.to_string()]);
            }
            table.write(width, paint, out)?;
        }
        Ok(())
    }

    fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let escaped = super::escape::markdown;
        let articles = plural(self.articles, "article", "articles");
        writeln!(out, "# Who is quoted in {articles}\n\n{}.\n", self.shares())?;
        writeln!(out, "| {} |\n| --- | --- | --: | --: | --: | --: |", HEAD.join(" | "))?;
        for row in self.rows() {
            writeln!(out, "| {} |", row.map(|cell| escaped(&cell)).join(" | "))?;
        }
        if !self.single_source.is_empty() {
            writeln!(
                out,
                "\n## Stories from one source\n\n| Article | Source | Statements |\n| --- | --- | --: |"
            )?;
            for story in &self.single_source {
                writeln!(
                    out,
                    "| {} | {} | {} |",
                    escaped(&story.path),
                    escaped(&story.source),
                    story.statements
                )?;
            }
        }
        Ok(())
    }

    fn csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let head = HEAD.map(str::to_owned);
        records(out, std::iter::once(head).chain(self.rows()).map(Vec::from))
    }

    fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        head(out)?;
        let profile = serde_json::to_string(self)?;
        writeln!(out, "{}", profile.trim_start_matches('{'))
    }
}

const HEAD: [&str; 6] = ["Speaker", "Kind", "Articles", "Direct", "In part", "Reported"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Checker;

    #[test]
    fn voices_add_up_over_articles() {
        let checker = Checker::builder().facts_only().build().unwrap();
        let texts = [
            "“The bridge is safe,” said Ada Brandt, the mayor. Brandt said that it carried 12,000 cars a day.\n",
            "“It is not,” said Tom Hale. Ada Brandt said that it was safe. “Nobody asked us,” said a driver.\n",
        ];
        let parts = texts.map(|text| ProfilePart::of(&checker.check_text("a.txt", text)));
        let profile = Profile::of(parts.to_vec());
        assert_eq!((profile.articles, profile.named, profile.unnamed), (2, 4, 1));
        let rows: Vec<_> = profile.rows().map(|row| row.join(" ")).collect();
        assert_eq!(rows, ["Ada Brandt person 2 1 0 2", "Tom Hale person 1 1 0 0"]);
        assert!(profile.shares().starts_with("5 statements: 4 (80%) by a named source, 1 (20%)"));
    }

    #[test]
    fn a_name_of_no_known_kind_is_a_name() {
        let checker = Checker::builder().facts_only().build().unwrap();
        let text =
            "The army of Vardania left.\n\nVardania denied that it had shut it. “It was,” said a driver.\n";
        let profile = Profile::of(vec![ProfilePart::of(&checker.check_text("a.txt", text))]);
        let rows: Vec<_> = profile.rows().map(|row| row.join(" ")).collect();
        assert_eq!(
            (profile.named, profile.unnamed, &*rows),
            (1, 1, &[String::from("Vardania other 1 0 0 1")][..])
        );
    }

    #[test]
    fn nothing_is_a_profile_too() {
        let profile = Profile::of(Vec::new());
        let mut page = Vec::new();
        let style = Style { colour: false, width: 60, quiet: false, fails: None };
        for format in ["text", "markdown", "csv", "json"] {
            profile.write(format, style, &mut page).unwrap();
        }
        assert!(String::from_utf8(page).unwrap().contains("0 articles"));
    }
}
